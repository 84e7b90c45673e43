// Where things are in a hall's plan: what is drawn around one that is pointed at or selected.
#pragma once

#include "core/model/object_ref.h"
#include "core/model/site.h"
#include "views/plan/plan_transform.h"

#include <QLineF>
#include <QPolygonF>

#include <optional>
#include <vector>

namespace hallwright::plan {

// What of the campus' ways lies over or under a hall's floor: of thousands few do, and most of the others are told apart by
// where the hall lies on the campus.
class WaysOver
{
public:
    WaysOver(const Building& building, const Hall& hall); // which outlive it

    // Stretches of a path in the hall's storey, in the hall's frame; risers and drops have no length.
    std::vector<QLineF> lines(const std::vector<Point3>& pathM) const;

private:
    const Building& building_;
    const Hall& hall_;
    Point2 least_, most_; // around the floor, on the campus
};

// The pathway or pipe run that is drawn nearest to a point of the hall's frame, at most `withinM` or half its own width away;
// none if there is none. What runs outside the hall is not drawn, so that it cannot be pointed at there.
ObjectRef drawnWayAt(const Site& site, const Hall& hall, Point2 inHall, double withinM);

// In painter units. Around a footprint, an opening of a wall, a busway or, this size, another power node; along a way, open.
// Empty for what is not drawn in this hall, and for areas of the floor.
std::vector<QPolygonF> outlinesOf(const PlanTransform& transform, const Site& site, const Hall& hall,
                                  ObjectRef object, double symbolSize);

// Where a busway of the hall is drawn: its run; of one that hangs over no row, all along the racks that it feeds. Nothing
// for other nodes, which are symbols.
std::optional<QPolygonF> buswayOutline(const PlanTransform& transform, const Site& site, const Hall& hall,
                                       const PowerNode& node, double leastAcross);

} // namespace hallwright::plan
