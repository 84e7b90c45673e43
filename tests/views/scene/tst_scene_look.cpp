// What the looks beyond the plain one add to the picture, and what they leave as it is.
#include "tests/views/scene/scene_fixture.h"
#include "views/scene/frame_graph.h"
#include "views/scene/scene_window.h"

#include <QSignalSpy>
#include <Qt3DCore/QEntity>
#include <Qt3DRender/QAbstractTexture>
#include <Qt3DRender/QMaterial>
#include <Qt3DRender/QRenderPass>
#include <Qt3DRender/QRenderPassFilter>
#include <Qt3DRender/QRenderTargetSelector>

using namespace hallwright;
using namespace hallwright::scene;

namespace {

struct Drawn {
    Drawn() : uniforms(&root), materials(&root), graph(&window, &camera, uniforms, &root) {}

    template <class Node>
    int count(const QObject* within) const
    {
        return static_cast<int>(within->findChildren<Node*>().size());
    }

    QWindow window;
    Qt3DCore::QEntity root;
    Qt3DCore::QEntity camera;
    SharedUniforms uniforms;
    Materials materials;
    FrameGraph graph;
};

double lightnessAround(const QImage& image, QPoint at)
{
    double sum = 0.0;
    int count = 0;
    for (int dy = -2; dy <= 2; ++dy) {
        for (int dx = -2; dx <= 2; ++dx, ++count)
            sum += image.pixelColor(at + QPoint(dx, dy)).lightnessF();
    }
    return sum / count;
}

} // namespace

class SceneLookTest : public SceneFixture
{
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { view_.reset(); }

    void thePlainLookHasNoExtraPass();
    void eachLookAddsItsPasses_data();
    void eachLookAddsItsPasses();
    void softwareIsDrawnPlainUnlessToldOtherwise();
    void shortFramesOnACardBringTheNextLookAndLongOnesTakeItBack();
    void thePlainLookComesBackAsItWas();
    void shadowsDarkenTheFloorBehindARack();
    void aHeatmapKeepsItsColours();
    void whatAToolShowsKeepsItsColoursInTheShadow();
    void twoFramesAreAlike();
    void thePictureFollowsTheSizeOfTheWindow();
    void aFrameIsTimedWhereItCounts();

private:
    // Two racks a few metres apart in an empty hall, seen from above.
    void showTwoRacks()
    {
        auto lone = std::make_shared<Hall>(hall());
        Rack rack = lone->racks.front();
        rack.pose = {0.5 * lone->widthM, 0.5 * lone->depthM, 0.0};
        Rack other = lone->racks.back();
        other.pose = {rack.pose.x + apartM, rack.pose.y, 0.0};
        lone->racks = {rack, other};
        lone->airHandlers.clear();
        lone->columns.clear();
        lone->aisles.clear();
        auto building = std::make_shared<Building>(*site_->buildings[0]);
        building->halls = {lone};
        auto site = std::make_shared<Site>();
        site->catalogue = site_->catalogue;
        site->buildings = {building};
        view_->setSite(site);
        view_->setSelection({{}, lone->id});
        view_->setLayerVisible(Layer::Labels, false);
        view_->showPreset(ViewPreset::TopDown);
        rack_ = rack.id;
        pose_ = rack.pose;
        pixelsPerMetre_ =
            (view_->positionOf(refTo(other.id)) - view_->positionOf(refTo(rack.id))).x() / apartM;
    }

    // On the screen, from the first rack's middle.
    QPoint at(double eastM, double northM) const
    {
        return view_->positionOf(refTo(rack_)) +
               QPoint(qRound(eastM * pixelsPerMetre_), -qRound(northM * pixelsPerMetre_));
    }

    static constexpr double apartM = 5.0;
    RackId rack_;
    Pose pose_;
    double pixelsPerMetre_ = 0.0;
};

void SceneLookTest::thePlainLookHasNoExtraPass()
{
    Drawn drawn;
    const QObject* plain = drawn.graph.of(Look::Plain);
    QCOMPARE(drawn.count<Qt3DRender::QRenderPassFilter>(plain), 4); // opaque, backdrop, glass, label
    QCOMPARE(drawn.count<Qt3DRender::QRenderTargetSelector>(plain), 0);
    QCOMPARE(drawn.count<Qt3DRender::QAbstractTexture>(&drawn.root), 0);
    QCOMPARE(drawn.count<Qt3DRender::QRenderPass>(drawn.materials.rack), 1);
}

void SceneLookTest::eachLookAddsItsPasses_data()
{
    QTest::addColumn<int>("look");
    QTest::addColumn<int>("passes");
    QTest::addColumn<int>("targets");
    QTest::newRow("smooth") << static_cast<int>(Look::Smooth) << 5 << 1;   // composed of several samples
    QTest::newRow("shadows") << static_cast<int>(Look::Shadows) << 6 << 2; // what the sun sees
    QTest::newRow("full") << static_cast<int>(Look::Full) << 8 << 4;       // occlusion, softened
}

void SceneLookTest::eachLookAddsItsPasses()
{
    QFETCH(int, look);
    Drawn drawn;
    const QObject* graph = drawn.graph.of(static_cast<Look>(look));
    QTEST(drawn.count<Qt3DRender::QRenderPassFilter>(graph), "passes");
    QTEST(drawn.count<Qt3DRender::QRenderTargetSelector>(graph), "targets");
    QCOMPARE(drawn.count<Qt3DRender::QRenderPass>(drawn.materials.rack), 3); // plain, shaded, casting
    QCOMPARE(drawn.count<Qt3DRender::QRenderPass>(drawn.materials.glass), 1);
}

void SceneLookTest::softwareIsDrawnPlainUnlessToldOtherwise()
{
    showHall(ViewPreset::Hall);
    view_->grabImage();
    QSignalSpy known(qobject_cast<SceneWindow*>(view_->window3d()), &SceneWindow::rendererKnown);
    for (int i = 0; i < 3; ++i)
        view_->grabImage();
    QCOMPARE(known.count(), 0); // with the first frame, and once
    QCOMPARE(view_->look(), Look::Plain);
    view_->setLook(LookChoice::Full);
    QCOMPARE(view_->look(), Look::Full);
}

void SceneLookTest::shortFramesOnACardBringTheNextLookAndLongOnesTakeItBack()
{
    showHall(ViewPreset::Hall);
    view_->grabImage();
    auto* window = qobject_cast<SceneWindow*>(view_->window3d());
    const auto draw = [&](int frames, double milliseconds) { // without one of the real frames between
        for (int i = 0; i < frames; ++i)
            emit window->drawn(milliseconds);
        QCoreApplication::sendPostedEvents(view_.get());
    };
    QList<Look> looks;
    connect(view_.get(), &SceneView::lookChanged, this, [&](Look look) { looks << look; });
    emit window->rendererKnown("A graphics card");
    draw(70, 4.0);
    QCOMPARE(looks, QList<Look>{Look::Smooth});
    draw(20, 25.0);
    QCOMPARE(looks, (QList<Look>{Look::Smooth, Look::Plain}));
    view_->setLook(LookChoice::Plain);
    QVERIFY(!view_->grabImage().isNull());
}

void SceneLookTest::thePlainLookComesBackAsItWas()
{
    view_->setSite(site_);
    view_->setRoofsVisible(false);
    const QImage plain = view_->grabImage();
    view_->setLook(LookChoice::Full);
    const QImage full = view_->grabImage();
    QCOMPARE(full.size(), plain.size());
    QVERIFY2(differingPixels(plain, full) > 20000, qPrintable(QString::number(differingPixels(plain, full))));
    view_->setLook(LookChoice::Plain);
    QCOMPARE(differingPixels(plain, view_->grabImage()), 0);
    view_->setLook(LookChoice::Full);
    QCOMPARE(differingPixels(full, view_->grabImage()), 0);
}

void SceneLookTest::shadowsDarkenTheFloorBehindARack()
{
    showTwoRacks();
    const QImage plain = view_->grabImage();
    view_->setLook(LookChoice::Full);
    const QImage full = view_->grabImage();
    const auto darker = [&](QPoint where) {
        return lightnessAround(plain, where) - lightnessAround(full, where);
    };
    // The sun stands in the south-west: the shadow falls to the north-east, about as far as the rack is high.
    constexpr double noise = 0.01;
    for (const QPoint behind : {at(0.6, 0.4), at(1.0, 1.2), at(1.2, 1.5)})
        QVERIFY2(darker(behind) > 0.15, qPrintable(QString::number(darker(behind))));
    for (const QPoint sunny : {at(0.0, 0.0), at(-1.5, 1.5), at(1.5, -1.5), at(-1.5, -1.5), at(3.0, 3.0)})
        QVERIFY2(std::abs(darker(sunny)) < noise, qPrintable(QString::number(darker(sunny))));
}

void SceneLookTest::aHeatmapKeepsItsColours()
{
    showTwoRacks();
    QImage heat(16, 16, QImage::Format_ARGB32);
    heat.fill(QColor(180, 60, 40));
    view_->setFloorHeatmap(view_->selection().hall, heat);
    view_->setLook(LookChoice::Full);
    const QImage full = view_->grabImage();
    for (const QPoint place :
         {at(1.0, 1.2), at(0.4, 0.0), at(-1.5, -1.5)}) // in the shadow, in a crease, in the sun
        QCOMPARE(full.pixelColor(place), QColor(180, 60, 40));
}

void SceneLookTest::whatAToolShowsKeepsItsColoursInTheShadow()
{
    showTwoRacks();
    style::EditOverlay overlay;
    overlay.hall = view_->selection().hall;
    overlay.ghosts.push_back({{{}, {pose_.x + 1.6, pose_.y + 2.0, 0.0}, 2.6, 2.6}, 0.1, true});
    view_->setOverlay(overlay);
    const QPoint behind = at(1.0, 1.2);
    const QImage plain = view_->grabImage();
    view_->setLook(LookChoice::Full);
    QCOMPARE(view_->grabImage().pixelColor(behind), plain.pixelColor(behind));
    view_->setOverlay({});
    QVERIFY(view_->grabImage().pixelColor(behind).lightnessF() < 0.8); // it lay in a shadow
}

void SceneLookTest::twoFramesAreAlike()
{
    showHall(ViewPreset::Hall);
    view_->setLook(LookChoice::Full);
    const QImage first = view_->grabImage();
    QCOMPARE(differingPixels(first, view_->grabImage()), 0);
}

void SceneLookTest::thePictureFollowsTheSizeOfTheWindow()
{
    showHall(ViewPreset::Hall);
    view_->setLook(LookChoice::Full);
    view_->grabImage();
    view_->resize(1000, 700);
    QTRY_COMPARE(view_->window3d()->size(), QSize(1000, 700));
    const QImage larger = view_->grabImage();
    QCOMPARE(larger.size(), QSize(1000, 700));
    for (const QPoint corner : {QPoint(2, 2), QPoint(997, 2), QPoint(2, 697), QPoint(997, 697)})
        QVERIFY(larger.pixelColor(corner).lightnessF() > 0.2);
}

void SceneLookTest::aFrameIsTimedWhereItCounts()
{
    showHall(ViewPreset::Hall);
    view_->grabImage();
    auto* window = qobject_cast<SceneWindow*>(view_->window3d());
    QVector<double> times;
    connect(window, &SceneWindow::drawn, this, [&](double ms) { times << ms; });
    view_->setLayerVisible(Layer::Labels, false);
    view_->grabImage();
    QVERIFY(times.isEmpty()); // on software nothing would follow from it
    window->setMeasuring(true);
    view_->setLayerVisible(Layer::Labels, true);
    view_->grabImage();
    QTRY_VERIFY(!times.isEmpty());
    for (const double ms : times)
        QVERIFY2(ms > 0.0 && ms < 8000.0, qPrintable(QString::number(ms)));
}

int main(int argc, char** argv)
{
    prepareGraphics();
    QApplication app(argc, argv);
    SceneLookTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_scene_look.moc"
