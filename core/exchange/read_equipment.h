// A recipe's catalogues of equipment: racks, air handlers, CDUs, plant and power.
#pragma once

#include "core/exchange/recipe_model.h"

#include <string>

namespace hallwright::recipe {

void readEquipment(YamlMap& root, Recipe& recipe);

// The named power equipment, which must be of the wanted kind.
PowerTypeId powerType(YamlMap& map, const std::string& key, const Recipe& recipe, PowerNodeKind kind);

} // namespace hallwright::recipe
