// What is wrong with a site, as tests compare it.
#pragma once

#include "core/rules/findings.h"
#include "core/simulation/evaluate.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright::test {

inline FindingsPtr findingsAt(const SitePtr& site, const Outages& outages = {})
{
    Conditions conditions = conditionsOf(*site);
    conditions.outages = outages;
    return findingsOf(*evaluate(site, conditions));
}

// One line for each finding that is not waived: "overlap: Rack A01 in hall Hall A overlaps a column."
inline std::string textOf(const Findings& findings)
{
    std::string text;
    for (const Finding* finding : findings.open)
        text += fmt::format("{}: {}\n", finding->rule, finding->sentence);
    return text;
}

inline std::vector<const Finding*> foundBy(const Findings& findings, std::string_view rule)
{
    std::vector<const Finding*> found;
    std::ranges::copy_if(findings.open, std::back_inserter(found),
                         [&](const Finding* finding) { return finding->rule == rule; });
    return found;
}

} // namespace hallwright::test
