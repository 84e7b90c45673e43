// A recipe's campus while the rules of core/design build it in one edit: what the recipe says beside what came of it.
#pragma once

#include "core/exchange/recipe_model.h"
#include "core/model/site_edit.h"

#include <vector>

namespace hallwright::recipe {

struct HallDraft {
    const HallPlacement* placement = nullptr;
    const HallTemplate* rule = nullptr;
    HallId id;
    std::vector<design::RowOfRacks> rows; // as they were laid out
    design::HallTrays trays;
};

struct BuildingDraft {
    const BuildingPlacement* placement = nullptr;
    const BuildingTemplate* rule = nullptr;
    BuildingId id;
    std::vector<CoolantLoopId> loops; // as rule->loops
    std::vector<HallDraft> halls;
    PathwayId duct; // from the meet-me room to the vault; none without a vault
};

struct CampusDraft {
    const Recipe& recipe;
    SiteEdit edit;
    std::vector<BuildingDraft> buildings;
};

// What stands in racks, as the recipe has it; their figures follow.
void applyContents(CampusDraft& draft);
// Another type, power, position or status for single racks, and racks taken out, as the recipe has it.
void applyOverrides(CampusDraft& draft);
// Tags of halls and buildings.
void applyTags(CampusDraft& draft);
// What the recipe accepts.
void applyWaivers(CampusDraft& draft);

} // namespace hallwright::recipe
