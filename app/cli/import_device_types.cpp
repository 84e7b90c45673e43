#include "app/cli/import_device_types.h"

#include "core/exchange/device_library.h"
#include "core/model/errors.h"
#include "core/model/number_text.h"
#include "core/model/object_names.h"
#include "core/storage/site_file.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>
#include <vector>

namespace hallwright::cli {

namespace {

using Json = nlohmann::ordered_json;

struct DeviceTypeArguments {
    std::filesystem::path site;
    std::vector<std::filesystem::path> paths;
    std::filesystem::path output;
    bool json = false;
};

constexpr RemarkKind remarkKinds[] = {RemarkKind::Refused, RemarkKind::Implausible, RemarkKind::Assumed,
                                      RemarkKind::Missing};

Json reportJson(const DeviceLibrary& library, const LibraryImport& result)
{
    Json root = {{"device_types", library.deviceTypes.size()},
                 {"rack_types", library.rackTypes.size()},
                 {"added", result.added},
                 {"changed", result.changed},
                 {"refused", library.count(RemarkKind::Refused)},
                 {"remarks", Json::array()}};
    for (const LibraryRemark& remark : library.remarks)
        root["remarks"].push_back({{"kind", nameOf(remark.kind)},
                                   {"type", remark.type},
                                   {"field", remark.field},
                                   {"sentence", remark.sentence}});
    return root;
}

std::string reportText(const DeviceLibrary& library, const LibraryImport& result,
                       const std::filesystem::path& output)
{
    std::string text = fmt::format(
        "{} and {}: {} new, {} changed, in {}\n", counted(library.deviceTypes.size(), "device type"),
        counted(library.rackTypes.size(), "rack type"), result.added, result.changed, output.string());
    for (const RemarkKind kind : remarkKinds) {
        if (library.count(kind) == 0)
            continue;
        text += fmt::format("\n{}: {}\n", sentenceCase(std::string(nameOf(kind))), library.count(kind));
        for (const LibraryRemark& remark : library.remarks) {
            if (remark.kind == kind)
                text += "  " + remark.sentence + "\n";
        }
    }
    return text +
           "\nThe library's format has no airflow in m³/s and no share of the heat to coolant: state them "
           "in the catalogue.\n";
}

ExitCode importDeviceTypes(const DeviceTypeArguments& arguments)
{
    for (const std::filesystem::path& path : arguments.paths)
        requireDistinct(path, arguments.output);
    requireDistinct(arguments.site, arguments.output);
    showProgress("reading");
    const SiteImagePtr image = loadSiteImage(arguments.site);
    const DeviceLibrary library = readDeviceLibrary(arguments.paths);
    if (library.deviceTypes.empty() && library.rackTypes.empty())
        throw InputError(library.remarks.empty()
                             ? "The paths hold no .yaml or .yml file of a device type or a rack type."
                             : "No type can be imported. " + library.remarks.front().sentence);
    const LibraryImport result = withDeviceLibrary(image->site, library);
    showProgress("saving");
    saveSite(result.site, arguments.output, image);
    showProgress({});
    print(arguments.json ? reportJson(library, result).dump(2) + '\n'
                         : reportText(library, result, arguments.output));
    return library.count(RemarkKind::Refused) == 0 ? ExitCode::Fine : ExitCode::No;
}

} // namespace

std::function<ExitCode()> addImportDeviceTypes(CLI::App& import)
{
    const auto arguments = std::make_shared<DeviceTypeArguments>();
    CLI::App* verb = import.add_subcommand(
        "devicetypes",
        "Take types of the NetBox device-type library into the catalogue, and say of each what it leaves out "
        "and what cannot be so. Exit 1 if a file is refused; the others are taken.");
    verb->add_option("SITE", arguments->site, "the .hallwright site file, which stays as it is")->required();
    verb->add_option("PATH", arguments->paths, "files of the library, or folders with them")->required();
    verb->add_option("-o,--output", arguments->output, "the site file to write")->required();
    verb->add_flag("--json", arguments->json, "print the report as JSON");
    verb->footer("A type of the same manufacturer and model is brought up to date; what the library does not "
                 "state of it stays.\n"
                 "Example:\n  hallwright-cli import devicetypes site.hallwright device-types/Nvidia -o "
                 "next.hallwright");
    return [arguments] { return importDeviceTypes(*arguments); };
}

} // namespace hallwright::cli
