// The air of all halls of a site: evaluation and fields brought into agreement, whatever was solved before.
#include "core/model/edits.h"
#include "core/model/site_edit.h"
#include "core/physics/recirculation.h"
#include "core/simulation/prepared_campus.h"
#include "core/simulation/site_air.h"
#include "tests/support/campus.h"

#include <QTest>

#include <atomic>

using namespace hallwright;

namespace {

SitePtr withFirstRackMoved(const SitePtr& site, double byM)
{
    const Rack& rack = site->buildings.front()->halls.front()->racks.front();
    return withRackPose(site, rack.id, {rack.pose.x + byM, rack.pose.y, rack.pose.yawDeg});
}

SitePtr withFirstHallTwice(const SitePtr& site)
{
    const Hall& hall = *site->buildings.front()->halls.front();
    SiteEdit edit(site);
    Hall shell = hall;
    shell.name = "Twin";
    shell.racks.clear();
    shell.aisles.clear();
    shell.airHandlers.clear();
    shell.rows.clear();
    shell.columns.clear();
    shell.doors.clear();
    shell.cdus.clear();
    Building house = *site->buildings.front();
    house.name = "Twin";
    house.originM.x += 500.0;
    house.halls.clear();
    house.rooms.clear();
    const HallId twin = edit.addTo(edit.add(house), shell);
    const auto copy = [&](const auto& things) {
        for (const auto& thing : things)
            edit.copyTo(twin, refTo(thing.id));
    };
    copy(hall.aisles);
    copy(hall.rows);
    copy(hall.columns);
    copy(hall.racks);
    copy(hall.airHandlers);
    return edit.done();
}

PreparedCampusPtr estimated(const SitePtr& site)
{
    PreparedCampusPtr kept;
    evaluate(site, conditionsOf(*site), kept);
    return kept;
}

// Every inlet and the campus' figures, bit by bit.
std::vector<double> figuresOf(const Snapshot& snapshot)
{
    std::vector<double> figures{snapshot.itPowerW, snapshot.facilityPowerW, snapshot.maxInletC,
                                snapshot.pue.value()};
    for (const HallResultPtr& hall : snapshot.halls) {
        for (const RackResult& rack : hall->racks)
            figures.push_back(rack.inletC);
    }
    return figures;
}

SnapshotPtr withAir(PreparedCampusPtr before, const AirMatrices& air)
{
    const SnapshotPtr snapshot = before->snapshot;
    return evaluate(snapshot->site, snapshot->conditions, before, {}, air);
}

} // namespace

class SiteAirTest : public QObject
{
    Q_OBJECT

private slots:
    void everyHallWithRacksRestsOnItsAir_data()
    {
        QTest::addColumn<InletBasis>("by");
        QTest::addColumn<InletModel>("model");
        QTest::newRow("field") << InletBasis::Field << InletModel::Field;
        QTest::newRow("flow") << InletBasis::Flow << InletModel::Flow;
    }
    void everyHallWithRacksRestsOnItsAir()
    {
        QFETCH(InletBasis, by);
        QFETCH(InletModel, model);
        const SitePtr site = test::smallCampus();
        const SnapshotPtr s = evaluateBy(by, site, conditionsOf(*site));
        for (const HallResultPtr& hall : s->halls)
            QCOMPARE(static_cast<int>(hall->inletModel), static_cast<int>(model));
        QVERIFY(s->energyResidual <= 1e-6);
        QVERIFY(figuresOf(*s) != figuresOf(*estimated(site)->snapshot));
    }

    void fieldAndFlowOfTheSameHallAreKeptApart()
    {
        const PreparedCampusPtr s = estimated(test::smallCampus());
        SiteAir air;
        const auto field = air.solve(s, InletBasis::Field);
        const auto flow = air.solve(s, InletBasis::Flow);
        QVERIFY(field && flow);
        QVERIFY(figuresOf(*withAir(s, *flow)) != figuresOf(*withAir(s, *field)));
        QVERIFY(figuresOf(*withAir(s, *flow)) ==
                figuresOf(*evaluateBy(InletBasis::Flow, s->snapshot->site, s->snapshot->conditions)));
    }

    // One is a copy of the other, and whoever solves it finds the same.
    void hallsThatAreEqualButForTheirNamesAreSolvedOnce()
    {
        const SitePtr site = test::smallCampus();
        const PreparedCampusPtr s = estimated(withFirstHallTwice(site));
        const auto found = SiteAir().solve(s, InletBasis::Field);
        QVERIFY(found);
        QCOMPARE(found->size(), std::size_t{3});
        std::size_t same = 0;
        for (const HallField& field : *found)
            same += field.matrix == found->front().matrix ? 1 : 0;
        QCOMPARE(same, std::size_t{2});
    }

    void whileRacksMoveTheirFlowIsEstimatedOn()
    {
        const PreparedCampusPtr s = estimated(test::smallCampus());
        const auto flow = SiteAir().solve(s, InletBasis::Flow);
        QVERIFY(flow);
        const SitePtr moved = withFirstRackMoved(s->snapshot->site, 0.05);
        PreparedCampusPtr kept;
        const SnapshotPtr after = evaluate(moved, s->snapshot->conditions, kept, {}, *flow);
        QCOMPARE(static_cast<int>(after->halls[0]->inletModel), static_cast<int>(InletModel::FlowMoved));
        QCOMPARE(static_cast<int>(after->halls[1]->inletModel), static_cast<int>(InletModel::Flow));
    }

    void theAnswerDependsOnNothingThatWasSolvedBefore()
    {
        const SitePtr site = test::smallCampus();
        const SitePtr moved = withFirstRackMoved(site, 0.05);
        SiteAir air;
        PreparedCampusPtr last;
        for (const SitePtr& version : {site, moved, site, moved}) {
            evaluate(version, conditionsOf(*version), last);
            const auto found = air.solve(last, InletBasis::Field);
            QVERIFY(found);
            QVERIFY(figuresOf(*withAir(last, *found)) ==
                    figuresOf(*evaluateBy(InletBasis::Field, version, conditionsOf(*version))));
        }
    }

    void whatIsKnownIsNotSolvedAgain()
    {
        const PreparedCampusPtr s = estimated(test::smallCampus());
        SiteAir air;
        const auto first = air.solve(s, InletBasis::Field);
        const auto second = air.solve(s, InletBasis::Field);
        QVERIFY(first && second);
        for (std::size_t h = 0; h < first->size(); ++h)
            QCOMPARE((*first)[h].matrix, (*second)[h].matrix); // the same object
    }

    void aHallThatHasNoAirKeepsItsEstimateAndSaysWhy()
    {
        const SitePtr site = test::smallCampus();
        Scenario still;
        for (const AirHandler& unit : site->buildings.front()->halls.front()->airHandlers)
            still.outages = still.outages.with(refTo(unit.id), true);
        const SnapshotPtr s = evaluateBy(InletBasis::Field, site, conditionsOf(*site, still));
        QCOMPARE(static_cast<int>(s->halls[0]->inletModel), static_cast<int>(InletModel::Estimate));
        QCOMPARE(static_cast<int>(s->halls[1]->inletModel), static_cast<int>(InletModel::Field));
        QVERIFY(QString::fromStdString(s->halls[0]->inputs.airNote).contains("No air is supplied"));
    }

    void progressCountsTheHalls()
    {
        std::size_t last = 0;
        std::size_t halls = 0;
        const SitePtr site = test::smallCampus();
        QVERIFY(evaluateBy(InletBasis::Field, site, conditionsOf(*site), [&](const AirProgress& progress) {
            if (progress.round > 0)
                return;
            QCOMPARE(progress.done, last + 1);
            last = progress.done;
            halls = progress.halls;
        }));
        QCOMPARE(last, std::size_t{2});
        QCOMPARE(halls, std::size_t{2});
    }

    void whoIsStoppedGivesNothingAndTheNextIsComplete()
    {
        const PreparedCampusPtr s = estimated(test::smallCampus());
        std::stop_source stop;
        SiteAir air;
        QVERIFY(!air.solve(
            s, InletBasis::Field, [&](const AirProgress&) { stop.request_stop(); }, stop.get_token()));
        const auto found = air.solve(s, InletBasis::Field);
        QVERIFY(found);
        QVERIFY(figuresOf(*withAir(s, *found)) ==
                figuresOf(*evaluateBy(InletBasis::Field, s->snapshot->site, s->snapshot->conditions)));
    }
};

QTEST_GUILESS_MAIN(SiteAirTest)
#include "tst_site_air.moc"
