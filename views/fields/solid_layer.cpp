#include "views/fields/solid_layer.h"

#include <vtkActor.h>
#include <vtkCellArray.h>
#include <vtkCellData.h>
#include <vtkPlane.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkUnsignedCharArray.h>

#include <array>

namespace hallwright::fields {

namespace {

QRgb shaded(QRgb colour, double light)
{
    const auto part = [light](int channel) { return static_cast<int>(channel * light); };
    return qRgba(part(qRed(colour)), part(qGreen(colour)), part(qBlue(colour)), qAlpha(colour));
}

} // namespace

SolidLayer::SolidLayer(Kind kind) : kind_(kind)
{
    colours_->SetNumberOfComponents(4);
    data_->SetPoints(points_);
    data_->GetCellData()->SetScalars(colours_);
    if (kind_ == Kind::Lines)
        data_->SetLines(cells_);
    else
        data_->SetPolys(cells_);
    mapper_->SetInputData(data_);
    mapper_->SetColorModeToDirectScalars();
    mapper_->SetScalarModeToUseCellData();
    actor_->SetMapper(mapper_);
    actor_->GetProperty()->LightingOff();
}

SolidLayer::~SolidLayer() = default;

void SolidLayer::setLineWidth(double pixels)
{
    actor_->GetProperty()->SetLineWidth(static_cast<float>(pixels));
}

void SolidLayer::setVisible(bool visible)
{
    actor_->SetVisibility(visible);
}

void SolidLayer::setClip(vtkPlane* plane)
{
    mapper_->RemoveAllClippingPlanes();
    if (plane)
        mapper_->AddClippingPlane(plane);
}

void SolidLayer::clear()
{
    points_->Reset();
    cells_->Reset();
    colours_->Reset();
}

void SolidLayer::addBox(const AirBox& box, QRgb colour)
{
    const Point3 a = box.least;
    const Point3 b = box.most;
    const std::array<Point3, 8> corners{{{a.x, a.y, a.z},
                                         {b.x, a.y, a.z},
                                         {b.x, b.y, a.z},
                                         {a.x, b.y, a.z},
                                         {a.x, a.y, b.z},
                                         {b.x, a.y, b.z},
                                         {b.x, b.y, b.z},
                                         {a.x, b.y, b.z}}};
    struct Face {
        std::array<std::size_t, 4> corners;
        double light;
    };
    constexpr double top = 1.0, side = 0.86, end = 0.74, bottom = 0.55;
    static constexpr std::array<Face, 6> faces{{{{0, 3, 2, 1}, bottom},
                                                {{4, 5, 6, 7}, top},
                                                {{0, 1, 5, 4}, side},
                                                {{2, 3, 7, 6}, side},
                                                {{1, 2, 6, 5}, end},
                                                {{3, 0, 4, 7}, end}}};
    if (kind_ == Kind::Faces) {
        for (const Face& face : faces) {
            const std::array<Point3, 4> polygon{corners[face.corners[0]], corners[face.corners[1]],
                                                corners[face.corners[2]], corners[face.corners[3]]};
            addPolygon(polygon, shaded(colour, face.light));
        }
        return;
    }
    addCell(std::span(corners).first(4), colour, true);
    addCell(std::span(corners).last(4), colour, true);
    for (std::size_t i = 0; i < 4; ++i)
        addLine(std::array{corners[i], corners[i + 4]}, colour);
}

void SolidLayer::addLine(std::span<const Point3> points, QRgb colour)
{
    addCell(points, colour, false);
}

void SolidLayer::addRectangle(const AirBox& flat, Axis normal, QRgb colour)
{
    const Point3 a = flat.least;
    const Point3 b = flat.most;
    std::array<Point3, 4> corners;
    if (normal == Axis::X)
        corners = {{{a.x, a.y, a.z}, {a.x, b.y, a.z}, {a.x, b.y, b.z}, {a.x, a.y, b.z}}};
    else if (normal == Axis::Y)
        corners = {{{a.x, a.y, a.z}, {b.x, a.y, a.z}, {b.x, a.y, b.z}, {a.x, a.y, b.z}}};
    else
        corners = {{{a.x, a.y, a.z}, {b.x, a.y, a.z}, {b.x, b.y, a.z}, {a.x, b.y, a.z}}};
    addPolygon(corners, colour);
}

void SolidLayer::finish()
{
    points_->Modified();
    cells_->Modified();
    colours_->Modified();
    data_->Modified();
}

void SolidLayer::addPolygon(std::span<const Point3> corners, QRgb colour)
{
    addCell(corners, colour, kind_ == Kind::Lines);
}

void SolidLayer::addCell(std::span<const Point3> points, QRgb colour, bool closed)
{
    const vtkIdType first = points_->GetNumberOfPoints();
    cells_->InsertNextCell(static_cast<int>(points.size()) + (closed ? 1 : 0));
    for (const Point3& p : points)
        cells_->InsertCellPoint(points_->InsertNextPoint(p.x, p.y, p.z));
    if (closed)
        cells_->InsertCellPoint(first);
    colours_->InsertNextTuple4(qRed(colour), qGreen(colour), qBlue(colour), qAlpha(colour));
}

} // namespace hallwright::fields
