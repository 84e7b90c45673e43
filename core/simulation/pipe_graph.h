// The graph that pipe runs make: joined where their centre lines touch, and cut there into stretches.
//
// Two runs are joined where their centre lines come within `jointReachM`: an end on an end, an end or a bend on the
// side of the other (a tee), or two sides that cross. Points of one run that lie closer together than that are
// one node. A run whose two ends meet is a closed ring; otherwise a run does not join itself. Runs that overlap along
// their length are joined at both ends of the overlap and lie in parallel between. Equipment is attached to the
// nearest point of all runs, however far that is; but a dead end beside it, at most `deadEndReachM` farther away than
// a pipe that passes by, is taken to be there for it. Equipment beside a run that is joined to no plant stays at a pipe that
// is, where one passes by at most `islandReachM` farther away: what is being drawn takes nothing from what is. Runs without a bore or of fewer than two distinct points are left
// out. Nothing is thrown.
#pragma once

#include "core/model/cooling_network.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace hallwright {

inline constexpr double jointReachM = 0.05;
inline constexpr double deadEndReachM = 2.0; // judgement: stacked headers lie 0.5 to 1 m apart
inline constexpr double islandReachM =
    3.0; // judgement: the equipment of another header stands farther from this one

// A part of a run between two nodes.
struct PipeStretch {
    std::size_t pipe = 0; // position in the network's pipes
    std::uint32_t from = 0, to = 0;
    Point3 fromM, toM;
    double lengthM = 0.0; // along the run
    int bends = 0;
    int teeEnds = 0; // ends at a node where three or more stretches meet: 0, 1 or 2

    bool closesOnItself() const { return from == to; }
};

struct PipeGraph {
    static constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

    std::size_t nodes = 0;
    std::vector<PipeStretch> stretches;
    std::vector<std::uint32_t> attachedTo; // node of each attached point; none where there is no pipe
    std::vector<std::size_t> leftOut;      // pipes without extent or bore
};

// `runs`: positions in `pipes` of those that can join each other. The last of the equipment, `plantUnits` of it, is plant.
PipeGraph joinPipes(const std::vector<PipeRun>& pipes, std::span<const std::size_t> runs,
                    std::span<const Point3> attached, std::size_t plantUnits = 0);

// One tree for each connected part of a graph.
struct PipeForest {
    std::vector<std::uint32_t> order;         // nodes, each after its parent
    std::vector<std::uint32_t> parent;        // of each node; none for a root
    std::vector<std::uint32_t> parentStretch; // of each node; none for a root
    std::vector<std::uint32_t> part;          // of each node: which tree
    std::vector<char> ringed;                 // of each part: more stretches than a tree has
};

PipeForest spanningForest(std::size_t nodes, std::span<const PipeStretch> stretches);

// Which stretches serve nothing: those of dead ends, cut back until a node in `attachedTo` or a junction with flow, and
// those of parts without any attached node.
std::vector<char> deadStretches(const PipeGraph& graph, const PipeForest& forest);

} // namespace hallwright
