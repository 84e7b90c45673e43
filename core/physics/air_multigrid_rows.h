// One row of cells at a time: the innermost loops of the air's multigrid, in vectors of eight where the processor has
// them.
//
//     φ_c = (b_c + Σ t φ_n) / (Σ t + t_r)
//
// φ, x, p: values of the cells; b: right side; t: conductances of the faces to the six neighbours n, those to the east,
// to the north and above being the cell's own; inverse: 1 / (Σ t + t_r) (air_multigrid.h). Rows hold the cells of one
// colour and are padded to whole vectors; a padded cell has no conductance. Range and source: air_multigrid.h. Nothing
// is thrown.
#pragma once

#include <array>
#include <cstddef>

namespace hallwright::multigrid {

using Index = std::ptrdiff_t;

inline constexpr Index lanes = 8; // rows are padded to this many cells of a colour

// Where a row of one colour begins, and what leads from it to the other colour.
struct CellRow {
    Index own = 0;
    Index east = 0, west = 0, north = 0, south = 0, up = 0, down = 0; // the neighbours' cells
};

// φ_c = (b_c + Σ t φ_n) / (Σ t + t_r)
void relaxRow(const CellRow& at, Index half, const float* tx, const float* ty, const float* tz,
              const float* inverse, const float* b, const float* x, float* result);
// Σ t x_n
void sumNeighbours(const CellRow& at, Index half, const float* tx, const float* ty, const float* tz,
                   const float* x, float* sum);
// Σ t (p_c - p_n); adds the products with p to `products`, one sum per lane.
void applyRow(const CellRow& at, Index half, const float* tx, const float* ty, const float* tz,
              const float* p, float* result, float* products);
void multiply(Index count, const float* a, const float* b, float* result);
// p = z + factor p
void addScaled(Index count, float factor, float* p, const float* z);
// adds a b to `products`, one sum per lane
void addProducts(Index count, const float* a, const float* b, float* products);
// x += α p, r -= α A p; adds r² to `squares`.
void step(Index count, float alpha, const float* p, const float* ap, double* x, float* r, float* squares);

struct Lanes {
    std::array<float, static_cast<std::size_t>(lanes)> of{};
    double sum() const
    {
        double total = 0.0;
        for (const float x : of)
            total += static_cast<double>(x);
        return total;
    }
};

// A row's cells, to those of even and of odd number and back.
template <class T>
void deal(const T* row, int count, T* even, T* odd)
{
    for (int i = 0; 2 * i < count; ++i)
        even[i] = row[2 * i];
    for (int i = 0; 2 * i + 1 < count; ++i)
        odd[i] = row[2 * i + 1];
}

template <class T>
void join(const T* even, const T* odd, int count, T* row)
{
    for (int i = 0; 2 * i < count; ++i)
        row[2 * i] = even[i];
    for (int i = 0; 2 * i + 1 < count; ++i)
        row[2 * i + 1] = odd[i];
}

} // namespace hallwright::multigrid
