// The parts from which the test campuses are put together.
#pragma once

#include "core/model/site.h"

#include <utility>

namespace hallwright::test {

// Hands out the ids of a new site, one counter for each kind.
struct Ids {
    std::int64_t building = 0, hall = 0, rack = 0, airHandler = 0, cdu = 0, node = 0, loop = 0, pipe = 0,
                 plant = 0, room = 0, row = 0, aisle = 0, column = 0, door = 0;
};

// Power nodes in the order they are added, which is the order of their ids.
class PowerBuilder
{
public:
    PowerBuilder(PowerNetwork& network, Ids& ids) : network_(network), ids_(ids) {}

    PowerNodeId add(PowerNodeKind kind, std::string name, FeedSide side, double ratedW,
                    std::vector<PowerNodeId> fedBy, BuildingId building = {}, HallId hall = {},
                    Point3 at = {});

private:
    PowerNetwork& network_;
    Ids& ids_;
};

RackType dgxH100x2(); // two nodes of 8 H100: 20.4 kW, all of it to air
RackType nvl72();     // 132 kW, 87 % of it to liquid

// `count` racks side by side along x, the first one's west side at `westX`.
struct RowSpec {
    std::string name;
    double westX = 0.0;
    double centreY = 0.0;
    double yawDeg = 0.0;
    int count = 0;
    PowerNodeId feedA;
    PowerNodeId feedB;
    CduId cdu;
};
void addRow(Hall& hall, const RowSpec& row, const RackType& type, Ids& ids);

// Losses by kind as physics.md lists them: transformer 99.5 %, UPS 97.8 %, PDU and busway 99.7 % at half
// load.
LossCurve lossOf(PowerNodeKind kind);

} // namespace hallwright::test
