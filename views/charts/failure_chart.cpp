#include "views/charts/failure_chart.h"

#include "core/studies/failure/failure_words.h"
#include "views/charts/chart_look.h"

#include <QVBoxLayout>

#include <qcustomplot.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace hallwright::charts {

namespace {

constexpr int leastStripHeight = 60;
constexpr int timeHeight = 36; // of the numbers below the last strip

// Minutes and seconds, with hours from one hour on, at times that are round in them.
class ClockTicker : public QCPAxisTicker
{
public:
    explicit ClockTicker(double most) : most_(most) {}

protected:
    double getTickStep(const QCPRange& range) override
    {
        static constexpr double steps[] = {1,   2,   5,   10,   15,   30,   60,    120,
                                           300, 600, 900, 1800, 3600, 7200, 10800, 21600};
        for (const double step : steps) {
            if (range.size() / step <= most_)
                return step;
        }
        return std::end(steps)[-1];
    }
    int getSubTickCount(double) override { return 0; }
    QString getTickLabel(double tick, const QLocale&, QChar, int) override
    {
        return QString::fromStdString(clockText(tick));
    }

private:
    double most_; // numbers that have room
};

// Where most happens: to the last event but the end, with some time after it.
double eventfulS(const Cascade& cascade)
{
    constexpr double after = 1.25;
    constexpr double leastS = 60.0;
    double lastS = 0.0;
    for (const FailureEvent& event : cascade.events) {
        if (event.kind != FailureEventKind::End)
            lastS = std::max(lastS, event.timeS);
    }
    const bool any = lastS > 0.0; // else nothing is to be seen nearer
    return any ? std::min(cascade.endS, std::max(leastS, after * lastS)) : cascade.endS;
}

QCPGraph* graphIn(QCPAxisRect& rect)
{
    QCPGraph* graph = rect.parentPlot()->addGraph(rect.axis(QCPAxis::atBottom), rect.axis(QCPAxis::atLeft));
    graph->setName({}); // what has none is not in the legend
    return graph;
}

} // namespace

FailureChart::FailureChart(QWidget* parent)
    : QWidget(parent), plot_(new QCustomPlot(this)), margins_(new QCPMarginGroup(plot_))
{
    setObjectName(QStringLiteral("failureChart"));
    setAccessibleName(tr("What follows over time"));
    setFocusPolicy(Qt::StrongFocus);
    auto* fill = new QVBoxLayout(this);
    fill->setContentsMargins(0, 0, 0, 0);
    fill->addWidget(plot_);
    plot_->setFocusProxy(this);
    plot_->installEventFilter(this);
    plot_->setAutoAddPlottableToLegend(false);
    plot_->setLocale(QLocale());
    setMinimumSize(240, leastStripHeight);
}

void FailureChart::setCascade(const CascadePtr& cascade)
{
    const bool another = !cascade || !cascade_ || cascade->failed != cascade_->failed;
    cascade_ = cascade;
    strips_ = cascade ? failureStrips(*cascade) : std::vector<FailureStrip>();
    if (another || untilS_ > cascade->endS) {
        fromS_ = 0.0;
        untilS_ = cascade ? eventfulS(*cascade) : 0.0;
    }
    if (another || (momentS_ && *momentS_ > cascade->endS))
        momentS_.reset();
    setMinimumHeight(strips_.empty() ? 0 : leastStripHeight * static_cast<int>(strips_.size()) + timeHeight);
    drawSoon();
}

void FailureChart::setTheme(style::Theme theme)
{
    theme_ = theme;
    drawSoon();
}

double FailureChart::fromS() const
{
    return fromS_;
}

double FailureChart::untilS() const
{
    return untilS_;
}

void FailureChart::setMoment(std::optional<double> timeS)
{
    momentS_ = timeS;
    if (timeS && cascade_ && (*timeS > untilS_ || *timeS < fromS_)) {
        constexpr double after = 1.25;
        showTime(0.0, std::max(untilS_, after * *timeS));
    }
    markMoment();
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void FailureChart::drawSoon()
{
    isDrawn_ = false;
    if (isVisible())
        drawNow();
}

void FailureChart::drawNow()
{
    isDrawn_ = true;
    plot_->clearItems();
    plot_->clearPlottables();
    plot_->plotLayout()->clear();
    drawn_.clear();
    plot_->setBackground(QBrush(groundOf(theme_)));
    for (std::size_t i = 0; i < strips_.size(); ++i)
        draw(strips_[i], static_cast<int>(i));
    markMoment();
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void FailureChart::draw(const FailureStrip& strip, int row)
{
    auto* rect = new QCPAxisRect(plot_);
    plot_->plotLayout()->addElement(2 * row + 1, 0, rect);
    plot_->plotLayout()->setRowSpacing(0);
    rect->setMarginGroup(QCP::msLeft, margins_); // the strips' axes stand under each other
    QFont small = font();
    constexpr double smaller = 0.9;
    small.setPointSizeF(smaller * small.pointSizeF());
    for (QCPAxis* axis : rect->axes()) {
        axis->setLayer(QStringLiteral("axes"));
        axis->grid()->setLayer(QStringLiteral("grid"));
        dressAxis(*axis, theme_, small);
    }
    dressTime(*rect, static_cast<std::size_t>(row) + 1 == strips_.size());
    QList<QCPGraph*> named;
    for (const CurveRole role : {CurveRole::Other, CurveRole::Second, CurveRole::Worst}) { // the worst on top
        for (const FailureCurve& curve : strip.curves) {
            if (curve.role == role)
                named.prepend(drawCurve(*rect, strip, curve));
        }
    }
    QCPAxis* value = rect->axis(QCPAxis::atLeft);
    value->ticker()->setTickCount(3);
    drawLimits(*rect, strip, small);
    drawEvents(*rect);
    addTitle(row, strip, named, small);
    auto* cursor = new QCPItemStraightLine(plot_);
    cursor->setClipAxisRect(rect);
    cursor->setLayer(QStringLiteral("overlay"));
    cursor->setPen(QPen(colours().selection, 1.6));
    for (QCPItemPosition* point : {cursor->point1, cursor->point2}) {
        point->setAxisRect(rect);
        point->setAxes(rect->axis(QCPAxis::atBottom), rect->axis(QCPAxis::atLeft));
        point->setTypeY(QCPItemPosition::ptAxisRectRatio);
    }
    drawn_.push_back({rect, cursor});
}

// What it shows and whose curves they are, in a line above it: it covers nothing, and takes no width.
void FailureChart::addTitle(int row, const FailureStrip& strip, const QList<QCPGraph*>& curves,
                            const QFont& font)
{
    constexpr double asLittle = 0.001; // as wide and high as its words
    constexpr QMargins around(2, 0, 6, 0);
    auto* line = new QCPLayoutGrid;
    plot_->plotLayout()->addElement(2 * row, 0, line);
    plot_->plotLayout()->setRowStretchFactor(2 * row, asLittle);
    QFont bold = font;
    bold.setBold(true);
    auto* title = new QCPTextElement(plot_, stripUnit(strip).label(strip.title), bold);
    title->setTextColor(colours().text);
    title->setTextFlags(Qt::AlignLeft | Qt::AlignVCenter);
    title->setMargins(around);
    auto* legend = new QCPLegend;
    line->addElement(0, 0, title);
    line->addElement(0, 1, legend);
    line->addElement(0, 2, new QCPLayoutElement(plot_));
    line->setColumnStretchFactor(0, asLittle);
    line->setColumnStretchFactor(1, asLittle);
    line->setColumnSpacing(0);
    legend->setLayer(QStringLiteral("legend"));
    legend->setFillOrder(QCPLegend::foColumnsFirst);
    legend->setWrap(0);
    dressLegend(*legend, theme_, font);
    legend->setMargins(around);
    for (QCPGraph* graph : curves) {
        if (!graph->name().isEmpty())
            graph->addToLegend(legend);
    }
}

void FailureChart::dressTime(QCPAxisRect& rect, bool isLast)
{
    constexpr QMargins around(0, 3, 4, 2);
    rect.setMinimumMargins(around);
    rect.setupFullAxesBox(); // a frame: where one strip ends is seen
    for (const auto side : {QCPAxis::atTop, QCPAxis::atRight}) {
        rect.axis(side)->setTicks(false);
        rect.axis(side)->setBasePen(QPen(colours().grid));
    }
    QCPAxis* time = rect.axis(QCPAxis::atBottom);
    constexpr double numberPx = 56.0;
    time->setTicker(QSharedPointer<QCPAxisTicker>(new ClockTicker(std::max(2.0, width() / numberPx))));
    time->setRange(fromS_, untilS_);
    time->setTickLabels(isLast);
    rect.axis(QCPAxis::atLeft)->setSubTicks(false);
    if (isLast)
        time->setLabel(untilS_ < 3600.0 ? tr("After the failure [min:s]")
                                        : tr("After the failure [h:min:s]"));
}

QCPGraph* FailureChart::drawCurve(QCPAxisRect& rect, const FailureStrip& strip, const FailureCurve& curve)
{
    const AxisUnit unit = stripUnit(strip);
    const style::Colours& c = colours();
    QCPGraph* graph = graphIn(rect);
    QVector<double> times, values;
    for (std::size_t i = 0; i < curve.values.size(); ++i) {
        times << cascade_->samples[i].timeS;
        values << unit.of(curve.values[i]);
    }
    graph->setData(times, values, true);
    if (strip.steps)
        graph->setLineStyle(QCPGraph::lsStepLeft);
    QColor dim = c.dimText;
    constexpr double pale = 0.45;
    dim.setAlphaF(pale);
    const QPen pens[] = {QPen(c.accent, 2.0), QPen(c.cdu, 1.8), QPen(dim, 1.0)};
    graph->setPen(pens[static_cast<std::size_t>(curve.role)]);
    constexpr int wide = 460; // enough for all words above a strip
    const bool hasOthers =
        width() >= wide && std::ranges::count(strip.curves, CurveRole::Other, &FailureCurve::role) > 0;
    if (curve.role == CurveRole::Worst && hasOthers)
        graph->setName(tr("%1, others grey").arg(curve.of));
    else if (curve.role != CurveRole::Other)
        graph->setName(curve.of);
    return graph;
}

// The first limit is always seen, as how far off it is; one behind it where the curves come that far.
void FailureChart::drawLimits(QCPAxisRect& rect, const FailureStrip& strip, const QFont& font)
{
    const AxisUnit unit = stripUnit(strip);
    QCPAxis* value = rect.axis(QCPAxis::atLeft);
    value->rescale();
    QCPRange range = value->range();
    if (!(range.size() > 0.0))
        range = {range.lower - 1.0, range.upper + 1.0};
    for (std::size_t i = 0; i < strip.limits.size(); ++i) {
        const double limit = unit.of(strip.limits[i].value);
        if (i == 0 || range.upper > unit.of(strip.limits[i - 1].value))
            range.expand(limit);
    }
    if (strip.isShare || strip.kind == QuantityKind::Power)
        range.lower = 0.0;
    if (strip.isShare)
        range.upper = unit.of(1.0);
    constexpr double room = 0.08; // so that no curve lies on the frame
    constexpr double wordsRoom = 0.34;
    const bool areTwo = strip.limits.size() > 1 && range.upper >= unit.of(strip.limits[1].value);
    value->setRange(range.lower - (range.lower == 0.0 ? 0.0 : room * range.size()),
                    range.upper + (areTwo ? wordsRoom : room) * range.size());
    const style::Colours& c = colours();
    for (std::size_t i = 0; i < strip.limits.size(); ++i) {
        const double limit = unit.of(strip.limits[i].value);
        const QColor colour = i == 0 ? c.warning : c.violation;
        QCPGraph* graph = graphIn(rect);
        graph->setData({0.0, cascade_->endS}, {limit, limit}, true);
        graph->setPen(QPen(colour, 1.4, Qt::DashLine));
        if (!value->range().contains(limit))
            continue;
        auto* name = new QCPItemText(plot_); // the first below its line, one behind it above, at the right
        name->setClipAxisRect(&rect);
        name->position->setAxisRect(&rect);
        name->position->setAxes(rect.axis(QCPAxis::atBottom), value);
        name->position->setTypeX(QCPItemPosition::ptAxisRectRatio);
        name->setPositionAlignment(Qt::AlignRight | (i == 0 ? Qt::AlignTop : Qt::AlignBottom));
        constexpr double atTheRight = 0.995;
        name->position->setCoords(atTheRight, limit);
        name->setFont(font);
        name->setColor(colour);
        name->setText(
            QStringLiteral("%1 %2").arg(strip.limits[i].name, stripValueText(strip, strip.limits[i].value)));
    }
}

// One mark for each second in which something happens: red where racks are lost.
void FailureChart::drawEvents(QCPAxisRect& rect)
{
    const QCPRange range = rect.axis(QCPAxis::atLeft)->range();
    std::set<long> marked;
    const style::Colours& c = colours();
    for (const bool losses : {true, false}) {
        QVector<double> times, values;
        for (const FailureEvent& event : cascade_->events) {
            if ((event.racksLost > 0) != losses || event.kind == FailureEventKind::End ||
                !marked.insert(std::lround(event.timeS)).second)
                continue;
            times << event.timeS << event.timeS << event.timeS;
            values << range.lower << range.upper << std::numeric_limits<double>::quiet_NaN();
        }
        QCPGraph* graph = graphIn(rect);
        graph->setAdaptiveSampling(false); // it would join what lies in one pixel
        graph->setData(times, values, true);
        QColor colour = losses ? c.violation : c.dimText;
        constexpr double pale = 0.7;
        colour.setAlphaF(pale);
        graph->setPen(QPen(colour, 1.0, Qt::DotLine));
    }
}

void FailureChart::showTime(double fromS, double untilS)
{
    untilS_ = std::min(untilS, cascade_->endS);
    fromS_ = std::clamp(fromS, 0.0, untilS_);
    for (const Strip& strip : drawn_)
        strip.rect->axis(QCPAxis::atBottom)->setRange(fromS_, untilS_);
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void FailureChart::showAllTime()
{
    if (cascade_)
        showTime(0.0, cascade_->endS);
}

void FailureChart::markMoment()
{
    for (const Strip& strip : drawn_) {
        strip.cursor->setVisible(momentS_.has_value());
        strip.cursor->point1->setCoords(momentS_.value_or(0.0), 0.0);
        strip.cursor->point2->setCoords(momentS_.value_or(0.0), 1.0);
    }
}

std::optional<double> FailureChart::timeAt(QPointF pixel) const
{
    for (const Strip& strip : drawn_) {
        const QRect area = strip.rect->rect();
        if (pixel.x() < area.left() || pixel.x() > area.right() + 1 ||
            pixel.y() < drawn_.front().rect->top() || pixel.y() > drawn_.back().rect->bottom())
            continue;
        return std::clamp(strip.rect->axis(QCPAxis::atBottom)->pixelToCoord(pixel.x()), 0.0, cascade_->endS);
    }
    return std::nullopt;
}

QPointF FailureChart::pixelOf(double timeS) const
{
    if (drawn_.empty())
        return {};
    const QCPAxisRect& rect = *drawn_.front().rect;
    return {rect.axis(QCPAxis::atBottom)->coordToPixel(timeS), static_cast<double>(rect.rect().center().y())};
}

QString FailureChart::readingAt(double timeS) const
{
    return cascade_ ? failureReading(*cascade_, strips_, timeS) : QString();
}

QString FailureChart::csv() const
{
    return cascade_ ? failureCsv(*cascade_, strips_) : QString();
}

bool FailureChart::save(const QString& file)
{
    if (file.endsWith(QStringLiteral(".csv"), Qt::CaseInsensitive))
        return saveTable(csv(), file);
    constexpr QSize onPaper(1000, 700);
    const style::Theme shown = std::exchange(theme_, style::Theme::Light);
    drawNow();
    const bool saved = savePicture(*plot_, file, accessibleName(), onPaper);
    theme_ = shown;
    drawNow();
    return saved;
}

} // namespace hallwright::charts
