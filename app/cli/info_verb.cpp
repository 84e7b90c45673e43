#include "app/cli/verbs.h"
#include "core/model/names.h"
#include "core/model/number_text.h"
#include "core/storage/site_file.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <array>
#include <fstream>
#include <iterator>
#include <memory>

namespace hallwright::cli {

namespace {

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

std::string buildingLines(const Building& building)
{
    std::string text = fmt::format("\n{}, {:.1f} m x {:.1f} m, capacity {}\n", building.name, building.widthM,
                                   building.depthM, megawatts(building.capacityW));
    for (const HallPtr& hall : building.halls) {
        long long gpus = 0;
        for (const Rack& rack : hall->racks)
            gpus += rack.gpuCount;
        text += fmt::format("  {:<28} {:>7.1f} m x {:>5.1f} m {:>9.0f} m2 {:>7} racks {:>9} GPUs  {}\n",
                            hall->name, hall->widthM, hall->depthM, hall->room().area(), hall->racks.size(),
                            grouped(static_cast<double>(gpus)), nameOf(hall->floor));
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

ExitCode info(const std::filesystem::path& file)
{
    const SitePtr site = loadSite(file);
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
    for (const BuildingPtr& building : site->buildings)
        text += buildingLines(*building);
    print(text);
    return ExitCode::Fine;
}

} // namespace

void addInfo(CLI::App& program, Verbs& verbs)
{
    const auto file = std::make_shared<std::filesystem::path>();
    CLI::App* verb = program.add_subcommand("info", "Say what a site file holds.");
    verb->add_option("SITE", *file, "the .hallwright site file")->required();
    verb->footer("Example:\n  hallwright-cli info site.hallwright");
    verbs["info"] = [file] { return info(*file); };
}

} // namespace hallwright::cli
