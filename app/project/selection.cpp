#include "app/project/selection.h"

#include "core/model/object_names.h"

namespace hallwright::app {

ObjectRef Selection::equipment() const
{
    const ObjectRef primary = set_.primary();
    return primary.kind == ObjectKind::Rack ? ObjectRef{} : primary;
}

void Selection::select(const Site& site, ObjectRef object)
{
    setTo(selectionOf(site, exists(site, object) ? object : ObjectRef{}, set_.hall));
}

void Selection::toggle(const Site& site, ObjectRef object)
{
    if (!exists(site, object))
        return;
    const auto hall = hallWith(site, object);
    const bool elsewhere = hall && hall->valid() && hall != set_.hall;
    setTo(elsewhere ? selectionOf(site, object, set_.hall) : toggled(site, set_, object));
}

void Selection::selectHall(HallId id)
{
    setTo({{}, id});
}

void Selection::keepWithin(const Site* site)
{
    setTo(site ? within(*site, set_) : SelectionSet{});
}

void Selection::setTo(const SelectionSet& selection)
{
    if (selection == set_)
        return;
    set_ = selection;
    emit changed();
}

} // namespace hallwright::app
