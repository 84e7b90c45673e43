#include "core/physics/air_patches.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

namespace hallwright {

namespace {

constexpr double coveringShare = 0.5; // a panel with less open area covers a side that stands against it

std::string format(const char* sentence, const std::string& name)
{
    std::string text(sentence);
    text.replace(text.find("{}"), 2, name);
    return text;
}

// The panels that cover what stands against them.
class Covers
{
public:
    // Between the cells at `before` and the next along the axis.
    struct Cover {
        std::size_t axis = 0;
        CellBox before;
        AirSide closedSide = AirSide::Neither;
    };

    Covers(const AirRoom& room, const AirGridRanges& ranges)
    {
        for (const AirPanel& panel : room.panels) {
            const CellBox at = ranges.cellsBefore(panel);
            const std::size_t axis = static_cast<std::size_t>(panel.normal);
            if (panel.openShare < coveringShare && !at[axis].empty())
                covers_.push_back({axis, at, panel.closedSide});
        }
    }

    // The one between a cell and its neighbour `step` further; nullptr without any.
    const Cover* beside(std::size_t axis, CellPlace place, int step) const
    {
        place[axis] -= step < 0 ? 1 : 0;
        const auto found = std::ranges::find_if(covers_, [&](const Cover& cover) {
            return cover.axis == axis && cover.before[0].holds(place[0]) && cover.before[1].holds(place[1]) &&
                   cover.before[2].holds(place[2]);
        });
        return found == covers_.end() ? nullptr : &*found;
    }

    // Whether there is one between any of these cells and its neighbour `step` further.
    bool anyBeside(std::size_t axis, CellBox at, int step) const
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

private:
    std::vector<Cover> covers_;
};

class PatchPlacer
{
public:
    PatchPlacer(const AirRoom& room, const AirGridRanges& ranges, const std::vector<std::uint8_t>& pocket,
                AirCells& cells, AirFieldReport& report)
        : room_(room), ranges_(ranges), pocket_(pocket), cells_(cells), problems_(report.problems),
          notices_(report.notices), n_(cells.grid.cells), covers_(room, ranges)
    {
    }

    void placeSupplies()
    {
        requireTemperatures();
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

    void placeRacks()
    {
        for (const AirRack& rack : room_.racks) {
            std::optional<AirProblem> reason;
            PatchCells front = placeSide(rack, rack.front, "front", reason);
            PatchCells rear = placeSide(rack, rack.rear, "rear", reason);
            if (rack.flowM3s <= 0.0 && rack.heatW > 0.0)
                reason = {AirProblemKind::BlockedRack, nameOf(rack) + " gives off heat but moves no air"};
            if (!ranges_.spansCells(rack.body))
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

private:
    void requireTemperatures()
    {
        const bool known = std::ranges::none_of(room_.supplies, [](const AirSupplyPatch& supply) {
            return supply.flowM3s > 0.0 && std::isnan(supply.temperatureC);
        });
        if (!known)
            problems_.push_back({AirProblemKind::NoSteadyState,
                                 "The air has no steady state: nothing takes all of its heat."});
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
        const CellBox at = ranges_.cellsAt(patch, placed.coarse);
        const bool panels = covers_.anyBeside(axis, at, step);
        ranges_.forCells(at, [&](int i, int j, int k, std::size_t c) {
            const double faceM2 = faceAreaM2(axis, {i, j, k});
            areaM2 += faceM2;
            placed.pocket = placed.pocket || pocket_[c];
            if (cells_.solid[c] || (panels && covers_.beside(axis, {i, j, k}, step)))
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
        const int face = ranges_.boundary(axis, along(patch.area.least, axis));
        const int before = patch.towardsPositive ? face : face - 1;
        const int behind = patch.towardsPositive ? face - 1 : face;
        PatchCells edges;
        for (const int layer : {before, behind}) {
            if (layer < 0 || layer >= n_[axis])
                continue;
            const int across = layer == before ? behind - before : before - behind;
            for (const std::size_t beside : {(axis + 1) % 3, (axis + 2) % 3}) {
                const CellRange covered = ranges_.atLeastOne(beside, patch.area);
                for (const int outward : {-1, 1}) {
                    const int next = outward < 0 ? covered.from - 1 : covered.to;
                    CellBox at = {ranges_.atLeastOne(0, patch.area), ranges_.atLeastOne(1, patch.area),
                                  ranges_.atLeastOne(2, patch.area)};
                    at[axis] = {layer, layer + 1};
                    at[beside] = {next, next + 1};
                    if (next >= 0 && next < n_[beside])
                        addFree(edges, axis, at, [&](const CellPlace& place) {
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

    // Whether the gap before a covered side opens to a free cell at its edge. The side is `-outward` along `beside`,
    // and its plane `across` along its normal. A panel that ends or runs at this edge stands on one of the two bodies,
    // so that the gap opens to the space which the panel closes, or where it closes none, on the side's own side of it.
    bool reachesEdge(const CellPlace& place, std::size_t axis, int across, std::size_t beside, int outward,
                     bool behind) const
    {
        CellPlace other = place; // beyond the plane
        other[axis] += across;
        const auto closes = [](const Covers::Cover& cover,
                               int step) { // on the side where the step comes from
            return cover.closedSide == (step < 0 ? AirSide::Positive : AirSide::Negative);
        };
        const Covers::Cover* between = covers_.beside(axis, place, across);
        const Covers::Cover* under = covers_.beside(beside, place, -outward);
        const Covers::Cover* underOther = covers_.beside(beside, other, -outward);
        if (between && !closes(*between, across) && !(behind && between->closedSide == AirSide::Neither))
            return false;
        if (under && !closes(*under, -outward))
            return false;
        return !underOther || closes(*underOther, -outward) || underOther->closedSide == AirSide::Neither;
    }

    // The free cells nearest to a body.
    PatchCells around(const AirBox& body) const
    {
        CellBox at = {ranges_.atLeastOne(0, body), ranges_.atLeastOne(1, body), ranges_.atLeastOne(2, body)};
        PatchCells found;
        const int widest = std::max({n_[0], n_[1], n_[2]});
        for (int layers = 0; layers < widest && found.cells.empty(); ++layers) {
            for (std::size_t a = 0; a < 3; ++a)
                at[a] = {std::max(at[a].from - 1, 0), std::min(at[a].to + 1, n_[a])};
            addFree(found, 0, at, [](const CellPlace&) { return true; });
        }
        shareByArea(found);
        found.areasM2.clear();
        return found;
    }

    template <class Condition>
    void addFree(PatchCells& to, std::size_t axis, const CellBox& at, const Condition& holds) const
    {
        ranges_.forCells(at, [&](int i, int j, int k, std::size_t c) {
            if (!cells_.solid[c] && holds(CellPlace{i, j, k}))
                addFace(to, c, faceAreaM2(axis, {i, j, k}));
        });
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
        const CellBox at = ranges_.cellsAt(patch, coarse);
        if (at[static_cast<std::size_t>(patch.normal)].empty())
            return "a wall";
        const bool panel =
            covers_.anyBeside(static_cast<std::size_t>(patch.normal), at, patch.towardsPositive ? -1 : 1);
        std::string name = panel ? "a panel" : "what stands there";
        int most = 0;
        for (const AirRack& rack : room_.racks) {
            int shared = 1;
            for (std::size_t a = 0; a < 3; ++a) {
                const CellRange body = ranges_.range(a, rack.body);
                shared *= std::max(std::min(body.to, at[a].to) - std::max(body.from, at[a].from), 0);
            }
            if (&rack != &covered && shared > most) {
                most = shared;
                name = nameOf(rack);
            }
        }
        return name;
    }

    double faceAreaM2(std::size_t axis, const CellPlace& at) const
    {
        return static_cast<double>(cells_.faceShare(axis, at)) * cells_.grid.cellM * cells_.grid.cellM;
    }

    void notice(AirProblemKind kind, std::string sentence)
    {
        notices_.push_back({kind, std::move(sentence)});
    }

    const AirRoom& room_;
    const AirGridRanges& ranges_;
    const std::vector<std::uint8_t>& pocket_;
    AirCells& cells_;
    std::vector<AirProblem>& problems_;
    std::vector<AirProblem>& notices_;
    std::array<int, 3> n_;
    Covers covers_;
};

} // namespace

std::string nameOf(const AirRack& rack)
{
    return "Rack " + (rack.name.empty() ? std::to_string(rack.id.value) : rack.name);
}

void placePatches(const AirRoom& room, const AirGridRanges& ranges, const std::vector<std::uint8_t>& pocket,
                  AirCells& cells, AirFieldReport& report)
{
    PatchPlacer placer(room, ranges, pocket, cells, report);
    placer.placeSupplies();
    placer.placeRacks();
}

} // namespace hallwright
