// One row of cells at a time: the innermost loops of the buoyant flow (buoyant_solver.h has the equations), in vectors
// of eight where the processor has them.
//
// All pointers are to the row's first cell, `count` cells are worked on; s, q: distances in memory to the next cell
// along the momentum's axis and across it; 1/h: of the cell's size. A flux is per area of a face, out of the lower cell
// into the upper. Nothing is thrown. What is not finite goes on as it is: the caller looks for it.
#pragma once

#include "core/physics/buoyant_lattice.h"

namespace hallwright::buoyant {

inline constexpr float airViscosity = 1.5e-5F; // ν [m²/s]

// Of momentum along its own axis, through the middle of a cell: u u - 2 (ν + ν_t) du/dx.
void normalFlux(int count, const float* u, const float* viscosity, const float* fluid, Index s, float perH,
                float* flux);
// Of momentum u along s through the lower edge across q, with the speed `across` there: v u - (ν + ν_t) (du/dy +
// dv/dx).
void edgeFlux(int count, const float* u, const float* across, const float* open, const float* viscosity,
              Index s, Index q, float perH, float* flux);

// The six fluxes of a cell or of a face's volume.
struct Fluxes {
    const float *xLow, *xHigh, *yLow, *yHigh, *zLow, *zHigh;
};

// u* = (u + dt (Σ flux / h - dp/dx + lift)) / (1 + dt friction); dt = h conductance. Where that is 0, u* = u.
struct MomentumRow {
    const float *u, *conductance, *pressure, *walls, *friction;
};
void momentumRow(int count, const MomentumRow& row, const Fluxes& flux, Index s, float h, float* next);
// The same with buoyancy, g (1 - T0 / T).
void liftedMomentumRow(int count, const MomentumRow& row, const float* temperatureC, float referenceK,
                       const Fluxes& flux, Index s, float h, float* next);

// -(Σ u out - Σ u in) of a cell.
void divergenceRow(int count, const float* u, const float* v, const float* w, Index sy, Index sz,
                   const float* fluid, float* out);
// u -= a (p_c - p_below)
void correctRow(int count, const float* conductance, const float* pressure, Index s, float* u);

// Of temperature through the lower face: u T - ν_T dT/dx, ν_T = ν/Pr + ν_t/Pr_t.
void scalarFlux(int count, const float* u, const float* t, const float* open, const float* viscosity, Index s,
                float perH, float* flux);
// T += dt (Σ flux + T div u) / h, within bounds
struct Bounds {
    float least, most;
};
void scalarRow(int count, const float* u, const float* v, const float* w, Index sy, Index sz,
               const Fluxes& flux, const float* fluid, const float* stepS, float perH, Bounds bounds,
               const float* t, float* next);

// ν_t = 0.03874 |u| l; the friction at a wall that covers one side of the cell, [1/s].
void viscosityRow(int count, const float* u, const float* v, const float* w, Index sy, Index sz,
                  const float* fluid, const float* wallDistance, float h, float* viscosity, float* friction);

inline constexpr float solidStepS = 1e9F; // of solid cells: never the shorter one

// dt = 1 / (Σ|u| / (2 h CFL) + 2.2 (ν + ν_t) 3/h² + 0.3), at most `longest`
void timeStepRow(int count, const float* u, const float* v, const float* w, Index sy, Index sz,
                 const float* fluid, const float* viscosity, float h, float cfl, float longest, float* stepS);
// No more than 1.5 times the neighbours'.
void limitStepRow(int count, const float* stepS, Index sy, Index sz, const float* fluid, float* limited);
// a = min(dt) / h of open faces
void conductanceRow(int count, const float* open, const float* stepS, Index s, float perH,
                    float* conductance);

// mean += weight (value - mean)
void averageRow(int count, const float* value, float weight, float* mean);

} // namespace hallwright::buoyant
