#include "core/physics/air.h"
#include "core/simulation/energy_balance.h"
#include "core/simulation/explained_figures.h"
#include "core/simulation/inlet_uncertainty.h"
#include "core/simulation/metrics.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

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

Explanation buildingItPower(const Snapshot& s, std::size_t b)
{
    return {.key = {},
            .title = s.site->buildings[b]->name + ": IT power",
            .value = s.buildings[b].itPowerW,
            .unit = "W",
            .formula = "P_IT = Σ halls' IT power",
            .inputs = perHall(s, b, "W", "it_power_w", [](const HallResult& h) { return h.itPowerW; }),
            .source = sources::pue,
            .note = {},
            .combine = Combine::Sum};
}

Explanation buildingFacilityPower(const Snapshot& s, std::size_t b)
{
    const BuildingResult& r = s.buildings[b];
    return {.key = {},
            .title = s.site->buildings[b]->name + ": facility power",
            .value = r.facilityPowerW,
            .unit = "W",
            .formula = "P_facility = P_IT + P_cooling + P_loss + P_other",
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

Explanation buildingCoolingPower(const Snapshot& s, std::size_t b)
{
    const PlantPower power = plantPowerOf(s, s.buildings[b].id);
    Inputs inputs = perHall(s, b, "W", "cooling_power_w", coolingPowerW);
    inputs.push_back({"loop pumps", power.pumpsW, "W", {}});
    inputs.push_back({"plant", power.plantW, "W", {}});
    if (power.elsewhereW > 0.0)
        inputs.push_back({"share of plant of no building", power.elsewhereW * shareOf(s, b), "W", {}});
    return {.key = {},
            .title = s.site->buildings[b]->name + ": cooling power",
            .value = s.buildings[b].coolingPowerW,
            .unit = "W",
            .formula = "P_cooling = Σ halls' fans and CDU pumps + loop pumps + plant",
            .inputs = std::move(inputs),
            .source = sources::pue,
            .note = "Plant of no building is shared by IT power.",
            .combine = Combine::Sum};
}

Explanation buildingDistributionLoss(const Snapshot& s, std::size_t b)
{
    double ownW = 0.0;
    for (std::size_t i = 0; i < s.powerNodes.size(); ++i) {
        if (s.site->power->nodes[i].building == s.buildings[b].id)
            ownW += s.powerNodes[i].lossW;
    }
    return {.key = {},
            .title = s.site->buildings[b]->name + ": distribution loss",
            .value = s.buildings[b].distributionLossW,
            .unit = "W",
            .formula = "P_loss = losses of its power nodes + its share of those outside",
            .inputs = {{"losses of its power nodes", ownW, "W", {}}},
            .source = sources::powerChain,
            .note = "A node outside all buildings is shared by the load it serves in each.",
            .combine = Combine::Other};
}

Explanation buildingOtherPower(const Snapshot& s, std::size_t b)
{
    return {.key = {},
            .title = s.site->buildings[b]->name + ": other power",
            .value = s.buildings[b].otherPowerW,
            .unit = "W",
            .formula = "P_other: lighting, offices, security",
            .inputs = {{"as the site states it", s.site->buildings[b]->otherPowerW, "W", {}}},
            .source = sources::pue,
            .note = {},
            .combine = Combine::Other};
}

Explanation buildingPue(const Snapshot& s, std::size_t b)
{
    const BuildingResult& r = s.buildings[b];
    return {.key = {},
            .title = s.site->buildings[b]->name + ": PUE",
            .value = r.pue(),
            .unit = {},
            .formula = "PUE = P_facility / P_IT",
            .inputs = {of(s, b, "facility power", r.facilityPowerW, "facility_power_w"),
                       of(s, b, "IT power", r.itPowerW, "it_power_w")},
            .source = sources::pue,
            .note = "Its own equipment, and its share of what stands outside all buildings.",
            .combine = Combine::Ratio};
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

std::string titled(const Snapshot& s, std::size_t h, const char* what)
{
    return s.halls[h]->hall->name + ": " + what;
}

Explanation hallItPower(const Snapshot& s, std::size_t h)
{
    return {.key = {},
            .title = titled(s, h, "IT power"),
            .value = s.halls[h]->itPowerW,
            .unit = "W",
            .formula = "P_IT = Σ racks' power, by type",
            .inputs = perRackType(s, *s.halls[h], [](const RackResult& r) { return r.powerW; }),
            .source = sources::servers,
            .note = "Leakage and server fans follow each rack's inlet temperature.",
            .combine = Combine::Sum};
}

Explanation hallHeatToAir(const Snapshot& s, std::size_t h)
{
    return {.key = {},
            .title = titled(s, h, "heat to air"),
            .value = s.halls[h]->heatToAirW,
            .unit = "W",
            .formula = "Q_air = Σ racks' heat to air, by type",
            .inputs = perRackType(s, *s.halls[h], [](const RackResult& r) { return r.heatToAirW; }),
            .source = sources::servers,
            .note = "Before rear doors take their part.",
            .combine = Combine::Sum};
}

Explanation hallHeatToLiquid(const Snapshot& s, std::size_t h)
{
    return {.key = {},
            .title = titled(s, h, "heat to liquid"),
            .value = s.halls[h]->heatToLiquidW,
            .unit = "W",
            .formula = "Q_liquid = Σ racks' heat to cold plates, by type",
            .inputs = perRackType(s, *s.halls[h], [](const RackResult& r) { return r.heatToLiquidW; }),
            .source = sources::servers,
            .note = {},
            .combine = Combine::Sum};
}

Explanation hallCoolingPower(const Snapshot& s, std::size_t h)
{
    const HallResult& r = *s.halls[h];
    return {.key = {},
            .title = titled(s, h, "fans and CDU pumps"),
            .value = coolingPowerW(r),
            .unit = "W",
            .formula = "P_cooling = P_fans + P_pumps",
            .inputs = {{"air handler fans", r.airHandlerPowerW, "W", {}},
                       {"CDU pumps", r.cduPumpPowerW, "W", {}}},
            .source = sources::airHandlers,
            .note = "Loop pumps and plant are outside the hall.",
            .combine = Combine::Sum};
}

Explanation hallPower(const Snapshot& s, std::size_t h)
{
    const HallResult& r = *s.halls[h];
    return {.key = {},
            .title = titled(s, h, "power"),
            .value = r.itPowerW + coolingPowerW(r),
            .unit = "W",
            .formula = "P_hall = P_IT + P_cooling",
            .inputs = {{"IT power", r.itPowerW, "W", hallKey(s, h, "it_power_w")},
                       {"fans and CDU pumps", coolingPowerW(r), "W", hallKey(s, h, "cooling_power_w")}},
            .source = sources::pue,
            .note = {},
            .combine = Combine::Sum};
}

Explanation hallPartialPue(const Snapshot& s, std::size_t h)
{
    const HallResult& r = *s.halls[h];
    return {
        .key = {},
        .title = titled(s, h, "partial PUE"),
        .value = partialPue(r),
        .unit = {},
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

Explanation hallSupply(const Snapshot& s, std::size_t h)
{
    const HallResult& r = *s.halls[h];
    return {.key = {},
            .title = titled(s, h, "supply air temperature"),
            .value = r.supplyC,
            .unit = "°C",
            .formula =
                "T_supply = flow-weighted mean of the air handlers: set point, or warmer where a coil cannot",
            .inputs = {{"set point", r.hall->supplyC, "°C", {}},
                       netHeatToAir(r),
                       {"fan power", r.airHandlerPowerW, "W", {}},
                       {"rating of the running air handlers", r.airHandlerCapacityW, "W", {}},
                       {"supply airflow", r.supplyAirflowM3s, "m³/s", {}}},
            .source = "core/physics/air_handler.h, core/physics/cooling_coil.h",
            .note = {},
            .combine = Combine::Other};
}

Explanation hallReturn(const Snapshot& s, std::size_t h)
{
    const HallResult& r = *s.halls[h];
    return {.key = {},
            .title = titled(s, h, "return air temperature"),
            .value = r.returnC,
            .unit = "°C",
            .formula = "T_return = T_supply + Q_air / (ρ cp V)",
            .inputs = {{"supply temperature", r.supplyC, "°C", hallKey(s, h, "supply_c")},
                       netHeatToAir(r),
                       {"heat capacity of air by volume",
                        airHeatPerVolume(s.site->info.elevationM, r.hall->supplyC),
                        "J/(m³ K)",
                        {}},
                       {"supply airflow", r.supplyAirflowM3s, "m³/s", {}}},
            .source = sources::air,
            .note = "Where the air handlers move next to nothing, V is a small share of the racks' airflow.",
            .combine = Combine::Other};
}

Explanation hallMaxInlet(const Snapshot& s, std::size_t h)
{
    const HallResult& r = *s.halls[h];
    Inputs inputs;
    for (std::size_t i = 0; i < r.racks.size(); ++i)
        inputs.push_back({"inlet of " + r.hall->racks[i].name, r.racks[i].inletC, "°C", {}});
    if (inputs.empty())
        inputs.push_back({"supply temperature", r.supplyC, "°C", hallKey(s, h, "supply_c")});
    return {.key = {},
            .title = titled(s, h, "warmest rack inlet"),
            .value = r.maxInletC,
            .unit = "°C",
            .formula = "T_max = max of T_supply + Σ a_ij ΔT_j over the racks",
            .inputs = largestOf(std::move(inputs)),
            .source = sources::inlets,
            .note = r.racks.empty() ? "The supply temperature: no rack stands here."
                                    : "The warmest racks. " + derivationOf(r),
            .combine = Combine::Maximum};
}

Explanation hallRacksOverLimit(const Snapshot& s, std::size_t h)
{
    const HallResult& r = *s.halls[h];
    return {.key = {},
            .title = titled(s, h, "racks over their inlet limit"),
            .value = static_cast<double>(r.racksOverLimit),
            .unit = {},
            .formula = "n = count of racks with T_inlet > T_limit",
            .inputs = {{"warmest inlet", r.maxInletC, "°C", hallKey(s, h, "max_inlet_c")},
                       {"limit of the hall", r.hall->inletLimitC, "°C", {}}},
            .source = sources::thermalGuidelines,
            .note = "A rack type may have a lower limit of its own.",
            .combine = Combine::Other};
}

Explanation hallEnergyResidual(const Snapshot& s, std::size_t h)
{
    const HallResult& r = *s.halls[h];
    return {.key = {},
            .title = titled(s, h, "energy residual"),
            .value = worseResidual(r.energyResidual, 0.0),
            .unit = {},
            .formula = "r = worse of |Q_racks - Q_carried| / Q_racks and |P - Q_rejected| / larger",
            .inputs = {{"power of the hall", r.itPowerW + coolingPowerW(r), "W", hallKey(s, h, "power_w")},
                       {"heat to air", r.heatToAirW, "W", hallKey(s, h, "heat_to_air_w")}},
            .source = sources::balance,
            .note = {},
            .combine = Combine::Other};
}

constexpr auto ofBuilding = std::to_array<BuildingFigure>({
    {"it_power_w", buildingItPower},
    {"facility_power_w", buildingFacilityPower},
    {"pue", buildingPue},
    {"cooling_power_w", buildingCoolingPower},
    {"distribution_loss_w", buildingDistributionLoss},
    {"other_power_w", buildingOtherPower},
});

constexpr auto ofHall = std::to_array<HallFigure>({
    {"it_power_w", hallItPower},
    {"supply_c", hallSupply},
    {"return_c", hallReturn},
    {"max_inlet_c", hallMaxInlet},
    {"heat_to_air_w", hallHeatToAir},
    {"heat_to_liquid_w", hallHeatToLiquid},
    {"partial_pue", hallPartialPue},
    {"power_w", hallPower},
    {"cooling_power_w", hallCoolingPower},
    {"racks_over_limit", hallRacksOverLimit},
    {"energy_residual", hallEnergyResidual},
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

} // namespace hallwright
