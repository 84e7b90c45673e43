// What the window's capacity table is exported as: one line per place.
#pragma once

#include "core/studies/capacity/capacity.h"

#include <string>

namespace hallwright {

// CSV after RFC 4180 with a header, lines ended by a line feed: the place asked about and what lies in it, down to rows,
// with what is left of each, on the load asked for, and what keeps most of its free positions empty. Empty is what is
// not known, and what stops the next rack where nothing but space does.
std::string capacityCsv(const Capacity& capacity);

} // namespace hallwright
