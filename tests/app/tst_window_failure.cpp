// The Failure pane of the window: what is chosen fails, what follows is said, shown and gone to, and edits are followed.
#include "app/gui/diagram_docks.h"
#include "app/gui/failure_choice_dialog.h"
#include "app/gui/failure_dock.h"
#include "core/model/edits.h"
#include "core/model/site_edit.h"
#include "tests/app/main_window_fixture.h"
#include "views/charts/failure_chart.h"
#include "views/panels/failure_timeline.h"
#include "views/panels/inspector_panel.h"
#include "views/panels/quantity_field.h"
#include "views/panels/sweep_panel.h"
#include "views/shared/format.h"

#include <QComboBox>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSpinBox>
#include <QTableWidget>
#include <QToolButton>
#include <QTreeWidget>

#include <algorithm>

using namespace hallwright;
using namespace hallwright::app;

namespace {

constexpr int patienceMs = 60'000;

} // namespace

class WindowFailureTest : public MainWindowFixture
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
    void cleanup()
    {
        style::setUnitSystem(style::UnitSystem::Si);
        close();
    }

    // For the eye. First, and both themes in one window: with another theme Qt 6.4 styles anew what windows of earlier
    // tests left in its cache.
    void theDockStandsBelowThePictures()
    {
        fail({firstCdu()});
        const QString folder = qEnvironmentVariable("HALLWRIGHT_PICTURES");
        for (const style::Theme theme : {style::Theme::Light, style::Theme::Dark}) {
            window_->setTheme(theme);
            QTest::qWait(50);
            if (!folder.isEmpty())
                QVERIFY(
                    window_->grab().save(QStringLiteral("%1/window-failure-%2.png")
                                             .arg(folder, theme == style::Theme::Dark ? "dark" : "light")));
        }
        QVERIFY(dock().height() >= window_->height() / 3);
        window_->setTheme(style::Theme::Light);
    }

    void withoutAChoiceOneSentenceSaysHowToBegin()
    {
        dock().open();
        QVERIFY(label("failureEmpty").isVisible());
        QVERIFY(label("failureEmpty").text().contains("Fail this"));
        QCOMPARE(label("failureElements").text(), QString("nothing yet"));
        QVERIFY(!button("failureStop").isVisible());
        QVERIFY(dock().isIdle());
    }

    void whatFailsIsNamedInANarrowDockToo()
    {
        dock().open();
        dock().setFloating(true);
        constexpr int narrow = 260;
        dock().resize(narrow, dock().height());
        QTRY_VERIFY(dock().width() < 2 * narrow);
        const QLabel& caption = label("failureCaption");
        QVERIFY(caption.width() >= caption.sizeHint().width());
        dock().setFloating(false);
    }

    void whatIsSelectedFailsByItsCommand()
    {
        window_->selection()->select(*site_, firstCdu());
        trigger("&Fail this: what follows?");
        waitForAnswer();
        const CascadePtr expected =
            failureOf(site_, window_->results().conditions(), std::vector{firstCdu()}, {});
        QCOMPARE(dock().answer()->cascade->racksLost(), expected->racksLost());
        const FailureAnswer answer = answerOf(*expected);
        for (const std::string& sentence : {answer.what, answer.timeLeft, answer.survives})
            QVERIFY2(dock().timeline()->words().contains(QString::fromStdString(sentence)),
                     qPrintable(dock().timeline()->words()));
        QTableWidget& table = *dock().timeline()->table();
        QVERIFY(table.isVisible());
        QCOMPARE(table.rowCount(), static_cast<int>(timelineOf(*expected).size()));
        QCOMPARE(label("failureElements").text(), QString("CDU 1 of Hall B of Building 2"));
        QVERIFY(dock().chart()->isVisible());
        QCOMPARE(dock().chart()->moment(), expected->firstLossS());
        QVERIFY(label("failureReading").text().contains("IT power"));
    }

    void aRackIsNoEquipment()
    {
        window_->selection()->select(*site_, refTo(rackToDrag().id));
        for (const QAction* action : window_->findChildren<QAction*>()) {
            if (action->text() == "&Fail this: what follows?")
                QVERIFY(!action->isEnabled());
        }
        QString said;
        connect(&dock(), &FailureDock::said, this, [&said](const QString& words) { said = words; });
        dock().fail({refTo(rackToDrag().id)});
        QVERIFY2(said.contains("can fail"), qPrintable(said));
        QVERIFY(dock().failed().empty());
    }

    void severalAreChosenFromAFilteredList()
    {
        dock().open();
        dock().askWhatFails = [&](FailureChoiceDialog& dialog) {
            QTreeWidget& list = *dialog.list();
            dialog.filter("ups building 1");
            int listed = 0;
            for (int i = 0; i < list.topLevelItemCount(); ++i) {
                if (list.topLevelItem(i)->isHidden())
                    continue;
                ++listed;
                list.topLevelItem(i)->setCheckState(0, Qt::Checked);
            }
            [&] { QCOMPARE(listed, 2); }();
            return true;
        };
        button("failureChoose").click();
        QCOMPARE(dock().failed().size(), std::size_t{2});
        waitForAnswer();
        QCOMPARE(dock().answer()->cascade->racksLost(), std::size_t{24}); // Hall A
        QCOMPARE(label("failureElements").text(), QString("Building 1 UPS A and Building 1 UPS B"));
        dock().askWhatFails = [&](FailureChoiceDialog& dialog) { // what fails already is chosen
            [&] { QCOMPARE(dialog.chosen(), dock().failed()); }();
            dialog.setChosen(dialog.chosen().front(), false);
            return false; // thought better of it
        };
        button("failureChoose").click();
        QCOMPARE(dock().failed().size(), std::size_t{2});
    }

    void aChoiceNeedsOneElement()
    {
        FailureChoiceDialog dialog(*site_, {firstCdu()});
        const auto buttons = dialog.findChildren<QPushButton*>();
        const auto follow = std::ranges::find(buttons, QString("&Follow"), &QPushButton::text);
        QVERIFY(follow != buttons.end() && (*follow)->isEnabled());
        dialog.findChild<QPushButton*>("failureChoiceNone")->click();
        QVERIFY(dialog.chosen().empty());
        QVERIFY(!(*follow)->isEnabled());
        dialog.filter("no such thing");
        const auto labels = dialog.findChildren<QLabel*>();
        QVERIFY(std::ranges::any_of(
            labels, [](const QLabel* each) { return each->text().startsWith("Nothing that can fail"); }));
    }

    void theInspectorAndTheDiagramsOfferIt()
    {
        window_->selection()->select(*site_, firstChiller());
        auto* offer = window_->findChild<panels::InspectorPanel*>()->findChild<QPushButton*>("failure");
        QTRY_VERIFY(offer->isVisible());
        offer->click();
        waitForAnswer();
        QCOMPARE(dock().failed(), std::vector{firstChiller()});
        emit window_->diagrams()->failureWanted(firstCdu());
        waitForAnswer();
        QCOMPARE(dock().failed(), std::vector{firstCdu()});
    }

    void anEventLeadsToItsElementAndItsSecond()
    {
        fail({firstCdu()});
        window_->selection()->selectHall({});
        const std::vector<FailureEvent>& events = dock().answer()->cascade->events;
        const auto slow = std::ranges::find(events, FailureEventKind::CoolantLimit, &FailureEvent::kind);
        QVERIFY(slow != events.end());
        QTableWidget& table = *dock().timeline()->table();
        const int row = rowOf(QString::fromStdString(slow->sentence));
        QVERIFY(row >= 0);
        table.scrollToItem(table.item(row, 1));
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {},
                          table.visualItemRect(table.item(row, 1)).center());
        QCOMPARE(window_->selection()->set().primary(), slow->subject);
        QCOMPARE(dock().chart()->moment(), std::optional(slow->timeS));
        // And from a second in the charts to the line.
        emit dock().chart()->momentChosen(3600.0);
        QCOMPARE(table.currentRow(), table.rowCount() - 1);
    }

    void otherConditionsAreAskedFor()
    {
        fail({firstChiller()});
        auto* outdoor = dock().findChild<panels::QuantityField*>("failureOutdoor");
        const double scenarioC = window_->results().conditions().outdoorC;
        QVERIFY(std::abs(outdoor->si() - scenarioC) < 0.06);
        QVERIFY(!button("failureAsScenario").isVisible());
        emit outdoor->edited(20.0);
        QVERIFY(!dock().isCurrent());
        waitForAnswer();
        QCOMPARE(dock().answer()->cascade->conditions.outdoorC, 20.0);
        QVERIFY(window_->results().conditions().outdoorC == scenarioC); // it is no edit of the scenario
        auto* minutes = dock().findChild<QSpinBox*>("failureMinutes");
        minutes->setValue(10);
        waitForAnswer();
        QCOMPARE(dock().answer()->cascade->endS, 600.0);
        button("failureAsScenario").click();
        waitForAnswer();
        QCOMPARE(dock().answer()->cascade->conditions.outdoorC, scenarioC);
        Scenario warmer = window_->results().scenario();
        warmer.outdoorC = 30.0;
        warmer.wetBulbC.reset();
        window_->setScenario(warmer);
        waitForAnswer();
        QCOMPARE(dock().answer()->cascade->conditions.outdoorC, 30.0);
    }

    void anEditIsFollowedAndTheAnswerBeforeSaysSo()
    {
        fail({firstCdu()});
        const Rack rack = rackToDrag();
        window_->document()->commit(withRackPower(site_, rack.id, rack.powerW + 20e3), "Power");
        QVERIFY(!dock().isCurrent());
        QVERIFY(label("failureState").text().startsWith("Shown is the answer before"));
        QVERIFY(!dock().timeline()->isEnabled());
        waitForAnswer();
        QVERIFY(dock().timeline()->isEnabled());
        QVERIFY(label("failureState").text().isEmpty());
        QCOMPARE(dock().answer()->asked.site, window_->document()->committedSite());
        window_->document()->undoStack()->undo();
        waitForAnswer();
        QCOMPARE(dock().answer()->asked.site, site_);
    }

    void whatAnEditRemovesFailsNoMore()
    {
        const ObjectRef crah =
            refTo(site_->buildings[0]->halls[0]->airHandlers[0].id); // nothing refers to it
        fail({crah});
        SiteEdit edit(site_);
        edit.remove(crah);
        window_->document()->commit(edit.done(), "Remove");
        QVERIFY(dock().failed().empty());
        QVERIFY(label("failureEmpty").isVisible());
        QTRY_VERIFY(dock().isIdle());
        window_->document()->undoStack()->undo();
    }

    void whatIsStoppedWaitsUntilItIsAskedFor()
    {
        fail({firstCdu()});
        dock().findChild<QSpinBox*>("failureMinutes")->setValue(120);
        QVERIFY(button("failureStop").isVisible());
        button("failureStop").click();
        QVERIFY(label("failureState").text().contains("stopped"));
        QTRY_VERIFY(dock().isIdle());
        QVERIFY(!dock().isCurrent());
        QCOMPARE(button("failureStop").text(), QString("Follow"));
        button("failureStop").click();
        waitForAnswer();
        QVERIFY(!button("failureStop").isVisible());
    }

    void aDockThatIsNotSeenDoesNothing()
    {
        fail({firstCdu()});
        dock().hide();
        const Rack rack = rackToDrag();
        window_->document()->commit(withRackPower(site_, rack.id, rack.powerW + 20e3), "Power");
        QVERIFY(dock().isIdle());
        QVERIFY(!dock().isCurrent());
        dock().open();
        waitForAnswer();
    }

    void theNewestOfManyIsAnswered()
    {
        dock().open();
        const std::vector<ObjectRef> all = failableOf(*site_, {});
        for (const ObjectRef& element : all)
            dock().fail({element});
        waitForAnswer();
        QTRY_VERIFY(dock().isIdle());
        QCOMPARE(dock().answer()->cascade->failed, std::vector{all.back()});
    }

    void whatHasNoSteadyStateSaysSo()
    {
        Outages outages;
        for (const PlantUnit& unit : site_->cooling->plant)
            outages = outages.with(refTo(unit.id), true);
        window_->setOutages(outages);
        dock().open();
        dock().fail({firstCdu()});
        QTRY_VERIFY_WITH_TIMEOUT(label("failureEmpty").text().contains("no steady state"), patienceMs);
        QCOMPARE(label("failureEmpty").text(), label("failureState").text());
        window_->setOutages({});
        waitForAnswer();
    }

    void eachIsFailedByItselfAndALineIsFollowed()
    {
        trigger("Fail each by itself (&N-1)");
        QTRY_VERIFY_WITH_TIMEOUT(dock().isSweepCurrent(), patienceMs);
        const SweepPtr expected = sweepSingles(site_, window_->results().conditions());
        QCOMPARE(dock().swept()->sweep->entries.size(), expected->entries.size());
        QCOMPARE(dock().singles()->words(), QString::fromStdString(answerOf(*expected)));
        QVERIFY(dock().singles()->isVisible());
        QTreeWidget& table = *dock().singles()->table();
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {},
                          table.visualItemRect(table.topLevelItem(0)).center());
        const ObjectRef worst = expected->entries.front().element;
        QCOMPARE(window_->selection()->set().primary(), worst);
        QCOMPARE(dock().failed(), std::vector{worst});
        waitForAnswer();
        QTRY_VERIFY(label("sweepSingle").isVisible());
        QVERIFY(label("sweepSingle").text().startsWith("If "));
        emit dock().singles()->activated(worst); // Enter, a double click
        QVERIFY(dock().timeline()->isVisible());
    }

    void aSweepIsStoppedAndMarkedAfterAnEdit()
    {
        dock().sweep();
        QCOMPARE(button("failureSweep").text(), QString("Stop"));
        button("failureSweep").click();
        QTRY_VERIFY(dock().isIdle());
        QVERIFY(!dock().swept());
        QVERIFY(label("sweepEmpty").isVisible());
        button("failureSweep").click();
        QTRY_VERIFY_WITH_TIMEOUT(dock().isSweepCurrent(), patienceMs);
        QVERIFY(!button("failureSweep").isEnabled()); // it is as it would be
        const Rack rack = rackToDrag();
        window_->document()->commit(withRackPower(site_, rack.id, rack.powerW + 20e3), "Power");
        QVERIFY(!dock().isSweepCurrent());
        QVERIFY(label("sweepState").text().contains("changed since"));
        QVERIFY(button("failureSweep").isEnabled());
    }

    // And the figures stay those of the steady state.
    void thePicturesGoThroughTheFailure()
    {
        fail({firstCdu()});
        std::vector<double> shown;
        int left = 0;
        connect(&dock(), &FailureDock::momentShown, this,
                [&](const CascadePtr&, double timeS) { shown.push_back(timeS); });
        connect(&dock(), &FailureDock::momentLeft, this, [&left] { ++left; });
        emit dock().chart()->momentChosen(3600.0);
        QVERIFY(shown.empty());
        button("failurePictures").setChecked(true);
        QCOMPARE(shown, std::vector{3600.0});
        button("failurePlay").click();
        QCOMPARE(button("failurePlay").text(), QString("Pause"));
        QTRY_VERIFY(shown.size() > 4);
        button("failurePlay").click();
        QVERIFY(std::ranges::is_sorted(shown.begin() + 1, shown.end()));
        const SnapshotPtr figures = window_->results().shown();
        dock().hide();
        QCOMPARE(left, 1);
        QCOMPARE(window_->results().shown(), figures);
        QVERIFY(!button("failurePictures").isChecked());
    }

    void chartsAreSavedAndTheTimelineCopied()
    {
        fail({firstCdu()});
        const QTemporaryDir folder;
        const QString file = folder.filePath("failure.csv");
        dock().askWhereToSave = [&](const QString&, const QString&) { return file; };
        for (QAction* action : button("failureSave").menu()->actions()) {
            if (action->text().contains("CSV"))
                action->trigger();
        }
        QVERIFY(QFile::exists(file));
    }

    void figuresFollowTheUnitsOfTheReader()
    {
        fail({firstCdu()});
        auto* ip = window_->findChild<QAction*>("ipUnitsAction");
        ip->setChecked(true);
        QVERIFY(dock().chart()->csv().contains("[°F]"));
        QVERIFY(dock().findChild<panels::QuantityField*>("failureOutdoor")->suffix().contains("°F"));
        ip->setChecked(false);
    }

    void anotherSiteBeginsWithNothing()
    {
        fail({firstCdu()});
        window_->project()->open(test::smallCampus(), {});
        QVERIFY(dock().failed().empty());
        QVERIFY(!dock().answer());
        QVERIFY(dock().chart()->strips().empty());
    }

private:
    FailureDock& dock() { return *window_->failure(); }
    QLabel& label(const char* name) { return *dock().findChild<QLabel*>(name); }
    QToolButton& button(const char* name) { return *dock().findChild<QToolButton*>(name); }
    ObjectRef firstCdu() const { return refTo(site_->buildings[1]->halls[0]->cdus[0].id); }

    void fail(const std::vector<ObjectRef>& elements)
    {
        dock().open();
        dock().fail(elements);
        waitForAnswer();
    }

    void waitForAnswer() { QTRY_VERIFY_WITH_TIMEOUT(dock().isCurrent(), patienceMs); }

    int rowOf(const QString& sentence)
    {
        const QTableWidget& table = *dock().timeline()->table();
        for (int row = 0; row < table.rowCount(); ++row) {
            if (table.item(row, 1)->text() == sentence)
                return row;
        }
        return -1;
    }
};

int main(int argc, char* argv[])
{
    return runWithWindow<WindowFailureTest>(argc, argv);
}

#include "tst_window_failure.moc"
