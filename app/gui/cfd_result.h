// What another program's result, or sensors, say of a hall's air, to compare ours with.
#pragma once

#include "core/exchange/rack_inlets.h"
#include "core/physics/air_field.h"
#include "core/simulation/snapshot.h"

#include <QString>

#include <filesystem>
#include <memory>

namespace hallwright::app {

struct CfdResult {
    QString name;                                  // of the file
    HallPtr hall;                                  // the layout that stood here when it was read
    std::shared_ptr<const SampledTemperature> air; // null: rack inlets alone
    std::vector<std::optional<double>> inletC;     // as hall->racks [°C]
};

using CfdResultPtr = std::shared_ptr<const CfdResult>;

// Rack inlets (.csv), or air (.vti, legacy .vtk) in metres in the hall's frame. Seconds for a large file: not on the GUI
// thread. Throws InputError or StorageError with one sentence: what is wrong, where, and what to do.
CfdResultPtr readCfdResult(const std::filesystem::path& file, const Snapshot& snapshot, HallId hall);

// In the cells of `grid`, NaN where the result has none. A tenth of a second for a grid, more for points.
std::shared_ptr<const std::vector<float>> resampled(const SampledTemperature& air, const AirGrid& grid);

// As `racks`, which may have come, gone and moved since it was read; NaN where it has none.
std::vector<double> inletsOf(const CfdResult& result, const std::vector<AirRack>& racks);

// Racks of either layout that do not stand in the other as they do here.
int racksMoved(const Hall& before, const Hall& now);

} // namespace hallwright::app
