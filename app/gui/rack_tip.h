// What is said of a rack while the pointer rests on it.
#pragma once

#include "core/simulation/snapshot.h"

#include <QString>

namespace hallwright::app {

// Rich text. `snapshot` may be null or of another version.
QString rackTip(const Site& site, const Snapshot* snapshot, const Rack& rack);

} // namespace hallwright::app
