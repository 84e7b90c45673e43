#include "core/exchange/price_file.h"

#include "core/exchange/limited_file.h"
#include "core/exchange/yaml_map.h"
#include "core/model/errors.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <utility>

namespace hallwright {

namespace {

using recipe::Range;
using recipe::YamlMap;

constexpr double mostMoney = 1e12;
constexpr double kwhPerMwh = 1000.0;
constexpr std::size_t longestSource = 300;

struct CapitalKind {
    const char* name;
    CapitalOf of;
    const char* key; // of its price
};
constexpr std::array capitalKinds{CapitalKind{"rack-type", CapitalOf::RackType, "each"},
                                  CapitalKind{"other-racks", CapitalOf::OtherRacks, "per_kw"},
                                  CapitalKind{"hall-floor", CapitalOf::HallFloor, "per_m2"},
                                  CapitalKind{"facility-power", CapitalOf::FacilityPower, "per_kw"},
                                  CapitalKind{"heat-rejected", CapitalOf::HeatRejected, "per_kw"}};

Price priceIn(YamlMap& map, const std::string& key, double factor)
{
    Price price;
    price.value = factor * map.number(key, Range{0.0, mostMoney, ""});
    price.source = map.name("source", longestSource);
    price.date = map.name("date");
    return price;
}

std::optional<Price> optionalPrice(YamlMap& root, const char* key, double factor = 1.0)
{
    std::optional<YamlMap> map = root.optionalMap(key);
    if (!map)
        return std::nullopt;
    Price price = priceIn(*map, "value", factor);
    map->refuseOtherKeys();
    return price;
}

CapitalPrice capitalIn(YamlMap& map)
{
    const std::string word = map.text("of");
    const auto found =
        std::ranges::find_if(capitalKinds, [&](const CapitalKind& each) { return each.name == word; });
    if (found == capitalKinds.end())
        map.placeOf("of").fail(fmt::format("of is \"{}\", but must be rack-type, other-racks, hall-floor, "
                                           "facility-power or heat-rejected.",
                                           word));
    const CapitalKind& kind = *found;
    CapitalPrice capital;
    capital.of = kind.of;
    if (kind.of == CapitalOf::RackType)
        capital.rackType = map.name("type", longestSource);
    capital.price = priceIn(map, kind.key, 1.0);
    capital.lifeYears = map.number("years", Range{1.0, 100.0, "years"});
    capital.leadWeeks = map.number("lead_weeks", Range{0.0, 520.0, "weeks"}, 0.0);
    map.refuseOtherKeys();
    return capital;
}

PriceList priceListIn(YamlMap root)
{
    constexpr std::size_t mostPrices = 500;
    PriceList list;
    list.currency = root.name("currency");
    list.discountRate = root.number("discount_rate", Range{0.0, 1.0, "a year"}, 0.0);
    list.energyPerKwh = optionalPrice(root, "energy_per_mwh", 1.0 / kwhPerMwh);
    list.transmissionPerKwh = optionalPrice(root, "transmission_per_mwh", 1.0 / kwhPerMwh);
    list.demandPerKwMonth = optionalPrice(root, "demand_per_kw_month");
    list.waterPerM3 = optionalPrice(root, "water_per_m3");
    list.carbonPerT = optionalPrice(root, "carbon_per_t");
    list.otherPerYear = optionalPrice(root, "other_per_year");
    list.rentPerAcceleratorHour = optionalPrice(root, "rent_per_accelerator_hour");
    for (YamlMap& map : root.optionalList("capital", mostPrices))
        list.capital.push_back(capitalIn(map));
    root.refuseOtherKeys();
    return list;
}

} // namespace

PriceList readPrices(const std::string& yaml, const std::string& origin)
{
    YAML::Node root;
    try {
        root = YAML::Load(yaml);
    } catch (const YAML::Exception& error) {
        throw InputError(fmt::format("{}:{}: this is not YAML: {}.", origin, error.mark.line + 1, error.msg));
    }
    if (!root.IsMap())
        throw InputError(origin + ":1: this is no list of prices; one begins with \"currency: USD\".");
    PriceList list = priceListIn(YamlMap(root, {origin, root.Mark().line + 1, ""}));
    list.source = origin;
    return list;
}

PriceList readPrices(const std::filesystem::path& file)
{
    constexpr std::uintmax_t mostBytes = 1'000'000;
    PriceList list = readPrices(limitedContentOf(file, mostBytes, "give a list of prices"), file.string());
    list.source = file.filename().string();
    return list;
}

} // namespace hallwright
