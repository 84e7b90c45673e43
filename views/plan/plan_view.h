// The 2D plan on screen. A left click selects, a left drag is a tool's: it moves what it takes hold of, or draws. The
// middle and the right button pan, the left one too on the campus; the wheel zooms at the cursor, a double click fits.
// +, - and 0 zoom and fit, arrows pan while nothing is selected, the menu key opens the menu of what is.
#pragma once

#include "core/model/selection_set.h"
#include "core/simulation/snapshot.h"
#include "views/plan/drawing.h"
#include "views/plan/plan_options.h"
#include "views/plan/plan_picture.h"
#include "views/plan/plan_transform.h"
#include "views/shared/edit_overlay.h"
#include "views/shared/pan_zoom.h"
#include "views/shared/pointer_event.h"

#include <QImage>
#include <QPixmap>
#include <QTimer>
#include <QWidget>

#include <utility>
#include <vector>

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
    void setFindings(std::vector<style::FindingMark> findings);   // that are marked
    void setPositions(std::vector<style::PositionMark> positions) // free ones; none: not shown
    {
        if (std::exchange(options_.positions, std::move(positions)) != options_.positions)
            changed();
    }
    void setScaleEnds(const std::optional<style::ScaleEnds>& ends); // of the colours of values
    void setTheme(style::Theme theme);
    void zoomToFit();
    void zoomTo(ObjectRef object); // with some metres around it; all of the hall where it stands in none
    void setOverlay(const style::EditOverlay& overlay); // of a tool, over the plan of its hall
    // Clicks and movements are a tool's too, in a hall or on the campus, which shows itself by this cursor.
    void setToolTakesAll(bool all, Qt::CursorShape cursor,
                         style::ToolGround ground = style::ToolGround::Halls);

    HallId hall() const { return hall_; }
    // The point of the shown hall's floor under the pointer; nothing where the pointer is elsewhere.
    std::optional<Point2> placeUnder(QPoint globalPos) const;
    QPointF viewPosition(Point2 inFrame) const; // where a point of the shown frame lies in the widget
    QImage grabImage(const QSize& size) const;  // the whole plan, fitted

    QSize sizeHint() const override;

signals:
    // What stands there, an aisle or a row; on the campus a hall; none: bare floor.
    void clicked(hallwright::ObjectRef object, Qt::KeyboardModifiers modifiers);
    void pointer(const hallwright::style::PointerEvent& event);
    void menuWanted(hallwright::ObjectRef object, QPoint globalPos); // by a right click
    void hovered(hallwright::ObjectRef object, QPoint globalPos); // what a click would choose; none: nothing

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void
    dragEnterEvent(QDragEnterEvent* event) override; // what is dropped is put down by the tool in the hand
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    const Hall* shownHall() const;
    QRectF planArea() const; // the widget less the strip of the legend
    PlanPicture picture() const;
    void paintHovered(QPainter& painter) const;
    void setHovered(ObjectRef object, QPoint globalPos);
    void click(QPointF position, Qt::KeyboardModifiers modifiers);
    bool isTools(const QMouseEvent& event) const;
    bool toolWorksHere() const;
    void moveTool(const QMouseEvent& event);
    void tellTool(style::PointerPhase phase, const QMouseEvent& event);
    void tellTool(style::PointerPhase phase, QPointF at, Qt::KeyboardModifiers modifiers);
    void tellToolLeft();
    ObjectRef objectAt(QPointF position) const;
    void zoomBy(double factor, QPointF about);
    bool pan(int key); // false: no arrow, or arrows move what is selected
    void restoreCursor();
    void changed(); // what is painted is out of date
    void fitPicture();
    void bringUpToDate();
    void paintOver(QPainter& painter) const; // what lies over the plan: a tool's overlay, what is hovered
    void showSoon();
    void showChanges();

    SitePtr site_;
    SnapshotPtr snapshot_;
    HallId hall_;
    PlanOptions options_;
    PlanTransform transform_;
    style::PanZoom hand_;
    style::EditOverlay overlay_;
    bool toolTakesAll_ = false;
    style::ToolGround toolGround_ = style::ToolGround::Halls;
    Qt::CursorShape toolCursor_ = Qt::ArrowCursor;
    std::optional<QPointF> toolPressed_; // a press that is a tool's, or may still become a click
    bool toolDrags_ = false;
    ObjectRef hovered_;
    QPixmap pixels_;  // the plan as last painted; hovering only paints over it
    Drawing drawing_; // what it was painted from
    Drawing over_;    // what was last painted over it
    bool outOfDate_ = true;
    QRegion stale_; // of the widget, to be painted again
    QTimer soon_;   // showChanges is to come
};

} // namespace hallwright::plan
