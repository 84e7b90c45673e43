#include "app/gui/change_basis.h"

#include <algorithm>
#include <utility>

namespace hallwright::app {

namespace {

// The same weather, and inlets of the same halls found in the same way: a field with racks moved in it is one.
bool areComparable(const Snapshot& a, const Snapshot& b)
{
    Conditions same = a.conditions;
    same.outages = b.conditions.outages;
    return same == b.conditions && std::ranges::all_of(a.halls, [&](const HallResultPtr& hall) {
               const HallResult* other = b.hallResult(hall->hall->id);
               return !other || basisOf(hall->inletModel) == basisOf(other->inletModel);
           });
}

} // namespace

ChangeBasis::ChangeBasis(Document* document, const Results* results, QObject* parent)
    : QObject(parent), document_(document), results_(results)
{
    connect(document_, &Document::aboutToCommit, this, [this] {
        committing_ = true;
        if (dragging_)
            return; // its own commit: counted from where it began
        before_ = results_->isCommittedKnown() ? results_->committed() : nullptr;
        words_ = tr("by the last edit");
    });
    connect(document_, &Document::committedSiteChanged, this, &ChangeBasis::takeCommit);
    connect(document_, &Document::opened, this, &ChangeBasis::clear);
}

void ChangeBasis::beginDrag()
{
    dragging_ = true;
    before_ = results_->isCommittedKnown() ? results_->committed() : nullptr;
    words_ = tr("since the drag began");
}

void ChangeBasis::cancelDrag()
{
    clear();
}

void ChangeBasis::clear()
{
    before_ = nullptr;
    dragging_ = committing_ = false;
}

// An undo or a redo leads to a version that was there before: nothing is counted from where it came.
void ChangeBasis::takeCommit()
{
    dragging_ = false;
    if (!std::exchange(committing_, false))
        before_ = nullptr;
}

panels::ComparedWith ChangeBasis::now() const
{
    const SnapshotPtr& shown = results_->shown();
    if (!shown)
        return {};
    if (!shown->conditions.outages.empty()) {
        const SnapshotPtr& all = results_->committed();
        if (!all || all->site != shown->site || !areComparable(*shown, *all))
            return {};
        return {all, tr("against all in service")};
    }
    if (!before_ || before_->site == shown->site || !before_->conditions.outages.empty() ||
        !areComparable(*shown, *before_))
        return {};
    return {before_, words_};
}

} // namespace hallwright::app
