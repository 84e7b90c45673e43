#include "views/panels/sweep_panel.h"

#include "core/studies/failure/failure_words.h"
#include "views/panels/capacity_words.h"
#include "views/panels/failable_elements.h"
#include "views/panels/filter_box.h"
#include "views/panels/words.h"
#include "views/shared/format.h"
#include "views/shared/sentence_units.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace hallwright::panels {

namespace {

constexpr int elementRole = Qt::UserRole + 2;
constexpr int entryRole = Qt::UserRole + 3; // position in Sweep::entries

} // namespace

SweepPanel::SweepPanel(QWidget* parent)
    : QWidget(parent), words_(new QLabel(this)), count_(new QLabel(this)),
      shown_(filterBox("sweepShown", tr("Which failures are listed"), this)),
      kind_(filterBox("sweepKind", tr("Elements of which kind are listed"), this)),
      place_(filterBox("sweepPlace", tr("Elements of which place are listed"), this)),
      search_(new QLineEdit(this)), table_(new QTreeWidget(this))
{
    words_->setObjectName(QStringLiteral("sweepWords"));
    words_->setWordWrap(true);
    words_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QFont bold = font();
    bold.setBold(true);
    words_->setFont(bold);
    count_->setObjectName(QStringLiteral("sweepCount"));
    count_->setForegroundRole(QPalette::PlaceholderText);
    shown_->addItem(tr("With a consequence"), static_cast<int>(Shown::Consequences));
    shown_->addItem(tr("Racks lost"), static_cast<int>(Shown::Losses));
    shown_->addItem(tr("Only a limit passed"), static_cast<int>(Shown::Limits));
    shown_->addItem(tr("All elements"), static_cast<int>(Shown::All));
    search_->setObjectName(QStringLiteral("sweepSearch"));
    search_->setPlaceholderText(tr("Name"));
    search_->setAccessibleName(tr("Elements whose name has this"));
    search_->setClearButtonEnabled(true);
    constexpr int widest = 160;
    search_->setMaximumWidth(widest);
    auto* filters = new QHBoxLayout;
    for (QWidget* each : std::initializer_list<QWidget*>{shown_, kind_, place_, search_})
        filters->addWidget(each);
    filters->addWidget(count_, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(words_);
    column->addLayout(filters);
    column->addWidget(table_, 1);
    table_->setObjectName(QStringLiteral("sweepTable"));
    table_->setAccessibleName(tr("Each element failed by itself"));
    table_->setColumnCount(ColumnCount);
    table_->setHeaderLabels({tr("Element"), tr("Kind"), tr("Place"), tr("Racks lost"), tr("GPUs lost"),
                             tr("IT lost"), tr("First lost [min:s]"), tr("First limit [min:s]"), tr("Why")});
    for (int i = RacksColumn; i <= LimitColumn; ++i)
        table_->headerItem()->setTextAlignment(i, Qt::AlignRight | Qt::AlignVCenter);
    table_->setRootIsDecorated(false);
    table_->setUniformRowHeights(true);
    constexpr int leastHeight = 40; // a small window stays as small
    table_->setMinimumHeight(leastHeight);
    table_->setAlternatingRowColors(true);
    table_->header()->setStretchLastSection(true);
    table_->setSortingEnabled(true);
    table_->sortByColumn(-1, Qt::AscendingOrder); // the worst first, until the reader asks for more
    for (QComboBox* box : {shown_, kind_, place_})
        connect(box, &QComboBox::currentIndexChanged, this, &SweepPanel::filter);
    connect(search_, &QLineEdit::textChanged, this, &SweepPanel::filter);
    const auto refOf = [](const QTreeWidgetItem* line) {
        return line->data(ElementColumn, elementRole).value<ObjectRef>();
    };
    connect(table_, &QTreeWidget::currentItemChanged, this, [this, refOf](const QTreeWidgetItem* line) {
        if (line && !filling_)
            emit chosen(refOf(line));
    });
    connect(table_, &QTreeWidget::itemActivated, this,
            [this, refOf](const QTreeWidgetItem* line) { emit activated(refOf(line)); });
}

void SweepPanel::setSweep(const SweepPtr& sweep)
{
    sweep_ = sweep;
    fill();
}

void SweepPanel::showOnly(Shown which)
{
    shown_->setCurrentIndex(shown_->findData(static_cast<int>(which)));
}

QString SweepPanel::words() const
{
    return words_->text();
}

std::optional<ObjectRef> SweepPanel::current() const
{
    const QTreeWidgetItem* line = table_->currentItem();
    return line ? std::optional(line->data(ElementColumn, elementRole).value<ObjectRef>()) : std::nullopt;
}

void SweepPanel::addLine(const SweepEntry& entry)
{
    const FailableElement element = failableElement(*sweep_->site, entry.element);
    auto* line = new NumberLine(table_);
    line->setData(ElementColumn, elementRole, QVariant::fromValue(entry.element));
    line->setData(ElementColumn, entryRole, static_cast<qlonglong>(&entry - sweep_->entries.data()));
    line->setText(ElementColumn, element.name);
    line->setText(KindColumn, element.kind);
    line->setText(PlaceColumn, element.place);
    const auto count = [&](Column column, std::size_t number) {
        line->setNumber(column, static_cast<double>(number),
                        style::formatCount(static_cast<long long>(number)));
    };
    count(RacksColumn, entry.racksLost);
    count(GpusColumn, entry.gpusLost);
    line->setNumber(PowerColumn, entry.powerLostW, style::formatPower(entry.powerLostW));
    line->setNumber(FirstColumn, entry.firstLossS, clockOrDash(entry.firstLossS));
    std::optional<double> limitS = entry.inletLimitS;
    if (entry.coolantLimitS && (!limitS || *entry.coolantLimitS < *limitS))
        limitS = entry.coolantLimitS;
    line->setNumber(LimitColumn, limitS, clockOrDash(limitS));
    line->setText(CauseColumn, style::sentence(entry.cause));
    line->setToolTip(CauseColumn, style::sentence(entry.cause));
    line->setToolTip(ElementColumn, tr("A click follows its failure; a double click shows its timeline"));
}

void SweepPanel::fill()
{
    const QScopedValueRollback filling(filling_, true);
    const std::optional<ObjectRef> before = current();
    const bool isFirst = table_->topLevelItemCount() == 0;
    table_->clear();
    words_->setText(sweep_ ? text(answerOf(*sweep_)) : QString());
    if (sweep_) {
        table_->setSortingEnabled(false);
        for (const SweepEntry& entry : sweep_->entries)
            addLine(entry);
        table_->setSortingEnabled(true);
        for (int i = 0; before && i < table_->topLevelItemCount(); ++i) {
            if (table_->topLevelItem(i)->data(ElementColumn, elementRole).value<ObjectRef>() == *before)
                table_->setCurrentItem(table_->topLevelItem(i));
        }
    }
    fillChoices();
    filter();
    constexpr int widestName = 220;
    for (int i = 0; isFirst && sweep_ && i < CauseColumn; ++i) {
        table_->resizeColumnToContents(i);
        table_->setColumnWidth(i, std::min(widestName, table_->columnWidth(i)));
    }
}

void SweepPanel::fillChoices()
{
    QStringList kinds, places;
    for (int i = 0; i < table_->topLevelItemCount(); ++i) {
        kinds << table_->topLevelItem(i)->text(KindColumn);
        places << table_->topLevelItem(i)->text(PlaceColumn);
    }
    refillFilter(*kind_, tr("All kinds"), kinds);
    refillFilter(*place_, tr("All places"), places);
}

bool SweepPanel::isListed(const QTreeWidgetItem& line) const
{
    const SweepEntry& entry =
        sweep_->entries[static_cast<std::size_t>(line.data(ElementColumn, entryRole).toLongLong())];
    const bool isOfConsequence = [&] {
        switch (static_cast<Shown>(shown_->currentData().toInt())) {
        case Shown::Consequences:
            return entry.follows();
        case Shown::Losses:
            return entry.racksLost > 0;
        case Shown::Limits:
            return entry.follows() && entry.racksLost == 0;
        case Shown::All:
            break;
        }
        return true;
    }();
    return isOfConsequence && passesFilter(*kind_, line.text(KindColumn)) &&
           passesFilter(*place_, line.text(PlaceColumn)) &&
           line.text(ElementColumn).contains(search_->text().trimmed(), Qt::CaseInsensitive);
}

void SweepPanel::filter()
{
    int listed = 0;
    for (int i = 0; i < table_->topLevelItemCount(); ++i) {
        QTreeWidgetItem* line = table_->topLevelItem(i);
        const bool is = isListed(*line);
        line->setHidden(!is);
        listed += is ? 1 : 0;
    }
    if (!sweep_)
        count_->clear();
    else if (listed == 0)
        count_->setText(tr("None of this kind, place and consequence; “All elements” lists every one"));
    else
        count_->setText(tr("%1 listed").arg(style::formatCount(listed)));
}

QString SweepPanel::asText() const
{
    QStringList rows;
    const auto add = [&rows](const QTreeWidgetItem& line) {
        QStringList fields;
        for (int i = 0; i < ColumnCount; ++i)
            fields << line.text(i);
        rows << fields.join(QLatin1Char('\t'));
    };
    add(*table_->headerItem());
    for (int i = 0; i < table_->topLevelItemCount(); ++i) {
        if (!table_->topLevelItem(i)->isHidden())
            add(*table_->topLevelItem(i));
    }
    return rows.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

} // namespace hallwright::panels
