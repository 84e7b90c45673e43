// What differs between two versions of a site: object by object, field by field.
//
// Undo texts, the history, branches in the site file, reviews and migration waves all read a ChangeSet. Parts that two
// versions share cost nothing to compare.
#pragma once

#include "core/model/field_text.h"
#include "core/model/object_ref.h"
#include "core/model/site.h"

#include <string>
#include <vector>

namespace hallwright {

struct FieldChange {
    std::string
        field; // as in core/model/fields.h; "building_id", "hall_id" or "rack_id" is where the object stands
    FieldValue before; // nothing where the object was added
    FieldValue after;  // nothing where it was removed

    bool operator==(const FieldChange&) const = default;
};

enum class ObjectChangeKind { Added, Changed, Removed };

struct ObjectChange {
    ObjectRef object;
    ObjectChangeKind kind = ObjectChangeKind::Changed;
    std::vector<FieldChange> fields; // of an added object all, of a removed one its name and place

    bool operator==(const ObjectChange&) const = default;
};

struct ChangeSet {
    std::vector<ObjectChange> objects; // by kind, parents before what stands in them, then by id
    std::vector<ObjectChange>
        records;     // status, dates ("date.operation"), tags, identifiers ("identifier.netbox"), waivers
                     // ("waiver.overlap"), notes
    IdMarks idMarks; // of the later version

    // Ids that were only given do not count: the campus is the same.
    bool empty() const { return objects.empty() && records.empty(); }
    bool operator==(const ChangeSet&) const = default;
};

ChangeSet diff(const Site& before, const Site& after);

// Into the order that they have in a change set: by kind, parents before what stands in them, then by id.
void sortByKindAndId(std::vector<ObjectChange>& changes);

// The version that comes of a change: withChanges(a, diff(a, b)) equals b. Throws InputError where the change does not fit
// `site`: an object that it changes is not there, one that it adds is, a value is of the wrong kind, or the result
// breaks an invariant.
SitePtr withChanges(const SitePtr& site, const ChangeSet& changes);

// One sentence per object: "Rack B1-H4-C09: power 40 kW -> 44 kW, x 7.5 m -> 8.1 m." Names are those of the versions
// the set was made of.
std::vector<std::string> sentences(const ChangeSet& changes, const Site& before, const Site& after);

// The whole in one line, for an undo step or a history: "12 racks changed, 1 CDU removed".
std::string summary(const ChangeSet& changes);

} // namespace hallwright
