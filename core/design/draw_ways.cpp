#include "core/design/draw_ways.h"

#include "core/design/catalogue_types.h"
#include "core/design/design_heat.h"
#include "core/design/next_name.h"
#include "core/design/pipe_sizes.h"
#include "core/design/placing.h"
#include "core/model/names.h"
#include "core/model/object_names.h"
#include "core/physics/coolant_properties.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace hallwright::design {

std::vector<Point3> wayThrough(const std::vector<WayCorner>& corners)
{
    std::vector<Point3> way;
    const auto add = [&](const Point3& p) {
        if (way.empty() || !(way.back() == p))
            way.push_back(p);
    };
    for (std::size_t i = 0; i < corners.size(); ++i) {
        const Point3& to = corners[i].atM;
        if (i > 0) {
            const Point3& from = corners[i - 1].atM;
            const bool risesFirst = corners[i - 1].joins && !corners[i].joins;
            add(risesFirst ? Point3{from.x, from.y, to.z} : Point3{to.x, to.y, from.z});
        }
        add(to);
    }
    return way;
}

namespace {

// The nearest so far in the plan; of those at one place, the nearest in level.
struct JoinSearch {
    Point2 at;
    double levelM;
    double leastM;
    std::optional<Point3> found{};

    void consider(const Point3& p)
    {
        constexpr double sameM = 1e-6;
        const double awayM = std::hypot(p.x - at.x, p.y - at.y);
        const bool same = found && std::abs(awayM - leastM) < sameM;
        const bool nearer = awayM < leastM && !same;
        if (!nearer && !(same && std::abs(p.z - levelM) < std::abs(found->z - levelM)))
            return;
        leastM = awayM;
        found = p;
    }
};

Point3 nearestInPlan(const Point3& a, const Point3& b, Point2 p)
{
    const double dx = b.x - a.x, dy = b.y - a.y;
    const double length2 = dx * dx + dy * dy;
    const double t =
        length2 > 0.0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length2, 0.0, 1.0) : 0.0;
    return {a.x + t * dx, a.y + t * dy, a.z + t * (b.z - a.z)};
}

} // namespace

std::optional<Point3> joinNear(const std::vector<const std::vector<Point3>*>& waysM, Point2 onCampus,
                               double levelM, double reachM)
{
    JoinSearch corners{onCampus, levelM, reachM};
    JoinSearch between{onCampus, levelM, reachM};
    for (const std::vector<Point3>* way : waysM) {
        for (std::size_t i = 0; i < way->size(); ++i) {
            corners.consider((*way)[i]);
            if (i > 0)
                between.consider(nearestInPlan((*way)[i - 1], (*way)[i], onCampus));
        }
    }
    return corners.found ? corners.found : between.found;
}

namespace {

Section usualSection(PathwayKind kind)
{
    switch (kind) {
    case PathwayKind::Tray:
        return {0.6, 0.15};
    case PathwayKind::Duct:
        return {0.9, 0.6};
    case PathwayKind::Trench:
        break;
    }
    return {1.2, 0.9};
}

} // namespace

std::vector<Section> sectionsOf(const Site& site, PathwayKind kind)
{
    std::vector<Section> sections;
    const auto add = [&](const Section& section) {
        if (std::ranges::find(sections, section) == sections.end())
            sections.push_back(section);
    };
    const auto& pathways = site.pathways->pathways;
    const auto last = std::find_if(pathways.rbegin(), pathways.rend(),
                                   [kind](const Pathway& pathway) { return pathway.kind == kind; });
    if (last != pathways.rend())
        add({last->widthM, last->depthM});
    add(usualSection(kind));
    for (const PathwayType& type : site.catalogue->pathwayTypes) {
        if (type.values.kind == kind)
            add({type.values.widthM, type.values.depthM});
    }
    return sections;
}

PathwayId putPathway(SiteEdit& edit, PathwayKind kind, const Section& section, std::vector<Point3> pathM)
{
    std::vector<std::string_view> taken;
    for (const Pathway& pathway : edit.site().pathways->pathways)
        taken.push_back(pathway.name);
    const std::string name = nextName(taken, sentenceCase(std::string(nameOf(kind))) + " 0");
    Pathway pathway = ofType(edit.site(), pathwayType(edit, kind, section.widthM, section.depthM));
    pathway.name = name;
    pathway.pathM = std::move(pathM);
    return edit.add(std::move(pathway));
}

namespace {

// A piece of equipment where the simulation connects it: at half its height.
struct Terminal {
    Point3 atM;
    double heatW = 0.0; // of its hall's design heat
};

class Terminals
{
public:
    Terminals(const Site& site, CoolantLoopId loop) : site_(site), loop_(loop)
    {
        for (const BuildingPtr& building : site.buildings) {
            for (const HallPtr& hall : building->halls)
                addHall(*building, *hall);
        }
    }

    std::vector<Terminal> all;

private:
    void addHall(const Building& building, const Hall& hall)
    {
        const HallHeat heat = heatOf(site_, hall, loop_);
        addShares(building, hall, hall.airHandlers, &AirHandler::airflowM3s, heat.air);
        addShares(building, hall, hall.cdus, &Cdu::capacityW, heat.liquid);
        if (heat.doors > 0.0)
            add(building, hall, {hall.widthM / 2, hall.depthM / 2}, hall.heightM, heat.doors);
    }

    template <class Unit>
    void addShares(const Building& building, const Hall& hall, const std::vector<Unit>& units,
                   double Unit::*size, double heatW)
    {
        double wholeSize = 0.0;
        for (const Unit& unit : units)
            wholeSize += unit.loop == loop_ ? unit.*size : 0.0;
        for (const Unit& unit : units) {
            if (unit.loop == loop_)
                add(building, hall, unit.pose.position(), unit.heightM, heatW * (unit.*size) / wholeSize);
        }
    }

    void add(const Building& building, const Hall& hall, Point2 inHall, double heightM, double heatW)
    {
        all.push_back(
            {toCampus(building, toBuilding(hall, inHall), hall.floorElevationM + heightM / 2), heatW});
    }

    const Site& site_;
    CoolantLoopId loop_;
};

std::string drawnPipeName(const Site& site, const CoolantLoop& loop, PipeRole role)
{
    const auto taken = [&](const std::string& name) {
        return std::ranges::any_of(site.cooling->pipes,
                                   [&](const PipeRun& pipe) { return pipe.name == name; });
    };
    for (int number = 1;; ++number) {
        std::string name = fmt::format("{} branch {} {}", loop.name, number, nameOf(role));
        if (!taken(name))
            return name;
    }
}

} // namespace

PlannedRun planPipe(const Site& site, const PipeDrawing& drawing)
{
    const CoolantLoop& loop = *site.cooling->find(drawing.loop);
    PlannedRun planned;
    double servedW = 0.0, wholeW = 0.0;
    for (const Terminal& terminal : Terminals(site, drawing.loop).all) {
        const double awayM = distanceToPath(drawing.pathM, terminal.atM);
        const bool nearest = std::ranges::none_of(site.cooling->pipes, [&](const PipeRun& pipe) {
            return pipe.loop == drawing.loop && pipe.role == drawing.role && !pipe.cdu.valid() &&
                   distanceToPath(pipe.pathM, terminal.atM) <= awayM;
        });
        planned.serves += nearest ? 1 : 0;
        servedW += nearest ? terminal.heatW : 0.0;
        wholeW += terminal.heatW;
    }
    const double heatPerVolume = coolantAt(loop.coolant, loop.supplyC).heatPerVolume();
    const double carriedW = planned.serves > 0 ? servedW : std::max(wholeW, loop.designHeatW);
    planned.flowM3s = carriedW / (heatPerVolume * loop.designDeltaTK);
    const double ruleM = pipeDiameterM(planned.flowM3s, designVelocityMs, "the pipe");
    planned.pipe.name = drawnPipeName(site, loop, drawing.role);
    planned.pipe.loop = drawing.loop;
    planned.pipe.role = drawing.role;
    planned.pipe.diameterM = otherPipeM(ruleM, drawing.sizesLarger);
    planned.pipe.pathM = drawing.pathM;
    planned.velocityMs = pipeVelocityMs(planned.flowM3s, planned.pipe.diameterM);
    return planned;
}

PipeRunId putPipe(SiteEdit& edit, const PipeDrawing& drawing)
{
    PipeRun pipe = planPipe(edit.site(), drawing).pipe;
    pipe.type = pipeType(edit, pipe.diameterM);
    return edit.add(std::move(pipe));
}

} // namespace hallwright::design
