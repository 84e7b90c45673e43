// Choices by which a list is filtered, and times as lists of failures have them.
#pragma once

#include <QComboBox>
#include <QString>
#include <QStringList>

#include <optional>

namespace hallwright::panels {

// A box that says in its tip what it filters.
QComboBox* filterBox(const char* name, const QString& tip, QWidget* parent);

// "All", then these, each once, by the alphabet. What was chosen stays so while it is among them.
void refillFilter(QComboBox& box, const QString& all, QStringList choices);

// Whether a line whose column has this text is listed: "All", or the same.
bool passesFilter(const QComboBox& box, const QString& text);

QString clockOrDash(const std::optional<double>& seconds); // "4:50"

} // namespace hallwright::panels
