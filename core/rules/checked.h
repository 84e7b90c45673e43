// What the rules look at, and where they put what they find.
#pragma once

#include "core/layout/cell_grid.h"
#include "core/layout/obstacles.h"
#include "core/layout/rows.h"
#include "core/rules/power_dependence.h"
#include "core/rules/rules.h"
#include "core/simulation/snapshot.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

struct CheckedGrounds {
    const Site& site; // without what stands in its halls
};

struct CheckedLayout {
    const Site& site;
    const PowerDependence& power;
    const Building& building;
    const Hall& hall;
    const std::vector<Obstacle>& obstacles; // the racks first, in their order
    const CellGrid& grid;                   // of the obstacles
};

inline bool standsInRow(const CheckedLayout& at, std::size_t obstacle)
{
    return rowAt(at.hall, at.obstacles[obstacle].footprint.pose.position()).has_value();
}

struct CheckedContents {
    const Site& site;
    const Hall& hall;
};

struct CheckedHall {
    const Snapshot& snapshot;
    const PowerDependence& power;
    const HallResult& result;
};

struct CheckedPower {
    const Site& site;
    const PowerDependence& power;
};

struct CheckedSite {
    const Snapshot& snapshot;
};

// What was found against what it is held against, in one unit.
struct Figure {
    double value = 0.0;
    std::optional<double> limit;
    std::string_view unit;
};

// Takes the findings of one rule at one place.
class FindingSink
{
public:
    FindingSink(const Rule& rule, BuildingId building, HallId hall, std::vector<Finding>& found)
        : rule_(rule), building_(building), hall_(hall), found_(found)
    {
    }

    // What it returns holds until the next; `other`, or a place other than the sink's, is set there.
    Finding& add(ObjectRef subject, std::optional<Figure> figure, std::string sentence, std::string remedy);

private:
    const Rule& rule_;
    BuildingId building_;
    HallId hall_;
    std::vector<Finding>& found_;
};

// Sums of many parts differ from a rating they should equal by rounding alone.
inline constexpr double roundingShare = 1e-9;

inline bool exceeds(double value, double limit)
{
    return value > limit * (1.0 + roundingShare);
}

} // namespace hallwright
