// Racks in elevation on screen: a click selects a device, a drag moves it within its rack or to another, keys move it by
// units. What the hand wants is told; whether it may be is asked while it moves.
#pragma once

#include "views/elevation/elevation_painter.h"

#include <QWidget>

#include <functional>
#include <optional>

class QMimeData;

namespace hallwright::elevation {

// A type on its way from a list of them (views/elevation/device_list.h).
inline constexpr char deviceTypeMime[] = "application/x-hallwright-device-type";
std::optional<DeviceTypeId> deviceTypeIn(const QMimeData& data);

class ElevationView : public QWidget
{
    Q_OBJECT

public:
    explicit ElevationView(QWidget* parent = nullptr);

    void setRacks(const SitePtr& site, const std::vector<RackId>& racks); // of this site, from left to right
    void setSelection(const std::set<DeviceId>& selected, DeviceId primary);
    void setTheme(style::Theme theme);
    void setPictureSize(QSize available); // that it may fill

    // Why devices cannot stand there, in a sentence; empty if they can.
    std::function<QString(const std::vector<design::DeviceMove>&)> whyNotMove;
    std::function<QString(DeviceTypeId, const design::DevicePlace&)> whyNotAdd;

    const ElevationLayout& layoutShown() const { return layout_; }
    const ElevationMarks& marks() const { return marks_; }
    std::optional<QPointF> middleOf(DeviceId device) const; // where its face is drawn
    RackId rackUnder(QPointF at) const;                     // none: beside all racks
    DeviceId deviceUnder(QPointF at) const;

signals:
    void deviceChosen(hallwright::DeviceId device, bool beside); // with Ctrl beside those chosen before
    void rackChosen(hallwright::RackId rack);                    // by a click beside its devices
    void moveWanted(const std::vector<hallwright::design::DeviceMove>& moves);
    void addWanted(hallwright::DeviceTypeId type, const hallwright::design::DevicePlace& place);
    void nudgeWanted(double upU);
    void faceWanted(hallwright::DeviceFace face); // the selected devices are to look there
    void removeWanted();
    void copyWanted();
    void pasteWanted();
    void refused(const QString& why); // what was let go over a place where it cannot be

protected:
    bool event(QEvent* event) override; // tool tips, and keys that the menus would have
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dragMoveEvent(QDragMoveEvent* event) override;
    void dragLeaveEvent(QDragLeaveEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

private:
    // What the hand holds since a press.
    struct Grip {
        SeenDevice seen;
        QPointF from;
        double grabU = 0.0; // of the hand above the device's underside
        bool moving = false;
    };

    void layOut();
    QString tipAt(QPointF at) const;
    std::vector<design::DeviceMove> movesTo(QPointF at, bool halfUnits) const;
    void showMoves(const std::vector<design::DeviceMove>& moves);
    std::optional<design::DevicePlace> placeFor(const DeviceType& type, QPointF at) const;
    void showAdding(DeviceTypeId type, QPointF at);
    void letGo(); // without having moved anything
    void step(int way);
    bool isOwnKey(const QKeyEvent& event) const;
    const DrawnDevice* drawn(DeviceId device, std::size_t* rack = nullptr) const;

    SitePtr site_;
    std::vector<RackId> racks_;
    ElevationLayout layout_;
    ElevationMarks marks_;
    DeviceId primary_;
    style::Theme theme_ = style::Theme::Light;
    QSize available_;
    double unitPx_ = 0.0; // chosen with the wheel; 0: what fits
    std::optional<Grip> grip_;
    std::vector<design::DeviceMove> moves_; // shown as ghosts
    std::optional<design::DevicePlace> adding_;
};

} // namespace hallwright::elevation
