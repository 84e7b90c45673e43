// Laying things out together: each function gives the poses that the same things have afterwards, in the same order.
// Whether they may stand there is asked of core/layout/free_floor.h.
#pragma once

#include "core/layout/standing.h"

namespace hallwright {

enum class FloorAxis { X, Y };

std::vector<Standing> moved(std::vector<Standing> standings, Point2 byM);

// Counter-clockwise about a point of the hall.
std::vector<Standing> turned(std::vector<Standing> standings, Point2 about, double byDeg);

// Counter-clockwise, each where it stands.
std::vector<Standing> turnedEach(std::vector<Standing> standings, double byDeg);

// To the other side of the line through `about` along that axis: FloorAxis::X puts north what was south. What faces the line
// still faces it.
std::vector<Standing> mirrored(std::vector<Standing> standings, FloorAxis along, Point2 about);

enum class Alignment { West, CentreX, East, South, CentreY, North };

// To the side or centre line of the last one.
std::vector<Standing> aligned(std::vector<Standing> standings, Alignment to);

// Equal gaps between neighbours along an axis; the outermost two stay. Fewer than three stay as they are.
std::vector<Standing> distributed(std::vector<Standing> standings, FloorAxis along);

// Side by side without gaps along an axis, to the west or south most, which stays.
std::vector<Standing> closedUp(std::vector<Standing> standings, FloorAxis along);

// The axis along which things lie: the longer side of what their centres span.
FloorAxis axisOf(const std::vector<Standing>& standings);

// Each in the other's place, facing its way, back to back where their depths differ: their fronts stand in line. Throws
// std::logic_error unless there are two.
std::vector<Standing> swapped(const std::vector<Standing>& two);

// Copies of a group: `count` along an axis, and `rows` of these across it.
struct ArrayRule {
    int count = 1; // the group itself included, as in rows
    double pitchM = 0.0;
    int rows = 1;
    double rowPitchM = 0.0;
    FloorAxis along = FloorAxis::X;
    bool mirrorRows = false; // every second row faces the one before it
};

// The groups beside the first, each with the objects that it copies.
std::vector<std::vector<Standing>> arrayOf(const std::vector<Standing>& group, const ArrayRule& rule);

} // namespace hallwright
