#include "views/panels/findings_strip.h"

#include "views/panels/finding_words.h"
#include "views/panels/words.h"
#include "views/shared/format.h"
#include "views/shared/sentence_units.h"
#include "views/shared/severity_mark.h"

#include <QFrame>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <iterator>

namespace hallwright::panels {

namespace {

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

FindingsStrip::FindingsStrip(QWidget* parent) : QWidget(parent), all_(flatButton(this))
{
    auto* rows = new QVBoxLayout(this);
    rows->setContentsMargins(8, 0, 8, 6);
    rows->setSpacing(0);
    auto* line = new QFrame(this);
    line->setFrameShape(QFrame::HLine);
    line->setFrameShadow(QFrame::Sunken);
    rows->addWidget(line);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    all_->setFont(bold);
    all_->setObjectName(QStringLiteral("allFindingsOfIt"));
    all_->setToolTip(tr("Show them in the list of findings"));
    rows->addWidget(all_);
    connect(all_, &QToolButton::clicked, this, &FindingsStrip::allWanted);
    for (std::size_t i = 0; i < mostRules; ++i) {
        buttons_[i] = flatButton(this);
        buttons_[i]->setObjectName(QStringLiteral("findingOfIt"));
        rows->addWidget(buttons_[i]);
        // A copy: the list is made anew meanwhile.
        connect(buttons_[i], &QToolButton::clicked, this, [this, i] { emit chosen(Finding(worst_[i])); });
    }
    hide();
}

void FindingsStrip::setFindings(const Site* site, const FindingsPtr& findings, ObjectRef object)
{
    const std::vector<FindingGroup> groups =
        site && findings && object.valid() ? byRule(*findings, object) : std::vector<FindingGroup>();
    std::size_t total = 0;
    for (const FindingGroup& group : groups)
        total += group.findings.size();
    all_->setText(total == 1 ? tr("1 finding")
                             : tr("%1 findings").arg(style::formatCount(static_cast<long long>(total))));
    worst_.clear();
    for (std::size_t i = 0; i < mostRules; ++i) {
        buttons_[i]->setVisible(i < groups.size());
        if (i >= groups.size())
            continue;
        const FindingGroup& group = groups[i];
        const QString title = text(group.rule->title);
        const auto count = static_cast<long long>(group.findings.size());
        buttons_[i]->setIcon(style::severityIcon(group.rule->severity));
        buttons_[i]->setText(count == 1 ? QStringLiteral("%1: %2").arg(title, objectsOf(*site, *group.worst))
                                        : tr("%1 (%2)").arg(title, style::formatCount(count)));
        buttons_[i]->setToolTip(style::sentence(sentenceOf(group)));
        worst_.push_back(*group.worst);
    }
    setVisible(total > 0);
}

} // namespace hallwright::panels
