#include "views/panels/availability_panel.h"

#include "core/model/number_text.h"
#include "core/model/object_names.h"
#include "core/studies/availability/availability_words.h"
#include "views/panels/capacity_words.h"
#include "views/panels/words.h"
#include "views/shared/format.h"
#include "views/shared/sentence_units.h"

#include <QHeaderView>
#include <QLabel>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QTabWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <vector>

namespace hallwright::panels {

namespace {

constexpr int rowObjectRole = Qt::UserRole + 2; // its object; an element's
constexpr int rowAnswerRole = Qt::UserRole + 3; // position among all places: halls, buildings, the campus

QTreeWidget* listNamed(const char* name, const QString& title, const QStringList& titles, int firstRight,
                       int lastRight, QWidget* parent)
{
    auto* list = new QTreeWidget(parent);
    list->setObjectName(QString::fromLatin1(name));
    list->setAccessibleName(title);
    list->setColumnCount(static_cast<int>(titles.size()));
    list->setHeaderLabels(titles);
    for (int i = firstRight; i <= lastRight; ++i)
        list->headerItem()->setTextAlignment(i, Qt::AlignRight | Qt::AlignVCenter);
    list->setRootIsDecorated(false);
    list->setUniformRowHeights(true);
    list->setAlternatingRowColors(true);
    constexpr int leastHeight = 40; // a small window stays as small
    list->setMinimumHeight(leastHeight);
    list->header()->setStretchLastSection(true);
    list->setSortingEnabled(true);
    list->sortByColumn(-1, Qt::AscendingOrder);
    return list;
}

QLabel* wrappedLabel(const char* name, QWidget* parent)
{
    auto* label = new QLabel(parent);
    label->setObjectName(QString::fromLatin1(name));
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

void fitListColumns(QTreeWidget& list)
{
    constexpr int widest = 260;
    for (int i = 0; i + 1 < list.columnCount(); ++i) {
        list.resizeColumnToContents(i);
        list.setColumnWidth(i, std::min(widest, list.columnWidth(i)));
    }
}

std::vector<const PlaceAvailability*> placesOf(const SiteAvailability& of)
{
    std::vector<const PlaceAvailability*> all;
    for (const PlaceAvailability& hall : of.halls)
        all.push_back(&hall);
    for (const PlaceAvailability& building : of.buildings)
        all.push_back(&building);
    all.push_back(&of.campus);
    return all;
}

// "5.24 min", with its ± where it is simulated
QString minutesOf(const OutageAnswer& answer)
{
    const QString minutes = text(minutesText(answer.figures().minutesAYear()));
    return answer.exact ? minutes
                        : QObject::tr("%1 ± %2").arg(
                              minutes, text(minutesText(answer.simulated->halfWidth * minutesPerYear)));
}

} // namespace

AvailabilityPanel::AvailabilityPanel(QWidget* parent)
    : QWidget(parent), words_(wrappedLabel("availabilityWords", this)), tabs_(new QTabWidget(this))
{
    QFont bold = font();
    bold.setBold(true);
    words_->setFont(bold);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(words_);
    tabs_->setObjectName(QStringLiteral("availabilityTabs"));
    tabs_->setDocumentMode(true);
    tabs_->addTab(buildPlaces(), tr("Places, and where it is spent"));
    tabs_->addTab(buildRates(), tr("Rates and what counts"));
    column->addWidget(tabs_, 1);
}

QWidget* AvailabilityPanel::buildPlaces()
{
    auto* halves = new QSplitter(Qt::Horizontal, tabs_);
    places_ = listNamed("availabilityPlaces", tr("Places by their availability"),
                        {tr("Place"), tr("Racks"), tr("Mean rack"), tr("lacks a year"), tr("Every rack"),
                         tr("lack a year"), tr("Outages a year"), tr("Each")},
                        RacksColumn, EachColumn, halves);
    auto* right = new QWidget(halves);
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    spentOf_ = wrappedLabel("availabilitySpentOf", right);
    column->addWidget(spentOf_);
    spent_ = listNamed("availabilitySpent", tr("Elements by the minutes that are spent on them"),
                       {tr("Element"), tr("Kind"), tr("a year")}, MinutesColumn, MinutesColumn, right);
    spent_->headerItem()->setToolTip(MinutesColumn, tr("How much less the mean rack would be down if it "
                                                       "never failed"));
    column->addWidget(spent_, 1);
    constexpr int placesWidth = 640, spentWidth = 400;
    halves->setChildrenCollapsible(false);
    halves->setSizes({placesWidth, spentWidth});
    connect(places_, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem* line) {
        if (!line || filling_ || !line->data(NameColumn, rowAnswerRole).isValid())
            return;
        const auto at = static_cast<std::size_t>(line->data(NameColumn, rowAnswerRole).toInt());
        showSpent(*placesOf(*availability_).at(at));
        emit chosen(line->data(NameColumn, rowObjectRole).value<ObjectRef>());
    });
    connect(spent_, &QTreeWidget::currentItemChanged, this, [this](const QTreeWidgetItem* line) {
        if (line && !filling_)
            emit chosen(line->data(ElementColumn, rowObjectRole).value<ObjectRef>());
    });
    return halves;
}

QWidget* AvailabilityPanel::buildRates()
{
    auto* page = new QWidget(tabs_);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    rates_ = listNamed(
        "availabilityRates", tr("Failure rates by kind of equipment"),
        {tr("Kind or object"), tr("Between failures"), tr("Repair"), tr("Down a year"), tr("Source")},
        MtbfColumn, DownColumn, page);
    column->addWidget(rates_, 1);
    counted_ = wrappedLabel("availabilityCounted", page);
    counted_->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(counted_);
    return page;
}

QString AvailabilityPanel::words() const
{
    return words_->text();
}

void AvailabilityPanel::addPlace(const PlaceAvailability& place)
{
    auto* line = new NumberLine(places_);
    const QString name = text(placeName(*availability_->site, place.place));
    line->setText(NameColumn, name.left(1).toUpper() + name.mid(1));
    line->setData(NameColumn, rowObjectRole, QVariant::fromValue(place.place));
    line->setData(NameColumn, rowAnswerRole, places_->topLevelItemCount() - 1);
    line->setNumber(RacksColumn, static_cast<double>(place.racks),
                    style::formatCount(static_cast<long long>(place.racks)));
    const OutageFigures& mean = place.meanRack.figures();
    const OutageFigures& every = place.everyRack.figures();
    line->setNumber(MeanColumn, mean.availability(), text(sharePercent(mean.unavailability)));
    line->setNumber(MeanMinutesColumn, mean.minutesAYear(), minutesOf(place.meanRack));
    line->setNumber(EveryColumn, every.availability(), text(sharePercent(every.unavailability)));
    line->setNumber(EveryMinutesColumn, every.minutesAYear(), minutesOf(place.everyRack));
    line->setNumber(OutagesColumn, every.outagesPerYear, QString::number(every.outagesPerYear, 'g', 3));
    line->setNumber(EachColumn, every.meanOutageH(),
                    every.meanOutageH() ? tr("%1 h").arg(*every.meanOutageH(), 0, 'f', 1) : dash);
}

// Tiers of use stand below the places, by the rule of each.
void AvailabilityPanel::addTiers()
{
    for (const TierAvailability& tier : availability_->tiers) {
        auto* line = new NumberLine(places_);
        line->setText(NameColumn, tr("Tier: %1").arg(text(nameOf(tier.tier))));
        line->setNumber(RacksColumn, static_cast<double>(tier.racks),
                        style::formatCount(static_cast<long long>(tier.racks)));
        const OutageFigures& figures = tier.byItsRule.figures();
        const bool isMean = tier.tier == UseTier::Development;
        line->setNumber(isMean ? MeanColumn : EveryColumn, figures.availability(),
                        text(sharePercent(figures.unavailability)));
        line->setNumber(isMean ? MeanMinutesColumn : EveryMinutesColumn, figures.minutesAYear(),
                        minutesOf(tier.byItsRule));
        line->setToolTip(
            NameColumn,
            tier.tier == UseTier::Inference
                ? tr("Up while %1 % of its racks run").arg(100.0 * availability_->options.inferenceShare)
            : tier.tier == UseTier::Training ? tr("Up while every one of its racks runs")
                                             : tr("By its mean rack"));
    }
}

void AvailabilityPanel::showSpent(const PlaceAvailability& place)
{
    const QScopedValueRollback filling(filling_, true);
    const Site& site = *availability_->site;
    spent_->clear();
    const QString name = text(placeName(site, place.place));
    spentOf_->setText(
        !place.meanRack.exact
            ? tr("Where the minutes of %1 are spent is known only where the answer is exact.").arg(name)
        : place.spentOn.empty() ? tr("Nothing takes the mean rack of %1 down.").arg(name)
                                : tr("Of %1: how much less its mean rack would be down if this never "
                                     "failed. What stands in for one another is named twice.")
                                      .arg(name));
    spent_->setSortingEnabled(false);
    for (const OutageShare& share : place.spentOn) {
        const SiteElement& element = availability_->blocks.elements[share.element];
        auto* line = new NumberLine(spent_);
        line->setText(ElementColumn, text(nameOf(site, element)));
        line->setText(KindColumn, text(wordFor(element.kind)));
        line->setNumber(MinutesColumn, share.minutesAYear, text(minutesText(share.minutesAYear)));
        line->setData(ElementColumn, rowObjectRole, QVariant::fromValue(element.object));
    }
    spent_->setSortingEnabled(true);
    fitListColumns(*spent_);
}

void AvailabilityPanel::fillRates()
{
    rates_->clear();
    const EquipmentRates& rates = availability_->options.rates;
    const auto add = [&](const QString& name, const EquipmentRate& rate) {
        auto* line = new NumberLine(rates_);
        line->setText(RateNameColumn, name);
        line->setNumber(MtbfColumn, rate.mtbfH, tr("%1 h").arg(text(grouped(rate.mtbfH))));
        line->setNumber(MttrColumn, rate.mttrH, tr("%1 h").arg(rate.mttrH, 0, 'g', 4));
        const double minutes = rate.unavailability() * minutesPerYear;
        line->setNumber(DownColumn, minutes, text(minutesText(minutes)));
        line->setText(SourceColumn, text(rate.source));
        line->setToolTip(SourceColumn, text(rate.source));
    };
    std::vector<bool> present(equipmentKindCount, false);
    for (const SiteElement& element : availability_->blocks.elements)
        present[static_cast<std::size_t>(element.kind)] = true;
    rates_->setSortingEnabled(false);
    for (const auto& [object, rate] : rates.byObject)
        add(text(nameOf(*availability_->site, object)), rate);
    for (std::size_t k = 0; k < equipmentKindCount; ++k) {
        if (present[k])
            add(text(wordFor(static_cast<EquipmentKind>(k))), rates.byKind[k]);
    }
    rates_->setSortingEnabled(true);
    fitListColumns(*rates_);
    QStringList notes{text(countedEquipmentText())};
    for (const std::string& note : availability_->blocks.notes)
        notes << style::sentence(note);
    notes << text(simulatedYearsText(*availability_));
    notes.removeAll(QString());
    counted_->setText(notes.join(QLatin1Char('\n')));
}

void AvailabilityPanel::setAvailability(const SiteAvailabilityPtr& availability)
{
    availability_ = availability;
    {
        const QScopedValueRollback filling(filling_, true);
        places_->clear();
        spent_->clear();
        rates_->clear();
        spentOf_->clear();
        counted_->clear();
    }
    words_->setText(availability ? text(answerOf(*availability)) : QString());
    if (!availability)
        return;
    {
        const QScopedValueRollback filling(filling_, true);
        places_->setSortingEnabled(false);
        for (const PlaceAvailability* place : placesOf(*availability))
            addPlace(*place);
        addTiers();
        places_->setSortingEnabled(true);
        fitListColumns(*places_);
    }
    showSpent(availability->campus);
    fillRates();
}

QString AvailabilityPanel::asText() const
{
    QStringList rows;
    for (const QTreeWidget* list : {places_, spent_}) {
        const auto add = [&](const QTreeWidgetItem& line) {
            QStringList fields;
            for (int i = 0; i < list->columnCount(); ++i)
                fields << line.text(i);
            rows << fields.join(QLatin1Char('\t'));
        };
        add(*list->headerItem());
        for (int i = 0; i < list->topLevelItemCount(); ++i)
            add(*list->topLevelItem(i));
        rows << QString();
    }
    return rows.join(QLatin1Char('\n'));
}

} // namespace hallwright::panels
