#include "views/fields/field_probe.h"

#include "views/fields/heatmap_plot.h"

#include <algorithm>
#include <cmath>

namespace hallwright::fields {

namespace {

// How far along the ray a box begins; nothing if it misses.
std::optional<double> distanceTo(const Ray& ray, const AirBox& box)
{
    double from = 0.0;
    double to = std::numeric_limits<double>::max();
    const auto clip = [&](double origin, double step, double low, double high) {
        if (std::abs(step) < 1e-12) {
            if (origin < low || origin > high)
                to = -1.0;
            return;
        }
        const double first = (low - origin) / step;
        const double second = (high - origin) / step;
        from = std::max(from, std::min(first, second));
        to = std::min(to, std::max(first, second));
    };
    clip(ray.origin.x, ray.direction.x, box.least.x, box.most.x);
    clip(ray.origin.y, ray.direction.y, box.least.y, box.most.y);
    clip(ray.origin.z, ray.direction.z, box.least.z, box.most.z);
    return from <= to ? std::optional(from) : std::nullopt;
}

// The ray's place in a slice, across and up, and how far away.
struct SliceHit {
    double distance = 0.0;
    Point2 inSlice;
};

std::optional<SliceHit> hitOf(const Ray& ray, const Slice& slice)
{
    const auto along = [&](Point3 p) {
        return slice.normal == Axis::X ? p.x : slice.normal == Axis::Y ? p.y : p.z;
    };
    const double step = along(ray.direction);
    if (std::abs(step) < 1e-6)
        return std::nullopt;
    const double distance = (slice.atM - along(ray.origin)) / step;
    const Point3 p = ray.at(distance);
    const Point2 inSlice = slice.normal == Axis::X   ? Point2{p.y, p.z}
                           : slice.normal == Axis::Y ? Point2{p.x, p.z}
                                                     : Point2{p.x, p.y};
    const bool within =
        inSlice.x >= 0.0 && inSlice.x <= slice.acrossM && inSlice.y >= 0.0 && inSlice.y <= slice.upM;
    if (distance < 0.0 || !within)
        return std::nullopt;
    return SliceHit{distance, inSlice};
}

// With its distance from the eye.
struct RackHit {
    RackId rack;
    double distance = std::numeric_limits<double>::max();
};

RackHit rackAlong(const Ray& ray, const AirRoom& room)
{
    RackHit nearest;
    for (const AirRack& rack : room.racks)
        if (const auto d = distanceTo(ray, rack.body); d && *d < nearest.distance)
            nearest = {rack.id, *d};
    return nearest;
}

double valueOn(const FieldScene& scene, const Slice& slice, Point2 inSlice)
{
    if (scene.options.quantity == FieldQuantity::PowerDensity)
        return valueAt(slice.grid, inSlice);
    if (inSolid(slice, inSlice))
        return std::numeric_limits<double>::quiet_NaN();
    return valueAt(QuantityValues(*scene.data, scene.options.quantity, scene.shareValues()),
                   inRoom(slice, inSlice));
}

// How far along the ray the air first has the temperature of the surface shown.
std::optional<double> distanceToSurface(const Ray& ray, const FieldScene& scene)
{
    const FieldOptions& options = scene.options;
    if (!options.isosurface || options.quantity == FieldQuantity::PowerDensity)
        return std::nullopt;
    const AirRoom& room = *scene.data->room;
    const auto start = distanceTo(ray, {{0.0, 0.0, 0.0}, {room.widthM, room.depthM, room.heightM}});
    if (!start)
        return std::nullopt;
    const QuantityValues temperatures(*scene.data, FieldQuantity::Temperature);
    const double step = scene.data->grid.cellM / 2;
    const double farthest = *start + std::hypot(room.widthM, room.depthM, room.heightM);
    double before = std::numeric_limits<double>::quiet_NaN();
    for (double distance = *start; distance <= farthest; distance += step) {
        const double over = valueAt(temperatures, ray.at(distance)) - options.isosurfaceC;
        if (before * over <= 0.0) // never with a NaN
            return distance - step * std::abs(over) / std::max(std::abs(over - before), 1e-9);
        before = over;
    }
    return std::nullopt;
}

} // namespace

std::optional<FieldProbe> probeAt(const FieldFrame& frame, QPointF inPicture)
{
    const FieldScene& scene = frame.scene;
    if (!scene.camera.area().contains(inPicture))
        return std::nullopt;
    const Ray ray = scene.camera.rayAt(inPicture);
    std::optional<SliceHit> nearest;
    const Slice* on = nullptr;
    for (const auto& cut : frame.cuts) {
        const auto hit = cut ? hitOf(ray, cut->slice) : std::nullopt;
        if (hit && (!nearest || hit->distance < nearest->distance)) {
            nearest = hit;
            on = &cut->slice;
        }
    }
    const RackHit rack = rackAlong(ray, *scene.data->room);
    FieldProbe found;
    const auto surface = distanceToSurface(ray, scene);
    if (surface && *surface < rack.distance && (!nearest || *surface < nearest->distance)) {
        found.place = ray.at(*surface);
        found.value =
            valueAt(QuantityValues(*scene.data, scene.options.quantity, scene.shareValues()), found.place);
        return found;
    }
    if (!nearest) {
        if (!rack.rack.valid())
            return std::nullopt;
        found.place = ray.at(rack.distance);
        found.rack = rack.rack;
        return found;
    }
    constexpr double touchingM = 0.02;
    found.place = inRoom(*on, nearest->inSlice);
    found.value = valueOn(scene, *on, nearest->inSlice);
    if (rack.distance <= nearest->distance + touchingM)
        found.rack = rack.rack;
    return found;
}

RackId rackAt(const FieldFrame& frame, QPointF inPicture)
{
    const OrbitCamera& camera = frame.scene.camera;
    if (!camera.area().contains(inPicture))
        return {};
    return rackAlong(camera.rayAt(inPicture), *frame.scene.data->room).rack;
}

std::optional<std::size_t> supplyAt(const FieldFrame& frame, QPointF inPicture)
{
    const OrbitCamera& camera = frame.scene.camera;
    if (!camera.area().contains(inPicture))
        return std::nullopt;
    const AirRoom& room = *frame.scene.data->room;
    const Ray ray = camera.rayAt(inPicture);
    double least = rackAlong(ray, room).distance;
    std::optional<std::size_t> nearest;
    for (std::size_t i = 0; i < room.supplies.size(); ++i) {
        const auto distance = distanceTo(ray, room.supplies[i].patch.area);
        if (room.supplies[i].flowM3s > 0.0 && distance && *distance < least) {
            nearest = i;
            least = *distance;
        }
    }
    return nearest;
}

} // namespace hallwright::fields
