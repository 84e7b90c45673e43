#include "core/exchange/build_hall.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace hallwright::recipe {

namespace {

AisleKind other(AisleKind kind)
{
    return kind == AisleKind::Cold ? AisleKind::Hot : AisleKind::Cold;
}

double widthOf(const AisleKind kind, const RowRule& rule)
{
    return kind == AisleKind::Cold ? rule.coldAisleM : rule.hotAisleM;
}

std::vector<const RowGroup*> rowsOf(const RowRule& rule)
{
    std::vector<const RowGroup*> rows;
    for (const RowGroup& group : rule.groups)
        rows.insert(rows.end(), static_cast<std::size_t>(group.count), &group);
    return rows;
}

double rowDepth(const RowGroup& row, const Recipe& recipe)
{
    double depth = 0.0;
    for (const Stretch& stretch : row.stretches) {
        if (stretch.rackModel)
            depth = std::max(depth, recipe.racks[*stretch.rackModel].type.depthM);
    }
    return depth > 0.0 ? depth : 1.2;
}

double stretchPitch(const Stretch& stretch, const Recipe& recipe, double tilePitchM)
{
    return stretch.rackModel ? recipe.racks[*stretch.rackModel].type.widthM : tilePitchM;
}

double rowLength(const RowGroup& row, const Recipe& recipe, double tilePitchM)
{
    double length = 0.0;
    for (const Stretch& stretch : row.stretches)
        length += stretch.count * stretchPitch(stretch, recipe, tilePitchM);
    return length;
}

std::vector<Column> columnsOf(const ColumnGrid& grid)
{
    std::vector<Column> columns;
    for (int j = 0; j < grid.countY; ++j) {
        for (int i = 0; i < grid.countX; ++i) {
            const Point2 centre{grid.first.x + i * grid.pitch.x, grid.first.y + j * grid.pitch.y};
            columns.push_back(
                {{centre.x - grid.sizeM / 2, centre.y - grid.sizeM / 2, grid.sizeM, grid.sizeM}});
        }
    }
    return columns;
}

bool overlap(const Rect& a, const Rect& b)
{
    constexpr double touching = 1e-6;
    return a.x < b.right() - touching && b.x < a.right() - touching && a.y < b.top() - touching &&
           b.y < a.top() - touching;
}

// How many racks of each model a hall may hold, where the recipe limits them.
std::map<std::size_t, int> limitsOf(const Recipe& recipe, const std::string& hallName)
{
    std::map<std::size_t, int> limits;
    for (const LimitRule& limit : recipe.limits) {
        if (limit.hall == hallName)
            limits[limit.rackModel] = limit.racks;
    }
    return limits;
}

// Lays rows from south to north and remembers where the next one goes.
class RowLayer
{
public:
    RowLayer(Draft& draft, HallDraft& hall, const std::string& prefix)
        : draft_(draft), hall_(hall), rule_(hall.rule->rows), prefix_(prefix),
          limits_(limitsOf(draft.recipe, prefix)), y_(rule_.start.y), south_(rule_.firstAisle)
    {
    }

    void run()
    {
        const std::vector<const RowGroup*> rows = rowsOf(rule_);
        for (std::size_t i = 0; i < rows.size(); ++i)
            layRow(*rows[i], i == 0);
        addEndAisle();
    }

private:
    void layRow(const RowGroup& group, bool first)
    {
        RowDraft row;
        row.letter = rowLetter(hall_.rows.size());
        row.area = {rule_.start.x, y_, rowLength(group, draft_.recipe, hall_.hall.tilePitchM),
                    rowDepth(group, draft_.recipe)};
        row.yawDeg = south_ == AisleKind::Cold ? 0.0 : 180.0;
        requireInside(row);
        const double south = first ? std::min(widthOf(south_, rule_), y_) : widthOf(south_, rule_);
        addAisle({row.area.x, y_ - south, row.area.width, south}, !first);
        row.firstRack = hall_.hall.racks.size();
        placeRacks(group, row);
        row.endRack = hall_.hall.racks.size();
        hall_.rows.push_back(row);
        south_ = other(south_);
        y_ = row.area.top() + widthOf(south_, rule_);
    }

    void requireInside(const RowDraft& row) const
    {
        const Hall& hall = hall_.hall;
        if (row.area.right() > hall.widthM + 1e-9) {
            rule_.place.fail(
                fmt::format("row {} of hall {} ends at x = {:g} m, but the hall is {:g} m wide; shorten "
                            "the row or widen the hall.",
                            row.letter, prefix_, row.area.right(), hall.widthM));
        }
        if (row.area.top() > hall.depthM + 1e-9) {
            rule_.place.fail(
                fmt::format("row {} of hall {} ends at y = {:g} m, but the hall is {:g} m deep; take out "
                            "rows or deepen the hall.",
                            row.letter, prefix_, row.area.top(), hall.depthM));
        }
    }

    void addAisle(const Rect& area, bool between)
    {
        if (area.depth <= 0.0)
            return;
        const bool cold = south_ == AisleKind::Cold;
        int& number = cold ? coldAisles_ : hotAisles_;
        hall_.hall.aisles.push_back({fmt::format("{} {}", cold ? "Cold" : "Hot", ++number), south_, area,
                                     between && hall_.rule->contained == south_});
    }

    // North of the last row, up to the aisle's width or the wall.
    void addEndAisle()
    {
        if (hall_.rows.empty())
            return;
        const Rect last = hall_.rows.back().area;
        const double depth = std::min(widthOf(south_, rule_), hall_.hall.depthM - last.top());
        addAisle({last.x, last.top(), last.width, depth}, false);
    }

    void placeRacks(const RowGroup& group, const RowDraft& row)
    {
        double x = row.area.x;
        int position = 0;
        for (const Stretch& stretch : group.stretches) {
            const double pitch = stretchPitch(stretch, draft_.recipe, hall_.hall.tilePitchM);
            for (int i = 0; i < stretch.count; ++i, x += pitch) {
                ++position;
                if (stretch.rackModel)
                    placeRack(*stretch.rackModel, row, x, position);
            }
        }
    }

    // A position stays empty where a column stands or the hall's limit for this model is reached.
    void placeRack(std::size_t modelIndex, const RowDraft& row, double x, int position)
    {
        const RackModel& model = draft_.recipe.racks[modelIndex];
        const RackType& type = model.type;
        // Fronts are in line: a shallower rack stands back from the hot aisle.
        const double y = row.yawDeg == 0.0 ? row.area.y : row.area.top() - type.depthM;
        const Rect footprint{x, y, type.widthM, type.depthM};
        if (std::any_of(hall_.hall.columns.begin(), hall_.hall.columns.end(),
                        [&](const Column& column) { return overlap(column.area, footprint); }))
            return;
        if (const auto limit = limits_.find(modelIndex); limit != limits_.end() && limit->second-- <= 0)
            return;

        Rack rack;
        rack.id = draft_.ids.rack.next();
        rack.name = fmt::format("{}-{}{:02}", prefix_, row.letter, position);
        rack.type = draft_.rackTypes[modelIndex];
        rack.pose = {footprint.centre().x, footprint.centre().y, row.yawDeg};
        rack.powerW = type.powerW;
        rack.liquidShare = type.liquidShare;
        rack.airflowM3s = type.airflowM3s;
        rack.massKg = type.massKg;
        rack.gpuCount = type.gpuCount;
        rack.role = model.role;
        hall_.hall.racks.push_back(std::move(rack));
    }

    Draft& draft_;
    HallDraft& hall_;
    const RowRule& rule_;
    std::string prefix_;
    std::map<std::size_t, int> limits_;
    double y_;
    AisleKind south_; // kind of the aisle south of the next row
    int coldAisles_ = 0;
    int hotAisles_ = 0;
};

// Back to the wall, front into the room; `along` is the unit's centre, measured from the wall's west or south end.
Pose poseAtWall(const Hall& hall, WallSide wall, double along, double depthM)
{
    switch (wall) {
    case WallSide::South:
        return {along, depthM / 2, 180.0};
    case WallSide::North:
        return {along, hall.depthM - depthM / 2, 0.0};
    case WallSide::West:
        return {depthM / 2, along, 90.0};
    case WallSide::East:
        return {hall.widthM - depthM / 2, along, 270.0};
    }
    return {};
}

void addAirHandlers(Draft& draft, HallDraft& hall, const HandlerRule& rule)
{
    const AirHandlerModel& model = draft.recipe.airHandlers[rule.model];
    const bool alongX = rule.wall == WallSide::South || rule.wall == WallSide::North;
    const double wallM = alongX ? hall.hall.widthM : hall.hall.depthM;
    const double pitch = wallM / rule.count;
    if (pitch < model.widthM - 1e-9) {
        rule.place.fail(fmt::format(
            "{}: {} units of {:g} m need {:g} m of wall, but the {} wall is {:g} m long; "
            "take fewer units.",
            rule.place.path, rule.count, model.widthM, rule.count * model.widthM, nameOf(rule.wall), wallM));
    }
    for (int i = 0; i < rule.count; ++i) {
        AirHandler unit;
        unit.id = draft.ids.airHandler.next();
        unit.name =
            fmt::format("{}-{}{:02}", hall.hall.name, model.kind == AirHandlerKind::Crah ? "CRAH" : "FW",
                        hall.hall.airHandlers.size() + 1);
        unit.kind = model.kind;
        unit.pose = poseAtWall(hall.hall, rule.wall, (i + 0.5) * pitch, model.depthM);
        unit.widthM = model.widthM;
        unit.depthM = model.depthM;
        unit.heightM = model.heightM;
        requireInside(rule.place, "air handler " + unit.name,
                      footprintBounds(unit.pose, unit.widthM, unit.depthM), "hall " + hall.hall.name,
                      hall.hall.widthM, hall.hall.depthM);
        unit.airflowM3s = model.airflowM3s;
        unit.capacityW = model.capacityW;
        unit.fanPowerW = model.fanPowerW;
        unit.coilApproachK = model.coilApproachK;
        unit.waterDropPa = model.waterDropPa;
        hall.hall.airHandlers.push_back(std::move(unit));
        hall.handlerLoops.push_back(rule.loop);
    }
}

} // namespace

std::string rowLetter(std::size_t index)
{
    const std::string last(1, static_cast<char>('A' + index % 26));
    return index < 26 ? last : rowLetter(index / 26 - 1) + last;
}

Point3 toCampus(const Building& building, Point2 p, double z)
{
    const Point2 c = buildingToCampus(building, p);
    return {c.x, c.y, z};
}

Point2 toBuilding(const Hall& hall, Point2 p)
{
    return hall.originM + p;
}

HallDraft layOutHall(Draft& draft, const HallPlacement& placement, const std::string& buildingName)
{
    HallDraft result;
    result.placement = &placement;
    result.rule = &draft.recipe.halls[placement.hallTemplate];
    result.hall = result.rule->shell;
    result.hall.id = draft.ids.hall.next();
    result.hall.name = buildingName + "-" + placement.name;
    result.hall.originM = placement.origin;
    result.hall.doors = result.rule->doors;
    if (result.rule->columns)
        result.hall.columns = columnsOf(*result.rule->columns);
    RowLayer(draft, result, result.hall.name).run();
    for (const HandlerRule& rule : result.rule->handlers)
        addAirHandlers(draft, result, rule);
    return result;
}

void addCdus(Draft& draft, HallDraft& hall)
{
    if (!hall.rule->cdus)
        return;
    const CduRule& rule = *hall.rule->cdus;
    const CduModel& model = draft.recipe.cdus[rule.model];
    for (const RowDraft& row : hall.rows) {
        Cdu cdu;
        for (std::size_t i = row.firstRack; i < row.endRack; ++i) {
            Rack& rack = hall.hall.racks[i];
            if (rack.liquidShare <= 0.0)
                continue;
            if (!cdu.id.valid())
                cdu.id = draft.ids.cdu.next();
            rack.cdu = cdu.id;
        }
        if (!cdu.id.valid())
            continue;
        const double x =
            rule.end == WallSide::East ? row.area.right() + model.widthM / 2 : row.area.x - model.widthM / 2;
        cdu.name = fmt::format("{}-CDU-{}", hall.hall.name, row.letter);
        cdu.pose = {x, row.area.centre().y, row.yawDeg};
        cdu.widthM = model.widthM;
        cdu.depthM = model.depthM;
        cdu.heightM = model.heightM;
        cdu.capacityW = model.capacityW;
        cdu.flowM3s = model.flowM3s;
        cdu.approachK = model.approachK;
        cdu.pumpPowerW = model.pumpPowerW;
        cdu.supplyC = model.supplyC;
        cdu.facilityFlowM3s = model.facilityFlowM3s;
        cdu.facilityDropPa = model.facilityDropPa;
        cdu.coolant = model.coolant;
        requireInside(rule.place, "CDU " + cdu.name, footprintBounds(cdu.pose, cdu.widthM, cdu.depthM),
                      "hall " + hall.hall.name, hall.hall.widthM, hall.hall.depthM);
        hall.hall.cdus.push_back(std::move(cdu));
    }
}

} // namespace hallwright::recipe
