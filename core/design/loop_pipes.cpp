#include "core/design/loop_pipes.h"

#include "core/design/catalogue_types.h"
#include "core/design/hall_headers.h"
#include "core/design/pipe_sizes.h"
#include "core/layout/rows.h"
#include "core/model/names.h"
#include "core/physics/coolant_properties.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <optional>

namespace hallwright::design {

namespace {

// A pipe whose diameter follows once all it carries is known.
struct PlannedPipe {
    PipeRun pipe;
    double flowM3s = 0.0;
    std::optional<std::size_t> from; // the planned pipe it branches off; none for those of the plant
};

// But for rounding: the same units stand in the same places.
bool samePath(const std::vector<Point3>& a, const std::vector<Point3>& b)
{
    constexpr double roundingM = 1e-6;
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Point3& p, const Point3& q) {
        return std::hypot(p.x - q.x, p.y - q.y, p.z - q.z) < roundingM;
    });
}

constexpr std::array bothRoles{PipeRole::Supply, PipeRole::Return};

std::size_t indexOf(PipeRole role)
{
    return role == PipeRole::Supply ? 0 : 1;
}

std::string pipeName(const CoolantLoop& loop, const std::string& what, PipeRole role)
{
    return fmt::format("{} {} {}", loop.name, what, nameOf(role));
}

// The first point of the loop's own supply of this name, in the building's frame, on the common line of supply and
// return.
std::optional<Point3> startOf(const Site& site, const Building& building, const CoolantLoop& loop,
                              const std::string& what)
{
    const std::string name = pipeName(loop, what, PipeRole::Supply);
    for (const PipeRun& pipe : site.cooling->pipes) {
        if (pipe.loop != loop.id || pipe.name != name)
            continue;
        const Point3 at = pipe.pathM.front();
        const Point2 inBuilding = campusToBuilding(building, {at.x, at.y});
        const double side = pipeSide(PipeRole::Supply);
        return Point3{inBuilding.x - side, inBuilding.y - side, at.z};
    }
    return std::nullopt;
}

// The row on which most of a CDU's racks stand; nullptr if none does.
const Row* rowServedBy(const Hall& hall, const std::vector<std::vector<std::size_t>>& racksOfRows, CduId cdu)
{
    const Row* served = nullptr;
    std::ptrdiff_t most = 0;
    for (std::size_t r = 0; r < racksOfRows.size(); ++r) {
        const std::ptrdiff_t racks =
            std::count_if(racksOfRows[r].begin(), racksOfRows[r].end(),
                          [&](std::size_t rack) { return hall.racks[rack].cdu == cdu; });
        if (racks > most) {
            most = racks;
            served = &hall.rows[r];
        }
    }
    return served;
}

class PipeBuilder
{
public:
    PipeBuilder(SiteEdit& edit, CoolantLoopId loop, const PipeRule& rule, const PlantReport& plant)
        : edit_(edit), loop_(*edit.site().cooling->find(loop)),
          building_(*edit.site().findBuilding(loop_.building)), rule_(rule), plant_(plant),
          heatPerVolume_(coolantAt(loop_.coolant, loop_.supplyC).heatPerVolume())
    {
    }

    PipesReport run()
    {
        for (const PipeRole role : bothRoles) {
            addYardPipes(role);
            mains_[indexOf(role)] = addPipe("main", role, 0.0, {}); // its ends and flow follow from the halls
        }
        for (std::size_t i = 0; i < building_.halls.size(); ++i)
            addHallPipes(*building_.halls[i], i);
        layMains();
        addRooms();
        return addSized();
    }

private:
    double flowOf(double heatW) const { return heatW / (heatPerVolume_ * loop_.designDeltaTK); }

    // Returns its position in planned_.
    std::size_t addPipe(const std::string& what, PipeRole role, double flowM3s,
                        const std::vector<Point3>& inBuilding, std::optional<std::size_t> from = std::nullopt,
                        CduId cdu = {})
    {
        PipeRun pipe;
        pipe.name = pipeName(loop_, what, role);
        pipe.loop = loop_.id;
        pipe.role = role;
        pipe.cdu = cdu;
        pipe.pathM = inCampus(inBuilding);
        planned_.push_back({std::move(pipe), flowM3s, from});
        return planned_.size() - 1;
    }

    // Points that follow on one another at the same place are one.
    std::vector<Point3> inCampus(const std::vector<Point3>& inBuilding) const
    {
        std::vector<Point3> path;
        for (const Point3& p : inBuilding) {
            const Point3 next = toCampus(building_, {p.x, p.y}, p.z);
            if (path.empty() || !(path.back() == next))
                path.push_back(next);
        }
        return path;
    }

    PlantKind kindOf(const PlantGroup& group) const
    {
        return edit_.site().catalogue->find(group.rule.type)->values.kind;
    }

    // Towers behind chillers or plates have water of their own.
    bool isOnLoop(const PlantGroup& group) const
    {
        return kindOf(group) != PlantKind::CoolingTower ||
               std::none_of(plant_.groups.begin(), plant_.groups.end(), [&](const PlantGroup& other) {
                   return kindOf(other) == PlantKind::WaterCooledChiller ||
                          kindOf(other) == PlantKind::WatersideEconomiser;
               });
    }

    double headerY(const PlantGroup& group, const PlantRow& row, PipeRole role) const
    {
        return row.y - edit_.site().catalogue->find(group.rule.type)->values.depthM / 2 - 1.5 +
               pipeSide(role);
    }

    double pipesZ(const PlantRule& plant) const { return plantElevationM(building_, plant) + 0.6; }

    // A header along each row of units, and the lines that join the rows and enter the building: one for the rows at
    // one level and to one side of the main.
    void addYardPipes(PipeRole role)
    {
        int headers = 0;
        for (const PlantGroup& group : plant_.groups) {
            if (!isOnLoop(group))
                continue;
            for (const PlantRow& row : group.rows)
                addPlantHeader(group, row, role, ++headers);
        }
        int entries = 0;
        for (const bool onRoof : {false, true}) {
            for (const double direction : {1.0, -1.0})
                entries += addEntry(role, onRoof, direction, entries) ? 1 : 0;
        }
    }

    void addPlantHeader(const PlantGroup& group, const PlantRow& row, PipeRole role, int number)
    {
        const double y = headerY(group, row, role);
        const double z = pipesZ(group.rule);
        const double x = rule_.entryX + pipeSide(role); // of the entry, where a header of one unit ends
        const double heatW = group.heatW * std::max(row.west, row.east) / group.units;
        addPipe(fmt::format("header {}", number), role, flowOf(heatW),
                {{std::min(row.westX, x), y, z}, {std::max(row.eastX, x), y, z}});
    }

    bool addEntry(PipeRole role, bool onRoof, double direction, int before)
    {
        const double x = rule_.entryX + pipeSide(role);
        const double y = rule_.mainY + pipeSide(role);
        double reach = 0.0;
        double heatW = 0.0;
        double z = 0.0;
        for (const PlantGroup& group : plant_.groups) {
            if (!isOnLoop(group) || group.rule.onRoof != onRoof)
                continue;
            z = pipesZ(group.rule);
            for (const PlantRow& row : group.rows) {
                const double out = direction * (headerY(group, row, role) - y);
                if (out <= 0.0)
                    continue;
                reach = std::max(reach, out);
                heatW += group.heatW * (row.west + row.east) / group.units;
            }
        }
        if (reach == 0.0)
            return false;
        addPipe(before == 0 ? "entry" : fmt::format("entry {}", before + 1), role,
                flowOf(std::min(heatW, plant_.heatW)),
                {{x, y + direction * reach, z}, {x, y, z}, {x, y, rule_.mainZ}});
        return true;
    }

    std::optional<double> riserOf(const Hall& hall) const
    {
        const auto riser = rule_.riserX.find(hall.id);
        return riser != rule_.riserX.end() ? std::optional(riser->second) : std::nullopt;
    }

    void addHallPipes(const Hall& hall, std::size_t index)
    {
        // Halls in line share a gallery: each has its own level.
        const double z = hall.floorElevationM + 1.0 + 0.8 * static_cast<double>(index);
        const HeaderPlan plan{edit_.site(), building_, hall, loop_, rule_.mainY, z};
        const std::vector<HallHeader> headers = hallHeaders(plan);
        const std::optional<double> riserX = riserOf(hall);
        for (const PipeRole role : bothRoles) {
            const std::size_t from = riserX && !headers.empty() ? addRiser(hall, *riserX, headers, role, z)
                                                                : mains_[indexOf(role)];
            for (const HallHeader& header : headers)
                addHeader(hall, header, role, riserX ? std::optional(z) : std::nullopt, from);
        }
        addManifolds(hall);
    }

    double crossingY(const Hall& hall, PipeRole role) const
    {
        const Rect room = roomOf(hall);
        return (mainIsNorthOf(room, rule_.mainY) ? room.top() + 1.5 : room.y - 1.5) + pipeSide(role);
    }

    // For a hall behind another: one pipe from the main to beside the hall, and one along it where its headers begin.
    // Returns the latter.
    std::size_t addRiser(const Hall& hall, double riserX, const std::vector<HallHeader>& headers,
                         PipeRole role, double z)
    {
        const double x = riserX + pipeSide(role);
        const double mainY = rule_.mainY + pipeSide(role);
        const double y = crossingY(hall, role);
        double flowM3s = 0.0;
        double westM3s = 0.0;
        double fromX = x;
        double toX = x;
        for (const HallHeader& header : headers) {
            const double startX = header.run(role).front().x;
            flowM3s += header.flowM3s;
            westM3s += startX < x ? header.flowM3s : 0.0;
            fromX = std::min(fromX, startX);
            toX = std::max(toX, startX);
        }
        const std::string name = shortName(building_, hall);
        const std::size_t riser =
            addPipe(name + " riser", role, flowM3s, {{x, mainY, rule_.mainZ}, {x, mainY, z}, {x, y, z}},
                    mains_[indexOf(role)]);
        takeFromMain(x, role, flowM3s);
        if (fromX == toX)
            return riser;
        return addPipe(name + " crossing", role, std::max(westM3s, flowM3s - westM3s),
                       {{fromX, y, z}, {toX, y, z}}, riser);
    }

    // From the main, or from the riser's crossing at its level, to the header's level and along it.
    void addHeader(const Hall& hall, const HallHeader& header, PipeRole role, std::optional<double> riserZ,
                   std::size_t from)
    {
        const double x = header.run(role).front().x;
        std::vector<Point3> path;
        if (riserZ) {
            const double y = crossingY(hall, role);
            path = {{x, y, *riserZ}, {x, y, header.z}};
        } else {
            const double y = rule_.mainY + pipeSide(role);
            takeFromMain(x, role, header.flowM3s);
            path = {{x, y, rule_.mainZ}, {x, y, header.z}};
        }
        for (const Point2& p : header.run(role))
            path.push_back({p.x, p.y, header.z});
        addPipe(header.what, role, header.flowM3s, path, from);
    }

    // The rack side of a CDU: from its top along the row it serves.
    void addManifolds(const Hall& hall)
    {
        if (std::none_of(hall.cdus.begin(), hall.cdus.end(),
                         [&](const Cdu& cdu) { return cdu.loop == loop_.id; }))
            return;
        const std::vector<std::vector<std::size_t>> racksOfRows = racksByRow(hall);
        for (const Cdu& cdu : hall.cdus) {
            if (cdu.loop != loop_.id)
                continue;
            if (const Row* row = rowServedBy(hall, racksOfRows, cdu.id)) {
                for (const PipeRole role : bothRoles)
                    addManifold(hall, *row, cdu, role);
            }
        }
    }

    void addManifold(const Hall& hall, const Row& row, const Cdu& cdu, PipeRole role)
    {
        const Point2 from = toBuilding(hall, cdu.pose.position());
        const double y = from.y + 0.4 * pipeSide(role);
        const bool eastward = cdu.pose.x < row.area.x;
        const double farX = hall.originM.x + (eastward ? row.area.right() : row.area.x);
        const double z = hall.floorElevationM + 2.4;
        addPipe(fmt::format("{}-{} manifold", shortName(building_, hall), row.name), role, cdu.flowM3s,
                {{from.x, y, hall.floorElevationM + cdu.heightM}, {from.x, y, z}, {farX, y, z}}, std::nullopt,
                cdu.id);
    }

    // The entry splits the flow, and a main is sized for the side that carries more.
    void takeFromMain(double x, PipeRole role, double flowM3s)
    {
        mainFrom_ = std::min(mainFrom_, x);
        mainTo_ = std::max(mainTo_, x);
        (x < rule_.entryX ? mainWestM3s_ : mainEastM3s_)[indexOf(role)] += flowM3s;
    }

    // Along the building, as far as something leaves it.
    void layMains()
    {
        const double x0 = std::min(mainFrom_, rule_.entryX - 0.5);
        const double x1 = std::max(mainTo_, rule_.entryX + 0.5);
        for (const PipeRole role : bothRoles) {
            const double y = rule_.mainY + pipeSide(role);
            planned_[mains_[indexOf(role)]].pipe.pathM =
                inCampus({{x0, y, rule_.mainZ}, {x1, y, rule_.mainZ}});
        }
    }

    // The rooms connect to the pipe that is nearest to the middle of the building, as the simulation has it; whatever
    // leads there carries their flow too.
    void addRooms()
    {
        if (plant_.roomsW <= 0.0)
            return;
        const Point3 middle =
            toCampus(building_, {building_.widthM / 2, building_.depthM / 2}, building_.heightM / 2);
        for (const PipeRole role : bothRoles) {
            std::size_t at = nearestTo(middle, role);
            double x =
                mainFrom_ < mainTo_ ? std::clamp(building_.widthM / 2, mainFrom_, mainTo_) : rule_.entryX;
            for (; planned_[at].from; at = *planned_[at].from) {
                planned_[at].flowM3s += flowOf(plant_.roomsW);
                const Point3 start = planned_[at].pipe.pathM.front();
                x = campusToBuilding(building_, {start.x, start.y}).x;
            }
            if (at == mains_[indexOf(role)])
                takeFromMain(x, role, flowOf(plant_.roomsW));
        }
    }

    std::size_t nearestTo(Point3 p, PipeRole role) const
    {
        std::size_t nearest = mains_[indexOf(role)];
        double leastM = std::numeric_limits<double>::max();
        for (std::size_t i = 0; i < planned_.size(); ++i) {
            const PipeRun& pipe = planned_[i].pipe;
            const double m = pipe.role == role && !pipe.cdu.valid() ? distanceToPath(pipe.pathM, p) : leastM;
            if (m < leastM) {
                leastM = m;
                nearest = i;
            }
        }
        return nearest;
    }

    // The planned pipes, each of the size that its flow needs. Uses the builder up.
    PipesReport addSized()
    {
        for (const PipeRole role : bothRoles) {
            const std::size_t i = indexOf(role);
            planned_[mains_[i]].flowM3s = std::max(mainWestM3s_[i], mainEastM3s_[i]);
        }
        PipesReport report;
        std::vector<PipeRun> laid = laidBefore();
        for (PlannedPipe& planned : planned_) {
            PipeRun& pipe = planned.pipe;
            const std::optional<PipeRun> before = takeLaid(laid, pipe);
            pipe.diameterM = std::max(pipeDiameterM(planned.flowM3s, rule_.velocityMs, pipe.name),
                                      before ? before->diameterM : 0.0);
            if (before && before->diameterM == pipe.diameterM && samePath(before->pathM, pipe.pathM))
                continue;
            pipe.type = pipeType(edit_, pipe.diameterM);
            if (pipe.role == PipeRole::Supply && !pipe.cdu.valid())
                report.reasons.push_back(fmt::format("{} carries {:.1f} L/s in {:g} mm, {:.1f} m/s.",
                                                     pipe.name, 1e3 * planned.flowM3s, 1e3 * pipe.diameterM,
                                                     pipeVelocityMs(planned.flowM3s, pipe.diameterM)));
            report.laid.push_back(lay(std::move(pipe), before));
        }
        return report;
    }

    // The loop's pipes as they are; each is taken by the planned pipe of its name.
    std::vector<PipeRun> laidBefore() const
    {
        std::vector<PipeRun> laid;
        for (const PipeRun& pipe : edit_.site().cooling->pipes) {
            if (pipe.loop == loop_.id)
                laid.push_back(pipe);
        }
        return laid;
    }

    static std::optional<PipeRun> takeLaid(std::vector<PipeRun>& laid, const PipeRun& planned)
    {
        const auto found = std::find_if(laid.begin(), laid.end(), [&](const PipeRun& pipe) {
            return pipe.name == planned.name && pipe.role == planned.role && pipe.cdu == planned.cdu;
        });
        if (found == laid.end())
            return std::nullopt;
        PipeRun taken = std::move(*found);
        laid.erase(found);
        return taken;
    }

    PipeRunId lay(PipeRun pipe, const std::optional<PipeRun>& before)
    {
        if (!before)
            return edit_.add(std::move(pipe));
        pipe.id = before->id;
        pipe.roughnessM = before->roughnessM;
        edit_.change(pipe.id) = pipe;
        return pipe.id;
    }

    SiteEdit& edit_;
    const CoolantLoop loop_;
    const Building& building_; // not changed here
    const PipeRule& rule_;
    const PlantReport& plant_;
    double heatPerVolume_; // ρc of the coolant
    double mainFrom_ = std::numeric_limits<double>::max();
    double mainTo_ = std::numeric_limits<double>::lowest();
    std::vector<PlannedPipe> planned_;
    std::array<std::size_t, 2> mains_{};                  // in planned_, by role, as the following
    std::array<double, 2> mainWestM3s_{}, mainEastM3s_{}; // taken off to either side of the entry
};

} // namespace

std::optional<PipeRule> pipeRuleOf(const Site& site, CoolantLoopId id, double velocityMs)
{
    const CoolantLoop& loop = *site.cooling->find(id);
    const Building& building = *site.findBuilding(loop.building);
    const std::optional<Point3> main = startOf(site, building, loop, "main");
    const std::optional<Point3> entry = startOf(site, building, loop, "entry");
    if (!main || !entry)
        return std::nullopt;
    PipeRule rule{velocityMs, entry->x, main->y, main->z, {}};
    for (const HallPtr& hall : building.halls) {
        if (const auto riser = startOf(site, building, loop, shortName(building, *hall) + " riser"))
            rule.riserX[hall->id] = riser->x;
    }
    return rule;
}

PipesReport pipeLoop(SiteEdit& edit, CoolantLoopId loop, const PipeRule& rule, const PlantReport& plant)
{
    return PipeBuilder(edit, loop, rule, plant).run();
}

} // namespace hallwright::design
