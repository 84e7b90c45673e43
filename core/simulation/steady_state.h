// What has no steady state: heat that nothing takes warms a loop or a hall for as long as it lasts.
//
//     Q > 1e-9 Q_all   =>   dT/dt > 0
//
// Q heat that nothing takes, Q_all that of the loop or hall [W]. No temperature downstream of it is known: the loop's own, those
// of a hall's air and inlets where the air itself or a loop of its air handlers or rear doors keeps heat, those of a hall's
// coolant where a loop of its CDUs does. They are no numbers, or none; a hall without known air has no warmest rack and none
// over its limit. A PUE is of what is cooled, so that building and campus have none; nor have they where a plant
// that is short of capacity lets its loop warm above the set point, where the pumps of a loop deliver less water than its equipment
// asks for, or where the air handlers that an outage leaves move too little air or too warm: what compressors, pumps and fans
// draw less for that is no efficiency, and an outage would better it. Powers and flows stay: they are those of the moment before.
#pragma once

#include "core/simulation/campus_loops.h"
#include "core/simulation/snapshot.h"

namespace hallwright {

// Takes out of `snapshot`, whose halls, loops and plant are complete, what is not known, and notes why there is no PUE. To be
// called once.
void blankWhatIsUnsteady(Snapshot& snapshot, const CampusLoops& loops);

// Of buildings that are complete: whether each has a steady state, and is cooled as its loops should.
void markUncooledBuildings(Snapshot& snapshot, const CampusLoops& loops);

} // namespace hallwright
