// A hall's heatmap on its floor, and its air, in the 3D view.
#include "core/model/edits.h"
#include "tests/views/scene/scene_fixture.h"

#include <algorithm>

using namespace hallwright;
using namespace hallwright::scene;
using style::AirLayers;
using style::AirLine;
using style::AirSlice;
using style::AirSurface;

class SceneAirTest : public SceneFixture
{
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { view_.reset(); }

    void aHeatmapLiesNorthUpOnTheFloor();
    void aSliceOfTheAirIsDrawnAtItsHeight();
    void slicesOfTheAirLieWhereTheyCut();
    void slicesThatCrossAreSeenThroughEachOther();
    void clearPartsOfASliceShowWhatIsBelow();
    void linesAndTheSurfaceOfTheAirAreDrawn();
    void theAirIsRemovedWithItsHall();
    void airThatStaysIsNotUploadedAgain();
};

void SceneAirTest::aHeatmapLiesNorthUpOnTheFloor()
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

void SceneAirTest::aSliceOfTheAirIsDrawnAtItsHeight()
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
    const int seenAt = view_->positionOf(refTo(rack.id)).y();
    const auto onTop = changedRows(top);
    QVERIFY2(onTop.first <= seenAt && onTop.second >= seenAt,
             qPrintable(QStringLiteral("%1..%2, rack at %3").arg(onTop.first).arg(onTop.second).arg(seenAt)));
    QCOMPARE(changedRows(0.5 * top).second, -1);
    const auto above = changedRows(top + 0.6);
    QVERIFY(above.second >= 0 && above.second < onTop.second);
}

void SceneAirTest::slicesOfTheAirLieWhereTheyCut()
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

void SceneAirTest::slicesThatCrossAreSeenThroughEachOther()
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

void SceneAirTest::clearPartsOfASliceShowWhatIsBelow()
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

void SceneAirTest::linesAndTheSurfaceOfTheAirAreDrawn()
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

void SceneAirTest::theAirIsRemovedWithItsHall()
{
    showHall(ViewPreset::TopDown);
    QImage red(8, 8, QImage::Format_ARGB32);
    red.fill(Qt::red);
    const QImage before = view_->grabImage();
    view_->setAirLayers(hall().id, {{sliceOf(AirSlice::Plane::Level, 2.5, red)}, nullptr, nullptr});
    QVERIFY(differingPixels(before, view_->grabImage()) > 2000);
    view_->setSite(nullptr);
    view_->setSite(site_); // the same hall again: its air is still what was given
    view_->setSelection({{}, {}});
    view_->showPreset(ViewPreset::Campus);
    const QImage closed = view_->grabImage(); // under the roof nothing of it is seen
    view_->setAirLayers({}, {});
    QCOMPARE(differingPixels(closed, view_->grabImage()), 0);
}

void SceneAirTest::airThatStaysIsNotUploadedAgain()
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

int main(int argc, char** argv)
{
    prepareGraphics();
    QApplication app(argc, argv);
    SceneAirTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_scene_air.moc"
