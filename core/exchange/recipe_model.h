// What a recipe says, read and range-checked but not yet built: catalogue entries, templates and rules. Every
// reference by name has become an index into the list it names. SI units, degrees Celsius.
#pragma once

#include "core/design/air_handlers.h"
#include "core/design/cdus.h"
#include "core/design/fibre.h"
#include "core/design/loop_pipes.h"
#include "core/design/pathways.h"
#include "core/design/plant.h"
#include "core/design/power.h"
#include "core/design/rack_contents.h"
#include "core/design/rack_rows.h"
#include "core/exchange/yaml_map.h"
#include "core/model/site.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hallwright::recipe {

template <class T>
struct Catalogue {
    std::vector<std::string> names;
    std::vector<T> items;

    const T& operator[](std::size_t index) const { return items[index]; }
};

// The id that a catalogue's entry at this index has in the site.
template <class IdType>
IdType idAt(std::size_t index)
{
    return {static_cast<std::int64_t>(index) + 1};
}

template <class IdType>
std::size_t indexOf(IdType id)
{
    return static_cast<std::size_t>(id.value - 1);
}

// The rules of core/design as a recipe says them: with the place where, and loops by name until the building has them.
struct HandlerRule {
    Place place;
    design::HandlerRule rule;
    std::string loop;
};

struct CduRule {
    Place place;
    design::CduRule rule;
    std::string loop;
};

struct RearDoorRule {
    Place place;
    std::string loop;
};

struct HallTemplate {
    Place place;
    Hall shell; // size, floor, walls, tiles and set points; no contents
    Place rowsPlace;
    design::RowRule rows;
    std::optional<design::ColumnGrid> columns;
    std::vector<Door> doors;
    std::vector<HandlerRule> handlers;
    std::optional<CduRule> cdus;
    std::optional<RearDoorRule> rearDoors;
    design::FeedRule power;
    PowerTypeId fanPanel;
    design::TrayRule tray;
};

struct HallPlacement {
    Place place;
    std::string name;
    std::size_t hallTemplate = 0;
    Point2 origin;
    WallSide trayExit = WallSide::South;
    std::optional<double> riserX; // where this hall's pipes come down from the main, in the building's frame
};

struct ElectricalSide {
    std::size_t room = 0; // index into the building's rooms
    double yardX = 0.0;   // of the transformers, in the building's frame
};

struct ElectricalRule {
    ElectricalSide a, b;
    PowerTypeId entrance;            // switchgear of each side
    design::BlockTypes coolingBlock; // of the continuous cooling: fans and CDU pumps
    PowerTypeId panel;               // of the plant, behind transformers and switchgear of the types above
    std::optional<design::StandbyRule> standby;
};

struct LoopRule {
    Place place;
    std::string name;
    CoolantLoop values; // but for its building and design heat
    design::PipeRule pipes;
    std::vector<design::PlantRule> plant; // groups of equal units
};

struct FibreRule {
    std::size_t meetMe = 0; // room
    double corridorX = 0.0; // where the halls' trays run to the meet-me room
};

struct BuildingTemplate {
    Place place;
    double widthM = 0.0, depthM = 0.0, heightM = 0.0;
    double otherPowerW = 0.0;
    bool otherFromPlant = false; // fed from the first plant panel's switchgear; else beside the network
    std::string roomLoop;        // empty: none
    std::vector<Room> rooms;
    std::vector<HallPlacement> halls;
    ElectricalRule electrical;
    std::vector<LoopRule> loops;
    FibreRule fibre;
};

struct BuildingPlacement {
    Place place;
    std::string name;
    std::size_t buildingTemplate = 0;
    Point2 origin;
    double yawDeg = 0.0;
    double capacityW = 0.0;
    std::optional<std::size_t> vault; // where its duct bank ends
};

// One source of power, or a line of equal ones.
struct UtilityRule {
    std::string name;
    PowerNodeKind kind = PowerNodeKind::Utility;
    FeedSide side = FeedSide::A;
    Point2 position;
    double ratedW = 0.0;
    LossCurve loss;
    bool standby = false;
    double storedJ = 0.0;
    int count = 1;
    Point2 step; // from one to the next
};

struct PathwayRule {
    std::vector<design::Vault> vaults;
    design::SectionRule duct, trench;
    std::vector<design::TrenchRule> trenches;
    std::string spineHall; // the hall of every building in which runs begin and end
    Place place;
    std::optional<design::BundleRule> hallRuns, buildingRuns;
};

// At most this many racks of a model in one hall.
struct LimitRule {
    Place place;
    std::string hall; // "B5-H3"
    RackTypeId type;
    int racks = 0;
};

// Another model, power, position or status for one rack, and the days on which it enters statuses.
struct OverrideRule {
    Place place;
    std::string rack;
    std::optional<RackTypeId> type;
    std::optional<double> powerW, x, y, yawDeg;
    std::optional<LifecycleStatus> status;
    std::map<LifecycleStatus, std::string> dates; // as Record has them
    bool remove = false;
};

// Why what a rule (core/rules) finds of a hall, or of an aisle or rack in it, is accepted.
struct WaiverRule {
    Place place;
    std::string hall;        // "B5-H3"
    std::string aisle, rack; // one at most
    std::string rule;        // "containment-gap"
    std::string reason;
};

// A tag of a hall or building: what it is used for, whose it is.
struct TagRule {
    Place place;
    std::string hall, building; // one of them
    std::string tag;
};

// What stands in all racks whose names fit the pattern, of one type or of any.
struct ContentsRule {
    Place place;
    std::string racks; // "B-H-A*": * stands for any characters
    std::optional<RackTypeId> rackType;
    std::vector<design::DeviceRule> devices;
    std::vector<Place> devicePlaces;
};

struct Recipe {
    std::string file;
    SiteInfo info;
    Catalogue<RackType> racks; // the type at index i has the id i + 1 in the site, as the others
    Catalogue<AirHandler> airHandlers;
    Catalogue<Cdu> cdus;
    Catalogue<PlantUnit> plant;
    Catalogue<PowerNode> power;
    Catalogue<DeviceType> devices;
    Catalogue<HallTemplate> halls;
    Catalogue<BuildingTemplate> buildings;
    std::vector<UtilityRule> utilities;
    std::vector<BuildingPlacement> campus;
    PathwayRule pathways;
    std::vector<LimitRule> limits;
    std::vector<ContentsRule> contents;
    std::vector<OverrideRule> overrides;
    std::vector<TagRule> tags;
    std::vector<WaiverRule> waivers;
    std::string weatherFile; // of a year; empty: none
};

// Fails at `place` unless the area of `what` lies inside a room or building of this size.
void requireInside(const Place& place, const std::string& what, const Rect& area, const std::string& where,
                   double widthM, double depthM);

// Reads and checks every value; nothing is built yet.
Recipe readRecipe(const std::string& yaml, const std::string& origin);

} // namespace hallwright::recipe
