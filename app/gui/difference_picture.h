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

    // A hall as one side has it and as the other does; not valid where it has none. Snapshots may be null while they are
    // awaited.
    struct Side {
        SnapshotPtr snapshot;
        HallId hall;

        const HallResult* result() const { return snapshot ? snapshot->hallResult(hall) : nullptr; }
    };
    void setSides(const Side& before, const Side& after);
    void setQuantity(HeatmapQuantity quantity);
    void setTheme(style::Theme theme);
    bool isDrawn() const { return !image_.isNull(); } // both have a hall

    QSize minimumSizeHint() const override { return {220, 160}; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void makeImage();
    double scale() const;    // px per metre
    QRectF roomArea() const; // in the widget: what both rooms take, from the south-west corner of each
    QRectF inPicture(double widthM, double depthM) const; // from that corner
    void paintSide(QPainter& painter, const Side& side, Qt::PenStyle pen) const;
    void paintLegend(QPainter& painter) const;

    Side before_;
    Side after_;
    HeatmapQuantity quantity_ = HeatmapQuantity::InletTemperature;
    style::Theme theme_ = style::Theme::Light;
    QImage image_;     // row 0 is the north edge; null where one of the two has no hall
    QSizeF imageM_;    // what it covers
    double end_ = 0.0; // of the scale, which is as wide below zero as above; in the quantity's unit
};

} // namespace hallwright::app
