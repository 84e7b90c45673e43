#include "core/physics/buoyant_pressure_rows.h"

#include "core/physics/wide_vectors.h"

namespace hallwright::buoyant {

namespace {

double total(const float* sums)
{
    double sum = 0.0;
    for (int l = 0; l < lanes; ++l)
        sum += static_cast<double>(sums[l]);
    return sum;
}

} // namespace

// Σ a x_n over the six neighbours of cell i of a row.
#define HALLWRIGHT_NEIGHBOURS(x)                                                                             \
    (ax[i] * x[i - 1] + ax[i + 1] * x[i + 1] + ay[i] * x[i - sy] + ay[i + sy] * x[i + sy] +                  \
     az[i] * x[i - sz] + az[i + sz] * x[i + sz])
#define HALLWRIGHT_SUM (ax[i] + ax[i + 1] + ay[i] + ay[i + sy] + az[i] + az[i + sz])

HALLWRIGHT_WIDE void invertRow(int count, const PressureRow& row, float* __restrict inverse)
{
    const auto [ax, ay, az, sy, sz] = row;
    for (int i = 0; i < count; ++i) {
        const float sum = HALLWRIGHT_SUM;
        inverse[i] = sum > 0.0F ? 1.0F / sum : 0.0F;
    }
}

HALLWRIGHT_WIDE void startRow(int count, float weight, const float* inverse, const float* b,
                              float* __restrict x)
{
    for (int i = 0; i < count; ++i)
        x[i] = weight * inverse[i] * b[i];
}

HALLWRIGHT_WIDE void relaxPressureRow(int count, float weight, const PressureRow& row, const float* inverse,
                                      const float* b, const float* x, float* __restrict next)
{
    const auto [ax, ay, az, sy, sz] = row;
    for (int i = 0; i < count; ++i)
        next[i] = inverse[i] > 0.0F ? x[i] + weight * ((b[i] + HALLWRIGHT_NEIGHBOURS(x)) * inverse[i] - x[i])
                                    : 0.0F;
}

HALLWRIGHT_WIDE void addResidualRow(int count, const PressureRow& row, const float* inverse, const float* b,
                                    const float* x, float* __restrict sum)
{
    const auto [ax, ay, az, sy, sz] = row;
    for (int i = 0; i < count; ++i)
        sum[i] += inverse[i] > 0.0F ? b[i] - HALLWRIGHT_SUM * x[i] + HALLWRIGHT_NEIGHBOURS(x) : 0.0F;
}

HALLWRIGHT_WIDE double applyPressureRow(int count, const PressureRow& row, const float* inverse,
                                        const float* x, float* __restrict result)
{
    const auto [ax, ay, az, sy, sz] = row;
    float sums[lanes] = {};
    for (int first = 0; first < count; first += lanes) {
        for (int l = 0; l < lanes; ++l) {
            const int i = first + l;
            const float c = x[i];
            const float applied = ax[i] * (c - x[i - 1]) + ax[i + 1] * (c - x[i + 1]) +
                                  ay[i] * (c - x[i - sy]) + ay[i + sy] * (c - x[i + sy]) +
                                  az[i] * (c - x[i - sz]) + az[i + sz] * (c - x[i + sz]);
            const float kept = inverse[i] > 0.0F ? applied : 0.0F;
            result[i] = kept;
            sums[l] += c * kept;
        }
    }
    return total(sums);
}

HALLWRIGHT_WIDE double productRow(int count, const float* a, const float* b)
{
    float sums[lanes] = {};
    for (int first = 0; first < count; first += lanes)
        for (int l = 0; l < lanes; ++l)
            sums[l] += a[first + l] * b[first + l];
    return total(sums);
}

HALLWRIGHT_WIDE void directRow(int count, float beta, const float* x, float* __restrict direction)
{
    for (int i = 0; i < count; ++i)
        direction[i] = x[i] + beta * direction[i];
}

HALLWRIGHT_WIDE double stepRow(int count, float alpha, const float* p, const float* ap, float* __restrict x,
                               float* __restrict r)
{
    float sums[lanes] = {};
    for (int first = 0; first < count; first += lanes) {
        for (int l = 0; l < lanes; ++l) {
            const int i = first + l;
            x[i] += alpha * p[i];
            const float rest = r[i] - alpha * ap[i];
            r[i] = rest;
            sums[l] += rest * rest;
        }
    }
    return total(sums);
}

HALLWRIGHT_WIDE void addPairs(int coarseCount, const float* fine, float factor, float* __restrict coarse)
{
    for (int i = 0; i < coarseCount; ++i)
        coarse[i] += factor * (fine[2 * i] + fine[2 * i + 1]);
}

HALLWRIGHT_WIDE void addCoarseRow(int count, const float* coarse, const float* inverse, float* __restrict x)
{
    for (int i = 0; i < count; i += 2) {
        const float correction = coarse[i / 2];
        x[i] += inverse[i] > 0.0F ? correction : 0.0F;
        x[i + 1] += inverse[i + 1] > 0.0F ? correction : 0.0F;
    }
}

#undef HALLWRIGHT_NEIGHBOURS
#undef HALLWRIGHT_SUM

} // namespace hallwright::buoyant
