// Equipment by name, for `--without` and `--element`.
#pragma once

#include "core/simulation/conditions.h"

#include <span>
#include <string>
#include <string_view>

namespace hallwright::cli {

// A name is that of a power node, plant unit, air handler or CDU, as it is or with the places it stands in before it:
// "CDU 1", "Building 2/Hall B/CDU 1". Throws UsageError of `option` for a name of nothing or of several things,
// telling which names would do.
Outages outagesOf(const Site& site, std::span<const std::string> names,
                  std::string_view option = "--without");

// The names of what is out of service, with places.
std::vector<std::string> namesOf(const Site& site, const Outages& outages);

} // namespace hallwright::cli
