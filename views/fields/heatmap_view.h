// The heatmap of one hall, seen from above: colours, isolines, racks, walls, a scale with its unit, and the
// value under the cursor. It shows what a snapshot found and computes only pictures, in the picture
// thread: the window does not wait for them.
#pragma once

#include "core/model/selection_set.h"
#include "core/simulation/heatmap.h"
#include "views/shared/colour_map.h"
#include "views/shared/theme.h"

#include <QImage>
#include <QWidget>

#include <memory>
#include <optional>
#include <utility>

namespace hallwright::fields {

// Wheel zooms toward the cursor, dragging pans, a double click shows the whole hall, a click names the rack.
class HeatmapView : public QWidget
{
    Q_OBJECT

public:
    explicit HeatmapView(QWidget* parent = nullptr);
    ~HeatmapView() override;

    // Shows `hall` as `snapshot` found it. Cheap when only values or racks changed: call it at drag rate. A
    // null site or snapshot, or a hall the site does not have, shows a sentence saying what is missing.
    void setHall(SitePtr site, SnapshotPtr snapshot, HallId hall);
    void setQuantity(HeatmapQuantity quantity);
    void setTheme(style::Theme theme);
    void setIsolines(bool on);
    void setSelection(const SelectionSet& selection);
    // The ends of the colour scale, in the quantity's unit; nothing means automatic: round ends that stay put
    // while the values still fit them reasonably.
    void setRange(std::optional<std::pair<double, double>> range);
    void zoomToFit();
    QImage grabImage(); // as it is now, in device pixels; waits for its picture; null without OpenGL

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    // What is under the cursor, in the hall's frame; the value is NaN outside the hall or before it is
    // evaluated.
    void probed(double xM, double yM, double value);
    void clicked(hallwright::ObjectRef rack);

protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void change();
    void moving();
    void layOut();
    QSize pixels() const;

    struct State;
    std::unique_ptr<State> state_;
};

// The heatmap as an image, one pixel per cell, for the floor of the hall in a scene: row 0 is the north edge
// (largest y). `minimum` and `maximum` are the values of the map's two ends.
QImage heatmapImage(const HeatmapGrid& grid, const style::ColourMap& map, double minimum, double maximum,
                    int alpha = 255);

// Ends for a colour scale that hold all of the hall's values: round numbers in the quantity's unit.
std::pair<double, double> heatmapRange(const HallResult& result, HeatmapQuantity quantity);

const style::ColourMap& heatmapColours(HeatmapQuantity quantity);

} // namespace hallwright::fields
