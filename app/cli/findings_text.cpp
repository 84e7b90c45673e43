#include "app/cli/findings_text.h"

#include "app/cli/cli.h"
#include "core/model/number_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <vector>

namespace hallwright::cli {

namespace {

constexpr std::size_t fewLines = 3;

void appendGroup(std::string& text, const Site& site, const FindingGroup& group, FindingLines lines)
{
    const auto out = std::back_inserter(text);
    fmt::format_to(out, "{} ({}), {}, {}: {}\n", group.rule->title, group.rule->id,
                   nameOf(group.rule->severity), placeOf(site, group), countOf(group));
    const std::size_t shown =
        lines == FindingLines::All ? group.findings.size() : std::min(group.findings.size(), fewLines);
    const std::vector<const Finding*> ordered = worstFirst(group);
    for (std::size_t i = 0; i < shown; ++i)
        fmt::format_to(out, "  {}\n", ordered[i]->sentence);
    if (shown < ordered.size())
        fmt::format_to(out, "  and {} more\n", grouped(static_cast<double>(ordered.size() - shown)));
}

} // namespace

std::string findingsText(const Site& site, const Findings& findings, FindingLines lines)
{
    std::string text;
    for (const FindingGroup& group : grouped(findings.open))
        appendGroup(text, site, group, lines);
    for (const WaivedFinding& waived : findings.waived)
        fmt::format_to(std::back_inserter(text), "{} ({}), waived ({}): {}\n",
                       findRule(waived.finding->rule)->title, waived.finding->rule, waived.reason,
                       waived.finding->sentence);
    fmt::format_to(std::back_inserter(text), "{}\n", findingsSummary(findings));
    return text;
}

std::string findingsSummary(const Findings& findings)
{
    std::string counts;
    for (const Severity severity : {Severity::Critical, Severity::Major, Severity::Minor}) {
        if (const std::size_t count = findings.count(severity); count > 0)
            fmt::format_to(std::back_inserter(counts), "{}{} {}", counts.empty() ? " (" : ", ",
                           grouped(static_cast<double>(count)), nameOf(severity));
    }
    return fmt::format("{}{}{}, {}{}, {}", counted(findings.open.size(), "finding"), counts,
                       counts.empty() ? "" : ")",
                       findings.waived.empty()
                           ? std::string()
                           : fmt::format("{} waived, ", grouped(static_cast<double>(findings.waived.size()))),
                       counted(rules().size(), "rule"), counted(findings.objectCount, "object"));
}

} // namespace hallwright::cli
