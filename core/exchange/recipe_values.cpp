#include "core/exchange/recipe_values.h"

#include "core/design/placing.h"

namespace hallwright::recipe {

bool isSet(YamlMap& map, const std::string& key)
{
    return map.isSet(key);
}

LossCurve readLoss(YamlMap& map)
{
    const std::vector<double> k = map.numbers("loss", 3, {0.0, 0.5, ""});
    return {k[0], k[1], k[2]};
}

void requireInside(const Place& place, const std::string& what, const Rect& area, const std::string& where,
                   double widthM, double depthM)
{
    at(place, [&] { design::requireInside(what, area, where, widthM, depthM); });
}

} // namespace hallwright::recipe
