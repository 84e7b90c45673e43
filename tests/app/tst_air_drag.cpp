// A rack dragged through the flagship's hall while the window shows its air in 3D: the field follows the hand. How
// quickly, and that the hand never waits for it, is measured by hallwright_bench_window.
#include "app/gui/main_window.h"
#include "core/exchange/recipe.h"
#include "tests/app/window_idle.h"

#include <QAction>
#include <QApplication>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>

#include <cmath>
#include <numbers>

using namespace hallwright;
using namespace hallwright::app;

namespace {

constexpr int patienceMs = 30'000;

} // namespace

class AirDragTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        window_ = std::make_unique<MainWindow>();
        window_->resize(1500, 900);
        window_->show();
        QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
        site_ = buildSite(HALLWRIGHT_SOURCE_DIR "/sample-sites/five-building-conversion/site.yaml");
        window_->project()->open(site_, {});
        scene().setAnimated(false);
        QTRY_VERIFY_WITH_TIMEOUT(window_->session()->latest(), patienceMs);
        rack_ = site_->buildings.front()->halls.front()->racks.front().id;
        window_->selection()->selectHall(site_->hallOf(rack_).id);
        airAction().setChecked(true);
        QTRY_VERIFY_WITH_TIMEOUT(view().sentence().isEmpty(), patienceMs);
    }

    void cleanupTestCase()
    {
        if (!window_)
            return;
        while (window_->document()->undoStack()->canUndo())
            window_->document()->undoStack()->undo();
        window_.reset();
    }

    void theFieldFollowsTheHand_data()
    {
        QTest::addColumn<bool>("inScene");
        QTest::newRow("in the pane") << false;
        QTest::newRow("in the pane and in the scene") << true;
    }

    // At every place that the rack comes to in a circle, while the hand still holds it.
    void theFieldFollowsTheHand()
    {
        QFETCH(bool, inScene);
        layers().setShown(inScene);
        QTRY_VERIFY_WITH_TIMEOUT(layers().isReady() == inScene, patienceMs);
        QTRY_VERIFY_WITH_TIMEOUT(isIdle(*window_), patienceMs);
        const QSignalSpy pictures(&view(), &fields::FieldView::pictureShown);
        qsizetype picturesAtField = 0; // when the newest field came
        QObject listener;
        connect(&air(), &HallAir::fieldChanged, &listener, [&] { picturesAtField = pictures.count(); });
        const QPoint centre = pressRack();
        constexpr int moves = 24;
        int places = 0;
        for (int i = 1; i <= moves; ++i) {
            const Pose before = shownPose();
            const double turn = 2.0 * std::numbers::pi * i / moves;
            const QPointF by(60.0 * std::sin(turn), -60.0 * (1.0 - std::cos(turn)));
            QTest::mouseMove(scene().window3d(), centre + by.toPoint());
            if (shownPose() == before)
                continue;
            ++places;
            QTRY_VERIFY_WITH_TIMEOUT(hasFieldOfShownSite(), patienceMs);
            QTRY_VERIFY_WITH_TIMEOUT(pictures.count() > picturesAtField, patienceMs);
            if (inScene)
                QTRY_VERIFY_WITH_TIMEOUT(layers().caption().endsWith(QStringLiteral("field of this layout")),
                                         patienceMs);
        }
        QVERIFY2(places >= 10, qPrintable(QString::number(places)));
        QTest::keyClick(scene().window3d(), Qt::Key_Escape);
        QTest::mouseRelease(scene().window3d(), Qt::LeftButton, {}, centre);
    }

    // What is seen is of where the rack was a moment ago, not of where the drag began.
    void thePictureIsOfTheDraggedRack()
    {
        layers().setShown(false);
        const QImage before = view().grabImage();
        QPoint at = pressRack();
        for (int i = 0; i < 20; ++i) {
            at += QPoint(4, -4);
            QTest::mouseMove(scene().window3d(), at);
            QTest::qWait(20);
        }
        QVERIFY(window_->document()->isPreviewing());
        QTRY_VERIFY_WITH_TIMEOUT(view().status().startsWith(QStringLiteral("Field of this layout")),
                                 patienceMs);
        QVERIFY(view().grabImage() != before);
        QTest::mouseRelease(scene().window3d(), Qt::LeftButton, {}, at);
    }

private:
    scene::SceneView& scene() { return *window_->workspace()->sceneView(); }
    QAction& airAction() { return *window_->findChild<QAction*>(QStringLiteral("pane3")); }
    HallAirLayers& layers() { return *window_->workspace()->airLayers(); }
    HallAir& air() { return *window_->workspace()->hallAir(); }
    fields::FieldView& view() { return *window_->workspace()->airPane()->view(); }

    Pose shownPose() { return window_->document()->shownSite()->rack(rack_).pose; }

    bool hasFieldOfShownSite()
    {
        return air().snapshot()->site == window_->document()->shownSite() &&
               air().age() == fields::FieldAge::ThisLayout;
    }

    // Where it stands on screen, seen from above.
    QPoint pressRack()
    {
        scene().showPreset(scene::ViewPreset::TopDown);
        scene().grabImage();
        const QPoint at = scene().positionOf(refTo(rack_));
        QTest::mousePress(scene().window3d(), Qt::LeftButton, {}, at);
        return at;
    }

    std::unique_ptr<MainWindow> window_;
    SitePtr site_;
    RackId rack_;
};

int main(int argc, char* argv[])
{
    scene::prepareGraphics();
    QApplication application(argc, argv);
    QApplication::setOrganizationName("hallwright");
    QApplication::setApplicationName("hallwright-test");
    AirDragTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_air_drag.moc"
