#include "views/charts/chart.h"

#include "views/charts/chart_look.h"
#include "views/charts/year_text.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QVBoxLayout>

#include <qcustomplot.h>

namespace hallwright::charts {

Chart::Chart(const QString& title, QWidget* parent)
    : QWidget(parent), title_(title), plot_(new QCustomPlot(this)), mark_(new QCPItemTracer(plot_)),
      quantity_(chartQuantities().front())
{
    setAccessibleName(title);
    setFocusPolicy(Qt::StrongFocus);
    setMinimumSize(240, 120);
    auto* fill = new QVBoxLayout(this);
    fill->setContentsMargins(0, 0, 0, 0);
    fill->addWidget(plot_);
    plot_->setFocusProxy(this);
    plot_->installEventFilter(this);
    plot_->setAutoAddPlottableToLegend(false);
    plot_->setNoAntialiasingOnDrag(false);
    plot_->setLocale(QLocale());
    constexpr QMargins roomAtTheEdges(0, 2, 8, 0);
    plot_->plotLayout()->setMargins(roomAtTheEdges);
    mark_->setLayer(QStringLiteral("overlay"));
    mark_->setStyle(QCPItemTracer::tsCircle);
    mark_->setSize(10.0);
    mark_->setVisible(false);
    dress();
}

QColor Chart::ground() const
{
    return groundOf(theme_);
}

void Chart::setYear(const YearReportPtr& year)
{
    year_ = year;
    if (hour_ && (!year || *hour_ >= year->hours()))
        hour_.reset();
    drawSoon();
}

void Chart::setQuantity(const ChartQuantity& quantity)
{
    quantity_ = quantity;
    drawSoon();
}

void Chart::setTheme(style::Theme theme)
{
    theme_ = theme;
    drawSoon();
}

void Chart::setChosenHour(std::optional<std::size_t> hour)
{
    hour_ = hour;
    mark();
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void Chart::drawSoon()
{
    isDrawn_ = false;
    if (isVisible())
        drawNow();
}

void Chart::drawNow()
{
    isDrawn_ = true;
    plot_->clearGraphs();
    plot_->clearPlottables();
    dress();
    if (year_)
        draw();
    mark();
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

void Chart::dress(QCPAxis& axis) const
{
    dressAxis(axis, theme_, font());
}

void Chart::dress()
{
    plot_->setBackground(QBrush(ground()));
    for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis, plot_->xAxis2, plot_->yAxis2})
        dress(*axis);
    dressLegend(*plot_->legend, theme_, font());
    mark_->setPen(QPen(colours().selection, 2.0));
    mark_->setBrush(Qt::NoBrush);
}

void Chart::mark()
{
    const auto place = year_ && hour_ ? placeOf(*hour_) : std::nullopt;
    mark_->setVisible(place.has_value());
    if (place)
        mark_->position->setCoords(*place);
}

// Its first letter where twelve names have no room.
QString Chart::monthLabel(std::size_t month) const
{
    constexpr int besideTheAxes = 200; // scale or legend, numbers
    const int room = (plot_->width() - besideTheAxes) / static_cast<int>(monthsOfYear);
    const bool fits = room > QFontMetrics(font()).horizontalAdvance(QStringLiteral("Mar  "));
    return fits ? monthName(month) : monthName(month).left(1);
}

void Chart::showMonths()
{
    const QSharedPointer<QCPAxisTickerText> ticker(new QCPAxisTickerText);
    const auto dayOf = [this](std::size_t month) {
        return static_cast<double>(firstHourOf(month, year_->weather->leapYear) / hoursOfDay);
    };
    for (std::size_t m = 0; m < monthsOfYear; ++m)
        ticker->addTick(0.5 * (dayOf(m) + dayOf(m + 1)), monthLabel(m)); // under the middle of its days
    plot_->xAxis->setTicker(ticker);
    plot_->xAxis->setSubTicks(false);
    plot_->xAxis->setRange(0.0, dayOf(monthsOfYear));
}

void Chart::showMonthBars()
{
    const QSharedPointer<QCPAxisTickerText> ticker(new QCPAxisTickerText);
    for (std::size_t m = 0; m < monthsOfYear; ++m)
        ticker->addTick(static_cast<double>(m), monthLabel(m));
    plot_->xAxis->setTicker(ticker);
    plot_->xAxis->setSubTicks(false);
    plot_->xAxis->setTickLength(0);
    plot_->xAxis->grid()->setVisible(false);
    plot_->xAxis->setRange(-0.6, static_cast<double>(monthsOfYear) - 0.4);
    plot_->xAxis->setLabel(QObject::tr("Month"));
}

void Chart::putLegendBeside()
{
    auto* beside = new QCPLayoutGrid;
    plot_->plotLayout()->addElement(0, 1, beside);
    plot_->plotLayout()->setColumnStretchFactor(1, 0.001);
    beside->addElement(0, 0, plot_->legend);
    beside->addElement(1, 0, new QCPLayoutElement(plot_));
    beside->setRowStretchFactor(0, 0.001);
    plot_->legend->setVisible(true);
}

QString Chart::valueAt(std::size_t hour) const
{
    return QStringLiteral("%1 %2").arg(quantity_.title,
                                       valueText(quantity_.kind, quantity_.si(*year_, hour)));
}

QString Chart::readingAt(QPointF pixel) const
{
    const auto hour = year_ ? hourAt(pixel) : std::nullopt;
    return hour ? hourReading(*year_, *hour, valueAt(*hour)) : QString();
}

std::optional<QPointF> Chart::pixelOf(std::size_t hour) const
{
    const auto place = year_ ? placeOf(hour) : std::nullopt;
    if (!place)
        return std::nullopt;
    return QPointF(plot_->xAxis->coordToPixel(place->x()), plot_->yAxis->coordToPixel(place->y()));
}

QString Chart::csv()
{
    if (!year_)
        return {};
    if (!isDrawn_)
        drawNow();
    return table();
}

bool Chart::save(const QString& file)
{
    if (file.endsWith(QStringLiteral(".csv"), Qt::CaseInsensitive))
        return saveTable(csv(), file);
    constexpr QSize onPaper(1000, 500);
    const style::Theme shown = std::exchange(theme_, style::Theme::Light);
    drawNow();
    const bool saved = savePicture(*plot_, file, title_, onPaper);
    theme_ = shown;
    drawNow();
    return saved;
}

bool Chart::eventFilter(QObject* watched, QEvent* event)
{
    constexpr double stillPx = 4.0; // a hand is never quite still
    switch (event->type()) {
    case QEvent::MouseMove: {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        point(mouse->position(), mouse->globalPosition().toPoint());
        break;
    }
    case QEvent::MouseButtonPress:
        pressedAt_ = static_cast<QMouseEvent*>(event)->position();
        break;
    case QEvent::MouseButtonRelease: {
        const auto* mouse = static_cast<QMouseEvent*>(event);
        const auto hour = year_ ? hourAt(mouse->position()) : std::nullopt;
        if (hour && mouse->button() == Qt::LeftButton &&
            QLineF(pressedAt_, mouse->position()).length() <= stillPx)
            emit hourChosen(*hour);
        break;
    }
    case QEvent::ContextMenu:
        emit menuWanted(static_cast<QContextMenuEvent*>(event)->globalPos());
        return true;
    case QEvent::Leave:
        QToolTip::hideText();
        emit pointedAt({});
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void Chart::point(QPointF pixel, QPoint globalPos)
{
    const QString reading = readingAt(pixel);
    // Line by line beside the hand, in one line where the window says it.
    const QString tip = QString(reading).replace(QStringLiteral("  ·  "), QStringLiteral("\n"));
    if (tip.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(globalPos, tip, plot_);
    emit pointedAt(reading);
}

// Left and right by a day, up and down by an hour; Enter chooses the hour that is marked.
void Chart::keyPressEvent(QKeyEvent* event)
{
    if (!year_ || !placeOf(0)) {
        QWidget::keyPressEvent(event);
        return;
    }
    const auto count = static_cast<std::ptrdiff_t>(year_->hours());
    constexpr auto day = static_cast<std::ptrdiff_t>(hoursOfDay);
    std::ptrdiff_t step = 0;
    switch (event->key()) {
    case Qt::Key_Left:
        step = -day;
        break;
    case Qt::Key_Right:
        step = day;
        break;
    case Qt::Key_Up:
        step = 1;
        break;
    case Qt::Key_Down:
        step = -1;
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (hour_)
            emit hourChosen(*hour_);
        return;
    default:
        QWidget::keyPressEvent(event);
        return;
    }
    const auto from = static_cast<std::ptrdiff_t>(hour_.value_or(0));
    setChosenHour(static_cast<std::size_t>((from + (hour_ ? step : 0) + count) % count));
    emit pointedAt(hourReading(*year_, *hour_, valueAt(*hour_)));
}

void Chart::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    drawSoon();
}

void Chart::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (!isDrawn_)
        drawNow();
}

void Chart::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        drawSoon();
}

} // namespace hallwright::charts
