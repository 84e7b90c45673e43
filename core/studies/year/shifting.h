// Work that can wait, moved to the hours at which it costs least.
//
//     min Σ c_h x_h    with 0 <= x_h <= m_h, and flows f_jh >= 0:  Σ_h f_jh = w_j,  Σ_j f_jh = x_h,
//     f_jh > 0 only for j <= h <= min(j + D, n - 1)
//
// w_j work that comes up in hour j, x_h work done in hour h [Wh]; c_h what a unit of it costs in hour h (carbon, price); m_h the most that
// power and cooling leave room for; D deadline [h]; n hours. Costs follow the hour alone, so this is a merit order: what can be
// done in a set of hours is the rank of a polymatroid (Megiddo 1974), and taking from the dearest hour first as much as the others can still do is
// optimal (Edmonds 1970). All can be done exactly if for all s <= t the work that comes up from s on and is due by t has room there:
//     W(s, t) <= M(s, t) = Σ_{s <= h <= t} m_h
// so the dearest hour h gives up as much as the least slack M - W of the spans around it. tst_shifting holds this to the linear programme above.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace hallwright {

struct Shifting {
    std::vector<double> workWh; // done in each hour
    double cost = 0.0;
};

// All of the same hours; `workWh` and `mostWh` not negative. Throws InputError, naming the first span of hours, where room is missing.
Shifting shifted(std::span<const double> workWh, std::span<const double> mostWh, std::span<const double> cost,
                 std::size_t deadlineH);

} // namespace hallwright
