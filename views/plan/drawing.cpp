#include "views/plan/drawing.h"

#include <QPaintDevice>
#include <QPaintEngine>
#include <QPainter>

#include <algorithm>
#include <span>
#include <utility>

namespace hallwright::plan {

namespace {

template <class... Ts>
struct Cases : Ts... {
    using Ts::operator()...;
};

// Squares of a picture, of which some are to be painted again: a region of a thousand small rectangles would be slow.
class Squares
{
public:
    explicit Squares(const QSize& size)
        : columns_(size.width() / sidePx + 1), rows_(size.height() / sidePx + 1),
          marked_(static_cast<std::size_t>(columns_ * rows_), false)
    {
    }

    void mark(const QRect& area)
    {
        const int bottom = std::min(rows_ - 1, area.bottom() / sidePx);
        const int right = std::min(columns_ - 1, area.right() / sidePx);
        for (int row = std::max(0, area.top() / sidePx); row <= bottom; ++row) {
            for (int column = std::max(0, area.left() / sidePx); column <= right; ++column)
                marked_[at(column, row)] = true;
        }
    }

    // Runs of squares that lie side by side are one rectangle of it.
    QRegion region() const
    {
        QRegion region;
        for (int row = 0; row < rows_; ++row) {
            for (int column = 0; column < columns_; ++column) {
                const int first = column;
                while (column < columns_ && marked_[at(column, row)])
                    ++column;
                if (column > first)
                    region += QRect(first * sidePx, row * sidePx, (column - first) * sidePx, sidePx);
            }
        }
        return region;
    }

private:
    static constexpr int sidePx = 32;

    std::size_t at(int column, int row) const { return static_cast<std::size_t>(row * columns_ + column); }

    int columns_, rows_;
    std::vector<bool> marked_;
};

} // namespace

// A paint engine that writes down what it is told to draw.
class DrawingRecorder : public QPaintEngine
{
public:
    DrawingRecorder() : QPaintEngine(AllFeatures) {}

    Drawing take() { return std::move(drawing_); }

    bool begin(QPaintDevice*) override { return true; }
    bool end() override { return true; }
    Type type() const override { return User; }

    void updateState(const QPaintEngineState& given) override
    {
        now_ = {given.pen(), given.brush(), given.transform(),
                given.renderHints().testFlag(QPainter::Antialiasing)};
        isNew_ = true;
    }

    using QPaintEngine::drawEllipse;
    using QPaintEngine::drawLines;
    using QPaintEngine::drawPolygon;
    using QPaintEngine::drawRects;

    void drawLines(const QLineF* lines, int count) override
    {
        for (const QLineF& line : std::span(lines, static_cast<std::size_t>(count)))
            add(line, QRectF(line.p1(), line.p2()).normalized());
    }
    void drawRects(const QRectF* rects, int count) override
    {
        for (const QRectF& rect : std::span(rects, static_cast<std::size_t>(count)))
            add(rect, rect.normalized());
    }
    void drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) override
    {
        const QPolygonF corners(QList<QPointF>(points, points + count));
        const QRectF bounds = corners.boundingRect();
        if (mode == PolylineMode)
            add(Drawing::Polyline{corners}, bounds);
        else
            add(Drawing::Area{corners, mode == WindingMode ? Qt::WindingFill : Qt::OddEvenFill}, bounds);
    }
    void drawEllipse(const QRectF& box) override { add(Drawing::Ellipse{box}, box); }
    void drawPath(const QPainterPath& path) override { add(path, path.controlPointRect()); }
    void drawTextItem(const QPointF& at, const QTextItem& item) override
    {
        const double slack = item.ascent(); // letters may lean out of their box
        const QRectF box(at.x(), at.y() - item.ascent(), item.width(), item.ascent() + item.descent());
        add(Drawing::Text{at, item.text(), item.font()}, box.adjusted(-slack, 0.0, slack, 0.0));
    }
    void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override {}

private:
    void add(Drawing::Shape shape, const QRectF& bounds)
    {
        if (std::exchange(isNew_, false))
            drawing_.looks_.push_back(now_);
        constexpr double edgePx = 1.5;
        const double mitred = now_.pen.style() == Qt::NoPen ? 0.0 : now_.pen.widthF(); // a corner's tip
        const QRectF inked = bounds.adjusted(-mitred, -mitred, mitred, mitred);
        const QRectF drawn = now_.transform.mapRect(inked).adjusted(-edgePx, -edgePx, edgePx, edgePx);
        drawing_.strokes_.push_back({std::move(shape), drawing_.looks_.size() - 1, drawn.toAlignedRect()});
    }

    Drawing drawing_;
    Drawing::Look now_;
    bool isNew_ = true; // not among the looks yet
};

namespace {

// As large, and with as many dots per inch, as the device that the drawing is for.
class RecordingDevice : public QPaintDevice
{
public:
    explicit RecordingDevice(const QPaintDevice& like) : like_(like) {}

    QPaintEngine* paintEngine() const override { return &recorder_; }
    Drawing take() { return recorder_.take(); }

protected:
    int metric(PaintDeviceMetric which) const override
    {
        switch (which) {
        case PdmWidth:
            return like_.width();
        case PdmHeight:
            return like_.height();
        case PdmDpiX:
        case PdmPhysicalDpiX:
            return like_.logicalDpiX();
        case PdmDpiY:
        case PdmPhysicalDpiY:
            return like_.logicalDpiY();
        case PdmWidthMM:
            return like_.widthMM();
        case PdmHeightMM:
            return like_.heightMM();
        case PdmNumColors:
            return like_.colorCount();
        case PdmDepth:
            return like_.depth();
        case PdmDevicePixelRatio:
            return 1; // it is written down in units, whatever they are worth when it is painted
        case PdmDevicePixelRatioScaled:
            return static_cast<int>(devicePixelRatioFScale());
        }
        return 0;
    }

private:
    const QPaintDevice& like_;
    mutable DrawingRecorder recorder_; // a painter may write to a device that it does not change
};

} // namespace

Drawing Drawing::of(const QPaintDevice& like, const std::function<void(QPainter&)>& paint)
{
    RecordingDevice device(like);
    QPainter painter(&device);
    paint(painter);
    painter.end();
    return device.take();
}

bool Drawing::isSame(const Stroke& stroke, const Drawing& other, const Stroke& others) const
{
    return stroke.bounds == others.bounds && stroke.shape == others.shape &&
           looks_[stroke.look] == other.looks_[others.look];
}

// Both in order, so that what lies over what is kept, too. What one of them has beside the other - a mark that came or
// went - is passed over, as far as the eye reaches.
QRegion Drawing::differenceFrom(const Drawing& before, const QSize& size) const
{
    constexpr std::size_t reach = 100;
    Squares squares(size);
    const std::vector<Stroke>& then = before.strokes_;
    std::size_t next = 0; // of the strokes before
    for (const Stroke& stroke : strokes_) {
        const std::size_t end = std::min(then.size(), next + reach);
        std::size_t at = next;
        while (at < end && !isSame(stroke, before, then[at]))
            ++at;
        if (at == end) {
            squares.mark(stroke.bounds);
            continue;
        }
        for (; next < at; ++next)
            squares.mark(then[next].bounds);
        ++next;
    }
    for (; next < then.size(); ++next)
        squares.mark(then[next].bounds);
    return squares.region();
}

void Drawing::paint(QPainter& painter, const QRegion& part) const
{
    painter.save();
    painter.setClipRegion(part);
    const Look* shown = nullptr;
    for (const Stroke& stroke : strokes_) {
        if (!part.intersects(stroke.bounds))
            continue;
        const Look& look = looks_[stroke.look];
        if (std::exchange(shown, &look) != &look) {
            painter.setPen(look.pen);
            painter.setBrush(look.brush);
            painter.setTransform(look.transform);
            painter.setRenderHint(QPainter::Antialiasing, look.smooth);
        }
        std::visit(Cases{[&](const QLineF& line) { painter.drawLine(line); },
                         [&](const QRectF& rect) { painter.drawRect(rect); },
                         [&](const Area& area) { painter.drawPolygon(area.corners, area.fill); },
                         [&](const Polyline& line) { painter.drawPolyline(line.points); },
                         [&](const Ellipse& ellipse) { painter.drawEllipse(ellipse.box); },
                         [&](const QPainterPath& path) { painter.drawPath(path); },
                         [&](const Text& text) {
                             painter.setFont(text.font);
                             painter.drawText(text.at, text.words);
                         }},
                   stroke.shape);
    }
    painter.restore();
}

} // namespace hallwright::plan
