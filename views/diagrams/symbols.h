// The symbols of the trade, after IEC 60617 (electrical) and ISO 14617 (process plant), simplified to read when small.
#pragma once

#include "views/diagrams/diagram.h"

#include <QColor>

class QPainter;

namespace hallwright::diagrams {

// Of a symbol's cell: 40 wide, 50 high, wires enter at the middle of the top and leave at the middle of the bottom.
constexpr double symbolWidth = 40.0;
constexpr double symbolHeight = 50.0;

// Draws with the painter's own pen; `fill` is the ground inside closed shapes.
void paintSymbol(QPainter& painter, Symbol symbol, const QColor& fill);

// How far from the top the symbol's own line begins, where several wires that enter may join.
constexpr double entryJoinY = 6.0;

} // namespace hallwright::diagrams
