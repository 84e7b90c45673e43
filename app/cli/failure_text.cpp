#include "app/cli/failure_text.h"

#include "core/model/number_text.h"
#include "core/model/object_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hallwright::cli {

namespace {

// "4:50", "1:02:05"
std::string clock(double seconds)
{
    const long whole = std::lround(seconds);
    return whole < 3600 ? fmt::format("{}:{:02}", whole / 60, whole % 60)
                        : fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60);
}

std::string clockOr(const std::optional<double>& seconds)
{
    return seconds ? clock(*seconds) : std::string("-");
}

std::string inMegawatts(double watts)
{
    return fmt::format("{:.3f} MW", watts / 1e6);
}

std::string numbers(std::size_t count)
{
    return grouped(static_cast<double>(count));
}

std::string conditionsText(const Conditions& conditions)
{
    return fmt::format("{:.1f} °C outdoors, wet bulb {:.1f} °C", conditions.outdoorC, conditions.wetBulbC);
}

// What the site did not state, so that a reader knows what the minutes rest on.
std::string assumptionsText(const FailureOptions& options)
{
    return fmt::format(
        "Assumed: a UPS without stated energy holds {:.0f} s at its rating; generators on standby take load "
        "after "
        "{:.0f} s; chillers cool {:.0f} s after power and water are back and are full {:.0f} s later; "
        "coolers "
        "{:.0f} s, pumps {:.0f} s, fans {:.0f} s; servers switch off at {:.0f} °C inlet air.\n",
        options.upsStoredS, options.generatorStartS, options.chillerRestartS, options.chillerRampS,
        options.coolerRestartS, options.pumpRestartS, options.fanRestartS, options.rackShutdownC);
}

// Of many halls that pass the same limit in the same second the first few.
std::string eventsText(const Cascade& cascade)
{
    constexpr std::size_t shown = 3;
    std::string text;
    for (std::size_t i = 0; i < cascade.events.size();) {
        std::size_t end = i;
        while (end < cascade.events.size() && cascade.events[end].kind == cascade.events[i].kind &&
               clock(cascade.events[end].timeS) == clock(cascade.events[i].timeS))
            ++end;
        const bool isFailed = cascade.events[i].kind == FailureEventKind::Failed;
        const std::size_t last = isFailed || end - i <= shown + 1 ? end : i + shown;
        for (std::size_t k = i; k < last; ++k)
            text += fmt::format("{:>8}  {}\n", clock(cascade.events[k].timeS), cascade.events[k].sentence);
        if (last < end) {
            std::size_t racks = 0;
            for (std::size_t k = last; k < end; ++k)
                racks += cascade.events[k].racksLost;
            text += fmt::format("{:>8}  And {} more of this kind in the same second{}.\n", "",
                                numbers(end - last),
                                racks > 0 ? fmt::format(", with {}", counted(racks, "rack")) : std::string());
        }
        i = end;
    }
    return text;
}

bool isTouched(const HallFailure& hall)
{
    return hall.racksLost > 0 || hall.inletLimitS || hall.coolantLimitS;
}

std::string hallsText(const Cascade& cascade)
{
    const auto touched = std::ranges::count_if(cascade.halls, isTouched);
    if (touched == 0)
        return "\nNo hall passes a limit or loses a rack.\n";
    std::string text = fmt::format("\n{:<28} {:>11} {:>13} {:>11} {:>9} {:>12} {:>10} {:>9} {:>10}\n",
                                   "min:s until", "inlet limit", "coolant limit", "racks off", "dark",
                                   "hottest", "racks lost", "GPUs lost", "still run");
    for (const HallFailure& hall : cascade.halls) {
        if (!isTouched(hall))
            continue;
        std::string name = nameOf(*cascade.site, refTo(hall.hall));
        for (const BuildingPtr& building : cascade.site->buildings) {
            if (std::ranges::any_of(building->halls, [&](const HallPtr& of) { return of->id == hall.hall; }))
                name = building->name + '/' + name;
        }
        text += fmt::format("{:<28} {:>11} {:>13} {:>11} {:>9} {:>9.1f} °C {:>10} {:>9} {:>10}\n", name,
                            clockOr(hall.inletLimitS), clockOr(hall.coolantLimitS), clockOr(hall.shutdownS),
                            clockOr(hall.powerLostS), hall.highestInletC, numbers(hall.racksLost),
                            numbers(hall.gpusLost), numbers(hall.racksRunning));
    }
    return text;
}

} // namespace

std::string cascadeText(const Cascade& c)
{
    std::string text =
        fmt::format("{}, {}, {} of IT on {} racks.\n", c.site->info.name, conditionsText(c.conditions),
                    inMegawatts(c.before.itW), numbers(c.before.racks));
    text += fmt::format(
        "{} racks, {} GPUs and {} of IT are lost within {}; {} racks, {} GPUs and {} survive{}.\n\n",
        numbers(c.racksLost()), numbers(c.gpusLost()), inMegawatts(c.powerLostW()), durationText(c.endS),
        numbers(c.after.racks), numbers(c.after.gpus), inMegawatts(c.after.itW),
        c.steadyAtEnd ? " without end" : ", for now");
    text += eventsText(c);
    text += hallsText(c);
    return text + '\n' + assumptionsText(c.options);
}

std::string sweepText(const Sweep& sweep, std::size_t shown)
{
    const std::size_t losses = sweep.withLoss();
    const auto follows = static_cast<std::size_t>(
        std::ranges::count_if(sweep.entries, [](const SweepEntry& e) { return e.follows(); }));
    std::string text = fmt::format(
        "{}, {}: {} failed one by one, each followed for {}.\n{} {} racks down, {} more pass a limit, {} "
        "are without consequence.\n",
        sweep.site->info.name, conditionsText(sweep.conditions), counted(sweep.entries.size(), "element"),
        durationText(sweep.options.horizonS), losses, losses == 1 ? "takes" : "take", follows - losses,
        sweep.entries.size() - follows);
    if (follows > 0)
        text += fmt::format("\n{:<16} {:<30} {:>9} {:>7} {:>11} {:>9} {:>11}  {}\n", "kind", "element",
                            "GPUs lost", "racks", "IT lost", "first at", "inlet limit", "why");
    std::size_t rows = 0;
    for (const SweepEntry& entry : sweep.entries) {
        if (!entry.follows() || rows == shown)
            continue;
        ++rows;
        text += fmt::format("{:<16} {:<30} {:>9} {:>7} {:>11} {:>9} {:>11}  {}\n",
                            wordFor(entry.element.kind), nameOf(*sweep.site, entry.element),
                            numbers(entry.gpusLost), numbers(entry.racksLost), inMegawatts(entry.powerLostW),
                            clockOr(entry.firstLossS), clockOr(entry.inletLimitS), entry.cause);
    }
    if (follows > rows)
        text += fmt::format("and {} more; --all prints each\n", follows - rows);
    return text + '\n' + assumptionsText(sweep.options);
}

} // namespace hallwright::cli
