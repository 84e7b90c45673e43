#include "views/panels/equipment_page.h"

#include "core/model/names.h"
#include "views/panels/pipe_sheet.h"
#include "views/panels/words.h"
#include "views/shared/format.h"

#include <QLocale>
#include <QPushButton>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace hallwright::panels {

namespace {

using namespace style;

template <class Enum>
QString spoken(Enum value)
{
    return words(nameOf(value));
}

template <class Part, class Id>
const Part* partOf(const std::vector<Part>& parts, Id id)
{
    const auto it =
        std::find_if(parts.begin(), parts.end(), [id](const Part& part) { return part.id == id; });
    return it != parts.end() ? &*it : nullptr;
}

QString buildingName(const Site& site, BuildingId id)
{
    const Building* building = site.findBuilding(id);
    return building ? text(building->name) : QObject::tr("outdoors");
}

QString nodeNames(const Site& site, const std::vector<PowerNodeId>& ids)
{
    QStringList names;
    for (const PowerNodeId id : ids) {
        if (const PowerNode* node = site.power->find(id))
            names << text(node->name);
    }
    return names.isEmpty() ? dash : names.join(QStringLiteral(", "));
}

QString loopName(const Site& site, CoolantLoopId id)
{
    const CoolantLoop* loop = site.cooling->find(id);
    return loop ? text(loop->name) : dash;
}

EquipmentSheet powerSheet(const Site& site, const Snapshot* snapshot, const PowerNode& node)
{
    EquipmentSheet sheet;
    sheet.title = text(node.name);
    sheet.subtitle = QObject::tr("%1, %2").arg(spoken(node.kind), buildingName(site, node.building));
    sheet.canBeTakenOut = true;
    SheetGroup data{QObject::tr("Element"), {}};
    data.rows.push_back({QObject::tr("Rating"), formatPower(node.ratedW), {}});
    if (node.side != FeedSide::None)
        data.rows.push_back({QObject::tr("Side"), spoken(node.side), {}});
    data.rows.push_back({QObject::tr("Fed by"), nodeNames(site, node.fedBy), {}});
    if (node.kind == PowerNodeKind::Ups)
        data.rows.push_back({QObject::tr("Mode"), spoken(node.upsMode), {}});
    if (node.standby)
        data.rows.push_back({QObject::tr("Duty"), QObject::tr("standby"), {}});
    sheet.groups.push_back(std::move(data));
    const PowerNodeResult* result = snapshot ? partOf(snapshot->powerNodes, node.id) : nullptr;
    if (!result)
        return sheet;
    SheetGroup live{QObject::tr("Load"), {}};
    const auto share = [&](double w) { return node.ratedW > 0.0 ? formatShare(w / node.ratedW) : dash; };
    live.rows.push_back(
        {QObject::tr("State"), result->energised ? QObject::tr("energised") : QObject::tr("dead"), {}});
    live.rows.push_back({QObject::tr("Delivers"), formatPower(result->outputW), {}});
    live.rows.push_back({QObject::tr("Loading"), share(result->outputW), QObject::tr("Output over rating.")});
    live.rows.push_back(
        {QObject::tr("Margin"), node.ratedW > 0.0 ? formatPower(node.ratedW - result->outputW) : dash, {}});
    if (result->movedW > 0.0)
        live.rows.push_back({QObject::tr("Moved to others"), formatPower(result->movedW),
                             QObject::tr("Asked of it beyond its rating; what draws on it draws that much "
                                         "more from its other feeds.")});
    live.rows.push_back({QObject::tr("Loss"), formatPower(result->lossW), {}});
    live.rows.push_back(
        {QObject::tr("Other side lost"),
         QObject::tr("%1 (%2)").arg(formatPower(result->outputOtherSideLostW),
                                    share(result->outputOtherSideLostW)),
         QObject::tr("What it would have to deliver after the loss of the other side, and how much of "
                     "its rating that is.")});
    sheet.groups.push_back(std::move(live));
    return sheet;
}

void addChillerData(const PlantUnit& unit, SheetGroup& data)
{
    if (unit.ratedCop > 0.0)
        data.rows.push_back({QObject::tr("Rated COP"), QLocale().toString(unit.ratedCop, 'f', 2),
                             QObject::tr("Heat removed per electrical power, at the rating.")});
    if (!unit.curves.empty())
        data.rows.push_back({QObject::tr("Curves"), text(unit.curves), {}});
    if (unit.ratedApproachK > 0.0)
        data.rows.push_back(
            {QObject::tr("Rated approach"), formatTemperatureDifference(unit.ratedApproachK), {}});
}

EquipmentSheet plantSheet(const Site& site, const Snapshot* snapshot, const PlantUnit& unit)
{
    EquipmentSheet sheet;
    sheet.title = text(unit.name);
    sheet.subtitle = QObject::tr("%1 on %2").arg(spoken(unit.kind), loopName(site, unit.loop));
    sheet.canBeTakenOut = true;
    SheetGroup data{QObject::tr("Unit"), {}};
    data.rows.push_back({QObject::tr("Rated heat"), formatPower(unit.capacityW), {}});
    addChillerData(unit, data);
    data.rows.push_back({QObject::tr("Fed by"), nodeNames(site, {unit.feed}), {}});
    sheet.groups.push_back(std::move(data));
    const PlantUnitResult* result = snapshot ? partOf(snapshot->plant, unit.id) : nullptr;
    if (!result)
        return sheet;
    SheetGroup live{QObject::tr("Now"), {}};
    live.rows.push_back(
        {QObject::tr("State"), result->running ? QObject::tr("running") : QObject::tr("off"), {}});
    live.rows.push_back({QObject::tr("Heat"), formatPower(result->heatW), {}});
    live.rows.push_back({QObject::tr("Loading"),
                         result->capacityW > 0.0 ? formatShare(result->heatW / result->capacityW) : dash,
                         QObject::tr("Heat over capacity at these conditions.")});
    live.rows.push_back({QObject::tr("Capacity"), formatPower(result->capacityW),
                         QObject::tr("At the conditions of the evaluation.")});
    live.rows.push_back({QObject::tr("Power"), formatPower(result->powerW), {}});
    if (result->cop)
        live.rows.push_back({QObject::tr("COP"), QLocale().toString(*result->cop, 'f', 2), {}});
    if (result->flowM3s > 0.0)
        live.rows.push_back({QObject::tr("Flow"), formatLiquidFlow(result->flowM3s), {}});
    if (result->leavingC)
        live.rows.push_back({QObject::tr("Leaving"), formatTemperature(*result->leavingC), {}});
    if (result->waterKgS > 0.0)
        live.rows.push_back({QObject::tr("Make-up water"), formatLiquidFlow(result->waterKgS / 1000.0), {}});
    if (result->beyondFitK > 0.0)
        live.rows.push_back(
            {QObject::tr("Beyond its fit"),
             QObject::tr("%1, worth %2")
                 .arg(formatTemperatureDifference(result->beyondFitK),
                      formatPower(std::abs(result->fitPowerW))),
             QObject::tr("How far water or condenser lie beyond what its curves were fitted on, and "
                         "by how much the Carnot lift changes its power there.")});
    sheet.groups.push_back(std::move(live));
    return sheet;
}

EquipmentSheet loopSheet(const Site& site, const Snapshot* snapshot, const CoolantLoop& loop)
{
    EquipmentSheet sheet;
    sheet.title = text(loop.name);
    sheet.subtitle = QObject::tr("Coolant loop, %1").arg(buildingName(site, loop.building));
    SheetGroup data{QObject::tr("Design"), {}};
    data.rows.push_back({QObject::tr("Coolant"), spoken(loop.coolant), {}});
    data.rows.push_back({QObject::tr("Supply"), formatTemperature(loop.supplyC), QObject::tr("Set point.")});
    data.rows.push_back({QObject::tr("Range"), formatTemperatureDifference(loop.designDeltaTK), {}});
    data.rows.push_back({QObject::tr("Heat"), formatPower(loop.designHeatW), {}});
    data.rows.push_back({QObject::tr("Pumps"),
                         QObject::tr("%1 + %2 spare, %3")
                             .arg(loop.pumps)
                             .arg(loop.sparePumps)
                             .arg(formatPressure(loop.pumpHeadPa)),
                         {}});
    sheet.groups.push_back(std::move(data));
    const LoopResult* result = snapshot ? partOf(snapshot->loops, loop.id) : nullptr;
    if (!result)
        return sheet;
    SheetGroup live{QObject::tr("Now"), {}};
    live.rows.push_back({QObject::tr("Heat"), formatPower(result->heatW), {}});
    live.rows.push_back({QObject::tr("Flow"), formatLiquidFlow(result->flowM3s), {}});
    live.rows.push_back(
        {QObject::tr("Supply, return"),
         QObject::tr("%1, %2").arg(formatTemperature(result->supplyC), formatTemperature(result->returnC)),
         {}});
    live.rows.push_back({QObject::tr("Pump power"), formatPower(result->pumpPowerW), {}});
    if (const LoopHydraulics* hydraulics = result->hydraulics.get())
        live.rows.push_back({QObject::tr("Pumps running"),
                             QObject::tr("%1 at %2, %3")
                                 .arg(hydraulics->pumpsRunning)
                                 .arg(formatShare(hydraulics->pumpSpeed), formatPressure(hydraulics->headPa)),
                             {}});
    if (result->economiserW > 0.0)
        live.rows.push_back({QObject::tr("Free cooling"), formatPower(result->economiserW),
                             QObject::tr("Heat rejected without compressors.")});
    if (result->reusedHeatW > 0.0)
        live.rows.push_back({QObject::tr("Reused heat"), formatPower(result->reusedHeatW), {}});
    live.rows.push_back(
        {QObject::tr("Ride-through"), known(result->rideThroughS, formatMinutes),
         QObject::tr("Until the supply is 10 K warmer after the loss of all plant, from the water "
                     "in the pipes and the buffer tank.")});
    sheet.groups.push_back(std::move(live));
    return sheet;
}

EquipmentSheet handlerSheet(const Site& site, const HallResult* result, const Hall& hall,
                            const AirHandler& unit)
{
    EquipmentSheet sheet;
    sheet.title = text(unit.name);
    sheet.subtitle = QObject::tr("%1 in hall %2").arg(spoken(unit.kind), text(hall.name));
    sheet.canBeTakenOut = true;
    sheet.groups.push_back({QObject::tr("Unit"),
                            {{QObject::tr("Capacity"), formatPower(unit.capacityW), {}},
                             {QObject::tr("Airflow"), formatAirflow(unit.airflowM3s), {}},
                             {QObject::tr("Fan power"), formatPower(unit.fanPowerW), {}},
                             {QObject::tr("Loop"), loopName(site, unit.loop), {}},
                             {QObject::tr("Fed by"), nodeNames(site, {unit.feed}), {}}}});
    const AirHandlerResult* now = result ? partOf(result->airHandlers, unit.id) : nullptr;
    if (!now)
        return sheet;
    sheet.groups.push_back(
        {QObject::tr("Now"),
         {{QObject::tr("State"), now->running ? QObject::tr("running") : QObject::tr("off"), {}},
          {QObject::tr("Heat to loop"), formatPower(now->heatW), {}},
          {QObject::tr("Fan speed"), formatShare(now->speed), {}},
          {QObject::tr("Fan power"), formatPower(now->fanPowerW), {}},
          {QObject::tr("Supply air"), known(now->supplyC, formatTemperature), {}},
          {QObject::tr("Water"), formatLiquidFlow(now->waterFlowM3s), {}},
          {QObject::tr("Coil"),
           now->wetCoil ? QObject::tr("wet: below the room's dew point") : QObject::tr("dry"),
           {}}}});
    return sheet;
}

QString streamText(double flowM3s, std::optional<double> supplyC, std::optional<double> returnC)
{
    if (flowM3s <= 0.0)
        return QObject::tr("no flow");
    return QObject::tr("%1, %2 → %3")
        .arg(formatLiquidFlow(flowM3s), known(supplyC, formatTemperature), known(returnC, formatTemperature));
}

EquipmentSheet cduSheet(const Site& site, const HallResult* result, const Hall& hall, const Cdu& cdu)
{
    EquipmentSheet sheet;
    sheet.title = text(cdu.name);
    sheet.subtitle = QObject::tr("Coolant distribution unit in hall %1").arg(text(hall.name));
    sheet.canBeTakenOut = true;
    const auto racks = std::count_if(hall.racks.begin(), hall.racks.end(),
                                     [&](const Rack& rack) { return rack.cdu == cdu.id; });
    sheet.groups.push_back({QObject::tr("Unit"),
                            {{QObject::tr("Capacity"), formatPower(cdu.capacityW), {}},
                             {QObject::tr("Rack-side flow"), formatLiquidFlow(cdu.flowM3s), {}},
                             {QObject::tr("Racks"), formatCount(racks), {}},
                             {QObject::tr("Loop"), loopName(site, cdu.loop), {}},
                             {QObject::tr("Fed by"), nodeNames(site, {cdu.feed}), {}}}});
    const CduResult* now = result ? partOf(result->cdus, cdu.id) : nullptr;
    if (!now)
        return sheet;
    sheet.groups.push_back(
        {QObject::tr("Now"),
         {{QObject::tr("State"), now->running ? QObject::tr("running") : QObject::tr("off"), {}},
          {QObject::tr("Load"), formatPower(now->loadW()),
           QObject::tr("Heat of its racks, which its capacity is stated for.")},
          {QObject::tr("Loading"), cdu.capacityW > 0.0 ? formatShare(now->loadW() / cdu.capacityW) : dash,
           QObject::tr("Load over capacity.")},
          {QObject::tr("Heat to loop"), formatPower(now->heatW),
           QObject::tr("Its load and the heat of its pumps.")},
          {QObject::tr("Rack side"), streamText(now->flowM3s, now->supplyC, now->returnC),
           QObject::tr("Flow, supply and return of the racks' coolant.")},
          {QObject::tr("Facility side"),
           streamText(now->facilityFlowM3s, now->facilitySupplyC, now->facilityReturnC),
           QObject::tr("Flow, supply and return of the facility water.")},
          {QObject::tr("Approach"), known(now->approachK(), formatTemperatureDifference),
           QObject::tr("Rack-side supply minus facility-water supply.")},
          {QObject::tr("Effectiveness"), known(now->effectiveness, formatShare), {}},
          {QObject::tr("Rack pressure drop"), formatPressure(now->headPa), {}},
          {QObject::tr("Pump power"), formatPower(now->pumpPowerW), {}}}});
    return sheet;
}

template <class Member>
const Hall* hallWith(const Site& site, std::int64_t id, Member member, std::size_t& index)
{
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            const auto& units = (*hall).*member;
            for (index = 0; index < units.size(); ++index) {
                if (units[index].id.value == id)
                    return hall.get();
            }
        }
    }
    return nullptr;
}

EquipmentSheet sheetOf(const Site& site, const Snapshot* snapshot, const ObjectRef& equipment)
{
    std::size_t index = 0;
    const auto resultOf = [&](const Hall& hall) {
        return snapshot ? snapshot->hallResult(hall.id) : nullptr;
    };
    switch (equipment.kind) {
    case ObjectKind::PowerNode:
        if (const PowerNode* node = site.power->find(PowerNodeId{equipment.id}))
            return powerSheet(site, snapshot, *node);
        break;
    case ObjectKind::PlantUnit:
        if (const PlantUnit* unit = partOf(site.cooling->plant, PlantUnitId{equipment.id}))
            return plantSheet(site, snapshot, *unit);
        break;
    case ObjectKind::CoolantLoop:
        if (const CoolantLoop* loop = site.cooling->find(CoolantLoopId{equipment.id}))
            return loopSheet(site, snapshot, *loop);
        break;
    case ObjectKind::PipeRun:
        if (const PipeRun* pipe = partOf(site.cooling->pipes, PipeRunId{equipment.id}))
            return {pipeSheet(site, snapshot, *pipe)};
        break;
    case ObjectKind::AirHandler:
        if (const Hall* hall = hallWith(site, equipment.id, &Hall::airHandlers, index))
            return handlerSheet(site, resultOf(*hall), *hall, hall->airHandlers[index]);
        break;
    case ObjectKind::Cdu:
        if (const Hall* hall = hallWith(site, equipment.id, &Hall::cdus, index))
            return cduSheet(site, resultOf(*hall), *hall, hall->cdus[index]);
        break;
    default:
        break;
    }
    return {};
}

} // namespace

EquipmentSheet equipmentSheet(const Site& site, const Snapshot* snapshot, const ObjectRef& equipment)
{
    EquipmentSheet sheet = sheetOf(site, snapshot, equipment);
    sheet.outOfService = snapshot && snapshot->conditions.outages.has(equipment);
    return sheet;
}

EquipmentPage::EquipmentPage(QWidget* parent) : FieldsPage(parent)
{
    service_ = new QPushButton(this);
    service_->setObjectName(QStringLiteral("service"));
    service_->setToolTip(
        tr("A what-if: the site file does not change. Everything that depends on it is evaluated "
           "without it."));
    connect(service_, &QPushButton::clicked, this,
            [this] { emit serviceChanged(equipment_, !outOfService_); });
    failure_ = new QPushButton(tr("Fail it: what follows?"), this);
    failure_->setObjectName(QStringLiteral("failure"));
    failure_->setToolTip(
        tr("Second by second: what goes dark or hot, why, how long is left, and what survives"));
    connect(failure_, &QPushButton::clicked, this, [this] { emit failureWanted(equipment_); });
    addUnderTitle(failure_);
    addUnderTitle(service_); // above it
}

bool EquipmentPage::setEquipment(const SitePtr& site, const Snapshot* snapshot, const ObjectRef& equipment)
{
    EquipmentSheet sheet = equipmentSheet(*site, snapshot, equipment);
    if (sheet.title.isEmpty())
        return false;
    equipment_ = equipment;
    outOfService_ = sheet.outOfService;
    service_->setVisible(sheet.canBeTakenOut);
    failure_->setVisible(sheet.canBeTakenOut && !sheet.outOfService);
    service_->setText(sheet.outOfService ? tr("Put back into service") : tr("Take out of service (what if)"));
    SheetGroup editable = values(site, equipment, tr("Values to edit"));
    std::erase_if(editable.rows, [](const SheetRow& row) { return !row.field; }); // what is told stands above
    sheet.groups.push_back(std::move(editable));
    showSheet(sheet);
    return true;
}

} // namespace hallwright::panels
