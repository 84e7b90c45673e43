#include "tests/support/drawn_hall.h"
#include "tests/support/found.h"

#include <QTest>

using namespace hallwright;

class TestHallInOrder : public QObject
{
    Q_OBJECT

private slots:
    void aHallDrawnByHandAndEquippedByRuleIsInOrder()
    {
        const SitePtr site = test::drawnHall().site;
        const SnapshotPtr snapshot = evaluate(site, conditionsOf(*site));
        QVERIFY(snapshot->converged);
        QCOMPARE(QString::fromStdString(test::textOf(*findingsOf(*snapshot))), QString());
    }
};

QTEST_GUILESS_MAIN(TestHallInOrder)
#include "tst_hall_in_order.moc"
