// A site to begin with: one building with one hall, and a catalogue of equipment to fill it from.
//
//     +-----+------------------------------+-----+  y = depth
//     |     |        pipe corridor         |     |
//     | el. +----+--------+----+           | el. |   el.: electrical rooms of sides A and B, against the west and
//     |  A  | g. |  hall  | g. |   free    |  B  |   the east wall; g.: galleries for the pipes behind air handlers
//     |     +----+--------+----+           |     |
//     |     | meet-me |      staging       |     |
//     +-----+---------+--------------------+-----+
#pragma once

#include "core/model/site.h"

#include <string>
#include <string_view>

namespace hallwright::design {

// What stands in the hall at first.
enum class HallStart {
    Empty,
    AirCooled,   // 4 rows of 10 racks of 20 kW, fed and cooled
    LiquidCooled // 4 rows of 10 racks of 40 kW, 72 % of it to coolant, fed and cooled
};

std::string_view nameOf(HallStart start); // as a list to choose from has it

struct NewBuilding {
    std::string name = "B1";
    double widthM = 60.0;
    double depthM = 34.0;
    double heightM = 8.0;
    double capacityW = 5e6; // of its supply
};

struct NewHall {
    std::string name = "H1"; // behind the building's: "B1-H1"
    double widthM = 18.0;
    double depthM = 18.0;
    double heightM =
        5.4; // walking surface to structure; from 4.2 m on the uppermost 1.2 m are a return plenum
    FloorKind floor = FloorKind::Slab;
    double raisedFloorM = 0.9; // on a raised floor
    double tilePitchM = 0.6;
    double supplyC = 23.0;
    double inletLimitC = 27.0; // ASHRAE's recommendation for class A1
    HallStart start = HallStart::AirCooled;
};

struct NewSite {
    std::string name = "New site";
    std::string place;
    double outdoorC = 35.0; // dry bulb of its design day
    double wetBulbC = 24.0; // coincident, not above outdoorC
    double elevationM = 0.0;
    NewBuilding building{};
    NewHall hall{};
};

// A hall of these values without anything in it, doors neither.
Hall emptyHall(const NewHall& hall);

// The least building around such a hall [m].
double leastWidthM(const NewHall& hall);
double leastDepthM(const NewHall& hall);
double leastHeightM(const NewHall& hall);

// A site that checkSite accepts. What its hall begins with is fed and cooled by the rules of equip.h, and leaves no
// finding. Throws InputError with one sentence, naming the value and what it would have to be.
SitePtr newSite(const NewSite& wanted);

// What a new hall beside or instead of this one would have of it: its height, its floor and its set points.
NewHall alike(const Hall& hall);

// A hall to build from, alone in its site (hall_templates.h): of these values, as large as what `start` stands for needs. Throws
// InputError as newSite does.
SitePtr hallTemplate(HallStart start, const NewHall& values);

} // namespace hallwright::design
