#include "views/charts/goodput_chart.h"

#include "views/charts/chart_look.h"
#include "views/shared/cause_colours.h"

#include <QVBoxLayout>

#include <qcustomplot.h>

#include <algorithm>
#include <array>
#include <ranges>

namespace hallwright::charts {

namespace {

constexpr double stackWidth = 0.55; // of the way from one bar to the next
constexpr double inPercent = 100.0;

QString useName(const TimeUse& use)
{
    QString name = QString::fromUtf8(use.what.data(), static_cast<qsizetype>(use.what.size()));
    name[0] = name[0].toUpper();
    return name;
}

} // namespace

GoodputChart::GoodputChart(QWidget* parent) : QWidget(parent), plot_(new QCustomPlot(this))
{
    setObjectName(QStringLiteral("goodputChart"));
    setAccessibleName(tr("What the job's time goes into beside work that counts"));
    auto* fill = new QVBoxLayout(this);
    fill->setContentsMargins(0, 0, 0, 0);
    fill->addWidget(plot_);
    plot_->setAutoAddPlottableToLegend(false);
    plot_->setLocale(QLocale());
    setMinimumSize(200, 120);
    // The legend below the axes, as wide as its words.
    auto* below = new QCPLayoutGrid;
    plot_->plotLayout()->addElement(1, 0, below);
    below->addElement(0, 0, plot_->legend);
    plot_->legend->setVisible(true);
    plot_->legend->setWrap(1); // one name a row: they are long
    plot_->legend->setFillOrder(QCPLayoutGrid::foColumnsFirst);
    constexpr double little = 0.001;
    plot_->plotLayout()->setRowStretchFactor(1, little);
}

void GoodputChart::setGoodput(const GoodputComparisonPtr& compared)
{
    compared_ = compared;
    draw();
}

void GoodputChart::setTheme(style::Theme theme)
{
    theme_ = theme;
    draw();
}

void GoodputChart::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    draw();
}

void GoodputChart::draw()
{
    plot_->clearPlottables();
    plot_->legend->clearItems();
    plot_->setBackground(QBrush(groundOf(theme_)));
    for (QCPAxis* axis : {plot_->xAxis, plot_->yAxis})
        dressAxis(*axis, theme_, font());
    dressLegend(*plot_->legend, theme_, font());
    const QSharedPointer<QCPAxisTickerText> names(new QCPAxisTickerText);
    names->addTick(0.0, tr("Packed"));
    names->addTick(1.0, tr("Spread"));
    plot_->xAxis->setTicker(names);
    plot_->xAxis->grid()->setVisible(false);
    plot_->xAxis->setRange(-0.6, 1.6);
    plot_->yAxis->setLabel(tr("Lost [% of time]"));
    double most = 0.0;
    if (compared_) {
        const std::vector<TimeUse> packed = timeUsesOf(*compared_->packed);
        const std::vector<TimeUse> spread = timeUsesOf(*compared_->spread);
        most = inPercent * std::max(1.0 - packed.front().share, 1.0 - spread.front().share);
        QCPBars* below = nullptr;
        std::vector<QCPBars*> stack;
        for (std::size_t i = 1; i < packed.size(); ++i) { // the first is the work
            auto* bars = new QCPBars(plot_->xAxis, plot_->yAxis);
            bars->setName(useName(packed[i]));
            bars->setWidth(stackWidth);
            bars->setBrush(QColor(style::causeColours[i - 1]));
            bars->setPen(Qt::NoPen);
            bars->addData(0.0, inPercent * packed[i].share);
            bars->addData(1.0, inPercent * spread[i].share);
            if (below)
                bars->moveAbove(below);
            below = bars;
            stack.push_back(bars);
        }
        for (QCPBars* bars : std::views::reverse(stack))
            bars->addToLegend(plot_->legend);
    }
    constexpr double room = 1.1;
    plot_->yAxis->setRange(0.0, most > 0.0 ? room * most : 1.0);
    plot_->replot(QCustomPlot::rpQueuedReplot);
}

QString GoodputChart::csv() const
{
    QString table = tr("use,packed [% of time],spread [% of time]\n");
    if (!compared_)
        return table;
    const std::vector<TimeUse> packed = timeUsesOf(*compared_->packed);
    const std::vector<TimeUse> spread = timeUsesOf(*compared_->spread);
    for (std::size_t i = 0; i < packed.size(); ++i)
        table += QStringLiteral("\"%1\",%2,%3\n")
                     .arg(useName(packed[i]))
                     .arg(inPercent * packed[i].share, 0, 'g', 10)
                     .arg(inPercent * spread[i].share, 0, 'g', 10);
    return table;
}

bool GoodputChart::save(const QString& file)
{
    if (file.endsWith(QStringLiteral(".csv"), Qt::CaseInsensitive))
        return saveTable(csv(), file);
    constexpr QSize onPaper(560, 420);
    const style::Theme shown = theme_;
    setTheme(style::Theme::Light);
    const bool saved = savePicture(*plot_, file, tr("What the job's time goes into"), onPaper);
    setTheme(shown);
    return saved;
}

} // namespace hallwright::charts
