#include "core/design/rack_contents.h"

#include "core/design/next_name.h"
#include "core/design/rule_error.h"
#include "core/model/names.h"
#include "core/model/rack_slots.h"

#include <algorithm>
#include <fmt/format.h>
#include <stdexcept>

namespace hallwright::design {

namespace {

const DeviceType& deviceType(const Site& site, DeviceTypeId id)
{
    const DeviceType* type = site.catalogue->find(id);
    if (!type)
        throw std::logic_error("device type not in this site's catalogue");
    return *type;
}

[[noreturn]] void failNoRoom(const Site& site, const Rack& rack, const DeviceRule& rule,
                             const RackSlots& slots)
{
    const DeviceType& type = deviceType(site, rule.type);
    throw RuleError(fmt::format("rack {} has no {:g} U free at its {} for {}; {:g} of its {} U are taken.",
                                rack.name, type.heightU, nameOf(rule.face), type.name, slots.usedU(),
                                usableHeightOf(site.typeOf(rack))));
}

void requireRoom(const Site& site, const Rack& rack, const RackSlots& slots, const Device& device)
{
    const DeviceType& type = deviceType(site, device.type);
    if (!slots.holds(type, device.positionU))
        throw RuleError(fmt::format("{} at {} with {:g} U reaches out of rack {}, which has {} U.",
                                    device.name, unitText(device.positionU), type.heightU, rack.name,
                                    usableHeightOf(site.typeOf(rack))));
    if (const Device* other = slots.inTheWay(device, type))
        throw RuleError(fmt::format("{} at {} with {:g} U runs into {} at {}.", device.name,
                                    unitText(device.positionU), type.heightU, other->name,
                                    unitText(other->positionU)));
}

// Where and how the rule has its devices; none is in the rack yet.
std::vector<Device> devicesOf(const Site& site, const Rack& rack, const DeviceRule& rule)
{
    const DeviceType& type = deviceType(site, rule.type);
    const double stepU = rule.stepU > 0.0 ? rule.stepU : type.heightU;
    RackSlots slots = slotsOf(*site.catalogue, site.typeOf(rack), site.contents->of(rack.id));
    std::vector<Device> devices(static_cast<std::size_t>(rule.count));
    for (int i = 0; i < rule.count; ++i) {
        Device& device = devices[static_cast<std::size_t>(i)];
        device.type = type.id;
        device.name = rule.count == 1 ? fmt::format("{}-{}", rack.name, rule.name)
                                      : fmt::format("{}-{}-{:02}", rack.name, rule.name, i + 1);
        device.face = rule.face;
        device.side = rule.side;
        device.powerW = type.powerW;
        device.positionU =
            rule.firstU > 0.0 ? rule.firstU + i * stepU : slots.lowestFreeU(type, rule.face, rule.side);
        if (type.heightU > 0.0 && device.positionU == 0.0)
            failNoRoom(site, rack, rule, slots);
        requireRoom(site, rack, slots, device);
        slots.take(device, type);
    }
    return devices;
}

} // namespace

std::vector<DeviceId> putDevices(SiteEdit& edit, RackId rack, const DeviceRule& rule)
{
    std::vector<DeviceId> added;
    for (Device& device : devicesOf(edit.site(), edit.site().rack(rack), rule))
        added.push_back(edit.addTo(rack, std::move(device)));
    return added;
}

DeviceId putDevice(SiteEdit& edit, RackId rack, DeviceTypeId type, double positionU, DeviceFace face,
                   DeviceSide side)
{
    DeviceRule rule;
    rule.type = type;
    rule.name = deviceType(edit.site(), type).name; // for what is said where it cannot be
    rule.firstU = positionU;
    rule.face = face;
    rule.side = side;
    const DeviceId device = putDevices(edit, rack, rule).front();
    std::vector<std::string_view> taken;
    std::string like =
        fmt::format("{}-{}-00", edit.site().rack(rack).name, deviceType(edit.site(), type).name);
    for (const Device& each : edit.site().contents->of(rack)->devices) {
        if (each.id == device)
            continue;
        taken.push_back(each.name);
        if (each.type == type)
            like = each.name;
    }
    const std::string name = nextName(taken, like);
    edit.change(device).name = name;
    return device;
}

namespace {

// Of a device like this in a rack: named after it, and otherwise than what stands there.
std::string nameOfCopy(const Site& site, const Rack& rack, const Device& like, std::string_view rackOfLike)
{
    const bool isOfRack = !rackOfLike.empty() && like.name.starts_with(rackOfLike);
    std::string name = isOfRack ? rack.name + like.name.substr(rackOfLike.size()) : like.name;
    std::vector<std::string_view> taken;
    if (const RackContents* contents = site.contents->of(rack.id)) {
        for (const Device& device : contents->devices)
            taken.push_back(device.name);
    }
    const bool isTaken = std::ranges::find(taken, std::string_view(name)) != taken.end();
    return isTaken ? nextName(taken, name) : name;
}

} // namespace

DeviceId putDeviceLike(SiteEdit& edit, RackId rackId, const Device& like, std::string_view rackOfLike)
{
    const Site& site = edit.site();
    const Rack& rack = site.rack(rackId);
    const DeviceType& type = deviceType(site, like.type);
    const RackSlots slots = slotsOf(*site.catalogue, site.typeOf(rack), site.contents->of(rackId));
    Device device = like;
    device.name = nameOfCopy(site, rack, like, rackOfLike);
    if (!slots.holds(type, like.positionU) || slots.inTheWay(like, type)) {
        device.positionU = slots.lowestFreeU(type, like.face, like.side);
        if (device.positionU == 0.0) {
            DeviceRule rule;
            rule.type = like.type;
            rule.face = like.face;
            failNoRoom(site, rack, rule, slots);
        }
    }
    return edit.addTo(rackId, std::move(device));
}

namespace {

bool isMoved(const std::vector<DeviceMove>& moves, DeviceId device)
{
    return std::ranges::find(moves, device, &DeviceMove::device) != moves.end();
}

// Of what was moved, as it stands now: said of it, and not of what it runs into.
void requireRoomAfter(const Site& site, const std::vector<DeviceMove>& moves)
{
    for (const DeviceMove& move : moves) {
        const Rack& rack = site.rack(move.to.rack);
        const RackContents& contents = *site.contents->of(rack.id);
        RackSlots slots(site.typeOf(rack));
        for (const Device& device : contents.devices) {
            if (!isMoved(moves, device.id))
                slots.take(device, deviceType(site, device.type));
        }
        requireRoom(site, rack, slots, *std::ranges::find(contents.devices, move.device, &Device::id));
    }
}

} // namespace

void moveDevices(SiteEdit& edit, const std::vector<DeviceMove>& moves)
{
    for (const DeviceMove& move : moves) {
        edit.moveTo(move.to.rack, move.device);
        Device& device = edit.change(move.device);
        device.positionU = move.to.positionU;
        device.face = move.to.face;
        device.side = move.to.side;
    }
    requireRoomAfter(edit.site(), moves);
}

void renameDevices(SiteEdit& edit, RackId rack, std::string_view before)
{
    const std::string& now = edit.site().rack(rack).name;
    const RackContents* contents = edit.site().contents->of(rack);
    if (!contents || before == now)
        return;
    const std::vector<Device> devices = contents->devices;
    for (const Device& device : devices) {
        if (device.name.starts_with(before))
            edit.change(device.id).name = now + device.name.substr(before.size());
    }
}

} // namespace hallwright::design
