#include "core/simulation/evaluate.h"
#include "tests/support/campus.h"
#include "tests/views/fields/analytic_air.h"
#include "tests/views/fields/pixels_like.h"
#include "views/fields/field_controls.h"
#include "views/fields/field_scale.h"
#include "views/fields/field_view.h"
#include "views/fields/furniture.h"
#include "views/fields/picture_thread.h"
#include "views/fields/slice.h"
#include "views/shared/format.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QMainWindow>
#include <QSignalSpy>
#include <QSlider>
#include <QTemporaryDir>
#include <QTest>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <cmath>
#include <thread>

using namespace hallwright;
using namespace hallwright::fields;
using namespace hallwright::fields::analytic;

namespace {

constexpr QSize viewSize(900, 640);

} // namespace

class FieldViewTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();

    void withoutAFieldItSaysSo();
    void problemsAreSaidInstead();
    void lastFieldStaysWhereThereIsNone();
    void planHasTheColourOfItsHeight();
    void probeTellsWhatIsUnderTheCursor();
    void probeOutsideTellsNothing();
    void clickNamesTheRack();
    void dragIsNoClick();
    void layersChangeThePicture();
    void surfaceAndStreamlinesAreSeen();
    void aSupplyIsChosenByAClick();
    void whatTheEyeMissesIsNotUnderTheCursor();
    void shareComesFromTheBackground();
    void newestShareWins();
    void shareOfARackNeedsARack();
    void powerDensityNeedsNoSolvedAir();
    void differenceHasItsColoursAndItsProbe();
    void differenceOfInletsAloneColoursTheRacks();
    void inletSourcesAreListed();
    void oldFieldIsLetGo();
    void aPictureOfTheHallBeforeIsNotShown();
    void anotherHallIsSeenWholeAndInItsOwnColours();
    void allIsSaidInANarrowView();
    void statusTellsTheLayoutOfTheField();
    void themeChangesTheBackground();
    void unitsChangeTheProbe();
    void rangeIsToldAndCanBeFixed();
    void presetsAndKeys();
    void picturesSurviveMovingToAnotherWindow();
    void savesAPng();
    void solvedFieldIsShownAndLetGo();

    void controlsTellOfEachChoice();
    void controlsFollowWithoutTelling();
    void controlsCanBeReachedByKeys();
    void controlsStayLowInANarrowPane();
    void controlsShowTheReadersUnits();

private:
    void probeAt(QPoint place);
    QPoint placeOf(Point3 inRoom); // in the plan preset, found by the probe

    std::unique_ptr<QMainWindow> window_;
    FieldView* view_ = nullptr;
    Point3 probed_;
    double value_ = 0.0;
};

void FieldViewTest::init()
{
    window_ = std::make_unique<QMainWindow>();
    view_ = new FieldView;
    window_->setCentralWidget(view_);
    window_->resize(viewSize);
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
    connect(view_, &FieldView::probed, this, [this](double x, double y, double z, double value) {
        probed_ = {x, y, z};
        value_ = value;
    });
    view_->showPreset(FieldPreset::Plan);
    view_->setData(stratifiedAir());
    view_->grabImage();
}

void FieldViewTest::cleanup()
{
    window_.reset();
    style::setUnitSystem(style::UnitSystem::Si);
}

void FieldViewTest::probeAt(QPoint place)
{
    QMouseEvent move(QEvent::MouseMove, QPointF(place), view_->mapToGlobal(QPointF(place)), Qt::NoButton,
                     Qt::NoButton, Qt::NoModifier);
    QCoreApplication::sendEvent(view_, &move);
}

QPoint FieldViewTest::placeOf(Point3 inRoom)
{
    const QPoint a(300, 250);
    const QPoint b(500, 350);
    probeAt(a);
    const Point3 atA = probed_;
    probeAt(b);
    const Point3 atB = probed_;
    return QPoint(qRound(a.x() + (inRoom.x - atA.x) * (b.x() - a.x()) / (atB.x - atA.x)),
                  qRound(a.y() + (inRoom.y - atA.y) * (b.y() - a.y()) / (atB.y - atA.y)));
}

void FieldViewTest::withoutAFieldItSaysSo()
{
    const SitePtr site = test::smallCampus();
    view_->setData(nullptr);
    QCOMPARE(view_->sentence(), QStringLiteral("Choose a hall to see its air."));
    view_->setHall(site, nullptr, site->buildings.front()->halls.front()->id);
    QCOMPARE(view_->sentence(), QStringLiteral("No field yet: the air of Hall A has not been solved."));
    const QImage image = view_->grabImage();
    QCOMPARE(image.pixel(2, 2), style::colours(style::Theme::Light).background.rgb());
    QVERIFY(view_->status().isEmpty());
}

void FieldViewTest::problemsAreSaidInstead()
{
    const auto data = stratifiedAir();
    AirFieldReport report;
    report.problems.push_back({AirProblemKind::SealedRack, "Rack A01 is sealed."});
    report.problems.push_back({AirProblemKind::NoReturn, "The hall has no return."});
    data->report = &report;
    view_->setData(nullptr);
    view_->setData(data);
    QCOMPARE(view_->sentence(),
             QStringLiteral("No field of this hall:\nRack A01 is sealed.\nThe hall has no return."));
    QCOMPARE(pixelsLike(view_->grabImage(), scaleOf(FieldLayer::Temperature, {18, 30}).colours().at(24.0)),
             0);
    view_->setData(nullptr); // before `report` goes
}

// A drag passes places that leave no field: the picture does not go.
void FieldViewTest::lastFieldStaysWhereThereIsNone()
{
    const QRgb air = scaleOf(FieldLayer::Temperature, {18, 30}).colours().at(24.0);
    const QString status = view_->status();
    const auto data = stratifiedAir();
    AirFieldReport report;
    report.problems.push_back({AirProblemKind::NoReturn, "The hall has no return."});
    data->report = &report;
    view_->setData(data);
    QVERIFY(view_->sentence().isEmpty());
    QCOMPARE(view_->status(), QStringLiteral("Field from before the change"));
    QVERIFY(pixelsLike(view_->grabImage(), air) > 1000);
    view_->setData(stratifiedAir());
    QCOMPARE(view_->status(), status);
}

void FieldViewTest::planHasTheColourOfItsHeight()
{
    FieldOptions options;
    options.isolines = false;
    for (const double height : {0.5, 1.5, 2.5}) {
        options.planM = height;
        view_->setOptions(options);
        const QRgb expected =
            scaleOf(FieldLayer::Temperature, {18.0, 30.0}).colours().at(18.0 + 4.0 * height);
        const QImage image = view_->grabImage();
        QVERIFY2(pixelsLike(image, expected) > 100'000, qPrintable(QString::number(height)));
        // At a place of its own: a metre from the south-west corner.
        const QPoint place = placeOf({1.0, 1.0, height}) * view_->devicePixelRatio();
        const QRgb pixel = image.pixel(place);
        QVERIFY(std::abs(qRed(pixel) - qRed(expected)) <= 3 && std::abs(qBlue(pixel) - qBlue(expected)) <= 3);
    }
}

void FieldViewTest::probeTellsWhatIsUnderTheCursor()
{
    FieldOptions options;
    for (const double height : {0.6, 1.5, 2.2}) {
        options.planM = height;
        view_->setOptions(options);
        view_->grabImage();
        probeAt(placeOf({2.0, 6.0, height}));
        constexpr double pixelM = 0.03;
        QVERIFY(std::abs(probed_.x - 2.0) < pixelM && std::abs(probed_.y - 6.0) < pixelM);
        QCOMPARE(probed_.z, height);
        constexpr double singlePrecision = 1e-4;
        QVERIFY(std::abs(value_ - (18.0 + 4.0 * height)) < singlePrecision);
    }
    // From the south the section along the hall is before the eye.
    options.plan = false;
    options.longSection = true;
    options.longShare = 0.25;
    view_->setOptions(options);
    view_->showPreset(FieldPreset::Front);
    view_->grabImage();
    probeAt({400, 300});
    QCOMPARE(probed_.y, 2.0);
    QVERIFY(std::abs(value_ - (18.0 + 4.0 * probed_.z)) < 1e-4);
}

void FieldViewTest::probeOutsideTellsNothing()
{
    probeAt(placeOf({-0.3, 4.0, 1.5}));
    QVERIFY(std::isnan(value_));
    probeAt(placeOf({5.5, 3.5, 1.5})); // in the rack
    QVERIFY(std::isnan(value_));
    QVERIFY(std::abs(probed_.x - 5.5) < 0.05);
}

void FieldViewTest::clickNamesTheRack()
{
    QSignalSpy clicked(view_, &FieldView::rackClicked);
    QTest::mouseClick(view_, Qt::LeftButton, Qt::NoModifier, placeOf({5.5, 3.5, 1.5}));
    QCOMPARE(clicked.size(), 1);
    QCOMPARE(clicked.first()[0].value<RackId>(), RackId{1});
    QTest::mouseClick(view_, Qt::LeftButton, Qt::NoModifier, placeOf({2.0, 2.0, 1.5}));
    QCOMPARE(clicked.size(), 1);
}

void FieldViewTest::dragIsNoClick()
{
    QSignalSpy clicked(view_, &FieldView::rackClicked);
    const QImage before = view_->grabImage();
    const QPoint from = placeOf({5.5, 3.5, 1.5});
    const QPoint by(60, -40);
    QTest::mousePress(view_, Qt::LeftButton, Qt::NoModifier, from);
    QMouseEvent move(QEvent::MouseMove, QPointF(from + by), view_->mapToGlobal(QPointF(from + by)),
                     Qt::NoButton, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(view_, &move);
    QTest::mouseRelease(view_, Qt::LeftButton, Qt::NoModifier, from + by);
    QVERIFY(clicked.isEmpty());
    QVERIFY(view_->grabImage() != before);
    QTest::mouseDClick(view_, Qt::LeftButton, Qt::NoModifier, from);
    QEvent leave(QEvent::Leave);
    QCoreApplication::sendEvent(view_, &leave);
    view_->showPreset(FieldPreset::Plan);
    QCOMPARE(pixelsLike(view_->grabImage(), before.pixel(before.width() / 3, 200)) > 1000, true);
}

void FieldViewTest::layersChangeThePicture()
{
    FieldOptions options;
    QImage before = view_->grabImage();
    for (const FieldLayer layer : {FieldLayer::AshraeBands, FieldLayer::Speed}) {
        options.layer = layer;
        view_->setOptions(options);
        const QImage after = view_->grabImage();
        QVERIFY(after != before);
        before = after;
    }
    QCOMPARE(view_->title(), QStringLiteral("Airflow speed"));
}

void FieldViewTest::surfaceAndStreamlinesAreSeen()
{
    view_->showPreset(FieldPreset::Iso);
    FieldOptions options;
    options.plan = false;
    view_->setOptions(options);
    const QImage bare = view_->grabImage();
    options.isosurface = true;
    view_->setOptions(options);
    const QImage surface = view_->grabImage();
    QVERIFY(surface != bare);
    options.isosurface = false;
    options.streamlines = StreamlinesFrom::Supplies;
    view_->setOptions(options);
    QVERIFY(view_->grabImage() != bare);
    options.streamlines = StreamlinesFrom::Nowhere;
    view_->setOptions(options);
    QCOMPARE(view_->grabImage(), bare);
}

void FieldViewTest::aSupplyIsChosenByAClick()
{
    AirRoom room = roomWithARack();
    const auto tile = [](double x, double y) {
        AirSupplyPatch patch;
        patch.patch = {{{x, y, 0.0}, {x + 0.6, y + 0.6, 0.0}}, Axis::Z, true};
        patch.flowM3s = 0.5;
        return patch;
    };
    room.supplies = {tile(1.0, 1.0), tile(9.0, 6.0)};
    view_->setData(airOf([](Point3) { return 20.0; }, {0.0, 0.0, 1.0}, room));
    view_->grabImage();
    QSignalSpy told(view_, &FieldView::optionsChanged);
    QTest::mouseClick(view_, Qt::LeftButton, Qt::NoModifier, placeOf({9.3, 6.3, 0.0}));
    QVERIFY(told.isEmpty()); // nobody asked for one
    FieldOptions options;
    options.streamlines = StreamlinesFrom::Supply;
    view_->setOptions(options);
    const QImage nearest = view_->grabImage();
    QSignalSpy rack(view_, &FieldView::rackClicked);
    QTest::mouseClick(view_, Qt::LeftButton, Qt::NoModifier, placeOf({1.3, 1.3, 0.0}));
    QCOMPARE(told.size(), 1);
    QVERIFY(view_->options().supplyAt == (Point3{1.3, 1.3, 0.0}));
    QVERIFY(view_->subtitle().contains(QStringLiteral("streamlines from the supply at x 1.3, y 1.3 m")));
    QVERIFY(view_->grabImage() != nearest);
    QTest::mouseClick(view_, Qt::LeftButton, Qt::NoModifier, placeOf({9.3, 6.3, 0.0}));
    QVERIFY(view_->subtitle().contains(QStringLiteral("x 9.3, y 6.3 m")));
    QVERIFY(rack.isEmpty());
    QTest::mouseClick(view_, Qt::LeftButton, Qt::NoModifier, placeOf({5.5, 3.5, 1.5}));
    QCOMPARE(rack.size(), 1); // racks are chosen as ever
    QCOMPARE(told.size(), 2);
}

// From above and aside, a place of the floor is probed where it is, whatever stands elsewhere.
void FieldViewTest::whatTheEyeMissesIsNotUnderTheCursor()
{
    AirRoom room = roomWithARack();
    AirSupplyPatch wall;
    wall.patch = {{{0.0, 1.0, 0.5}, {0.0, 7.0, 2.5}}, Axis::X, true};
    wall.flowM3s = 1.0;
    AirSupplyPatch tile;
    tile.patch = {{{9.0, 6.0, 0.0}, {9.6, 6.6, 0.0}}, Axis::Z, true};
    tile.flowM3s = 0.5;
    room.supplies = {tile, wall};
    view_->setData(airOf([](Point3) { return 20.0; }, {0.5, 0.0, 0.0}, room));
    view_->showPreset(FieldPreset::Iso);
    FieldOptions options;
    options.planM = 0.0;
    options.streamlines = StreamlinesFrom::Supply;
    view_->setOptions(options);
    view_->grabImage();
    QSignalSpy racks(view_, &FieldView::rackClicked);
    QSignalSpy told(view_, &FieldView::optionsChanged);
    int probes = 0;
    for (int y = 60; y < view_->height() - 60; y += 40)
        for (int x = 40; x < view_->width() - 120; x += 40) {
            probeAt({x, y});
            if (std::isnan(value_))
                continue; // beside the hall, or in the rack
            ++probes;
            QVERIFY(probed_.x >= 0.0 && probed_.x <= 12.0 && probed_.y >= 0.0 && probed_.y <= 8.0);
            const auto before = std::pair(racks.size(), told.size());
            QTest::mouseClick(view_, Qt::LeftButton, Qt::NoModifier, {x, y});
            // What was clicked lies on the ray to that place of the floor: a rack or a wall before it, or the tile.
            if (racks.size() > before.first)
                QVERIFY(view_->probeText().contains(QStringLiteral("rack 1")));
            else if (told.size() > before.second && view_->options().supplyAt == (Point3{9.3, 6.3, 0.0}))
                QVERIFY(probed_.x > 8.9 && probed_.x < 9.7 && probed_.y > 5.9 && probed_.y < 6.7);
        }
    QVERIFY(probes > 20);
    QVERIFY(told.size() > 0 && told.size() < probes / 2); // the wall is before some of the floor
}

void FieldViewTest::shareComesFromTheBackground()
{
    const auto data = stratifiedAir();
    std::thread::id worker;
    const auto inner = data->recirculatedShare;
    data->recirculatedShare = [&worker, inner] {
        worker = std::this_thread::get_id();
        return inner();
    };
    view_->setData(data);
    FieldOptions options;
    options.layer = FieldLayer::RecirculatedShare;
    view_->setOptions(options);
    QTRY_COMPARE(view_->title(), QStringLiteral("Recirculated share"));
    view_->grabImage();
    QVERIFY(worker != std::thread::id() && worker != std::this_thread::get_id());
    probeAt(placeOf({3.0, 1.0, 1.5}));
    QVERIFY(std::abs(value_ - probed_.x / 12.0) < 1e-4);
}

void FieldViewTest::newestShareWins()
{
    FieldOptions options;
    options.layer = FieldLayer::RecirculatedShare;
    view_->setOptions(options);
    for (const float share : {0.2F, 0.4F, 0.6F}) {
        const auto data = stratifiedAir();
        const std::size_t cells = data->grid.count();
        data->recirculatedShare = [share, cells] { return std::vector<float>(cells, share); };
        view_->setData(data);
    }
    const auto shown = [&] {
        view_->grabImage();
        probeAt({400, 300});
        return value_;
    };
    QTRY_VERIFY(std::abs(shown() - 0.6) < 1e-4);
}

void FieldViewTest::shareOfARackNeedsARack()
{
    FieldOptions options;
    options.layer = FieldLayer::ShareFromRack;
    view_->setOptions(options);
    QCOMPARE(view_->sentence(), QStringLiteral("Choose a rack to see where its air goes."));
    options.rack = RackId{1};
    view_->setOptions(options);
    QVERIFY(view_->sentence().isEmpty());
    QTRY_COMPARE(view_->title(), QStringLiteral("Share from rack 1"));
}

void FieldViewTest::powerDensityNeedsNoSolvedAir()
{
    const SitePtr site = test::smallCampus();
    const SnapshotPtr snapshot = evaluate(site, conditionsOf(*site));
    const Hall& hall = *site->buildings.front()->halls.front();
    AirRoom room = roomWithARack();
    room.widthM = hall.widthM;
    room.depthM = hall.depthM;
    const auto data = std::make_shared<FieldData>();
    data->room = &room;
    view_->setHall(site, snapshot, hall.id);
    view_->setData(data);
    QVERIFY(!view_->sentence().isEmpty());
    FieldOptions options;
    options.layer = FieldLayer::PowerDensity;
    view_->setOptions(options);
    QVERIFY(view_->sentence().isEmpty());
    QVERIFY(pixelsLike(view_->grabImage(), style::ColourMap::viridis().at(0.0)) > 1000);
    view_->setData(nullptr); // before `room` goes
}

void FieldViewTest::differenceHasItsColoursAndItsProbe()
{
    FieldOptions options;
    options.layer = FieldLayer::Difference;
    options.isolines = false;
    view_->setOptions(options);
    QVERIFY(view_->sentence().contains(QStringLiteral("Open a CFD result")));
    // The reference is 3 K warmer in the west and 1 K colder in the east, and has nothing beyond x = 11 m.
    const auto data = stratifiedAir();
    auto theirs = std::make_shared<std::vector<float>>(data->temperatureC.begin(), data->temperatureC.end());
    for (std::size_t cell = 0; cell < theirs->size(); ++cell) {
        const double x =
            (static_cast<double>(cell % static_cast<std::size_t>(data->grid.cells[0])) + 0.5) * cellM;
        (*theirs)[cell] += x < 6.0 ? 3.0F : x < 11.0 ? -1.0F : std::numeric_limits<float>::quiet_NaN();
    }
    auto reference = std::make_shared<FieldReference>();
    reference->temperatureC = theirs;
    reference->inletC = {21.0};
    data->reference = reference;
    QSignalSpy ranged(view_, &FieldView::rangeShown);
    view_->setData(data);
    QVERIFY(view_->sentence().isEmpty());
    const auto range = ranged.last()[0].value<std::pair<double, double>>();
    QCOMPARE(range, std::pair(-3.0, 3.0)); // as far below none as above
    const QImage image = view_->grabImage();
    const ValueScale scale = scaleOf(FieldLayer::Difference, range);
    QVERIFY(pixelsLike(image, scale.colours().at(-3.0)) > 50'000);
    QVERIFY(pixelsLike(image, scale.colours().at(1.0)) > 30'000);
    QVERIFY(pixelsLike(image, qRgb(128, 128, 128)) > 2000); // where there is nothing to compare with
    constexpr double singlePrecision = 1e-4;
    probeAt(placeOf({2.0, 6.0, 1.5}));
    QVERIFY(std::abs(value_ + 3.0) < singlePrecision);
    QVERIFY2(
        view_->probeText().contains(QStringLiteral("ours %1, theirs %2")
                                        .arg(style::formatTemperature(24.0), style::formatTemperature(27.0))),
        qPrintable(view_->probeText()));
    probeAt(placeOf({9.0, 6.0, 1.5}));
    QVERIFY(std::abs(value_ - 1.0) < singlePrecision);
    probeAt(placeOf({11.7, 6.0, 1.5}));
    QVERIFY(std::isnan(value_));
    probeAt(placeOf({5.5, 3.5, 1.5})); // the rack's inlet is 20 °C here
    QVERIFY(view_->probeText().contains(
        QStringLiteral("their inlet %1, %2")
            .arg(style::formatTemperature(21.0), style::formatTemperatureDifference(-1.0))));
    options.isolines = true; // end where the reference does
    view_->setOptions(options);
    view_->grabImage();
}

void FieldViewTest::differenceOfInletsAloneColoursTheRacks()
{
    const QPoint rack = placeOf({5.5, 3.5, 1.5}); // found on the slice, which will be gone
    FieldOptions options;
    options.layer = FieldLayer::Difference;
    view_->setOptions(options);
    const auto data = stratifiedAir();
    auto reference = std::make_shared<FieldReference>();
    reference->inletC = {18.0}; // 2 K colder than here
    data->reference = reference;
    view_->setData(data);
    view_->showPreset(FieldPreset::Plan);
    const QRgb floor = style::colours(style::Theme::Light).floor.rgb();
    const QImage image = view_->grabImage();
    const QRgb two = scaleOf(FieldLayer::Difference, {-2.0, 2.0}).colours().at(2.0);
    const QRgb pixel = image.pixel(rack * view_->devicePixelRatio());
    QVERIFY(qRed(pixel) > qBlue(pixel) + 30); // a rack is not wholly opaque
    QVERIFY(std::abs(qRed(pixel) - qRed(two)) < 40);
    QVERIFY(pixelsLike(image, floor) > 50'000); // no slice
    probeAt(rack);
    QVERIFY(view_->probeText().contains(style::formatTemperatureDifference(2.0)));
}

void FieldViewTest::inletSourcesAreListed()
{
    AirRoom room = roomWithARack();
    AirRack next = room.racks.front();
    next.id = RackId{2};
    next.body = {{5.0, 6.0, 0.0}, {6.0, 7.0, 2.0}};
    room.racks.push_back(next);
    view_->setData(airOf([](Point3) { return 20.0; }, {}, room));
    RecirculationLayout layout; // the second rack stands before the first and blows at its intake
    layout.racks = {{{5.5, 3.5, 0.0}, 1.0, 1.0, 1.0}, {{5.5, 1.5, 180.0}, 1.0, 1.0, 1.0}};
    const auto matrix = RecirculationMatrix::estimate(layout);
    FieldOptions options;
    options.inletSources = true;
    options.rack = RackId{1};
    view_->setOptions(options);
    QVERIFY(view_->sources().isEmpty());
    const QImage unknown = view_->grabImage();
    view_->setMatrix(matrix);
    const QStringList sources = view_->sources();
    QVERIFY(sources.size() >= 2);
    QVERIFY(sources.join(QLatin1Char(' ')).contains(QStringLiteral("supply air")));
    QVERIFY(sources.join(QLatin1Char(' ')).contains(QStringLiteral("rack 2")));
    QVERIFY(view_->grabImage() != unknown);
}

void FieldViewTest::oldFieldIsLetGo()
{
    FieldOptions options;
    options.isosurface = true;
    options.streamlines = StreamlinesFrom::Supplies;
    options.crossSection = true;
    auto first = stratifiedAir();
    const std::weak_ptr<const void> watched = first->owner;
    view_->setData(std::move(first));
    view_->setOptions(options);
    view_->grabImage();
    QVERIFY(!watched.expired());
    view_->setData(stratifiedAir());
    view_->grabImage(); // and the picture on screen is not of it any more
    QVERIFY(watched.expired());
}

// It is under way while another hall is chosen and that one's field comes.
void FieldViewTest::aPictureOfTheHallBeforeIsNotShown()
{
    QSignalSpy shown(view_, &FieldView::pictureShown);
    view_->setData(airOf([](Point3) { return 21.0; }));
    view_->repaint(); // asks for its picture
    view_->setData(nullptr);
    view_->setData(airOf([](Point3) { return 25.0; }));
    PictureThread::instance()->runAndWait([] {});
    QCoreApplication::sendPostedEvents(view_, QEvent::MetaCall);
    QCOMPARE(shown.size(), 0);
    QTRY_VERIFY(shown.size() > 0);
}

void FieldViewTest::anotherHallIsSeenWholeAndInItsOwnColours()
{
    const SitePtr site = test::smallCampus();
    const auto& halls = site->buildings.front()->halls;
    const auto air = airOf([](Point3 p) { return 20.0 + 3.0 * p.z; }); // within the range of the first
    view_->setHall(site, nullptr, halls.front()->id);
    view_->setData(nullptr);
    view_->setData(stratifiedAir());
    const QImage whole = view_->grabImage();
    const QPointF middle = QRectF(view_->rect()).center();
    QWheelEvent wheel(middle, view_->mapToGlobal(middle), {}, {0, 480}, Qt::NoButton, Qt::NoModifier,
                      Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(view_, &wheel);
    QVERIFY(view_->grabImage() != whole);
    view_->setData(nullptr);
    view_->setHall(site, nullptr, site->buildings.back()->halls.front()->id);
    QSignalSpy told(view_, &FieldView::rangeShown);
    view_->setData(air);
    QCOMPARE(told.size(), 1); // not that of the hall before
    view_->setData(nullptr);
    view_->setHall(site, nullptr, halls.front()->id);
    view_->setData(stratifiedAir());
    QCOMPARE(view_->grabImage(), whole);
}

// The subtitle and the caption take more lines from the picture, none is cut.
void FieldViewTest::allIsSaidInANarrowView()
{
    const auto pictureHeight = [this](double width, const QString& subtitle) {
        return plotLayout(QSizeF(width, 600.0), view_->font(), {}, subtitle).map.height();
    };
    const QString subtitle = QStringLiteral("plan at 1.50 m, section at x 10.5 m, section at y 16.5 m");
    QCOMPARE(pictureHeight(900.0, subtitle), pictureHeight(900.0, {}));
    QVERIFY(pictureHeight(320.0, subtitle) < pictureHeight(320.0, {}));

    window_->resize(340, 600);
    const QString caption = QStringLiteral("inlets ± 4.1 K (RMS) from CFD in the hall most like this one");
    view_->setErrorStatement(caption);
    const QImage one = view_->grabImage();
    view_->setErrorStatement(caption + QStringLiteral(", which is further than in any of the others"));
    const QImage two = view_->grabImage();
    const QRect lastLine(0, one.height() - 8, one.width(), 8);
    QVERIFY(one.copy(lastLine) != two.copy(lastLine));
}

void FieldViewTest::statusTellsTheLayoutOfTheField()
{
    QCOMPARE(view_->status(), QStringLiteral("Field of this layout · 18,432 cells"));
    const auto data = stratifiedAir();
    AirFieldReport report;
    report.solveMs = 30.0;
    report.sweepMs = 8.2;
    data->report = &report;
    view_->setData(data);
    QCOMPARE(view_->status(), QStringLiteral("Field of this layout · 18,432 cells · 38 ms"));
    view_->setData(data, FieldAge::WhileDragging);
    QCOMPARE(view_->status(), QStringLiteral("Estimate while dragging"));
    view_->setData(data, FieldAge::BeforeTheMove);
    QCOMPARE(view_->status(), QStringLiteral("Field of the layout before the move"));
    view_->setData(nullptr);
}

void FieldViewTest::themeChangesTheBackground()
{
    for (const style::Theme theme : {style::Theme::Dark, style::Theme::Light}) {
        view_->setTheme(theme);
        QCOMPARE(view_->grabImage().pixel(2, 2), style::colours(theme).background.rgb());
    }
}

void FieldViewTest::unitsChangeTheProbe()
{
    const QImage si = view_->grabImage();
    style::setUnitSystem(style::UnitSystem::Ip);
    view_->updateUnits();
    QVERIFY(view_->grabImage() != si);
    style::setUnitSystem(style::UnitSystem::Si);
    view_->updateUnits();
    QCOMPARE(view_->grabImage(), si);
}

void FieldViewTest::rangeIsToldAndCanBeFixed()
{
    QSignalSpy told(view_, &FieldView::rangeShown);
    FieldOptions options;
    options.range = {{20.0, 25.0}};
    view_->setOptions(options);
    QCOMPARE(told.last()[0].value<Range>(), Range(20.0, 25.0));
    options.range.reset();
    view_->setOptions(options);
    QCOMPARE(told.last()[0].value<Range>(), Range(18.0, 30.0));
}

void FieldViewTest::presetsAndKeys()
{
    QSignalSpy presets(view_, &FieldView::presetChanged);
    QSignalSpy changes(view_, &FieldView::optionsChanged);
    view_->setFocus();
    QImage before = view_->grabImage();
    for (const int key : {Qt::Key_2, Qt::Key_3, Qt::Key_1}) {
        QTest::keyClick(view_, static_cast<Qt::Key>(key));
        const QImage after = view_->grabImage();
        QVERIFY(after != before);
        before = after;
    }
    QCOMPARE(presets.size(), 3);
    const double height = view_->options().planM;
    QTest::keyClick(view_, Qt::Key_PageUp);
    QVERIFY(view_->options().planM > height);
    QCOMPARE(changes.size(), 1);
    for (int i = 0; i < 40; ++i)
        QTest::keyClick(view_, Qt::Key_PageUp);
    QCOMPARE(view_->options().planM, 3.0); // no higher than the room
}

void FieldViewTest::picturesSurviveMovingToAnotherWindow()
{
    const QImage before = view_->grabImage();
    QMainWindow other;
    other.resize(window_->size());
    other.setCentralWidget(view_);
    other.show();
    QVERIFY(QTest::qWaitForWindowExposed(&other));
    QCOMPARE(view_->grabImage(), before);
}

void FieldViewTest::savesAPng()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("air.png"));
    QVERIFY(view_->savePng(path));
    QCOMPARE(QImage(path).size(), view_->size() * view_->devicePixelRatioF());
    QString why;
    QVERIFY(!view_->savePng(folder.filePath(QStringLiteral("no/such/folder.png")), &why));
    QVERIFY(why.contains(QStringLiteral("folder.png")));
}

void FieldViewTest::solvedFieldIsShownAndLetGo()
{
    AirRoom room = roomWithARack();
    room.heatPerVolume = 1200.0;
    room.racks.front().flowM3s = 1.0;
    room.racks.front().heatW = 12'000.0;
    room.supplies.front().flowM3s = 2.0;
    AirFieldOptions solving;
    solving.cellM = 0.25;
    AirFieldPtr field = AirField::solve(room, solving);
    for (const AirProblem& problem : field->report().problems)
        QFAIL(problem.sentence.c_str());
    view_->setData(fieldDataOf(field));
    view_->grabImage();
    // Upwind of the rack there is nothing but supply air, downwind it is warmer.
    constexpr double solverK = 0.05;
    probeAt(placeOf({1.0, 1.0, 1.5}));
    QVERIFY2(std::abs(value_ - 18.0) < solverK, qPrintable(QString::number(value_)));
    probeAt(placeOf({5.5, 4.5, 1.0}));
    QVERIFY2(value_ > 18.0 + 1.0, qPrintable(QString::number(value_)));
    QVERIFY(!sliceImage(*field, FieldLayer::Temperature, 1.5, scaleOf(FieldLayer::Temperature, {18.0, 30.0}))
                 .isNull());
    const std::weak_ptr<const AirField> watched = field;
    field.reset();
    QVERIFY(!watched.expired());
    view_->setData(nullptr);
    QVERIFY(watched.expired());
}

void FieldViewTest::controlsTellOfEachChoice()
{
    FieldControls controls;
    controls.setRoomSize(12.0, 8.0, 3.0);
    QSignalSpy told(&controls, &FieldControls::optionsChanged);
    auto* layer = controls.findChildren<QComboBox*>().first();
    layer->setCurrentIndex(2);
    QCOMPARE(told.size(), 1);
    QCOMPARE(controls.options().layer, FieldLayer::Speed);
    for (QCheckBox* box : controls.findChildren<QCheckBox*>())
        if (box->isEnabled())
            box->toggle();
    QVERIFY(!controls.options().plan);
    QVERIFY(controls.options().crossSection && controls.options().longSection);
    QVERIFY(controls.options().isosurface && !controls.options().isolines);
    QVERIFY(controls.options().range.has_value());
    const auto sliders = controls.findChildren<QSlider*>();
    QCOMPARE(sliders.size(), 3);
    sliders[1]->setValue(sliders[1]->maximum() / 4);
    QCOMPARE(controls.options().crossShare, 0.25);
    sliders[2]->setValue(sliders[2]->maximum());
    QCOMPARE(controls.options().longShare, 1.0);
}

void FieldViewTest::controlsFollowWithoutTelling()
{
    FieldControls controls;
    controls.setRoomSize(12.0, 8.0, 3.0);
    QSignalSpy told(&controls, &FieldControls::optionsChanged);
    FieldOptions options;
    options.layer = FieldLayer::AshraeBands;
    options.planM = 0.9;
    options.isosurface = true;
    options.streamlines = StreamlinesFrom::Rack;
    controls.setOptions(options);
    QVERIFY(told.isEmpty());
    QVERIFY(controls.options() == options);
    controls.setRack(RackId{7}, QStringLiteral("A07"));
    QCOMPARE(told.size(), 1);
    QCOMPARE(controls.options().rack, RackId{7});
}

void FieldViewTest::controlsCanBeReachedByKeys()
{
    FieldControls controls;
    controls.setRoomSize(12.0, 8.0, 3.0);
    controls.resize(1100, controls.sizeHint().height());
    controls.show();
    QVERIFY(QTest::qWaitForWindowExposed(&controls));
    controls.activateWindow();
    controls.findChildren<QComboBox*>().first()->setFocus();
    QSet<QWidget*> reached;
    for (int i = 0; i < 40; ++i) {
        reached.insert(controls.focusWidget());
        QTest::keyClick(controls.focusWidget(), Qt::Key_Tab);
    }
    // Layer, plan with slider and number, two sections, surface, streamlines, isolines, range, four buttons.
    QVERIFY2(reached.size() >= 14, qPrintable(QString::number(reached.size())));
}

// Three lines in a wide pane, six in the narrowest; what has no room is one click away.
void FieldViewTest::controlsStayLowInANarrowPane()
{
    QWidget pane;
    auto* controls = new FieldControls;
    auto* column = new QVBoxLayout(&pane);
    column->addWidget(controls);
    column->addStretch(1);
    column->setContentsMargins(0, 0, 0, 0);
    controls->setRoomSize(12.0, 8.0, 3.0);
    controls->setRack(RackId{7}, QStringLiteral("a rack with a long name"));
    pane.resize(1100, 500);
    pane.show();
    QVERIFY(QTest::qWaitForWindowExposed(&pane));
    auto* more = controls->findChild<QToolButton*>(QStringLiteral("more"));
    auto* range = controls->findChildren<QCheckBox*>().last();
    const auto heightAt = [&](int width) {
        pane.resize(width, 500);
        for (int i = 0; i < 5; ++i) // a change of the lines asks the pane for a new layout
            QCoreApplication::processEvents();
        return controls->height();
    };
    const int wide = heightAt(1100);
    QVERIFY(!more->isVisible() && range->isVisible());
    QCOMPARE(heightAt(640), wide);
    QVERIFY(more->isVisible() && !range->isVisible());
    const int narrow = heightAt(360);
    QCOMPARE(pane.width(), 360);
    QVERIFY2(narrow > wide && narrow <= 2 * wide, qPrintable(QString::number(narrow)));
    QTest::mouseClick(more, Qt::LeftButton);
    QVERIFY(range->isVisible());
    QCOMPARE(heightAt(1100), wide); // and back
    QVERIFY(!more->isVisible() && range->isVisible());
}

void FieldViewTest::controlsShowTheReadersUnits()
{
    FieldControls controls;
    controls.setRoomSize(12.192, 8.0, 3.048);
    QDoubleSpinBox* height = nullptr;
    for (QDoubleSpinBox* box : controls.findChildren<QDoubleSpinBox*>())
        if (box->accessibleName() == QStringLiteral("Height of the plan over the floor"))
            height = box;
    QVERIFY(height);
    QCOMPARE(height->suffix(), QStringLiteral(" m"));
    style::setUnitSystem(style::UnitSystem::Ip);
    controls.updateUnits();
    QCOMPARE(height->suffix(), QStringLiteral(" ft"));
    QCOMPARE(height->maximum(), 10.0);
}

QTEST_MAIN(FieldViewTest)

#include "tst_field_view.moc"
