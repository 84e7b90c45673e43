#include "views/panels/site_page.h"

#include "core/model/check_site.h"
#include "core/simulation/explain.h"
#include "core/simulation/metrics.h"
#include "views/panels/quantity_field.h"
#include "views/panels/words.h"
#include "views/shared/format.h"

#include <QLineEdit>
#include <QLocale>

#include <array>

namespace hallwright::panels {

namespace {

using namespace style;

struct PowerFigure {
    const char* name;
    double Snapshot::*watts;
    const char* key;
    const char* explanation;
};

constexpr std::array powers = {
    PowerFigure{QT_TRANSLATE_NOOP("hallwright::panels::SitePage", "IT"), &Snapshot::itPowerW, "it_power_w",
                ""},
    PowerFigure{QT_TRANSLATE_NOOP("hallwright::panels::SitePage", "Cooling"), &Snapshot::coolingPowerW,
                "cooling_power_w",
                QT_TRANSLATE_NOOP("hallwright::panels::SitePage", "Fans, pumps and plant.")},
    PowerFigure{QT_TRANSLATE_NOOP("hallwright::panels::SitePage", "Distribution losses"),
                &Snapshot::distributionLossW, "distribution_loss_w",
                QT_TRANSLATE_NOOP("hallwright::panels::SitePage", "Transformers, UPS, busways.")},
    PowerFigure{QT_TRANSLATE_NOOP("hallwright::panels::SitePage", "Other"), &Snapshot::otherPowerW,
                "other_power_w",
                QT_TRANSLATE_NOOP("hallwright::panels::SitePage", "Lighting, offices, security.")},
    PowerFigure{QT_TRANSLATE_NOOP("hallwright::panels::SitePage", "Facility"), &Snapshot::facilityPowerW,
                "facility_power_w", ""}};

struct Overhead {
    const char* name;
    double OverheadSplit::*watts;
    const char* key;
};

constexpr std::array overheads = {
    Overhead{QT_TRANSLATE_NOOP("hallwright::panels::SitePage", "Air handler fans"),
             &OverheadSplit::airHandlerFansW, "overhead/air_handler_fans_w"},
    Overhead{QT_TRANSLATE_NOOP("hallwright::panels::SitePage", "CDU pumps"), &OverheadSplit::cduPumpsW,
             "overhead/cdu_pumps_w"},
    Overhead{QT_TRANSLATE_NOOP("hallwright::panels::SitePage", "Loop pumps"), &OverheadSplit::loopPumpsW,
             "overhead/loop_pumps_w"},
    Overhead{QT_TRANSLATE_NOOP("hallwright::panels::SitePage", "Chillers"), &OverheadSplit::chillersW,
             "overhead/chillers_w"},
    Overhead{QT_TRANSLATE_NOOP("hallwright::panels::SitePage", "Condenser pumps"),
             &OverheadSplit::condenserPumpsW, "overhead/condenser_pumps_w"},
    Overhead{QT_TRANSLATE_NOOP("hallwright::panels::SitePage", "Heat rejection"),
             &OverheadSplit::heatRejectionW, "overhead/heat_rejection_w"},
    Overhead{QT_TRANSLATE_NOOP("hallwright::panels::SitePage", "Distribution"), &OverheadSplit::distributionW,
             "overhead/distribution_w"},
    Overhead{QT_TRANSLATE_NOOP("hallwright::panels::SitePage", "Lighting, offices"), &OverheadSplit::otherW,
             "overhead/other_w"}};

QString placeText(const SiteInfo& info)
{
    const QString elevation = SitePage::tr("%1 above sea level").arg(formatDistance(info.elevationM));
    return info.place.empty() ? elevation : QStringLiteral("%1, %2").arg(text(info.place), elevation);
}

QString countsText(const Site& site)
{
    std::size_t halls = 0;
    for (const auto& building : site.buildings)
        halls += building->halls.size();
    return SitePage::tr("%1, %2, %3 racks, %4 GPUs")
        .arg(site.buildings.size() == 1 ? SitePage::tr("1 building")
                                        : SitePage::tr("%1 buildings").arg(site.buildings.size()),
             halls == 1 ? SitePage::tr("1 hall") : SitePage::tr("%1 halls").arg(halls),
             formatCount(static_cast<long long>(site.rackCount())), formatCount(site.gpuCount()));
}

QString fibreText(const Site& site)
{
    double cableM = 0.0;
    for (const FibreRun& run : site.pathways->runs)
        cableM += site.pathways->cableLengthM(run) * run.cableCount;
    return SitePage::tr("%1 runs, %2 of cable").arg(site.pathways->runs.size()).arg(formatDistance(cableM));
}

} // namespace

SitePage::SitePage(QWidget* parent)
    : InspectorPage(parent), name_(new QLineEdit(this)),
      outdoor_(new QuantityField(temperatureField(), -60.0, 60.0, 1.0, this))
{
    name_->setMaxLength(static_cast<int>(longestNameCharacters));
    outdoor_->setObjectName(QStringLiteral("outdoor"));
    connect(outdoor_, &QuantityField::edited, this, &SitePage::outdoorEdited);
    connect(name_, &QLineEdit::editingFinished, this, [this] {
        const bool modified = name_->isModified();
        name_->setModified(false);
        if (modified)
            emit nameEdited(name_->text().trimmed());
    });
}

void SitePage::setSite(const Site& site, const Snapshot* snapshot)
{
    if (!name_->isModified()) {
        name_->setText(text(site.info.name));
        name_->setCursorPosition(0); // a long name shows its beginning
    }
    outdoor_->setSi(site.info.outdoorC);
    showSheet({text(site.info.name),
               text(site.info.description),
               {identity(site), power(snapshot), efficiency(snapshot), overhead(snapshot), balances(snapshot),
                buildings(snapshot)}});
}

SheetGroup SitePage::identity(const Site& site) const
{
    return {
        tr("Site"),
        {SheetRow::ofField(tr("Name"), name_),
         SheetRow::ofField(tr("Outdoor temperature"), outdoor_,
                           tr("Dry bulb of the site's design day. A scenario may have another.")),
         {tr("Wet bulb"), formatTemperature(site.info.wetBulbC), {}},
         {tr("Place"), placeText(site.info), {}},
         {tr("Inventory"), countsText(site), {}},
         {tr("Fibre"), fibreText(site), tr("Runs between buildings, and the length of all their cables.")}}};
}

SheetGroup SitePage::power(const Snapshot* snapshot)
{
    SheetGroup group{tr("Power"), {}};
    for (const PowerFigure& figure : powers)
        group.rows.push_back(
            {tr(figure.name),
             snapshot ? explained(formatPower(snapshot->*figure.watts), QString::fromLatin1(figure.key))
                      : dash,
             *figure.explanation ? tr(figure.explanation) : QString()});
    return group;
}

SheetGroup SitePage::efficiency(const Snapshot* snapshot)
{
    const Metrics metrics = snapshot ? metricsOf(*snapshot) : Metrics{};
    constexpr double waterKgM3 = 1000.0;
    const auto figure = [&](auto of, const char* key) {
        return snapshot ? explained(of(metrics), QString::fromLatin1(key)) : dash;
    };
    const auto pue = [&](const Metrics&) { return known(snapshot->pue, formatPue); };
    const auto wue = [](const Metrics& m) { return known(m.wueLPerKwh, formatWaterUsage); };
    const auto water = [&](const Metrics&) { return formatLiquidFlow(snapshot->waterKgS / waterKgM3); };
    const auto cue = [](const Metrics& m) {
        return known(m.cueKgPerKwh,
                     [](double kg) { return tr("%1 kg/kWh").arg(QLocale().toString(kg, 'f', 3)); });
    };
    const auto ere = [](const Metrics& m) { return known(m.ere, formatPue); };
    const auto itue = [](const Metrics& m) { return known(m.itue, formatPue); };
    const auto tue = [](const Metrics& m) { return known(m.tue, formatPue); };
    return {tr("Efficiency"),
            {{tr("PUE"), figure(pue, "pue"),
              tr("Power usage effectiveness: facility power divided by IT power.")},
             {tr("WUE"), figure(wue, "wue_l_per_kwh"),
              tr("Water usage effectiveness: make-up water per IT energy.")},
             {tr("Water"), figure(water, "water_kg_s"), tr("Make-up of towers and adiabatic coolers.")},
             {tr("CUE"), figure(cue, "cue_kg_per_kwh"),
              tr("Carbon usage effectiveness: carbon dioxide per IT energy.")},
             {tr("ERE"), figure(ere, "ere"),
              tr("Energy reuse effectiveness: PUE less the heat given to others.")},
             {tr("ITUE / TUE"),
              snapshot ? QStringLiteral("%1 / %2").arg(figure(itue, "itue"), figure(tue, "tue")) : dash,
              tr("The PUE of the servers themselves, and both together.")}}};
}

SheetGroup SitePage::overhead(const Snapshot* snapshot)
{
    SheetGroup group{tr("Overhead: power beyond IT"), {}};
    for (const Overhead& overhead : overheads)
        group.rows.push_back({tr(overhead.name),
                              snapshot ? explained(formatPower(snapshot->overhead.*overhead.watts),
                                                   QString::fromLatin1(overhead.key))
                                       : dash,
                              {}});
    return group;
}

SheetGroup SitePage::balances(const Snapshot* snapshot)
{
    const QString meaning = tr("Largest relative residual; at most 0.0001 %.");
    const auto residual = [&](double Snapshot::*value, const char* key) {
        return snapshot ? explained(QLocale().toString(snapshot->*value, 'g', 2), QString::fromLatin1(key))
                        : dash;
    };
    return {tr("Balances"),
            {{tr("Energy"), residual(&Snapshot::energyResidual, "energy_residual"), meaning},
             {tr("Coolant mass"), residual(&Snapshot::massResidual, "mass_residual"), meaning},
             {tr("Electricity"), residual(&Snapshot::powerResidual, "power_residual"), meaning}}};
}

SheetGroup SitePage::buildings(const Snapshot* snapshot)
{
    QStringList lines;
    for (std::size_t b = 0; snapshot && b < snapshot->buildings.size(); ++b) {
        const BuildingResult& building = snapshot->buildings[b];
        lines << tr("%1: %2 of %3")
                     .arg(text(snapshot->site->buildings[b]->name).toHtmlEscaped(),
                          explained(formatPower(building.facilityPowerW),
                                    text(buildingKey(*snapshot, b, "facility_power_w"))),
                          formatPower(building.capacityW));
    }
    return {tr("Buildings: load of capacity"),
            {{QString(), snapshot ? lines.join(QStringLiteral("<br>")) : dash, {}}}};
}

} // namespace hallwright::panels
