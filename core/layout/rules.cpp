#include "core/layout/rules.h"

#include "core/layout/cell_grid.h"
#include "core/layout/obstacles.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>

namespace hallwright {

namespace {

constexpr double leastColdAisleM =
    0.9; // a person with a server lift passes; also the usual escape route width
constexpr double gravityMs2 = 9.80665;

// One rack under examination, with what is around it.
struct Place {
    const Site& site;
    const Hall& hall;
    const Rack& rack;
    const RackType& type;
    std::size_t index; // of the rack among the obstacles
    const std::vector<Obstacle>& obstacles;
    const CellGrid& grid;
};

class Findings
{
public:
    template <class... Args>
    void add(const char* rule, const Place& at, fmt::format_string<Args...> sentence, Args&&... args)
    {
        found_.push_back({rule, at.hall.id, at.rack.id,
                          fmt::format("Rack {} in hall {} ", at.rack.name, at.hall.name) +
                              fmt::format(sentence, std::forward<Args>(args)...)});
    }
    std::vector<Violation> take() { return std::move(found_); }

private:
    std::vector<Violation> found_;
};

// A pair is told once, of the rack that comes first.
void findOverlaps(const Place& at, std::vector<std::uint32_t>& near, Findings& findings)
{
    const Footprint& own = at.obstacles[at.index].footprint;
    at.grid.findNear(own.bounds, near);
    for (const std::uint32_t other : near) {
        if (other > at.index && overlap(own, at.obstacles[other].footprint))
            findings.add("overlap", at, "overlaps {}.", at.obstacles[other].text());
    }
}

// The floor a person needs in front of the rack.
Footprint standingArea(const Place& at)
{
    const Point2 forward = frontDirection(at.rack.pose.yawDeg);
    const Point2 centre = at.rack.pose.position() + forward * (at.type.depthM / 2 + leastColdAisleM / 2);
    return {{centre.x, centre.y, at.rack.pose.yawDeg}, at.type.widthM, leastColdAisleM};
}

// From the rack's front to the nearest corner of what stands before it, along the way the rack faces.
double clearanceTo(const Place& at, const Footprint& other)
{
    const Point2 forward = frontDirection(at.rack.pose.yawDeg);
    double nearest = std::numeric_limits<double>::infinity();
    for (const Point2 corner : footprintCorners(other.pose, other.widthM, other.depthM)) {
        const Point2 away = corner - at.rack.pose.position();
        nearest = std::min(nearest, away.x * forward.x + away.y * forward.y - at.type.depthM / 2);
    }
    return std::max(nearest, 0.0);
}

// How far the standing area reaches through a wall, along the way the rack faces; 0 if it does not.
double reachThroughWall(const Footprint& area, const Hall& hall)
{
    constexpr double toleranceM = 1e-6;
    const double reach = std::max({-area.bounds.x, -area.bounds.y, area.bounds.right() - hall.widthM,
                                   area.bounds.top() - hall.depthM, 0.0});
    return reach > toleranceM ? std::min(reach, leastColdAisleM) : 0.0;
}

void findNarrowAisle(const Place& at, std::vector<std::uint32_t>& near, Findings& findings)
{
    const Footprint area = standingArea(at);
    double clearM = leastColdAisleM;
    std::string nearest;
    if (const double reach = reachThroughWall(area, at.hall); reach > 0.0) {
        clearM -= reach;
        nearest = "the wall";
    }
    at.grid.findNear(area.bounds, near);
    for (const std::uint32_t other : near) {
        if (other == at.index || !overlap(area, at.obstacles[other].footprint))
            continue;
        const double clearance = clearanceTo(at, at.obstacles[other].footprint);
        if (clearance < clearM) {
            clearM = clearance;
            nearest = at.obstacles[other].text();
        }
    }
    if (!nearest.empty())
        findings.add("cold-aisle-width", at,
                     "has {:.2f} m clear in front of it, up to {}; at least {:.2f} m is needed.", clearM,
                     nearest, leastColdAisleM);
}

void findFloorOverload(const Place& at, Findings& findings)
{
    const double areaM2 = at.type.widthM * at.type.depthM;
    const double pressurePa = at.rack.massKg * gravityMs2 / areaM2;
    if (pressurePa > at.hall.floorRatingPa)
        findings.add(
            "floor-load", at,
            "loads the floor with {:.2f} kPa ({:.0f} kg on {:.2f} m²); the floor is rated for {:.2f} kPa.",
            pressurePa / 1e3, at.rack.massKg, areaM2, at.hall.floorRatingPa / 1e3);
}

void findFeedFault(const Place& at, Findings& findings)
{
    const Rack& rack = at.rack;
    const bool drawsPower = rack.powerW > 0.0;
    if (!drawsPower)
        return;
    if (!rack.feedA.valid() && !rack.feedB.valid())
        findings.add("feeds", at, "draws {:.1f} kW and has neither an A nor a B feed.", rack.powerW / 1e3);
    else if (!rack.feedA.valid() || !rack.feedB.valid())
        findings.add("feeds", at, "draws {:.1f} kW and has no {} feed.", rack.powerW / 1e3,
                     rack.feedA.valid() ? "B" : "A");
    else if (rack.feedA == rack.feedB) {
        const PowerNode* node = at.site.power->find(rack.feedA);
        findings.add("feeds", at, "has its A and its B feed from the same {}.", node ? node->name : "node");
    }
}

void findMissingCdu(const Place& at, Findings& findings)
{
    const double liquidW = at.rack.powerW * at.rack.liquidShare;
    if (liquidW > 0.0 && !at.rack.cdu.valid())
        findings.add("coolant", at, "gives {:.1f} kW to coolant and has no CDU.", liquidW / 1e3);
}

void checkHallRules(const Site& site, const Hall& hall, Findings& findings)
{
    const std::vector<Obstacle> obstacles = obstaclesIn(site, hall);
    const CellGrid grid(obstacles);
    std::vector<std::uint32_t> near;
    for (std::size_t i = 0; i < hall.racks.size(); ++i) {
        const Place at{site, hall, hall.racks[i], site.typeOf(hall.racks[i]), i, obstacles, grid};
        findOverlaps(at, near, findings);
        findNarrowAisle(at, near, findings);
        findFloorOverload(at, findings);
        findFeedFault(at, findings);
        findMissingCdu(at, findings);
    }
}

} // namespace

std::vector<Violation> findViolations(const Site& site)
{
    Findings findings;
    for (const auto& building : site.buildings) {
        for (const auto& hall : building->halls)
            checkHallRules(site, *hall, findings);
    }
    return findings.take();
}

} // namespace hallwright
