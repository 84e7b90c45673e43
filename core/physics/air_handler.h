// The air handlers of a hall: how much air they move, at what fan power, and how warm it leaves them.
//
//     Vs = min(o ΣVi, ΣVu)      x = Vs / ΣVu      Q_coil = Q_air + P
//     system curve   p/pu = h + (1 - h) x²                     fan curve   p/pu = s² (c - (c - 1) (x/s)²)
//     s² = (p/pu + (c - 1) x²) / c                             P = σ (ΣPu x p/pu + Vs Δp x²/η)
//     Tsup = Tset                          while Q_coil <= ΣCu
//     Tsup = Tset + D (Q_coil/ΣCu - 1)     above
//
// Vs supply air [m³/s]; Vi air through rack i [m³/s]; o oversupply [-]; Vu, Pu, Cu full-speed airflow [m³/s],
// fan power [W] and cooling capacity [W] of unit u; x airflow over full airflow and s fan speed, the same for all units
// [-]; p pressure the fans raise, pu at full flow [Pa]; h share of it that the pressure control of floor or aisle holds
// at no flow [-]; c shut-off pressure of the fan over pu [-]; Q_air heat the racks give to air [W]; D mean difference
// between air and chilled water at the rating [K]; σ density of the air over that of the rating
// (altitude.h), with which pressures fall, the held one too [-]; Δp pressure drop at full flow that the units' own fan
// power does not cover, as of an economiser (economiser.h) [Pa], η efficiency of the fans for it [-]. Fan efficiency is
// that of full flow. Above capacity the coil still removes all the heat - at steady state it must - because the air
// warms until the difference to the water, and with it the heat transfer, has grown by Q_coil/ΣCu.
// Range: x from 0 to 1. Source: fan and affinity laws, ASHRAE Handbook HVAC Systems and Equipment; c as for pumps,
// EPANET's curve from one point; h, o and D are
// judgement. Nothing is thrown; halls without units or without racks give zeros and the set point.
#pragma once

#include "core/model/hall.h"

#include <vector>

namespace hallwright {

inline constexpr double airOversupply =
    1.1; // o [-]: air handlers move 10 % more than the racks draw; 1.0..1.3
inline constexpr double heldFanPressure = 0.1; // h [-]; 0 (open discharge) to 0.4 (underfloor pressure held)
inline constexpr double fanShutOffShare = 4.0 / 3.0; // c [-]
inline constexpr double addedDropEfficiency = 0.6;   // η, wire to air; 0.5..0.7
inline constexpr double coilDifferenceK = 10.0;      // D [K]; 7..15
inline constexpr double mostOverload = 5.0;          // Q_coil/ΣCu beyond this is not followed further
inline constexpr double highestRackRiseK =
    60.0; // a rack with too little airflow draws air until it rises by this

// What fans move air through besides their own unit.
struct AirPath {
    double densityRatio = 1.0; // σ
    double addedDropPa = 0.0;  // Δp
};

struct AirSupply {
    double flowM3s = 0.0;
    double speed = 0.0;      // s
    double powerShare = 0.0; // of a unit's fan power at full speed, without the added drop
    double addedWPerM3s = 0.0; // for the added drop, by each m³/s
    double fanPowerW = 0.0;  // all units
    double fullFlowM3s = 0.0;
    double capacityW = 0.0;
    bool shortOfAir = false; // the units at full speed move less than the racks draw
};

AirSupply airSupplyOf(const std::vector<AirHandler>& units, double rackAirflowM3s, const AirPath& path = {});

// Tsup [°C].
double supplyTemperatureC(double setPointC, double coilHeatW, double capacityW);

// The air a rack draws: what its data say, or as much as keeps the rise within highestRackRiseK.
double rackAirflowM3s(double statedM3s, double heatToAirW, double heatPerVolume);

} // namespace hallwright
