#include "core/model/names.h"
#include "core/model/plant_kinds.h"
#include "core/simulation/campus_loops.h"
#include "core/simulation/energy_balance.h"
#include "core/simulation/figures.h"
#include "core/simulation/inlet_uncertainty.h"
#include "core/simulation/metrics.h"
#include "core/simulation/reuse_grade.h"
#include "core/simulation/sense.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <limits>

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
    return s.itPowerW - s.serverFanPowerW - orUnknown(s.psuLossW);
}

double netPowerW(const Snapshot& s)
{
    return s.facilityPowerW - s.reusedHeatW;
}

// --- power

Derivation itPowerOf(const Snapshot& s)
{
    return {.formula = "P_IT = Σ buildings' IT power",
            .inputs = perBuilding(s, "W", "it_power_w", [](const auto& b) { return b.itPowerW; }),
            .source = sources::pue,
            .note = itBoundary,
            .combine = Combine::Sum};
}

Derivation facilityPowerOf(const Snapshot& s)
{
    return {.formula = "P_facility = P_IT + P_cooling + P_loss + P_other",
            .inputs = {itPower(s),
                       {"cooling power", s.coolingPowerW, "W", "cooling_power_w"},
                       {"distribution loss", s.distributionLossW, "W", "distribution_loss_w"},
                       {"other power", s.otherPowerW, "W", "other_power_w"}},
            .source = sources::pue,
            .note = "From the utility connection inwards; losses of the public grid are outside.",
            .combine = Combine::Sum};
}

Derivation coolingPowerOf(const Snapshot& s)
{
    const OverheadSplit& o = s.overhead;
    return {.formula = "P_cooling = P_fans + P_CDU + P_pumps + P_chillers + P_condenser + P_rejection",
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

Derivation distributionLossOf(const Snapshot& s)
{
    Inputs inputs;
    for (const PowerStageResult& stage : s.powerStages)
        inputs.push_back({std::string(wordFor(stage.kind)), stage.lossW, "W", {}});
    return {.formula = "P_loss = Σ nodes' P_r (k0 + k1 x + k2 x²), by stage",
            .inputs = std::move(inputs),
            .source = sources::powerChain,
            .note = "From the sources to the racks and the plant; losses inside the racks are IT power.",
            .combine = Combine::Sum};
}

Derivation otherPowerOf(const Snapshot& s)
{
    return {.formula = "P_other = Σ buildings' lighting, offices and security",
            .inputs = perBuilding(s, "W", "other_power_w", [](const auto& b) { return b.otherPowerW; }),
            .source = sources::pue,
            .note = "Constant, as the site states it.",
            .combine = Combine::Sum};
}

Derivation sourcePowerOf(const Snapshot& s)
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
    return {.formula = "P_source = Σ (output + loss) of utilities, generators and batteries",
            .inputs = std::move(inputs),
            .source = sources::powerChain,
            .note = "Equipment that names no power node draws from no source; a note says how much that is.",
            .combine = Combine::Sum};
}

Derivation serverFansOf(const Snapshot& s)
{
    return {.formula = "P_fan = Σ halls' server fans",
            .inputs =
                perHall(s, "W", "server_fan_power_w", [](const HallResult& h) { return h.serverFanPowerW; }),
            .source = sources::servers,
            .note = "Part of IT power.",
            .combine = Combine::Sum};
}

Derivation psuLossOf(const Snapshot& s)
{
    return {.formula = "P_psu = Σ halls' power supply losses",
            .inputs = knownOf(
                perHall(s, "W", "psu_loss_w", [](const HallResult& h) { return orUnknown(h.psuLossW); })),
            .source = sources::tue,
            .note = "Part of IT power. Rack types that state no rating of their supplies count as lossless; "
                    "unknown where none does.",
            .combine = s.psuLossW ? Combine::Sum : Combine::Other};
}

Derivation computePowerOf(const Snapshot& s)
{
    return {.formula = "P_compute = P_IT - P_fan - P_psu",
            .inputs = {itPower(s),
                       {"server fans", s.serverFanPowerW, "W", "server_fan_power_w"},
                       {"power supply losses", orUnknown(s.psuLossW), "W", "psu_loss_w"}},
            .source = sources::tue,
            .note = "What processors, memory and network get out of the IT power.",
            .combine = Combine::Difference};
}

Derivation netPowerOf(const Snapshot& s)
{
    return {.formula = "P_net = P_facility - Q_reuse",
            .inputs = {facilityPower(s), {"reused heat", s.reusedHeatW, "W", "reused_heat_w"}},
            .source = sources::reuse,
            .note = {},
            .combine = Combine::Difference};
}

// --- overhead

Derivation overheadPart(const char* formula, Inputs inputs, const char* source)
{
    return {.formula = formula,
            .inputs = std::move(inputs),
            .source = source,
            .note = {},
            .combine = Combine::Sum};
}

Derivation overheadOf(const Snapshot& s)
{
    const OverheadSplit& o = s.overhead;
    return {.formula = "P_facility - P_IT = Σ causes",
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

Derivation fansOf(const Snapshot& s)
{
    return overheadPart("P_fans = Σ halls' σ P_r x p/p_r",
                        perHall(s, "W", "", [](const HallResult& h) { return h.airHandlerPowerW; }),
                        sources::airHandlers);
}

Derivation cduPumpsOf(const Snapshot& s)
{
    return overheadPart("P_CDU = Σ halls' CDU pumps",
                        perHall(s, "W", "", [](const HallResult& h) { return h.cduPumpPowerW; }),
                        sources::pumps);
}

Derivation loopPumpsOf(const Snapshot& s)
{
    return overheadPart("P_pumps = Σ loops' Δp V / η",
                        perLoop(s, "W", [](const LoopResult& l) { return l.pumpPowerW; }), sources::pumps);
}

Derivation chillersOf(const Snapshot& s)
{
    return overheadPart("P_chillers = Σ loops' chillers, Q / COP each",
                        plantPower(s, isChiller, [](const PlantUnitResult& u) { return u.powerW; }),
                        sources::chillers);
}

Derivation condenserPumpsOf(const Snapshot& s)
{
    return overheadPart(
        "P_condenser = Σ loops' 0.013 Q, Q of condensers and plates, at most the towers' rating",
        plantPower(
            s, [](PlantKind kind) { return kind == PlantKind::CoolingTower; },
            [](const PlantUnitResult& u) { return u.pumpPowerW; }),
        sources::condenserPumps);
}

Derivation rejectionOf(const Snapshot& s)
{
    return overheadPart("P_rejection = Σ loops' dry coolers and towers, σ P_r f³ each",
                        plantPower(
                            s, [](PlantKind kind) { return !isChiller(kind); },
                            [](const PlantUnitResult& u) { return u.powerW - u.pumpPowerW; }),
                        sources::rejection);
}

// --- metrics

// Without a set point that is held, or a steady state, there is none of them.
Combine ratioOf(const Snapshot& s)
{
    return s.cooled ? Combine::Ratio : Combine::Other;
}

std::string noteOf(const Snapshot& s, const std::string& note)
{
    if (const std::string why = s.cooled ? std::string() : whyNoFigures(s); !why.empty())
        return why;
    return s.cooled   ? note
           : s.steady ? "There is none where a set point is not held or a loop lacks water."
                      : "There is none without a steady state: heat is left that nothing takes.";
}

Derivation pueOf(const Snapshot& s)
{
    return {.formula = "PUE = P_facility / P_IT",
            .inputs = {facilityPower(s), itPower(s)},
            .source = sources::pue,
            .note = noteOf(s, fmt::format("{} {}", itBoundary, momentary)),
            .combine = ratioOf(s)};
}

Derivation wueOf(const Snapshot& s)
{
    return {.formula = "WUE = ṁ_water · 3.6 MJ/kWh / P_IT",
            .inputs = {{"make-up water", s.waterKgS, "kg/s", "water_kg_s"},
                       {"energy of a kilowatt-hour", joulesPerKwh, "J/kWh", {}},
                       itPower(s)},
            .source = sources::wue,
            .note = noteOf(
                s, fmt::format("Water used on the site, 1 kg taken as 1 L; not that of the power plants. {}",
                               momentary)),
            .combine = ratioOf(s)};
}

Derivation cueOf(const Snapshot& s)
{
    return {.formula = "CUE = g · P_fac / P_IT",
            .inputs = {{"carbon of the grid's electricity", s.site->info.carbonKgPerKwh, "kg/kWh", {}},
                       facilityPower(s),
                       itPower(s)},
            .source = sources::cue,
            .note =
                noteOf(s, fmt::format("CO2 equivalent at the grid's constant rate, whatever the source. {}",
                                      momentary)),
            .combine = ratioOf(s)};
}

// What comes back colder than this is no district heat: networks of the fourth generation supply about 50 °C (Lund et al.,
// Energy 68, 2014).
constexpr double districtHeatC = 50.0;

std::string gradeOfReusedHeat(const Snapshot& s)
{
    std::string loops;
    for (std::size_t k = 0; k < s.loops.size(); ++k) {
        if (s.loops[k].reusedHeatW > 0.0 && s.loops[k].returnC < districtHeatC)
            loops += fmt::format("{}{} at {:.1f} °C", loops.empty() ? "" : ", ",
                                 s.site->cooling->loops[k].name, s.loops[k].returnC);
    }
    return loops.empty()
               ? loops
               : fmt::format(
                     "Below {:.0f} °C it is no district heat without a heat pump, whose power is not in "
                     "this figure: {}. ",
                     districtHeatC, loops);
}

Derivation ereOf(const Snapshot& s)
{
    return {.formula = "ERE = (P_facility - Q_reuse) / P_IT = (1 - ERF) PUE",
            .inputs = {{"facility power less reused heat", netPowerW(s), "W", "power_net_of_reuse_w"},
                       itPower(s)},
            .source = sources::reuse,
            .note = noteOf(s, fmt::format("Reused heat counts as it leaves the site, unweighted. {}{}",
                                          gradeOfReusedHeat(s), momentary)),
            .combine = ratioOf(s)};
}

Derivation ereByExergyOf(const Snapshot& s)
{
    return {.formula = "ERE_x = (P_facility - Σ Q_reuse (1 - T_outdoor/T_return)) / P_IT",
            .inputs = {{"facility power less the reused heat's exergy",
                        s.facilityPowerW - reusedExergyW(s),
                        "W",
                        {}},
                       itPower(s)},
            .source = sources::reuse,
            .note = noteOf(
                s, fmt::format("Reused heat counts as the work that it could do beside the outdoor air, by "
                               "Carnot's factor at its loop's return. {}",
                               momentary)),
            .combine = ratioOf(s)};
}

Derivation itueOf(const Snapshot& s)
{
    return {.formula = "ITUE = P_IT / P_compute",
            .inputs = {itPower(s), {"compute power", computePowerW(s), "W", "compute_power_w"}},
            .source = sources::tue,
            .note = noteOf(s, "The PUE of the racks: server fans and power supplies are their overhead."),
            .combine = ratioOf(s)};
}

Derivation tueOf(const Snapshot& s)
{
    const Metrics metrics = metricsOf(s);
    return {
        .formula = "TUE = ITUE · PUE",
        .inputs = {{"ITUE", orUnknown(metrics.itue), {}, "itue"}, {"PUE", orUnknown(metrics.pue), {}, "pue"}},
        .source = sources::tue,
        .note = "Does not move when fans or pumps change sides between IT and facility.",
        .combine = Combine::Product};
}

Derivation waterOf(const Snapshot& s)
{
    Inputs inputs = perLoop(s, "kg/s", [](const LoopResult& l) { return l.waterKgS; });
    if (s.humidifierKgS > 0.0)
        inputs.push_back({"humidifying outdoor air", s.humidifierKgS, "kg/s", {}});
    return {.formula = "ṁ_water = Σ loops' evaporation + drift + blowdown + humidification",
            .inputs = std::move(inputs),
            .source = sources::water,
            .note = "Of towers and adiabatic coolers, and of what humidifies air from outdoors.",
            .combine = Combine::Sum};
}

Derivation reusedHeatOf(const Snapshot& s)
{
    return {.formula = "Q_reuse = Σ loops' heat given to a user",
            .inputs = perLoop(s, "W", [](const LoopResult& l) { return l.reusedHeatW; }),
            .source = sources::reuse,
            .note = "At most what each loop's user takes, and what the loop carries.",
            .combine = Combine::Sum};
}

Derivation reusedTemperatureOf(const Snapshot& s)
{
    return {.formula = "T_reuse = Σ Q_reuse T_return / Σ Q_reuse",
            .inputs = knownOf(perLoop(s, "°C",
                                      [](const LoopResult& l) {
                                          return l.reusedHeatW > 0.0
                                                     ? l.returnC
                                                     : std::numeric_limits<double>::quiet_NaN();
                                      })),
            .source = sources::reuse,
            .note = fmt::format("The warmest that a user has it: the loops' returns, by heat. {}",
                                gradeOfReusedHeat(s)),
            .combine = Combine::Other};
}

Derivation outdoorAirHeatOf(const Snapshot& s)
{
    return {.formula = "Q_outdoor = Σ heat that airside economisers take to the outdoors",
            .inputs = {{"outdoor dry bulb", s.conditions.outdoorC, "°C", {}},
                       {"outdoor wet bulb", s.conditions.wetBulbC, "°C", {}}},
            .source = "mixing dampers, f = (T_return - T_outdoor) / (T_return - T_supply); ASHRAE "
                      "recommended envelope (2015), dew point 15 °C at most",
            .note = "It meets no chiller and no tower.",
            .combine = Combine::Other};
}

// --- temperatures

std::string noteOfWarmest(const Snapshot& s)
{
    for (const HallResultPtr& hall : s.halls) {
        if (hall->hottestRack && hall->hall->racks[*hall->hottestRack].id == s.hottestRack)
            return "The warmest halls. " + derivationOf(*hall);
    }
    return s.steady ? "No rack stands here." : "Without a steady state the inlets are not known.";
}

Derivation maxInletOf(const Snapshot& s)
{
    Inputs inputs;
    for (std::size_t h = 0; h < s.halls.size(); ++h) {
        if (s.halls[h]->hottestRack)
            inputs.push_back(
                {s.halls[h]->hall->name, s.halls[h]->maxInletC, "°C", hallKey(s, h, "max_inlet_c")});
    }
    return {.formula = "T_max = max of the halls' warmest inlets",
            .inputs = largestOf(std::move(inputs)),
            .source = sources::inlets,
            .note = noteOfWarmest(s),
            .combine = Combine::Maximum};
}

Derivation racksOverLimitOf(const Snapshot& s)
{
    Inputs inputs = perHall(s, "racks", "racks_over_limit",
                            [](const HallResult& h) { return static_cast<double>(h.racksOverLimit); });
    return {.formula = "n = Σ halls' racks with T_inlet > T_limit",
            .inputs = std::move(inputs),
            .source = sources::thermalGuidelines,
            .note = "The limit is the lower of the hall's and the rack type's.",
            .combine = Combine::Sum};
}

double undecidedOf(const Snapshot& s)
{
    double racks = 0.0;
    for (const HallResultPtr& hall : s.halls)
        racks += static_cast<double>(racksUndecided(*hall));
    return racks;
}

Derivation racksUndecidedOf(const Snapshot& s)
{
    Inputs inputs = perHall(s, "racks", "racks_undecided",
                            [](const HallResult& h) { return static_cast<double>(racksUndecided(h)); });
    return {.formula = "n = Σ halls' racks with T_limit - u < T_inlet ≤ T_limit",
            .inputs = std::move(inputs),
            .source = sources::thermalGuidelines,
            .note = "u is the uncertainty of a rack's inlet in its hall: whether these are over their limit "
                    "the model cannot tell.",
            .combine = Combine::Sum};
}

// --- balances

Derivation energyResidualOf(const Snapshot& s)
{
    Inputs inputs = perHall(s, "", "energy_residual",
                            [](const HallResult& h) { return worseResidual(h.energyResidual, 0.0); });
    for (std::size_t k = 0; k < s.loops.size(); ++k)
        inputs.push_back({s.site->cooling->loops[k].name, s.loops[k].energyResidual, {}, {}});
    return {.formula = "r = worst |heat in - heat out| / larger, of halls and loops",
            .inputs = largestOf(std::move(inputs)),
            .source = sources::balance,
            .note = "Relative. The inputs are the worst halls and loops.",
            .combine = Combine::Maximum};
}

Derivation massResidualOf(const Snapshot& s)
{
    Inputs inputs;
    for (std::size_t k = 0; k < s.loops.size(); ++k) {
        if (s.loops[k].hydraulics)
            inputs.push_back({s.site->cooling->loops[k].name, s.loops[k].hydraulics->massResidual, {}, {}});
    }
    return {.formula = "r = worst junction's |Σ flows| / its loop's flow",
            .inputs = largestOf(std::move(inputs)),
            .source = "conservation of mass at every junction (Kirchhoff's first law)",
            .note = "Relative. The inputs are the worst loops.",
            .combine = Combine::Maximum};
}

Derivation powerResidualOf(const Snapshot& s)
{
    double lossW = 0.0;
    for (const PowerNodeResult& node : s.powerNodes)
        lossW += node.lossW;
    return {.formula = "r = |P_source - P_served - P_loss| / larger",
            .inputs = {{"power from the sources", s.sourcePowerW, "W", "source_power_w"},
                       {"losses of all power nodes", lossW, "W", "distribution_loss_w"}},
            .source = sources::powerChain,
            .note = "Relative. Served is what equipment takes at the nodes that feed it.",
            .combine = Combine::Other};
}

constexpr auto figures = std::to_array<CampusFigure>({
    {"it_power_w", "IT power", "W", [](const Snapshot& s) { return s.itPowerW; }, itPowerOf},
    {"facility_power_w", "Facility power", "W", [](const Snapshot& s) { return s.facilityPowerW; },
     facilityPowerOf},
    {"cooling_power_w", "Cooling power", "W", [](const Snapshot& s) { return s.coolingPowerW; },
     coolingPowerOf},
    {"distribution_loss_w", "Distribution loss", "W", [](const Snapshot& s) { return s.distributionLossW; },
     distributionLossOf},
    {"other_power_w", "Other power", "W", [](const Snapshot& s) { return s.otherPowerW; }, otherPowerOf},
    {"pue", "Power usage effectiveness (PUE), momentary", "",
     [](const Snapshot& s) { return orUnknown(s.pue); }, pueOf, "Momentary PUE"},
    {"energy_residual", "Energy residual", "", [](const Snapshot& s) { return s.energyResidual; },
     energyResidualOf},
    {"max_inlet_c", "Warmest rack inlet", "°C", [](const Snapshot& s) { return s.maxInletC; }, maxInletOf,
     "Warmest inlet"},
    {"racks_over_limit", "Racks over their inlet limit", "racks",
     [](const Snapshot& s) { return static_cast<double>(s.racksOverLimit); }, racksOverLimitOf,
     "Racks over limit"},
    {"racks_undecided", "Racks whose inlet is within its ± of their limit", "racks", undecidedOf,
     racksUndecidedOf, "Racks undecided"},
    {"mass_residual", "Mass residual", "", [](const Snapshot& s) { return s.massResidual; }, massResidualOf},
    {"power_residual", "Power residual", "", [](const Snapshot& s) { return s.powerResidual; },
     powerResidualOf},
    {"source_power_w", "Power from the sources", "W", [](const Snapshot& s) { return s.sourcePowerW; },
     sourcePowerOf},
    {"overhead_w", "Overhead: facility power beyond IT", "W",
     [](const Snapshot& s) { return s.overhead.sumW(); }, overheadOf},
    {"overhead/air_handler_fans_w", "Air handler fans", "W",
     [](const Snapshot& s) { return s.overhead.airHandlerFansW; }, fansOf},
    {"overhead/cdu_pumps_w", "CDU pumps", "W", [](const Snapshot& s) { return s.overhead.cduPumpsW; },
     cduPumpsOf},
    {"overhead/loop_pumps_w", "Loop pumps", "W", [](const Snapshot& s) { return s.overhead.loopPumpsW; },
     loopPumpsOf},
    {"overhead/chillers_w", "Chillers", "W", [](const Snapshot& s) { return s.overhead.chillersW; },
     chillersOf},
    {"overhead/condenser_pumps_w", "Condenser pumps", "W",
     [](const Snapshot& s) { return s.overhead.condenserPumpsW; }, condenserPumpsOf},
    {"overhead/heat_rejection_w", "Heat rejection", "W",
     [](const Snapshot& s) { return s.overhead.heatRejectionW; }, rejectionOf},
    {"overhead/distribution_w", "Distribution loss", "W",
     [](const Snapshot& s) { return s.overhead.distributionW; }, distributionLossOf},
    {"overhead/other_w", "Other power", "W", [](const Snapshot& s) { return s.overhead.otherW; },
     otherPowerOf},
    {"wue_l_per_kwh", "Water usage effectiveness (WUE)", "L/kWh",
     [](const Snapshot& s) { return orUnknown(metricsOf(s).wueLPerKwh); }, wueOf, "WUE"},
    {"cue_kg_per_kwh", "Carbon usage effectiveness (CUE)", "kg/kWh",
     [](const Snapshot& s) { return orUnknown(metricsOf(s).cueKgPerKwh); }, cueOf, "CUE"},
    {"ere", "Energy reuse effectiveness (ERE)", "",
     [](const Snapshot& s) { return orUnknown(metricsOf(s).ere); }, ereOf, "ERE"},
    {"ere_exergy", "Energy reuse effectiveness by exergy (ERE_x)", "",
     [](const Snapshot& s) { return orUnknown(ereByExergy(s)); }, ereByExergyOf, "ERE by exergy"},
    {"itue", "IT power usage effectiveness (ITUE)", "",
     [](const Snapshot& s) { return orUnknown(metricsOf(s).itue); }, itueOf, "ITUE"},
    {"tue", "Total power usage effectiveness (TUE)", "",
     [](const Snapshot& s) { return orUnknown(metricsOf(s).tue); }, tueOf, "TUE"},
    {"water_kg_s", "Make-up water", "kg/s", [](const Snapshot& s) { return s.waterKgS; }, waterOf},
    {"reused_heat_w", "Reused heat", "W", [](const Snapshot& s) { return s.reusedHeatW; }, reusedHeatOf},
    {"reused_heat_c", "Temperature of the reused heat", "°C", reusedHeatC, reusedTemperatureOf,
     "Reused heat at"},
    {"outdoor_air_heat_w", "Heat taken by outdoor air", "W",
     [](const Snapshot& s) { return s.outdoorAirHeatW; }, outdoorAirHeatOf},
    {"server_fan_power_w", "Server fan power", "W", [](const Snapshot& s) { return s.serverFanPowerW; },
     serverFansOf},
    {"psu_loss_w", "Loss of the racks' power supplies", "W",
     [](const Snapshot& s) { return orUnknown(s.psuLossW); }, psuLossOf},
    {"compute_power_w", "Compute power", "W", [](const Snapshot& s) { return computePowerW(s); },
     computePowerOf},
    {"power_net_of_reuse_w", "Facility power less reused heat", "W",
     [](const Snapshot& s) { return netPowerW(s); }, netPowerOf},
});

} // namespace

std::span<const CampusFigure> campusFigures()
{
    return figures;
}

const CampusFigure& campusFigure(std::string_view key)
{
    return figureAt(campusFigures(), key);
}

} // namespace hallwright
