// A recipe's template of a hall: its shell, rows, containment and what cools and feeds it.
#pragma once

#include "core/exchange/recipe_model.h"

namespace hallwright::recipe {

// `recipe` has its equipment already.
HallTemplate readHallTemplate(YamlMap& map, const Recipe& recipe);

} // namespace hallwright::recipe
