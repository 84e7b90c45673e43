#include "core/simulation/outages.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstddef>

namespace hallwright {

std::string whatIf(const Site& site, const Outages& outages)
{
    std::vector<std::string> names;
    for (const PowerNodeId id : outages.power) {
        if (const PowerNode* node = site.power->find(id))
            names.push_back(node->name);
    }
    for (const PlantUnit& unit : site.cooling->plant) {
        if (contains(outages.plant, unit.id))
            names.push_back(unit.name);
    }
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            for (const AirHandler& unit : hall->airHandlers) {
                if (contains(outages.airHandlers, unit.id))
                    names.push_back(unit.name);
            }
            for (const Cdu& unit : hall->cdus) {
                if (contains(outages.cdus, unit.id))
                    names.push_back(unit.name);
            }
        }
    }
    constexpr std::size_t mostNamed = 8;
    if (names.empty())
        return {};
    const std::size_t named = std::min(names.size(), mostNamed);
    std::string sentence = fmt::format(
        "What if: {}", fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(named), ", "));
    if (names.size() > named)
        sentence += fmt::format(" and {} more", names.size() - named);
    return sentence + " out of service.";
}

} // namespace hallwright
