#include "core/simulation/evaluate.h"
#include "tests/support/campus.h"

#include <QtTest>

#include <cmath>

using namespace hallwright;

namespace {

// The small campus on a generator of this rating instead of its utility.
SitePtr onGenerator(double ratedW)
{
    auto site = std::make_shared<Site>(*test::smallCampus());
    auto power = std::make_shared<PowerNetwork>(*site->power);
    power->nodes[0].kind = PowerNodeKind::Generator;
    power->nodes[0].ratedW = ratedW;
    site->power = power;
    return site;
}

SnapshotPtr evaluated(const SitePtr& site)
{
    return evaluate(site, conditionsOf(*site));
}

double needW()
{
    return evaluated(test::smallCampus())->sourcePowerW;
}

std::size_t darkRacks(const Snapshot& snapshot)
{
    std::size_t dark = 0;
    for (const HallResultPtr& hall : snapshot.halls)
        dark += static_cast<std::size_t>(
            std::count_if(hall->racks.begin(), hall->racks.end(),
                          [](const RackResult& rack) { return rack.service == RackService::NoPower; }));
    return dark;
}

bool says(const Snapshot& snapshot, const char* part)
{
    return std::any_of(snapshot.notes.begin(), snapshot.notes.end(),
                       [&](const std::string& text) { return text.find(part) != std::string::npos; });
}

} // namespace

class LoadSheddingTest : public QObject
{
    Q_OBJECT

private slots:
    void aSourceThatHasEnoughShedsNothing()
    {
        const SnapshotPtr s = evaluated(onGenerator(1.01 * needW()));
        QCOMPARE(s->shed.count, std::size_t{0});
        QCOMPARE(darkRacks(*s), std::size_t{0});
    }

    void aSourceGivesNoMoreThanItHas_data()
    {
        QTest::addColumn<double>("share"); // of what the campus needs
        for (const double share : {0.95, 0.8, 0.6, 0.4})
            QTest::addRow("%g", share) << share;
    }

    void aSourceGivesNoMoreThanItHas()
    {
        QFETCH(double, share);
        const double ratedW = share * needW();
        const SnapshotPtr s = evaluated(onGenerator(ratedW));
        QVERIFY(s->converged);
        QVERIFY(s->powerNodes[0].outputW <= ratedW);
        QVERIFY(s->shed.count > 0);
        QCOMPARE(darkRacks(*s), s->shed.count);
        QVERIFY(s->powerResidual <= 1e-6);
        QVERIFY(s->energyResidual <= 1e-6);
        QVERIFY(says(*s, "Which racks are switched off"));
        // No more is shed than was lacking: the last rack brought back would be too much, or nearly so.
        const double largestRackW = 140e3;
        QVERIFY(s->powerNodes[0].outputW >= ratedW - 2.0 * largestRackW);
    }

    void theLastRacksOfTheSiteGoFirst()
    {
        const SitePtr site = onGenerator(0.95 * needW());
        const SnapshotPtr s = evaluated(site);
        const HallResult& last = *s->halls.back();
        QVERIFY(last.racks.back().service == RackService::NoPower);
        QVERIFY(s->halls.front()->racks.front().service == RackService::Running);
        bool dark = false; // once one is dark, all after it are
        for (const RackResult& rack : last.racks) {
            dark = dark || rack.service == RackService::NoPower;
            QCOMPARE(rack.service == RackService::NoPower, dark);
        }
    }

    void networkRacksOutlastComputeRacks()
    {
        auto site = std::make_shared<Site>(*onGenerator(0.6 * needW()));
        auto building = std::make_shared<Building>(*site->buildings.back());
        auto hall = std::make_shared<Hall>(*building->halls.back());
        hall->racks.back().role = RackRole::Network;
        building->halls.back() = hall;
        site->buildings.back() = building;
        const SnapshotPtr s = evaluated(site);
        QVERIFY(s->halls.back()->racks.back().service == RackService::Running);
        QVERIFY(s->shed.count > 0);
    }

    // Not even the cooling can be fed.
    void aSourceThatCannotCarryTheRestTrips()
    {
        const SnapshotPtr s = evaluated(onGenerator(10e3));
        QCOMPARE(s->trippedSources.size(), std::size_t{1});
        QCOMPARE(s->sourcePowerW, 0.0);
        QCOMPARE(s->itPowerW, 0.0);
    }

    void theAnswerDoesNotDependOnWhereTheEvaluationStarts()
    {
        const SitePtr site = onGenerator(0.8 * needW());
        const SitePtr whole = test::smallCampus();
        const SnapshotPtr fresh = evaluated(site);
        PreparedCampusPtr kept;
        evaluate(whole, conditionsOf(*whole), kept);
        const SnapshotPtr after = evaluate(site, conditionsOf(*site), kept);
        const SnapshotPtr again = evaluate(site, conditionsOf(*site), kept);
        QCOMPARE(after->shed.count, fresh->shed.count);
        QCOMPARE(again->shed.count, fresh->shed.count);
        QCOMPARE(after->facilityPowerW, fresh->facilityPowerW);
    }
};

QTEST_APPLESS_MAIN(LoadSheddingTest)
#include "tst_load_shedding.moc"
