#include "core/exchange/recipe_values.h"

#include <fmt/format.h>

namespace hallwright::recipe {

bool isSet(YamlMap& map, const std::string& key)
{
    return map.count(key, 0, 1, 0) == 1;
}

LossCurve readLoss(YamlMap& map)
{
    const std::vector<double> k = map.numbers("loss", 3, {0.0, 0.5, ""});
    return {k[0], k[1], k[2]};
}

void requireInside(const Place& place, const std::string& what, const Rect& area, const std::string& where,
                   double widthM, double depthM)
{
    if (area.x >= -touchingM && area.y >= -touchingM && area.right() <= widthM + touchingM &&
        area.top() <= depthM + touchingM)
        return;
    place.fail(
        fmt::format("{} reaches from x = {:g} m, y = {:g} m to x = {:g} m, y = {:g} m, outside {}, which is "
                    "{:g} m by {:g} m.",
                    what, area.x, area.y, area.right(), area.top(), where, widthM, depthM));
}

} // namespace hallwright::recipe
