// The slots of a rack: halves of a unit, front and rear, left and right, and what takes them.
#pragma once

#include "core/model/contents.h"
#include "core/model/rack.h"

#include <array>
#include <string>
#include <vector>

namespace hallwright {

struct Catalogue;

inline constexpr double slotU = 0.5;
inline constexpr int mostUsableU = 100; // of any rack; 60 is the tallest made

// As stated; where it is not, what racks of the type's height have: 44.45 mm a unit and 0.12 m for frame, castors and
// roof, which gives the 42, 45 and 48 units of common cabinets of 1.99, 2.12 and 2.26 m.
int usableHeightOf(const RackType& type);

// "U10", "U2.5".
std::string unitText(double positionU);

// Of a device's underside above that of the rack's lowest unit [U], whichever way its units are counted.
double heightAboveLowestU(const RackType& rack, const DeviceType& type, double positionU);

class RackSlots
{
public:
    explicit RackSlots(const RackType& rack);

    // Whether a device lies within the rack's units; of one in no slot always.
    bool holds(const DeviceType& type, double positionU) const;

    // What is in the way of such a device at its position; nullptr: nothing. It must lie within the rack.
    const Device* inTheWay(const Device& device, const DeviceType& type) const;
    // Puts it there, where nothing is in the way. The device must outlive the slots.
    void take(const Device& device, const DeviceType& type);

    // The lowest free position at a face, for a device of half the width at the side too; 0 if there is none.
    double lowestFreeU(const DeviceType& type, DeviceFace face, DeviceSide side = DeviceSide::Left) const;

    // Of the units, those with something at either face.
    double usedU() const;

private:
    using Slot = std::array<const Device*, 4>; // front left and right, rear left and right

    template <class Visit>
    void forEachPart(const Device& device, const DeviceType& type, Visit visit) const;

    int startingUnit_ = 1;
    std::vector<Slot> slots_; // from the lowest number up
};

// With the devices it has, which must outlive them.
RackSlots slotsOf(const Catalogue& catalogue, const RackType& type, const RackContents* contents);

} // namespace hallwright
