// A hall's air as a case for OpenFOAM, the CFD code to compare with: steady RANS with buoyancy of the same room.
//
// Solver buoyantSimpleFoam (OpenFOAM v1912; perfect gas, k-ε with wall functions). A rack is cut out of the mesh; its
// front takes in and its rear gives out the rack's mass flow ρ V, and
//
//     T_rear = T_front + Q/(m cp)        ρ = (ρ cp)/cp        p = ρ R T_s
//
// T_front flow-weighted mean over the front [K], Q heat to the air [W], m = ρ V [kg/s], cp = 1006 J/(kg K), T_s the
// supplies' mean temperature [K], p pressure at the floor and, as p_rgh, at the returns [Pa]. A panel is a wall
// in which its open share of the faces is left open, evenly spread: its leaks are gaps, driven by the pressures that CFD
// finds, and AirRack::leakage has no part in it. Supplies give out what they do in the program's own field: the air of
// tiles that something stands on comes through the others of their plenum (supplyFlowsM3s).
// Grid: equal cells, as near to `cellM` as fit the room; boxes and rectangles snap to it, so choose a divisor of the
// rack widths. Range: single bays; a hall of 400 racks has 2 million cells.
// Throws InputError naming what the grid or the room cannot hold: no supply, no return, a rack of no cells, an opening
// that lies on no wall.
//
// The programs of OpenFOAM are not needed to write a case, and nothing of them is linked.
#pragma once

#include "core/physics/air_room.h"

#include <string>
#include <vector>

namespace hallwright {

struct OpenFoamOptions {
    double cellM = 0.15;
    int iterations = 1500;
    int averaged = 500; // the last so many iterations, of which the inlets are the mean
    std::string title;  // of the room, for the README
};

struct CaseFile {
    std::string path; // in the case's folder
    std::string text;
    bool executable = false;

    bool operator==(const CaseFile&) const = default;
};

// The same room gives the same files.
std::vector<CaseFile> openFoamCase(const AirRoom& room, const OpenFoamOptions& options = {});

} // namespace hallwright
