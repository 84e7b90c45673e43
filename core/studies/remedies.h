// What core/design can do about findings, held against an evaluation of the outcome: what was chosen, and what stays wrong.
#pragma once

#include "core/model/site.h"
#include "core/simulation/evaluate.h"

#include <optional>
#include <string>
#include <vector>

namespace hallwright {

struct Remedied {
    SitePtr site;                  // the same pointer where nothing was to do
    std::vector<std::string> told; // what was done and why, what could not be done first
    std::vector<std::string>
        left; // findings of what was to be remedied that are still open: sentence and remedy
};

// Each is one edit of the site, evaluated under the conditions that the reader looks at. They throw InputError with a full
// sentence where nothing could be done.

// design::coolHall; `left` is about what cools the hall, its loops included.
Remedied withHallCooled(const SitePtr& site, const Conditions& conditions, HallId hall);

// design::feedHall; `left` is about the hall's feeds and what they hang on.
Remedied withHallFed(const SitePtr& site, const Conditions& conditions, HallId hall);

// Both, of a hall that was just put there: each as far as it goes. What cannot be done is among `told`, and nothing is thrown.
Remedied withHallFedAndCooled(const SitePtr& site, const Conditions& conditions, HallId hall);

// Gives a larger type to power equipment that delivers more than its rating, or would after the loss of the other side:
// to these nodes and what they hang on; to all of the site by default. Larger equipment loses more itself, so the
// outcome is evaluated and enlarged again until nothing is over its rating or nothing larger is left.
Remedied withPowerEnlarged(const SitePtr& site, const Conditions& conditions,
                           const std::optional<std::vector<PowerNodeId>>& nodes = std::nullopt);

// What feeds the racks, air handlers and CDUs of a hall, for `withPowerEnlarged`.
std::vector<PowerNodeId> feedsOf(const Hall& hall);

} // namespace hallwright
