// Which hall of one version of a site stands where another version had one.
#pragma once

#include "core/model/site.h"

namespace hallwright {

// The hall of `in` that is this hall of `from`, or that came in its place: one of its name, in its building, that `from` did
// not have. Not valid where `from` has no such hall, or `in` nothing in its place. The same either way round.
HallId sameOrReplaced(const Site& from, HallId hall, const Site& in);

} // namespace hallwright
