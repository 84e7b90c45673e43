#include "app/cli/outages.h"
#include "app/cli/verbs.h"
#include "app/cli/violations.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace hallwright::cli {

namespace {

struct CheckArguments {
    Evaluated input;
    bool json = false;
};

std::string asJson(const Snapshot& snapshot, const std::vector<Violation>& violations)
{
    const Site& site = *snapshot.site;
    nlohmann::ordered_json root;
    root["site"] = site.info.name;
    root["outdoor_c"] = snapshot.conditions.outdoorC;
    root["wet_bulb_c"] = snapshot.conditions.wetBulbC;
    root["out_of_service"] = namesOf(site, snapshot.conditions.outages);
    root["violation_count"] = violations.size();
    root["violations"] = nlohmann::ordered_json::array();
    for (const Violation& violation : violations) {
        nlohmann::ordered_json entry;
        entry["rule"] = violation.rule;
        entry["hall"] =
            violation.hall.valid() ? nlohmann::ordered_json(site.hall(violation.hall).name) : nullptr;
        entry["rack"] =
            violation.rack.valid() ? nlohmann::ordered_json(site.rack(violation.rack).name) : nullptr;
        entry["message"] = violation.message;
        root["violations"].push_back(std::move(entry));
    }
    return root.dump(2) + '\n';
}

std::string asText(const std::vector<Violation>& violations)
{
    std::string text;
    for (const Violation& violation : violations)
        text += fmt::format("{}: {}\n", violation.rule, violation.message);
    return text;
}

ExitCode check(const CheckArguments& arguments)
{
    const SnapshotPtr snapshot = arguments.input.run();
    const std::vector<Violation> violations = findAllViolations(*snapshot);
    print(arguments.json ? asJson(*snapshot, violations) : asText(violations));
    return violations.empty() ? ExitCode::Fine : ExitCode::No;
}

} // namespace

void addCheck(CLI::App& program, Verbs& verbs)
{
    const auto arguments = std::make_shared<CheckArguments>();
    CLI::App* verb =
        program.add_subcommand("check", "Check placement rules, power faults, capacities, overloads (also "
                                        "after the loss of a side), what is shut down, coolant flows, "
                                        "inlet temperatures and dew points: one line each, exit 1 if any.");
    addSiteAndConditions(*verb, arguments->input);
    addOutages(*verb, arguments->input);
    verb->add_flag("--json", arguments->json, "print JSON");
    verb->footer("Examples:\n  hallwright-cli check site.hallwright\n"
                 "  hallwright-cli check site.hallwright --outdoor 40 --json\n"
                 "  hallwright-cli check site.hallwright --without \"UPS A\"");
    verbs["check"] = [arguments] { return check(*arguments); };
}

} // namespace hallwright::cli
