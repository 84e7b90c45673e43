// What there is to say of a pipe run: its size, and what flows in it.
#pragma once

#include "core/simulation/snapshot.h"
#include "views/panels/sheet.h"

namespace hallwright::panels {

// `snapshot` may be null or of another version.
Sheet pipeSheet(const Site& site, const Snapshot* snapshot, const PipeRun& pipe);

} // namespace hallwright::panels
