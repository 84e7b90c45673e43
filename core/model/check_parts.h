// The invariants of a site's parts: its catalogue, buildings, halls and records.
#pragma once

#include "core/model/requirements.h"
#include "core/model/site.h"

namespace hallwright::check {

// Throw as checkSite does.
void checkCatalogue(const Catalogue& catalogue);
void checkBuilding(const Site& site, const Building& building); // with all its halls
void checkHall(const Site& site, const Building& building, const Hall& hall);
void checkRecords(const Site& site);

// The values that an object may have from its type, in the object or in the type.
void checkValues(const Subject& s, const AirHandler& unit);
void checkValues(const Subject& s, const Cdu& cdu);
void checkValues(const Subject& s, const PlantUnit& unit);
void checkValues(const Subject& s, const PowerNode& node);
void checkValues(const Subject& s, const PipeRun& pipe);
void checkValues(const Subject& s, const Pathway& pathway);

} // namespace hallwright::check
