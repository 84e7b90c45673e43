// Halls of the campus coloured by what an answer of capacity says of them: how much of a resource is used, on one fixed
// scale, or what stops the next rack. For the plan and the report alike.
#pragma once

#include "core/studies/capacity/capacity.h"
#include "views/shared/rack_colours.h"
#include "views/shared/theme.h"

#include <QColor>
#include <QString>

#include <optional>
#include <vector>

namespace hallwright::style {

struct HallTint {
    HallId hall;
    QColor colour;
    QString value; // "87 %", "CDUs"

    bool operator==(const HallTint&) const = default;
};

// Of the limits that a place has on a resource (air: its flow and its heat) the share used of the tightest; none where no
// limit or no use is known.
std::optional<double> usedShare(const PlaceCapacity& place, CapacityResource resource);

// Those of which the share is known in a hall, in their order.
std::vector<CapacityResource> tintingResources(const Capacity& capacity);

struct HallTinting {
    std::vector<HallTint> tints; // none: halls are coloured otherwise
    ColourScale scale{};

    bool operator==(const HallTinting& other) const { return tints == other.tints; }
};

// On a scale of 0 to 100 % of the limit, whatever the resource; beyond the limit in the colour of a violation. Halls of
// which it is not known have no tint.
HallTinting usedShareTinting(const Capacity& capacity, CapacityResource resource, Theme theme);

// What keeps most of a hall's free positions empty; where all fit, or none is free, that. The scale has what occurs.
HallTinting bindingTinting(const Capacity& capacity, Theme theme);

} // namespace hallwright::style
