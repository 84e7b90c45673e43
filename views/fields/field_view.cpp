#include "views/fields/field_view.h"

#include "core/simulation/heatmap.h"
#include "views/fields/field_painter.h"
#include "views/fields/field_probe.h"
#include "views/fields/field_scale.h"
#include "views/fields/field_words.h"
#include "views/fields/furniture.h"
#include "views/fields/inlet_sources.h"
#include "views/fields/picture_maker.h"
#include "views/fields/share_worker.h"
#include "views/shared/format.h"
#include "views/shared/units.h"

#include <QApplication>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>
#include <QTimer>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace hallwright::fields {

namespace {

constexpr double noValue = std::numeric_limits<double>::quiet_NaN();
constexpr int captionFlags = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;
constexpr double captionMargin = 12.0;
constexpr double captionLift = 4.0; // towards the footer, from the view's edge

QString lengthNumber(double metres, int decimals)
{
    const bool si = style::unitSystem() == style::UnitSystem::Si;
    return QLocale().toString(si ? metres : metres / style::metresPerFoot, 'f', decimals);
}

QString lengthUnit()
{
    return style::unitSystem() == style::UnitSystem::Si ? QStringLiteral("m") : QStringLiteral("ft");
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
    QString trouble; // why the newest layout has no field while an older one is shown
    std::shared_ptr<const RecirculationMatrix> matrix;
    QString errorStatement;
    FieldOptions options;
    RackId selected;
    style::Theme theme = style::Theme::Light;

    std::shared_ptr<const std::vector<float>> shares; // of the share layer shown
    std::optional<ShareQuestion> sharesOf;
    ShareWorker worker;
    std::optional<ValueScale> scale;            // null while nothing is shown
    std::optional<ValueScale> temperatureScale; // of the surface and the streamlines
    std::optional<Range> steady;
    std::optional<Range> steadyTemperature;
    std::optional<Range> told;
    FieldScene::Revisions revisions;
    OrbitCamera camera;
    FieldPreset preset = FieldPreset::Iso;
    Point3 fittedTo;
    bool fitted = true; // nobody has moved since the whole hall was shown
    std::optional<QPointF> cursor;
    QPointF pressed;
    bool dragging = false;
    QTimer rest;         // runs while the picture changes by the frame
    bool changed = true; // since a picture was last asked for
    FieldWords words;
    std::shared_ptr<const FieldFrame> frame; // on screen; null before the first
    PictureMaker<FieldPainter> pictures;

    State(FieldView* view, std::function<void(std::shared_ptr<const FieldFrame>)> show)
        : pictures(view, std::move(show))
    {
    }

    const style::Colours& colours() const { return style::colours(theme); }
    bool empty() const { return !scale; }
    bool isPlanOnly() const { return options.layer == FieldLayer::PowerDensity; }
    Point3 roomSize() const;
    QString hallName() const;
    QString rackName(RackId id) const;
    std::optional<std::size_t> rackIndex(RackId id) const;
    QString problems(const FieldData& of) const;
    QString missing() const;

    void refresh();
    bool findShares();
    void chooseScales();
    std::span<const float> shareValues() const
    {
        return shares ? std::span(*shares) : std::span<const float>();
    }
    void refreshAll();
    std::vector<AirBox> selectedBoxes() const;
    std::optional<std::size_t> streamlinesSupply() const;
    std::vector<QRgb> differenceColours() const;
    std::vector<AirBox> movedRacks() const;
    std::vector<AirBox> racksLeftOut() const;
    FieldScene scene(QSize pixels, double pixelRatio) const;
    void layOut(QSizeF size, const QFont& font);
    void fit();

    bool showsOnlySources() const;
    bool showsTemperatures() const { return options.isosurface || streamlinesShown(); }
    bool streamlinesShown() const { return options.streamlines != StreamlinesFrom::Nowhere; }
    bool hasOwnTemperatureScale() const;
    PlotLayout layoutOf(QSizeF size, const QFont& font) const;
    QString title() const;
    QString subtitle() const;
    QStringList status() const; // the parts, the first alone tells enough
    InletSources sources() const;
    std::optional<FieldProbe> probe() const;
    std::optional<std::size_t> supplyAt(QPointF place) const;
    QString probeText() const;
    QString inletDifferenceText(std::size_t rack) const;

    QString notices() const;
    void paintNotices(QPainter& painter) const;
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
    return data ? fields::rackIndex(*data, id) : std::nullopt;
}

QString FieldView::State::problems(const FieldData& of) const
{
    QStringList lines{tr("No field of %1:").arg(hallName())};
    constexpr std::size_t most = 6;
    const auto& all = of.report ? of.report->problems : std::vector<AirProblem>();
    for (std::size_t i = 0; i < std::min(most, all.size()); ++i)
        lines << QString::fromStdString(all[i].sentence);
    if (all.size() > most)
        lines << tr("and %1 more").arg(all.size() - most);
    if (all.empty())
        lines << tr("its solver gave no values.");
    return lines.join(QLatin1Char('\n'));
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
    if (!data->usable())
        return problems(*data);
    if (options.layer == FieldLayer::ShareFromRack && !rackIndex(options.rack))
        return tr("Choose a rack to see where its air goes.");
    if (options.layer == FieldLayer::Difference && !data->reference)
        return tr("Open a CFD result of %1 to compare its air with.").arg(hallName());
    return {};
}

// Everything that hangs on the field or on the layer. Without the shares a layer needs the picture stays as it is until
// they are found.
void FieldView::State::refresh()
{
    changed = true;
    if (!missing().isEmpty()) {
        scale.reset();
        frame.reset();
        pictures.forget();
        worker.forget();
        return;
    }
    if (!findShares())
        return;
    chooseScales();
    refreshAll();
}

void FieldView::State::refreshAll()
{
    changed = true;
    for (int* part :
         {&revisions.room, &revisions.slices, &revisions.surface, &revisions.streamlines, &revisions.marks})
        ++*part;
}

bool FieldView::State::findShares()
{
    if (!isShare(options.layer)) {
        worker.forget();
        shares.reset();
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

void FieldView::State::chooseScales()
{
    const FieldLayer layer = options.layer;
    if (layer == FieldLayer::PowerDensity) {
        const HeatmapGrid grid = heatmapOf(*result, HeatmapQuantity::PowerDensity);
        steady = steadyRange(steady, roundEnds(ValueUnit::PowerDensity, grid.minimum, grid.maximum));
    } else if (layer != FieldLayer::AshraeBands) {
        automaticRange(LayerValues(*data, layer, shareValues()), steady);
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

std::vector<AirBox> FieldView::State::selectedBoxes() const
{
    std::vector<AirBox> boxes;
    for (const RackId id : {selected, options.rack})
        if (const auto index = rackIndex(id))
            boxes.push_back(data->room->racks[*index].body);
    if (const auto supply = streamlinesSupply())
        boxes.push_back(data->room->supplies[*supply].patch.area);
    return boxes;
}

// Whose air alone the streamlines follow.
std::optional<std::size_t> FieldView::State::streamlinesSupply() const
{
    const bool one = options.streamlines == StreamlinesFrom::Supply && !isPlanOnly() && data;
    return one ? nearestSupply(*data, options.supplyAt) : std::nullopt;
}

// Of the racks, by how their inlets differ from the reference's; pale where it has none.
std::vector<QRgb> FieldView::State::differenceColours() const
{
    const QRgb pale = blended(colours().background.rgb(), colours().text.rgb(), 0.12);
    std::vector<QRgb> racks;
    for (const double differenceK : inletDifferencesK(*data))
        racks.push_back(std::isnan(differenceK) ? pale : scale->colours().at(differenceK));
    return racks;
}

// Whose air and heat the field does without.
std::vector<AirBox> FieldView::State::racksLeftOut() const
{
    std::vector<AirBox> boxes;
    for (std::size_t i = 0; i < data->racks.size(); ++i)
        if (data->racks[i].leftOut)
            boxes.push_back(data->room->racks[i].body);
    return boxes;
}

// Where racks now stand that the field has elsewhere.
std::vector<AirBox> FieldView::State::movedRacks() const
{
    std::vector<AirBox> moved;
    if (!hall)
        return moved;
    constexpr double movedM = 0.01;
    for (const AirRack& rack : data->room->racks) {
        const Rack* live = hall->findRack(rack.id);
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
    return moved;
}

FieldScene FieldView::State::scene(QSize pixels, double pixelRatio) const
{
    FieldScene scene;
    scene.data = data;
    scene.snapshot = snapshot;
    scene.result = result;
    scene.options = options;
    scene.shares = shares;
    scene.scale = scale;
    scene.temperatureScale = temperatureScale;
    scene.theme = theme;
    if (options.inletSources)
        scene.rackColours = sources().rackColours(*data->room, colours());
    else if (options.layer == FieldLayer::Difference)
        scene.rackColours = differenceColours();
    scene.selected = selectedBoxes();
    scene.moved = movedRacks();
    scene.leftOut = racksLeftOut();
    scene.revisions = revisions;
    scene.camera = camera;
    scene.preset = preset;
    scene.pixels = pixels;
    scene.pixelRatio = pixelRatio;
    scene.finish = rest.isActive() ? VtkCanvas::Finish::Quick : VtkCanvas::Finish::Smooth;
    return scene;
}

bool FieldView::State::hasOwnTemperatureScale() const
{
    return temperatureScale && unitOf(options.layer) != ValueUnit::Temperature;
}

PlotLayout FieldView::State::layoutOf(QSizeF size, const QFont& font) const
{
    constexpr double gap = 10.0;
    double scalesWidth = scale ? scaleWidth(*scale, font) : 0.0;
    if (scale && hasOwnTemperatureScale())
        scalesWidth += gap + scaleWidth(*temperatureScale, font);
    return plotLayout(size, font, scalesWidth, subtitle());
}

void FieldView::State::layOut(QSizeF size, const QFont& font)
{
    const QRectF map = layoutOf(size, font).map;
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
    const bool sliced = isPlanOnly() || options.plan || options.crossSection || options.longSection;
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
    const bool inletsAlone = options.layer == FieldLayer::Difference && !(data && data->hasReferenceCells());
    if (options.layer == FieldLayer::Difference)
        parts << (!inletsAlone ? tr("ours minus theirs, also at the racks' inlets")
                               : tr("ours minus theirs, at the racks' inlets"));
    const bool cut = !isPlanOnly() && !inletsAlone;
    if (isPlanOnly())
        parts << tr("of the racks, over the floor");
    else if (options.plan && cut)
        parts << tr("plan at %1 %2").arg(lengthNumber(std::min(options.planM, size.z), 2), lengthUnit());
    if (options.crossSection && cut)
        parts << tr("section at x %1 %2").arg(lengthNumber(options.crossShare * size.x, 1), lengthUnit());
    if (options.longSection && cut)
        parts << tr("section at y %1 %2").arg(lengthNumber(options.longShare * size.y, 1), lengthUnit());
    if (options.isosurface && !isPlanOnly())
        parts << tr("surface of %1").arg(style::formatTemperature(options.isosurfaceC));
    if (options.streamlines == StreamlinesFrom::Supplies && !isPlanOnly())
        parts << tr("streamlines from the supplies");
    if (const auto supply = streamlinesSupply()) {
        const Point3 at = middleOf(data->room->supplies[*supply].patch.area);
        parts << tr("streamlines from the supply at x %1, y %2 %3")
                     .arg(lengthNumber(at.x, 1), lengthNumber(at.y, 1), lengthUnit());
    }
    if (options.streamlines == StreamlinesFrom::Rack && rackIndex(options.rack) && !isPlanOnly())
        parts << tr("streamlines through %1").arg(rackName(options.rack));
    return parts.join(QStringLiteral("  ·  "));
}

QStringList FieldView::State::status() const
{
    if (!data || !data->usable())
        return {};
    if (!trouble.isEmpty())
        return {tr("Field from before the change")};
    switch (age) {
    case FieldAge::WhileDragging:
        return {tr("Estimate while dragging")};
    case FieldAge::BeforeTheMove:
        return {tr("Field of the layout before the move")};
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
    return parts;
}

InletSources FieldView::State::sources() const
{
    const auto rack = rackIndex(options.rack);
    InletSources found{rackName(options.rack), {}};
    if (!matrix || !rack || *rack >= matrix->rackCount() || matrix->rackCount() != data->room->racks.size())
        return found;
    std::vector<InletSource>& sources = found.sources;
    sources.push_back({matrix->supplyShare(*rack), tr("supply air"), {}});
    for (std::size_t k = 0; k < matrix->sources(*rack).size(); ++k) {
        const RackId from = data->room->racks[matrix->sources(*rack)[k]].id;
        sources.push_back({matrix->shares(*rack)[k], rackName(from), from});
    }
    constexpr double leastWritten = 0.0005; // is written as 0.1 %
    const auto small = std::stable_partition(sources.begin(), sources.end(), [](const InletSource& source) {
        return source.share >= leastWritten;
    });
    const double others = std::accumulate(
        small, sources.end(), 0.0, [](double sum, const InletSource& source) { return sum + source.share; });
    sources.erase(small, sources.end());
    std::stable_sort(sources.begin(), sources.end(),
                     [](const InletSource& a, const InletSource& b) { return a.share > b.share; });
    if (others >= leastWritten)
        sources.push_back({others, tr("from others"), {}});
    return found;
}

std::optional<FieldProbe> FieldView::State::probe() const
{
    if (empty() || !cursor || !frame)
        return std::nullopt;
    return probeAt(*frame, *cursor);
}

// The supply there, while one is to be chosen.
std::optional<std::size_t> FieldView::State::supplyAt(QPointF place) const
{
    if (!frame || frame->scene.data != data || !streamlinesSupply())
        return std::nullopt;
    return fields::supplyAt(*frame, place);
}

// What matters most comes first: a narrow view leaves out the end.
QString FieldView::State::probeText() const
{
    const auto found = probe();
    if (!found)
        return {};
    QStringList parts;
    if (!std::isnan(found->value))
        parts << scale->valueText(found->value);
    if (!std::isnan(found->value) && options.layer == FieldLayer::Difference) {
        const double oursC = valueAt(LayerValues(*data, FieldLayer::Temperature), found->place);
        parts << tr("ours %1, theirs %2")
                     .arg(style::formatTemperature(oursC), style::formatTemperature(oursC - found->value));
    }
    if (found->rack.valid()) {
        QString text = rackName(found->rack);
        const auto index = rackIndex(found->rack);
        if (index && *index < data->racks.size())
            text += tr(" (inlet %1, outlet %2)")
                        .arg(style::formatTemperature(data->racks[*index].inletC),
                             style::formatTemperature(data->racks[*index].outletC));
        parts << text;
        if (index && options.layer == FieldLayer::Difference)
            parts << inletDifferenceText(*index);
    }
    parts << QStringLiteral("x %1, y %2, z %3 %4")
                 .arg(lengthNumber(found->place.x, 1), lengthNumber(found->place.y, 1),
                      lengthNumber(found->place.z, 1), lengthUnit());
    return parts.join(QStringLiteral("  ·  "));
}

QString FieldView::State::inletDifferenceText(std::size_t rack) const
{
    const std::vector<double> differences = inletDifferencesK(*data);
    if (rack >= differences.size() || std::isnan(differences[rack]))
        return tr("no inlet to compare with");
    return tr("their inlet %1, %2")
        .arg(style::formatTemperature(data->reference->inletC[rack]),
             style::formatTemperatureDifference(differences[rack]));
}

// What is not as the picture suggests: why it is an older one, or which racks and supplies the field has otherwise.
QString FieldView::State::notices() const
{
    if (!trouble.isEmpty())
        return trouble;
    if (isPlanOnly() || !data->report)
        return {};
    constexpr std::size_t most = 3;
    const std::vector<AirProblem>& all = data->report->notices;
    QStringList lines;
    for (std::size_t i = 0; i < std::min(most, all.size()); ++i)
        lines << QString::fromStdString(all[i].sentence);
    if (all.size() > most)
        lines << tr("and %1 more").arg(all.size() - most);
    return lines.join(QLatin1Char('\n'));
}

// At the foot of the picture, across its width.
void FieldView::State::paintNotices(QPainter& painter) const
{
    const QString text = notices();
    if (text.isEmpty())
        return;
    constexpr double padding = 8.0;
    constexpr double margin = 2 * padding;
    const int flags = Qt::AlignLeft | Qt::AlignBottom | Qt::TextWordWrap;
    const QRectF within = camera.area().adjusted(margin, margin, -margin, -margin);
    const QRectF place = painter.boundingRect(within, flags, text);
    QColor fill = colours().background;
    fill.setAlpha(235);
    painter.setPen(colours().warning);
    painter.setBrush(fill);
    painter.drawRoundedRect(place.adjusted(-padding, -padding, padding, padding), 4, 4);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(colours().text);
    painter.drawText(place, flags, text);
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

FieldView::FieldView(QWidget* parent)
    : QWidget(parent), state_(std::make_unique<State>(this, [this](std::shared_ptr<const FieldFrame> frame) {
          state_->frame = std::move(frame);
          update();
          emit pictureShown();
      }))
{
    setAttribute(Qt::WA_OpaquePaintEvent);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    State& s = *state_;
    s.rest.setSingleShot(true);
    connect(&s.rest, &QTimer::timeout, this, &FieldView::change);
    connect(&s.worker, &ShareWorker::answered, this,
            [this](const ShareQuestion& question, const std::vector<float>& shares) {
                state_->shares = std::make_shared<const std::vector<float>>(shares);
                state_->sharesOf = question;
                state_->refresh();
                tellRange();
                moving();
            });
}

FieldView::~FieldView() = default;

void FieldView::setHall(SitePtr site, SnapshotPtr snapshot, HallId hall)
{
    State& s = *state_;
    const SnapshotPtr before = std::exchange(s.snapshot, std::move(snapshot)); // its result is still compared
    const HallResult* resultBefore = s.result;
    const HallPtr hallBefore = s.hall;
    s.site = std::move(site);
    if (std::exchange(s.hallId, hall) != hall) {
        s.steady.reset();
        s.steadyTemperature.reset();
        s.fitted = true;
        s.fittedTo = {};
    }
    const auto place = s.site ? s.site->findHall(hall) : std::nullopt;
    s.hall = place ? s.site->buildings[place->building]->halls[place->hall] : nullptr;
    s.result = s.snapshot && place ? s.snapshot->hallResult(hall) : nullptr;
    if (s.isPlanOnly() && s.result != resultBefore) {
        s.refresh();
        tellRange();
    } else if (s.hall != hallBefore) {
        ++s.revisions.marks;
        change();
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
    // While a rack is dragged past something that leaves no field, the last one of the hall stays in sight.
    const bool keeps = s.data && field && field->room && !field->usable() && !s.empty() && !s.isPlanOnly() &&
                       field->room->widthM == s.data->room->widthM &&
                       field->room->depthM == s.data->room->depthM;
    s.trouble =
        keeps ? tr("%1\nShown is the air from before the change.").arg(s.problems(*field)) : QString();
    if (keeps) {
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
    if (!s.options.inletSources)
        return;
    ++s.revisions.room;
    change();
}

void FieldView::setErrorStatement(const QString& text)
{
    if (std::exchange(state_->errorStatement, text) != text)
        change();
}

const QString& FieldView::errorStatement() const
{
    return state_->errorStatement;
}

void FieldView::setOptions(const FieldOptions& options)
{
    State& s = *state_;
    const FieldOptions before = std::exchange(s.options, options);
    if (options == before)
        return;
    const bool otherRack = options.rack != before.rack;
    if (options.layer != before.layer) {
        s.steady.reset();
        s.refresh();
    } else if (options.range != before.range || s.empty() ||
               (otherRack && options.layer == FieldLayer::ShareFromRack) ||
               options.isosurface != before.isosurface || options.streamlines != before.streamlines) {
        s.refresh();
    } else if (!isShare(options.layer) || s.sharesOf) {
        const bool slices = options.plan != before.plan || options.planM != before.planM ||
                            options.crossSection != before.crossSection ||
                            options.crossShare != before.crossShare ||
                            options.longSection != before.longSection ||
                            options.longShare != before.longShare || options.isolines != before.isolines;
        FieldScene::Revisions& revisions = s.revisions;
        revisions.slices += slices;
        revisions.surface += options.isosurfaceC != before.isosurfaceC;
        const bool otherSupply = options.supplyAt != before.supplyAt;
        revisions.streamlines += otherRack || otherSupply;
        revisions.marks += otherRack || otherSupply;
        revisions.room += otherRack || options.inletSources != before.inletSources;
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
    ++state_->revisions.marks;
    change();
}

void FieldView::setTheme(style::Theme theme)
{
    state_->theme = theme;
    state_->refreshAll();
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
    change();
}

void FieldView::change()
{
    state_->changed = true;
    update();
}

// Draws quickly until the picture has rested a moment.
void FieldView::moving()
{
    constexpr int restMs = 150;
    state_->rest.start(restMs);
    change();
}

QSize FieldView::pixels() const
{
    const double ratio = devicePixelRatioF();
    return {qRound(width() * ratio), qRound(height() * ratio)};
}

QImage FieldView::grabImage()
{
    State& s = *state_;
    s.rest.stop();
    if (!s.empty()) {
        s.layOut(plotSize(), font());
        s.frame = s.pictures.paint(s.scene(pixels(), devicePixelRatioF()));
        s.changed = false;
    }
    return grab().toImage();
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

QString FieldView::subtitle() const
{
    return state_->subtitle();
}

QString FieldView::probeText() const
{
    return state_->probeText();
}

QString FieldView::status() const
{
    return state_->status().join(QStringLiteral(" · "));
}

QString FieldView::sentence() const
{
    return state_->missing();
}

QStringList FieldView::sources() const
{
    QStringList lines;
    for (const InletSource& source : state_->sources().sources)
        lines << source.text();
    return lines;
}

QSize FieldView::sizeHint() const
{
    return {900, 600};
}

QSize FieldView::minimumSizeHint() const
{
    return {320, 240};
}

void FieldView::resizeEvent(QResizeEvent*)
{
    change();
}

// The caption stands below all the rest, in as many lines as it needs.
QSizeF FieldView::plotSize() const
{
    const QSizeF all(size());
    const QString& caption = state_->errorStatement;
    if (caption.isEmpty())
        return all;
    const QRectF within(0, 0, all.width() - 2 * captionMargin, all.height());
    const QRectF lines = QFontMetricsF(smallFont(font())).boundingRect(within, captionFlags, caption);
    return {all.width(), all.height() - std::ceil(lines.height())};
}

void FieldView::paintEvent(QPaintEvent*)
{
    State& s = *state_;
    const style::Colours& colours = s.colours();
    QPainter painter(this);
    painter.fillRect(rect(), colours.background);
    if (s.empty()) {
        const QString sentence = s.missing();
        paintSentence(painter, rect(),
                      sentence.isEmpty() ? tr("Finding out where the air comes from …") : sentence, colours);
        return;
    }
    if (!s.pictures.canDraw()) {
        paintSentence(painter, rect(), noOpenGlSentence(), colours);
        return;
    }
    s.layOut(plotSize(), font());
    if (std::exchange(s.changed, false))
        s.pictures.ask(s.scene(pixels(), devicePixelRatioF()));
    painter.setRenderHint(QPainter::Antialiasing);
    if (s.frame) {
        painter.drawImage(QPointF(0, 0), s.frame->image);
        painter.setFont(smallFont(font()));
        painter.setClipRect(s.camera.area());
        std::optional<InletSources> sources;
        if (s.options.inletSources && s.rackIndex(s.options.rack))
            sources = s.sources();
        s.words.paint(painter, *s.frame, s.site.get(), s.hall.get(), sources ? &*sources : nullptr);
        s.paintNotices(painter);
        painter.setClipping(false);
    }
    paintAround(painter);
}

// Title, status, scales, footer and caption.
void FieldView::paintAround(QPainter& painter)
{
    State& s = *state_;
    const style::Colours& colours = s.colours();
    painter.setFont(font());
    const PlotLayout layout = s.layoutOf(plotSize(), font());
    paintFrame(painter, layout.map, colours);
    const QStringList status =
        s.worker.busy() ? QStringList(tr("Finding out where the air comes from …")) : s.status();
    const bool settled = s.age == FieldAge::ThisLayout && s.trouble.isEmpty();
    paintTitle(painter, layout.title, s.title(), s.subtitle(), colours,
               {status, settled ? colours.dimText : colours.warning});
    if (!s.showsOnlySources())
        s.paintScales(painter, layout.scale);
    // North is up in the hall's frame turned by the site and the building.
    const double north = s.site && s.hall ? s.site->info.northDeg + s.site->buildingOf(s.hallId).yawDeg : 0.0;
    const double turned = s.camera.azimuthDeg();
    paintFooter(painter, layout.footer, north + turned,
                s.camera.parallel() ? std::optional(s.camera.metresPerPixel()) : std::nullopt, s.probeText(),
                colours);
    if (s.errorStatement.isEmpty())
        return;
    painter.setFont(smallFont(font()));
    painter.setPen(colours.dimText);
    const double top = plotSize().height() - captionLift;
    painter.drawText(QRectF(captionMargin, top, width() - 2 * captionMargin, height() - top), captionFlags,
                     s.errorStatement);
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
    } else
        setCursor(s.supplyAt(event->position()) ? Qt::PointingHandCursor : Qt::ArrowCursor);
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
    if (!clicked || s.empty() || !s.frame)
        return;
    if (const auto supply = s.supplyAt(event->position())) {
        FieldOptions options = s.options;
        options.supplyAt = middleOf(s.data->room->supplies[*supply].patch.area);
        setOptions(options);
        emit optionsChanged(options);
    } else if (const RackId rack = rackAt(*s.frame, event->position()); rack.valid()) {
        emit rackClicked(rack);
    }
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
        QWidget::keyPressEvent(event);
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
