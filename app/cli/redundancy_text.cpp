#include "app/cli/redundancy_text.h"

#include "app/cli/object_json.h"
#include "core/model/number_text.h"
#include "core/model/object_names.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <map>

namespace hallwright::cli {

namespace {

std::string elementNames(const Redundancy& found, const std::vector<std::size_t>& elements)
{
    std::string text;
    for (std::size_t i = 0; i < elements.size(); ++i)
        text += (i == 0 ? "" : " with ") + nameOf(*found.site, found.blocks.elements[elements[i]]);
    return text;
}

// "14 CDUs, 1 mechanical panel"
std::string singleKinds(const Redundancy& found, const HallRedundancy& hall)
{
    std::map<EquipmentKind, std::size_t> kinds;
    for (const std::size_t element : hall.singles)
        ++kinds[found.blocks.elements[element].kind];
    std::string text;
    for (const auto& [kind, count] : kinds)
        text += (text.empty() ? "" : ", ") + counted(count, wordFor(kind));
    return text;
}

std::string breaksText(const Redundancy& found, const HallRedundancy& hall)
{
    switch (hall.verdict) {
    case RedundancyVerdict::Unknown:
        return "too many ways to fail to tell";
    case RedundancyVerdict::CapacityN:
    case RedundancyVerdict::CapacityNPlusOne:
        if (hall.fewest == 0)
            return "a rack is down as it is";
        return fmt::format("{}; by themselves do: {}", elementNames(found, hall.breakers),
                           singleKinds(found, hall));
    case RedundancyVerdict::ConcurrentlyMaintainable:
        return fmt::format("{}, and {} in all", elementNames(found, hall.breakers),
                           counted(static_cast<std::size_t>(hall.sets), "such pair"));
    case RedundancyVerdict::FaultTolerant:
        break;
    }
    return hall.fewest == 0 ? std::string("nothing that is modelled")
                            : fmt::format("{} at least: {}", counted(hall.fewest, "element"),
                                          elementNames(found, hall.breakers));
}

} // namespace

std::string redundancyText(const Redundancy& found)
{
    std::string text = fmt::format("{}, {:.1f} °C outdoors: what can fail, or be taken out for service, "
                                   "before a rack goes down.\n\n{:<28} {:>7}  "
                                   "{:<26} {}\n",
                                   found.site->info.name, found.conditions.outdoorC, "hall", "racks",
                                   "verdict", "what breaks it");
    for (const HallRedundancy& hall : found.halls)
        text += fmt::format(
            "{:<28} {:>7}  {:<26} {}\n",
            found.site->buildingOf(hall.hall).name + '/' + nameOf(*found.site, refTo(hall.hall)),
            grouped(static_cast<double>(hall.racks)), inWords(hall.verdict), breaksText(found, hall));
    text += "\nN: a unit that gives capacity takes a rack down by itself. N+1: no such unit, but one of the "
            "path does: "
            "transformer, switchgear, PDU, busway, panel. Concurrently maintainable: none does, so that each "
            "can be taken "
            "out for service; with it out, a failure on top may. Fault tolerant: with any one out for "
            "service, any failure "
            "on top takes no rack. By paths and capacities; no minutes, no compartments, no fuel.\n";
    for (const std::string& note : found.blocks.notes)
        text += note + '\n';
    return text;
}

nlohmann::ordered_json redundancyJson(const Redundancy& found)
{
    using Json = nlohmann::ordered_json;
    const auto namesJson = [&](const std::vector<std::size_t>& elements) {
        Json names = Json::array();
        for (const std::size_t element : elements)
            names.push_back(nameOf(*found.site, found.blocks.elements[element]));
        return names;
    };
    Json root{{"site", found.site->info.name},
              {"outdoor_c", found.conditions.outdoorC},
              {"wet_bulb_c", found.conditions.wetBulbC},
              {"halls", Json::array()},
              {"notes", found.blocks.notes}};
    for (const HallRedundancy& hall : found.halls)
        root["halls"].push_back({{"hall", objectJson(*found.site, refTo(hall.hall))},
                                 {"racks", hall.racks},
                                 {"verdict", inWords(hall.verdict)},
                                 {"fewest_elements", hall.fewest},
                                 {"sets", hall.sets},
                                 {"broken_by", namesJson(hall.breakers)},
                                 {"single_elements", namesJson(hall.singles)}});
    return root;
}

} // namespace hallwright::cli
