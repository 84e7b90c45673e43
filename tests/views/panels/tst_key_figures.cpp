// The figures at the top of the window, and what a change did to them.
#include "core/simulation/evaluate.h"
#include "tests/support/campus.h"
#include "views/panels/key_figures_bar.h"

#include <QLabel>
#include <QLayout>
#include <QTest>

using namespace hallwright;
using namespace hallwright::panels;

class KeyFiguresTest : public QObject
{
    Q_OBJECT

private slots:
    void changesAreSaidWithWhatTheyAreCountedFrom()
    {
        Snapshot warmer = *before_;
        *warmer.pue += 6.7e-4;
        warmer.itPowerW += 3500.0;
        warmer.facilityPowerW += 5200.0;
        bar_.setFigures(std::make_shared<const Snapshot>(warmer), counted_, {});
        QCOMPARE(bar_.change("pue"), QStringLiteral("+0.0007"));
        QCOMPARE(bar_.change("it"), QStringLiteral("+3.5\u00A0kW"));
        QCOMPARE(bar_.change("facility"), QStringLiteral("+5.2\u00A0kW"));
        QCOMPARE(bar_.comparedWith(), QStringLiteral("Changes since the drag began"));
        QCOMPARE(bar_.findChild<QLabel*>("pueChange")->toolTip(),
                 QStringLiteral("Change since the drag began"));
    }

    // Below these nobody acts on a change, and what solvers leave when a rack is back where it was is less still.
    void whatIsNotWorthShowingIsNotShown()
    {
        Snapshot again = *before_;
        *again.pue += 0.9e-4;
        again.itPowerW += 90.0;
        again.facilityPowerW -= 90.0;
        again.maxInletC += 0.009;
        bar_.setFigures(std::make_shared<const Snapshot>(again), counted_, {});
        for (const char* card : {"pue", "it", "facility", "worst"})
            QVERIFY2(bar_.change(card).isEmpty(), qPrintable(bar_.change(card)));
        QVERIFY2(bar_.comparedWith().isEmpty(), qPrintable(bar_.comparedWith()));
    }

    void ofALargeFigureASmallShareIsNotShown()
    {
        Snapshot large = *before_;
        large.itPowerW = 200e6;
        Snapshot more = large;
        more.itPowerW += 1.9e3; // of 200 MW less than 1e-5
        bar_.setFigures(std::make_shared<const Snapshot>(more),
                        {std::make_shared<const Snapshot>(large), counted_.words}, {});
        QVERIFY(bar_.change("it").isEmpty());
        more.itPowerW += 0.2e3;
        bar_.setFigures(std::make_shared<const Snapshot>(more),
                        {std::make_shared<const Snapshot>(large), counted_.words}, {});
        QCOMPARE(bar_.change("it"), QStringLiteral("+2.1\u00A0kW"));
    }

    // Changes, arrows and the words under them come and go: what stands below the bar does not move.
    void itIsAsHighWithChangesAsWithout()
    {
        const auto height = [&] {
            return std::max({bar_.sizeHint().height(), bar_.minimumSizeHint().height(),
                             bar_.layout()->hasHeightForWidth() ? bar_.layout()->heightForWidth(900) : 0});
        };
        bar_.setFigures(before_, {}, {});
        bar_.show();
        const int without = height();
        Snapshot warmer = *before_;
        warmer.itPowerW += 3500.0;
        const SelectionSet selection =
            selectionOf(*site_, refTo(site_->buildings.front()->halls.front()->racks.front().id));
        bar_.setFigures(std::make_shared<const Snapshot>(warmer), counted_, selection);
        QCOMPARE(height(), without);
        bar_.hide();
    }

    // Its longest figures must not make the window wider than the screen.
    void aWindowMayBeNarrowerThanItsFigures()
    {
        SelectionSet selection =
            selectionOf(*site_, refTo(site_->buildings.front()->halls.front()->racks.front().id));
        bar_.setFigures(before_, counted_, selection);
        QVERIFY(bar_.sizeHint().width() > 400);
        QVERIFY(bar_.minimumSizeHint().width() < 400);
    }

    // "174.31 M" would be another figure.
    void whatHasNoRoomIsLeftOutWhole()
    {
        bar_.setFigures(before_, {}, {});
        bar_.show();
        for (const int width : {1400, 900, 600, 420, 260}) {
            bar_.resize(width, bar_.sizeHint().height());
            QCoreApplication::processEvents();
            for (const QLabel* label : bar_.findChildren<QLabel*>()) {
                if (label->isVisible() && label->objectName().endsWith("Value"))
                    QVERIFY2(label->width() >= label->sizeHint().width(),
                             qPrintable(QStringLiteral("%1 at %2").arg(label->objectName()).arg(width)));
            }
            QVERIFY(bar_.findChild<QLabel*>("worstValue")->isVisible());
        }
        bar_.hide();
    }

private:
    SitePtr site_ = test::smallCampus();
    SnapshotPtr before_ = evaluate(site_, conditionsOf(*site_));
    ComparedWith counted_{before_, QStringLiteral("since the drag began")};
    KeyFiguresBar bar_;
};

QTEST_MAIN(KeyFiguresTest)
#include "tst_key_figures.moc"
