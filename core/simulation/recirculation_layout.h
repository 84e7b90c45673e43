// A hall's racks and aisles as the estimate of its recirculation takes them (core/physics/recirculation.h).
#pragma once

#include "core/model/catalogue.h"
#include "core/physics/recirculation.h"

namespace hallwright {

// At design airflow; a rack whose type the catalogue does not know has the size of RackType's defaults.
RecirculationLayout recirculationLayoutOf(const Hall& hall, const Catalogue& catalogue);

} // namespace hallwright
