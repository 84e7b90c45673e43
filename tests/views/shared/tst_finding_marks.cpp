// Which objects pictures mark, and how gravely.
#include "core/simulation/evaluate.h"
#include "tests/support/campus.h"
#include "views/shared/finding_marks.h"

#include <QTest>

using namespace hallwright;

class TestFindingMarks : public QObject
{
    Q_OBJECT

private slots:
    void eachObjectHasOneMarkOfItsWorstFinding()
    {
        const SitePtr site = test::smallCampus();
        Conditions conditions = conditionsOf(*site);
        conditions.outdoorC = 50.0; // warm enough that something is wrong with many
        const SnapshotPtr snapshot = evaluate(site, conditions);
        const FindingsPtr findings = findingsOf(*snapshot);
        const auto marks = style::findingMarks(*findings);
        QVERIFY(!marks.empty());
        std::size_t count = 0;
        for (std::size_t i = 0; i < marks.size(); ++i) {
            QVERIFY(i == 0 || marks[i - 1].object < marks[i].object);
            Severity worst = Severity::Minor;
            std::size_t own = 0;
            for (const Finding* finding : findings->open) {
                if (finding->subject != marks[i].object)
                    continue;
                ++own;
                worst = std::min(worst, finding->severity);
            }
            QCOMPARE(marks[i].count, own);
            QVERIFY(marks[i].worst == worst);
            count += own;
        }
        QCOMPARE(count, findings->open.size());
    }

    void withoutFindingsThereAreNone() { QVERIFY(style::findingMarks(Findings{}).empty()); }
};

QTEST_APPLESS_MAIN(TestFindingMarks)
#include "tst_finding_marks.moc"
