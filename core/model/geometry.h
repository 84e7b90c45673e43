// Plane and space geometry of the campus, in metres and degrees.
//
// Three right-handed frames, z up. The campus frame: x east, y north. A building's frame: origin at the building's
// south-west corner, turned by the building's yaw (counter-clockwise seen from above). A hall's frame: origin at the
// hall's inner south-west corner, axes along the building's.
//
// An object with yaw 0 has its width along x, its depth along y, and its front faces -y (south); a positive yaw turns
// it counter-clockwise.
#pragma once

#include <array>
#include <vector>

namespace hallwright {

struct Point2 {
    double x = 0.0;
    double y = 0.0;

    constexpr bool operator==(const Point2&) const = default;
    constexpr Point2 operator+(Point2 o) const { return {x + o.x, y + o.y}; }
    constexpr Point2 operator-(Point2 o) const { return {x - o.x, y - o.y}; }
    constexpr Point2 operator*(double f) const { return {x * f, y * f}; }
};

struct Point3 {
    double x = 0.0;
    double y = 0.0;
    double z = 0.0;

    constexpr bool operator==(const Point3&) const = default;
};

// An upright rectangle: corner with the least x and y, and its size.
struct Rect {
    double x = 0.0;
    double y = 0.0;
    double width = 0.0; // along x
    double depth = 0.0; // along y

    constexpr bool operator==(const Rect&) const = default;
    constexpr double right() const { return x + width; }
    constexpr double top() const { return y + depth; }
    constexpr Point2 centre() const { return {x + width / 2, y + depth / 2}; }
    constexpr double area() const { return width * depth; }
};

// A position on a floor: the centre of the object's footprint, and which way it faces.
struct Pose {
    double x = 0.0;
    double y = 0.0;
    double yawDeg = 0.0;

    constexpr bool operator==(const Pose&) const = default;
    constexpr Point2 position() const { return {x, y}; }
};

// v turned counter-clockwise by yawDeg. Multiples of 90 degrees are exact.
Point2 rotated(Point2 v, double yawDeg);

// The unit vector an object at this yaw faces: (0, -1) at yaw 0.
Point2 frontDirection(double yawDeg);

// The four corners, counter-clockwise, of a width x depth footprint at a pose.
std::array<Point2, 4> footprintCorners(const Pose& pose, double width, double depth);

// The least upright rectangle around that footprint.
Rect footprintBounds(const Pose& pose, double width, double depth);

// Whether two footprints share more than `tolerance` metres in every direction (touching sides do not overlap).
bool footprintsOverlap(const Pose& a, double aWidth, double aDepth, const Pose& b, double bWidth,
                       double bDepth, double tolerance = 1e-6);

double pathLength(const std::vector<Point3>& path);

// From a point to the nearest of the path; infinite if the path has none.
double distanceToPath(const std::vector<Point3>& path, const Point3& p);

} // namespace hallwright
