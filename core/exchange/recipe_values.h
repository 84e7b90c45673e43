// What the readers of a recipe's parts have in common: the ranges of its quantities and the small readings that
// several parts share.
#pragma once

#include "core/design/rule_error.h"
#include "core/exchange/recipe_model.h"

#include <cstddef>
#include <string>

namespace hallwright::recipe {

// Ranges say what a data hall can hold, with room to spare; they stop slips of the decimal point.
inline constexpr Range lengthM{0.01, 1000.0, "m"};
inline constexpr Range positionM{-50'000.0, 50'000.0, "m"};
inline constexpr Range offsetM{0.0, 1000.0, "m"};
inline constexpr Range elevationM{-10.0, 200.0, "m"};
inline constexpr Range yawDeg{-360.0, 360.0, "°"};
inline constexpr Range share{0.0, 1.0, ""};
inline constexpr Range airTemperatureC{5.0, 45.0, "°C"};
inline constexpr Range waterTemperatureC{1.0, 70.0, "°C"};
inline constexpr Range outdoorC{-60.0, 60.0, "°C"};
inline constexpr Range rackKw{0.0, 1000.0, "kW"};
inline constexpr Range unitKw{0.0, 100'000.0, "kW"};
inline constexpr Range capacityKw{1.0, unitKw.max, "kW"};
inline constexpr Range airflowM3s{0.0, 500.0, "m³/s"};
inline constexpr Range massKg{0.0, 20'000.0, "kg"};
inline constexpr Range buildingMw{0.0, 5000.0, "MW"};

inline constexpr Range dropKpa{0.0, 1000.0, "kPa"};
inline constexpr double joulesPerKwh = 3.6e6;

// Of one list: far above any plan, far below what exhausts memory.
inline constexpr std::size_t mostEntries = 1000;

inline constexpr double touchingM = 1e-6; // coordinates come from sums of decimal fractions

// A switch: 0, 1 or left out.
bool isSet(YamlMap& map, const std::string& key);

template <class Enum>
Enum choiceOr(YamlMap& map, const std::string& key, Enum fallback)
{
    return map.has(key) ? map.choice<Enum>(key) : fallback;
}

LossCurve readLoss(YamlMap& map);

// Calls a rule of core/design; what it refuses is told with the place where the recipe asked for it.
template <class Call>
auto at(const Place& place, Call call)
{
    try {
        return call();
    } catch (const design::RuleError& e) {
        place.fail(e.clause());
    }
}

// The entries under `key`, each read by `read(name, map)`; none if the key is left out.
template <class T, class Read>
Catalogue<T> readCatalogue(YamlMap& parent, const std::string& key, Read read)
{
    Catalogue<T> catalogue;
    if (!parent.has(key))
        return catalogue;
    for (auto& [name, map] : parent.entries(key, mostEntries)) {
        catalogue.items.push_back(read(name, map));
        catalogue.names.push_back(name);
        map.refuseOtherKeys();
    }
    return catalogue;
}

} // namespace hallwright::recipe
