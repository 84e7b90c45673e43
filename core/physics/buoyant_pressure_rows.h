// One row at a time of the buoyant flow's pressure equation (buoyant_pressure.h), in vectors where the processor has
// them. Pointers are to the row's first cell. Nothing is thrown.
#pragma once

#include "core/physics/buoyant_lattice.h"

namespace hallwright::buoyant {

// A row's coefficients, those of the rows behind and above with them.
struct PressureRow {
    const float *ax, *ay, *az;
    Index sy = 0, sz = 0;
};

// 1 / Σ a, 0 where nothing is open
void invertRow(int count, const PressureRow& row, float* inverse);
// x = w b / Σ a
void startRow(int count, float weight, const float* inverse, const float* b, float* x);
// next = x + w ((b + Σ a x_n) / Σ a - x)
void relaxPressureRow(int count, float weight, const PressureRow& row, const float* inverse, const float* b,
                      const float* x, float* next);
// b - Σ a (x - x_n) of open cells, added to `sum`
void addResidualRow(int count, const PressureRow& row, const float* inverse, const float* b, const float* x,
                    float* sum);
// Σ a (x - x_n) of open cells; returns its product with x
double applyPressureRow(int count, const PressureRow& row, const float* inverse, const float* x,
                        float* result);
double productRow(int count, const float* a, const float* b);
// direction = x + beta direction
void directRow(int count, float beta, const float* x, float* direction);
// x += alpha p, r -= alpha A p; returns r²
double stepRow(int count, float alpha, const float* p, const float* ap, float* x, float* r);
// coarse[I] += factor (fine[2I] + fine[2I+1])
void addPairs(int coarseCount, const float* fine, float factor, float* coarse);
// x += coarse, where the cell is open
void addCoarseRow(int count, const float* coarse, const float* inverse, float* x);

} // namespace hallwright::buoyant
