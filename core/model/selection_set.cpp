#include "core/model/selection_set.h"

#include "core/model/object_names.h"

#include <algorithm>

namespace hallwright {

bool SelectionSet::contains(ObjectRef object) const
{
    return std::find(objects.begin(), objects.end(), object) != objects.end();
}

std::vector<RackId> SelectionSet::racks() const
{
    std::vector<RackId> ids;
    for (const ObjectRef object : objects) {
        if (object.kind == ObjectKind::Rack)
            ids.push_back({object.id});
    }
    return ids;
}

SelectionSet selectionOf(const Site& site, ObjectRef object, HallId hall)
{
    SelectionSet selection;
    selection.hall = hall;
    return object.valid() ? toggled(site, std::move(selection), object) : selection;
}

SelectionSet toggled(const Site& site, SelectionSet selection, ObjectRef object)
{
    const auto chosen = std::find(selection.objects.begin(), selection.objects.end(), object);
    if (chosen != selection.objects.end()) {
        selection.objects.erase(chosen);
        return selection;
    }
    if (const auto hall = hallWith(site, object); hall && hall->valid())
        selection.hall = *hall;
    if (object.kind != ObjectKind::Hall)
        selection.objects.push_back(object);
    return selection;
}

SelectionSet within(const Site& site, SelectionSet selection)
{
    std::erase_if(selection.objects, [&](ObjectRef object) { return !exists(site, object); });
    if (selection.hall.valid() && !site.findHall(selection.hall))
        selection.hall = {};
    if (const auto hall = hallWith(site, selection.primary()); hall && hall->valid())
        selection.hall = *hall; // undone, a move to another hall has brought it back
    return selection;
}

} // namespace hallwright
