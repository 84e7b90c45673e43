// What VTK's filters find in a hall's air: the surface of one temperature, and the lines the air follows. Needs no
// screen.
#pragma once

#include "views/fields/field_options.h"

#include <vtkSmartPointer.h>

#include <vector>

class vtkPolyData;

namespace hallwright::fields {

// With normals; ends where the air meets a rack or another solid.
vtkSmartPointer<vtkPolyData> isosurfaceOf(const FieldData& data, double temperatureC);

enum class FlowDirection { Downstream, Upstream };

struct FlowSeeds {
    std::vector<Point3> points;
    FlowDirection direction = FlowDirection::Downstream;
};

// Over all supplies, at most about `most`, each supply at least once while that allows it.
FlowSeeds supplySeeds(const FieldData& data, std::size_t most = 120);
FlowSeeds seedsOfSupply(const FieldData& data, std::size_t supply); // dense: its plume is seen
FlowSeeds inletSeeds(const FieldData& data, std::size_t rack);      // upstream: where its air comes from
FlowSeeds outletSeeds(const FieldData& data, std::size_t rack);     // downstream: where its air goes

// What the options choose; none where that is not there.
std::vector<FlowSeeds> seedsOf(const FieldData& data, const FieldOptions& options);

// Lines with the temperature along them as their scalars.
vtkSmartPointer<vtkPolyData> streamlinesOf(const FieldData& data, const std::vector<FlowSeeds>& seeds);

} // namespace hallwright::fields
