// The drawn part of a hall's air, in VTK: slices, a surface, streamlines, and what stands in the hall.
#pragma once

#include "views/fields/orbit_camera.h"
#include "views/fields/slice.h"
#include "views/fields/solid_layer.h"
#include "views/fields/vtk_canvas.h"
#include "views/shared/theme.h"

#include <vtkNew.h>

#include <array>
#include <memory>
#include <vector>

class vtkActor;
class vtkPlane;
class vtkPolyData;
class vtkPolyDataMapper;
class vtkRenderer;

namespace hallwright::fields {

// Everything but render() may be called without an OpenGL context; after it, the context is current until the end.
class FieldPlot
{
public:
    FieldPlot();
    ~FieldPlot();

    void setColours(const style::Colours& colours);
    // Racks in their own colours if there is one for each, else all alike.
    void setRoom(const AirRoom& room, const std::vector<QRgb>& rackColours);
    void setSlice(const Slice& slice, const ValueScale& scale, const std::vector<Isoline>& isolines);
    void hideSlice(Axis normal);
    void setIsosurface(vtkPolyData* surface, QRgb colour); // null: none
    void setStreamlines(vtkPolyData* lines, const ValueScale& scale);
    void hideStreamlines();
    void setMarks(const std::vector<AirBox>& selected, const std::vector<AirBox>& moved,
                  const std::vector<AirBox>& leftOut);
    // Hides what of the racks, other solids and openings is before a slice that is looked at straight on.
    void cutBefore(Axis normal, double atM);
    void cutNothing();
    QRgb solidColour() const; // of what a slice goes through

    // Null without a current OpenGL context.
    QImage render(QSize viewPixels, double pixelRatio, const OrbitCamera& camera, Point3 roomSize,
                  VtkCanvas::Finish finish);

private:
    struct SliceActors;

    QRgb edgeColour() const;
    void addPatches(const AirRoom& room);
    void aim(QSize viewPixels, double pixelRatio, const OrbitCamera& camera, Point3 roomSize);

    style::Colours colours_;
    SolidLayer floor_;
    SolidLayer roomEdges_;
    SolidLayer bodies_;
    SolidLayer bodyEdges_;
    SolidLayer patches_;
    SolidLayer selection_;
    vtkNew<vtkPlane> cut_;
    bool cutting_ = false;
    std::array<std::unique_ptr<SliceActors>, 3> slices_; // by normal
    vtkNew<vtkPolyDataMapper> surfaceMapper_;
    vtkNew<vtkActor> surface_;
    vtkNew<vtkPolyDataMapper> streamMapper_;
    vtkNew<vtkActor> streams_;
    vtkNew<vtkPolyDataMapper> casingMapper_; // around the streamlines, to tell them from the background
    vtkNew<vtkActor> casing_;
    vtkNew<vtkRenderer> backdrop_;
    vtkNew<vtkRenderer> renderer_;
    VtkCanvas canvas_;
};

} // namespace hallwright::fields
