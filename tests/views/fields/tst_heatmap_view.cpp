#include "core/simulation/evaluate.h"
#include "tests/support/campus.h"
#include "tests/views/fields/pixels_like.h"
#include "views/fields/heatmap_view.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QSignalSpy>
#include <QSurfaceFormat>
#include <QTest>
#include <QWheelEvent>
#include <QWindow>

#include <cmath>

using namespace hallwright;
using namespace hallwright::fields;

namespace {

constexpr QSize viewSize(900, 640);

// The evaluated site, but with inlets that rise from the supply by 0.3 K for each metre east, and the first
// rack's `extraK` warmer still.
SnapshotPtr snapshotOf(const SitePtr& site, double extraK = 0.0)
{
    auto snapshot = std::make_shared<Snapshot>(*evaluate(site, conditionsOf(*site)));
    for (HallResultPtr& hall : snapshot->halls) {
        auto result = std::make_shared<HallResult>(*hall);
        for (std::size_t i = 0; i < result->racks.size(); ++i)
            result->racks[i].inletC =
                result->supplyC + 0.3 * result->hall->racks[i].pose.x + (i == 0 ? extraK : 0.0);
        hall = result;
    }
    return snapshot;
}

// How many different colours a sample of the picture's pixels has.
int coloursIn(const QImage& image, const QRect& area)
{
    QSet<QRgb> colours;
    for (int y = area.top(); y <= area.bottom(); y += 3)
        for (int x = area.left(); x <= area.right(); x += 3)
            colours.insert(image.pixel(x, y));
    return static_cast<int>(colours.size());
}

QRect pixels(const QImage& image)
{
    return image.rect();
}

} // namespace

class HeatmapViewTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void init();
    void cleanup();

    void hallIsShownWithItsScale();
    void quantityChangesThePicture();
    void themeChangesTheBackground();
    void isolinesCanBeTurnedOff();
    void selectedRackIsMarked();
    void newValuesChangeThePicture();
    void probeTellsTheValueUnderTheCursor();
    void probeOutsideTheHallIsNotANumber();
    void clickNamesTheRack();
    void clickBesideTheRacksNamesNone();
    void dragPansAndIsNoClick();
    void wheelComesNearerToTheCursor();
    void doubleClickShowsTheWholeHall();
    void emptyStatesShowNoHeatmap_data();
    void emptyStatesShowNoHeatmap();
    void hallWithoutRacksShowsNoHeatmap();
    void picturesSurviveMovingToAnotherWindow();
    void valuesArrivingWhileHiddenAreShownLater();

private:
    // A place of the hall in the widget, found by the probe itself.
    QPoint placeOf(Point2 inHall);
    Point2 probedAt(QPoint place);
    void show(const SitePtr& site, const SnapshotPtr& snapshot);

    SitePtr site_;
    SnapshotPtr snapshot_;
    HallPtr hall_;
    std::unique_ptr<QMainWindow> window_;
    HeatmapView* view_ = nullptr;
};

void HeatmapViewTest::initTestCase()
{
    site_ = test::smallCampus();
    snapshot_ = snapshotOf(site_);
    hall_ = site_->buildings.front()->halls.front();
}

void HeatmapViewTest::init()
{
    window_ = std::make_unique<QMainWindow>();
    view_ = new HeatmapView;
    window_->setCentralWidget(view_);
    window_->resize(viewSize);
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
    show(site_, snapshot_);
}

void HeatmapViewTest::cleanup()
{
    window_.reset();
}

void HeatmapViewTest::show(const SitePtr& site, const SnapshotPtr& snapshot)
{
    view_->setHall(site, snapshot, hall_->id);
    QCoreApplication::processEvents();
}

Point2 HeatmapViewTest::probedAt(QPoint place)
{
    QSignalSpy probed(view_, &HeatmapView::probed);
    QMouseEvent move(QEvent::MouseMove, QPointF(place), view_->mapToGlobal(QPointF(place)), Qt::NoButton,
                     Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(view_, &move);
    return {probed.last()[0].toDouble(), probed.last()[1].toDouble()};
}

QPoint HeatmapViewTest::placeOf(Point2 inHall)
{
    const QPoint a(200, 200);
    const QPoint b(500, 400);
    const Point2 atA = probedAt(a);
    const Point2 atB = probedAt(b);
    return QPoint(qRound(a.x() + (inHall.x - atA.x) * (b.x() - a.x()) / (atB.x - atA.x)),
                  qRound(a.y() + (inHall.y - atA.y) * (b.y() - a.y()) / (atB.y - atA.y)));
}

void HeatmapViewTest::hallIsShownWithItsScale()
{
    const QImage image = view_->grabImage();
    QCOMPARE(image.size(), view_->size() * view_->devicePixelRatioF());
    const QRect map(0, 0, image.width() * 4 / 5, image.height());
    QVERIFY(coloursIn(image, map) > 50);
    // The colour scale stands at the right, from the map's last colour on top to its first.
    const style::ColourMap& colours = heatmapColours(HeatmapQuantity::PowerDensity);
    const QImage scale = image.copy(image.width() - 110, 0, 60, image.height());
    QVERIFY(pixelsLike(scale.copy(0, 0, 60, image.height() / 2), colours.at(1.0)) > 10);
    QVERIFY(pixelsLike(scale.copy(0, image.height() / 2, 60, image.height() / 2), colours.at(0.0)) > 10);
}

void HeatmapViewTest::quantityChangesThePicture()
{
    const QImage density = view_->grabImage();
    view_->setQuantity(HeatmapQuantity::InletTemperature);
    const QImage temperature = view_->grabImage();
    QVERIFY(density != temperature);
    view_->setQuantity(HeatmapQuantity::PowerDensity);
    QCOMPARE(view_->grabImage(), density);
}

void HeatmapViewTest::themeChangesTheBackground()
{
    for (const style::Theme theme : {style::Theme::Dark, style::Theme::Light}) {
        view_->setTheme(theme);
        QCOMPARE(view_->grabImage().pixel(2, 2), style::colours(theme).background.rgb());
    }
}

void HeatmapViewTest::isolinesCanBeTurnedOff()
{
    const QImage with = view_->grabImage();
    view_->setIsolines(false);
    QVERIFY(view_->grabImage() != with);
    view_->setIsolines(true);
    QCOMPARE(view_->grabImage(), with);
}

void HeatmapViewTest::selectedRackIsMarked()
{
    const QRgb mark = style::colours(style::Theme::Light).selection.rgb();
    QCOMPARE(pixelsLike(view_->grabImage(), mark), 0);
    view_->setSelection({{refTo(hall_->racks[5].id)}, hall_->id});
    QVERIFY(pixelsLike(view_->grabImage(), mark) > 40);
    view_->setSelection({{}, hall_->id});
    QCOMPARE(pixelsLike(view_->grabImage(), mark), 0);
}

void HeatmapViewTest::newValuesChangeThePicture()
{
    view_->setQuantity(HeatmapQuantity::InletTemperature);
    const QImage before = view_->grabImage();
    show(site_, snapshotOf(site_, 2.0));
    QVERIFY(view_->grabImage() != before);
    show(site_, snapshotOf(site_, 0.0));
    QCOMPARE(view_->grabImage(), before);
}

void HeatmapViewTest::probeTellsTheValueUnderTheCursor()
{
    view_->setQuantity(HeatmapQuantity::InletTemperature);
    const HeatmapGrid grid = heatmapOf(*snapshot_->hallResult(hall_->id), HeatmapQuantity::InletTemperature);
    QSignalSpy probed(view_, &HeatmapView::probed);
    for (const Rack& rack : {hall_->racks[2], hall_->racks[9], hall_->racks[20]}) {
        const QPoint place = placeOf(rack.pose.position());
        const Point2 at = probedAt(place);
        const double value = probed.last()[2].toDouble();
        // The cursor stands on whole pixels: the value lies between those of the four nearest cells.
        const int i = static_cast<int>(at.x / grid.dxM - 0.5);
        const int j = static_cast<int>(at.y / grid.dyM - 0.5);
        const auto cell = [&](int di, int dj) {
            return static_cast<double>(grid.values[static_cast<std::size_t>((j + dj) * grid.nx + i + di)]);
        };
        const auto [low, high] = std::minmax({cell(0, 0), cell(1, 0), cell(0, 1), cell(1, 1)});
        QVERIFY2(value >= low && value <= high, qPrintable(QString::number(value)));
    }
}

void HeatmapViewTest::probeOutsideTheHallIsNotANumber()
{
    QSignalSpy probed(view_, &HeatmapView::probed);
    const Point2 at = probedAt(placeOf({-0.5, 1.0}));
    QVERIFY(at.x < 0.0);
    QVERIFY(std::isnan(probed.last()[2].toDouble()));
}

void HeatmapViewTest::clickNamesTheRack()
{
    QSignalSpy clicked(view_, &HeatmapView::clicked);
    for (const Rack& rack : hall_->racks) {
        QTest::mouseClick(view_, Qt::LeftButton, Qt::NoModifier, placeOf(rack.pose.position()));
        QVERIFY(!clicked.isEmpty());
        QVERIFY(clicked.last()[0].value<ObjectRef>() == refTo(rack.id));
        clicked.clear();
        QTest::qWait(1); // events of the click
    }
}

void HeatmapViewTest::clickBesideTheRacksNamesNone()
{
    QSignalSpy clicked(view_, &HeatmapView::clicked);
    QTest::mouseClick(view_, Qt::LeftButton, Qt::NoModifier, placeOf({0.3, 0.3}));
    QVERIFY(clicked.isEmpty());
}

void HeatmapViewTest::dragPansAndIsNoClick()
{
    QSignalSpy clicked(view_, &HeatmapView::clicked);
    const Point2 rack = hall_->racks[4].pose.position();
    const QPoint from = placeOf(rack);
    const QPoint by(80, 30);
    QTest::mousePress(view_, Qt::LeftButton, Qt::NoModifier, from);
    for (const QPoint& place : {from + by / 2, from + by}) {
        QMouseEvent move(QEvent::MouseMove, QPointF(place), view_->mapToGlobal(QPointF(place)), Qt::NoButton,
                         Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(view_, &move);
    }
    QTest::mouseRelease(view_, Qt::LeftButton, Qt::NoModifier, from + by);
    QVERIFY(clicked.isEmpty());
    QCOMPARE(placeOf(rack), from + by);
}

void HeatmapViewTest::wheelComesNearerToTheCursor()
{
    const QPoint cursor(420, 300);
    const Point2 held = probedAt(cursor);
    const double widthBefore = probedAt({620, 300}).x - held.x;
    QWheelEvent wheel(QPointF(cursor), view_->mapToGlobal(QPointF(cursor)), {}, {0, 120}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(view_, &wheel);
    const Point2 now = probedAt(cursor);
    constexpr double rounding = 1e-9;
    QVERIFY(std::abs(now.x - held.x) < rounding && std::abs(now.y - held.y) < rounding);
    QVERIFY(probedAt({620, 300}).x - now.x < 0.9 * widthBefore);
}

void HeatmapViewTest::doubleClickShowsTheWholeHall()
{
    const QImage whole = view_->grabImage();
    const QPoint cursor(300, 200);
    QWheelEvent wheel(QPointF(cursor), view_->mapToGlobal(QPointF(cursor)), {}, {0, 480}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(view_, &wheel);
    QVERIFY(view_->grabImage() != whole);
    QTest::mouseDClick(view_, Qt::LeftButton, Qt::NoModifier, cursor);
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(view_, &leave);
    QCOMPARE(view_->grabImage(), whole);
}

void HeatmapViewTest::emptyStatesShowNoHeatmap_data()
{
    QTest::addColumn<bool>("withSite");
    QTest::addColumn<bool>("withSnapshot");
    QTest::addColumn<qint64>("hall");
    QTest::newRow("no site") << false << false << qint64(0);
    QTest::newRow("no hall chosen") << true << true << qint64(0);
    QTest::newRow("unknown hall") << true << true << qint64(99);
    QTest::newRow("not evaluated") << true << false << qint64(1);
}

void HeatmapViewTest::emptyStatesShowNoHeatmap()
{
    QFETCH(bool, withSite);
    QFETCH(bool, withSnapshot);
    QFETCH(qint64, hall);
    view_->setHall(withSite ? site_ : nullptr, withSnapshot ? snapshot_ : nullptr, HallId{hall});
    const QImage image = view_->grabImage();
    const QRgb background = style::colours(style::Theme::Light).background.rgb();
    QCOMPARE(image.pixel(2, 2), background);
    // Around the sentence in the middle there is nothing.
    QCOMPARE(coloursIn(image, QRect(0, 0, image.width(), image.height() / 3)), 1);
    QVERIFY(coloursIn(image, pixels(image)) > 1);
    view_->setHall(site_, snapshot_, hall_->id);
    QVERIFY(coloursIn(view_->grabImage(), pixels(image)) > 50);
}

void HeatmapViewTest::hallWithoutRacksShowsNoHeatmap()
{
    auto site = std::make_shared<Site>(*site_);
    auto building = std::make_shared<Building>(*site->buildings.front());
    auto hall = std::make_shared<Hall>(*hall_);
    hall->racks.clear();
    building->halls.front() = hall;
    site->buildings.front() = building;
    show(site, snapshotOf(site));
    const QImage image = view_->grabImage();
    QCOMPARE(coloursIn(image, QRect(0, 0, image.width(), image.height() / 3)), 1);
    QVERIFY(coloursIn(image, pixels(image)) > 1);
}

void HeatmapViewTest::picturesSurviveMovingToAnotherWindow()
{
    QDockWidget* dock = new QDockWidget(window_.get());
    window_->takeCentralWidget();
    window_->setCentralWidget(new QWidget);
    window_->centralWidget()->setMaximumWidth(40);
    dock->setWidget(view_);
    window_->addDockWidget(Qt::RightDockWidgetArea, dock);
    QTRY_VERIFY(view_->isVisible());
    for (const bool floating : {true, false, true}) {
        dock->setFloating(floating);
        QCOMPARE(view_->window() == dock, floating);
        // Asked anew each time: moving makes another handle.
        const auto isExposed = [this] {
            const QWindow* handle = view_->window()->windowHandle();
            return handle && handle->isExposed();
        };
        QTRY_VERIFY(isExposed());
        const QImage image = view_->grabImage();
        QVERIFY(coloursIn(image, pixels(image)) > 50);
    }
}

void HeatmapViewTest::valuesArrivingWhileHiddenAreShownLater()
{
    view_->setQuantity(HeatmapQuantity::InletTemperature);
    const QImage before = view_->grabImage();
    view_->hide();
    show(site_, snapshotOf(site_, 2.0));
    view_->show();
    QTRY_VERIFY(view_->grabImage() != before);
}

QTEST_MAIN(HeatmapViewTest)

#include "tst_heatmap_view.moc"
