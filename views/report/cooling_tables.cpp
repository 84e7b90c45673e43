#include "core/model/names.h"
#include "core/model/plant_kinds.h"
#include "views/report/engineering_tables.h"
#include "views/report/words.h"
#include "views/shared/format.h"

#include <algorithm>

namespace hallwright::report {

namespace {

using namespace hallwright::style;

// Less than a coolant's set point is worth, more than an evaluation leaves unsettled.
constexpr double supplyToleranceK = 0.05;

// Towers and plates that stand behind other plant take heat that is not the loop's own, or take it first.
bool standsBehind(const Snapshot& snapshot, const PlantUnit& unit)
{
    if (unit.kind == PlantKind::WatersideEconomiser)
        return true;
    const std::vector<PlantUnit>& plant = snapshot.site->cooling->plant;
    return unit.kind == PlantKind::CoolingTower &&
           std::any_of(plant.begin(), plant.end(), [&](const PlantUnit& other) {
               return other.loop == unit.loop && (other.kind == PlantKind::WaterCooledChiller ||
                                                  other.kind == PlantKind::WatersideEconomiser);
           });
}

// What the loop's plant carries, over what it could without its largest unit; none without such plant.
struct Spare {
    double heatW = 0.0;
    double capacityW = 0.0;

    bool shortOf() const { return heatW > capacityW; }
    QString text() const
    {
        return capacityW > 0.0 ? formatShare(heatW / capacityW) : QStringLiteral("none left");
    }
};

Spare withoutLargest(const Snapshot& snapshot, std::size_t loop)
{
    Spare spare{snapshot.loops[loop].unrejectedW, 0.0};
    double largestW = 0.0;
    for (std::size_t u = 0; u < snapshot.plant.size(); ++u) {
        const PlantUnit& unit = snapshot.site->cooling->plant[u];
        if (unit.loop != snapshot.loops[loop].id || standsBehind(snapshot, unit))
            continue;
        spare.heatW += snapshot.plant[u].heatW;
        spare.capacityW += snapshot.plant[u].capacityW;
        largestW = std::max(largestW, snapshot.plant[u].capacityW);
    }
    spare.capacityW -= largestW;
    return spare;
}

QStringList loopFaults(const CoolantLoop& loop, const LoopResult& result)
{
    QStringList faults;
    if (result.supplyC > loop.supplyC + supplyToleranceK)
        faults << QStringLiteral("set point %1").arg(formatTemperature(loop.supplyC));
    if (result.unrejectedW > 1e-9 * result.heatW)
        faults << QStringLiteral("%1 without plant").arg(formatPower(result.unrejectedW));
    if (result.hydraulics && result.hydraulics->shortM3s > 1e-9 * result.flowM3s)
        faults << QStringLiteral("%1 short").arg(formatLiquidFlow(result.hydraulics->shortM3s));
    return faults;
}

TableRow loopRow(const Snapshot& snapshot, std::size_t k)
{
    const CoolantLoop& loop = snapshot.site->cooling->loops[k];
    const LoopResult& result = snapshot.loops[k];
    const LoopHydraulics* circuit = result.hydraulics.get();
    const Spare spare = withoutLargest(snapshot, k);
    const QStringList faults = loopFaults(loop, result);
    return {{QString::fromStdString(loop.name), words(nameOf(loop.coolant)), formatPower(result.heatW),
             orDash(result.roomHeatW, formatPower(result.roomHeatW)), formatLiquidFlow(result.flowM3s),
             formatTemperature(result.supplyC), formatTemperature(result.returnC),
             circuit ? QStringLiteral("%1 of %2").arg(circuit->pumpsRunning).arg(loop.pumps + loop.sparePumps)
                     : dash(),
             circuit ? formatPressure(circuit->headPa) : dash(), formatPower(result.pumpPowerW),
             orDash(result.economiserW, formatPower(result.economiserW)),
             orDash(result.reusedHeatW, formatPower(result.reusedHeatW)),
             orDash(result.waterKgS, formatLiquidFlow(result.waterKgS * 1e-3)),
             known(result.rideThroughS, formatMinutes), spare.text(),
             faults.isEmpty() ? QString() : faults.join(QStringLiteral("; "))},
            !faults.isEmpty() || spare.shortOf()};
}

TableSection loopSection(const Snapshot& snapshot)
{
    TableSection section{QStringLiteral("Coolant loops"),
                         {{QStringLiteral("Loop"), 0.135, Qt::AlignLeft},
                          {QStringLiteral("Coolant"), 0.045, Qt::AlignLeft},
                          {QStringLiteral("Heat"), 0.06},
                          {QStringLiteral("of rooms"), 0.055},
                          {QStringLiteral("Flow"), 0.06},
                          {QStringLiteral("Supply"), 0.05},
                          {QStringLiteral("Return"), 0.05},
                          {QStringLiteral("Pumps run"), 0.055},
                          {QStringLiteral("Head"), 0.055},
                          {QStringLiteral("Pump power"), 0.06},
                          {QStringLiteral("No compressor"), 0.065},
                          {QStringLiteral("Reused"), 0.055},
                          {QStringLiteral("Make-up"), 0.05},
                          {QStringLiteral("Buffer lasts"), 0.055},
                          {QStringLiteral("One unit lost"), 0.06},
                          {QStringLiteral("Fault"), 0.09, Qt::AlignLeft}},
                         {}};
    for (std::size_t k = 0; k < snapshot.loops.size(); ++k)
        section.rows.push_back(loopRow(snapshot, k));
    return section;
}

QString stateOf(const Snapshot& snapshot, const PlantUnit& unit, const PlantUnitResult& result)
{
    if (snapshot.conditions.outages.has({ObjectKind::PlantUnit, unit.id.value}))
        return QStringLiteral("out of service");
    if (!result.running)
        return QStringLiteral("at rest");
    return result.beyondFitK > 0.0
               ? QStringLiteral("%1 K off its fit").arg(formatFactor(result.beyondFitK, 1))
               : QStringLiteral("runs");
}

// All but the unit's name.
QStringList unitCells(const Snapshot& snapshot, std::size_t u)
{
    const PlantUnit& unit = snapshot.site->cooling->plant[u];
    const PlantUnitResult& result = snapshot.plant[u];
    const CoolantLoop* loop = snapshot.site->cooling->find(unit.loop);
    return {words(nameOf(unit.kind)),
            loop ? QString::fromStdString(loop->name) : dash(),
            stateOf(snapshot, unit, result),
            formatPower(result.heatW),
            orDash(result.capacityW, formatPower(result.capacityW)),
            result.capacityW > 0.0 ? formatShare(result.heatW / result.capacityW) : dash(),
            formatPower(result.powerW),
            isChiller(unit.kind) ? known(result.cop, [](double cop) { return formatFactor(cop, 2); })
                                 : dash(),
            orDash(result.flowM3s, formatLiquidFlow(result.flowM3s)),
            known(result.leavingC, formatTemperature),
            known(result.approachK, formatTemperatureDifference),
            orDash(result.waterKgS, formatLiquidFlow(result.waterKgS * 1e-3))};
}

QString namesFrom(const std::string& first, const std::string& last)
{
    const QString from = QString::fromStdString(first);
    const QString to = QString::fromStdString(last);
    return first == last ? from : QStringLiteral("%1 … %2").arg(from, to.section(QLatin1Char(' '), -1));
}

TableSection plantSection(const Snapshot& snapshot)
{
    TableSection section{QStringLiteral("Plant, each unit; neighbours that carry the same on one line"),
                         {{QStringLiteral("Units"), 0.13, Qt::AlignLeft},
                          {QStringLiteral("Number"), 0.05},
                          {QStringLiteral("Kind"), 0.115, Qt::AlignLeft},
                          {QStringLiteral("Loop"), 0.13, Qt::AlignLeft},
                          {QStringLiteral("State"), 0.085, Qt::AlignLeft},
                          {QStringLiteral("Heat each"), 0.06},
                          {QStringLiteral("Capacity"), 0.06},
                          {QStringLiteral("Load"), 0.05},
                          {QStringLiteral("Power each"), 0.06},
                          {QStringLiteral("COP"), 0.045},
                          {QStringLiteral("Flow each"), 0.06},
                          {QStringLiteral("Leaving"), 0.05},
                          {QStringLiteral("Approach"), 0.055},
                          {QStringLiteral("Make-up"), 0.05}},
                         {}};
    const std::vector<PlantUnit>& plant = snapshot.site->cooling->plant;
    for (std::size_t first = 0; first < plant.size();) {
        const QStringList cells = unitCells(snapshot, first);
        std::size_t end = first + 1;
        while (end < plant.size() && unitCells(snapshot, end) == cells)
            ++end;
        QStringList row = cells;
        row.prepend(formatCount(static_cast<long long>(end - first)));
        row.prepend(namesFrom(plant[first].name, plant[end - 1].name));
        const double capacityW = snapshot.plant[first].capacityW;
        section.rows.push_back(
            {row, capacityW > 0.0 && snapshot.plant[first].heatW > capacityW * (1 + 1e-9)});
        first = end;
    }
    return section;
}

} // namespace

TableSheet coolingTables(const Snapshot& snapshot)
{
    TableSheet sheet{QStringLiteral("Cooling"), {}, {}};
    for (TableSection& section : std::vector{loopSection(snapshot), plantSection(snapshot)}) {
        if (!section.rows.empty())
            sheet.sections.push_back(std::move(section));
    }
    sheet.notes = {
        QStringLiteral("At %1 dry bulb and %2 wet bulb outdoors. Capacities are those at these conditions.")
            .arg(formatTemperature(snapshot.conditions.outdoorC),
                 formatTemperature(snapshot.conditions.wetBulbC)),
        QStringLiteral(
            "One unit lost: heat that the loop's chillers and coolers take, of what they could take without "
            "the largest of them. Towers and plates that stand behind others are left out."),
        QStringLiteral("No compressor: heat given to the outdoors by plates and coolers alone. Of rooms: "
                       "losses of electrical "
                       "rooms, lighting. Buffer lasts: until the supply is 10 K warmer without any plant."),
        QStringLiteral(
            "Off its fit: a chiller outside the water and outdoor temperatures its curves were fitted "
            "on; the edge of the fit is used, scaled with the Carnot lift.")};
    return sheet;
}

} // namespace hallwright::report
