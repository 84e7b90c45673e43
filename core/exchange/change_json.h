// A change set as JSON, to be reviewed, kept and put on another copy of the site.
//
//     {"summary": "1 rack changed",
//      "objects": [{"kind": "rack", "id": 12, "name": "B1-H4-C09", "change": "changed",
//                   "fields": [{"field": "power_w", "before": 40000.0, "after": 44000.0}]}],
//      "records": []}
//
// Fields are those of core/model/fields.h: SI, the unit in the name. `name`, `summary` and `before` are for people: what
// is read is the object, the change and what it is after.
#pragma once

#include "core/model/change_set.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace hallwright {

// Two spaces to a level; ends with a line break. Names are those of the versions that the set was made of.
std::string changeJsonOf(const ChangeSet& changes, const Site& before, const Site& after);

// Throws InputError with the place in the document ("objects[3].fields[0].after") where it is not of that form, and for
// a text of more than 64 MiB.
ChangeSet changesInJson(std::string_view text);
ChangeSet readChanges(const std::filesystem::path& file); // names the file too

} // namespace hallwright
