// Devices as a table of text, for the clipboard and for spreadsheets, as racks are (core/exchange/rack_table.h).
//
//     rack    name           manufacturer  device_type  position_u  face   side  power_w
//     B1-A01  B1-A01-leaf-1  Nvidia        SN5600       40          front  left  900
#pragma once

#include "core/model/site_edit.h"

#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

// In the order given; devices that the site does not have are left out.
std::string deviceTableOf(const Site& site, const std::vector<DeviceId>& devices);

// Whether a text begins like such a table.
bool isDeviceTable(std::string_view text);

// Adds them to a rack, each at its position where that is free and else at the lowest that is. Throws InputError for what
// cannot be read, a type that the catalogue lacks, and where the rack has no room.
std::vector<DeviceId> addDevices(SiteEdit& edit, RackId rack, std::string_view text);

} // namespace hallwright
