#include "app/cli/verbs.h"
#include "core/model/change_set.h"
#include "core/model/object_names.h"
#include "core/storage/site_file.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace hallwright::cli {

namespace {

using Json = nlohmann::ordered_json;

struct DiffArguments {
    std::filesystem::path before, after;
    bool json = false;
};

Json valueJson(const FieldValue& value)
{
    return std::visit(
        [](const auto& held) -> Json {
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(held)>, std::monostate>)
                return nullptr;
            else
                return held;
        },
        value);
}

const char* wordOf(ObjectChangeKind kind)
{
    switch (kind) {
    case ObjectChangeKind::Added:
        return "added";
    case ObjectChangeKind::Changed:
        return "changed";
    case ObjectChangeKind::Removed:
        return "removed";
    }
    return "?";
}

Json changeJson(const ObjectChange& change, const Site& before, const Site& after)
{
    Json entry;
    entry["kind"] = wordFor(change.object.kind);
    entry["id"] = change.object.id;
    entry["name"] = nameOf(change.kind == ObjectChangeKind::Removed ? before : after, change.object);
    entry["change"] = wordOf(change.kind);
    entry["fields"] = Json::array();
    for (const FieldChange& field : change.fields)
        entry["fields"].push_back(
            {{"field", field.field}, {"before", valueJson(field.before)}, {"after", valueJson(field.after)}});
    return entry;
}

std::string asJson(const ChangeSet& changes, const Site& before, const Site& after)
{
    Json root;
    root["before"] = before.info.name;
    root["after"] = after.info.name;
    root["summary"] = summary(changes);
    root["objects"] = Json::array();
    for (const ObjectChange& change : changes.objects)
        root["objects"].push_back(changeJson(change, before, after));
    root["records"] = Json::array();
    for (const ObjectChange& change : changes.records)
        root["records"].push_back(changeJson(change, before, after));
    return root.dump(2) + '\n';
}

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
    print(arguments.json ? asJson(changes, *before, *after) : asText(changes, *before, *after));
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
