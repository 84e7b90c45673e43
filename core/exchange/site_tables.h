// The tables that stand beside a report, for spreadsheets: CSV after RFC 4180 with a header, lines ended by a line feed, SI with
// the unit at the end of each heading. What is not known is empty, never 0. `core/exchange/racks_csv.h` and `capacity_csv.h` are
// two more.
#pragma once

#include "core/rules/findings.h"
#include "core/simulation/snapshot.h"

#include <string>

namespace hallwright {

// A line for each building, and for each hall, with every figure of core/simulation/figures.h under its key.
std::string buildingsCsv(const Snapshot& snapshot);
std::string hallsCsv(const Snapshot& snapshot);

// A line for each air handler, CDU, unit of the plant and node of the power network. `load_w` is the heat that it takes or the
// power that it delivers, `power_w` what it draws itself; `capacity_w` of plant is that of the outdoor conditions.
std::string equipmentCsv(const Snapshot& snapshot);

// A line for each node that racks hang on, with how many on which side, and what it carries with the other side lost.
std::string feedsCsv(const Snapshot& snapshot);

// Open ones, the worst first, then those that are waived, with why.
std::string findingsCsv(const Site& site, const Findings& findings);

// What the site is built of (core/model/bill_of_materials.h), with each fibre run. A mass is given where that of every rack of
// the line is known.
std::string materialsCsv(const Site& site);

} // namespace hallwright
