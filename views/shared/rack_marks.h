// How a rack's state looks (core/simulation/rack_state.h): a shape and a colour, so that either alone will do. One answer
// for plan, heatmap, 3D scene, site tree and print.
//
//     dark        black, with a light cross from corner to corner
//     over limit  a red triangle
//     one feed    an orange stroke from corner to corner
//     undecided   a blue ring
//
// Racks that are fine have no mark.
#pragma once

#include "core/simulation/rack_state.h"
#include "views/shared/rack_colours.h"

#include <QIcon>
#include <QPolygonF>

#include <optional>

class QPainter;

namespace hallwright::style {

inline constexpr QRgb darkRackColour = 0xff14181d;

// Of the racks of `hall`, in its order, as `snapshot` found them by their ids; fine where it does not know the rack. The
// version of the hall may be another than the one evaluated.
std::vector<RackState> rackStates(const Snapshot* snapshot, const Hall& hall);

QColor rackMarkColour(RackState state);
QString rackStateText(RackState state); // "Over limit"
QString
rackStateMeaning(RackState state); // in full sentences: what it means and, where nobody knows, how to know

// Racks that are dark are black, whatever racks are coloured by.
void darken(std::vector<QRgb>& colours, const std::vector<RackState>& states);

// Over a rack drawn by these corners, its front's left end first.
void paintRackMark(QPainter& painter, const QPolygonF& corners, RackState state);
QIcon rackStateIcon(RackState state);

// A legend of the states that occur but fine, with how many racks are in each; nothing if all are fine.
std::optional<ColourScale> rackStateScale(const RackStateCounts& counts);

} // namespace hallwright::style
