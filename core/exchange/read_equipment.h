// A recipe's catalogues of equipment: racks, air handlers, CDUs, plant and power.
#pragma once

#include "core/exchange/recipe_model.h"

#include <string>

namespace hallwright::recipe {

void readEquipment(YamlMap& root, Recipe& recipe);

// The named power equipment, which must be of the wanted kind.
// Of `kind`, or of the other where one is given.
PowerTypeId powerType(YamlMap& map, const std::string& key, const Recipe& recipe, PowerNodeKind kind,
                      std::optional<PowerNodeKind> other = std::nullopt);

} // namespace hallwright::recipe
