// The look that all charts have, colours and font of the window, and how one is written to a file.
#pragma once

#include "views/shared/theme.h"

#include <QFont>
#include <QSize>
#include <QString>

class QCPAxis;
class QCPLegend;
class QCustomPlot;

namespace hallwright::charts {

QColor groundOf(style::Theme theme);
void dressAxis(QCPAxis& axis, style::Theme theme,
               const QFont& font); // with its grid, which the reader sees or not
void dressLegend(QCPLegend& legend, style::Theme theme, const QFont& font);

// As the suffix says: .pdf, .svg or else a picture, of this size in pixels at 100 %. False if it cannot be written.
bool savePicture(QCustomPlot& plot, const QString& file, const QString& title, QSize onPaper);
bool saveTable(const QString& table, const QString& file);

} // namespace hallwright::charts
