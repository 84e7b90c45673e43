// The ends of the rows that are selected, and what pulling one of them adds.
#pragma once

#include "core/design/pull_row.h"
#include "core/layout/free_floor.h"
#include "core/model/selection_set.h"
#include "views/shared/edit_overlay.h"

#include <QString>

#include <vector>

namespace hallwright::app {

// Of rows that are selected, or of which all racks are, and at least two.
std::vector<design::RowEnd> endsOfSelected(const Site& site, const SelectionSet& selection);

// A handle beside each.
style::EditOverlay handlesAt(const std::vector<design::RowEnd>& ends);

// One end in the hand.
class RowPull
{
public:
    RowPull(SitePtr site, const design::RowEnd& end);

    // As far as this place: the racks it adds, up to the first that cannot stand, which says why.
    style::EditOverlay to(Point2 place);
    // The next version and the racks that are new in it.
    SitePtr pulled(std::vector<ObjectRef>& added) const;
    std::size_t count() const { return free_.size(); }
    QString text() const; // "Add 5 racks to row A"

private:
    SitePtr site_;
    design::RowEnd end_;
    FreeFloor floor_;
    std::vector<Pose> free_;
};

} // namespace hallwright::app
