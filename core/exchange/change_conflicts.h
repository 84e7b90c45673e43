// Whether changes that a document states are those of a site: of the objects that it names, from the values that it says.
#pragma once

#include "core/exchange/change_json.h"

#include <optional>
#include <string>

namespace hallwright {

// The first thing of which the site has another name or value than the document expects, in a sentence: the object, the
// field, the value expected and the value found. Nothing where all fits; a value that is as wanted already does, and so
// does what the site does not have, which withChanges refuses.
std::optional<std::string> conflictOf(const Site& site, const StatedChanges& changes);

// Without what is done already: objects that the site had and has no more, and those that were added with just these
// values.
ChangeSet changesLeft(const Site& site, const ChangeSet& changes);

} // namespace hallwright
