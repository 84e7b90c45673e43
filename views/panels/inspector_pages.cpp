#include "views/panels/inspector_pages.h"

#include "core/simulation/explain.h"
#include "core/simulation/inlet_uncertainty.h"
#include "core/simulation/metrics.h"
#include "views/panels/words.h"
#include "views/shared/format.h"
#include "views/shared/rack_colours.h"

#include <QSignalBlocker>

#include <QLocale>

#include <algorithm>
#include <array>

namespace hallwright::panels {

namespace {

using namespace style;

constexpr double gravity = 9.80665; // m/s², standard
constexpr std::array roles = {RackRole::Compute, RackRole::Network, RackRole::Storage, RackRole::Management};
constexpr std::array statuses = {LifecycleStatus::Design, LifecycleStatus::Procurement,
                                 LifecycleStatus::Deployment, LifecycleStatus::Operation,
                                 LifecycleStatus::Decommissioning};

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

// Behind an inlet of this hall: " ± 1.4 K"; empty where no rack draws air.
QString uncertaintyText(const HallResult& hall)
{
    const auto uncertainty = inletUncertaintyOf(hall);
    return uncertainty ? QLatin1Char(' ') + formatUncertainty(uncertainty->rmsK) : QString();
}

void showIndex(QComboBox* combo, int index)
{
    const QSignalBlocker quiet(combo);
    combo->setCurrentIndex(index);
}

template <class Enum, std::size_t N>
int indexIn(const std::array<Enum, N>& all, Enum value)
{
    return static_cast<int>(std::find(all.begin(), all.end(), value) - all.begin());
}

QString powerNodeName(const Site& site, PowerNodeId id)
{
    const PowerNode* node = site.power->find(id);
    return node ? text(node->name) : dash;
}

QString cduName(const Hall& hall, CduId id)
{
    for (const Cdu& cdu : hall.cdus) {
        if (cdu.id == id)
            return text(cdu.name);
    }
    return dash;
}

void clear(std::initializer_list<QLabel*> labels)
{
    for (QLabel* label : labels)
        label->setText(dash);
}

} // namespace

RackPage::RackPage(QWidget* parent) : InspectorPage(parent)
{
    beginGroup(tr("Rack"));
    name_ = new QLineEdit(this);
    name_->setMaxLength(64);
    role_ = new QComboBox(this);
    for (const RackRole role : roles)
        role_->addItem(roleText(role));
    status_ = new QComboBox(this);
    for (const LifecycleStatus status : statuses)
        status_->addItem(statusText(status));
    addField(tr("Name"), name_);
    type_ = addFigure(tr("Type"));
    addField(tr("Role"), role_);
    addField(tr("Status"), status_, tr("From design intent to the day the rack leaves the floor."));

    beginGroup(tr("Position in the hall"));
    x_ = new QuantityField(lengthField(), 0.0, 1000.0, 0.6, this);
    y_ = new QuantityField(lengthField(), 0.0, 1000.0, 0.6, this);
    x_->setObjectName(QStringLiteral("rackX"));
    y_->setObjectName(QStringLiteral("rackY"));
    facing_ = new QComboBox(this);
    facing_->addItems({tr("South"), tr("East"), tr("North"), tr("West")});
    addField(tr("x"), x_, tr("Centre of the footprint, from the hall's west wall."));
    addField(tr("y"), y_, tr("Centre of the footprint, from the hall's south wall."));
    addField(tr("Front faces"), facing_, tr("In the building's frame."));

    beginGroup(tr("Load"));
    power_ = new QuantityField(powerField(), 0.0, 2e6, 1e3, this);
    power_->setObjectName(QStringLiteral("rackPower"));
    liquid_ = new QuantityField(shareField(), 0.0, 1.0, 0.05, this);
    mass_ = new QuantityField(massField(), 0.0, 1e4, 10.0, this);
    addField(tr("Design power"), power_, tr("Server airflow follows in proportion."));
    addField(tr("Heat to coolant"), liquid_, tr("Share of the heat that leaves in coolant."));
    addField(tr("Mass"), mass_);
    gpus_ = addFigure(tr("GPUs"));
    floorLoad_ = addFigure(tr("Floor load"), tr("Mass over the footprint, against the hall's rating."));
    feeds_ = addFigure(tr("Feeds A / B"));
    cdu_ = addFigure(tr("CDU"), tr("Coolant distribution unit."));

    beginGroup(tr("At the site's outdoor temperature"));
    drawn_ = addFigure(tr("Power drawn"));
    inlet_ = addFigure(tr("Inlet"), tr("Air temperature at the rack's front, against its limit. What ± "
                                       "means is told with the hall."));
    outlet_ = addFigure(tr("Outlet"));
    airflow_ = addFigure(tr("Airflow"));
    toAir_ = addFigure(tr("Heat to air"));
    toLiquid_ = addFigure(tr("Heat to coolant"));
    recirculated_ =
        addFigure(tr("Recirculation"), tr("Share of the inlet air that has been through a rack before."));
    fanPower_ = addFigure(tr("Server fans"), tr("Part of the power drawn."));
    rearDoor_ = addFigure(tr("To rear door"),
                          tr("Heat its rear-door exchanger takes before the air enters the hall."));
    coolant_ = addFigure(tr("Coolant flow"), tr("Through the cold plates."));
    coolantTemperatures_ = addFigure(tr("Coolant in / out"));
    circuits_ =
        addFigure(tr("Circuit load"),
                  tr("Current of one circuit over its breaker's rating, and after the loss of one circuit."));
    endPage();

    connect(name_, &QLineEdit::editingFinished, this, [this] {
        const std::string name = name_->text().trimmed().toStdString();
        if (name.empty())
            name_->setText(text(rack_.name));
        else if (name != rack_.name)
            edit(tr("Rename rack %1").arg(text(rack_.name)), [&](Rack& rack) { rack.name = name; });
    });
    connect(role_, &QComboBox::activated, this, [this](int i) {
        edit(tr("Set role of rack %1").arg(text(rack_.name)),
             [i](Rack& rack) { rack.role = roles[static_cast<std::size_t>(i)]; });
    });
    connect(status_, &QComboBox::activated, this, [this](int i) {
        emit statusEdited(rack_.id, statuses[static_cast<std::size_t>(i)]);
    });
    const QString move = tr("Move rack %1");
    connect(x_, &QuantityField::edited, this, [this, move](double x) {
        edit(move.arg(text(rack_.name)), [x](Rack& rack) { rack.pose.x = x; });
    });
    connect(y_, &QuantityField::edited, this, [this, move](double y) {
        edit(move.arg(text(rack_.name)), [y](Rack& rack) { rack.pose.y = y; });
    });
    connect(facing_, &QComboBox::activated, this, [this](int i) {
        edit(tr("Turn rack %1").arg(text(rack_.name)), [i](Rack& rack) { rack.pose.yawDeg = 90.0 * i; });
    });
    connect(power_, &QuantityField::edited, this, [this](double w) { emit powerEdited(rack_.id, w); });
    connect(liquid_, &QuantityField::edited, this, [this](double share) {
        edit(tr("Set liquid share of rack %1").arg(text(rack_.name)),
             [share](Rack& rack) { rack.liquidShare = share; });
    });
    connect(mass_, &QuantityField::edited, this, [this](double kg) {
        edit(tr("Set mass of rack %1").arg(text(rack_.name)), [kg](Rack& rack) { rack.massKg = kg; });
    });
}

template <class Change>
void RackPage::edit(const QString& what, Change change)
{
    Rack changed = rack_;
    change(changed);
    if (!(changed == rack_))
        emit edited(changed, what);
}

void RackPage::setRack(const Site& site, const Rack& rack)
{
    rack_ = rack;
    const Hall& hall = site.hallOf(rack.id);
    const RackType& type = site.typeOf(rack);
    setTitle(text(rack.name),
             tr("Rack in hall %1, %2").arg(text(hall.name), text(site.buildingOf(hall.id).name)));
    if (!name_->hasFocus() || !name_->isModified())
        name_->setText(text(rack.name));
    type_->setText(text(type.name));
    showIndex(role_, indexIn(roles, rack.role));
    showIndex(status_, indexIn(statuses, site.records->of(refTo(rack.id)).status));
    x_->setSi(rack.pose.x);
    y_->setSi(rack.pose.y);
    const double turns = rack.pose.yawDeg / 90.0;
    showIndex(facing_, turns == std::floor(turns) ? (static_cast<int>(turns) % 4 + 4) % 4 : -1);
    power_->setSi(rack.powerW);
    liquid_->setSi(rack.liquidShare);
    mass_->setSi(rack.massKg);
    gpus_->setText(formatCount(rack.gpuCount));
    const double pressure = rack.massKg * gravity / (type.widthM * type.depthM);
    floorLoad_->setText(tr("%1 of %2").arg(formatFloorLoad(pressure), formatFloorLoad(hall.floorRatingPa)));
    feeds_->setText(
        QStringLiteral("%1 / %2").arg(powerNodeName(site, rack.feedA), powerNodeName(site, rack.feedB)));
    cdu_->setText(rack.cdu.valid() ? cduName(hall, rack.cdu) : tr("none, air-cooled"));
}

void RackPage::setResult(const Snapshot* snapshot)
{
    const RackResult* result = snapshot ? snapshot->rackResult(rack_.id) : nullptr;
    if (!result) {
        clear({drawn_, inlet_, outlet_, airflow_, toAir_, toLiquid_, recirculated_, fanPower_, rearDoor_,
               coolant_, coolantTemperatures_, circuits_});
        return;
    }
    drawn_->setText(formatPower(result->powerW));
    const HallResult& hall = *snapshot->hallResult(snapshot->site->hallOf(rack_.id).id);
    inlet_->setText(tr("%1%2, limit %3")
                        .arg(formatTemperature(result->inletC), uncertaintyText(hall),
                             formatTemperature(result->inletLimitC)));
    inlet_->setForegroundRole(result->overLimit() ? QPalette::BrightText : QPalette::WindowText);
    outlet_->setText(formatTemperature(result->outletC));
    airflow_->setText(formatAirflow(result->airflowM3s));
    toAir_->setText(formatPower(result->heatToAirW));
    toLiquid_->setText(formatPower(result->heatToLiquidW));
    recirculated_->setText(formatShare(result->recirculation));
    fanPower_->setText(formatPower(result->fanPowerW));
    rearDoor_->setText(rack_.rearDoorLoop.valid() ? formatPower(result->rearDoorHeatW) : tr("none"));
    const bool hasCoolant = result->coolantFlowM3s > 0.0;
    coolant_->setText(hasCoolant ? formatLiquidFlow(result->coolantFlowM3s) : tr("none"));
    coolantTemperatures_->setText(
        hasCoolant ? QStringLiteral("%1 / %2").arg(formatTemperature(result->coolantSupplyC),
                                                   formatTemperature(result->coolantReturnC))
                   : dash);
    circuits_->setText(result->circuitLoad > 0.0 ? tr("%1, one lost %2")
                                                       .arg(formatShare(result->circuitLoad),
                                                            formatShare(result->circuitLoadOneLost))
                                                 : dash);
    circuits_->setForegroundRole(result->circuitLoadOneLost > 1.0 ? QPalette::BrightText
                                                                  : QPalette::WindowText);
}

namespace {

// "3D field; ± RMS from CFD"
QString inletsRestOn(const HallResult& result)
{
    const QString model = text(std::string(airModelInWords(result.airModel)));
    const auto uncertainty = inletUncertaintyOf(result);
    if (!uncertainty)
        return model;
    return uncertainty->compared ? QObject::tr("%1; ± RMS from CFD").arg(model)
                                 : QObject::tr("%1; no hall like it compared with CFD").arg(model);
}

QString meaningOfInlets(const HallResult& result)
{
    const auto uncertainty = inletUncertaintyOf(result);
    return uncertainty ? text(std::string(meaningOf(*uncertainty))) : QString();
}

} // namespace

HallPage::HallPage(QWidget* parent) : InspectorPage(parent)
{
    beginGroup(tr("Hall"));
    supply_ = new QuantityField(temperatureField(), 5.0, 45.0, 0.5, this);
    supply_->setObjectName(QStringLiteral("hallSupply"));
    addField(tr("Supply set point"), supply_, tr("Temperature of the air the air handlers deliver."));
    size_ = addFigure(tr("Size"), tr("Inner width (west to east) × depth (south to north) × height."));
    floor_ = addFigure(tr("Floor"));
    rating_ = addFigure(tr("Floor rating"), tr("Uniform load the floor is rated for."));
    containment_ = addFigure(tr("Containment"));
    racks_ = addFigure(tr("Racks"));
    airHandlers_ = addFigure(tr("Air handlers"));
    cdus_ = addFigure(tr("CDUs"), tr("Coolant distribution units."));

    beginGroup(tr("At the site's outdoor temperature"));
    it_ = addFigure(tr("IT power"));
    partialPue_ =
        addFigure(tr("Partial PUE"), tr("IT power, fans and CDU pumps of the hall over its IT power."));
    density_ = addFigure(tr("Density"), tr("IT power over the room's floor area."));
    inlets_ = addFigure(tr("Inlet mean / max"));
    inletsFrom_ = addFigure(tr("Inlets from"),
                            tr("What the inlet temperatures rest on, and how far they may be from CFD "
                               "(docs/air-field.md)."));
    supplied_ =
        addFigure(tr("Supply"), tr("Air delivered: the set point, or warmer where a coil cannot hold it."));
    return_ = addFigure(tr("Return"), tr("Air back at the air handlers."));
    airflow_ =
        addFigure(tr("Air supplied / drawn"), tr("What the air handlers move, and what the racks draw."));
    toAir_ = addFigure(tr("Heat to air"), tr("Against the air handlers' capacity."));
    toLiquid_ = addFigure(tr("Heat to coolant"), tr("Against the CDUs' capacity."));
    fans_ = addFigure(tr("Fans / pumps"), tr("Electrical power of air handlers and CDUs."));
    endPage();
    connect(supply_, &QuantityField::edited, this, [this](double c) { emit supplyEdited(id_, c); });
}

void HallPage::setHall(const Site& site, const Hall& hall)
{
    id_ = hall.id;
    setTitle(tr("Hall %1").arg(text(hall.name)), text(site.buildingOf(hall.id).name));
    supply_->setSi(hall.supplyC);
    size_->setText(
        QStringLiteral("%1 × %2 × %3")
            .arg(formatLength(hall.widthM), formatLength(hall.depthM), formatLength(hall.heightM)));
    floor_->setText(
        hall.floor == FloorKind::RaisedFloor
            ? tr("Raised %1, tiles of %2").arg(formatLength(hall.raisedFloorM), formatLength(hall.tilePitchM))
            : tr("Slab, grid of %1").arg(formatLength(hall.tilePitchM)));
    rating_->setText(formatFloorLoad(hall.floorRatingPa));
    const auto contained =
        std::count_if(hall.aisles.begin(), hall.aisles.end(), [](const Aisle& a) { return a.contained; });
    containment_->setText(contained > 0 ? tr("%1 of %2 aisles, %3 leakage")
                                              .arg(contained)
                                              .arg(hall.aisles.size())
                                              .arg(formatShare(hall.containmentLeakage))
                                        : tr("none"));
    long long gpus = 0;
    for (const Rack& rack : hall.racks)
        gpus += rack.gpuCount;
    racks_->setText(
        tr("%1 with %2 GPUs").arg(formatCount(static_cast<long long>(hall.racks.size())), formatCount(gpus)));
    airHandlers_->setText(formatCount(static_cast<long long>(hall.airHandlers.size())));
    cdus_->setText(hall.cdus.empty() ? tr("none") : formatCount(static_cast<long long>(hall.cdus.size())));
}

void HallPage::setResult(const Snapshot* snapshot)
{
    const HallResult* result = snapshot ? snapshot->hallResult(id_) : nullptr;
    if (!result) {
        clear({it_, partialPue_, density_, inlets_, inletsFrom_, supplied_, return_, airflow_, toAir_,
               toLiquid_, fans_});
        return;
    }
    const auto at = std::find_if(snapshot->halls.begin(), snapshot->halls.end(),
                                 [result](const HallResultPtr& h) { return h.get() == result; });
    const auto place = static_cast<std::size_t>(at - snapshot->halls.begin());
    const auto linked = [&](const QString& figure, const char* key) {
        return explained(figure, text(hallKey(*snapshot, place, key)));
    };
    it_->setText(linked(formatPower(result->itPowerW), "it_power_w"));
    partialPue_->setText(linked(formatPue(partialPue(*result)), "partial_pue"));
    density_->setText(formatPowerDensity(result->itPowerW / result->hall->room().area()));
    inlets_->setText(QStringLiteral("%1 / %2%3")
                         .arg(formatTemperature(result->meanInletC),
                              linked(formatTemperature(result->maxInletC), "max_inlet_c"),
                              uncertaintyText(*result)));
    inletsFrom_->setText(inletsRestOn(*result));
    inletsFrom_->setToolTip(meaningOfInlets(*result));
    supplied_->setText(linked(formatTemperature(result->supplyC), "supply_c"));
    return_->setText(linked(formatTemperature(result->returnC), "return_c"));
    airflow_->setText(QStringLiteral("%1 / %2").arg(formatAirflow(result->supplyAirflowM3s),
                                                    formatAirflow(result->rackAirflowM3s)));
    toAir_->setText(tr("%1 of %2")
                        .arg(linked(formatPower(result->heatToAirW), "heat_to_air_w"),
                             formatPower(result->airHandlerCapacityW)));
    const QString liquid = linked(formatPower(result->heatToLiquidW), "heat_to_liquid_w");
    toLiquid_->setText(
        result->cduCapacityW > 0.0 ? tr("%1 of %2").arg(liquid, formatPower(result->cduCapacityW)) : liquid);
    fans_->setText(linked(QStringLiteral("%1 / %2").arg(formatPower(result->airHandlerPowerW),
                                                        formatPower(result->cduPumpPowerW)),
                          "cooling_power_w"));
}

SitePage::SitePage(QWidget* parent) : InspectorPage(parent)
{
    beginGroup(tr("Site"));
    name_ = new QLineEdit(this);
    name_->setMaxLength(120);
    outdoor_ = new QuantityField(temperatureField(), -60.0, 60.0, 1.0, this);
    outdoor_->setObjectName(QStringLiteral("outdoor"));
    addField(tr("Name"), name_);
    addField(tr("Outdoor temperature"), outdoor_, tr("Dry bulb the site is evaluated at."));
    wetBulb_ = addFigure(tr("Wet bulb"));
    place_ = addFigure(tr("Place"));
    counts_ = addFigure(tr("Inventory"));
    fibre_ = addFigure(tr("Fibre"), tr("Runs between buildings, and the length of all their cables."));

    beginGroup(tr("Power"));
    it_ = addFigure(tr("IT"));
    cooling_ = addFigure(tr("Cooling"), tr("Fans, pumps and plant."));
    losses_ = addFigure(tr("Distribution losses"), tr("Transformers, UPS, busways."));
    other_ = addFigure(tr("Other"), tr("Lighting, offices, security."));
    facility_ = addFigure(tr("Facility"));

    beginGroup(tr("Efficiency"));
    pue_ = addFigure(tr("PUE"), tr("Power usage effectiveness: facility power divided by IT power."));
    wue_ = addFigure(tr("WUE"), tr("Water usage effectiveness: make-up water per IT energy."));
    water_ = addFigure(tr("Water"), tr("Make-up of towers and adiabatic coolers."));
    cue_ = addFigure(tr("CUE"), tr("Carbon usage effectiveness: carbon dioxide per IT energy."));
    ere_ = addFigure(tr("ERE"), tr("Energy reuse effectiveness: PUE less the heat given to others."));
    tue_ = addFigure(tr("ITUE / TUE"), tr("The PUE of the servers themselves, and both together."));

    beginGroup(tr("Overhead: power beyond IT"));
    for (const Overhead& overhead : overheads)
        overheads_.push_back(addFigure(tr(overhead.name)));

    beginGroup(tr("Balances"));
    const QString residual = tr("Largest relative residual; at most 0.0001 %.");
    energy_ = addFigure(tr("Energy"), residual);
    mass_ = addFigure(tr("Coolant mass"), residual);
    electricity_ = addFigure(tr("Electricity"), residual);

    beginGroup(tr("Buildings: load of capacity"));
    buildings_ = addFigure(QString());
    endPage();
    connect(outdoor_, &QuantityField::edited, this, &SitePage::outdoorEdited);
    connect(name_, &QLineEdit::editingFinished, this, [this] {
        const bool modified = name_->isModified();
        name_->setModified(false);
        if (modified)
            emit nameEdited(name_->text().trimmed());
    });
}

void SitePage::setSite(const Site& site)
{
    setTitle(text(site.info.name), text(site.info.description));
    if (!name_->isModified()) {
        name_->setText(text(site.info.name));
        name_->setCursorPosition(0); // a long name shows its beginning
    }
    outdoor_->setSi(site.info.outdoorC);
    wetBulb_->setText(formatTemperature(site.info.wetBulbC));
    place_->setText(
        tr("%1, %2 above sea level").arg(text(site.info.place), formatDistance(site.info.elevationM)));
    std::size_t halls = 0;
    for (const auto& building : site.buildings)
        halls += building->halls.size();
    counts_->setText(tr("%1, %2, %3 racks, %4 GPUs")
                         .arg(site.buildings.size() == 1 ? tr("1 building")
                                                         : tr("%1 buildings").arg(site.buildings.size()),
                              halls == 1 ? tr("1 hall") : tr("%1 halls").arg(halls),
                              formatCount(static_cast<long long>(site.rackCount())),
                              formatCount(site.gpuCount())));
    double cableM = 0.0;
    for (const FibreRun& run : site.pathways->runs)
        cableM += site.pathways->cableLengthM(run) * run.cableCount;
    fibre_->setText(tr("%1 runs, %2 of cable").arg(site.pathways->runs.size()).arg(formatDistance(cableM)));
}

void SitePage::setResult(const Snapshot* snapshot)
{
    if (!snapshot) {
        clear({it_, cooling_, losses_, other_, facility_, pue_, wue_, water_, cue_, ere_, tue_, energy_,
               mass_, electricity_, buildings_});
        for (QLabel* overhead : overheads_)
            overhead->setText(dash);
        return;
    }
    it_->setText(explained(formatPower(snapshot->itPowerW), QStringLiteral("it_power_w")));
    cooling_->setText(explained(formatPower(snapshot->coolingPowerW), QStringLiteral("cooling_power_w")));
    losses_->setText(
        explained(formatPower(snapshot->distributionLossW), QStringLiteral("distribution_loss_w")));
    other_->setText(explained(formatPower(snapshot->otherPowerW), QStringLiteral("other_power_w")));
    facility_->setText(explained(formatPower(snapshot->facilityPowerW), QStringLiteral("facility_power_w")));
    showEfficiency(*snapshot);
    for (std::size_t i = 0; i < overheads.size(); ++i)
        overheads_[i]->setText(explained(formatPower(snapshot->overhead.*overheads[i].watts),
                                         QString::fromLatin1(overheads[i].key)));
    const auto residual = [](double value, const char* key) {
        return explained(QLocale().toString(value, 'g', 2), QString::fromLatin1(key));
    };
    energy_->setText(residual(snapshot->energyResidual, "energy_residual"));
    mass_->setText(residual(snapshot->massResidual, "mass_residual"));
    electricity_->setText(residual(snapshot->powerResidual, "power_residual"));
    QStringList lines;
    for (std::size_t b = 0; b < snapshot->buildings.size(); ++b) {
        const BuildingResult& building = snapshot->buildings[b];
        lines << tr("%1: %2 of %3")
                     .arg(text(snapshot->site->buildings[b]->name).toHtmlEscaped(),
                          explained(formatPower(building.facilityPowerW),
                                    text(buildingKey(*snapshot, b, "facility_power_w"))),
                          formatPower(building.capacityW));
    }
    buildings_->setText(lines.join(QStringLiteral("<br>")));
}

void SitePage::showEfficiency(const Snapshot& snapshot)
{
    const Metrics metrics = metricsOf(snapshot);
    pue_->setText(explained(formatPue(snapshot.pue), QStringLiteral("pue")));
    wue_->setText(explained(formatWaterUsage(metrics.wueLPerKwh), QStringLiteral("wue_l_per_kwh")));
    constexpr double waterKgM3 = 1000.0;
    water_->setText(explained(formatLiquidFlow(snapshot.waterKgS / waterKgM3), QStringLiteral("water_kg_s")));
    cue_->setText(explained(tr("%1 kg/kWh").arg(QLocale().toString(metrics.cueKgPerKwh, 'f', 3)),
                            QStringLiteral("cue_kg_per_kwh")));
    ere_->setText(explained(formatPue(metrics.ere), QStringLiteral("ere")));
    tue_->setText(QStringLiteral("%1 / %2").arg(explained(formatPue(metrics.itue), QStringLiteral("itue")),
                                                explained(formatPue(metrics.tue), QStringLiteral("tue"))));
}

} // namespace hallwright::panels
