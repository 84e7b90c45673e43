#include "core/exchange/capacity_csv.h"

#include "core/exchange/csv.h"
#include "core/model/object_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>

namespace hallwright {

namespace {

std::string nameOrNone(const Capacity& capacity, ObjectRef place)
{
    if (!place.valid())
        return {};
    const auto found = std::ranges::find(capacity.places, place, &PlaceCapacity::place);
    return csvField(found != capacity.places.end() ? found->name : nameOf(*capacity.asked.site, place));
}

std::string figureOrNone(const std::optional<double>& value)
{
    return value ? fmt::format("{:g}", *value) : std::string();
}

std::string binding(const Capacity& capacity, const PlaceCapacity& place)
{
    const Blocker& by = place.binding;
    if (place.blocked == 0)
        return fmt::format(",,,,,{},", csvField(by.sentence));
    return fmt::format("{},{},{},{},{},{},{}", nameOf(by.resource),
                       csvField(nameOf(*capacity.asked.site, by.object)), figureOrNone(by.value),
                       figureOrNone(by.limit), by.unit, csvField(by.sentence), csvField(by.remedy));
}

} // namespace

std::string capacityCsv(const Capacity& capacity)
{
    std::string csv =
        "kind,place,within,racks,free_positions,fits,blocked_positions,used_w,reserved_w,usable_w,stranded_w,"
        "design_w,over_w,stopped_by,stopped_by_object,stopped_at,limit,unit,sentence,remedy\n";
    for (const PlaceCapacity& place : capacity.places)
        fmt::format_to(std::back_inserter(csv),
                       "{},{},{},{},{},{},{},{:.0f},{:.0f},{:.0f},{:.0f},{:.0f},{:.0f},{}\n",
                       place.place == siteData() ? "campus" : wordFor(place.place.kind), csvField(place.name),
                       nameOrNone(capacity, place.within), place.racks, place.free, place.fits, place.blocked,
                       place.usedW, place.reservedW, place.usableW, place.strandedW(), place.designW,
                       place.overW(), binding(capacity, place));
    return csv;
}

} // namespace hallwright
