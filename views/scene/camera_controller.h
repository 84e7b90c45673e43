// Where the scene is seen from, and how it moves.
#pragma once

#include "views/scene/picking.h"

#include <QMatrix4x4>
#include <QObject>
#include <QPointF>
#include <QSize>
#include <QVariantAnimation>
#include <QVector2D>
#include <QVector3D>

#include <optional>
#include <vector>

namespace hallwright::scene {

// The eye looks at the target from a distance. Azimuth 0 looks north, 90 east; elevation 90 looks straight down.
// Without perspective the distance keeps its meaning: what lies at the target has the same size on screen.
struct CameraPose {
    QVector3D target;
    float distanceM = 100.0f;
    float azimuthDeg = 0.0f;
    float elevationDeg = 45.0f;
    float fieldDeg = 40.0f; // vertical field of view
    bool orthographic = false;

    QVector3D forward() const;
    QVector3D up() const;
    float halfFieldTangent() const;
    QVector3D eye() const { return target - forward() * distanceM; }
};

class CameraController : public QObject
{
    Q_OBJECT

public:
    explicit CameraController(QObject* parent = nullptr);

    const CameraPose& pose() const { return pose_; }
    void setPose(const CameraPose& pose); // at once
    void moveTo(const CameraPose& pose);  // animated, unless told otherwise
    void setAnimated(bool animated);
    void finishMove(); // jumps to the end of a move in progress

    void setViewSize(QSize pixels);
    QSize viewSize() const { return viewSize_; }
    void setSceneRadius(float metres); // how far one must see

    // Gestures, in pixels.
    void orbit(QPointF by);
    void lookAround(QPointF by);        // the eye stays
    void pan(QPointF from, QPointF to); // what was under `from` comes to lie under `to`
    void zoom(double notches, QPointF toward);
    void walk(double notches); // forward along the floor

    QMatrix4x4 viewMatrix() const;
    QMatrix4x4 projectionMatrix() const;
    Ray rayThrough(QPointF pixel) const;                   // in scene coordinates
    std::optional<QPointF> project(QVector3D point) const; // nothing behind the eye
    std::optional<QPointF> project(const QMatrix4x4& viewProjection,
                                   QVector3D point) const; // for many points

    // Whether any of the box around these points may be in the picture; may say yes for a near miss.
    bool sees(const std::vector<QVector3D>& corners) const;

    float metresPerPixelAtNearest(const std::vector<QVector3D>& points) const;

    // Metres per pixel at a distance d from the eye: x · d + y.
    QVector2D metresPerPixel() const;

    // The pose looking this way that just sees all these points; the target lies on the level of the lowest.
    CameraPose poseSeeing(const std::vector<QVector3D>& points, float azimuthDeg, float elevationDeg,
                          bool orthographic) const;

signals:
    void moved();

private:
    void changed();

    CameraPose pose_;
    CameraPose from_;
    CameraPose to_;
    QVariantAnimation animation_;
    QSize viewSize_{1, 1};
    float sceneRadiusM_ = 100.0f;
    bool animated_ = true;
};

} // namespace hallwright::scene
