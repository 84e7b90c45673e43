#include "core/studies/year/shifting.h"

#include "core/model/errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <numeric>

namespace hallwright {

namespace {

// The slack of a span from s to t, of work that is due within it, is u(t) - v(s) for t >= s + D or the last hour:
//     u(t) = Σ_{h <= t} m_h - Σ_{due by t} w_j        v(s) = Σ_{h < s} m_h - Σ_{j < s} w_j
class SpareHours
{
public:
    SpareHours(std::span<const double> workWh, std::span<const double> mostWh, std::size_t deadlineH)
        : deadlineH_(deadlineH), until_(workWh.size()), from_(workWh.size())
    {
        const std::size_t count = workWh.size();
        double roomWh = 0.0, cameWh = 0.0, dueWh = 0.0;
        for (std::size_t h = 0; h < count; ++h) {
            from_[h] = roomWh - cameWh;
            roomWh += mostWh[h];
            cameWh += workWh[h];
            if (h + 1 == count)
                dueWh = cameWh;
            else if (h >= deadlineH)
                dueWh += workWh[h - deadlineH];
            until_[h] = roomWh - dueWh;
        }
    }

    // The least slack of the spans with the hour in them.
    double slackAround(std::size_t hour) const
    {
        const std::size_t last = until_.size() - 1;
        double slack = std::numeric_limits<double>::infinity();
        // Of each end t, the beginnings s that it allows: those by `hour`, and by t - D but for the last hour.
        for (std::size_t t = hour; t <= last; ++t) {
            const std::size_t latest = t == last         ? hour
                                       : t >= deadlineH_ ? std::min(hour, t - deadlineH_)
                                                         : none;
            if (latest != none)
                slack = std::min(slack, until_[t] - mostFrom_[latest]);
        }
        return slack;
    }

    // To be called before `slackAround` the same hour.
    void prepare(std::size_t hour)
    {
        mostFrom_.resize(from_.size());
        double most = -std::numeric_limits<double>::infinity();
        for (std::size_t s = 0; s <= hour; ++s)
            mostFrom_[s] = most = std::max(most, from_[s]);
    }

    void take(std::size_t hour, double wh)
    {
        for (std::size_t t = hour; t < until_.size(); ++t)
            until_[t] -= wh;
        for (std::size_t s = hour + 1; s < from_.size(); ++s)
            from_[s] -= wh;
    }

private:
    static constexpr std::size_t none = std::numeric_limits<std::size_t>::max();

    std::size_t deadlineH_;
    std::vector<double> until_;    // u(t)
    std::vector<double> from_;     // v(s)
    std::vector<double> mostFrom_; // the most v up to each s
};

} // namespace

Shifting shifted(std::span<const double> workWh, std::span<const double> mostWh, std::span<const double> cost,
                 std::size_t deadlineH)
{
    const std::size_t count = workWh.size();
    Shifting result;
    result.workWh.assign(mostWh.begin(), mostWh.end());
    SpareHours room(workWh, mostWh, deadlineH);
    const double allWh = std::accumulate(workWh.begin(), workWh.end(), 0.0);
    const double roundingWh = 1e-9 * std::max(allWh, 1.0);
    std::vector<std::size_t> order(
        count); // the dearest first; of equals the later, so that work is not put off for nothing
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(),
              [&](std::size_t a, std::size_t b) { return cost[a] != cost[b] ? cost[a] > cost[b] : a > b; });
    for (const std::size_t h : order) {
        room.prepare(h);
        const double slackWh = room.slackAround(h);
        if (slackWh < -roundingWh)
            throw InputError(fmt::format(
                "There is no room for the work around hour {} within its deadline of {} h: {:.1f} kWh "
                "too much; allow more power or a later deadline.",
                h, deadlineH, -slackWh / 1000.0));
        const double givenUpWh = std::clamp(slackWh, 0.0, result.workWh[h]);
        result.workWh[h] -= givenUpWh;
        room.take(h, givenUpWh);
    }
    for (std::size_t h = 0; h < count; ++h)
        result.cost += cost[h] * result.workWh[h];
    return result;
}

} // namespace hallwright
