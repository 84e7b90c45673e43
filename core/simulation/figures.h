// The figures of the campus, of a building, of a hall: each declared once, with its key, title, unit and value and with
// what it is derived from. JSON, text, tables, the inspector and the report take them from here.
//
// Values are in SI, temperatures in °C; a ratio has no unit; what is unknown is not a number. A title begins with a capital
// letter for the campus and is preceded by the name of the building or hall elsewhere. The short title is for where room is
// scarce: captions, columns, cards.
#pragma once

#include "core/simulation/explain.h"

#include <cstddef>
#include <limits>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

// Where a value comes from: what an Explanation has beyond the figure itself.
struct Derivation {
    std::string formula;
    std::vector<ExplainedInput> inputs;
    std::string source;
    std::string note;
    Combine combine = Combine::Other;
};

struct CampusFigure {
    std::string_view key; // as in JSON; "overhead/chillers_w" is a member of the object "overhead"
    std::string_view title;
    std::string_view unit;
    double (*value)(const Snapshot&);
    Derivation (*derive)(const Snapshot&);
    std::string_view shortTitle = title;
};

struct BuildingFigure {
    std::string_view key;
    std::string_view title;
    std::string_view unit;
    double (*value)(const BuildingResult&);
    Derivation (*derive)(const Snapshot&, std::size_t building); // by position in the snapshot
    std::string_view shortTitle = title;
};

struct HallFigure {
    std::string_view key;
    std::string_view title;
    std::string_view unit;
    double (*value)(const HallResult&);
    Derivation (*derive)(const Snapshot&, std::size_t hall);
    std::string_view shortTitle = title;
};

// Each in the order in which they are listed.
std::span<const CampusFigure> campusFigures();
std::span<const BuildingFigure> buildingFigures();
std::span<const HallFigure> hallFigures();

// By its key; nullptr if there is none.
template <class Figure>
const Figure* figureOf(std::span<const Figure> figures, std::string_view key)
{
    for (const Figure& figure : figures) {
        if (figure.key == key)
            return &figure;
    }
    return nullptr;
}

template <class Figure>
const Figure& figureAt(std::span<const Figure> figures, std::string_view key)
{
    const Figure* figure = figureOf(figures, key);
    if (!figure)
        throw std::out_of_range("no figure has the key " + std::string(key));
    return *figure;
}

// The one that has this key. Throw std::out_of_range where there is none: keys are written by us.
const CampusFigure& campusFigure(std::string_view key);
const BuildingFigure& buildingFigure(std::string_view key);
const HallFigure& hallFigure(std::string_view key);

// A value that may be unknown, as a figure has it.
inline double orUnknown(const std::optional<double>& value)
{
    return value.value_or(std::numeric_limits<double>::quiet_NaN());
}

// Where definitions come from.
namespace sources {

inline constexpr const char* pue = "ISO/IEC 30134-2:2016; The Green Grid, white paper 49 (2012)";
inline constexpr const char* wue = "ISO/IEC 30134-9:2022; The Green Grid, white paper 35 (2011)";
inline constexpr const char* cue = "ISO/IEC 30134-8:2022; The Green Grid, white paper 32 (2010)";
inline constexpr const char* reuse = "ISO/IEC 30134-6:2021; The Green Grid, white paper 29 (2010)";
inline constexpr const char* tue = "Patterson et al. 2013, TUE, a new energy-efficiency metric";
inline constexpr const char* powerChain = "makers' loss curves: no-load, linear and square part of the load";
inline constexpr const char* servers =
    "affinity laws of server fans; ASHRAE TC 9.9 (2011), power over inlet temperature";
inline constexpr const char* airHandlers = "affinity laws; ASHRAE Handbook, HVAC Systems and Equipment";
inline constexpr const char* pumps = "affinity laws; EPANET 2.2 manual, section 3.1";
inline constexpr const char* chillers =
    "electric EIR model of EnergyPlus and DOE-2, with NREL's chiller records";
inline constexpr const char* rejection = "affinity laws; Merkel's theory of cooling towers, as in EnergyPlus";
inline constexpr const char* condenserPumps = "ASHRAE 90.1-2019, G3.1.3.11";
inline constexpr const char* water = "evaporation, drift, and blowdown by cycles of concentration";
inline constexpr const char* air =
    "mixing of supply and exhaust air, fractions by geometry, calibrated to CFD";
inline constexpr const char* inlets =
    "mixing of supply and exhaust air, fractions by geometry or by potential flow";
inline constexpr const char* thermalGuidelines =
    "ASHRAE TC 9.9, Thermal Guidelines for Data Processing Environments";
inline constexpr const char* balance = "conservation of energy";

} // namespace sources

// The largest few of these, the largest first: what a Maximum shows of many.
std::vector<ExplainedInput> largestOf(std::vector<ExplainedInput> inputs);

// Those that are known: what nothing is known of adds nothing to a sum.
std::vector<ExplainedInput> knownOf(std::vector<ExplainedInput> inputs);

} // namespace hallwright
