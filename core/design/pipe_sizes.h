// Which standard pipe carries a flow.
#pragma once

#include <string>

namespace hallwright::design {

inline constexpr double designVelocityMs = 2.4; // that pipes are sized for where nobody says otherwise

// Outer diameter of the least standard steel pipe, 60 to 1219 mm, in which the flow keeps to the velocity [m]. Throws
// RuleError naming `what` where it would exceed the velocity by more than half in the largest.
double pipeDiameterM(double flowM3s, double velocityMs, const std::string& what);

// The standard pipe so many sizes larger than this diameter, or smaller if negative; the last there is if it has no such
// [m].
double otherPipeM(double diameterM, int sizesLarger);

// Mean velocity of a flow in a pipe of this outer diameter [m/s].
double pipeVelocityMs(double flowM3s, double diameterM);

} // namespace hallwright::design
