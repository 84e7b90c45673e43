// That something is locked: it is not moved, turned or removed until it is unlocked.
#pragma once

#include <QIcon>
#include <QString>

class QPainter;
class QRectF;

namespace hallwright::style {

// A padlock that holds on light and on dark ground.
void paintLockMark(QPainter& painter, const QRectF& area);
QIcon lockIcon();

QString lockMeaning(); // in a full sentence: what it means and how it is undone

} // namespace hallwright::style
