#include "core/exchange/openfoam_mesh.h"

#include "core/model/errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace hallwright::openfoam {

namespace {

std::array<double, 3> coordinates(const Point3& point)
{
    return {point.x, point.y, point.z};
}

class Mesher
{
public:
    Mesher(const AirRoom& room, const OpenFoamOptions& options) : room_(room), options_(options) {}

    Mesh run()
    {
        layGrid();
        addSolids();
        addOpenings();
        addPanels();
        return std::move(mesh_);
    }

private:
    void layGrid()
    {
        if (!(options_.cellM > 0.0) || !std::isfinite(options_.cellM))
            throw InputError(
                fmt::format("A cell of {} m makes no grid; it must be above 0 m.", options_.cellM));
        const std::array<double, 3> size = {room_.widthM, room_.depthM, room_.heightM};
        for (std::size_t a = 0; a < 3; ++a) {
            constexpr double mostCells = 10'000.0; // along one side, far beyond what runs
            const double cells = std::round(size[a] / options_.cellM);
            if (!(cells >= 1.0) || cells > mostCells)
                throw InputError(fmt::format("Cells of {} m do not fill a room of {} m x {} m x {} m.",
                                             options_.cellM, size[0], size[1], size[2]));
            mesh_.cells[a] = static_cast<int>(cells);
            mesh_.cellM[a] = size[a] / cells;
        }
        solid_.assign(cellCount(), 0);
    }

    std::size_t cellCount() const
    {
        return static_cast<std::size_t>(mesh_.cells[0]) * static_cast<std::size_t>(mesh_.cells[1]) *
               static_cast<std::size_t>(mesh_.cells[2]);
    }

    GridBox snapped(const AirBox& box) const
    {
        GridBox result;
        const auto least = coordinates(box.least);
        const auto most = coordinates(box.most);
        for (std::size_t a = 0; a < 3; ++a) {
            const auto line = [&](double at) {
                return static_cast<int>(
                    std::clamp(std::round(at / mesh_.cellM[a]), 0.0, static_cast<double>(mesh_.cells[a])));
            };
            result.least[a] = line(least[a]);
            result.most[a] = line(most[a]);
        }
        return result;
    }

    static bool isEmpty(const GridBox& box)
    {
        return box.least[0] >= box.most[0] || box.least[1] >= box.most[1] || box.least[2] >= box.most[2];
    }

    bool hasAir(const std::array<int, 3>& cell) const
    {
        for (std::size_t a = 0; a < 3; ++a) {
            if (cell[a] < 0 || cell[a] >= mesh_.cells[a])
                return false;
        }
        const int index = (cell[2] * mesh_.cells[1] + cell[1]) * mesh_.cells[0] + cell[0];
        return solid_[static_cast<std::size_t>(index)] == 0;
    }

    void addSolid(const GridBox& box)
    {
        for (int k = box.least[2]; k < box.most[2]; ++k) {
            for (int j = box.least[1]; j < box.most[1]; ++j) {
                const auto row = static_cast<std::ptrdiff_t>((k * mesh_.cells[1] + j) * mesh_.cells[0]);
                std::fill(solid_.begin() + row + box.least[0], solid_.begin() + row + box.most[0], 1);
            }
        }
        mesh_.solids.push_back(box);
    }

    void addSolids()
    {
        for (const AirBox& box : room_.solids) {
            if (const GridBox cells = snapped(box); !isEmpty(cells)) // a thin column may be less than a cell
                addSolid(cells);
        }
        for (std::size_t i = 0; i < room_.racks.size(); ++i) {
            const GridBox cells = snapped(room_.racks[i].body);
            if (isEmpty(cells))
                throw InputError(fmt::format("Rack {} is lost in cells of {} m; choose smaller ones.",
                                             labelOf(room_.racks[i]), options_.cellM));
            addSolid(cells);
        }
    }

    // Of the faces with air on one side only, which are those a boundary can have.
    double wallAreaM2(const GridBox& faces, int axis) const
    {
        const auto normal = static_cast<std::size_t>(axis);
        GridBox cells = faces;
        cells.most[normal] = cells.least[normal] + 1;
        int count = 0;
        for (int k = cells.least[2]; k < cells.most[2]; ++k) {
            for (int j = cells.least[1]; j < cells.most[1]; ++j) {
                for (int i = cells.least[0]; i < cells.most[0]; ++i) {
                    const std::array<int, 3> above = {i, j, k};
                    std::array<int, 3> below = above;
                    --below[normal];
                    count += hasAir(above) != hasAir(below) ? 1 : 0;
                }
            }
        }
        return count * mesh_.cellM[0] * mesh_.cellM[1] * mesh_.cellM[2] / mesh_.cellM[normal];
    }

    // Of no area where the grid leaves nothing of it.
    MeshPatch opening(std::string name, PatchRole role, const AirPatch& patch, std::size_t source) const
    {
        MeshPatch result{std::move(name), role, snapped(patch.area), static_cast<int>(patch.normal), 0.0,
                         source};
        const auto normal = static_cast<std::size_t>(result.axis);
        result.faces.most[normal] = result.faces.least[normal];
        result.areaM2 = wallAreaM2(result.faces, result.axis);
        return result;
    }

    void addRequired(MeshPatch patch, const std::string& what)
    {
        if (patch.areaM2 <= 0.0)
            throw InputError(
                fmt::format("{} has no face on a wall with air before it, in cells of {} m; what "
                            "stands before it must leave it open.",
                            what, options_.cellM));
        mesh_.patches.push_back(std::move(patch));
    }

    void addOpenings()
    {
        bool supplied = false;
        for (std::size_t i = 0; i < room_.supplies.size(); ++i) {
            const AirSupplyPatch& supply = room_.supplies[i];
            if (supply.flowM3s <= 0.0)
                continue;
            addRequired(opening(fmt::format("supply{}", i), PatchRole::Supply, supply.patch, i),
                        "Supply " + supply.name);
            supplied = true;
        }
        if (!supplied)
            throw InputError("No supply blows air into this room, so its air has no steady state.");
        bool returned = false;
        for (std::size_t i = 0; i < room_.returns.size(); ++i) {
            MeshPatch patch =
                opening(fmt::format("return{}", i), PatchRole::Return, room_.returns[i].patch, i);
            if (patch.areaM2 <= 0.0)
                continue; // another takes its air
            mesh_.patches.push_back(std::move(patch));
            returned = true;
        }
        if (!returned)
            throw InputError("No return takes the air of this room, so its air has no steady state.");
        for (std::size_t i = 0; i < room_.racks.size(); ++i) {
            const AirRack& rack = room_.racks[i];
            if (rack.flowM3s <= 0.0)
                continue;
            const std::string label = labelOf(room_.racks[i]);
            addRequired(opening(fmt::format("rack{}_front", i), PatchRole::RackFront, rack.front, i),
                        "The front of rack " + label);
            addRequired(opening(fmt::format("rack{}_rear", i), PatchRole::RackRear, rack.rear, i),
                        "The rear of rack " + label);
        }
    }

    // Leaves open each face at which the shares of those before it have added up to a whole one: with the share s every
    // 1/s-th, from one panel to the next, so that narrow panels leak as much as wide ones.
    MeshBaffle panelOf(const AirPanel& panel)
    {
        MeshBaffle baffle{snapped(panel.area), static_cast<int>(panel.normal), {}};
        const auto normal = static_cast<std::size_t>(baffle.axis);
        baffle.faces.most[normal] = baffle.faces.least[normal];
        for (int k = baffle.faces.least[2]; k < std::max(baffle.faces.most[2], baffle.faces.least[2] + 1);
             ++k) {
            for (int j = baffle.faces.least[1]; j < std::max(baffle.faces.most[1], baffle.faces.least[1] + 1);
                 ++j) {
                for (int i = baffle.faces.least[0];
                     i < std::max(baffle.faces.most[0], baffle.faces.least[0] + 1); ++i)
                    openIfDue(baffle, {i, j, k}, panel.openShare);
            }
        }
        return baffle;
    }

    void openIfDue(MeshBaffle& baffle, const std::array<int, 3>& above, double openShare)
    {
        const auto normal = static_cast<std::size_t>(baffle.axis);
        std::array<int, 3> below = above;
        --below[normal];
        if (!hasAir(above) || !hasAir(below))
            return;
        ++panelFaces_;
        openDue_ += openShare;
        if (openDue_ < 1.0)
            return;
        openDue_ -= 1.0;
        GridBox gap{above, {above[0] + 1, above[1] + 1, above[2] + 1}};
        gap.most[normal] = gap.least[normal];
        baffle.gaps.push_back(gap);
    }

    void addPanels()
    {
        for (const AirPanel& panel : room_.panels) {
            if (panel.openShare >= 1.0)
                continue;
            const int before = panelFaces_;
            MeshBaffle baffle = panelOf(panel);
            if (panelFaces_ > before) // it lies between air and air
                mesh_.panels.push_back(std::move(baffle));
        }
    }

    const AirRoom& room_;
    const OpenFoamOptions& options_;
    Mesh mesh_;
    std::vector<std::uint8_t> solid_;
    int panelFaces_ = 0;   // of all panels so far
    double openDue_ = 0.5; // of their open shares, what no gap has been made for
};

std::string vector(double x, double y, double z)
{
    return fmt::format("({:.9g} {:.9g} {:.9g})", x, y, z);
}

// A box around the centres of the cells or faces in `box`, a quarter of a cell larger along an axis it is flat in.
std::string boxAround(const Mesh& mesh, const GridBox& box)
{
    std::array<double, 3> least{};
    std::array<double, 3> most{};
    for (std::size_t a = 0; a < 3; ++a) {
        const double margin = box.least[a] == box.most[a] ? 0.25 * mesh.cellM[a] : 0.0;
        least[a] = mesh.at(static_cast<int>(a), box.least[a]) - margin;
        most[a] = mesh.at(static_cast<int>(a), box.most[a]) + margin;
    }
    return vector(least[0], least[1], least[2]) + ' ' + vector(most[0], most[1], most[2]);
}

std::string action(const std::string& set, const std::string& type, const std::string& what,
                   const std::string& source)
{
    return fmt::format("    {{ name {}; type {}; action {}; source {} }}\n", set, type, what, source);
}

std::string faceAction(const Mesh& mesh, const std::string& set, const std::string& what,
                       const GridBox& faces)
{
    return action(set, "faceSet", what, fmt::format("boxToFace; box {};", boxAround(mesh, faces)));
}

// OpenFOAM's reader wants the bracket on a line of its own.
std::string actions(const std::string& list)
{
    return "actions\n(\n" + list + ");\n";
}

} // namespace

std::string labelOf(const AirRack& rack)
{
    return rack.name.empty() ? std::to_string(rack.id.value) : rack.name;
}

std::string dictionary(const std::string& type, const std::string& object, const std::string& body)
{
    return fmt::format(
               "FoamFile\n{{\n    version 2.0;\n    format  ascii;\n    class   {};\n    object  {};\n}}\n\n",
               type, object) +
           body;
}

Mesh meshOf(const AirRoom& room, const OpenFoamOptions& options)
{
    return Mesher(room, options).run();
}

std::string blockMeshDict(const Mesh& mesh)
{
    const double x = mesh.at(0, mesh.cells[0]);
    const double y = mesh.at(1, mesh.cells[1]);
    const double z = mesh.at(2, mesh.cells[2]);
    std::string body = "vertices\n(\n";
    for (const double height : {0.0, z}) {
        for (const std::string& corner :
             {vector(0, 0, height), vector(x, 0, height), vector(x, y, height), vector(0, y, height)})
            body += "    " + corner + '\n';
    }
    body += fmt::format(");\n\nblocks\n(\n    hex (0 1 2 3 4 5 6 7) ({} {} {}) simpleGrading (1 1 1)\n);\n\n",
                        mesh.cells[0], mesh.cells[1], mesh.cells[2]);
    body +=
        "boundary\n(\n    walls\n    {\n        type wall;\n        faces\n        (\n"
        "            (0 4 7 3) (1 2 6 5) (0 1 5 4) (3 7 6 2) (0 3 2 1) (4 5 6 7)\n        );\n    }\n);\n";
    return dictionary("dictionary", "blockMeshDict", body);
}

std::string cellSetDict(const Mesh& mesh)
{
    const GridBox room{{0, 0, 0}, mesh.cells};
    std::string list =
        action("air", "cellSet", "new", fmt::format("boxToCell; box {};", boxAround(mesh, room)));
    for (const GridBox& solid : mesh.solids)
        list +=
            action("air", "cellSet", "subtract", fmt::format("boxToCell; box {};", boxAround(mesh, solid)));
    return dictionary("dictionary", "topoSetDict", actions(list));
}

std::string faceSetDict(const Mesh& mesh)
{
    std::string list;
    for (const MeshPatch& patch : mesh.patches) {
        list += faceAction(mesh, patch.name, "new", patch.faces);
        list += action(patch.name, "faceSet", "subset", "boundaryToFace;");
    }
    for (std::size_t i = 0; i < mesh.panels.size(); ++i)
        list += faceAction(mesh, "panel_faces", i == 0 ? "new" : "add", mesh.panels[i].faces);
    for (const MeshBaffle& panel : mesh.panels) {
        for (const GridBox& gap : panel.gaps)
            list += faceAction(mesh, "panel_faces", "subtract", gap);
    }
    if (!mesh.panels.empty())
        list += action("panels", "faceZoneSet", "new", "setToFaceZone; faceSet panel_faces;");
    return dictionary("dictionary", "topoSetDict", actions(list));
}

std::string createPatchDict(const Mesh& mesh)
{
    std::string body = "pointSync false;\n\npatches\n(\n";
    for (const MeshPatch& patch : mesh.patches)
        fmt::format_to(std::back_inserter(body),
                       "    {{ name {}; patchInfo {{ type patch; }} constructFrom set; set {}; }}\n",
                       patch.name, patch.name);
    return dictionary("dictionary", "createPatchDict", body + ");\n");
}

std::string createBafflesDict()
{
    return dictionary("dictionary", "createBafflesDict",
                      "internalFacesOnly true;\nnoFields true;\n\nbaffles\n{\n    panels\n    {\n"
                      "        type faceZone;\n        zoneName panels;\n        patches\n        {\n"
                      "            master { name panels; type wall; }\n"
                      "            slave { name panels; type wall; }\n        }\n    }\n}\n");
}

} // namespace hallwright::openfoam
