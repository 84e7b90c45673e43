#include "views/panels/findings_strip.h"

#include "views/panels/finding_words.h"
#include "views/panels/words.h"
#include "views/shared/format.h"
#include "views/shared/severity_mark.h"

#include <QFrame>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace hallwright::panels {

namespace {

constexpr std::size_t mostRules = 4;

std::vector<FindingGroup> byRule(const Findings& findings, ObjectRef object)
{
    std::vector<const Finding*> about;
    std::ranges::copy_if(findings.open, std::back_inserter(about),
                         [&](const Finding* finding) { return concerns(*finding, object); });
    return grouped(about);
}

QToolButton* flatButton(QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setAutoRaise(true);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // a long name never widens the dock
    return button;
}

} // namespace

FindingsStrip::FindingsStrip(QWidget* parent)
    : QWidget(parent), all_(flatButton(this)), rows_(new QVBoxLayout(this))
{
    rows_->setContentsMargins(8, 0, 8, 6);
    rows_->setSpacing(0);
    auto* line = new QFrame(this);
    line->setFrameShape(QFrame::HLine);
    line->setFrameShadow(QFrame::Sunken);
    rows_->addWidget(line);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    all_->setFont(bold);
    all_->setObjectName(QStringLiteral("allFindingsOfIt"));
    all_->setToolTip(tr("Show them in the list of findings"));
    rows_->addWidget(all_);
    connect(all_, &QToolButton::clicked, this, &FindingsStrip::allWanted);
    hide();
}

void FindingsStrip::addButton(const Site& site, const FindingGroup& group)
{
    auto* button = flatButton(this);
    const std::size_t count = group.findings.size();
    const QString title = text(group.rule->title);
    button->setObjectName(QStringLiteral("findingOfIt"));
    button->setIcon(style::severityIcon(group.rule->severity));
    button->setText(count == 1 ? QStringLiteral("%1: %2").arg(title, objectsOf(site, *group.worst))
                               : tr("%1 (%2)").arg(title, style::formatCount(static_cast<long long>(count))));
    button->setToolTip(text(sentenceOf(group)));
    connect(button, &QToolButton::clicked, this, [this, finding = *group.worst] { emit chosen(finding); });
    rows_->addWidget(button);
}

void FindingsStrip::setFindings(const Site* site, const FindingsPtr& findings, ObjectRef object)
{
    const std::vector<FindingGroup> groups =
        site && findings && object.valid() ? byRule(*findings, object) : std::vector<FindingGroup>();
    for (QToolButton* before : findChildren<QToolButton*>(QStringLiteral("findingOfIt"))) {
        before->setObjectName({});
        before->hide();
        before->deleteLater(); // it may be the one that was clicked
    }
    std::size_t count = 0;
    for (const FindingGroup& group : groups)
        count += group.findings.size();
    all_->setText(count == 1 ? tr("1 finding")
                             : tr("%1 findings").arg(style::formatCount(static_cast<long long>(count))));
    for (std::size_t i = 0; i < std::min(groups.size(), mostRules); ++i)
        addButton(*site, groups[i]);
    setVisible(count > 0);
}

} // namespace hallwright::panels
