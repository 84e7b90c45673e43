// A failure and a sweep in plain words, for whoever reads them: command line and window say the same.
#pragma once

#include "core/studies/failure/sweep.h"

#include <cstddef>
#include <string>
#include <vector>

namespace hallwright {

// "4:50", "1:02:05": minutes and seconds, from one hour on with hours.
std::string clockText(double seconds);
// With what it counts: "4:50 min:s", "1:02:05 h:min:s".
std::string clockWithUnit(double seconds);

struct FailureAnswer {
    std::string what;     // "If UPS A fails, 84 racks, 672 GPUs and 3.400 MW of IT (8.2 %) are lost."
    std::string timeLeft; // to the first limit and to the first rack, and why: sentences of events
    std::string survives; // what runs at the end, and whether it can go on
};
FailureAnswer answerOf(const Cascade& cascade);

// A line of the timeline: an event, or of many of one kind in the same second all behind the first few.
struct TimelineLine {
    double timeS = 0.0;
    std::vector<std::size_t> events; // positions in Cascade::events
    std::string sentence;

    bool isFolded() const { return events.size() > 1; }
};
std::vector<TimelineLine> timelineOf(const Cascade& cascade);

// "35.8 °C outdoors, wet bulb 24.1 °C"
std::string conditionsText(const Conditions& conditions);
// What the site did not state, so that a reader knows what the minutes rest on.
std::string assumptionsText(const FailureOptions& options);

// "12 of 1,781 elements take racks down if they fail; 3 more pass a limit, 1,766 are without consequence."
std::string answerOf(const Sweep& sweep);

} // namespace hallwright
