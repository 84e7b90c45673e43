#include "views/fields/field_view.h"

#include "views/fields/field_captions.h"
#include "views/fields/field_picture.h"
#include "views/fields/field_probe.h"
#include "views/fields/field_words.h"
#include "views/fields/furniture.h"
#include "views/fields/picture_maker.h"

#include <QApplication>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
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
constexpr int captionFlags = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;
constexpr double captionMargin = 12.0;
constexpr double captionLift = 4.0; // towards the footer, from the view's edge

} // namespace

// The subject and its picture, how it is looked at, and the picture on screen.
struct FieldView::State {
    FieldSubject subject;
    FieldPicture picture{&subject};
    QString errorStatement;
    std::optional<Range> told;
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

    FieldScene scene(QSize pixels, double pixelRatio) const;
    PlotLayout layoutOf(QSizeF size, const QFont& font) const;
    void layOut(QSizeF size, const QFont& font);
    void fit();
    std::optional<FieldProbe> probe() const;
    QString probeText() const;
    std::optional<std::size_t> supplyAt(QPointF place) const;
    void paintNotices(QPainter& painter) const;
    void paintScales(QPainter& painter, const QRectF& area) const;
};

FieldScene FieldView::State::scene(QSize pixels, double pixelRatio) const
{
    FieldScene scene = picture.scene();
    scene.camera = camera;
    scene.preset = preset;
    scene.pixels = pixels;
    scene.pixelRatio = pixelRatio;
    scene.finish = rest.isActive() ? VtkCanvas::Finish::Quick : VtkCanvas::Finish::Smooth;
    return scene;
}

PlotLayout FieldView::State::layoutOf(QSizeF size, const QFont& font) const
{
    constexpr double gap = 10.0;
    double scalesWidth = picture.empty() ? 0.0 : scaleWidth(*picture.scale(), font);
    if (!picture.empty() && picture.hasOwnTemperatureScale())
        scalesWidth += gap + scaleWidth(*picture.temperatureScale(), font);
    return plotLayout(size, font, scalesWidth, subtitleOf(subject));
}

void FieldView::State::layOut(QSizeF size, const QFont& font)
{
    const QRectF map = layoutOf(size, font).map;
    const Point3 room = subject.roomSize();
    if (map == camera.area() && (!fitted || fittedTo == room))
        return;
    camera.setArea(map);
    if (fitted)
        fit();
}

void FieldView::State::fit()
{
    fittedTo = subject.roomSize();
    camera.show(preset, fittedTo);
}

std::optional<FieldProbe> FieldView::State::probe() const
{
    if (picture.empty() || !cursor || !frame)
        return std::nullopt;
    return probeAt(*frame, *cursor);
}

QString FieldView::State::probeText() const
{
    const auto found = probe();
    return found ? probeTextOf(subject, *picture.scale(), *found) : QString();
}

// The supply there, while one is to be chosen.
std::optional<std::size_t> FieldView::State::supplyAt(QPointF place) const
{
    if (!frame || frame->scene.data != subject.data || !subject.streamlinesSupply())
        return std::nullopt;
    return fields::supplyAt(*frame, place);
}

// At the foot of the picture, across its width.
void FieldView::State::paintNotices(QPainter& painter) const
{
    const QString text = noticesOf(subject);
    if (text.isEmpty())
        return;
    constexpr double padding = 8.0;
    constexpr double margin = 2 * padding;
    const int flags = Qt::AlignLeft | Qt::AlignBottom | Qt::TextWordWrap;
    const QRectF within = camera.area().adjusted(margin, margin, -margin, -margin);
    const QRectF place = painter.boundingRect(within, flags, text);
    const style::Colours& colours = picture.colours();
    QColor fill = colours.background;
    fill.setAlpha(235);
    painter.setPen(colours.warning);
    painter.setBrush(fill);
    painter.drawRoundedRect(place.adjusted(-padding, -padding, padding, padding), 4, 4);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(colours.text);
    painter.drawText(place, flags, text);
}

void FieldView::State::paintScales(QPainter& painter, const QRectF& area) const
{
    const ValueScale& scale = *picture.scale();
    const ValueScale* temperatures = picture.temperatureScale();
    const auto found = probe();
    const std::optional<double> pointed = found ? std::optional(found->value) : std::nullopt;
    std::optional<double> surface;
    if (subject.options.isosurface && temperatures)
        surface = subject.options.isosurfaceC;
    const bool own = picture.hasOwnTemperatureScale();
    paintColourScale(painter, {area.left(), area.top(), scaleWidth(scale, painter.font()), area.height()},
                     scale, own ? std::nullopt : surface, pointed, picture.colours());
    if (own) {
        const double second = scaleWidth(*temperatures, painter.font());
        paintColourScale(painter, {area.right() - second, area.top(), second, area.height()}, *temperatures,
                         surface, std::nullopt, picture.colours());
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
    connect(&s.picture, &FieldPicture::sharesFound, this, [this] {
        refresh();
        moving();
    });
}

FieldView::~FieldView() = default;

void FieldView::setHall(SitePtr site, SnapshotPtr snapshot, HallId hall)
{
    State& s = *state_;
    const FieldSubject before = s.subject; // keeps its result, which is still compared
    s.subject.setHall(std::move(site), std::move(snapshot), hall);
    if (hall != before.hallId) {
        s.fitted = true;
        s.fittedTo = {};
    }
    if (s.subject.isPlanOnly() && s.subject.result != before.result) {
        refresh();
    } else if (s.subject.hall != before.hall) {
        s.picture.countMarks();
        change();
    }
    update();
}

void FieldView::setData(FieldDataPtr field, FieldAge age)
{
    State& s = *state_;
    FieldSubject& subject = s.subject;
    subject.age = age;
    if (field == subject.data) {
        update();
        return;
    }
    // While a rack is dragged past something that leaves no field, the last one of the hall stays in sight.
    const bool keeps = subject.data && field && field->room && !field->usable() && !s.picture.empty() &&
                       !subject.isPlanOnly() && field->room->widthM == subject.data->room->widthM &&
                       field->room->depthM == subject.data->room->depthM;
    subject.trouble =
        keeps ? tr("%1\nShown is the air from before the change.").arg(problemsOf(subject, *field))
              : QString();
    if (keeps) {
        update();
        return;
    }
    subject.data = std::move(field);
    refresh();
    moving();
}

void FieldView::setMatrix(std::shared_ptr<const RecirculationMatrix> matrix)
{
    State& s = *state_;
    s.subject.matrix = std::move(matrix);
    if (!s.subject.options.inletSources)
        return;
    s.picture.countRoom();
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
    const FieldOptions before = std::exchange(s.subject.options, options);
    if (options == before)
        return;
    if (s.picture.needsRefresh(before))
        refresh();
    else
        s.picture.countChoice(before);
    moving();
}

// Everything that hangs on the field or on the quantity.
void FieldView::refresh()
{
    State& s = *state_;
    const bool missing = !missingSentence(s.subject).isEmpty();
    if (missing) {
        s.frame.reset();
        s.pictures.forget();
    }
    s.picture.refresh(missing);
    tellRange();
    change();
}

void FieldView::tellRange()
{
    State& s = *state_;
    if (s.picture.empty())
        return;
    const Range shown(s.picture.scale()->minimum(), s.picture.scale()->maximum());
    if (std::exchange(s.told, shown) != shown)
        emit rangeShown(shown);
}

const FieldOptions& FieldView::options() const
{
    return state_->subject.options;
}

void FieldView::setSelection(const SelectionSet& selection)
{
    std::vector<RackId> racks = selection.racks();
    if (racks == state_->subject.selected)
        return;
    state_->subject.selected = std::move(racks);
    state_->picture.countMarks();
    change();
}

void FieldView::setTheme(style::Theme theme)
{
    state_->picture.setTheme(theme);
    change();
}

void FieldView::updateUnits()
{
    refresh();
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
    if (!s.picture.empty()) {
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
    return titleOf(state_->subject, state_->picture.scale());
}

QString FieldView::subtitle() const
{
    return subtitleOf(state_->subject);
}

QString FieldView::probeText() const
{
    return state_->probeText();
}

QString FieldView::status() const
{
    return statusOf(state_->subject).join(QStringLiteral(" · "));
}

QString FieldView::sentence() const
{
    return missingSentence(state_->subject);
}

QStringList FieldView::sources() const
{
    QStringList lines;
    for (const InletSource& source : state_->subject.sources().sources)
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
    const style::Colours& colours = s.picture.colours();
    QPainter painter(this);
    painter.fillRect(rect(), colours.background);
    if (s.picture.empty()) {
        const QString sentence = missingSentence(s.subject);
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
    if (s.frame)
        paintPicture(painter);
    paintAround(painter);
}

// The frame on screen and the words in it.
void FieldView::paintPicture(QPainter& painter)
{
    State& s = *state_;
    const FieldSubject& subject = s.subject;
    painter.drawImage(QPointF(0, 0), s.frame->image);
    painter.setFont(smallFont(font()));
    painter.setClipRect(s.camera.area());
    std::optional<InletSources> sources;
    if (subject.options.inletSources && subject.rackIndex(subject.options.rack))
        sources = subject.sources();
    s.words.paint(painter, *s.frame, subject.site.get(), subject.hall.get(), sources ? &*sources : nullptr);
    s.paintNotices(painter);
    painter.setClipping(false);
}

// Title, status, scales, footer and caption.
void FieldView::paintAround(QPainter& painter)
{
    State& s = *state_;
    const FieldSubject& subject = s.subject;
    const style::Colours& colours = s.picture.colours();
    painter.setFont(font());
    const PlotLayout layout = s.layoutOf(plotSize(), font());
    paintFrame(painter, layout.map, colours);
    const QStringList status = s.picture.waitsForShares()
                                   ? QStringList(tr("Finding out where the air comes from …"))
                                   : statusOf(subject);
    const bool underWay = subject.data && subject.data->flow && !subject.data->flow->finished;
    const bool settled = subject.age == FieldAge::ThisLayout && subject.trouble.isEmpty() && !underWay;
    paintTitle(painter, layout.title, title(), subtitle(), colours,
               {status, settled ? colours.dimText : colours.warning});
    if (!subject.showsOnlySources())
        s.paintScales(painter, layout.scale);
    // North is up in the hall's frame turned by the site and the building.
    const double north = subject.site && subject.hall
                             ? subject.site->info.northDeg + subject.site->buildingOf(subject.hallId).yawDeg
                             : 0.0;
    paintFooter(painter, layout.footer, north + s.camera.azimuthDeg(),
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
    if (s.picture.empty())
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
    const bool pressed = event->button() == Qt::LeftButton && !s.dragging;
    s.dragging = false;
    if (!pressed || s.picture.empty() || !s.frame)
        return;
    if (const auto supply = s.supplyAt(event->position())) {
        FieldOptions options = s.subject.options;
        options.supplyAt = middleOf(s.subject.data->room->supplies[*supply].patch.area);
        setOptions(options);
        emit optionsChanged(options);
    } else if (const RackId rack = rackAt(*s.frame, event->position()); rack.valid()) {
        emit clicked(refTo(rack));
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
    if (s.picture.empty())
        return;
    constexpr double perNotch = 1.2;
    constexpr double notch = 120.0; // of QWheelEvent::angleDelta
    s.camera.zoom(std::pow(perNotch, event->angleDelta().y() / notch), event->position(),
                  s.subject.roomSize());
    s.fitted = false;
    event->accept();
    moving();
}

void FieldView::movePlan(double byM)
{
    FieldOptions options = state_->subject.options;
    options.plan = true;
    options.planM = std::clamp(options.planM + byM, 0.0, state_->subject.roomSize().z);
    setOptions(options);
    emit optionsChanged(options);
}

void FieldView::keyPressEvent(QKeyEvent* event)
{
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
