// A data hall: a room, its floor, its aisles, and the racks and cooling equipment standing in it.
#pragma once

#include "core/model/coolant.h"
#include "core/model/geometry.h"
#include "core/model/ids.h"
#include "core/model/rack.h"

#include <memory>
#include <string>
#include <vector>

namespace hallwright {

enum class FloorKind { Slab, RaisedFloor };
enum class AisleKind { Cold, Hot };
enum class AirHandlerKind { Crah, FanWall };
enum class WallSide { South, East, North, West };

// The floor area between two rows, in the hall's frame.
struct Aisle {
    std::string name;
    AisleKind kind = AisleKind::Cold;
    Rect area;
    bool contained = false;
    bool blanked = false; // blanking panels close the empty positions along it, if it is contained
    AisleId id{};

    bool operator==(const Aisle&) const = default;
};

// A strip of floor, in the hall's frame, on which racks stand side by side and face one way. A rack belongs to the row
// on whose area its centre lies (core/layout/rows.h), so that moving it there is all it takes.
struct Row {
    RowId id;
    std::string name; // "A"
    Rect area;
    double yawDeg = 0.0; // of its racks; one turned by 180 degrees still stands in it

    bool operator==(const Row&) const = default;
};

struct Column {
    Rect area;
    ColumnId id{};

    bool operator==(const Column&) const = default;
};

// A wall within the hall, of a cage or between two lots, or a screen that ends below the ceiling.
struct Wall {
    WallId id;
    std::string name;
    Rect area;
    double heightM = 0.0; // 0, or at least the hall's: up to the structure above

    bool operator==(const Wall&) const = default;
};

// Tiles of a raised floor through which its air comes up, side by side. A hall without any has them where racks draw:
// core/simulation/hall_air_room.h.
struct TileField {
    TileFieldId id;
    std::string name;
    Rect area;
    double openShare = 0.25; // of the area, that air passes: 0.25 perforated, 0.56 a grate

    bool operator==(const TileField&) const = default;

    double openM2() const { return area.area() * openShare; }
};

struct Door {
    std::string name;
    WallSide wall = WallSide::South;
    double offsetM = 0.0; // from the wall's west or south end to the door's nearer jamb
    double widthM = 1.2;
    double heightM = 2.4;
    DoorId id{};

    bool operator==(const Door&) const = default;
};

// Moves and cools hall air: a computer-room air handler, or one bay of a fan wall. It blows forward, out of its front.
struct AirHandler {
    AirHandlerId id;
    std::string name;
    AirHandlerKind kind = AirHandlerKind::Crah;
    Pose pose;
    double widthM = 0.0;
    double depthM = 0.0;
    double heightM = 0.0;
    double airflowM3s = 0.0; // at full fan speed
    double capacityW = 0.0;  // sensible cooling at rated conditions
    double fanPowerW = 0.0;  // at full fan speed
    PowerNodeId feed;
    CoolantLoopId loop;         // the chilled water it is fed from
    double coilApproachK = 3.0; // leaving air minus entering water at capacityW and full airflow
    double waterDropPa = 50e3;  // coil and open control valve, at the loop's design flow for capacityW
    AirHandlerTypeId type{};    // whose values it has but for those that differ; none: all are its own

    bool operator==(const AirHandler&) const = default;
};

// Coolant distribution unit: a plate heat exchanger and pumps between the racks' coolant and the facility water.
struct Cdu {
    CduId id;
    std::string name;
    Pose pose;
    double widthM = 0.0;
    double depthM = 0.0;
    double heightM = 0.0;
    double capacityW = 0.0;
    double flowM3s = 0.0;    // secondary (rack side) design flow
    double approachK = 0.0;  // rack-side supply minus facility-water supply at capacity
    double pumpPowerW = 0.0; // at flowM3s
    PowerNodeId feed;
    CoolantLoopId loop;              // the facility water it rejects to
    double supplyC = 0.0;            // rack-side supply set point; 0: facility supply plus approachK
    double facilityFlowM3s = 0.0;    // facility water at capacity; 0: as much as flowM3s
    double facilityDropPa = 80e3;    // plates and open control valve at that flow
    Coolant coolant = Coolant::Pg25; // rack side
    CduTypeId type{};                // whose values it has but for those that differ; none: all are its own

    bool operator==(const Cdu&) const = default;
};

// Invariants, checked by checkSite: ids positive and unique in the site; racks in ascending order of id, so that a
// rack is found by bisection; everything inside the room.
struct Hall {
    HallId id;
    std::string name;
    Point2 originM;               // of the hall's frame, in the building's frame
    double floorElevationM = 0.0; // of the walking surface above the campus datum
    double widthM = 0.0;          // inner size along x
    double depthM = 0.0;          // inner size along y
    double heightM = 0.0;         // walking surface to underside of structure
    double tilePitchM = 0.6;
    FloorKind floor = FloorKind::Slab;
    double raisedFloorM = 0.0;       // plenum depth; 0 on a slab
    bool ceilingReturn = false;      // return air goes through a ceiling plenum
    double ceilingHeightM = 0.0;     // walking surface to the plenum's underside; heightM without a plenum
    double floorRatingPa = 0.0;      // uniform load the floor is rated for, N/m²
    double containmentLeakage = 0.0; // fraction of the air that crosses closed containment, 0..1
    double supplyC = 0.0;            // air handlers' supply temperature set point
    double inletLimitC =
        0.0; // highest allowed rack inlet: the hall's ASHRAE recommendation or the owner's limit
    double dewPointC = 10.0;        // of the room air, as its humidity control holds it
    bool airsideEconomiser = false; // its air handlers can draw outdoor air instead of return air
    std::vector<Row> rows;
    std::vector<Aisle> aisles;
    std::vector<Column> columns;
    std::vector<Wall> walls;
    std::vector<TileField> tileFields; // none on a slab
    std::vector<Door> doors;
    std::vector<AirHandler> airHandlers;
    std::vector<Cdu> cdus;
    std::vector<Rack> racks;

    bool operator==(const Hall&) const = default;

    Rect room() const { return {0.0, 0.0, widthM, depthM}; }
    bool isFullHeight(const Wall& wall) const { return wall.heightM <= 0.0 || wall.heightM >= heightM; }
    double heightOf(const Wall& wall) const { return isFullHeight(wall) ? heightM : wall.heightM; }
    const Rack* findRack(RackId id) const; // nullptr if the rack is not in this hall
};

using HallPtr = std::shared_ptr<const Hall>;

} // namespace hallwright
