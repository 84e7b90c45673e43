// What a hand does over a campus, said alike by every view that shows one: tools listen to this and never to a view.
//
// A view sends what a tool is to have: a drag that begins on something that stands on a floor, or everything where the
// tool takes the whole pointer. Clicks, camera and panning stay the view's own.
#pragma once

#include "core/model/geometry.h"
#include "core/model/ids.h"
#include "core/model/object_ref.h"

#include <QPoint>
#include <Qt>

namespace hallwright::style {

// Cancel ends a drag with nothing changed; Leave says that the pointer is over the view no more.
enum class PointerPhase { Hover, Press, Move, Release, DoubleClick, Cancel, Leave };

// Where a tool works: on the floors of halls, on the ground of the campus, or on both.
enum class ToolGround { Halls, Campus, Everywhere };

struct PointerEvent {
    PointerPhase phase = PointerPhase::Hover;
    HallId hall;     // on whose floor; none: on the campus
    Point2 place;    // in that frame [m]; of a drag, on the level at which it began
    ObjectRef under; // what is there to be taken hold of
    Qt::KeyboardModifiers modifiers = Qt::NoModifier;
    double metresPerPixel = 0.0;
    QPoint globalPos;     // on the screen
    bool inScene = false; // of a view that can write nothing beside the hand
    // Another hall that what is dragged is held over, where its view shows more than one, and where on its floor.
    HallId over{};
    Point2 overPlace{};
};

} // namespace hallwright::style
