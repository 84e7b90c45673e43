#include "core/exchange/device_table.h"

#include "core/design/rack_contents.h"
#include "core/exchange/text_table.h"
#include "core/model/errors.h"
#include "core/model/names.h"
#include "core/model/object_names.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

namespace hallwright {

namespace {

constexpr std::array<std::string_view, 8> deviceColumns = {
    "rack", "name", "manufacturer", "device_type", "position_u", "face", "side", "power_w"};
enum DeviceColumn : std::size_t { OfRack, DeviceName, Maker, Model, Position, Face, Side, Watts };

class DeviceLine
{
public:
    DeviceLine(std::string_view header, std::string_view line, std::size_t number)
        : names_(cellsOf(header)), cells_(cellsOf(line)), number_(number)
    {
    }

    std::string text(DeviceColumn column) const
    {
        const auto name = std::ranges::find(names_, deviceColumns[column]);
        const auto place = static_cast<std::size_t>(name - names_.begin());
        return place < cells_.size() ? std::string(cells_[place]) : std::string();
    }

    // 0 where it is empty.
    double quantity(DeviceColumn column) const
    {
        const std::string cell = text(column);
        double value = 0.0;
        const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
        if (!cell.empty() &&
            (error != std::errc() || end != cell.data() + cell.size() || !std::isfinite(value)))
            fail(column, cell, "a number");
        return value;
    }

    // The first where it is empty.
    template <class Enum>
    Enum choice(DeviceColumn column) const
    {
        const std::string cell = text(column);
        const auto value = cell.empty() ? Enum{} : fromName<Enum>(cell);
        if (!value)
            fail(column, cell, namesOf<Enum>());
        return *value;
    }

private:
    [[noreturn]] void fail(DeviceColumn column, const std::string& cell, const std::string& wanted) const
    {
        throw InputError(fmt::format("Line {} of the table: {} is \"{}\", which is not {}.", number_,
                                     deviceColumns[column], cell, wanted));
    }

    std::vector<std::string_view> names_, cells_;
    std::size_t number_;
};

const DeviceType& deviceTypeNamed(const Site& site, const std::string& maker, const std::string& model)
{
    const std::vector<DeviceType>& types = site.catalogue->deviceTypes;
    const auto type = std::ranges::find_if(types, [&](const DeviceType& each) {
        return each.name == model && (maker.empty() || each.manufacturer == maker);
    });
    if (type == types.end())
        throw InputError(fmt::format("The site's catalogue has no device type \"{}{}{}\"; import it first.",
                                     maker, maker.empty() ? "" : " ", model));
    return *type;
}

} // namespace

std::string deviceTableOf(const Site& site, const std::vector<DeviceId>& devices)
{
    std::string text = fmt::format("{}\n", fmt::join(deviceColumns, "\t"));
    for (const DeviceId id : devices) {
        const Device* device = find(site, id);
        if (!device)
            continue;
        const DeviceType& type = *site.catalogue->find(device->type);
        text += fmt::format("{}\t{}\t{}\t{}\t{}\t{}\t{}\t{}\n", site.rack(rackWith(site, id)).name,
                            device->name, type.manufacturer, type.name, device->positionU,
                            nameOf(device->face), nameOf(device->side), device->powerW);
    }
    return text;
}

bool isDeviceTable(std::string_view text)
{
    const std::vector<std::string_view> names = cellsOf(text.substr(0, text.find('\n')));
    const auto has = [&](DeviceColumn column) {
        return std::ranges::find(names, deviceColumns[column]) != names.end();
    };
    return has(Model) && has(Position);
}

std::vector<DeviceId> addDevices(SiteEdit& edit, RackId rack, std::string_view text)
{
    const std::vector<std::string_view> lines = linesOf(text);
    if (lines.empty() || !isDeviceTable(lines.front()))
        throw InputError("This is no table of devices: its first line names the columns device_type and "
                         "position_u at least, with tabs between them.");
    std::vector<DeviceId> added;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const DeviceLine line(lines.front(), lines[i], i + 1);
        const DeviceType& type = deviceTypeNamed(edit.site(), line.text(Maker), line.text(Model));
        Device like;
        like.name = line.text(DeviceName).empty() ? type.name : line.text(DeviceName);
        like.type = type.id;
        like.positionU = type.heightU > 0.0 ? line.quantity(Position) : 0.0;
        like.face = line.choice<DeviceFace>(Face);
        like.side = line.choice<DeviceSide>(Side);
        like.powerW = line.text(Watts).empty() ? type.powerW : line.quantity(Watts);
        added.push_back(design::putDeviceLike(edit, rack, like, line.text(OfRack)));
    }
    return added;
}

} // namespace hallwright
