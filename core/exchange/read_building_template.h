// A recipe's template of a building: its rooms and halls, its electrical sides, its loops with their plant.
#pragma once

#include "core/exchange/recipe_model.h"

namespace hallwright::recipe {

// `recipe` has its equipment and hall templates already.
BuildingTemplate readBuildingTemplate(YamlMap& map, const Recipe& recipe);

} // namespace hallwright::recipe
