#include "core/physics/air_grid.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

namespace hallwright {

namespace {

constexpr std::array<double, 3> chosenCellsM = {0.15, 0.20, 0.30};
constexpr double sliver = 0.05;              // of a cell: a last layer thinner than this joins the one before
constexpr double mostCellsEver = 20'000'000; // beyond memory's reach
constexpr double leastSupplyShare = 0.01; // of the racks' air; with less they would be hotter than any flame
constexpr double coveringShare = 0.5;     // a panel with less open area covers a side that stands against it

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
    Voxeliser(const AirRoom& room, AirCells& cells, WorkTeam& team, AirFieldReport& report)
        : room_(room), cells_(cells), team_(team), problems_(report.problems), notices_(report.notices),
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
            report(AirProblemKind::NoReturn,
                   "No air can leave the room: it has no return opening that is free.");
            return;
        }
        closePockets();
        placeSupplies();
        placeRacks();
    }

private:
    struct Range {
        int from = 0, to = 0;
        bool empty() const { return from >= to; }
        bool holds(int layer) const { return from <= layer && layer < to; }
    };

    using Place = std::array<int, 3>; // of a cell

    // A panel that covers what stands against it: between the cells at `before` and the next along its normal.
    struct Cover {
        std::size_t axis = 0;
        std::array<Range, 3> before;
        AirSide closedSide = AirSide::Neither;
    };

    void report(AirProblemKind kind, std::string sentence)
    {
        problems_.push_back({kind, std::move(sentence)});
    }

    void notice(AirProblemKind kind, std::string sentence)
    {
        notices_.push_back({kind, std::move(sentence)});
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
        double rackM3s = 0.0;
        for (const AirRack& rack : room_.racks) {
            good = good && finite(rack.body) && finite(rack.front.area) && finite(rack.rear.area) &&
                   std::isfinite(rack.flowM3s) && std::isfinite(rack.heatW) && std::isfinite(rack.leakage);
            rackM3s += std::max(rack.flowM3s, 0.0);
        }
        if (!good)
            report(AirProblemKind::NotConverged, "The room's description holds a value that is no number.");
        else if (supplyM3s <= 0.0)
            report(AirProblemKind::NoSupply, "No air is supplied to the room.");
        else if (supplyM3s < leastSupplyShare * rackM3s)
            report(AirProblemKind::NoSupply,
                   "Hardly any air is supplied to the room: less than a hundredth of "
                   "what its racks draw.");
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
            forCells({range(0, box), range(1, box), range(2, box)},
                     [&](int, int, int, std::size_t c) { cells_.solid[c] = 1; });
        };
        for (const AirBox& box : room_.solids)
            fill(box);
        for (const AirRack& rack : room_.racks)
            fill(rack.body);
    }

    bool spansCells(const AirBox& box) const
    {
        return !range(0, box).empty() && !range(1, box).empty() && !range(2, box).empty();
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
            if (open < coveringShare)
                covers_.push_back({axis, at, panel.closedSide});
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

    // The one between two cells, of which `place` is the first along the axis; nullptr without any.
    const Cover* coverAfter(std::size_t axis, const Place& place) const
    {
        const auto found = std::ranges::find_if(covers_, [&](const Cover& cover) {
            return cover.axis == axis && cover.before[0].holds(place[0]) && cover.before[1].holds(place[1]) &&
                   cover.before[2].holds(place[2]);
        });
        return found == covers_.end() ? nullptr : &*found;
    }

    // The one between a cell and its neighbour `step` further.
    const Cover* coverBeside(std::size_t axis, Place place, int step) const
    {
        place[axis] -= step < 0 ? 1 : 0;
        return coverAfter(axis, place);
    }

    // Whether there is one between any of these cells and its neighbour `step` further.
    bool anyCover(std::size_t axis, std::array<Range, 3> at, int step) const
    {
        if (step < 0)
            at[axis] = {at[axis].from - 1, at[axis].to - 1};
        return std::ranges::any_of(covers_, [&](const Cover& cover) {
            const auto meets = [&](std::size_t a) {
                return cover.before[a].from < at[a].to && at[a].from < cover.before[a].to;
            };
            return cover.axis == axis && meets(0) && meets(1) && meets(2);
        });
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
        double openShare = 0.0; // of its area
        bool coarse = false;
        bool pocket = false; // some of its cells are cut off from every return
    };

    Placed place(const AirPatch& patch) const
    {
        Placed placed;
        const std::size_t axis = static_cast<std::size_t>(patch.normal);
        double areaM2 = 0.0;
        double openM2 = 0.0;
        const int step = patch.towardsPositive ? -1 : 1; // to its plane
        const std::array<Range, 3> at = cellsAt(patch, placed.coarse);
        const bool panels = anyCover(axis, at, step);
        forCells(at, [&](int i, int j, int k, std::size_t c) {
            const double faceM2 = faceAreaM2(axis, i, j, k);
            areaM2 += faceM2;
            placed.pocket = placed.pocket || pocket_[c];
            if (cells_.solid[c] || (panels && coverBeside(axis, {i, j, k}, step)))
                return;
            addFace(placed.cells, c, faceM2);
            openM2 += faceM2;
        });
        placed.openShare = areaM2 > 0.0 ? openM2 / areaM2 : 0.0;
        shareByArea(placed.cells);
        return placed;
    }

    // The cells all round a side that is covered: before it, or where none is free there, behind it.
    PatchCells edgesOf(const AirPatch& patch) const
    {
        const std::size_t axis = static_cast<std::size_t>(patch.normal);
        const int face = boundary(axis, along(patch.area.least, axis));
        const int before = patch.towardsPositive ? face : face - 1;
        const int behind = patch.towardsPositive ? face - 1 : face;
        PatchCells edges;
        for (const int layer : {before, behind}) {
            if (layer < 0 || layer >= n_[axis])
                continue;
            const int across = layer == before ? behind - before : before - behind;
            for (const std::size_t beside : {(axis + 1) % 3, (axis + 2) % 3}) {
                const Range covered = atLeastOne(beside, patch.area);
                for (const int outward : {-1, 1}) {
                    const int next = outward < 0 ? covered.from - 1 : covered.to;
                    std::array<Range, 3> at = {atLeastOne(0, patch.area), atLeastOne(1, patch.area),
                                               atLeastOne(2, patch.area)};
                    at[axis] = {layer, layer + 1};
                    at[beside] = {next, next + 1};
                    if (next >= 0 && next < n_[beside])
                        addFree(edges, axis, at, [&](const Place& place) {
                            return reachesEdge(place, axis, across, beside, outward, layer == behind);
                        });
                }
            }
            if (!edges.cells.empty())
                break;
        }
        shareByArea(edges);
        edges.areasM2.clear();
        return edges;
    }

    // Whether the gap before a covered side opens to a free cell at its edge. The side is `-outward` along `beside`, and
    // its plane `across` along its normal. A panel that ends or runs at this edge stands on one of the two bodies, so
    // that the gap opens to the space which the panel closes, or where it closes none, on the side's own side of it.
    bool reachesEdge(const Place& place, std::size_t axis, int across, std::size_t beside, int outward,
                     bool behind) const
    {
        Place other = place; // beyond the plane
        other[axis] += across;
        const auto closes = [](const Cover& cover, int step) { // on the side where the step comes from
            return cover.closedSide == (step < 0 ? AirSide::Positive : AirSide::Negative);
        };
        const Cover* between = coverBeside(axis, place, across);
        const Cover* under = coverBeside(beside, place, -outward);
        const Cover* underOther = coverBeside(beside, other, -outward);
        if (between && !closes(*between, across) && !(behind && between->closedSide == AirSide::Neither))
            return false;
        if (under && !closes(*under, -outward))
            return false;
        return !underOther || closes(*underOther, -outward) || underOther->closedSide == AirSide::Neither;
    }

    // The free cells nearest to a body.
    PatchCells around(const AirBox& body) const
    {
        std::array<Range, 3> at = {atLeastOne(0, body), atLeastOne(1, body), atLeastOne(2, body)};
        PatchCells found;
        const int widest = std::max({n_[0], n_[1], n_[2]});
        for (int layers = 0; layers < widest && found.cells.empty(); ++layers) {
            for (std::size_t a = 0; a < 3; ++a)
                at[a] = {std::max(at[a].from - 1, 0), std::min(at[a].to + 1, n_[a])};
            addFree(found, 0, at, [](const Place&) { return true; });
        }
        shareByArea(found);
        found.areasM2.clear();
        return found;
    }

    template <class Condition>
    void addFree(PatchCells& to, std::size_t axis, const std::array<Range, 3>& at,
                 const Condition& holds) const
    {
        forCells(at, [&](int i, int j, int k, std::size_t c) {
            if (!cells_.solid[c] && holds(Place{i, j, k}))
                addFace(to, c, faceAreaM2(axis, i, j, k));
        });
    }

    double faceAreaM2(std::size_t axis, int i, int j, int k) const
    {
        return static_cast<double>(faceArea(axis, i, j, k)) * cells_.grid.cellM * cells_.grid.cellM;
    }

    static void addFace(PatchCells& to, std::size_t cell, double areaM2)
    {
        to.cells.push_back(static_cast<std::uint32_t>(cell));
        to.areasM2.push_back(static_cast<float>(areaM2));
    }

    static void shareByArea(PatchCells& patch)
    {
        double sum = 0.0;
        for (const float area : patch.areasM2)
            sum += static_cast<double>(area);
        for (const float area : patch.areasM2)
            patch.shares.push_back(static_cast<float>(static_cast<double>(area) / sum));
    }

    void placeSupplies()
    {
        std::vector<Placed> placed;
        for (const AirSupplyPatch& supply : room_.supplies) {
            Placed at = place(supply.patch);
            const bool hasFan =
                supply.plenum == 0; // its air takes what way there is, but for a body set on a floor tile
            if (hasFan && at.cells.cells.empty() && !at.pocket && supply.patch.normal != Axis::Z)
                at.cells = edgesOf(supply.patch);
            if (hasFan)
                at.openShare = at.cells.cells.empty() ? 0.0 : 1.0;
            placed.push_back(std::move(at));
        }
        sharePressure(placed);
        for (Placed& at : placed)
            cells_.supplies.push_back(std::move(at.cells));
        if (std::any_of(cells_.supplyM3s.begin(), cells_.supplyM3s.end(), [](double v) { return v > 0.0; }))
            return;
        problems_.insert(problems_.end(), notices_.begin(), notices_.end());
        notices_.clear();
    }

    // V_s' = V_s o_s ΣV / Σ(V o)
    void sharePressure(const std::vector<Placed>& placed)
    {
        struct Plenum {
            double allM3s = 0.0, openM3s = 0.0;
            int blowing = 0; // how many of its supplies
        };
        std::map<int, Plenum> plenums;
        for (std::size_t s = 0; s < placed.size(); ++s) {
            const double flowM3s = std::max(room_.supplies[s].flowM3s, 0.0);
            Plenum& plenum = plenums[room_.supplies[s].plenum];
            plenum.allM3s += flowM3s;
            plenum.openM3s += flowM3s * placed[s].openShare;
            plenum.blowing += flowM3s * placed[s].openShare > 0.0;
        }
        for (std::size_t s = 0; s < placed.size(); ++s) {
            const AirSupplyPatch& supply = room_.supplies[s];
            const auto& [allM3s, openM3s, blowing] = plenums[supply.plenum];
            const bool shared = supply.plenum != 0 && openM3s > 0.0;
            cells_.supplyM3s.push_back(std::max(supply.flowM3s, 0.0) * placed[s].openShare *
                                       (shared ? allM3s / openM3s : 1.0));
            const bool hasOthers = shared && blowing > (placed[s].openShare > 0.0 ? 1 : 0);
            if (supply.flowM3s > 0.0)
                sayCovered(supply.name, placed[s], hasOthers);
        }
    }

    // `hasOthers`: of its plenum, which blow.
    void sayCovered(const std::string& name, const Placed& placed, bool hasOthers)
    {
        constexpr double worthSaying = 0.5; // open
        if (placed.openShare >= worthSaying)
            return;
        if (hasOthers)
            notice(AirProblemKind::CoveredSupply,
                   format(placed.openShare > 0.0 ? "Most of {} is covered; the others give out more."
                                                 : "All of {} is covered; the others give out its air.",
                          name));
        else if (placed.openShare > 0.0)
            notice(AirProblemKind::CoveredSupply,
                   format("Most of {} is covered; all its air comes through the rest.", name));
        else if (placed.pocket)
            notice(AirProblemKind::SealedPocket,
                   format("The air of {} cannot reach any return: what surrounds it is closed.", name));
        else
            notice(AirProblemKind::NoSupply,
                   format("The outlet of {} is blocked; its air is left out.", name));
    }

    void placeRacks()
    {
        for (const AirRack& rack : room_.racks) {
            std::optional<AirProblem> reason;
            PatchCells front = placeSide(rack, rack.front, "front", reason);
            PatchCells rear = placeSide(rack, rack.rear, "rear", reason);
            if (rack.flowM3s <= 0.0 && rack.heatW > 0.0)
                reason = {AirProblemKind::BlockedRack, nameOf(rack) + " gives off heat but moves no air"};
            if (!spansCells(rack.body))
                reason = {AirProblemKind::TooCoarse,
                          nameOf(rack) + " is thinner than a cell of the grid, or stands outside the room"};
            if (reason)
                notice(reason->kind, reason->sentence + leftOut(rack));
            if (front.cells.empty())
                front = around(rack.body);
            cells_.leftOut.push_back(reason.has_value());
            cells_.rackM3s.push_back(reason ? 0.0 : std::max(rack.flowM3s, 0.0));
            cells_.fronts.push_back(std::move(front));
            cells_.rears.push_back(std::move(rear));
        }
    }

    static std::string leftOut(const AirRack& rack)
    {
        constexpr double mostKW = 1e6;
        std::string kW = std::to_string(std::clamp(rack.heatW / 1000.0, -mostKW, mostKW));
        kW.resize(kW.find('.') + 2);
        return "; " + (rack.flowM3s > 0.0 ? "its air and " : std::string()) + "its " + kW +
               " kW are left out of the field.";
    }

    PatchCells placeSide(const AirRack& rack, const AirPatch& patch, const std::string& side,
                         std::optional<AirProblem>& reason)
    {
        Placed placed = place(patch);
        if (rack.flowM3s <= 0.0 || reason)
            return std::move(placed.cells);
        const std::string named = nameOf(rack) + "'s " + side;
        if (placed.coarse)
            reason = {AirProblemKind::TooCoarse, named + " is narrower than a cell of the grid"};
        else if (placed.cells.cells.empty() && placed.pocket)
            reason = {AirProblemKind::SealedRack,
                      named + " opens into a space that no air can leave towards a return"};
        if (reason || !placed.cells.cells.empty())
            return std::move(placed.cells);
        PatchCells edges = edgesOf(patch);
        const std::string covered = named + " is covered by " + whatCovers(rack, patch);
        if (edges.cells.empty())
            reason = {AirProblemKind::BlockedRack, covered};
        else
            notice(AirProblemKind::BlockedRack, covered + "; its air passes round the edges.");
        return edges;
    }

    std::string whatCovers(const AirRack& covered, const AirPatch& patch) const
    {
        bool coarse = false;
        const std::array<Range, 3> at = cellsAt(patch, coarse);
        if (at[static_cast<std::size_t>(patch.normal)].empty())
            return "a wall";
        const bool panel =
            anyCover(static_cast<std::size_t>(patch.normal), at, patch.towardsPositive ? -1 : 1);
        std::string name = panel ? "a panel" : "what stands there";
        int most = 0;
        for (const AirRack& rack : room_.racks) {
            int shared = 1;
            for (std::size_t a = 0; a < 3; ++a) {
                const Range body = range(a, rack.body);
                shared *= std::max(std::min(body.to, at[a].to) - std::max(body.from, at[a].from), 0);
            }
            if (&rack != &covered && shared > most) {
                most = shared;
                name = nameOf(rack);
            }
        }
        return name;
    }

    const AirRoom& room_;
    AirCells& cells_;
    WorkTeam& team_;
    std::vector<AirProblem>& problems_;
    std::vector<AirProblem>& notices_;
    std::array<int, 3> n_;
    std::size_t nx_, plane_;
    std::vector<Cover> covers_;
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
