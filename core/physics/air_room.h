// A hall as its air sees it: solid boxes, thin panels, and rectangles through which air enters and leaves.
//
// Everything is in the hall's frame with z from the walking surface upward (a raised floor's plenum lies below 0 and is
// not part of the room: its tiles are supplies; a ceiling plenum above the ceiling height is not part of it either: its
// grilles are returns). Axes x east, y north, z up; metres, m³/s, °C, W.
#pragma once

#include "core/model/hall.h"
#include "core/model/ids.h"

#include <cstddef>
#include <string>
#include <vector>

namespace hallwright {

// Axis-aligned. A patch or panel is a box of no extent along one axis: its normal.
struct AirBox {
    Point3 least, most;

    bool operator==(const AirBox&) const = default;
};

enum class Axis { X, Y, Z };

// A rectangle in a plane of constant `normal`; `towardsPositive`: the room lies on its positive side, so that air it
// gives out moves along +normal, and air it takes in along -normal.
struct AirPatch {
    AirBox area;
    Axis normal = Axis::X;
    bool towardsPositive = true;

    bool operator==(const AirPatch&) const = default;
};

struct AirSupplyPatch {
    std::string name;
    AirPatch patch; // from which air blows into the room
    double flowM3s = 0.0;
    double temperatureC = 0.0;
    int plenum =
        0; // those of one number share a plenum's pressure: what is covered of one comes from all; 0: its own fan
    double openShare = 0.0; // of its area, which the air leaves by as jets; 0: not stated

    bool operator==(const AirSupplyPatch&) const = default;
};

// An opening that air leaves through freely (potential 0).
struct AirReturnPatch {
    std::string name;
    AirPatch patch;

    bool operator==(const AirReturnPatch&) const = default;
};

// Of a plane: where its normal's axis is less or greater.
enum class AirSide { Neither, Negative, Positive };

// A thin wall, with a share of open area: 0 tight, 1 no wall. One of an aisle's containment closes the aisle's side
// of it, and stands on the racks of its row: what stands against their faces and its foot breathes in the aisle.
struct AirPanel {
    AirBox area; // of no extent along `normal`
    Axis normal = Axis::X;
    double openShare = 0.0;
    AirSide closedSide = AirSide::Neither;

    bool operator==(const AirPanel&) const = default;
};

// A rack draws `flowM3s` in at its front and gives it out at its rear, warmer by heatW / (ρ cp V).
struct AirRack {
    RackId id;
    AirBox body;
    AirPatch front; // air goes in
    AirPatch rear;  // air comes out
    double flowM3s = 0.0;
    double heatW = 0.0; // to this air, what a rear door takes already taken off
    std::string name{};
    double leakage =
        0.0; // share of flowM3s that comes from before its rear, past a containment that leaks, 0..1

    bool operator==(const AirRack&) const = default;
};

struct AirRoom {
    double widthM = 0.0, depthM = 0.0, heightM = 0.0;
    double heatPerVolume = 0.0; // ρ cp [J/(m³ K)]
    std::vector<AirBox> solids; // besides the racks: columns, thick walls, CDUs, bodies of air handlers
    std::vector<AirPanel> panels;
    std::vector<AirSupplyPatch> supplies;
    std::vector<AirReturnPatch> returns;
    std::vector<AirRack> racks;                 // as Hall::racks
    std::vector<std::string> simplifications{}; // where the room departs from the hall, each a full sentence

    bool operator==(const AirRoom&) const = default;
};

} // namespace hallwright
