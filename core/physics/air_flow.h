// How a hall's air moves from cell to cell, in the order in which it flows, and what it carries along.
//
//     F = t (φ_c - φ_n)        s_c = Σ_in s F / Σ_out F        w = s_u F / Σ_in s F        T_c = Σ_up w T_up
//
// φ: potential times the cell's size [m³/s]; t: conductance over the cell's size [-] (air_cells.h); F: flow from a cell
// c to its neighbour n of lower potential [m³/s]; s: scale of all that leaves a cell [-]; u: upstream; w: shares of a
// cell's inflow [-], summing to one; T: anything the air carries. Air flows from higher to lower potential only, so in
// the order of falling potential one pass gives T exactly (first-order upwind), and one pass in reverse order gives
// what reaches a cell from everywhere.
//
// An approximate φ leaves a small imbalance in each cell. The factor s hands it on: all that leaves a cell is scaled to
// what entered it, so that no air or heat is gained or lost on the way and it is at the racks' fronts and the returns
// that the flows differ, by as much as φ is in error. What enters a cell that nothing leaves goes to the returns from
// there.
//
// The faces' flows are in single precision, the same for both cells of a face; all sums of them, and what is carried,
// are in double: air that goes round in a dead end passes thousands of times as often as it leaves, and its rounding
// would add up to more than the heat that leaves with it.
//
// Range: any potential, exact or not; a cell that no air flows into has the value of its neighbours. Source:
// first-order upwind differences (Patankar, Numerical Heat Transfer and Fluid Flow, ch. 5), solved in the order of the
// flow, of which a potential has no circles. Nothing is thrown, but std::bad_alloc by AirTracer.
//
// Air enters cells from sources, which stand behind the cells in the arrays of values: the racks' rears, then the mixed
// air behind the returns (where a rack near a return draws air from it), then the supplies.
#pragma once

#include "core/physics/air_cells.h"

#include <limits>
#include <memory>
#include <span>

namespace hallwright {

// Where air of one source enters: [m³/s].
struct AirInflow {
    std::uint32_t cell = 0;
    std::uint32_t source = 0;
    double flowM3s = 0.0;
};

// Where racks take air in.
struct AirOutflow {
    std::uint32_t cell = 0;
    std::uint32_t rack = 0;
    double flowM3s = 0.0;
};

// Memory that a flow is worked out in, to be used again for the next.
struct AirFlowScratch {
    struct Keyed {
        std::uint32_t key = 0;
        std::uint32_t cell = 0;
    };

    std::vector<std::int32_t> key; // of each cell: 0 at the highest potential
    std::vector<Keyed> items, otherItems;
    std::array<std::vector<float>, 3>
        flow;                   // from each cell to the next, behind as many zeros as a plane has cells
    std::vector<double> outM3s; // in flow order
    std::vector<double> scale;  // s, in flow order and behind it 1 for the sources

    std::size_t bytes() const;
};

class AirFlow
{
public:
    static constexpr std::uint32_t nowhere = std::numeric_limits<std::uint32_t>::max();

    struct Timing {
        double sortMs = 0.0;
        double listMs = 0.0;
    };

    // `potential` times the cell's size [m³/s], one per cell. The racks' and supplies' inflows and the racks' outflows;
    // `racks` and `supplies` are their numbers.
    AirFlow(const AirCells& cells, std::span<const double> potential, std::vector<AirInflow> inflows,
            const std::vector<AirOutflow>& outflows, std::size_t racks, std::size_t supplies,
            AirFlowScratch& scratch, WorkTeam& team);

    std::size_t cellCount() const { return firstEdge_.size() - 1; } // those with air
    std::size_t sourceCount() const { return racks_ + 1 + supplies_; }
    std::size_t returnSource() const { return cellCount() + racks_; } // position of the mixed return air
    std::size_t valueCount() const { return cellCount() + sourceCount(); }
    bool returnsGiveAir() const { return returnsGiveAir_; } // somewhere a rack draws air from a return

    // T_c = Σ_up w T_up, in flow order: the values of the sources given, those of the cells found.
    void carry(std::span<double> values) const;
    // The air at a sink: at the racks' fronts, behind which the returns are the last sink. A rack that takes in no air
    // has the mean of the cells before it.
    double sinkValue(std::size_t sink, std::span<const double> values) const;
    double sinkFlowM3s(std::size_t sink) const { return sinkFlow_[sink]; }
    // What the cells have from a source.
    double sourceFlowM3s(std::size_t source) const { return sourceFlow_[source]; }

    // One value per cell of the grid from those in flow order, `none` in solids; air that stands still has its
    // neighbours'.
    std::vector<float> onGrid(std::span<const double> values, double offset, float none) const;

    std::span<const float> velocityMs(std::size_t axis) const { return velocityMs_[axis]; }
    // What a patch at one side of a cell adds to the mean of its two faces.
    void addVelocity(std::size_t axis, std::uint32_t cell, float velocityMs);
    double worstImbalanceM3s() const { return worstImbalanceM3s_; }
    const Timing& timing() const { return timing_; }
    std::size_t bytes() const;

private:
    struct Edge {
        std::uint32_t up = 0; // position in flow order, or a source
        float share = 0.0F;   // w; while building, F
    };
    struct Sink {
        std::uint32_t at = 0;
        double share = 0.0;
    };

    struct Building;
    friend class AirTracer;

    double edgeShare(std::size_t edge) const
    {
        return static_cast<double>(edges_[edge].share) + static_cast<double>(edgeRest_[edge]);
    }
    void setEdgeShare(std::size_t edge, double share)
    {
        edges_[edge].share = static_cast<float>(share);
        edgeRest_[edge] = static_cast<float>(share - static_cast<double>(edges_[edge].share));
    }
    void order(Building& b, std::span<const double> potential);
    void findFaceFlows(Building& b);
    std::vector<AirOutflow> findReturns(Building& b, std::vector<AirInflow>& inflows);
    void countEdges(Building& b, std::vector<AirInflow>& inflows, const std::vector<AirOutflow>& outflows,
                    const std::vector<AirOutflow>& returned);
    void listEdges(Building& b, const std::vector<AirInflow>& inflows);
    void balance(Building& b);
    void findSinks(const Building& b, const std::vector<AirOutflow>& outflows,
                   const std::vector<AirOutflow>& returned);
    void findVelocities(const Building& b);
    void fillStillAir(std::vector<float>& grid, double offset) const;

    std::array<int, 3> n_{};
    std::size_t racks_ = 0, supplies_ = 0;
    bool returnsGiveAir_ = false;
    std::vector<std::uint32_t> rank_;      // of each cell of the grid in flow order; nowhere in solids
    std::vector<std::uint32_t> firstEdge_; // cellCount + 1
    std::vector<Edge> edges_;
    std::vector<float> edgeRest_;          // what single precision leaves of each share; tracing does without
    std::vector<std::uint32_t> firstSink_; // racks + 2
    std::vector<Sink> sinks_;
    std::vector<double> sinkFlow_, sourceFlow_;
    std::vector<std::uint32_t> stillRanks_; // cells that nothing flows into
    std::vector<Sink> stranded_;            // cells that nothing flows out of; the share is what flows in
    std::array<std::vector<float>, 3> velocityMs_;
    double worstImbalanceM3s_ = 0.0;
    Timing timing_;
};

// Where the air at some sinks came from: passes against the flow, 16 sinks at a time. Not for two threads at once.
class AirTracer
{
public:
    static constexpr std::size_t lanes = 16;

    explicit AirTracer(const AirFlow& flow);

    // At most 16 sinks. The result, shares()[source * 16 + lane], sums to 1 over the sources for a sink with flow.
    void trace(std::span<const std::size_t> sinks);
    // A mixture of all sinks, of so much of each, in the first lane.
    void traceMixture(std::span<const double> parts);
    std::span<const float> shares() const
    {
        return {weights_.get() + flow_.cellCount() * lanes, flow_.sourceCount() * lanes};
    }
    std::size_t bytes() const { return flow_.valueCount() * lanes * sizeof(float); }

private:
    struct Free {
        void operator()(float* p) const;
    };

    void clearSources();
    void start(std::size_t sink, std::size_t lane, double part);
    void run();

    const AirFlow& flow_;
    std::unique_ptr<float[], Free> weights_; // 16 to each cell and source, zero between the traces
    std::vector<std::uint64_t> waiting_;     // one bit for each cell whose weights are not zero
};

} // namespace hallwright
