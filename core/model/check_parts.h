// The invariants of a site's parts: its catalogue, buildings, halls, racks' contents and records.
#pragma once

#include "core/model/requirements.h"
#include "core/model/site.h"

namespace hallwright::check {

// Throw as checkSite does.
void checkCatalogue(const Catalogue& catalogue);
void checkBuilding(const Site& site, const Building& building); // with all its halls
void checkHall(const Site& site, const Building& building, const Hall& hall);
void checkRecords(const Site& site);
void checkContents(const Site& site);
// Of one rack: types that exist, positions within the rack and clear of each other.
void checkRackContents(const Site& site, const Rack& rack, const RackContents& contents);
void checkDeviceType(const DeviceType& type);
void checkSlotsOf(const RackType& type);

// The values that an object may have from its type, in the object or in the type.
void checkValues(const Subject& s, const AirHandler& unit);
void checkValues(const Subject& s, const Cdu& cdu);
void checkValues(const Subject& s, const PlantUnit& unit);
void checkValues(const Subject& s, const PowerNode& node);
void checkValues(const Subject& s, const PipeRun& pipe);
void checkValues(const Subject& s, const Pathway& pathway);

} // namespace hallwright::check
