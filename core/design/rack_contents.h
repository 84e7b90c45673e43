// Devices put into racks: at given positions or where there is room, named after their rack.
#pragma once

#include "core/model/site_edit.h"

#include <string>
#include <string_view>
#include <vector>

namespace hallwright::design {

struct DeviceRule {
    DeviceTypeId type;
    std::string name; // "node": "B1-H4-C09-node-01" in rack B1-H4-C09; without a number if there is one
    int count = 1;
    double firstU =
        0.0;            // 0: the lowest position that is free, for each; no matter for what stands in no slot
    double stepU = 0.0; // from one to the next; 0: each stands on the one before
    DeviceFace face = DeviceFace::Front;
    DeviceSide side = DeviceSide::Left;
};

// In their order. Throws RuleError where the rack has no room for one.
std::vector<DeviceId> putDevices(SiteEdit& edit, RackId rack, const DeviceRule& rule);

// One more device of a type where the rack has room, or at `positionU`, named on after those of its type.
DeviceId putDevice(SiteEdit& edit, RackId rack, DeviceTypeId type, double positionU = 0.0,
                   DeviceFace face = DeviceFace::Front, DeviceSide side = DeviceSide::Left);

// A device like another one, at its place where that is free in the rack, else at the lowest that is. What was named
// after `rackOfLike` is named after its rack. Throws RuleError where the rack has no room.
DeviceId putDeviceLike(SiteEdit& edit, RackId rack, const Device& like, std::string_view rackOfLike);

struct DevicePlace {
    RackId rack;
    double positionU = 0.0; // 0: in no slot
    DeviceFace face = DeviceFace::Front;
    DeviceSide side = DeviceSide::Left;

    bool operator==(const DevicePlace&) const = default;
};

struct DeviceMove {
    DeviceId device;
    DevicePlace to;

    bool operator==(const DeviceMove&) const = default;
};

// All of them together, so that each may take the place that another leaves. Throws RuleError where one has no room
// beside what is not moved; that they are in each other's way is seen when the edit is done.
void moveDevices(SiteEdit& edit, const std::vector<DeviceMove>& moves);

// Where a rack has another name now: devices that were named after it are again.
void renameDevices(SiteEdit& edit, RackId rack, std::string_view before);

} // namespace hallwright::design
