// The site: one immutable version of a campus.
//
// A Site is never changed, it is succeeded: an edit (core/model/site_edit.h) makes the next version and shares every part
// it did not touch, so that "same pointer" means "same content" and evaluation can reuse what it computed for that
// part. Everything is in SI units; temperatures in degrees Celsius.
#pragma once

#include "core/model/building.h"
#include "core/model/catalogue.h"
#include "core/model/contents.h"
#include "core/model/cooling_network.h"
#include "core/model/ids.h"
#include "core/model/pathways.h"
#include "core/model/power_network.h"
#include "core/model/rack.h"
#include "core/model/records.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hallwright {

struct SiteInfo {
    std::string name;
    std::string description;
    std::string place; // "Northern Virginia, USA"
    double latitudeDeg = 0.0;
    double longitudeDeg = 0.0;
    double elevationM = 0.0;
    double northDeg = 0.0;              // true north, clockwise from the campus frame's +y
    double outdoorC = 0.0;              // dry bulb of its design day, evaluated at unless told otherwise
    double wetBulbC = 0.0;              // coincident wet bulb, not above outdoorC
    double carbonKgPerKwh = 0.34;       // of the grid, constant; US data-centre average 2023
    double cyclesOfConcentration = 5.0; // of tower water: dissolved solids against make-up water

    bool operator==(const SiteInfo&) const = default;
};

// Where a rack stands in a site: positions in Site::buildings, Building::halls and Hall::racks.
struct RackRef {
    std::size_t building = 0;
    std::size_t hall = 0;
    std::size_t rack = 0;
};

struct HallRef {
    std::size_t building = 0;
    std::size_t hall = 0;
};

struct Site {
    // An empty site has no name, no buildings, empty networks.
    SiteInfo info;
    std::shared_ptr<const Catalogue> catalogue = std::make_shared<Catalogue>();
    std::vector<BuildingPtr> buildings; // ascending id, as all that has one
    std::shared_ptr<const PowerNetwork> power = std::make_shared<PowerNetwork>();
    std::shared_ptr<const CoolingNetwork> cooling = std::make_shared<CoolingNetwork>();
    std::shared_ptr<const PathwayNetwork> pathways = std::make_shared<PathwayNetwork>();
    RecordsPtr records = std::make_shared<Records>();
    ContentsPtr contents = std::make_shared<Contents>(); // of its racks
    IdMarks idMarks;

    bool operator==(const Site& other) const; // by content, not by pointer (core/model/fields.h)

    std::optional<RackRef> findRack(RackId id) const;
    std::optional<HallRef> findHall(HallId id) const;
    const Building* findBuilding(BuildingId id) const;

    // References into this version; the ids must come from it (std::logic_error otherwise).
    const Rack& rack(RackId id) const;
    const Hall& hallOf(RackId id) const;
    const Hall& hall(HallId id) const;
    const Building& buildingOf(HallId id) const;
    const RackType& typeOf(const Rack& rack) const;

    std::size_t rackCount() const;
    long long gpuCount() const;
};

using SitePtr = std::shared_ptr<const Site>;

} // namespace hallwright
