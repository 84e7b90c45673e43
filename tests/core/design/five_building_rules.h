// What the five-building campus is made of: its equipment, halls and buildings, as its recipe says them.
#pragma once

#include "core/design/air_handlers.h"
#include "core/design/cdus.h"
#include "core/design/loop_pipes.h"
#include "core/design/pathways.h"
#include "core/design/rack_rows.h"

#include <optional>
#include <vector>

namespace hallwright::test {

struct RackTypes {
    RackTypeId air, liquid, single, network, storage, management;
};

struct Equipment {
    RackTypes racks;
    AirHandlerTypeId fanWall, crah;
    CduTypeId cdu;
    PlantTypeId chiller, dryCooler;
    PowerTypeId mv, tx2500, tx3000, lv, ups2000, ups2400, busway1600, busway2000, fanPanel, plantPanel;
};

// What a hall is equipped with, by its template.
struct HallRules {
    Hall shell;
    design::RowRule rows;
    std::vector<design::HandlerRule> handlers;
    std::optional<CduTypeId> cdu;
    design::FeedRule feeds;
    design::TrayRule tray;
};

struct PlacedHall {
    const char* name;
    HallRules rules;
    Point2 origin;
    WallSide exit = WallSide::South;
    std::optional<double> riserX{};
};

struct PlacedLoop {
    const char* name;
    double supplyC, deltaTK, headPa, efficiency;
    design::PipeRule pipes;
    design::PlantRule plant;
};

struct BuildingRules {
    Building shell;
    std::vector<PlacedHall> halls;
    double yardAX = 0.0, yardBX = 0.0;
    std::vector<PlacedLoop> loops; // the first cools air handlers and rooms, the last CDUs
    std::size_t meetMe = 0;        // room
    double corridorX = 0.0;
};

Equipment addEquipment(SiteEdit& edit);
BuildingRules airBuilding(const Equipment& of);    // four air-cooled halls and one of network racks
BuildingRules liquidBuilding(const Equipment& of); // three liquid-cooled halls and one of network racks

} // namespace hallwright::test
