#include "app/cli/redundancy_text.h"

#include "app/cli/object_json.h"
#include "core/model/number_text.h"
#include "core/model/object_names.h"
#include "core/studies/availability/availability_words.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace hallwright::cli {

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
    text += '\n' + verdictsText() + '\n';
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
