// What is under a place of a hall's picture.
#pragma once

#include "views/fields/field_painter.h"

#include <limits>
#include <optional>

namespace hallwright::fields {

struct FieldProbe {
    Point3 place;                                            // in the hall's frame
    double value = std::numeric_limits<double>::quiet_NaN(); // of the quantity; NaN in a solid
    RackId rack;                                             // before or in the slice; may be none
};

// The nearest slice or surface at that place of the picture, and the rack before it; nothing where none of them is.
std::optional<FieldProbe> probeAt(const FieldFrame& frame, QPointF inPicture);
// The nearest rack; none where there is none.
RackId rackAt(const FieldFrame& frame, QPointF inPicture);
// The nearest supply that blows, behind no rack: in the room's supplies. Slices before it do not count.
std::optional<std::size_t> supplyAt(const FieldFrame& frame, QPointF inPicture);

} // namespace hallwright::fields
