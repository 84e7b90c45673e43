#include "app/cli/failure_text.h"

#include "core/model/number_text.h"
#include "core/model/object_names.h"
#include "core/studies/failure/failure_words.h"
#include "core/studies/failure/pair_words.h"

#include <fmt/format.h>

#include <algorithm>

namespace hallwright::cli {

namespace {

std::string clockOr(const std::optional<double>& seconds)
{
    return seconds ? clockText(*seconds) : std::string("-");
}

std::string inMegawatts(double watts)
{
    return fmt::format("{:.3f} MW", watts / 1e6);
}

std::string numbers(std::size_t count)
{
    return grouped(static_cast<double>(count));
}

std::string eventsText(const Cascade& cascade)
{
    std::string text;
    for (const TimelineLine& line : timelineOf(cascade))
        text += fmt::format("{:>8}  {}\n", line.isFolded() ? std::string() : clockText(line.timeS),
                            line.sentence);
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
    const FailureAnswer answer = answerOf(c);
    text += answer.what + '\n' + answer.timeLeft + '\n' + answer.survives + "\n\n";
    text += eventsText(c);
    text += hallsText(c);
    return text + '\n' + assumptionsText(c.options) + '\n';
}

std::string sweepText(const Sweep& sweep, std::size_t shown)
{
    const auto follows = static_cast<std::size_t>(
        std::ranges::count_if(sweep.entries, [](const SweepEntry& e) { return e.follows(); }));
    std::string text =
        fmt::format("{}, {}: {} failed one by one, each followed for {}.\n{}\n", sweep.site->info.name,
                    conditionsText(sweep.conditions), counted(sweep.entries.size(), "element"),
                    durationText(sweep.options.horizonS), answerOf(sweep));
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
    return text + '\n' + assumptionsText(sweep.options) + '\n';
}

std::string pairSweepText(const PairSweep& sweep, std::size_t shown)
{
    const std::size_t losses = sweep.withLossBeyond();
    std::string text =
        fmt::format("{}, {}: pairs that share a path, each followed for {}.\n{}\n{}\n", sweep.site->info.name,
                    conditionsText(sweep.conditions), durationText(sweep.options.horizonS),
                    leftOutText(sweep.paths), answerOf(sweep));
    if (losses > 0)
        text += fmt::format("\n{:<28} {:<28} {:>6} {:>11} {:>9} {:>7} {:>11} {:>9}  {}\n", "element", "and",
                            "alike", "GPUs beyond", "GPUs lost", "racks", "IT lost", "first at", "why");
    std::size_t rows = 0;
    for (const PairEntry& entry : sweep.entries) {
        if (entry.racksBeyond() == 0 || rows == shown)
            continue;
        ++rows;
        const SweepEntry& found = entry.found;
        text += fmt::format("{:<28} {:<28} {:>6} {:>11} {:>9} {:>7} {:>11} {:>9}  {}\n",
                            nameOf(*sweep.site, found.element), nameOf(*sweep.site, entry.other),
                            numbers(entry.alike), numbers(entry.gpusBeyond()), numbers(found.gpusLost),
                            numbers(found.racksLost), inMegawatts(found.powerLostW),
                            clockOr(found.firstLossS), found.cause);
    }
    if (losses > rows)
        text += fmt::format("and {} more; --all prints each\n", numbers(losses - rows));
    return text + '\n' + assumptionsText(sweep.options) + '\n';
}

} // namespace hallwright::cli
