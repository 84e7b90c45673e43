// Steady-state evaluation of a site.
#pragma once

#include "core/simulation/snapshot.h"

#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace hallwright {

// What the 3D field of a hall has found (core/physics/air_field.h). The matrix may be of the hall before racks moved in
// it: then the moved racks are estimated within it.
struct HallField {
    HallId hall;
    std::shared_ptr<const RecirculationMatrix> matrix; // null: the hall has no field and is estimated
    std::string note{};                // a full sentence that the hall's results carry; or empty
    InletBasis by = InletBasis::Field; // or Flow
};

// A hall that is not among them is estimated.
using AirMatrices = std::vector<HallField>;

struct PreparedCampus; // core/simulation/prepared_campus.h
using PreparedCampusPtr = std::shared_ptr<const PreparedCampus>;

// Evaluates a site at the given conditions. Re-entrant; owns no thread. Returns nullptr if `stop` was requested before the
// result was complete.
SnapshotPtr evaluate(const SitePtr& site, const Conditions& conditions, const std::stop_token& stop = {},
                     const AirMatrices& air = {});

// The same for one version after another: goes on from what the evaluation before has left in `kept`, if any, and leaves
// there what the next can go on from; where it was stopped, `kept` stays as it was. What was computed is reused wherever
// it was of the same immutable part (the same HallPtr, the same networks) under the same conditions; where one rack of a
// hall moved, the rows of its recirculation matrix that the move cannot reach are reused too. An edit of records costs
// nothing unless racks come into service by it, or leave it. The result does not depend on `kept`.
SnapshotPtr evaluate(const SitePtr& site, const Conditions& conditions, PreparedCampusPtr& kept,
                     const std::stop_token& stop = {}, const AirMatrices& air = {});

} // namespace hallwright
