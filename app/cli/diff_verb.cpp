#include "app/cli/verbs.h"
#include "core/exchange/change_json.h"
#include "core/model/change_set.h"
#include "core/model/object_names.h"
#include "core/storage/site_file.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

namespace hallwright::cli {

namespace {

struct DiffArguments {
    std::filesystem::path before, after;
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
    const SitePtr before = loadSite(arguments.before);
    const SitePtr after = loadSite(arguments.after);
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
    verb->add_option("AFTER", arguments->after, "the later .hallwright site file")->required();
    verb->add_flag("--json", arguments->json, "print JSON: SI units, the unit in each field's name");
    verb->footer("Objects are the same if their ids are.\n"
                 "Example:\n  hallwright-cli diff march.hallwright april.hallwright");
    verbs["diff"] = [arguments] { return diffSites(*arguments); };
}

} // namespace hallwright::cli
