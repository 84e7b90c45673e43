// The ends of the rows that are selected, and what pulling one of them adds or takes away.
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

    // As far as this place: outwards the racks it adds, up to the first that cannot stand, inwards those it takes away, up
    // to the first that is locked; either says why.
    style::EditOverlay to(Point2 place);
    // The next version and the racks that are new in it.
    SitePtr pulled(std::vector<ObjectRef>& added) const;
    bool doesNothing() const { return free_.empty() && gone_.empty(); }
    QString refusal() const { return refusal_; } // of what is locked; empty if nothing stays for that
    QString text() const;                        // "Add 5 racks to row A"

private:
    void pull(Point2 place, style::EditOverlay& overlay);
    void push(const std::vector<RackId>& racks, style::EditOverlay& overlay);

    SitePtr site_;
    design::RowEnd end_;
    FreeFloor floor_;
    std::vector<Pose> free_;
    std::vector<RackId> gone_;
    QString refusal_;
};

} // namespace hallwright::app
