#include "core/studies/availability/availability_words.h"

#include "core/model/number_text.h"
#include "core/model/object_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace hallwright {

namespace {

std::string breakerNames(const Redundancy& found, const std::vector<std::size_t>& elements)
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

} // namespace

std::string sharePercent(double unavailability)
{
    if (unavailability <= 0.0)
        return "100 %";
    constexpr int most = 10;
    const int decimals =
        std::clamp(static_cast<int>(std::ceil(-std::log10(100.0 * unavailability))) + 1, 1, most);
    return fmt::format("{:.{}f} %", 100.0 * (1.0 - unavailability), decimals);
}

std::string minutesText(double minutes)
{
    constexpr double hundred = 99.95;
    if (minutes == 0.0)
        return "0 min";
    if (minutes >= hundred)
        return grouped(minutes) + " min";
    if (minutes < 1e-4)
        return fmt::format("{:.0e} min", minutes);
    return fmt::format("{:.3g} min", minutes);
}

std::string placeName(const Site& site, ObjectRef place)
{
    if (place.kind == ObjectKind::Site)
        return "the campus";
    if (place.kind != ObjectKind::Hall)
        return nameOf(site, place);
    return site.buildingOf(idIn<HallId>(place)).name + '/' + nameOf(site, place);
}

std::string answerOf(const SiteAvailability& found)
{
    const OutageFigures& mean = found.campus.meanRack.figures();
    const OutageFigures& every = found.campus.everyRack.figures();
    return fmt::format("The mean rack has power and cooling {} of the time: it lacks them {} a year. All "
                       "racks at once have them {}: one or more lack them {} a year, in {:.3g} outages.",
                       sharePercent(mean.unavailability), minutesText(mean.minutesAYear()),
                       sharePercent(every.unavailability), minutesText(every.minutesAYear()),
                       every.outagesPerYear);
}

std::string countedEquipmentText()
{
    return "Counted: power from the sources to the racks' feeds, CDUs, air handlers, pumps and plant at this "
           "load and weather. Left out: servers and racks, cables, controls and people, fuel and water; "
           "batteries bridge switching and starts, and count as no source. A rack without enough cooling "
           "counts as down at once. Failures are independent but for one of all utilities at once.";
}

std::string simulatedYearsText(const SiteAvailability& found)
{
    const AvailabilityOptions& options = found.options;
    if (found.isExact && !options.simulate)
        return {};
    return fmt::format("Simulated: {} years, seed {}, {}; ± is the 95 % interval.",
                       grouped(options.simulation.years), options.simulation.seed,
                       options.simulation.crews == 0 ? std::string("as many repair crews as it takes")
                                                     : counted(options.simulation.crews, "repair crew"));
}

std::string answerOf(const Redundancy& found)
{
    const auto countOf = [&](RedundancyVerdict verdict) {
        return static_cast<std::size_t>(std::ranges::count(found.halls, verdict, &HallRedundancy::verdict));
    };
    const std::size_t single =
        countOf(RedundancyVerdict::CapacityN) + countOf(RedundancyVerdict::CapacityNPlusOne);
    const std::size_t unknown = countOf(RedundancyVerdict::Unknown);
    const std::size_t good = found.halls.size() - single - unknown;
    const std::size_t tolerant = countOf(RedundancyVerdict::FaultTolerant);
    std::string text =
        fmt::format("{} of {} {} concurrently maintainable or better{}; {} {} racks by one element.", good,
                    counted(found.halls.size(), "hall"), good == 1 ? "is" : "are",
                    tolerant > 0 ? fmt::format(", {} of them fault tolerant", tolerant) : std::string(),
                    single, single == 1 ? "loses" : "lose");
    if (unknown > 0)
        text += fmt::format(" Of {} there are too many ways to fail to tell.", counted(unknown, "hall"));
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
        return fmt::format("{}; by themselves do: {}", breakerNames(found, hall.breakers),
                           singleKinds(found, hall));
    case RedundancyVerdict::ConcurrentlyMaintainable:
        return fmt::format("{}, and {} in all", breakerNames(found, hall.breakers),
                           counted(static_cast<std::size_t>(hall.sets), "such pair"));
    case RedundancyVerdict::FaultTolerant:
        break;
    }
    return hall.fewest == 0 ? std::string("nothing that is modelled")
                            : fmt::format("{} at least: {}", counted(hall.fewest, "element"),
                                          breakerNames(found, hall.breakers));
}

std::string verdictsText()
{
    return "N: a unit that gives capacity takes a rack down by itself. N+1: no such unit, but one of the "
           "path "
           "does: transformer, switchgear, PDU, busway, panel. Concurrently maintainable: none does, so that "
           "each can be taken out for service; with it out, a failure on top may. Fault tolerant: with any "
           "one out for service, any failure on top takes no rack. By paths and capacities; no minutes, no "
           "compartments, no fuel.";
}

} // namespace hallwright
