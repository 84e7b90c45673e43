// The plan of the whole campus: buildings, halls, yards, plant, trenches, pipes and power.
#pragma once

#include "core/simulation/snapshot.h"
#include "views/plan/plan_options.h"
#include "views/plan/plan_transform.h"

class QPainter;

namespace hallwright::plan {

// The least upright rectangle around everything on the campus, in the campus frame; 100 m square for an empty
// site.
Rect campusExtent(const Site& site);

// What names at the edge need around that, in painter units.
QMarginsF campusMargins(const PlanOptions& options);

PlanTransform campusFittedTo(const QRectF& target, const Site& site, const PlanOptions& options);

// Paints the campus frame, +y up. `snapshot` may be null; with it, halls are tinted by their hottest inlet
// when the colouring is by inlet temperature.
void paintCampusPlan(QPainter& painter, const QRectF& target, const PlanTransform& transform,
                     const Site& site, const Snapshot* snapshot, const PlanOptions& options);

PlanTransform paintCampusPlan(QPainter& painter, const QRectF& target, const Site& site,
                              const Snapshot* snapshot, const PlanOptions& options);

// What the symbols and lines of a campus plan mean, in one row inside `area`.
void paintCampusLegend(QPainter& painter, const QRectF& area, const PlanOptions& options);

} // namespace hallwright::plan
