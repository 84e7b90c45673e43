// A picture of a year in the look that all of them have: colours and font of the window, axes in units of the
// reader's choice, a reading of what is pointed at, an hour that can be chosen, files for others.
//
// A chart that is not seen draws nothing until it is.
#pragma once

#include "core/studies/year/year.h"
#include "views/charts/chart_quantity.h"
#include "views/shared/theme.h"

#include <QWidget>

#include <optional>

class QCPAxis;
class QCPItemTracer;
class QCustomPlot;

namespace hallwright::charts {

class Chart : public QWidget
{
    Q_OBJECT

public:
    explicit Chart(const QString& title, QWidget* parent = nullptr);

    const QString& title() const { return title_; }
    virtual bool shows(const ChartQuantity& quantity) const = 0; // a chart of one quantity, such as this

    void setYear(const YearReportPtr& year); // null: empty axes
    void setQuantity(const ChartQuantity& quantity);
    void setTheme(style::Theme theme);
    void showOtherUnits() { drawSoon(); } // after the reader has chosen SI or IP
    void setChosenHour(std::optional<std::size_t> hour);

    // In pixels of the chart; nothing where it shows nothing.
    virtual std::optional<std::size_t> hourAt(QPointF pixel) const = 0;
    virtual QString readingAt(QPointF pixel) const;
    std::optional<QPointF> pixelOf(std::size_t hour) const;

    // The numbers that are drawn, each column with its unit.
    QString csv();
    // As its suffix says: .csv, .pdf, .svg or else a picture; on paper's light ground. False if it cannot be written.
    bool save(const QString& file);

signals:
    void hourChosen(std::size_t hour);
    void pointedAt(const QString& reading); // empty: at nothing
    void menuWanted(QPoint globalPos);

protected:
    // From year(), which is not null, and quantity().
    virtual void draw() = 0;
    virtual QString table() const = 0;                                  // of what is drawn
    virtual std::optional<QPointF> placeOf(std::size_t hour) const = 0; // in coordinates of the axes

    const YearReportPtr& year() const { return year_; }
    const ChartQuantity& quantity() const { return quantity_; }
    QCustomPlot& plot() const { return *plot_; }
    const style::Colours& colours() const { return style::colours(theme_); }
    QColor ground() const;
    QString valueAt(std::size_t hour) const; // "Facility power 12.34 MW"
    QString monthLabel(std::size_t month) const;
    void showMonths();               // on the axis below, whose unit is a day
    void showMonthBars();            // likewise, whose unit is a month
    void putLegendBeside();          // right of the axes, as wide as its words
    void dress(QCPAxis& axis) const; // in the look of all

    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void drawSoon();
    void drawNow();
    void dress();
    void mark();
    void point(QPointF pixel, QPoint globalPos);

    QString title_;
    QCustomPlot* plot_;
    QCPItemTracer* mark_;
    YearReportPtr year_;
    ChartQuantity quantity_;
    style::Theme theme_ = style::Theme::Light;
    std::optional<std::size_t> hour_; // that is marked: chosen, or gone to by the keys
    QPointF pressedAt_;
    bool isDrawn_ = false;
};

} // namespace hallwright::charts
