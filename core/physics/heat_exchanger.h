// Heat exchangers by effectiveness and number of transfer units (ε-NTU).
//
//     Cmin, Cmax = lesser and greater of Ch, Cc     Z = Cmin/Cmax     NTU = UA/Cmin     Q = ε Cmin (Th - Tc)
//     counterflow        ε = (1 - e^(-NTU (1-Z))) / (1 - Z e^(-NTU (1-Z)));    Z = 1: NTU/(1 + NTU)
//     cross-flow, both   ε = 1 - exp[(e^(-NTU Z a) - 1)/(Z a)], a = NTU^-0.22; Z = 0: 1 - e^-NTU
//     streams unmixed
//     off its rating     UA0/UA = r sh^-nh + (1 - r) sc^-nc
//
// Ch, Cc heat capacity rates ṁ cp of the hot and cold stream [W/K]; Th, Tc their inlet temperatures [°C]; UA overall
// conductance [W/K]; Q heat from hot to cold [W], negative where the "hot" inlet is the colder one; r share of the
// rated resistance on the hot side [-]; sh, sc flow over rated flow [-]; nh, nc exponents of hA ~ ṁⁿ: 0.8 turbulent
// liquid, 0.5..0.6 the air side of finned coils. Range: constant properties, no phase change; Z 0..1, NTU from 0 to
// infinity; the cross-flow form is a correlation, within 1.7 % of the exact series for NTU 1 to 7 and 4 %
// everywhere, the worst of it below NTU 0.5. Source: Kays and London, Compact
// Heat Exchangers; Incropera et al., Fundamentals of Heat and Mass Transfer, ch. 11. Nothing is thrown: a stream that
// does not flow, no surface or what is no number exchanges nothing.
#pragma once

namespace hallwright {

enum class FlowArrangement { Counterflow, CrossflowUnmixed };

// ε for NTU = UA/Cmin and Z = Cmin/Cmax, 0..1.
double effectiveness(FlowArrangement arrangement, double ntu, double capacityRatio);

// The NTU that has this effectiveness; infinite where none has.
double ntuFor(FlowArrangement arrangement, double effectiveness, double capacityRatio);

// Q = ε Cmin (T_hot,in - T_cold,in) [W]; hot and cold are heat capacity rates ṁ cp [W/K]. A stream that does not flow
// leaves at its inlet temperature.
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

// A unit whose UA follows the flows as uaOffDesign says, about the rated streams. A rated stream of 0 leaves the
// UA of that side as rated at any flow.
struct RatedExchanger {
    FlowArrangement arrangement = FlowArrangement::Counterflow;
    double uaWK = 0.0;
    double hotWK = 0.0;  // of the rating
    double coldWK = 0.0; // of the rating
    double hotExponent = 0.8;
    double coldExponent = 0.8;
    double hotResistance = 0.5;
};
// The least cold stream [W/K] that takes `heatW` from the hot one, at most `mostWK` (which may be infinite); infinite
// where not even that suffices, 0 where no heat is asked for. Heat grows with the cold stream, so there is one.
double coldStreamFor(const RatedExchanger& unit, double heatW, double hotWK, double hotInC, double coldInC,
                     double mostWK);
HeatExchange exchangeAt(const RatedExchanger& unit, double hotWK, double hotInC, double coldWK,
                        double coldInC);

} // namespace hallwright
