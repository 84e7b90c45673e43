// What stands around the map: title, colour scale, scale bar, north arrow and the value under the cursor.
#pragma once

#include "views/fields/value_scale.h"
#include "views/shared/theme.h"

#include <QColor>
#include <QRectF>
#include <QSizeF>
#include <QString>
#include <QStringList>

#include <optional>

class QFont;
class QPainter;

namespace hallwright::fields {

// The parts of the view, in logical pixels; they never overlap.
struct PlotLayout {
    QRectF title;
    QRectF map;
    QRectF scale;
    QRectF footer;
};

// `scalesWidth`: of the colour scales; without it, of one without bands. A subtitle that is too long for a line takes two.
PlotLayout plotLayout(QSizeF size, const QFont& font, std::optional<double> scalesWidth = {},
                      const QString& subtitle = {});
double scaleWidth(const ValueScale& scale, const QFont& font);
QFont smallFont(const QFont& font);

// Written small at the right, beside the title: as many of its parts as there is room for, the first in any case.
struct TitleNote {
    QStringList parts;
    QColor colour;
};

void paintTitle(QPainter& painter, const QRectF& area, const QString& title, const QString& subtitle,
                const style::Colours& colours, const TitleNote& note = {});
// `limit` is marked on the ramp in the colour of violations, `pointed` with an arrow.
void paintColourScale(QPainter& painter, const QRectF& area, const ValueScale& scale,
                      std::optional<double> limit, std::optional<double> pointed,
                      const style::Colours& colours);
// North stands `northDeg` clockwise from the top of the map. Without metresPerPixel there is no scale bar.
void paintFooter(QPainter& painter, const QRectF& area, double northDeg, std::optional<double> metresPerPixel,
                 const QString& probeText, const style::Colours& colours);
void paintFrame(QPainter& painter, const QRectF& map, const style::Colours& colours);
void paintSentence(QPainter& painter, const QRectF& area, const QString& sentence,
                   const style::Colours& colours);

} // namespace hallwright::fields
