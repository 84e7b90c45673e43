// The small campus with devices in its first rack, of 42 units, beside one whose contents are not stated.
#pragma once

#include "core/model/site.h"

#include <vector>

namespace hallwright::test {

struct FilledRack {
    SitePtr site;
    RackId rack{1};
    RackId emptyRack{2};
    DeviceTypeId node;           // 4 U, 10 kW, 53 kg, half of it to liquid, 0.4 m³/s, 8 GPUs
    DeviceTypeId leaf;           // 2 U, 900 W, no mass stated
    DeviceTypeId shelf;          // half a unit, half depth, draws nothing, 2 kg
    DeviceTypeId strip;          // of power, in no unit
    std::vector<DeviceId> nodes; // at U1, U5, U9, U13
    DeviceId leafDevice;         // at U40
};

FilledRack filledRack();

} // namespace hallwright::test
