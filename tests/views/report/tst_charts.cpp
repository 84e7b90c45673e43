// The charts of the pack: what their bars stand for, and that a page of them can be read.
#include "core/simulation/evaluate.h"
#include "tests/support/campus.h"
#include "tests/views/report/pdf_tools.h"
#include "views/report/capacity_charts.h"

#include <QTest>

#include <cmath>

using namespace hallwright;
using namespace hallwright::report;
using namespace hallwright::test;

namespace {

PlaceCapacity placeWith(double designW, double usedW, double reservedW, double usableW)
{
    PlaceCapacity place;
    place.designW = designW;
    place.usedW = usedW;
    place.reservedW = reservedW;
    place.usableW = usableW;
    return place;
}

} // namespace

class ChartsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        site_ = smallCampus();
        snapshot_ = evaluate(site_, conditionsOf(*site_));
        content_ =
            std::make_unique<ReportContent>(ReportContent{*snapshot_, {usualCapacityOf(*snapshot_), {}, {}}});
        options_.date = QDateTime(QDate(2026, 3, 14), QTime(9, 26));
    }

    void ticksAreRoundAndFewEnough_data()
    {
        QTest::addColumn<double>("most");
        QTest::addColumn<double>("step");
        QTest::newRow("ten") << 10.0 << 2.0;
        QTest::newRow("just above ten") << 10.1 << 5.0;
        QTest::newRow("megawatts") << 44.0e6 << 10.0e6;
        QTest::newRow("one") << 1.0 << 0.2;
        QTest::newRow("nothing") << 0.0 << 1.0;
        QTest::newRow("not a number") << std::nan("") << 1.0;
    }
    void ticksAreRoundAndFewEnough()
    {
        QFETCH(double, most);
        QFETCH(double, step);
        QVERIFY(std::abs(tickStep(most, 5) - step) < 1e-9 * step);
    }

    // design = used + reserved + usable + stranded - over: each total stands where the changes before it end.
    void theStepsOfAWaterfallAddUp_data()
    {
        QTest::addColumn<double>("designW");
        QTest::newRow("some is stranded") << 100e3;
        QTest::newRow("all of it is used or usable") << 75e3;
        QTest::newRow("more is used than there is") << 60e3;
    }
    void theStepsOfAWaterfallAddUp()
    {
        QFETCH(double, designW);
        const PlaceCapacity place = placeWith(designW, 50e3, 10e3, 15e3);
        double atW = 0.0;
        bool overSeen = false;
        for (const WaterfallStep& step : capacitySteps(place)) {
            if (step.isTotal && atW > 0.0)
                QVERIFY2(std::abs(step.powerW - atW) < 1e-6, qPrintable(step.name));
            atW = step.isTotal ? step.powerW : atW + step.powerW;
            overSeen = overSeen || step.alarming;
        }
        QCOMPARE(atW, 50e3);
        QCOMPARE(overSeen, designW < 75e3);
    }

    void aHeadRoomIsTheShareOfItsLimitThatIsUsed()
    {
        const PlaceCapacity& whole = content_->studies.capacity->whole();
        const std::vector<ShareBar> bars = headRoomBars(whole);
        QCOMPARE(bars.size(), whole.headRooms.size());
        QVERIFY(bars.size() > 5);
        for (std::size_t i = 0; i < bars.size(); ++i) {
            const HeadRoom& room = whole.headRooms[i];
            QCOMPARE(bars[i].isKnown(), room.used && room.limit && *room.limit > 0.0);
            if (bars[i].isKnown()) {
                QCOMPARE(bars[i].share, *room.used / *room.limit);
                QCOMPARE(bars[i].exceeded, *room.left() < -1e-9 * *room.limit);
            }
        }
    }

    void anUnknownLimitHasNoBar()
    {
        PlaceCapacity place;
        place.headRooms = {{CapacityResource::FloorLoad, std::nullopt, 12e3, "Pa"}};
        QVERIFY(!headRoomBars(place).front().isKnown());
        QVERIFY(!headRoomBars(place).front().exceeded);
    }

    void eachBuildingHasABarOfWhatItHas()
    {
        const Capacity& capacity = *content_->studies.capacity;
        QCOMPARE(buildingBars(capacity, CapacityResource::Space).size(), site_->buildings.size());
        // Building 1 is cooled by air alone.
        const std::vector<ShareBar> cdus = buildingBars(capacity, CapacityResource::Cdu);
        QCOMPARE(cdus.size(), std::size_t{1});
        QCOMPARE(cdus.front().name, QString("Building 2"));
    }

    void thePagesSayWhatTheyShowWithUnits_data()
    {
        QTest::addColumn<int>("paper");
        QTest::addColumn<int>("orientation");
        QTest::newRow("A4") << static_cast<int>(PaperSize::A4) << 0;
        QTest::newRow("A4 portrait") << static_cast<int>(PaperSize::A4) << 1;
        QTest::newRow("A1") << static_cast<int>(PaperSize::A1) << 0;
    }
    void thePagesSayWhatTheyShowWithUnits()
    {
        QFETCH(int, paper);
        QFETCH(int, orientation);
        ReportOptions options = options_;
        options.pack = Pack::Capacity;
        options.paper = static_cast<PaperSize>(paper);
        options.orientation = static_cast<Orientation>(orientation);
        const QString file = dir_.filePath("charts.pdf");
        QVERIFY(writeReport(*content_, options, file.toStdString()));
        const QString text = plain(outputOf("pdftotext", {"-layout", file, "-"})).simplified();
        for (const char* words :
             {"Power of the campus for racks", "Design", "Usable in all", "Reserved", "limit",
              "Head-room of the campus by resource", "Power for racks, building by building",
              "Resources by building", "50 %", "stranded"})
            QVERIFY2(text.contains(words), words);
        QVERIFY(text.contains(plain(style::formatPower(content_->studies.capacity->whole().designW))));
    }

    // Of 40 buildings no bar is left out and none stands on another's sheet twice.
    void manyBuildingsTakeMoreSheets()
    {
        Capacity many = *content_->studies.capacity;
        const PlaceCapacity building = *std::ranges::find(
            many.places, ObjectKind::Building, [](const PlaceCapacity& p) { return p.place.kind; });
        for (int i = 0; i < 70; ++i) {
            many.places.push_back(building);
            many.places.back().name = "Extra " + std::to_string(i);
        }
        ReportContent content{*snapshot_, {std::make_shared<const Capacity>(many), {}, {}}};
        QPicture paper;
        QPainter painter(&paper);
        const auto pages = capacityChartPages(Sheet(painter, options_), content);
        const auto count = [&](const QString& title) {
            return std::ranges::count(pages, title, &ReportPage::title);
        };
        QCOMPARE(count("Campus"), 1);
        QVERIFY(count("Power by building") > 1);
        QVERIFY(count("Resources by building") > 2);
    }

private:
    QTemporaryDir dir_;
    SitePtr site_;
    SnapshotPtr snapshot_;
    std::unique_ptr<ReportContent> content_;
    ReportOptions options_;
};

QTEST_MAIN(ChartsTest)
#include "tst_charts.moc"
