#include "core/model/edits.h"
#include "core/model/site_edit.h"
#include "core/simulation/evaluate.h"
#include "core/simulation/prepared_campus.h"
#include "tests/support/campus.h"
#include "tests/support/random_edits.h"

#include <QtTest>

#include <random>

using namespace hallwright;

namespace {

// Equal to the last bit: the result must not depend on what came before.
bool same(const RackResult& a, const RackResult& b)
{
    return a.powerW == b.powerW && a.heatToAirW == b.heatToAirW && a.heatToLiquidW == b.heatToLiquidW &&
           a.airflowM3s == b.airflowM3s && a.inletC == b.inletC && a.outletC == b.outletC &&
           a.recirculation == b.recirculation;
}

QString difference(const Snapshot& a, const Snapshot& b)
{
    if (a.halls.size() != b.halls.size() || a.plant.size() != b.plant.size())
        return "counts";
    for (std::size_t h = 0; h < a.halls.size(); ++h) {
        const HallResult& x = *a.halls[h];
        const HallResult& y = *b.halls[h];
        if (x.hall != y.hall || x.racks.size() != y.racks.size())
            return QString("hall %1").arg(h);
        for (std::size_t i = 0; i < x.racks.size(); ++i) {
            if (!same(x.racks[i], y.racks[i]))
                return QString("hall %1, rack %2: %3 °C and %4 °C")
                    .arg(h)
                    .arg(i)
                    .arg(x.racks[i].inletC, 0, 'g', 17)
                    .arg(y.racks[i].inletC, 0, 'g', 17);
        }
        if (x.returnC != y.returnC || x.meanInletC != y.meanInletC ||
            x.airHandlerPowerW != y.airHandlerPowerW)
            return QString("figures of hall %1").arg(h);
    }
    for (std::size_t u = 0; u < a.plant.size(); ++u) {
        if (a.plant[u].powerW != b.plant[u].powerW)
            return QString("plant unit %1").arg(u);
    }
    if (a.facilityPowerW != b.facilityPowerW || a.pue != b.pue || a.maxInletC != b.maxInletC ||
        a.hottestRack != b.hottestRack || a.racksOverLimit != b.racksOverLimit || a.notes != b.notes)
        return "totals";
    return {};
}

RackId anyRack(const Site& site, std::mt19937& random)
{
    const auto pick = [&](std::size_t size) {
        return std::uniform_int_distribution<std::size_t>(0, size - 1)(random);
    };
    const auto& halls = site.buildings[pick(site.buildings.size())]->halls;
    const auto& racks = halls[pick(halls.size())]->racks;
    return racks[pick(racks.size())].id;
}

SitePtr randomEdit(const SitePtr& site, std::mt19937& random)
{
    const RackId id = anyRack(*site, random);
    const Hall& hall = site->hallOf(id);
    std::uniform_real_distribution<double> unit(0.0, 1.0);
    switch (std::uniform_int_distribution<int>(0, 6)(random)) {
    case 0:
    case 1:
    case 2:
        return withRackPose(site, id,
                            {1.5 + unit(random) * (hall.widthM - 3.0),
                             1.5 + unit(random) * (hall.depthM - 3.0),
                             90.0 * std::uniform_int_distribution<int>(0, 3)(random)});
    case 3:
        return withRackPower(site, id, 1e3 * (60.0 * unit(random)));
    case 4:
        return withHallSupply(site, hall.id, 16.0 + 8.0 * unit(random));
    case 5:
        return hall.racks.size() > 5 ? withoutRack(site, id) : site;
    default: {
        Rack copy = site->rack(id);
        copy.pose.x = 1.5 + unit(random) * (hall.widthM - 3.0);
        return withNewRack(site, hall.id, copy);
    }
    }
}

} // namespace

class IncrementalTest : public QObject
{
    Q_OBJECT

private slots:
    void anySequenceOfEditsGivesWhatAColdStartGives_data()
    {
        QTest::addColumn<int>("racks");
        QTest::addColumn<int>("edits");
        QTest::newRow("small campus") << 0 << 300;
        QTest::newRow("three halls of 500") << 1500 << 60;
    }

    void anySequenceOfEditsGivesWhatAColdStartGives()
    {
        QFETCH(int, racks);
        QFETCH(int, edits);
        std::mt19937 random(6);
        SitePtr site = racks > 0 ? test::scaleCampus(racks) : test::smallCampus();
        PreparedCampusPtr kept;
        evaluate(site, conditionsOf(*site), kept);
        for (int step = 0; step < edits; ++step) {
            site = randomEdit(site, random);
            const Conditions conditions =
                conditionsOf(*site, step % 5 == 0 ? std::optional(35.0) : std::nullopt);
            const SnapshotPtr last = evaluate(site, conditions, kept);
            const QString found = difference(*last, *evaluate(site, conditions));
            QVERIFY2(found.isEmpty(), qPrintable(QString("edit %1: %2").arg(step).arg(found)));
        }
    }

    void untouchedHallsAreShared()
    {
        const SitePtr site = test::smallCampus();
        PreparedCampusPtr kept;
        const SnapshotPtr before = evaluate(site, conditionsOf(*site), kept);
        const RackId id = site->buildings[0]->halls[0]->racks[0].id;
        const SitePtr next = withRackPower(site, id, 1e3 * 5.0);
        const SnapshotPtr after = evaluate(next, conditionsOf(*next), kept);
        QVERIFY(after->halls[0] != before->halls[0]);
        QVERIFY(after->halls[1] == before->halls[1]);
    }

    // A status that is in service as the one before, a date, a note and a name are no physics.
    void recordsAndTextsCostNoEvaluation()
    {
        const SitePtr site = test::smallCampus();
        PreparedCampusPtr kept;
        const SnapshotPtr before = evaluate(site, conditionsOf(*site), kept);
        SiteEdit edit(site);
        edit.changeRecord(refTo(RackId{1})).status = LifecycleStatus::Decommissioning;
        edit.changeRecord(refTo(RackId{2})).notes = "To be cleaned";
        edit.changeInfo().description = "Phase 2";
        const SitePtr next = edit.done();
        const auto runs = kept->loopRuns;
        const SnapshotPtr after = evaluate(next, conditionsOf(*next), kept);
        QCOMPARE(after->site, next);
        QCOMPARE(after->halls, before->halls);
        QCOMPARE(kept->loopRuns, runs);
        QCOMPARE(after->facilityPowerW, before->facilityPowerW);
        const SnapshotPtr warmer = evaluate(next, conditionsOf(*next, 38.0), kept);
        QVERIFY(warmer->facilityPowerW > after->facilityPowerW);
    }

    void aTypeThatNoRackHasLeavesHallsAlone()
    {
        const SitePtr site = test::campusOfEverything();
        PreparedCampusPtr kept;
        const SnapshotPtr before = evaluate(site, conditionsOf(*site), kept);
        SiteEdit edit(site);
        edit.change(site->catalogue->pathwayTypes.front().id).name = "Tray of another maker";
        const SitePtr next = edit.done();
        QVERIFY(next->catalogue != site->catalogue);
        const SnapshotPtr after = evaluate(next, conditionsOf(*next), kept);
        QCOMPARE(after->halls, before->halls);
    }

    // One edit of the catalogue, and every figure follows.
    void aTypesPowerChangesTheItPowerOfAllItsRacks()
    {
        const SitePtr site = test::smallCampus();
        PreparedCampusPtr kept;
        const SnapshotPtr before = evaluate(site, conditionsOf(*site), kept);
        const RackType& type = site->catalogue->rackTypes.front();
        constexpr double moreW = 1e3;
        std::size_t racks = 0;
        for (const BuildingPtr& building : site->buildings) {
            for (const HallPtr& hall : building->halls)
                racks += static_cast<std::size_t>(
                    std::count_if(hall->racks.begin(), hall->racks.end(), [&](const Rack& rack) {
                        return rack.type == type.id && rack.powerW == type.powerW;
                    }));
        }
        SiteEdit edit(site);
        edit.change(type.id).powerW += moreW;
        const SitePtr next = edit.done();
        const SnapshotPtr after = evaluate(next, conditionsOf(*next), kept);
        const QString found = difference(*after, *evaluate(next, conditionsOf(*next)));
        QVERIFY2(found.isEmpty(), qPrintable(found));
        QVERIFY(racks > 30);
        // Fans of the servers answer warmer inlets, so the sum is not exact.
        const double expectedW = static_cast<double>(racks) * moreW;
        QVERIFY(std::abs(after->itPowerW - before->itPowerW - expectedW) < 0.02 * expectedW);
    }

    void theWeatherLeavesHallsAlone()
    {
        const SitePtr site = test::smallCampus();
        PreparedCampusPtr kept;
        const SnapshotPtr mild = evaluate(site, conditionsOf(*site), kept);
        const SnapshotPtr hot = evaluate(site, conditionsOf(*site, 40.0), kept);
        QVERIFY(hot->halls[0] == mild->halls[0]);
        QVERIFY(hot->coolingPowerW > mild->coolingPowerW);
    }

    void anotherCatalogueIsEvaluatedAnew()
    {
        const SitePtr site = test::smallCampus();
        PreparedCampusPtr kept;
        const SnapshotPtr before = evaluate(site, conditionsOf(*site), kept);
        auto next = std::make_shared<Site>(*site);
        auto catalogue = std::make_shared<Catalogue>(*site->catalogue);
        catalogue->rackTypes.front().inletLimitC = 20.1;
        next->catalogue = catalogue;
        const SnapshotPtr after = evaluate(next, conditionsOf(*next), kept);
        QVERIFY(after->racksOverLimit > before->racksOverLimit);
    }

    void anotherPowerNetworkIsReadAnew()
    {
        const SitePtr site = test::smallCampus();
        PreparedCampusPtr kept;
        const SnapshotPtr before = evaluate(site, conditionsOf(*site), kept);
        auto next = std::make_shared<Site>(*site);
        auto power = std::make_shared<PowerNetwork>(*site->power);
        for (PowerNode& node : power->nodes)
            node.loss = {};
        next->power = power;
        QVERIFY(before->distributionLossW > 0.0);
        QCOMPARE(evaluate(next, conditionsOf(*next), kept)->distributionLossW, 0.0);
    }

    // The pipe nearest to a loop's room coolers depends on the height of the building they stand in.
    void anotherHeightIsConnectedAnew()
    {
        const SitePtr site = test::smallCampus();
        PreparedCampusPtr before;
        evaluate(site, conditionsOf(*site), before);
        const auto with = [&](const auto& change) {
            auto next = std::make_shared<Site>(*site);
            auto building = std::make_shared<Building>(*site->buildings[0]);
            auto hall = std::make_shared<Hall>(*building->halls[0]);
            change(*building, *hall);
            building->halls[0] = hall;
            next->buildings[0] = building;
            PreparedCampusPtr kept = before;
            evaluate(next, conditionsOf(*next), kept);
            return kept->loops;
        };
        QVERIFY(with([](Building&, Hall& hall) { hall.inletLimitC = 26.0; }) == before->loops);
        QVERIFY(with([](Building& building, Hall&) { building.heightM += 30.0; }) != before->loops);
        QVERIFY(with([](Building&, Hall& hall) { hall.widthM += 1.0; }) != before->loops);
    }

    void aCancelledEvaluationHasNoResult()
    {
        const SitePtr site = test::smallCampus();
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(evaluate(site, conditionsOf(*site), stop.get_token()) == nullptr);
        QVERIFY(evaluate(site, conditionsOf(*site)) != nullptr);
    }
};

QTEST_GUILESS_MAIN(IncrementalTest)
#include "tst_incremental.moc"
