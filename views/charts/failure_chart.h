// What follows a failure, as strips over one axis of time: inlets, coolant, batteries, IT power; limits as broken lines, events
// as marks, and a cursor. A click puts the cursor there; the wheel stretches the time, a double click shows all of it.
#pragma once

#include "views/charts/failure_strips.h"
#include "views/shared/theme.h"

#include <QWidget>

#include <optional>
#include <vector>

class QCPAxisRect;
class QCPGraph;
class QCPItemStraightLine;
class QCPMarginGroup;
class QCustomPlot;

namespace hallwright::charts {

class FailureChart : public QWidget
{
    Q_OBJECT

public:
    explicit FailureChart(QWidget* parent = nullptr);

    void setCascade(const CascadePtr& cascade); // null: nothing
    void setTheme(style::Theme theme);
    void showOtherUnits() { drawSoon(); }        // after the reader has chosen SI or IP
    void setMoment(std::optional<double> timeS); // of the cursor; it is shown, whatever was zoomed to
    const std::optional<double>& moment() const { return momentS_; }

    const std::vector<FailureStrip>& strips() const { return strips_; }
    double fromS() const; // of the time that is seen
    double untilS() const;
    void showAllTime();

    // In pixels of the chart; none beside the strips, and where nothing is shown.
    std::optional<double> timeAt(QPointF pixel) const;
    QPointF pixelOf(double timeS) const; // in the middle of the first strip
    QString readingAt(double timeS) const;

    QString csv() const;
    // As its suffix says: .csv, .pdf, .svg or else a picture; on paper's light ground. False if it cannot be written.
    bool save(const QString& file);

signals:
    void momentChosen(double timeS);
    void pointedAt(const QString& reading); // empty: at nothing
    void menuWanted(QPoint globalPos);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    struct Strip {
        QCPAxisRect* rect;
        QCPItemStraightLine* cursor;
    };

    void drawSoon();
    void drawNow();
    void draw(const FailureStrip& strip, int row);
    void dressTime(QCPAxisRect& rect, bool isLast);
    const style::Colours& colours() const { return style::colours(theme_); }
    void addTitle(int row, const FailureStrip& strip, const QList<QCPGraph*>& curves, const QFont& font);
    QCPGraph* drawCurve(QCPAxisRect& rect, const FailureStrip& strip, const FailureCurve& curve);
    void drawLimits(QCPAxisRect& rect, const FailureStrip& strip, const QFont& font);
    void drawEvents(QCPAxisRect& rect);
    void showTime(double fromS, double untilS);
    void markMoment();
    void stretchTime(double aboutS, double factor);

    QCustomPlot* plot_;
    QCPMarginGroup* margins_; // the plot's
    CascadePtr cascade_;
    std::vector<FailureStrip> strips_;
    std::vector<Strip> drawn_;
    style::Theme theme_ = style::Theme::Light;
    std::optional<double> momentS_;
    double fromS_ = 0.0;
    double untilS_ = 0.0;
    QPointF pressedAt_;
    bool isDrawn_ = false;
};

} // namespace hallwright::charts
