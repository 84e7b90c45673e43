// How a hand moves a flat picture: a drag pans it, the wheel zooms it about the cursor, and as long as nobody has moved
// it the whole stays in view.
#pragma once

#include <QPointF>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>
#include <optional>

namespace hallwright::style {

class PanZoom
{
public:
    static constexpr double zoomPerNotch = 1.2;

    bool isFitted() const { return fitted_; } // follows the widget's size until the reader moves the picture
    void fit() { fitted_ = true; }
    void leaveFit() { fitted_ = false; }
    bool isPressed() const { return pressed_.has_value(); }

    void press(QPointF at)
    {
        pressed_ = last_ = at;
        panning_ = false;
    }

    // By how much the picture moves; nothing while the press may still become a click.
    std::optional<QPointF> move(QPointF at)
    {
        constexpr double leastPx = 4.0;
        if (!pressed_)
            return std::nullopt;
        const QPointF way = at - *pressed_;
        panning_ = panning_ || std::hypot(way.x(), way.y()) >= leastPx;
        if (!panning_)
            return std::nullopt;
        fitted_ = false;
        const QPointF by = at - last_;
        last_ = at;
        return by;
    }

    // True if the press was a click.
    bool release()
    {
        const bool clicked = pressed_ && !panning_;
        pressed_.reset();
        panning_ = false;
        return clicked;
    }

    // Sets the transform's scale, a member of it, so that what is under `about` stays there.
    template <class Transform>
    void zoom(Transform& transform, double Transform::*scale, double factor, QPointF about, double leastScale,
              double mostScale)
    {
        const auto fixed = transform.unmap(about);
        transform.*scale = std::clamp(transform.*scale * factor, leastScale, mostScale);
        transform.origin += about - transform.map(fixed);
        fitted_ = false;
    }

    // Of a turn of the wheel; 1 of one that goes sideways.
    static double factorOf(const QWheelEvent& event)
    {
        constexpr double notch = 120.0; // of QWheelEvent::angleDelta
        return std::pow(zoomPerNotch, event.angleDelta().y() / notch);
    }

private:
    bool fitted_ = true;
    std::optional<QPointF> pressed_;
    bool panning_ = false;
    QPointF last_;
};

} // namespace hallwright::style
