#include "core/physics/buoyant_mesh.h"

#include "core/physics/air_grid.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <unordered_map>

namespace hallwright::buoyant {

namespace {

constexpr double touchM = 0.02; // what is no further apart touches
constexpr float farM = 1e6F;

struct Face {
    std::size_t axis = 0;
    Index at = 0;
    Index ghost = 0;
    float inward = 1.0F; // +1: the room lies on the axis' positive side
};

class MeshBuilder
{
public:
    MeshBuilder(const AirRoom& room, const AirCells& cells, BuoyantMesh& mesh)
        : room_(room), cells_(cells), mesh_(mesh), ranges_(room, cells.grid), l_(mesh.lattice)
    {
    }

    void run()
    {
        fillCells();
        hangPanels();
        openSealedSpaces();
        openReturns();
        placeSupplies();
        placeRacks();
        findParts();
        countWalls();
        measureDistances();
        balanceHeat();
    }

private:
    void fillCells()
    {
        mesh_.fluid.assign(l_);
        for (Values& open : mesh_.open)
            open.assign(l_);
        l_.forCells([&](int i, int j, int k, Index c) {
            mesh_.fluid[c] = cells_.solid[cells_.grid.index(i - 1, j - 1, k - 1)] ? 0.0F : 1.0F;
        });
        for (const ReturnFace& opening : cells_.returns) { // nothing breathes behind a return
            const Face face =
                faceOf(opening.cell, static_cast<std::size_t>(opening.normal), opening.towardsPositive);
            mesh_.fluid[face.ghost] = 0.0F;
        }
        for (std::size_t a = 0; a < 3; ++a) {
            const Index s = l_.stride[a];
            l_.forCells(
                [&](int, int, int, Index c) { mesh_.open[a][c] = mesh_.fluid[c] * mesh_.fluid[c - s]; });
        }
    }

    Face faceOf(std::uint32_t gridCell, std::size_t axis, bool towardsPositive) const
    {
        const Index c = mesh_.at(gridCell);
        const Index s = l_.stride[axis];
        return towardsPositive ? Face{axis, c, c - s, 1.0F} : Face{axis, c + s, c + s, -1.0F};
    }

    // Part of layer i along an axis that lies between two places.
    double covered(std::size_t axis, int layer, double from, double to) const
    {
        const double h = cells_.grid.cellM;
        const double low = layer * h;
        const double high = layer + 1 == l_.n[axis] ? extentM(room_)[axis] : low + h;
        return std::max(std::min(to, high) - std::max(from, low), 0.0) / (high - low);
    }

    static bool touches(const AirBox& a, const AirBox& b)
    {
        for (std::size_t axis = 0; axis < 3; ++axis) {
            if (along(a.least, axis) > along(b.most, axis) + touchM ||
                along(b.least, axis) > along(a.most, axis) + touchM)
                return false;
        }
        return true;
    }

    // Where a panel's edge is: on the grid if it stands at something that is there too.
    double edge(const AirPanel& panel, std::size_t axis, double place) const
    {
        const auto near = [&](double other) { return std::abs(place - other) <= touchM; };
        const auto meets = [&](const AirBox& body) {
            return (near(along(body.least, axis)) || near(along(body.most, axis))) &&
                   touches(panel.area, body);
        };
        const auto meetsPlane = [&](const AirPanel& other) {
            return static_cast<std::size_t>(other.normal) == axis && meets(other.area);
        };
        const bool snaps =
            near(0.0) || near(extentM(room_)[axis]) || std::ranges::any_of(room_.solids, meets) ||
            std::ranges::any_of(room_.racks, [&](const AirRack& rack) { return meets(rack.body); }) ||
            std::ranges::any_of(room_.panels, meetsPlane);
        if (!snaps)
            return place;
        const int boundary = ranges_.boundary(axis, place);
        return boundary == l_.n[axis] ? extentM(room_)[axis] : boundary * cells_.grid.cellM;
    }

    // φ = 1 - Σ (1 - s) A_p / h²
    void hangPanels()
    {
        for (const AirPanel& panel : room_.panels) {
            const std::size_t normal = static_cast<std::size_t>(panel.normal);
            const int plane = ranges_.boundary(normal, along(panel.area.least, normal));
            if (plane <= 0 || plane >= l_.n[normal])
                continue;
            const double closed = 1.0 - std::clamp(panel.openShare, 0.0, 1.0);
            std::array<std::vector<double>, 2> cover;
            const std::array<std::size_t, 2> across = {(normal + 1) % 3, (normal + 2) % 3};
            for (std::size_t side = 0; side < 2; ++side) {
                const std::size_t a = across[side];
                const double from = edge(panel, a, along(panel.area.least, a));
                const double to = edge(panel, a, along(panel.area.most, a));
                for (int layer = 0; layer < l_.n[a]; ++layer)
                    cover[side].push_back(covered(a, layer, from, to));
            }
            coverFaces(normal, plane, across, cover, closed);
        }
    }

    void coverFaces(std::size_t normal, int plane, const std::array<std::size_t, 2>& across,
                    const std::array<std::vector<double>, 2>& cover, double closed)
    {
        constexpr float sliver = 1e-3F;
        std::array<int, 3> place{};
        place[normal] = plane + 1;
        for (std::size_t p = 0; p < cover[0].size(); ++p) {
            for (std::size_t q = 0; q < cover[1].size(); ++q) {
                const double share = cover[0][p] * cover[1][q] * closed;
                if (share <= 0.0)
                    continue;
                place[across[0]] = static_cast<int>(p) + 1;
                place[across[1]] = static_cast<int>(q) + 1;
                float& open = mesh_.open[normal][l_.at(place[0], place[1], place[2])];
                open = std::max(open - static_cast<float>(share), 0.0F);
                if (open < sliver)
                    open = 0.0F;
                panelled_.push_back({normal, l_.at(place[0], place[1], place[2])});
            }
        }
    }

    std::vector<std::uint8_t> reached() const
    {
        std::vector<std::uint8_t> found(static_cast<std::size_t>(l_.total), 0);
        std::vector<Index> open;
        const auto visit = [&](Index c) {
            if (mesh_.fluid[c] > 0.0F && !found[static_cast<std::size_t>(c)]) {
                found[static_cast<std::size_t>(c)] = 1;
                open.push_back(c);
            }
        };
        for (const ReturnFace& opening : cells_.returns)
            visit(mesh_.at(opening.cell));
        while (!open.empty()) {
            const Index c = open.back();
            open.pop_back();
            for (std::size_t a = 0; a < 3; ++a) {
                const Index s = l_.stride[a];
                if (mesh_.open[a][c] > 0.0F)
                    visit(c - s);
                if (mesh_.open[a][c + s] > 0.0F)
                    visit(c + s);
            }
        }
        return found;
    }

    void openSealedSpaces()
    {
        const std::vector<std::uint8_t> found = reached();
        const auto sealed = [&](Index c) {
            return mesh_.fluid[c] > 0.0F && !found[static_cast<std::size_t>(c)];
        };
        for (const auto& [axis, face] : panelled_) {
            const Index below = face - l_.stride[axis];
            if (mesh_.fluid[face] > 0.0F && mesh_.fluid[below] > 0.0F && mesh_.open[axis][face] <= 0.0F &&
                (sealed(face) || sealed(below)))
                mesh_.open[axis][face] = static_cast<float>(leastOpen);
        }
        const std::vector<std::uint8_t> again = reached();
        l_.forCells([&](int, int, int, Index c) {
            if (mesh_.fluid[c] <= 0.0F || again[static_cast<std::size_t>(c)])
                return;
            mesh_.fluid[c] = 0.0F;
            for (std::size_t a = 0; a < 3; ++a)
                mesh_.open[a][c] = mesh_.open[a][c + l_.stride[a]] = 0.0F;
        });
        mesh_.solid = cells_.solid;
        l_.forCells([&](int i, int j, int k, Index c) {
            mesh_.fluidCells += mesh_.fluid[c] > 0.0F;
            mesh_.solid[cells_.grid.index(i - 1, j - 1, k - 1)] = mesh_.fluid[c] > 0.0F ? 0 : 1;
        });
    }

    void openReturns()
    {
        for (const ReturnFace& opening : cells_.returns) {
            const std::size_t axis = static_cast<std::size_t>(opening.normal);
            const Face face = faceOf(opening.cell, axis, opening.towardsPositive);
            const Index c = mesh_.at(opening.cell);
            if (mesh_.fluid[c] <= 0.0F || !take(face))
                continue;
            const int k = static_cast<int>(opening.cell) / (l_.n[0] * l_.n[1]);
            const double layer = axis == 2 ? (opening.towardsPositive ? k : k + 1) : k + 0.5;
            mesh_.returns.push_back({axis, face.at, c, face.ghost,
                                     opening.towardsPositive ? c + l_.stride[axis] : c, -face.inward,
                                     static_cast<float>(layer * cells_.grid.cellM)});
        }
    }

    // A face is one thing only, and one with free air behind it is none.
    bool take(const Face& face)
    {
        const std::size_t key = static_cast<std::size_t>(face.at) * 3 + face.axis;
        return mesh_.open[face.axis][face.at] <= 0.0F && mesh_.fluid[face.ghost] <= 0.0F &&
               taken_.emplace(key, true).second;
    }

    void placeSupplies()
    {
        for (std::size_t s = 0; s < room_.supplies.size(); ++s) {
            const AirSupplyPatch& supply = room_.supplies[s];
            SupplyAir air;
            air.flowM3s = cells_.supplyM3s[s];
            air.temperatureC = supply.temperatureC;
            blow(cells_.supplies[s], supply.patch, air.flowM3s, room_.racks.size() + s, air.ghosts);
            if (supply.openShare > 0.0 && supply.openShare < 1.0)
                addJets(cells_.supplies[s], supply, air.flowM3s);
            mesh_.supplies.push_back(std::move(air));
        }
    }

    void placeRacks()
    {
        for (std::size_t r = 0; r < room_.racks.size(); ++r) {
            const AirRack& rack = room_.racks[r];
            RackAir air;
            air.flowM3s = cells_.rackM3s[r];
            air.leftOut = cells_.leftOut[r] != 0;
            air.leakage = std::clamp(rack.leakage, 0.0, 1.0);
            if (air.flowM3s > 0.0)
                air.riseK = rack.heatW / (room_.heatPerVolume * air.flowM3s);
            listCells(cells_.fronts[r], air.front, air.frontShares);
            listCells(cells_.rears[r], air.rear, air.rearShares);
            if (air.rear.empty())
                air.leakage = 0.0;
            blow(cells_.rears[r], rack.rear, air.flowM3s, r, air.ghosts);
            draw(cells_.fronts[r], rack.front, air.flowM3s * (1.0 - air.leakage));
            for (std::size_t n = 0; n < air.rear.size() && air.leakage > 0.0; ++n)
                mesh_.cellFlows.push_back(
                    {air.rear[n], -static_cast<float>(air.flowM3s * air.leakage) * air.rearShares[n], 0});
            mesh_.racks.push_back(std::move(air));
        }
    }

    void listCells(const PatchCells& at, std::vector<Index>& cells, std::vector<float>& shares) const
    {
        for (std::size_t n = 0; n < at.cells.size(); ++n) {
            if (mesh_.fluid[mesh_.at(at.cells[n])] <= 0.0F)
                continue;
            cells.push_back(mesh_.at(at.cells[n]));
            shares.push_back(at.shares[n]);
        }
        const float sum = std::accumulate(shares.begin(), shares.end(), 0.0F);
        for (float& share : shares)
            share /= sum;
    }

    void blow(const PatchCells& at, const AirPatch& patch, double flowM3s, std::size_t source,
              std::vector<Index>& ghosts)
    {
        const double faceM2 = cells_.grid.cellM * cells_.grid.cellM;
        for (std::size_t n = 0; n < at.cells.size() && flowM3s > 0.0; ++n) {
            const float flow = static_cast<float>(flowM3s) * at.shares[n];
            const Face face =
                faceOf(at.cells[n], static_cast<std::size_t>(patch.normal), patch.towardsPositive);
            const auto owner = ghostOwner_.find(face.ghost);
            const bool foreign = owner != ghostOwner_.end() && owner->second != source;
            if (at.areasM2.empty() || foreign || !take(face)) {
                mesh_.cellFlows.push_back({mesh_.at(at.cells[n]), flow, source});
                continue;
            }
            mesh_.fixed.push_back({face.axis, face.at, face.inward * flow / static_cast<float>(faceM2)});
            if (ghostOwner_.emplace(face.ghost, source).second)
                ghosts.push_back(face.ghost);
        }
    }

    void draw(const PatchCells& at, const AirPatch& patch, double flowM3s)
    {
        const double faceM2 = cells_.grid.cellM * cells_.grid.cellM;
        for (std::size_t n = 0; n < at.cells.size() && flowM3s > 0.0; ++n) {
            const float flow = static_cast<float>(flowM3s) * at.shares[n];
            const Face face =
                faceOf(at.cells[n], static_cast<std::size_t>(patch.normal), patch.towardsPositive);
            if (at.areasM2.empty() || !take(face))
                mesh_.cellFlows.push_back({mesh_.at(at.cells[n]), -flow, 0});
            else
                mesh_.fixed.push_back({face.axis, face.at, -face.inward * flow / static_cast<float>(faceM2)});
        }
    }

    // (1/σ - 1) u² / h, where u = Q/A
    void addJets(const PatchCells& at, const AirSupplyPatch& supply, double flowM3s)
    {
        const double h = cells_.grid.cellM;
        const double open = std::max(supply.openShare, leastJetOpen);
        for (std::size_t n = 0; n < at.areasM2.size(); ++n) {
            const Face face = faceOf(at.cells[n], static_cast<std::size_t>(supply.patch.normal),
                                     supply.patch.towardsPositive);
            const double speed = flowM3s * static_cast<double>(at.shares[n]) / (h * h);
            const Index c = mesh_.at(at.cells[n]);
            const Index beyond = face.inward > 0.0F ? c + l_.stride[face.axis] : c;
            if (mesh_.open[face.axis][beyond] > 0.0F)
                mesh_.jets.push_back(
                    {face.axis, beyond,
                     face.inward * static_cast<float>((1.0 / open - 1.0) * speed * speed / h)});
        }
    }

    void findParts()
    {
        constexpr float whole = 0.999F;
        for (std::size_t a = 0; a < 3; ++a) {
            l_.forCells([&](int, int, int, Index c) {
                const double open = static_cast<double>(mesh_.open[a][c]);
                if (open > 0.0 && mesh_.open[a][c] < whole)
                    mesh_.parts.push_back({a, c,
                                           static_cast<float>(panelLossK * (1.0 / (open * open) - 1.0) /
                                                              (2.0 * cells_.grid.cellM))});
            });
        }
    }

    // Every face that is not open is a wall, but for those that air is driven through.
    float wallAt(std::size_t axis, Index face) const
    {
        const std::size_t key = static_cast<std::size_t>(face) * 3 + axis;
        return taken_.contains(key) ? 0.0F : 1.0F - mesh_.open[axis][face];
    }

    void countWalls()
    {
        for (Values& walls : mesh_.walls)
            walls.assign(l_);
        l_.forCells([&](int, int, int, Index c) {
            if (mesh_.fluid[c] <= 0.0F)
                return;
            for (std::size_t a = 0; a < 3; ++a) {
                const float sides = wallAt(a, c) + wallAt(a, c + l_.stride[a]);
                mesh_.walls[(a + 1) % 3][c] += sides;
                mesh_.walls[(a + 2) % 3][c] += sides;
            }
        });
    }

    // Along the grid to the nearest wall, by sweeps to and fro; no further than streams in a hall are wide.
    void measureDistances()
    {
        const float h = mesh_.cellM;
        Values& l = mesh_.wallDistance;
        l.assign(l_, farM);
        l_.forCells([&](int, int, int, Index c) {
            for (std::size_t a = 0; a < 3 && mesh_.fluid[c] > 0.0F; ++a)
                if (wallAt(a, c) > 0.5F || wallAt(a, c + l_.stride[a]) > 0.5F)
                    l[c] = 0.5F * h;
        });
        bool changed = true;
        const auto nearer = [&](Index c, Index other) {
            if (l[other] + h < l[c]) {
                l[c] = l[other] + h;
                changed = true;
            }
        };
        const auto visit = [&](int, int, int, Index c) {
            for (std::size_t a = 0; a < 3 && mesh_.fluid[c] > 0.0F; ++a) {
                const Index s = l_.stride[a];
                if (mesh_.open[a][c] > 0.0F)
                    nearer(c, c - s);
                if (mesh_.open[a][c + s] > 0.0F)
                    nearer(c, c + s);
            }
        };
        while (changed) {
            changed = false;
            l_.forCells(visit);
            for (int k = l_.n[2]; k >= 1; --k)
                for (int j = l_.n[1]; j >= 1; --j)
                    for (int i = l_.n[0]; i >= 1; --i)
                        visit(i, j, k, l_.at(i, j, k));
        }
        const float longest = static_cast<float>(longestMixingM);
        l_.forCells([&](int, int, int, Index c) { l[c] = std::max(std::min(l[c], longest), 0.5F * h); });
    }

    void balanceHeat()
    {
        double heat = 0.0;
        for (const SupplyAir& supply : mesh_.supplies) {
            mesh_.supplyM3s += supply.flowM3s;
            heat += supply.flowM3s * supply.temperatureC;
        }
        mesh_.meanSupplyC = heat / mesh_.supplyM3s;
        for (const RackAir& rack : mesh_.racks)
            heat += rack.flowM3s * rack.riseK;
        mesh_.returnC = heat / mesh_.supplyM3s;
    }

    const AirRoom& room_;
    const AirCells& cells_;
    BuoyantMesh& mesh_;
    AirGridRanges ranges_;
    const Lattice& l_;
    std::vector<std::pair<std::size_t, Index>> panelled_;
    std::unordered_map<std::size_t, bool> taken_; // faces
    std::unordered_map<Index, std::size_t> ghostOwner_;
};

} // namespace

Index BuoyantMesh::at(std::uint32_t gridCell) const
{
    const int c = static_cast<int>(gridCell);
    const int nx = grid.cells[0];
    const int ny = grid.cells[1];
    return lattice.at(c % nx + 1, c / nx % ny + 1, c / nx / ny + 1);
}

AirGrid cubeGridOf(const AirRoom& room, double cellM, std::size_t mostCells)
{
    constexpr int coarsest = 8; // times cellM
    for (int times = 1; times <= coarsest; ++times) {
        AirGrid grid;
        grid.cellM = cellM * times;
        double count = 1.0;
        for (const double extent : extentM(room))
            count *= std::max(std::round(extent / grid.cellM), 1.0);
        if (!(count <= static_cast<double>(mostCells)))
            continue;
        for (std::size_t a = 0; a < 3; ++a)
            grid.cells[a] = std::max(static_cast<int>(std::round(extentM(room)[a] / grid.cellM)), 1);
        return grid;
    }
    return {};
}

void buildMesh(const AirRoom& room, const AirGrid& grid, WorkTeam& team, BuoyantMesh& mesh,
               AirFieldReport& report)
{
    // Panels are hung here: behind a tight one no space counts as closed yet.
    constexpr double ajar = 1e-4;
    AirRoom seen = room;
    for (AirPanel& panel : seen.panels)
        panel.openShare = std::max(panel.openShare, ajar);
    AirCells cells;
    voxelise(seen, grid, team, cells, report);
    if (!report.usable())
        return;
    mesh = {};
    mesh.grid = grid;
    mesh.cellM = static_cast<float>(grid.cellM);
    mesh.lattice = Lattice(grid.cells);
    MeshBuilder(room, cells, mesh).run();
}

} // namespace hallwright::buoyant
