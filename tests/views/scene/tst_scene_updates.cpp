// What a new version, a new result or a selection changes in the 3D view, and what it leaves as it is.
#include "core/model/edits.h"
#include "core/simulation/evaluate.h"
#include "tests/views/scene/scene_fixture.h"

using namespace hallwright;
using namespace hallwright::scene;

class SceneUpdatesTest : public SceneFixture
{
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { view_.reset(); }

    void aChangedHallAloneIsUploaded();
    void theSameVersionUploadsNothing();
    void selectingUploadsOneHall();
    void selectingManyUploadsEachHallOnce();
    void allThatIsSelectedIsMarked();
    void resultsColourThePipes();
    void aRackThatMovesLeavesThePipesAsTheyAre();
    void aCduOutOfServiceRedrawsThePipes();
    void resultsOfAnotherVersionColourTheSameRacks();
    void aSceneThatStandsStillRests();
};

void SceneUpdatesTest::aChangedHallAloneIsUploaded()
{
    view_->setSite(site_);
    const UploadCounts before = view_->uploadCounts();
    Pose pose = middleRack().pose;
    pose.x += 0.05;
    const SitePtr next = withRackPose(site_, middleRack().id, pose);
    view_->setSite(next);
    UploadCounts expected = before;
    expected.hallInstances += 1;
    QVERIFY(view_->uploadCounts() == expected);
}

void SceneUpdatesTest::theSameVersionUploadsNothing()
{
    view_->setSite(site_);
    const UploadCounts before = view_->uploadCounts();
    view_->setSite(site_);
    view_->setSite(std::make_shared<Site>(*site_)); // another version, every part shared
    QVERIFY(view_->uploadCounts() == before);
}

void SceneUpdatesTest::selectingUploadsOneHall()
{
    view_->setSite(site_);
    const int before = view_->uploadCounts().hallInstances;
    view_->setSelection({{refTo(middleRack().id)}, {}});
    QCOMPARE(view_->uploadCounts().hallInstances, before + 1);
}

void SceneUpdatesTest::selectingManyUploadsEachHallOnce()
{
    view_->setSite(site_);
    const int before = view_->uploadCounts().hallInstances;
    SelectionSet all{{}, hall().id};
    for (const Rack& rack : hall().racks)
        all.objects.push_back(refTo(rack.id));
    view_->setSelection(all);
    QCOMPARE(view_->uploadCounts().hallInstances, before + 1);
    view_->setSelection(all); // and the same again none
    QCOMPARE(view_->uploadCounts().hallInstances, before + 1);
}

void SceneUpdatesTest::allThatIsSelectedIsMarked()
{
    showHall(ViewPreset::TopDown);
    view_->setLayerVisible(Layer::Labels, false);
    const ObjectRef rack = refTo(hall().racks[2].id);
    const ObjectRef other = refTo(hall().racks[9].id);
    const ObjectRef unit = refTo(hall().airHandlers.front().id);
    const auto seen = [&](std::vector<ObjectRef> objects) {
        view_->setSelection({std::move(objects), hall().id});
        return view_->grabImage();
    };
    const QImage none = seen({});
    const QImage all = seen({rack, other, unit});
    for (const ObjectRef object : {rack, other, unit}) {
        const QImage alone = seen({object});
        int kept = 0; // what the one changes, all three change likewise
        for (int y = 0; y < none.height(); ++y)
            for (int x = 0; x < none.width(); ++x)
                kept += alone.pixel(x, y) != none.pixel(x, y) && alone.pixel(x, y) == all.pixel(x, y);
        QVERIFY2(kept > 5, qPrintable(QString::number(kept)));
        QVERIFY(differingPixels(alone, all) > 5);
    }
    QCOMPARE(differingPixels(none, seen({})), 0);
}

void SceneUpdatesTest::resultsColourThePipes()
{
    view_->setSite(site_);
    view_->setRoofsVisible(false);
    const QImage bare = view_->grabImage();
    const int before = view_->uploadCounts().pipes;
    const SnapshotPtr snapshot = evaluate(site_, conditionsOf(*site_));
    view_->setSnapshot(snapshot);
    QCOMPARE(view_->uploadCounts().pipes, before + 1);
    QVERIFY(differingPixels(bare, view_->grabImage()) > 100);
    view_->setSnapshot(std::make_shared<Snapshot>(*snapshot)); // nothing new to see
    QCOMPARE(view_->uploadCounts().pipes, before + 1);
    view_->setSnapshot(nullptr);
    QCOMPARE(view_->uploadCounts().pipes, before + 2);
}

void SceneUpdatesTest::aRackThatMovesLeavesThePipesAsTheyAre()
{
    view_->setSite(site_);
    PreparedCampusPtr kept;
    view_->setSnapshot(evaluate(site_, conditionsOf(*site_), kept));
    const UploadCounts before = view_->uploadCounts();
    Pose pose = middleRack().pose;
    pose.x += 0.6;
    const SitePtr next = withRackPose(site_, middleRack().id, pose);
    const SnapshotPtr moved = evaluate(next, conditionsOf(*next), kept);
    view_->setSite(next);
    view_->setSnapshot(moved);
    QCOMPARE(view_->uploadCounts().pipes, before.pipes);
    QCOMPARE(view_->uploadCounts().networks, before.networks);
}

void SceneUpdatesTest::aCduOutOfServiceRedrawsThePipes()
{
    view_->setSite(site_);
    view_->setSnapshot(evaluate(site_, conditionsOf(*site_)));
    const int before = view_->uploadCounts().pipes;
    Conditions conditions = conditionsOf(*site_);
    const Cdu& cdu = site_->buildings[1]->halls[0]->cdus.front();
    conditions.outages = conditions.outages.with({ObjectKind::Cdu, cdu.id.value}, true);
    view_->setSnapshot(evaluate(site_, conditions));
    QCOMPARE(view_->uploadCounts().pipes, before + 1);
}

void SceneUpdatesTest::resultsOfAnotherVersionColourTheSameRacks()
{
    showHall(ViewPreset::TopDown);
    view_->setColouring(style::RackColouring::InletTemperature);
    view_->setSnapshot(evaluate(site_, conditionsOf(*site_)));
    const QPoint other = view_->positionOf(refTo(hall().racks[2].id)) + QPoint(0, 8);
    const QColor known = view_->grabImage().pixelColor(other);
    // The rack left; the snapshot still is of the version before.
    view_->setSite(withoutRack(site_, hall().racks[11].id));
    QCOMPARE(view_->grabImage().pixelColor(other), known);
    view_->setSnapshot(nullptr);
    QVERIFY(view_->grabImage().pixelColor(other) != known);
}

void SceneUpdatesTest::aSceneThatStandsStillRests()
{
    constexpr int enoughMs = 30000; // frames are measured first, to choose the look
    showHall(ViewPreset::TopDown);
    const QImage before = view_->grabImage();
    QTRY_VERIFY_WITH_TIMEOUT(view_->isResting(), enoughMs);
    view_->setSelection({{refTo(middleRack().id)}, hall().id});
    QVERIFY(!view_->isResting());
    QTRY_VERIFY_WITH_TIMEOUT(view_->isResting(), enoughMs);
    QVERIFY(differingPixels(before, view_->grabImage()) > 0);
    QTRY_VERIFY_WITH_TIMEOUT(view_->isResting(), enoughMs);
    QTest::mouseMove(view_->window3d(), QPoint(300, 300));
    QTRY_VERIFY(!view_->isResting());
    QTRY_VERIFY_WITH_TIMEOUT(view_->isResting(), enoughMs);
}

int main(int argc, char** argv)
{
    prepareGraphics();
    QApplication app(argc, argv);
    SceneUpdatesTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_scene_updates.moc"
