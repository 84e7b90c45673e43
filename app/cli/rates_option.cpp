#include "app/cli/rates_option.h"

#include "app/cli/cli.h"
#include "app/cli/named_object.h"
#include "app/cli/object_json.h"
#include "core/exchange/rates_csv.h"
#include "core/model/errors.h"
#include "core/model/number_text.h"
#include "core/studies/availability/named_rates.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace hallwright::cli {

namespace {

ObjectRef ratedObject(const Site& site, const std::string& name, const std::string& where)
{
    try {
        return objectNamed(site,
                           {ObjectKind::PowerNode, ObjectKind::PlantUnit, ObjectKind::AirHandler,
                            ObjectKind::Cdu, ObjectKind::CoolantLoop},
                           name, where);
    } catch (const UsageError& error) {
        throw InputError(error.what());
    }
}

} // namespace

void addRates(CLI::App& verb, std::filesystem::path& file)
{
    verb.add_option(
            "--rates", file,
            "failure rates that go before those of its class: CSV with columns name (a kind as below, or an "
            "object's name), mtbf_h, mttr_h and source")
        ->option_text("FILE");
}

EquipmentRates ratesOf(const Site& site, const std::filesystem::path& file)
{
    if (file.empty())
        return classRates();
    std::vector<NamedRate> named;
    for (const RateLine& line : readRateLines(file))
        named.push_back({line.name,
                         {line.mtbfH, line.mttrH, line.source.empty() ? file.string() : line.source},
                         fmt::format("{}, line {}", file.string(), line.line)});
    return withRates(classRates(), site, named,
                     [&](const NamedRate& of) { return ratedObject(site, of.name, of.where); });
}

std::string ratesText(const EquipmentRates& rates, const std::vector<bool>& kinds)
{
    std::string text =
        fmt::format("\n{:<30} {:>12} {:>8}  {}\n", "kind, its failure rate", "MTBF h", "MTTR h", "source");
    for (std::size_t k = 0; k < equipmentKindCount; ++k) {
        if (!kinds[k])
            continue;
        const EquipmentRate& rate = rates.byKind[k];
        text += fmt::format("{:<30} {:>12} {:>8g}  {}\n", wordFor(static_cast<EquipmentKind>(k)),
                            grouped(rate.mtbfH), rate.mttrH, rate.source);
    }
    if (!rates.byObject.empty())
        text +=
            fmt::format("{} of their own by --rates.\n", counted(rates.byObject.size(), "object has a rate"));
    return text;
}

nlohmann::ordered_json ratesJson(const Site& site, const EquipmentRates& rates)
{
    nlohmann::ordered_json root = nlohmann::ordered_json::array();
    const auto add = [&](nlohmann::ordered_json entry, const EquipmentRate& rate) {
        entry["mtbf_h"] = rate.mtbfH;
        entry["mttr_h"] = rate.mttrH;
        entry["source"] = rate.source;
        root.push_back(std::move(entry));
    };
    for (std::size_t k = 0; k < equipmentKindCount; ++k)
        add({{"kind", nameOf(static_cast<EquipmentKind>(k))}, {"object", nullptr}}, rates.byKind[k]);
    for (const auto& [object, rate] : rates.byObject)
        add({{"kind", nullptr}, {"object", objectJson(site, object)}}, rate);
    return root;
}

} // namespace hallwright::cli
