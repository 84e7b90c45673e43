#include "app/cli/design_edits.h"
#include "app/cli/named_object.h"
#include "app/cli/nearest.h"
#include "app/cli/verbs.h"
#include "core/design/by_hand.h"
#include "core/design/rule_error.h"
#include "core/exchange/change_conflicts.h"
#include "core/exchange/change_json.h"
#include "core/exchange/weather_file.h"
#include "core/layout/standing.h"
#include "core/model/change_set.h"
#include "core/model/errors.h"
#include "core/model/object_fields.h"
#include "core/model/object_names.h"
#include "core/model/site_edit.h"
#include "core/storage/packed_weather.h"
#include "core/storage/site_file.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <charconv>
#include <map>
#include <memory>
#include <optional>

namespace hallwright::cli {

namespace {

struct EditArguments {
    std::filesystem::path site, output, changes;
    std::vector<std::string> set, move, add, remove, feed, cool, resize, enlarge, replace;
    std::string weather; // a file, "none", or empty: as it is
    bool dryRun = false;
    bool force = false;
    const CLI::App* verb = nullptr; // knows the order of the options
};

double numberOf(std::string_view text, std::string_view option)
{
    double number = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size())
        throw UsageError(fmt::format("{}: \"{}\" is no number.", option, text));
    return number;
}

// "B1-H4-C09.power_w=44000" as its two sides of a mark, of which there must be one.
std::pair<std::string, std::string> sidesOf(const std::string& text, std::size_t at, std::string_view option,
                                            std::string_view form)
{
    if (at == std::string::npos || at == 0)
        throw UsageError(fmt::format("{}: \"{}\" is not of the form {}.", option, text, form));
    return {text.substr(0, at), text.substr(at + 1)};
}

const ObjectField& fieldNamed(const Site& site, ObjectRef object, const std::vector<ObjectField>& fields,
                              std::string_view name)
{
    std::vector<std::string> names;
    for (const ObjectField& field : fields) {
        const bool isMeant = field.name == name || field.name == std::string(name) + "_id"; // of a reference
        if (isMeant && field.kind != FieldKind::Fixed)
            return field;
        if (field.kind != FieldKind::Fixed)
            names.emplace_back(field.name);
    }
    throw UsageError(fmt::format("--set: {} has no value \"{}\" to set; the nearest: {}.",
                                 describe(site, object), name, listed(nearestTo(name, names))));
}

FieldValue valueFor(const Site& site, const ObjectField& field, const std::string& text)
{
    switch (field.kind) {
    case FieldKind::Number:
        return numberOf(text, "--set");
    case FieldKind::Count:
    case FieldKind::Truth:
        return static_cast<std::int64_t>(numberOf(text, "--set"));
    case FieldKind::Reference:
        if (text.empty() || text == "none")
            return {};
        return objectNamed(site, field.refersTo, text, "--set").id;
    case FieldKind::Text:
    case FieldKind::Choice:
    case FieldKind::Fixed:
        break;
    }
    return text;
}

SitePtr withSet(const SitePtr& site, const std::string& text, std::vector<std::string>&)
{
    constexpr std::string_view form = "OBJECT.FIELD=VALUE";
    const auto [left, value] = sidesOf(text, text.find('='), "--set", form);
    const auto [name, field] = sidesOf(left, left.rfind('.'), "--set", form);
    const ObjectRef object = objectNamed(*site, name, "--set");
    const std::vector<ObjectField> fields = fieldsOf(*site, object);
    const ObjectField& its = fieldNamed(*site, object, fields, field);
    return withField(site, {object}, its.name, valueFor(*site, its, value));
}

// "HALL:" is optional before "x,y" or "x,y,yaw".
struct TypedPlace {
    std::optional<HallId> hall;
    Point2 at;
    std::optional<double> yawDeg;
};

TypedPlace placeIn(const Site& site, const std::string& text, std::string_view option)
{
    TypedPlace place;
    std::string rest = text;
    if (const std::size_t colon = text.rfind(':'); colon != std::string::npos) {
        place.hall = idIn<HallId>(objectNamed(site, ObjectKind::Hall, text.substr(0, colon), option));
        rest = text.substr(colon + 1);
    }
    std::vector<double> numbers;
    for (std::size_t begin = 0; begin <= rest.size();) {
        const std::size_t end = std::min(rest.find(',', begin), rest.size());
        numbers.push_back(numberOf(std::string_view(rest).substr(begin, end - begin), option));
        begin = end + 1;
    }
    if (numbers.size() != 2 && numbers.size() != 3)
        throw UsageError(
            fmt::format("{}: \"{}\" is no place x,y or x,y,yaw in metres and degrees.", option, text));
    place.at = {numbers[0], numbers[1]};
    if (numbers.size() == 3)
        place.yawDeg = numbers[2];
    return place;
}

SitePtr withMoved(const SitePtr& site, const std::string& text, std::vector<std::string>&)
{
    const auto [name, to] = sidesOf(text, text.find('='), "--move", "OBJECT=[HALL:]X,Y[,YAW]");
    const ObjectRef object = objectNamed(*site, name, "--move");
    const TypedPlace place = placeIn(*site, to, "--move");
    SiteEdit edit(site);
    auto standing = standingOf(*site, object);
    if (!standing)
        throw UsageError(fmt::format("--move: {} does not stand on a floor.", describe(*site, object)));
    if (place.hall && hallWith(*site, object) != place.hall)
        edit.moveTo(*place.hall, object);
    standing->pose.x = place.at.x;
    standing->pose.y = place.at.y;
    standing->pose.yawDeg = place.yawDeg.value_or(standing->pose.yawDeg);
    hallwright::place(edit, {*standing});
    return edit.done();
}

SitePtr withAdded(const SitePtr& site, const std::string& text, std::vector<std::string>&)
{
    const auto [name, to] = sidesOf(text, text.find('='), "--add", "TYPE=HALL:X,Y[,YAW]");
    const ObjectRef type = objectNamed(
        *site, {ObjectKind::RackType, ObjectKind::AirHandlerType, ObjectKind::CduType}, name, "--add");
    const TypedPlace place = placeIn(*site, to, "--add");
    if (!place.hall)
        throw UsageError(fmt::format("--add: \"{}\" names no hall; write HALL:X,Y.", to));
    const Pose pose{place.at.x, place.at.y, place.yawDeg.value_or(0.0)};
    SiteEdit edit(site);
    try {
        if (type.kind == ObjectKind::RackType)
            design::putRack(edit, *place.hall, {type.id}, pose);
        else if (type.kind == ObjectKind::AirHandlerType)
            design::putAirHandler(edit, *place.hall, {type.id}, pose);
        else if (type.kind == ObjectKind::CduType)
            design::putCdu(edit, *place.hall, {type.id}, pose);
        else
            throw UsageError(
                fmt::format("--add: {} is no type of rack, air handler or CDU.", describe(*site, type)));
    } catch (const design::RuleError& error) {
        throw InputError(error.what());
    }
    return edit.done();
}

SitePtr withRemoved(const SitePtr& site, const std::string& text, std::vector<std::string>&)
{
    SiteEdit edit(site);
    edit.remove(objectNamed(*site, text, "--remove"));
    return edit.done();
}

// Each edit sees what those before it on the command line did.
SitePtr edited(SitePtr site, const EditArguments& arguments, std::vector<std::string>& told)
{
    const std::map<std::string, std::pair<DesignEdit, const std::vector<std::string>*>> edits{
        {"--set", {withSet, &arguments.set}},
        {"--move", {withMoved, &arguments.move}},
        {"--add", {withAdded, &arguments.add}},
        {"--remove", {withRemoved, &arguments.remove}},
        {"--feed", {withFed, &arguments.feed}},
        {"--cool", {withCooled, &arguments.cool}},
        {"--resize", {withResized, &arguments.resize}},
        {"--enlarge", {withEnlarged, &arguments.enlarge}},
        {"--replace-hall", {withHallReplaced, &arguments.replace}}};
    std::map<std::string, std::size_t> done;
    for (const CLI::Option* option : arguments.verb->parse_order()) {
        const auto found = edits.find(option->get_name());
        if (found == edits.end())
            continue;
        const auto& [edit, texts] = found->second;
        site = edit(site, texts->at(done[option->get_name()]++), told);
    }
    return site;
}

// The site with the weather of --weather, or without any; its hours join `kept`.
SitePtr withChosenWeather(const SitePtr& site, const std::string& chosen, std::vector<KeptWeather>& kept)
{
    if (chosen.empty())
        return site;
    if (chosen == "none")
        return withWeather(site, std::nullopt);
    const KeptWeather weather = keptWeather(readWeatherFor(site->info, chosen), chosen, utcNowText());
    addWeather(kept, weather);
    return withWeather(site, nameOf(weather));
}

ExitCode save(const EditArguments& arguments, const SiteImagePtr& image, const SitePtr& changed,
              const std::vector<std::string>& told = {})
{
    std::vector<KeptWeather> weather = image->weather;
    const SitePtr after = withChosenWeather(changed, arguments.weather, weather);
    const ChangeSet changes = diff(*image->site, *after);
    std::string text;
    for (const std::string& sentence : told)
        text += sentence + '\n';
    for (const std::string& sentence : sentences(changes, *image->site, *after))
        text += sentence + '\n';
    text += fmt::format("{}.", sentenceCase(summary(changes)));
    if (!arguments.dryRun) {
        saveSite(after, image->branches, image->scenarios, weather, arguments.output, image);
        text += fmt::format(" Written to {}.", arguments.output.string());
    }
    print(text + '\n');
    return ExitCode::Fine;
}

void requireOutput(const EditArguments& arguments)
{
    if (arguments.dryRun == arguments.output.empty()) {
        if (!arguments.dryRun)
            requireDistinct(arguments.site, arguments.output);
        return;
    }
    throw UsageError(arguments.dryRun ? "--dry-run writes nothing: leave out --output."
                                      : "say where to write the site: --output FILE, or --dry-run.");
}

ExitCode editSite(const EditArguments& arguments)
{
    requireOutput(arguments);
    const SiteImagePtr image = loadSiteImage(arguments.site);
    std::vector<std::string> told;
    const SitePtr after = edited(image->site, arguments, told);
    return save(arguments, image, after, told);
}

// Ids that the site has given stay given.
ExitCode applyChanges(const EditArguments& arguments)
{
    requireOutput(arguments);
    const SiteImagePtr image = loadSiteImage(arguments.site);
    const StatedChanges read = readChanges(arguments.changes);
    if (const auto conflict = arguments.force ? std::nullopt : conflictOf(*image->site, read))
        throw InputError(*conflict + " --force applies the changes all the same.");
    const SitePtr after = withIdMarks(withChanges(image->site, changesLeft(*image->site, read.changes)),
                                      idMarksOf(*image->site));
    return save(arguments, image, after);
}

void addOutput(CLI::App* verb, EditArguments& arguments)
{
    verb->add_option("-o,--output", arguments.output,
                     "the site file to write, with the branches and scenarios of SITE");
    verb->add_flag("--dry-run", arguments.dryRun, "say what would change, and write nothing");
}

} // namespace

void addEdit(CLI::App& program, Verbs& verbs)
{
    const auto arguments = std::make_shared<EditArguments>();
    CLI::App* verb =
        program.add_subcommand("edit", "Change a site: values, places, equipment; in the order written.");
    arguments->verb = verb;
    verb->add_option("SITE", arguments->site, "the .hallwright site file")->required();
    const auto each = [&](const char* name, std::vector<std::string>& texts, const char* form,
                          const char* help) {
        verb->add_option(name, texts, help)->type_name(form)->type_size(1)->allow_extra_args(false);
    };
    each("--set", arguments->set, "OBJECT.FIELD=VALUE",
         "a value, in SI as in the file; a reference by name, or \"none\"");
    each("--move", arguments->move, "OBJECT=[HALL:]X,Y[,YAW]", "to a place on its hall's floor or another's");
    each("--add", arguments->add, "TYPE=HALL:X,Y[,YAW]",
         "a rack, air handler or CDU, named and connected as the editor does");
    each("--remove", arguments->remove, "OBJECT", "and its record; refused while something refers to it");
    each("--feed", arguments->feed, "HALL",
         "its racks, air handlers and CDUs, from what the building has or is given");
    each("--cool", arguments->cool, "HALL", "with CDUs, air handlers, loops and plant as they are missing");
    each("--resize", arguments->resize, "LOOP", "its plant and pipes for the heat it has now");
    each("--enlarge", arguments->enlarge, "NODE|HALL|all",
         "larger types for power equipment over its rating, and for what it hangs on");
    each("--replace-hall", arguments->replace, "HALL=TEMPLATE[,rows=N,racks=N,type=NAME,...]",
         "by a template, in its place, fed and cooled: air-cooled, liquid-cooled, a file with a hall, or "
         "this-site for "
         "another hall of it; cold_m, hot_m: its aisles, hall: of several");
    verb->add_option(
            "--weather", arguments->weather,
            "the year of weather that belongs to the site, kept in its file: EPW, Open-Meteo JSON or "
            "CSV, also packed by gzip; \"none\" takes it out")
        ->option_text("FILE");
    addOutput(verb, *arguments);
    verb->footer("An OBJECT is a name, KIND:NAME or KIND:#ID.\n"
                 "Example:\n  hallwright-cli edit site.hallwright --move B1-H4-C09=7.5,10.2,180 "
                 "--set B1-H4-C09.power_w=44000 -o next.hallwright");
    verbs["edit"] = [arguments] { return editSite(*arguments); };
}

void addApply(CLI::App& program, Verbs& verbs)
{
    const auto arguments = std::make_shared<EditArguments>();
    CLI::App* verb = program.add_subcommand("apply", "Put the changes of diff --json on a site.");
    verb->add_option("SITE", arguments->site, "the .hallwright site file")->required();
    verb->add_option("CHANGES", arguments->changes, "what diff --json printed")->required();
    verb->add_flag("--force", arguments->force,
                   "also where SITE has other names or values than the changes were made of");
    addOutput(verb, *arguments);
    verb->footer("Example:\n  hallwright-cli diff march.hallwright april.hallwright --json > changes.json\n"
                 "  hallwright-cli apply march.hallwright changes.json -o april-again.hallwright");
    verbs["apply"] = [arguments] { return applyChanges(*arguments); };
}

} // namespace hallwright::cli
