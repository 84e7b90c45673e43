// How a hall differs between two versions of a site, as a picture: a heatmap of the difference with the racks over it.
#pragma once

#include "core/simulation/heatmap.h"
#include "core/simulation/snapshot.h"
#include "views/shared/theme.h"

#include <QImage>
#include <QWidget>

namespace hallwright::app {

class DifferencePicture : public QWidget
{
    Q_OBJECT

public:
    explicit DifferencePicture(QWidget* parent = nullptr);

    // A hall of both; snapshots may be null while they are awaited.
    void setSides(const SnapshotPtr& before, const SnapshotPtr& after, HallId hall);
    void setQuantity(HeatmapQuantity quantity);
    void setTheme(style::Theme theme);

    QSize minimumSizeHint() const override { return {220, 160}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void makeImage();
    QRectF roomArea() const; // in the widget, its sides as those of the room
    const HallResult* resultOf(const SnapshotPtr& side) const
    {
        return side ? side->hallResult(hall_) : nullptr;
    }
    void paintRacks(QPainter& painter, const Snapshot& side, Qt::PenStyle pen) const;
    void paintLegend(QPainter& painter) const;

    SnapshotPtr before_;
    SnapshotPtr after_;
    HallId hall_;
    HeatmapQuantity quantity_ = HeatmapQuantity::InletTemperature;
    style::Theme theme_ = style::Theme::Light;
    QImage image_;     // row 0 is the north edge; null where the two cannot be compared
    double end_ = 0.0; // of the scale, which is as wide below zero as above; in the quantity's unit
};

} // namespace hallwright::app
