// What is said of a thing while the pointer rests on it.
#pragma once

#include "core/model/object_ref.h"
#include "core/simulation/snapshot.h"

#include <QString>

namespace hallwright::app {

// Rich text. `snapshot` may be null or of another version.
QString rackTip(const Site& site, const Snapshot* snapshot, const Rack& rack);

// Of anything: its name, what it is, and a line or two of what it can and does. Empty for what the site does not have.
QString objectTip(const Site& site, const Snapshot* snapshot, ObjectRef object);

} // namespace hallwright::app
