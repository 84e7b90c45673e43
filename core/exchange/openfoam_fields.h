// The initial fields and boundary conditions of an OpenFOAM case.
#pragma once

#include "core/exchange/openfoam_mesh.h"

#include <vector>

namespace hallwright::openfoam {

// ρ, T_s and p of core/exchange/openfoam_case.h.
struct AirState {
    double densityKgM3 = 0.0;
    double supplyK = 0.0;
    double pressurePa = 0.0;
};

AirState airStateOf(const AirRoom& room);

// 0.orig/T, U, p, p_rgh, k, epsilon, nut, alphat.
std::vector<CaseFile> fieldFiles(const AirRoom& room, const Mesh& mesh);

} // namespace hallwright::openfoam
