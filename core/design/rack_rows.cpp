#include "core/design/rack_rows.h"

#include "core/design/catalogue_types.h"
#include "core/design/rule_error.h"

#include <algorithm>
#include <fmt/format.h>

namespace hallwright::design {

namespace {

AisleKind other(AisleKind kind)
{
    return kind == AisleKind::Cold ? AisleKind::Hot : AisleKind::Cold;
}

double widthOf(const AisleKind kind, const RowRule& rule)
{
    return kind == AisleKind::Cold ? rule.coldAisleM : rule.hotAisleM;
}

std::vector<const RowGroup*> groupsByRow(const RowRule& rule)
{
    std::vector<const RowGroup*> rows;
    for (const RowGroup& group : rule.groups)
        rows.insert(rows.end(), static_cast<std::size_t>(group.count), &group);
    return rows;
}

bool overlap(const Rect& a, const Rect& b)
{
    constexpr double touching = 1e-6;
    return a.x < b.right() - touching && b.x < a.right() - touching && a.y < b.top() - touching &&
           b.y < a.top() - touching;
}

// Lays rows from south to north and remembers where the next one goes.
class RowLayer
{
public:
    RowLayer(SiteEdit& edit, HallId hall, const RowRule& rule)
        : edit_(edit), hall_(hall), rule_(rule), limits_(rule.atMost), y_(rule.start.y),
          south_(rule.firstAisle)
    {
        const Hall& before = edit.site().hall(hall);
        name_ = before.name;
        widthM_ = before.widthM;
        depthM_ = before.depthM;
        tilePitchM_ = before.tilePitchM;
        for (const Column& column : before.columns)
            taken_.push_back(column.area);
        for (const Wall& wall : before.walls)
            taken_.push_back(wall.area);
        for (const Aisle& aisle : before.aisles)
            ++(aisle.kind == AisleKind::Cold ? coldAisles_ : hotAisles_);
        for (const Row& row : before.rows)
            takenNames_.push_back(row.name);
        nextLetter_ = before.rows.size();
    }

    RowsReport run()
    {
        const std::vector<const RowGroup*> rows = groupsByRow(rule_);
        for (std::size_t i = 0; i < rows.size(); ++i)
            layRow(*rows[i], i == 0);
        if (!rows.empty())
            addEndAisle();
        return std::move(report_);
    }

private:
    const RackType& typeOf(RackTypeId id) const { return *edit_.site().catalogue->find(id); }

    double pitchOf(const Stretch& stretch) const
    {
        return stretch.type.valid() ? typeOf(stretch.type).widthM : tilePitchM_;
    }

    double depthOf(const RowGroup& row) const
    {
        constexpr double ofGapsOnlyM = 1.2;
        double depth = 0.0;
        for (const Stretch& stretch : row.stretches) {
            if (stretch.type.valid())
                depth = std::max(depth, typeOf(stretch.type).depthM);
        }
        return depth > 0.0 ? depth : ofGapsOnlyM;
    }

    double lengthOf(const RowGroup& row) const
    {
        double length = 0.0;
        for (const Stretch& stretch : row.stretches)
            length += stretch.count * pitchOf(stretch);
        return length;
    }

    std::string freeLetter()
    {
        std::string letter;
        do {
            letter = rowLetter(nextLetter_++);
        } while (std::find(takenNames_.begin(), takenNames_.end(), letter) != takenNames_.end());
        return letter;
    }

    void layRow(const RowGroup& group, bool first)
    {
        Row row;
        row.name = freeLetter();
        row.area = {rule_.start.x, y_, lengthOf(group), depthOf(group)};
        row.yawDeg = south_ == AisleKind::Cold ? 0.0 : 180.0;
        requireRoom(row);
        const double south = first ? std::min(widthOf(south_, rule_), y_) : widthOf(south_, rule_);
        addAisle({row.area.x, y_ - south, row.area.width, south}, !first);
        RowOfRacks& laid = report_.rows.emplace_back();
        laid.row = edit_.addTo(hall_, row);
        placeRacks(group, row, laid.racks);
        last_ = row.area;
        report_.reasons.push_back(
            fmt::format("Row {} of hall {} has {} racks, {} to the south, where its {} aisle lies.", row.name,
                        name_, laid.racks.size(), row.yawDeg == 0.0 ? "facing" : "their backs",
                        south_ == AisleKind::Cold ? "cold" : "hot"));
        south_ = other(south_);
        y_ = row.area.top() + widthOf(south_, rule_);
    }

    void requireRoom(const Row& row) const
    {
        if (row.area.right() > widthM_ + 1e-9) {
            throw RuleError(fmt::format("row {} of hall {} ends at x = {:g} m, but the hall is {:g} m wide; "
                                        "shorten the row or widen the hall.",
                                        row.name, name_, row.area.right(), widthM_));
        }
        if (row.area.top() > depthM_ + 1e-9) {
            throw RuleError(fmt::format("row {} of hall {} ends at y = {:g} m, but the hall is {:g} m deep; "
                                        "take out rows or deepen the hall.",
                                        row.name, name_, row.area.top(), depthM_));
        }
    }

    void addAisle(const Rect& area, bool between)
    {
        if (area.depth <= 0.0)
            return;
        const bool cold = south_ == AisleKind::Cold;
        int& number = cold ? coldAisles_ : hotAisles_;
        Aisle aisle;
        aisle.name = fmt::format("{} {}", cold ? "Cold" : "Hot", ++number);
        aisle.kind = south_;
        aisle.area = area;
        aisle.contained = between && rule_.contained == south_;
        aisle.blanked = aisle.contained && rule_.blanked;
        edit_.addTo(hall_, std::move(aisle));
    }

    // North of the last row, up to the aisle's width or the wall.
    void addEndAisle()
    {
        const double depth = std::min(widthOf(south_, rule_), depthM_ - last_.top());
        addAisle({last_.x, last_.top(), last_.width, depth}, false);
    }

    void placeRacks(const RowGroup& group, const Row& row, std::vector<RackId>& placed)
    {
        double x = row.area.x;
        int position = 0;
        for (const Stretch& stretch : group.stretches) {
            const double pitch = pitchOf(stretch);
            for (int i = 0; i < stretch.count; ++i, x += pitch) {
                ++position;
                if (stretch.type.valid())
                    placeRack(typeOf(stretch.type), row, x, position, placed);
            }
        }
    }

    // A position stays empty where a column or a wall stands or the hall's limit for this type is reached.
    void placeRack(const RackType& type, const Row& row, double x, int position, std::vector<RackId>& placed)
    {
        // Fronts are in line: a shallower rack stands back from the hot aisle.
        const double y = row.yawDeg == 0.0 ? row.area.y : row.area.top() - type.depthM;
        const Rect footprint{x, y, type.widthM, type.depthM};
        if (std::any_of(taken_.begin(), taken_.end(),
                        [&](const Rect& area) { return overlap(area, footprint); }))
            return;
        if (const auto limit = limits_.find(type.id); limit != limits_.end() && limit->second-- <= 0)
            return;
        Rack rack = ofType(type);
        rack.name = fmt::format("{}-{}{:02}", name_, row.name, position);
        rack.pose = {footprint.centre().x, footprint.centre().y, row.yawDeg};
        placed.push_back(edit_.addTo(hall_, std::move(rack)));
    }

    SiteEdit& edit_;
    HallId hall_;
    const RowRule& rule_;
    std::map<RackTypeId, int> limits_;
    double y_;
    AisleKind south_; // kind of the aisle south of the next row
    RowsReport report_;
    Rect last_;

    std::string name_; // of the hall, as the following
    double widthM_ = 0.0, depthM_ = 0.0, tilePitchM_ = 0.0;
    std::vector<Rect> taken_;             // by its columns and walls
    std::vector<std::string> takenNames_; // of its rows
    std::size_t nextLetter_ = 0;
    int coldAisles_ = 0, hotAisles_ = 0;
};

} // namespace

RowsReport layOutRows(SiteEdit& edit, HallId hall, const RowRule& rule)
{
    return RowLayer(edit, hall, rule).run();
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

std::string rowLetter(std::size_t index)
{
    const std::string last(1, static_cast<char>('A' + index % 26));
    return index < 26 ? last : rowLetter(index / 26 - 1) + last;
}

} // namespace hallwright::design
