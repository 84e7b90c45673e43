// The steady temperatures of a hall's air: racks give out what they draw in, warmer.
//
//     Tout,i = Tin,i + P_i / (ρ cp V_i)        T_R (R + Σ U - Σ V) = R T_ret + Σ U T - Σ V Tin
//
// i: rack; V: its flow [m³/s]; P: its heat to this air, below zero behind a rear door that takes more [W]; ρ cp: heat
// capacity of the air [J/(m³ K)]; Tin, Tout: its inlet and outlet [°C]; T: the air that the cells bring to its front, a
// linear function of all Tout and of T_R [°C]; U: how much they bring, other than V by as much as the potential is in
// error [m³/s]; R, T_ret: flow and air at the returns' faces [m³/s, °C]; T_R: mixed air of the returns [°C]. What is
// too much at a front goes to the returns from there, and what is too little is taken off what goes there, so that air
// and heat are conserved to rounding, at whatever tolerance.
//
// In a dead end a rack would draw its own exhaust for ever, and no steady temperature exists or one of thousands of
// degrees; behind a rear door colder than the air it would be as far below. No inlet is followed further than 200 K
// above the mixed return or 50 K below it. The rack exchanges as much air with the returns as that takes, of its intake
// the share r [-], 0..1:
//
//     Tin = (1 - r) T + r T_R        r = (T - Tin) / (T - T_R)
//
// The heat leaves there, the fractions have the exchange too, and a notice says so.
//
// The equations are solved as a fixed point by Anderson's acceleration (Anderson 1965; Walker and Ni 2011), to 1e-5 K
// for each rack and 2e-7 of the heat. Temperatures inside are above the coldest supply's. Range: any flow with a
// supply; a rack without flow has the air before it. Source: balances of heat;
// Walker and Ni, Anderson acceleration for fixed-point iterations (2011); the two limits are judgement. Nothing is
// thrown: what does not settle is an outcome.
#pragma once

#include "core/physics/air_flow.h"

#include <optional>
#include <stop_token>

namespace hallwright {

class AirTemperatures
{
public:
    // `supplyM3s` and `rackM3s`, as in the room: what the cells let pass. All must outlive it.
    AirTemperatures(const AirRoom& room, const AirFlow& flow, std::span<const double> supplyM3s,
                    std::span<const double> rackM3s);

    struct Start {
        std::vector<double> inletC; // as room.racks; NaN where none is known
        double returnC = 0.0;
    };
    enum class Outcome { Settled, Unsettled, Stopped };
    Outcome settle(const std::optional<Start>& start, const std::stop_token& stop);

    // Of what has settled.
    std::vector<float> cellsC() const;                                  // x fastest; NaN in solids
    AirRackTemperatures rack(std::size_t i) const;                      // not left out
    const std::vector<double>& exchanged() const { return exchanged_; } // r, as room.racks
    void
    addTo(AirFieldReport& report) const; // the return, what is lost, and a notice of each rack in a dead end

private:
    struct InletLimits {
        double coldestK = 0.0, warmestK = 0.0;
    };
    struct Temperatures {
        std::vector<double> frontK, inletK;
        std::vector<double> outletK; // the last is the mixed air of the returns
        std::size_t atLimit = 0;     // inlets
    };

    double coldestSupplyC() const;
    std::vector<double> firstOutlets(const std::optional<Start>& start) const;
    InletLimits inletLimits() const;
    Temperatures broughtAbout(const InletLimits& limits) const;
    double balancedReturnK(double facesK, std::span<const double> frontK,
                           std::span<const double> inletK) const;
    bool agree(std::span<const double> givenK, std::span<const double> foundK) const;
    void exchangeInDeadEnds();

    double riseK(std::size_t rack) const; // P / (ρ cp V); below zero behind a cold rear door
    double gainedK() const;               // Σ P / (ρ cp) [m³ K/s]
    double balanceScaleK() const;         // what heat that goes astray is judged by [m³ K/s]
    double suppliedM3s() const;
    double returnK() const { return found_.outletK.back(); }

    const AirRoom& room_;
    const AirFlow& flow_;
    std::span<const double> supplyM3s_, rackM3s_;
    double baseC_ = 0.0;         // the coldest supply
    std::vector<double> values_; // of the flow, above it
    Temperatures found_;
    std::vector<double> exchanged_;
};

} // namespace hallwright
