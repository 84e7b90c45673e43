// The colours and the legend of each layer of a hall's air.
#pragma once

#include "views/fields/field_data.h"
#include "views/fields/value_scale.h"
#include "views/shared/rack_colours.h"

#include <optional>

namespace hallwright::fields {

QString layerName(FieldLayer layer);
ValueUnit unitOf(FieldLayer layer);
// Round ends that hold the layer's values, of differences those of 99 % of the air and of all inlets; those in `kept` as long as they do, and then `kept` anew.
Range automaticRange(const LayerValues& values, std::optional<Range>& kept);
// `range` in the layer's unit. Class limit bands have their own range. `ofRack`: whose share, for ShareFromRack.
ValueScale scaleOf(FieldLayer layer, Range range, const QString& ofRack = {});
// The same for a strip beside a view, in the reader's unit.
style::ColourScale legendOf(FieldLayer layer, Range range, const QString& ofRack = {});

} // namespace hallwright::fields
