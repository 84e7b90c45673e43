// The colours and the legend of each quantity of a hall's air.
#pragma once

#include "views/fields/field_options.h"
#include "views/fields/value_scale.h"
#include "views/shared/rack_colours.h"

#include <optional>

namespace hallwright::fields {

QString quantityName(FieldQuantity quantity);
ValueUnit unitOf(FieldQuantity quantity);
// Round ends that hold the quantity's values, of differences those of 99 % of the air and of all inlets. Class limit
// bands have their own, whatever the values.
Range roundEndsOf(const QuantityValues& values);
// `range` in the quantity's unit. Class limit bands have their own range. `ofRack`: whose share, for ShareFromRack.
ValueScale scaleOf(FieldQuantity quantity, Range range, const QString& ofRack = {});
// The same for a strip beside a view, in the reader's unit.
style::ColourScale legendOf(FieldQuantity quantity, Range range, const QString& ofRack = {});

// The ranges of colours, which stay put from field to field of a hall while they hold its values.
class SteadyRanges
{
public:
    struct Shown {
        Range quantity;
        Range temperatures; // of surface and streamlines
    };

    // `ends` are those of the values shown; the temperatures are those of `air`, {0, 1} without it.
    Shown choose(HallId hall, const FieldOptions& options, Range ends, const FieldData* air);

private:
    HallId hall_;
    FieldQuantity quantity_ = FieldQuantity::Temperature;
    std::optional<Range> layerRange_;
    std::optional<Range> temperatures_;
};

} // namespace hallwright::fields
