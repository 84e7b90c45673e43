#include "core/exchange/campus_draft.h"
#include "core/exchange/yaml_map.h"

#include <algorithm>
#include <fmt/format.h>

namespace hallwright::recipe {

namespace {

ObjectRef taggedObject(const CampusDraft& draft, const TagRule& rule)
{
    std::vector<std::string> names;
    for (const BuildingPtr& building : draft.edit.site().buildings) {
        if (!rule.building.empty()) {
            if (building->name == rule.building)
                return refTo(building->id);
            names.push_back(building->name);
            continue;
        }
        for (const HallPtr& hall : building->halls) {
            if (hall->name == rule.hall)
                return refTo(hall->id);
            names.push_back(hall->name);
        }
    }
    const bool isHall = rule.building.empty();
    const std::string& name = isHall ? rule.hall : rule.building;
    rule.place.fail(fmt::format("{}.{} is \"{}\", which the campus does not have; {}", rule.place.path,
                                isHall ? "hall" : "building", name, suggestion(name, names)));
}

} // namespace

void applyTags(CampusDraft& draft)
{
    for (const TagRule& rule : draft.recipe.tags) {
        std::vector<std::string>& tags = draft.edit.changeRecord(taggedObject(draft, rule)).tags;
        if (std::ranges::find(tags, rule.tag) == tags.end())
            tags.push_back(rule.tag);
    }
}

} // namespace hallwright::recipe
