// What coolant pipes carry, stretch by stretch, as the scene draws it.
#pragma once

#include "core/simulation/snapshot.h"

#include <vector>

namespace hallwright::scene {

// A pipe run, or the part of it between two junctions.
struct FlowStretch {
    std::size_t pipe = 0; // position in cooling.pipes
    bool isWhole = true;  // else the part from fromM to toM, lengthM along the run
    Point3 fromM{};
    Point3 toM{};
    double lengthM = 0.0;
    bool isKnown = false; // temperature and flow are; otherwise there is no result
    double temperatureC = 0.0;
    double flowM3s = 0.0;     // without direction
    double velocityMs = 0.0;  // 0 where only the loop's flow is known, not this pipe's
    double shareOfLoop = 0.0; // flow over the greatest in its circuit, 0..1
};

// Of all runs, in their order. A run without results of its own has those of its loop or its CDU by its role; without a
// snapshot, or with one of another cooling network, nothing is known.
std::vector<FlowStretch> pipeStretches(const Site& site, const Snapshot* snapshot);

// Whether a reader would see the difference: another stretch, 0.1 K, or 2 % of a flow.
bool looksDifferent(const std::vector<FlowStretch>& drawn, const std::vector<FlowStretch>& now);

// The part of a path between the points on it nearest to two others. Where a ring closes, or a path meets itself, two
// places are equally near: then the part whose length is nearest to lengthM.
std::vector<Point3> partOfPath(const std::vector<Point3>& pathM, const Point3& fromM, const Point3& toM,
                               double lengthM);

} // namespace hallwright::scene
