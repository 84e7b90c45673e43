#include "views/elevation/elevation_layout.h"

#include <algorithm>
#include <cmath>

namespace hallwright::elevation {

namespace {

constexpr double marginPx = 10.0;
constexpr double numberWidthPx = 26.0;
constexpr double betweenFacesPx = 8.0;
constexpr double betweenRacksPx = 22.0;
constexpr double leastFacePx = 100.0;
constexpr double mostFacePx = 250.0;
constexpr double leastUnitPx = 11.0;
constexpr double mostUnitPx = 26.0;
constexpr double looseGapPx = 6.0;

} // namespace

ElevationLayout::ElevationLayout(std::vector<DrawnRack> racks, QSizeF picture, double unitPx, double linePx)
    : racks_(std::move(racks)), linePx_(linePx)
{
    if (racks_.empty())
        return;
    const auto count = static_cast<double>(racks_.size());
    double loosePx = 0.0;
    for (std::size_t i = 0; i < racks_.size(); ++i) {
        mostUnits_ = std::max(mostUnits_, racks_[i].units);
        const auto lines = static_cast<double>(looseCount(i));
        loosePx = std::max(loosePx, lines > 0.0 ? looseGapPx + (lines + 1.0) * (linePx_ + 4.0) : 0.0);
    }
    const double fixed =
        2.0 * marginPx + count * (2.0 * numberWidthPx + betweenFacesPx) + (count - 1.0) * betweenRacksPx;
    faceWidthPx_ = std::clamp((picture.width() - fixed) / (2.0 * count), leastFacePx, mostFacePx);
    topPx_ = marginPx + 3.0 * linePx_ + 10.0;
    const double left = picture.height() - topPx_ - loosePx - marginPx;
    unitPx_ = unitPx > 0.0 ? unitPx
                           : std::floor(std::clamp(left / std::max(1, mostUnits_), leastUnitPx, mostUnitPx));
    size_ = {fixed + 2.0 * count * faceWidthPx_, topPx_ + mostUnits_ * unitPx_ + loosePx + marginPx};
}

std::size_t ElevationLayout::looseCount(std::size_t rack) const
{
    return static_cast<std::size_t>(std::ranges::count(racks_[rack].devices, false, &DrawnDevice::inSlot));
}

// Racks stand on one floor.
double ElevationLayout::bottomPx(std::size_t) const
{
    return topPx_ + mostUnits_ * unitPx_;
}

QRectF ElevationLayout::rackRect(std::size_t rack) const
{
    const double width = 2.0 * (numberWidthPx + faceWidthPx_) + betweenFacesPx;
    const double left = marginPx + static_cast<double>(rack) * (width + betweenRacksPx);
    return {left, marginPx, width, size_.height() - 2.0 * marginPx};
}

QRectF ElevationLayout::headerRect(std::size_t rack) const
{
    const QRectF all = rackRect(rack);
    return {all.left(), marginPx, all.width(), 2.0 * linePx_ + 4.0};
}

QRectF ElevationLayout::faceRect(std::size_t rack, DeviceFace face) const
{
    const double left = rackRect(rack).left() + numberWidthPx +
                        (face == DeviceFace::Rear ? faceWidthPx_ + betweenFacesPx : 0.0);
    const double height = racks_[rack].units * unitPx_;
    return {left, bottomPx(rack) - height, faceWidthPx_, height};
}

QRectF ElevationLayout::titleRect(std::size_t rack, DeviceFace face) const
{
    const QRectF units = faceRect(rack, face);
    return {units.left(), units.top() - linePx_ - 4.0, units.width(), linePx_ + 2.0};
}

QRectF ElevationLayout::slotRect(std::size_t rack, DeviceFace face, double lowestU, double heightU) const
{
    const QRectF units = faceRect(rack, face);
    return {units.left(), units.bottom() - (lowestU + heightU) * unitPx_, units.width(), heightU * unitPx_};
}

QRectF ElevationLayout::numberRect(std::size_t rack, DeviceFace face, int fromBelow) const
{
    const QRectF slot = slotRect(rack, face, fromBelow, 1.0);
    return face == DeviceFace::Front
               ? QRectF(slot.left() - numberWidthPx, slot.top(), numberWidthPx - 5.0, slot.height())
               : QRectF(slot.right() + 5.0, slot.top(), numberWidthPx - 5.0, slot.height());
}

QRectF ElevationLayout::deviceRect(std::size_t rack, const DrawnDevice& device, DeviceFace face) const
{
    if (!device.inSlot || (face != device.face && !device.fullDepth))
        return {};
    QRectF rect = slotRect(rack, face, device.lowestU, device.heightU);
    if (device.halfWidth) {
        const bool left = (device.side == DeviceSide::Left) == (face == device.face);
        rect.setWidth(rect.width() / 2.0);
        if (!left)
            rect.translate(rect.width(), 0.0);
    }
    return rect.adjusted(1.5, 0.5, -1.5, -0.5);
}

QRectF ElevationLayout::looseTitleRect(std::size_t rack) const
{
    const QRectF all = rackRect(rack);
    return {all.left() + numberWidthPx, bottomPx(rack) + looseGapPx, all.width() - 2.0 * numberWidthPx,
            linePx_ + 2.0};
}

QRectF ElevationLayout::looseRect(std::size_t rack, std::size_t which) const
{
    return looseTitleRect(rack).translated(0.0, static_cast<double>(which + 1) * (linePx_ + 4.0));
}

std::optional<std::size_t> ElevationLayout::rackAt(QPointF at) const
{
    for (std::size_t i = 0; i < racks_.size(); ++i) {
        if (rackRect(i).contains(at))
            return i;
    }
    return std::nullopt;
}

std::optional<SeenDevice> ElevationLayout::deviceAt(QPointF at) const
{
    const auto rack = rackAt(at);
    if (!rack)
        return std::nullopt;
    const std::vector<DrawnDevice>& devices = racks_[*rack].devices;
    std::size_t loose = 0;
    for (std::size_t i = 0; i < devices.size(); ++i) {
        if (!devices[i].inSlot && looseRect(*rack, loose++).contains(at))
            return SeenDevice{*rack, i, DeviceFace::Front, false};
        for (const DeviceFace face : {DeviceFace::Front, DeviceFace::Rear}) {
            if (deviceRect(*rack, devices[i], face).contains(at))
                return SeenDevice{*rack, i, face, face != devices[i].face};
        }
    }
    return std::nullopt;
}

std::optional<FacePlace> ElevationLayout::placeAt(QPointF at) const
{
    const auto rack = rackAt(at);
    if (!rack)
        return std::nullopt;
    const QRectF rear = faceRect(*rack, DeviceFace::Rear);
    FacePlace place;
    place.rack = *rack;
    place.face = at.x() >= rear.left() - betweenFacesPx / 2.0 ? DeviceFace::Rear : DeviceFace::Front;
    const QRectF units = faceRect(*rack, place.face);
    place.heightU = (units.bottom() - at.y()) / unitPx_;
    place.side = at.x() < units.center().x() ? DeviceSide::Left : DeviceSide::Right;
    place.onUnits = place.heightU >= 0.0 && place.heightU <= racks_[*rack].units;
    return place;
}

} // namespace hallwright::elevation
