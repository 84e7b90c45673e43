#include "core/design/equip.h"

#include "core/design/building_supply.h"
#include "core/design/choose_types.h"
#include "core/design/nearest.h"
#include "core/design/rule_error.h"
#include "core/layout/rows.h"
#include "core/model/number_text.h"

#include <algorithm>
#include <fmt/format.h>

namespace hallwright::design {

namespace {

bool isFed(const Rack& rack)
{
    return rack.feedA.valid() && rack.feedB.valid();
}

double powerOf(const Hall& hall, const RowOfRacks& row)
{
    double powerW = 0.0;
    for (const RackId id : row.racks)
        powerW += hall.findRack(id)->powerW;
    return powerW;
}

// A hall whose racks were placed one by one may have no rows yet; busways hang over rows.
void findRows(SiteEdit& edit, HallId id, Choices& choices)
{
    const Hall& hall = edit.site().hall(id);
    if (!hall.rows.empty())
        return;
    const std::string name = hall.name;
    for (const Row& row : foundRows(hall, *edit.site().catalogue)) {
        edit.addTo(id, row);
        choices.push_back(
            fmt::format("Row {} of hall {} is what stands side by side there.", row.name, name));
    }
}

std::vector<RowOfRacks> rowsWithoutFeeds(const Hall& hall)
{
    std::vector<RowOfRacks> rows = rowsOf(hall);
    std::erase_if(rows, [&](const RowOfRacks& row) {
        return row.racks.empty() ||
               std::ranges::any_of(row.racks, [&](RackId id) { return isFed(*hall.findRack(id)); });
    });
    return rows;
}

// Rows follow on one another in a block; the heaviest block of each number of rows counts.
double heaviestBlockW(const Hall& hall, const std::vector<RowOfRacks>& rows, std::size_t perBlock)
{
    double heaviestW = 0.0;
    for (std::size_t first = 0; first < rows.size(); first += perBlock) {
        double blockW = 0.0;
        for (std::size_t i = first; i < std::min(first + perBlock, rows.size()); ++i)
            blockW += powerOf(hall, rows[i]);
        heaviestW = std::max(heaviestW, blockW);
    }
    return heaviestW;
}

// As few blocks as the largest UPS allows, and of them the least that carry their rows.
FeedRule feedRuleFor(const Site& site, const Hall& hall, const std::vector<RowOfRacks>& rows)
{
    const double largestW = plannedShare * largestRatingW(site, PowerNodeKind::Ups);
    std::size_t perBlock = rows.size();
    while (perBlock > 1 && heaviestBlockW(hall, rows, perBlock) > largestW)
        --perBlock;
    const std::size_t blocks = (rows.size() + perBlock - 1) / perBlock;
    perBlock = (rows.size() + blocks - 1) / blocks; // even
    FeedRule rule;
    rule.rowsPerUps = static_cast<int>(perBlock);
    rule.block =
        blockFor(site, heaviestBlockW(hall, rows, perBlock), fmt::format("the racks of hall {}", hall.name));
    rule.busway = leastPowerType(site, PowerNodeKind::Busway, heaviestBlockW(hall, rows, 1) / plannedShare,
                                 fmt::format("a row of hall {}", hall.name))
                      .id;
    return rule;
}

void requireCapacity(const Building& building)
{
    double rackW = 0.0;
    for (const HallPtr& hall : building.halls) {
        for (const Rack& rack : hall->racks)
            rackW += rack.powerW;
    }
    if (rackW > building.capacityW)
        throw RuleError(
            fmt::format("the racks of building {} draw {:.2f} MW, more than the {:.2f} MW that its "
                        "supply is for; raise the building's capacity or take racks out.",
                        building.name, rackW / 1e6, building.capacityW / 1e6));
}

void feedNewRows(SiteEdit& edit, HallId id, Choices& choices)
{
    const std::vector<RowOfRacks> rows = rowsWithoutFeeds(edit.site().hall(id));
    if (rows.empty())
        return;
    const BuildingId building = edit.site().buildingOf(id).id;
    const FeedRule rule = feedRuleFor(edit.site(), edit.site().hall(id), rows);
    Supply supply = supplyFor(edit, building, blocksFor(rows.size(), rule), choices);
    const FeedsReport report = feedRows(edit, id, rows, rule, supply);
    choices.insert(choices.end(), report.reasons.begin(), report.reasons.end());
    const Hall& hall = edit.site().hall(id);
    choices.push_back(fmt::format("A busway of {} on each side hangs over {} of hall {}; the heaviest "
                                  "row draws {}, which "
                                  "either side carries alone.",
                                  kilowatts(edit.site().catalogue->find(rule.busway)->values.ratedW, 0),
                                  rows.size() == 1 ? "one row" : fmt::format("each of {} rows", rows.size()),
                                  hall.name, kilowatts(heaviestBlockW(hall, rows, 1), 0)));
}

// A rack that came into a row that is fed already, or stands on none.
void feedFromNearest(SiteEdit& edit, HallId id, RackId rackId, Choices& choices)
{
    const Hall& hall = edit.site().hall(id);
    const Rack& rack = *hall.findRack(rackId);
    const NearestFeeds nearest = nearestFeeds(edit.site(), id, rack);
    if (!nearest.a.id.valid() || !nearest.b.id.valid())
        throw RuleError(
            fmt::format("rack {} of hall {} stands on no row, and the hall has no busway or PDU it "
                        "could be connected to; draw a row where it stands.",
                        rack.name, hall.name));
    if (!rack.feedA.valid())
        choices.push_back(fmt::format("Rack {}, side A: {}", rack.name, nearest.a.reason));
    if (!rack.feedB.valid())
        choices.push_back(fmt::format("Rack {}, side B: {}", rack.name, nearest.b.reason));
    Rack& changed = rackIn(edit.change(id), rackId);
    changed.feedA = changed.feedA.valid() ? changed.feedA : nearest.a.id;
    changed.feedB = changed.feedB.valid() ? changed.feedB : nearest.b.id;
}

std::vector<RackId> racksWithoutFeeds(const Hall& hall)
{
    std::vector<RackId> unfed;
    for (const Rack& rack : hall.racks) {
        if (!isFed(rack))
            unfed.push_back(rack.id);
    }
    return unfed;
}

} // namespace

Choices feedHall(SiteEdit& edit, HallId id)
{
    const Hall& before = edit.site().hall(id);
    if (before.racks.empty())
        throw RuleError(fmt::format("hall {} has no racks to feed; draw its rows first.", before.name));
    requireCapacity(edit.site().buildingOf(id));
    Choices choices;
    findRows(edit, id, choices);
    feedNewRows(edit, id, choices);
    for (const RackId rack : racksWithoutFeeds(edit.site().hall(id)))
        feedFromNearest(edit, id, rack, choices);
    feedCoolingUnits(edit, id, choices);
    const CoolantLoopId rooms = edit.site().buildingOf(id).roomLoop;
    if (!choices.empty() && rooms.valid()) {
        const Choices resized = resizeLoop(edit, rooms);
        choices.insert(choices.end(), resized.begin(), resized.end());
    }
    return choices;
}

} // namespace hallwright::design
