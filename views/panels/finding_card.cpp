#include "views/panels/finding_card.h"

#include "core/rules/rules.h"
#include "views/panels/findings_model.h"
#include "views/panels/words.h"
#include "views/shared/severity_mark.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace hallwright::panels {

namespace {

// A caption over a paragraph.
QString captioned(const QString& caption, const QString& paragraph)
{
    return QStringLiteral("<b>%1</b><br>%2").arg(caption.toHtmlEscaped(), paragraph.toHtmlEscaped());
}

QString figuresOf(const Finding& finding)
{
    QStringList cells;
    const auto add = [&](const QString& caption, const QString& figure) {
        if (!figure.isEmpty())
            cells << QStringLiteral("%1&nbsp;<b>%2</b>").arg(caption, figure.toHtmlEscaped());
    };
    add(FindingCard::tr("Found"), figureText(finding, finding.value));
    add(FindingCard::tr("Limit"), figureText(finding, finding.limit));
    return cells.join(QStringLiteral(" &nbsp;·&nbsp; "));
}

} // namespace

FindingCard::FindingCard(QWidget* parent) : QScrollArea(parent)
{
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget(this);
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(14, 8, 14, 8);
    column->setSpacing(8);
    setWidget(content);

    auto* head = new QHBoxLayout;
    mark_ = new QLabel(content);
    title_ = new QLabel(content);
    title_->setObjectName(QStringLiteral("findingTitle"));
    title_->setWordWrap(true);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    bold.setPointSizeF(bold.pointSizeF() * 1.15);
    title_->setFont(bold);
    head->addWidget(mark_, 0, Qt::AlignTop);
    head->addWidget(title_, 1);
    column->addLayout(head);
    sentence_ = addParagraph(QStringLiteral("findingSentence"));
    figures_ = addParagraph(QStringLiteral("findingFigures"));
    why_ = addParagraph(QStringLiteral("findingWhy"));
    remedy_ = addParagraph(QStringLiteral("findingRemedy"));
    waiver_ = addParagraph(QStringLiteral("findingWaiver"));
    addButtons();
    column->addStretch(1);
    setFinding(nullptr, nullptr);
}

QLabel* FindingCard::addParagraph(const QString& name)
{
    auto* label = new QLabel(widget());
    label->setObjectName(name);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    widget()->layout()->addWidget(label);
    return label;
}

void FindingCard::addButtons()
{
    auto* row = new QHBoxLayout;
    show_ = new QPushButton(tr("Show it"), widget());
    show_->setObjectName(QStringLiteral("showFinding"));
    show_->setToolTip(tr("Select it in all views and fly there (Enter)"));
    waive_ = new QPushButton(tr("Waive …"), widget());
    waive_->setObjectName(QStringLiteral("waiveFinding"));
    waive_->setToolTip(tr("Accept it, for a reason kept in the site's records"));
    endWaiver_ = new QPushButton(tr("End waiver"), widget());
    endWaiver_->setObjectName(QStringLiteral("endWaiver"));
    endWaiver_->setToolTip(tr("Count it as open again"));
    connect(show_, &QPushButton::clicked, this, &FindingCard::showWanted);
    connect(waive_, &QPushButton::clicked, this, &FindingCard::waiveWanted);
    connect(endWaiver_, &QPushButton::clicked, this, &FindingCard::endOfWaiverWanted);
    for (QPushButton* button : {show_, waive_, endWaiver_})
        row->addWidget(button);
    row->addStretch(1);
    static_cast<QVBoxLayout*>(widget()->layout())->addLayout(row);
}

void FindingCard::setFinding(const SnapshotPtr& snapshot, const Finding* finding, const QString& among,
                             const QString& waiver)
{
    const bool any = snapshot && finding;
    for (QWidget* part : std::initializer_list<QWidget*>{mark_, title_, figures_, why_, remedy_, show_})
        part->setVisible(any);
    waive_->setVisible(any && waiver.isEmpty() && among.isEmpty()); // one at a time, each for its reason
    waiver_->setVisible(!waiver.isEmpty());
    endWaiver_->setVisible(!waiver.isEmpty());
    sentence_->setForegroundRole(any ? QPalette::WindowText : QPalette::PlaceholderText);
    if (!any) {
        sentence_->setText(
            tr("Choose a finding to read what it is about. Enter or a double click goes there."));
        return;
    }
    const Rule* rule = findRule(finding->rule);
    mark_->setPixmap(style::severityIcon(finding->severity).pixmap(16, 16));
    mark_->setToolTip(style::severityText(finding->severity));
    title_->setText(QStringLiteral("%1 · %2").arg(text(rule ? rule->title : finding->rule),
                                                  style::severityText(finding->severity).toLower()));
    sentence_->setText(among.isEmpty() ? text(finding->sentence) : among);
    const QString figures = figuresOf(*finding);
    figures_->setText(figures);
    figures_->setVisible(!figures.isEmpty());
    why_->setText(captioned(tr("Why it matters"), rule ? text(rule->why) : dash));
    remedy_->setText(captioned(tr("What would clear it"), text(finding->remedy)));
    remedy_->setVisible(!finding->remedy.empty());
    waiver_->setText(captioned(tr("Accepted, because"), waiver));
}

} // namespace hallwright::panels
