// The device types of a recipe, and what it puts into racks.
#pragma once

#include "core/exchange/recipe_model.h"

#include <vector>

namespace hallwright::recipe {

Catalogue<DeviceType> readDeviceTypes(YamlMap& root);
std::vector<ContentsRule> readContents(YamlMap& root, const Recipe& recipe);

} // namespace hallwright::recipe
