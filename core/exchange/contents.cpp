#include "core/exchange/campus_draft.h"
#include "core/exchange/recipe_values.h"
#include "core/model/contents_figures.h"

#include <fmt/format.h>
#include <string_view>

namespace hallwright::recipe {

namespace {

// Whether a name fits a pattern in which * stands for any characters.
bool fits(std::string_view name, std::string_view pattern)
{
    std::size_t n = 0, p = 0;
    std::size_t star = std::string_view::npos; // the last one met, to which we come back with
    std::size_t taken = 0;                     // one character more
    while (n < name.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            taken = n;
        } else if (p < pattern.size() && pattern[p] == name[n]) {
            ++p;
            ++n;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            n = ++taken;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

std::vector<RackId> racksThatFit(const Site& site, const ContentsRule& rule)
{
    std::vector<RackId> racks;
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            for (const Rack& rack : hall->racks) {
                if (fits(rack.name, rule.racks) && rack.type == rule.rackType.value_or(rack.type))
                    racks.push_back(rack.id);
            }
        }
    }
    return racks;
}

// Feeds and cooling are sized after what the racks draw, so their figures follow at once.
void follow(SiteEdit& edit, RackId id)
{
    const RackFigures figures = plannedFigures(edit.site(), edit.site().rack(id));
    Rack& rack = edit.change(id);
    rack.powerW = figures.powerW;
    rack.liquidShare = figures.liquidShare;
    rack.airflowM3s = figures.airflowM3s;
    rack.massKg = figures.massKg;
    rack.gpuCount = figures.gpuCount;
}

} // namespace

void applyContents(CampusDraft& draft)
{
    for (const ContentsRule& rule : draft.recipe.contents) {
        const std::vector<RackId> racks = racksThatFit(draft.edit.site(), rule);
        if (racks.empty())
            rule.place.fail(
                fmt::format("{}: no rack {}has a name like \"{}\"; racks are named as \"B1-H2-C07\".",
                            rule.place.path, rule.rackType ? "of that rack_type " : "", rule.racks));
        for (const RackId rack : racks) {
            for (std::size_t i = 0; i < rule.devices.size(); ++i)
                at(rule.devicePlaces[i], [&] { design::putDevices(draft.edit, rack, rule.devices[i]); });
            follow(draft.edit, rack);
        }
    }
}

} // namespace hallwright::recipe
