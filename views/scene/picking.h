// What lies under the pointer, found in the model itself: exact, and independent of what was drawn.
#pragma once

#include "core/model/object_ref.h"
#include "core/model/site.h"
#include "views/shared/ray.h"

#include <functional>
#include <optional>

namespace hallwright::scene {

using style::Ray; // in the campus frame or in a hall's

// The ray in the hall's frame: x and y along its axes, z still above the campus datum. Lengths along it are the same.
Ray rayInHall(const Building& building, const Hall& hall, const Ray& campusRay);

// Where the ray first meets an upright box, if it does; 0 if it begins inside.
std::optional<double> meetsBox(const Ray& ray, const Point3& low, const Point3& high);

// Where the ray meets the level at height z, if it runs toward it.
std::optional<double> meetsLevel(const Ray& ray, double z);

struct RackHit {
    RackId rack;
    RackRef where;
    double along = 0.0; // t of the ray
    Point3 inHall;      // the point met, in the hall's frame (z above the campus datum)
};

// Which buildings are opened: a closed one hides what is inside and behind it. Which halls are shown in an opened one,
// and whether the power chain is.
struct Openness {
    std::function<bool(const Building&)> isOpen = [](const Building&) { return true; };
    std::function<bool(const Building&, const Hall&)> isShown = [](const Building&, const Hall&) {
        return true;
    };
    std::function<bool(const Hall&)> showsBusways = [](const Hall&) { return true; };
    bool showsPower = true;
};

std::optional<RackHit> pickRack(const Site& site, const Ray& campusRay, const Openness& openness);

struct EquipmentHit {
    ObjectRef equipment;
    double along = 0.0; // t of the ray
};

// Plant units, power nodes, air handlers, CDUs and busways: what has a box in the scene.
std::optional<EquipmentHit> pickEquipment(const Site& site, const Ray& campusRay, const Openness& openness);

// The hall whose floor is met, or, where a closed building is met first, the building's hall nearest to that point.
HallId pickHall(const Site& site, const Ray& campusRay, const Openness& openness);

} // namespace hallwright::scene
