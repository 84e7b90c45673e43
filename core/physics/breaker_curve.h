// When the breaker of a feed trips under overload, whatever it carried before.
//
//     dθ/dt = (m² - θ)/τ        trips at θ = k²        at rest θ = m²
//     θ(t) = m² + (θ0 - m²) e^(-t/τ)
//     t = τ ln((m² - θ0)/(m² - k²))       for m > k; never for m ≤ k; no later than t_s for m ≥ m_s
//
// θ warmth of the bimetal, or of its image in an electronic trip unit, as the square of the load that keeps it so [-]; θ0 that
// at the beginning; m current over the breaker's rating, or power at one voltage and power factor [-]; τ time constant
// [s]; k pick-up, the load that trips it in the end [-]; m_s, t_s short-time pick-up [-] and delay [s]; t time to trip [s].
// With loads that change from time to time θ is carried on, so that an overload counts for what came before it.
//
// Range: m from 0 to 20, above which a breaker is instantaneous. k between 1.05 and 1.30: IEC 60947-2 lets a breaker pass 1.05 of
// its rating without end, and has it trip within 2 h (1 h up to 63 A) at 1.30; UL 489 within 2 h at 1.35. τ of makers' settings
// 12 to 590 s. Source: the thermal curve of IEC 60255-149 (IEC 60255-8 before), cold and hot. The default is one setting of a
// MicroLogic trip unit, whose long-time delay is stated as 400, 16 and 11 s at 1.5, 6 and 7.2 times the setting and its
// pick-up between 1.05 and 1.20 (Schneider Electric 48049-137-05): k = 1.2, τ = 400/ln(2.25/0.81) s. That the rating of a feed is
// its breaker's setting is a judgement. Nothing is thrown: a breaker warmer than its pick-up under an overload trips at
// once.
#pragma once

namespace hallwright {

struct BreakerCurve {
    double pickup = 1.2;          // k; 1.05 to 1.30
    double timeConstantS = 391.5; // τ; 12 to 590
    double shortTimeAt = 10.0;    // m_s; 1.5 to 10
    double shortTimeS = 0.1;      // t_s; 0 to 0.4
};

// θ of a breaker that has carried one load without end.
double warmthAtRest(double load);

double warmthAfter(const BreakerCurve& curve, double warmth, double load, double seconds);

// Infinite where the load never trips it.
double secondsToTrip(const BreakerCurve& curve, double warmth, double load);

} // namespace hallwright
