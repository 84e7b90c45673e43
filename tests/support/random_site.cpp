#include "tests/support/random_site.h"

#include "tests/support/campus.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

namespace hallwright::test {

namespace {

class Dice
{
public:
    explicit Dice(std::mt19937& random) : random_(random) {}
    double between(double low, double high)
    {
        return std::uniform_real_distribution<double>(low, high)(random_);
    }
    int count(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }
    bool chance(double p) { return between(0.0, 1.0) < p; }

private:
    std::mt19937& random_;
};

void changeRacks(Hall& hall, const CoolingNetwork& cooling, Dice& dice)
{
    const double scale = dice.between(0.1, 1.2);
    std::erase_if(hall.racks, [&](const Rack&) { return dice.chance(0.15); });
    const bool doors = dice.chance(0.4);
    for (Rack& rack : hall.racks) {
        rack.powerW *= dice.chance(0.05) ? 0.0 : scale * dice.between(0.7, 1.1);
        rack.airflowM3s *= dice.between(0.6, 1.3);
        if (rack.liquidShare > 0.0)
            rack.liquidShare = dice.between(0.3, 0.95);
        if (doors)
            rack.rearDoorLoop = cooling.loops[1].id;
        if (dice.chance(0.1))
            rack.feedB = {};
    }
}

void changeHall(Hall& hall, const CoolingNetwork& cooling, Dice& dice)
{
    changeRacks(hall, cooling, dice);
    hall.supplyC = dice.between(16.0, 28.0);
    hall.dewPointC = dice.between(2.0, 16.0);
    hall.airsideEconomiser = dice.chance(0.3);
    hall.containmentLeakage = dice.between(0.0, 0.5);
    if (dice.chance(0.2))
        hall.airHandlers.pop_back();
    for (AirHandler& unit : hall.airHandlers) {
        unit.capacityW *= dice.between(0.6, 2.0);
        unit.coilApproachK = dice.between(1.0, 6.0);
        unit.airflowM3s *= dice.between(0.8, 1.5);
    }
    for (Cdu& cdu : hall.cdus) {
        cdu.capacityW *= dice.between(0.6, 2.0);
        cdu.approachK = dice.between(2.0, 8.0);
        cdu.supplyC = dice.chance(0.5) ? dice.between(25.0, 45.0) : 0.0;
        cdu.coolant = dice.chance(0.5) ? Coolant::Pg25 : Coolant::Water;
    }
}

PlantUnit unitLike(const PlantUnit& model, PlantKind kind, double capacityW, Dice& dice)
{
    PlantUnit unit = model;
    unit.kind = kind;
    unit.capacityW = capacityW;
    unit.ratedCop = kind == PlantKind::AirCooledChiller     ? dice.between(2.6, 4.0)
                    : kind == PlantKind::WaterCooledChiller ? dice.between(4.5, 7.5)
                                                            : 0.0;
    unit.ratedOutdoorC = kind == PlantKind::CoolingTower ? dice.between(20.0, 27.0) : 35.0;
    unit.ratedApproachK =
        kind == PlantKind::WatersideEconomiser ? dice.between(1.0, 3.0) : dice.between(3.0, 9.0);
    unit.ratedPowerW = kind == PlantKind::DryCooler      ? 0.04 * capacityW
                       : kind == PlantKind::CoolingTower ? 0.012 * capacityW
                                                         : 0.0;
    unit.adiabaticEffectiveness =
        kind == PlantKind::DryCooler && dice.chance(0.3) ? dice.between(0.6, 0.9) : 0.0;
    return unit;
}

void addUnits(std::vector<PlantUnit>& plant, const PlantUnit& model, PlantKind kind, double totalW,
              Dice& dice)
{
    const int count = dice.count(1, 4);
    for (int i = 0; i < count; ++i)
        plant.push_back(unitLike(model, kind, totalW / count, dice));
}

void changePlant(CoolingNetwork& cooling, Dice& dice)
{
    const std::vector<PlantUnit> models = std::exchange(cooling.plant, {});
    for (CoolantLoop& loop : cooling.loops) {
        const auto model = std::find_if(models.begin(), models.end(),
                                        [&](const PlantUnit& unit) { return unit.loop == loop.id; });
        const double totalW = loop.designHeatW * dice.between(0.7, 2.5);
        const int sort = dice.count(0, 5);
        if (sort == 0 || sort == 1)
            addUnits(cooling.plant, *model, PlantKind::AirCooledChiller, totalW, dice);
        if (sort == 1 || sort == 2)
            addUnits(cooling.plant, *model, PlantKind::DryCooler, totalW, dice);
        if (sort == 3 || sort == 4) {
            addUnits(cooling.plant, *model, PlantKind::WaterCooledChiller, totalW, dice);
            addUnits(cooling.plant, *model, PlantKind::CoolingTower, totalW * dice.between(1.0, 1.6), dice);
        }
        if (sort == 4)
            addUnits(cooling.plant, *model, PlantKind::WatersideEconomiser, totalW * dice.between(0.3, 1.0),
                     dice);
        if (sort == 5)
            addUnits(cooling.plant, *model, PlantKind::CoolingTower, totalW, dice);
    }
    for (std::size_t u = 0; u < cooling.plant.size(); ++u) {
        cooling.plant[u].id = {static_cast<std::int64_t>(u) + 1};
        cooling.plant[u].name = fmt::format("Unit {}", u + 1);
    }
}

void changeLoops(CoolingNetwork& cooling, Dice& dice)
{
    for (CoolantLoop& loop : cooling.loops) {
        loop.supplyC = dice.between(6.0, 32.0);
        loop.designDeltaTK = dice.between(5.0, 15.0);
        loop.designHeatW *= dice.between(0.5, 2.0);
        loop.heldHead = dice.between(0.0, 1.0);
        loop.pumps = dice.count(1, 4);
        loop.sparePumps = dice.count(0, 2);
        loop.bufferM3 = dice.between(0.0, 50.0);
        loop.heatReuseW = dice.chance(0.3) ? dice.between(0.0, 500e3) : 0.0;
        loop.coolant = dice.chance(0.2) ? Coolant::Pg25 : Coolant::Water;
    }
    changePlant(cooling, dice);
    if (dice.chance(0.3))
        cooling.pipes.clear();
    for (PipeRun& pipe : cooling.pipes)
        pipe.diameterM *= dice.between(0.5, 1.5);
}

void changePower(PowerNetwork& power, Dice& dice)
{
    for (PowerNode& node : power.nodes) {
        node.loss = {dice.between(0.0, 0.01), dice.between(0.0, 0.02), dice.between(0.0, 0.02)};
        if (node.kind == PowerNodeKind::Ups && dice.chance(0.4))
            node.upsMode = UpsMode::Eco;
    }
    if (!dice.chance(0.5))
        return;
    PowerNode generator;
    generator.id = {power.nodes.back().id.value + 1};
    generator.name = "Generator";
    generator.kind = PowerNodeKind::Generator;
    generator.ratedW = dice.between(1e6, 5e6);
    generator.standby = dice.chance(0.7);
    for (PowerNode& node : power.nodes) {
        if (node.kind == PowerNodeKind::Switchgear)
            node.fedBy.push_back(generator.id);
    }
    power.nodes.push_back(generator);
}

// Racks whose airflow is their type's, and so follows their load.
void letAirFollowLoad(Hall& hall, const Catalogue& catalogue, Dice& dice)
{
    for (Rack& rack : hall.racks) {
        const RackType* type = catalogue.find(rack.type);
        if (type && dice.chance(0.5))
            rack.airflowM3s = type->airflowM3s;
    }
}

} // namespace

SitePtr randomSite(std::mt19937& random)
{
    Dice dice(random);
    auto site = std::make_shared<Site>(*smallCampus());
    auto cooling = std::make_shared<CoolingNetwork>(*site->cooling);
    changeLoops(*cooling, dice);
    auto power = std::make_shared<PowerNetwork>(*site->power);
    changePower(*power, dice);
    auto catalogue = std::make_shared<Catalogue>(*site->catalogue);
    for (RackType& type : catalogue->rackTypes) {
        type.rearDoorEffectiveness = dice.between(0.3, 0.85);
        type.rearDoorFlowM3s = dice.between(0.5e-3, 2e-3);
        type.rearDoorDropPa = 30e3;
        type.psuRatedW = dice.chance(0.5) ? 2.0 * type.powerW : 0.0;
    }
    std::mt19937 copy = random; // what came later to these sites leaves their other draws as they were
    Dice later(copy);
    for (CoolantLoop& loop : cooling->loops)
        loop.savesWater = later.chance(0.3);
    for (BuildingPtr& at : site->buildings) {
        auto building = std::make_shared<Building>(*at);
        for (HallPtr& hall : building->halls) {
            auto changed = std::make_shared<Hall>(*hall);
            changeHall(*changed, *cooling, dice);
            letAirFollowLoad(*changed, *catalogue, later);
            hall = std::move(changed);
        }
        if (dice.chance(0.7))
            building->roomLoop = cooling->loops[static_cast<std::size_t>(dice.count(0, 2))].id;
        if (dice.chance(0.7))
            building->otherFeed = power->nodes[static_cast<std::size_t>(dice.count(0, 3))].id;
        at = std::move(building);
    }
    site->info.elevationM = dice.between(0.0, 2500.0);
    site->catalogue = std::move(catalogue);
    site->cooling = std::move(cooling);
    site->power = std::move(power);
    return site;
}

Conditions randomWeather(std::mt19937& random)
{
    Dice dice(random);
    Conditions conditions;
    conditions.outdoorC = dice.between(-25.0, 45.0);
    conditions.wetBulbC = conditions.outdoorC - dice.between(0.0, conditions.outdoorC > 10.0 ? 12.0 : 2.0);
    return conditions;
}

} // namespace hallwright::test
