// What the view of a hall's air shows and says, and what it lets go.
#include "tests/support/campus.h"
#include "tests/views/fields/field_view_fixture.h"
#include "views/fields/furniture.h"
#include "views/fields/picture_thread.h"
#include "views/fields/slice.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QWheelEvent>

using namespace hallwright;
using namespace hallwright::fields;
using namespace hallwright::fields::analytic;

class FieldViewTest : public FieldViewFixture
{
    Q_OBJECT

private slots:
    void init() { open(); }
    void cleanup() { close(); }

    void withoutAFieldItSaysSo();
    void problemsAreSaidInstead();
    void lastFieldStaysWhereThereIsNone();
    void planHasTheColourOfItsHeight();
    void surfaceAndStreamlinesAreSeen();
    void oldFieldIsLetGo();
    void aPictureOfTheHallBeforeIsNotShown();
    void anotherHallIsSeenWholeAndInItsOwnColours();
    void allIsSaidInANarrowView();
    void statusTellsTheLayoutOfTheField();
    void themeChangesTheBackground();
    void unitsChangeTheProbe();
    void picturesSurviveMovingToAnotherWindow();
    void savesAPng();
    void solvedFieldIsShownAndLetGo();
};

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
    QCOMPARE(pixelsLike(view_->grabImage(), scaleOf(FieldQuantity::Temperature, {18, 30}).colours().at(24.0)),
             0);
    view_->setData(nullptr); // before `report` goes
}

// A drag passes places that leave no field: the picture does not go.
void FieldViewTest::lastFieldStaysWhereThereIsNone()
{
    const QRgb air = scaleOf(FieldQuantity::Temperature, {18, 30}).colours().at(24.0);
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
            scaleOf(FieldQuantity::Temperature, {18.0, 30.0}).colours().at(18.0 + 4.0 * height);
        const QImage image = view_->grabImage();
        QVERIFY2(pixelsLike(image, expected) > 100'000, qPrintable(QString::number(height)));
        // At a place of its own: a metre from the south-west corner.
        const QPoint place = placeOf({1.0, 1.0, height}) * view_->devicePixelRatio();
        const QRgb pixel = image.pixel(place);
        QVERIFY(std::abs(qRed(pixel) - qRed(expected)) <= 3 && std::abs(qBlue(pixel) - qBlue(expected)) <= 3);
    }
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
    QVERIFY(!sliceImage(*field, FieldQuantity::Temperature, 1.5,
                        scaleOf(FieldQuantity::Temperature, {18.0, 30.0}))
                 .isNull());
    const std::weak_ptr<const AirField> watched = field;
    field.reset();
    QVERIFY(!watched.expired());
    view_->setData(nullptr);
    QVERIFY(watched.expired());
}

QTEST_MAIN(FieldViewTest)

#include "tst_field_view.moc"
