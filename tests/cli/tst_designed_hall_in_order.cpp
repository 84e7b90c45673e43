#include "app/cli/violations.h"
#include "core/simulation/evaluate.h"
#include "tests/support/drawn_hall.h"

#include <QTest>

using namespace hallwright;

class TestDesignedHallInOrder : public QObject
{
    Q_OBJECT

private slots:
    void aHallDrawnByHandAndEquippedByRuleIsInOrder()
    {
        const SitePtr site = test::drawnHall().site;
        const SnapshotPtr snapshot = evaluate(site, conditionsOf(*site));
        QVERIFY(snapshot->converged);
        QString found;
        for (const Violation& violation : cli::findAllViolations(*snapshot))
            found += QString::fromStdString(violation.message) + '\n';
        QCOMPARE(found, QString());
    }
};

QTEST_GUILESS_MAIN(TestDesignedHallInOrder)
#include "tst_designed_hall_in_order.moc"
