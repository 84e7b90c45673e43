#include "app/cli/availability_text.h"

#include "app/cli/rates_option.h"
#include "core/model/number_text.h"
#include "core/model/object_names.h"
#include "core/studies/availability/availability_words.h"

#include <fmt/format.h>

#include <algorithm>

namespace hallwright::cli {

namespace {

std::string countText(std::size_t count)
{
    return grouped(static_cast<double>(count));
}

std::string answerText(const OutageAnswer& answer)
{
    const OutageFigures& figures = answer.figures();
    const std::string mark =
        answer.exact ? "" : fmt::format(" ±{}", minutesText(answer.simulated->halfWidth * minutesPerYear));
    return fmt::format("{:>13} {:>12}{}", sharePercent(figures.unavailability),
                       minutesText(figures.minutesAYear()), mark);
}

std::string placeLine(const SiteAvailability& found, const PlaceAvailability& place)
{
    const OutageFigures& every = place.everyRack.figures();
    const std::string worst =
        place.spentOn.empty()
            ? std::string("-")
            : fmt::format("{} ({})",
                          nameOf(*found.site, found.blocks.elements[place.spentOn.front().element]),
                          minutesText(place.spentOn.front().minutesAYear));
    return fmt::format(
        "{:<28} {:>7} {} {} {:>8.3g} {:>8}  {}\n", placeName(*found.site, place.place),
        countText(place.racks), answerText(place.meanRack), answerText(place.everyRack), every.outagesPerYear,
        every.meanOutageH() ? fmt::format("{:.1f} h", *every.meanOutageH()) : std::string("-"), worst);
}

std::string tierText(const SiteAvailability& found)
{
    if (found.tiers.empty())
        return "\nNo rack is tagged inference, training or development: no tier of use is told apart. A tag "
               "of a rack, "
               "row, hall or building does it.\n";
    std::string text = fmt::format("\n{:<14} {:>7} {:>9} {:>13} {:>12}  {}\n", "tier of use", "racks", "GPUs",
                                   "availability", "a year", "it is up while");
    for (const TierAvailability& tier : found.tiers) {
        const std::string rule =
            tier.tier == UseTier::Inference
                ? fmt::format("{:g} % of its racks run", 100.0 * found.options.inferenceShare)
            : tier.tier == UseTier::Training ? std::string("every one of its racks runs")
                                             : std::string("a rack runs, on average");
        text += fmt::format("{:<14} {:>7} {:>9} {}  {}\n", nameOf(tier.tier), countText(tier.racks),
                            countText(tier.gpus), answerText(tier.byItsRule), rule);
    }
    return text;
}

std::string spentText(const SiteAvailability& found, std::size_t shown)
{
    if (!found.campus.meanRack.exact)
        return "\nWhere the minutes are spent is known only where the answer is exact.\n";
    if (found.kinds.empty())
        return "\nNothing takes the mean rack down.\n";
    std::string text =
        "\nWhere the mean rack's minutes are spent: how many fewer a year if it never failed. What stands in "
        "for one another is named twice, so they need not add up.\n";
    text += fmt::format("{:<30} {:>9} {:>14}\n", "kind", "elements", "min a year");
    for (const KindShare& share : found.kinds)
        text += fmt::format("{:<30} {:>9} {:>14}\n", wordFor(share.kind), countText(share.elements),
                            minutesText(share.minutesAYear));
    text += fmt::format("\n{:<40} {:<26} {:>14}\n", "element", "kind", "min a year");
    for (std::size_t i = 0; i < std::min(shown, found.campus.spentOn.size()); ++i) {
        const OutageShare& share = found.campus.spentOn[i];
        const SiteElement& element = found.blocks.elements[share.element];
        text += fmt::format("{:<40} {:<26} {:>14}\n", nameOf(*found.site, element), wordFor(element.kind),
                            minutesText(share.minutesAYear));
    }
    if (found.campus.spentOn.size() > shown)
        text +=
            fmt::format("and {} more; --all prints each\n", countText(found.campus.spentOn.size() - shown));
    return text;
}

std::string assumedText(const SiteAvailability& found)
{
    std::string text = '\n' + countedEquipmentText() + '\n';
    if (const std::string simulated = simulatedYearsText(found); !simulated.empty())
        text += simulated + '\n';
    for (const std::string& note : found.blocks.notes)
        text += note + '\n';
    std::vector<bool> kinds(equipmentKindCount, false);
    for (const SiteElement& element : found.blocks.elements)
        kinds[static_cast<std::size_t>(element.kind)] = true;
    return text + ratesText(found.options.rates, kinds);
}

std::string simulatedText(const SiteAvailability& found)
{
    const auto line = [](std::string_view what, const OutageAnswer& answer) {
        if (!answer.exact || !answer.simulated)
            return std::string();
        const OutageFigures& exact = *answer.exact;
        const SimulatedOutage& simulated = *answer.simulated;
        return fmt::format("{:<12} exact {}, simulated {} ± {} a year\n", what,
                           minutesText(exact.minutesAYear()), minutesText(simulated.figures.minutesAYear()),
                           minutesText(simulated.halfWidth * minutesPerYear));
    };
    const std::string text =
        line("mean rack", found.campus.meanRack) + line("every rack", found.campus.everyRack);
    return text.empty() ? text : "\nThe campus, by both methods:\n" + text;
}

} // namespace

std::string availabilityText(const SiteAvailability& found, std::size_t shown)
{
    std::string text =
        fmt::format("{}, {:.1f} °C outdoors, wet bulb {:.1f} °C: {} in service, {} GPUs.\n{}\n\n",
                    found.site->info.name, found.conditions.outdoorC, found.conditions.wetBulbC,
                    counted(found.campus.racks, "rack"), countText(found.campus.gpus), answerOf(found));
    text += fmt::format("{:<28} {:>7} {:>13} {:>12} {:>13} {:>12} {:>8} {:>8}  {}\n", "place", "racks",
                        "mean rack", "a year", "every rack", "a year", "outages", "each", "most is spent on");
    for (const PlaceAvailability& hall : found.halls)
        text += placeLine(found, hall);
    for (const PlaceAvailability& building : found.buildings)
        text += placeLine(found, building);
    text += placeLine(found, found.campus);
    return text + simulatedText(found) + tierText(found) + spentText(found, shown) + assumedText(found);
}

} // namespace hallwright::cli
