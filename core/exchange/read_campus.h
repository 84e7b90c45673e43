// The campus of a recipe: its sources of power, where its buildings stand, its pathways, and what single halls and racks
// have otherwise than their templates.
#pragma once

#include "core/exchange/recipe_model.h"

namespace hallwright::recipe {

// `recipe` has its equipment and templates already.
void readCampus(YamlMap& root, Recipe& recipe);

} // namespace hallwright::recipe
