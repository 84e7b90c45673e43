// The mesh of an OpenFOAM case: a room's boxes and openings as whole cells and faces of one uniform grid.
#pragma once

#include "core/exchange/openfoam_case.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace hallwright::openfoam {

// Between grid lines. Faces: of no extent along one axis.
struct GridBox {
    std::array<int, 3> least{};
    std::array<int, 3> most{};

    bool operator==(const GridBox&) const = default;
};

enum class PatchRole { Supply, Return, RackFront, RackRear };

struct MeshPatch {
    std::string name; // a word in OpenFOAM: "rack0_front", "supply3"
    PatchRole role = PatchRole::Supply;
    GridBox faces;
    int axis = 0;
    double areaM2 = 0.0;    // of the faces that lie on a wall
    std::size_t source = 0; // position in the room's supplies, returns or racks
};

// A panel: a wall but for single faces that are left open, as many as its open share asks for.
struct MeshBaffle {
    GridBox faces;
    int axis = 0;
    std::vector<GridBox> gaps;
};

struct Mesh {
    std::array<int, 3> cells{};
    std::array<double, 3> cellM{};
    std::vector<GridBox> solids; // racks and other bodies
    std::vector<MeshPatch> patches;
    std::vector<MeshBaffle> panels;

    double at(int axis, int line) const { return cellM[static_cast<std::size_t>(axis)] * line; }
};

Mesh meshOf(const AirRoom& room, const OpenFoamOptions& options);

std::string labelOf(const AirRack& rack); // its name, or its id without one

// A dictionary with OpenFOAM's header.
std::string dictionary(const std::string& type, const std::string& object, const std::string& body);

std::string blockMeshDict(const Mesh& mesh);
std::string cellSetDict(const Mesh& mesh); // topoSet: the cells with air
std::string faceSetDict(const Mesh& mesh); // topoSet, after subsetMesh: openings and panels
std::string createPatchDict(const Mesh& mesh);
std::string createBafflesDict();

} // namespace hallwright::openfoam
