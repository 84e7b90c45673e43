// The perforated tiles of a raised floor: where the air that comes up through them is of use.
#include "core/rules/rule_checks.h"

#include "core/model/number_text.h"

#include <algorithm>
#include <fmt/format.h>

namespace hallwright {

namespace {

constexpr double touchingM2 = 1e-6; // coordinates come from sums of decimal fractions

double sharedM2(const Rect& a, const Rect& b)
{
    const double width = std::min(a.right(), b.right()) - std::max(a.x, b.x);
    const double depth = std::min(a.top(), b.top()) - std::max(a.y, b.y);
    return width > 0.0 && depth > 0.0 ? width * depth : 0.0;
}

struct Covered {
    double areaM2 = 0.0;
    std::vector<const Rack*> by;
};

// A rack that is turned askew covers the upright rectangle around it.
Covered coveredOf(const CheckedLayout& at, const TileField& field)
{
    const Point2 centre = field.area.centre();
    const Footprint tiles({centre.x, centre.y, 0.0}, field.area.width, field.area.depth);
    std::vector<std::uint32_t> near;
    at.grid.findNear(field.area, near);
    Covered covered;
    for (const std::uint32_t i : near) {
        if (i >= at.hall.racks.size() || !overlap(tiles, at.obstacles[i].footprint))
            continue;
        covered.by.push_back(&at.hall.racks[i]);
        covered.areaM2 += sharedM2(field.area, at.obstacles[i].footprint.bounds);
    }
    return covered;
}

double outsideColdAislesM2(const Hall& hall, const TileField& field)
{
    double outsideM2 = field.area.area();
    for (const Aisle& aisle : hall.aisles)
        outsideM2 -= aisle.kind == AisleKind::Cold ? sharedM2(aisle.area, field.area) : 0.0;
    return std::max(outsideM2, 0.0);
}

const TileField* fieldUnder(const Hall& hall, const TileField& field)
{
    const auto under = std::ranges::find_if(hall.tileFields, [&](const TileField& other) {
        return other.id < field.id && sharedM2(other.area, field.area) > touchingM2;
    });
    return under != hall.tileFields.end() ? &*under : nullptr;
}

} // namespace

// One finding for a field: what matters most.
void checkTileFields(const CheckedLayout& at, FindingSink& sink)
{
    for (const TileField& field : at.hall.tileFields) {
        const auto add = [&](double m2, const std::string& where, const std::string& remedy,
                             ObjectRef other) {
            sink.add(refTo(field.id), Figure{m2, {}, "m²"},
                     fmt::format("Of the {} m² of tile field {} in hall {}, {} m² {}.",
                                 grouped(field.area.area(), 2), field.name, at.hall.name, grouped(m2, 2),
                                 where),
                     remedy)
                .other = other;
        };
        if (const Covered covered = coveredOf(at, field); !covered.by.empty()) {
            const std::size_t more = covered.by.size() - 1;
            const std::string others = more > 0 ? fmt::format(" and {} more", more) : std::string();
            add(covered.areaM2, fmt::format("lie under rack {}{}", covered.by.front()->name, others),
                fmt::format("Take the tiles under racks out of {}, or move it before the racks.", field.name),
                refTo(covered.by.front()->id));
        } else if (const TileField* under = fieldUnder(at.hall, field)) {
            add(sharedM2(under->area, field.area), fmt::format("are of tile field {} too", under->name),
                fmt::format("Move {} beside {}, or remove one of the two.", field.name, under->name),
                refTo(under->id));
        } else if (const double m2 = outsideColdAislesM2(at.hall, field); m2 > touchingM2) {
            add(m2, "lie outside the cold aisles",
                fmt::format("Move {} into a cold aisle, or draw a cold aisle where it lies.", field.name),
                {});
        }
    }
}

} // namespace hallwright
