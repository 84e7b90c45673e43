// The site while it is being built: ids are handed out in the order things come to be, so that the same recipe always
// gives the same ids.
#pragma once

#include "core/exchange/recipe_model.h"
#include "core/model/site.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace hallwright::recipe {

template <class IdType>
class IdSource
{
public:
    IdType next() { return IdType{++last_}; }

private:
    std::int64_t last_ = 0;
};

struct Ids {
    IdSource<BuildingId> building;
    IdSource<HallId> hall;
    IdSource<RackId> rack;
    IdSource<AirHandlerId> airHandler;
    IdSource<CduId> cdu;
    IdSource<PowerNodeId> power;
    IdSource<CoolantLoopId> loop;
    IdSource<PipeRunId> pipe;
    IdSource<PlantUnitId> plant;
    IdSource<PathwayId> pathway;
    IdSource<FibreRunId> fibre;
};

// One row as it was laid out; racks [firstRack, endRack) of the hall stand in it.
struct RowDraft {
    std::string letter;
    Rect area; // hall frame, racks and gaps, without the CDU at its end
    double yawDeg = 0.0;
    std::size_t firstRack = 0;
    std::size_t endRack = 0;
};

struct HallDraft {
    const HallPlacement* placement = nullptr;
    const HallTemplate* rule = nullptr;
    Hall hall;
    std::vector<RowDraft> rows;
    std::vector<std::string> handlerLoops; // of hall.airHandlers
    PathwayId mainTray;
    PathwayId homeTray; // from the hall to the meet-me room
};

struct BuildingDraft {
    const BuildingPlacement* placement = nullptr;
    const BuildingTemplate* rule = nullptr;
    Building building; // without halls until it is finished
    std::vector<HallDraft> halls;
    std::vector<CoolantLoopId> loops; // as rule->loops
    PowerNodeId entranceA, entranceB;
    PowerNodeId plantSwitchgear;             // of the first plant panel
    std::map<std::string, int> plantNumbers; // of the last unit of each kind's prefix, over all loops
    PathwayId duct;                          // from the meet-me room to the vault; none without a vault
};

struct Draft {
    const Recipe& recipe;
    Ids ids;
    std::vector<RackTypeId> rackTypes; // as recipe.racks
    std::shared_ptr<hallwright::Catalogue> catalogue;
    std::vector<BuildingDraft> buildings;
    PowerNetwork power;
    CoolingNetwork cooling;
    PathwayNetwork pathways;
    Records records;

    explicit Draft(const Recipe& r) : recipe(r) {}
};

// "A", "B", ... "Z", "AA", ...
std::string rowLetter(std::size_t index);

// From a building's or hall's frame to the campus.
Point3 toCampus(const Building& building, Point2 p, double z);
Point2 toBuilding(const Hall& hall, Point2 p);

} // namespace hallwright::recipe
