// The bill of materials: what stands on the campus and what runs between, counted and measured from the model.
#pragma once

#include "views/report/table_sheet.h"

namespace hallwright::report {

// Racks by type, equipment by kind and type, feeds and circuits, pipes by bore, pathways and cables with lengths.
TableSheet materialsTables(const Snapshot& snapshot);

// What the figures rest on: models, assumptions, sources and which figures are from them.
TableSheet sourcesTables(const Snapshot& snapshot);

} // namespace hallwright::report
