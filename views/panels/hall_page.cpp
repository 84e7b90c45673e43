#include "views/panels/hall_page.h"

#include "core/physics/recirculation.h"
#include "core/simulation/inlet_uncertainty.h"
#include "views/panels/quantity_field.h"
#include "views/panels/words.h"
#include "views/shared/figure_text.h"
#include "views/shared/format.h"

#include <algorithm>

namespace hallwright::panels {

namespace {

using namespace style;

// "3D field; ± as compared with CFD"
QString inletsRestOn(const HallResult& result)
{
    const QString model = text(std::string(inletModelInWords(result.inletModel)));
    const auto uncertainty = inletUncertaintyOf(result);
    if (!uncertainty)
        return model;
    return uncertainty->compared ? HallPage::tr("%1; ± as compared with CFD").arg(model)
                                 : HallPage::tr("%1; no hall like it compared with CFD").arg(model);
}

QString meaningOfInlets(const HallResult& result)
{
    const auto uncertainty = inletUncertaintyOf(result);
    return uncertainty ? text(std::string(meaningOf(*uncertainty))) : QString();
}

// Behind an inlet of this hall: " ± 1.4 K", of its mean or of one rack; empty where no rack draws air.
QString uncertaintyText(const HallResult& hall, double InletUncertainty::*of)
{
    const auto uncertainty = inletUncertaintyOf(hall);
    return uncertainty ? QLatin1Char(' ') + formatUncertainty((*uncertainty).*of) : QString();
}

QString floorText(const Hall& hall)
{
    const QString pitch = formatLength(hall.tilePitchM);
    return hall.floor == FloorKind::RaisedFloor
               ? HallPage::tr("Raised %1, tiles of %2").arg(formatLength(hall.raisedFloorM), pitch)
               : HallPage::tr("Slab, grid of %1").arg(pitch);
}

QString containmentText(const Hall& hall)
{
    const auto contained =
        std::count_if(hall.aisles.begin(), hall.aisles.end(), [](const Aisle& a) { return a.contained; });
    return contained > 0 ? HallPage::tr("%1 of %2 aisles, %3 leakage")
                               .arg(contained)
                               .arg(hall.aisles.size())
                               .arg(formatShare(hall.containmentLeakage))
                         : HallPage::tr("none");
}

// Contained aisles of which so much of a side stands open that they hold no air.
QString openContainmentText(const HallResult& result)
{
    QStringList open;
    const std::vector<Aisle>& aisles = result.hall->aisles;
    const RecirculationMatrix* matrix = result.recirculation.get();
    for (std::size_t i = 0; matrix && i < std::min(aisles.size(), matrix->layout().aisles.size()); ++i) {
        if (aisles[i].contained && !matrix->layout().aisles[i].contained)
            open << QString::fromStdString(aisles[i].name);
    }
    return open.isEmpty() ? QString()
                          : HallPage::tr("%1: a side stands open").arg(open.join(QStringLiteral(", ")));
}

QString racksText(const Hall& hall)
{
    long long gpus = 0;
    for (const Rack& rack : hall.racks)
        gpus += rack.gpuCount;
    return HallPage::tr("%1 with %2 GPUs")
        .arg(formatCount(static_cast<long long>(hall.racks.size())), formatCount(gpus));
}

} // namespace

HallPage::HallPage(QWidget* parent)
    : InspectorPage(parent), supply_(new QuantityField(temperatureField(), 5.0, 45.0, 0.5, this))
{
    supply_->setObjectName(QStringLiteral("hallSupply"));
    connect(supply_, &QuantityField::edited, this, [this](double c) { emit supplyEdited(id_, c); });
}

void HallPage::setHall(const Site& site, const Snapshot* snapshot, const Hall& hall)
{
    id_ = hall.id;
    supply_->setSi(hall.supplyC);
    showSheet({tr("Hall %1").arg(text(hall.name)),
               text(site.buildingOf(hall.id).name),
               {room(hall), results(snapshot)}});
}

SheetGroup HallPage::room(const Hall& hall) const
{
    const auto count = [](const auto& units) { return formatCount(static_cast<long long>(units.size())); };
    return {
        tr("Hall"),
        {SheetRow::ofField(tr("Supply set point"), supply_,
                           tr("Temperature of the air the air handlers deliver.")),
         {tr("Size"),
          QStringLiteral("%1 × %2 × %3")
              .arg(formatLength(hall.widthM), formatLength(hall.depthM), formatLength(hall.heightM)),
          tr("Inner width (west to east) × depth (south to north) × height.")},
         {tr("Floor"), floorText(hall), {}},
         {tr("Floor rating"), formatFloorLoad(hall.floorRatingPa),
          tr("Uniform load the floor is rated for.")},
         {tr("Containment"), containmentText(hall), {}},
         {tr("Racks"), racksText(hall), {}},
         {tr("Air handlers"), count(hall.airHandlers), {}},
         {tr("CDUs"), hall.cdus.empty() ? tr("none") : count(hall.cdus), tr("Coolant distribution units.")}}};
}

SheetGroup HallPage::results(const Snapshot* snapshot) const
{
    const HallResult* result = snapshot ? snapshot->hallResult(id_) : nullptr;
    std::size_t place = 0; // in the snapshot
    while (result && snapshot->halls[place].get() != result)
        ++place;
    // `of` turns the result into text.
    const auto shown = [&](auto of) { return result ? of(*result) : dash; };
    const auto linked = [&](const char* key) {
        return explained(valueText(hallFigure(key), *result), text(hallKey(*snapshot, place, key)));
    };
    // The figure that has the key, with what belongs behind it.
    const auto figure = [&](const char* key, const QString& explanation, const QString& behind = {}) {
        return SheetRow{titleText(hallFigure(key).shortTitle), result ? linked(key) + behind : dash,
                        explanation};
    };
    const auto uncertainty = [&](double InletUncertainty::*of) {
        return result ? uncertaintyText(*result, of) : QString();
    };
    const auto ofCapacity = [&](double HallResult::*capacityW) {
        return result && result->*capacityW > 0.0 ? tr(" of %1").arg(formatPower(result->*capacityW))
                                                  : QString();
    };
    SheetGroup group{
        tr("Under this scenario"),
        {figure("it_power_w", {}),
         figure("partial_pue", tr("IT power, fans and CDU pumps of the hall over its IT power.")),
         {tr("Density"),
          shown([](const HallResult& r) { return formatPowerDensity(r.itPowerW / r.hall->room().area()); }),
          tr("IT power over the room's floor area.")},
         figure("mean_inlet_c", {}, uncertainty(&InletUncertainty::rmsK)),
         figure("max_inlet_c", {}, uncertainty(&InletUncertainty::worstK)),
         {tr("Inlets from"), shown(inletsRestOn),
          result ? meaningOfInlets(*result)
                 : tr("What the inlet temperatures rest on, and how far they may be from CFD "
                      "(docs/air.md).")},
         figure("supply_c", tr("Air delivered: the set point, or warmer where a coil cannot hold it.")),
         figure("return_c", tr("Air back at the air handlers.")),
         {tr("Air supplied / drawn"), shown([](const HallResult& r) {
              return QStringLiteral("%1 / %2").arg(formatAirflow(r.supplyAirflowM3s),
                                                   formatAirflow(r.rackAirflowM3s));
          }),
          tr("What the air handlers move, and what the racks draw.")},
         figure("heat_to_air_w", tr("Against the air handlers' capacity."),
                ofCapacity(&HallResult::airHandlerCapacityW)),
         figure("heat_to_liquid_w", tr("Against the CDUs' capacity."), ofCapacity(&HallResult::cduCapacityW)),
         figure("cooling_power_w", tr("Electrical power of air handlers and CDUs."))}};
    if (const QString open = result ? openContainmentText(*result) : QString(); !open.isEmpty())
        group.rows.push_back({tr("Containment"), open, tr("It holds its air no better than an open aisle.")});
    return group;
}

} // namespace hallwright::panels
