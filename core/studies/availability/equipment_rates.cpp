#include "core/studies/availability/equipment_rates.h"

#include "core/model/errors.h"

#include <fmt/format.h>

#include <algorithm>

namespace hallwright {

namespace {

struct KindFigures {
    EquipmentKind kind;
    std::string_view name;
    std::string_view word;
    double mtbfH;
    double mttrH;
    std::string_view source;
};

constexpr std::string_view goldBook = "class of IEEE 493, rounded";
constexpr std::string_view assumed = "assumption";

// Utility: 1.956 failures a year of one circuit, 0.312 of them of both circuits at once, for 79 and 31 min (IEEE 493, utility
// supplies): 1.644 a year are its own.
constexpr std::array<KindFigures, equipmentKindCount> figures{{
    {EquipmentKind::Utility, "utility", "utility", 5'300, 1.3,
     "class of IEEE 493: one circuit's own failures, 1.64 a year of 79 min"},
    {EquipmentKind::AllUtilities, "all-utilities", "all utilities at once", 28'000, 0.52,
     "class of IEEE 493: both circuits at once, 0.31 a year of 31 min"},
    {EquipmentKind::Generator, "generator", "generator", 4'000, 40,
     "assumption: gas turbine or engine in continuous use, forced outage rate 1 %"},
    {EquipmentKind::StandbyGenerator, "standby-generator", "standby generator", 10'000, 24, goldBook},
    {EquipmentKind::StandbyStart, "standby-start", "start of a standby generator", 12'300, 168,
     "class of IEEE 493: 1.35 % of starts fail; found at a fortnightly test, on average after a week"},
    {EquipmentKind::Battery, "battery", "battery", 50'000, 24, assumed},
    {EquipmentKind::Transformer, "transformer", "transformer", 1'500'000, 130, goldBook},
    {EquipmentKind::SolidStateTransformer, "solid-state-transformer", "solid-state transformer", 150'000, 12,
     "assumption: as a UPS of its size, for want of a record in service"},
    {EquipmentKind::Switchgear, "switchgear", "switchgear", 900'000, 24, goldBook},
    {EquipmentKind::Ups, "ups", "UPS", 250'000, 8, goldBook},
    {EquipmentKind::Rectifier, "rectifier", "rectifier", 300'000, 4, assumed},
    {EquipmentKind::Pdu, "pdu", "PDU", 1'000'000, 8, goldBook},
    {EquipmentKind::Busway, "busway", "busway", 1'500'000, 10, goldBook},
    {EquipmentKind::MechanicalPanel, "mechanical-panel", "mechanical panel", 2'000'000, 8, goldBook},
    {EquipmentKind::AirHandler, "air-handler", "air handler", 200'000, 6, goldBook},
    {EquipmentKind::Cdu, "cdu", "CDU", 100'000, 6,
     "assumption: two pumps, plates, valves and control as one unit"},
    {EquipmentKind::LoopPump, "loop-pump", "pump", 150'000, 12, goldBook},
    {EquipmentKind::AirCooledChiller, "air-cooled-chiller", "air-cooled chiller", 12'000, 24, goldBook},
    {EquipmentKind::WaterCooledChiller, "water-cooled-chiller", "water-cooled chiller", 15'000, 24, goldBook},
    {EquipmentKind::DryCooler, "dry-cooler", "dry cooler", 60'000, 12, assumed},
    {EquipmentKind::CoolingTower, "cooling-tower", "cooling tower", 80'000, 20, goldBook},
    {EquipmentKind::WatersideEconomiser, "waterside-economiser", "waterside economiser", 800'000, 12,
     goldBook},
}};

const KindFigures& figuresOf(EquipmentKind kind)
{
    return figures[static_cast<std::size_t>(kind)];
}

} // namespace

std::string_view nameOf(EquipmentKind kind)
{
    return figuresOf(kind).name;
}

std::string_view wordFor(EquipmentKind kind)
{
    return figuresOf(kind).word;
}

std::optional<EquipmentKind> equipmentKindNamed(std::string_view name)
{
    const auto found = std::ranges::find(figures, name, &KindFigures::name);
    return found == figures.end() ? std::nullopt : std::optional(found->kind);
}

EquipmentKind equipmentKindOf(const PowerNode& node)
{
    switch (node.kind) {
    case PowerNodeKind::Utility:
        return EquipmentKind::Utility;
    case PowerNodeKind::Generator:
        return node.standby ? EquipmentKind::StandbyGenerator : EquipmentKind::Generator;
    case PowerNodeKind::Battery:
        return EquipmentKind::Battery;
    case PowerNodeKind::Transformer:
        return EquipmentKind::Transformer;
    case PowerNodeKind::SolidStateTransformer:
        return EquipmentKind::SolidStateTransformer;
    case PowerNodeKind::Switchgear:
        return EquipmentKind::Switchgear;
    case PowerNodeKind::Ups:
        return EquipmentKind::Ups;
    case PowerNodeKind::Rectifier:
        return EquipmentKind::Rectifier;
    case PowerNodeKind::Pdu:
        return EquipmentKind::Pdu;
    case PowerNodeKind::Busway:
        return EquipmentKind::Busway;
    case PowerNodeKind::MechanicalPanel:
        break;
    }
    return EquipmentKind::MechanicalPanel;
}

EquipmentKind equipmentKindOf(PlantKind kind)
{
    switch (kind) {
    case PlantKind::AirCooledChiller:
        return EquipmentKind::AirCooledChiller;
    case PlantKind::WaterCooledChiller:
        return EquipmentKind::WaterCooledChiller;
    case PlantKind::DryCooler:
        return EquipmentKind::DryCooler;
    case PlantKind::CoolingTower:
        return EquipmentKind::CoolingTower;
    case PlantKind::WatersideEconomiser:
        break;
    }
    return EquipmentKind::WatersideEconomiser;
}

const EquipmentRate& EquipmentRates::of(EquipmentKind kind, ObjectRef object) const
{
    const auto own = byObject.find(object);
    return own == byObject.end() ? of(kind) : own->second;
}

EquipmentRates classRates()
{
    EquipmentRates rates;
    for (const KindFigures& of : figures)
        rates.of(of.kind) = {of.mtbfH, of.mttrH, std::string(of.source)};
    return rates;
}

void requireSense(const EquipmentRate& rate, std::string_view what)
{
    constexpr double leastMtbfH = 1.0;
    constexpr double mostMtbfH = 1e9;
    constexpr double leastMttrH = 0.01;
    constexpr double mostMttrH = 1e5;
    if (!(rate.mtbfH >= leastMtbfH && rate.mtbfH <= mostMtbfH))
        throw InputError(fmt::format("{}: the MTBF is {:g} h, but must lie between {:g} and {:g} h.", what,
                                     rate.mtbfH, leastMtbfH, mostMtbfH));
    if (!(rate.mttrH >= leastMttrH && rate.mttrH <= mostMttrH))
        throw InputError(fmt::format("{}: the MTTR is {:g} h, but must lie between {:g} and {:g} h.", what,
                                     rate.mttrH, leastMttrH, mostMttrH));
}

} // namespace hallwright
