// Text that reads from bottom to top, as crisp as the text beside it.
#pragma once

#include <QRectF>
#include <QString>

class QPainter;

namespace hallwright::fields {

// Centred in `area`, with the painter's font and pen. The glyphs are set level and turned pixel by pixel: an
// OpenGL painter would smear turned ones.
void paintUpright(QPainter& painter, const QRectF& area, const QString& text);

} // namespace hallwright::fields
