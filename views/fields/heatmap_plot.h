// The drawn part of the heatmap, in VTK: the coloured floor, isolines, and the outlines of what stands in the
// hall.
#pragma once

#include "core/model/site.h"
#include "core/simulation/rack_state.h"
#include "views/fields/heatmap_scale.h"
#include "views/fields/isolines.h"
#include "views/fields/plan_camera.h"
#include "views/fields/shape_layer.h"
#include "views/fields/vtk_canvas.h"
#include "views/shared/theme.h"

#include <QSize>

#include <vtkNew.h>

class vtkActor;
class vtkImageData;
class vtkPolyData;
class vtkRenderer;

namespace hallwright::fields {

// Everything but render() may be called without an OpenGL context; after it, the context is current until the end.
class HeatmapPlot
{
public:
    using Finish = VtkCanvas::Finish;

    HeatmapPlot();
    ~HeatmapPlot();

    void setColours(const style::Colours& colours);
    void setField(const HeatmapGrid& grid, const HeatmapScale& scale);
    void setIsolines(const std::vector<Isoline>& isolines, const HeatmapScale& scale);
    // The hall's shapes over the field, and the marks of its racks' states, which are in their order.
    void setHall(const Site& site, const Hall& hall, const std::vector<RackState>& states,
                 const HeatmapGrid& grid, const HeatmapScale& scale);
    void setSelection(const Site& site, const Hall& hall, const std::vector<RackId>& racks);

    // Null without a current OpenGL context.
    QImage render(QSize viewPixels, double pixelRatio, const PlanCamera& camera, Finish finish);

private:
    void placeQuad(const HeatmapGrid& grid);
    void addRoom(const Hall& hall);
    void addEquipment(const Hall& hall);
    void addRacks(const Site& site, const Hall& hall, const std::vector<RackState>& states,
                  const HeatmapGrid& grid, const HeatmapScale& scale);
    void addMark(const Pose& pose, const RackType& type, RackState state);
    void aim(QSize viewPixels, double pixelRatio, const PlanCamera& camera);

    style::Colours colours_;
    ShapeLayer fills_;
    ShapeLayer doors_;
    ShapeLayer racks_;
    ShapeLayer isolines_;
    ShapeLayer equipment_;
    ShapeLayer darkRacks_;
    ShapeLayer marks_;
    ShapeLayer selection_;
    vtkNew<vtkPolyData> quad_;
    vtkNew<vtkActor> field_;
    vtkNew<vtkImageData> pixels_;
    vtkNew<vtkRenderer> backdrop_;
    vtkNew<vtkRenderer> renderer_;
    VtkCanvas canvas_;
};

// The value at a place in the hall's frame, interpolated between cell centres; NaN outside the room.
double valueAt(const HeatmapGrid& grid, Point2 inHall);

} // namespace hallwright::fields
