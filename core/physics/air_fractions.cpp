#include "core/physics/air_fractions.h"

#include <algorithm>
#include <atomic>
#include <cmath>

namespace hallwright {

namespace {

// Interleaves the bits of a cell's layers: near numbers are near places.
std::uint64_t placeCode(const AirGrid& grid, std::uint32_t cell)
{
    const std::uint32_t nx = static_cast<std::uint32_t>(grid.cells[0]);
    const std::uint32_t ny = static_cast<std::uint32_t>(grid.cells[1]);
    const std::array<std::uint32_t, 2> at = {cell % nx, cell / nx % ny};
    std::uint64_t code = 0;
    for (unsigned bit = 0; bit < 16; ++bit)
        for (unsigned a = 0; a < 2; ++a)
            code |= static_cast<std::uint64_t>(at[a] >> bit & 1U) << (2 * bit + a);
    return code;
}

// Rows from what the traces found. Air from behind the returns is followed further, to where they have it from.
class RowWriter
{
public:
    struct Row {
        std::vector<std::uint32_t> sources;
        std::vector<double> shares;
        double supply = 1.0;
    };

    explicit RowWriter(std::size_t racks) : racks_(racks), known_(racks + 1), origin_(racks + 1) {}

    void setBehind(std::span<const float> shares, std::size_t lane)
    {
        gather(shares, lane);
        const double rest = 1.0 - behind_;
        for (std::size_t j = 0; j < known_.size(); ++j)
            origin_[j] = rest > 0.0 ? known_[j] / rest : 0.0;
    }

    // a = (1 - r) a_known + ((1 - r) a_behind + r) m / (1 - b)
    Row row(std::span<const float> shares, std::size_t lane, double exchanged)
    {
        gather(shares, lane);
        const double behind = std::lerp(behind_, 1.0, exchanged);
        if (behind > 0.0) {
            for (std::size_t j = 0; j < known_.size(); ++j)
                known_[j] = (1.0 - exchanged) * known_[j] + behind * origin_[j];
        }
        return pruned();
    }

private:
    void gather(std::span<const float> shares, std::size_t lane)
    {
        const auto share = [&](std::size_t source) {
            return static_cast<double>(shares[source * AirTracer::lanes + lane]);
        };
        for (std::size_t j = 0; j < racks_; ++j)
            known_[j] = share(j);
        behind_ = share(racks_);
        known_[racks_] = 0.0;
        for (std::size_t s = racks_ + 1; s * AirTracer::lanes < shares.size(); ++s)
            known_[racks_] += share(s);
    }

    // Without the smallest shares, which together make no difference, and normalised: the sum of a row was one but for
    // the rounding of single precision.
    Row pruned()
    {
        constexpr double makesNoDifference = 2e-6;
        Row row;
        std::vector<std::pair<double, std::uint32_t>> found;
        for (std::size_t j = 0; j < racks_; ++j) {
            if (known_[j] > 0.0)
                found.emplace_back(known_[j], static_cast<std::uint32_t>(j));
        }
        std::sort(found.begin(), found.end());
        std::size_t left = 0;
        for (double sum = 0.0; left < found.size() && sum + found[left].first < makesNoDifference; ++left)
            sum += found[left].first;
        found.erase(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(left));
        std::sort(found.begin(), found.end(),
                  [](const auto& a, const auto& b) { return a.second < b.second; });
        double total = known_[racks_];
        for (const auto& [share, source] : found)
            total += share;
        if (!(total > 0.0))
            return row;
        double captured = 0.0;
        for (const auto& [share, source] : found) {
            row.sources.push_back(source);
            row.shares.push_back(share / total);
            captured += row.shares.back();
        }
        row.supply = std::max(1.0 - captured, 0.0);
        return row;
    }

    std::size_t racks_;
    std::vector<double> known_, origin_; // the supplies last; m / (1 - b)
    double behind_ = 0.0;
};

} // namespace

std::shared_ptr<const RecirculationMatrix> AirFractions::matrix(RecirculationLayout layout,
                                                                std::span<const std::size_t> order,
                                                                int threads,
                                                                const std::stop_token& stop) const
{
    const std::size_t n = rackM3s_.size();
    const std::size_t groups = (n + AirTracer::lanes - 1) / AirTracer::lanes;
    std::vector<RowWriter::Row> rows(n);
    RowWriter writer(n);
    if (flow_.returnsGiveAir() || std::ranges::any_of(exchanged_, [](double share) { return share > 0.0; })) {
        AirTracer tracer(flow_);
        tracer.traceMixture(returnParts());
        writer.setBehind(tracer.shares(), 0);
    }
    std::atomic<std::size_t> nextGroup = 0;
    WorkTeam team(std::min(threads, static_cast<int>(std::max<std::size_t>(groups, 1))));
    team.run([&](int) {
        RowWriter own = writer;
        AirTracer tracer(flow_);
        for (std::size_t group = nextGroup++; group < groups && !stop.stop_requested(); group = nextGroup++) {
            const std::size_t from = group * AirTracer::lanes;
            const std::span<const std::size_t> racksOfGroup(order.data() + from,
                                                            std::min(AirTracer::lanes, n - from));
            tracer.trace(racksOfGroup);
            for (std::size_t lane = 0; lane < racksOfGroup.size(); ++lane)
                rows[racksOfGroup[lane]] = own.row(tracer.shares(), lane, exchanged_[racksOfGroup[lane]]);
        }
    });
    if (stop.stop_requested())
        return nullptr;

    std::vector<std::uint32_t> rowStart = {0};
    std::vector<std::uint32_t> sources;
    std::vector<double> shares;
    std::vector<double> supplyShares;
    for (const RowWriter::Row& row : rows) {
        sources.insert(sources.end(), row.sources.begin(), row.sources.end());
        shares.insert(shares.end(), row.shares.begin(), row.shares.end());
        supplyShares.push_back(row.supply);
        rowStart.push_back(static_cast<std::uint32_t>(sources.size()));
    }
    return RecirculationMatrix::fromRows(std::move(layout), std::move(rowStart), std::move(sources),
                                         std::move(shares), std::move(supplyShares));
}

// Of each sink, how much the mixed air of the returns has from it: r V and, last, R [m³/s].
std::vector<double> AirFractions::returnParts() const
{
    std::vector<double> parts;
    for (std::size_t i = 0; i < rackM3s_.size(); ++i)
        parts.push_back(exchanged_[i] * rackM3s_[i]);
    parts.push_back(flow_.sinkFlowM3s(rackM3s_.size()));
    return parts;
}

double AirFractions::mixedAtReturns(std::span<const double> values) const
{
    const std::vector<double> parts = returnParts();
    double flowM3s = 0.0;
    double sum = 0.0;
    for (std::size_t sink = 0; sink < parts.size(); ++sink) {
        flowM3s += parts[sink];
        sum += parts[sink] * flow_.sinkValue(sink, values);
    }
    return flowM3s > 0.0 ? sum / flowM3s : 0.0;
}

// What share of each cell's air came last from the racks of value 1. The air behind the returns, where some is drawn
// back, has a value x that depends on itself: x = r(0) + (r(1) - r(0)) x.
std::vector<float> AirFractions::cellShares(std::span<const double> rackValues) const
{
    std::vector<double> values(flow_.valueCount(), 0.0);
    const std::size_t behind = rackM3s_.size();
    for (std::size_t i = 0; i < behind; ++i)
        values[flow_.cellCount() + i] = rackValues[i];
    flow_.carry(values);
    if (flow_.returnsGiveAir()) {
        const double without = mixedAtReturns(values);
        values[flow_.returnSource()] = 1.0;
        flow_.carry(values);
        const double with = mixedAtReturns(values);
        values[flow_.returnSource()] = without / (1.0 - (with - without));
        flow_.carry(values);
    }
    return flow_.onGrid(values, 0.0, 0.0F);
}

std::vector<std::size_t> tracingOrder(const AirGrid& grid, std::span<const std::uint32_t> frontCell,
                                      std::span<const std::size_t> first)
{
    const std::size_t n = frontCell.size();
    std::vector<std::size_t> order;
    std::vector<std::uint8_t> taken(n, 0);
    const auto byPlace = [&](std::size_t a, std::size_t b) {
        const std::uint64_t codeA = placeCode(grid, frontCell[a]);
        const std::uint64_t codeB = placeCode(grid, frontCell[b]);
        return codeA != codeB ? codeA < codeB : a < b;
    };
    for (const std::size_t i : first) {
        if (i < n && !taken[i]) {
            taken[i] = 1;
            order.push_back(i);
        }
    }
    const auto others = static_cast<std::ptrdiff_t>(order.size());
    for (std::size_t i = 0; i < n; ++i) {
        if (!taken[i])
            order.push_back(i);
    }
    std::sort(order.begin() + others, order.end(), byPlace);
    return order;
}

} // namespace hallwright
