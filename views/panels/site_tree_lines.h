// The lines of the site tree: everything in a site has one, and groups keep those of a kind together.
#pragma once

#include "core/model/object_ref.h"
#include "core/model/site.h"

#include <QString>

#include <cstddef>
#include <optional>
#include <vector>

namespace hallwright::panels {

enum class TreeGroup {
    None,   // the line is of an object
    OfKind, // `part` is an ObjectKind: "Air handlers"
    Power,  // holds a PowerOfKind for each kind there is
    PowerOfKind,
    Pathways, // holds a PathwaysOfKind for each kind there is, and the fibre runs
    PathwaysOfKind,
    Catalogue // holds an OfKind for each kind of type
};

// Names a line in every version of a site that has it. One of nothing is the root, which is not shown.
struct TreeLine {
    ObjectRef object; // of a group: the building or hall that it is about; none: the site
    TreeGroup group = TreeGroup::None;
    int part = 0; // of the group's things, the enumerator of their kind

    auto operator<=>(const TreeLine&) const = default;
    bool isGroup() const { return group != TreeGroup::None; }
};

struct CountedLine {
    TreeLine line;
    std::size_t count = 0; // of a group's things; of an object, how many lines hang on it at most
};

// What hangs on a line, from top to bottom. A rack hangs on the row on whose area it stands, else on its hall; devices on
// their rack; pipe runs on their loop.
std::vector<CountedLine> linesIn(const Site& site, const TreeLine& line);

// The line that it hangs on; nothing for the root and for what the site does not have.
std::optional<TreeLine> lineAbove(const Site& site, const TreeLine& line);

// Whether a later version has the same lines below it without a look at them.
bool isShared(const Site& before, const Site& after, const TreeLine& line);

QString groupTitle(const TreeLine& line); // "Air handlers"; empty for an object

} // namespace hallwright::panels
