#include "views/fields/shape_layer.h"

#include <vtkActor.h>
#include <vtkCellArray.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkUnsignedCharArray.h>

#include <array>

namespace hallwright::fields {

ShapeLayer::ShapeLayer(Kind kind, double heightM) : kind_(kind), heightM_(heightM)
{
    colours_->SetNumberOfComponents(3);
    data_->SetPoints(points_);
    data_->GetPointData()->SetScalars(colours_);
    if (kind_ == Kind::Lines)
        data_->SetLines(cells_);
    else
        data_->SetPolys(cells_);
    mapper_->SetInputData(data_);
    mapper_->SetColorModeToDirectScalars();
    mapper_->SetScalarModeToUsePointData();
    actor_->SetMapper(mapper_);
    actor_->GetProperty()->LightingOff();
}

ShapeLayer::~ShapeLayer() = default;

void ShapeLayer::setLineWidth(double pixels)
{
    actor_->GetProperty()->SetLineWidth(static_cast<float>(pixels));
}

void ShapeLayer::setVisible(bool visible)
{
    actor_->SetVisibility(visible);
}

void ShapeLayer::clear()
{
    points_->Reset();
    cells_->Reset();
    colours_->Reset();
}

void ShapeLayer::addLine(std::span<const Point2> points, QRgb colour)
{
    cells_->InsertNextCell(static_cast<int>(points.size()));
    addPoints(points, colour);
}

void ShapeLayer::addShape(std::span<const Point2> corners, QRgb colour)
{
    const bool closes = kind_ == Kind::Lines;
    const vtkIdType first = points_->GetNumberOfPoints();
    cells_->InsertNextCell(static_cast<int>(corners.size()) + (closes ? 1 : 0));
    addPoints(corners, colour);
    if (closes)
        cells_->InsertCellPoint(first);
}

void ShapeLayer::addRect(const Rect& rect, QRgb colour)
{
    addShape(
        std::array<Point2, 4>{
            {{rect.x, rect.y}, {rect.right(), rect.y}, {rect.right(), rect.top()}, {rect.x, rect.top()}}},
        colour);
}

void ShapeLayer::finish()
{
    points_->Modified();
    cells_->Modified();
    colours_->Modified();
    data_->Modified();
}

void ShapeLayer::addPoints(std::span<const Point2> points, QRgb colour)
{
    for (const Point2& p : points) {
        cells_->InsertCellPoint(points_->InsertNextPoint(p.x, p.y, heightM_));
        colours_->InsertNextTuple3(qRed(colour), qGreen(colour), qBlue(colour));
    }
}

} // namespace hallwright::fields
