// What the colours of a picture mean, painted beside it.
#pragma once

#include "views/shared/rack_colours.h"

#include <cstddef>

class QFontMetricsF;
class QPainter;
class QRectF;
class QSizeF;

namespace hallwright::style {

// Paints the scale into `area`: title, colour ramp with ticks and unit, or the categories' swatches.
void paintLegend(QPainter& painter, const QRectF& area, const ColourScale& scale, const QColor& text);

// Whether a legend `width` wide has its title beside the scale; else it has a line of its own above.
bool titleFitsBeside(const ColourScale& scale, double width, const QFontMetricsF& metrics);

// Whether it has categories and no ramp, and they stand in one line with the title.
bool categoriesFit(const ColourScale& scale, double width, const QFontMetricsF& metrics);

// How many of its categories a legend of this size has room for; what it leaves out it counts: "and 4 more".
std::size_t categoriesShown(const ColourScale& scale, QSizeF size, const QFontMetricsF& metrics);

} // namespace hallwright::style
