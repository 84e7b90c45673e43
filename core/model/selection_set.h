// What is selected: any number of objects in the order they were chosen, one of them the primary, and the hall that
// is looked at. A value that every view takes and answers with.
#pragma once

#include "core/model/object_ref.h"
#include "core/model/site.h"

#include <vector>

namespace hallwright {

struct SelectionSet {
    std::vector<ObjectRef> objects; // each once; the last one chosen is the primary
    HallId hall;                    // none: the campus

    bool operator==(const SelectionSet&) const = default;

    bool empty() const { return objects.empty(); }
    bool contains(ObjectRef object) const;
    // None if nothing is selected.
    ObjectRef primary() const { return objects.empty() ? ObjectRef{} : objects.back(); }
    // The primary's id if it is of that kind: primaryOf<RackId>().
    template <class IdType>
    IdType primaryOf() const
    {
        return idIn<IdType>(primary());
    }
    std::vector<RackId> racks() const; // in the order chosen
};

// One object, and the hall it stands in; outside halls `hall` stays. A hall is looked at, not selected.
SelectionSet selectionOf(const Site& site, ObjectRef object, HallId hall = {});

// With `object` chosen too and the primary; or, if it was chosen already, without it.
SelectionSet toggled(const Site& site, SelectionSet selection, ObjectRef object);

// Without what this version does not have, in the hall where the primary stands in this version.
SelectionSet within(const Site& site, SelectionSet selection);

} // namespace hallwright
