#include "core/physics/buoyant_transport.h"

#include "core/physics/buoyant_mixing.h"
#include "core/physics/buoyant_transport_rows.h"
#include "core/physics/work_team.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <unordered_map>

namespace hallwright::buoyant {

namespace {

constexpr double mixingMolecular = 1.5e-5 / 0.7, mixingPerTurbulent = 1.0 / 0.85;
constexpr int mostTracingSweeps = 800, mostSettlingSweeps = 4000;
constexpr float traceTolerance = 2e-5F;           // of a share that a cell hands on
constexpr double finestK = 1e-7, settledK = 1e-5; // [K], of a sweep's largest change
constexpr double settledEnergy = 3e-7;
constexpr double hottestAboveReturnK = 200.0;

} // namespace

// Rows of cells in all eight directions; a row is visited where it or one beside it has changed.
class RowSweep
{
public:
    RowSweep(const std::array<int, 3>& n, std::span<const std::uint32_t> rowStart)
        : n_(n), rowStart_(rowStart), awake_(rowStart.size() - 1, 1)
    {
    }

    // visit(row, first cell, step, count) returns whether the row changed by more than what counts.
    template <class Visit>
    bool run(int sweep, const Visit& visit)
    {
        bool any = false;
        const bool backX = sweep & 1;
        const bool backY = ((sweep >> 1) ^ sweep) & 1;
        const bool backZ = ((sweep >> 2) ^ sweep) & 1;
        for (int kk = 0; kk < n_[2]; ++kk) {
            const int k = backZ ? n_[2] - 1 - kk : kk;
            for (int jj = 0; jj < n_[1]; ++jj) {
                const int j = backY ? n_[1] - 1 - jj : jj;
                const std::size_t row = rowAt(k, j);
                const std::size_t from = rowStart_[row];
                const std::size_t to = rowStart_[row + 1];
                if (!awake_[row] || from == to)
                    continue;
                awake_[row] = 0;
                if (!visit(row, backX ? to - 1 : from, backX ? -1 : 1, to - from))
                    continue;
                any = true;
                wake(j, k);
            }
        }
        return any;
    }

    void wakeAll() { std::fill(awake_.begin(), awake_.end(), std::uint8_t{1}); }

private:
    std::size_t rowAt(int k, int j) const
    {
        return static_cast<std::size_t>(k) * static_cast<std::size_t>(n_[1]) + static_cast<std::size_t>(j);
    }

    void wake(int j, int k)
    {
        const std::size_t row = rowAt(k, j);
        const std::size_t plane = static_cast<std::size_t>(n_[1]);
        awake_[row] = 1;
        if (j > 0)
            awake_[row - 1] = 1;
        if (j + 1 < n_[1])
            awake_[row + 1] = 1;
        if (k > 0)
            awake_[row - plane] = 1;
        if (k + 1 < n_[2])
            awake_[row + plane] = 1;
    }

    std::array<int, 3> n_;
    std::span<const std::uint32_t> rowStart_;
    std::vector<std::uint8_t> awake_;
};

BuoyantTransport::BuoyantTransport(const BuoyantMesh& mesh, const std::array<Values, 3>& velocity,
                                   const Values& viscosity)
    : n_(mesh.lattice.n), racks_(mesh.racks.size()), supplies_(mesh.supplies.size())
{
    listCells(mesh);
    joinCells(mesh, velocity, viscosity);
    listSources(mesh, velocity);
}

void BuoyantTransport::listCells(const BuoyantMesh& mesh)
{
    const Lattice& l = mesh.lattice;
    number_.assign(static_cast<std::size_t>(l.total), -1);
    place_.reserve(mesh.fluidCells);
    l.forCells([&](int i, int, int, Index c) {
        if (i == 1)
            rowStart_.push_back(static_cast<std::uint32_t>(place_.size()));
        if (mesh.fluid[c] <= 0.0F)
            return;
        number_[static_cast<std::size_t>(c)] = static_cast<std::int32_t>(place_.size());
        place_.push_back(static_cast<std::int32_t>(c));
    });
    rowStart_.push_back(static_cast<std::uint32_t>(place_.size()));
}

// max(F, 0) + D of every face between two cells
void BuoyantTransport::joinCells(const BuoyantMesh& mesh, const std::array<Values, 3>& velocity,
                                 const Values& viscosity)
{
    const double h = static_cast<double>(mesh.cellM);
    const std::size_t count = place_.size();
    beside_.resize(6 * count);
    in_.assign(6 * count, 0.0F);
    sum_.assign(count, 0.0F);
    for (std::size_t c = 0; c < count; ++c)
        std::fill_n(beside_.begin() + static_cast<std::ptrdiff_t>(6 * c), 6, static_cast<std::uint32_t>(c));
    for (std::size_t c = 0; c < count; ++c) {
        const Index at = place_[c];
        for (std::size_t a = 0; a < 3; ++a) {
            const Index below = at - mesh.lattice.stride[a];
            const double open = static_cast<double>(mesh.open[a][at]);
            if (open <= 0.0 || number_[static_cast<std::size_t>(below)] < 0)
                continue;
            const std::size_t b = static_cast<std::size_t>(number_[static_cast<std::size_t>(below)]);
            const double flow = static_cast<double>(velocity[a][at]) * h * h;
            const double nu = mixingMolecular + 0.5 * mixingPerTurbulent *
                                                    static_cast<double>(viscosity[at] + viscosity[below]);
            const double mixing = open * nu * h;
            const float up = static_cast<float>(std::max(flow, 0.0) + mixing); // from b to c
            const float down = static_cast<float>(std::max(-flow, 0.0) + mixing);
            const std::size_t low = 6 * c + 2 * a;
            const std::size_t high = 6 * b + 2 * a + 1;
            beside_[low] = static_cast<std::uint32_t>(b);
            beside_[high] = static_cast<std::uint32_t>(c);
            in_[low] = up;
            in_[high] = down;
        }
    }
}

void BuoyantTransport::listSources(const BuoyantMesh& mesh, const std::array<Values, 3>& velocity)
{
    const float faceM2 = mesh.cellM * mesh.cellM;
    std::vector<std::int32_t> ghostSource(static_cast<std::size_t>(mesh.lattice.total), -1);
    for (std::size_t r = 0; r < racks_; ++r)
        for (const Index ghost : mesh.racks[r].ghosts)
            ghostSource[static_cast<std::size_t>(ghost)] = static_cast<std::int32_t>(r);
    for (std::size_t s = 0; s < supplies_; ++s)
        for (const Index ghost : mesh.supplies[s].ghosts)
            ghostSource[static_cast<std::size_t>(ghost)] = static_cast<std::int32_t>(racks_ + 1 + s);
    const auto number = [&](Index c) {
        return static_cast<std::uint32_t>(number_[static_cast<std::size_t>(c)]);
    };
    for (const FixedFace& face : mesh.fixed) {
        const Index below = face.face - mesh.lattice.stride[face.axis];
        const bool upward = face.speed > 0.0F;
        const Index into = upward ? face.face : below;
        if (number_[static_cast<std::size_t>(into)] < 0)
            continue; // drawn out of the room
        const std::int32_t source = ghostSource[static_cast<std::size_t>(upward ? below : face.face)];
        if (source >= 0)
            inflows_.push_back(
                {number(into), static_cast<std::uint32_t>(source), std::fabs(face.speed) * faceM2});
    }
    for (const CellFlow& flow : mesh.cellFlows) {
        if (flow.flowM3s > 0.0F)
            inflows_.push_back({number(flow.cell),
                                static_cast<std::uint32_t>(flow.source + (flow.source < racks_ ? 0 : 1)),
                                flow.flowM3s});
    }
    for (const ReturnOpening& opening : mesh.returns) {
        const float out = velocity[opening.axis][opening.face] * opening.outward * faceM2;
        if (out < 0.0F)
            inflows_.push_back({number(opening.cell), static_cast<std::uint32_t>(racks_), -out});
        else
            outflows_.push_back({number(opening.cell), out});
    }
    for (const Inflow& flow : inflows_)
        sum_[flow.cell] += flow.flow;
    for (std::size_t c = 0; c < sum_.size(); ++c) {
        for (std::size_t side = 0; side < 6; ++side)
            sum_[c] += in_[6 * c + side];
        sum_[c] = std::max(sum_[c], 1e-12F); // a cell that nothing enters
    }
}

// Temperatures above the coldest supply, in double: heat adds up to a millionth.
class BuoyantTransport::Settling
{
public:
    Settling(const BuoyantTransport& transport, const BuoyantMesh& mesh, const Values& start)
        : transport_(transport), mesh_(mesh), sweep_(transport.n_, transport.rowStart_),
          t_(transport.place_.size()), enter_(t_.size(), 0.0), b_(t_.size(), 0.0),
          sources_(transport.sourceCount(), 0.0), inlet_(transport.racks_, 0.0)
    {
        for (const SupplyAir& supply : mesh.supplies)
            if (supply.flowM3s > 0.0)
                base_ = std::min(base_, supply.temperatureC);
        for (std::size_t c = 0; c < t_.size(); ++c)
            t_[c] = static_cast<double>(start[transport.place_[c]]) - base_;
        for (const Inflow& flow : transport.inflows_) {
            enter_[flow.cell] += static_cast<double>(flow.flow);
            if (flow.source == transport.racks_)
                back_ += static_cast<double>(flow.flow);
        }
        for (std::size_t s = 0; s < transport.supplies_; ++s)
            sources_[transport.racks_ + 1 + s] = mesh.supplies[s].temperatureC - base_;
        for (const Outflow& flow : transport.outflows_)
            out_ += static_cast<double>(flow.flow);
    }

    Steady run(Values& t, const std::stop_token& stop)
    {
        Steady steady;
        AndersonMixing mixing(3);
        std::vector<double> before;
        while (steady.sweeps < mostSettlingSweeps) {
            if (stop.stop_requested()) {
                steady.stopped = true;
                return steady;
            }
            before = t_;
            double most = 0.0;
            for (int direction = 0; direction < 8; ++direction, ++steady.sweeps)
                most = sweep(direction);
            if (most < finestK || (most < settledK && energyResidual() < settledEnergy))
                break;
            mixing.mix(before, t_);
        }
        updateSources();
        for (std::size_t c = 0; c < t_.size(); ++c)
            t[transport_.place_[c]] = static_cast<float>(t_[c] + base_);
        tell(steady);
        return steady;
    }

private:
    // Once over all cells; the largest change.
    double sweep(int direction)
    {
        updateSources();
        double most = 0.0;
        sweep_.wakeAll();
        sweep_.run(direction, [&](std::size_t, std::size_t first, std::ptrdiff_t step, std::size_t count) {
            const double change = settleRow(cells_, first, step, count, enter_.data(), b_.data(), t_.data());
            most = std::max(most, change);
            return false;
        });
        return most;
    }

    double meanOf(const std::vector<Index>& cells, const std::vector<float>& shares) const
    {
        double sum = 0.0;
        for (std::size_t n = 0; n < cells.size(); ++n)
            sum += static_cast<double>(shares[n]) *
                   t_[static_cast<std::size_t>(transport_.number_[static_cast<std::size_t>(cells[n])])];
        return sum;
    }

    void updateSources()
    {
        for (std::size_t r = 0; r < inlet_.size(); ++r) {
            const RackAir& rack = mesh_.racks[r];
            inlet_[r] = meanOf(rack.front, rack.frontShares);
            if (rack.leakage > 0.0)
                inlet_[r] += rack.leakage * (meanOf(rack.rear, rack.rearShares) - inlet_[r]);
            sources_[r] = std::min(inlet_[r], mesh_.returnC + hottestAboveReturnK - base_) + rack.riseK;
        }
        double heat = 0.0;
        for (const Outflow& flow : transport_.outflows_)
            heat += static_cast<double>(flow.flow) * t_[flow.cell];
        sources_[transport_.racks_] = out_ > 0.0 ? heat / out_ : mesh_.returnC - base_;
        for (const Inflow& flow : transport_.inflows_)
            b_[flow.cell] = 0.0;
        for (const Inflow& flow : transport_.inflows_)
            b_[flow.cell] += static_cast<double>(flow.flow) * sources_[flow.source];
    }

    // Of what leaves, comes back and is brought, at the sources as they were last found.
    double energyResidual() const
    {
        double racksHeat = 0.0;
        double brought = 0.0;
        for (const RackAir& rack : mesh_.racks)
            racksHeat += rack.flowM3s * rack.riseK;
        for (const SupplyAir& supply : mesh_.supplies)
            brought += supply.flowM3s * (supply.temperatureC - base_);
        double left = 0.0;
        for (const Outflow& flow : transport_.outflows_)
            left += static_cast<double>(flow.flow) * t_[flow.cell];
        left -= back_ * (out_ > 0.0 ? left / out_ : 0.0);
        return std::abs(left - brought - racksHeat) / std::max(std::abs(racksHeat), mesh_.supplyM3s);
    }

    void tell(Steady& steady) const
    {
        for (std::size_t r = 0; r < inlet_.size(); ++r) {
            steady.inletC.push_back(inlet_[r] + base_);
            steady.outletC.push_back(sources_[r] + base_);
        }
        steady.returnC = sources_[transport_.racks_] + base_;
        steady.massResidual = std::abs(out_ - back_ - mesh_.supplyM3s) / mesh_.supplyM3s;
        steady.energyResidual = energyResidual();
    }

    const BuoyantTransport& transport_;
    const BuoyantMesh& mesh_;
    RowSweep sweep_;
    std::vector<double> t_, enter_, b_, sources_, inlet_;
    TransportCells cells_{transport_.beside_.data(), transport_.in_.data(), transport_.sum_.data()};
    double base_ = 1e9;
    double out_ = 0.0, back_ = 0.0; // through the returns [m³/s]
};

BuoyantTransport::Steady BuoyantTransport::settle(const BuoyantMesh& mesh, Values& t,
                                                  const std::stop_token& stop) const
{
    return Settling(*this, mesh, t).run(t, stop);
}

// What comes back through the returns is mixed from what leaves there.
std::vector<double> BuoyantTransport::carry(std::span<const double> ofRacks) const
{
    constexpr double settledShare = 1e-5;
    const TransportCells cells{beside_.data(), in_.data(), sum_.data()};
    RowSweep rows(n_, rowStart_);
    AndersonMixing mixing(3);
    std::vector<double> shares(place_.size(), 0.0), enter(shares.size(), 0.0), brought(shares), before;
    for (const Inflow& flow : inflows_)
        enter[flow.cell] += static_cast<double>(flow.flow);
    const auto bring = [&] {
        double left = 0.0, leaving = 0.0;
        for (const Outflow& flow : outflows_) {
            left += static_cast<double>(flow.flow) * shares[flow.cell];
            leaving += static_cast<double>(flow.flow);
        }
        std::fill(brought.begin(), brought.end(), 0.0);
        for (const Inflow& flow : inflows_) {
            const double value = flow.source < racks_    ? ofRacks[flow.source]
                                 : flow.source == racks_ ? left / std::max(leaving, 1e-12)
                                                         : 0.0;
            brought[flow.cell] += static_cast<double>(flow.flow) * value;
        }
    };
    for (int sweep = 0; sweep < mostTracingSweeps;) {
        before = shares;
        double most = 0.0;
        for (int direction = 0; direction < 8; ++direction, ++sweep) {
            bring();
            most = 0.0;
            rows.wakeAll();
            rows.run(direction, [&](std::size_t, std::size_t first, std::ptrdiff_t step, std::size_t count) {
                most = std::max(
                    most, settleRow(cells, first, step, count, enter.data(), brought.data(), shares.data()));
                return false;
            });
        }
        if (most < settledShare)
            break;
        mixing.mix(before, shares);
    }
    for (double& share : shares)
        share = share > 0.0 ? std::min(share, 1.0) : 0.0; // 0 too where nothing enters
    return shares;
}

// λ and w of the racks traced together. Few rows of cells have a w.
struct BuoyantTransport::Group {
    std::vector<float> lambda;
    RowSweep sweep;

    Group(const std::array<int, 3>& n, std::span<const std::uint32_t> rowStart, std::size_t cells)
        : lambda(cells * traced), sweep(n, rowStart), rowStart_(rowStart),
          none_(static_cast<std::size_t>(n[0]) * traced)
    {
    }
    void clear()
    {
        std::fill(lambda.begin(), lambda.end(), 0.0F);
        weights_.clear();
        sweep.wakeAll();
    }
    void addWeight(std::size_t cell, std::size_t lane, float share)
    {
        const auto next = std::ranges::upper_bound(rowStart_, static_cast<std::uint32_t>(cell));
        const std::size_t row = static_cast<std::size_t>(next - rowStart_.begin()) - 1;
        std::vector<float>& w = weights_[row];
        w.resize(none_.size());
        w[(cell - rowStart_[row]) * traced + lane] += share;
    }
    const float* weightsOf(std::size_t row) const
    {
        const auto found = weights_.find(row);
        return found == weights_.end() ? none_.data() : found->second.data();
    }

private:
    std::span<const std::uint32_t> rowStart_;
    std::unordered_map<std::size_t, std::vector<float>> weights_;
    std::vector<float> none_;
};

void BuoyantTransport::weigh(std::span<const RackAir> air, std::size_t sink, std::size_t lane,
                             Group& group) const
{
    const auto add = [&](std::size_t cell, float share) { group.addWeight(cell, lane, share); };
    if (sink == racks_) {
        float sum = 0.0F;
        for (const Outflow& flow : outflows_)
            sum += flow.flow;
        for (const Outflow& flow : outflows_)
            add(flow.cell, flow.flow / sum);
        return;
    }
    const RackAir& rack = air[sink];
    const float leakage = static_cast<float>(rack.leakage);
    const auto number = [&](Index c) {
        return static_cast<std::size_t>(number_[static_cast<std::size_t>(c)]);
    };
    for (std::size_t n = 0; n < rack.front.size(); ++n)
        add(number(rack.front[n]), (1.0F - leakage) * rack.frontShares[n]);
    for (std::size_t n = 0; n < rack.rear.size() && leakage > 0.0F; ++n)
        add(number(rack.rear[n]), leakage * rack.rearShares[n]);
}

// Mᵀ λ = w
bool BuoyantTransport::sweepGroup(Group& group, const std::stop_token& stop) const
{
    const TransportCells cells = {beside_.data(), in_.data(), sum_.data()};
    for (int sweep = 0; sweep < mostTracingSweeps; ++sweep) {
        if (stop.stop_requested())
            return false;
        const bool changed = group.sweep.run(
            sweep, [&](std::size_t row, std::size_t first, std::ptrdiff_t step, std::size_t count) {
                return traceRow(cells, first, step, count, group.weightsOf(row), group.lambda.data()) >
                       traceTolerance;
            });
        if (!changed)
            break;
    }
    return true;
}

void BuoyantTransport::collect(std::size_t lane, const Group& group, std::span<float> row) const
{
    float sum = 0.0F;
    for (const Inflow& flow : inflows_) {
        const float share = flow.flow * group.lambda[flow.cell * traced + lane];
        row[flow.source] += share;
        sum += share;
    }
    for (float& share : row)
        share = sum > 0.0F ? share / sum : 0.0F;
}

std::vector<float> BuoyantTransport::shares(std::span<const RackAir> air, std::span<const std::size_t> racks,
                                            int threads, const std::stop_token& stop) const
{
    const std::size_t width = sourceCount();
    const std::size_t groups = (racks.size() + traced - 1) / traced;
    std::vector<float> found(racks.size() * width, 0.0F);
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> stopped = false;
    WorkTeam team(std::min(threads, static_cast<int>(std::max<std::size_t>(groups, 1))));
    team.run([&](int) {
        Group group(n_, rowStart_, place_.size());
        for (std::size_t g = next++; g < groups && !stopped; g = next++) {
            group.clear();
            const std::span<const std::size_t> some =
                racks.subspan(g * traced, std::min(traced, racks.size() - g * traced));
            for (std::size_t lane = 0; lane < some.size(); ++lane)
                weigh(air, some[lane], lane, group);
            if (!sweepGroup(group, stop))
                stopped = true;
            for (std::size_t lane = 0; lane < some.size(); ++lane)
                collect(lane, group, std::span(found).subspan((g * traced + lane) * width, width));
        }
    });
    return stopped ? std::vector<float>() : found;
}

std::size_t BuoyantTransport::bytes() const
{
    return number_.size() * sizeof(std::int32_t) + place_.size() * (sizeof(std::int32_t) + sizeof(float)) +
           beside_.size() * (sizeof(std::uint32_t) + sizeof(float));
}

} // namespace hallwright::buoyant
