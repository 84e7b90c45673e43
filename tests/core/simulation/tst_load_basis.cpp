// Which racks draw power: by their status, on a day, or all that are placed.
#include "core/model/site_edit.h"
#include "core/simulation/evaluate.h"
#include "core/simulation/idle_racks.h"
#include "core/simulation/prepared_campus.h"
#include "tests/support/campus.h"

#include <QTest>

#include <algorithm>

using namespace hallwright;

namespace {

constexpr double roundingShare = 1e-9;

const Rack& firstRack(const Site& site)
{
    return site.buildings.front()->halls.front()->racks.front();
}

SitePtr withStatus(const SitePtr& site, RackId rack, LifecycleStatus status)
{
    SiteEdit edit(site);
    edit.changeRecord(refTo(rack)).status = status;
    return edit.done();
}

SitePtr withDate(const SitePtr& site, RackId rack, LifecycleStatus status, const char* date)
{
    SiteEdit edit(site);
    edit.changeRecord(refTo(rack)).dates[status] = date;
    return edit.done();
}

SnapshotPtr evaluated(const SitePtr& site, const Scenario& scenario = {})
{
    return evaluate(site, conditionsOf(*site, scenario));
}

Scenario allPlaced()
{
    Scenario scenario;
    scenario.loadBasis = LoadBasis::AllPlaced;
    return scenario;
}

Scenario onDay(const std::string& date)
{
    Scenario scenario;
    scenario.date = date;
    return scenario;
}

std::size_t idleCount(const Snapshot& snapshot)
{
    std::size_t count = 0;
    for (const HallResultPtr& hall : snapshot.halls)
        count += static_cast<std::size_t>(
            std::count_if(hall->racks.begin(), hall->racks.end(),
                          [](const RackResult& rack) { return rack.service == RackService::NotInService; }));
    return count;
}

} // namespace

class LoadBasisTest : public QObject
{
    Q_OBJECT

private slots:
    void theStatusSaysWhatDrawsPower_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("draws");
        using enum LifecycleStatus;
        QTest::newRow("design") << static_cast<int>(Design) << false;
        QTest::newRow("procurement") << static_cast<int>(Procurement) << false;
        QTest::newRow("deployment") << static_cast<int>(Deployment) << false;
        QTest::newRow("operation") << static_cast<int>(Operation) << true;
        QTest::newRow("decommissioning") << static_cast<int>(Decommissioning) << true;
    }
    void theStatusSaysWhatDrawsPower()
    {
        QFETCH(int, status);
        QFETCH(bool, draws);
        const SitePtr site = test::smallCampus();
        const RackId rack = firstRack(*site).id;
        const SnapshotPtr all = evaluated(site);
        const SnapshotPtr s = evaluated(withStatus(site, rack, static_cast<LifecycleStatus>(status)));
        const RackResult& result = *s->rackResult(rack);
        QCOMPARE(result.service == RackService::NotInService, !draws);
        const double lostW = draws ? 0.0 : firstRack(*site).powerW;
        QVERIFY(std::abs(all->itPowerW - s->itPowerW - lostW) <=
                0.02 * firstRack(*site).powerW); // others' fans
        QCOMPARE(result.powerW > 0.0, draws);
        QCOMPARE(result.airflowM3s > 0.0, draws);
        QVERIFY(s->energyResidual <= roundingShare);
        QVERIFY(s->powerResidual <= roundingShare);
        QCOMPARE(evaluated(s->site, allPlaced())->itPowerW, all->itPowerW);
    }

    void aDayCountsByTheDatesOfTheRecord_data()
    {
        QTest::addColumn<QString>("date");
        QTest::addColumn<bool>("draws");
        QTest::newRow("as it stands") << QString() << true;
        QTest::newRow("before its operation") << QStringLiteral("2027-03-30") << false;
        QTest::newRow("on the day") << QStringLiteral("2027-03-31") << true;
        QTest::newRow("being decommissioned") << QStringLiteral("2031-01-01") << true;
    }
    void aDayCountsByTheDatesOfTheRecord()
    {
        QFETCH(QString, date);
        QFETCH(bool, draws);
        SitePtr site = test::smallCampus();
        const RackId rack = firstRack(*site).id;
        site = withDate(site, rack, LifecycleStatus::Operation, "2027-03-31");
        site = withDate(site, rack, LifecycleStatus::Decommissioning, "2030-12-31");
        QCOMPARE(evaluated(site, onDay(date.toStdString()))->rackResult(rack)->powerW > 0.0, draws);
    }

    void aRackBeforeItsFirstDateIsInTheStatusBefore()
    {
        Record record;
        record.dates[LifecycleStatus::Decommissioning] = "2030-12-31";
        QCOMPARE(statusOn(record, "2027-01-01"), LifecycleStatus::Operation);
        record.dates = {{LifecycleStatus::Design, "2026-06-01"}};
        QCOMPARE(statusOn(record, "2026-01-01"), LifecycleStatus::Design);
        Record bought;
        bought.status = LifecycleStatus::Procurement;
        record.dates = {{LifecycleStatus::Deployment, "2026-06-01"},
                        {LifecycleStatus::Operation, "2026-06-01"}};
        QCOMPARE(statusOn(record, "2026-06-01"), LifecycleStatus::Operation);
        QCOMPARE(statusOn(bought, "2026-06-01"), LifecycleStatus::Procurement);
    }

    void aHallOfRacksThatWaitIsCoolAndNoFinding()
    {
        SitePtr site = test::smallCampus();
        const Hall& hall = *site->buildings.front()->halls.front();
        SiteEdit edit(site);
        for (const Rack& rack : hall.racks)
            edit.changeRecord(refTo(rack.id)).status = LifecycleStatus::Deployment;
        site = edit.done();
        const SnapshotPtr s = evaluated(site);
        const HallResult& result = *s->hallResult(hall.id);
        QCOMPARE(idleCount(*s), hall.racks.size());
        QCOMPARE(result.itPowerW, 0.0);
        QCOMPARE(result.racksOverLimit, std::size_t{0});
        QVERIFY(!result.hottestRack);
        QCOMPARE(result.maxInletC, result.supplyC);
        QCOMPARE(s->unserved.powerW, 0.0);
    }

    void onlyAStatusThatCountsCostsAnEvaluation()
    {
        const SitePtr site = test::smallCampus();
        const RackId rack = firstRack(*site).id;
        PreparedCampusPtr kept;
        const auto next = [&](const SitePtr& version) {
            return evaluate(version, conditionsOf(*version), kept);
        };
        const SnapshotPtr before = next(site);
        const auto runs = kept->loopRuns;
        const SnapshotPtr leaving = next(withStatus(site, rack, LifecycleStatus::Decommissioning));
        QCOMPARE(leaving->halls.front(), before->halls.front());
        QCOMPARE(kept->loopRuns, runs);
        const SitePtr planned = withStatus(site, rack, LifecycleStatus::Design);
        const SnapshotPtr after = next(planned);
        QVERIFY(after->halls.front() != before->halls.front());
        QCOMPARE(after->halls.back(), before->halls.back());
        QCOMPARE(after->facilityPowerW, evaluated(planned)->facilityPowerW);
        // One that is planned already may be planned on.
        const auto runsAfter = kept->loopRuns;
        QVERIFY(next(withStatus(planned, rack, LifecycleStatus::Procurement)));
        QCOMPARE(kept->loopRuns, runsAfter);
    }

    void aRackThatWaitsIsNotDarkThoughItsFeedsAre()
    {
        const SitePtr site = test::smallCampus();
        const RackId rack = firstRack(*site).id;
        Scenario scenario;
        for (const PowerNode& node : site->power->nodes)
            scenario.outages = scenario.outages.with(refTo(node.id), true);
        const SitePtr planned = withStatus(site, rack, LifecycleStatus::Design);
        QCOMPARE(evaluated(site, scenario)->rackResult(rack)->service, RackService::NoPower);
        QCOMPARE(evaluated(planned, scenario)->rackResult(rack)->service, RackService::NotInService);
    }
};

QTEST_GUILESS_MAIN(LoadBasisTest)
#include "tst_load_basis.moc"
