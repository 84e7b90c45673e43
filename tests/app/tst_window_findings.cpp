// What is wrong with the site, in the window: found, understood, gone to, accepted and undone.
#include "app/gui/findings_dock.h"
#include "app/gui/waive_dialog.h"
#include "core/design/new_site.h"
#include "core/model/edits.h"
#include "core/model/site_edit.h"
#include "tests/app/main_window_fixture.h"
#include "views/panels/findings_model.h"
#include "views/panels/findings_panel.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStatusBar>
#include <QToolButton>
#include <QTreeView>

#include <algorithm>

using namespace hallwright;
using namespace hallwright::app;
using panels::FindingsModel;

class WindowFindingsTest : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { useFoldersOfOurOwn(); }
    void init()
    {
        open();
        // A rack with the name of its neighbour: one finding more than the campus has by itself.
        const Hall& hall = *site_->buildings.front()->halls.front();
        Rack twin = hall.racks[1];
        twin.powerW *= 40.0; // and its circuits take no such load
        twin_ = twin.id;
        window_->document()->commit(withRack(site_, twin), QStringLiteral("Overload a rack"));
        waitForFindings();
    }
    void cleanup() { close(); }

    void theStatusBarCountsThemAndLeadsThere()
    {
        const FindingsPtr& findings = model().findings() ? model().findings() : shownFindings();
        QVERIFY(findings->count(Severity::Major) > 0);
        auto* major = window_->findChild<QToolButton*>("majorCount");
        QVERIFY(major->isVisible());
        QCOMPARE(major->text(), QStringLiteral("%1 major").arg(findings->count(Severity::Major)));
        QVERIFY(!window_->findings()->isVisible());
        QTest::mouseClick(major, Qt::LeftButton);
        QTRY_VERIFY(window_->findings()->isVisible());
        QCOMPARE(model().shownCount(), findings->count(Severity::Major)); // those alone
    }

    void enterSelectsAndFlies()
    {
        choose();
        window_->selection()->selectHall({});
        QSignalSpy moved(&scene(), &scene::SceneView::cameraMoved);
        QTest::keyClick(window_->findings()->panel()->tree(), Qt::Key_Return);
        QCOMPARE(window_->selection()->rack(), twin_);
        QVERIFY(moved.count() > 0);
        QTRY_VERIFY(scene().rect().contains(scene().positionOf(refTo(twin_)))); // in the picture
    }

    // An overloaded busway of a designed hall: the card offers a larger type, which is one undo step.
    void whatDesignCanClearIsOfferedAndDone()
    {
        design::NewSite wanted;
        wanted.building.capacityW = 9e6;
        SiteEdit hotter(design::newSite(wanted));
        for (Rack& rack : hotter.change(hotter.site().buildings.front()->halls.front()->id).racks)
            rack.powerW *= 2.5;
        site_ = hotter.done();
        window_->project()->open(site_, {});
        waitForFindings();
        const FindingsPtr findings = shownFindings();
        const auto overload = std::ranges::find_if(findings->open, [](const Finding* finding) {
            return remedyFor(*finding) == DesignRemedy::Enlarge;
        });
        QVERIFY(overload != findings->open.end());
        window_->findings()->openAt(**overload);
        auto* button = window_->findings()->findChild<QPushButton*>("designRemedy");
        QTRY_VERIFY(button->isVisible());
        QCOMPARE(button->text(), QString("Use a larger type"));
        QSignalSpy reported(window_->design(), &DesignCommands::reported);
        button->click();
        QCOMPARE(reported.count(), 1);
        QVERIFY2(reported.front()[1].toStringList().join('\n').contains("it becomes "),
                 qPrintable(reported.front()[1].toStringList().join('\n')));
        QCOMPARE(window_->document()->undoStack()->undoText(), QString("Use larger power equipment"));
    }

    void mendingItTakesItFromTheListAndUndoBringsItBack()
    {
        choose();
        window_->document()->undoStack()->undo();
        waitForFindings();
        QVERIFY(!findingOfTwin());
        window_->document()->undoStack()->redo();
        waitForFindings();
        QVERIFY(findingOfTwin());
    }

    void waivingIsAnEditThatUndoTakesBack()
    {
        choose();
        const std::size_t open = shownFindings()->open.size();
        window_->findings()->askReason = [](const std::vector<Finding>&) {
            return std::optional(QStringLiteral("agreed with operations"));
        };
        QTest::mouseClick(window_->findings()->panel()->findChild<QPushButton*>("waiveFinding"),
                          Qt::LeftButton);
        waitForFindings();
        QCOMPARE(shownFindings()->open.size(), open - 1);
        QCOMPARE(shownFindings()->waived.size(), 1u);
        QCOMPARE(shownFindings()->waived.front().reason, std::string("agreed with operations"));
        QCOMPARE(model().index(model().rowCount() - 1, 0).data().toString(), QStringLiteral("Waived"));

        window_->document()->undoStack()->undo();
        waitForFindings();
        QCOMPARE(shownFindings()->open.size(), open);
        QVERIFY(shownFindings()->waived.empty());
    }

    // A remedy that names a place can be pressed, and what it mends is gone.
    void aRemedyThatNamesAPlaceMovesTheRackThere()
    {
        Rack astray = window_->document()->committedSite()->rack(twin_);
        astray.pose.y += 0.4; // into what stands before it, or its aisle
        window_->document()->commit(withRack(window_->document()->committedSite(), astray),
                                    QStringLiteral("Move it astray"));
        waitForFindings();
        window_->findings()->open();
        const auto& open = shownFindings()->open;
        const auto found =
            std::ranges::find_if(open, [](const Finding* one) { return one->move.has_value(); });
        QVERIFY(found != open.end());
        const Finding finding = **found;
        window_->findings()->panel()->showFinding(finding);
        auto* move = window_->findings()->panel()->findChild<QPushButton*>("moveAsSaid");
        QVERIFY(!move->isHidden());
        move->click();
        waitForFindings();
        const SitePtr& site = window_->document()->committedSite();
        QCOMPARE(site->rack(RackId{finding.move->object.id}).pose, finding.move->pose);
        QVERIFY(std::ranges::none_of(shownFindings()->open, [&](const Finding* one) {
            return one->rule == finding.rule && one->subject == finding.subject;
        }));
    }

    // A group is waived for one reason in one step.
    void aGroupIsWaivedAsAWhole()
    {
        choose();
        int group = 0;
        while (group < model().rowCount() && !model().isGroup(model().index(group, 0)))
            ++group;
        QVERIFY(group < model().rowCount());
        const auto count = model().findingsAt(model().index(group, 0)).size();
        const int steps = window_->document()->undoStack()->count();
        window_->findings()->panel()->tree()->setCurrentIndex(model().index(group, 0));
        window_->findings()->askReason = [](const std::vector<Finding>& asked) {
            return std::optional(QStringLiteral("all %1 agreed").arg(asked.size()));
        };
        QTest::mouseClick(window_->findings()->panel()->findChild<QPushButton*>("waiveFinding"),
                          Qt::LeftButton);
        waitForFindings();
        QCOMPARE(shownFindings()->waived.size(), count);
        QCOMPARE(window_->document()->undoStack()->count(), steps + 1);
        auto* waived = window_->findChild<QToolButton*>("waivedCount");
        QCOMPARE(waived->text(), QStringLiteral("%1 waived").arg(count));
        QTest::mouseClick(waived, Qt::LeftButton);
        QCOMPARE(model().shownCount(), std::size_t{0}); // those waived alone
        QCOMPARE(model().rowCount(), 1);
    }

    void undoAndRedoSayWhatTheyDid()
    {
        const auto press = [&](const char* text) {
            for (QAction* action : window_->findChildren<QAction*>()) {
                if (action->text().startsWith(QLatin1String(text)))
                    action->trigger();
            }
            return window_->statusBar()->currentMessage();
        };
        QCOMPARE(press("&Undo"), QStringLiteral("Undone: Overload a rack"));
        QCOMPARE(press("&Redo"), QStringLiteral("Redone: Overload a rack"));
    }

    // From a rack to what is wrong with it, and from there into the list.
    void theInspectorLeadsToTheFindingsOfWhatIsSelected()
    {
        window_->selection()->select(*window_->document()->shownSite(), refTo(twin_));
        QTRY_VERIFY(window_->findChild<QToolButton*>("findingOfIt"));
        auto* all = window_->findChild<QToolButton*>("allFindingsOfIt");
        QTRY_VERIFY(all->isVisible());
        QTest::mouseClick(window_->findChild<QToolButton*>("findingOfIt"), Qt::LeftButton);
        QTRY_VERIFY(window_->findings()->isVisible());
        const Finding* finding = model().findingAt(window_->findings()->panel()->tree()->currentIndex());
        QVERIFY(finding && concerns(*finding, refTo(twin_)));
        QTest::mouseClick(all, Qt::LeftButton);
        QCOMPARE(model().filter().of, refTo(twin_));
        QVERIFY(model().shownCount() > 0);

        window_->selection()->selectHall(HallId{2});
        QTRY_VERIFY(all->text() != QStringLiteral("1 finding") || all->isHidden());
    }

    void withoutAReasonNothingCanBeWaived()
    {
        WaiveDialog dialog({*findingOfTwin()}, nullptr);
        auto* waive = dialog.findChild<QPushButton*>("waive");
        QVERIFY(!waive->isEnabled());
        QCOMPARE(waive->text(), QStringLiteral("Waive"));
        auto* reason = dialog.findChild<QPlainTextEdit*>("waiverReason");
        reason->setPlainText(QStringLiteral("   "));
        QVERIFY(!waive->isEnabled());
        reason->setPlainText(QStringLiteral(" agreed "));
        QVERIFY(waive->isEnabled());
        QCOMPARE(dialog.reason(), QStringLiteral("agreed"));
    }

    void aReaderWhoThinksBetterOfItChangesNothing()
    {
        choose();
        const SitePtr before = window_->document()->committedSite();
        window_->findings()->askReason = [](const std::vector<Finding>&) { return std::optional<QString>(); };
        QTest::mouseClick(window_->findings()->panel()->findChild<QPushButton*>("waiveFinding"),
                          Qt::LeftButton);
        QCOMPARE(window_->document()->committedSite().get(), before.get());
    }

    void withNothingOpenNothingIsListed()
    {
        choose();
        window_->project()->close();
        QCOMPARE(model().rowCount(), 0);
        QVERIFY(!window_->findChild<QToolButton*>("majorCount")->isVisible());
    }

private:
    FindingsModel& model() { return *window_->findings()->panel()->model(); }
    const FindingsPtr& shownFindings() { return window_->findings()->findings(); }

    void waitForFindings()
    {
        QTRY_VERIFY(window_->findings()->snapshot() &&
                    window_->findings()->snapshot()->site == window_->document()->shownSite());
    }

    const Finding* findingOfTwin()
    {
        for (const Finding* finding : shownFindings()->open) {
            if (finding->subject == refTo(twin_))
                return finding;
        }
        return nullptr;
    }

    // The first finding of the twin, in the panel.
    void choose()
    {
        window_->findings()->open();
        QTRY_VERIFY(model().rowCount() > 0);
        const Finding* finding = findingOfTwin();
        QVERIFY(finding);
        QTreeView* tree = window_->findings()->panel()->tree();
        tree->setCurrentIndex(model().indexOf(*finding));
        QCOMPARE(model().findingAt(tree->currentIndex()), finding);
    }

    RackId twin_;
};

int main(int argc, char* argv[])
{
    return runWithWindow<WindowFindingsTest>(argc, argv);
}

#include "tst_window_findings.moc"
