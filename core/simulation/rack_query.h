// Racks that fulfil a condition written by a person: `power > 30 kW and inlet > 26 °C`, `type = "GB200 NVL72" or row = A`.
//
//     query:      term { or term }          term: factor { and factor }
//     factor:     [not] ( comparison | "(" query ")" )
//     comparison: quantity (< | <= | = | != | >= | >) value
//
// Quantities with a number: power [kW], inlet [°C], outlet [°C], limit [°C], recirculation [%], mass [kg], gpus, liquid [%],
// x [m], y [m]; a unit may be written (W, kW, MW, %, kg, t, m, mm, C, °C) and is else the one here. With words, compared
// without regard to case, `*` for any letters: name, type, role, status, row, hall, feed, cdu.
#pragma once

#include "core/simulation/snapshot.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

// Of a site as it is evaluated. A figure that is not known fulfils no comparison.
using RackCondition = std::function<bool(const Snapshot& snapshot, const Hall& hall, std::size_t rack)>;

// Throws InputError with a sentence that names what was not understood, and what may stand there.
RackCondition readRackQuery(std::string_view text);

// In the order of the site; of one hall only, if one is given.
std::vector<RackId> racksWith(const Snapshot& snapshot, const RackCondition& condition, HallId hall = {});

} // namespace hallwright
