#include "app/cli/kept_weather.h"
#include "app/cli/verbs.h"
#include "core/model/names.h"
#include "core/model/number_text.h"
#include "core/storage/branches.h"
#include "core/storage/site_file.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <fstream>
#include <iterator>
#include <memory>

namespace hallwright::cli {

namespace {

using Json = nlohmann::ordered_json;

struct InfoArguments {
    std::filesystem::path site;
    bool json = false;
};

// SQLite keeps user_version as four bytes, most significant first, at this place of the file.
constexpr std::streamoff userVersionOffset = 60;

unsigned formatVersion(const std::filesystem::path& file)
{
    std::ifstream stream(file, std::ios::binary);
    stream.seekg(userVersionOffset);
    std::array<char, 4> bytes{};
    stream.read(bytes.data(), bytes.size());
    unsigned version = 0;
    for (const char byte : bytes)
        version = version << 8 | static_cast<unsigned char>(byte);
    return version;
}

long long gpusOf(const Hall& hall)
{
    long long gpus = 0;
    for (const Rack& rack : hall.racks)
        gpus += rack.gpuCount;
    return gpus;
}

std::string buildingLines(const Building& building)
{
    std::string text = fmt::format("\n{}, {:.1f} m x {:.1f} m, capacity {}\n", building.name, building.widthM,
                                   building.depthM, megawatts(building.capacityW));
    for (const HallPtr& hall : building.halls) {
        text += fmt::format("  {:<28} {:>7.1f} m x {:>5.1f} m {:>9.0f} m2 {:>7} racks {:>9} GPUs  {}\n",
                            hall->name, hall->widthM, hall->depthM, hall->room().area(), hall->racks.size(),
                            grouped(static_cast<double>(gpusOf(*hall))), nameOf(hall->floor));
    }
    return text;
}

struct Totals {
    std::size_t halls = 0;
    double hallAreaM2 = 0.0;
    double capacityW = 0.0;
    std::size_t airHandlers = 0;
    std::size_t cdus = 0;
};

Totals totalsOf(const Site& site)
{
    Totals totals;
    for (const BuildingPtr& building : site.buildings) {
        totals.capacityW += building->capacityW;
        for (const HallPtr& hall : building->halls) {
            ++totals.halls;
            totals.hallAreaM2 += hall->room().area();
            totals.airHandlers += hall->airHandlers.size();
            totals.cdus += hall->cdus.size();
        }
    }
    return totals;
}

double cableLengthM(const PathwayNetwork& network)
{
    double length = 0.0;
    for (const FibreRun& run : network.runs)
        length += network.cableLengthM(run) * run.cableCount;
    return length;
}

Json hallJson(const Hall& hall)
{
    return {{"name", hall.name},
            {"width_m", hall.widthM},
            {"depth_m", hall.depthM},
            {"floor", nameOf(hall.floor)},
            {"racks", hall.racks.size()},
            {"gpus", gpusOf(hall)},
            {"air_handlers", hall.airHandlers.size()},
            {"cdus", hall.cdus.size()}};
}

Json weatherJson(const std::filesystem::path& file, const Site& site)
{
    const auto weather = loadWeather(file, site);
    if (!weather)
        return nullptr;
    return {{"place", weather->series->place}, {"source", weather->series->source},
            {"file", weather->fileName},       {"kept_at", weather->keptAt},
            {"sha256", weather->digest},       {"hours", weather->series->hours.size()}};
}

std::string weatherText(const std::filesystem::path& file, const Site& site)
{
    const auto name = weatherNameOf(site);
    if (!name)
        return "none of its own";
    const auto weather = loadWeather(file, site);
    return weather ? fmt::format("{}, {}, {}", name->title, counted(weather->series->hours.size(), "hour"),
                                 keptFromText(*weather))
                   : name->title + ", which this file does not hold";
}

std::string asJson(const Site& site, const std::filesystem::path& file)
{
    const Totals totals = totalsOf(site);
    Json root{{"name", site.info.name},
              {"place", site.info.place},
              {"latitude_deg", site.info.latitudeDeg},
              {"longitude_deg", site.info.longitudeDeg},
              {"elevation_m", site.info.elevationM},
              {"outdoor_c", site.info.outdoorC},
              {"wet_bulb_c", site.info.wetBulbC},
              {"file", file.string()},
              {"file_bytes", std::filesystem::file_size(file)},
              {"format_version", formatVersion(file)},
              {"capacity_w", totals.capacityW},
              {"hall_area_m2", totals.hallAreaM2},
              {"racks", site.rackCount()},
              {"gpus", site.gpuCount()},
              {"air_handlers", totals.airHandlers},
              {"cdus", totals.cdus},
              {"power_nodes", site.power->nodes.size()},
              {"coolant_loops", site.cooling->loops.size()},
              {"pipe_runs", site.cooling->pipes.size()},
              {"plant_units", site.cooling->plant.size()},
              {"pathways", site.pathways->pathways.size()},
              {"fibre_runs", site.pathways->runs.size()},
              {"cable_m", cableLengthM(*site.pathways)}};
    root["weather"] = weatherJson(file, site);
    root["branches"] = Json::array();
    for (const BranchInfo& branch : listBranches(file)) {
        if (branch.kind != BranchKind::Start)
            root["branches"].push_back({{"name", branch.name},
                                        {"kind", branch.kind == BranchKind::Version ? "version" : "branch"},
                                        {"created", branch.created}});
    }
    root["buildings"] = Json::array();
    for (const BuildingPtr& building : site.buildings) {
        Json halls = Json::array();
        for (const HallPtr& hall : building->halls)
            halls.push_back(hallJson(*hall));
        root["buildings"].push_back({{"name", building->name},
                                     {"width_m", building->widthM},
                                     {"depth_m", building->depthM},
                                     {"capacity_w", building->capacityW},
                                     {"halls", halls}});
    }
    return root.dump(2) + '\n';
}

// What else is in the file; a start of a branch is no version of its own.
std::string branchNames(const std::vector<BranchInfo>& branches, BranchKind kind)
{
    std::string names;
    for (const BranchInfo& branch : branches) {
        if (branch.kind == kind)
            names += (names.empty() ? "" : ", ") + branch.name;
    }
    return names.empty() ? "none" : names;
}

std::string asText(const SitePtr& site, const std::filesystem::path& file)
{
    const Totals totals = totalsOf(*site);
    std::string text;
    const auto out = std::back_inserter(text);
    const auto line = [&](const char* name, const std::string& value) {
        fmt::format_to(out, "{:<22}{}\n", name, value);
    };
    line("Site", site->info.name);
    line("Place", fmt::format("{} ({:.4f}, {:.4f}; {:.0f} m above sea level)", site->info.place,
                              site->info.latitudeDeg, site->info.longitudeDeg, site->info.elevationM));
    line("File",
         fmt::format("{}, {:.1f} MB, format version {}", file.string(),
                     static_cast<double>(std::filesystem::file_size(file)) / 1e6, formatVersion(file)));
    line("Outdoor conditions",
         fmt::format("{:.1f} °C dry bulb, {:.1f} °C wet bulb", site->info.outdoorC, site->info.wetBulbC));
    line("Weather", weatherText(file, *site));
    line("Buildings", fmt::format("{}, capacity {}", site->buildings.size(), megawatts(totals.capacityW)));
    line("Halls", fmt::format("{}, {} m2", totals.halls, grouped(static_cast<double>(totals.hallAreaM2))));
    line("Racks", grouped(static_cast<double>(site->rackCount())));
    line("GPUs", grouped(static_cast<double>(site->gpuCount())));
    line("Air handlers, CDUs", fmt::format("{}, {}", totals.airHandlers, totals.cdus));
    line("Power nodes", grouped(static_cast<double>(site->power->nodes.size())));
    line("Coolant loops", fmt::format("{} with {} and {}", site->cooling->loops.size(),
                                      counted(site->cooling->pipes.size(), "pipe run"),
                                      counted(site->cooling->plant.size(), "plant unit")));
    line("Fibre",
         fmt::format("{}, {}, {:.1f} km of cable", counted(site->pathways->pathways.size(), "pathway"),
                     counted(site->pathways->runs.size(), "run"), cableLengthM(*site->pathways) / 1e3));
    const std::vector<BranchInfo> branches = listBranches(file);
    line("Branches", branchNames(branches, BranchKind::Branch));
    line("Named versions", branchNames(branches, BranchKind::Version));
    for (const BuildingPtr& building : site->buildings)
        text += buildingLines(*building);
    return text;
}

ExitCode info(const InfoArguments& arguments)
{
    const SitePtr site = loadSite(arguments.site);
    print(arguments.json ? asJson(*site, arguments.site) : asText(site, arguments.site));
    return ExitCode::Fine;
}

} // namespace

void addInfo(CLI::App& program, Verbs& verbs)
{
    const auto arguments = std::make_shared<InfoArguments>();
    CLI::App* verb = program.add_subcommand("info", "Say what a site file holds.");
    verb->add_option("SITE", arguments->site, "the .hallwright site file")->required();
    verb->add_flag("--json", arguments->json, "print JSON: SI units, the unit in each name");
    verb->footer("Example:\n  hallwright-cli info site.hallwright");
    verbs["info"] = [arguments] { return info(*arguments); };
}

} // namespace hallwright::cli
