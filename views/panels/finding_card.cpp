#include "views/panels/finding_card.h"

#include "core/rules/rules.h"
#include "views/panels/finding_words.h"
#include "views/panels/words.h"
#include "views/shared/format.h"
#include "views/shared/sentence_units.h"
#include "views/shared/severity_mark.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace hallwright::panels {

namespace {

// A caption over a paragraph.
QString captioned(const QString& caption, const QString& paragraph)
{
    return QStringLiteral("<b>%1</b><br>%2").arg(caption.toHtmlEscaped(), paragraph.toHtmlEscaped());
}

QString figuresText(const Finding& finding)
{
    QStringList cells;
    const auto add = [&](const QString& caption, const QString& figure) {
        if (!figure.isEmpty())
            cells << QStringLiteral("%1&nbsp;<b>%2</b>").arg(caption, figure.toHtmlEscaped());
    };
    const FindingFigures figures = figuresOf(finding);
    const bool ofPower =
        finding.unit == "W" && !finding.limit; // nothing is compared: it says how much is concerned
    add(ofPower ? FindingCard::tr("Load") : FindingCard::tr("Found"), figures.value);
    add(FindingCard::tr("Limit"), figures.limit);
    return cells.join(QStringLiteral(" &nbsp;·&nbsp; "));
}

} // namespace

FindingCard::FindingCard(QWidget* parent) : QScrollArea(parent)
{
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* content = new QWidget(this);
    content->setMinimumWidth(
        1); // as wide as the card, whatever its words and buttons would like: nothing scrolls sideways
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
    remedy_ = addParagraph(QStringLiteral("findingRemedy"));
    waiver_ = addParagraph(QStringLiteral("findingWaiver"));
    addButtons();
    why_ = addParagraph(QStringLiteral("findingWhy")); // last: it can wait
    column->addStretch(1);
    setFinding(nullptr, nullptr, {});
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
    buttons_ = new QGridLayout;
    show_ = new QPushButton(tr("Show it"), widget());
    show_->setObjectName(QStringLiteral("showFinding"));
    show_->setToolTip(tr("Select it in all views and fly there (Enter)"));
    move_ = new QPushButton(tr("Move it"), widget());
    move_->setObjectName(QStringLiteral("moveAsSaid"));
    move_->setToolTip(tr("Move the rack to the place named above; Undo takes it back"));
    design_ = new QPushButton(widget());
    design_->setObjectName(QStringLiteral("designRemedy"));
    waive_ = new QPushButton(tr("Waive …"), widget());
    waive_->setObjectName(QStringLiteral("waiveFinding"));
    waive_->setToolTip(tr("Accept it, for a reason kept in the site's records"));
    endWaiver_ = new QPushButton(tr("End waiver"), widget());
    endWaiver_->setObjectName(QStringLiteral("endWaiver"));
    endWaiver_->setToolTip(tr("Count it as open again"));
    connect(show_, &QPushButton::clicked, this, &FindingCard::showWanted);
    connect(move_, &QPushButton::clicked, this, &FindingCard::moveWanted);
    connect(design_, &QPushButton::clicked, this, &FindingCard::remedyWanted);
    connect(waive_, &QPushButton::clicked, this, &FindingCard::waiveWanted);
    connect(endWaiver_, &QPushButton::clicked, this, &FindingCard::endOfWaiverWanted);
    static_cast<QVBoxLayout*>(widget()->layout())->addLayout(buttons_);
}

// Two abreast where there is room for both; what is still too long is shortened, with all of it in the tip.
void FindingCard::layOutButtons()
{
    const int room = viewport()->width() - widget()->layout()->contentsMargins().left() -
                     widget()->layout()->contentsMargins().right();
    const QString tip = tr("Add or enlarge what is missing, and say what was chosen; Undo takes it back");
    const int frame = show_->sizeHint().width() - show_->fontMetrics().horizontalAdvance(show_->text());
    design_->setText(design_->fontMetrics().elidedText(designText_, Qt::ElideMiddle, room - frame));
    design_->setToolTip(design_->text() == designText_ ? tip : designText_ + QLatin1Char('\n') + tip);
    const auto widthOf = [](const QPushButton* button) {
        return button->isHidden() ? 0 : button->sizeHint().width();
    };
    const int second = std::max(widthOf(waive_), widthOf(endWaiver_)); // one of these two is shown
    const bool abreast = widthOf(show_) + buttons_->horizontalSpacing() + second <= room;
    for (QPushButton* button : {show_, waive_, endWaiver_, move_, design_})
        buttons_->removeWidget(button);
    buttons_->addWidget(show_, 0, 0);
    for (QPushButton* button : {waive_, endWaiver_})
        buttons_->addWidget(button, abreast ? 0 : 1, abreast ? 1 : 0);
    buttons_->addWidget(move_, 2, 0);
    buttons_->addWidget(design_, 2, 0, 1, 2); // no finding has both
    buttons_->setColumnStretch(2, 1);
}

void FindingCard::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    layOutButtons();
}

void FindingCard::showButtons(const Finding* finding, const Standing& standing)
{
    const bool any = finding != nullptr;
    const QString count = style::formatCount(static_cast<long long>(standing.count));
    show_->setVisible(any);
    move_->setVisible(any && finding->move && finding->move->object.kind == ObjectKind::Rack &&
                      standing.among.isEmpty());
    designText_ = any ? remedyText(remedyFor(*finding)) : QString();
    design_->setVisible(!designText_.isEmpty());
    waive_->setVisible(any && !standing.waived);
    waive_->setText(standing.count > 1 ? tr("Waive all %1 …").arg(count) : tr("Waive …"));
    endWaiver_->setVisible(any && standing.waived);
    layOutButtons();
}

void FindingCard::setFinding(const SnapshotPtr& snapshot, const Finding* finding, const Standing& standing)
{
    const bool any = snapshot && finding;
    for (QWidget* part : std::initializer_list<QWidget*>{mark_, title_, figures_, why_, remedy_})
        part->setVisible(any);
    showButtons(any ? finding : nullptr, standing);
    waiver_->setVisible(!standing.reason.isEmpty());
    sentence_->setForegroundRole(any ? QPalette::WindowText : QPalette::PlaceholderText);
    if (!any) {
        sentence_->setText(
            tr("Choose a finding to read what it is about. Enter or a double click goes there."));
        return;
    }
    const Rule* rule = findRule(finding->rule);
    mark_->setPixmap(
        (standing.waived ? style::waivedIcon() : style::severityIcon(finding->severity)).pixmap(16, 16));
    mark_->setToolTip(style::severityText(finding->severity));
    const QString severity = style::severityText(finding->severity).toLower();
    title_->setText(
        QStringLiteral("%1 · %2").arg(text(rule ? rule->title : finding->rule),
                                      standing.waived ? tr("%1, waived").arg(severity) : severity));
    sentence_->setText(standing.among.isEmpty() ? style::sentence(finding->sentence) : standing.among);
    const QString figures = figuresText(*finding);
    figures_->setText(figures);
    figures_->setVisible(!figures.isEmpty());
    why_->setText(captioned(tr("Why it matters"), rule ? text(rule->why) : dash));
    remedy_->setText(captioned(tr("What would clear it"), style::sentence(finding->remedy)));
    remedy_->setVisible(!finding->remedy.empty());
    waiver_->setText(captioned(tr("Accepted, because"), standing.reason));
}

} // namespace hallwright::panels
