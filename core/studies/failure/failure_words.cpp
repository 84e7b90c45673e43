#include "core/studies/failure/failure_words.h"

#include "core/model/number_text.h"
#include "core/model/object_names.h"
#include "core/studies/failure/failure_sentences.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

constexpr long hourLong = 3600;

std::string countText(std::size_t count)
{
    return grouped(static_cast<double>(count));
}

// "84 racks, 672 GPUs and 3.400 MW of IT (8.2 %)"
std::string lossText(const Cascade& c)
{
    const std::string racks = counted(c.racksLost(), "rack");
    const std::string powers = fmt::format("{} of IT ({:.1f} %)", megawatts(c.powerLostW()),
                                           c.before.itW > 0.0 ? 100.0 * c.powerLostW() / c.before.itW : 0.0);
    return c.gpusLost() > 0 ? fmt::format("{}, {} and {}", racks, counted(c.gpusLost(), "GPU"), powers)
                            : fmt::format("{} and {}", racks, powers);
}

bool isLimit(const FailureEvent& event)
{
    return event.kind == FailureEventKind::InletLimit || event.kind == FailureEventKind::CoolantLimit;
}

std::string afterText(double seconds)
{
    return seconds < 0.5 ? std::string("at once") : "after " + clockWithUnit(seconds);
}

// The first limit where it comes before the first loss, and that loss; or that neither comes, and what runs on batteries.
std::string timeLeftText(const Cascade& c)
{
    const auto end = c.events.end();
    const auto limit = std::ranges::find_if(c.events, isLimit);
    const auto loss = std::ranges::find_if(c.events, [](const FailureEvent& e) { return e.racksLost > 0; });
    std::string text;
    if (limit != end && limit < loss)
        text = fmt::format("First limit {}: {}", afterText(limit->timeS), limit->sentence);
    if (loss != end)
        return text + fmt::format("{}First racks down {}: {}", text.empty() ? "" : " ",
                                  afterText(loss->timeS), loss->sentence);
    if (text.empty())
        text = fmt::format("No inlet and no coolant passes its limit within {}.", durationText(c.endS));
    const auto onStore = std::ranges::find(c.events, FailureEventKind::OnStore, &FailureEvent::kind);
    return onStore == end ? text : text + ' ' + onStore->sentence;
}

} // namespace

std::string clockText(double seconds)
{
    const long whole = std::lround(seconds);
    return whole < hourLong ? fmt::format("{}:{:02}", whole / 60, whole % 60)
                            : fmt::format("{}:{:02}:{:02}", whole / hourLong, whole / 60 % 60, whole % 60);
}

std::string clockWithUnit(double seconds)
{
    return clockText(seconds) + (std::lround(seconds) < hourLong ? " min:s" : " h:min:s");
}

FailureAnswer answerOf(const Cascade& cascade)
{
    const FailureSentences say(*cascade.site);
    const std::string fails =
        fmt::format("If {} fail{}, ", say.namesOf(cascade.failed), cascade.failed.size() == 1 ? "s" : "");
    const bool isOne = cascade.racksLost() == 1 && cascade.gpusLost() == 0;
    FailureAnswer answer;
    answer.what = cascade.racksLost() > 0
                      ? fmt::format("{}{} {} lost.", fails, lossText(cascade), isOne ? "is" : "are")
                      : fails + "no rack is lost.";
    answer.timeLeft = timeLeftText(cascade);
    answer.survives = cascade.events.back().sentence;
    return answer;
}

std::vector<TimelineLine> timelineOf(const Cascade& cascade)
{
    constexpr std::size_t shown = 3;
    const std::vector<FailureEvent>& events = cascade.events;
    std::vector<TimelineLine> lines;
    for (std::size_t i = 0; i < events.size();) {
        std::size_t end = i;
        while (end < events.size() && events[end].kind == events[i].kind &&
               clockText(events[end].timeS) == clockText(events[i].timeS))
            ++end;
        const bool isAsked = events[i].kind == FailureEventKind::Failed;
        const std::size_t last = isAsked || end - i <= shown + 1 ? end : i + shown;
        for (std::size_t k = i; k < last; ++k)
            lines.push_back({events[k].timeS, {k}, events[k].sentence});
        if (last < end) {
            TimelineLine& line = lines.emplace_back();
            line.timeS = events[last].timeS;
            std::size_t racks = 0;
            for (std::size_t k = last; k < end; ++k) {
                line.events.push_back(k);
                racks += events[k].racksLost;
            }
            line.sentence =
                fmt::format("And {} more of this kind in the same second{}.", countText(end - last),
                            racks > 0 ? fmt::format(", with {}", counted(racks, "rack")) : std::string());
        }
        i = end;
    }
    return lines;
}

std::string conditionsText(const Conditions& conditions)
{
    return fmt::format("{:.1f} °C outdoors, wet bulb {:.1f} °C", conditions.outdoorC, conditions.wetBulbC);
}

std::string assumptionsText(const FailureOptions& options)
{
    constexpr double twice = 2.0;
    return fmt::format(
        "Assumed: a UPS without stated energy holds {:.0f} s at its rating; generators on standby take load "
        "after {:.0f} s; chillers cool {:.0f} s after power and water are back and are full {:.0f} s later; "
        "coolers {:.0f} s, pumps {:.0f} s, fans {:.0f} s; a breaker trips in the end above {:.0f} % of its "
        "rating, "
        "from cold at twice its rating after {}; batteries have Peukert's exponent {:g} and recharge with "
        "{:.0f} % "
        "of their rating; a generator has fuel for {:g} h at its rating; servers switch off at {:.0f} °C "
        "inlet air.",
        options.upsStoredS, options.generatorStartS, options.chillerRestartS, options.chillerRampS,
        options.coolerRestartS, options.pumpRestartS, options.fanRestartS, 100.0 * options.breakers.pickup,
        durationText(secondsToTrip(options.breakers, 0.0, twice)), options.batteryExponent,
        100.0 * options.rechargeShare, options.fuelHours, options.rackShutdownC);
}

std::string answerOf(const Sweep& sweep)
{
    const std::size_t all = sweep.entries.size();
    const std::size_t losses = sweep.withLoss();
    const auto follows = static_cast<std::size_t>(
        std::ranges::count_if(sweep.entries, [](const SweepEntry& e) { return e.follows(); }));
    return fmt::format("{} of {} take{} {} down if {} fail{}; {} pass{} a limit, {} {} without consequence.",
                       countText(losses), counted(all, "element"), losses == 1 ? "s" : "",
                       losses == 0 ? "a rack" : "racks", losses == 1 ? "it" : "they", losses == 1 ? "s" : "",
                       losses > 0 ? countText(follows - losses) + " more" : countText(follows - losses),
                       follows - losses == 1 ? "es" : "", countText(all - follows),
                       all - follows == 1 ? "is" : "are");
}

} // namespace hallwright
