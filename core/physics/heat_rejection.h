// Dry coolers and cooling tower cells: heat to outdoor air at a fan power.
//
//     Q = s^m Σ Cu I/Ir,u       P = ΣPu s³       I = (Tset + R) - Ta     dry cooler
//                                                I = Tset - Twb          tower
//
// Q heat [W]; Cu heat of unit u at its rating [W]; I difference that drives the heat: entering liquid minus
// outdoor dry bulb for a dry cooler, leaving water minus wet bulb (the approach) for a tower [K]; Ir,u the
// same at the rating; R range, entering minus leaving [K]; s fan speed, one for all units [-]; m exponent of
// heat over air flow [-]; Pu fan power at full speed [W]. Fans slow down until the liquid leaves at its set
// point; where full speed is not enough the liquid leaves warmer: I = Q / Σ(Cu/Ir,u), so the heat removed
// always equals the heat brought. Nothing is cooled below Ta or Twb: with the set point at or below it there is no
// capacity at the set point, the fans run at full speed and the liquid leaves no cooler than the air. For a tower, heat in
// proportion to the approach neglects that air takes up less moisture when it is cold: below about 15 °C wet
// bulb the approach is underestimated. Source: the limit of effectiveness-NTU at fixed liquid flow; fan
// affinity. m = 0.65 is judgement (finned coils 0.5 to 0.8). Nothing is thrown; no units or no difference
// give no capacity.
//
// A unit is rated by its difference alone: Ir = approach + the loop's design range for a dry cooler, the approach
// for a tower. The outdoor temperature of the rating is not used, since in these equations only the difference
// matters.
#pragma once

#include <span>

namespace hallwright {

inline constexpr double heatOverAirflowExponent = 0.65; // m

struct Cooler {
    double capacityW = 0.0;
    double ratedDifferenceK = 0.0; // Ir
    double fanPowerW = 0.0;
};

struct CoolerState {
    double capacityW = 0.0; // at full speed with the liquid leaving at its set point
    double speed = 0.0;
    double leavingC = 0.0;
    bool shortOfCapacity = false;
};

// rangeK is R for dry coolers and 0 for towers, whose airC is the wet bulb.
CoolerState coolersAt(std::span<const Cooler> units, double heatW, double setPointC, double rangeK,
                      double airC);

// Pu s³
double coolerFanPowerW(const Cooler& unit, double speed);

// Heat of one unit at its full speed and a difference I.
double coolerCapacityW(const Cooler& unit, double differenceK);

} // namespace hallwright
