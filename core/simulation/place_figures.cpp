#include "core/physics/air.h"
#include "core/simulation/energy_balance.h"
#include "core/simulation/figures.h"
#include "core/simulation/inlet_uncertainty.h"
#include "core/simulation/metrics.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <limits>

namespace hallwright {

namespace {

using Inputs = std::vector<ExplainedInput>;

// --- a building

// Positions of its halls in the snapshot.
struct HallRange {
    std::size_t first = 0;
    std::size_t end = 0;
};

HallRange hallsOf(const Site& site, std::size_t building)
{
    HallRange range;
    for (std::size_t b = 0; b < building; ++b)
        range.first += site.buildings[b]->halls.size();
    range.end = range.first + site.buildings[building]->halls.size();
    return range;
}

template <class Value>
Inputs perHall(const Snapshot& s, std::size_t building, const char* unit, const char* figure, Value value)
{
    Inputs inputs;
    const HallRange halls = hallsOf(*s.site, building);
    for (std::size_t h = halls.first; h < halls.end; ++h)
        inputs.push_back({s.halls[h]->hall->name, value(*s.halls[h]), unit, hallKey(s, h, figure)});
    return inputs;
}

double coolingPowerW(const HallResult& hall)
{
    return hall.airHandlerPowerW + hall.cduPumpPowerW;
}

ExplainedInput of(const Snapshot& s, std::size_t building, const char* name, double valueW,
                  const char* figure)
{
    return {name, valueW, "W", buildingKey(s, building, figure)};
}

Derivation buildingItPower(const Snapshot& s, std::size_t b)
{
    return {.formula = "P_IT = Σ halls' IT power",
            .inputs = perHall(s, b, "W", "it_power_w", [](const HallResult& h) { return h.itPowerW; }),
            .source = sources::pue,
            .note = {},
            .combine = Combine::Sum};
}

Derivation buildingFacilityPower(const Snapshot& s, std::size_t b)
{
    const BuildingResult& r = s.buildings[b];
    return {.formula = "P_facility = P_IT + P_cooling + P_loss + P_other",
            .inputs = {of(s, b, "IT power", r.itPowerW, "it_power_w"),
                       of(s, b, "cooling power", r.coolingPowerW, "cooling_power_w"),
                       of(s, b, "distribution loss", r.distributionLossW, "distribution_loss_w"),
                       of(s, b, "other power", r.otherPowerW, "other_power_w")},
            .source = sources::pue,
            .note = {},
            .combine = Combine::Sum};
}

// Power of pumps and plant: of this building, and of none that exists.
struct PlantPower {
    double pumpsW = 0.0;
    double plantW = 0.0;
    double elsewhereW = 0.0;
};

PlantPower plantPowerOf(const Snapshot& s, BuildingId building)
{
    const CoolingNetwork& cooling = *s.site->cooling;
    PlantPower power;
    const auto add = [&](BuildingId of, double& ownW, double powerW) {
        if (of == building)
            ownW += powerW;
        else if (!s.site->findBuilding(of))
            power.elsewhereW += powerW;
    };
    for (std::size_t k = 0; k < cooling.loops.size(); ++k)
        add(cooling.loops[k].building, power.pumpsW, s.loops[k].pumpPowerW);
    for (std::size_t u = 0; u < cooling.plant.size(); ++u)
        add(cooling.plant[u].building, power.plantW, s.plant[u].powerW);
    return power;
}

// The part of what belongs to no building that counts as this one's.
double shareOf(const Snapshot& s, std::size_t b)
{
    double itPowerW = 0.0;
    for (const BuildingResult& building : s.buildings)
        itPowerW += building.itPowerW;
    return itPowerW > 0.0 ? s.buildings[b].itPowerW / itPowerW
                          : 1.0 / static_cast<double>(s.buildings.size());
}

Derivation buildingCoolingPower(const Snapshot& s, std::size_t b)
{
    const PlantPower power = plantPowerOf(s, s.buildings[b].id);
    Inputs inputs = perHall(s, b, "W", "cooling_power_w", coolingPowerW);
    inputs.push_back({"loop pumps", power.pumpsW, "W", {}});
    inputs.push_back({"plant", power.plantW, "W", {}});
    if (power.elsewhereW > 0.0)
        inputs.push_back({"share of plant of no building", power.elsewhereW * shareOf(s, b), "W", {}});
    return {.formula = "P_cooling = Σ halls' fans and CDU pumps + loop pumps + plant",
            .inputs = std::move(inputs),
            .source = sources::pue,
            .note = "Plant of no building is shared by IT power.",
            .combine = Combine::Sum};
}

Derivation buildingDistributionLoss(const Snapshot& s, std::size_t b)
{
    double ownW = 0.0;
    for (std::size_t i = 0; i < s.powerNodes.size(); ++i) {
        if (s.site->power->nodes[i].building == s.buildings[b].id)
            ownW += s.powerNodes[i].lossW;
    }
    return {.formula = "P_loss = losses of its power nodes + its share of those outside",
            .inputs = {{"losses of its power nodes", ownW, "W", {}}},
            .source = sources::powerChain,
            .note = "A node outside all buildings is shared by the load it serves in each.",
            .combine = Combine::Other};
}

Derivation buildingOtherPower(const Snapshot& s, std::size_t b)
{
    return {.formula = "P_other: lighting, offices, security",
            .inputs = {{"as the site states it", s.site->buildings[b]->otherPowerW, "W", {}}},
            .source = sources::pue,
            .note = {},
            .combine = Combine::Other};
}

Derivation buildingPue(const Snapshot& s, std::size_t b)
{
    const BuildingResult& r = s.buildings[b];
    return {.formula = "PUE = P_facility / P_IT",
            .inputs = {of(s, b, "facility power", r.facilityPowerW, "facility_power_w"),
                       of(s, b, "IT power", r.itPowerW, "it_power_w")},
            .source = sources::pue,
            .note = r.cooled   ? "Its own equipment, and its share of what stands outside all buildings."
                    : r.steady ? "There is none where a set point is not held or a loop lacks water."
                               : "There is none without a steady state: heat is left that nothing takes.",
            .combine = r.cooled ? Combine::Ratio : Combine::Other};
}

// --- a hall

// An amount summed over the racks, by their types.
template <class Value>
Inputs perRackType(const Snapshot& s, const HallResult& hall, Value value)
{
    struct TypeSum {
        RackTypeId type;
        std::size_t racks = 0;
        double sumW = 0.0;
    };
    std::vector<TypeSum> sums;
    for (std::size_t i = 0; i < hall.racks.size(); ++i) {
        const RackTypeId type = hall.hall->racks[i].type;
        auto it =
            std::find_if(sums.begin(), sums.end(), [&](const TypeSum& sum) { return sum.type == type; });
        if (it == sums.end())
            it = sums.insert(sums.end(), TypeSum{type});
        ++it->racks;
        it->sumW += value(hall.racks[i]);
    }
    Inputs inputs;
    for (const TypeSum& sum : sums) {
        const RackType* type = s.site->catalogue->find(sum.type);
        inputs.push_back(
            {fmt::format("{} × {}", sum.racks, type ? type->name : "unknown type"), sum.sumW, "W", {}});
    }
    return inputs;
}

Derivation hallItPower(const Snapshot& s, std::size_t h)
{
    return {.formula = "P_IT = Σ racks' power, by type",
            .inputs = perRackType(s, *s.halls[h], [](const RackResult& r) { return r.powerW; }),
            .source = sources::servers,
            .note = "Leakage and server fans follow each rack's inlet temperature.",
            .combine = Combine::Sum};
}

Derivation hallHeatToAir(const Snapshot& s, std::size_t h)
{
    return {.formula = "Q_air = Σ racks' heat to air, by type",
            .inputs = perRackType(s, *s.halls[h], [](const RackResult& r) { return r.heatToAirW; }),
            .source = sources::servers,
            .note = "Before rear doors take their part.",
            .combine = Combine::Sum};
}

Derivation hallHeatToLiquid(const Snapshot& s, std::size_t h)
{
    return {.formula = "Q_liquid = Σ racks' heat to cold plates, by type",
            .inputs = perRackType(s, *s.halls[h], [](const RackResult& r) { return r.heatToLiquidW; }),
            .source = sources::servers,
            .note = {},
            .combine = Combine::Sum};
}

Derivation hallCoolingPower(const Snapshot& s, std::size_t h)
{
    const HallResult& r = *s.halls[h];
    return {.formula = "P_cooling = P_fans + P_pumps",
            .inputs = {{"air handler fans", r.airHandlerPowerW, "W", {}},
                       {"CDU pumps", r.cduPumpPowerW, "W", {}}},
            .source = sources::airHandlers,
            .note = "Loop pumps and plant are outside the hall.",
            .combine = Combine::Sum};
}

Derivation hallPower(const Snapshot& s, std::size_t h)
{
    const HallResult& r = *s.halls[h];
    return {.formula = "P_hall = P_IT + P_cooling",
            .inputs = {{"IT power", r.itPowerW, "W", hallKey(s, h, "it_power_w")},
                       {"fans and CDU pumps", coolingPowerW(r), "W", hallKey(s, h, "cooling_power_w")}},
            .source = sources::pue,
            .note = {},
            .combine = Combine::Sum};
}

Derivation hallPartialPue(const Snapshot& s, std::size_t h)
{
    const HallResult& r = *s.halls[h];
    return {
        .formula = "pPUE = P_hall / P_IT",
        .inputs = {{"power of the hall", r.itPowerW + coolingPowerW(r), "W", hallKey(s, h, "power_w")},
                   {"IT power", r.itPowerW, "W", hallKey(s, h, "it_power_w")}},
        .source = sources::pue,
        .note =
            "The boundary is the hall: its racks, fans and CDU pumps, without loops, plant and power losses.",
        .combine = Combine::Ratio};
}

ExplainedInput netHeatToAir(const HallResult& r)
{
    return {"racks' heat to air behind rear doors", r.heatToAirW - r.rearDoorHeatW, "W", {}};
}

ExplainedInput equipmentHeat(const HallResult& r)
{
    return {"losses of busways and PDUs in the hall", r.inputs.equipmentHeatW, "W", {}};
}

Derivation hallSupply(const Snapshot& s, std::size_t h)
{
    const HallResult& r = *s.halls[h];
    return {.formula =
                "T_supply = flow-weighted mean of the air handlers: set point, or warmer where a coil cannot",
            .inputs = {{"set point", r.hall->supplyC, "°C", {}},
                       netHeatToAir(r),
                       equipmentHeat(r),
                       {"fan power", r.airHandlerPowerW, "W", {}},
                       {"rating of the running air handlers", r.airHandlerCapacityW, "W", {}},
                       {"supply airflow", r.supplyAirflowM3s, "m³/s", {}}},
            .source = "fan and affinity laws; finned-tube coils in counterflow, ASHRAE Handbook HVAC Systems "
                      "and Equipment, ch. 23",
            .note = {},
            .combine = Combine::Other};
}

Derivation hallReturn(const Snapshot& s, std::size_t h)
{
    const HallResult& r = *s.halls[h];
    return {.formula = "T_return = T_supply + (Q_air + Q_loss) / (ρ cp V)",
            .inputs = {{"supply temperature", r.supplyC, "°C", hallKey(s, h, "supply_c")},
                       netHeatToAir(r),
                       equipmentHeat(r),
                       {"heat capacity of air by volume",
                        airHeatPerVolume(s.site->info.elevationM, r.hall->supplyC),
                        "J/(m³ K)",
                        {}},
                       {"supply airflow", r.supplyAirflowM3s, "m³/s", {}}},
            .source = sources::air,
            .note = "Where the air handlers move next to nothing, V is a small share of the racks' airflow.",
            .combine = Combine::Other};
}

// Of a hall in which no rack runs there is none.
double ofRacks(const HallResult& r, double inletC)
{
    return r.hottestRack ? inletC : std::numeric_limits<double>::quiet_NaN();
}

Derivation hallMaxInlet(const Snapshot& s, std::size_t h)
{
    const HallResult& r = *s.halls[h];
    Inputs inputs;
    for (std::size_t i = 0; i < r.racks.size(); ++i)
        inputs.push_back({"inlet of " + r.hall->racks[i].name, r.racks[i].inletC, "°C", {}});
    return {.formula = "T_max = max of T_supply + Σ a_ij ΔT_j over the racks",
            .inputs = largestOf(std::move(inputs)),
            .source = sources::inlets,
            .note = r.hottestRack ? "The warmest racks. " + derivationOf(r) : "No rack runs here.",
            .combine = r.hottestRack ? Combine::Maximum : Combine::Other};
}

Derivation hallRacksOverLimit(const Snapshot& s, std::size_t h)
{
    const HallResult& r = *s.halls[h];
    return {.formula = "n = count of racks with T_inlet > T_limit",
            .inputs = {{"warmest inlet", ofRacks(r, r.maxInletC), "°C", hallKey(s, h, "max_inlet_c")},
                       {"limit of the hall", r.hall->inletLimitC, "°C", {}}},
            .source = sources::thermalGuidelines,
            .note = "A rack type may have a lower limit of its own.",
            .combine = Combine::Other};
}

Derivation hallRacksUndecided(const Snapshot& s, std::size_t h)
{
    const HallResult& r = *s.halls[h];
    const auto uncertainty = inletUncertaintyOf(r);
    return {.formula = "n = count of racks with T_limit - u < T_inlet ≤ T_limit",
            .inputs = {{"uncertainty u of a rack's inlet", uncertainty ? uncertainty->worstK : 0.0, "K", {}},
                       {"limit of the hall", r.hall->inletLimitC, "°C", {}}},
            .source = sources::thermalGuidelines,
            .note = "Whether they are over their limit the model cannot tell.",
            .combine = Combine::Other};
}

Derivation hallEnergyResidual(const Snapshot& s, std::size_t h)
{
    const HallResult& r = *s.halls[h];
    return {.formula = "r = worse of |Q_racks - Q_carried| / Q_racks and |P - Q_rejected| / larger",
            .inputs = {{"power of the hall", r.itPowerW + coolingPowerW(r), "W", hallKey(s, h, "power_w")},
                       {"heat to air", r.heatToAirW, "W", hallKey(s, h, "heat_to_air_w")}},
            .source = sources::balance,
            .note = {},
            .combine = Combine::Other};
}

Derivation hallMeanInlet(const Snapshot& s, std::size_t h)
{
    const HallResult& r = *s.halls[h];
    return {.formula = "T_mean = Σ V_i T_i / Σ V_i over the racks",
            .inputs = {{"supply temperature", r.supplyC, "°C", hallKey(s, h, "supply_c")},
                       {"airflow of the racks", r.rackAirflowM3s, "m³/s", {}}},
            .source = sources::inlets,
            .note = r.hottestRack ? derivationOf(r) : "No rack runs here.",
            .combine = Combine::Other};
}

Derivation hallServerFans(const Snapshot& s, std::size_t h)
{
    return {.formula = "P_fan = Σ racks' server fans, by type",
            .inputs = perRackType(s, *s.halls[h], [](const RackResult& r) { return r.fanPowerW; }),
            .source = sources::servers,
            .note = "Part of IT power.",
            .combine = Combine::Sum};
}

Derivation hallPsuLoss(const Snapshot& s, std::size_t h)
{
    return {.formula = "P_psu = Σ racks' power supply losses, by type",
            .inputs = knownOf(
                perRackType(s, *s.halls[h], [](const RackResult& r) { return orUnknown(r.psuLossW); })),
            .source = sources::tue,
            .note = "Part of IT power. Rack types that state no rating of their supplies count as lossless; "
                    "unknown where none does.",
            .combine = s.halls[h]->psuLossW ? Combine::Sum : Combine::Other};
}

Derivation hallUnfed(const Snapshot& s, std::size_t h)
{
    return {.formula = "P_unfed = Σ equipment that names no power node",
            .inputs = {{"power of the hall", s.halls[h]->itPowerW + coolingPowerW(*s.halls[h]), "W",
                        hallKey(s, h, "power_w")}},
            .source = sources::powerChain,
            .note = "It counts as facility power but draws from no source.",
            .combine = Combine::Other};
}

Derivation hallUnrejected(const Snapshot& s, std::size_t h)
{
    return {.formula = "Q_unrejected = Σ heat that no air handler or loop takes",
            .inputs = {{"heat to air", s.halls[h]->heatToAirW, "W", hallKey(s, h, "heat_to_air_w")},
                       {"heat to liquid", s.halls[h]->heatToLiquidW, "W", hallKey(s, h, "heat_to_liquid_w")}},
            .source = sources::balance,
            .note = "Heat that meets no air handler, or of equipment on no coolant loop.",
            .combine = Combine::Other};
}

constexpr auto ofBuilding = std::to_array<BuildingFigure>({
    {"it_power_w", "IT power", "W", [](const BuildingResult& r) { return r.itPowerW; }, buildingItPower},
    {"facility_power_w", "facility power", "W", [](const BuildingResult& r) { return r.facilityPowerW; },
     buildingFacilityPower},
    {"pue", "Momentary PUE", "", [](const BuildingResult& r) { return orUnknown(r.pue()); }, buildingPue},
    {"cooling_power_w", "cooling power", "W", [](const BuildingResult& r) { return r.coolingPowerW; },
     buildingCoolingPower},
    {"distribution_loss_w", "distribution loss", "W",
     [](const BuildingResult& r) { return r.distributionLossW; }, buildingDistributionLoss},
    {"other_power_w", "other power", "W", [](const BuildingResult& r) { return r.otherPowerW; },
     buildingOtherPower},
});

constexpr auto ofHall = std::to_array<HallFigure>({
    {"it_power_w", "IT power", "W", [](const HallResult& r) { return r.itPowerW; }, hallItPower},
    {"supply_c", "supply air temperature", "°C", [](const HallResult& r) { return r.supplyC; }, hallSupply,
     "supply"},
    {"return_c", "return air temperature", "°C", [](const HallResult& r) { return r.returnC; }, hallReturn,
     "return"},
    {"mean_inlet_c", "mean rack inlet", "°C", [](const HallResult& r) { return ofRacks(r, r.meanInletC); },
     hallMeanInlet, "mean inlet"},
    {"max_inlet_c", "warmest rack inlet", "°C", [](const HallResult& r) { return ofRacks(r, r.maxInletC); },
     hallMaxInlet, "warmest inlet"},
    {"heat_to_air_w", "heat to air", "W", [](const HallResult& r) { return r.heatToAirW; }, hallHeatToAir},
    {"heat_to_liquid_w", "heat to liquid", "W", [](const HallResult& r) { return r.heatToLiquidW; },
     hallHeatToLiquid},
    {"partial_pue", "partial PUE", "", [](const HallResult& r) { return orUnknown(partialPue(r)); },
     hallPartialPue},
    {"power_w", "power", "W", [](const HallResult& r) { return r.itPowerW + coolingPowerW(r); }, hallPower},
    {"cooling_power_w", "fans and CDU pumps", "W", [](const HallResult& r) { return coolingPowerW(r); },
     hallCoolingPower},
    {"server_fan_power_w", "server fan power", "W", [](const HallResult& r) { return r.serverFanPowerW; },
     hallServerFans},
    {"psu_loss_w", "loss of the racks' power supplies", "W",
     [](const HallResult& r) { return orUnknown(r.psuLossW); }, hallPsuLoss},
    {"unfed_w", "power drawn from no node", "W", [](const HallResult& r) { return r.unfedW; }, hallUnfed},
    {"unrejected_w", "heat that nothing takes", "W", [](const HallResult& r) { return r.unrejectedW; },
     hallUnrejected},
    {"racks_over_limit", "racks over their inlet limit", "racks",
     [](const HallResult& r) { return static_cast<double>(r.racksOverLimit); }, hallRacksOverLimit,
     "racks over limit"},
    {"racks_undecided", "racks whose inlet is within its ± of their limit", "racks",
     [](const HallResult& r) { return static_cast<double>(racksUndecided(r)); }, hallRacksUndecided,
     "racks undecided"},
    {"energy_residual", "energy residual", "",
     [](const HallResult& r) { return worseResidual(r.energyResidual, 0.0); }, hallEnergyResidual},
});

} // namespace

std::span<const BuildingFigure> buildingFigures()
{
    return ofBuilding;
}

std::span<const HallFigure> hallFigures()
{
    return ofHall;
}

const BuildingFigure& buildingFigure(std::string_view key)
{
    return figureAt(buildingFigures(), key);
}

const HallFigure& hallFigure(std::string_view key)
{
    return figureAt(hallFigures(), key);
}

} // namespace hallwright
