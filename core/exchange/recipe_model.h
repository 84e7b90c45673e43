// What a recipe says, read and range-checked but not yet built: catalogue entries, templates and rules. Every
// reference by name has become an index into the list it names. SI units, degrees Celsius.
#pragma once

#include "core/exchange/yaml_map.h"
#include "core/model/site.h"

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

struct RackModel {
    RackType type; // without id
    RackRole role = RackRole::Compute;
};

struct AirHandlerModel {
    AirHandlerKind kind = AirHandlerKind::Crah;
    double widthM = 0.0, depthM = 0.0, heightM = 0.0;
    double airflowM3s = 0.0, capacityW = 0.0, fanPowerW = 0.0;
    double coilApproachK = 0.0, waterDropPa = 0.0;
};

struct CduModel {
    double widthM = 0.0, depthM = 0.0, heightM = 0.0;
    double capacityW = 0.0, flowM3s = 0.0, approachK = 0.0, pumpPowerW = 0.0;
    double supplyC = 0.0, facilityFlowM3s = 0.0, facilityDropPa = 0.0;
    Coolant coolant = Coolant::Pg25;
};

struct PlantModel {
    PlantKind kind = PlantKind::AirCooledChiller;
    double widthM = 0.0, depthM = 0.0, heightM = 0.0;
    double capacityW = 0.0, ratedCop = 0.0, ratedOutdoorC = 0.0, ratedPowerW = 0.0, ratedApproachK = 0.0;
    std::string curves;
    double adiabaticEffectiveness = 0.0, liquidDropPa = 0.0;
};

struct PowerModel {
    PowerNodeKind kind = PowerNodeKind::Transformer;
    double ratedW = 0.0;
    LossCurve loss;
    bool standby = false;
    UpsMode upsMode = UpsMode::DoubleConversion;
    double storedJ = 0.0;
};

// Neighbouring positions of a row: racks of one type, or positions left empty.
struct Stretch {
    std::optional<std::size_t> rackModel; // none: a gap
    int count = 0;
};

struct RowGroup {
    int count = 0; // of equal rows
    std::vector<Stretch> stretches;
};

struct HandlerRule {
    Place place;
    std::size_t model = 0;
    WallSide wall = WallSide::West;
    int count = 0;
    std::string loop;
};

struct CduRule {
    Place place;
    std::size_t model = 0;
    WallSide end = WallSide::East; // of every row
    std::string loop;
};

struct RearDoorRule {
    Place place;
    std::string loop;
};

struct ColumnGrid {
    Point2 first; // centre
    Point2 pitch;
    int countX = 0, countY = 0;
    double sizeM = 0.0;
};

struct RowRule {
    Place place;
    Point2 start; // least corner of the first row
    AisleKind firstAisle = AisleKind::Cold;
    double coldAisleM = 0.0, hotAisleM = 0.0;
    std::vector<RowGroup> groups;
};

struct HallPowerRule {
    int rowsPerUps = 0;
    std::size_t transformer = 0, switchgear = 0, ups = 0, busway = 0, panel = 0;
    std::optional<std::size_t> pdu; // between UPS and busway
};

struct TrayRule {
    double heightM = 0.0, widthM = 0.0, depthM = 0.0;
    double mainX = 0.0; // of the tray that joins the rows, in the hall's frame
};

struct HallTemplate {
    Place place;
    Hall shell; // size, floor and set points; no contents
    RowRule rows;
    std::optional<AisleKind> contained;
    std::optional<ColumnGrid> columns;
    std::vector<Door> doors;
    std::vector<HandlerRule> handlers;
    std::optional<CduRule> cdus;
    std::optional<RearDoorRule> rearDoors;
    HallPowerRule power;
    TrayRule tray;
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

struct StandbyRule {
    std::size_t generator = 0;
    int perSide = 0;
};

struct ElectricalRule {
    ElectricalSide a, b;
    std::size_t entrance = 0;    // switchgear of each side
    std::size_t transformer = 0; // of the mechanical plant and of the continuous cooling
    std::size_t switchgear = 0;
    std::size_t ups = 0;   // of the continuous cooling: fans and CDU pumps
    std::size_t panel = 0; // of the plant
    std::optional<StandbyRule> standby;
};

// Rows of units, centred on the loop's entry with a gap there for the pipes.
struct PlantRule {
    std::size_t model = 0;
    std::optional<int> units; // none: as many as the design heat needs, and the spare ones
    int spare = 0;
    int perRow = 0; // at most
    int perPanel = 0;
    double firstRowY = 0.0; // of the units' centres, in the building's frame
    Point2 pitch;           // along a row, and from row to row
    bool onRoof = false;
};

enum class LoopHeat { Air, Liquid };

struct LoopRule {
    Place place;
    std::string name;
    double supplyC = 0.0, deltaTK = 0.0, pumpHeadPa = 0.0, pumpEfficiency = 0.0;
    double velocityMs = 0.0; // pipes are sized for
    double entryX = 0.0;     // where the pipes enter the building
    double mainY = 0.0;      // of the main along the building
    double mainZ = 0.0;
    Coolant coolant = Coolant::Water;
    int pumps = 0, sparePumps = 0;
    double heldHead = 0.0, bufferM3 = 0.0, heatReuseW = 0.0;
    std::vector<PlantRule> plant; // groups of equal units
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

struct SectionRule {                                 // of a trench or duct bank
    double widthM = 0.0, depthM = 0.0, coverM = 0.0; // cover: centre line below ground
};

struct TrenchRule {
    Place place;
    std::size_t from = 0, to = 0; // vaults
    std::vector<Point2> via;
};

struct BundleRule {
    int cables = 0, fibresPerCable = 0;
    double cableDiameterM = 0.0, slack = 0.0;
};

struct PathwayRule {
    std::vector<std::string> vaultNames;
    std::vector<Point2> vaults;
    SectionRule duct, trench;
    std::vector<TrenchRule> trenches;
    std::string spineHall; // the hall of every building in which runs begin and end
    Place place;
    std::optional<BundleRule> hallRuns, buildingRuns;
};

// At most this many racks of a model in one hall.
struct LimitRule {
    Place place;
    std::string hall; // "B5-H3"
    std::size_t rackModel = 0;
    int racks = 0;
};

// Another model, power, position or status for one rack.
struct OverrideRule {
    Place place;
    std::string rack;
    std::optional<std::size_t> model;
    std::optional<double> powerW, x, y, yawDeg;
    std::optional<LifecycleStatus> status;
    bool remove = false;
};

struct Recipe {
    std::string file;
    SiteInfo info;
    Catalogue<RackModel> racks;
    Catalogue<AirHandlerModel> airHandlers;
    Catalogue<CduModel> cdus;
    Catalogue<PlantModel> plant;
    Catalogue<PowerModel> power;
    Catalogue<HallTemplate> halls;
    Catalogue<BuildingTemplate> buildings;
    std::vector<UtilityRule> utilities;
    std::vector<BuildingPlacement> campus;
    PathwayRule pathways;
    std::vector<LimitRule> limits;
    std::vector<OverrideRule> overrides;
};

// Fails at `place` unless the area of `what` lies inside a room or building of this size.
void requireInside(const Place& place, const std::string& what, const Rect& area, const std::string& where,
                   double widthM, double depthM);

// Reads and checks every value; nothing is built yet.
Recipe readRecipe(const std::string& yaml, const std::string& origin);

} // namespace hallwright::recipe
