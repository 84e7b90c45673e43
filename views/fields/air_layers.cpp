#include "views/fields/air_layers.h"

#include "views/fields/air_shapes.h"
#include "views/fields/slice.h"

#include <QPainter>
#include <QPolygonF>

#include <vtkCellArray.h>
#include <vtkDataArray.h>
#include <vtkPointData.h>
#include <vtkPolyData.h>

#include <array>
#include <limits>

namespace hallwright::fields {

namespace {

using style::AirLine;
using style::AirSlice;
using style::AirSurface;

AirSlice::Plane planeOf(Axis normal)
{
    using enum AirSlice::Plane;
    return normal == Axis::X ? AcrossX : normal == Axis::Y ? AcrossY : Level;
}

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

AirSlice sliceLayer(const QuantityValues& values, Axis normal, double atM, const ValueScale& scale,
                    bool isolines)
{
    const Slice slice = sliceOf(values, normal, atM);
    AirSlice result{planeOf(normal), slice.atM, slice.acrossM, slice.upM,
                    imageOf(slice, scale.colours(), qRgba(0, 0, 0, 0))};
    if (isolines)
        paintIsolines(result.image, slice, scale.levels());
    return result;
}

constexpr float cosine3Deg = 0.9986F;
constexpr float cosine8Deg = 0.990F;

// Whether the path a -> b -> c turns at b by less than the angle of that cosine.
bool isStraight(const QVector3D& a, const QVector3D& b, const QVector3D& c, float leastCosine)
{
    const QVector3D ab = b - a;
    const QVector3D bc = c - b;
    return QVector3D::dotProduct(ab, bc) >= leastCosine * ab.length() * bc.length();
}

// A tracer's steps are shorter than a picture needs: straight stretches keep few of their points.
void addThinned(AirLine& line, const QVector3D& p, QRgb colour, const QVector3D* next)
{
    constexpr float closeM = 0.04F;
    constexpr float longestM = 0.7F; // colours run on from point to point
    if (!line.points.empty() && next) {
        const QVector3D& last = line.points.back();
        const float step = last.distanceToPoint(p);
        if (step < closeM || (step < longestM && isStraight(last, p, *next, cosine3Deg)))
            return;
    }
    line.points.push_back(p);
    line.colours.push_back(colour);
}

QVector3D between(const QVector3D& a, const QVector3D& b, float part)
{
    return a + part * (b - a);
}

// A tracer's steps are as long as a cell: where they turn, a quadratic spline takes the place of the corner.
AirLine rounded(const AirLine& line)
{
    AirLine result;
    const auto add = [&](const QVector3D& p, QRgb colour) {
        result.points.push_back(p);
        result.colours.push_back(colour);
    };
    for (std::size_t i = 0; i < line.points.size(); ++i) {
        const QVector3D& b = line.points[i];
        const bool end = i == 0 || i + 1 == line.points.size();
        if (end || isStraight(line.points[i - 1], b, line.points[i + 1], cosine8Deg)) {
            add(b, line.colours[i]);
            continue;
        }
        const QVector3D from = between(b, line.points[i - 1], 0.5F);
        const QVector3D to = between(b, line.points[i + 1], 0.5F);
        for (const float t : {0.0F, 0.33F, 0.67F, 1.0F})
            add(between(between(from, b, t), between(b, to, t), t), line.colours[i]);
    }
    return result;
}

QVector3D vectorOf(const std::array<double, 3>& p)
{
    return {static_cast<float>(p[0]), static_cast<float>(p[1]), static_cast<float>(p[2])};
}

std::vector<AirLine> linesFrom(vtkPolyData& traced, const ColourTable& colours)
{
    std::vector<AirLine> lines;
    vtkDataArray* temperature = traced.GetPointData()->GetScalars();
    if (!temperature || !traced.GetLines())
        return lines;
    const auto pointAt = [&](vtkIdType id) {
        std::array<double, 3> p{};
        traced.GetPoint(id, p.data());
        return vectorOf(p);
    };
    vtkIdType count = 0;
    const vtkIdType* ids = nullptr;
    vtkCellArray* cells = traced.GetLines();
    for (cells->InitTraversal(); cells->GetNextCell(count, ids);) {
        AirLine line;
        for (vtkIdType i = 0; i < count; ++i) {
            const bool last = i + 1 == count;
            const QVector3D next = last ? QVector3D() : pointAt(ids[i + 1]);
            addThinned(line, pointAt(ids[i]), colours.at(temperature->GetTuple1(ids[i])),
                       last ? nullptr : &next);
        }
        if (line.points.size() > 1)
            lines.push_back(rounded(line));
    }
    return lines;
}

AirSurface surfaceFrom(vtkPolyData& found, QRgb colour)
{
    AirSurface surface;
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
            surface.points.push_back(vectorOf(p));
            normals->GetTuple(id, p.data());
            surface.normals.push_back(vectorOf(p));
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

AirLayersAnswer AirLayersMaker::withSlices(const AirLayersQuestion& question)
{
    findShares(question);
    const FieldOptions& options = question.options;
    const QuantityValues values(*question.data, options.quantity, shares_);
    const bool shapes = options.isosurface || options.streamlines != StreamlinesFrom::Nowhere;
    ranges_ =
        steady_.choose(question.hall, options, roundEndsOf(values), shapes ? question.data.get() : nullptr);
    const ValueScale scale = scaleOf(options.quantity, ranges_.quantity);
    const AirRoom& room = *question.data->room;
    made_.slices.clear();
    const bool known = options.quantity != FieldQuantity::Difference || question.data->hasReferenceCells();
    const auto add = [&](bool chosen, Axis normal, double atM) {
        if (chosen && known)
            made_.slices.push_back(sliceLayer(values, normal, atM, scale, options.isolines));
    };
    add(options.plan, Axis::Z, options.planM);
    add(options.crossSection, Axis::X, options.crossShare * room.widthM);
    add(options.longSection, Axis::Y, options.longShare * room.depthM);
    return collected(question);
}

AirLayersAnswer AirLayersMaker::withShapes(const AirLayersQuestion& question)
{
    trace(question);
    findSurface(question);
    return collected(question);
}

AirLayersAnswer AirLayersMaker::collected(const AirLayersQuestion& question) const
{
    const FieldOptions& options = question.options;
    const bool lines = options.streamlines != StreamlinesFrom::Nowhere;
    return {{made_.slices, lines ? made_.lines : nullptr, options.isosurface ? made_.surface : nullptr},
            ranges_.quantity,
            ranges_.temperatures};
}

void AirLayersMaker::findShares(const AirLayersQuestion& question)
{
    const FieldQuantity quantity = question.options.quantity;
    if (!isShare(quantity)) {
        shares_.clear();
        sharesOf_ = {};
        return;
    }
    const auto rack = rackIndex(*question.data, question.options.rack);
    const bool ofRack = quantity == FieldQuantity::ShareFromRack;
    Origin origin;
    origin.data = question.data;
    origin.quantity = quantity;
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
    origin.quantity = question.options.quantity == FieldQuantity::AshraeBands ? FieldQuantity::AshraeBands
                                                                              : FieldQuantity::Temperature;
    origin.temperatures = ranges_.temperatures;
    if (origin.from == StreamlinesFrom::Nowhere || linesOf_ == origin)
        return;
    const auto seeds = seedsOf(*question.data, question.options);
    const auto traced = streamlinesOf(*question.data, seeds);
    made_.lines = std::make_shared<const std::vector<AirLine>>(
        linesFrom(*traced, scaleOf(origin.quantity, ranges_.temperatures).colours()));
    linesOf_ = std::move(origin);
}

void AirLayersMaker::findSurface(const AirLayersQuestion& question)
{
    Origin origin;
    origin.data = question.data;
    origin.isosurfaceC = question.options.isosurfaceC;
    origin.quantity = question.options.quantity == FieldQuantity::AshraeBands ? FieldQuantity::AshraeBands
                                                                              : FieldQuantity::Temperature;
    origin.temperatures = ranges_.temperatures;
    if (!question.options.isosurface || surfaceOf_ == origin)
        return;
    const auto found = isosurfaceOf(*question.data, origin.isosurfaceC);
    made_.surface = std::make_shared<const AirSurface>(
        surfaceFrom(*found, scaleOf(origin.quantity, ranges_.temperatures).colours().at(origin.isosurfaceC)));
    surfaceOf_ = std::move(origin);
}

} // namespace hallwright::fields
