// The campus in three dimensions as a drawing: parallel projection, lines and areas alone, so that it is sharp at any
// scale and needs no screen.
//
// A point p of the campus frame (x east, y north, z up) is seen at
//
//     u = r · p,  v = sin φ (d · p) + cos φ z      [m], u to the right, v up
//
// with d = (cos θ, sin θ) the way one looks over the ground, θ counter-clockwise from x, r = (sin θ, -cos θ) what lies
// to the right of that, and φ how far one looks down. φ = 35.26° and θ = 45° is the isometric projection, in which the
// three axes are shortened alike (ISO 5456-3:1996).
#pragma once

#include "core/simulation/snapshot.h"
#include "views/plan/plan_options.h"

#include <QPointF>
#include <QString>

class QPainter;

namespace hallwright::plan {

struct ParallelView {
    double lookingDeg = 45.0; // θ
    double downDeg = 35.264;  // φ, above 0 and below 90

    // Metres in the plane of the picture, y down as painters have it.
    QPointF projected(const Point3& point) const;
    // How far away it is, along what is seen [m].
    double distance(const Point3& point) const;
};

// "Seen from the south-west, 35° above the horizon": by the compass, whichever way the site's north lies.
QString placeSeenFrom(const Site& site, const ParallelView& view);

// The whole campus as large as it fits: halls with the roofs and the near walls off, racks in their colours, plant; what
// stands on a roof in outline. `snapshot` may be null: then racks whose colour needs a result are grey.
void paintCampusAxonometry(QPainter& painter, const QRectF& target, const Site& site,
                           const Snapshot* snapshot, const PlanOptions& options,
                           const ParallelView& view = {});

} // namespace hallwright::plan
