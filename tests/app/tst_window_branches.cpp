// Branches in the window: made, worked on, compared side by side, merged, dropped.
#include "app/gui/branch_actions.h"
#include "app/gui/branch_comparison.h"
#include "app/gui/findings_dock.h"
#include "app/gui/merge_dialog.h"
#include "app/gui/work_list_dock.h"
#include "core/design/hall_templates.h"
#include "core/model/edits.h"
#include "core/storage/site_file.h"
#include "tests/app/main_window_fixture.h"
#include "views/panels/findings_panel.h"

#include <QDockWidget>
#include <QPushButton>
#include <QScreen>
#include <QToolButton>
#include <QTreeWidget>

using namespace hallwright;
using namespace hallwright::app;

namespace {

QStringList firstColumn(const QTreeWidget& list)
{
    QStringList words;
    for (int i = 0; i < list.topLevelItemCount(); ++i)
        words << list.topLevelItem(i)->text(0);
    return words;
}

} // namespace

class WindowBranchesTest : public MainWindowFixture
{
    Q_OBJECT

private slots:
    void initTestCase() { useFoldersOfOurOwn(); }
    void init()
    {
        open();
        window_->branches()->askName = [](const QString&, const QString&, const QString&) {
            return std::optional(QStringLiteral("Retrofit"));
        };
        window_->branches()->confirm = [](const QString&, const QString&) { return true; };
    }
    void cleanup() { close(); }

    void aBranchIsMadeShownAndLeft()
    {
        trigger("&New branch …");
        QVERIFY(window_->windowTitle().contains("branch Retrofit"));
        setPower(4e3);
        QCOMPARE(shownPower(), 4e3);
        window_->branches()->switchTo(Project::mainLine);
        QVERIFY(!window_->windowTitle().contains("Retrofit"));
        waitForSnapshot();
        QCOMPARE(shownPower(), rackToDrag().powerW);
        QVERIFY(!window_->document()->undoGroup()->canUndo());
        QCOMPARE(firstColumn(dockList()), (QStringList{"Main", "Retrofit"}));
        QCOMPARE(dockList().topLevelItem(1)->text(2), QString("1 rack changed"));
    }

    void twoAreComparedSideBySide()
    {
        trigger("&New branch …");
        setPower(4e3);
        trigger("&Compare with Main …");
        BranchComparison& comparison = *window_->branchComparison();
        QVERIFY(comparison.isVisible());
        QTRY_VERIFY(comparison.isIdle());
        const QTreeWidget& figures = *comparison.findChild<QTreeWidget*>("comparedFigures");
        const QTreeWidgetItem& itPower = *figures.topLevelItem(0);
        QVERIFY2(itPower.text(0).contains("IT power"), qPrintable(itPower.text(0)));
        QVERIFY(itPower.text(1) != itPower.text(2));
        QVERIFY(!itPower.text(3).isEmpty());
        const QStringList changes = firstColumn(*comparison.findChild<QTreeWidget*>("comparedChanges"));
        QCOMPARE(changes.size(), 1);
        QVERIFY(changes.front().contains("→ 4 kW"));
        // An edit while it is open is followed.
        setPower(5e3);
        QTRY_VERIFY(
            comparison.isIdle() &&
            firstColumn(*comparison.findChild<QTreeWidget*>("comparedChanges")).front().contains("→ 5 kW"));
    }

    // It has another id, and here another size.
    void aReplacedHallIsComparedWithTheOneBefore()
    {
        const Hall& old = *site_->buildings.front()->halls.front();
        window_->selection()->selectHall(old.id);
        trigger("&New branch …");
        SiteEdit smaller(site_);
        for (std::size_t i = 4; i < old.racks.size(); ++i)
            smaller.remove(refTo(old.racks[i].id), OnReference::Clear);
        smaller.change(old.id).widthM += 0.6;
        SiteEdit edit(site_);
        const HallId next = design::replaceHall(edit, old.id, *smaller.done(), old.id).hall;
        window_->document()->commit(edit.done(), "Replace the hall");
        window_->branches()->switchTo(Project::mainLine);
        window_->selection()->selectHall(old.id);
        trigger("&Compare with Main …");
        BranchComparison& comparison = *window_->branchComparison();
        QTRY_VERIFY(comparison.isIdle());
        QCOMPARE(comparison.findChild<QComboBox*>("comparedHall")->currentData().toLongLong(), next.value);
        const QTreeWidgetItem* first = comparison.findChild<QTreeWidget*>("comparedFigures")->topLevelItem(0);
        QVERIFY2(first->text(0).startsWith(QString::fromStdString(old.name)), qPrintable(first->text(0)));
        QVERIFY(first->text(1) != first->text(2));
        const QString changed = firstColumn(*comparison.findChild<QTreeWidget*>("comparedChanges")).front();
        QVERIFY2(changed.contains("replaced") && changed.contains("→ 4 racks"), qPrintable(changed));
        QVERIFY(comparison.findChild<DifferencePicture*>()->isDrawn());
    }

    void onMainTheOtherBranchIsComparedAndWaiversAreListed()
    {
        trigger("&Compare with Main …");
        QVERIFY(!window_->branchComparison()->isVisible()); // there is none
        setPower(900e3);
        trigger("&New branch …");
        QTRY_VERIFY(window_->findings()->findings() && !window_->findings()->findings()->clean());
        const std::vector<Finding> accepted{*window_->findings()->findings()->open.front()};
        window_->findings()->askReason = [](const auto&) {
            return std::optional(QString("planned for May"));
        };
        emit window_->findings()->panel()->waiveWanted(accepted);
        window_->branches()->switchTo(Project::mainLine);
        trigger("&Compare with Main …");
        BranchComparison& comparison = *window_->branchComparison();
        QVERIFY(comparison.isVisible());
        QVERIFY(comparison.height() <= comparison.screen()->availableSize().height());
        QTRY_VERIFY(comparison.isIdle());
        const QTreeWidget& list = *comparison.findChild<QTreeWidget*>("comparedFindings");
        const QStringList kinds = firstColumn(list);
        const auto at = kinds.indexOf("Waived in Retrofit");
        QVERIFY2(at >= 0, qPrintable(kinds.join('|')));
        QVERIFY(list.topLevelItem(static_cast<int>(at))->text(2).contains("planned for May"));
        QVERIFY(!kinds.contains("Cleared"));
    }

    void aMergeIsOneStepThatUndoTakesBack()
    {
        trigger("&New branch …");
        const std::int64_t retrofit = window_->project()->activeBranch();
        setPower(4e3);
        window_->branches()->switchTo(Project::mainLine);
        window_->branches()->askMerge = [this](std::int64_t line) -> std::optional<Merge> {
            MergeDialog dialog(*window_->project(), line, window_.get());
            return dialog.merge();
        };
        window_->branches()->merge(retrofit);
        QCOMPARE(shownPower(), 4e3);
        QCOMPARE(window_->document()->undoStack()->undoText(), QString("Merge Retrofit"));
        window_->document()->undoStack()->undo();
        QCOMPARE(shownPower(), rackToDrag().powerW);
        window_->branches()->drop(retrofit);
        QVERIFY(window_->project()->branches().empty());
    }

    // Main has gone on since: what others did there is no work of the branch.
    void theListSaysWhatWasDoneOnABranchAndThatItIsMerged()
    {
        trigger("&New branch …");
        const std::int64_t retrofit = window_->project()->activeBranch();
        setPower(4e3);
        window_->branches()->switchTo(Project::mainLine);
        Document& document = *window_->document();
        const RackId other = site_->buildings.back()->halls.front()->racks.front().id;
        document.commit(withRackPower(document.committedSite(), other, 7e3), "Set another's power");
        QTreeWidget& list = dockList();
        QCOMPARE(list.topLevelItem(1)->text(2), QString("1 rack changed"));
        window_->branches()->askMerge = [this](std::int64_t line) -> std::optional<Merge> {
            return window_->project()->mergeOf(line, MergePreference::Theirs);
        };
        window_->branches()->merge(retrofit);
        QCOMPARE(dockList().topLevelItem(1)->text(2), QString("1 rack changed; all of it is in Main"));
    }

    // Gone from the window, it is found again from what the branch began from.
    void aBranchesWorkListIsThereAgainWhenTheFileIsOpened()
    {
        trigger("&New branch …");
        const std::int64_t retrofit = window_->project()->activeBranch();
        setPower(900e3);
        const QString file = state_.filePath("branch.hallwright");
        window_->project()->save(file.toStdString());
        const SiteImagePtr image = loadSiteImage(file.toStdString());
        window_->project()->open(image->site, file.toStdString(), image);
        waitForSnapshot();
        QCOMPARE(window_->workList()->total(), std::size_t{0});
        window_->branches()->switchTo(retrofit);
        QTRY_VERIFY(window_->workList()->total() > 0);
        QTRY_COMPARE(window_->workList()->solved(), std::size_t{0});
        window_->branches()->switchTo(Project::mainLine);
        QCOMPARE(window_->workList()->total(), std::size_t{0});
    }

    // What was solved stays on the list, checked off, when the file is opened again; what was dropped does not.
    void whatWasSolvedIsStillOnTheListAfterReopening()
    {
        trigger("&New branch …");
        const std::int64_t retrofit = window_->project()->activeBranch();
        setPower(900e3);
        const std::filesystem::path file = state_.filePath("solved.hallwright").toStdString();
        const auto reopen = [&] {
            window_->project()->save(file);
            const SiteImagePtr image = loadSiteImage(file);
            window_->project()->open(image->site, file, image);
            waitForSnapshot();
            window_->branches()->switchTo(retrofit);
        };
        reopen();
        WorkListDock& list = *window_->workList();
        QTRY_VERIFY(list.total() > 0);
        const std::size_t caused = list.total();
        QTRY_COMPARE(list.solved(), std::size_t{0});
        setPower(1e3);
        QTRY_COMPARE(list.solved(), caused);
        reopen();
        QTRY_COMPARE(list.total(), caused);
        QTRY_COMPARE(list.solved(), caused);
        for (auto* button : list.findChildren<QToolButton*>()) {
            if (button->text() == QStringLiteral("Drop the list"))
                button->click();
        }
        QCOMPARE(list.total(), std::size_t{0});
        reopen();
        waitForSnapshot();
        QCOMPARE(list.total(), std::size_t{0});
    }

    void aConflictIsTheReadersToDecide()
    {
        trigger("&New branch …");
        const std::int64_t retrofit = window_->project()->activeBranch();
        setPower(4e3);
        window_->branches()->switchTo(Project::mainLine);
        setPower(5e3);
        MergeDialog dialog(*window_->project(), retrofit, window_.get());
        dialog.show();
        QCOMPARE(dialog.merge().conflicts.size(), std::size_t{2}); // the power, and the air that follows it
        QCOMPARE(dialog.merge().site->rack(rackToDrag().id).powerW, 5e3);
        auto* conflicts = dialog.findChild<QTreeWidget*>("conflicts");
        QTreeWidgetItem *first = conflicts->topLevelItem(0), *second = conflicts->topLevelItem(1);
        const double air = dialog.merge().site->rack(rackToDrag().id).airflowM3s;
        first->setCheckState(1, Qt::Checked);
        QCOMPARE(first->checkState(0), Qt::Unchecked);
        QCOMPARE(second->checkState(0), Qt::Checked);
        QCOMPARE(dialog.merge().site->rack(rackToDrag().id).powerW, 4e3);
        QCOMPARE(dialog.merge().site->rack(rackToDrag().id).airflowM3s, air);
        first->setCheckState(1, Qt::Unchecked); // one of the two stands
        QCOMPARE(first->checkState(1), Qt::Checked);
        dialog.findChild<QPushButton*>("allTheirs")->click();
        QCOMPARE(second->checkState(1), Qt::Checked);
        QVERIFY(dialog.merge().site->rack(rackToDrag().id).airflowM3s != air);
        dialog.findChild<QPushButton*>("allOurs")->click();
        QCOMPARE(dialog.merge().site->rack(rackToDrag().id).powerW, 5e3);
        QCOMPARE(dialog.merge().site->rack(rackToDrag().id).airflowM3s, air);
    }

    void aNameThatIsTakenIsAskedForAgain()
    {
        QStringList labels;
        window_->branches()->askName = [&](const QString&, const QString& label,
                                           const QString&) -> std::optional<QString> {
            labels << label;
            if (labels.size() == 1)
                return QString();
            return labels.size() == 2 ? std::optional(QStringLiteral("Phase 2")) : std::nullopt;
        };
        trigger("&New branch …");
        QCOMPARE(labels.size(), 2);
        QVERIFY(labels[1].contains("empty"));
        QCOMPARE(window_->project()->nameOf(window_->project()->activeBranch()), QString("Phase 2"));
    }

private:
    void setPower(double watts)
    {
        Document& document = *window_->document();
        document.commit(withRackPower(document.committedSite(), rackToDrag().id, watts), "Set power");
        waitForSnapshot();
    }
    double shownPower() const { return window_->document()->shownSite()->rack(rackToDrag().id).powerW; }
    QTreeWidget& dockList()
    {
        window_->findChild<QWidget*>("branchDock")->show();
        window_->findChild<QDockWidget*>("branchDock")->raise();
        QCoreApplication::processEvents();
        return *window_->findChild<QTreeWidget*>("branchList");
    }
};

int main(int argc, char* argv[])
{
    return runWithWindow<WindowBranchesTest>(argc, argv);
}

#include "tst_window_branches.moc"
