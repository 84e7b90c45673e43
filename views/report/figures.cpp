#include "views/report/figures.h"

#include "core/simulation/inlet_uncertainty.h"
#include "views/plan/hall_plan.h"
#include "views/report/words.h"
#include "views/shared/figure_text.h"
#include "views/shared/format.h"
#include "views/shared/short_name.h"

#include <algorithm>

namespace hallwright::report {

namespace {

using namespace hallwright::style;

long long countOf(std::size_t count)
{
    return static_cast<long long>(count);
}

QString ofIt(double partW, double itW)
{
    return itW > 0.0
               ? QStringLiteral("%1 (%2 of IT)").arg(formatPowerFixed(partW, itW), formatShare(partW / itW))
               : formatPower(partW);
}

// "B07, tile K12"
QString placeOf(const Hall& hall, const Rack& rack)
{
    return QStringLiteral("%1, tile %2")
        .arg(style::shortName(rack.name, hall.name), plan::tileName(hall, rack.pose.position()));
}

// " ± 1.4 K": of a mean or of one rack.
QString uncertaintyText(const HallResult& result, double InletUncertainty::*of)
{
    const auto uncertainty = inletUncertaintyOf(result);
    return uncertainty ? QLatin1Char(' ') + formatUncertainty((*uncertainty).*of) : QString();
}

Figure campusRow(const Snapshot& snapshot, const char* key, const QString& behind = {})
{
    const CampusFigure& figure = campusFigure(key);
    return {titleText(figure.title), valueText(figure, snapshot) + behind};
}

Figure powerRow(const Snapshot& snapshot, const char* key)
{
    const CampusFigure& figure = campusFigure(key);
    return {titleText(figure.title), ofIt(figure.value(snapshot), snapshot.itPowerW)};
}

Figure hallRow(const HallResult& result, const char* key, const QString& behind = {})
{
    const HallFigure& figure = hallFigure(key);
    return {titleText(figure.title), valueText(figure, result) + behind};
}

Figure alarming(Figure figure, bool isAlarming)
{
    figure.alarming = isAlarming;
    return figure;
}

// " ± 1.4 K, Hall A, B07, tile K12"
QString ofHottestRack(const Site& site, const Snapshot& snapshot)
{
    if (!snapshot.hottestRack.valid())
        return {};
    const Hall& hall = site.hallOf(snapshot.hottestRack);
    return QStringLiteral("%1, %2, %3")
        .arg(uncertaintyText(*snapshot.hallResult(hall.id), &InletUncertainty::worstK),
             QString::fromStdString(hall.name), placeOf(hall, site.rack(snapshot.hottestRack)));
}

QString hottestPlace(const HallResult& result)
{
    return result.hottestRack ? placeOf(*result.hall, result.hall->racks[*result.hottestRack]) : dash();
}

long long gpusOf(const Hall& hall)
{
    long long count = 0;
    for (const Rack& rack : hall.racks)
        count += rack.gpuCount;
    return count;
}

QString rackPowers(const Hall& hall)
{
    if (hall.racks.empty())
        return QStringLiteral("–");
    double sum = 0.0;
    double most = 0.0;
    for (const Rack& rack : hall.racks) {
        sum += rack.powerW;
        most = std::max(most, rack.powerW);
    }
    return QStringLiteral("%1, %2").arg(formatPowerFixed(sum / static_cast<double>(hall.racks.size()), most),
                                        formatPower(most));
}

QString floorText(const Hall& hall)
{
    return hall.floor == FloorKind::Slab
               ? QStringLiteral("Slab")
               : QStringLiteral("Raised, %1 plenum").arg(formatLength(hall.raisedFloorM));
}

double lowestLimit(const HallResult& result)
{
    double limit = result.hall->inletLimitC;
    for (const RackResult& rack : result.racks)
        limit = std::min(limit, rack.inletLimitC);
    return limit;
}

// Of the CDUs that run, rack side.
QString coolantText(const HallResult& result)
{
    double flowM3s = 0.0;
    double supplyFlow = 0.0;
    double returnFlow = 0.0;
    for (const CduResult& unit : result.cdus) {
        if (!unit.supplyC || !unit.returnC)
            continue;
        flowM3s += unit.flowM3s;
        supplyFlow += *unit.supplyC * unit.flowM3s;
        returnFlow += *unit.returnC * unit.flowM3s;
    }
    return flowM3s > 0.0 ? QStringLiteral("%1, %2").arg(formatTemperature(supplyFlow / flowM3s),
                                                        formatTemperature(returnFlow / flowM3s))
                         : dash();
}

long long wetCoils(const HallResult& result)
{
    return std::count_if(result.airHandlers.begin(), result.airHandlers.end(),
                         [](const AirHandlerResult& unit) { return unit.wetCoil; });
}

QString units(double capacityW, std::size_t count)
{
    return count == 0 ? QStringLiteral("none")
                      : QStringLiteral("%1 in %2").arg(formatPower(capacityW), formatCount(countOf(count)));
}

} // namespace

namespace {

// Halls whose inlets rest on their air, of those that have any racks.
struct AirCount {
    std::ptrdiff_t solved = 0;
    std::ptrdiff_t halls = 0;
    InletBasis by = InletBasis::Estimate; // of those solved
};

AirCount countAir(const Snapshot& snapshot)
{
    AirCount count;
    for (const HallResultPtr& hall : snapshot.halls) {
        count.halls += hall->racks.empty() ? 0 : 1;
        const InletBasis by = basisOf(hall->inletModel);
        if (by == InletBasis::Estimate)
            continue;
        ++count.solved;
        count.by = by;
    }
    return count;
}

QString inletBasisText(const Snapshot& snapshot)
{
    const auto [solved, halls, by] = countAir(snapshot);
    if (solved == 0)
        return QStringLiteral("estimate");
    const QString name = by == InletBasis::Flow ? QStringLiteral("3D flow") : QStringLiteral("3D field");
    return solved == halls ? name : QStringLiteral("%1 in %2 of %3 halls").arg(name).arg(solved).arg(halls);
}

} // namespace

std::vector<Figure> campusFigures(const Site& site, const Snapshot& snapshot)
{
    const bool overLimit = snapshot.racksOverLimit > 0;
    return {
        {QStringLiteral("GPUs"), formatCount(site.gpuCount())},
        {QStringLiteral("Racks"), formatCount(countOf(site.rackCount()))},
        campusRow(snapshot, "it_power_w"),
        powerRow(snapshot, "cooling_power_w"),
        powerRow(snapshot, "distribution_loss_w"),
        powerRow(snapshot, "other_power_w"),
        campusRow(snapshot, "facility_power_w"),
        campusRow(snapshot, "pue"),
        campusRow(snapshot, "wue_l_per_kwh"),
        campusRow(snapshot, "water_kg_s"),
        campusRow(snapshot, "cue_kg_per_kwh"),
        alarming(campusRow(snapshot, "max_inlet_c", ofHottestRack(site, snapshot)), overLimit),
        alarming(campusRow(snapshot, "racks_over_limit"), overLimit),
        campusRow(snapshot, "racks_undecided"),
        {QStringLiteral("Rack inlets rest on"), inletBasisText(snapshot)},
        {QStringLiteral("Outdoor dry, wet bulb"),
         QStringLiteral("%1, %2").arg(formatTemperature(snapshot.conditions.outdoorC),
                                      formatTemperature(snapshot.conditions.wetBulbC))},
    };
}

std::vector<Figure> hallFigures(const HallResult& result, const Conditions& conditions)
{
    const Hall& hall = *result.hall;
    const double area = hall.room().area();
    return {
        {QStringLiteral("Racks"), formatCount(countOf(hall.racks.size()))},
        {QStringLiteral("GPUs"), formatCount(gpusOf(hall))},
        hallRow(result, "it_power_w"),
        {QStringLiteral("Mean, largest rack"), rackPowers(hall)},
        {QStringLiteral("IT power density"), formatPowerDensity(result.itPowerW / area)},
        {QStringLiteral("Area, clear height"),
         QStringLiteral("%1, %2").arg(formatArea(area), formatLength(hall.ceilingHeightM))},
        {QStringLiteral("Floor"), floorText(hall)},
        {QStringLiteral("Floor rating"), formatFloorLoad(hall.floorRatingPa)},
        hallRow(result, "heat_to_air_w"),
        {QStringLiteral("of it to rear doors"),
         orDash(result.rearDoorHeatW, formatPower(result.rearDoorHeatW))},
        {QStringLiteral("Air handler capacity"), units(result.airHandlerCapacityW, hall.airHandlers.size()),
         result.heatToAirW - result.rearDoorHeatW > result.airHandlerCapacityW},
        hallRow(result, "heat_to_liquid_w"),
        {QStringLiteral("CDU capacity"), units(result.cduCapacityW, hall.cdus.size()),
         result.heatToLiquidW > result.cduCapacityW},
        {QStringLiteral("Rack coolant"), coolantText(result)},
        {QStringLiteral("Rack airflow"), formatAirflow(result.rackAirflowM3s)},
        {QStringLiteral("Supply airflow"), formatAirflow(result.supplyAirflowM3s)},
        hallRow(result, "supply_c"),
        hallRow(result, "return_c"),
        hallRow(result, "mean_inlet_c", uncertaintyText(result, &InletUncertainty::rmsK)),
        alarming(hallRow(result, "max_inlet_c", uncertaintyText(result, &InletUncertainty::worstK)),
                 result.racksOverLimit > 0),
        {QStringLiteral("of rack"), hottestPlace(result)},
        {QStringLiteral("Lowest inlet limit"), formatTemperature(lowestLimit(result))},
        alarming(hallRow(result, "racks_over_limit"), result.racksOverLimit > 0),
        {titleText(hallFigure("racks_undecided").shortTitle), // the long one has no room in a column
         valueText(hallFigure("racks_undecided"), result)},
        {QStringLiteral("Air handler fans"), formatPower(result.airHandlerPowerW)},
        hallRow(result, "partial_pue"),
        {QStringLiteral("Wet coils"), formatCount(wetCoils(result)), wetCoils(result) > 0},
        {QStringLiteral("Racks' circuits overloaded"), formatCount(countOf(result.circuitsOverloaded)),
         result.circuitsOverloaded > 0},
        {QStringLiteral("Air lasts without cooling"), known(result.rideThroughS, formatMinutes)},
        {QStringLiteral("Outdoor dry bulb"), formatTemperature(conditions.outdoorC)},
    };
}

std::vector<TableRow> buildingRows(const Site& site, const Snapshot& snapshot)
{
    std::vector<TableRow> rows;
    for (std::size_t i = 0; i < snapshot.buildings.size(); ++i) {
        const Building& building = *site.buildings[i];
        const BuildingResult& result = snapshot.buildings[i];
        std::size_t racks = 0;
        for (const HallPtr& hall : building.halls)
            racks += hall->racks.size();
        rows.push_back({{QString::fromStdString(building.name), formatCount(countOf(building.halls.size())),
                         formatCount(countOf(racks)), valueText(buildingFigure("it_power_w"), result),
                         valueText(buildingFigure("facility_power_w"), result), formatPower(result.capacityW),
                         result.capacityW > 0.0 ? formatShare(result.facilityPowerW / result.capacityW)
                                                : QStringLiteral("–")},
                        result.facilityPowerW > result.capacityW});
    }
    return rows;
}

QString findingCounts(const Findings& findings)
{
    if (findings.clean())
        return findings.waived.empty() ? QStringLiteral("Findings: none")
                                       : QStringLiteral("Findings: none open, %1 waived")
                                             .arg(formatCount(countOf(findings.waived.size())));
    const auto counted = [](std::size_t count, const char* word) {
        return QStringLiteral("%1 %2").arg(formatCount(countOf(count)), QLatin1String(word));
    };
    QStringList parts{counted(findings.count(Severity::Critical), "critical"),
                      counted(findings.count(Severity::Major), "major"),
                      counted(findings.count(Severity::Minor), "minor")};
    if (!findings.waived.empty())
        parts << counted(findings.waived.size(), "waived");
    return QStringLiteral("Findings: %1").arg(parts.join(QStringLiteral(", ")));
}

QString inletCaption(const HallResult& result)
{
    const auto words = [](std::string_view text) {
        return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    };
    const QString model =
        QStringLiteral("Inlets: %1, not CFD.").arg(words(inletModelInWords(result.inletModel)));
    const auto uncertainty = inletUncertaintyOf(result);
    return uncertainty ? model + QLatin1Char(' ') + words(meaningOf(*uncertainty)) : model;
}

namespace {

QString inletsRestOn(const Snapshot& snapshot)
{
    const auto [solved, halls, by] = countAir(snapshot);
    if (solved == 0)
        return QStringLiteral("instant geometric estimate of recirculation from distance, facing, aisles and "
                              "containment");
    const QString model = by == InletBasis::Flow ? QStringLiteral("by its flow with momentum and buoyancy")
                                                 : QStringLiteral("by potential flow");
    if (solved == halls)
        return QStringLiteral("3D field of each hall's air %1").arg(model);
    return QStringLiteral("3D field of the air %1 in %2 of %3 halls, elsewhere an instant geometric estimate")
        .arg(model)
        .arg(solved)
        .arg(halls);
}

} // namespace

namespace {

QString racksThatDraw(const Snapshot& snapshot)
{
    std::ptrdiff_t idle = 0;
    for (const HallResultPtr& hall : snapshot.halls)
        idle += std::count(hall->inputs.racksIdle.begin(), hall->inputs.racksIdle.end(), 1);
    return idle == 0 ? QStringLiteral("every rack")
                     : QStringLiteral("every rack in service (%1 not yet, by status)").arg(formatCount(idle));
}

} // namespace

QStringList assumptions(const Snapshot& snapshot)
{
    return {
        QStringLiteral("Steady state at %1 dry bulb and %2 wet bulb outdoors; %3 draws its design power, "
                       "corrected for its inlet temperature, and all of it becomes heat.")
            .arg(formatTemperature(snapshot.conditions.outdoorC),
                 formatTemperature(snapshot.conditions.wetBulbC), racksThatDraw(snapshot)),
        QStringLiteral(
            "Rack inlet temperatures: %1; not a CFD simulation. ±: difference from CFD in the compared hall "
            "most like it, of a mean the root mean square, of a rack the largest of one rack.")
            .arg(inletsRestOn(snapshot)),
        QStringLiteral(
            "Cooling, losses and PUE are computed from the plant's part-load curves and the power chain's "
            "loss curves. Energy balance closes to %1 (relative).")
            .arg(QString::number(snapshot.energyResidual, 'e', 1)),
        QStringLiteral("Power symbols show where equipment stands, not its size."),
    };
}

} // namespace hallwright::report
