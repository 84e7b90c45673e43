#include "core/exchange/campus_draft.h"
#include "core/exchange/recipe_values.h"

#include <algorithm>
#include <fmt/format.h>

namespace hallwright::recipe {

namespace {

const Hall& hallOf(const CampusDraft& draft, const WaiverRule& rule)
{
    std::vector<std::string> names;
    for (const BuildingPtr& building : draft.edit.site().buildings) {
        for (const HallPtr& hall : building->halls) {
            if (hall->name == rule.hall)
                return *hall;
            names.push_back(hall->name);
        }
    }
    rule.place.fail(fmt::format("{}.hall is \"{}\", which the campus does not have; {}", rule.place.path,
                                rule.hall, suggestion(rule.hall, names)));
}

template <class Thing>
ObjectRef named(const WaiverRule& rule, const char* key, const std::string& name,
                const std::vector<Thing>& things)
{
    const auto found = std::ranges::find(things, name, &Thing::name);
    if (found != things.end())
        return refTo(found->id);
    std::vector<std::string> names;
    for (const Thing& thing : things)
        names.push_back(thing.name);
    rule.place.fail(fmt::format("{}.{} is \"{}\", which hall {} does not have; {}", rule.place.path, key,
                                name, rule.hall, suggestion(name, names)));
}

} // namespace

void applyWaivers(CampusDraft& draft)
{
    for (const WaiverRule& rule : draft.recipe.waivers) {
        const Hall& hall = hallOf(draft, rule);
        ObjectRef object = refTo(hall.id);
        if (!rule.aisle.empty())
            object = named(rule, "aisle", rule.aisle, hall.aisles);
        else if (!rule.rack.empty())
            object = named(rule, "rack", rule.rack, hall.racks);
        draft.edit.changeRecord(object).waivers[rule.rule] = rule.reason;
    }
}

} // namespace hallwright::recipe
