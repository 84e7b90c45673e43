#include "core/design/cdus.h"

#include "core/design/catalogue_types.h"
#include "core/model/number_text.h"

#include <fmt/format.h>

namespace hallwright::design {

namespace {

struct LiquidRacks {
    std::vector<RackId> racks;
    double heatW = 0.0;
};

LiquidRacks liquidRacks(const Hall& hall, const RowOfRacks& row)
{
    LiquidRacks liquid;
    for (const RackId id : row.racks) {
        const Rack& rack = *hall.findRack(id);
        if (rack.liquidShare <= 0.0)
            continue;
        liquid.racks.push_back(id);
        liquid.heatW += rack.powerW * rack.liquidShare;
    }
    return liquid;
}

} // namespace

CdusReport addCdus(SiteEdit& edit, HallId hallId, const std::vector<RowOfRacks>& rows, const CduRule& rule)
{
    CdusReport report;
    Cdu cdu = ofType(edit.site(), rule.type);
    cdu.loop = rule.loop;
    for (const RowOfRacks& row : rows) {
        const Hall& hall = edit.site().hall(hallId);
        const LiquidRacks liquid = liquidRacks(hall, row);
        if (liquid.racks.empty())
            continue;
        const Row& at = rowIn(hall, row.row);
        const double x =
            rule.end == WallSide::East ? at.area.right() + cdu.widthM / 2 : at.area.x - cdu.widthM / 2;
        cdu.name = fmt::format("{}-CDU-{}", hall.name, at.name);
        cdu.pose = {x, at.area.centre().y, at.yawDeg};
        requireInside("CDU " + cdu.name, footprintBounds(cdu.pose, cdu.widthM, cdu.depthM),
                      "hall " + hall.name, hall.widthM, hall.depthM);
        report.reasons.push_back(fmt::format("{} serves the {} liquid-cooled racks of its row, {} of its {}.",
                                             cdu.name, liquid.racks.size(), kilowatts(liquid.heatW, 0),
                                             kilowatts(cdu.capacityW, 0)));
        const CduId added = edit.addTo(hallId, cdu);
        report.added.push_back(added);
        Hall& changed = edit.change(hallId);
        for (const RackId id : liquid.racks)
            rackIn(changed, id).cdu = added;
    }
    return report;
}

bool lacksDoorWater(const Site& site, const Rack& rack)
{
    return site.typeOf(rack).rearDoorEffectiveness > 0.0 && !rack.rearDoorLoop.valid();
}

int tieRearDoors(SiteEdit& edit, HallId hallId, CoolantLoopId loop)
{
    int tied = 0;
    for (Rack& rack : edit.change(hallId).racks) {
        if (!lacksDoorWater(edit.site(), rack))
            continue;
        rack.rearDoorLoop = loop;
        ++tied;
    }
    return tied;
}

} // namespace hallwright::design
