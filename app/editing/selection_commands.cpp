#include "app/editing/selection_commands.h"

#include "core/layout/row_objects.h"
#include "core/layout/rows.h"
#include "core/layout/standing.h"
#include "core/model/object_names.h"

#include <algorithm>
#include <cmath>

namespace hallwright::app {

namespace {

// Of the hall's rows those on which something selected stands, or which are selected.
std::vector<std::size_t> rowsOfSelection(const Hall& hall, const SelectionSet& selection)
{
    std::vector<std::size_t> rows;
    for (std::size_t i = 0; i < hall.rows.size(); ++i) {
        const bool chosen =
            std::any_of(selection.objects.begin(), selection.objects.end(), [&](ObjectRef object) {
                if (object == refTo(hall.rows[i].id))
                    return true;
                const Rack* rack = hall.findRack(idIn<RackId>(object));
                return rack && rowAt(hall, rack->pose.position()) == i;
            });
        if (chosen)
            rows.push_back(i);
    }
    return rows;
}

std::vector<ObjectRef> withRacks(const Hall& hall, const std::vector<std::size_t>& rows)
{
    std::vector<ObjectRef> objects;
    const auto racks = racksByRow(hall);
    for (const std::size_t row : rows) {
        objects.push_back(refTo(hall.rows[row].id));
        for (const std::size_t rack : racks[row])
            objects.push_back(refTo(hall.racks[rack].id));
    }
    return objects;
}

double gap(const Rect& a, const Rect& b)
{
    const double x = std::max({a.x - b.right(), b.x - a.right(), 0.0});
    const double y = std::max({a.y - b.top(), b.y - a.top(), 0.0});
    return std::hypot(x, y);
}

const Aisle* nearestAisle(const Hall& hall, const Rect& area)
{
    const auto nearest =
        std::min_element(hall.aisles.begin(), hall.aisles.end(), [&](const Aisle& a, const Aisle& b) {
            return gap(a.area, area) < gap(b.area, area);
        });
    return nearest == hall.aisles.end() ? nullptr : &*nearest;
}

} // namespace

SelectionCommands::SelectionCommands(Document* document, Selection* selection, QObject* parent)
    : QObject(parent), document_(document), selection_(selection)
{
}

const Hall* SelectionCommands::hall() const
{
    const SitePtr& site = document_->committedSite();
    const HallId id = selection_->hall();
    return site && id.valid() && site->findHall(id) ? &site->hall(id) : nullptr;
}

void SelectionCommands::choose(std::vector<ObjectRef> objects, const QString& otherwise)
{
    if (objects.empty()) {
        emit said(otherwise);
        return;
    }
    const auto count = withoutRows(objects).size();
    selection_->setTo({std::move(objects), selection_->hall()});
    emit said(tr("%1 objects selected").arg(count));
}

void SelectionCommands::all()
{
    const Hall* room = hall();
    if (!room)
        return;
    choose(standingIn(*document_->committedSite(), *room, room->room()),
           tr("Nothing stands in hall %1.").arg(QString::fromStdString(room->name)));
}

void SelectionCommands::row()
{
    const Hall* room = hall();
    if (!room)
        return;
    choose(withRacks(*room, rowsOfSelection(*room, selection_->set())),
           tr("What is selected stands in no row."));
}

template <class Belongs>
void SelectionCommands::chooseRacks(Belongs belongs, const QString& otherwise)
{
    const Hall* room = hall();
    const Rack* primary = room ? room->findRack(selection_->rack()) : nullptr;
    std::vector<ObjectRef> objects;
    if (primary) {
        for (const Rack& rack : room->racks) {
            if (rack.id != primary->id && belongs(*primary, rack))
                objects.push_back(refTo(rack.id));
        }
        objects.push_back(refTo(primary->id)); // stays the primary
    }
    choose(std::move(objects), otherwise);
}

void SelectionCommands::sameType()
{
    chooseRacks([](const Rack& a, const Rack& b) { return a.type == b.type; },
                tr("Select a rack first: its type is looked for."));
}

void SelectionCommands::sameFeed()
{
    chooseRacks(
        [](const Rack& a, const Rack& b) {
            return (a.feedA.valid() && a.feedA == b.feedA) || (a.feedB.valid() && a.feedB == b.feedB);
        },
        tr("Select a rack first: its feed is looked for."));
}

void SelectionCommands::pod()
{
    constexpr double besideM = 0.7;
    const Hall* room = hall();
    const auto primary =
        room ? standingOf(*document_->committedSite(), selection_->set().primary()) : std::nullopt;
    const Aisle* aisle = primary ? nearestAisle(*room, primary->bounds()) : nullptr;
    std::vector<ObjectRef> objects;
    if (aisle) {
        std::vector<std::size_t> rows;
        for (std::size_t i = 0; i < room->rows.size(); ++i) {
            if (gap(room->rows[i].area, aisle->area) < besideM)
                rows.push_back(i);
        }
        objects = withRacks(*room, rows);
        objects.push_back(refTo(aisle->id));
    }
    choose(std::move(objects), tr("Select something in a hall with aisles first."));
}

void SelectionCommands::none()
{
    selection_->selectHall(selection_->hall());
}

} // namespace hallwright::app
