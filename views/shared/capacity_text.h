// How what is left of a campus, and what stops the next rack, is written for a person.
#pragma once

#include "core/studies/capacity/capacity.h"

#include <QString>

#include <optional>

namespace hallwright::style {

// In the unit a person reads, which the resource tells: pressures are a floor's load or a pump's head.
QString amountText(CapacityResource resource, const std::optional<double>& value, std::string_view unit);

// "CDUs: row J of B5-H3"; "Nothing: all fit"; "No free position".
QString bindingText(const Site& site, const PlaceCapacity& place);

// "20 more racks fit on 48 free positions, 0.80 MW."
QString answerText(const PlaceCapacity& place);

// "Racks: 812 live (9.7 MW), 3 planned (0.1 MW)"
QString statusesText(const StatusCounts& counts);

} // namespace hallwright::style
