// Where in a picture the faces of racks and what stands in them are: front and rear of each rack side by side.
#pragma once

#include "views/elevation/rack_drawing.h"

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <optional>

namespace hallwright::elevation {

// A place in a rack, seen at one of its faces.
struct FacePlace {
    std::size_t rack = 0; // of those drawn
    DeviceFace face = DeviceFace::Front;
    double heightU = 0.0; // above the lowest unit
    DeviceSide side = DeviceSide::Left;
    bool onUnits = true; // false: beside the units, over the names of what stands in no slot
};

struct SeenDevice {
    std::size_t rack = 0;
    std::size_t device = 0; // of the rack
    DeviceFace face = DeviceFace::Front;
    bool isBack = false; // its back is seen, at the face opposite to its own
};

class ElevationLayout
{
public:
    ElevationLayout() = default;
    // As high as the picture allows; a unit takes `unitPx`, or where that is 0 what fits.
    ElevationLayout(std::vector<DrawnRack> racks, QSizeF picture, double unitPx, double linePx);

    const std::vector<DrawnRack>& racks() const { return racks_; }
    QSizeF size() const { return size_; } // that it needs
    double unitPx() const { return unitPx_; }
    double linePx() const { return linePx_; } // of text

    QRectF headerRect(std::size_t rack) const;
    QRectF titleRect(std::size_t rack, DeviceFace face) const;
    QRectF faceRect(std::size_t rack, DeviceFace face) const;
    QRectF numberRect(std::size_t rack, DeviceFace face, int fromBelow) const;
    QRectF rackRect(std::size_t rack) const; // all of it
    QRectF slotRect(std::size_t rack, DeviceFace face, double lowestU, double heightU) const;
    // As seen at a face; empty where it is not seen there.
    QRectF deviceRect(std::size_t rack, const DrawnDevice& device, DeviceFace face) const;
    QRectF looseRect(std::size_t rack, std::size_t which) const; // of what stands in no slot
    QRectF looseTitleRect(std::size_t rack) const;

    std::optional<SeenDevice> deviceAt(QPointF at) const;
    std::optional<FacePlace> placeAt(QPointF at) const;
    std::optional<std::size_t> rackAt(QPointF at) const;

private:
    double bottomPx(std::size_t rack) const;
    std::size_t looseCount(std::size_t rack) const;

    std::vector<DrawnRack> racks_;
    QSizeF size_;
    double unitPx_ = 0.0;
    double linePx_ = 0.0;
    double faceWidthPx_ = 0.0;
    double topPx_ = 0.0;
    int mostUnits_ = 0;
};

} // namespace hallwright::elevation
