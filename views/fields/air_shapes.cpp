#include "views/fields/air_shapes.h"

#include <vtkAppendPolyData.h>
#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkFlyingEdges3D.h>
#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPolyData.h>
#include <vtkSOADataArrayTemplate.h>
#include <vtkStreamTracer.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace hallwright::fields {

namespace {

// The cells' centres as the points of an image.
void shape(vtkImageData& image, const AirGrid& grid)
{
    image.SetDimensions(grid.cells[0], grid.cells[1], grid.cells[2]);
    image.SetSpacing(grid.cellM, grid.cellM, grid.cellM);
    image.SetOrigin(grid.cellM / 2, grid.cellM / 2, grid.cellM / 2);
}

// `values` outlives the array.
vtkNew<vtkFloatArray> borrowed(std::vector<float>& values, const char* name)
{
    constexpr int keep = 1; // not VTK's to free
    vtkNew<vtkFloatArray> array;
    array->SetArray(values.data(), static_cast<vtkIdType>(values.size()), keep);
    array->SetName(name);
    return array;
}

bool inSolid(const FieldData& data, const double* p)
{
    std::array<int, 3> cell{};
    for (std::size_t axis = 0; axis < 3; ++axis)
        cell[axis] = std::clamp(static_cast<int>(p[axis] / data.grid.cellM), 0, data.grid.cells[axis] - 1);
    return data.solid[data.grid.index(cell[0], cell[1], cell[2])] != 0;
}

// The triangles that lie in air with all their corners.
void keepInAir(vtkPolyData& surface, const FieldData& data)
{
    std::vector<bool> inAir(static_cast<std::size_t>(surface.GetNumberOfPoints()));
    for (vtkIdType i = 0; i < surface.GetNumberOfPoints(); ++i) {
        std::array<double, 3> p{};
        surface.GetPoint(i, p.data());
        inAir[static_cast<std::size_t>(i)] = !inSolid(data, p.data());
    }
    vtkNew<vtkCellArray> kept;
    vtkCellArray* all = surface.GetPolys();
    vtkIdType count = 0;
    const vtkIdType* ids = nullptr;
    for (all->InitTraversal(); all->GetNextCell(count, ids);)
        if (std::all_of(ids, ids + count, [&](vtkIdType id) { return inAir[static_cast<std::size_t>(id)]; }))
            kept->InsertNextCell(count, ids);
    surface.SetPolys(kept);
}

double least(const Point3& p, Axis axis)
{
    return axis == Axis::X ? p.x : axis == Axis::Y ? p.y : p.z;
}

void move(Point3& p, Axis axis, double by)
{
    (axis == Axis::X ? p.x : axis == Axis::Y ? p.y : p.z) += by;
}

// `across` x `up` points spread over a rectangle, `offsetM` before it.
void addGrid(std::vector<Point3>& points, const AirPatch& patch, int across, int up, double offsetM)
{
    const Point3 a = patch.area.least;
    const Point3 b = patch.area.most;
    for (int j = 0; j < up; ++j)
        for (int i = 0; i < across; ++i) {
            const double u = (i + 0.5) / across;
            const double v = (j + 0.5) / up;
            Point3 p = a;
            if (patch.normal != Axis::X)
                p.x = std::lerp(a.x, b.x, u);
            if (patch.normal != Axis::Y)
                p.y = std::lerp(a.y, b.y, patch.normal == Axis::X ? u : v);
            if (patch.normal != Axis::Z)
                p.z = std::lerp(a.z, b.z, v);
            move(p, patch.normal, offsetM);
            points.push_back(p);
        }
}

// A rack's front or rear, as seen from outside the rack.
FlowSeeds rackSeeds(const FieldData& data, const AirRack& rack, const AirPatch& face, FlowDirection direction)
{
    constexpr int across = 3;
    constexpr int up = 8;
    const double middle = (least(rack.body.least, face.normal) + least(rack.body.most, face.normal)) / 2;
    const double outward = least(face.area.least, face.normal) > middle ? 1.0 : -1.0;
    FlowSeeds seeds{{}, direction};
    addGrid(seeds.points, face, across, up, outward * 0.6 * data.grid.cellM);
    return seeds;
}

// About `count` points in rows and columns as far apart as each other, before the patch.
void addOver(std::vector<Point3>& points, const AirPatch& patch, int count, double cellM)
{
    const Point3 d{patch.area.most.x - patch.area.least.x, patch.area.most.y - patch.area.least.y,
                   patch.area.most.z - patch.area.least.z};
    const double acrossM = patch.normal == Axis::X ? d.y : d.x;
    const double upM = patch.normal == Axis::Z ? d.y : d.z;
    const int across =
        std::clamp(static_cast<int>(std::lround(std::sqrt(count * acrossM / std::max(upM, 1e-3)))), 1, count);
    addGrid(points, patch, across, std::max(1, count / across), (patch.towardsPositive ? 0.6 : -0.6) * cellM);
}

double extent(const AirPatch& patch)
{
    const Point3 a = patch.area.least;
    const Point3 b = patch.area.most;
    const std::array<double, 3> d{b.x - a.x, b.y - a.y, b.z - a.z};
    if (patch.normal == Axis::X)
        return d[1] * d[2];
    return patch.normal == Axis::Y ? d[0] * d[2] : d[0] * d[1];
}

vtkSmartPointer<vtkPolyData> trace(vtkImageData& flow, const FieldData& data, const FlowSeeds& seeds)
{
    const double cell = data.grid.cellM;
    vtkNew<vtkPoints> points;
    for (Point3 p : seeds.points) {
        constexpr double inward = 0.501; // of a cell: the image ends at the outermost cells' centres
        const auto within = [&](double at, int cells) {
            return std::clamp(at, inward * cell, std::max(inward, cells - inward) * cell);
        };
        points->InsertNextPoint(within(p.x, data.grid.cells[0]), within(p.y, data.grid.cells[1]),
                                within(p.z, data.grid.cells[2]));
    }
    vtkNew<vtkPolyData> start;
    start->SetPoints(points);
    const AirRoom& room = *data.room;
    vtkNew<vtkStreamTracer> tracer;
    tracer->SetInputData(&flow);
    tracer->SetSourceData(start);
    tracer->SetInputArrayToProcess(0, 0, 0, vtkDataObject::FIELD_ASSOCIATION_POINTS, "velocity");
    tracer->SetIntegratorTypeToRungeKutta2();
    tracer->SetIntegrationStepUnit(vtkStreamTracer::CELL_LENGTH_UNIT);
    tracer->SetInitialIntegrationStep(0.8);
    tracer->SetMaximumPropagation(2.0 * (room.widthM + room.depthM + room.heightM));
    constexpr int mostSteps = 1200;
    tracer->SetMaximumNumberOfSteps(mostSteps);
    constexpr double stillMs = 0.005;
    tracer->SetTerminalSpeed(stillMs);
    tracer->SetComputeVorticity(false);
    if (seeds.direction == FlowDirection::Downstream)
        tracer->SetIntegrationDirectionToForward();
    else
        tracer->SetIntegrationDirectionToBackward();
    tracer->Update();
    return tracer->GetOutput();
}

} // namespace

vtkSmartPointer<vtkPolyData> isosurfaceOf(const FieldData& data, double temperatureC)
{
    const QuantityValues temperature(data, FieldQuantity::Temperature);
    std::vector<float> values = filled(data.grid, temperature, static_cast<float>(temperatureC));
    vtkNew<vtkImageData> image;
    shape(*image, data.grid);
    image->GetPointData()->SetScalars(borrowed(values, "temperature"));
    vtkNew<vtkFlyingEdges3D> edges;
    edges->SetInputData(image);
    edges->SetValue(0, temperatureC);
    edges->ComputeNormalsOn();
    edges->ComputeScalarsOff();
    edges->Update();
    vtkSmartPointer<vtkPolyData> surface = edges->GetOutput();
    keepInAir(*surface, data);
    return surface;
}

FlowSeeds supplySeeds(const FieldData& data, std::size_t most)
{
    FlowSeeds seeds;
    double area = 0.0;
    for (const AirSupplyPatch& supply : data.room->supplies)
        if (supply.flowM3s > 0.0)
            area += extent(supply.patch);
    if (!(area > 0.0))
        return seeds;
    double due = 0.5;
    for (const AirSupplyPatch& supply : data.room->supplies) {
        if (!(supply.flowM3s > 0.0))
            continue;
        due += static_cast<double>(most) * extent(supply.patch) / area;
        const int count = static_cast<int>(due);
        if (count == 0)
            continue;
        due -= count;
        addOver(seeds.points, supply.patch, count, data.grid.cellM);
    }
    return seeds;
}

FlowSeeds seedsOfSupply(const FieldData& data, std::size_t supply)
{
    constexpr int count = 64;
    FlowSeeds seeds;
    addOver(seeds.points, data.room->supplies[supply].patch, count, data.grid.cellM);
    return seeds;
}

FlowSeeds inletSeeds(const FieldData& data, std::size_t rack)
{
    const AirRack& of = data.room->racks[rack];
    return rackSeeds(data, of, of.front, FlowDirection::Upstream);
}

FlowSeeds outletSeeds(const FieldData& data, std::size_t rack)
{
    const AirRack& of = data.room->racks[rack];
    return rackSeeds(data, of, of.rear, FlowDirection::Downstream);
}

std::vector<FlowSeeds> seedsOf(const FieldData& data, const FieldOptions& options)
{
    switch (options.streamlines) {
    case StreamlinesFrom::Nowhere:
        break;
    case StreamlinesFrom::Supplies:
        return {supplySeeds(data)};
    case StreamlinesFrom::Supply:
        if (const auto supply = nearestSupply(data, options.supplyAt))
            return {seedsOfSupply(data, *supply)};
        break;
    case StreamlinesFrom::Rack:
        if (const auto rack = rackIndex(data, options.rack))
            return {inletSeeds(data, *rack), outletSeeds(data, *rack)};
        break;
    }
    return {};
}

vtkSmartPointer<vtkPolyData> streamlinesOf(const FieldData& data, const std::vector<FlowSeeds>& seeds)
{
    const QuantityValues values(data, FieldQuantity::Temperature);
    const auto [coldest, warmest] = extremesOf(values);
    std::vector<float> temperature = filled(data.grid, values, static_cast<float>(coldest));
    vtkNew<vtkSOADataArrayTemplate<float>> velocity;
    velocity->SetNumberOfComponents(3);
    velocity->SetName("velocity");
    for (int axis = 0; axis < 3; ++axis) {
        const std::span<const float> part = data.velocityMs[static_cast<std::size_t>(axis)];
        constexpr bool keep = true; // not VTK's to free, and nobody writes into it
        velocity->SetArray(axis, const_cast<float*>(part.data()), static_cast<vtkIdType>(part.size()),
                           axis == 2, keep);
    }
    vtkNew<vtkImageData> flow;
    shape(*flow, data.grid);
    flow->GetPointData()->SetScalars(borrowed(temperature, "temperature"));
    flow->GetPointData()->AddArray(velocity);
    vtkNew<vtkAppendPolyData> all;
    for (const FlowSeeds& from : seeds)
        if (!from.points.empty())
            all->AddInputData(trace(*flow, data, from));
    if (all->GetNumberOfInputConnections(0) == 0)
        return vtkSmartPointer<vtkPolyData>::New();
    all->Update();
    vtkSmartPointer<vtkPolyData> lines = all->GetOutput();
    lines->GetPointData()->SetActiveScalars("temperature");
    return lines;
}

} // namespace hallwright::fields
