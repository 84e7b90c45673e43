// What goes with a row, and how a hand counts it.
#pragma once

#include "core/model/object_ref.h"
#include "core/model/site.h"

#include <vector>

namespace hallwright {

// The busways that hang over a row as it stands, and are not locked: they go where it goes.
std::vector<PowerNodeId> buswaysOver(const Site& site, RowId row);

// What a hand would count: rows that are chosen with other things are left out, for they are seen as their racks.
std::vector<ObjectRef> withoutRows(const std::vector<ObjectRef>& objects);

} // namespace hallwright
