// Head, flow, speed and power of centrifugal pumps of variable speed.
//
//     h = s² (H0 - c (Q/s)^n)                              affinity: Q ~ s, h ~ s², P ~ s³
//     one point (Qd, Hd):  H0 = 4/3 Hd,  n = 2,  c = Hd/(3 Qd²),  so that h = 0 at 2 Qd
//     three points:        n = ln[(H0 - h2)/(H0 - h1)] / ln(q2/q1),  c = (H0 - h1)/q1^n
//     N equal in parallel: c / N^n
//     Ps = ρ g Q h/η,  Pe = Ps/ηd,  η = ηb x (2 - x),  x = (Q/s)/Qb
//
// h head and H0 shut-off head [m of the liquid]; Q flow [m³/s]; s speed over rated speed [-]; c, n of the curve; Ps
// shaft and Pe electric power [W]; η efficiency of the pump, ηb at its best point Qb, ηd of motor and drive [-]; ρ
// density [kg/m³]; g = 9.80665 m/s². Range: Q from 0 to the end of the curve, where h = 0; s above about 0.3, below
// which real pumps lose efficiency. Because η/x stays finite, so does the shaft power at no flow. Beyond x = 1.8 η
// keeps its value there. Source: EPANET 2.2 manual, section 3.1 (curves); affinity laws; the parabola of η through no
// flow and its best point is a usual fit (ASHRAE Handbook HVAC Systems and Equipment, ch. 44), ηd judgement, 0.90 to
// 0.95. Nothing is thrown: a duty off the curve is reported, no flow or no pump gives zeros.
#pragma once

#include <array>
#include <optional>

namespace hallwright {

inline constexpr double usualDriveEfficiency = 0.92; // ηd [-]: motor and variable-frequency drive

struct PumpCurve {
    double shutOffHeadM = 0.0; // H0
    double c = 0.0;
    double n = 2.0;

    bool operator==(const PumpCurve&) const = default;
};

struct PumpPoint {
    double flowM3s = 0.0;
    double headM = 0.0;
};

PumpCurve curveThrough(PumpPoint design);
// At no flow, at the design flow and at the greatest; none where head does not fall, or flow not grow, along them.
std::optional<PumpCurve> curveThrough(const std::array<PumpPoint, 3>& points);
PumpCurve inParallel(const PumpCurve& curve, int pumps);

double headAt(const PumpCurve& curve, double flowM3s,
              double speed = 1.0); // below 0 beyond the end of the curve
double flowAt(const PumpCurve& curve, double headM, double speed = 1.0); // 0 at shut-off head and above
double endOfCurve(const PumpCurve& curve, double speed = 1.0); // flow at no head; 0 where it has none

// The speed whose curve passes through this duty; 0 for no flow at no head.
double speedFor(const PumpCurve& curve, PumpPoint duty);

// Equal pumps of one make.
struct Pump {
    PumpCurve curve;
    double bestFlowM3s = 0.0;    // Qb
    double bestEfficiency = 0.0; // ηb
    double driveEfficiency = usualDriveEfficiency;
};
Pump pumpFor(PumpPoint design, double bestEfficiency, double driveEfficiency = usualDriveEfficiency);

struct PumpOperation {
    double speed = 0.0;
    double flowM3s = 0.0; // of all pumps
    double headM = 0.0;
    double efficiency = 0.0; // of the pump, without its drive
    double hydraulicW = 0.0; // ρ g Q h
    double shaftW = 0.0;
    double electricW = 0.0;
    bool offCurve =
        false; // the duty asks for more than `running` pumps give at `mostSpeed`; they give what they can
};
// `running` pumps in parallel that meet this duty together, at most at `mostSpeed`. Where they cannot, they run at it
// and deliver the flow at what head is left, no more flow than at the end of the curve.
PumpOperation operate(const Pump& pump, int running, PumpPoint duty, double densityKgM3,
                      double mostSpeed = 1.0);

} // namespace hallwright
