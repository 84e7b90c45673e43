#include "views/fields/field_view.h"

#include "core/simulation/heatmap.h"
#include "views/fields/air_shapes.h"
#include "views/fields/field_plot.h"
#include "views/fields/field_scale.h"
#include "views/fields/furniture.h"
#include "views/fields/hall_labels.h"
#include "views/fields/heatmap_plot.h"
#include "views/fields/label_chips.h"
#include "views/fields/share_worker.h"
#include "views/fields/slice.h"
#include "views/style/format.h"
#include "views/style/short_name.h"

#include <vtkPolyData.h>

#include <QApplication>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QOpenGLContext>
#include <QPainter>
#include <QTimer>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace hallwright::fields {

namespace {

constexpr double noValue = std::numeric_limits<double>::quiet_NaN();
constexpr std::array<Axis, 3> allAxes{Axis::X, Axis::Y, Axis::Z};

Point3 at(const Ray& ray, double distance)
{
    return {ray.origin.x + distance * ray.direction.x, ray.origin.y + distance * ray.direction.y,
            ray.origin.z + distance * ray.direction.z};
}

// How far along the ray a box begins; nothing if it misses.
std::optional<double> distanceTo(const Ray& ray, const AirBox& box)
{
    double from = 0.0;
    double to = std::numeric_limits<double>::max();
    const auto clip = [&](double origin, double step, double low, double high) {
        if (std::abs(step) < 1e-12) {
            if (origin < low || origin > high)
                to = -1.0;
            return;
        }
        const auto [first, second] = std::minmax((low - origin) / step, (high - origin) / step);
        from = std::max(from, first);
        to = std::min(to, second);
    };
    clip(ray.origin.x, ray.direction.x, box.least.x, box.most.x);
    clip(ray.origin.y, ray.direction.y, box.least.y, box.most.y);
    clip(ray.origin.z, ray.direction.z, box.least.z, box.most.z);
    return from <= to ? std::optional(from) : std::nullopt;
}

// The ray's place in a slice, across and up, and how far away.
struct SliceHit {
    double distance = 0.0;
    Point2 inSlice;
};

std::optional<SliceHit> hitOf(const Ray& ray, const Slice& slice)
{
    const auto along = [&](Point3 p) {
        return slice.normal == Axis::X ? p.x : slice.normal == Axis::Y ? p.y : p.z;
    };
    const double step = along(ray.direction);
    if (std::abs(step) < 1e-6)
        return std::nullopt;
    const double distance = (slice.atM - along(ray.origin)) / step;
    const Point3 p = at(ray, distance);
    const Point2 inSlice = slice.normal == Axis::X   ? Point2{p.y, p.z}
                           : slice.normal == Axis::Y ? Point2{p.x, p.z}
                                                     : Point2{p.x, p.y};
    const bool within =
        inSlice.x >= 0.0 && inSlice.x <= slice.acrossM && inSlice.y >= 0.0 && inSlice.y <= slice.upM;
    if (distance < 0.0 || !within)
        return std::nullopt;
    return SliceHit{distance, inSlice};
}

QString lengthNumber(double metres, int decimals)
{
    constexpr double metresPerFoot = 0.3048;
    const bool si = style::unitSystem() == style::UnitSystem::Si;
    return QLocale().toString(si ? metres : metres / metresPerFoot, 'f', decimals);
}

QString lengthUnit()
{
    return style::unitSystem() == style::UnitSystem::Si ? QStringLiteral("m") : QStringLiteral("ft");
}

double distance(QPointF a, QPointF b)
{
    return std::hypot(a.x() - b.x(), a.y() - b.y());
}

} // namespace

struct FieldView::State {
    SitePtr site;
    SnapshotPtr snapshot;
    HallId hallId;
    HallPtr hall;                       // of the site; may be null
    const HallResult* result = nullptr; // of the snapshot; may be null
    FieldDataPtr data;
    FieldAge age = FieldAge::ThisLayout;
    std::shared_ptr<const RecirculationMatrix> matrix;
    QString errorStatement;
    FieldOptions options;
    RackId selected;
    style::Theme theme = style::Theme::Light;

    std::vector<float> shares; // of the share layer shown
    std::optional<ShareQuestion> sharesOf;
    ShareWorker worker;
    std::optional<ValueScale> scale;            // null while nothing is shown
    std::optional<ValueScale> temperatureScale; // of the surface and the streamlines
    std::optional<Range> steady;
    std::optional<Range> steadyTemperature;
    std::optional<Range> told;
    std::array<std::optional<Slice>, 3> slices; // those shown, by normal
    std::array<std::vector<Isoline>, 3> isolines;
    FieldPlot plot;
    OrbitCamera camera;
    FieldPreset preset = FieldPreset::Iso;
    Point3 fittedTo;
    bool fitted = true; // nobody has moved since the whole hall was shown
    std::optional<QPointF> cursor;
    QPointF pressed;
    bool dragging = false;
    QTimer rest; // runs while the picture changes by the frame
    QMetaObject::Connection contextGone;
    TakenPlaces taken;

    const style::Colours& colours() const { return style::colours(theme); }
    bool empty() const { return !scale; }
    bool isPlanOnly() const { return options.layer == FieldLayer::PowerDensity; }
    Point3 roomSize() const;
    QString hallName() const;
    QString rackName(RackId id) const;
    std::optional<std::size_t> rackIndex(RackId id) const;
    QString missing() const;

    void refresh();
    bool findShares();
    void chooseScales();
    Range automaticRange(const LayerValues& values, std::optional<Range>& kept) const;
    void refreshSlices();
    void showSlice(Axis normal, double atM);
    void showPowerDensity();
    void refreshSurface();
    void refreshStreamlines();
    void refreshRoom();
    void refreshMarks();
    std::vector<QRgb> sourceColours() const;
    void chooseCut();
    void layOut(QSizeF size, const QFont& font);
    void fit();

    bool showsOnlySources() const;
    bool showsTemperatures() const { return options.isosurface || streamlinesShown(); }
    bool streamlinesShown() const { return options.streamlines != StreamlinesFrom::Nowhere; }
    bool hasOwnTemperatureScale() const;
    double scalesWidth(const QFont& font) const;
    QString title() const;
    QString subtitle() const;
    QString status() const;
    QStringList sources() const;
    struct Probe {
        Point3 place;
        double value = noValue;
        RackId rack;
    };
    std::optional<Probe> probe() const;
    RackId rackAlong(const Ray& ray, double* distance = nullptr) const;
    QString probeText() const;

    void paintWords(QPainter& painter);
    void paintRows(QPainter& painter);
    void paintIsolineLabels(QPainter& painter);
    void paintSources(QPainter& painter);
    void paintScales(QPainter& painter, const QRectF& area);
};

Point3 FieldView::State::roomSize() const
{
    if (data && data->room)
        return {data->room->widthM, data->room->depthM, data->room->heightM};
    return {1.0, 1.0, 1.0};
}

QString FieldView::State::hallName() const
{
    return hall ? QString::fromStdString(hall->name) : tr("this hall");
}

QString FieldView::State::rackName(RackId id) const
{
    const Rack* rack = hall ? hall->findRack(id) : nullptr;
    return rack ? QString::fromStdString(rack->name) : tr("rack %1").arg(id.value);
}

std::optional<std::size_t> FieldView::State::rackIndex(RackId id) const
{
    if (!data || !data->room || !id.valid())
        return std::nullopt;
    const auto& racks = data->room->racks;
    const auto found =
        std::find_if(racks.begin(), racks.end(), [id](const AirRack& rack) { return rack.id == id; });
    if (found == racks.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - racks.begin());
}

QString FieldView::State::missing() const
{
    if (!data || !data->room) {
        if (!site || !hallId.valid())
            return tr("Choose a hall to see its air.");
        return tr("No field yet: the air of %1 has not been solved.").arg(hallName());
    }
    if (isPlanOnly())
        return result ? QString() : tr("%1 has not been evaluated yet.").arg(hallName());
    if (!data->usable()) {
        QStringList lines{tr("No field of %1:").arg(hallName())};
        constexpr std::size_t most = 6;
        const auto& problems = data->report ? data->report->problems : std::vector<AirProblem>();
        for (std::size_t i = 0; i < std::min(most, problems.size()); ++i)
            lines << QString::fromStdString(problems[i].sentence);
        if (problems.size() > most)
            lines << tr("and %1 more").arg(problems.size() - most);
        if (problems.empty())
            lines << tr("its solver gave no values.");
        return lines.join(QLatin1Char('\n'));
    }
    if (options.layer == FieldLayer::ShareFromRack && !rackIndex(options.rack))
        return tr("Choose a rack to see where its air goes.");
    return {};
}

// Everything that hangs on the field or on the layer. Without the shares a layer needs the picture stays as it is until
// they are found.
void FieldView::State::refresh()
{
    if (!missing().isEmpty()) {
        scale.reset();
        slices = {};
        isolines = {};
        worker.forget();
        plot.setIsosurface(nullptr, 0);
        plot.hideStreamlines();
        return;
    }
    if (!findShares())
        return;
    chooseScales();
    refreshRoom();
    refreshSlices();
    refreshSurface();
    refreshStreamlines();
}

bool FieldView::State::findShares()
{
    if (!isShare(options.layer)) {
        worker.forget();
        shares.clear();
        sharesOf.reset();
        return true;
    }
    const bool ofRack = options.layer == FieldLayer::ShareFromRack;
    const ShareQuestion question{data, options.layer, ofRack ? *rackIndex(options.rack) : 0};
    if (sharesOf == question)
        return true;
    worker.ask(question);
    return false;
}

Range FieldView::State::automaticRange(const LayerValues& values, std::optional<Range>& kept) const
{
    const auto [low, high] = extremesOf(values);
    Range ends = roundEnds(unitOf(values.layer()), low, high);
    if (isShare(values.layer()))
        ends.second = std::min(ends.second, 1.0);
    kept = steadyRange(kept, ends);
    return *kept;
}

void FieldView::State::chooseScales()
{
    const FieldLayer layer = options.layer;
    if (layer == FieldLayer::PowerDensity) {
        const HeatmapGrid grid = heatmapOf(*result, HeatmapQuantity::PowerDensity);
        steady = steadyRange(steady, roundEnds(ValueUnit::PowerDensity, grid.minimum, grid.maximum));
    } else if (layer != FieldLayer::AshraeBands) {
        automaticRange(LayerValues(*data, layer, shares), steady);
    }
    scale.emplace(
        scaleOf(layer, options.range.value_or(steady.value_or(Range(0.0, 1.0))), rackName(options.rack)));
    if (!showsTemperatures() || !data->usable()) {
        temperatureScale.reset();
    } else if (unitOf(layer) == ValueUnit::Temperature) {
        temperatureScale = scale;
    } else {
        const LayerValues temperatures(*data, FieldLayer::Temperature);
        temperatureScale.emplace(
            scaleOf(FieldLayer::Temperature, automaticRange(temperatures, steadyTemperature)));
    }
}

void FieldView::State::refreshSlices()
{
    for (const Axis normal : allAxes) {
        slices[static_cast<std::size_t>(normal)].reset();
        isolines[static_cast<std::size_t>(normal)].clear();
        plot.hideSlice(normal);
    }
    if (isPlanOnly()) {
        showPowerDensity();
        return;
    }
    const Point3 size = roomSize();
    if (options.plan)
        showSlice(Axis::Z, options.planM);
    if (options.crossSection)
        showSlice(Axis::X, options.crossShare * size.x);
    if (options.longSection)
        showSlice(Axis::Y, options.longShare * size.y);
}

void FieldView::State::showSlice(Axis normal, double atM)
{
    const auto index = static_cast<std::size_t>(normal);
    slices[index] = sliceOf(LayerValues(*data, options.layer, shares), normal, atM);
    if (options.isolines)
        isolines[index] = isolinesOf(*slices[index], scale->levels());
    plot.setSlice(*slices[index], *scale, isolines[index]);
}

// On the floor: it belongs to the floor area, not to a height.
void FieldView::State::showPowerDensity()
{
    const auto index = static_cast<std::size_t>(Axis::Z);
    Slice slice;
    slice.acrossM = data->room->widthM;
    slice.upM = data->room->depthM;
    slice.grid = heatmapOf(*result, HeatmapQuantity::PowerDensity);
    constexpr double overFloorM = 0.1;
    slice.outlines = outlinesAcross(*data->room, Axis::Z, overFloorM);
    if (options.isolines)
        isolines[index] = isolinesOf(slice, scale->levels());
    slices[index] = std::move(slice);
    plot.setSlice(*slices[index], *scale, isolines[index]);
}

void FieldView::State::refreshSurface()
{
    if (!options.isosurface || isPlanOnly())
        plot.setIsosurface(nullptr, 0);
    else
        plot.setIsosurface(isosurfaceOf(*data, options.isosurfaceC),
                           temperatureScale->colours().at(options.isosurfaceC));
}

void FieldView::State::refreshStreamlines()
{
    std::vector<FlowSeeds> seeds;
    if (options.streamlines == StreamlinesFrom::Supplies && !isPlanOnly())
        seeds = {supplySeeds(*data)};
    const auto rack = rackIndex(options.rack);
    if (options.streamlines == StreamlinesFrom::Rack && rack && !isPlanOnly())
        seeds = {inletSeeds(*data, *rack), outletSeeds(*data, *rack)};
    if (seeds.empty())
        plot.hideStreamlines();
    else
        plot.setStreamlines(streamlinesOf(*data, seeds), *temperatureScale);
}

// The racks from which the chosen rack's air comes, by their share; empty without a matrix.
std::vector<QRgb> FieldView::State::sourceColours() const
{
    const auto rack = rackIndex(options.rack);
    if (!options.inletSources || !matrix || !rack || *rack >= matrix->rackCount() ||
        matrix->rackCount() != data->room->racks.size())
        return {};
    const auto shareOf = matrix->shares(*rack);
    const double largest = shareOf.empty() ? 0.0 : *std::max_element(shareOf.begin(), shareOf.end());
    std::vector<QRgb> racks(data->room->racks.size(),
                            blended(colours().background.rgb(), colours().text.rgb(), 0.12));
    for (std::size_t k = 0; k < shareOf.size() && largest > 0.0; ++k) {
        constexpr double leastVisible = 0.001; // of the inlet air
        if (shareOf[k] >= leastVisible)
            racks[matrix->sources(*rack)[k]] = style::ColourMap::cividis().at(shareOf[k] / largest);
    }
    return racks;
}

void FieldView::State::refreshRoom()
{
    plot.setRoom(*data->room, sourceColours());
    refreshMarks();
}

// The selected rack, and where racks now stand that the field has elsewhere.
void FieldView::State::refreshMarks()
{
    std::vector<AirBox> marked;
    std::vector<AirBox> moved;
    if (!data || !data->room)
        return;
    for (const RackId id : {selected, options.rack})
        if (const auto index = rackIndex(id))
            marked.push_back(data->room->racks[*index].body);
    constexpr double movedM = 0.01;
    for (const AirRack& rack : data->room->racks) {
        const Rack* live = hall ? hall->findRack(rack.id) : nullptr;
        if (!live)
            continue;
        const AirBox& b = rack.body;
        const double dx = live->pose.x - (b.least.x + b.most.x) / 2;
        const double dy = live->pose.y - (b.least.y + b.most.y) / 2;
        // A turned rack is a box of whole axes in the field: only its middle tells.
        if (std::hypot(dx, dy) > movedM)
            moved.push_back(
                {{b.least.x + dx, b.least.y + dy, b.least.z}, {b.most.x + dx, b.most.y + dy, b.most.z}});
    }
    plot.setMarks(marked, moved);
}

bool FieldView::State::hasOwnTemperatureScale() const
{
    return temperatureScale && unitOf(options.layer) != ValueUnit::Temperature;
}

double FieldView::State::scalesWidth(const QFont& font) const
{
    constexpr double gap = 10.0;
    if (!scale)
        return 0.0;
    return scaleWidth(*scale, font) +
           (hasOwnTemperatureScale() ? gap + scaleWidth(*temperatureScale, font) : 0.0);
}

// Looked at straight on, a slice has nothing before it.
void FieldView::State::chooseCut()
{
    const Axis normal = preset == FieldPreset::Plan ? Axis::Z : Axis::Y;
    const auto& slice = slices[static_cast<std::size_t>(normal)];
    if (camera.parallel() && slice)
        plot.cutBefore(normal, slice->atM);
    else
        plot.cutNothing();
}

void FieldView::State::layOut(QSizeF size, const QFont& font)
{
    const QRectF map = plotLayout(size, font, scalesWidth(font)).map;
    const Point3 room = roomSize();
    if (map == camera.area() && (!fitted || fittedTo == room))
        return;
    camera.setArea(map);
    if (fitted)
        fit();
}

void FieldView::State::fit()
{
    fittedTo = roomSize();
    camera.show(preset, fittedTo);
}

// Only the racks are coloured, by what they give to one rack's inlet: the list beside them is the legend.
bool FieldView::State::showsOnlySources() const
{
    const bool sliced =
        std::any_of(slices.begin(), slices.end(), [](const auto& slice) { return slice.has_value(); });
    return options.inletSources && !sliced && !showsTemperatures();
}

QString FieldView::State::title() const
{
    const QString what = showsOnlySources() ? tr("Where the inlet air comes from")
                         : scale            ? scale->title()
                                            : layerName(options.layer);
    return hall ? QStringLiteral("%1 – %2").arg(hallName(), what) : what;
}

QString FieldView::State::subtitle() const
{
    QStringList parts;
    const Point3 size = roomSize();
    if (isPlanOnly())
        parts << tr("of the racks, over the floor");
    else if (options.plan)
        parts << tr("plan at %1 %2").arg(lengthNumber(std::min(options.planM, size.z), 2), lengthUnit());
    if (options.crossSection && !isPlanOnly())
        parts << tr("section at x %1 %2").arg(lengthNumber(options.crossShare * size.x, 1), lengthUnit());
    if (options.longSection && !isPlanOnly())
        parts << tr("section at y %1 %2").arg(lengthNumber(options.longShare * size.y, 1), lengthUnit());
    if (options.isosurface && !isPlanOnly())
        parts << tr("surface of %1").arg(style::formatTemperature(options.isosurfaceC));
    if (options.streamlines == StreamlinesFrom::Supplies && !isPlanOnly())
        parts << tr("streamlines from the supplies");
    if (options.streamlines == StreamlinesFrom::Rack && rackIndex(options.rack) && !isPlanOnly())
        parts << tr("streamlines through %1").arg(rackName(options.rack));
    return parts.join(QStringLiteral("  ·  "));
}

QString FieldView::State::status() const
{
    if (!data || !data->usable())
        return {};
    switch (age) {
    case FieldAge::WhileDragging:
        return tr("Estimate while dragging");
    case FieldAge::BeforeTheMove:
        return tr("Field of the layout before the move");
    case FieldAge::ThisLayout:
        break;
    }
    QStringList parts{tr("Field of this layout"),
                      tr("%1 cells").arg(style::formatCount(static_cast<long long>(data->grid.count())))};
    if (data->report) {
        const AirFieldReport& report = *data->report;
        const double ms = report.setUpMs + report.solveMs + report.sortMs + report.sweepMs;
        if (ms > 0.0)
            parts << tr("%1 ms").arg(QLocale().toString(ms, 'f', 0));
    }
    return parts.join(QStringLiteral(" · "));
}

QStringList FieldView::State::sources() const
{
    const auto rack = rackIndex(options.rack);
    if (!matrix || !rack || *rack >= matrix->rackCount() || matrix->rackCount() != data->room->racks.size())
        return {};
    std::vector<std::pair<double, QString>> parts{{matrix->supplyShare(*rack), tr("supply air")}};
    for (std::size_t k = 0; k < matrix->sources(*rack).size(); ++k)
        parts.emplace_back(matrix->shares(*rack)[k],
                           rackName(data->room->racks[matrix->sources(*rack)[k]].id));
    std::stable_sort(parts.begin(), parts.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    QStringList lines;
    constexpr double leastWritten = 0.0005; // is written as 0.1 %
    double others = 0.0;
    for (const auto& [share, name] : parts) {
        if (share >= leastWritten)
            lines << QStringLiteral("%1  %2").arg(style::formatShare(share), name);
        else
            others += share;
    }
    if (others >= leastWritten)
        lines << QStringLiteral("%1  %2").arg(style::formatShare(others), tr("from others"));
    return lines;
}

RackId FieldView::State::rackAlong(const Ray& ray, double* distanceM) const
{
    RackId nearest;
    double best = std::numeric_limits<double>::max();
    for (const AirRack& rack : data->room->racks)
        if (const auto d = distanceTo(ray, rack.body); d && *d < best) {
            best = *d;
            nearest = rack.id;
        }
    if (distanceM)
        *distanceM = best;
    return nearest;
}

// What the cursor stands on: the nearest slice, and the rack before or in it.
std::optional<FieldView::State::Probe> FieldView::State::probe() const
{
    if (empty() || !cursor || !camera.area().contains(*cursor))
        return std::nullopt;
    const Ray ray = camera.rayAt(*cursor);
    std::optional<SliceHit> nearest;
    const Slice* on = nullptr;
    for (const auto& slice : slices) {
        if (!slice)
            continue;
        const auto hit = hitOf(ray, *slice);
        if (hit && (!nearest || hit->distance < nearest->distance)) {
            nearest = hit;
            on = &*slice;
        }
    }
    double rackDistance = 0.0;
    const RackId rack = rackAlong(ray, &rackDistance);
    if (!nearest) {
        if (!rack.valid())
            return std::nullopt;
        return Probe{at(ray, rackDistance), noValue, rack};
    }
    constexpr double touchingM = 0.02;
    Probe found{inRoom(*on, nearest->inSlice), noValue,
                rack.valid() && rackDistance <= nearest->distance + touchingM ? rack : RackId{}};
    if (isPlanOnly() || !inSolid(*on, nearest->inSlice)) {
        found.value = isPlanOnly() ? valueAt(on->grid, nearest->inSlice)
                                   : valueAt(LayerValues(*data, options.layer, shares), found.place);
    }
    return found;
}

QString FieldView::State::probeText() const
{
    const auto found = probe();
    if (!found)
        return {};
    QStringList parts;
    if (found->rack.valid()) {
        QString text = rackName(found->rack);
        const auto index = rackIndex(found->rack);
        if (index && *index < data->racks.size())
            text += tr(" (inlet %1, outlet %2)")
                        .arg(style::formatTemperature(data->racks[*index].inletC),
                             style::formatTemperature(data->racks[*index].outletC));
        parts << text;
    }
    parts << QStringLiteral("x %1, y %2, z %3 %4")
                 .arg(lengthNumber(found->place.x, 1), lengthNumber(found->place.y, 1),
                      lengthNumber(found->place.z, 1), lengthUnit());
    if (!std::isnan(found->value))
        parts << scale->valueText(found->value);
    return parts.join(QStringLiteral("  ·  "));
}

void FieldView::State::paintWords(QPainter& painter)
{
    taken.clear();
    if (options.inletSources)
        paintSources(painter);
    paintRows(painter);
    if (options.isolines)
        paintIsolineLabels(painter);
}

// At the west or south end of each row: in the plan, or at its foot.
void FieldView::State::paintRows(QPainter& painter)
{
    if (!site || !hall)
        return;
    constexpr double beforeM = 0.5;
    const auto& plan = slices[static_cast<std::size_t>(Axis::Z)];
    const double heightM = plan ? plan->atM : 0.0;
    QColor fill = colours().background;
    fill.setAlpha(225);
    for (const RackRow& row : rackRows(*site, *hall)) {
        if (row.name.isEmpty())
            continue;
        const Point3 end = row.alongX ? Point3{row.bounds.x - beforeM, row.bounds.centre().y, heightM}
                                      : Point3{row.bounds.centre().x, row.bounds.y - beforeM, heightM};
        const auto place = camera.toScreen(end);
        if (!place)
            continue;
        const QString name = style::shortName(row.name.toStdString(), hall->name);
        QRectF chip = chipAround(painter, name);
        chip.moveCenter(*place);
        if (taken.take(chip, camera.area()))
            paintChip(painter, chip, name, fill, colours().text);
    }
}

void FieldView::State::paintIsolineLabels(QPainter& painter)
{
    constexpr double shortest = 90.0; // pixels of line that deserve a label
    constexpr double every = 520.0;   // pixels of line between two labels
    for (const Axis normal : allAxes) {
        const auto& slice = slices[static_cast<std::size_t>(normal)];
        if (!slice)
            continue;
        for (const Isoline& line : isolines[static_cast<std::size_t>(normal)]) {
            std::vector<QPointF> points;
            double length = 0.0;
            for (const Point2& p : line.points)
                if (const auto place = camera.toScreen(inRoom(*slice, p))) {
                    length += points.empty() ? 0.0 : distance(points.back(), *place);
                    points.push_back(*place);
                }
            if (length < shortest)
                continue;
            const QString text = scale->levelText(line.level);
            const QRgb under = scale->colours().at(line.level);
            const int wanted = std::max(1, static_cast<int>(length / every));
            double walked = 0.0;
            int written = 0;
            for (std::size_t i = 1; i < points.size() && written < wanted; ++i) {
                walked += distance(points[i - 1], points[i]);
                if (walked < (written + 0.5) / wanted * length)
                    continue;
                ++written;
                QRectF chip = chipAround(painter, text);
                chip.moveCenter((points[i - 1] + points[i]) / 2);
                if (taken.take(chip, camera.area()))
                    paintChip(painter, chip, text, QColor(under), QColor(contrasting(under)));
            }
        }
    }
}

void FieldView::State::paintSources(QPainter& painter)
{
    const QStringList lines = sources();
    if (!rackIndex(options.rack))
        return;
    constexpr qsizetype most = 8;
    QStringList text{tr("Inlet air of %1").arg(rackName(options.rack))};
    if (lines.isEmpty())
        text << tr("not known yet");
    text += lines.mid(0, most);
    if (lines.size() > most)
        text << tr("and %1 more").arg(lines.size() - most);
    const QFontMetricsF metrics(painter.font(), painter.device());
    double width = 0.0; // of the widest line
    for (const QString& line : text)
        width = std::max(width, metrics.horizontalAdvance(line));
    constexpr double padding = 8.0;
    constexpr double margin = 10.0;
    const QRectF& area = camera.area();
    const QRectF box(area.left() + margin, area.top() + margin, width + 2 * padding,
                     metrics.height() * static_cast<double>(text.size()) + 2 * padding);
    QColor fill = colours().background;
    fill.setAlpha(235);
    painter.setPen(colours().grid);
    painter.setBrush(fill);
    painter.drawRoundedRect(box, 4, 4);
    painter.setBrush(Qt::NoBrush);
    taken.add(box);
    double y = box.top() + padding + metrics.ascent();
    for (qsizetype i = 0; i < text.size(); ++i) {
        painter.setPen(i == 0 ? colours().text : colours().dimText);
        painter.drawText(QPointF(box.left() + padding, y), text[i]);
        y += metrics.height();
    }
}

void FieldView::State::paintScales(QPainter& painter, const QRectF& area)
{
    const auto found = probe();
    const std::optional<double> pointed = found ? std::optional(found->value) : std::nullopt;
    const double width = scaleWidth(*scale, painter.font());
    std::optional<double> surface;
    if (options.isosurface && temperatureScale)
        surface = options.isosurfaceC;
    const bool own = hasOwnTemperatureScale();
    paintColourScale(painter, {area.left(), area.top(), width, area.height()}, *scale,
                     own ? std::nullopt : surface, pointed, colours());
    if (own) {
        const double second = scaleWidth(*temperatureScale, painter.font());
        paintColourScale(painter, {area.right() - second, area.top(), second, area.height()},
                         *temperatureScale, surface, std::nullopt, colours());
    }
}

FieldView::FieldView(QWidget* parent) : QOpenGLWidget(parent), state_(std::make_unique<State>())
{
    setFormat(canvasFormat());
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    State& s = *state_;
    s.rest.setSingleShot(true);
    connect(&s.rest, &QTimer::timeout, this, [this] { update(); });
    connect(&s.worker, &ShareWorker::answered, this,
            [this](const ShareQuestion& question, const std::vector<float>& shares) {
                state_->shares = shares;
                state_->sharesOf = question;
                state_->refresh();
                tellRange();
                moving();
            });
}

FieldView::~FieldView()
{
    disconnect(state_->contextGone);
    makeCurrent();
    state_->plot.release();
    doneCurrent();
}

void FieldView::setHall(SitePtr site, SnapshotPtr snapshot, HallId hall)
{
    State& s = *state_;
    const SnapshotPtr before = std::exchange(s.snapshot, std::move(snapshot)); // its result is still compared
    const HallResult* resultBefore = s.result;
    const HallPtr hallBefore = s.hall;
    s.site = std::move(site);
    s.hallId = hall;
    const auto place = s.site ? s.site->findHall(hall) : std::nullopt;
    s.hall = place ? s.site->buildings[place->building]->halls[place->hall] : nullptr;
    s.result = s.snapshot && place ? s.snapshot->hallResult(hall) : nullptr;
    if (s.isPlanOnly() && s.result != resultBefore) {
        s.refresh();
        tellRange();
    } else if (s.hall != hallBefore) {
        s.refreshMarks();
    }
    update();
}

void FieldView::setData(FieldDataPtr field, FieldAge age)
{
    State& s = *state_;
    s.age = age;
    if (field == s.data) {
        update();
        return;
    }
    s.data = std::move(field);
    s.sharesOf.reset();
    s.refresh();
    tellRange();
    moving();
}

void FieldView::setMatrix(std::shared_ptr<const RecirculationMatrix> matrix)
{
    State& s = *state_;
    s.matrix = std::move(matrix);
    if (!s.empty() && s.options.inletSources)
        s.refreshRoom();
    update();
}

void FieldView::setErrorStatement(const QString& text)
{
    state_->errorStatement = text;
    update();
}

void FieldView::setOptions(const FieldOptions& options)
{
    State& s = *state_;
    const FieldOptions before = std::exchange(s.options, options);
    if (options == before)
        return;
    if (options.layer != before.layer) {
        s.steady.reset();
        s.refresh();
    } else if (options.range != before.range || s.empty() ||
               (options.rack != before.rack && options.layer == FieldLayer::ShareFromRack) ||
               options.isosurface != before.isosurface || options.streamlines != before.streamlines) {
        s.refresh();
    } else if (!isShare(options.layer) || s.sharesOf) {
        const bool slices = options.plan != before.plan || options.planM != before.planM ||
                            options.crossSection != before.crossSection ||
                            options.crossShare != before.crossShare ||
                            options.longSection != before.longSection ||
                            options.longShare != before.longShare || options.isolines != before.isolines;
        if (slices)
            s.refreshSlices();
        if (options.isosurfaceC != before.isosurfaceC)
            s.refreshSurface();
        if (options.rack != before.rack)
            s.refreshStreamlines();
        if (options.rack != before.rack || options.inletSources != before.inletSources)
            s.refreshRoom();
    }
    tellRange();
    moving();
}

void FieldView::tellRange()
{
    State& s = *state_;
    if (s.empty())
        return;
    const Range shown(s.scale->minimum(), s.scale->maximum());
    if (std::exchange(s.told, shown) != shown)
        emit rangeShown(shown);
}

const FieldOptions& FieldView::options() const
{
    return state_->options;
}

void FieldView::setSelectedRack(RackId id)
{
    state_->selected = id;
    state_->refreshMarks();
    update();
}

void FieldView::setTheme(style::Theme theme)
{
    State& s = *state_;
    s.theme = theme;
    s.plot.setColours(s.colours());
    s.refresh();
    update();
}

void FieldView::updateUnits()
{
    state_->refresh();
    update();
}

void FieldView::showPreset(FieldPreset preset)
{
    state_->preset = preset;
    zoomToFit();
    emit presetChanged(preset);
}

void FieldView::zoomToFit()
{
    state_->fitted = true;
    state_->fit();
    update();
}

// Draws quickly until the picture has rested a moment.
void FieldView::moving()
{
    constexpr int restMs = 150;
    state_->rest.start(restMs);
    update();
}

QImage FieldView::grabImage()
{
    state_->rest.stop();
    return grabFramebuffer();
}

bool FieldView::savePng(const QString& path, QString* why)
{
    if (grabImage().save(path, "PNG"))
        return true;
    if (why)
        *why = tr("%1 could not be written.").arg(path);
    return false;
}

QString FieldView::title() const
{
    return state_->title();
}

QString FieldView::status() const
{
    return state_->status();
}

QString FieldView::sentence() const
{
    return state_->missing();
}

QStringList FieldView::sources() const
{
    return state_->sources();
}

QSize FieldView::sizeHint() const
{
    return {900, 600};
}

QSize FieldView::minimumSizeHint() const
{
    return {320, 240};
}

void FieldView::initializeGL()
{
    State& s = *state_;
    s.plot.attach();
    // Moving to another window brings another context: what VTK made in this one goes with it.
    s.contextGone = connect(context(), &QOpenGLContext::aboutToBeDestroyed, this, [this] {
        makeCurrent();
        state_->plot.release();
        doneCurrent();
    });
}

void FieldView::resizeGL(int, int) {}

void FieldView::paintGL()
{
    State& s = *state_;
    const style::Colours& colours = s.colours();
    if (s.empty()) {
        QPainter painter(this);
        const QString sentence = s.missing();
        paintSentence(painter, rect(),
                      sentence.isEmpty() ? tr("Finding out where the air comes from …") : sentence, colours);
        return;
    }
    // The caption stands below all the rest.
    const double captionHeight = std::ceil(QFontMetricsF(smallFont(font())).height());
    const QSizeF above(width(), height() - (s.errorStatement.isEmpty() ? 0.0 : captionHeight));
    s.layOut(above, font());
    const double ratio = devicePixelRatioF();
    s.chooseCut();
    s.plot.render(QSize(qRound(width() * ratio), qRound(height() * ratio)), ratio, s.camera, s.roomSize(),
                  s.rest.isActive() ? VtkCanvas::Finish::Quick : VtkCanvas::Finish::Smooth);

    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(smallFont(font()));
    painter.setClipRect(s.camera.area());
    s.paintWords(painter);
    painter.setClipping(false);
    painter.setFont(font());
    const PlotLayout layout = plotLayout(above, font(), s.scalesWidth(font()));
    paintFrame(painter, layout.map, colours);
    const QString status = s.worker.busy() ? tr("Finding out where the air comes from …") : s.status();
    painter.setFont(smallFont(font()));
    painter.setPen(s.age == FieldAge::ThisLayout ? colours.dimText : colours.warning);
    const QFontMetricsF small(painter.font(), this);
    painter.drawText(layout.title, Qt::AlignRight | Qt::AlignTop, status);
    painter.setFont(font());
    QRectF words = layout.title;
    words.setRight(words.right() - small.horizontalAdvance(status) - 16);
    paintTitle(painter, words, s.title(), s.subtitle(), colours);
    if (!s.showsOnlySources())
        s.paintScales(painter, layout.scale);
    // North is up in the hall's frame turned by the site and the building.
    const double north = s.site && s.hall ? s.site->info.northDeg + s.site->buildingOf(s.hallId).yawDeg : 0.0;
    const double turned = s.camera.azimuthDeg();
    paintFooter(painter, layout.footer, north + turned,
                s.camera.parallel() ? std::optional(s.camera.metresPerPixel()) : std::nullopt, s.probeText(),
                colours);
    if (!s.errorStatement.isEmpty()) {
        painter.setFont(smallFont(font()));
        painter.setPen(colours.dimText);
        const QRectF line(layout.footer.left(), height() - captionHeight - 4, layout.footer.width(),
                          captionHeight);
        painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter,
                         small.elidedText(s.errorStatement, Qt::ElideRight, line.width()));
    }
}

void FieldView::mousePressEvent(QMouseEvent* event)
{
    state_->pressed = event->position();
    state_->dragging = false;
}

void FieldView::mouseMoveEvent(QMouseEvent* event)
{
    State& s = *state_;
    const QPointF before = s.cursor.value_or(event->position());
    s.cursor = event->position();
    if (s.empty())
        return;
    if (event->buttons() != Qt::NoButton) {
        const bool far =
            (event->position() - s.pressed).manhattanLength() >= QApplication::startDragDistance();
        const QPointF from = s.dragging ? before : s.pressed;
        if (s.dragging || far) {
            s.dragging = true;
            s.fitted = false;
            const bool pans =
                !(event->buttons() & Qt::LeftButton) || event->modifiers().testFlag(Qt::ShiftModifier);
            if (pans)
                s.camera.pan(event->position() - from);
            else
                s.camera.orbit(event->position() - from);
        }
        moving();
    }
    if (const auto found = s.probe())
        emit probed(found->place.x, found->place.y, found->place.z, found->value);
    else
        emit probed(noValue, noValue, noValue, noValue);
    update();
}

void FieldView::mouseReleaseEvent(QMouseEvent* event)
{
    State& s = *state_;
    const bool clicked = event->button() == Qt::LeftButton && !s.dragging;
    s.dragging = false;
    if (!clicked || s.empty() || !s.camera.area().contains(event->position()))
        return;
    if (const RackId rack = s.rackAlong(s.camera.rayAt(event->position())); rack.valid())
        emit rackClicked(rack);
}

void FieldView::mouseDoubleClickEvent(QMouseEvent*)
{
    state_->dragging = true; // the release that follows is not a click
    zoomToFit();
}

void FieldView::wheelEvent(QWheelEvent* event)
{
    State& s = *state_;
    if (s.empty())
        return;
    constexpr double perNotch = 1.2;
    constexpr double notch = 120.0; // of QWheelEvent::angleDelta
    s.camera.zoom(std::pow(perNotch, event->angleDelta().y() / notch), event->position(), s.roomSize());
    s.fitted = false;
    event->accept();
    moving();
}

void FieldView::keyPressEvent(QKeyEvent* event)
{
    State& s = *state_;
    const auto movePlan = [&](double byM) {
        FieldOptions options = s.options;
        options.plan = true;
        options.planM = std::clamp(options.planM + byM, 0.0, s.roomSize().z);
        setOptions(options);
        emit optionsChanged(options);
    };
    constexpr double planStepM = 0.1;
    switch (event->key()) {
    case Qt::Key_1:
        return showPreset(FieldPreset::Plan);
    case Qt::Key_2:
        return showPreset(FieldPreset::Front);
    case Qt::Key_3:
        return showPreset(FieldPreset::Iso);
    case Qt::Key_F:
        return zoomToFit();
    case Qt::Key_PageUp:
        return movePlan(planStepM);
    case Qt::Key_PageDown:
        return movePlan(-planStepM);
    default:
        QOpenGLWidget::keyPressEvent(event);
    }
}

void FieldView::leaveEvent(QEvent*)
{
    State& s = *state_;
    if (!s.cursor)
        return;
    s.cursor.reset();
    emit probed(noValue, noValue, noValue, noValue);
    update();
}

} // namespace hallwright::fields
