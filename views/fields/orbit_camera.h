// Where one stands to look into a hall: around a point, near or far, in perspective or without. Metres against the
// widget's logical pixels, for VTK, the labels and the mouse alike.
#pragma once

#include "core/model/geometry.h"
#include "views/shared/ray.h"

#include <QMatrix4x4>
#include <QPointF>
#include <QRectF>

#include <optional>

namespace hallwright::fields {

enum class FieldPreset { Plan, Front, Iso };

using style::Ray;

class OrbitCamera
{
public:
    const QRectF& area() const { return area_; }
    bool parallel() const { return parallel_; }
    Point3 focus() const { return focus_; }
    Point3 eye() const;
    Point3 up() const;
    double azimuthDeg() const { return azimuthDeg_; }
    double viewAngleDeg() const; // of the area's height
    double halfHeightM() const;  // of what the area shows at the focus
    double metresPerPixel() const;

    // nullopt behind the eye.
    std::optional<QPointF> toScreen(Point3 inHall) const;
    Ray rayAt(QPointF onScreen) const; // its direction has the length 1

    void setArea(const QRectF& area);
    // The whole of a box from (0, 0, 0) to `size` in view.
    void show(FieldPreset preset, Point3 size);
    void orbit(QPointF byPixels); // leaves plan and front for a perspective
    void pan(QPointF byPixels);
    void zoom(double factor, QPointF anchor, Point3 size);

private:
    Point3 right() const;
    Point3 towardsEye() const;
    void fit(Point3 size);

    QRectF area_{0, 0, 1, 1};
    Point3 focus_;
    double azimuthDeg_ = 0.0;    // of the eye around the focus, from south towards east
    double elevationDeg_ = 90.0; // of the eye over the focus
    double distanceM_ = 10.0;
    bool parallel_ = true;
};

} // namespace hallwright::fields
