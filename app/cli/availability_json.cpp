#include "app/cli/availability_text.h"
#include "app/cli/object_json.h"
#include "app/cli/rates_option.h"

#include <nlohmann/json.hpp>

namespace hallwright::cli {

namespace {

using Json = nlohmann::ordered_json;

Json outageJson(const OutageAnswer& answer)
{
    const OutageFigures& figures = answer.figures();
    Json json{{"method", answer.exact ? "exact" : "simulated"},
              {"availability", figures.availability()},
              {"unavailability", figures.unavailability},
              {"minutes_per_year", figures.minutesAYear()},
              {"outages_per_year", figures.outagesPerYear},
              {"mean_outage_h", valueOrNull(figures.meanOutageH())},
              {"simulated_unavailability", nullptr},
              {"simulated_half_width", nullptr}};
    if (answer.simulated) {
        json["simulated_unavailability"] = answer.simulated->figures.unavailability;
        json["simulated_half_width"] = answer.simulated->halfWidth;
    }
    return json;
}

Json elementJson(const SiteAvailability& found, const OutageShare& share)
{
    const SiteElement& element = found.blocks.elements[share.element];
    return {{"element", nameOf(*found.site, element)},
            {"object", element.object.kind == ObjectKind::Site ? Json(nullptr)
                                                               : objectJson(*found.site, element.object)},
            {"kind", nameOf(element.kind)},
            {"minutes_per_year", share.minutesAYear}};
}

Json placeJson(const SiteAvailability& found, const PlaceAvailability& place, std::size_t shares)
{
    Json json{{"place", objectJson(*found.site, place.place)},
              {"racks", place.racks},
              {"gpus", place.gpus},
              {"mean_rack", outageJson(place.meanRack)},
              {"every_rack", outageJson(place.everyRack)},
              {"spent_on", Json::array()}};
    for (std::size_t i = 0; i < std::min(shares, place.spentOn.size()); ++i)
        json["spent_on"].push_back(elementJson(found, place.spentOn[i]));
    return json;
}

Json availabilityOptionsJson(const SiteAvailability& found)
{
    const AvailabilityOptions& options = found.options;
    return {{"inference_share", options.inferenceShare},
            {"simulated_years",
             found.isExact && !options.simulate ? Json(nullptr) : Json(options.simulation.years)},
            {"seed", options.simulation.seed},
            {"repair_crews", options.simulation.crews == 0 ? Json(nullptr) : Json(options.simulation.crews)}};
}

} // namespace

nlohmann::ordered_json availabilityJson(const SiteAvailability& found)
{
    constexpr std::size_t sharesOfPlace = 10;
    Json root{{"site", found.site->info.name},
              {"outdoor_c", found.conditions.outdoorC},
              {"wet_bulb_c", found.conditions.wetBulbC},
              {"options", availabilityOptionsJson(found)},
              {"exact", found.isExact},
              {"elements", found.blocks.elements.size()},
              {"rack_groups", found.blocks.groups.size()},
              {"campus", placeJson(found, found.campus, found.campus.spentOn.size())},
              {"buildings", Json::array()},
              {"halls", Json::array()},
              {"tiers", Json::array()},
              {"kinds", Json::array()},
              {"rates", ratesJson(*found.site, found.options.rates)},
              {"notes", found.blocks.notes}};
    for (const PlaceAvailability& building : found.buildings)
        root["buildings"].push_back(placeJson(found, building, sharesOfPlace));
    for (const PlaceAvailability& hall : found.halls)
        root["halls"].push_back(placeJson(found, hall, sharesOfPlace));
    for (const TierAvailability& tier : found.tiers)
        root["tiers"].push_back({{"tier", nameOf(tier.tier)},
                                 {"racks", tier.racks},
                                 {"gpus", tier.gpus},
                                 {"by_its_rule", outageJson(tier.byItsRule)}});
    for (const KindShare& share : found.kinds)
        root["kinds"].push_back({{"kind", nameOf(share.kind)},
                                 {"elements", share.elements},
                                 {"minutes_per_year", share.minutesAYear}});
    return root;
}

} // namespace hallwright::cli
