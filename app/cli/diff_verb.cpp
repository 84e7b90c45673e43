#include "app/cli/site_version.h"
#include "app/cli/verbs.h"
#include "core/exchange/change_json.h"
#include "core/model/change_set.h"
#include "core/model/object_names.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

namespace hallwright::cli {

namespace {

struct DiffArguments {
    std::filesystem::path before, after; // no `after`: a branch of `before`
    std::optional<std::string> branch;
    bool json = false;
};

std::string asText(const ChangeSet& changes, const Site& before, const Site& after)
{
    std::string text;
    for (const std::string& sentence : sentences(changes, before, after))
        text += sentence + '\n';
    return text + fmt::format("{}.\n", sentenceCase(summary(changes)));
}

ExitCode diffSites(const DiffArguments& arguments)
{
    if (arguments.after.empty() && !arguments.branch)
        throw UsageError("AFTER is missing: name a second site file, or a branch of the first by --branch.");
    const SitePtr before = loadVersion(arguments.before, {});
    const SitePtr after =
        loadVersion(arguments.after.empty() ? arguments.before : arguments.after, arguments.branch);
    const ChangeSet changes = diff(*before, *after);
    print(arguments.json ? changeJsonOf(changes, *before, *after) : asText(changes, *before, *after));
    return changes.empty() ? ExitCode::Fine : ExitCode::No;
}

} // namespace

void addDiff(CLI::App& program, Verbs& verbs)
{
    const auto arguments = std::make_shared<DiffArguments>();
    CLI::App* verb = program.add_subcommand(
        "diff",
        "Say what differs between two versions of a site, object by object, exit 1 if anything does.");
    verb->add_option("BEFORE", arguments->before, "the earlier .hallwright site file")->required();
    verb->add_option("AFTER", arguments->after, "the later one; without it, a branch of BEFORE");
    verb->add_option("--branch", arguments->branch, "the branch or kept version of this name of AFTER")
        ->option_text("NAME");
    verb->add_flag("--json", arguments->json, "print JSON: SI units, the unit in each field's name");
    verb->footer("Objects are the same if their ids are.\n"
                 "Examples:\n  hallwright-cli diff march.hallwright april.hallwright\n"
                 "  hallwright-cli diff site.hallwright --branch \"Liquid halls\"");
    verbs["diff"] = [arguments] { return diffSites(*arguments); };
}

} // namespace hallwright::cli
