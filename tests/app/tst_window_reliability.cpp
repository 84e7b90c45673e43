// Pairs and maintenance in the Failure pane, and the Reliability pane: worked out beside the window, said in words, gone to.
#include "app/gui/failure_dock.h"
#include "app/gui/failure_pages.h"
#include "app/gui/reliability_dock.h"
#include "app/gui/reliability_pages.h"
#include "core/model/edits.h"
#include "core/simulation/evaluate.h"
#include "core/studies/availability/availability_words.h"
#include "core/studies/failure/pair_words.h"
#include "tests/app/main_window_fixture.h"
#include "views/charts/goodput_chart.h"
#include "views/panels/availability_panel.h"
#include "views/panels/goodput_panel.h"
#include "views/panels/pair_panel.h"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QSpinBox>
#include <QToolButton>
#include <QTreeWidget>

#include <algorithm>

using namespace hallwright;
using namespace hallwright::app;

namespace {

constexpr int patienceMs = 120'000;

int listedIn(const QTreeWidget& table)
{
    int listed = 0;
    for (int i = 0; i < table.topLevelItemCount(); ++i)
        listed += table.topLevelItem(i)->isHidden() ? 0 : 1;
    return listed;
}

} // namespace

class WindowReliabilityTest : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { useFoldersOfOurOwn(); }
    void init()
    {
        QSettings().clear();
        open();
        window_->findChild<QAction*>("pane1")->setChecked(true);
        window_->findChild<QAction*>("pane0")->setChecked(false); // nothing here is about 3D
    }
    void cleanup() { close(); }

    // For the eye. First, and both themes in one window: see tst_window_failure.
    void allPagesStandBelowThePictures()
    {
        failWithPairs();
        keepPictures("window-pairs");
        failure().fail({refTo(site_->buildings[1]->halls[0]->cdus[0].id)});
        failure().showPage(FailureDock::Page::Follows);
        QTRY_VERIFY_WITH_TIMEOUT(failure().isCurrent(), patienceMs);
        keepPictures("window-follows");
        trigger("&Maintenance: what can be out of service");
        QTRY_VERIFY_WITH_TIMEOUT(failure().maintenance()->study().isCurrent(), patienceMs);
        keepPictures("window-maintenance");
        trigger("Availa&bility of racks");
        QTRY_VERIFY_WITH_TIMEOUT(dock().availability()->study().isCurrent(), patienceMs);
        keepPictures("window-availability");
        trigger("&Goodput of a training job");
        QTRY_VERIFY_WITH_TIMEOUT(dock().goodput()->study().isCurrent(), patienceMs);
        keepPictures("window-goodput");
        QVERIFY(dock().height() >= window_->height() / 3);
    }

    void pairsAreFailedFilteredAndFollowedTogether()
    {
        failWithPairs();
        panels::PairPanel& panel = *failure().pairs()->panel();
        const PairSweep& found = *panel.sweep();
        QCOMPARE(panel.words(), QString::fromStdString(answerOf(found)));
        QCOMPARE(failure().findChild<QLabel*>("pairsLeftOut")->text(),
                 QString::fromStdString(leftOutText(found.paths)));
        QCOMPARE(static_cast<std::size_t>(listedIn(*panel.table())), found.withLossBeyond());
        panel.showOnly(panels::PairPanel::Shown::All);
        QCOMPARE(static_cast<std::size_t>(listedIn(*panel.table())), found.entries.size());
        failure().findChild<QLineEdit*>("pairsSearch")->setText("UPS A");
        QVERIFY(listedIn(*panel.table()) > 0);
        QVERIFY(listedIn(*panel.table()) < static_cast<int>(found.entries.size()));
        failure().findChild<QLineEdit*>("pairsSearch")->clear();
        panel.table()->setCurrentItem(panel.table()->topLevelItem(0));
        const std::vector<ObjectRef> both{found.entries.front().found.element, found.entries.front().other};
        QCOMPARE(panel.current(), both);
        QCOMPARE(failure().failed(), both);
        QCOMPARE(window_->selection()->set().primary(), both.front());
        QTRY_VERIFY_WITH_TIMEOUT(failure().isCurrent(), patienceMs);
        QCOMPARE(failure().answer()->cascade->racksLost(), found.entries.front().found.racksLost);
        QVERIFY(panel.asText().count('\n') > static_cast<int>(found.entries.size()));
    }

    void pairsAreStoppedAndMarkedAfterAnEdit()
    {
        failure().sweepBoth();
        QToolButton& start = *failure().findChild<QToolButton*>("pairsStart");
        QCOMPARE(start.text(), QString("Stop"));
        start.click();
        QTRY_VERIFY_WITH_TIMEOUT(failure().isIdle(), patienceMs);
        QVERIFY(!failure().pairs()->study().answer());
        QVERIFY(failure().findChild<QLabel*>("pairsEmpty")->isVisible());
        start.click();
        QTRY_VERIFY_WITH_TIMEOUT(failure().pairs()->study().isCurrent(), patienceMs);
        QVERIFY(!start.isEnabled()); // it is as it would be
        changeSite();
        QVERIFY(!failure().pairs()->study().isCurrent());
        QVERIFY(failure().findChild<QLabel*>("pairsState")->text().contains("changed since"));
        QVERIFY(start.isEnabled());
    }

    void aVerdictLeadsToWhatBreaksIt()
    {
        failure().findVerdicts();
        QTRY_VERIFY_WITH_TIMEOUT(failure().maintenance()->study().isCurrent(), patienceMs);
        panels::RedundancyPanel& panel = *failure().maintenance()->panel();
        const Redundancy& found = *failure().maintenance()->study().answer();
        QCOMPARE(panel.table()->topLevelItemCount(), static_cast<int>(found.halls.size()));
        QCOMPARE(panel.words(), QString::fromStdString(answerOf(found)));
        const HallRedundancy& hall = found.halls.front();
        QTreeWidgetItem* line = panel.table()->topLevelItem(0);
        QCOMPARE(line->text(panels::RedundancyPanel::BreaksColumn),
                 QString::fromStdString(breaksText(found, hall)));
        QCOMPARE(line->childCount(), static_cast<int>(hall.singles.size()));
        // All utilities at once are no object to go to.
        const auto isThere = [&](std::size_t element) {
            return found.blocks.elements[element].object != siteData();
        };
        const auto single = std::ranges::find_if(hall.singles, isThere);
        QVERIFY(single != hall.singles.end());
        panel.table()->setCurrentItem(line->child(static_cast<int>(single - hall.singles.begin())));
        QCOMPARE(window_->selection()->set().primary(), found.blocks.elements[*single].object);
    }

    void availabilityIsSaidPlaceByPlace()
    {
        dock().findAvailability();
        QTRY_VERIFY_WITH_TIMEOUT(dock().availability()->study().isCurrent(), patienceMs);
        const SiteAvailability& found = *dock().availability()->study().answer();
        panels::AvailabilityPanel& panel = *dock().availability()->panel();
        QCOMPARE(panel.words(), QString::fromStdString(answerOf(found)));
        QCOMPARE(panel.places()->topLevelItemCount(),
                 static_cast<int>(found.halls.size() + found.buildings.size() + 1 + found.tiers.size()));
        QCOMPARE(panel.spent()->topLevelItemCount(), static_cast<int>(found.campus.spentOn.size()));
        panel.places()->setCurrentItem(panel.places()->topLevelItem(0));
        QCOMPARE(panel.spent()->topLevelItemCount(), static_cast<int>(found.halls.front().spentOn.size()));
        QCOMPARE(window_->selection()->hall(), idIn<HallId>(found.halls.front().place));
        panel.spent()->setCurrentItem(panel.spent()->topLevelItem(0));
        QCOMPARE(window_->selection()->set().primary(),
                 found.blocks.elements[found.halls.front().spentOn.front().element].object);
        QVERIFY(panel.rates()->topLevelItemCount() > 0);
        changeSite();
        QVERIFY(!dock().availability()->study().isCurrent());
    }

    void ratesOfOnesOwnAreReadAndRefusedInASentence()
    {
        const QTemporaryDir folder;
        const auto written = [&](const char* name, const char* lines) {
            QFile file(folder.filePath(name));
            [&] { QVERIFY(file.open(QIODevice::WriteOnly)); }();
            file.write(lines);
            return file.fileName();
        };
        dock().findAvailability();
        QTRY_VERIFY_WITH_TIMEOUT(dock().availability()->study().isCurrent(), patienceMs);
        const double classMinutes =
            dock().availability()->study().answer()->campus.meanRack.figures().minutesAYear();
        dock().setRates(written("ours.csv", "name,mtbf_h,mttr_h,source\ncdu,1000,100,a bad year\n"));
        QVERIFY(dock().findChild<QToolButton*>("reliabilityRates")->text().contains("ours.csv"));
        QVERIFY(!dock().availability()->study().isCurrent());
        dock().findAvailability();
        QTRY_VERIFY_WITH_TIMEOUT(dock().availability()->study().isCurrent(), patienceMs);
        QVERIFY(dock().availability()->study().answer()->campus.meanRack.figures().minutesAYear() >
                2.0 * classMinutes);
        dock().setRates(written("bad.csv", "name,mtbf_h,mttr_h\nno such thing,1000,100\n"));
        dock().findAvailability();
        QTRY_VERIFY_WITH_TIMEOUT(!dock().availability()->study().refusal().isEmpty(), patienceMs);
        QVERIFY2(dock().availability()->study().refusal().startsWith("bad.csv, line 2: \"no such thing\""),
                 qPrintable(dock().availability()->study().refusal()));
    }

    void aJobIsRunPackedAndSpread()
    {
        dock().findChild<QSpinBox*>("goodputAccelerators")->setValue(512);
        dock().runJob();
        QTRY_VERIFY_WITH_TIMEOUT(dock().goodput()->study().isCurrent(), patienceMs);
        const GoodputComparison& found = *dock().goodput()->study().answer();
        QCOMPARE(found.packed->options.accelerators, std::size_t{512});
        panels::GoodputPanel& panel = *dock().goodput()->panel();
        QCOMPARE(panel.words(), QString::fromStdString(answerOf(found)));
        QCOMPARE(panel.figures()->topLevelItem(0)->text(panels::GoodputPanel::PackedColumn),
                 QString("%1 %").arg(100.0 * found.packed->goodput(), 0, 'f', 2));
        QCOMPARE(panel.domains()->topLevelItemCount(),
                 static_cast<int>(found.packed->domains.domains.size()));
        QCOMPARE(dock().goodput()->chart()->csv().count('\n'), 1 + 6);
        const QTemporaryDir folder;
        QVERIFY(dock().goodput()->chart()->save(folder.filePath("goodput.pdf")));
        dock().findChild<QSpinBox*>("goodputAccelerators")->setValue(100'000);
        QVERIFY(!dock().goodput()->study().isCurrent());
        dock().runJob();
        QTRY_VERIFY_WITH_TIMEOUT(dock().goodput()->study().refusal().contains("between 1 and"), patienceMs);
    }

    void anotherSiteBeginsWithNothingFound()
    {
        dock().findAvailability();
        QTRY_VERIFY_WITH_TIMEOUT(dock().availability()->study().isCurrent(), patienceMs);
        window_->project()->open(test::smallCampus(), {});
        QVERIFY(!dock().availability()->study().answer());
        QVERIFY(dock().findChild<QLabel*>("availabilityEmpty")->text().contains("52.6 minutes"));
        QCOMPARE(dock().findChild<QSpinBox*>("goodputAccelerators")->value(), 1088); // 95 % of 1,152
    }

private:
    FailureDock& failure() { return *window_->failure(); }
    ReliabilityDock& dock() { return *window_->reliability(); }

    void failWithPairs()
    {
        failure().findChild<QSpinBox*>("failureMinutes")->setValue(15);
        trigger("Fail each pai&r (N-2)");
        QTRY_VERIFY_WITH_TIMEOUT(failure().pairs()->study().isCurrent(), patienceMs);
    }

    void changeSite()
    {
        const Rack rack = rackToDrag();
        window_->document()->commit(withRackPower(site_, rack.id, rack.powerW + 20e3), "Power");
    }

    void keepPictures(const char* name)
    {
        const QString folder = qEnvironmentVariable("HALLWRIGHT_PICTURES");
        if (folder.isEmpty())
            return;
        for (const style::Theme theme : {style::Theme::Light, style::Theme::Dark}) {
            window_->setTheme(theme);
            QTest::qWait(50);
            QVERIFY(window_->grab().save(
                QStringLiteral("%1/%2-%3.png")
                    .arg(folder, QString::fromLatin1(name), theme == style::Theme::Dark ? "dark" : "light")));
        }
        window_->setTheme(style::Theme::Light);
    }
};

int main(int argc, char* argv[])
{
    return runWithWindow<WindowReliabilityTest>(argc, argv);
}

#include "tst_window_reliability.moc"
