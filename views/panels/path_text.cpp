#include "views/panels/path_text.h"

#include "views/panels/quantity_field.h"
#include "views/shared/format.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace hallwright::panels {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("PathText", text);
}

// To the millimetre, without the zeros behind.
QString numberOf(double metres)
{
    QString number = QString::number(metres / lengthField().bareSi(), 'f', 3);
    while (number.endsWith(QLatin1Char('0')))
        number.chop(1);
    if (number.endsWith(QLatin1Char('.')))
        number.chop(1);
    return number == QLatin1String("-0") ? QStringLiteral("0") : number;
}

QString pointText(const Point3& point)
{
    return QStringLiteral("%1, %2, %3").arg(numberOf(point.x), numberOf(point.y), numberOf(point.z));
}

std::optional<Point3> typedPoint(const QString& text)
{
    const QStringList parts = text.split(QLatin1Char(','));
    if (parts.size() != 3)
        return std::nullopt;
    const FieldUnit unit = lengthField();
    const auto read = [&](const QString& part) {
        return typedQuantity(part, unit.typed, unit.bareSi(), 0.0);
    };
    const auto x = read(parts[0]), y = read(parts[1]), z = read(parts[2]);
    return x && y && z ? std::optional(Point3{*x, *y, *z}) : std::nullopt;
}

double lengthOf(const std::vector<Point3>& path)
{
    double metres = 0.0;
    for (std::size_t i = 1; i < path.size(); ++i)
        metres += std::hypot(path[i].x - path[i - 1].x, path[i].y - path[i - 1].y, path[i].z - path[i - 1].z);
    return metres;
}

} // namespace

QString pathInWords(const std::vector<Point3>& path)
{
    return tr("%1 points, %2").arg(path.size()).arg(style::formatLength(lengthOf(path)));
}

QString pathToEdit(const std::vector<Point3>& path)
{
    QStringList points;
    for (const Point3& point : path)
        points << pointText(point);
    return points.join(QStringLiteral("; "));
}

QString pathExample()
{
    return pointText({12.5, 4.0, 3.0});
}

std::optional<std::vector<Point3>> typedPath(const QString& text, const std::vector<Point3>& now)
{
    std::vector<Point3> path;
    for (const QString& typed : text.split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
        if (typed.trimmed().isEmpty())
            continue;
        const auto point = typedPoint(typed);
        if (!point)
            return std::nullopt;
        const auto as =
            std::ranges::find_if(now, [&](const Point3& p) { return pointText(p) == pointText(*point); });
        path.push_back(as != now.end() ? *as : *point);
    }
    return path;
}

} // namespace hallwright::panels
