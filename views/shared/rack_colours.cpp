#include "views/shared/rack_colours.h"

#include "views/shared/format.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace hallwright::style {

namespace {

constexpr std::array allStatuses = {LifecycleStatus::Design, LifecycleStatus::Procurement,
                                    LifecycleStatus::Deployment, LifecycleStatus::Operation,
                                    LifecycleStatus::Decommissioning};

// The least 1, 2 or 5 times a power of ten that is not below value.
double roundedUp(double value)
{
    if (value <= 0.0)
        return 1.0;
    const double decade = std::pow(10.0, std::floor(std::log10(value)));
    for (const double step : {1.0, 2.0, 5.0, 10.0}) {
        if (value <= step * decade * (1.0 + 1e-12))
            return step * decade;
    }
    return 10.0 * decade;
}

template <class Visit>
void forEachHall(const Site& site, Visit visit)
{
    for (const auto& building : site.buildings) {
        for (const auto& hall : building->halls)
            visit(*hall);
    }
}

ColourScale powerScale(const Site& site)
{
    double largest = 0.0;
    forEachHall(site, [&](const Hall& hall) {
        for (const Rack& rack : hall.racks)
            largest = std::max(largest, rack.powerW);
    });
    return {.title = QStringLiteral("Rack power"),
            .unit = QStringLiteral("kW"),
            .minimum = 0.0,
            .maximum = roundedUp(largest / 1e3),
            .map = &ColourMap::viridis(),
            .entries = {}};
}

ColourScale temperatureScale(const Site& site, const std::optional<ScaleEnds>& ends)
{
    double coldest = 100.0;
    double limit = 0.0;
    forEachHall(site, [&](const Hall& hall) {
        coldest = std::min(coldest, hall.supplyC);
        limit = std::max(limit, hall.inletLimitC);
    });
    if (coldest > limit) { // no halls
        coldest = 18.0;
        limit = 27.0;
    }
    double warmest = limit + 1.0;
    if (ends) {
        coldest = std::min(coldest, ends->coldestInletC);
        warmest = std::max(warmest, ends->warmestInletC);
    }
    return {.title = QStringLiteral("Rack inlet temperature"),
            .unit = temperatureUnit(),
            .minimum = std::floor(temperatureInUserUnit(coldest) / 2.0) * 2.0,
            .maximum = std::ceil(temperatureInUserUnit(warmest) / 2.0) * 2.0,
            .map = &ColourMap::thermal(),
            .entries = {}};
}

// Only what occurs: a legend of what cannot be seen explains nothing.
ColourScale statusScale(const Site& site)
{
    std::array<bool, allStatuses.size()> occurs{};
    forEachHall(site, [&](const Hall& hall) {
        for (const Rack& rack : hall.racks)
            occurs[static_cast<std::size_t>(site.records->of(refTo(rack.id)).status)] = true;
    });
    ColourScale scale;
    scale.title = QStringLiteral("Lifecycle status");
    for (const LifecycleStatus status : allStatuses) {
        if (occurs[static_cast<std::size_t>(status)])
            scale.entries.push_back({.text = statusText(status), .colour = statusColour(status)});
    }
    return scale;
}

// Okabe and Ito's palette (2008), as the statuses have it, and paler where there are more.
QColor categoryColour(std::size_t which)
{
    static const std::array<QColor, 7> palette{QColor(0x56b4e9), QColor(0xe69f00), QColor(0x009e73),
                                               QColor(0xcc79a7), QColor(0xf0e442), QColor(0x0072b2),
                                               QColor(0xd55e00)};
    constexpr int paler = 135;
    const QColor colour = palette[which % palette.size()];
    return which / palette.size() % 2 == 0 ? colour : colour.lighter(paler);
}

std::int64_t categoryOf(RackColouring colouring, const Rack& rack)
{
    return colouring == RackColouring::Role ? static_cast<std::int64_t>(rack.role) : rack.type.value;
}

// Only what occurs, in the order of the enumeration or of the catalogue.
ColourScale categoryScale(RackColouring colouring, const Site& site)
{
    std::set<std::int64_t> occur;
    forEachHall(site, [&](const Hall& hall) {
        for (const Rack& rack : hall.racks)
            occur.insert(categoryOf(colouring, rack));
    });
    const bool byRole = colouring == RackColouring::Role;
    ColourScale scale;
    scale.title = byRole ? QStringLiteral("Role of racks") : QStringLiteral("Rack type");
    for (const std::int64_t category : occur) {
        const RackType* type = byRole ? nullptr : site.catalogue->find(RackTypeId{category});
        LegendEntry entry;
        entry.text = byRole ? roleText(static_cast<RackRole>(category))
                            : (type ? QString::fromStdString(type->name) : QString());
        // A role has its colour in every site.
        entry.colour = categoryColour(byRole ? static_cast<std::size_t>(category) : scale.entries.size());
        entry.category = category;
        scale.entries.push_back(entry);
    }
    return scale;
}

ColourScale neutralScale()
{
    ColourScale scale;
    scale.title = QStringLiteral("Racks");
    scale.entries.push_back({.text = QStringLiteral("All alike"), .colour = QColor(0x93a0ab)});
    return scale;
}

QRgb categoryColourOf(const ColourScale& scale, std::int64_t category, QRgb otherwise)
{
    const auto entry = std::ranges::find(scale.entries, category, &LegendEntry::category);
    return entry == scale.entries.end() ? otherwise : entry->colour.rgb();
}

} // namespace

QColor statusColour(LifecycleStatus status)
{
    // Okabe and Ito's palette (2008), made for colour-blind readers.
    switch (status) {
    case LifecycleStatus::Design:
        return QColor(0x56b4e9);
    case LifecycleStatus::Procurement:
        return QColor(0xe69f00);
    case LifecycleStatus::Deployment:
        return QColor(0xf0e442);
    case LifecycleStatus::Operation:
        return QColor(0x009e73);
    case LifecycleStatus::Decommissioning:
        return QColor(0xcc79a7);
    }
    return Qt::gray;
}

QString statusText(LifecycleStatus status)
{
    switch (status) {
    case LifecycleStatus::Design:
        return QStringLiteral("Design");
    case LifecycleStatus::Procurement:
        return QStringLiteral("Procurement");
    case LifecycleStatus::Deployment:
        return QStringLiteral("Deployment");
    case LifecycleStatus::Operation:
        return QStringLiteral("Operation");
    case LifecycleStatus::Decommissioning:
        return QStringLiteral("Decommissioning");
    }
    return {};
}

QString roleText(RackRole role)
{
    switch (role) {
    case RackRole::Compute:
        return QStringLiteral("Compute");
    case RackRole::Network:
        return QStringLiteral("Network");
    case RackRole::Storage:
        return QStringLiteral("Storage");
    case RackRole::Management:
        return QStringLiteral("Management");
    }
    return {};
}

ColourScale colourScale(RackColouring colouring, const Site& site, const std::optional<ScaleEnds>& ends)
{
    switch (colouring) {
    case RackColouring::Power:
        return powerScale(site);
    case RackColouring::InletTemperature:
        return temperatureScale(site, ends);
    case RackColouring::Role:
    case RackColouring::Type:
        return categoryScale(colouring, site);
    case RackColouring::Neutral:
        return neutralScale();
    case RackColouring::Status:
        break;
    }
    return statusScale(site);
}

ColourScale coolantScale(const Site& site)
{
    constexpr double belowK = 5.0;
    constexpr double beyondK = 10.0;
    constexpr double round = 5.0;
    double coldestC = 0.0;
    double warmestC = 0.0;
    bool first = true;
    for (const CoolantLoop& loop : site.cooling->loops) {
        coldestC = first ? loop.supplyC : std::min(coldestC, loop.supplyC);
        warmestC = std::max(first ? loop.supplyC : warmestC, loop.supplyC + loop.designDeltaTK);
        first = false;
    }
    return {.title = QStringLiteral("Coolant temperature"),
            .unit = temperatureUnit(),
            .minimum = std::floor(temperatureInUserUnit(coldestC - belowK) / round) * round,
            .maximum = std::ceil(temperatureInUserUnit(warmestC + beyondK) / round) * round,
            .map = &ColourMap::thermal(),
            .entries = {}};
}

std::vector<QRgb> rackColours(RackColouring colouring, const ColourScale& scale, const Hall& hall,
                              const Records& records, const HallResult* result)
{
    constexpr QRgb unknown = 0xff808080;
    std::vector<QRgb> colours;
    colours.reserve(hall.racks.size());
    for (std::size_t i = 0; i < hall.racks.size(); ++i) {
        switch (colouring) {
        case RackColouring::Power:
            colours.push_back(scale.map->at(scale.position(hall.racks[i].powerW / 1e3)));
            break;
        case RackColouring::InletTemperature:
            colours.push_back(
                result && i < result->racks.size()
                    ? scale.map->at(scale.position(temperatureInUserUnit(result->racks[i].inletC)))
                    : unknown);
            break;
        case RackColouring::Status:
            colours.push_back(statusColour(records.of(refTo(hall.racks[i].id)).status).rgb());
            break;
        case RackColouring::Role:
        case RackColouring::Type:
            colours.push_back(categoryColourOf(scale, categoryOf(colouring, hall.racks[i]), unknown));
            break;
        case RackColouring::Neutral:
            colours.push_back(scale.entries.front().colour.rgb());
            break;
        }
    }
    return colours;
}

} // namespace hallwright::style
