// Rooms whose air the tests solve, and what every field of them must keep.
#pragma once

#include "core/physics/air_field.h"

#include <QString>

#include <random>
#include <span>
#include <vector>

namespace hallwright::test {

inline constexpr double rowSumTolerance = 1e-6; // asked of the fractions
inline constexpr double fractionsToleranceK =
    1e-3; // between the field's inlets and those that its fractions give ...
inline constexpr double fractionsRiseK =
    25.0; // ... where they are warmer than the supply by no more; in proportion beyond
inline constexpr double returnToleranceK = 1e-4; // of the bulk return against the energy balance
inline constexpr double mostAmiss =
    1e-3; // of the racks' air over the supply, ten times the potential's tolerance
inline constexpr double mostLost = 1e-6;  // of heat or air, relative: what the program promises
inline constexpr double roundingK = 1e-4; // single precision over some hundred cells

AirFieldOptions cells(double cellM, double tolerance = 1e-4);

// A duct along x, 6 x 1.2 x 2.4 m: 1.5 m³/s enter over the whole west wall and leave over the whole east wall.
AirRoom duct();

// The duct's last 1.2 m; before them walls on both sides of an alcove 6 m deep.
AirRoom ductWithAlcove();

// 0.6 x 1.2 x 2.1 m; its south-west corner at (x, y), its front south or north.
AirRack rackAt(int id, double x, double y, bool frontSouth, double flowM3s = 0.5, double heatW = 6000.0);

// 6 x 6 x 3 m: one rack in the middle, air from the floor before it, a return in the ceiling behind it.
AirRoom roomOfOneRack();
RecirculationLayout layoutOf(const AirRoom& room);
double supplyM3s(const AirRoom& room);

// What the energy balance makes of the air that leaves: Σ V T + Σ P / (ρ cp) over Σ V of the supplies, without the racks
// that were left out.
double balancedReturnC(const AirField& field);
double coldestSupplyC(const AirRoom& room);
double rowSum(const RecirculationMatrix& matrix, std::size_t i);

// The worst difference between the inlets of the field and those that its fractions give [K]. All supplies must have
// one temperature.
double fractionsErrorK(const AirField& field);
std::vector<double> inletsC(const AirField& field);
double rmse(const std::vector<double>& a, std::span<const double> b);
double mean(const std::vector<double>& a);

// Racks on a grid of places, each turned either way, some without load; floor tiles and ceiling grilles anywhere.
AirRoom randomRoom(std::mt19937& random);
QString sentencesOf(const std::vector<AirProblem>& problems);
QString problemsOf(const AirField& field);

// Finite everywhere, rows that sum to one, as much heat out as in: whatever was left out.
QString brokenLaw(const AirField& field);

} // namespace hallwright::test
