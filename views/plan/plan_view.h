// The 2D plan on screen: drag pans, the wheel zooms at the cursor, a double click fits, a click selects.
#pragma once

#include "core/model/selection_set.h"
#include "core/simulation/snapshot.h"
#include "views/plan/plan_options.h"
#include "views/plan/plan_transform.h"
#include "views/shared/pan_zoom.h"

#include <QImage>
#include <QPixmap>
#include <QWidget>

namespace hallwright::plan {

class PlanView : public QWidget
{
    Q_OBJECT

public:
    explicit PlanView(QWidget* parent = nullptr);

    void setSite(const SitePtr& site);
    void setSnapshot(const SnapshotPtr& snapshot);    // and the site it belongs to
    void setSelection(const SelectionSet& selection); // without a hall: the campus
    void setColouring(style::RackColouring colouring);
    void setScaleEnds(const std::optional<style::ScaleEnds>& ends); // of the colours of values
    void setTheme(style::Theme theme);
    void zoomToFit();

    HallId hall() const { return hall_; }
    QPointF viewPosition(Point2 inFrame) const; // where a point of the shown frame lies in the widget
    QImage grabImage(const QSize& size) const;  // the whole plan, fitted

    QSize sizeHint() const override;

signals:
    void clicked(hallwright::ObjectRef object); // a rack, on the campus a hall; none: beside all racks
    void hovered(hallwright::ObjectRef rack, QPoint globalPos); // none when it leaves a rack

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    const Hall* shownHall() const;
    QRectF planArea() const; // the widget less the strip of the legend
    QRectF planAreaOf(const QRectF& whole) const;
    PlanTransform fittedTransform(const QRectF& area) const;
    void paintPlan(QPainter& painter, const QRectF& area, const PlanTransform& transform) const;
    void paintStrip(QPainter& painter, const QRectF& strip, const PlanTransform& transform) const;
    void setHoveredRack(RackId rack, QPoint globalPos);
    void click(QPointF position);
    void changed(); // what is painted is out of date
    std::optional<style::ColourScale> stateLegend() const; // of the racks shown

    SitePtr site_;
    SnapshotPtr snapshot_;
    HallId hall_;
    PlanOptions options_;
    PlanTransform transform_;
    std::optional<style::ColourScale> states_; // the legend of what racks' marks mean
    style::PanZoom hand_;
    RackId hoveredRack_;
    QPixmap cache_; // the plan as last painted; hovering only paints over it
};

} // namespace hallwright::plan
