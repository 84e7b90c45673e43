// What is wrong with the site, in the window: found, understood, gone to, accepted and undone.
#include "app/gui/findings_dock.h"
#include "core/model/edits.h"
#include "tests/app/main_window_fixture.h"
#include "views/panels/findings_model.h"
#include "views/panels/findings_panel.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QToolButton>
#include <QTreeView>

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
        QCOMPARE(major->text().toULongLong(), findings->count(Severity::Major));
        QVERIFY(!window_->findings()->isVisible());
        QTest::mouseClick(major, Qt::LeftButton);
        QTRY_VERIFY(window_->findings()->isVisible());
        QCOMPARE(model().shownCount(), findings->open.size());
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
        window_->findings()->askReason = [](const Finding&) {
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

    void aReaderWhoThinksBetterOfItChangesNothing()
    {
        choose();
        const SitePtr before = window_->document()->committedSite();
        window_->findings()->askReason = [](const Finding&) { return std::optional<QString>(); };
        QTest::mouseClick(window_->findings()->panel()->findChild<QPushButton*>("waiveFinding"),
                          Qt::LeftButton);
        QCOMPARE(window_->document()->committedSite().get(), before.get());
    }

    void withNothingOpenNothingIsListed()
    {
        choose();
        window_->document()->close();
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
