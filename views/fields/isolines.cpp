#include "views/fields/isolines.h"

#include <vtkCellArray.h>
#include <vtkCellArrayIterator.h>
#include <vtkFlyingEdges2D.h>
#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkPointData.h>
#include <vtkPolyData.h>
#include <vtkStripper.h>

#include <algorithm>
#include <cmath>

namespace hallwright::fields {

namespace {

// The cell centres as points, with one more ring of them beyond the walls: lines then run up to the walls.
vtkNew<vtkImageData> imageOver(const HeatmapGrid& grid)
{
    vtkNew<vtkImageData> image;
    image->SetDimensions(grid.nx + 2, grid.ny + 2, 1);
    image->SetSpacing(grid.dxM, grid.dyM, 1.0);
    image->SetOrigin(-grid.dxM / 2, -grid.dyM / 2, 0.0);
    image->AllocateScalars(VTK_FLOAT, 1);
    auto* value = static_cast<float*>(image->GetScalarPointer());
    for (int j = -1; j <= grid.ny; ++j) {
        const float* row =
            grid.values.data() + static_cast<std::ptrdiff_t>(std::clamp(j, 0, grid.ny - 1)) * grid.nx;
        *value++ = row[0];
        value = std::copy_n(row, grid.nx, value);
        *value++ = row[grid.nx - 1];
    }
    return image;
}

double distanceFromLine(Point2 p, Point2 from, Point2 to)
{
    const Point2 along = to - from;
    const Point2 d = p - from;
    const double length = std::hypot(along.x, along.y);
    return length > 0.0 ? std::abs(along.x * d.y - along.y * d.x) / length : std::hypot(d.x, d.y);
}

// A straight run needs only its ends: fewer pieces are quicker to draw and leave no gaps between them.
std::vector<Point2> withoutStraightPoints(const std::vector<Point2>& points)
{
    constexpr double straightM = 0.002;
    std::vector<Point2> kept{points.front()};
    for (std::size_t i = 1; i + 1 < points.size(); ++i)
        if (distanceFromLine(points[i], kept.back(), points[i + 1]) > straightM)
            kept.push_back(points[i]);
    kept.push_back(points.back());
    return kept;
}

// In pieces where it runs beside cells without a value.
void addIsolines(std::vector<Isoline>& to, const HeatmapGrid& grid, vtkPolyData& lines, vtkIdType count,
                 const vtkIdType* ids)
{
    Isoline isoline;
    isoline.level = lines.GetPointData()->GetScalars()->GetComponent(ids[0], 0);
    isoline.points.reserve(static_cast<std::size_t>(count));
    const auto close = [&] {
        if (isoline.points.size() > 1)
            to.push_back({isoline.level, withoutStraightPoints(isoline.points)});
        isoline.points.clear();
    };
    for (vtkIdType i = 0; i < count; ++i) {
        const double* p = lines.GetPoint(ids[i]);
        if (std::isnan(p[0]) || std::isnan(p[1]))
            close();
        else
            isoline.points.push_back(
                {std::clamp(p[0], 0.0, grid.nx * grid.dxM), std::clamp(p[1], 0.0, grid.ny * grid.dyM)});
    }
    close();
}

} // namespace

std::vector<Isoline> isolinesOf(const HeatmapGrid& grid, const std::vector<double>& levels)
{
    std::vector<Isoline> isolines;
    if (grid.values.empty() || levels.empty())
        return isolines;
    const vtkNew<vtkImageData> image = imageOver(grid);
    vtkNew<vtkFlyingEdges2D> edges;
    edges->SetInputData(image);
    edges->SetNumberOfContours(static_cast<int>(levels.size()));
    for (std::size_t i = 0; i < levels.size(); ++i)
        edges->SetValue(static_cast<int>(i), levels[i]);
    vtkNew<vtkStripper> joined;
    joined->SetInputConnection(edges->GetOutputPort());
    joined->SetMaximumLength((grid.nx + 2) * (grid.ny + 2));
    joined->Update();

    vtkPolyData& lines = *joined->GetOutput();
    isolines.reserve(static_cast<std::size_t>(lines.GetNumberOfLines()));
    const auto cell = vtk::TakeSmartPointer(lines.GetLines()->NewIterator());
    for (cell->GoToFirstCell(); !cell->IsDoneWithTraversal(); cell->GoToNextCell()) {
        vtkIdType count = 0;
        const vtkIdType* ids = nullptr;
        cell->GetCurrentCell(count, ids);
        addIsolines(isolines, grid, lines, count, ids);
    }
    return isolines;
}

} // namespace hallwright::fields
