// Whether what an edit made larger, or moved, has room where it stands.
#pragma once

#include "core/model/object_ref.h"
#include "core/model/site.h"

#include <vector>

namespace hallwright::app {

// Of those that stand elsewhere, or are larger, than before. Throws InputError.
void requireRoom(const SitePtr& before, const SitePtr& after, const std::vector<ObjectRef>& objects);

} // namespace hallwright::app
