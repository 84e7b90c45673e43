#include "core/physics/air_multigrid_rows.h"

#include "core/physics/wide_vectors.h"

namespace hallwright::multigrid {

// Σ t x over the six neighbours of cell h of a row: the faces to the east, north and above are the cell's own.
#define NEIGHBOURS                                                                                           \
    (tx[at.own + h] * x[at.east + h] + tx[at.west + h] * x[at.west + h] + ty[at.own + h] * x[at.north + h] + \
     ty[at.south + h] * x[at.south + h] + tz[at.own + h] * x[at.up + h] + tz[at.down + h] * x[at.down + h])

// φ_c = (b_c + Σ t φ_n) / (Σ t + t_r)
HALLWRIGHT_WIDE void relaxRow(const CellRow& at, Index half, const float* __restrict tx,
                              const float* __restrict ty, const float* __restrict tz,
                              const float* __restrict inverse, const float* __restrict b, const float* x,
                              float* __restrict result)
{
    for (Index h = 0; h < half; ++h)
        result[h] = inverse[at.own + h] * (b[at.own + h] + NEIGHBOURS);
}

HALLWRIGHT_WIDE void sumNeighbours(const CellRow& at, Index half, const float* __restrict tx,
                                   const float* __restrict ty, const float* __restrict tz, const float* x,
                                   float* __restrict sum)
{
    for (Index h = 0; h < half; ++h)
        sum[h] = NEIGHBOURS;
}

#undef NEIGHBOURS

// Σ t (p_c - p_n); adds the products with p to `products`, one sum per lane.
HALLWRIGHT_WIDE void applyRow(const CellRow& at, Index half, const float* __restrict tx,
                              const float* __restrict ty, const float* __restrict tz, const float* p,
                              float* __restrict result, float* __restrict products)
{
    for (Index h = 0; h < half; h += lanes) {
        for (Index l = h; l < h + lanes; ++l) {
            const float c = p[at.own + l];
            const float sum = tx[at.own + l] * (c - p[at.east + l]) + tx[at.west + l] * (c - p[at.west + l]) +
                              ty[at.own + l] * (c - p[at.north + l]) +
                              ty[at.south + l] * (c - p[at.south + l]) + tz[at.own + l] * (c - p[at.up + l]) +
                              tz[at.down + l] * (c - p[at.down + l]);
            result[at.own + l] = sum;
            products[l - h] += c * sum;
        }
    }
}

HALLWRIGHT_WIDE void multiply(Index count, const float* __restrict a, const float* __restrict b,
                              float* __restrict result)
{
    for (Index h = 0; h < count; ++h)
        result[h] = a[h] * b[h];
}

HALLWRIGHT_WIDE void addScaled(Index count, float factor, float* __restrict p, const float* __restrict z)
{
    for (Index h = 0; h < count; ++h)
        p[h] = z[h] + factor * p[h];
}

HALLWRIGHT_WIDE void addProducts(Index count, const float* __restrict a, const float* __restrict b,
                                 float* __restrict products)
{
    for (Index h = 0; h < count; h += lanes)
        for (Index l = 0; l < lanes; ++l)
            products[l] += a[h + l] * b[h + l];
}

// x += α p, r -= α A p; adds r² to `squares`.
HALLWRIGHT_WIDE void step(Index count, float alpha, const float* __restrict p, const float* __restrict ap,
                          double* __restrict x, float* __restrict r, float* __restrict squares)
{
    for (Index h = 0; h < count; h += lanes) {
        for (Index l = 0; l < lanes; ++l) {
            x[h + l] += static_cast<double>(alpha * p[h + l]);
            const float rest = r[h + l] - alpha * ap[h + l];
            r[h + l] = rest;
            squares[l] += rest * rest;
        }
    }
}

} // namespace hallwright::multigrid
