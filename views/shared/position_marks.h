// Free positions of halls as pictures show them: where one more rack fits, and what stops it elsewhere.
//
//     fits     a ghost, outlined in the program's accent
//     stopped  hatched, in the colour of the resource that is short
//
// Resources of one kind have colours of one kind: floors brown, feeds and breakers orange, what is above them purple,
// air and coolant teal, heat rejection red, the network green.
#pragma once

#include "core/layout/standing.h"
#include "core/studies/capacity/capacity.h"
#include "views/shared/theme.h"

#include <optional>
#include <vector>

class QPainter;
class QPolygonF;
class QRectF;

namespace hallwright::style {

struct PositionMark {
    HallId hall;
    Standing standing;                         // of a rack there; its object is none
    std::optional<CapacityResource> stoppedBy; // none: a rack fits

    bool operator==(const PositionMark&) const = default;
};

// In the order of the answer.
std::vector<PositionMark> positionMarks(const Capacity& capacity);

QString resourceText(CapacityResource resource); // "Floor load"
QColor resourceColour(CapacityResource resource, Theme theme);

// How what fits and what does not is drawn.
enum class PositionLook { Ghost, Hatched };

// What the marks of a hall mean, with how many positions each: those that fit first, then by resource.
struct PositionEntry {
    QString text; // "Stopped by PDUs: 7"
    QColor colour;
    PositionLook look = PositionLook::Ghost;
};
std::vector<PositionEntry> positionEntries(const std::vector<PositionMark>& marks, HallId hall, Theme theme);

// In one line, after a title; what there is no room for is shortened.
void paintPositionLegend(QPainter& painter, const QRectF& area, const std::vector<PositionEntry>& entries,
                         const QColor& text);

// A position by its corners, four of them, one after the other round it.
void paintPosition(QPainter& painter, const QPolygonF& corners, PositionLook look, const QColor& colour,
                   double penWidth);

} // namespace hallwright::style
