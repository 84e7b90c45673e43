// What came of solving a hall's air: whether the field may be used, what is wrong with it, how exact it is and how long
// it took; and what the racks draw in and give out.
//
//     residual = |q - A φ| / |q|        massResidual = |Σ out - Σ V_s| / Σ V_s
//     energyResidual = |Σ out T_R - Σ V_s T_s - Σ P/(ρ cp)| / max(|Σ P/(ρ cp)|, Σ V_s · 1 K)
//
// φ, A, q: the potential's equations (air_multigrid.h); out: all air that leaves [m³/s]; T_R: its mixed temperature [K
// above the coldest supply]; V_s, T_s: the supplies' flows and temperatures, likewise; P: the racks' heat [W]; ρ cp:
// heat capacity of the air [J/(m³ K)]. All residuals are relative [-].
//
// Range: any field, those with problems too. Source: balances of air and heat, by definition. Nothing is thrown.
#pragma once

#include <string>
#include <vector>

namespace hallwright {

enum class AirProblemKind {
    NoSupply, // or hardly any
    NoReturn,
    NoSteadyState, // a supply of unknown temperature
    SealedRack,    // no air can leave towards a return from where it blows or draws
    BlockedRack,   // a side is covered, or it moves no air
    CoveredSupply, // wholly, or for the most part
    SealedPocket,
    DeadEnd, // a rack whose exhaust comes back to it for ever: heat of it goes straight to the returns
    TooCoarse,
    NotConverged,
    Simplified // AirRoom::simplifications
};

struct AirProblem {
    AirProblemKind kind = AirProblemKind::NoSupply;
    std::string sentence; // full, names the rack or the place
};

struct AirFieldReport {
    int iterations = 0; // of the potential
    double residual = 0.0;
    double massResidual = 0.0;
    double energyResidual = 0.0;
    // What the potential's error makes up for on the way, over the supply flow: the worst cell's imbalance, and what
    // all racks' fronts get more or less than the racks draw.
    double cellImbalance = 0.0, frontImbalance = 0.0;
    double returnC = 0.0; // mixed air of the returns
    double setUpMs = 0.0, solveMs = 0.0, sortMs = 0.0, sweepMs = 0.0;
    std::vector<AirProblem> problems; // empty: the field may be used
    std::vector<AirProblem> notices;  // of single racks and supplies; the rest of the field holds
    bool usable() const { return problems.empty(); }
    bool hasNoSteadyState() const
    {
        return !usable() && problems.front().kind == AirProblemKind::NoSteadyState;
    }
};

std::string problemsOf(const AirFieldReport& report); // one sentence after the other

struct AirRackTemperatures {
    double inletC = 0.0;
    double outletC = 0.0;
    bool leftOut =
        false; // its air and heat are not in the field, as a notice says; both are then those of the air around
};

} // namespace hallwright
