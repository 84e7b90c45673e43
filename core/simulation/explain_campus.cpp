#include "core/model/names.h"
#include "core/simulation/campus_loops.h"
#include "core/simulation/energy_balance.h"
#include "core/simulation/explained_figures.h"
#include "core/simulation/inlet_uncertainty.h"
#include "core/simulation/metrics.h"
#include "core/simulation/prepared_campus.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace hallwright {

namespace {

using Inputs = std::vector<ExplainedInput>;

constexpr const char* itBoundary =
    "IT power is what enters the racks, server fans and power supplies included (PUE category 3).";
constexpr const char* momentary =
    "A momentary value at these conditions; the standard takes a year's energy.";

// Inputs from each building, hall or loop.
template <class Value>
Inputs perBuilding(const Snapshot& s, const char* unit, const char* figure, Value value)
{
    Inputs inputs;
    for (std::size_t b = 0; b < s.buildings.size(); ++b)
        inputs.push_back(
            {s.site->buildings[b]->name, value(s.buildings[b]), unit, buildingKey(s, b, figure)});
    return inputs;
}

template <class Value>
Inputs perHall(const Snapshot& s, const char* unit, const char* figure, Value value)
{
    Inputs inputs;
    for (std::size_t h = 0; h < s.halls.size(); ++h)
        inputs.push_back({s.halls[h]->hall->name, value(*s.halls[h]), unit,
                          *figure ? hallKey(s, h, figure) : std::string{}});
    return inputs;
}

template <class Value>
Inputs perLoop(const Snapshot& s, const char* unit, Value value)
{
    Inputs inputs;
    for (std::size_t k = 0; k < s.loops.size(); ++k)
        inputs.push_back({s.site->cooling->loops[k].name, value(s.loops[k]), unit, {}});
    return inputs;
}

// Electrical power of the plant of these kinds, by loop; `powerW` that of one unit.
template <class IsWanted, class Power>
Inputs plantPower(const Snapshot& s, IsWanted isWanted, Power powerW)
{
    const CoolingNetwork& cooling = *s.site->cooling;
    Inputs inputs;
    for (const CoolantLoop& loop : cooling.loops) {
        ExplainedInput input{loop.name, 0.0, "W", {}};
        bool any = false;
        for (std::size_t u = 0; u < cooling.plant.size(); ++u) {
            if (cooling.plant[u].loop != loop.id || !isWanted(cooling.plant[u].kind))
                continue;
            any = true;
            input.value += powerW(s.plant[u]);
        }
        if (any)
            inputs.push_back(std::move(input));
    }
    return inputs;
}

bool isChiller(PlantKind kind)
{
    return kind == PlantKind::AirCooledChiller || kind == PlantKind::WaterCooledChiller;
}

ExplainedInput itPower(const Snapshot& s)
{
    return {"IT power", s.itPowerW, "W", "it_power_w"};
}

ExplainedInput facilityPower(const Snapshot& s)
{
    return {"facility power", s.facilityPowerW, "W", "facility_power_w"};
}

double computePowerW(const Snapshot& s)
{
    return s.itPowerW - s.serverFanPowerW - s.psuLossW;
}

double netPowerW(const Snapshot& s)
{
    return s.facilityPowerW - s.reusedHeatW;
}

// --- power

Explanation itPowerOf(const Snapshot& s)
{
    return {.key = {},
            .title = "IT power",
            .value = s.itPowerW,
            .unit = "W",
            .formula = "P_IT = Σ buildings' IT power",
            .inputs = perBuilding(s, "W", "it_power_w", [](const auto& b) { return b.itPowerW; }),
            .source = sources::pue,
            .note = itBoundary,
            .combine = Combine::Sum};
}

Explanation facilityPowerOf(const Snapshot& s)
{
    return {.key = {},
            .title = "Facility power",
            .value = s.facilityPowerW,
            .unit = "W",
            .formula = "P_facility = P_IT + P_cooling + P_loss + P_other",
            .inputs = {itPower(s),
                       {"cooling power", s.coolingPowerW, "W", "cooling_power_w"},
                       {"distribution loss", s.distributionLossW, "W", "distribution_loss_w"},
                       {"other power", s.otherPowerW, "W", "other_power_w"}},
            .source = sources::pue,
            .note = "From the utility connection inwards; losses of the public grid are outside.",
            .combine = Combine::Sum};
}

Explanation coolingPowerOf(const Snapshot& s)
{
    const OverheadSplit& o = s.overhead;
    return {.key = {},
            .title = "Cooling power",
            .value = s.coolingPowerW,
            .unit = "W",
            .formula = "P_cooling = P_fans + P_CDU + P_pumps + P_chillers + P_condenser + P_rejection",
            .inputs = {{"air handler fans", o.airHandlerFansW, "W", "overhead/air_handler_fans_w"},
                       {"CDU pumps", o.cduPumpsW, "W", "overhead/cdu_pumps_w"},
                       {"loop pumps", o.loopPumpsW, "W", "overhead/loop_pumps_w"},
                       {"chillers", o.chillersW, "W", "overhead/chillers_w"},
                       {"condenser pumps", o.condenserPumpsW, "W", "overhead/condenser_pumps_w"},
                       {"heat rejection", o.heatRejectionW, "W", "overhead/heat_rejection_w"}},
            .source = sources::pue,
            .note = "CDU pumps count as cooling, server fans as IT.",
            .combine = Combine::Sum};
}

Explanation distributionLossOf(const Snapshot& s)
{
    Inputs inputs;
    for (const PowerStageResult& stage : s.powerStages)
        inputs.push_back({std::string(nameOf(stage.kind)), stage.lossW, "W", {}});
    return {.key = {},
            .title = "Distribution loss",
            .value = s.distributionLossW,
            .unit = "W",
            .formula = "P_loss = Σ nodes' P_r (k0 + k1 x + k2 x²), by stage",
            .inputs = std::move(inputs),
            .source = sources::powerChain,
            .note = "From the sources to the racks and the plant; losses inside the racks are IT power.",
            .combine = Combine::Sum};
}

Explanation otherPowerOf(const Snapshot& s)
{
    return {.key = {},
            .title = "Other power",
            .value = s.otherPowerW,
            .unit = "W",
            .formula = "P_other = Σ buildings' lighting, offices and security",
            .inputs = perBuilding(s, "W", "other_power_w", [](const auto& b) { return b.otherPowerW; }),
            .source = sources::pue,
            .note = "Constant, as the site states it.",
            .combine = Combine::Sum};
}

Explanation sourcePowerOf(const Snapshot& s)
{
    const PowerNetwork& power = *s.site->power;
    const auto fed = [&](const PowerNode& node) {
        return std::any_of(node.fedBy.begin(), node.fedBy.end(), [&](PowerNodeId id) {
            const PowerNode* feeder = power.find(id);
            return feeder && s.powerNodes[static_cast<std::size_t>(feeder - power.nodes.data())].energised;
        });
    };
    Inputs inputs;
    for (std::size_t i = 0; i < power.nodes.size(); ++i) {
        if (!fed(power.nodes[i]) && s.powerNodes[i].inputW() > 0.0)
            inputs.push_back({power.nodes[i].name, s.powerNodes[i].inputW(), "W", {}});
    }
    return {.key = {},
            .title = "Power from the sources",
            .value = s.sourcePowerW,
            .unit = "W",
            .formula = "P_source = Σ (output + loss) of utilities, generators and batteries",
            .inputs = std::move(inputs),
            .source = sources::powerChain,
            .note =
                "Equipment that names no power node draws from no source; a warning says how much that is.",
            .combine = Combine::Sum};
}

Explanation serverFansOf(const Snapshot& s)
{
    return {.key = {},
            .title = "Server fan power",
            .value = s.serverFanPowerW,
            .unit = "W",
            .formula = "P_fan = Σ halls' server fans",
            .inputs = perHall(s, "W", "", [](const HallResult& h) { return h.serverFanPowerW; }),
            .source = sources::servers,
            .note = "Part of IT power.",
            .combine = Combine::Sum};
}

Explanation psuLossOf(const Snapshot& s)
{
    return {.key = {},
            .title = "Loss of the racks' power supplies",
            .value = s.psuLossW,
            .unit = "W",
            .formula = "P_psu = Σ halls' power supply losses",
            .inputs = perHall(s, "W", "", [](const HallResult& h) { return h.psuLossW; }),
            .source = sources::tue,
            .note = "Part of IT power. Rack types that state no rating of their supplies count as lossless.",
            .combine = Combine::Sum};
}

Explanation computePowerOf(const Snapshot& s)
{
    return {.key = {},
            .title = "Compute power",
            .value = computePowerW(s),
            .unit = "W",
            .formula = "P_compute = P_IT - P_fan - P_psu",
            .inputs = {itPower(s),
                       {"server fans", s.serverFanPowerW, "W", "server_fan_power_w"},
                       {"power supply losses", s.psuLossW, "W", "psu_loss_w"}},
            .source = sources::tue,
            .note = "What processors, memory and network get out of the IT power.",
            .combine = Combine::Difference};
}

Explanation netPowerOf(const Snapshot& s)
{
    return {.key = {},
            .title = "Facility power less reused heat",
            .value = netPowerW(s),
            .unit = "W",
            .formula = "P_net = P_facility - Q_reuse",
            .inputs = {facilityPower(s), {"reused heat", s.reusedHeatW, "W", "reused_heat_w"}},
            .source = sources::reuse,
            .note = {},
            .combine = Combine::Difference};
}

// --- overhead

Explanation overheadPart(const char* title, double valueW, const char* formula, Inputs inputs,
                         const char* source)
{
    return {.key = {},
            .title = title,
            .value = valueW,
            .unit = "W",
            .formula = formula,
            .inputs = std::move(inputs),
            .source = source,
            .note = {},
            .combine = Combine::Sum};
}

Explanation overheadOf(const Snapshot& s)
{
    const OverheadSplit& o = s.overhead;
    return {.key = {},
            .title = "Overhead: facility power beyond IT",
            .value = o.sumW(),
            .unit = "W",
            .formula = "P_facility - P_IT = Σ causes",
            .inputs = {{"air handler fans", o.airHandlerFansW, "W", "overhead/air_handler_fans_w"},
                       {"CDU pumps", o.cduPumpsW, "W", "overhead/cdu_pumps_w"},
                       {"loop pumps", o.loopPumpsW, "W", "overhead/loop_pumps_w"},
                       {"chillers", o.chillersW, "W", "overhead/chillers_w"},
                       {"condenser pumps", o.condenserPumpsW, "W", "overhead/condenser_pumps_w"},
                       {"heat rejection", o.heatRejectionW, "W", "overhead/heat_rejection_w"},
                       {"distribution loss", o.distributionW, "W", "overhead/distribution_w"},
                       {"other power", o.otherW, "W", "overhead/other_w"}},
            .source = sources::pue,
            .note = {},
            .combine = Combine::Sum};
}

Explanation fansOf(const Snapshot& s)
{
    return overheadPart("Air handler fans", s.overhead.airHandlerFansW, "P_fans = Σ halls' P_r x p/p_r",
                        perHall(s, "W", "", [](const HallResult& h) { return h.airHandlerPowerW; }),
                        sources::airHandlers);
}

Explanation cduPumpsOf(const Snapshot& s)
{
    return overheadPart("CDU pumps", s.overhead.cduPumpsW, "P_CDU = Σ halls' CDU pumps",
                        perHall(s, "W", "", [](const HallResult& h) { return h.cduPumpPowerW; }),
                        sources::pumps);
}

Explanation loopPumpsOf(const Snapshot& s)
{
    return overheadPart("Loop pumps", s.overhead.loopPumpsW, "P_pumps = Σ loops' Δp V / η",
                        perLoop(s, "W", [](const LoopResult& l) { return l.pumpPowerW; }), sources::pumps);
}

Explanation chillersOf(const Snapshot& s)
{
    return overheadPart("Chillers", s.overhead.chillersW, "P_chillers = Σ loops' chillers, Q / COP each",
                        plantPower(s, isChiller, [](const PlantUnitResult& u) { return u.powerW; }),
                        sources::chillers);
}

Explanation condenserPumpsOf(const Snapshot& s)
{
    return overheadPart(
        "Condenser pumps", s.overhead.condenserPumpsW,
        "P_condenser = Σ loops' 0.013 Q, Q of condensers and plates, at most the towers' rating",
        plantPower(
            s, [](PlantKind kind) { return kind == PlantKind::CoolingTower; },
            [](const PlantUnitResult& u) { return u.pumpPowerW; }),
        sources::condenserPumps);
}

Explanation rejectionOf(const Snapshot& s)
{
    return overheadPart("Heat rejection", s.overhead.heatRejectionW,
                        "P_rejection = Σ loops' dry coolers and towers, P_r f³ each",
                        plantPower(
                            s, [](PlantKind kind) { return !isChiller(kind); },
                            [](const PlantUnitResult& u) { return u.powerW - u.pumpPowerW; }),
                        sources::rejection);
}

Explanation overheadDistributionOf(const Snapshot& s)
{
    Explanation of = distributionLossOf(s);
    of.value = s.overhead.distributionW;
    return of;
}

Explanation overheadOtherOf(const Snapshot& s)
{
    Explanation of = otherPowerOf(s);
    of.value = s.overhead.otherW;
    return of;
}

// --- metrics

Explanation pueOf(const Snapshot& s)
{
    return {.key = {},
            .title = "Power usage effectiveness (PUE)",
            .value = s.pue,
            .unit = {},
            .formula = "PUE = P_facility / P_IT",
            .inputs = {facilityPower(s), itPower(s)},
            .source = sources::pue,
            .note = fmt::format("{} {}", itBoundary, momentary),
            .combine = Combine::Ratio};
}

Explanation wueOf(const Snapshot& s)
{
    return {.key = {},
            .title = "Water usage effectiveness (WUE)",
            .value = metricsOf(s).wueLPerKwh,
            .unit = "L/kWh",
            .formula = "WUE = ṁ_water · 3.6 MJ/kWh / P_IT",
            .inputs = {{"make-up water", s.waterKgS, "kg/s", "water_kg_s"},
                       {"energy of a kilowatt-hour", joulesPerKwh, "J/kWh", {}},
                       itPower(s)},
            .source = sources::wue,
            .note = fmt::format("Water used on the site, 1 kg taken as 1 L; not that of the power plants. {}",
                                momentary),
            .combine = Combine::Ratio};
}

Explanation cueOf(const Snapshot& s)
{
    return {.key = {},
            .title = "Carbon usage effectiveness (CUE)",
            .value = metricsOf(s).cueKgPerKwh,
            .unit = "kg/kWh",
            .formula = "CUE = g · P_fac / P_IT",
            .inputs = {{"carbon of the grid's electricity", s.site->info.carbonKgPerKwh, "kg/kWh", {}},
                       facilityPower(s),
                       itPower(s)},
            .source = sources::cue,
            .note =
                fmt::format("CO2 equivalent at the grid's constant rate, whatever the source. {}", momentary),
            .combine = Combine::Ratio};
}

Explanation ereOf(const Snapshot& s)
{
    return {.key = {},
            .title = "Energy reuse effectiveness (ERE)",
            .value = metricsOf(s).ere,
            .unit = {},
            .formula = "ERE = (P_facility - Q_reuse) / P_IT = (1 - ERF) PUE",
            .inputs = {{"facility power less reused heat", netPowerW(s), "W", "power_net_of_reuse_w"},
                       itPower(s)},
            .source = sources::reuse,
            .note = fmt::format("Reused heat counts as it leaves the site, unweighted. {}", momentary),
            .combine = Combine::Ratio};
}

Explanation itueOf(const Snapshot& s)
{
    return {.key = {},
            .title = "IT power usage effectiveness (ITUE)",
            .value = metricsOf(s).itue,
            .unit = {},
            .formula = "ITUE = P_IT / P_compute",
            .inputs = {itPower(s), {"compute power", computePowerW(s), "W", "compute_power_w"}},
            .source = sources::tue,
            .note = "The PUE of the racks: server fans and power supplies are their overhead.",
            .combine = Combine::Ratio};
}

Explanation tueOf(const Snapshot& s)
{
    const Metrics metrics = metricsOf(s);
    return {.key = {},
            .title = "Total power usage effectiveness (TUE)",
            .value = metrics.tue,
            .unit = {},
            .formula = "TUE = ITUE · PUE",
            .inputs = {{"ITUE", metrics.itue, {}, "itue"}, {"PUE", metrics.pue, {}, "pue"}},
            .source = sources::tue,
            .note = "Does not move when fans or pumps change sides between IT and facility.",
            .combine = Combine::Product};
}

Explanation waterOf(const Snapshot& s)
{
    return {.key = {},
            .title = "Make-up water",
            .value = s.waterKgS,
            .unit = "kg/s",
            .formula = "ṁ_water = Σ loops' evaporation + drift + blowdown",
            .inputs = perLoop(s, "kg/s", [](const LoopResult& l) { return l.waterKgS; }),
            .source = sources::water,
            .note = "Of towers and adiabatic coolers.",
            .combine = Combine::Sum};
}

Explanation reusedHeatOf(const Snapshot& s)
{
    return {.key = {},
            .title = "Reused heat",
            .value = s.reusedHeatW,
            .unit = "W",
            .formula = "Q_reuse = Σ loops' heat given to a user",
            .inputs = perLoop(s, "W", [](const LoopResult& l) { return l.reusedHeatW; }),
            .source = sources::reuse,
            .note = "At most what each loop's user takes, and what the loop carries.",
            .combine = Combine::Sum};
}

// --- temperatures

std::string noteOfWarmest(const Snapshot& s)
{
    for (const HallResultPtr& hall : s.halls) {
        if (hall->hottestRack && hall->hall->racks[*hall->hottestRack].id == s.hottestRack)
            return "The warmest halls. " + derivationOf(*hall);
    }
    return "No rack stands here.";
}

Explanation maxInletOf(const Snapshot& s)
{
    Inputs inputs;
    for (std::size_t h = 0; h < s.halls.size(); ++h) {
        if (s.halls[h]->hottestRack)
            inputs.push_back(
                {s.halls[h]->hall->name, s.halls[h]->maxInletC, "°C", hallKey(s, h, "max_inlet_c")});
    }
    return {.key = {},
            .title = "Warmest rack inlet",
            .value = s.maxInletC,
            .unit = "°C",
            .formula = "T_max = max of the halls' warmest inlets",
            .inputs = largestOf(std::move(inputs)),
            .source = sources::inlets,
            .note = noteOfWarmest(s),
            .combine = Combine::Maximum};
}

Explanation racksOverLimitOf(const Snapshot& s)
{
    Inputs inputs = perHall(s, "", "racks_over_limit",
                            [](const HallResult& h) { return static_cast<double>(h.racksOverLimit); });
    return {.key = {},
            .title = "Racks over their inlet limit",
            .value = static_cast<double>(s.racksOverLimit),
            .unit = {},
            .formula = "n = Σ halls' racks with T_inlet > T_limit",
            .inputs = std::move(inputs),
            .source = sources::thermalGuidelines,
            .note = "The limit is the lower of the hall's and the rack type's.",
            .combine = Combine::Sum};
}

// --- balances

Explanation energyResidualOf(const Snapshot& s)
{
    Inputs inputs = perHall(s, "", "energy_residual",
                            [](const HallResult& h) { return worseResidual(h.energyResidual, 0.0); });
    for (std::size_t k = 0; k < s.prepared->loopRuns.size(); ++k)
        inputs.push_back({s.site->cooling->loops[k].name,
                          loopResidual((*s.prepared->loops)[k], *s.prepared->loopRuns[k].back()),
                          {},
                          {}});
    return {.key = {},
            .title = "Energy residual",
            .value = s.energyResidual,
            .unit = {},
            .formula = "r = worst |heat in - heat out| / larger, of halls and loops",
            .inputs = largestOf(std::move(inputs)),
            .source = sources::balance,
            .note = "Relative. The inputs are the worst halls and loops.",
            .combine = Combine::Maximum};
}

Explanation massResidualOf(const Snapshot& s)
{
    Inputs inputs;
    for (std::size_t k = 0; k < s.loops.size(); ++k) {
        if (s.loops[k].hydraulics)
            inputs.push_back({s.site->cooling->loops[k].name, s.loops[k].hydraulics->massResidual, {}, {}});
    }
    return {.key = {},
            .title = "Mass residual",
            .value = s.massResidual,
            .unit = {},
            .formula = "r = worst junction's |Σ flows| / its loop's flow",
            .inputs = largestOf(std::move(inputs)),
            .source = "conservation of mass; core/physics/hydraulic_network.h",
            .note = "Relative. The inputs are the worst loops.",
            .combine = Combine::Maximum};
}

Explanation powerResidualOf(const Snapshot& s)
{
    double lossW = 0.0;
    for (const PowerNodeResult& node : s.powerNodes)
        lossW += node.lossW;
    return {.key = {},
            .title = "Power residual",
            .value = s.powerResidual,
            .unit = {},
            .formula = "r = |P_source - P_served - P_loss| / larger",
            .inputs = {{"power from the sources", s.sourcePowerW, "W", "source_power_w"},
                       {"losses of all power nodes", lossW, "W", "distribution_loss_w"}},
            .source = sources::powerChain,
            .note = "Relative. Served is what equipment takes at the nodes that feed it.",
            .combine = Combine::Other};
}

constexpr auto figures = std::to_array<CampusFigure>({
    {"it_power_w", itPowerOf},
    {"facility_power_w", facilityPowerOf},
    {"cooling_power_w", coolingPowerOf},
    {"distribution_loss_w", distributionLossOf},
    {"other_power_w", otherPowerOf},
    {"pue", pueOf},
    {"energy_residual", energyResidualOf},
    {"max_inlet_c", maxInletOf},
    {"racks_over_limit", racksOverLimitOf},
    {"mass_residual", massResidualOf},
    {"power_residual", powerResidualOf},
    {"source_power_w", sourcePowerOf},
    {"overhead_w", overheadOf},
    {"overhead/air_handler_fans_w", fansOf},
    {"overhead/cdu_pumps_w", cduPumpsOf},
    {"overhead/loop_pumps_w", loopPumpsOf},
    {"overhead/chillers_w", chillersOf},
    {"overhead/condenser_pumps_w", condenserPumpsOf},
    {"overhead/heat_rejection_w", rejectionOf},
    {"overhead/distribution_w", overheadDistributionOf},
    {"overhead/other_w", overheadOtherOf},
    {"wue_l_per_kwh", wueOf},
    {"cue_kg_per_kwh", cueOf},
    {"ere", ereOf},
    {"itue", itueOf},
    {"tue", tueOf},
    {"water_kg_s", waterOf},
    {"reused_heat_w", reusedHeatOf},
    {"server_fan_power_w", serverFansOf},
    {"psu_loss_w", psuLossOf},
    {"compute_power_w", computePowerOf},
    {"power_net_of_reuse_w", netPowerOf},
});

} // namespace

std::span<const CampusFigure> campusFigures()
{
    return figures;
}

} // namespace hallwright
