// Cooling tower cells: water cooled by evaporation into outdoor air.
//
//     Q = ε Cmin (Tin - Twb)        Tin = Tout + Q/Cw        Ca = x ma cpe
//     cpe = (h(Twb,out) - h(Twb)) / (Twb,out - Twb)
//     h(Twb,out) = h(Twb) + Q / (x ma)        UAe = UA0 (cpe/cpe0) (1 + 0.0081 (Twb0 - Twb)) (1.3 x - 0.3 x²)
//     x = s σ        P = σ P0 s³        E = x ma (Ws(Twb,out) - W)
//
// Merkel's tower as a heat exchanger in counterflow between water and a gas whose temperature is the air's wet bulb:
// Q heat [W]; Tin, Tout water [°C]; Twb, Twb,out wet bulb of the air in and out [°C]; h enthalpy of saturated air per
// dry air [J/kg]; cpe = dh/dTwb heat capacity of that gas [J/(kg K)]; Cw, Ca heat capacity rates of water and gas, Cmin
// the lesser [W/K]; ε from UAe/Cmin and Cmin/Cmax (heat_exchanger.h); s fan speed over full speed, σ density of the
// site's air over that of the rating (altitude.h), x air over that of the rating [-]; ma dry air of the rating [kg/s];
// P fan power [W]; E evaporation [kg/s]; W humidity ratio of the outdoor air, Ws that of saturated air [-]. Index 0:
// the rating, at sea level. Thin air takes up more moisture and enthalpy by the kilogram, so that a tower's capacity
// hardly changes with altitude. Cold air takes up less moisture, so cpe falls and the approach Tout - Twb grows.
//
// The rating gives heat, wet bulb, approach and range; its water flow is Q0/range at any load. The air flow of the
// rating is not published as a rule: it is taken such that the air leaves at the mean temperature of the water, which
// is judgement (water over air 1.1 to 1.5 by mass at usual ratings).
// Merkel's air leaves saturated, so that its enthalpy says its humidity: what of the heat warms the air evaporates
// nothing, and dry and hot air, which is cooled as well, takes up more water than the heat alone. For 1 MW that is
// 0.42 kg/s at 35 °C and 25.6 °C wet bulb, rated for a range of 5.56 K; published rules say 0.8 to 1 % of the flow for
// each 10 °F of range (Marley, Cooling Tower Fundamentals; FEMP, Cooling Towers), 0.34 to 0.43 kg/s.
// Range: 0.1 to 1 of full speed, wet bulb -40 to 35 °C. The factor of the wet bulb is held beyond -10..25 K from the
// rating; cpe is held at 1.5 of its rating, where a tower is loaded far beyond it, so that more heat always means
// warmer water. Source: Merkel's theory with Scheier's factors as in EnergyPlus (CoolingTower:VariableSpeed:Merkel) and
// LBNL's Modelica Buildings library. Nothing is thrown; a rating without heat has no capacity.
//
// YorkCalc's approach is a fit to a maker's catalogue, a cross-check:
//     A = Σ c_ijk Twb^i R^j (L/G)^k,  i, j, k = 0..2
// A approach, R range [K], L/G ratio of the water's to the air's flow ratio to the rating [-]. Range: Twb -34 to
// 26.7 °C, R 1.1 to 22.2 K, flow ratios 0.75 to 1.25. Source: EnergyPlus; coefficients as in the Modelica library.
#pragma once

namespace hallwright {

inline constexpr double ratedTowerRangeK = 5.56; // 10 °F, at which towers are commonly rated

struct TowerRating {
    double capacityW = 0.0;
    double wetBulbC = 0.0;
    double approachK = 0.0;
    double rangeK = ratedTowerRangeK;
    double fanPowerW = 0.0; // P0
};

// A tower in one weather, for many heats and speeds.
class CoolingTower
{
public:
    CoolingTower(const TowerRating& rating, double wetBulbC, double pressurePa);

    // Water that leaves when it brings this heat; never below the wet bulb, and rising with the heat. Infinite where
    // no air moves or there is no tower.
    double leavingC(double heatW, double speed) const;
    // Heat with which the water leaves at this temperature.
    double heatW(double leavingC, double speed) const;
    // The least speed at which it leaves no warmer; 1 where none is enough.
    double speedFor(double heatW, double leavingC) const;

    // What this heat evaporates into air of this humidity ratio.
    double evaporationKgS(double heatW, double speed, double humidityRatio) const;

    double fanPowerW(double speed) const;
    double waterWK() const; // Cw
    double wetBulbC() const { return wetBulbC_; }

private:
    double equivalentHeat(double riseJkg) const; // cpe

    TowerRating rating_;
    double wetBulbC_ = 0.0;
    double pressurePa_ = 0.0;
    double enthalpyJkg_ = 0.0; // h(Twb)
    double airKgS_ = 0.0;      // ma
    double densityRatio_ = 1.0; // σ
    double uaPerHeat_ = 0.0;   // UA0/cpe0 and the factor of the wet bulb
    double mostRiseJkg_ = 0.0; // of the air, with mostRiseK_ of its wet bulb
    double mostRiseK_ = 0.0;
    double leastHeat_ = 0.0; // cpe at the wet bulb itself
    double mostHeat_ = 0.0;  // at which cpe is held
};

double yorkCalcApproachK(double rangeK, double wetBulbC, double waterShare, double airShare);

} // namespace hallwright
