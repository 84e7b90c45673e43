// From a recipe to a checked site: what it says in the order in which the rules of core/design need it.
#pragma once

#include "core/exchange/recipe_model.h"

namespace hallwright::recipe {

SitePtr buildSite(const Recipe& recipe);

} // namespace hallwright::recipe
