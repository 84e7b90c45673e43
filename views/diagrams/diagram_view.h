// A diagram on screen: drag pans, the wheel zooms at the cursor, +, - and 0 zoom and fit, a click selects, a double
// click opens or closes a group. It begins large enough to be read, and fits the whole when it is asked to.
#pragma once

#include "views/diagrams/diagram_painter.h"
#include "views/diagrams/power_diagram.h"
#include "views/shared/pan_zoom.h"

#include <QImage>
#include <QPixmap>
#include <QWidget>

namespace hallwright::diagrams {

enum class DiagramSubject { Power, Loop };

class DiagramView : public QWidget
{
    Q_OBJECT

public:
    explicit DiagramView(QWidget* parent = nullptr);

    void setSite(const SitePtr& site);
    void setSnapshot(const SnapshotPtr& snapshot); // and the site it belongs to
    void showPower(const PowerScope& scope);
    void showLoop(CoolantLoopId loop);
    void setTheme(style::Theme theme);
    void setFilter(const QString& text); // items whose names hold it stand out
    // Marks the primary, or without one the hall. Equipment is revealed; of racks and halls, the closed group that holds
    // them is marked.
    void setSelection(const SelectionSet& selection);
    void reveal(const DiagramElement& element); // opens what hides it, and marks it
    void zoomToFit();

    DiagramSubject subject() const { return subject_; }
    PowerScope powerScope() const { return scope_; }
    CoolantLoopId loop() const { return loop_; }
    QString title() const;
    QString tipAt(QPointF position) const;
    DiagramElement elementAt(QPointF position) const; // none beside all items
    const Drawing& drawing() const;
    std::optional<QPointF> viewPosition(const DiagramElement& element) const; // its middle in the widget
    QImage grabImage(const QSize& size) const;                                // the whole diagram, fitted

    QSize sizeHint() const override;

signals:
    void clicked(hallwright::ObjectRef object); // objectOf() the element; none: beside all items
    void titleChanged(const QString& title);

protected:
    bool event(QEvent* event) override; // tool tips
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void layOutIfNeeded();
    void layOut();
    void changed();
    void begin(); // another diagram
    void placeIfNeeded();
    void mark(const DiagramElement& element);
    void zoomBy(double factor, QPointF about);
    void toggle(std::size_t item, QPointF position);
    void scrollIntoView(std::size_t item);
    QRectF diagramArea(const QRectF& whole) const;
    void paintAll(QPainter& painter, const QRectF& whole, const DiagramTransform& transform) const;
    std::optional<std::size_t> itemUnder(QPointF position) const;

    SitePtr site_;
    SnapshotPtr snapshot_;
    DiagramPtr diagram_;
    std::size_t structure_ = 0; // of the site the diagram was laid out for
    DiagramSubject subject_ = DiagramSubject::Power;
    PowerScope scope_;
    CoolantLoopId loop_;
    ElementSet open_;
    DiagramElement selected_;
    DiagramPaint paint_;
    DiagramTransform transform_;
    bool whole_ = false; // the reader wants all of it in view, however small
    QSizeF placedIn_;    // the widget's and the drawing's sizes that it was placed for, until a hand moves it
    QSizeF placedOf_;
    style::PanZoom hand_;
    QPixmap cache_; // as last painted; hovering only paints over it
};

// A mark of all a diagram's layout depends on: which equipment there is, and what feeds what.
std::size_t structureOf(const Site& site);

} // namespace hallwright::diagrams
