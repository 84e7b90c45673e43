// What a design command chose, for the reader to go through beside the site.
#pragma once

#include <QString>
#include <QStringList>

class QWidget;

namespace hallwright::app {

// A small window beside `window`, which takes the place of the report before it.
void showDesignReport(QWidget* window, const QString& what, const QStringList& choices);

} // namespace hallwright::app
