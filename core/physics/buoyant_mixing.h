// Fixed points found sooner: Anderson's mixing of the last few iterates.
//
//     x_{k+1} = g_k - Σ γ_i (g_{i+1} - g_i)        γ = argmin |f_k - Σ γ_i (f_{i+1} - f_i)|        f = g - x
//
// x: an iterate; g: what the iteration makes of it; f: their difference. For a linear iteration it is GMRES, begun anew
// when its memory is full. Source: Walker and Ni, Anderson acceleration for fixed-point iterations, SIAM J. Numer.
// Anal. 49 (2011). Range: any
// iteration that mixing keeps bounded. Nothing is thrown; where the differences depend on each other x is g.
#pragma once

#include <cstddef>
#include <vector>

namespace hallwright::buoyant {

class AndersonMixing
{
public:
    explicit AndersonMixing(std::size_t most = 5) : most_(most) {}

    // `before` is x_k; `values` are g_k, and become x_{k+1}.
    void mix(const std::vector<double>& before, std::vector<double>& values);
    void forget();

private:
    std::size_t most_;
    std::vector<double> lastF_, lastG_;
    std::vector<std::vector<float>> dF_, dG_; // differences lose nothing in single precision
};

} // namespace hallwright::buoyant
