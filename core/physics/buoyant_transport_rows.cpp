#include "core/physics/buoyant_transport_rows.h"

#include "core/physics/wide_vectors.h"

#include <algorithm>
#include <cmath>

namespace hallwright::buoyant {

HALLWRIGHT_WIDE float traceRow(const TransportCells& cells, std::size_t first, std::ptrdiff_t step,
                               std::size_t count, const float* w, float* lambda)
{
    float largest[traced] = {};
    std::size_t c = first;
    const std::size_t low = step > 0 ? first : first + 1 - count;
    for (std::size_t done = 0; done < count; ++done, c += static_cast<std::size_t>(step)) {
        const std::uint32_t* beside = cells.beside + 6 * c;
        float value[traced];
        for (std::size_t q = 0; q < traced; ++q)
            value[q] = w[(c - low) * traced + q];
        for (std::size_t side = 0; side < 6; ++side) {
            const std::size_t n = beside[side];
            const float* other = lambda + n * traced;
            const float weight = n == c ? 0.0F : cells.in[6 * n + (side ^ 1U)]; // c is on n's opposite side
            for (std::size_t q = 0; q < traced; ++q)
                value[q] += weight * other[q];
        }
        float* own = lambda + c * traced;
        const float m = cells.sum[c];
        const float perM = 1.0F / m;
        for (std::size_t q = 0; q < traced; ++q) {
            const float found = value[q] * perM;
            largest[q] = std::max(largest[q], m * std::fabs(found - own[q]));
            own[q] = found;
        }
    }
    float most = 0.0F;
    for (const float change : largest)
        most = std::max(most, change);
    return most;
}

HALLWRIGHT_WIDE double settleRow(const TransportCells& cells, std::size_t first, std::ptrdiff_t step,
                                 std::size_t count, const double* enter, const double* b, double* t)
{
    double most = 0.0;
    std::size_t c = first;
    for (std::size_t n = 0; n < count; ++n, c += static_cast<std::size_t>(step)) {
        const std::uint32_t* beside = cells.beside + 6 * c;
        const float* weights = cells.in + 6 * c;
        double value = b[c];
        double sum = enter[c];
        for (std::size_t side = 0; side < 6; ++side) {
            const double weight = static_cast<double>(weights[side]);
            value += weight * t[beside[side]];
            sum += weight;
        }
        value /= sum;
        most = std::max(most, std::fabs(value - t[c]));
        t[c] = value;
    }
    return most;
}

} // namespace hallwright::buoyant
