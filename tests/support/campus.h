// Sites made in memory, for tests and benchmarks.
#pragma once

#include "core/model/site.h"

namespace hallwright::test {

// Two buildings of one hall each, 44 racks, every kind of thing present once or twice: "Hall A" (raised
// floor, open cold aisle, 24 air-cooled racks, four CRAHs, water-cooled chillers with towers) and "Hall B"
// (slab, fan wall, contained hot aisle, 12 air-cooled and 8 liquid-cooled racks on two CDUs, air-cooled
// chillers, dry coolers).
SitePtr smallCampus();

// `racks` racks (at least one) in halls of 500 (the last may hold fewer), four halls to a building, with
// air handlers, chillers and A/B feeds in proportion. 14,000 racks make 28 halls and about 700 power nodes.
SitePtr scaleCampus(int racks);

} // namespace hallwright::test
