// What a plan shows and how large its lines and letters are.
#pragma once

#include "core/model/object_ref.h"
#include "views/shared/finding_marks.h"
#include "views/shared/hall_tints.h"
#include "views/shared/position_marks.h"
#include "views/shared/rack_colours.h"
#include "views/shared/theme.h"

namespace hallwright::plan {

// Lines and text are given in millimetres of the finished drawing, so that one painter serves screen, print
// and PDF.
struct PlanOptions {
    style::RackColouring colouring = style::RackColouring::InletTemperature;
    std::optional<style::ScaleEnds> scaleEnds; // of the colours of values
    style::Theme theme = style::Theme::Light;
    std::vector<ObjectRef> selected;
    std::vector<style::FindingMark> findings;   // that are marked
    std::vector<style::PositionMark> positions; // free ones; none: they are not shown
    style::HallTinting hallTinting;             // on the campus plan, in place of the colouring; none: that
    std::vector<RackState> rackStates;          // of a hall's racks, in their order; empty: not known
    bool labels = true;                         // rows, racks, aisles, tiles
    bool equipmentLabels = true;                // air handlers, CDUs, power
    bool dimensions = true;
    bool locks = true;               // what is locked has a mark
    bool fillGround = true;          // the campus ground is coloured; paper stays white
    double unitsPerMm = 96.0 / 25.4; // painter units per millimetre: a screen of 96 dpi
    double textMm = 2.9;             // height of the small text
    double leastTextMm = 0.0;        // of the smallest letters

    double mm(double millimetres) const { return millimetres * unitsPerMm; }
};

// White paper with finer lines and smaller text than a screen.
PlanOptions paperOptions(double unitsPerMm);

} // namespace hallwright::plan
