#include "app/cli/design_edits.h"

#include "app/cli/named_object.h"
#include "app/cli/verbs.h"
#include "core/design/equip.h"
#include "core/design/hall_parameters.h"
#include "core/design/hall_templates.h"
#include "core/design/new_site.h"
#include "core/model/errors.h"
#include "core/model/object_names.h"
#include "core/model/site_edit.h"
#include "core/storage/site_file.h"
#include "core/studies/remedies.h"

#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <optional>

namespace hallwright::cli {

namespace {

SitePtr tell(const Remedied& done, const SitePtr& before, const std::string& nothing,
             std::vector<std::string>& told)
{
    told.insert(told.end(), done.told.begin(), done.told.end());
    if (done.site == before && done.told.empty())
        told.push_back(nothing);
    for (const std::string& finding : done.left)
        told.push_back("Still open: " + finding);
    return done.site;
}

HallId hallNamed(const Site& site, const std::string& text, std::string_view option)
{
    return idIn<HallId>(objectNamed(site, ObjectKind::Hall, text, option));
}

constexpr std::string_view replaceForm =
    "HALL=TEMPLATE[,hall=NAME][,rows=N][,racks=N][,type=NAME][,cold_m=X][,hot_m=X]";

struct TemplateText {
    std::string hall, file;
    std::map<std::string, std::string> values; // by key
};

[[noreturn]] void refuseForm(const std::string& text)
{
    throw UsageError(fmt::format("--replace-hall: \"{}\" is not of the form {}.", text, replaceForm));
}

TemplateText templateIn(const std::string& text)
{
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
        refuseForm(text);
    const auto partAt = [&](std::size_t begin) { return text.substr(begin, text.find(',', begin) - begin); };
    TemplateText read;
    read.hall = text.substr(0, equals);
    read.file = partAt(equals + 1);
    for (std::size_t comma = text.find(',', equals); comma != std::string::npos;
         comma = text.find(',', comma + 1)) {
        const std::string part = partAt(comma + 1);
        const std::size_t is = part.find('=');
        if (is == std::string::npos)
            refuseForm(text);
        read.values[part.substr(0, is)] = part.substr(is + 1);
    }
    return read;
}

double numberIn(const std::string& key, const std::string& text)
{
    double number = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(number))
        throw UsageError(fmt::format("--replace-hall: {}=\"{}\" is no number.", key, text));
    return number;
}

int countIn(const std::string& key, const std::string& text)
{
    int count = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (error != std::errc() || end != text.data() + text.size())
        throw UsageError(fmt::format("--replace-hall: {}=\"{}\" is no whole number.", key, text));
    return count;
}

const RackType& typeNamed(const Site& from, const Site& site, const std::string& name)
{
    for (const Site* each : {&from, &site}) {
        for (const RackType& type : each->catalogue->rackTypes) {
            if (type.name == name)
                return type;
        }
    }
    throw UsageError(
        fmt::format("--replace-hall: neither the template nor the site has a rack type \"{}\".", name));
}

// One that comes with the program, this site, or a file.
SitePtr templateOf(const TemplateText& text, const SitePtr& site, HallId old)
{
    const design::NewHall values = design::alike(site->hall(old));
    if (text.file == "air-cooled")
        return design::hallTemplate(design::HallStart::AirCooled, values);
    if (text.file == "liquid-cooled")
        return design::hallTemplate(design::HallStart::LiquidCooled, values);
    return text.file == "this-site" ? site : loadSite(text.file);
}

HallId hallIn(const Site& from, const TemplateText& text)
{
    if (const auto named = text.values.find("hall"); named != text.values.end())
        return hallNamed(from, named->second, "--replace-hall");
    for (const BuildingPtr& building : from.buildings) {
        if (!building->halls.empty())
            return building->halls.front()->id;
    }
    throw InputError(fmt::format("{} has no hall in it.", text.file));
}

SitePtr withTexts(const SitePtr& from, HallId hall, const TemplateText& text, const Site& site)
{
    std::map<std::string, std::string> values = text.values;
    values.erase("hall");
    if (values.empty())
        return from;
    design::HallParameters wanted = design::parametersOf(*from, hall);
    for (const auto& [key, value] : values) {
        if (key == "rows")
            wanted.rows = countIn(key, value);
        else if (key == "racks")
            wanted.racksPerRow = countIn(key, value);
        else if (key == "type")
            wanted.rackType = typeNamed(*from, site, value);
        else if (key == "cold_m")
            wanted.coldAisleM = numberIn(key, value);
        else if (key == "hot_m")
            wanted.hotAisleM = numberIn(key, value);
        else
            throw UsageError(
                fmt::format("--replace-hall: a template has no \"{}\"; the form is {}.", key, replaceForm));
    }
    return design::withParameters(from, hall, wanted);
}

} // namespace

SitePtr withFed(const SitePtr& site, const std::string& hall, std::vector<std::string>& told)
{
    const HallId id = hallNamed(*site, hall, "--feed");
    return tell(withHallFed(site, conditionsOf(*site), id), site,
                fmt::format("Hall {} has all its feeds; nothing was added.", site->hall(id).name), told);
}

SitePtr withCooled(const SitePtr& site, const std::string& hall, std::vector<std::string>& told)
{
    const HallId id = hallNamed(*site, hall, "--cool");
    return tell(withHallCooled(site, conditionsOf(*site), id), site,
                fmt::format("Nothing was added that cools hall {}.", site->hall(id).name), told);
}

SitePtr withResized(const SitePtr& site, const std::string& loop, std::vector<std::string>& told)
{
    const ObjectRef object = objectNamed(*site, ObjectKind::CoolantLoop, loop, "--resize");
    SiteEdit edit(site);
    const std::vector<std::string> choices = design::resizeLoop(edit, idIn<CoolantLoopId>(object));
    return tell(
        {edit.done(), choices, {}}, site,
        fmt::format("{} carries its heat; nothing was changed.", sentenceCase(describe(*site, object))),
        told);
}

SitePtr withEnlarged(const SitePtr& site, const std::string& what, std::vector<std::string>& told)
{
    std::optional<std::vector<PowerNodeId>> nodes; // none: all of the site
    if (what != "all") {
        const ObjectRef object = objectNamed(*site, what, "--enlarge");
        if (object.kind == ObjectKind::Hall)
            nodes = feedsOf(site->hall({object.id}));
        else if (object.kind == ObjectKind::PowerNode)
            nodes.emplace({PowerNodeId{object.id}});
        else
            throw UsageError(
                fmt::format("--enlarge: {} is no hall and no power equipment; name one, or write \"all\".",
                            describe(*site, object)));
    }
    return tell(
        withPowerEnlarged(site, conditionsOf(*site), nodes), site,
        "Nothing delivers more than its rating, or would after the loss of a side; nothing was changed.",
        told);
}

SitePtr withHallReplaced(const SitePtr& site, const std::string& text, std::vector<std::string>& told)
{
    const TemplateText read = templateIn(text);
    const HallId old = hallNamed(*site, read.hall, "--replace-hall");
    const SitePtr file = templateOf(read, site, old);
    const HallId like = hallIn(*file, read);
    const SitePtr from = withTexts(file, like, read, *site);
    const std::string losses = design::lossesOf(*site, old);
    SiteEdit edit(site);
    const design::ReplacedHall replaced = design::replaceHall(edit, old, *from, like);
    if (!losses.empty())
        told.push_back(fmt::format("With hall {} as it was go: {}.", site->hall(old).name, losses));
    told.insert(told.end(), replaced.choices.begin(), replaced.choices.end());
    const SitePtr put = edit.done();
    return tell(withHallFedAndCooled(put, conditionsOf(*site), replaced.hall), put,
                "Nothing was missing that feeds or cools it.", told);
}

} // namespace hallwright::cli
