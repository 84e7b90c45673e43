// What a what-if takes out of service.
#pragma once

#include "core/simulation/conditions.h"

#include <algorithm>
#include <string>
#include <vector>

namespace hallwright {

// Of one of the lists of Outages, which ascend.
template <class Id>
bool contains(const std::vector<Id>& ids, Id id)
{
    return std::binary_search(ids.begin(), ids.end(), id);
}

// "What if: CRAH 1, UPS 2 out of service."; empty where everything is in service.
std::string whatIf(const Site& site, const Outages& outages);

} // namespace hallwright
