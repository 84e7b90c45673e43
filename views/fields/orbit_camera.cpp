#include "views/fields/orbit_camera.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace hallwright::fields {

namespace {

constexpr double angleDeg = 28.0;
constexpr double marginShare = 0.04; // of the area, kept free around the hall

double radians(double degrees)
{
    return degrees * std::numbers::pi / 180.0;
}

Point3 sum(Point3 a, Point3 b, double factor = 1.0)
{
    return {a.x + factor * b.x, a.y + factor * b.y, a.z + factor * b.z};
}

double dot(Point3 a, Point3 b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

} // namespace

Point3 OrbitCamera::towardsEye() const
{
    const double a = radians(azimuthDeg_);
    const double e = radians(elevationDeg_);
    return {std::sin(a) * std::cos(e), -std::cos(a) * std::cos(e), std::sin(e)};
}

Point3 OrbitCamera::right() const
{
    const double a = radians(azimuthDeg_);
    return {std::cos(a), std::sin(a), 0.0};
}

Point3 OrbitCamera::up() const
{
    const double a = radians(azimuthDeg_);
    const double e = radians(elevationDeg_);
    return {-std::sin(a) * std::sin(e), std::cos(a) * std::sin(e), std::cos(e)};
}

Point3 OrbitCamera::eye() const
{
    constexpr double outsideM = 1000.0; // without perspective the eye stands outside, however near it looks
    return sum(focus_, towardsEye(), parallel_ ? outsideM : distanceM_);
}

double OrbitCamera::viewAngleDeg() const
{
    return angleDeg;
}

double OrbitCamera::halfHeightM() const
{
    return distanceM_ * std::tan(radians(angleDeg / 2));
}

double OrbitCamera::metresPerPixel() const
{
    return 2 * halfHeightM() / std::max(area_.height(), 1.0);
}

std::optional<QPointF> OrbitCamera::toScreen(Point3 inHall) const
{
    const Point3 d = sum(inHall, focus_, -1.0);
    const double depth = distanceM_ - dot(d, towardsEye());
    constexpr double nearest = 0.05;
    if (!parallel_ && depth < nearest)
        return std::nullopt;
    const double pixelsPerMetre = (parallel_ ? 1.0 : distanceM_ / depth) / metresPerPixel();
    return area_.center() + QPointF(dot(d, right()) * pixelsPerMetre, -dot(d, up()) * pixelsPerMetre);
}

Ray OrbitCamera::rayAt(QPointF onScreen) const
{
    const QPointF offset = (onScreen - area_.center()) * metresPerPixel();
    const Point3 target = sum(sum(focus_, right(), offset.x()), up(), -offset.y());
    if (parallel_)
        return {sum(sum(target, eye()), focus_, -1.0), sum({}, towardsEye(), -1.0)};
    const Point3 d = sum(target, eye(), -1.0);
    return {eye(), sum({}, d, 1.0 / std::sqrt(dot(d, d)))};
}

void OrbitCamera::setArea(const QRectF& area)
{
    area_ = area;
}

void OrbitCamera::show(FieldPreset preset, Point3 size)
{
    parallel_ = preset != FieldPreset::Iso;
    const double fromAside = size.x >= size.y ? -28.0 : -62.0; // the longer side across the picture
    azimuthDeg_ = preset == FieldPreset::Iso ? fromAside : 0.0;
    elevationDeg_ = preset == FieldPreset::Plan ? 90.0 : preset == FieldPreset::Front ? 0.0 : 38.0;
    focus_ = {size.x / 2, size.y / 2, size.z / 2};
    fit(size);
}

// Two rounds: the middle of what is seen moves into the middle of the area, then the distance is found by bisection.
void OrbitCamera::fit(Point3 size)
{
    const QRectF free = area_.adjusted(area_.width() * marginShare, area_.height() * marginShare,
                                       -area_.width() * marginShare, -area_.height() * marginShare);
    const auto seen = [&]() -> std::optional<QRectF> {
        QRectF bounds;
        for (int corner = 0; corner < 8; ++corner) {
            const auto at =
                toScreen({corner & 1 ? size.x : 0.0, corner & 2 ? size.y : 0.0, corner & 4 ? size.z : 0.0});
            if (!at)
                return std::nullopt;
            bounds =
                corner == 0
                    ? QRectF(*at, QSizeF(0, 0))
                    : QRectF(QPointF(std::min(bounds.left(), at->x()), std::min(bounds.top(), at->y())),
                             QPointF(std::max(bounds.right(), at->x()), std::max(bounds.bottom(), at->y())));
        }
        return bounds;
    };
    for (int round = 0; round < 3; ++round) {
        double low = 0.1;
        double high = 1e4;
        for (int step = 0; step < 40; ++step) {
            distanceM_ = std::sqrt(low * high);
            const auto bounds = seen();
            const bool fits = bounds && bounds->width() <= free.width() && bounds->height() <= free.height();
            (fits ? high : low) = distanceM_;
        }
        distanceM_ = high;
        if (const auto bounds = seen())
            pan(area_.center() - bounds->center());
    }
}

void OrbitCamera::orbit(QPointF byPixels)
{
    constexpr double degreesPerPixel = 0.35;
    constexpr double steepestDeg = 90.0;
    constexpr double flattestDeg = 0.0;
    parallel_ = false;
    azimuthDeg_ -= byPixels.x() * degreesPerPixel;
    elevationDeg_ = std::clamp(elevationDeg_ + byPixels.y() * degreesPerPixel, flattestDeg, steepestDeg);
}

void OrbitCamera::pan(QPointF byPixels)
{
    focus_ = sum(focus_, right(), -byPixels.x() * metresPerPixel());
    focus_ = sum(focus_, up(), byPixels.y() * metresPerPixel());
}

void OrbitCamera::zoom(double factor, QPointF anchor, Point3 size)
{
    constexpr double nearestM = 0.5;
    constexpr double farthestHalls = 6.0;
    const double farthest = farthestHalls * std::max({size.x, size.y, size.z, 1.0});
    const double before = metresPerPixel();
    distanceM_ = std::clamp(distanceM_ / factor, nearestM, farthest);
    const QPointF offset = (anchor - area_.center()) * (before - metresPerPixel());
    focus_ = sum(sum(focus_, right(), offset.x()), up(), -offset.y());
}

} // namespace hallwright::fields
