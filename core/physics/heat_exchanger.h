// Heat exchangers by effectiveness and number of transfer units (ε-NTU).
#pragma once

namespace hallwright {

enum class FlowArrangement { Counterflow, CrossflowUnmixed };

// ε for NTU = UA/Cmin and Z = Cmin/Cmax, 0..1.
double effectiveness(FlowArrangement arrangement, double ntu, double capacityRatio);

// The NTU that has this effectiveness; infinite where none has.
double ntuFor(FlowArrangement arrangement, double effectiveness, double capacityRatio);

// Q = ε Cmin (T_hot,in - T_cold,in) [W]; hot and cold are heat capacity rates ṁ cp [W/K].
struct HeatExchange {
    double heatW = 0.0;
    double effectiveness = 0.0;
    double hotOutC = 0.0;
    double coldOutC = 0.0;
};
HeatExchange exchange(FlowArrangement arrangement, double uaWK, double hotWK, double hotInC, double coldWK,
                      double coldInC);

// UA [W/K] of a unit rated to exchange `heatW` between these streams; infinite where no surface could.
double uaFromRating(FlowArrangement arrangement, double heatW, double hotWK, double hotInC, double coldWK,
                    double coldInC);

// UA away from the rating: 1/UA = 1/(hA)₁ + 1/(hA)₂ with hA ~ ṁⁿ. `hotShare`, `coldShare`: flow over rated flow.
// `hotResistance`: share of the rated resistance on the hot side, 0..1.
double uaOffDesign(double ratedUaWK, double hotShare, double hotExponent, double coldShare,
                   double coldExponent, double hotResistance);

// The cold stream [W/K] that takes `heatW` from the hot one, at most `mostWK`; infinite where not even that suffices.
// UA follows the flows as uaOffDesign says, about the rated streams.
struct RatedExchanger {
    FlowArrangement arrangement = FlowArrangement::Counterflow;
    double uaWK = 0.0;
    double hotWK = 0.0;  // of the rating
    double coldWK = 0.0; // of the rating
    double hotExponent = 0.8;
    double coldExponent = 0.8;
    double hotResistance = 0.5;
};
double coldStreamFor(const RatedExchanger& unit, double heatW, double hotWK, double hotInC, double coldInC,
                     double mostWK);
HeatExchange exchangeAt(const RatedExchanger& unit, double hotWK, double hotInC, double coldWK,
                        double coldInC);

} // namespace hallwright
