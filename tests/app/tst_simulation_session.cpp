// The evaluation worker: newest wins, nothing of a closed document comes back.
#include "app/gui/simulation_session.h"
#include "core/model/edits.h"
#include "tests/support/campus.h"

#include <QSignalSpy>
#include <QTest>
#include <QThread>

using namespace hallwright;
using namespace hallwright::app;

namespace {

Question asked(const SitePtr& site)
{
    return {site, conditionsOf(*site)};
}

} // namespace

class SimulationSessionTest : public QObject
{
    Q_OBJECT

private slots:
    void theNewestRequestIsAlwaysAnswered()
    {
        SimulationSession session;
        SitePtr site = test::smallCampus();
        const RackId rack = site->buildings.front()->halls.front()->racks.front().id;
        for (int i = 1; i <= 200; ++i) {
            site = withRackPower(site, rack, 1e3 * (i * 0.1));
            session.request(asked(site));
        }
        QTRY_VERIFY(session.latest() && session.latest()->site == site);
    }

    void theAnswerIsWhatAColdEvaluationGives()
    {
        SimulationSession session;
        SitePtr site = test::smallCampus();
        const RackId rack = site->buildings.front()->halls.front()->racks.front().id;
        session.request(asked(site));
        QTRY_VERIFY(session.latest());
        site = withRackPower(site, rack, 1e3 * 3.0);
        session.request(asked(site));
        QTRY_VERIFY(session.latest()->site == site);
        const SnapshotPtr cold = evaluate(site, conditionsOf(*site));
        QCOMPARE(session.latest()->facilityPowerW, cold->facilityPowerW);
        QCOMPARE(session.latest()->maxInletC, cold->maxInletC);
    }

    void anOutageIsEvaluatedAndTheReferenceIsNot()
    {
        SimulationSession session;
        QSignalSpy ready(&session, &SimulationSession::snapshotReady);
        SnapshotPtr reference;
        connect(&session, &SimulationSession::referenceReady, &session,
                [&](const SnapshotPtr& snapshot) { reference = snapshot; });
        const SitePtr site = test::smallCampus();
        const ObjectRef chiller{ObjectKind::PlantUnit, site->cooling->plant.front().id.value};
        Question whatIf = asked(site);
        whatIf.conditions.outages = Outages{}.with(chiller, true);
        session.request(whatIf);
        session.requestReference(asked(site));
        QTRY_VERIFY(reference && session.latest());
        QVERIFY(session.latest()->conditions.outages.has(chiller));
        QVERIFY(reference->conditions.outages.empty());
        QCOMPARE(ready.count(), 1); // the reference is no answer of its own
        QCOMPARE(reference->facilityPowerW, evaluate(site, conditionsOf(*site))->facilityPowerW);
        session.request(asked(site));
        QTRY_VERIFY(session.latest()->conditions.outages.empty());
        QCOMPARE(session.latest()->facilityPowerW, reference->facilityPowerW);
    }

    void anIdleSessionHasToldEverything()
    {
        SimulationSession session;
        QSignalSpy ready(&session, &SimulationSession::snapshotReady);
        QSignalSpy findings(&session, &SimulationSession::findingsReady);
        QSignalSpy reference(&session, &SimulationSession::referenceReady);
        const SitePtr site = test::smallCampus();
        QVERIFY(session.isIdle());
        session.request(asked(site));
        session.requestReference(asked(site));
        QVERIFY(!session.isIdle());
        QTRY_VERIFY(session.isIdle());
        QCOMPARE(ready.count(), 1);
        QCOMPARE(findings.count(), 1);
        QCOMPARE(reference.count(), 1);
    }

    void nothingComesAfterClear_data()
    {
        QTest::addColumn<int>("afterMs");
        QTest::newRow("as soon as it was asked") << 0;
        QTest::newRow("while it evaluates") << 2;
        QTest::newRow("before it has told its snapshot") << 200;
    }

    // On any machine one of these stages is met, and it holds in all of them.
    void nothingComesAfterClear()
    {
        QFETCH(int, afterMs);
        SimulationSession session;
        QSignalSpy ready(&session, &SimulationSession::snapshotReady);
        session.request(asked(test::scaleCampus(2000)));
        QThread::msleep(static_cast<unsigned long>(afterMs)); // without the event loop: nothing is told
        session.clear();
        QTRY_VERIFY(session.isIdle());
        QCOMPARE(ready.count(), 0);
        QVERIFY(!session.latest());
        session.request(asked(test::smallCampus()));
        QTRY_COMPARE(ready.count(), 1);
    }

    void aSessionEndsWhileItWorks()
    {
        for (int i = 0; i < 5; ++i) {
            SimulationSession session;
            session.request(asked(test::scaleCampus(4000)));
        }
        QVERIFY(true); // reached: no worker outlived its session
    }
};

QTEST_GUILESS_MAIN(SimulationSessionTest)
#include "tst_simulation_session.moc"
