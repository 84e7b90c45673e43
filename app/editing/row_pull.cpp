#include "app/editing/row_pull.h"

#include "app/editing/layout_commands.h"
#include "core/layout/rows.h"
#include "core/model/object_names.h"

#include <QObject>

#include <algorithm>

namespace hallwright::app {

std::vector<design::RowEnd> endsOfSelected(const Site& site, const SelectionSet& selection)
{
    constexpr std::size_t leastRacks = 2;
    const auto isChosen = [&](ObjectRef object) { return selection.contains(object); };
    const bool hasRow = std::ranges::any_of(selection.objects,
                                            [](ObjectRef object) { return object.kind == ObjectKind::Row; });
    std::vector<design::RowEnd> ends;
    if (!site.findHall(selection.hall) || (!hasRow && selection.objects.size() < leastRacks))
        return ends;
    const Hall& hall = site.hall(selection.hall);
    const auto racksOfRows = racksByRow(hall);
    for (std::size_t i = 0; i < hall.rows.size(); ++i) {
        const bool whole =
            racksOfRows[i].size() >= leastRacks && racksOfRows[i].size() <= selection.objects.size() &&
            std::ranges::all_of(racksOfRows[i],
                                [&](std::size_t rack) { return isChosen(refTo(hall.racks[rack].id)); });
        if (!whole && !(hasRow && isChosen(refTo(hall.rows[i].id))))
            continue;
        const auto both = design::endsOf(site, hall.id, hall.rows[i].id);
        ends.insert(ends.end(), both.begin(), both.end());
    }
    return ends;
}

style::EditOverlay handlesAt(const std::vector<design::RowEnd>& ends)
{
    constexpr double besideM = 0.3;
    style::EditOverlay overlay;
    for (const design::RowEnd& end : ends) {
        overlay.hall = end.hall;
        overlay.handles.push_back({end.side + end.outward * besideM, end.outward});
    }
    return overlay;
}

RowPull::RowPull(SitePtr site, const design::RowEnd& end)
    : site_(std::move(site)), end_(end), floor_(site_, end.hall, {})
{
}

style::EditOverlay RowPull::to(Point2 place)
{
    style::EditOverlay overlay;
    overlay.hall = end_.hall;
    overlay.wordsAt = place;
    free_.clear();
    gone_.clear();
    refusal_.clear();
    if (const auto racks = design::pushedTo(*site_, end_, place); !racks.empty())
        push(racks, overlay);
    else
        pull(place, overlay);
    return overlay;
}

void RowPull::pull(Point2 place, style::EditOverlay& overlay)
{
    const RackType& type = site_->typeOf(site_->rack(end_.rack));
    QString blocked;
    for (const Pose& pose : design::pulledTo(*site_, end_, place)) {
        const Standing standing{{}, pose, type.widthM, type.depthM};
        const std::vector<Contact> contacts = floor_.contacts({standing}, 1);
        overlay.ghosts.push_back({standing, type.heightM, contacts.empty()});
        if (contacts.empty()) {
            free_.push_back(pose);
            continue;
        }
        if (contacts.front().with.valid())
            overlay.blockers.push_back(contacts.front().blocker);
        blocked =
            QObject::tr("; %1 is in the way of more").arg(QString::fromStdString(contacts.front().what));
        break;
    }
    overlay.words =
        QObject::tr("%1 more of %2%3").arg(free_.size()).arg(QString::fromStdString(type.name), blocked);
}

// What goes is marked as what cannot stand.
void RowPull::push(const std::vector<RackId>& racks, style::EditOverlay& overlay)
{
    std::vector<ObjectRef> held{refTo(end_.row)};
    for (const RackId rack : racks) {
        held.push_back(refTo(rack));
        refusal_ = lockRefusal(*site_, standingsOf(*site_, held));
        if (!refusal_.isEmpty())
            break;
        gone_.push_back(rack);
        overlay.ghosts.push_back(
            {*standingOf(*site_, refTo(rack)), site_->typeOf(site_->rack(rack)).heightM, false});
    }
    overlay.words =
        gone_.size() == 1 ? QObject::tr("1 rack fewer") : QObject::tr("%1 racks fewer").arg(gone_.size());
    if (!refusal_.isEmpty())
        overlay.words += QStringLiteral("; ") + refusal_;
}

SitePtr RowPull::pulled(std::vector<ObjectRef>& added) const
{
    SiteEdit edit(site_);
    design::takeFromEnd(edit, end_, gone_);
    for (const RackId rack : design::putAtEnd(edit, end_, free_))
        added.push_back(refTo(rack));
    return edit.done();
}

QString RowPull::text() const
{
    const QString row = QString::fromStdString(nameOf(*site_, refTo(end_.row)));
    if (!gone_.empty())
        return gone_.size() == 1 ? QObject::tr("Take a rack from row %1").arg(row)
                                 : QObject::tr("Take %1 racks from row %2").arg(gone_.size()).arg(row);
    return free_.size() == 1 ? QObject::tr("Add a rack to row %1").arg(row)
                             : QObject::tr("Add %1 racks to row %2").arg(free_.size()).arg(row);
}

} // namespace hallwright::app
