#include "views/fields/field_plot.h"

#include <vtkActor.h>
#include <vtkCamera.h>
#include <vtkCellArray.h>
#include <vtkFloatArray.h>
#include <vtkImageData.h>
#include <vtkLight.h>
#include <vtkLookupTable.h>
#include <vtkPlane.h>
#include <vtkPointData.h>
#include <vtkPoints.h>
#include <vtkPolyData.h>
#include <vtkPolyDataMapper.h>
#include <vtkProperty.h>
#include <vtkRenderer.h>
#include <vtkTexture.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace hallwright::fields {

namespace {

constexpr double casingStrength = 0.6; // of the line around a streamline against the background
constexpr double isolineStrength = 0.75;
constexpr int bodyAlpha = 70;
constexpr int panelAlpha = 24;
constexpr int supplyAlpha = 95;
constexpr int returnAlpha = 40;

QRgb withAlpha(const QColor& colour, int alpha)
{
    return qRgba(colour.red(), colour.green(), colour.blue(), alpha);
}

} // namespace

// A textured rectangle with lines in it.
struct FieldPlot::SliceActors {
    vtkNew<vtkPolyData> quad;
    vtkNew<vtkImageData> pixels;
    vtkNew<vtkActor> picture;
    SolidLayer lines{SolidLayer::Kind::Lines};

    SliceActors();
    void setVisible(bool visible);
    void place(const Slice& slice);
    void paint(const QImage& image);
};

FieldPlot::SliceActors::SliceActors()
{
    vtkNew<vtkTexture> texture;
    texture->SetInputData(pixels);
    texture->SetColorModeToDirectScalars();
    texture->InterpolateOn();
    texture->SetWrap(vtkTexture::ClampToEdge);
    vtkNew<vtkPolyDataMapper> mapper;
    mapper->SetInputData(quad);
    // The picture steps back behind lines in the same plane.
    mapper->SetResolveCoincidentTopologyToPolygonOffset();
    mapper->SetRelativeCoincidentTopologyPolygonOffsetParameters(1.0, 2.0);
    picture->SetMapper(mapper);
    picture->SetTexture(texture);
    picture->GetProperty()->LightingOff();
    setVisible(false);
}

void FieldPlot::SliceActors::setVisible(bool visible)
{
    picture->SetVisibility(visible);
    lines.setVisible(visible);
}

void FieldPlot::SliceActors::place(const Slice& slice)
{
    const std::array<Point2, 4> corners{{{0.0, 0.0}, {1.0, 0.0}, {1.0, 1.0}, {0.0, 1.0}}};
    vtkNew<vtkPoints> points;
    vtkNew<vtkFloatArray> texturePoints;
    texturePoints->SetNumberOfComponents(2);
    vtkNew<vtkCellArray> cells;
    cells->InsertNextCell(4);
    for (const Point2& corner : corners) {
        const Point3 p = inRoom(slice, {corner.x * slice.acrossM, corner.y * slice.upM});
        cells->InsertCellPoint(points->InsertNextPoint(p.x, p.y, p.z));
        texturePoints->InsertNextTuple2(corner.x, corner.y);
    }
    quad->SetPoints(points);
    quad->SetPolys(cells);
    quad->GetPointData()->SetTCoords(texturePoints);
}

void FieldPlot::SliceActors::paint(const QImage& image)
{
    const int* size = pixels->GetDimensions();
    if (size[0] != image.width() || size[1] != image.height() || !pixels->GetPointData()->GetScalars()) {
        pixels->SetDimensions(image.width(), image.height(), 1);
        pixels->AllocateScalars(VTK_UNSIGNED_CHAR, 3);
    }
    auto* pixel = static_cast<unsigned char*>(pixels->GetScalarPointer());
    for (int y = image.height() - 1; y >= 0; --y) {
        const auto* row = reinterpret_cast<const QRgb*>(image.constScanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            *pixel++ = static_cast<unsigned char>(qRed(row[x]));
            *pixel++ = static_cast<unsigned char>(qGreen(row[x]));
            *pixel++ = static_cast<unsigned char>(qBlue(row[x]));
        }
    }
    pixels->GetPointData()->GetScalars()->Modified();
    pixels->Modified();
}

FieldPlot::FieldPlot()
    : floor_(SolidLayer::Kind::Faces), roomEdges_(SolidLayer::Kind::Lines), bodies_(SolidLayer::Kind::Faces),
      bodyEdges_(SolidLayer::Kind::Lines), patches_(SolidLayer::Kind::Faces),
      selection_(SolidLayer::Kind::Lines), canvas_({backdrop_, renderer_})
{
    renderer_->AddActor(floor_.actor());
    for (auto& slice : slices_) {
        slice = std::make_unique<SliceActors>();
        renderer_->AddActor(slice->picture);
        renderer_->AddActor(slice->lines.actor());
    }
    surface_->SetMapper(surfaceMapper_);
    surfaceMapper_->ScalarVisibilityOff();
    vtkProperty& look = *surface_->GetProperty();
    look.SetOpacity(0.5);
    look.SetAmbient(0.35);
    look.SetDiffuse(0.7);
    look.SetSpecular(0.15);
    look.SetSpecularPower(20.0);
    surface_->VisibilityOff();
    streams_->SetMapper(streamMapper_);
    streamMapper_->InterpolateScalarsBeforeMappingOn();
    streams_->GetProperty()->LightingOff();
    streams_->VisibilityOff();
    casing_->SetMapper(casingMapper_);
    casingMapper_->ScalarVisibilityOff();
    casingMapper_->SetResolveCoincidentTopologyToPolygonOffset();
    casingMapper_->SetRelativeCoincidentTopologyLineOffsetParameters(2.0, 4.0);
    casing_->GetProperty()->LightingOff();
    casing_->VisibilityOff();
    for (vtkActor* actor : {patches_.actor(), static_cast<vtkActor*>(casing_),
                            static_cast<vtkActor*>(streams_), roomEdges_.actor(), bodyEdges_.actor(),
                            selection_.actor(), bodies_.actor(), static_cast<vtkActor*>(surface_)})
        renderer_->AddActor(actor);
    setColours(style::colours(style::Theme::Light));
}

FieldPlot::~FieldPlot() = default;

void FieldPlot::setColours(const style::Colours& colours)
{
    colours_ = colours;
    setBackground(*backdrop_, colours.background);
    setBackground(*renderer_, colours.background);
}

QRgb FieldPlot::solidColour() const
{
    return blended(colours_.floor.rgb(), colours_.wall.rgb(), 0.35);
}

QRgb FieldPlot::edgeColour() const
{
    return blended(colours_.background.rgb(), colours_.text.rgb(), 0.62);
}

void FieldPlot::setRoom(const AirRoom& room, const std::vector<QRgb>& rackColours)
{
    for (SolidLayer* layer : {&floor_, &roomEdges_, &bodies_, &bodyEdges_, &patches_})
        layer->clear();
    constexpr double below = -0.03; // [m] under patches and slices at the floor
    const Point3 size{room.widthM, room.depthM, room.heightM};
    floor_.addRectangle({{0.0, 0.0, below}, {size.x, size.y, below}}, Axis::Z, colours_.floor.rgb());
    roomEdges_.addBox({{0.0, 0.0, 0.0}, size}, withAlpha(colours_.wall, 160));

    const QRgb plain = blended(colours_.background.rgb(), colours_.text.rgb(), 0.35);
    const QRgb edge = edgeColour();
    const bool coloured = rackColours.size() == room.racks.size();
    for (std::size_t i = 0; i < room.racks.size(); ++i) {
        constexpr int colouredAlpha = 225;
        bodies_.addBox(room.racks[i].body, coloured ? withAlpha(QColor(rackColours[i]), colouredAlpha)
                                                    : withAlpha(QColor(plain), bodyAlpha));
        bodyEdges_.addBox(room.racks[i].body, edge);
    }
    for (const AirBox& box : room.solids) {
        bodies_.addBox(box, withAlpha(colours_.airHandler, 85));
        bodyEdges_.addBox(box, edge);
    }
    for (const AirPanel& panel : room.panels) {
        patches_.addRectangle(panel.area, panel.normal, withAlpha(colours_.accent, panelAlpha));
    }
    addPatches(room);
    for (SolidLayer* layer : {&floor_, &roomEdges_, &bodies_, &bodyEdges_, &patches_})
        layer->finish();
}

void FieldPlot::addPatches(const AirRoom& room)
{
    constexpr double proudM = 0.01; // before the face it lies in
    const auto add = [&](const AirPatch& patch, const QColor& colour, int alpha) {
        AirBox area = patch.area;
        const double by = patch.towardsPositive ? proudM : -proudM;
        for (Point3* p : {&area.least, &area.most})
            (patch.normal == Axis::X ? p->x : patch.normal == Axis::Y ? p->y : p->z) += by;
        patches_.addRectangle(area, patch.normal, withAlpha(colour, alpha));
    };
    for (const AirSupplyPatch& supply : room.supplies)
        add(supply.patch, colours_.supplyPipe, supplyAlpha);
    for (const AirReturnPatch& opening : room.returns)
        add(opening.patch, colours_.returnPipe, returnAlpha);
}

void FieldPlot::setSlice(const Slice& slice, const ValueScale& scale, const std::vector<Isoline>& isolines)
{
    SliceActors& actors = *slices_[static_cast<std::size_t>(slice.normal)];
    actors.place(slice);
    actors.paint(imageOf(slice, scale.colours(), solidColour()));
    actors.lines.clear();
    std::vector<Point3> points;
    for (const Isoline& line : isolines) {
        points.clear();
        for (const Point2& p : line.points)
            points.push_back(inRoom(slice, p));
        const QRgb under = scale.colours().at(line.level);
        actors.lines.addLine(points, blended(under, contrasting(under), isolineStrength) | 0xff000000U);
    }
    const QRgb edge = edgeColour();
    for (const Rect& r : slice.outlines) {
        const std::array<Point3, 5> around{inRoom(slice, {r.x, r.y}), inRoom(slice, {r.right(), r.y}),
                                           inRoom(slice, {r.right(), r.top()}), inRoom(slice, {r.x, r.top()}),
                                           inRoom(slice, {r.x, r.y})};
        actors.lines.addLine(around, edge);
    }
    actors.lines.finish();
    actors.setVisible(true);
}

void FieldPlot::hideSlice(Axis normal)
{
    slices_[static_cast<std::size_t>(normal)]->setVisible(false);
}

void FieldPlot::setIsosurface(vtkPolyData* surface, QRgb colour)
{
    surface_->SetVisibility(surface != nullptr);
    surfaceMapper_->SetInputData(surface);
    surface_->GetProperty()->SetColor(qRed(colour) / 255.0, qGreen(colour) / 255.0, qBlue(colour) / 255.0);
}

void FieldPlot::setStreamlines(vtkPolyData* lines, const ValueScale& scale)
{
    constexpr int steps = 256;
    vtkNew<vtkLookupTable> table;
    table->SetNumberOfTableValues(steps);
    table->SetTableRange(scale.minimum(), scale.maximum());
    for (int i = 0; i < steps; ++i) {
        const QRgb colour = scale.colours().at(
            std::lerp(scale.minimum(), scale.maximum(), static_cast<double>(i) / (steps - 1)));
        table->SetTableValue(i, qRed(colour) / 255.0, qGreen(colour) / 255.0, qBlue(colour) / 255.0);
    }
    streamMapper_->SetInputData(lines);
    streamMapper_->SetLookupTable(table);
    streamMapper_->SetScalarRange(scale.minimum(), scale.maximum());
    streams_->VisibilityOn();
    casingMapper_->SetInputData(lines);
    const QColor casing(blended(colours_.background.rgb(), colours_.text.rgb(), casingStrength));
    casing_->GetProperty()->SetColor(casing.redF(), casing.greenF(), casing.blueF());
    casing_->VisibilityOn();
}

void FieldPlot::hideStreamlines()
{
    streams_->VisibilityOff();
    streamMapper_->SetInputData(nullptr);
    casing_->VisibilityOff();
    casingMapper_->SetInputData(nullptr);
}

void FieldPlot::setMarks(const std::vector<AirBox>& selected, const std::vector<AirBox>& moved,
                         const std::vector<AirBox>& leftOut)
{
    selection_.clear();
    for (const AirBox& box : selected)
        selection_.addBox(box, colours_.selection.rgb());
    for (const AirBox& box : moved)
        selection_.addBox(box, colours_.warning.rgb());
    for (const AirBox& box : leftOut)
        selection_.addBox(box, colours_.violation.rgb());
    selection_.finish();
}

void FieldPlot::cutBefore(Axis normal, double atM)
{
    constexpr double proudM = 0.02; // what ends in the slice's plane is still drawn
    const double at = normal == Axis::Z ? atM + proudM : atM - proudM;
    cut_->SetOrigin(normal == Axis::X ? at : 0.0, normal == Axis::Y ? at : 0.0, normal == Axis::Z ? at : 0.0);
    cut_->SetNormal(normal == Axis::X, normal == Axis::Y, normal == Axis::Z ? -1.0 : 0.0);
    if (std::exchange(cutting_, true))
        return;
    for (SolidLayer* layer : {&bodies_, &bodyEdges_, &patches_})
        layer->setClip(cut_);
}

void FieldPlot::cutNothing()
{
    if (!std::exchange(cutting_, false))
        return;
    for (SolidLayer* layer : {&bodies_, &bodyEdges_, &patches_})
        layer->setClip(nullptr);
}

QImage FieldPlot::render(QSize viewPixels, double pixelRatio, const OrbitCamera& camera, Point3 roomSize,
                         VtkCanvas::Finish finish)
{
    roomEdges_.setLineWidth(1.5 * pixelRatio);
    bodyEdges_.setLineWidth(pixelRatio);
    selection_.setLineWidth(3.0 * pixelRatio);
    for (const auto& slice : slices_)
        slice->lines.setLineWidth(1.25 * pixelRatio);
    streams_->GetProperty()->SetLineWidth(static_cast<float>(2.0 * pixelRatio));
    casing_->GetProperty()->SetLineWidth(static_cast<float>(3.5 * pixelRatio));
    aim(viewPixels, pixelRatio, camera, roomSize);
    return canvas_.render(viewPixels, finish);
}

void FieldPlot::aim(QSize viewPixels, double pixelRatio, const OrbitCamera& camera, Point3 roomSize)
{
    const double width = viewPixels.width() / pixelRatio;
    const double height = viewPixels.height() / pixelRatio;
    const QRectF& area = camera.area();
    renderer_->SetViewport(area.left() / width, 1.0 - area.bottom() / height, area.right() / width,
                           1.0 - area.top() / height);
    vtkCamera& eye = *renderer_->GetActiveCamera();
    const Point3 focus = camera.focus();
    const Point3 at = camera.eye();
    const Point3 up = camera.up();
    eye.SetParallelProjection(camera.parallel());
    eye.SetFocalPoint(focus.x, focus.y, focus.z);
    eye.SetPosition(at.x, at.y, at.z);
    eye.SetViewUp(up.x, up.y, up.z);
    eye.SetParallelScale(camera.halfHeightM());
    eye.SetViewAngle(camera.viewAngleDeg());
    // Near and far planes just before and behind the hall keep the depths apart.
    double nearest = std::numeric_limits<double>::max();
    double farthest = 0.0;
    const double length = std::hypot(focus.x - at.x, focus.y - at.y, focus.z - at.z);
    const Point3 ahead{(focus.x - at.x) / length, (focus.y - at.y) / length, (focus.z - at.z) / length};
    for (int corner = 0; corner < 8; ++corner) {
        const double depth = ((corner & 1 ? roomSize.x : 0.0) - at.x) * ahead.x +
                             ((corner & 2 ? roomSize.y : 0.0) - at.y) * ahead.y +
                             ((corner & 4 ? roomSize.z : 0.0) - at.z) * ahead.z;
        nearest = std::min(nearest, depth);
        farthest = std::max(farthest, depth);
    }
    constexpr double marginM = 0.5;
    const double least = camera.parallel() ? nearest - marginM : std::max(nearest - marginM, 0.1);
    eye.SetClippingRange(least, std::max(farthest + marginM, least + 1.0));
}

} // namespace hallwright::fields
