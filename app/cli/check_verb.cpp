#include "app/cli/evaluated.h"
#include "app/cli/findings_json.h"
#include "app/cli/findings_text.h"
#include "app/cli/outages.h"
#include "app/cli/verbs.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace hallwright::cli {

namespace {

struct CheckArguments {
    Evaluated input;
    bool all = false;
    bool json = false;
};

std::string asJson(const Snapshot& snapshot, const Findings& findings)
{
    const Site& site = *snapshot.site;
    nlohmann::ordered_json root;
    root["site"] = site.info.name;
    root["outdoor_c"] = snapshot.conditions.outdoorC;
    root["wet_bulb_c"] = snapshot.conditions.wetBulbC;
    root["out_of_service"] = namesOf(site, snapshot.conditions.outages);
    root["rule_count"] = rules().size();
    root["object_count"] = findings.objectCount;
    root["finding_count"] = findings.open.size();
    root["waived_count"] = findings.waived.size();
    root["findings"] = findingsJson(site, findings);
    return root.dump(2) + '\n';
}

ExitCode check(const CheckArguments& arguments)
{
    const SnapshotPtr snapshot = arguments.input.run();
    const FindingsPtr findings = findingsOf(*snapshot);
    print(arguments.json ? asJson(*snapshot, *findings)
                         : findingsText(*snapshot->site, *findings,
                                        arguments.all ? FindingLines::All : FindingLines::Few));
    return findings->clean() ? ExitCode::Fine : ExitCode::No;
}

} // namespace

void addCheck(CLI::App& program, Verbs& verbs)
{
    const auto arguments = std::make_shared<CheckArguments>();
    CLI::App* verb = program.add_subcommand(
        "check", "Hold the site against every rule: what is dark or lost, limits exceeded, rules of "
                 "placement and supply, redundancy. Exit 1 if any finding is not waived.");
    addSiteAndScenario(*verb, arguments->input);
    addInlets(*verb, arguments->input);
    verb->add_flag("--all", arguments->all, "print every finding, not a few of each group");
    verb->add_flag("--json", arguments->json, "print JSON: each finding by itself, SI units");
    verb->footer("Examples:\n  hallwright-cli check site.hallwright\n"
                 "  hallwright-cli check site.hallwright --outdoor 40 --json\n"
                 "  hallwright-cli check site.hallwright --without \"UPS A\"");
    verbs["check"] = [arguments] { return check(*arguments); };
}

} // namespace hallwright::cli
