#include "views/scene/picking.h"

#include "views/scene/equipment_boxes.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hallwright::scene {

namespace {

constexpr double never = std::numeric_limits<double>::infinity();
constexpr double tallestRackM = 4.0; // racks are looked for up to this height above the floor

// The ray in a frame at `origin`, turned by `yawDeg`.
Ray rayInFrame(const Ray& ray, Point2 origin, double yawDeg)
{
    const Point2 from = rotated(Point2{ray.origin.x, ray.origin.y} - origin, -yawDeg);
    const Point2 along = rotated({ray.direction.x, ray.direction.y}, -yawDeg);
    return {{from.x, from.y, ray.origin.z}, {along.x, along.y, ray.direction.z}};
}

// Distance along the ray to the first closed building.
double closedBuildingAlong(const Site& site, const Ray& ray, const Openness& openness, const Building** which)
{
    double nearest = never;
    for (const BuildingPtr& building : site.buildings) {
        if (openness.isOpen(*building))
            continue;
        const Ray local = rayInFrame(ray, building->originM, building->yawDeg);
        const auto t = meetsBox(local, {0, 0, 0}, {building->widthM, building->depthM, building->heightM});
        if (t && *t < nearest) {
            nearest = *t;
            *which = building.get();
        }
    }
    return nearest;
}

double distanceToRect(Point2 p, const Rect& rect)
{
    const double dx = std::max({rect.x - p.x, 0.0, p.x - rect.right()});
    const double dy = std::max({rect.y - p.y, 0.0, p.y - rect.top()});
    return std::hypot(dx, dy);
}

HallId nearestHall(const Building& building, Point2 inBuilding)
{
    HallId nearest;
    double least = never;
    for (const HallPtr& hall : building.halls) {
        const double d =
            distanceToRect(inBuilding, {hall->originM.x, hall->originM.y, hall->widthM, hall->depthM});
        if (d < least) {
            least = d;
            nearest = hall->id;
        }
    }
    return nearest;
}

std::optional<RackHit> pickRackIn(const Site& site, const Hall& hall, const Ray& inHall)
{
    const double floor = hall.floorElevationM;
    if (!meetsBox(inHall, {0, 0, floor}, {hall.widthM, hall.depthM, floor + tallestRackM}))
        return std::nullopt;
    std::optional<RackHit> best;
    for (std::size_t i = 0; i < hall.racks.size(); ++i) {
        const Rack& rack = hall.racks[i];
        const RackType& type = site.typeOf(rack);
        const Ray local = rayInFrame(inHall, rack.pose.position(), rack.pose.yawDeg);
        const auto t = meetsBox(local, {-type.widthM / 2, -type.depthM / 2, floor},
                                {type.widthM / 2, type.depthM / 2, floor + type.heightM});
        if (t && (!best || *t < best->along))
            best = RackHit{rack.id, {0, 0, i}, *t, inHall.at(*t)};
    }
    return best;
}

// The nearest of the boxes a ray meets before `limit`.
class NearestBox
{
public:
    explicit NearestBox(double limit) : limit_(limit) {}

    void consider(const Ray& ray, const EquipmentBox& box)
    {
        const Ray local = rayInFrame(ray, box.pose.position(), box.pose.yawDeg);
        const auto t = meetsBox(local, {-box.widthM / 2, -box.depthM / 2, box.bottomM},
                                {box.widthM / 2, box.depthM / 2, box.bottomM + box.heightM});
        if (t && *t < limit_) {
            limit_ = *t;
            hit_ = EquipmentHit{box.equipment, *t};
        }
    }

    const std::optional<EquipmentHit>& hit() const { return hit_; }

private:
    double limit_;
    std::optional<EquipmentHit> hit_;
};

void considerHall(NearestBox& nearest, const Site& site, const Hall& hall, const Ray& inHall,
                  const Openness& openness)
{
    for (const AirHandler& unit : hall.airHandlers)
        nearest.consider(inHall, boxOf(hall, unit));
    for (const Cdu& unit : hall.cdus)
        nearest.consider(inHall, boxOf(hall, unit));
    for (const Wall& wall : hall.walls)
        nearest.consider(inHall, boxOf(hall, wall));
    if (!openness.showsPower || !openness.showsBusways(hall))
        return;
    for (const EquipmentBox& box : buswayBoxes(site, hall))
        nearest.consider(inHall, box);
}

} // namespace

Ray rayInHall(const Building& building, const Hall& hall, const Ray& campusRay)
{
    return rayInFrame(campusRay, hallToCampus(building, hall, {}), building.yawDeg);
}

std::optional<double> meetsBox(const Ray& ray, const Point3& low, const Point3& high)
{
    double enter = 0.0;
    double leave = never;
    const auto slab = [&](double from, double along, double least, double most) {
        if (along == 0.0)
            return from >= least && from <= most;
        const double a = (least - from) / along;
        const double b = (most - from) / along;
        enter = std::max(enter, std::min(a, b));
        leave = std::min(leave, std::max(a, b));
        return enter <= leave;
    };
    const bool meets = slab(ray.origin.x, ray.direction.x, low.x, high.x) &&
                       slab(ray.origin.y, ray.direction.y, low.y, high.y) &&
                       slab(ray.origin.z, ray.direction.z, low.z, high.z);
    return meets ? std::optional(enter) : std::nullopt;
}

std::optional<double> meetsLevel(const Ray& ray, double z)
{
    if (ray.direction.z == 0.0)
        return std::nullopt;
    const double t = (z - ray.origin.z) / ray.direction.z;
    return t >= 0.0 ? std::optional(t) : std::nullopt;
}

std::optional<RackHit> pickRack(const Site& site, const Ray& campusRay, const Openness& openness)
{
    const Building* closed = nullptr;
    const double limit = closedBuildingAlong(site, campusRay, openness, &closed);
    std::optional<RackHit> best;
    for (std::size_t b = 0; b < site.buildings.size(); ++b) {
        const Building& building = *site.buildings[b];
        if (!openness.isOpen(building))
            continue;
        for (std::size_t h = 0; h < building.halls.size(); ++h) {
            const Hall& hall = *building.halls[h];
            if (!openness.isShown(building, hall))
                continue;
            auto hit = pickRackIn(site, hall, rayInHall(building, hall, campusRay));
            if (hit && hit->along < limit && (!best || hit->along < best->along)) {
                hit->where.building = b;
                hit->where.hall = h;
                best = hit;
            }
        }
    }
    return best;
}

std::optional<EquipmentHit> pickEquipment(const Site& site, const Ray& campusRay, const Openness& openness)
{
    const Building* closed = nullptr;
    NearestBox nearest(closedBuildingAlong(site, campusRay, openness, &closed));
    for (const PlantUnit& unit : site.cooling->plant) {
        const Building* building = site.findBuilding(unit.building);
        const bool isTakenOff =
            building && openness.isOpen(*building) && standsOnRoof(*building, unit.elevationM);
        if (!isTakenOff)
            nearest.consider(campusRay, boxOf(unit));
    }
    if (openness.showsPower) {
        for (const PowerNode* node : placedNodes(*site.power))
            nearest.consider(campusRay, boxOf(*node));
    }
    for (const BuildingPtr& building : site.buildings) {
        if (!openness.isOpen(*building))
            continue;
        for (const HallPtr& hall : building->halls) {
            if (openness.isShown(*building, *hall))
                considerHall(nearest, site, *hall, rayInHall(*building, *hall, campusRay), openness);
        }
    }
    return nearest.hit();
}

HallId pickHall(const Site& site, const Ray& campusRay, const Openness& openness)
{
    const Building* closed = nullptr;
    double nearest = closedBuildingAlong(site, campusRay, openness, &closed);
    HallId result;
    if (closed) {
        const Point3 met = campusRay.at(nearest);
        result = nearestHall(*closed, campusToBuilding(*closed, {met.x, met.y}));
    }
    for (const BuildingPtr& building : site.buildings) {
        if (!openness.isOpen(*building))
            continue;
        for (const HallPtr& hall : building->halls) {
            if (!openness.isShown(*building, *hall))
                continue;
            const Ray local = rayInHall(*building, *hall, campusRay);
            const auto t = meetsLevel(local, hall->floorElevationM);
            if (!t || *t >= nearest)
                continue;
            const Point3 p = local.at(*t);
            if (p.x >= 0.0 && p.y >= 0.0 && p.x <= hall->widthM && p.y <= hall->depthM) {
                nearest = *t;
                result = hall->id;
            }
        }
    }
    return result;
}

} // namespace hallwright::scene
