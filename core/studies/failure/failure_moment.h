// A site at one moment of a failure, for pictures: which racks are off, and how much warmer the air before the others is.
//
//     T_i(t) = T_i(0) + T_hall(t) - T_hall(0)
//
// T_i inlet of a rack, T_hall hottest inlet of its hall [°C], t time since the failure [s]; T_i(0) and T_hall(0) of the steady
// state before. Racks that are off draw and give off nothing. Range: as the transient has it, one air for each hall
// (core/studies/failure/site_lumps.h); all else of the results is that of the steady state before. Nothing is thrown.
#pragma once

#include "core/simulation/snapshot.h"
#include "core/studies/failure/failure.h"

namespace hallwright {

// `before` is of the failure's site; if it is of another, it is given back as it is.
SnapshotPtr momentOf(const Cascade& cascade, const SnapshotPtr& before, double timeS);

} // namespace hallwright
