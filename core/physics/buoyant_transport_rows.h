// The innermost loops of what a buoyant flow carries (buoyant_transport.h), in vectors where the processor has them.
#pragma once

#include <cstddef>
#include <cstdint>

namespace hallwright::buoyant {

inline constexpr std::size_t traced = 16; // racks at a time

struct TransportCells {
    const std::uint32_t*
        beside;       // six to a cell: below and above along x, y, z; the cell itself where there is none
    const float* in;  // six to a cell: what enters from there
    const float* sum; // m
};

// λ_c = (w_c + Σ in_nc' λ_n) / m_c for cells `first`, first + step ... `count` of them, in_nc': what enters n from c;
// w: of these cells alone, from the one of the least number on. Returns the largest change of m λ.
float traceRow(const TransportCells& cells, std::size_t first, std::ptrdiff_t step, std::size_t count,
               const float* w, float* lambda);
// T_c = (b_c + Σ in T_n) / (Σ in + enter_c) likewise; returns the largest change.
double settleRow(const TransportCells& cells, std::size_t first, std::ptrdiff_t step, std::size_t count,
                 const double* enter, const double* b, double* t);

} // namespace hallwright::buoyant
