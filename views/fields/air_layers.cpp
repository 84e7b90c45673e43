#include "views/fields/air_layers.h"

#include "views/fields/air_shapes.h"
#include "views/fields/slice.h"

#include <QPainter>
#include <QPolygonF>

#include <vtkCellArray.h>
#include <vtkDataArray.h>
#include <vtkPointData.h>
#include <vtkPolyData.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace hallwright::fields {

namespace {

// Over the colours, where there are any.
void paintIsolines(QImage& image, const Slice& slice, const std::vector<double>& levels)
{
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setCompositionMode(QPainter::CompositionMode_SourceAtop);
    constexpr double widthPx = 1.1;
    painter.setPen(QPen(QColor(0, 0, 0, 110), widthPx));
    const double across = image.width() / slice.acrossM;
    const double up = image.height() / slice.upM;
    for (const Isoline& line : isolinesOf(slice, levels)) {
        QPolygonF path;
        for (const Point2& p : line.points)
            path << QPointF(p.x * across, image.height() - p.y * up);
        painter.drawPolyline(path);
    }
}

LayerSlice layerSlice(const LayerValues& values, Axis normal, double atM, const ValueScale& scale,
                      bool isolines)
{
    const Slice slice = sliceOf(values, normal, atM);
    LayerSlice result{normal, slice.atM, slice.acrossM, slice.upM,
                      imageOf(slice, scale.colours(), qRgba(0, 0, 0, 0))};
    if (isolines)
        paintIsolines(result.image, slice, scale.levels());
    return result;
}

double distance(const Point3& a, const Point3& b)
{
    return std::hypot(a.x - b.x, a.y - b.y, a.z - b.z);
}

constexpr double cosine3Deg = 0.9986;
constexpr double cosine8Deg = 0.990;

// Whether the path a -> b -> c turns at b by less than the angle of that cosine.
bool isStraight(const Point3& a, const Point3& b, const Point3& c, double leastCosine)
{
    const double ab = distance(a, b);
    const double bc = distance(b, c);
    const double dot = (b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y) + (b.z - a.z) * (c.z - b.z);
    return dot >= leastCosine * ab * bc;
}

// A tracer's steps are shorter than a picture needs: straight stretches keep few of their points.
void addThinned(LayerLine& line, const Point3& p, QRgb colour, const Point3* next)
{
    constexpr double closeM = 0.04;
    constexpr double longestM = 0.7; // colours run on from point to point
    if (!line.points.empty() && next) {
        const Point3& last = line.points.back();
        const double step = distance(last, p);
        if (step < closeM || (step < longestM && isStraight(last, p, *next, cosine3Deg)))
            return;
    }
    line.points.push_back(p);
    line.colours.push_back(colour);
}

Point3 between(const Point3& a, const Point3& b, double part)
{
    return {std::lerp(a.x, b.x, part), std::lerp(a.y, b.y, part), std::lerp(a.z, b.z, part)};
}

// A tracer's steps are as long as a cell: where they turn, a quadratic spline takes the place of the corner.
LayerLine rounded(const LayerLine& line)
{
    LayerLine result;
    const auto add = [&](const Point3& p, QRgb colour) {
        result.points.push_back(p);
        result.colours.push_back(colour);
    };
    for (std::size_t i = 0; i < line.points.size(); ++i) {
        const Point3& b = line.points[i];
        const bool end = i == 0 || i + 1 == line.points.size();
        if (end || isStraight(line.points[i - 1], b, line.points[i + 1], cosine8Deg)) {
            add(b, line.colours[i]);
            continue;
        }
        const Point3 from = between(b, line.points[i - 1], 0.5);
        const Point3 to = between(b, line.points[i + 1], 0.5);
        for (const double t : {0.0, 0.33, 0.67, 1.0})
            add(between(between(from, b, t), between(b, to, t), t), line.colours[i]);
    }
    return result;
}

std::vector<LayerLine> linesFrom(vtkPolyData& traced, const ColourTable& colours)
{
    std::vector<LayerLine> lines;
    vtkDataArray* temperature = traced.GetPointData()->GetScalars();
    if (!temperature || !traced.GetLines())
        return lines;
    const auto pointAt = [&](vtkIdType id) {
        std::array<double, 3> p{};
        traced.GetPoint(id, p.data());
        return Point3{p[0], p[1], p[2]};
    };
    vtkIdType count = 0;
    const vtkIdType* ids = nullptr;
    vtkCellArray* cells = traced.GetLines();
    for (cells->InitTraversal(); cells->GetNextCell(count, ids);) {
        LayerLine line;
        for (vtkIdType i = 0; i < count; ++i) {
            const bool last = i + 1 == count;
            const Point3 next = last ? Point3{} : pointAt(ids[i + 1]);
            addThinned(line, pointAt(ids[i]), colours.at(temperature->GetTuple1(ids[i])),
                       last ? nullptr : &next);
        }
        if (line.points.size() > 1)
            lines.push_back(rounded(line));
    }
    return lines;
}

LayerSurface surfaceFrom(vtkPolyData& found, QRgb colour)
{
    LayerSurface surface;
    surface.colour = colour;
    vtkDataArray* normals = found.GetPointData()->GetNormals();
    if (!normals || !found.GetPolys())
        return surface;
    constexpr auto unused = std::numeric_limits<std::uint32_t>::max();
    std::vector<std::uint32_t> places(static_cast<std::size_t>(found.GetNumberOfPoints()), unused);
    const auto placeOf = [&](vtkIdType id) {
        std::uint32_t& place = places[static_cast<std::size_t>(id)];
        if (place == unused) {
            place = static_cast<std::uint32_t>(surface.points.size());
            std::array<double, 3> p{};
            found.GetPoint(id, p.data());
            surface.points.push_back(
                {static_cast<float>(p[0]), static_cast<float>(p[1]), static_cast<float>(p[2])});
            normals->GetTuple(id, p.data());
            surface.normals.push_back(
                {static_cast<float>(p[0]), static_cast<float>(p[1]), static_cast<float>(p[2])});
        }
        return place;
    };
    vtkIdType count = 0;
    const vtkIdType* ids = nullptr;
    vtkCellArray* cells = found.GetPolys();
    for (cells->InitTraversal(); cells->GetNextCell(count, ids);)
        for (vtkIdType i = 2; i < count; ++i)
            for (const vtkIdType id : {ids[0], ids[i - 1], ids[i]})
                surface.corners.push_back(placeOf(id));
    return surface;
}

} // namespace

AirLayers AirLayersMaker::withSlices(const AirLayersQuestion& question)
{
    findShares(question);
    const FieldOptions& options = question.options;
    const LayerValues values(*question.data, options.layer, shares_);
    const bool shapes = options.isosurface || options.streamlines != StreamlinesFrom::Nowhere;
    ranges_ =
        steady_.choose(question.hall, options, roundEndsOf(values), shapes ? question.data.get() : nullptr);
    const ValueScale scale = scaleOf(options.layer, ranges_.layer);
    const AirRoom& room = *question.data->room;
    slices_.clear();
    const bool known = options.layer != FieldLayer::Difference || question.data->hasReferenceCells();
    const auto add = [&](bool chosen, Axis normal, double atM) {
        if (chosen && known)
            slices_.push_back(layerSlice(values, normal, atM, scale, options.isolines));
    };
    add(options.plan, Axis::Z, options.planM);
    add(options.crossSection, Axis::X, options.crossShare * room.widthM);
    add(options.longSection, Axis::Y, options.longShare * room.depthM);
    return collected(question);
}

AirLayers AirLayersMaker::withShapes(const AirLayersQuestion& question)
{
    trace(question);
    findSurface(question);
    return collected(question);
}

AirLayers AirLayersMaker::collected(const AirLayersQuestion& question) const
{
    const bool lines = question.options.streamlines != StreamlinesFrom::Nowhere;
    return {slices_, lines ? lines_ : nullptr, question.options.isosurface ? surface_ : nullptr,
            ranges_.layer, ranges_.temperatures};
}

void AirLayersMaker::findShares(const AirLayersQuestion& question)
{
    const FieldLayer layer = question.options.layer;
    if (!isShare(layer)) {
        shares_.clear();
        sharesOf_ = {};
        return;
    }
    const auto rack = rackIndex(*question.data, question.options.rack);
    const bool ofRack = layer == FieldLayer::ShareFromRack;
    Origin origin;
    origin.data = question.data;
    origin.layer = layer;
    origin.rack = ofRack ? question.options.rack : RackId{};
    if (sharesOf_ == origin)
        return;
    if (!ofRack)
        shares_ = question.data->recirculatedShare();
    else if (rack)
        shares_ = question.data->shareFrom(*rack);
    else
        shares_.clear();
    sharesOf_ = std::move(origin);
}

void AirLayersMaker::trace(const AirLayersQuestion& question)
{
    Origin origin;
    origin.data = question.data;
    origin.from = question.options.streamlines;
    origin.rack = origin.from == StreamlinesFrom::Rack ? question.options.rack : RackId{};
    if (origin.from == StreamlinesFrom::Supply)
        origin.supplyAt = question.options.supplyAt;
    origin.layer =
        question.options.layer == FieldLayer::AshraeBands ? FieldLayer::AshraeBands : FieldLayer::Temperature;
    origin.temperatures = ranges_.temperatures;
    if (origin.from == StreamlinesFrom::Nowhere || linesOf_ == origin)
        return;
    const auto seeds = seedsOf(*question.data, question.options);
    const auto traced = streamlinesOf(*question.data, seeds);
    lines_ = std::make_shared<const std::vector<LayerLine>>(
        linesFrom(*traced, scaleOf(origin.layer, ranges_.temperatures).colours()));
    linesOf_ = std::move(origin);
}

void AirLayersMaker::findSurface(const AirLayersQuestion& question)
{
    Origin origin;
    origin.data = question.data;
    origin.isosurfaceC = question.options.isosurfaceC;
    origin.layer =
        question.options.layer == FieldLayer::AshraeBands ? FieldLayer::AshraeBands : FieldLayer::Temperature;
    origin.temperatures = ranges_.temperatures;
    if (!question.options.isosurface || surfaceOf_ == origin)
        return;
    const auto found = isosurfaceOf(*question.data, origin.isosurfaceC);
    surface_ = std::make_shared<const LayerSurface>(
        surfaceFrom(*found, scaleOf(origin.layer, ranges_.temperatures).colours().at(origin.isosurfaceC)));
    surfaceOf_ = std::move(origin);
}

} // namespace hallwright::fields
