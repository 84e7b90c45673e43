// The worker that follows the simulation with a hall's air in 3D.
#include "app/gui/field_session.h"
#include "app/gui/main_window.h"
#include "core/model/edits.h"
#include "core/simulation/evaluate.h"
#include "tests/app/window_idle.h"
#include "tests/support/campus.h"

#include <QAction>
#include <QApplication>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <map>

using namespace hallwright;
using namespace hallwright::app;

namespace {

constexpr int patienceMs = 30'000; // a field takes a fraction of a second; a sanitizer many times that
constexpr double settledK =
    0.2; // fans answer the inlets that a field finds, which is less than a rack's leakage

SnapshotPtr evaluated(const SitePtr& site)
{
    return evaluate(site, conditionsOf(*site));
}

// The next field of the session; nullptr if none came.
SolvedAirPtr fieldOf(FieldSession& session, const SnapshotPtr& snapshot, HallId hall)
{
    SolvedAirPtr field;
    QObject listener;
    QObject::connect(&session, &FieldSession::fieldReady, &listener,
                     [&](const FieldOfHall& of) { field = of.field; });
    session.request(snapshot, hall);
    [&] { QTRY_VERIFY_WITH_TIMEOUT(field, patienceMs); }();
    return field;
}

} // namespace

class FieldSessionTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QStandardPaths::setTestModeEnabled(true); }

    void aFieldAndThenItsMatrixFollowARequest()
    {
        FieldSession session;
        session.setRestMs(10);
        SolvedAirPtr field;
        std::shared_ptr<const RecirculationMatrix> matrix;
        connect(&session, &FieldSession::fieldReady, &session,
                [&](const FieldOfHall& of) { field = of.field; });
        connect(
            &session, &FieldSession::matrixReady, &session,
            [&](const HallPtr&, const std::shared_ptr<const RecirculationMatrix>& found) { matrix = found; });
        const SnapshotPtr snapshot = evaluated(test::smallCampus());
        const Hall& hall = *snapshot->site->buildings[0]->halls[0];
        QVERIFY(session.isIdle());
        session.request(snapshot, hall.id);
        QVERIFY(!session.isIdle());
        QTRY_VERIFY_WITH_TIMEOUT(session.isIdle(), patienceMs);
        QVERIFY(field && matrix); // an idle session has told all it found
        QVERIFY2(field->report().usable(),
                 field->report().problems.empty() ? "" : field->report().problems.front().sentence.c_str());
        QCOMPARE(matrix->rackCount(), hall.racks.size());
    }

    // The halls differ in size; in between one has lost its air handlers and has no field.
    void anyHallHasItsAirAfterAnyOther()
    {
        const SitePtr site = test::smallCampus();
        const SnapshotPtr whole = evaluated(site);
        Conditions still = conditionsOf(*site);
        for (const AirHandler& unit : site->buildings[0]->halls[0]->airHandlers)
            still.outages.airHandlers.push_back(unit.id);
        const SnapshotPtr withoutAir = evaluate(site, still);
        const HallId a = site->buildings[0]->halls[0]->id;
        const HallId b = site->buildings[1]->halls[0]->id;
        std::map<HallId, int> fromNothing; // iterations
        for (const HallId hall : {a, b}) {
            FieldSession first;
            fromNothing[hall] = fieldOf(first, whole, hall)->report().iterations;
        }
        struct Asked {
            HallId hall;
            bool dark = false;
            bool again = false; // from the last field of this hall, which is the same
        };
        FieldSession session;
        const std::vector<Asked> asked = {{a}, {b},       {a}, {a, true},        {a, false, true},
                                          {b}, {a, true}, {b}, {b, false, true}, {a}};
        for (const auto& [hall, dark, again] : asked) {
            const SolvedAirPtr field = fieldOf(session, dark ? withoutAir : whole, hall);
            QVERIFY(field);
            QCOMPARE(field->report().usable(), !dark);
            if (!dark)
                QCOMPARE(field->report().iterations, again ? 0 : fromNothing[hall]);
        }
    }

    void theMatrixTakesThePlaceOfTheEstimate()
    {
        FieldSession session;
        session.setRestMs(10);
        SolvedAirPtr field;
        AirMatrices air;
        connect(&session, &FieldSession::fieldReady, &session,
                [&](const FieldOfHall& of) { field = of.field; });
        connect(&session, &FieldSession::matrixReady, &session,
                [&](const HallPtr& hall, const std::shared_ptr<const RecirculationMatrix>& found) {
                    air = {{hall->id, found}};
                });
        const SitePtr site = test::smallCampus();
        PreparedCampusPtr kept;
        const SnapshotPtr estimate = evaluate(site, conditionsOf(*site), kept);
        session.request(estimate, site->buildings[0]->halls[0]->id);
        QTRY_VERIFY_WITH_TIMEOUT(!air.empty(), patienceMs);
        const SnapshotPtr measured = evaluate(site, conditionsOf(*site), kept, {}, air);
        const HallResult& hall = *measured->halls[0];
        QCOMPARE(static_cast<int>(hall.inletModel), static_cast<int>(InletModel::Field));
        QVERIFY(measured->energyResidual <= 1e-6);
        for (std::size_t i = 0; i < hall.racks.size(); ++i)
            QVERIFY(std::abs(hall.racks[i].inletC - field->racks()[i].inletC) <= settledK);
        // A moved rack is estimated within it, and the other hall stays as it was.
        const Rack& rack = site->buildings[0]->halls[0]->racks[5];
        const SitePtr moved =
            withRackPose(site, rack.id, {rack.pose.x, rack.pose.y + 0.05, rack.pose.yawDeg});
        const SnapshotPtr after = evaluate(moved, conditionsOf(*moved), kept, {}, air);
        QCOMPARE(static_cast<int>(after->halls[0]->inletModel), static_cast<int>(InletModel::FieldMoved));
        QVERIFY(after->energyResidual <= 1e-6);
        QCOMPARE(after->halls[1], measured->halls[1]);
    }

    // Shown while it settles; after a move it goes on from where it was.
    void aFlowIsShownAsItSettles()
    {
        FieldSession session;
        session.setRestMs(10);
        std::vector<const BuoyantField*> shown;
        std::vector<SolvedAirPtr> kept;
        connect(&session, &FieldSession::fieldReady, &session, [&](const FieldOfHall& of) {
            kept.push_back(of.field);
            shown.push_back(dynamic_cast<const BuoyantField*>(of.field.get()));
        });
        QSignalSpy matrices(&session, &FieldSession::matrixReady);
        const SitePtr site = test::smallCampus();
        const HallId hall = site->buildings[0]->halls[0]->id;
        const Rack& rack = site->buildings[0]->halls[0]->racks[5];
        for (const double byM : {0.0, 0.05}) {
            shown.clear();
            const SitePtr version =
                withRackPose(site, rack.id, {rack.pose.x, rack.pose.y + byM, rack.pose.yawDeg});
            session.request(evaluated(version), hall, {}, InletBasis::Flow);
            QTRY_VERIFY_WITH_TIMEOUT(session.isIdle(), patienceMs);
            QVERIFY(shown.size() > 1 && std::ranges::find(shown, nullptr) == shown.end());
            QVERIFY(!shown.front()->report().finished && shown.front()->recirculatedShare().empty());
            QVERIFY(shown.back()->report().finished && !shown.back()->recirculatedShare().empty());
            QVERIFY(shown.back()->report().energyResidual <= 1e-6);
        }
        QCOMPARE(matrices.count(), 2);
    }

    // Each question that supersedes another finds it some steps on.
    void aFlowMovesOnUnderAHandThatNeverRests()
    {
        FieldSession session;
        int steps = 0, fields = 0;
        connect(&session, &FieldSession::fieldReady, &session, [&](const FieldOfHall& of) {
            steps += of.field->report().iterations;
            ++fields;
        });
        const SitePtr site = test::smallCampus();
        const HallId hall = site->buildings[0]->halls[0]->id;
        const Rack& rack = site->buildings[0]->halls[0]->racks[5];
        for (int i = 0; i < 10; ++i) {
            const SitePtr version =
                withRackPose(site, rack.id, {rack.pose.x, rack.pose.y + 0.01 * i, rack.pose.yawDeg});
            session.request(evaluated(version), hall, {}, InletBasis::Flow);
            QTest::qWait(60);
        }
        session.clear();
        QVERIFY2(fields >= 3 && steps >= 3 * 4,
                 qPrintable(QStringLiteral("%1 of %2").arg(steps).arg(fields)));
    }

    // Were a field solved within its request there would be one for each, and the window would stand still meanwhile.
    void aQuickHandsRequestsShareFields()
    {
        FieldSession session;
        session.setRestMs(10);
        int fields = 0;
        int turns = 0; // of the event loop before the first field
        connect(&session, &FieldSession::fieldReady, &session, [&](const FieldOfHall&) { ++fields; });
        QTimer loop;
        connect(&loop, &QTimer::timeout, &session, [&] { turns += fields == 0; });
        const SnapshotPtr snapshot = evaluated(test::smallCampus());
        const HallId hall = snapshot->site->buildings[1]->halls[0]->id;
        loop.start(0);
        constexpr int requests = 20;
        for (int i = 0; i < requests; ++i)
            session.request(snapshot, hall);
        QTRY_VERIFY_WITH_TIMEOUT(session.isIdle(), patienceMs);
        QVERIFY2(fields > 0 && fields < requests, qPrintable(QString::number(fields)));
        QVERIFY(turns > 0);
    }

    void nothingComesOfAClearedSession_data()
    {
        QTest::addColumn<int>("afterMs");
        QTest::newRow("as soon as it was asked") << 0;
        QTest::newRow("while it solves") << 10;
        QTest::newRow("before it has told its field") << 500;
    }

    // On any machine one of these stages is met, and it holds in all of them.
    void nothingComesOfAClearedSession()
    {
        QFETCH(int, afterMs);
        FieldSession session;
        QSignalSpy fields(&session, &FieldSession::fieldReady);
        QSignalSpy matrices(&session, &FieldSession::matrixReady);
        const SnapshotPtr snapshot = evaluated(test::smallCampus());
        session.setRestMs(10);
        session.request(snapshot, snapshot->site->buildings[0]->halls[0]->id);
        QThread::msleep(static_cast<unsigned long>(afterMs)); // without the event loop: nothing is told
        session.clear();
        QTRY_VERIFY_WITH_TIMEOUT(session.isIdle(), patienceMs);
        QCOMPARE(fields.count(), 0);
        QCOMPARE(matrices.count(), 0);
    }

    void theWindowShowsTheAirOfTheChosenHall()
    {
        MainWindow window;
        window.resize(1400, 900);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        const SitePtr site = test::smallCampus();
        window.project()->open(site, {});
        QTRY_VERIFY_WITH_TIMEOUT(window.session()->latest(), patienceMs);
        const HallId hall = site->buildings[0]->halls[0]->id;
        window.selection()->selectHall(hall);
        auto* action = window.findChild<QAction*>(QStringLiteral("pane3"));
        QVERIFY(action);
        action->setChecked(true);
        QSignalSpy matrices(window.workspace()->hallAir(), &HallAir::matrixFound);
        QTRY_VERIFY_WITH_TIMEOUT(isIdle(window), patienceMs);
        QCOMPARE(matrices.count(), 1);
        QVERIFY(window.workspace()->airPane()->view()->sentence().isEmpty());
        QVERIFY(window.workspace()->airPane()->view()->status().contains(QStringLiteral("cells")));
        // With fields of all halls the inlets and the fans change a little; that asks for no further field.
        QSignalSpy further(window.workspace()->hallAir()->session(), &FieldSession::fieldReady);
        Scenario onFields;
        onFields.inletBasis = InletBasis::Field;
        window.setScenario(onFields);
        QTRY_VERIFY_WITH_TIMEOUT(window.results().areComplete(), patienceMs);
        QCOMPARE(static_cast<int>(window.session()->latest()->hallResult(hall)->inletModel),
                 static_cast<int>(InletModel::Field));
        QTRY_VERIFY_WITH_TIMEOUT(isIdle(window), patienceMs);
        QCOMPARE(further.count(), 0);
    }
};

int main(int argc, char* argv[])
{
    scene::prepareGraphics();
    QApplication app(argc, argv);
    FieldSessionTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_field_session.moc"
