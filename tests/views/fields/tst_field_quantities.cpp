// What the view of a hall's air can show, each in its colours.
#include "core/simulation/evaluate.h"
#include "tests/support/campus.h"
#include "tests/views/fields/field_view_fixture.h"

#include <QSignalSpy>

#include <limits>
#include <thread>

using namespace hallwright;
using namespace hallwright::fields;
using namespace hallwright::fields::analytic;

class FieldQuantitiesTest : public FieldViewFixture
{
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { close(); }

    void quantitiesChangeThePicture();
    void shareComesFromTheBackground();
    void newestShareWins();
    void shareOfARackNeedsARack();
    void powerDensityNeedsNoSolvedAir();
    void differenceHasItsColoursAndItsProbe();
    void differenceOfInletsAloneColoursTheRacks();
    void inletSourcesAreListed();
    void rangeIsToldAndCanBeFixed();
};

void FieldQuantitiesTest::quantitiesChangeThePicture()
{
    FieldOptions options;
    QImage before = view_->grabImage();
    for (const FieldQuantity quantity : {FieldQuantity::AshraeBands, FieldQuantity::Speed}) {
        options.quantity = quantity;
        view_->setOptions(options);
        const QImage after = view_->grabImage();
        QVERIFY(after != before);
        before = after;
    }
    QCOMPARE(view_->title(), QStringLiteral("Airflow speed"));
}

void FieldQuantitiesTest::shareComesFromTheBackground()
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
    options.quantity = FieldQuantity::RecirculatedShare;
    view_->setOptions(options);
    QTRY_COMPARE(view_->title(), QStringLiteral("Recirculated share"));
    view_->grabImage();
    QVERIFY(worker != std::thread::id() && worker != std::this_thread::get_id());
    probeAt(placeOf({3.0, 1.0, 1.5}));
    QVERIFY(std::abs(value_ - probed_.x / 12.0) < 1e-4);
}

void FieldQuantitiesTest::newestShareWins()
{
    FieldOptions options;
    options.quantity = FieldQuantity::RecirculatedShare;
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

void FieldQuantitiesTest::shareOfARackNeedsARack()
{
    FieldOptions options;
    options.quantity = FieldQuantity::ShareFromRack;
    view_->setOptions(options);
    QCOMPARE(view_->sentence(), QStringLiteral("Choose a rack to see where its air goes."));
    options.rack = RackId{1};
    view_->setOptions(options);
    QVERIFY(view_->sentence().isEmpty());
    QTRY_COMPARE(view_->title(), QStringLiteral("Share from rack 1"));
}

void FieldQuantitiesTest::powerDensityNeedsNoSolvedAir()
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
    options.quantity = FieldQuantity::PowerDensity;
    view_->setOptions(options);
    QVERIFY(view_->sentence().isEmpty());
    QVERIFY(pixelsLike(view_->grabImage(), style::ColourMap::viridis().at(0.0)) > 1000);
    view_->setData(nullptr); // before `room` goes
}

void FieldQuantitiesTest::differenceHasItsColoursAndItsProbe()
{
    FieldOptions options;
    options.quantity = FieldQuantity::Difference;
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
    const ValueScale scale = scaleOf(FieldQuantity::Difference, range);
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

void FieldQuantitiesTest::differenceOfInletsAloneColoursTheRacks()
{
    const QPoint rack = placeOf({5.5, 3.5, 1.5}); // found on the slice, which will be gone
    FieldOptions options;
    options.quantity = FieldQuantity::Difference;
    view_->setOptions(options);
    const auto data = stratifiedAir();
    auto reference = std::make_shared<FieldReference>();
    reference->inletC = {18.0}; // 2 K colder than here
    data->reference = reference;
    view_->setData(data);
    view_->showPreset(FieldPreset::Plan);
    const QRgb floor = style::colours(style::Theme::Light).floor.rgb();
    const QImage image = view_->grabImage();
    const QRgb two = scaleOf(FieldQuantity::Difference, {-2.0, 2.0}).colours().at(2.0);
    const QRgb pixel = image.pixel(rack * view_->devicePixelRatio());
    QVERIFY(qRed(pixel) > qBlue(pixel) + 30); // a rack is not wholly opaque
    QVERIFY(std::abs(qRed(pixel) - qRed(two)) < 40);
    QVERIFY(pixelsLike(image, floor) > 50'000); // no slice
    probeAt(rack);
    QVERIFY(view_->probeText().contains(style::formatTemperatureDifference(2.0)));
}

void FieldQuantitiesTest::inletSourcesAreListed()
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

void FieldQuantitiesTest::rangeIsToldAndCanBeFixed()
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

QTEST_MAIN(FieldQuantitiesTest)

#include "tst_field_quantities.moc"
