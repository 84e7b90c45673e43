// North arrow and scale bar, for any plan.
#pragma once

#include "views/plan/plan_options.h"
#include "views/plan/plan_transform.h"

class QPainter;

namespace hallwright::plan {

// Degrees clockwise from the top of the drawing to true north, for a drawing in the campus frame or in the
// frame of a building (or of a hall in it) turned counter-clockwise by `buildingYawDeg`.
double northOnDrawing(const Site& site, double buildingYawDeg = 0.0);

// An arrow with an N, `northDeg` clockwise from up, inside the square `area`.
void paintNorthArrow(QPainter& painter, const QRectF& area, double northDeg, const PlanOptions& options);

// A divided bar of a round length that fits into `area`, with its length in metres or feet written below.
void paintScaleBar(QPainter& painter, const QRectF& area, double unitsPerMetre, const PlanOptions& options);

} // namespace hallwright::plan
