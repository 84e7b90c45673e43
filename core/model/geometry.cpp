#include "core/model/geometry.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>

namespace hallwright {

Point2 rotated(Point2 v, double yawDeg)
{
    const double turns = yawDeg / 90.0;
    if (turns == std::floor(turns)) {
        switch ((static_cast<long long>(turns) % 4 + 4) % 4) {
        case 1:
            return {-v.y, v.x};
        case 2:
            return {-v.x, -v.y};
        case 3:
            return {v.y, -v.x};
        default:
            return v;
        }
    }
    const double angle = yawDeg * std::numbers::pi / 180.0;
    const double c = std::cos(angle);
    const double s = std::sin(angle);
    return {c * v.x - s * v.y, s * v.x + c * v.y};
}

Point2 frontDirection(double yawDeg)
{
    return rotated({0.0, -1.0}, yawDeg);
}

std::array<Point2, 4> footprintCorners(const Pose& pose, double width, double depth)
{
    const Point2 centre = pose.position();
    const double w = width / 2;
    const double d = depth / 2;
    return {centre + rotated({-w, -d}, pose.yawDeg), centre + rotated({w, -d}, pose.yawDeg),
            centre + rotated({w, d}, pose.yawDeg), centre + rotated({-w, d}, pose.yawDeg)};
}

Rect footprintBounds(const Pose& pose, double width, double depth)
{
    const auto corners = footprintCorners(pose, width, depth);
    const auto [left, right] =
        std::minmax_element(corners.begin(), corners.end(), [](Point2 a, Point2 b) { return a.x < b.x; });
    const auto [low, high] =
        std::minmax_element(corners.begin(), corners.end(), [](Point2 a, Point2 b) { return a.y < b.y; });
    return {left->x, low->y, right->x - left->x, high->y - low->y};
}

bool footprintsOverlap(const Pose& a, double aWidth, double aDepth, const Pose& b, double bWidth,
                       double bDepth, double tolerance)
{
    // Separating axis theorem: two rectangles are apart if and only if one of their four side normals separates them.
    const auto cornersA = footprintCorners(a, aWidth, aDepth);
    const auto cornersB = footprintCorners(b, bWidth, bDepth);
    const auto extent = [](const std::array<Point2, 4>& corners, Point2 axis) {
        double low = corners[0].x * axis.x + corners[0].y * axis.y;
        double high = low;
        for (const Point2& c : corners) {
            const double along = c.x * axis.x + c.y * axis.y;
            low = std::min(low, along);
            high = std::max(high, along);
        }
        return std::pair(low, high);
    };
    for (const double yaw : {a.yawDeg, a.yawDeg + 90.0, b.yawDeg, b.yawDeg + 90.0}) {
        const Point2 axis = rotated({1.0, 0.0}, yaw);
        const auto [lowA, highA] = extent(cornersA, axis);
        const auto [lowB, highB] = extent(cornersB, axis);
        if (std::min(highA, highB) - std::max(lowA, lowB) <= tolerance)
            return false;
    }
    return true;
}

double pathLength(const std::vector<Point3>& path)
{
    double length = 0.0;
    for (std::size_t i = 1; i < path.size(); ++i)
        length += std::hypot(path[i].x - path[i - 1].x, path[i].y - path[i - 1].y, path[i].z - path[i - 1].z);
    return length;
}

double distanceToPath(const std::vector<Point3>& path, const Point3& p)
{
    double nearestM = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < path.size(); ++i) {
        const Point3& a = path[i];
        const Point3& b = path[std::min(i + 1, path.size() - 1)];
        const Point3 d{b.x - a.x, b.y - a.y, b.z - a.z};
        const double length2 = d.x * d.x + d.y * d.y + d.z * d.z;
        const double along = (p.x - a.x) * d.x + (p.y - a.y) * d.y + (p.z - a.z) * d.z;
        const double t = length2 > 0.0 ? std::clamp(along / length2, 0.0, 1.0) : 0.0;
        nearestM =
            std::min(nearestM, std::hypot(a.x + t * d.x - p.x, a.y + t * d.y - p.y, a.z + t * d.z - p.z));
    }
    return nearestM;
}

} // namespace hallwright
