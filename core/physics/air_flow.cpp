#include "core/physics/air_flow.h"

#include "core/physics/wide_vectors.h"

#include <algorithm>
#include <bit>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <new>
#include <numeric>

namespace hallwright {

namespace {

double msSince(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

// F from each cell of a stretch to the one `step` further: the keys count downward in potential, in steps of `unit`.
HALLWRIGHT_WIDE void faceFlows(std::size_t count, std::size_t step, const float* __restrict t, float unit,
                               const std::int32_t* __restrict key, float* __restrict flow)
{
    for (std::size_t c = 0; c < count; ++c)
        flow[c] = t[c] * unit * static_cast<float>(key[c + step] - key[c]);
}

} // namespace

// Potentials become whole numbers, so that the order and every face's direction agree to the last bit. 31 bits: the
// difference of two fits.
struct AirFlow::Building {
    static constexpr double steps = 2147483646.0;

    const AirCells& cells;
    AirFlowScratch& scratch;
    WorkTeam& team;
    std::size_t count;
    std::array<std::size_t, 3> step;
    std::size_t guard; // before the first cell's flows
    double highest = 0.0;
    double unit = 0.0;
};

namespace {

using Keyed = AirFlowScratch::Keyed;

// By key, then in the order given: eleven bits at a time, each thread its stretch.
void radixSort(AirFlowScratch& scratch, WorkTeam& team)
{
    constexpr std::uint32_t bits = 11;
    constexpr std::size_t buckets = 1U << bits;
    scratch.otherItems.resize(scratch.items.size());
    std::vector<std::array<std::uint32_t, buckets>> counts(static_cast<std::size_t>(team.size()));
    for (std::uint32_t shift = 0; shift < 33; shift += bits) {
        const std::vector<Keyed>& items = scratch.items;
        team.share(items.size(), [&](int part, std::size_t from, std::size_t to) {
            auto& own = counts[static_cast<std::size_t>(part)];
            own.fill(0);
            for (std::size_t p = from; p < to; ++p)
                ++own[(items[p].key >> shift) % buckets];
        });
        std::uint32_t sum = 0;
        for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
            for (auto& own : counts) {
                const std::uint32_t count = own[bucket];
                own[bucket] = sum;
                sum += count;
            }
        }
        team.share(items.size(), [&](int part, std::size_t from, std::size_t to) {
            auto& own = counts[static_cast<std::size_t>(part)];
            for (std::size_t p = from; p < to; ++p)
                scratch.otherItems[own[(items[p].key >> shift) % buckets]++] = items[p];
        });
        scratch.items.swap(scratch.otherItems);
    }
}

} // namespace

AirFlow::AirFlow(const AirCells& cells, std::span<const double> potential, std::vector<AirInflow> inflows,
                 const std::vector<AirOutflow>& outflows, std::size_t racks, std::size_t supplies,
                 AirFlowScratch& scratch, WorkTeam& team)
    : n_(cells.grid.cells), racks_(racks), supplies_(supplies)
{
    const auto start = std::chrono::steady_clock::now();
    const std::size_t nx = static_cast<std::size_t>(n_[0]);
    const std::size_t plane = nx * static_cast<std::size_t>(n_[1]);
    Building b{cells, scratch, team, cells.grid.count(), {1, nx, plane}, plane};
    order(b, potential);
    timing_.sortMs = msSince(start);

    const auto listing = std::chrono::steady_clock::now();
    findFaceFlows(b);
    for (std::vector<float>& v : velocityMs_)
        v.assign(b.count, 0.0F);
    const std::vector<AirOutflow> returned = findReturns(b, inflows);
    countEdges(b, inflows, outflows, returned);
    listEdges(b, inflows);
    balance(b);
    findSinks(b, outflows, returned);
    findVelocities(b);
    timing_.listMs = msSince(listing);
}

void AirFlow::order(Building& b, std::span<const double> potential)
{
    struct alignas(64) Stretch {
        double lowest = std::numeric_limits<double>::infinity();
        double highest = -std::numeric_limits<double>::infinity();
        std::size_t open = 0;
    };
    std::vector<Stretch> stretches(static_cast<std::size_t>(b.team.size()));
    b.team.share(b.count, [&](int part, std::size_t from, std::size_t to) {
        Stretch own;
        for (std::size_t c = from; c < to; ++c) {
            if (b.cells.solid[c])
                continue;
            own.lowest = std::min(own.lowest, potential[c]);
            own.highest = std::max(own.highest, potential[c]);
            ++own.open;
        }
        stretches[static_cast<std::size_t>(part)] = own;
    });
    Stretch all;
    std::vector<std::size_t> firstItem;
    for (const Stretch& stretch : stretches) {
        firstItem.push_back(all.open);
        all.lowest = std::min(all.lowest, stretch.lowest);
        all.highest = std::max(all.highest, stretch.highest);
        all.open += stretch.open;
    }
    b.highest = all.highest;
    b.unit = all.open > 0 && all.highest > all.lowest ? (all.highest - all.lowest) / Building::steps : 0.0;
    const double perUnit = b.unit > 0.0 ? 1.0 / b.unit : 0.0;
    AirFlowScratch& scratch = b.scratch;
    scratch.key.resize(b.count + b.guard); // those behind the last cell meet no conductance
    scratch.items.resize(all.open);
    b.team.share(b.count, [&](int part, std::size_t from, std::size_t to) {
        Keyed* item = scratch.items.data() + firstItem[static_cast<std::size_t>(part)];
        for (std::size_t c = from; c < to; ++c) {
            scratch.key[c] = 0;
            if (b.cells.solid[c])
                continue;
            const double key = std::clamp((all.highest - potential[c]) * perUnit, 0.0, Building::steps);
            scratch.key[c] = static_cast<std::int32_t>(key);
            *item++ = {static_cast<std::uint32_t>(scratch.key[c]), static_cast<std::uint32_t>(c)};
        }
    });
    radixSort(scratch, b.team);
    rank_.assign(b.count, nowhere);
    firstEdge_.assign(all.open + 1, 0);
    b.team.share(all.open, [&](int, std::size_t from, std::size_t to) {
        for (std::size_t p = from; p < to; ++p)
            rank_[scratch.items[p].cell] = static_cast<std::uint32_t>(p);
    });
}

void AirFlow::findFaceFlows(Building& b)
{
    for (std::vector<float>& flow : b.scratch.flow) {
        flow.resize(b.guard + b.count);
        std::fill_n(flow.begin(), b.guard, 0.0F);
    }
    b.team.share(b.count, [&](int, std::size_t from, std::size_t to) {
        for (std::size_t a = 0; a < 3; ++a)
            faceFlows(to - from, b.step[a], b.cells.conductance[a].data() + from, static_cast<float>(b.unit),
                      b.scratch.key.data() + from, b.scratch.flow[a].data() + b.guard + from);
    });
}

// t_r φ: what leaves through the returns, and where the potential is below theirs, what comes back from there.
std::vector<AirOutflow> AirFlow::findReturns(Building& b, std::vector<AirInflow>& inflows)
{
    std::vector<AirOutflow> returned;
    for (const ReturnFace& face : b.cells.returns) {
        const double potential = b.highest - static_cast<double>(b.scratch.key[face.cell]) * b.unit;
        const double flow = static_cast<double>(face.conductance) * potential;
        const std::uint32_t behind = static_cast<std::uint32_t>(racks_);
        if (flow > 0.0)
            returned.push_back({face.cell, behind, flow});
        else if (flow < 0.0)
            inflows.push_back({face.cell, behind, -flow});
        returnsGiveAir_ = returnsGiveAir_ || flow < 0.0;
        velocityMs_[static_cast<std::size_t>(face.normal)][face.cell] +=
            static_cast<float>(face.towardsPositive ? -flow : flow) / (2.0F * face.areaM2);
    }
    return returned;
}

void AirFlow::countEdges(Building& b, std::vector<AirInflow>& inflows,
                         const std::vector<AirOutflow>& outflows, const std::vector<AirOutflow>& returned)
{
    b.scratch.outM3s.resize(cellCount());
    std::vector<std::uint32_t>& edges = firstEdge_;
    b.team.share(b.count, [&](int, std::size_t from, std::size_t to) {
        for (std::size_t c = from; c < to; ++c) {
            if (rank_[c] == nowhere)
                continue;
            std::uint32_t count = 0;
            double out = 0.0;
            for (std::size_t a = 0; a < 3; ++a) {
                const float before = b.scratch.flow[a][b.guard + c - b.step[a]];
                const float behind = -b.scratch.flow[a][b.guard + c];
                count += (before > 0.0F ? 1U : 0U) + (behind > 0.0F ? 1U : 0U);
                out -= static_cast<double>(std::min(before, 0.0F));
                out -= static_cast<double>(std::min(behind, 0.0F));
            }
            edges[rank_[c] + 1] = count;
            b.scratch.outM3s[rank_[c]] = out;
        }
    });
    std::erase_if(inflows, [](const AirInflow& inflow) { return !(inflow.flowM3s > 0.0); });
    std::stable_sort(inflows.begin(), inflows.end(),
                     [&](const AirInflow& x, const AirInflow& y) { return rank_[x.cell] < rank_[y.cell]; });
    sourceFlow_.assign(sourceCount(), 0.0);
    for (const AirInflow& inflow : inflows) {
        sourceFlow_[inflow.source] += inflow.flowM3s;
        ++edges[rank_[inflow.cell] + 1];
    }
    for (const AirOutflow& outflow : outflows)
        b.scratch.outM3s[rank_[outflow.cell]] += outflow.flowM3s;
    for (const AirOutflow& outflow : returned)
        b.scratch.outM3s[rank_[outflow.cell]] += outflow.flowM3s;
    for (std::size_t p = 0; p < cellCount(); ++p)
        edges[p + 1] += edges[p];
}

// The neighbours' edges come first in a cell's list, then the sources'.
void AirFlow::listEdges(Building& b, const std::vector<AirInflow>& inflows)
{
    edges_.resize(firstEdge_.back());
    edgeRest_.assign(firstEdge_.back(), 0.0F);
    std::uint32_t last = nowhere;
    std::uint32_t next = 0;
    for (const AirInflow& inflow : inflows) {
        const std::uint32_t p = rank_[inflow.cell];
        // From the end of the list downward, so that the neighbours can begin at its start.
        next = p == last ? next - 1 : firstEdge_[p + 1] - 1;
        last = p;
        edges_[next].up = static_cast<std::uint32_t>(cellCount()) + inflow.source;
        setEdgeShare(next, inflow.flowM3s);
    }
    b.team.share(b.count, [&](int, std::size_t from, std::size_t to) {
        for (std::size_t c = from; c < to; ++c) {
            if (rank_[c] == nowhere)
                continue;
            Edge* edge = edges_.data() + firstEdge_[rank_[c]];
            for (std::size_t a = 0; a < 3; ++a) {
                const float before = b.scratch.flow[a][b.guard + c - b.step[a]];
                const float behind = -b.scratch.flow[a][b.guard + c];
                if (before > 0.0F)
                    *edge++ = {rank_[c - b.step[a]], before};
                if (behind > 0.0F)
                    *edge++ = {rank_[c + b.step[a]], behind};
            }
        }
    });
}

// s_c = Σ_in s F / Σ_out F        w = s_u F / Σ_in s F
void AirFlow::balance(Building& b)
{
    b.scratch.scale.assign(valueCount(), 1.0);
    for (std::size_t p = 0; p < cellCount(); ++p) {
        const std::size_t from = firstEdge_[p];
        const std::size_t to = firstEdge_[p + 1];
        double unscaled = 0.0;
        double in = 0.0;
        for (std::size_t edge = from; edge < to; ++edge) {
            const double flow = edgeShare(edge);
            unscaled += flow;
            in += flow * b.scratch.scale[edges_[edge].up];
        }
        worstImbalanceM3s_ = std::max(worstImbalanceM3s_, std::abs(unscaled - b.scratch.outM3s[p]));
        const double perIn = in > 0.0 ? 1.0 / in : 0.0;
        const bool still = !(in > 0.0) || !std::isfinite(perIn);
        for (std::size_t edge = from; edge < to; ++edge)
            setEdgeShare(edge, still ? 0.0 : edgeShare(edge) * b.scratch.scale[edges_[edge].up] * perIn);
        const double scale = in / b.scratch.outM3s[p];
        b.scratch.scale[p] = !still && std::isfinite(scale) ? scale : 0.0;
        if (still)
            stillRanks_.push_back(static_cast<std::uint32_t>(p));
        else if (!std::isfinite(scale))
            stranded_.push_back({static_cast<std::uint32_t>(p), in});
    }
}

void AirFlow::findSinks(const Building& b, const std::vector<AirOutflow>& outflows,
                        const std::vector<AirOutflow>& returned)
{
    const std::size_t count = racks_ + 1;
    firstSink_.assign(count + 1, 0);
    sinkFlow_.assign(count, 0.0);
    sinks_.resize(outflows.size() + returned.size());
    sinks_.reserve(sinks_.size() + stranded_.size());
    std::vector<AirOutflow> all = outflows; // in the order of the racks
    all.insert(all.end(), returned.begin(), returned.end());
    for (std::size_t s = 0; s < all.size(); ++s) {
        const std::uint32_t p = rank_[all[s].cell];
        sinks_[s] = {p, b.scratch.scale[p] * all[s].flowM3s};
        sinkFlow_[all[s].rack] += sinks_[s].share;
        ++firstSink_[all[s].rack + 1];
    }
    for (const Sink& stranded : stranded_) {
        sinks_.push_back(stranded);
        sinkFlow_.back() += stranded.share;
        ++firstSink_.back();
    }
    for (std::size_t sink = 0; sink < count; ++sink) {
        firstSink_[sink + 1] += firstSink_[sink];
        for (std::uint32_t s = firstSink_[sink]; s < firstSink_[sink + 1]; ++s)
            sinks_[s].share = sinkFlow_[sink] > 0.0 ? sinks_[s].share / sinkFlow_[sink]
                                                    : 1.0 / (firstSink_[sink + 1] - firstSink_[sink]);
    }
}

// The mean of a cell's two faces, of which a return's is there already.
void AirFlow::findVelocities(const Building& b)
{
    const float perArea = static_cast<float>(0.5 / (b.cells.grid.cellM * b.cells.grid.cellM));
    const std::size_t rows = b.count / b.step[1];
    b.team.share(rows, [&](int, std::size_t from, std::size_t to) {
        for (std::size_t row = from; row < to; ++row) {
            const std::size_t start = row * b.step[1];
            const float* wx = b.cells.widths[0].data();
            const float wy = b.cells.widths[1][row % static_cast<std::size_t>(n_[1])];
            const float wz = b.cells.widths[2][row / static_cast<std::size_t>(n_[1])];
            const auto mean = [&](std::size_t a, std::size_t i) {
                const float* flow = b.scratch.flow[a].data() + b.guard + start + i;
                return (flow[0] + *(flow - b.step[a])) * perArea;
            };
            for (std::size_t i = 0; i < b.step[1]; ++i) {
                velocityMs_[0][start + i] += mean(0, i) / (wy * wz);
                velocityMs_[1][start + i] += mean(1, i) / (wx[i] * wz);
                velocityMs_[2][start + i] += mean(2, i) / (wx[i] * wy);
            }
        }
    });
}

void AirFlow::addVelocity(std::size_t axis, std::uint32_t cell, float velocityMs)
{
    velocityMs_[axis][cell] += velocityMs;
}

void AirFlow::carry(std::span<double> values) const
{
    std::size_t edge = 0;
    for (std::size_t p = 0; p < cellCount(); ++p) {
        double sum = 0.0;
        for (const std::size_t end = firstEdge_[p + 1]; edge < end; ++edge)
            sum += edgeShare(edge) * values[edges_[edge].up];
        values[p] = sum;
    }
}

double AirFlow::sinkValue(std::size_t sink, std::span<const double> values) const
{
    double sum = 0.0;
    for (std::uint32_t s = firstSink_[sink]; s < firstSink_[sink + 1]; ++s)
        sum += sinks_[s].share * values[sinks_[s].at];
    return sum;
}

std::vector<float> AirFlow::onGrid(std::span<const double> values, double offset, float none) const
{
    std::vector<float> grid(rank_.size(), none);
    for (std::size_t c = 0; c < rank_.size(); ++c) {
        if (rank_[c] != nowhere)
            grid[c] = static_cast<float>(values[rank_[c]] + offset);
    }
    if (!stillRanks_.empty())
        fillStillAir(grid, offset);
    return grid;
}

// Round by round from the edge of the still air inward.
void AirFlow::fillStillAir(std::vector<float>& grid, double offset) const
{
    std::vector<std::uint8_t> known(cellCount(), 1);
    for (const std::uint32_t p : stillRanks_)
        known[p] = 0;
    std::vector<std::size_t> rest;
    for (std::size_t c = 0; c < rank_.size(); ++c) {
        if (rank_[c] != nowhere && !known[rank_[c]])
            rest.push_back(c);
    }
    const std::size_t nx = static_cast<std::size_t>(n_[0]);
    const std::size_t plane = nx * static_cast<std::size_t>(n_[1]);
    const auto neighbourMean = [&](std::size_t c) {
        double sum = 0.0;
        int count = 0;
        const auto look = [&](bool inside, std::size_t n) {
            if (inside && rank_[n] != nowhere && known[rank_[n]]) {
                sum += static_cast<double>(grid[n]);
                ++count;
            }
        };
        const std::size_t i = c % nx;
        const std::size_t j = c % plane / nx;
        look(i > 0, c - 1);
        look(i + 1 < nx, c + 1);
        look(j > 0, c - nx);
        look(j + 1 < static_cast<std::size_t>(n_[1]), c + nx);
        look(c >= plane, c - plane);
        look(c + plane < rank_.size(), c + plane);
        return std::pair(count, static_cast<float>(count > 0 ? sum / count : offset));
    };
    for (bool found = true; found && !rest.empty();) {
        std::vector<std::size_t> later;
        std::vector<std::size_t> done;
        for (const std::size_t c : rest) {
            const auto [count, mean] = neighbourMean(c);
            if (count > 0) {
                grid[c] = mean;
                done.push_back(c);
            } else {
                later.push_back(c);
            }
        }
        for (const std::size_t c : done)
            known[rank_[c]] = 1;
        found = !done.empty();
        rest.swap(later);
    }
}

std::size_t AirFlow::bytes() const
{
    return rank_.size() * sizeof(std::uint32_t) + firstEdge_.size() * sizeof(std::uint32_t) +
           edges_.size() * sizeof(Edge) + edgeRest_.size() * sizeof(float) + sinks_.size() * sizeof(Sink) +
           velocityMs_[0].size() * 3 * sizeof(float);
}

std::size_t AirFlowScratch::bytes() const
{
    return (key.size() + flow[0].size() * 3) * sizeof(float) +
           (outM3s.size() + scale.size()) * sizeof(double) +
           (items.size() + otherItems.size()) * sizeof(Keyed);
}

void AirTracer::Free::operator()(float* p) const
{
    std::free(p);
}

// calloc leaves pages that are never reached untouched.
AirTracer::AirTracer(const AirFlow& flow)
    : flow_(flow), weights_(static_cast<float*>(std::calloc(flow.valueCount() * lanes, sizeof(float)))),
      waiting_(flow.cellCount() / 64 + 1, 0)
{
    if (!weights_)
        throw std::bad_alloc();
}

namespace {

// to += share * from, 16 at once
HALLWRIGHT_WIDE void pushUpstream(const float* __restrict from, float* weights, const std::uint32_t* up,
                                  const float* share, std::size_t count, std::size_t stride)
{
    for (std::size_t e = 0; e < count; ++e) {
        float* __restrict to = weights + static_cast<std::size_t>(up[e * stride]) * AirTracer::lanes;
        const float w = share[e * stride];
        for (std::size_t lane = 0; lane < AirTracer::lanes; ++lane)
            to[lane] += w * from[lane];
    }
}

} // namespace

void AirTracer::trace(std::span<const std::size_t> sinks)
{
    clearSources();
    for (std::size_t lane = 0; lane < sinks.size(); ++lane)
        start(sinks[lane], lane, 1.0);
    run();
}

void AirTracer::traceMixture(std::span<const double> parts)
{
    const double sum = std::accumulate(parts.begin(), parts.end(), 0.0);
    clearSources();
    for (std::size_t sink = 0; sink < parts.size(); ++sink) {
        if (parts[sink] > 0.0)
            start(sink, 0, parts[sink] / sum);
    }
    run();
}

void AirTracer::clearSources()
{
    std::fill_n(weights_.get() + flow_.cellCount() * lanes, flow_.sourceCount() * lanes, 0.0F);
}

void AirTracer::start(std::size_t sink, std::size_t lane, double part)
{
    for (std::uint32_t s = flow_.firstSink_[sink]; s < flow_.firstSink_[sink + 1]; ++s) {
        const AirFlow::Sink& at = flow_.sinks_[s];
        weights_[at.at * lanes + lane] += static_cast<float>(part * at.share);
        waiting_[at.at / 64] |= std::uint64_t{1} << at.at % 64;
    }
}

void AirTracer::run()
{
    constexpr float negligible =
        1e-10F; // also keeps the weights away from the smallest numbers, which are slow
    float* const weights = weights_.get();
    for (std::size_t word = waiting_.size(); word-- > 0;) {
        while (waiting_[word] != 0) {
            const int bit = 63 - std::countl_zero(waiting_[word]);
            waiting_[word] &= ~(std::uint64_t{1} << bit);
            const std::size_t p = word * 64 + static_cast<std::size_t>(bit);
            std::array<float, lanes> own;
            std::copy_n(weights + p * lanes, lanes, own.begin());
            std::fill_n(weights + p * lanes, lanes, 0.0F);
            if (*std::max_element(own.begin(), own.end()) < negligible)
                continue;
            const std::uint32_t first = flow_.firstEdge_[p];
            const std::uint32_t count = flow_.firstEdge_[p + 1] - first;
            const AirFlow::Edge* edges = flow_.edges_.data() + first;
            pushUpstream(own.data(), weights, &edges->up, &edges->share, count, 2);
            for (std::uint32_t e = 0; e < count; ++e) {
                if (edges[e].up < p)
                    waiting_[edges[e].up / 64] |= std::uint64_t{1} << edges[e].up % 64;
            }
        }
    }
}

} // namespace hallwright
