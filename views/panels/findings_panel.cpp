#include "views/panels/findings_panel.h"

#include "core/model/object_names.h"
#include "views/panels/finding_card.h"
#include "views/panels/findings_model.h"
#include "views/panels/words.h"
#include "views/shared/format.h"
#include "views/shared/severity_mark.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QResizeEvent>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QStyle>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace hallwright::panels {

namespace {

constexpr int leastWidthForWords = 800;
constexpr std::size_t fewShown = 20; // findings that are shown opened
constexpr std::array allSeverities = {Severity::Critical, Severity::Major, Severity::Minor};

QString counted(std::size_t count)
{
    return style::formatCount(static_cast<long long>(count));
}

// Enter chooses a row as a double click does, and a single click never, whatever the platform takes for activation.
class FindingsTree : public QTreeView
{
public:
    using QTreeView::QTreeView;

protected:
    void keyPressEvent(QKeyEvent* event) override
    {
        if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid())
            emit doubleClicked(currentIndex());
        else
            QTreeView::keyPressEvent(event);
    }
};

// As much of a text as there is width for: a longer one never widens the panel, which would push the docks beside it.
class ElidedLabel : public QLabel
{
public:
    using QLabel::QLabel;

protected:
    void paintEvent(QPaintEvent*) override
    {
        constexpr int leastWidth = 60;
        if (width() < leastWidth)
            return;
        QPainter painter(this);
        style()->drawItemText(&painter, rect(), int(Qt::AlignRight | Qt::AlignVCenter), palette(), true,
                              fontMetrics().elidedText(text(), Qt::ElideRight, width()), foregroundRole());
    }
};

void setUp(QTreeView& tree, FindingsModel* model)
{
    tree.setObjectName(QStringLiteral("findings"));
    tree.setModel(model);
    tree.setUniformRowHeights(true);
    tree.setAlternatingRowColors(true);
    tree.setExpandsOnDoubleClick(false);
    tree.setIndentation(14);
    tree.setMinimumWidth(220);
    tree.setTextElideMode(Qt::ElideMiddle); // what tells names apart stands at their ends
    tree.setSortingEnabled(true);
    tree.sortByColumn(FindingsModel::WhatColumn, Qt::AscendingOrder);
    QHeaderView* header = tree.header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(FindingsModel::WhatColumn, QHeaderView::Stretch);
    const auto widthOf = [&](const char* sample) {
        return tree.fontMetrics().horizontalAdvance(QString::fromUtf8(sample)) + 14;
    };
    tree.setColumnWidth(FindingsModel::PlaceColumn, widthOf("B1-H10"));
    tree.setColumnWidth(FindingsModel::CountColumn, widthOf("Count "));
    tree.setColumnWidth(FindingsModel::ValueColumn, widthOf("\u03a3 0,000.0 kW"));
    tree.setColumnWidth(FindingsModel::LimitColumn, widthOf("0,000.0 kW"));
}

// What may be current instead: after it in its group, before it there, then other groups.
QStringList neighboursOf(const FindingsModel& model, const QModelIndex& row)
{
    QStringList keys;
    const auto addSiblings = [&](const QModelIndex& of) {
        for (int after = of.row() + 1; after < model.rowCount(of.parent()); ++after)
            keys << model.keyAt(model.index(after, 0, of.parent()));
        for (int before = of.row() - 1; before >= 0; --before)
            keys << model.keyAt(model.index(before, 0, of.parent()));
    };
    if (row.parent().isValid()) {
        addSiblings(row);
        keys << model.keyAt(row.parent());
        addSiblings(row.parent());
    } else if (row.isValid()) {
        addSiblings(row);
    }
    return keys;
}

} // namespace

FindingsPanel::FindingsPanel(QWidget* parent)
    : QWidget(parent), model_(new FindingsModel(this)), text_(new QLineEdit(this)),
      place_(new QComboBox(this)), summary_(new ElidedLabel(this)), stack_(new QStackedWidget(this)),
      tree_(new FindingsTree(this)), none_(new QLabel(this)), card_(new FindingCard(this))
{
    setUp(*tree_, model_);
    none_->setAlignment(Qt::AlignCenter);
    none_->setForegroundRole(QPalette::PlaceholderText);
    none_->setObjectName(QStringLiteral("noFindings"));
    summary_->setObjectName(QStringLiteral("findingsSummary"));
    summary_->setForegroundRole(QPalette::PlaceholderText);
    stack_->addWidget(tree_);
    stack_->addWidget(none_);
    auto* halves = new QSplitter(Qt::Horizontal, this);
    halves->addWidget(stack_);
    halves->addWidget(card_);
    halves->setChildrenCollapsible(false);
    halves->setStretchFactor(0, 2);
    halves->setStretchFactor(1, 1);
    halves->setSizes({600, 320});
    card_->setMinimumWidth(170);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(6, 4, 6, 4);
    column->setSpacing(4);
    column->addWidget(buildFilters());
    column->addWidget(halves, 1);

    joinTree();
    connect(card_, &FindingCard::showWanted, this, [this] { choose(tree_->currentIndex()); });
    connect(card_, &FindingCard::moveWanted, this, [this] {
        const Finding* finding = model_->findingAt(tree_->currentIndex());
        if (const auto to = finding ? finding->move : std::nullopt) // a copy: the list is made anew meanwhile
            emit moveWanted(*to);
    });
    connect(card_, &FindingCard::remedyWanted, this, [this] { emit remedyWanted(chosenFindings()); });
    connect(card_, &FindingCard::waiveWanted, this, [this] { emit waiveWanted(chosenFindings()); });
    connect(card_, &FindingCard::endOfWaiverWanted, this,
            [this] { emit endOfWaiverWanted(chosenFindings()); });
    fill();
}

void FindingsPanel::joinTree()
{
    connect(model_, &QAbstractItemModel::modelAboutToBeReset, this, &FindingsPanel::keepPlace);
    connect(model_, &QAbstractItemModel::modelReset, this, &FindingsPanel::restorePlace);
    connect(model_, &QAbstractItemModel::dataChanged, tree_->viewport(), qOverload<>(&QWidget::update));
    connect(tree_, &QTreeView::expanded, this,
            [this](const QModelIndex& group) { expanded_ << model_->keyAt(group); });
    connect(tree_, &QTreeView::collapsed, this,
            [this](const QModelIndex& group) { expanded_.remove(model_->keyAt(group)); });
    connect(tree_->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& current) {
                if (!restoring_)
                    current_ = model_->keyAt(current);
                showCard();
            });
    connect(tree_, &QTreeView::doubleClicked, this, &FindingsPanel::choose);
}

// Copies: the list may be made anew before they are used.
std::vector<Finding> FindingsPanel::chosenFindings() const
{
    std::vector<Finding> chosen;
    for (const Finding* finding : model_->findingsAt(tree_->currentIndex()))
        chosen.push_back(*finding);
    return chosen;
}

QToolButton* FindingsPanel::addToggle(QWidget* bar, const QString& name, const QIcon& icon,
                                      const QString& toolTip)
{
    auto* button = new QToolButton(bar);
    button->setObjectName(name);
    button->setIcon(icon);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setCheckable(true);
    button->setChecked(true);
    button->setToolTip(toolTip);
    connect(button, &QToolButton::toggled, this, &FindingsPanel::filter);
    bar->layout()->addWidget(button);
    return button;
}

QWidget* FindingsPanel::buildFilters()
{
    auto* bar = new QWidget(this);
    bar->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // one button more pushes nothing aside
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    text_->setPlaceholderText(tr("Filter by word, rack or rule"));
    text_->setClearButtonEnabled(true);
    text_->setMinimumWidth(120);
    text_->setMaximumWidth(280);
    row->addWidget(text_, 1);
    for (const Severity severity : allSeverities) {
        const QString word = style::severityText(severity).toLower();
        severities_[static_cast<std::size_t>(severity)] =
            addToggle(bar, word, style::severityIcon(severity), tr("Show those that are %1").arg(word));
    }
    waived_ = addToggle(bar, QStringLiteral("waived"), style::waivedIcon(),
                        tr("Show those that are accepted, with the reason"));
    place_->setToolTip(tr("Where"));
    place_->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    place_->setMinimumContentsLength(12);
    row->addWidget(place_);
    all_ = new QToolButton(bar);
    all_->setObjectName(QStringLiteral("showAll"));
    all_->setText(tr("Show all"));
    all_->setToolTip(tr("Take all filters off"));
    connect(all_, &QToolButton::clicked, this, &FindingsPanel::showAll);
    row->addWidget(all_);
    summary_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(summary_, 2);
    connect(text_, &QLineEdit::textChanged, this, &FindingsPanel::filter);
    connect(place_, &QComboBox::currentIndexChanged, this, &FindingsPanel::filter);
    return bar;
}

void FindingsPanel::setFindings(const SnapshotPtr& snapshot, const FindingsPtr& findings)
{
    snapshot_ = findings ? snapshot : nullptr;
    findings_ = findings;
    filled_ = false;
    if (!findings) { // another site has other places
        expanded_.clear();
        current_.clear();
        asked_ = {};
    }
    if (isVisible() || !findings)
        fill();
}

void FindingsPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!filled_)
        fill();
}

void FindingsPanel::fill()
{
    filled_ = true;
    fillPlaces();
    model_->setFindings(snapshot_, findings_);
    filter();
}

// The halls in which something is wrong, in the order of the site.
void FindingsPanel::fillPlaces()
{
    const QSignalBlocker quiet(place_);
    const QVariant before = place_->currentData();
    place_->clear();
    place_->addItem(tr("Everywhere"), QVariant::fromValue(ObjectRef{}));
    if (snapshot_) {
        std::vector<HallId> halls;
        for (const Finding* finding : findings_->open)
            halls.push_back(finding->hall);
        std::ranges::sort(halls);
        for (const HallResultPtr& hall : snapshot_->halls) {
            if (std::ranges::binary_search(halls, hall->hall->id))
                place_->addItem(text(hall->hall->name), QVariant::fromValue(refTo(hall->hall->id)));
        }
        if (asked_.valid() && place_->findData(QVariant::fromValue(asked_)) < 0 &&
            exists(*snapshot_->site, asked_))
            place_->addItem(text(sentenceCase(describe(*snapshot_->site, asked_))),
                            QVariant::fromValue(asked_));
    }
    place_->setCurrentIndex(std::max(0, place_->findData(before)));
}

void FindingsPanel::filter()
{
    FindingsFilter wanted;
    wanted.words = text_->text().trimmed();
    for (const Severity severity : allSeverities)
        wanted.severities[static_cast<std::size_t>(severity)] =
            severities_[static_cast<std::size_t>(severity)]->isChecked();
    wanted.waived = waived_->isChecked();
    wanted.of = place_->currentData().value<ObjectRef>();
    if (!(wanted == model_->filter()))
        model_->setFilter(wanted);
    showCounts();
    showCard();
}

// As the fields show it from then on.
void FindingsPanel::ask(const FindingsFilter& wanted)
{
    if (!filled_)
        fill();
    {
        const QSignalBlocker quietWords(text_);
        const QSignalBlocker quietPlace(place_);
        text_->setText(wanted.words);
        for (const Severity severity : allSeverities) {
            QToolButton* button = severities_[static_cast<std::size_t>(severity)];
            const QSignalBlocker quiet(button);
            button->setChecked(wanted.severities[static_cast<std::size_t>(severity)]);
        }
        const QSignalBlocker quietWaived(waived_);
        waived_->setChecked(wanted.waived);
        asked_ = wanted.of;
        fillPlaces();
        place_->setCurrentIndex(std::max(0, place_->findData(QVariant::fromValue(wanted.of))));
    }
    filter();
}

void FindingsPanel::showOnly(Severity severity)
{
    FindingsFilter wanted{.severities = {false, false, false}, .waived = false};
    wanted.severities[static_cast<std::size_t>(severity)] = true;
    ask(wanted);
}

void FindingsPanel::showOnlyWaived()
{
    ask({.severities = {false, false, false}});
    tree_->expandAll();
}

void FindingsPanel::showOnlyOf(ObjectRef object)
{
    ask({.of = object});
    if (model_->shownCount() <= fewShown)
        tree_->expandAll();
}

void FindingsPanel::showAll()
{
    ask({});
}

void FindingsPanel::showFinding(const Finding& finding)
{
    if (!filled_)
        fill();
    if (!model_->indexOf(finding).isValid())
        showAll();
    if (const QModelIndex row = model_->indexOf(finding); row.isValid())
        tree_->setCurrentIndex(row);
}

// "14 minor"; where there is little width the number, beside its mark.
QString FindingsPanel::withWord(std::size_t count, const QString& word) const
{
    return width() >= leastWidthForWords ? tr("%1 %2").arg(counted(count), word) : counted(count);
}

void FindingsPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if ((event->oldSize().width() >= leastWidthForWords) != (width() >= leastWidthForWords))
        showCounts();
}

void FindingsPanel::showCounts()
{
    for (const Severity severity : allSeverities) {
        const std::size_t count = findings_ ? findings_->count(severity) : 0;
        severities_[static_cast<std::size_t>(severity)]->setText(
            withWord(count, style::severityText(severity).toLower()));
    }
    if (!findings_) {
        waived_->hide();
        all_->hide();
        summary_->clear();
        none_->setText(snapshot_ ? QString() : tr("Nothing has been checked yet."));
        stack_->setCurrentWidget(none_);
        return;
    }
    const std::size_t waived = findings_->waived.size();
    waived_->setText(withWord(waived, tr("waived")));
    waived_->setVisible(waived > 0);
    const std::size_t open = findings_->open.size();
    const QString all = tr("%1, %2%3 rules, %4 objects")
                            .arg(open == 1 ? tr("1 finding") : tr("%1 findings").arg(counted(open)),
                                 waived > 0 ? tr("%1 waived, ").arg(counted(waived)) : QString(),
                                 counted(rules().size()), counted(findings_->objectCount));
    const std::size_t shown = model_->shownCount();
    summary_->setText(shown < findings_->open.size() ? tr("%1 shown of %2").arg(counted(shown), all) : all);
    summary_->setToolTip(summary_->text());
    none_->setText(findings_->clean() ? all : tr("None of them is as asked for above."));
    stack_->setCurrentWidget(model_->rowCount() > 0 ? static_cast<QWidget*>(tree_) : none_);
    all_->setVisible(!(model_->filter() == FindingsFilter()));
}

QString FindingsPanel::summary() const
{
    return summary_->text();
}

void FindingsPanel::showCard()
{
    const QModelIndex current = tree_->currentIndex();
    const Finding* finding = model_->findingAt(current);
    FindingCard::Standing standing;
    standing.waived = model_->isWaived(current);
    standing.reason = model_->waiverAt(current);
    if (finding && model_->isGroup(current)) {
        standing.count = model_->findingsAt(current).size();
        standing.among = current.siblingAtColumn(0).data(Qt::ToolTipRole).toString();
    }
    card_->setFinding(model_->snapshot(), finding, standing);
}

void FindingsPanel::choose(const QModelIndex& index)
{
    const QModelIndex row = index.siblingAtColumn(0);
    if (model_->isGroup(row))
        tree_->setExpanded(row, true);
    if (const Finding* finding = model_->findingAt(row))
        emit chosen(finding->subject);
}

void FindingsPanel::showOtherUnits()
{
    tree_->viewport()->update();
    showCard();
}

void FindingsPanel::keepPlace()
{
    neighbours_ = neighboursOf(*model_, tree_->currentIndex().siblingAtColumn(0));
    neighbours_.prepend(model_->keyAt(tree_->currentIndex()));
    scrolled_ = tree_->verticalScrollBar()->value();
}

// What was chosen may be back; else what was current, or its neighbour.
void FindingsPanel::restorePlace()
{
    const QScopedValueRollback quiet(restoring_, true);
    for (int row = 0; row < model_->rowCount(); ++row) {
        const QModelIndex group = model_->index(row, 0);
        if (model_->isGroup(group) && expanded_.contains(model_->keyAt(group)))
            tree_->setExpanded(group, true);
    }
    tree_->verticalScrollBar()->setValue(scrolled_);
    for (const QString& key : QStringList(current_) + neighbours_) {
        const QModelIndex row = key.isEmpty() ? QModelIndex() : model_->indexOfKey(key);
        if (row.isValid()) {
            tree_->setCurrentIndex(row);
            break;
        }
    }
    showCard();
}

} // namespace hallwright::panels
