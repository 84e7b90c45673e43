// Which standard pipe carries a flow.
#pragma once

#include <string>

namespace hallwright::design {

// Outer diameter of the least standard steel pipe, 60 to 1219 mm, in which the flow keeps to the velocity [m]. Throws
// RuleError naming `what` where it would exceed the velocity by more than half in the largest.
double pipeDiameterM(double flowM3s, double velocityMs, const std::string& what);

// Mean velocity of a flow in a pipe of this outer diameter [m/s].
double pipeVelocityMs(double flowM3s, double diameterM);

} // namespace hallwright::design
