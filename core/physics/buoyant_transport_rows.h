// The innermost loops of what a buoyant flow carries (buoyant_transport.h), in vectors where the processor has them.
#pragma once

#include <cstddef>
#include <cstdint>

namespace hallwright::buoyant {

inline constexpr std::size_t traced = 16; // racks at a time

struct TransportCells {
    const std::uint32_t* beside; // six to a cell
    const float* weights;        // six to a cell
    const float* sum;            // m
};

// λ_c = (w_c + Σ weight λ_n) / m_c for cells `first`, first + step ... `count` of them; returns the largest change of m λ.
float traceRow(const TransportCells& cells, std::size_t first, std::ptrdiff_t step, std::size_t count,
               const float* w, float* lambda);
// T_c = (b_c + Σ weight T_n) / (Σ weight + enter_c) likewise; returns the largest change.
double settleRow(const TransportCells& cells, std::size_t first, std::ptrdiff_t step, std::size_t count,
                 const double* enter, const double* b, double* t);

} // namespace hallwright::buoyant
