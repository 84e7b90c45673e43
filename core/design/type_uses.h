// The catalogue's entries as a whole: what is of each, and copies of one to go on from.
#pragma once

#include "core/model/site_edit.h"

#include <cstddef>
#include <map>
#include <vector>

namespace hallwright::design {

// The kinds of object that a catalogue holds, in its order.
std::vector<ObjectKind> catalogueKinds();

// How many objects are of each type that some are of.
std::map<ObjectRef, std::size_t> typeUses(const Site& site);

// A type with all values of another, by the name that comes next: "GB200 rack copy".
ObjectRef addCopyOfType(SiteEdit& edit, ObjectRef type);

// A type to fill in: as the first of its kind in a new site's catalogue, or with no values where that has none.
ObjectRef addNewType(SiteEdit& edit, ObjectKind kind);

} // namespace hallwright::design
