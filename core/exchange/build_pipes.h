// The pipes of one loop: from its plant to its halls, supply and return side by side, sized for their flow.
#pragma once

#include "core/exchange/site_draft.h"

namespace hallwright::recipe {

struct PlantRow {
    double y = 0.0;
    double westX = 0.0, eastX = 0.0; // centres of the outermost units
    int west = 0, east = 0;          // units to either side of the entry
};

// The units of one model, and the heat they can take from the loop.
struct PlantGroup {
    const PlantRule* rule = nullptr;
    const PlantModel* model = nullptr;
    int units = 0;
    double heatW = 0.0;
    std::vector<PlantRow> rows;
};

// A loop whose plant stands.
struct LoopDraft {
    const LoopRule* rule = nullptr;
    CoolantLoopId id;
    std::string name;
    double heatW = 0.0;  // design
    double roomsW = 0.0; // of heatW
    std::vector<PlantGroup> groups;
};

double plantElevationM(const BuildingDraft& building, const PlantRule& plant); // of its units' bases

// Runs of one role touch where they join: headers and entries, entries and main, main and risers, risers and headers.
// The rack side of each CDU is a circuit of its own. Fails where no standard pipe carries the flow.
void addLoopPipes(Draft& draft, const BuildingDraft& building, const LoopDraft& loop);

} // namespace hallwright::recipe
