// A building: its shell, the rooms that are not data halls, and its halls.
#pragma once

#include "core/model/geometry.h"
#include "core/model/hall.h"
#include "core/model/ids.h"

#include <memory>
#include <string>
#include <vector>

namespace hallwright {

enum class RoomKind { Electrical, Mechanical, MeetMe, Dock, Staging, Office, Corridor };

// A room that holds no racks, in the building's frame.
struct Room {
    std::string name;
    RoomKind kind = RoomKind::Electrical;
    Rect area;
    RoomId id{};

    bool operator==(const Room&) const = default;
};

struct Building {
    BuildingId id;
    std::string name;
    Point2 originM; // of the building's frame, in the campus frame
    double yawDeg = 0.0;
    double widthM = 0.0;      // outer size along x
    double depthM = 0.0;      // outer size along y
    double heightM = 0.0;     // eaves
    double capacityW = 0.0;   // electrical capacity of the building's supply
    double otherPowerW = 0.0; // lighting, offices, security: constant
    // The node otherPowerW is fed from; none: beside the power network, without losses.
    PowerNodeId otherFeed{};
    // Cools what the electrical rooms and otherPowerW give off; none: ventilated outdoors.
    CoolantLoopId roomLoop;
    std::vector<Room> rooms;
    std::vector<HallPtr> halls;

    bool operator==(const Building& other) const; // by content, halls too (core/model/fields.h)
};

using BuildingPtr = std::shared_ptr<const Building>;

// From a hall's or building's frame into the campus frame, and back.
Point2 buildingToCampus(const Building& building, Point2 inBuilding);
Point2 campusToBuilding(const Building& building, Point2 inCampus);
Point2 hallToCampus(const Building& building, const Hall& hall, Point2 inHall);
Point2 campusToHall(const Building& building, const Hall& hall, Point2 inCampus);

} // namespace hallwright
