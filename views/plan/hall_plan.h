// The floor plan of one hall: one painter for the screen, the printer and the PDF. Everything is vectors.
#pragma once

#include "core/simulation/snapshot.h"
#include "views/plan/plan_options.h"
#include "views/plan/plan_transform.h"

#include <QMarginsF>
#include <QString>

class QPainter;

namespace hallwright::plan {

constexpr double wallThicknessM = 0.3; // as drawn: the model knows the room's inner faces

// What the tile labels and dimension lines need around the room's walls, in painter units.
QMarginsF hallMargins(const PlanOptions& options);

// The room with its walls and the doors that swing out of it: what a transform has to fit beside the margins.
Rect hallExtent(const Hall& hall);

// The walls' outer faces.
Rect wallOutline(const Hall& hall);

// The transform that shows the whole hall with its margins inside `target`.
PlanTransform hallFittedTo(const QRectF& target, const Hall& hall, const PlanOptions& options);

// Paints the hall in its own frame, +y up: floor and tiles, walls around and within, doors, columns, aisles, racks, equipment,
// labels and dimensions. Nothing is drawn outside `target`. `result` may be null: racks coloured by
// temperature are then grey.
void paintHallPlan(QPainter& painter, const QRectF& target, const PlanTransform& transform, const Site& site,
                   const Hall& hall, const HallResult* result, const PlanOptions& options);

// The same, fitted to the target; returns the transform it used.
PlanTransform paintHallPlan(QPainter& painter, const QRectF& target, const Site& site, const Hall& hall,
                            const HallResult* result, const PlanOptions& options);

// The tile a point lies on, as the plan's edges label it: "AC14".
QString tileName(const Hall& hall, Point2 inHall);

} // namespace hallwright::plan
