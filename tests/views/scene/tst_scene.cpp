#include "core/model/edits.h"
#include "core/simulation/evaluate.h"
#include "tests/support/campus.h"
#include "views/scene/scene_view.h"

#include <QApplication>
#include <QSet>
#include <QSignalSpy>
#include <QTest>
#include <QWheelEvent>
#include <QWindow>

#include <cmath>

using namespace hallwright;
using namespace hallwright::scene;

namespace {

int distinctColours(const QImage& image)
{
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); y += 4) {
        for (int x = 0; x < image.width(); x += 4)
            colours.insert(image.pixel(x, y));
    }
    return static_cast<int>(colours.size());
}

int differingPixels(const QImage& a, const QImage& b)
{
    int count = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (int x = 0; x < a.width(); ++x)
            count += a.pixel(x, y) != b.pixel(x, y);
    }
    return count;
}

// Every site version a drag asks for, as the application would make it.
struct Recorder {
    std::vector<RackId> started, finished, cancelled;
    std::vector<Point2> moves;

    explicit Recorder(SceneView& view)
    {
        QObject::connect(&view, &SceneView::dragStarted, &view, [this](RackId id) { started.push_back(id); });
        QObject::connect(&view, &SceneView::dragFinished, &view,
                         [this](RackId id) { finished.push_back(id); });
        QObject::connect(&view, &SceneView::dragCancelled, &view,
                         [this](RackId id) { cancelled.push_back(id); });
        QObject::connect(&view, &SceneView::dragMoved, &view,
                         [this](RackId, Point2 p) { moves.push_back(p); });
    }
};

void dragBy(QWindow* window, QPoint from, QPoint by)
{
    QTest::mousePress(window, Qt::LeftButton, {}, from);
    for (int step = 1; step <= 4; ++step)
        QTest::mouseMove(window, from + by * step / 4);
}

} // namespace

class TestScene : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void nothingIsDrawnWithoutASite();
    void anEmptySiteIsDrawn();
    void aHallWithoutRacksIsDrawn();
    void aCampusFarFromTheOriginLooksLikeOneAtIt();
    void thePictureShowsTheCampus();
    void coloursFollowTheColouring();
    void theThemeChangesThePicture();
    void hidingALayerChangesThePicture_data();
    void hidingALayerChangesThePicture();
    void aHeatmapLiesNorthUpOnTheFloor();
    void aSliceOfTheAirIsDrawnAtItsHeight();
    void slicesOfTheAirLieWhereTheyCut();
    void slicesThatCrossAreSeenThroughEachOther();
    void clearPartsOfASliceShowWhatIsBelow();
    void linesAndTheSurfaceOfTheAirAreDrawn();
    void theAirIsRemovedWithItsHall();
    void airThatStaysIsNotUploadedAgain();
    void everyPresetLooksAtTheHall_data();
    void everyPresetLooksAtTheHall();
    void aRacksPlaceOnScreenIsWhereItIsPicked();
    void aClickSelects();
    void aClickOnTheGroundSelectsNothing();
    void hoveringNamesTheRackAndLeavingNamesNone();
    void aDoubleClickActivatesTheHall();
    void aSmallMovementIsAClick();
    void aDragMovesTheRackWithThePointer_data();
    void aDragMovesTheRackWithThePointer();
    void escapeCancelsADrag();
    void theRightButtonCancelsADrag();
    void aDragEndsWhenItsRackIsGone();
    void draggingTheGroundOrbits();
    void theWheelZooms();
    void fZoomsToFit();
    void otherKeysReachTheParent();
    void aChangedHallAloneIsUploaded();
    void theSameVersionUploadsNothing();
    void selectingUploadsOneHall();
    void resultsOfAnotherVersionColourTheSameRacks();
    void resultsColourThePipes();
    void aRackThatMovesLeavesThePipesAsTheyAre();
    void aCduOutOfServiceRedrawsThePipes();
    void aClickOnEquipmentSelectsIt();
    void aBuswayLeavesItsRacksToTheDrag();
    void selectedEquipmentIsMarked_data();
    void selectedEquipmentIsMarked();

private:
    void showHall(ViewPreset preset);
    void showBareHall(ViewPreset preset);
    AirSlice sliceOf(AirSlice::Plane plane, double atM, const QImage& image) const;
    const Hall& hall() const { return *site_->buildings[0]->halls[0]; }
    const Rack& middleRack() const { return hall().racks[6]; }

    std::unique_ptr<SceneView> view_;
    SitePtr site_;
};

void TestScene::init()
{
    site_ = test::smallCampus();
    view_ = std::make_unique<SceneView>();
    view_->setAnimated(false);
    view_->resize(900, 600);
    view_->show();
    QVERIFY(QTest::qWaitForWindowExposed(view_.get()));
    QTRY_VERIFY(view_->window3d()->isExposed());
}

void TestScene::cleanup()
{
    view_.reset();
}

void TestScene::showHall(ViewPreset preset)
{
    view_->setSite(site_);
    view_->setActiveHall(hall().id);
    view_->showPreset(preset);
}

// Of one building, without anything in its hall.
void TestScene::showBareHall(ViewPreset preset)
{
    auto bare = std::make_shared<Hall>(hall());
    bare->racks.clear();
    bare->airHandlers.clear();
    bare->columns.clear();
    auto building = std::make_shared<Building>(*site_->buildings[0]);
    building->halls = {bare};
    auto site = std::make_shared<Site>();
    site->catalogue = site_->catalogue;
    site->buildings = {building};
    view_->setSite(site);
    view_->setActiveHall(bare->id);
    view_->setLayerVisible(Layer::Labels, false);
    view_->showPreset(preset);
}

AirSlice TestScene::sliceOf(AirSlice::Plane plane, double atM, const QImage& image) const
{
    const double across = plane == AirSlice::Plane::AcrossX ? hall().depthM : hall().widthM;
    const double up = plane == AirSlice::Plane::Level ? hall().depthM : hall().heightM;
    return {plane, atM, across, up, image};
}

void TestScene::nothingIsDrawnWithoutASite()
{
    view_->setSite(nullptr);
    QVERIFY(!view_->grabImage().isNull());
    view_->setSite(site_);
    view_->setSite(nullptr);
    QVERIFY(!view_->grabImage().isNull());
    QCOMPARE(view_->positionOfRack(middleRack().id), QPoint(-1, -1));
}

void TestScene::anEmptySiteIsDrawn()
{
    view_->setSite(std::make_shared<Site>());
    view_->zoomToFit();
    QVERIFY(!view_->grabImage().isNull());
    QTest::mouseClick(view_->window3d(), Qt::LeftButton, {}, QPoint(450, 300));
}

void TestScene::aHallWithoutRacksIsDrawn()
{
    auto empty = std::make_shared<Hall>(hall());
    empty->racks.clear();
    auto building = std::make_shared<Building>(*site_->buildings[0]);
    building->halls = {empty};
    auto site = std::make_shared<Site>(*site_);
    site->buildings[0] = building;
    view_->setSite(site);
    view_->setActiveHall(empty->id);
    view_->showPreset(ViewPreset::Hall);
    const QImage bare = view_->grabImage();
    view_->setSite(site_);
    QVERIFY(differingPixels(bare, view_->grabImage()) > 2000);
}

void TestScene::aCampusFarFromTheOriginLooksLikeOneAtIt()
{
    showHall(ViewPreset::Hall);
    view_->setLayerVisible(Layer::Power, false); // laid by the campus' own coordinates
    view_->setLayerVisible(Layer::CoolantLoops, false);
    view_->setLayerVisible(Layer::Fibre, false);
    const QPoint here = view_->positionOfRack(middleRack().id);
    auto far = std::make_shared<Site>(*site_);
    for (BuildingPtr& building : far->buildings) {
        auto moved = std::make_shared<Building>(*building);
        moved->originM = moved->originM + Point2{4.5e6, 6.2e6};
        building = moved;
    }
    far->cooling = std::make_shared<CoolingNetwork>();
    view_->setSite(far);
    view_->showPreset(ViewPreset::Hall);
    const QPoint there = view_->positionOfRack(middleRack().id);
    QVERIFY2((here - there).manhattanLength() <= 1,
             qPrintable(QStringLiteral("%1 %2").arg(there.x()).arg(there.y())));
}

void TestScene::thePictureShowsTheCampus()
{
    view_->setSite(site_);
    const QImage image = view_->grabImage();
    QCOMPARE(image.size(), view_->size());
    QVERIFY2(distinctColours(image) > 30, qPrintable(QString::number(distinctColours(image))));
}

void TestScene::coloursFollowTheColouring()
{
    showHall(ViewPreset::Hall);
    view_->setSnapshot(evaluate(site_, conditionsOf(*site_)));
    const QImage power = view_->grabImage();
    view_->setColouring(style::RackColouring::Status);
    const QImage status = view_->grabImage();
    view_->setColouring(style::RackColouring::InletTemperature);
    const QImage inlet = view_->grabImage();
    QVERIFY(differingPixels(power, status) > 2000);
    QVERIFY(differingPixels(status, inlet) > 2000);
    QVERIFY(differingPixels(power, inlet) > 2000);
}

void TestScene::theThemeChangesThePicture()
{
    view_->setSite(site_);
    const QImage light = view_->grabImage();
    view_->setTheme(style::Theme::Dark);
    const QImage dark = view_->grabImage();
    QVERIFY(light.pixelColor(5, 590).lightnessF() > dark.pixelColor(5, 590).lightnessF() + 0.3);
}

void TestScene::hidingALayerChangesThePicture_data()
{
    QTest::addColumn<int>("layer");
    QTest::newRow("roofs") << static_cast<int>(Layer::Roofs);
    QTest::newRow("coolant loops") << static_cast<int>(Layer::CoolantLoops);
    QTest::newRow("fibre") << static_cast<int>(Layer::Fibre);
    QTest::newRow("power") << static_cast<int>(Layer::Power);
    QTest::newRow("labels") << static_cast<int>(Layer::Labels);
}

void TestScene::hidingALayerChangesThePicture()
{
    QFETCH(int, layer);
    const auto which = static_cast<Layer>(layer);
    view_->setSite(site_);
    if (which == Layer::CoolantLoops) // the pipes run behind the buildings and into them
        view_->setRoofsVisible(false);
    const QImage with = view_->grabImage();
    QVERIFY(view_->isLayerVisible(which));
    view_->setLayerVisible(which, false);
    QVERIFY(!view_->isLayerVisible(which));
    QVERIFY(differingPixels(with, view_->grabImage()) > 40);
    view_->setLayerVisible(which, true);
    QCOMPARE(differingPixels(with, view_->grabImage()), 0);
}

void TestScene::aHeatmapLiesNorthUpOnTheFloor()
{
    showBareHall(ViewPreset::TopDown);
    QImage quarters(2, 2, QImage::Format_RGB32);
    quarters.setPixel(0, 0, 0xff0000); // north-west
    quarters.setPixel(1, 0, 0x00ff00); // north-east
    quarters.setPixel(0, 1, 0x0000ff); // south-west
    quarters.setPixel(1, 1, 0xffff00); // south-east
    view_->setFloorHeatmap(hall().id, quarters.scaled(64, 64));
    const QImage image = view_->grabImage();
    const auto at = [&](double x, double y) {
        return QColor(image.pixel(int(x * image.width()), int(y * image.height())));
    };
    QCOMPARE(at(0.35, 0.35), QColor(0xff0000));
    QCOMPARE(at(0.65, 0.35), QColor(0x00ff00));
    QCOMPARE(at(0.35, 0.65), QColor(0x0000ff));
    QCOMPARE(at(0.65, 0.65), QColor(0xffff00));

    view_->setFloorHeatmap(hall().id, {});
    QVERIFY(QColor(view_->grabImage().pixel(300, 200)) != QColor(0xff0000));
}

void TestScene::aSliceOfTheAirIsDrawnAtItsHeight()
{
    showHall(ViewPreset::South);
    view_->setLayerVisible(Layer::Labels, false);
    view_->setLayerVisible(Layer::Power, false); // busways over the racks
    // One red spot over the middle of a rack: on the rack's top it is seen where that top is, inside the rack it is
    // hidden, and higher up it is seen above.
    const Rack& rack = middleRack();
    const double top = site_->typeOf(rack).heightM;
    constexpr int pixelsPerM = 10;
    QImage spot(static_cast<int>(hall().widthM * pixelsPerM), static_cast<int>(hall().depthM * pixelsPerM),
                QImage::Format_ARGB32);
    spot.fill(Qt::transparent);
    const QPoint centre(static_cast<int>(rack.pose.x * pixelsPerM),
                        spot.height() - 1 - static_cast<int>(rack.pose.y * pixelsPerM));
    for (int y = -2; y <= 2; ++y)
        for (int x = -2; x <= 2; ++x)
            spot.setPixel(centre + QPoint(x, y), qRgb(255, 0, 0));
    const QImage before = view_->grabImage();
    const auto changedRows = [&](double heightM) {
        view_->setAirLayers(hall().id, {{sliceOf(AirSlice::Plane::Level, heightM, spot)}, nullptr, nullptr});
        const QImage image = view_->grabImage();
        std::pair<int, int> rows{image.height(), -1};
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                if (image.pixel(x, y) != before.pixel(x, y)) {
                    rows.first = std::min(rows.first, y);
                    rows.second = std::max(rows.second, y);
                }
        return rows;
    };
    const int seenAt = view_->positionOfRack(rack.id).y();
    const auto onTop = changedRows(top);
    QVERIFY2(onTop.first <= seenAt && onTop.second >= seenAt,
             qPrintable(QStringLiteral("%1..%2, rack at %3").arg(onTop.first).arg(onTop.second).arg(seenAt)));
    QCOMPARE(changedRows(0.5 * top).second, -1);
    const auto above = changedRows(top + 0.6);
    QVERIFY(above.second >= 0 && above.second < onTop.second);
}

void TestScene::slicesOfTheAirLieWhereTheyCut()
{
    showBareHall(ViewPreset::TopDown);
    const QImage before = view_->grabImage();
    QImage quarters(2, 2, QImage::Format_ARGB32);
    quarters.setPixel(0, 0, 0xffff0000); // north-west
    quarters.setPixel(1, 0, 0xff00ff00); // north-east
    quarters.setPixel(0, 1, 0xff0000ff); // south-west
    quarters.setPixel(1, 1, 0xffffff00); // south-east
    view_->setAirLayers(hall().id,
                        {{sliceOf(AirSlice::Plane::Level, 1.5, quarters.scaled(64, 64))}, nullptr, nullptr});
    const QImage image = view_->grabImage();
    const auto at = [&](double x, double y) {
        return image.pixelColor(static_cast<int>(x * image.width()), static_cast<int>(y * image.height()));
    };
    constexpr int strong = 180; // one sees through it, so that no colour is pure
    constexpr int weak = 100;
    QVERIFY(at(0.35, 0.35).red() > strong && at(0.35, 0.35).green() < weak && at(0.35, 0.35).blue() < weak);
    QVERIFY(at(0.65, 0.35).green() > strong && at(0.65, 0.35).red() < weak);
    QVERIFY(at(0.35, 0.65).blue() > strong && at(0.35, 0.65).red() < weak);
    QVERIFY(at(0.65, 0.65).red() > strong && at(0.65, 0.65).green() > strong && at(0.65, 0.65).blue() < weak);
    // Another picture takes its place, and none removes it.
    QImage blue(8, 8, QImage::Format_ARGB32);
    blue.fill(Qt::blue);
    view_->setAirLayers(hall().id, {{sliceOf(AirSlice::Plane::Level, 1.5, blue)}, nullptr, nullptr});
    const QColor now = view_->grabImage().pixelColor(315, 210);
    QVERIFY(now.blue() > strong && now.red() < weak);
    view_->setAirLayers(hall().id, {});
    QCOMPARE(differingPixels(before, view_->grabImage()), 0);
}

void TestScene::slicesThatCrossAreSeenThroughEachOther()
{
    // An upright red slice across a level blue one, seen from the east and above: over the level the upright one is
    // before the other's far half, below the level it is behind its near half. Where one looks through both, the
    // nearer has the say.
    showBareHall(ViewPreset::East);
    const auto plain = [](Qt::GlobalColor colour) {
        QImage image(8, 8, QImage::Format_ARGB32);
        image.fill(colour);
        return image;
    };
    const AirSlice upright = sliceOf(AirSlice::Plane::AcrossX, hall().widthM / 2, plain(Qt::red));
    const AirSlice level = sliceOf(AirSlice::Plane::Level, 1.5, plain(Qt::blue));
    const auto seen = [&](std::vector<AirSlice> slices) {
        view_->setAirLayers(hall().id, {std::move(slices), nullptr, nullptr});
        return view_->grabImage();
    };
    const QImage bare = seen({});
    const QImage red = seen({upright});
    const QImage blue = seen({level});
    const QImage both = seen({upright, level});
    int redNearer = 0, blueNearer = 0;
    for (int y = 0; y < bare.height(); ++y) {
        for (int x = 0; x < bare.width(); ++x) {
            const QRgb floor = bare.pixel(x, y);
            if (red.pixel(x, y) == floor || blue.pixel(x, y) == floor)
                continue;
            const QColor colour = both.pixelColor(x, y);
            (colour.red() > colour.blue() ? redNearer : blueNearer) += 1;
        }
    }
    QVERIFY2(redNearer > 1000 && blueNearer > 1000,
             qPrintable(QStringLiteral("%1 %2").arg(redNearer).arg(blueNearer)));
}

void TestScene::clearPartsOfASliceShowWhatIsBelow()
{
    showBareHall(ViewPreset::TopDown);
    const QImage before = view_->grabImage();
    QImage half(64, 64, QImage::Format_ARGB32);
    half.fill(Qt::transparent);
    for (int y = 0; y < 64; ++y)
        for (int x = 0; x < 32; ++x)
            half.setPixel(x, y, 0xffff0000);
    view_->setAirLayers(hall().id, {{sliceOf(AirSlice::Plane::Level, 1.5, half)}, nullptr, nullptr});
    const QImage image = view_->grabImage();
    const QPoint west(315, 210), east(585, 210);
    QVERIFY(image.pixel(west) != before.pixel(west));
    QCOMPARE(image.pixel(east), before.pixel(east));
}

void TestScene::linesAndTheSurfaceOfTheAirAreDrawn()
{
    showBareHall(ViewPreset::TopDown);
    const QImage before = view_->grabImage();
    const float w = static_cast<float>(hall().widthM), d = static_cast<float>(hall().depthM);
    auto lines = std::make_shared<std::vector<AirLine>>();
    lines->push_back({{{0.0f, d / 2, 1.0f}, {w, d / 2, 1.0f}}, {0xffff0000, 0xffff0000}});
    view_->setAirLayers(hall().id, {{}, lines, nullptr});
    const QImage lined = view_->grabImage();
    const auto isRed = [](const QColor& c) { return c.red() > 150 && c.green() < 90 && c.blue() < 90; };
    bool found = false;
    for (int y = lined.height() / 2 - 4; y <= lined.height() / 2 + 4; ++y)
        found = found || isRed(lined.pixelColor(lined.width() / 2, y));
    QVERIFY(found);
    auto surface = std::make_shared<AirSurface>();
    surface->points = {{0, 0, 1}, {w, 0, 1}, {w, d, 1}};
    surface->normals = {{0, 0, 1}, {0, 0, 1}, {0, 0, 1}};
    surface->corners = {0, 1, 2};
    surface->colour = 0xff0000ff;
    view_->setAirLayers(hall().id, {{}, nullptr, surface});
    const QImage sheet = view_->grabImage();
    const QPoint southEast(585, 390), northWest(315, 210);
    QVERIFY(sheet.pixelColor(southEast).blue() > sheet.pixelColor(southEast).red() + 40);
    QCOMPARE(sheet.pixel(northWest), before.pixel(northWest));
    view_->setAirLayers(hall().id, {});
    QCOMPARE(differingPixels(before, view_->grabImage()), 0);
}

void TestScene::theAirIsRemovedWithItsHall()
{
    showHall(ViewPreset::TopDown);
    QImage red(8, 8, QImage::Format_ARGB32);
    red.fill(Qt::red);
    const QImage before = view_->grabImage();
    view_->setAirLayers(hall().id, {{sliceOf(AirSlice::Plane::Level, 2.5, red)}, nullptr, nullptr});
    QVERIFY(differingPixels(before, view_->grabImage()) > 2000);
    view_->setSite(nullptr);
    view_->setSite(site_); // the same hall again: its air is still what was given
    view_->setActiveHall({});
    view_->showPreset(ViewPreset::Campus);
    const QImage closed = view_->grabImage(); // under the roof nothing of it is seen
    view_->setAirLayers({}, {});
    QCOMPARE(differingPixels(closed, view_->grabImage()), 0);
}

void TestScene::airThatStaysIsNotUploadedAgain()
{
    view_->setSite(site_);
    const int before = view_->uploadCounts().air;
    QImage red(8, 8, QImage::Format_ARGB32);
    red.fill(Qt::red);
    AirLayers layers{{sliceOf(AirSlice::Plane::Level, 1.5, red)}, nullptr, nullptr};
    auto lines = std::make_shared<std::vector<AirLine>>();
    lines->push_back({{{0, 0, 1}, {1, 1, 1}}, {0xffff0000, 0xffff0000}});
    layers.lines = lines;
    view_->setAirLayers(hall().id, layers);
    const int shown = view_->uploadCounts().air;
    QVERIFY(shown > before);
    layers.slices[0].atM = 2.0; // the same picture higher up
    view_->setAirLayers(hall().id, layers);
    QCOMPARE(view_->uploadCounts().air, shown);
    Pose pose = middleRack().pose; // a rack that moves takes its hall along
    pose.x += 0.05;
    view_->setSite(withRackPose(site_, middleRack().id, pose));
    QCOMPARE(view_->uploadCounts().air, shown);
    layers.lines = std::make_shared<std::vector<AirLine>>(*lines);
    view_->setAirLayers(hall().id, layers);
    QCOMPARE(view_->uploadCounts().air, shown + 1);
}

void TestScene::everyPresetLooksAtTheHall_data()
{
    QTest::addColumn<int>("preset");
    QTest::newRow("hall") << static_cast<int>(ViewPreset::Hall);
    QTest::newRow("from above") << static_cast<int>(ViewPreset::TopDown);
    QTest::newRow("from the south") << static_cast<int>(ViewPreset::South);
    QTest::newRow("from the east") << static_cast<int>(ViewPreset::East);
    QTest::newRow("campus") << static_cast<int>(ViewPreset::Campus);
}

void TestScene::everyPresetLooksAtTheHall()
{
    QFETCH(int, preset);
    QSignalSpy changed(view_.get(), &SceneView::presetChanged);
    view_->setSite(site_);
    view_->setActiveHall(hall().id);
    const bool already = view_->preset() == static_cast<ViewPreset>(preset);
    view_->showPreset(static_cast<ViewPreset>(preset));
    QCOMPARE(view_->preset(), static_cast<ViewPreset>(preset));
    QCOMPARE(changed.count(), already ? 0 : 1);
    for (const Rack& rack : hall().racks)
        QVERIFY(view_->rect().contains(view_->positionOfRack(rack.id)));
}

void TestScene::aRacksPlaceOnScreenIsWhereItIsPicked()
{
    showHall(ViewPreset::TopDown);
    for (const Rack& rack : hall().racks) {
        RackId clicked;
        const auto connection =
            connect(view_.get(), &SceneView::rackClicked, view_.get(), [&](RackId id) { clicked = id; });
        QTest::mouseClick(view_->window3d(), Qt::LeftButton, {}, view_->positionOfRack(rack.id));
        disconnect(connection);
        QCOMPARE(clicked.value, rack.id.value);
    }
}

void TestScene::aClickSelects()
{
    showHall(ViewPreset::Hall);
    std::vector<RackId> clicks;
    connect(view_.get(), &SceneView::rackClicked, view_.get(), [&](RackId id) { clicks.push_back(id); });
    const QImage before = view_->grabImage();
    QTest::mouseClick(view_->window3d(), Qt::LeftButton, {}, view_->positionOfRack(middleRack().id));
    QCOMPARE(clicks.size(), std::size_t{1});
    QCOMPARE(clicks[0].value, middleRack().id.value);
    view_->setSelectedRack(clicks[0]);
    QCOMPARE(view_->selectedRack().value, middleRack().id.value);
    QVERIFY(differingPixels(before, view_->grabImage()) > 50);
}

void TestScene::aClickOnTheGroundSelectsNothing()
{
    showHall(ViewPreset::Campus);
    std::vector<RackId> clicks;
    connect(view_.get(), &SceneView::rackClicked, view_.get(), [&](RackId id) { clicks.push_back(id); });
    QTest::mouseClick(view_->window3d(), Qt::LeftButton, {}, QPoint(890, 10));
    QCOMPARE(clicks.size(), std::size_t{1});
    QVERIFY(!clicks[0].valid());
}

void TestScene::hoveringNamesTheRackAndLeavingNamesNone()
{
    showHall(ViewPreset::Hall);
    std::vector<RackId> hovers;
    connect(view_.get(), &SceneView::rackHovered, view_.get(),
            [&](RackId id, QPoint) { hovers.push_back(id); });
    QTest::mouseMove(view_->window3d(), view_->positionOfRack(middleRack().id));
    QVERIFY(!hovers.empty());
    QCOMPARE(hovers.back().value, middleRack().id.value);
    QTest::mouseMove(view_->window3d(), QPoint(4, 4));
    QVERIFY(!hovers.back().valid());
}

void TestScene::aDoubleClickActivatesTheHall()
{
    view_->setSite(site_);
    std::vector<HallId> halls;
    connect(view_.get(), &SceneView::hallActivated, view_.get(), [&](HallId id) { halls.push_back(id); });
    // Closed, the building is met; the projected rack lies behind its roof.
    QTest::mouseDClick(view_->window3d(), Qt::LeftButton, {}, view_->positionOfRack(middleRack().id));
    QCOMPARE(halls.size(), std::size_t{1});
    QCOMPARE(halls[0].value, hall().id.value);
}

void TestScene::aSmallMovementIsAClick()
{
    showHall(ViewPreset::Hall);
    const Recorder drag(*view_);
    QSignalSpy clicked(view_.get(), &SceneView::rackClicked);
    const QPoint at = view_->positionOfRack(middleRack().id);
    QTest::mousePress(view_->window3d(), Qt::LeftButton, {}, at);
    QTest::mouseMove(view_->window3d(), at + QPoint(2, 2));
    QTest::mouseRelease(view_->window3d(), Qt::LeftButton, {}, at + QPoint(2, 2));
    QVERIFY(drag.started.empty());
    QCOMPARE(clicked.count(), 1);
}

void TestScene::aDragMovesTheRackWithThePointer_data()
{
    QTest::addColumn<int>("preset");
    QTest::addColumn<QPoint>("by");
    QTest::addColumn<double>("east"); // the way the rack must go
    QTest::addColumn<double>("north");
    QTest::newRow("from above, rightward") << int(ViewPreset::TopDown) << QPoint(80, 0) << 1.0 << 0.0;
    QTest::newRow("from above, upward") << int(ViewPreset::TopDown) << QPoint(0, -80) << 0.0 << 1.0;
    QTest::newRow("from the south, leftward") << int(ViewPreset::South) << QPoint(-80, 0) << -1.0 << 0.0;
    QTest::newRow("from the east, rightward") << int(ViewPreset::East) << QPoint(80, 0) << 0.0 << 1.0;
    QTest::newRow("oblique, away") << int(ViewPreset::Hall) << QPoint(0, -60) << -0.47 << 0.88; // azimuth -28
}

void TestScene::aDragMovesTheRackWithThePointer()
{
    QFETCH(int, preset);
    QFETCH(QPoint, by);
    QFETCH(double, east);
    QFETCH(double, north);
    showHall(static_cast<ViewPreset>(preset));
    const Recorder drag(*view_);
    // Where the nearer row hides the rack's top centre from the side, the front rack of that line is dragged instead.
    RackId pressed;
    connect(view_.get(), &SceneView::dragStarted, view_.get(), [&](RackId id) { pressed = id; });
    const QPoint from = view_->positionOfRack(middleRack().id) + QPoint(0, 3);
    dragBy(view_->window3d(), from, by);
    QVERIFY(view_->isDragging());
    QTest::mouseRelease(view_->window3d(), Qt::LeftButton, {}, from + by);

    QVERIFY(!view_->isDragging());
    QCOMPARE(drag.started.size(), std::size_t{1});
    QCOMPARE(drag.finished.size(), std::size_t{1});
    QCOMPARE(drag.finished[0].value, pressed.value);
    QVERIFY(drag.cancelled.empty());
    QVERIFY(drag.moves.size() >= 2);
    const Point2 moved = drag.moves.back() - site_->rack(pressed).pose.position();
    const double length = std::hypot(moved.x, moved.y);
    QVERIFY(length > 0.3);
    // Within 20 degrees of the pointer's way on the floor: perspective turns it a little off the picture's middle.
    const double along = (moved.x * east + moved.y * north) / (length * std::hypot(east, north));
    QVERIFY2(along > 0.94, qPrintable(QStringLiteral("moved %1, %2").arg(moved.x).arg(moved.y)));
}

void TestScene::escapeCancelsADrag()
{
    showHall(ViewPreset::TopDown);
    const Recorder drag(*view_);
    const QPoint from = view_->positionOfRack(middleRack().id);
    dragBy(view_->window3d(), from, {40, 0});
    QTest::keyClick(view_->window3d(), Qt::Key_Escape);
    QVERIFY(!view_->isDragging());
    QTest::mouseRelease(view_->window3d(), Qt::LeftButton, {}, from);
    QCOMPARE(drag.cancelled.size(), std::size_t{1});
    QCOMPARE(drag.cancelled[0].value, middleRack().id.value);
    QVERIFY(drag.finished.empty());
}

void TestScene::theRightButtonCancelsADrag()
{
    showHall(ViewPreset::TopDown);
    const Recorder drag(*view_);
    const QPoint from = view_->positionOfRack(middleRack().id);
    dragBy(view_->window3d(), from, {40, 0});
    QTest::mousePress(view_->window3d(), Qt::RightButton, {}, from + QPoint(40, 0));
    QCOMPARE(drag.cancelled.size(), std::size_t{1});
    QTest::mouseRelease(view_->window3d(), Qt::RightButton, {}, from);
    QTest::mouseRelease(view_->window3d(), Qt::LeftButton, {}, from);
    QVERIFY(drag.finished.empty());
}

void TestScene::aDragEndsWhenItsRackIsGone()
{
    showHall(ViewPreset::TopDown);
    const Recorder drag(*view_);
    const QPoint from = view_->positionOfRack(middleRack().id);
    dragBy(view_->window3d(), from, {40, 0});
    view_->setSite(withoutRack(site_, middleRack().id));
    QCOMPARE(drag.cancelled.size(), std::size_t{1});
    QTest::mouseRelease(view_->window3d(), Qt::LeftButton, {}, from);
}

void TestScene::draggingTheGroundOrbits()
{
    showHall(ViewPreset::Campus);
    const Recorder drag(*view_);
    const QPoint before = view_->positionOfRack(middleRack().id);
    dragBy(view_->window3d(), {880, 20}, {-100, 0});
    QTest::mouseRelease(view_->window3d(), Qt::LeftButton, {}, QPoint(780, 20));
    QVERIFY(drag.started.empty());
    QVERIFY((view_->positionOfRack(middleRack().id) - before).manhattanLength() > 20);
}

void TestScene::theWheelZooms()
{
    showHall(ViewPreset::TopDown);
    const auto width = [&] {
        return view_->positionOfRack(hall().racks[11].id).x() - view_->positionOfRack(hall().racks[0].id).x();
    };
    const int before = width();
    QWheelEvent event(QPointF(450, 300), QPointF(450, 300), {}, {0, 240}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(view_->window3d(), &event);
    QVERIFY(width() > before * 5 / 4);
}

void TestScene::fZoomsToFit()
{
    showHall(ViewPreset::Hall);
    const QPoint fitted = view_->positionOfRack(middleRack().id);
    dragBy(view_->window3d(), {20, 580}, {100, -50});
    QTest::mouseRelease(view_->window3d(), Qt::LeftButton, {}, QPoint(120, 530));
    QVERIFY(view_->positionOfRack(middleRack().id) != fitted);
    QTest::keyClick(view_->window3d(), Qt::Key_F);
    QCOMPARE(view_->positionOfRack(middleRack().id), fitted);
}

void TestScene::otherKeysReachTheParent()
{
    class Parent : public QWidget
    {
    public:
        int deletes = 0;

    protected:
        void keyPressEvent(QKeyEvent* event) override { deletes += event->key() == Qt::Key_Delete; }
    } parent;
    SceneView inner(&parent);
    parent.show();
    QVERIFY(QTest::qWaitForWindowExposed(&parent));
    QTest::keyClick(inner.window3d(), Qt::Key_Delete);
    QCOMPARE(parent.deletes, 1);
}

void TestScene::aChangedHallAloneIsUploaded()
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

void TestScene::theSameVersionUploadsNothing()
{
    view_->setSite(site_);
    const UploadCounts before = view_->uploadCounts();
    view_->setSite(site_);
    view_->setSite(std::make_shared<Site>(*site_)); // another version, every part shared
    QVERIFY(view_->uploadCounts() == before);
}

void TestScene::selectingUploadsOneHall()
{
    view_->setSite(site_);
    const int before = view_->uploadCounts().hallInstances;
    view_->setSelectedRack(middleRack().id);
    QCOMPARE(view_->uploadCounts().hallInstances, before + 1);
}

void TestScene::resultsColourThePipes()
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

void TestScene::aRackThatMovesLeavesThePipesAsTheyAre()
{
    view_->setSite(site_);
    const SnapshotPtr first = evaluate(site_, conditionsOf(*site_));
    view_->setSnapshot(first);
    const UploadCounts before = view_->uploadCounts();
    Pose pose = middleRack().pose;
    pose.x += 0.6;
    const SitePtr next = withRackPose(site_, middleRack().id, pose);
    const SnapshotPtr moved = evaluate(next, conditionsOf(*next), first.get());
    view_->setSite(next);
    view_->setSnapshot(moved);
    QCOMPARE(view_->uploadCounts().pipes, before.pipes);
    QCOMPARE(view_->uploadCounts().networks, before.networks);
}

void TestScene::aCduOutOfServiceRedrawsThePipes()
{
    view_->setSite(site_);
    view_->setSnapshot(evaluate(site_, conditionsOf(*site_)));
    const int before = view_->uploadCounts().pipes;
    Conditions conditions = conditionsOf(*site_);
    const Cdu& cdu = site_->buildings[1]->halls[0]->cdus.front();
    conditions.outages = conditions.outages.with({EquipmentKind::Cdu, cdu.id.value}, true);
    view_->setSnapshot(evaluate(site_, conditions));
    QCOMPARE(view_->uploadCounts().pipes, before + 1);
}

void TestScene::aClickOnEquipmentSelectsIt()
{
    view_->setSite(site_);
    view_->showPreset(ViewPreset::TopDown);
    view_->setRoofsVisible(false);
    const EquipmentRef unit{EquipmentKind::PlantUnit, site_->cooling->plant.front().id.value};
    EquipmentRef clicked;
    QSignalSpy racks(view_.get(), &SceneView::rackClicked);
    connect(view_.get(), &SceneView::equipmentClicked, view_.get(),
            [&](const EquipmentRef& equipment) { clicked = equipment; });
    const QPoint at = view_->positionOfEquipment(unit);
    QVERIFY(view_->rect().contains(at));
    QTest::mouseClick(view_->window3d(), Qt::LeftButton, {}, at);
    QVERIFY(clicked == unit);
    QCOMPARE(racks.count(), 0);
}

// From above, busways cover a good part of the racks that they feed.
void TestScene::aBuswayLeavesItsRacksToTheDrag()
{
    const Hall& fed = *site_->buildings[1]->halls[0];
    view_->setSite(site_);
    view_->setActiveHall(fed.id);
    view_->showPreset(ViewPreset::TopDown);
    view_->setLayerVisible(Layer::Labels, false);
    QSignalSpy clicks(view_.get(), &SceneView::equipmentClicked);
    QSignalSpy drags(view_.get(), &SceneView::dragStarted);
    QWindow* window = view_->window3d();
    const Rack& rack = fed.racks[2];
    int covered = 0;
    for (int across = -10; across <= 10; ++across) {
        const QPoint at = view_->positionOfRack(rack.id) + QPoint(0, across);
        clicks.clear();
        QTest::mouseClick(window, Qt::LeftButton, {}, at);
        if (clicks.isEmpty() || clicks.first()[0].value<EquipmentRef>().kind != EquipmentKind::PowerNode)
            continue; // the rack itself, or beside it
        drags.clear();
        QTest::mousePress(window, Qt::LeftButton, {}, at);
        for (int i = 1; i <= 5; ++i)
            QTest::mouseMove(window, at + QPoint(4 * i, 0));
        QTest::keyClick(window, Qt::Key_Escape);
        QTest::mouseRelease(window, Qt::LeftButton, {}, at + QPoint(20, 0));
        QCOMPARE(drags.count(), 1);
        QCOMPARE(drags.first()[0].value<RackId>(), rack.id);
        ++covered;
    }
    QVERIFY(covered > 0);
}

void TestScene::selectedEquipmentIsMarked_data()
{
    QTest::addColumn<EquipmentKind>("kind");
    QTest::newRow("air handler") << EquipmentKind::AirHandler;
    QTest::newRow("plant unit") << EquipmentKind::PlantUnit;
    QTest::newRow("power node") << EquipmentKind::PowerNode;
}

void TestScene::selectedEquipmentIsMarked()
{
    QFETCH(EquipmentKind, kind);
    const std::int64_t id = kind == EquipmentKind::AirHandler  ? hall().airHandlers.front().id.value
                            : kind == EquipmentKind::PlantUnit ? site_->cooling->plant.front().id.value
                                                               : site_->power->nodes.front().id.value;
    if (kind == EquipmentKind::AirHandler)
        showHall(ViewPreset::TopDown);
    else
        view_->setSite(site_);
    view_->setRoofsVisible(false);
    view_->setLayerVisible(Layer::Labels, false);
    const QImage before = view_->grabImage();
    view_->setSelectedEquipment({kind, id});
    QVERIFY(view_->selectedEquipment() == (EquipmentRef{kind, id}));
    const QImage marked = view_->grabImage();
    QVERIFY(differingPixels(before, marked) > 5);
    view_->setSelectedEquipment({});
    QCOMPARE(differingPixels(before, view_->grabImage()), 0);
}

void TestScene::resultsOfAnotherVersionColourTheSameRacks()
{
    showHall(ViewPreset::TopDown);
    view_->setColouring(style::RackColouring::InletTemperature);
    view_->setSnapshot(evaluate(site_, conditionsOf(*site_)));
    const QPoint other = view_->positionOfRack(hall().racks[2].id) + QPoint(0, 8);
    const QColor known = view_->grabImage().pixelColor(other);
    // The rack left; the snapshot still is of the version before.
    view_->setSite(withoutRack(site_, hall().racks[11].id));
    QCOMPARE(view_->grabImage().pixelColor(other), known);
    view_->setSnapshot(nullptr);
    QVERIFY(view_->grabImage().pixelColor(other) != known);
}

int main(int argc, char** argv)
{
    prepareGraphics();
    QApplication app(argc, argv);
    TestScene test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_scene.moc"
