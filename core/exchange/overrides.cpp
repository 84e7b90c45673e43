#include "core/design/catalogue_types.h"
#include "core/exchange/campus_draft.h"
#include "core/exchange/recipe_values.h"

#include <algorithm>
#include <fmt/format.h>

namespace hallwright::recipe {

namespace {

struct Found {
    HallDraft* hall = nullptr;
    RackId rack;
};

Found findRack(CampusDraft& draft, const OverrideRule& rule)
{
    std::string firstHall;
    for (BuildingDraft& building : draft.buildings) {
        for (HallDraft& place : building.halls) {
            const Hall& hall = draft.edit.site().hall(place.id);
            if (firstHall.empty())
                firstHall = hall.name;
            if (!rule.rack.starts_with(hall.name + "-"))
                continue;
            const auto found = std::find_if(hall.racks.begin(), hall.racks.end(),
                                            [&](const Rack& rack) { return rack.name == rule.rack; });
            if (found != hall.racks.end())
                return {&place, found->id};
            rule.place.fail(fmt::format("{}.rack is \"{}\", but hall {} has no rack of that name.",
                                        rule.place.path, rule.rack, hall.name));
        }
    }
    rule.place.fail(
        fmt::format("{}.rack is \"{}\", which lies in no hall of the campus; rack names begin with a hall "
                    "such as \"{}-\".",
                    rule.place.path, rule.rack, firstHall.empty() ? "B1-H1" : firstHall));
}

void changeType(Rack& rack, const RackType& type)
{
    Rack changed = design::ofType(type);
    changed.id = rack.id;
    changed.name = rack.name;
    changed.pose = rack.pose;
    rack = std::move(changed);
}

void applyOverride(CampusDraft& draft, const OverrideRule& rule)
{
    const Found found = findRack(draft, rule);
    const Catalogue<RackType>& types = draft.recipe.racks;
    Hall& hall = draft.edit.change(found.hall->id);
    Rack& rack = design::rackIn(hall, found.rack);
    if (rule.type)
        changeType(rack, *draft.edit.site().catalogue->find(*rule.type));
    if (rule.powerW) {
        if (rack.powerW > 0.0)
            rack.airflowM3s *= *rule.powerW / rack.powerW;
        rack.powerW = *rule.powerW;
    }
    rack.pose = {rule.x.value_or(rack.pose.x), rule.y.value_or(rack.pose.y),
                 rule.yawDeg.value_or(rack.pose.yawDeg)};
    if (rule.status)
        draft.edit.changeRecord(refTo(rack.id)).status = *rule.status;
    if (!rule.dates.empty())
        draft.edit.changeRecord(refTo(rack.id)).dates = rule.dates;
    const RackType& type = types[indexOf(rack.type)];
    requireInside(rule.place, fmt::format("{}: rack {}", rule.place.path, rule.rack),
                  footprintBounds(rack.pose, type.widthM, type.depthM), "hall " + hall.name, hall.widthM,
                  hall.depthM);
}

void removeRack(CampusDraft& draft, const OverrideRule& rule)
{
    const Found found = findRack(draft, rule);
    draft.edit.remove(refTo(found.rack));
    for (design::RowOfRacks& row : found.hall->rows)
        std::erase(row.racks, found.rack);
}

} // namespace

void applyOverrides(CampusDraft& draft)
{
    for (const OverrideRule& rule : draft.recipe.overrides) {
        if (rule.remove)
            removeRack(draft, rule);
        else
            applyOverride(draft, rule);
    }
}

} // namespace hallwright::recipe
