#include "views/shared/hall_tints.h"

#include "views/shared/position_marks.h"

#include <algorithm>
#include <cmath>

namespace hallwright::style {

namespace {

constexpr QRgb allFitRgb = 0xff9fd0b4, noneFreeRgb = 0xffd7dbdf;

bool isHall(const PlaceCapacity& place)
{
    return place.place.kind == ObjectKind::Hall;
}

LegendEntry bindingEntry(const PlaceCapacity& place, Theme theme)
{
    if (place.free == 0)
        return {.text = QStringLiteral("No free position"), .colour = QColor(noneFreeRgb)};
    if (place.blocked == 0)
        return {.text = QStringLiteral("All fit"), .colour = QColor(allFitRgb)};
    return {.text = resourceText(place.binding.resource),
            .colour = resourceColour(place.binding.resource, theme)};
}

} // namespace

std::optional<double> usedShare(const PlaceCapacity& place, CapacityResource resource)
{
    std::optional<double> most;
    for (const HeadRoom& room : place.headRooms) {
        if (room.resource == resource && room.used && room.limit && *room.limit > 0.0)
            most = std::max(most.value_or(0.0), *room.used / *room.limit);
    }
    return most;
}

std::vector<CapacityResource> tintingResources(const Capacity& capacity)
{
    std::vector<CapacityResource> resources;
    for (std::size_t i = 0; i < capacityResourceCount; ++i) {
        const auto resource = static_cast<CapacityResource>(i);
        if (std::ranges::any_of(capacity.places, [&](const PlaceCapacity& place) {
                return isHall(place) && usedShare(place, resource);
            }))
            resources.push_back(resource);
    }
    return resources;
}

HallTinting usedShareTinting(const Capacity& capacity, CapacityResource resource, Theme theme)
{
    constexpr double rounding = 1e-9;
    HallTinting tinting;
    tinting.scale = {.title = QStringLiteral("%1: used, of the limit").arg(resourceText(resource)),
                     .unit = QStringLiteral("%"),
                     .minimum = 0.0,
                     .maximum = 100.0,
                     .map = &ColourMap::cividis(),
                     .entries = {}};
    for (const PlaceCapacity& place : capacity.places) {
        const std::optional<double> share = isHall(place) ? usedShare(place, resource) : std::nullopt;
        if (!share)
            continue;
        const bool isOver = *share > 1.0 + rounding;
        tinting.tints.push_back({HallId{place.place.id},
                                 isOver ? colours(theme).violation
                                        : tinting.scale.map->colour(tinting.scale.position(100.0 * *share)),
                                 QStringLiteral("%1\u00a0%").arg(std::lround(100.0 * *share)) +
                                     (isOver ? QStringLiteral(" over") : QString())});
    }
    return tinting;
}

HallTinting bindingTinting(const Capacity& capacity, Theme theme)
{
    HallTinting tinting;
    tinting.scale.title = QStringLiteral("What stops the next rack");
    for (const PlaceCapacity& place : capacity.places) {
        if (!isHall(place))
            continue;
        const LegendEntry entry = bindingEntry(place, theme);
        tinting.tints.push_back({HallId{place.place.id}, entry.colour, entry.text});
        if (std::ranges::find(tinting.scale.entries, entry.text, &LegendEntry::text) ==
            tinting.scale.entries.end())
            tinting.scale.entries.push_back(entry);
    }
    return tinting;
}

} // namespace hallwright::style
