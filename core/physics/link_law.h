// What a link of a hydraulic network loses at a flow, with all that does not depend on the flow worked out once.
//
// g(Q) and g'(Q) of core/physics/hydraulic_network.h: pipes, pumps by H0 and c or by the points of their curve, valves
// that stand open. Heads in m of the liquid, flows in m³/s. Nothing is thrown; a link that cannot pass anything says
// so.
#pragma once

#include "core/physics/hydraulic_network.h"
#include "core/physics/pipe_friction.h"

#include <vector>

namespace hallwright {

struct LinkLaw {
    bool passes = false; // open, apart from what its valve does
    bool darcy = false;
    PipeFriction friction;
    double k = 0.0, n = 2.0; // of k Q|Q|^(n-1)
    double minorK = 0.0;     // of m Q|Q|
    double gainM = 0.0;      // of a pump at no flow
    double startM3s = 0.0;   // flow to start from
    double speed = 1.0;      // of a pump with points
    std::vector<PumpPoint> points;
};

LinkLaw lawOf(const HydraulicLink& link, double viscosityM2s);
HeadLoss lossOf(const LinkLaw& law, double flowM3s);

} // namespace hallwright
