// The sample campus of five buildings, made by calls into core/design instead of from its recipe.
#pragma once

#include "core/model/site.h"

namespace hallwright::test {

SitePtr fiveBuildings();

} // namespace hallwright::test
