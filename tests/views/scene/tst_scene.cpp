// What the 3D view shows of a campus, and from where.
#include "core/simulation/evaluate.h"
#include "tests/views/scene/scene_fixture.h"

#include <QSet>
#include <QSignalSpy>
#include <QWheelEvent>

using namespace hallwright;
using namespace hallwright::scene;

namespace {

int pixelsLike(const QImage& image, const QColor& colour)
{
    constexpr int tolerance = 24; // what light and filtering make of it
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor at = image.pixelColor(x, y);
            count += std::abs(at.red() - colour.red()) < tolerance &&
                     std::abs(at.green() - colour.green()) < tolerance &&
                     std::abs(at.blue() - colour.blue()) < tolerance;
        }
    }
    return count;
}

int distinctColours(const QImage& image)
{
    QSet<QRgb> colours;
    for (int y = 0; y < image.height(); y += 4) {
        for (int x = 0; x < image.width(); x += 4)
            colours.insert(image.pixel(x, y));
    }
    return static_cast<int>(colours.size());
}

} // namespace

class SceneTest : public SceneFixture
{
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { view_.reset(); }

    void nothingIsDrawnWithoutASite();
    void anEmptySiteIsDrawn();
    void aHallWithoutRacksIsDrawn();
    void aCampusFarFromTheOriginLooksLikeOneAtIt();
    void thePictureShowsTheCampus();
    void coloursFollowTheColouring();
    void theThemeChangesThePicture();
    void hidingALayerChangesThePicture_data();
    void hidingALayerChangesThePicture();
    void everyPresetLooksAtTheHall_data();
    void everyPresetLooksAtTheHall();
    void aRackNearbyHasALightInTheColourOfItsState();
    void aPumpCabinetNearbyShowsItsPipes();
    void selectedEquipmentIsMarked_data();
    void selectedEquipmentIsMarked();
    void aDimensionHasItsLengthOnIt();
};

void SceneTest::nothingIsDrawnWithoutASite()
{
    view_->setSite(nullptr);
    QVERIFY(!view_->grabImage().isNull());
    view_->setSite(site_);
    view_->setSite(nullptr);
    QVERIFY(!view_->grabImage().isNull());
    QCOMPARE(view_->positionOf(refTo(middleRack().id)), QPoint(-1, -1));
}

void SceneTest::anEmptySiteIsDrawn()
{
    view_->setSite(std::make_shared<Site>());
    view_->zoomToFit();
    QVERIFY(!view_->grabImage().isNull());
    QTest::mouseClick(view_->window3d(), Qt::LeftButton, {}, QPoint(450, 300));
}

void SceneTest::aHallWithoutRacksIsDrawn()
{
    auto empty = std::make_shared<Hall>(hall());
    empty->racks.clear();
    auto building = std::make_shared<Building>(*site_->buildings[0]);
    building->halls = {empty};
    auto site = std::make_shared<Site>(*site_);
    site->buildings[0] = building;
    view_->setSite(site);
    view_->setSelection({{}, empty->id});
    view_->showPreset(ViewPreset::Hall);
    const QImage bare = view_->grabImage();
    view_->setSite(site_);
    QVERIFY(differingPixels(bare, view_->grabImage()) > 2000);
}

void SceneTest::aCampusFarFromTheOriginLooksLikeOneAtIt()
{
    showHall(ViewPreset::Hall);
    view_->setLayerVisible(Layer::Power, false); // laid by the campus' own coordinates
    view_->setLayerVisible(Layer::CoolantLoops, false);
    view_->setLayerVisible(Layer::Fibre, false);
    const QPoint here = view_->positionOf(refTo(middleRack().id));
    auto far = std::make_shared<Site>(*site_);
    for (BuildingPtr& building : far->buildings) {
        auto moved = std::make_shared<Building>(*building);
        moved->originM = moved->originM + Point2{4.5e6, 6.2e6};
        building = moved;
    }
    far->cooling = std::make_shared<CoolingNetwork>();
    view_->setSite(far);
    view_->showPreset(ViewPreset::Hall);
    const QPoint there = view_->positionOf(refTo(middleRack().id));
    QVERIFY2((here - there).manhattanLength() <= 1,
             qPrintable(QStringLiteral("%1 %2").arg(there.x()).arg(there.y())));
}

void SceneTest::thePictureShowsTheCampus()
{
    view_->setSite(site_);
    const QImage image = view_->grabImage();
    QCOMPARE(image.size(), view_->size());
    QVERIFY2(distinctColours(image) > 30, qPrintable(QString::number(distinctColours(image))));
}

void SceneTest::coloursFollowTheColouring()
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

void SceneTest::theThemeChangesThePicture()
{
    view_->setSite(site_);
    const QImage light = view_->grabImage();
    view_->setTheme(style::Theme::Dark);
    const QImage dark = view_->grabImage();
    QVERIFY(light.pixelColor(5, 590).lightnessF() > dark.pixelColor(5, 590).lightnessF() + 0.3);
}

void SceneTest::hidingALayerChangesThePicture_data()
{
    QTest::addColumn<int>("layer");
    QTest::newRow("roofs") << static_cast<int>(Layer::Roofs);
    QTest::newRow("coolant loops") << static_cast<int>(Layer::CoolantLoops);
    QTest::newRow("fibre") << static_cast<int>(Layer::Fibre);
    QTest::newRow("power") << static_cast<int>(Layer::Power);
    QTest::newRow("labels") << static_cast<int>(Layer::Labels);
}

void SceneTest::hidingALayerChangesThePicture()
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

void SceneTest::everyPresetLooksAtTheHall_data()
{
    QTest::addColumn<int>("preset");
    QTest::newRow("hall") << static_cast<int>(ViewPreset::Hall);
    QTest::newRow("from above") << static_cast<int>(ViewPreset::TopDown);
    QTest::newRow("from the south") << static_cast<int>(ViewPreset::South);
    QTest::newRow("from the east") << static_cast<int>(ViewPreset::East);
    QTest::newRow("campus") << static_cast<int>(ViewPreset::Campus);
}

void SceneTest::everyPresetLooksAtTheHall()
{
    QFETCH(int, preset);
    QSignalSpy changed(view_.get(), &SceneView::presetChanged);
    view_->setSite(site_);
    view_->setSelection({{}, hall().id});
    const bool already = view_->preset() == static_cast<ViewPreset>(preset);
    view_->showPreset(static_cast<ViewPreset>(preset));
    QCOMPARE(view_->preset(), static_cast<ViewPreset>(preset));
    QCOMPARE(changed.count(), already ? 0 : 1);
    for (const Rack& rack : hall().racks)
        QVERIFY(view_->rect().contains(view_->positionOf(refTo(rack.id))));
}

void SceneTest::aRackNearbyHasALightInTheColourOfItsState()
{
    const QColor fine(66, 220, 112);
    showHall(ViewPreset::Inside);
    view_->setColouring(style::RackColouring::Neutral);
    const QImage unknown = view_->grabImage();
    QVERIFY(pixelsLike(unknown, fine) < 5);
    auto snapshot = std::make_shared<Snapshot>(*evaluate(site_, conditionsOf(*site_)));
    for (HallResultPtr& result : snapshot->halls) {
        auto cool = std::make_shared<HallResult>(*result);
        for (RackResult& rack : cool->racks)
            rack.inletC = -40.0; // nothing is near a limit
        result = cool;
    }
    view_->setSnapshot(snapshot);
    QVERIFY(pixelsLike(view_->grabImage(), fine) > 20);
}

void SceneTest::aPumpCabinetNearbyShowsItsPipes()
{
    view_->resize(1400, 900);
    QTRY_COMPARE(view_->window3d()->size(), QSize(1400, 900));
    view_->setSite(site_);
    const Hall& liquid = *site_->buildings[1]->halls[0];
    view_->setSelection({{}, liquid.id});
    view_->setLayerVisible(Layer::CoolantLoops, false);
    view_->setLayerVisible(Layer::Labels, false);
    const QColor warm(215, 92, 62); // where it returns
    view_->showPreset(ViewPreset::Hall);
    const int before = pixelsLike(view_->grabImage(), warm);
    view_->flyTo({ObjectKind::Cdu, liquid.cdus.front().id.value});
    const QPointF middle(700.0, 450.0);
    for (int notch = 0; notch < 5; ++notch) {
        QWheelEvent nearer(middle, view_->window3d()->mapToGlobal(middle), {}, {0, 120}, Qt::NoButton,
                           Qt::NoModifier, Qt::NoScrollPhase, false);
        QCoreApplication::sendEvent(view_->window3d(), &nearer);
    }
    QVERIFY2(pixelsLike(view_->grabImage(), warm) > before + 40, qPrintable(QString::number(before)));
}

void SceneTest::selectedEquipmentIsMarked_data()
{
    QTest::addColumn<ObjectKind>("kind");
    QTest::newRow("air handler") << ObjectKind::AirHandler;
    QTest::newRow("plant unit") << ObjectKind::PlantUnit;
    QTest::newRow("power node") << ObjectKind::PowerNode;
}

void SceneTest::selectedEquipmentIsMarked()
{
    QFETCH(ObjectKind, kind);
    const std::int64_t id = kind == ObjectKind::AirHandler  ? hall().airHandlers.front().id.value
                            : kind == ObjectKind::PlantUnit ? site_->cooling->plant.front().id.value
                                                            : site_->power->nodes.front().id.value;
    const HallId inHall = kind == ObjectKind::AirHandler ? hall().id : HallId{};
    if (inHall.valid())
        showHall(ViewPreset::TopDown);
    else
        view_->setSite(site_);
    view_->setRoofsVisible(false);
    view_->setLayerVisible(Layer::Labels, false);
    const QImage before = view_->grabImage();
    view_->setSelection({{{kind, id}}, inHall});
    const QImage marked = view_->grabImage();
    QVERIFY(differingPixels(before, marked) > 5);
    view_->setSelection({{}, inHall});
    QCOMPARE(differingPixels(before, view_->grabImage()), 0);
}

void SceneTest::aDimensionHasItsLengthOnIt()
{
    showHall(ViewPreset::TopDown);
    style::EditOverlay overlay;
    overlay.hall = hall().id;
    overlay.dimensions = {{{2.0, 9.0}, {6.0, 9.0}, QString()}};
    view_->setOverlay(overlay);
    const QImage line = view_->grabImage();
    overlay.dimensions.front().text = QStringLiteral("4.00 m");
    view_->setOverlay(overlay);
    QVERIFY(differingPixels(line, view_->grabImage()) > 100); // more than the frame of an empty plate
    view_->setOverlay({});
    view_->setOverlay(overlay);
    QVERIFY(differingPixels(line, view_->grabImage()) > 100); // it comes back
}

int main(int argc, char** argv)
{
    prepareGraphics();
    QApplication app(argc, argv);
    SceneTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_scene.moc"
