#include "core/model/rack_slots.h"

#include "core/model/catalogue.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace hallwright {

namespace {

constexpr double unitM = 0.04445; // EIA-310-D: 1.75 in
constexpr double frameM = 0.12;

int slotsIn(double heightU)
{
    return static_cast<int>(std::lround(heightU / slotU));
}

} // namespace

int usableHeightOf(const RackType& type)
{
    if (type.usableHeightU > 0)
        return type.usableHeightU;
    return std::clamp(static_cast<int>((type.heightM - frameM) / unitM), 0, mostUsableU);
}

std::string unitText(double positionU)
{
    return fmt::format("U{:g}", positionU);
}

double heightAboveLowestU(const RackType& rack, const DeviceType& type, double positionU)
{
    const double fromFirst = positionU - rack.startingUnit;
    return rack.unitsFromTop ? usableHeightOf(rack) - fromFirst - type.heightU : fromFirst;
}

RackSlots::RackSlots(const RackType& rack)
    : startingUnit_(rack.startingUnit), slots_(static_cast<std::size_t>(slotsIn(usableHeightOf(rack))))
{
}

bool RackSlots::holds(const DeviceType& type, double positionU) const
{
    if (positionU == 0.0 || type.heightU == 0.0)
        return true;
    const double fromFirst = positionU - startingUnit_;
    return fromFirst >= 0.0 && slotsIn(fromFirst + type.heightU) <= static_cast<int>(slots_.size());
}

// Calls visit(slot, part of it) for each part of a slot that the device takes.
template <class Visit>
void RackSlots::forEachPart(const Device& device, const DeviceType& type, Visit visit) const
{
    if (device.positionU == 0.0)
        return;
    const auto first = static_cast<std::size_t>(slotsIn(device.positionU - startingUnit_));
    for (std::size_t slot = first; slot < first + static_cast<std::size_t>(slotsIn(type.heightU)); ++slot) {
        for (const DeviceFace face : {DeviceFace::Front, DeviceFace::Rear}) {
            if (face != device.face && !type.fullDepth)
                continue;
            for (const DeviceSide side : {DeviceSide::Left, DeviceSide::Right}) {
                // Left and right are as seen from the face: a full-depth device takes the other side of the other.
                const DeviceSide there = face == device.face               ? device.side
                                         : device.side == DeviceSide::Left ? DeviceSide::Right
                                                                           : DeviceSide::Left;
                if (!type.halfWidth || side == there)
                    visit(slot, 2 * static_cast<std::size_t>(face) + static_cast<std::size_t>(side));
            }
        }
    }
}

const Device* RackSlots::inTheWay(const Device& device, const DeviceType& type) const
{
    const Device* found = nullptr;
    forEachPart(device, type, [&](std::size_t slot, std::size_t part) {
        if (!found)
            found = slots_[slot][part];
    });
    return found;
}

void RackSlots::take(const Device& device, const DeviceType& type)
{
    forEachPart(device, type, [&](std::size_t slot, std::size_t part) { slots_[slot][part] = &device; });
}

double RackSlots::lowestFreeU(const DeviceType& type, DeviceFace face, DeviceSide side) const
{
    Device device;
    device.face = face;
    device.side = side;
    // Whole units are what rails are bolted to; only half-unit devices stand on a half.
    const double step = std::floor(type.heightU) == type.heightU ? 1.0 : slotU;
    for (double position = startingUnit_; holds(type, position); position += step) {
        device.positionU = position;
        if (type.heightU > 0.0 && !inTheWay(device, type))
            return position;
        if (type.heightU == 0.0)
            break;
    }
    return 0.0;
}

double RackSlots::usedU() const
{
    return slotU * static_cast<double>(std::ranges::count_if(slots_, [](const Slot& slot) {
               return std::ranges::any_of(slot, [](const Device* device) { return device != nullptr; });
           }));
}

RackSlots slotsOf(const Catalogue& catalogue, const RackType& type, const RackContents* contents)
{
    RackSlots slots(type);
    if (contents) {
        for (const Device& device : contents->devices) {
            const DeviceType* itsType = catalogue.find(device.type);
            if (itsType && slots.holds(*itsType, device.positionU))
                slots.take(device, *itsType);
        }
    }
    return slots;
}

} // namespace hallwright
