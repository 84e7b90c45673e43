// Paints racks in elevation, for screen and paper alike.
#pragma once

#include "views/elevation/elevation_layout.h"
#include "views/shared/theme.h"

#include <QPainter>

#include <set>

namespace hallwright::elevation {

// What would stand somewhere, under the hand.
struct Ghost {
    std::size_t rack = 0;
    DrawnDevice device; // where it would be
};

struct ElevationMarks {
    std::set<DeviceId> selected;
    DeviceId hovered;
    std::vector<Ghost> ghosts;
    QString refusal; // why they cannot be there; empty if they can
    QString hint;    // of what they would be
    bool hasFocus = false;
};

void paintElevation(QPainter& painter, const ElevationLayout& layout, const ElevationMarks& marks,
                    style::Theme theme);

} // namespace hallwright::elevation
