// What the window does with types: the catalogue beside it, and another type for the selected racks.
#include "app/gui/main_window.h"

#include "app/gui/catalogue_dialog.h"
#include "app/gui/condition_dialog.h"
#include "app/gui/swap_type_dialog.h"
#include "app/gui/work_list_dock.h"
#include "app/gui/work_list_store.h"
#include "core/model/object_names.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>
#include <utility>

namespace hallwright::app {

void MainWindow::showCatalogue()
{
    if (!catalogue_) {
        catalogue_ = new CatalogueDialog(&document_, commands_, types_, this);
        connect(catalogue_, &CatalogueDialog::importWanted, library_, &LibraryImportCommands::importFolder);
    }
    catalogue_->show();
    catalogue_->raise();
    catalogue_->activateWindow();
    const ObjectRef chosen = selection_.set().primary();
    const Site& site = *document_.committedSite();
    if (const auto rack = idIn<RackId>(chosen); rack.valid())
        catalogue_->showType(refTo(site.rack(rack).type));
    else if (const Device* device = hallwright::find(site, idIn<DeviceId>(chosen)))
        catalogue_->showType(refTo(device->type));
    else
        catalogue_->showType(chosen);
}

void MainWindow::joinWorkList()
{
    connect(workList_, &WorkListDock::chosen, this, &MainWindow::flyTo);
    connect(workList_, &WorkListDock::openWanted, this, [this] { showBelow(workList_); });
    connect(workList_, &WorkListDock::remedyWanted, design_, &DesignCommands::remedy);
    connect(workList_, &WorkListDock::dropped, this,
            [this] { forgetWorkList(project_.file(), project_.activeBranch()); });
    connect(files_, &FileActions::saved, this, &MainWindow::keepWork); // perhaps under another name
    startSession_ = new SimulationSession(this);
    connect(startSession_, &SimulationSession::findingsReady, this, &MainWindow::resumeWorkList);
    connect(&project_, &Project::branchesChanged, this, [this] {
        if (std::exchange(workOf_, project_.activeBranch()) != project_.activeBranch())
            askForWorkList();
    });
    askForSwap = [](SwapTypeDialog& dialog) { return dialog.exec() == QDialog::Accepted; };
    askForRacks = [](ConditionDialog& dialog) { return dialog.exec() == QDialog::Accepted; };
}

void MainWindow::showKeptWork()
{
    if (!project_.isOpen() || workList_->total() > 0)
        return;
    const SitePtr& site = document_.committedSite();
    KeptWorkList kept = keptWorkList(project_.file(), project_.activeBranch(), *site);
    if (!kept.caused.empty())
        workList_->resume(kept.what, site, std::move(kept.caused));
}

void MainWindow::keepWork()
{
    if (workList_->total() > 0)
        keepWorkList(project_.file(), project_.activeBranch(), {workList_->what(), workList_->caused()});
}

// What a branch causes now is known from what it began from; what it caused and was solved, from the list that was kept.
void MainWindow::askForWorkList()
{
    startSession_->clear();
    const bool onBranch = project_.isOpen() && project_.activeBranch() != Project::mainLine;
    if (onBranch && project_.startOf(project_.activeBranch()) == document_.committedSite())
        return keepWork(); // it begins here, and goes on with the list
    workList_->clear();
    showKeptWork();
    if (onBranch)
        startSession_->request({project_.startOf(project_.activeBranch()), results_.conditions()});
}

void MainWindow::resumeWorkList(const SnapshotPtr& start, const FindingsPtr& before)
{
    const std::int64_t branch = project_.activeBranch();
    const QString what = tr("%1, since it began").arg(project_.nameOf(branch));
    if (branch == Project::mainLine || start->site != project_.startOf(branch) ||
        (workList_->total() > 0 && workList_->what() != what))
        return; // another change's list
    const SitePtr& site = document_.committedSite();
    const SnapshotPtr now = evaluate(site, start->conditions);
    const FindingsPtr after = findingsOf(*now, before.get());
    std::vector<Finding> caused = workList_->caused();
    const auto keyOf = [](const Finding& f) { return std::tuple(f.rule, f.subject, f.other); };
    std::set<decltype(keyOf(caused.front()))> known;
    std::ranges::transform(caused, std::inserter(known, known.end()), keyOf);
    const std::size_t kept = caused.size();
    for (const Finding* finding : onlyIn(*after, *before)) {
        if (!known.contains(keyOf(*finding)))
            caused.push_back(*finding);
    }
    if (caused.size() == kept)
        return;
    workList_->resume(what, site, std::move(caused));
    workList_->setFindings(after);
    keepWork();
}

void MainWindow::swapRackType()
{
    const std::vector<RackId> racks = selection_.set().racks();
    if (racks.empty()) {
        say(tr("No rack is selected; select the racks first that get another type."));
        return;
    }
    const SnapshotPtr& before = results_.shown();
    const bool known =
        before && before->site == document_.committedSite() && checked_ == before && checkedFindings_;
    if (!known || document_.isPreviewing()) {
        say(tr("The site is still being evaluated; swap again in a moment."));
        return;
    }
    SwapTypeDialog dialog(before, checkedFindings_, racks, this);
    if (!askForSwap(dialog) || !dialog.swapped())
        return;
    const std::vector<Finding> caused = dialog.caused();
    const QString what = dialog.undoText();
    document_.commit(dialog.swapped()->site, what);
    say(what);
    if (!caused.empty()) {
        workList_->begin(what, document_.committedSite(), caused);
        keepWork();
    }
}

} // namespace hallwright::app
