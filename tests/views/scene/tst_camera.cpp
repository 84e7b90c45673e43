#include "views/scene/camera_controller.h"

#include <QTest>

#include <cmath>

using namespace hallwright;
using namespace hallwright::scene;

namespace {

// Single-precision matrices over a view of 1280 pixels.
constexpr double pixelTolerance = 0.05;
constexpr double groundToleranceM = 0.02; // at 100 m

const std::vector<CameraPose> poses{
    {{0, 0, 0}, 100.0f, -30.0f, 35.0f, 40.0f, false},
    {{12, -7, 1}, 60.0f, 200.0f, 70.0f, 40.0f, false},
    {{3, 4, 0}, 80.0f, 0.0f, 90.0f, 40.0f, true},
    {{3, 4, 0}, 80.0f, 90.0f, 90.0f, 58.0f, false},
};

QVector3D onGround(const CameraController& camera, QPointF pixel)
{
    const Ray ray = camera.rayThrough(pixel);
    const auto t = meetsLevel(ray, 0.0);
    const Point3 p = ray.at(t.value_or(0.0));
    return {static_cast<float>(p.x), static_cast<float>(p.y), static_cast<float>(p.z)};
}

} // namespace

class TestCamera : public QObject
{
    Q_OBJECT

private slots:
    void aPixelsRayIsProjectedBackOntoThePixel();
    void northIsUpFromAbove();
    void azimuthTurnsClockwise();
    void panHoldsTheGroundUnderThePointer();
    void zoomKeepsThePointUnderThePointer();
    void lookingAroundKeepsTheEye();
    void fittedPointsAreAllSeenAndTouchTheMargin();
    void elevationStaysAboveTheGround();
    void moveWithoutAnimationArrivesAtOnce();
    void moveWithAnimationArrives();
};

void TestCamera::aPixelsRayIsProjectedBackOntoThePixel()
{
    CameraController camera;
    camera.setViewSize({1280, 800});
    for (const CameraPose& pose : poses) {
        camera.setPose(pose);
        for (const QPointF pixel : {QPointF(640, 400), QPointF(100, 700), QPointF(1200, 650)}) {
            const auto back = camera.project(onGround(camera, pixel));
            QVERIFY(back);
            QVERIFY2(QLineF(*back, pixel).length() < pixelTolerance,
                     qPrintable(QStringLiteral("%1 pixels off").arg(QLineF(*back, pixel).length())));
        }
    }
}

void TestCamera::northIsUpFromAbove()
{
    CameraController camera;
    camera.setViewSize({800, 800});
    camera.setPose({{0, 0, 0}, 100.0f, 0.0f, 90.0f, 40.0f, true});
    const auto north = camera.project({0, 10, 0});
    const auto east = camera.project({10, 0, 0});
    QVERIFY(north && east);
    QVERIFY(north->y() < 395.0 && std::abs(north->x() - 400.0) < pixelTolerance);
    QVERIFY(east->x() > 405.0 && std::abs(east->y() - 400.0) < pixelTolerance);
}

void TestCamera::azimuthTurnsClockwise()
{
    CameraPose pose;
    pose.elevationDeg = 0.0f;
    pose.azimuthDeg = 90.0f;
    QVERIFY((pose.forward() - QVector3D(1, 0, 0)).length() < 1e-6f); // looks east
}

void TestCamera::panHoldsTheGroundUnderThePointer()
{
    CameraController camera;
    camera.setViewSize({1280, 800});
    for (CameraPose pose : poses) {
        pose.target.setZ(0.0f);
        camera.setPose(pose);
        const QPointF from(500, 450), to(620, 520);
        const QVector3D held = onGround(camera, from);
        camera.pan(from, to);
        QVERIFY((onGround(camera, to) - held).length() < groundToleranceM);
    }
}

void TestCamera::zoomKeepsThePointUnderThePointer()
{
    CameraController camera;
    camera.setViewSize({1280, 800});
    for (CameraPose pose : poses) {
        pose.target.setZ(0.0f);
        camera.setPose(pose);
        const QPointF cursor(900, 600);
        const QVector3D held = onGround(camera, cursor);
        camera.zoom(3.0, cursor);
        QVERIFY(camera.pose().distanceM < pose.distanceM);
        QVERIFY((onGround(camera, cursor) - held).length() < groundToleranceM);
    }
}

void TestCamera::lookingAroundKeepsTheEye()
{
    CameraController camera;
    camera.setPose({{0, 0, 1.6f}, 4.0f, 90.0f, 3.0f, 58.0f, false});
    const QVector3D eye = camera.pose().eye();
    camera.lookAround({120, -40});
    QVERIFY((camera.pose().eye() - eye).length() < 1e-4f);
    QVERIFY(std::abs(camera.pose().azimuthDeg - 90.0f) > 1.0f);
}

void TestCamera::fittedPointsAreAllSeenAndTouchTheMargin()
{
    CameraController camera;
    camera.setViewSize({1280, 800});
    const std::vector<QVector3D> points{{-50, -20, 0}, {80, -20, 0}, {80, 45, 8}, {-50, 45, 8}, {10, 90, 3}};
    for (const CameraPose& pose : poses) {
        camera.setPose(camera.poseSeeing(points, pose.azimuthDeg, pose.elevationDeg, pose.orthographic));
        double reach = 0.0; // 1 is the edge of the view
        for (const QVector3D& p : points) {
            const auto at = camera.project(p);
            QVERIFY(at);
            reach = std::max({reach, std::abs(at->x() / 640.0 - 1.0), std::abs(at->y() / 400.0 - 1.0)});
        }
        QVERIFY2(reach < 1.0 && reach > 0.85, qPrintable(QStringLiteral("reach %1").arg(reach)));
    }
}

void TestCamera::elevationStaysAboveTheGround()
{
    CameraController camera;
    camera.setPose(poses.front());
    camera.orbit({0, -10000});
    QVERIFY(camera.pose().eye().z() > camera.pose().target.z());
    camera.orbit({0, 10000});
    QCOMPARE(camera.pose().elevationDeg, 90.0f);
}

void TestCamera::moveWithoutAnimationArrivesAtOnce()
{
    CameraController camera;
    camera.setAnimated(false);
    camera.moveTo(poses[1]);
    QCOMPARE(camera.pose().distanceM, poses[1].distanceM);
}

void TestCamera::moveWithAnimationArrives()
{
    CameraController camera;
    camera.setPose(poses[0]);
    camera.moveTo(poses[2]);
    QVERIFY(camera.pose().distanceM != poses[2].distanceM);
    QTRY_COMPARE(camera.pose().distanceM, poses[2].distanceM);
    QVERIFY(camera.pose().orthographic);
}

QTEST_GUILESS_MAIN(TestCamera)
#include "tst_camera.moc"
