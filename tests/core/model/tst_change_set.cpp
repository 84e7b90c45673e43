// What differs between two versions, and putting it on again.
#include "core/model/change_set.h"
#include "core/model/edits.h"
#include "core/model/errors.h"
#include "core/model/site_edit.h"
#include "tests/support/campus.h"
#include "tests/support/random_edits.h"

#include <QTest>

using namespace hallwright;
using namespace hallwright::test;

namespace {

const RackId firstRack{1};

QString told(const SitePtr& before, const SitePtr& after)
{
    QStringList lines;
    for (const std::string& line : sentences(diff(*before, *after), *before, *after))
        lines << QString::fromStdString(line);
    return lines.join('\n');
}

// An equal site that shares nothing with the first.
SitePtr another()
{
    return campusOfEverything();
}

} // namespace

class TestChangeSet : public QObject
{
    Q_OBJECT

private slots:
    void equalSitesDoNotDiffer()
    {
        QVERIFY(diff(*campusOfEverything(), *another()).empty());
        QCOMPARE(told(campusOfEverything(), another()), QString());
    }

    void aChangeIsToldFieldByFieldWithUnits()
    {
        const SitePtr before = smallCampus();
        SiteEdit edit(before);
        edit.change(firstRack).pose.x += 0.6;
        edit.change(firstRack).powerW = 24.5e3;
        edit.change(firstRack).feedB = {};
        edit.changeRecord(refTo(firstRack)).status = LifecycleStatus::Procurement;
        edit.changeRecord(refTo(firstRack)).waivers["overlap"] = "Measured on the floor";
        QCOMPARE(told(before, edit.done()),
                 QStringLiteral(
                     "Rack A01: x 3.9 m → 4.5 m, power 20.4 kW → 24.5 kW, feed b Hall A PDU 1B → none.\n"
                     "Rack A01, record: status operation → procurement, waiver.overlap none → Measured on "
                     "the floor."));
    }

    void whatCameAndWhatWentIsToldWithItsPlace()
    {
        const SitePtr before = smallCampus();
        SiteEdit edit(before);
        edit.remove(refTo(firstRack));
        Column column;
        column.area = {12.0, 8.0, 0.5, 0.5};
        edit.addTo(HallId{1}, column);
        QCOMPARE(told(before, edit.done()), QStringLiteral("Column 2 in hall Hall A: added.\n"
                                                           "Rack A01 in hall Hall A: removed."));
    }

    void aSummaryCountsByKind()
    {
        const SitePtr before = smallCampus();
        SiteEdit edit(before);
        edit.change(RackId{1}).powerW = 1e3;
        edit.change(RackId{2}).powerW = 1e3;
        edit.remove(refTo(RackId{3}));
        QCOMPARE(QString::fromStdString(summary(diff(*before, *edit.done()))),
                 QStringLiteral("2 racks changed, 1 rack removed"));
    }

    void aRackThatChangedHallsMoved()
    {
        const SitePtr before = smallCampus();
        SiteEdit edit(before);
        edit.moveTo({2}, refTo(firstRack));
        const SitePtr after = edit.done();
        const ChangeSet changes = diff(*before, *after);
        QCOMPARE(changes.objects.size(), std::size_t{1});
        QVERIFY(changes.objects[0].kind == ObjectChangeKind::Changed);
        QCOMPARE(told(before, after), QStringLiteral("Rack A01: hall Hall A → Hall B."));
        QVERIFY(*withChanges(before, changes) == *after);
    }

    // withChanges(a, diff(a, b)) equals b, whatever happened in between.
    void aChangeSetPutOnAgainGivesTheLaterVersion()
    {
        std::mt19937 random(7);
        for (int run = 0; run < 200; ++run) {
            const SitePtr before = campusOfEverything();
            SitePtr after = before;
            for (int i = 0; i < 15; ++i)
                after = randomlyEdited(after, random);
            const ChangeSet changes = diff(*before, *after);
            const SitePtr again = withChanges(another(), changes);
            QVERIFY2(*again == *after, qPrintable(told(after, again)));
            const ChangeSet back = diff(*after, *before);
            QVERIFY(*withChanges(after, back) == *before);
        }
    }

    void aChangeThatDoesNotFitIsRefused()
    {
        const SitePtr before = smallCampus();
        const SitePtr after = withRackPower(before, firstRack, 1e3);
        const SitePtr without = withoutRack(before, firstRack);
        const ChangeSet changes = diff(*before, *after);
        QVERIFY_EXCEPTION_THROWN(withChanges(without, changes), InputError);
        ChangeSet nonsense = changes;
        nonsense.objects[0].fields[0].field = "colour";
        QVERIFY_EXCEPTION_THROWN(withChanges(before, nonsense), InputError);
        ChangeSet text = changes;
        text.objects[0].fields[0].after = std::string("a lot");
        QVERIFY_EXCEPTION_THROWN(withChanges(before, text), InputError);
    }

    void valuesOfListsComeBack()
    {
        const std::vector<Point3> path{{0.1, -2.0, 3e-7}, {1.0 / 3.0, 1e6, 0.0}};
        QVERIFY(pointsIn(listText(path)) == path);
        QVERIFY(pointsIn("[]").empty());
        QVERIFY((idsIn("[3,5]") == std::vector<std::int64_t>{3, 5}));
        for (const char* text : {"", "[", "[1,2", "[1,]", "[[1,2]]", "[[1,2,3]]x", "[a]"})
            QVERIFY_EXCEPTION_THROWN(pointsIn(text), InputError);
    }
};

QTEST_GUILESS_MAIN(TestChangeSet)
#include "tst_change_set.moc"
