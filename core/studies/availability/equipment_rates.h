// How often equipment fails and how long its repair takes, by kind of equipment.
//
//     A = MTBF / (MTBF + MTTR)        f = 1 / (MTBF + MTTR)
//
// A share of time in which a unit works [-]; f its failures per hour [1/h]; MTBF mean time from a repair to the next failure
// [h]; MTTR mean time from a failure until it works again, logistics included [h]. Both are taken as exponential where they are
// simulated; A and f hold for any distribution. Range: MTBF 1 to 1e9 h, MTTR 0.01 to 1e5 h.
//
// The figures are those of a class of equipment, rounded to what such a figure is worth, and meant to be replaced by the
// owner's. Those marked "class of IEEE 493" follow the orders of magnitude of IEEE Std 493-2007 (Gold Book) and of the survey
// behind it, TM 5-698-5 (2006); they were not checked against its tables line by line. The others are assumptions, and say so.
#pragma once

#include "core/model/cooling_network.h"
#include "core/model/object_ref.h"
#include "core/model/power_network.h"

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace hallwright {

enum class EquipmentKind {
    Utility,
    AllUtilities, // a failure of the grid that takes every utility of the site at once
    Generator,    // runs all the time: a turbine or engine that carries load
    StandbyGenerator,
    StandbyStart, // of a standby generator: that it does not start when it is called
    Battery,
    Transformer,
    SolidStateTransformer,
    Switchgear,
    Ups,
    Rectifier,
    Pdu,
    Busway,
    MechanicalPanel,
    AirHandler,
    Cdu,
    LoopPump,
    AirCooledChiller,
    WaterCooledChiller,
    DryCooler,
    CoolingTower,
    WatersideEconomiser
};

inline constexpr std::size_t equipmentKindCount =
    static_cast<std::size_t>(EquipmentKind::WatersideEconomiser) + 1;

std::string_view nameOf(EquipmentKind);  // "standby-generator"
std::string_view wordFor(EquipmentKind); // "standby generator"
std::optional<EquipmentKind> equipmentKindNamed(std::string_view name);

EquipmentKind equipmentKindOf(const PowerNode& node);
EquipmentKind equipmentKindOf(PlantKind kind);

struct EquipmentRate {
    double mtbfH = 0.0;
    double mttrH = 0.0;
    std::string source;

    double unavailability() const { return mttrH / (mtbfH + mttrH); }
    double failuresPerHour() const { return 1.0 / (mtbfH + mttrH); }
    bool operator==(const EquipmentRate&) const = default;
};

// A rate for every kind, and others for objects that have their own.
struct EquipmentRates {
    std::array<EquipmentRate, equipmentKindCount> byKind;
    std::map<ObjectRef, EquipmentRate> byObject;

    const EquipmentRate& of(EquipmentKind kind) const { return byKind[static_cast<std::size_t>(kind)]; }
    EquipmentRate& of(EquipmentKind kind) { return byKind[static_cast<std::size_t>(kind)]; }
    const EquipmentRate& of(EquipmentKind kind, ObjectRef object) const;
};

EquipmentRates classRates();

// Throws InputError for a rate out of its range; `what` names whose it is.
void requireSense(const EquipmentRate& rate, std::string_view what);

} // namespace hallwright
