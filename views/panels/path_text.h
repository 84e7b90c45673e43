// A way from point to point, for people: "5 points, 23.4 m" to be read and "0, 1, 2.5; 3, 1, 2.5" to be edited, in metres
// or feet. A path is a field's value as core/model/field_text.h holds it, a JSON list.
#pragma once

#include "core/model/geometry.h"

#include <QString>

#include <optional>
#include <vector>

namespace hallwright::panels {

QString pathInWords(const std::vector<Point3>& path);
QString pathToEdit(const std::vector<Point3>& path);
QString pathExample(); // how a point is written: "12.5, 4, 3 m"

// What was typed; a point that was left as it is shown keeps the digits behind it. Nothing if it cannot be read.
std::optional<std::vector<Point3>> typedPath(const QString& text, const std::vector<Point3>& now);

} // namespace hallwright::panels
