#include "core/physics/air_grid.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

constexpr std::array<double, 3> chosenCellsM = {0.15, 0.20, 0.30};
constexpr double sliver = 0.05;              // of a cell: a last layer thinner than this joins the one before
constexpr double mostCellsEver = 20'000'000; // beyond memory's reach

std::array<double, 3> extentM(const AirRoom& room)
{
    return {room.widthM, room.depthM, room.heightM};
}

std::array<double, 3> layersOf(const AirRoom& room, double cellM)
{
    std::array<double, 3> layers{};
    for (std::size_t a = 0; a < 3; ++a)
        layers[a] = std::max(std::ceil(extentM(room)[a] / cellM - sliver), 1.0);
    return layers;
}

double along(const Point3& p, std::size_t axis)
{
    return axis == 0 ? p.x : axis == 1 ? p.y : p.z;
}

bool finite(const Point3& p)
{
    return std::isfinite(p.x) && std::isfinite(p.y) && std::isfinite(p.z);
}

bool finite(const AirBox& box)
{
    return finite(box.least) && finite(box.most);
}

std::string format(const char* sentence, const std::string& name)
{
    std::string text(sentence);
    text.replace(text.find("{}"), 2, name);
    return text;
}

class Voxeliser
{
public:
    Voxeliser(const AirRoom& room, AirCells& cells, WorkTeam& team, std::vector<AirProblem>& problems)
        : room_(room), cells_(cells), team_(team), problems_(problems), n_(cells.grid.cells),
          nx_(static_cast<std::size_t>(n_[0])), plane_(nx_ * static_cast<std::size_t>(n_[1]))
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
            report(AirProblemKind::NoReturn,
                   "No air can leave the room: it has no return opening that is free.");
            return;
        }
        closePockets();
        placePatches();
    }

private:
    struct Range {
        int from = 0, to = 0;
        bool empty() const { return from >= to; }
    };

    void report(AirProblemKind kind, std::string sentence)
    {
        problems_.push_back({kind, std::move(sentence)});
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
                   std::isfinite(supply.temperatureC);
            supplyM3s += std::max(supply.flowM3s, 0.0);
        }
        for (const AirRack& rack : room_.racks)
            good = good && finite(rack.body) && finite(rack.front.area) && finite(rack.rear.area) &&
                   std::isfinite(rack.flowM3s) && std::isfinite(rack.heatW) && std::isfinite(rack.leakage);
        if (!good)
            report(AirProblemKind::NotConverged, "The room's description holds a value that is no number.");
        else if (supplyM3s <= 0.0)
            report(AirProblemKind::NoSupply, "No air is supplied to the room.");
        return problems_.empty();
    }

    void layWidths()
    {
        for (std::size_t a = 0; a < 3; ++a) {
            cells_.widths[a].assign(static_cast<std::size_t>(n_[a]), 1.0F);
            cells_.widths[a].back() = static_cast<float>(extentM(room_)[a] / cells_.grid.cellM - (n_[a] - 1));
        }
    }

    // The boundary between layers nearest to x, 0 to n.
    int boundary(std::size_t axis, double x) const
    {
        constexpr double half = 0.5 + 1e-6; // halfway goes up, whatever the rounding of x
        const double cell = cells_.grid.cellM;
        const int n = n_[axis];
        if (x >= (extentM(room_)[axis] + (n - 1) * cell) / 2.0)
            return n;
        return std::clamp(static_cast<int>(std::floor(std::clamp(x / cell, -1.0, 1e9) + half)), 0, n - 1);
    }

    Range range(std::size_t axis, const AirBox& box) const
    {
        return {boundary(axis, along(box.least, axis)), boundary(axis, along(box.most, axis))};
    }

    // The layer that holds the middle, where the range came out empty.
    Range atLeastOne(std::size_t axis, const AirBox& box) const
    {
        const Range found = range(axis, box);
        if (!found.empty())
            return found;
        const double middle = (along(box.least, axis) + along(box.most, axis)) / 2.0;
        const int layer =
            std::clamp(static_cast<int>(std::floor(middle / cells_.grid.cellM)), 0, n_[axis] - 1);
        return {layer, layer + 1};
    }

    template <class Visit>
    void forCells(const std::array<Range, 3>& at, const Visit& visit) const
    {
        for (int k = at[2].from; k < at[2].to; ++k)
            for (int j = at[1].from; j < at[1].to; ++j)
                for (int i = at[0].from; i < at[0].to; ++i)
                    visit(i, j, k, cells_.grid.index(i, j, k));
    }

    void fillSolids()
    {
        cells_.solid.assign(cells_.grid.count(), 0);
        const auto fill = [&](const AirBox& box) {
            const std::array<Range, 3> at = {range(0, box), range(1, box), range(2, box)};
            forCells(at, [&](int, int, int, std::size_t c) { cells_.solid[c] = 1; });
            return !at[0].empty() && !at[1].empty() && !at[2].empty();
        };
        for (const AirBox& box : room_.solids)
            fill(box);
        for (const AirRack& rack : room_.racks) {
            if (!fill(rack.body))
                report(AirProblemKind::TooCoarse,
                       format("{} is thinner than a cell of the grid.", nameOf(rack)));
        }
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
            const int face = boundary(axis, along(panel.area.least, axis));
            if (face <= 0 || face >= n_[axis])
                continue; // on a wall
            std::array<Range, 3> at = {range(0, panel.area), range(1, panel.area), range(2, panel.area)};
            at[axis] = {face - 1, face};
            cells_.walls[axis].push_back(face);
            const float* w = cells_.widths[axis].data() + face - 1;
            const double distanceM = cells_.grid.cellM * static_cast<double>(w[0] + w[1]) / 2.0;
            const float through =
                open > 0.0 ? static_cast<float>(1.0 / (1.0 + panelDepthM * (1.0 / open - 1.0) / distanceM))
                           : 0.0F;
            forCells(at, [&](int, int, int, std::size_t c) { cells_.conductance[axis][c] *= through; });
        }
        for (std::vector<int>& walls : cells_.walls) {
            std::sort(walls.begin(), walls.end());
            walls.erase(std::unique(walls.begin(), walls.end()), walls.end());
        }
    }

    // The cells on the room's side of a patch. `coarse`: it is narrower than a cell.
    std::array<Range, 3> cellsAt(const AirPatch& patch, bool& coarse) const
    {
        const std::size_t axis = static_cast<std::size_t>(patch.normal);
        std::array<Range, 3> at;
        coarse = false;
        for (std::size_t a = 0; a < 3; ++a) {
            if (a == axis) {
                const int face = boundary(a, along(patch.area.least, a));
                const int layer = patch.towardsPositive ? face : face - 1;
                if (layer >= 0 && layer < n_[a])
                    at[a] = {layer, layer + 1};
                continue;
            }
            coarse = coarse || range(a, patch.area).empty();
            at[a] = atLeastOne(a, patch.area);
        }
        return at;
    }

    float faceArea(std::size_t axis, int i, int j, int k) const
    {
        const std::array<float, 3> w = {cells_.widths[0][static_cast<std::size_t>(i)],
                                        cells_.widths[1][static_cast<std::size_t>(j)],
                                        cells_.widths[2][static_cast<std::size_t>(k)]};
        return w[(axis + 1) % 3] * w[(axis + 2) % 3];
    }

    // t_r = A / (w/2)
    void openReturns()
    {
        const double faceM2 = cells_.grid.cellM * cells_.grid.cellM;
        for (const AirReturnPatch& opening : room_.returns) {
            bool coarse = false;
            const AirPatch& patch = opening.patch;
            const std::size_t axis = static_cast<std::size_t>(patch.normal);
            forCells(cellsAt(patch, coarse), [&](int i, int j, int k, std::size_t c) {
                if (cells_.solid[c])
                    return;
                const std::array<int, 3> at = {i, j, k};
                const float area = faceArea(axis, i, j, k);
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

    struct Placed {
        PatchCells cells;
        bool coarse = false;
        bool pocket = false; // some of its cells are cut off from every return
    };

    Placed place(const AirPatch& patch) const
    {
        Placed placed;
        const std::size_t axis = static_cast<std::size_t>(patch.normal);
        forCells(cellsAt(patch, placed.coarse), [&](int i, int j, int k, std::size_t c) {
            placed.pocket = placed.pocket || pocket_[c];
            if (!cells_.solid[c])
                addFace(placed.cells, c, axis, {i, j, k});
        });
        shareByArea(placed.cells);
        return placed;
    }

    void placePatches()
    {
        for (const AirSupplyPatch& supply : room_.supplies) {
            Placed placed = place(supply.patch);
            if (placed.cells.cells.empty() && supply.flowM3s > 0.0) {
                if (placed.pocket)
                    report(AirProblemKind::SealedPocket,
                           format("The air of {} cannot reach any return: what surrounds it is closed.",
                                  supply.name));
                else
                    report(AirProblemKind::NoSupply, format("The outlet of {} is blocked.", supply.name));
            }
            cells_.supplies.push_back(std::move(placed.cells));
        }
        for (const AirRack& rack : room_.racks) {
            cells_.fronts.push_back(placeRackSide(rack, rack.front, "front"));
            cells_.rears.push_back(placeRackSide(rack, rack.rear, "rear"));
            if (rack.flowM3s <= 0.0 && rack.heatW > 0.0)
                report(AirProblemKind::BlockedRack,
                       format("{} gives off heat but moves no air.", nameOf(rack)));
        }
    }

    void addFace(PatchCells& to, std::size_t cell, std::size_t axis, const std::array<int, 3>& at) const
    {
        to.cells.push_back(static_cast<std::uint32_t>(cell));
        to.areasM2.push_back(
            static_cast<float>(faceArea(axis, at[0], at[1], at[2]) * cells_.grid.cellM * cells_.grid.cellM));
    }

    static void shareByArea(PatchCells& patch)
    {
        double sum = 0.0;
        for (const float area : patch.areasM2)
            sum += static_cast<double>(area);
        for (const float area : patch.areasM2)
            patch.shares.push_back(static_cast<float>(static_cast<double>(area) / sum));
    }

    PatchCells placeRackSide(const AirRack& rack, const AirPatch& patch, const std::string& side)
    {
        Placed placed = place(patch);
        if (rack.flowM3s <= 0.0)
            return std::move(placed.cells);
        if (placed.coarse)
            report(AirProblemKind::TooCoarse,
                   format("{}'s ", nameOf(rack)) + side + " is narrower than a cell of the grid.");
        else if (placed.cells.cells.empty() && placed.pocket)
            report(AirProblemKind::SealedRack,
                   format("{}'s ", nameOf(rack)) + side +
                       " opens into a space that no air can leave towards a return.");
        else if (placed.cells.cells.empty())
            report(AirProblemKind::BlockedRack, format("{}'s ", nameOf(rack)) + side + " is blocked.");
        return std::move(placed.cells);
    }

    const AirRoom& room_;
    AirCells& cells_;
    WorkTeam& team_;
    std::vector<AirProblem>& problems_;
    std::array<int, 3> n_;
    std::size_t nx_, plane_;
    std::vector<std::uint8_t> pocket_;
};

} // namespace

std::string nameOf(const AirRack& rack)
{
    return "Rack " + (rack.name.empty() ? std::to_string(rack.id.value) : rack.name);
}

AirGrid airGridOf(const AirRoom& room, const AirFieldOptions& options)
{
    AirGrid grid;
    grid.cellM = options.cellM;
    if (!(options.cellM > 0.0)) {
        for (const double cell : chosenCellsM) {
            const std::array<double, 3> n = layersOf(room, cell);
            grid.cellM = cell;
            if (n[0] * n[1] * n[2] <= static_cast<double>(options.mostCells))
                break;
        }
    }
    const std::array<double, 3> n = layersOf(room, grid.cellM);
    if (!(n[0] * n[1] * n[2] <= mostCellsEver))
        return grid;
    for (std::size_t a = 0; a < 3; ++a)
        grid.cells[a] = static_cast<int>(n[a]);
    return grid;
}

void voxelise(const AirRoom& room, const AirGrid& grid, WorkTeam& team, AirCells& cells,
              std::vector<AirProblem>& problems)
{
    cells.grid = grid;
    cells.returns.clear();
    cells.supplies.clear();
    cells.fronts.clear();
    cells.rears.clear();
    cells.walls = {};
    const std::array<double, 3> extent = extentM(room);
    if (grid.count() == 0)
        problems.push_back({AirProblemKind::TooCoarse,
                            "The room has more cells than can be computed; a coarser grid would do."});
    else if (!std::all_of(extent.begin(), extent.end(), [&](double x) { return x > grid.cellM / 2.0; }))
        problems.push_back({AirProblemKind::TooCoarse, "The room is thinner than half a cell of the grid."});
    else
        Voxeliser(room, cells, team, problems).run();
}

} // namespace hallwright
