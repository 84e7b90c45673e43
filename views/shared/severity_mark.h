// How grave a finding is, at a glance: a shape and a colour, so that either alone will do.
#pragma once

#include "core/rules/finding.h"

#include <QColor>
#include <QIcon>
#include <QString>

class QPainter;
class QRectF;

namespace hallwright::style {

// Critical: a red disc with a cross. Major: an orange triangle. Minor: a blue rhomb. They hold on light and on dark
// ground, and differ in lightness as well as in hue.
QColor severityColour(Severity severity);
void paintSeverityMark(QPainter& painter, const QRectF& area, Severity severity);
QIcon severityIcon(Severity severity);

QString severityText(Severity severity); // "Critical"

// Of a finding that somebody has accepted, whatever its severity: a grey ring with a tick.
QIcon waivedIcon();

} // namespace hallwright::style
