#include "views/fields/heatmap_plot.h"

#include "views/shared/rack_marks.h"

#include <vtkActor.h>
#include <vtkCamera.h>
#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkImageData.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkRenderer.h>
#include <vtkTexture.h>
#include <vtkUnsignedCharArray.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace hallwright::fields {

namespace {

// Heights of the layers above the floor [m]: only their order matters.
constexpr double fieldHeight = 0.0;
constexpr double rackHeight = 0.1;
constexpr double isolineHeight = 0.2;
constexpr double fillHeight = 0.3;
constexpr double doorHeight = 0.35;
constexpr double equipmentHeight = 0.4;
constexpr double darkRackHeight = 0.45;
constexpr double markHeight = 0.5;
constexpr double selectionHeight = 0.6;
constexpr double cameraHeight = 10.0;

constexpr double wallThicknessM = 0.25;
constexpr double outlineStrength = 0.45; // of a rack's outline over the colour beneath it
constexpr double heatmapLineStrength = 0.75;

Rect doorOpening(const Hall& hall, const Door& door)
{
    switch (door.wall) {
    case WallSide::South:
        return {door.offsetM, -wallThicknessM, door.widthM, wallThicknessM};
    case WallSide::North:
        return {door.offsetM, hall.depthM, door.widthM, wallThicknessM};
    case WallSide::West:
        return {-wallThicknessM, door.offsetM, wallThicknessM, door.widthM};
    case WallSide::East:
        return {hall.widthM, door.offsetM, wallThicknessM, door.widthM};
    }
    return {};
}

// The side the air goes in, a little inside the footprint.
std::array<Point2, 2> frontLine(const Pose& pose, double width, double depth)
{
    constexpr double insetShare = 0.1;
    const double y = -depth * (0.5 - insetShare);
    return {pose.position() + rotated({-width / 2, y}, pose.yawDeg),
            pose.position() + rotated({width / 2, y}, pose.yawDeg)};
}
} // namespace

HeatmapPlot::HeatmapPlot()
    : fills_(ShapeLayer::Kind::Fills, fillHeight), doors_(ShapeLayer::Kind::Fills, doorHeight),
      racks_(ShapeLayer::Kind::Lines, rackHeight), isolines_(ShapeLayer::Kind::Lines, isolineHeight),
      equipment_(ShapeLayer::Kind::Lines, equipmentHeight),
      darkRacks_(ShapeLayer::Kind::Fills, darkRackHeight), marks_(ShapeLayer::Kind::Lines, markHeight),
      selection_(ShapeLayer::Kind::Lines, selectionHeight), canvas_({backdrop_, renderer_})
{
    vtkNew<vtkTexture> texture;
    texture->SetInputData(pixels_);
    texture->SetColorModeToDirectScalars();
    texture->InterpolateOn();
    texture->SetWrap(vtkTexture::ClampToEdge);
    vtkNew<vtkPolyDataMapper> mapper;
    mapper->SetInputData(quad_);
    field_->SetMapper(mapper);
    field_->SetTexture(texture);
    field_->GetProperty()->LightingOff();

    renderer_->AddActor(field_);
    for (const ShapeLayer* layer :
         {&fills_, &doors_, &racks_, &isolines_, &equipment_, &darkRacks_, &marks_, &selection_})
        renderer_->AddActor(layer->actor());
    renderer_->GetActiveCamera()->ParallelProjectionOn();
    setColours(style::colours(style::Theme::Light));
}

HeatmapPlot::~HeatmapPlot() = default;

void HeatmapPlot::setColours(const style::Colours& colours)
{
    colours_ = colours;
    setBackground(*backdrop_, colours.background);
    setBackground(*renderer_, colours.background);
}

void HeatmapPlot::placeQuad(const HeatmapGrid& grid)
{
    const double width = grid.nx * grid.dxM;
    const double depth = grid.ny * grid.dyM;
    const std::array<Point2, 4> corners{{{0.0, 0.0}, {1.0, 0.0}, {1.0, 1.0}, {0.0, 1.0}}};
    vtkNew<vtkPoints> points;
    vtkNew<vtkFloatArray> texturePoints;
    texturePoints->SetNumberOfComponents(2);
    vtkNew<vtkCellArray> cells;
    cells->InsertNextCell(4);
    for (const Point2& corner : corners) {
        cells->InsertCellPoint(points->InsertNextPoint(corner.x * width, corner.y * depth, fieldHeight));
        texturePoints->InsertNextTuple2(corner.x, corner.y);
    }
    quad_->SetPoints(points);
    quad_->SetPolys(cells);
    quad_->GetPointData()->SetTCoords(texturePoints);
}

void HeatmapPlot::setField(const HeatmapGrid& grid, const HeatmapScale& scale)
{
    const std::array<double, 6> bounds{0.0, grid.nx * grid.dxM, 0.0, grid.ny * grid.dyM, 0.0, 0.0};
    const int* size = pixels_->GetDimensions();
    const double* shown = quad_->GetBounds();
    if (!std::equal(bounds.begin(), bounds.begin() + 4, shown))
        placeQuad(grid);
    if (size[0] != grid.nx || size[1] != grid.ny || !pixels_->GetPointData()->GetScalars()) {
        pixels_->SetDimensions(grid.nx, grid.ny, 1);
        pixels_->AllocateScalars(VTK_UNSIGNED_CHAR, 3);
    }
    auto* pixel = static_cast<unsigned char*>(pixels_->GetScalarPointer());
    for (const float value : grid.values) {
        const QRgb colour = scale.colours().at(value);
        *pixel++ = static_cast<unsigned char>(qRed(colour));
        *pixel++ = static_cast<unsigned char>(qGreen(colour));
        *pixel++ = static_cast<unsigned char>(qBlue(colour));
    }
    pixels_->GetPointData()->GetScalars()->Modified();
    pixels_->Modified();
}

void HeatmapPlot::setIsolines(const std::vector<Isoline>& isolines, const HeatmapScale& scale)
{
    isolines_.clear();
    for (const Isoline& line : isolines) {
        const QRgb under = scale.colours().at(line.level);
        isolines_.addLine(line.points, blended(under, contrasting(under), heatmapLineStrength));
    }
    isolines_.finish();
}

void HeatmapPlot::setHall(const Site& site, const Hall& hall, const std::vector<RackState>& states,
                          const HeatmapGrid& grid, const HeatmapScale& scale)
{
    fills_.clear();
    doors_.clear();
    equipment_.clear();
    addRoom(hall);
    addEquipment(hall);
    fills_.finish();
    doors_.finish();
    equipment_.finish();
    addRacks(site, hall, states, grid, scale);
}

void HeatmapPlot::addRoom(const Hall& hall)
{
    const double t = wallThicknessM;
    const QRgb wall = colours_.wall.rgb();
    fills_.addRect({-t, -t, hall.widthM + 2 * t, t}, wall);
    fills_.addRect({-t, hall.depthM, hall.widthM + 2 * t, t}, wall);
    fills_.addRect({-t, 0.0, t, hall.depthM}, wall);
    fills_.addRect({hall.widthM, 0.0, t, hall.depthM}, wall);
    for (const Door& door : hall.doors)
        doors_.addRect(doorOpening(hall, door), colours_.background.rgb());
    for (const Column& column : hall.columns)
        fills_.addRect(column.area, colours_.column.rgb());
    for (const Wall& inner : hall.walls)
        fills_.addRect(inner.area, wall);
}

void HeatmapPlot::addEquipment(const Hall& hall)
{
    const auto add = [this](const Pose& pose, double width, double depth, const QColor& colour) {
        fills_.addShape(footprintCorners(pose, width, depth), colour.rgb());
        const QRgb line = blended(colour.rgb(), contrasting(colour.rgb()), 0.7);
        equipment_.addShape(footprintCorners(pose, width, depth), line);
        equipment_.addLine(frontLine(pose, width, depth), line);
    };
    for (const AirHandler& unit : hall.airHandlers)
        add(unit.pose, unit.widthM, unit.depthM, colours_.airHandler);
    for (const Cdu& unit : hall.cdus)
        add(unit.pose, unit.widthM, unit.depthM, colours_.cdu);
}

void HeatmapPlot::addRacks(const Site& site, const Hall& hall, const std::vector<RackState>& states,
                           const HeatmapGrid& grid, const HeatmapScale& scale)
{
    racks_.clear();
    darkRacks_.clear();
    marks_.clear();
    for (std::size_t i = 0; i < hall.racks.size(); ++i) {
        const Rack& rack = hall.racks[i];
        const RackType& type = site.typeOf(rack);
        const auto corners = footprintCorners(rack.pose, type.widthM, type.depthM);
        const QRgb under = scale.colours().at(valueAt(grid, rack.pose.position()));
        const QRgb line = blended(under, contrasting(under), outlineStrength);
        racks_.addShape(corners, line);
        racks_.addLine(frontLine(rack.pose, type.widthM, type.depthM), line);
        if (states[i] != RackState::Fine)
            addMark(rack.pose, type, states[i]);
    }
    racks_.finish();
    darkRacks_.finish();
    marks_.finish();
}

// The shapes of views/shared/rack_marks.h in lines.
void HeatmapPlot::addMark(const Pose& pose, const RackType& type, RackState state)
{
    const auto corners = footprintCorners(pose, type.widthM, type.depthM);
    const QRgb colour = style::rackMarkColour(state).rgb();
    const Point2 front = frontDirection(pose.yawDeg);
    const Point2 across{-front.y, front.x};
    const double halfM = type.widthM / 2;
    const Point2 rear = pose.position() + front * (0.85 * halfM - type.depthM / 2);
    const auto beside = [&](double u, double v) { return rear + across * (u * halfM) + front * (v * halfM); };
    switch (state) {
    case RackState::Dark:
        darkRacks_.addShape(corners, style::darkRackColour);
        marks_.addLine(std::array{corners[0], corners[2]}, colour);
        marks_.addLine(std::array{corners[1], corners[3]}, colour);
        break;
    case RackState::OverLimit:
        marks_.addShape(corners, colour);
        marks_.addShape(std::array{beside(0.0, 0.62), beside(0.62, -0.48), beside(-0.62, -0.48)}, colour);
        break;
    case RackState::OneFeed:
        marks_.addLine(std::array{corners[1], corners[3]}, colour);
        break;
    case RackState::Undecided:
        marks_.addShape(std::array{beside(0.5, 0.0), beside(0.35, 0.35), beside(0.0, 0.5),
                                   beside(-0.35, 0.35), beside(-0.5, 0.0), beside(-0.35, -0.35),
                                   beside(0.0, -0.5), beside(0.35, -0.35)},
                        colour);
        break;
    case RackState::Fine:
        break;
    }
}

void HeatmapPlot::setSelection(const Site& site, const Hall& hall, const std::vector<RackId>& racks)
{
    selection_.clear();
    for (const RackId id : racks) {
        const Rack* rack = hall.findRack(id);
        if (!rack)
            continue;
        const RackType& type = site.typeOf(*rack);
        selection_.addShape(footprintCorners(rack->pose, type.widthM, type.depthM), colours_.selection.rgb());
    }
    selection_.finish();
}

QImage HeatmapPlot::render(QSize viewPixels, double pixelRatio, const PlanCamera& camera, Finish finish)
{
    racks_.setLineWidth(pixelRatio);
    equipment_.setLineWidth(pixelRatio);
    isolines_.setLineWidth(1.25 * pixelRatio);
    marks_.setLineWidth(2.0 * pixelRatio);
    selection_.setLineWidth(3.0 * pixelRatio);
    aim(viewPixels, pixelRatio, camera);
    return canvas_.render(viewPixels, finish);
}

void HeatmapPlot::aim(QSize viewPixels, double pixelRatio, const PlanCamera& camera)
{
    const double width = viewPixels.width() / pixelRatio;
    const double height = viewPixels.height() / pixelRatio;
    const QRectF& area = camera.area();
    renderer_->SetViewport(area.left() / width, 1.0 - area.bottom() / height, area.right() / width,
                           1.0 - area.top() / height);
    vtkCamera& eye = *renderer_->GetActiveCamera();
    const Point2 centre = camera.centre();
    eye.SetFocalPoint(centre.x, centre.y, 0.0);
    eye.SetPosition(centre.x, centre.y, cameraHeight);
    eye.SetViewUp(0.0, 1.0, 0.0);
    eye.SetParallelScale(area.height() / 2 * camera.metresPerPixel());
    eye.SetClippingRange(1.0, cameraHeight + 1.0);
}

double valueAt(const HeatmapGrid& grid, Point2 inHall)
{
    const double column = inHall.x / grid.dxM;
    const double row = inHall.y / grid.dyM;
    if (grid.values.empty() || !(column >= 0.0 && column <= grid.nx && row >= 0.0 && row <= grid.ny))
        return std::numeric_limits<double>::quiet_NaN();
    const double u = std::clamp(column - 0.5, 0.0, grid.nx - 1.0);
    const double v = std::clamp(row - 0.5, 0.0, grid.ny - 1.0);
    const int i = std::clamp(static_cast<int>(u), 0, std::max(grid.nx - 2, 0));
    const int j = std::clamp(static_cast<int>(v), 0, std::max(grid.ny - 2, 0));
    const auto value = [&grid](int across, int up) {
        return static_cast<double>(grid.values[static_cast<std::size_t>(std::min(up, grid.ny - 1)) * grid.nx +
                                               std::min(across, grid.nx - 1)]);
    };
    return std::lerp(std::lerp(value(i, j), value(i + 1, j), u - i),
                     std::lerp(value(i, j + 1), value(i + 1, j + 1), u - i), v - j);
}

} // namespace hallwright::fields
