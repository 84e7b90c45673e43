// How far a hall's inlet temperatures are from CFD, as our own comparisons found it (docs/air.md).
//
//     u = √(Σ (T_in,i - T_CFD,i)² / n)          w = max |T_in,i - T_CFD,i|          β = V_supply / V_racks
//
// u: root mean square difference of the n racks' inlets from CFD [K], bias included, so that it bounds the error of the
// hall's mean too. w: the largest difference of one rack [K], which is what stands behind the inlet of a rack, or of the
// warmest: a hall's mean square says little of the one rack that matters. β: supply air over the air that the racks
// draw [-]. CFD is OpenFOAM 1912 buoyantSimpleFoam, k-ε. Found, u and w in K:
//
//     case                                                        β     flow          field         estimate
//     H20, open cold aisle, floor blowing at 0.9 to 1.8 m/s       0.6   1.20  3.30    1.60  3.01    0.94  2.40
//                                                                 0.8   0.38  0.85    0.61  1.24    0.55  1.07 (fitted mean)
//                                                                 1.0   0.24  0.53    1.37  1.99    0.81  2.25
//                                                                 1.2   0.33  1.16    1.19  2.70    1.19  2.88
//     B, closed hot aisle on a slab                               1.1   0.36  1.20    0.74  0.78    0.59  0.66
//     A, open cold aisles, floor blowing at 3.5 m/s               1.1   0.78  2.00    4.08  9.95    3.80  9.34
//
// The flow's own constants were chosen on H20 and on HAC18, a closed hot aisle with slots at its doors, whose figures stand
// in the line of B, where it has 0.16 and 0.35 K: those of halls that it was chosen on may be smaller than another's.
//
// A hall takes the figure of the case it resembles, between two supply ratios the larger one, rounded up to 0.1 K. Halls
// whose aisles of either kind are all closed resemble B: what parts the air is the same, on whichever side it stands. What
// no case resembles - more or less supply, open aisles on a slab, several of them over a gentle floor, faster floors - takes
// the largest figure found and is marked as not compared: its error may be larger. How far CFD is from a measured hall comes
// on top and is not assessed.
// Nothing is thrown.
#pragma once

#include "core/simulation/snapshot.h"

#include <optional>
#include <string>
#include <string_view>

namespace hallwright {

struct InletUncertainty {
    double rmsK = 0.0;     // of the hall's mean inlet
    double worstK = 0.0;   // of the inlet of one rack, so of the warmest
    bool compared = false; // a comparison case resembles the hall

    bool operator==(const InletUncertainty&) const = default;
};

// None where no rack draws air. Of the model that its inlets rest on, or of another one. A field or flow with racks moved in it has
// the larger figure of it and the estimate.
std::optional<InletUncertainty> inletUncertaintyOf(const HallResult& hall);
std::optional<InletUncertainty> inletUncertaintyOf(const HallResult& hall, InletModel model);

// Whether a rack that runs is within its limit, but by less than `worstK`: the model cannot tell whether it is over.
bool isUndecided(const RackResult& rack, double worstK);
std::size_t racksUndecided(const HallResult& hall);

std::string_view nameOf(InletModel model);            // "estimate", "field", "flow-moved" ...: in JSON
std::string_view inletModelInWords(InletModel model); // "estimate from geometry", "3D flow" ...: for people

// What the ± after an inlet means, in full sentences that name no figure.
std::string_view meaningOf(const InletUncertainty& uncertainty);

// Where the uncertainty of this hall's inlets comes from: its figures, the model, the compared hall, in a full sentence.
std::string derivationOf(const HallResult& hall);

} // namespace hallwright
