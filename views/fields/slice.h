// A flat cut through a hall's air: its values, its picture and its isolines. Needs no screen.
#pragma once

#include "views/fields/field_data.h"
#include "views/fields/isolines.h"
#include "views/fields/value_scale.h"

#include <QImage>

namespace hallwright::fields {

// Across and up in the cut: x, y in a plan, x, z in a cut of constant y, y, z in one of constant x.
struct Slice {
    Axis normal = Axis::Z;
    double atM = 0.0;
    double acrossM = 0.0, upM = 0.0; // of the room
    HeatmapGrid grid;                // solid cells have the values of the air around them
    std::vector<Rect> outlines;      // what of racks and other solids the cut goes through
    std::vector<Rect> solids;        // the same, neighbours joined
};

Slice sliceOf(const QuantityValues& values, Axis normal, double atM);
std::vector<Rect> outlinesAcross(const AirRoom& room, Axis normal, double atM);
Point3 inRoom(const Slice& slice, Point2 inSlice);
bool inSolid(const Slice& slice, Point2 inSlice);

// Of the whole room, the first row on top. What the cut goes through takes the colour `solid`.
QImage imageOf(const Slice& slice, const ColourTable& colours, QRgb solid);
// Only in the air, and none shorter than a step.
std::vector<Isoline> isolinesOf(const Slice& slice, const std::vector<double>& levels);

// A plan for the floor of the hall in a scene: row 0 is the north edge. Racks and other solids are clear. A share quantity
// needs its `shares`; null without a usable field, and for the power density, which is no matter of air.
QImage sliceImage(const FieldData& data, FieldQuantity quantity, double heightM, const ValueScale& scale,
                  std::span<const float> shares = {});
QImage sliceImage(const SolvedAir& field, FieldQuantity quantity, double heightM, const ValueScale& scale,
                  std::span<const float> shares = {});

} // namespace hallwright::fields
