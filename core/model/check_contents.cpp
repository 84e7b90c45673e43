#include "core/model/check_parts.h"
#include "core/model/names.h"
#include "core/model/rack_slots.h"
#include "core/model/requirements.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace hallwright::check {

namespace {

constexpr int mostPorts = 100'000; // of one kind

void requireHalfUnits(const Subject& s, std::string_view what, double valueU)
{
    requireWithin(s, what, valueU, "U", 0.0, 10.0 * mostUsableU);
    if (std::floor(valueU / slotU) != valueU / slotU)
        refuse(s, "{} {:g} U must be a whole number of half units.", what, valueU);
}

void checkPorts(const Subject& s, const DeviceType& type)
{
    for (const PortGroup& group : type.ports) {
        requireShort(s.kind, s.id, "connector", group.connector);
        if (group.connector.empty() || group.connector.find_first_of("\"\\\n") != std::string::npos)
            refuse(s, "the connector \"{}\" of its {} ports must have a name without quotes.",
                   group.connector, nameOf(group.kind));
        requireWithin(s, "number of ports", group.count, "", 1.0, mostPorts);
    }
}

void requireWithinRack(const Subject& s, const RackType& rackType, const RackSlots& slots,
                       const Device& device, const DeviceType& type)
{
    if (type.heightU == 0.0 && device.positionU != 0.0)
        refuse(s, "it is put at {}, but {} takes no units; leave it out of the units.",
               unitText(device.positionU), type.name);
    if (!slots.holds(type, device.positionU))
        refuse(s, "at {} with {:g} U it reaches out of the rack, which has U{} to U{}.",
               unitText(device.positionU), type.heightU, rackType.startingUnit,
               rackType.startingUnit + usableHeightOf(rackType) - 1);
}

void requireFree(const Subject& s, const Site& site, const RackSlots& slots, const Device& device,
                 const DeviceType& type)
{
    const Device* other = slots.inTheWay(device, type);
    if (!other)
        return;
    refuse(s, "at {} with {:g} U{} it runs into {}, which stands at {} with {:g} U; move one of them.",
           unitText(device.positionU), type.heightU, type.fullDepth ? " and full depth" : "", other->name,
           unitText(other->positionU), site.catalogue->find(other->type)->heightU);
}

} // namespace

void checkDeviceType(const DeviceType& type)
{
    const Subject s{"Device type", type.name, type.id.value};
    requireShort(s.kind, s.id, "manufacturer", type.manufacturer);
    requireHalfUnits(s, "height", type.heightU);
    requireNotNegative(s, "mass", type.massKg, "kg", largestMassKg);
    requireNotNegative(s, "nameplate power", type.nameplateW, "W", largestRackPowerW);
    requireNotNegative(s, "power", type.powerW, "W", largestRackPowerW);
    requireNotNegative(s, "airflow", type.airflowM3s, "m³/s", largestRackAirflowM3s);
    requireWithin(s, "liquid share", type.liquidShare, "", 0.0, 1.0);
    requireNotNegative(s, "GPU count", type.gpuCount, "", mostPieces);
    checkPorts(s, type);
}

void checkSlotsOf(const RackType& type)
{
    const Subject s{"Rack type", type.name, type.id.value};
    requireWithin(s, "usable height", type.usableHeightU, "U", 0.0, mostUsableU);
    requireWithin(s, "starting unit", type.startingUnit, "", 1.0, mostUsableU);
    requireNotNegative(s, "own mass", type.ownMassKg, "kg", largestMassKg);
    requireNotNegative(s, "load limit", type.loadLimitKg, "kg", largestMassKg);
}

void checkRackContents(const Site& site, const Rack& rack, const RackContents& contents)
{
    const RackType& rackType = site.typeOf(rack);
    RackSlots slots(rackType);
    for (const Device& device : contents.devices) {
        requireShort("Device", device.id.value, "name", device.name);
        const Subject s{"Device", device.name, device.id.value, "rack", &rack.name};
        const DeviceType* type = site.catalogue->find(device.type);
        if (!type)
            refuse(s, "device type {} does not exist in this site.", device.type.value);
        requireNotNegative(s, "power", device.powerW, "W");
        requireHalfUnits(s, "position", device.positionU);
        requireWithinRack(s, rackType, slots, device, *type);
        requireFree(s, site, slots, device, *type);
        slots.take(device, *type);
    }
}

void checkContents(const Site& site)
{
    std::unordered_map<RackId, const Rack*> racks;
    racks.reserve(site.rackCount());
    forEachOf<Rack>(site, [&](const Rack& rack, const Hall&) { racks.emplace(rack.id, &rack); });
    std::unordered_map<std::int64_t, const RackContents*> owners;
    RackId last;
    for (const RackContentsPtr& contents : site.contents->racks) {
        const auto rack = racks.find(contents->id);
        static const std::string nameless;
        const Subject s{"Rack", rack != racks.end() ? rack->second->name : nameless, contents->id.value};
        if (rack == racks.end())
            refuse(s, "{} devices stand in it, but the site does not have it.", contents->devices.size());
        if (contents->id <= last || contents->devices.empty())
            refuse(s, "its contents are empty, or not in the order of the racks' ids.");
        last = contents->id;
        requireAscendingIds("Device", contents->devices);
        checkRackContents(site, *rack->second, *contents);
        for (const Device& device : contents->devices) {
            if (!owners.emplace(device.id.value, contents.get()).second)
                refuse({"Device", device.name, device.id.value, "rack", &rack->second->name},
                       "another rack has a device of id {} too.", device.id.value);
        }
    }
}

} // namespace hallwright::check
