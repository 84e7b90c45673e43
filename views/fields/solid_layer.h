// Lines and boxes in a hall, each with its own colour, refilled in place.
#pragma once

#include "core/physics/air_room.h"

#include <QRgb>

#include <vtkNew.h>

#include <span>

class vtkActor;
class vtkCellArray;
class vtkPlane;
class vtkPoints;
class vtkPolyData;
class vtkPolyDataMapper;
class vtkUnsignedCharArray;

namespace hallwright::fields {

class SolidLayer
{
public:
    enum class Kind { Lines, Faces };

    explicit SolidLayer(Kind kind);
    ~SolidLayer();

    vtkActor* actor() const { return actor_; }
    void setLineWidth(double pixels);
    void setVisible(bool visible);
    void setClip(vtkPlane* plane); // only what lies on the side of its normal is drawn; null: all

    void clear();
    // The faces are shaded as daylight from above would: no light is needed. Alpha counts.
    void addBox(const AirBox& box, QRgb colour);
    void addLine(std::span<const Point3> points, QRgb colour);
    void addRectangle(const AirBox& flat, Axis normal, QRgb colour);
    void finish(); // after the last shape

private:
    void addPolygon(std::span<const Point3> corners, QRgb colour);
    void addCell(std::span<const Point3> points, QRgb colour, bool closed);

    Kind kind_;
    vtkNew<vtkPoints> points_;
    vtkNew<vtkCellArray> cells_;
    vtkNew<vtkUnsignedCharArray> colours_;
    vtkNew<vtkPolyData> data_;
    vtkNew<vtkPolyDataMapper> mapper_;
    vtkNew<vtkActor> actor_;
};

} // namespace hallwright::fields
