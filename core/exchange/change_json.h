// A change set as JSON, to be reviewed, kept and put on another copy of the site.
//
//     {"summary": "1 rack changed",
//      "objects": [{"kind": "rack", "id": 12, "name": "B1-H4-C09", "change": "changed",
//                   "fields": [{"field": "power_w", "before": 40000.0, "after": 44000.0}]}],
//      "records": []}
//
// Fields are those of core/model/fields.h: SI, the unit in the name. `summary` is for people. `name` and `before` are what
// the changes were made of, and may be left out: a site that has something else is another, or has moved on
// (core/exchange/change_conflicts.h).
#pragma once

#include "core/model/change_set.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

// Two spaces to a level; ends with a line break. Names are those of the versions that the set was made of.
std::string changeJsonOf(const ChangeSet& changes, const Site& before, const Site& after);

// What a document says of an object as it was, or of its record: "name" is also that under which it lists the object.
struct StatedValue {
    ObjectRef object;
    bool isOfRecord = false;
    std::string field;
    FieldValue before;
    FieldValue after; // what it becomes; `before` where it stays

    bool operator==(const StatedValue&) const = default;
};

struct StatedChanges {
    ChangeSet changes;
    std::vector<StatedValue> stated; // of what is changed or removed, in the document's order
};

// Throws InputError with the place in the document ("objects[3].fields[0].after") where it is not of that form, and for
// a text of more than 64 MiB.
StatedChanges changesInJson(std::string_view text);
StatedChanges readChanges(const std::filesystem::path& file); // names the file too

} // namespace hallwright
