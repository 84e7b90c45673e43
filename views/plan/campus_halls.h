// Halls on the plan of the campus: the colour of the floor, and the racks as strokes.
#pragma once

#include "core/simulation/snapshot.h"

#include <QColor>

namespace hallwright::plan {

class Canvas;

// The tint that the options give the hall; else, where the colouring is by inlets, its warmest inlet on that scale.
QColor hallFloorColour(const Canvas& canvas, const Site& site, const Hall& hall, const HallResult* result);

// Of the hall's tint; empty where it has none.
QString hallValue(const Canvas& canvas, const Hall& hall);

// What the hall holds, at a scale where a rack is a dot: in the racks' own colours, or all in one ink that is seen on the
// floor. What is wrong with a rack colours it before all else.
void paintRackStrokes(Canvas& canvas, const Site& site, const Building& building, const Hall& hall,
                      const Snapshot* snapshot, const QColor& floor);

} // namespace hallwright::plan
