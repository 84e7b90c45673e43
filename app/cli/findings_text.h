// The findings of a site as text.
#pragma once

#include "core/rules/findings.h"

#include <string>

namespace hallwright::cli {

enum class FindingLines { Few, All }; // of each group

// By rule and place, with counts, the worst severity first; then those waived; at the end how many there are.
std::string findingsText(const Site& site, const Findings& findings, FindingLines lines);

// "73 findings (28 critical, 40 major, 5 minor), 2 waived, 61 rules, 14233 objects"
std::string findingsSummary(const Findings& findings);

} // namespace hallwright::cli
