#include "app/cli/verbs.h"
#include "core/exchange/recipe.h"
#include "core/exchange/weather_file.h"
#include "core/model/number_text.h"
#include "core/storage/packed_weather.h"
#include "core/storage/site_file.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

namespace hallwright::cli {

namespace {

struct BuildArguments {
    std::filesystem::path recipe;
    std::filesystem::path output;
};

std::size_t hallCount(const Site& site)
{
    std::size_t count = 0;
    for (const BuildingPtr& building : site.buildings)
        count += building->halls.size();
    return count;
}

ExitCode build(const BuildArguments& arguments)
{
    requireDistinct(arguments.recipe, arguments.output);
    showProgress("building");
    const BuiltSite built = buildSiteOfRecipe(arguments.recipe);
    SitePtr site = built.site;
    std::vector<KeptWeather> weather;
    if (!built.weatherFile.empty()) {
        showProgress("reading the weather");
        weather.push_back(keptWeather(readWeatherFor(site->info, built.weatherFile),
                                      built.weatherFile.string(), utcNowText()));
        site = withWeather(site, nameOf(weather.front()));
    }
    showProgress("saving");
    saveSite(site, {}, {}, weather, arguments.output, nullptr);
    showProgress({});
    print(fmt::format("{}: {}, {}, {}, {} in {}\n", site->info.name,
                      counted(site->buildings.size(), "building"), counted(hallCount(*site), "hall"),
                      counted(site->rackCount(), "rack"),
                      counted(static_cast<std::size_t>(site->gpuCount()), "GPU"), arguments.output.string()));
    return ExitCode::Fine;
}

} // namespace

void addBuild(CLI::App& program, Verbs& verbs)
{
    const auto arguments = std::make_shared<BuildArguments>();
    CLI::App* verb = program.add_subcommand("build", "Make a site file from a recipe.");
    verb->add_option("RECIPE", arguments->recipe, "the recipe, a YAML file")->required();
    verb->add_option("-o,--output", arguments->output, "the site file to write")->required();
    verb->footer("Example:\n  hallwright-cli build site.yaml -o site.hallwright");
    verbs["build"] = [arguments] { return build(*arguments); };
}

} // namespace hallwright::cli
