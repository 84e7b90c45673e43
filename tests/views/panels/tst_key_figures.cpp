// The figures at the top of the window, and what a change did to them.
#include "core/simulation/evaluate.h"
#include "tests/support/campus.h"
#include "views/panels/key_figures_bar.h"

#include <QTest>

using namespace hallwright;
using namespace hallwright::panels;

class KeyFiguresTest : public QObject
{
    Q_OBJECT

private slots:
    void changesAreSaid()
    {
        Snapshot warmer = *before_;
        *warmer.pue += 6.7e-6;
        warmer.itPowerW += 3500.0;
        warmer.facilityPowerW += 5200.0;
        bar_.setFigures(std::make_shared<const Snapshot>(warmer), before_, {});
        QCOMPARE(bar_.change("pue"), QStringLiteral("+0.0000067"));
        QCOMPARE(bar_.change("it"), QStringLiteral("+3.5\u00A0kW"));
        QCOMPARE(bar_.change("facility"), QStringLiteral("+5.2\u00A0kW"));
    }

    // Back where it was, a rack's hall is solved from another start: its figures differ by less than anybody reads.
    void whatSolversLeaveIsNoChange()
    {
        Snapshot again = *before_;
        *again.pue -= 3e-10;
        again.itPowerW += 0.02;
        again.facilityPowerW -= 0.05;
        again.maxInletC += 1e-4;
        bar_.setFigures(std::make_shared<const Snapshot>(again), before_, {});
        for (const char* card : {"pue", "it", "facility", "worst"})
            QVERIFY2(bar_.change(card).isEmpty(), qPrintable(bar_.change(card)));
    }

private:
    SitePtr site_ = test::smallCampus();
    SnapshotPtr before_ = evaluate(site_, conditionsOf(*site_));
    KeyFiguresBar bar_;
};

QTEST_MAIN(KeyFiguresTest)
#include "tst_key_figures.moc"
