#include "core/design/new_site.h"

#include "core/model/check_site.h"
#include "core/model/errors.h"
#include "core/rules/findings.h"
#include "core/simulation/evaluate.h"

#include <QTest>

#include <random>

using namespace hallwright;
using namespace hallwright::design;

namespace {

QString refusalOf(const NewSite& wanted)
{
    try {
        newSite(wanted);
    } catch (const InputError& e) {
        return e.what();
    }
    return {};
}

QString findingsIn(const Snapshot& snapshot)
{
    const FindingsPtr findings = findingsOf(snapshot);
    QString text;
    for (const Finding* finding : findings->open)
        text += QString::fromStdString(finding->sentence) + '\n';
    return text;
}

} // namespace

class TestNewSite : public QObject
{
    Q_OBJECT

private slots:
    void itSolvesAtOnceAndLeavesNoFinding_data()
    {
        QTest::addColumn<int>("start");
        QTest::addColumn<double>("outdoorC");
        QTest::addColumn<bool>("raised");
        for (const HallStart start : {HallStart::Empty, HallStart::AirCooled, HallStart::LiquidCooled}) {
            for (const double outdoorC : {-5.0, 35.0, 45.0}) {
                for (const bool raised : {false, true})
                    QTest::addRow("%s at %g °C%s",
                                  qPrintable(QString::fromUtf8(nameOf(start).data()).left(6)), outdoorC,
                                  raised ? " on a raised floor" : "")
                        << static_cast<int>(start) << outdoorC << raised;
            }
        }
    }

    void itSolvesAtOnceAndLeavesNoFinding()
    {
        QFETCH(int, start);
        QFETCH(double, outdoorC);
        QFETCH(bool, raised);
        NewSite wanted;
        wanted.outdoorC = outdoorC;
        wanted.wetBulbC = outdoorC - 8.0;
        wanted.hall.start = static_cast<HallStart>(start);
        wanted.hall.floor = raised ? FloorKind::RaisedFloor : FloorKind::Slab;
        const SitePtr site = newSite(wanted);
        checkSite(*site);
        const SnapshotPtr snapshot = evaluate(site, conditionsOf(*site));
        QCOMPARE(findingsIn(*snapshot), QString());
        QVERIFY(snapshot->energyResidual < 1e-6);
    }

    void whatIsNotRefusedLeavesNoFinding()
    {
        std::mt19937 random(7);
        const auto between = [&](double least, double most) {
            return std::uniform_real_distribution<>(least, most)(random);
        };
        int made = 0;
        for (int i = 0; i < 200; ++i) {
            NewSite wanted;
            wanted.outdoorC = between(-30, 50);
            wanted.wetBulbC = wanted.outdoorC - between(0, 15);
            wanted.elevationM = between(0, 3000);
            NewHall& hall = wanted.hall;
            hall.widthM = between(12, 40);
            hall.depthM = between(12, 40);
            hall.heightM = between(2.8, 8);
            hall.floor = i % 2 == 0 ? FloorKind::Slab : FloorKind::RaisedFloor;
            hall.supplyC = between(12, 30);
            hall.inletLimitC = hall.supplyC + between(2, 10);
            hall.start = i % 3 == 0 ? HallStart::LiquidCooled : HallStart::AirCooled;
            wanted.building.widthM = leastWidthM(hall) + between(0, 30);
            wanted.building.depthM = leastDepthM(hall) + between(0, 20);
            wanted.building.heightM = leastHeightM(hall) + between(0, 4);
            if (!refusalOf(wanted).isEmpty())
                continue;
            ++made;
            const SitePtr site = newSite(wanted);
            QCOMPARE(findingsIn(*evaluate(site, conditionsOf(*site))), QString());
        }
        QVERIFY(made > 100);
    }

    void anEmptyHallHasNoPue()
    {
        NewSite wanted;
        wanted.hall.start = HallStart::Empty;
        const SitePtr site = newSite(wanted);
        QCOMPARE(site->rackCount(), std::size_t(0));
        const SnapshotPtr snapshot = evaluate(site, conditionsOf(*site));
        QCOMPARE(snapshot->itPowerW, 0.0);
        QVERIFY(!snapshot->pue);
    }

    void whatStandsInTheHallHasBothFeedsAndWater()
    {
        NewSite wanted;
        wanted.hall.start = HallStart::LiquidCooled;
        const SitePtr site = newSite(wanted);
        QCOMPARE(site->rackCount(), std::size_t(40));
        const Hall& hall = *site->buildings.front()->halls.front();
        for (const Rack& rack : hall.racks) {
            QCOMPARE(site->power->find(rack.feedA)->side, FeedSide::A);
            QCOMPARE(site->power->find(rack.feedB)->side, FeedSide::B);
            QVERIFY(rack.cdu.valid());
        }
        QCOMPARE(hall.cdus.size(), std::size_t(4));
        QCOMPARE(site->cooling->loops.size(), std::size_t(2));
    }

    void everyTypeOfItsCatalogueSaysItsSource()
    {
        const SitePtr site = newSite({});
        const auto saysIt = [&](const auto& types) {
            QVERIFY(!types.empty());
            for (const auto& type : types)
                QVERIFY2(!site->records->of(refTo(type.id)).notes.empty(), type.name.c_str());
        };
        saysIt(site->catalogue->rackTypes);
        saysIt(site->catalogue->airHandlerTypes);
        saysIt(site->catalogue->cduTypes);
        saysIt(site->catalogue->plantTypes);
        saysIt(site->catalogue->powerTypes);
    }

    void whatCannotBeIsRefusedInASentence()
    {
        NewSite narrow;
        narrow.building.widthM = 30;
        QCOMPARE(
            refusalOf(narrow),
            QString("The building's width is 30 m, but at least 37.2 m are needed around a hall of 18 m by "
                    "18 m for electrical rooms and galleries."));
        NewSite shallow;
        shallow.hall.depthM = 12;
        QCOMPARE(refusalOf(shallow),
                 QString("The hall's depth is 12 m, but at least 14.4 m are needed for 4 rows of 10 racks."));
        NewSite cool;
        cool.hall.inletLimitC = 24;
        QCOMPARE(refusalOf(cool),
                 QString("The hall's inlet limit is 24 °C, but at least 26 °C are needed with "
                         "supply air of 23 °C."));
        NewSite weak;
        weak.building.capacityW = 500e3;
        QCOMPARE(
            refusalOf(weak),
            QString(
                "The building's electrical capacity is 500 kW, but at least 1,280 kW are needed for racks "
                "of 800 kW with their cooling."));
        NewSite hot;
        hot.hall.supplyC = 30;
        hot.hall.inletLimitC = 35;
        QCOMPARE(refusalOf(hot),
                 QString("The hall's supply air is 30 °C, but at most 29 °C leave room for what "
                         "leaks below the 32 °C that CPU servers 20 kW racks accept."));
        NewSite wet;
        wet.wetBulbC = 36;
        QVERIFY(refusalOf(wet).contains("wet bulb 36 °C is above"));
        NewSite low;
        low.building.heightM = 5;
        QVERIFY(refusalOf(low).contains("The building's height is 5 m"));
    }
};

QTEST_GUILESS_MAIN(TestNewSite)
#include "tst_new_site.moc"
