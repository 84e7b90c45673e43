// The colour of a rack or of a coolant, and the scale that explains it: one answer for the 3D scene, the plan, the
// diagrams and the report.
#pragma once

#include "core/simulation/rack_state.h"
#include "core/simulation/snapshot.h"
#include "views/shared/colour_map.h"
#include "views/shared/site_scales.h"

#include <QColor>
#include <QString>

#include <cstdint>
#include <vector>

namespace hallwright::style {

// Neutral tells nothing of them, so that what is drawn on the floor between them stands out.
enum class RackColouring { Power, InletTemperature, Status, Role, Type, Neutral };

struct LegendEntry {
    QString text;
    QColor colour;
    RackState state = RackState::Fine; // its mark stands on the colour (rack_marks.h)
    std::int64_t category = 0;         // of a role its enumerator, of a type its id
};

// What the colours mean. A scale of values has a map and a range; a scale of categories has entries.
struct ColourScale {
    QString title;        // "Rack power"
    QString unit;         // "kW"
    double minimum = 0.0; // in `unit`
    double maximum = 1.0;
    const ColourMap* map = nullptr;
    std::vector<LegendEntry> entries;
    QString meaning{}; // of the entries, where their labels do not say it all; as a tooltip

    double position(double value) const { return (value - minimum) / (maximum - minimum); }
};

// A scale for a whole site with round ends: power from 0 to the largest rack's; inlet temperature from the coldest supply
// to just above the highest limit, and as far as `ends` reach beyond.
ColourScale colourScale(RackColouring colouring, const Site& site, const std::optional<ScaleEnds>& ends = {});

// One colour per rack of the hall, in the order of hall.racks. `result` may be null (nothing evaluated yet): then
// temperatures are grey.
std::vector<QRgb> rackColours(RackColouring colouring, const ColourScale& scale, const Hall& hall,
                              const Records& records, const HallResult* result);

// Of the coolant in all loops of a site, with round ends around their set points and design returns, which stay put
// while a rack is dragged.
ColourScale coolantScale(const Site& site);

QColor statusColour(LifecycleStatus status);
QString statusText(LifecycleStatus status);
QString roleText(RackRole role);

} // namespace hallwright::style
