#include "views/scene/camera_controller.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hallwright::scene {

namespace {

constexpr float leastDistanceM = 0.8f;
constexpr float leastElevationDeg = 3.0f; // the eye stays above the ground it looks at
constexpr int moveMs = 240;
constexpr float degreesPerPixel = 0.3f;
constexpr float zoomPerNotch = 0.86f;
constexpr float fitShare = 0.92f; // of the view that what is fitted fills

float shortestTurn(float from, float to)
{
    return std::remainder(to - from, 360.0f);
}

CameraPose between(const CameraPose& a, const CameraPose& b, float t)
{
    CameraPose pose;
    pose.target = a.target + (b.target - a.target) * t;
    pose.distanceM = a.distanceM * std::pow(b.distanceM / a.distanceM, t);
    pose.azimuthDeg = a.azimuthDeg + shortestTurn(a.azimuthDeg, b.azimuthDeg) * t;
    pose.elevationDeg = a.elevationDeg + (b.elevationDeg - a.elevationDeg) * t;
    pose.fieldDeg = a.fieldDeg + (b.fieldDeg - a.fieldDeg) * t;
    return pose;
}

} // namespace

float CameraPose::halfFieldTangent() const
{
    return std::tan(qDegreesToRadians(fieldDeg / 2));
}

QVector3D CameraPose::forward() const
{
    const float az = qDegreesToRadians(azimuthDeg);
    const float el = qDegreesToRadians(elevationDeg);
    return {std::sin(az) * std::cos(el), std::cos(az) * std::cos(el), -std::sin(el)};
}

QVector3D CameraPose::up() const
{
    const float az = qDegreesToRadians(azimuthDeg);
    const float el = qDegreesToRadians(elevationDeg);
    return {std::sin(az) * std::sin(el), std::cos(az) * std::sin(el), std::cos(el)};
}

CameraController::CameraController(QObject* parent) : QObject(parent)
{
    animation_.setDuration(moveMs);
    animation_.setStartValue(0.0);
    animation_.setEndValue(1.0);
    animation_.setEasingCurve(QEasingCurve::InOutCubic);
    connect(&animation_, &QVariantAnimation::valueChanged, this, [this](const QVariant& value) {
        const float t = value.toFloat();
        pose_ = t >= 1.0f ? to_ : between(from_, to_, t);
        changed();
    });
}

void CameraController::setPose(const CameraPose& pose)
{
    animation_.stop();
    pose_ = pose;
    changed();
}

void CameraController::moveTo(const CameraPose& pose)
{
    animation_.stop();
    if (!animated_) {
        setPose(pose);
        return;
    }
    from_ = pose_;
    to_ = pose;
    animation_.start();
}

void CameraController::setAnimated(bool animated)
{
    animated_ = animated;
    if (!animated)
        finishMove();
}

void CameraController::finishMove()
{
    if (animation_.state() == QAbstractAnimation::Running)
        setPose(to_);
}

void CameraController::setViewSize(QSize pixels)
{
    viewSize_ = pixels.expandedTo({1, 1});
    changed();
}

void CameraController::setSceneRadius(float metres)
{
    sceneRadiusM_ = std::max(metres, 10.0f);
    changed();
}

void CameraController::changed()
{
    emit moved();
}

void CameraController::orbit(QPointF by)
{
    finishMove();
    pose_.azimuthDeg =
        std::remainder(pose_.azimuthDeg + degreesPerPixel * static_cast<float>(by.x()), 360.0f);
    pose_.elevationDeg = std::clamp(pose_.elevationDeg + degreesPerPixel * static_cast<float>(by.y()),
                                    leastElevationDeg, 90.0f);
    changed();
}

void CameraController::lookAround(QPointF by)
{
    finishMove();
    const QVector3D eye = pose_.eye();
    pose_.azimuthDeg =
        std::remainder(pose_.azimuthDeg - 0.7f * degreesPerPixel * static_cast<float>(by.x()), 360.0f);
    pose_.elevationDeg =
        std::clamp(pose_.elevationDeg - 0.7f * degreesPerPixel * static_cast<float>(by.y()), -60.0f, 75.0f);
    pose_.target = eye + pose_.forward() * pose_.distanceM;
    changed();
}

void CameraController::pan(QPointF from, QPointF to)
{
    finishMove();
    const auto onLevel = [this](QPointF pixel) -> std::optional<Point3> {
        const Ray ray = rayThrough(pixel);
        const auto t = meetsLevel(ray, static_cast<double>(pose_.target.z()));
        return t && *t < 20.0 * static_cast<double>(pose_.distanceM) ? std::optional(ray.at(*t))
                                                                     : std::nullopt;
    };
    const auto a = onLevel(from);
    const auto b = onLevel(to);
    if (pose_.elevationDeg > 15.0f && a && b) {
        pose_.target += QVector3D(static_cast<float>(a->x - b->x), static_cast<float>(a->y - b->y), 0.0f);
    } else { // along the picture, where the ground is too slanted to hold on to
        const QVector2D scale = metresPerPixel();
        const float metres = scale.x() * pose_.distanceM + scale.y();
        const QVector3D right = QVector3D::crossProduct(pose_.forward(), pose_.up());
        const QPointF by = to - from;
        pose_.target +=
            (pose_.up() * static_cast<float>(by.y()) - right * static_cast<float>(by.x())) * metres;
    }
    changed();
}

void CameraController::zoom(double notches, QPointF toward)
{
    finishMove();
    const float wanted = pose_.distanceM * std::pow(zoomPerNotch, static_cast<float>(notches));
    const float distance = std::clamp(wanted, leastDistanceM, 12.0f * sceneRadiusM_);
    const float factor = distance / pose_.distanceM;
    // The point under the cursor, on the level of the target, stays under the cursor.
    const Ray ray = rayThrough(toward);
    const auto t = meetsLevel(ray, static_cast<double>(pose_.target.z()));
    if (t && *t < 6.0 * static_cast<double>(pose_.distanceM)) {
        const Point3 p = ray.at(*t);
        const QVector3D fixed(static_cast<float>(p.x), static_cast<float>(p.y), static_cast<float>(p.z));
        pose_.target = fixed + (pose_.target - fixed) * factor;
    }
    pose_.distanceM = distance;
    changed();
}

void CameraController::walk(double notches)
{
    finishMove();
    QVector3D along = pose_.forward();
    along.setZ(0.0f);
    pose_.target += along.normalized() * 0.6f * static_cast<float>(notches);
    changed();
}

QMatrix4x4 CameraController::viewMatrix() const
{
    QMatrix4x4 view;
    view.lookAt(pose_.eye(), pose_.target, pose_.up());
    return view;
}

QMatrix4x4 CameraController::projectionMatrix() const
{
    const float aspect = static_cast<float>(viewSize_.width()) / static_cast<float>(viewSize_.height());
    QMatrix4x4 projection;
    if (pose_.orthographic) {
        const float halfHeight = pose_.distanceM * pose_.halfFieldTangent();
        const float reach = pose_.distanceM + 4.0f * sceneRadiusM_;
        projection.ortho(-halfHeight * aspect, halfHeight * aspect, -halfHeight, halfHeight, -reach, reach);
        return projection;
    }
    // Near and far keep a bounded ratio to the distance, so that depth tells stacked floors apart at every zoom.
    const float nearM = std::clamp(0.02f * pose_.distanceM, 0.08f, 20.0f);
    const float farM = pose_.distanceM + 6.0f * sceneRadiusM_;
    projection.perspective(pose_.fieldDeg, aspect, nearM, farM);
    return projection;
}

Ray CameraController::rayThrough(QPointF pixel) const
{
    const float x = static_cast<float>(2.0 * pixel.x() / viewSize_.width() - 1.0);
    const float y = static_cast<float>(1.0 - 2.0 * pixel.y() / viewSize_.height());
    const float aspect = static_cast<float>(viewSize_.width()) / static_cast<float>(viewSize_.height());
    const QVector3D forward = pose_.forward();
    const QVector3D up = pose_.up();
    const QVector3D right = QVector3D::crossProduct(forward, up);
    const QVector3D aside = (right * (x * aspect) + up * y) * pose_.halfFieldTangent();
    const auto point = [](QVector3D v) { return Point3{v.x(), v.y(), v.z()}; };
    if (pose_.orthographic)
        return {point(pose_.eye() + aside * pose_.distanceM), point(forward)};
    return {point(pose_.eye()), point((forward + aside).normalized())};
}

std::optional<QPointF> CameraController::project(QVector3D point) const
{
    return project(projectionMatrix() * viewMatrix(), point);
}

std::optional<QPointF> CameraController::project(const QMatrix4x4& viewProjection, QVector3D point) const
{
    const QVector4D clip = viewProjection * QVector4D(point, 1.0f);
    if (clip.w() <= 0.0f)
        return std::nullopt;
    const QVector3D ndc = clip.toVector3DAffine();
    return QPointF(0.5 * (ndc.x() + 1.0) * viewSize_.width(), 0.5 * (1.0 - ndc.y()) * viewSize_.height());
}

bool CameraController::sees(const std::vector<QVector3D>& corners) const
{
    // Not seen if one side of the view has all corners beyond it.
    const QMatrix4x4 viewProjection = projectionMatrix() * viewMatrix();
    std::array<std::size_t, 5> beyond{};
    for (const QVector3D& corner : corners) {
        const QVector4D p = viewProjection * QVector4D(corner, 1.0f);
        beyond[0] += p.x() < -p.w();
        beyond[1] += p.x() > p.w();
        beyond[2] += p.y() < -p.w();
        beyond[3] += p.y() > p.w();
        beyond[4] += p.z() < -p.w();
    }
    return std::find(beyond.begin(), beyond.end(), corners.size()) == beyond.end();
}

float CameraController::metresPerPixelAtNearest(const std::vector<QVector3D>& points) const
{
    const QVector3D eye = pose_.eye();
    float nearest = 1e30f;
    for (const QVector3D& p : points)
        nearest = std::min(nearest, p.distanceToPoint(eye));
    const QVector2D scale = metresPerPixel();
    return scale.x() * nearest + scale.y();
}

QVector2D CameraController::metresPerPixel() const
{
    const float perDistance = 2.0f * pose_.halfFieldTangent() / static_cast<float>(viewSize_.height());
    return pose_.orthographic ? QVector2D(0.0f, perDistance * pose_.distanceM) : QVector2D(perDistance, 0.0f);
}

CameraPose CameraController::poseSeeing(const std::vector<QVector3D>& points, float azimuthDeg,
                                        float elevationDeg, bool orthographic) const
{
    CameraPose pose;
    pose.azimuthDeg = azimuthDeg;
    pose.elevationDeg = elevationDeg;
    pose.orthographic = orthographic;
    if (points.empty()) {
        pose.distanceM = 200.0f;
        return pose;
    }
    const QVector3D forward = pose.forward();
    const QVector3D up = pose.up();
    const QVector3D right = QVector3D::crossProduct(forward, up);
    const float aspect = static_cast<float>(viewSize_.width()) / static_cast<float>(viewSize_.height());
    const float tangent[2] = {pose.halfFieldTangent() * aspect * fitShare,
                              pose.halfFieldTangent() * fitShare};
    const QVector3D axis[2] = {right, up};

    // In the eye's axes a point is seen when |a - a₀| <= (f - f₀) tan: the eye's a₀ and depth f₀ follow from the
    // extremes of a ± f tan. Without perspective f has no part in it.
    float eyeAt[2];
    float depth = 1e30f;
    float extent = 0.0f;
    float lowest = 1e30f;
    for (int k = 0; k < 2; ++k) {
        float most = -1e30f;
        float least = 1e30f;
        for (const QVector3D& p : points) {
            const float a = QVector3D::dotProduct(p, axis[k]);
            const float f = orthographic ? 0.0f : QVector3D::dotProduct(p, forward) * tangent[k];
            most = std::max(most, a - f);
            least = std::min(least, a + f);
            lowest = std::min(lowest, p.z());
        }
        // Without perspective a ± f is a itself: `least` is the lesser end, `most` the greater.
        eyeAt[k] = (most + least) / 2;
        depth = std::min(depth, (least - most) / (2 * tangent[k]));
        extent = std::max(extent, (most - least) / (2 * tangent[k]));
    }
    if (orthographic) {
        pose.distanceM = std::max(extent, leastDistanceM);
        pose.target = right * eyeAt[0] + up * eyeAt[1] + QVector3D(0, 0, lowest);
        return pose;
    }
    const QVector3D eye = right * eyeAt[0] + up * eyeAt[1] + forward * depth;
    float middle = 0.0f;
    for (const QVector3D& p : points)
        middle += QVector3D::dotProduct(p, forward) / static_cast<float>(points.size());
    const float toLevel = forward.z() < -0.2f ? (lowest - eye.z()) / forward.z() : middle - depth;
    pose.distanceM = std::max(toLevel, leastDistanceM);
    pose.target = eye + forward * pose.distanceM;
    return pose;
}

} // namespace hallwright::scene
