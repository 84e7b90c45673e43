// Electric chillers by the EnergyPlus/DOE-2 "electric EIR" curves.
//
//     Qcap = Qref CapFT(Tw, Tc)      x = Q / Qcap      P = (Qcap / COPref) EIRFT(Tw, Tc) EIRFPLR(x) CR
//     CapFT, EIRFT = a + b Tw + c Tw² + d Tc + e Tc² + f Tw Tc
//     EIRFPLR = a + b x + c x²       CR = min(x/xmin, 1)
//
// Q heat taken up [W]; Qcap capacity at the conditions [W]; Tw leaving chilled water [°C]; Tc entering
// condenser water, or outdoor air for an air-cooled machine [°C]; P electrical power [W]; x part load [-];
// xmin the part load below which the machine cycles (EIRFPLR is then taken at xmin).
//
// Qref and COPref are a machine's own, stated at the record's reference water and a condenser temperature of its own:
// each curve is divided by its value there, so that a machine meets its rating whatever its record gives.
//
// The curves hold inside the box they were fitted on. AI plants run warmer water: outside the box the curves
// are taken at its edge, and where the water is warmer or the condenser hotter than the box, EIRFT is scaled
// with the Carnot lift (a constant fraction of Carnot):
//     EIRFT · [L(Tw, Tc)/L(edge)],   L = ((Tc + 10) - (Tw - 3)) / (Tw - 3 + 273.15)
// with 10 K and 3 K the differences across condenser and evaporator [G]. Such a result is flagged
// `outsideFit`, with the kelvins beyond the box and the power that the scaling adds. Machines hold a lift of 15 K
// between the two and the condenser's lowest temperature of the box; in colder weather nothing more is gained.
//
// Fits are not monotone everywhere: near the hot edge of their box many give less power for more lift, since CapFT
// falls off faster than EIRFT rises. A machine that rejects its heat at Tc could as well meet every lesser lift, so
// what it draws is taken as the most that the record gives at any condenser temperature up to Tc:
//     P(Q, Tc) = max over T in [T0, Tc] of P(Q, T),     T0 the coldest condenser temperature that it makes use of
// and EIRFPLR likewise as its greatest value up to x. So power never falls with the condenser's temperature nor with
// the heat. Above full load no record was fitted, and some fall there: a machine draws at least EIRFPLR = x EIRFPLR(1),
// the same for each watt as at full load. Where the record is monotone, as all are over most of their box, this is the
// record itself.
//
// Range: the box of the record, x from xmin to 1; beyond, as above. Source: NREL/EnergyPlus datasets/Chillers.idf; the
// same records in LBNL's Modelica Buildings library. The air-cooled default is fitted on 23.9 to 51.7 °C air; it is
// used down to 15 °C, where the curve gives 7 % more input than the Carnot lift would with water at its reference, 0 to
// 19 % over its box. Nothing is thrown; zero heat, capacity or COP gives zero power.
#pragma once

#include <array>
#include <string_view>

namespace hallwright {

struct ChillerCurves {
    std::string_view name;
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
    bool airCooled = false;
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

// Beyond the box a record was fitted on: 0 within.
struct FitDistance {
    double waterK = 0.0;     // warmer or colder water
    double condenserK = 0.0; // hotter or colder condenser water or air
    double liftRatio = 1.0;  // Carnot's L(Tw, Tc)/L(edge), by which the power at the edge is scaled

    bool any() const { return waterK > 0.0 || condenserK > 0.0; }
};

// A machine at one temperature of its leaving water, for many condenser temperatures.
class ChillerAtWater
{
public:
    ChillerAtWater(const Chiller& chiller, double waterC);

    double capacityW(double condenserC) const;
    // The most at this or any hotter condenser: where a fit gives less in the cold, the machine holds its condenser
    // hotter. Never rises with the condenser's temperature.
    double reachableCapacityW(double condenserC) const;
    double leastCapacityW() const { return leastCapacityW_; } // at any condenser temperature
    double powerPerHeat(double condenserC) const;             // of the record, at full load
    // How far beyond the box the curves are used, with the temperature that the machine holds its condenser at.
    FitDistance beyondFit(double condenserC) const;
    bool outsideFit(double condenserC) const { return beyondFit(condenserC).any(); }

private:
    friend class ChillerLoad;

    struct Quadratic {
        double a = 0.0, b = 0.0, c = 0.0;
        double at(double x) const { return a + x * (b + x * c); }
    };

    double inBoxC(double condenserC) const;
    double liftRatio(double heldC) const;
    double inputRatio(double condenserC) const; // EIRFT with the lift, over that of the rating
    double partLoadInput(double partLoad) const;
    double recordPowerW(double heatW, double condenserC) const;

    double waterC_ = 0.0;
    double boxWaterC_ = 0.0;
    double coldestC_ = 0.0; // T0
    double leastC_ = 0.0, mostC_ = 0.0;
    Quadratic capacityW_;   // of the condenser's temperature
    Quadratic input_;       // of the condenser's temperature
    Quadratic inputOfLoad_; // over its value at full load
    double leastPartLoad_ = 0.0;
    double leastPartLoadInput_ = 0.0;
    double wattsPerCapacity_ = 0.0; // 1 / (COP EIRFT(rating))
    double leastCapacityW_ = 0.0;
};

// The power of `chiller` at one heat, for many condenser temperatures; `chiller` must outlive it.
class ChillerLoad
{
public:
    ChillerLoad(const ChillerAtWater& chiller, double heatW);

    double powerW(double condenserC) const;

private:
    struct Peak {
        double condenserC = 0.0;
        double powerW = 0.0;
    };

    void findPeaks();
    Peak highestBetween(double lowC, double highC) const;

    const ChillerAtWater* chiller_;
    double heatW_;
    std::array<Peak, 3> peaks_{}; // rising, of the record's power inside its box
    std::size_t peakCount_ = 0;
};

struct ChillerState {
    double capacityW = 0.0;
    double powerW = 0.0;
    double partLoad = 0.0;
    bool outsideFit = false; // of its temperatures, or beyond full load
};

double chillerCapacityW(const Chiller& chiller, double waterC, double condenserC);
ChillerState chillerAt(const Chiller& chiller, double heatW, double waterC, double condenserC);

} // namespace hallwright
