// Electric chillers by the EnergyPlus/DOE-2 "electric EIR" curves.
//
//     Qcap = Qref CapFT(Tw, Tc)      x = Q / Qcap      P = (Qcap / COPref) EIRFT(Tw, Tc) EIRFPLR(x) CR
//     CapFT, EIRFT = a + b Tw + c Tw² + d Tc + e Tc² + f Tw Tc      EIRFPLR = a + b x + c x²      CR =
//     min(x/xmin, 1)
//
// Q heat taken up [W]; Qcap capacity at the conditions [W]; Tw leaving chilled water [°C]; Tc entering
// condenser water, or outdoor air for an air-cooled machine [°C]; P electrical power [W]; x part load [-];
// xmin the part load below which the machine cycles (EIRFPLR is then taken at xmin).
//
// The curves hold inside the box they were fitted on. AI plants run warmer water: outside the box the curves
// are taken at its edge, and where the water is warmer or the condenser hotter than the box, EIRFT is scaled
// with the Carnot lift (a constant fraction of Carnot):
//     EIRFT · [L(Tw, Tc)/L(edge)],   L = ((Tc + 10) - (Tw - 3)) / (Tw - 3 + 273.15)
// with 10 K and 3 K the differences across condenser and evaporator [G]. Such a result is flagged
// `outsideFit`. Machines hold a lift of 15 K between the two and the condenser's lowest temperature of the
// box; in colder weather nothing more is gained.
//
// Source: NREL/EnergyPlus datasets/Chillers.idf; the same records in LBNL's Modelica Buildings library. The
// box of the air-cooled record is not published where we read it: 4.4 to 12.8 °C water, 15 to 46 °C air is
// assumed. Nothing is thrown; zero heat or capacity gives zero power.
#pragma once

#include <array>

namespace hallwright {

struct ChillerCurves {
    const char* name = "";
    double referenceCapacityW = 0.0;
    double referenceCop = 0.0;
    double referenceWaterC = 0.0;               // leaving chilled water
    double referenceCondenserC = 0.0;           // entering condenser water, or outdoor air
    double leastWaterC = 0.0, mostWaterC = 0.0; // the fitted box
    double leastCondenserC = 0.0, mostCondenserC = 0.0;
    double leastPartLoad = 0.0; // xmin
    std::array<double, 6> capacityOfT{};
    std::array<double, 6> inputOfT{};
    std::array<double, 3> inputOfLoad{};
};

extern const ChillerCurves airCooledYcal;      // York YCAL, 100.6 kW, COP 3.1
extern const ChillerCurves waterCooledCarrier; // Carrier 19XR VSD, 2,391 kW, COP 6.44

// A machine of `curves`' make, scaled to a capacity and COP stated at a condenser temperature of its own.
struct Chiller {
    const ChillerCurves& curves;
    double capacityW = 0.0;
    double cop = 0.0;
    double ratedCondenserC = 0.0; // any; the water of the rating is always at the curves' reference
};

struct ChillerState {
    double capacityW = 0.0;
    double powerW = 0.0;
    double partLoad = 0.0;
    bool outsideFit = false;
};

double chillerCapacityW(const Chiller& chiller, double waterC, double condenserC);
ChillerState chillerAt(const Chiller& chiller, double heatW, double waterC, double condenserC);

} // namespace hallwright
