// The plant of a loop: as many units as its design heat needs, in rows, with panels that feed them.
#pragma once

#include "core/design/power.h"

#include <optional>
#include <string>
#include <vector>

namespace hallwright::design {

// Rows of units, centred on the loop's entry with a gap there for the pipes.
struct PlantRule {
    PlantTypeId type;
    std::optional<int> units{}; // none: as many as the design heat needs, and the spare ones
    int spare = 0;
    int perRow = 1; // at most
    int perPanel = 1;
    double firstRowY = 0.0; // of the units' centres, in the building's frame
    Point2 pitch;           // along a row, and from row to row
    bool onRoof = false;
};

struct PlantRow {
    double y = 0.0;
    double westX = 0.0, eastX = 0.0; // centres of the outermost units
    int west = 0, east = 0;          // units to either side of the entry
};

// The units of one type, and the heat they can take from the loop.
struct PlantGroup {
    PlantRule rule;
    int units = 0;
    double heatW = 0.0;
    std::vector<PlantRow> rows;
};

struct PlantReport {
    double heatW = 0.0;  // design heat of the loop
    double roomsW = 0.0; // of heatW, by the rooms of its building
    std::vector<PlantGroup> groups;
    PowerNodeId firstSwitchgear;      // of the panels; none where no unit draws power
    std::vector<std::string> reasons; // one sentence for the heat and one for each group
};

// Sets the loop's design heat from its halls, and from the rooms of its building where it cools them, and places the
// units; towers are sized for 1.25 times the heat, as they take that of the chillers' compressors too. The loop's pumps
// are fed with the first unit that draws power. Throws RuleError where the campus would have more than 10,000 units.
PlantReport addPlant(SiteEdit& edit, CoolantLoopId loop, double entryX, const std::vector<PlantRule>& rules,
                     const PlantPanelRule& panels);

// The plant that a loop has and the heat that it takes up now, as addPlant would report them, without reasons. Throws
// RuleError for a unit without a type.
PlantReport plantOf(const Site& site, CoolantLoopId loop, double entryX);

double plantElevationM(const Building& building, const PlantRule& rule); // of its units' bases

} // namespace hallwright::design
