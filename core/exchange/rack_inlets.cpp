#include "core/exchange/rack_inlets.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

std::optional<double> inletFrom(const SampledTemperature& air, const AirRack& rack)
{
    constexpr int across = 5;  // points over the front's width
    constexpr int upward = 15; // and over its height
    const AirBox& front = rack.front.area;
    const bool alongX = rack.front.normal == Axis::Y;
    const double bodyMiddle =
        alongX ? (rack.body.least.y + rack.body.most.y) / 2 : (rack.body.least.x + rack.body.most.x) / 2;
    const double outward =
        (alongX ? front.least.y : front.least.x) > bodyMiddle ? 1.0 : -1.0; // into the aisle
    const Point3 middle{(front.least.x + front.most.x) / 2, (front.least.y + front.most.y) / 2,
                        (front.least.z + front.most.z) / 2};
    const double offsetM = outward * 0.5 * air.spacingNearM(middle);
    double sum = 0.0;
    double weights = 0.0;
    for (int u = 0; u < across; ++u) {
        for (int v = 0; v < upward; ++v) {
            const double shareAcross = (u + 0.5) / across;
            Point3 place = front.least;
            place.z += (front.most.z - front.least.z) * (v + 0.5) / upward;
            place.x += alongX ? (front.most.x - front.least.x) * shareAcross : offsetM;
            place.y += alongX ? offsetM : (front.most.y - front.least.y) * shareAcross;
            const std::optional<double> value = air.at(place);
            if (!value)
                continue;
            double weight = 1.0;
            if (const std::optional<Point3> velocity = air.velocityAt(place))
                weight = std::max(-outward * (alongX ? velocity->y : velocity->x), 0.0);
            sum += weight * *value;
            weights += weight;
        }
    }
    return weights > 0.0 ? std::optional(sum / weights) : std::nullopt;
}

InletDifference differenceOf(std::span<const double> oursC, std::span<const std::optional<double>> theirsC)
{
    InletDifference result;
    double squares = 0.0;
    for (std::size_t i = 0; i < std::min(oursC.size(), theirsC.size()); ++i) {
        if (!theirsC[i] || !std::isfinite(oursC[i]))
            continue;
        const double differenceK = oursC[i] - *theirsC[i];
        ++result.racks;
        result.meanK += differenceK;
        squares += differenceK * differenceK;
        if (!result.worst || std::abs(differenceK) > std::abs(result.worstK)) {
            result.worst = i;
            result.worstK = differenceK;
        }
    }
    if (result.racks > 0) {
        result.meanK /= static_cast<double>(result.racks);
        result.rmsK = std::sqrt(squares / static_cast<double>(result.racks));
    }
    return result;
}

} // namespace hallwright
