#include "core/exchange/rack_table.h"

#include "core/design/by_hand.h"
#include "core/design/next_name.h"
#include "core/exchange/text_table.h"
#include "core/model/errors.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

namespace hallwright {

namespace {

constexpr std::array<std::string_view, 8> columns = {"name",    "type",     "x_m",          "y_m",
                                                     "yaw_deg", "power_kw", "liquid_share", "mass_kg"};
enum TableColumn : std::size_t { Name, Type, X, Y, Yaw, Power, Liquid, Mass };

// Where each of `columns` stands in the table; npos for one that is not there.
std::array<std::size_t, columns.size()> placesOf(std::string_view header)
{
    std::array<std::size_t, columns.size()> places;
    places.fill(std::string_view::npos);
    const std::vector<std::string_view> cells = cellsOf(header);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto column = std::find(columns.begin(), columns.end(), cells[i]);
        if (column != columns.end())
            places[static_cast<std::size_t>(column - columns.begin())] = i;
    }
    return places;
}

// A cell as a number; none where it is empty or its column is not there.
std::optional<double> number(const std::vector<std::string_view>& cells, std::size_t place, std::size_t line,
                             std::string_view column)
{
    if (place >= cells.size() || cells[place].empty())
        return std::nullopt;
    double value = 0.0;
    const std::string_view cell = cells[place];
    const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
    if (error != std::errc() || end != cell.data() + cell.size() || !std::isfinite(value))
        throw InputError(
            fmt::format("Line {} of the table: {} is \"{}\", which is no number.", line, column, cell));
    return value;
}

double required(const std::optional<double>& value, std::size_t line, std::string_view column)
{
    if (!value)
        throw InputError(fmt::format("Line {} of the table: {} is empty; a rack needs it.", line, column));
    return *value;
}

std::optional<double> scaled(const std::optional<double>& value, double by)
{
    return value ? std::optional(*value * by) : std::nullopt;
}

const RackType& typeNamed(const Site& site, const std::string& name)
{
    const std::vector<RackType>& types = site.catalogue->rackTypes;
    const auto type =
        std::find_if(types.begin(), types.end(), [&](const RackType& t) { return t.name == name; });
    if (type == types.end())
        throw InputError(fmt::format(
            "The site's catalogue has no rack type \"{}\"; add it there, or name another.", name));
    return *type;
}

} // namespace

std::string rackTableOf(const Site& site, const std::vector<RackId>& racks)
{
    std::string text = fmt::format("{}\n", fmt::join(columns, "\t"));
    for (const RackId id : racks) {
        if (!site.findRack(id))
            continue;
        const Rack& rack = site.rack(id);
        text +=
            fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", rack.name, site.typeOf(rack).name, rack.pose.x,
                        rack.pose.y, rack.pose.yawDeg, rack.powerW / 1e3, rack.liquidShare, rack.massKg);
    }
    return text;
}

bool isRackTable(std::string_view text)
{
    const auto places = placesOf(text.substr(0, text.find('\n')));
    return places[Type] != std::string_view::npos && places[X] != std::string_view::npos &&
           places[Y] != std::string_view::npos;
}

std::vector<TabledRack> readRackTable(std::string_view text)
{
    const std::vector<std::string_view> lines = linesOf(text);
    if (lines.empty() || !isRackTable(lines.front()))
        throw InputError(
            "This is no table of racks: its first line names the columns type, x_m and y_m at least, "
            "with tabs between them.");
    const auto places = placesOf(lines.front());
    std::vector<TabledRack> racks;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const std::vector<std::string_view> cells = cellsOf(lines[i]);
        const auto value = [&](TableColumn column) {
            return number(cells, places[column], i + 1, columns[column]);
        };
        const auto words = [&](TableColumn column) {
            return places[column] < cells.size() ? std::string(cells[places[column]]) : std::string();
        };
        racks.push_back(
            {words(Name),
             words(Type),
             {required(value(X), i + 1, "x_m"), required(value(Y), i + 1, "y_m"), value(Yaw).value_or(0.0)},
             scaled(value(Power), 1e3),
             value(Liquid),
             value(Mass)});
    }
    return racks;
}

std::vector<Standing> standingsOf(const Site& site, const std::vector<TabledRack>& racks)
{
    std::vector<Standing> standings;
    for (const TabledRack& rack : racks) {
        const RackType& type = typeNamed(site, rack.type);
        standings.push_back({{}, rack.pose, type.widthM, type.depthM});
    }
    return standings;
}

std::vector<RackId> addRacks(SiteEdit& edit, HallId hall, const std::vector<TabledRack>& racks, Point2 byM)
{
    std::vector<RackId> added;
    for (const TabledRack& tabled : racks) {
        const RackType& type = typeNamed(edit.site(), tabled.type);
        const Pose pose{tabled.pose.x + byM.x, tabled.pose.y + byM.y, tabled.pose.yawDeg};
        const std::string name =
            tabled.name.empty() ? std::string() : design::nameLike(edit.site().hall(hall), tabled.name);
        const RackId id = design::putRack(edit, hall, type.id, pose);
        Rack& rack = edit.change(id);
        if (!name.empty())
            rack.name = name;
        if (tabled.powerW && rack.powerW > 0.0)
            rack.airflowM3s *= *tabled.powerW / rack.powerW; // at a constant rise of the air
        rack.powerW = tabled.powerW.value_or(rack.powerW);
        rack.liquidShare = tabled.liquidShare.value_or(rack.liquidShare);
        rack.massKg = tabled.massKg.value_or(rack.massKg);
        added.push_back(id);
    }
    return added;
}

} // namespace hallwright
