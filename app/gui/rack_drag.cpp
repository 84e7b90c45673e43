#include "app/gui/rack_drag.h"

#include "core/model/edits.h"

namespace hallwright::app {

RackDrag::RackDrag(Document* document, QObject* parent) : QObject(parent), document_(document)
{
    // Another document, an undo or an edit from elsewhere: what the drag started from is gone.
    const auto drop = [this] {
        rack_ = {};
        start_ = nullptr;
    };
    connect(document, &Document::opened, this, drop);
    connect(document, &Document::committedSiteChanged, this, drop);
}

void RackDrag::begin(RackId rack)
{
    start_ = document_->committedSite();
    rack_ = start_ && start_->findRack(rack) ? rack : RackId{};
}

void RackDrag::moveTo(Point2 centreInHall)
{
    if (!isActive())
        return;
    const Hall& hall = start_->hallOf(rack_);
    const Rack& rack = start_->rack(rack_);
    Rack wanted = rack;
    wanted.pose =
        snappedToTiles(hall, start_->typeOf(rack), {centreInHall.x, centreInHall.y, rack.pose.yawDeg});

    const auto reason = obstruction(*start_, hall, wanted);
    emit blocked(reason ? QString::fromStdString(*reason) : QString());
    const auto free = reason ? nearestFreePose(*start_, hall, rack, wanted.pose) : std::optional(wanted.pose);
    emit legalChanged(free.has_value());
    if (!free)
        return;
    if (*free == document_->shownSite()->rack(rack_).pose)
        return;
    if (*free == rack.pose)
        document_->revertPreview();
    else
        document_->preview(withRackPose(start_, rack_, *free));
}

void RackDrag::finish()
{
    if (!isActive())
        return;
    const QString name = QString::fromStdString(start_->rack(rack_).name);
    rack_ = {};
    start_ = nullptr;
    if (document_->isPreviewing())
        document_->commit(document_->shownSite(), tr("Move rack %1").arg(name));
    emit blocked({});
}

void RackDrag::cancel()
{
    rack_ = {};
    start_ = nullptr;
    document_->revertPreview();
    emit blocked({});
}

} // namespace hallwright::app
