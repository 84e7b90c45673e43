// How a building and its halls are fed: entrance switchgear, blocks of transformer, switchgear and UPS on sides A and B,
// busways over the rows, and panels for fans, CDU pumps and plant.
#pragma once

#include "core/design/placing.h"

#include <optional>
#include <string>
#include <vector>

namespace hallwright::design {

struct ElectricalSide {
    RoomId room;
    double transformersX = 0.0; // line of the transformers outside, in the building's frame
};

struct StandbyRule {
    PowerTypeId generator;
    int perSide = 0;
};

struct ElectricalRule {
    ElectricalSide a, b;
    PowerTypeId entrance; // switchgear of each side
    std::optional<StandbyRule> standby{};
    int blocks = 1; // of each side, that the rooms are laid out for
};

// A building's two entrances and the places for blocks behind them.
struct Supply {
    BuildingId building;
    ElectricalSide a, b;
    int blocks = 1;
    int nextBlock = 0;
    PowerNodeId entranceA, entranceB;
};

// Adds each side's entrance switchgear, fed by all sources of that side outside buildings and by standby generators of
// its own. Throws RuleError if a side has no source.
Supply addEntrances(SiteEdit& edit, BuildingId building, const ElectricalRule& rule);

// The supply that a building already has: its entrances are the switchgear that sources feed. Room for `more` blocks is
// counted behind those in place. Nothing if a side has no entrance.
std::optional<Supply> supplyOf(const Site& site, BuildingId building, const ElectricalSide& a,
                               const ElectricalSide& b, int more);

struct BlockTypes {
    PowerTypeId transformer, switchgear, ups;
};

struct Feeds {
    PowerNodeId a, b;
};

// The next block on each side, transformer, switchgear and UPS in series; returns the two UPS.
Feeds addBlock(SiteEdit& edit, Supply& supply, const BlockTypes& types, const std::string& name);

// Busways hang over the racks, those of sides A and B beside each other.
inline constexpr double buswayHeightM = 2.6; // of its underside above the floor
constexpr double buswaySideM(FeedSide side)  // from the middle of the row, to the north or east
{
    return side == FeedSide::A ? -0.2 : side == FeedSide::B ? 0.2 : 0.0;
}

struct FeedRule {
    int rowsPerUps = 1;
    BlockTypes block;
    PowerTypeId busway;               // over each row on each side
    std::optional<PowerTypeId> pdu{}; // one for each row and side, between UPS and busway
    WallSide pduEnd = WallSide::West; // of the row; where no CDU stands
};

struct FeedsReport {
    std::vector<Feeds> ups;           // of each block
    std::vector<Feeds> rows;          // the busways of each row
    std::vector<std::string> reasons; // one sentence for each block
};

// Blocks that rows of this number need on each side.
int blocksFor(std::size_t rows, const FeedRule& rule);

// Feeds every rack of the rows from an A and a B busway over its row.
FeedsReport feedRows(SiteEdit& edit, HallId hall, const std::vector<RowOfRacks>& rows, const FeedRule& rule,
                     Supply& supply);

// Feeds those of the hall's fans and CDU pumps that have no feed from this panel.
void feedFrom(Hall& hall, PowerNodeId panel);

// A panel in the hall, fed from both UPS, for those of its fans and CDU pumps that have no feed, so that they ride
// through a failure of the utility.
PowerNodeId feedHallCooling(SiteEdit& edit, HallId hall, PowerTypeId panel, const Feeds& ups);

struct PlantPanelRule {
    PowerTypeId transformer; // of each side
    PowerTypeId switchgear, panel;
    PowerNodeId entranceA, entranceB;
};

struct PlantPanel {
    PowerNodeId switchgear, panel;
};

// A panel for a group of plant units, fed from a transformer on each side. The place is in the building's frame.
PlantPanel addPlantPanel(SiteEdit& edit, BuildingId building, const PlantPanelRule& rule,
                         const std::string& name, Point2 at);

} // namespace hallwright::design
