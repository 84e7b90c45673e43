// One layer of flat coloured shapes in a plan: lines or filled polygons, refilled in place.
#pragma once

#include "core/model/geometry.h"

#include <QRgb>

#include <vtkNew.h>

#include <span>

class vtkActor;
class vtkCellArray;
class vtkPoints;
class vtkPolyData;
class vtkPolyDataMapper;
class vtkUnsignedCharArray;

namespace hallwright::fields {

class ShapeLayer
{
public:
    enum class Kind { Lines, Fills };

    // A higher layer hides a lower one.
    ShapeLayer(Kind kind, double heightM);
    ~ShapeLayer();

    vtkActor* actor() const { return actor_; }
    void setLineWidth(double pixels);
    void setVisible(bool visible);

    void clear();
    void addLine(std::span<const Point2> points, QRgb colour);
    void addShape(std::span<const Point2> corners, QRgb colour); // closed; convex if filled
    void addRect(const Rect& rect, QRgb colour);
    void finish(); // after the last shape

private:
    void addPoints(std::span<const Point2> points, QRgb colour);

    Kind kind_;
    double heightM_;
    vtkNew<vtkPoints> points_;
    vtkNew<vtkCellArray> cells_;
    vtkNew<vtkUnsignedCharArray> colours_;
    vtkNew<vtkPolyData> data_;
    vtkNew<vtkPolyDataMapper> mapper_;
    vtkNew<vtkActor> actor_;
};

} // namespace hallwright::fields
