// What stands in racks: devices in their slots, and the catalogue types they are instances of.
//
// A unit (U) is 44.45 mm of a rack's height; slots are halves of it. Contents are a part of the site of their own, by
// rack, so that a device renamed or a rack moved copies no more than it must: one rack's devices, or one hall.
#pragma once

#include "core/model/ids.h"

#include <memory>
#include <string>
#include <vector>

namespace hallwright {

enum class PortKind { Network, Management, Console, PowerInlet, PowerOutlet, Front, Rear };

// Ports of one kind and connector, as the device-type library spells it: 64 of "800gbase-x-osfp".
struct PortGroup {
    PortKind kind = PortKind::Network;
    std::string connector;
    int count = 0;

    bool operator==(const PortGroup&) const = default;
};

// Of a connector as the device-type library spells it: 800 for "800gbase-x-osfp" and "infiniband-xdr"; 0: it names no speed.
double portSpeedGbS(const std::string& connector);

// Which way a device moves air, seen from its own front.
enum class DeviceAirflow {
    NotStated,
    FrontToRear,
    RearToFront,
    LeftToRight,
    RightToLeft,
    SideToRear,
    RearToSide,
    BottomToTop,
    TopToBottom,
    Passive, // it moves none
    Mixed
};

enum class DeviceFace { Front, Rear }; // of the rack, to which the device's front looks
enum class DeviceSide { Left, Right }; // of a device of half the width, seen from the face it is mounted at

// What is 0 below is not stated, which is never counted as none: makers leave out more than they say.
struct DeviceType {
    DeviceTypeId id;
    std::string name;         // the maker's model: "SN5600"
    std::string manufacturer; // "Nvidia"
    double heightU = 1.0;   // in steps of 0.5; 0: it stands in no slot (a vertical PDU, a node of a chassis)
    bool fullDepth = true;  // it takes the slots of both faces
    bool halfWidth = false; // two of them stand side by side
    bool powered = true;    // false: it is known to draw nothing (a patch panel, a shelf)
    double massKg = 0.0;
    double nameplateW = 0.0; // the most that its supplies may draw together
    double powerW = 0.0;     // drawn as planned: typical, or allocated
    DeviceAirflow airflow = DeviceAirflow::NotStated;
    double airflowM3s = 0.0;  // at powerW
    double liquidShare = 0.0; // fraction of the heat that leaves in coolant, 0..1
    int gpuCount = 0;         // 0: none
    std::vector<PortGroup> ports;

    bool operator==(const DeviceType&) const = default;
};

struct Device {
    DeviceId id;
    std::string name;
    DeviceTypeId type;
    double positionU = 0.0; // lowest unit it takes, as the rack counts them, in steps of 0.5; 0: in no slot
    DeviceFace face = DeviceFace::Front;
    DeviceSide side = DeviceSide::Left;
    double powerW = 0.0; // as its type's unless its own differs

    bool operator==(const Device&) const = default;
};

// The devices of one rack, in ascending order of id.
struct RackContents {
    RackId id; // the rack's
    std::vector<Device> devices;

    bool operator==(const RackContents&) const = default;
};

using RackContentsPtr = std::shared_ptr<const RackContents>;

// In ascending order of the racks' ids; an empty rack has no entry.
struct Contents {
    std::vector<RackContentsPtr> racks;

    bool operator==(const Contents& other) const; // by content; what is shared costs nothing
    const RackContents* of(RackId rack) const;    // nullptr: it is empty, or its contents are not stated
};

using ContentsPtr = std::shared_ptr<const Contents>;

} // namespace hallwright
