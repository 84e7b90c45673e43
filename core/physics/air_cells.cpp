#include "core/physics/air_cells.h"

#include "core/physics/air_patches.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

constexpr double leastSupplyShare = 0.01; // of the racks' air; with less they would be hotter than any flame

bool finite(const Point3& p)
{
    return std::isfinite(p.x) && std::isfinite(p.y) && std::isfinite(p.z);
}

bool finite(const AirBox& box)
{
    return finite(box.least) && finite(box.most);
}

// Solids, conductances, panels and returns; then what no return can be reached from counts as solid.
class Voxeliser
{
public:
    Voxeliser(const AirRoom& room, AirCells& cells, WorkTeam& team, AirFieldReport& report)
        : room_(room), cells_(cells), team_(team), report_(report), ranges_(room, cells.grid),
          n_(cells.grid.cells), nx_(static_cast<std::size_t>(n_[0])),
          plane_(nx_ * static_cast<std::size_t>(n_[1]))
    {
    }

    void run()
    {
        if (!checkNumbers())
            return;
        layWidths();
        fillSolids();
        conduct();
        hangPanels();
        openReturns();
        if (cells_.returns.empty()) {
            addProblem(AirProblemKind::NoReturn,
                       "No air can leave the room: it has no return opening that is free.");
            return;
        }
        closePockets();
        placePatches(room_, ranges_, pocket_, cells_, report_);
    }

private:
    void addProblem(AirProblemKind kind, std::string sentence)
    {
        report_.problems.push_back({kind, std::move(sentence)});
    }

    bool checkNumbers()
    {
        bool good = std::isfinite(room_.heatPerVolume) && room_.heatPerVolume > 0.0;
        for (const AirBox& box : room_.solids)
            good = good && finite(box);
        for (const AirPanel& panel : room_.panels)
            good = good && finite(panel.area) && std::isfinite(panel.openShare);
        for (const AirReturnPatch& opening : room_.returns)
            good = good && finite(opening.patch.area);
        double supplyM3s = 0.0;
        for (const AirSupplyPatch& supply : room_.supplies) {
            good = good && finite(supply.patch.area) && std::isfinite(supply.flowM3s) &&
                   !std::isinf(supply.temperatureC); // an unknown one has a problem of its own
            supplyM3s += std::max(supply.flowM3s, 0.0);
        }
        double rackM3s = 0.0;
        for (const AirRack& rack : room_.racks) {
            good = good && finite(rack.body) && finite(rack.front.area) && finite(rack.rear.area) &&
                   std::isfinite(rack.flowM3s) && std::isfinite(rack.heatW) && std::isfinite(rack.leakage);
            rackM3s += std::max(rack.flowM3s, 0.0);
        }
        if (!good)
            addProblem(AirProblemKind::NotConverged,
                       "The room's description holds a value that is no number.");
        else if (supplyM3s <= 0.0)
            addProblem(AirProblemKind::NoSupply, "No air is supplied to the room.");
        else if (supplyM3s < leastSupplyShare * rackM3s)
            addProblem(AirProblemKind::NoSupply,
                       "Hardly any air is supplied to the room: less than a hundredth of "
                       "what its racks draw.");
        return report_.problems.empty();
    }

    void layWidths()
    {
        for (std::size_t a = 0; a < 3; ++a) {
            cells_.widths[a].assign(static_cast<std::size_t>(n_[a]), 1.0F);
            cells_.widths[a].back() = static_cast<float>(extentM(room_)[a] / cells_.grid.cellM - (n_[a] - 1));
        }
    }

    void fillSolids()
    {
        cells_.solid.assign(cells_.grid.count(), 0);
        const auto fill = [&](const AirBox& box) {
            ranges_.forCells({ranges_.range(0, box), ranges_.range(1, box), ranges_.range(2, box)},
                             [&](int, int, int, std::size_t c) { cells_.solid[c] = 1; });
        };
        for (const AirBox& box : room_.solids)
            fill(box);
        for (const AirRack& rack : room_.racks)
            fill(rack.body);
    }

    // t = A / d, over the cell's size
    void conduct()
    {
        for (std::vector<float>& t : cells_.conductance)
            t.resize(cells_.grid.count());
        const std::size_t rows = static_cast<std::size_t>(n_[1]) * static_cast<std::size_t>(n_[2]);
        team_.share(rows, [&](int, std::size_t from, std::size_t to) {
            for (std::size_t row = from; row < to; ++row)
                conductRow(static_cast<int>(row) % n_[1], static_cast<int>(row) / n_[1]);
        });
    }

    void conductRow(int j, int k)
    {
        const std::size_t row = cells_.grid.index(0, j, k);
        const std::uint8_t* solid = cells_.solid.data() + row;
        const float* wx = cells_.widths[0].data();
        const float wy = cells_.widths[1][static_cast<std::size_t>(j)];
        const float wz = cells_.widths[2][static_cast<std::size_t>(k)];
        float* tx = cells_.conductance[0].data() + row;
        for (std::size_t i = 0; i + 1 < nx_; ++i)
            tx[i] = solid[i] | solid[i + 1] ? 0.0F : wy * wz * 2.0F / (wx[i] + wx[i + 1]);
        tx[nx_ - 1] = 0.0F;
        const auto across = [&](std::size_t axis, int layer, std::size_t step, float area) {
            float* t = cells_.conductance[axis].data() + row;
            if (layer + 1 == n_[axis]) {
                std::fill_n(t, nx_, 0.0F);
                return;
            }
            const float* w = cells_.widths[axis].data() + layer;
            const float unit = area * 2.0F / (w[0] + w[1]);
            const std::uint8_t* next = solid + step;
            for (std::size_t i = 0; i < nx_; ++i)
                t[i] = solid[i] | next[i] ? 0.0F : unit * wx[i];
        };
        across(1, j, nx_, wz);
        across(2, k, plane_, wy);
    }

    // t = A / (d + D (1/s - 1))
    void hangPanels()
    {
        for (const AirPanel& panel : room_.panels) {
            const std::size_t axis = static_cast<std::size_t>(panel.normal);
            const double open = std::clamp(panel.openShare, 0.0, 1.0);
            const CellBox at = ranges_.cellsBefore(panel);
            if (at[axis].empty())
                continue; // on a wall
            const int face = at[axis].to;
            cells_.walls[axis].push_back(face);
            const float* w = cells_.widths[axis].data() + face - 1;
            const double distanceM = cells_.grid.cellM * static_cast<double>(w[0] + w[1]) / 2.0;
            const float through =
                open > 0.0 ? static_cast<float>(1.0 / (1.0 + panelDepthM * (1.0 / open - 1.0) / distanceM))
                           : 0.0F;
            ranges_.forCells(at,
                             [&](int, int, int, std::size_t c) { cells_.conductance[axis][c] *= through; });
        }
        for (std::vector<int>& walls : cells_.walls) {
            std::sort(walls.begin(), walls.end());
            walls.erase(std::unique(walls.begin(), walls.end()), walls.end());
        }
    }

    // t_r = A / (w/2)
    void openReturns()
    {
        const double faceM2 = cells_.grid.cellM * cells_.grid.cellM;
        for (const AirReturnPatch& opening : room_.returns) {
            bool coarse = false;
            const AirPatch& patch = opening.patch;
            const std::size_t axis = static_cast<std::size_t>(patch.normal);
            ranges_.forCells(ranges_.cellsAt(patch, coarse), [&](int i, int j, int k, std::size_t c) {
                if (cells_.solid[c])
                    return;
                const CellPlace at = {i, j, k};
                const float area = cells_.faceShare(axis, at);
                const float width = cells_.widths[axis][static_cast<std::size_t>(at[axis])];
                cells_.returns.push_back({static_cast<std::uint32_t>(c), patch.normal, patch.towardsPositive,
                                          2.0F * area / width, static_cast<float>(area * faceM2)});
            });
        }
    }

    // Runs of open cells along x, joined where air passes between them; what no return belongs to becomes solid.
    void closePockets()
    {
        pocket_.assign(cells_.grid.count(), 0);
        const std::size_t count = cells_.grid.count();
        std::vector<std::uint32_t> runOf(count);
        std::vector<std::uint32_t> joined;
        std::vector<std::uint8_t> open;
        const float* tx = cells_.conductance[0].data();
        for (std::size_t c = 0; c < count; ++c) {
            if (c == 0 || tx[c - 1] <= 0.0F)
                joined.push_back(static_cast<std::uint32_t>(joined.size()));
            runOf[c] = static_cast<std::uint32_t>(joined.size() - 1);
        }
        const auto root = [&](std::uint32_t run) {
            while (joined[run] != run)
                run = joined[run] = joined[joined[run]];
            return run;
        };
        const auto join = [&](const std::vector<float>& t, std::size_t step) {
            std::uint32_t lastA = ~0U;
            std::uint32_t lastB = ~0U;
            for (std::size_t c = 0; c + step < count; ++c) {
                if (t[c] <= 0.0F || (runOf[c] == lastA && runOf[c + step] == lastB))
                    continue;
                lastA = runOf[c];
                lastB = runOf[c + step];
                const std::uint32_t a = root(lastA);
                const std::uint32_t b = root(lastB);
                joined[std::max(a, b)] = std::min(a, b);
            }
        };
        join(cells_.conductance[1], nx_);
        join(cells_.conductance[2], plane_);
        open.assign(joined.size(), 0);
        for (const ReturnFace& face : cells_.returns)
            open[root(runOf[face.cell])] = 1;
        for (std::uint32_t run = 0; run < joined.size(); ++run)
            open[run] = open[root(run)];
        if (std::find(open.begin(), open.end(), 0) == open.end())
            return;
        for (std::size_t c = 0; c < count; ++c) {
            if (open[runOf[c]] || cells_.solid[c])
                continue;
            pocket_[c] = 1;
            cells_.solid[c] = 1;
            for (std::vector<float>& t : cells_.conductance)
                t[c] = 0.0F; // the neighbours before it are in the same pocket, or shut off from it already
        }
    }

    const AirRoom& room_;
    AirCells& cells_;
    WorkTeam& team_;
    AirFieldReport& report_;
    AirGridRanges ranges_;
    std::array<int, 3> n_;
    std::size_t nx_, plane_;
    std::vector<std::uint8_t> pocket_; // cells that no return can be reached from
};

} // namespace

float AirCells::faceShare(std::size_t axis, const CellPlace& at) const
{
    const std::array<float, 3> w = {widths[0][static_cast<std::size_t>(at[0])],
                                    widths[1][static_cast<std::size_t>(at[1])],
                                    widths[2][static_cast<std::size_t>(at[2])]};
    return w[(axis + 1) % 3] * w[(axis + 2) % 3];
}

void voxelise(const AirRoom& room, const AirGrid& grid, WorkTeam& team, AirCells& cells,
              AirFieldReport& report)
{
    cells.grid = grid;
    cells.returns.clear();
    cells.supplies.clear();
    cells.fronts.clear();
    cells.rears.clear();
    cells.supplyM3s.clear();
    cells.rackM3s.clear();
    cells.leftOut.clear();
    cells.walls = {};
    const std::array<double, 3> extent = extentM(room);
    if (grid.count() == 0)
        report.problems.push_back({AirProblemKind::TooCoarse,
                                   "The room has more cells than can be computed; a coarser grid would do."});
    else if (!std::all_of(extent.begin(), extent.end(), [&](double x) { return x > grid.cellM / 2.0; }))
        report.problems.push_back(
            {AirProblemKind::TooCoarse, "The room is thinner than half a cell of the grid."});
    else
        Voxeliser(room, cells, team, report).run();
}

} // namespace hallwright
