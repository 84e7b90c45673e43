#include "views/panels/pair_panel.h"

#include "core/studies/failure/pair_words.h"
#include "views/panels/capacity_words.h"
#include "views/panels/failable_elements.h"
#include "views/panels/filter_box.h"
#include "views/panels/words.h"
#include "views/shared/format.h"
#include "views/shared/sentence_units.h"

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

constexpr int pairRole = Qt::UserRole + 3; // position in PairSweep::entries

} // namespace

PairPanel::PairPanel(QWidget* parent)
    : QWidget(parent), words_(new QLabel(this)), leftOut_(new QLabel(this)), count_(new QLabel(this)),
      shown_(filterBox("pairsShown", tr("Which pairs are listed"), this)),
      kind_(filterBox("pairsKind", tr("Pairs with an element of which kind are listed"), this)),
      place_(filterBox("pairsPlace", tr("Pairs with an element of which place are listed"), this)),
      search_(new QLineEdit(this)), table_(new QTreeWidget(this))
{
    build();
    join();
}

void PairPanel::build()
{
    words_->setObjectName(QStringLiteral("pairsWords"));
    leftOut_->setObjectName(QStringLiteral("pairsLeftOut"));
    for (QLabel* label : {words_, leftOut_}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    }
    QFont bold = font();
    bold.setBold(true);
    words_->setFont(bold);
    count_->setObjectName(QStringLiteral("pairsCount"));
    count_->setForegroundRole(QPalette::PlaceholderText);
    leftOut_->setForegroundRole(QPalette::PlaceholderText);
    shown_->addItem(tr("More than each alone"), static_cast<int>(Shown::Beyond));
    shown_->addItem(tr("With a consequence"), static_cast<int>(Shown::Consequences));
    shown_->addItem(tr("All pairs"), static_cast<int>(Shown::All));
    search_->setObjectName(QStringLiteral("pairsSearch"));
    search_->setPlaceholderText(tr("Name"));
    search_->setAccessibleName(tr("Pairs of which a name has this"));
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
    column->addWidget(leftOut_);
    column->addLayout(filters);
    column->addWidget(table_, 1);
    table_->setObjectName(QStringLiteral("pairsTable"));
    table_->setAccessibleName(tr("Pairs of elements failed together"));
    table_->setColumnCount(ColumnCount);
    table_->setHeaderLabels({tr("Element"), tr("And"), tr("Alike"), tr("Racks beyond"), tr("GPUs beyond"),
                             tr("Racks lost"), tr("GPUs lost"), tr("IT lost"), tr("First lost [min:s]"),
                             tr("First limit [min:s]"), tr("Why")});
    for (int i = AlikeColumn; i <= LimitColumn; ++i)
        table_->headerItem()->setTextAlignment(i, Qt::AlignRight | Qt::AlignVCenter);
    table_->headerItem()->setToolTip(AlikeColumn, tr("Pairs that it stands for, itself among them"));
    table_->headerItem()->setToolTip(BeyondColumn, tr("More than each of the two takes by itself"));
    table_->setRootIsDecorated(false);
    table_->setUniformRowHeights(true);
    constexpr int leastHeight = 40; // a small window stays as small
    table_->setMinimumHeight(leastHeight);
    table_->setAlternatingRowColors(true);
    table_->header()->setStretchLastSection(true);
    table_->setSortingEnabled(true);
    table_->sortByColumn(-1, Qt::AscendingOrder); // the worst first, until the reader asks for more
}

void PairPanel::join()
{
    for (QComboBox* box : {shown_, kind_, place_})
        connect(box, &QComboBox::currentIndexChanged, this, &PairPanel::filter);
    connect(search_, &QLineEdit::textChanged, this, &PairPanel::filter);
    connect(table_, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem* line) {
        if (line && !filling_)
            emit chosen(refsOf(line));
    });
    connect(table_, &QTreeWidget::itemActivated, this,
            [this](const QTreeWidgetItem* line) { emit activated(refsOf(line)); });
}

void PairPanel::setSweep(const PairSweepPtr& sweep)
{
    sweep_ = sweep;
    fill();
}

void PairPanel::showOnly(Shown which)
{
    shown_->setCurrentIndex(shown_->findData(static_cast<int>(which)));
}

QString PairPanel::words() const
{
    return words_->text();
}

const PairEntry& PairPanel::entryOf(const QTreeWidgetItem& line) const
{
    return sweep_->entries[static_cast<std::size_t>(line.data(ElementColumn, pairRole).toLongLong())];
}

std::vector<ObjectRef> PairPanel::refsOf(const QTreeWidgetItem* line) const
{
    if (!line || !sweep_)
        return {};
    const PairEntry& entry = entryOf(*line);
    return {entry.found.element, entry.other};
}

std::vector<ObjectRef> PairPanel::current() const
{
    return refsOf(table_->currentItem());
}

void PairPanel::addLine(std::size_t at)
{
    const PairEntry& entry = sweep_->entries[at];
    const FailableElement one = failableElement(*sweep_->site, entry.found.element);
    const FailableElement other = failableElement(*sweep_->site, entry.other);
    traits_.push_back({{one.kind, other.kind}, {one.place, other.place}});
    auto* line = new NumberLine(table_);
    line->setData(ElementColumn, pairRole, static_cast<qlonglong>(at));
    line->setText(ElementColumn, one.name);
    line->setText(OtherColumn, other.name);
    line->setToolTip(ElementColumn, tr("%1, %2").arg(one.kind, one.place));
    line->setToolTip(OtherColumn, tr("%1, %2").arg(other.kind, other.place));
    const auto count = [&](Column column, std::size_t number) {
        line->setNumber(column, static_cast<double>(number),
                        style::formatCount(static_cast<long long>(number)));
    };
    count(AlikeColumn, entry.alike);
    count(BeyondColumn, entry.racksBeyond());
    count(GpusBeyondColumn, entry.gpusBeyond());
    count(RacksColumn, entry.found.racksLost);
    count(GpusColumn, entry.found.gpusLost);
    line->setNumber(PowerColumn, entry.found.powerLostW, style::formatPower(entry.found.powerLostW));
    line->setNumber(FirstColumn, entry.found.firstLossS, clockOrDash(entry.found.firstLossS));
    std::optional<double> limitS = entry.found.inletLimitS;
    if (entry.found.coolantLimitS && (!limitS || *entry.found.coolantLimitS < *limitS))
        limitS = entry.found.coolantLimitS;
    line->setNumber(LimitColumn, limitS, clockOrDash(limitS));
    line->setText(CauseColumn, style::sentence(entry.found.cause));
    line->setToolTip(CauseColumn, style::sentence(entry.found.cause));
}

void PairPanel::fill()
{
    const QScopedValueRollback filling(filling_, true);
    const std::vector<ObjectRef> before = current();
    const bool isFirst = table_->topLevelItemCount() == 0;
    table_->clear();
    traits_.clear();
    words_->setText(sweep_ ? text(answerOf(*sweep_)) : QString());
    leftOut_->setText(sweep_ ? text(leftOutText(sweep_->paths)) : QString());
    if (sweep_) {
        table_->setSortingEnabled(false);
        for (std::size_t i = 0; i < sweep_->entries.size(); ++i)
            addLine(i);
        table_->setSortingEnabled(true);
        for (int i = 0; !before.empty() && i < table_->topLevelItemCount(); ++i) {
            if (refsOf(table_->topLevelItem(i)) == before)
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

void PairPanel::fillChoices()
{
    QStringList kinds, places;
    for (const Traits& of : traits_) {
        kinds << of.kinds[0] << of.kinds[1];
        places << of.places[0] << of.places[1];
    }
    refillFilter(*kind_, tr("All kinds"), kinds);
    refillFilter(*place_, tr("All places"), places);
}

bool PairPanel::isListed(const QTreeWidgetItem& line) const
{
    const PairEntry& entry = entryOf(line);
    const Traits& of = traits_[static_cast<std::size_t>(&entry - sweep_->entries.data())];
    const auto which = static_cast<Shown>(shown_->currentData().toInt());
    if ((which == Shown::Beyond && entry.racksBeyond() == 0) ||
        (which == Shown::Consequences && !entry.found.follows()))
        return false;
    const QString wanted = search_->text().trimmed();
    return (passesFilter(*kind_, of.kinds[0]) || passesFilter(*kind_, of.kinds[1])) &&
           (passesFilter(*place_, of.places[0]) || passesFilter(*place_, of.places[1])) &&
           (line.text(ElementColumn).contains(wanted, Qt::CaseInsensitive) ||
            line.text(OtherColumn).contains(wanted, Qt::CaseInsensitive));
}

void PairPanel::filter()
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
        count_->setText(tr("None of this consequence, kind and place; “All pairs” lists every one"));
    else
        count_->setText(tr("%1 listed").arg(style::formatCount(listed)));
}

QString PairPanel::asText() const
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
