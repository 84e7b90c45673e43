// What a year keeps of an evaluation: powers and flows that add up over hours, how heat is rejected, and which limits are passed.
#pragma once

#include "core/simulation/snapshot.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace hallwright {

// Powers and heat [W], water [kg/s], temperatures [°C].
enum class YearQuantity : std::uint8_t {
    FacilityW,
    ItW,
    AirHandlerFansW,
    CduPumpsW,
    LoopPumpsW,
    ChillersW,
    CondenserPumpsW,
    HeatRejectionW,
    DistributionW,
    OtherW,
    WaterKgS,
    ReusedHeatW,
    FreeHeatW, // rejected without compressors: by dry coolers, towers, plates and outdoor air
    HottestInletC,
};
inline constexpr std::size_t yearQuantities = 14;

struct YearQuantityText {
    std::string_view key; // of JSON and CSV, with the unit
    std::string_view title;
};
const YearQuantityText& textOf(YearQuantity quantity);

// The parts of the overhead, facility less IT, from the plant to the rooms.
inline constexpr std::array overheadCauses{YearQuantity::ChillersW,       YearQuantity::HeatRejectionW,
                                           YearQuantity::CondenserPumpsW, YearQuantity::LoopPumpsW,
                                           YearQuantity::CduPumpsW,       YearQuantity::AirHandlerFansW,
                                           YearQuantity::DistributionW,   YearQuantity::OtherW};

enum class CoolingMode : std::uint8_t {
    Free,    // no compressor runs
    Partial, // compressors carry a part
    Full,    // compressors carry all
};
inline constexpr std::size_t coolingModes = 3;
std::string_view nameOf(CoolingMode mode); // "free", "partial", "none", by how much of the cooling is free

enum class YearLimit : std::uint8_t {
    InletTemperature, // a rack above its limit
    PlantCapacity,    // a loop's plant cannot take its heat at the set point
    SteadyState,      // heat that nothing takes: temperatures rise for as long as it lasts
    PowerCapacity,    // sources are asked for more than they have, or equipment has no power
    Agreement,        // air, liquid, plant and power did not agree: the figures are not to be relied on
};
inline constexpr std::size_t yearLimits = 5;
struct YearLimitText {
    std::string_view key; // "inlet_temperature"
    std::string_view title;
};
const YearLimitText& textOf(YearLimit limit);

struct OperatingPoint {
    std::array<double, yearQuantities> values{};
    CoolingMode mode = CoolingMode::Free;
    std::array<bool, yearLimits> beyond{};
    bool hasPue = false; // there is IT load, and every set point is held (Snapshot::pue)

    double operator[](YearQuantity quantity) const { return values[static_cast<std::size_t>(quantity)]; }
    double& operator[](YearQuantity quantity) { return values[static_cast<std::size_t>(quantity)]; }
    bool isBeyond(YearLimit limit) const { return beyond[static_cast<std::size_t>(limit)]; }
    // Whether heat is rejected in the same way and the same limits are passed.
    bool sameState(const OperatingPoint& other) const
    {
        return mode == other.mode && beyond == other.beyond && hasPue == other.hasPue;
    }
};

OperatingPoint operatingPointOf(const Snapshot& snapshot);

// None where hasPue is false.
std::optional<double> pueOf(const OperatingPoint& point);

} // namespace hallwright
