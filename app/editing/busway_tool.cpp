#include "app/editing/busway_tool.h"

#include "core/model/errors.h"
#include "core/model/object_names.h"
#include "views/shared/format.h"

#include <algorithm>
#include <cmath>

namespace hallwright::app {

namespace {

using design::RacksToFeed;
using style::PointerPhase;

QString letterOf(FeedSide side)
{
    return side == FeedSide::B ? QStringLiteral("B") : QStringLiteral("A");
}

QString racksText(RacksToFeed feeds, FeedSide side)
{
    switch (feeds) {
    case RacksToFeed::All:
        return QObject::tr("all in reach");
    case RacksToFeed::None:
        return QObject::tr("none");
    case RacksToFeed::Unfed:
        break;
    }
    return QObject::tr("those without a feed of side %1").arg(letterOf(side));
}

RacksToFeed nextOf(RacksToFeed feeds)
{
    return feeds == RacksToFeed::Unfed ? RacksToFeed::All
           : feeds == RacksToFeed::All ? RacksToFeed::None
                                       : RacksToFeed::Unfed;
}

bool feedsBusways(const PowerNode& node)
{
    return node.kind == PowerNodeKind::Pdu || node.kind == PowerNodeKind::Ups ||
           node.kind == PowerNodeKind::Switchgear || node.kind == PowerNodeKind::Rectifier ||
           node.kind == PowerNodeKind::SolidStateTransformer;
}

} // namespace

BuswayTool::BuswayTool(Workbench& bench) : Tool(bench)
{
    const SitePtr& site = bench.document.committedSite();
    const auto feeder = idIn<PowerNodeId>(bench.selection.set().primary());
    const PowerNode* node = site && feeder.valid() ? site->power->find(feeder) : nullptr;
    if (!node || !feedsBusways(*node))
        return;
    feeder_ = feeder;
    side_ = node->side == FeedSide::B ? FeedSide::B : FeedSide::A;
}

QString BuswayTool::name() const
{
    return QObject::tr("Draw busway");
}

QString BuswayTool::hint() const
{
    return QObject::
        tr("Draw busway of side %1: drag along a row, click for the whole row · A, B: side · N: next feeder "
           "· R: racks it feeds (%2) · Alt: anywhere · Esc: done")
            .arg(letterOf(side_), racksText(feeds_, side_));
}

design::BuswayRule BuswayTool::ruleTo(const style::PointerEvent& event) const
{
    const style::PointerEvent& from = from_ ? *from_ : event;
    design::BuswayRule rule;
    rule.hall = event.hall;
    rule.line = design::buswayAlong(*bench_.document.committedSite(), event.hall, from.place, event.place,
                                    side_, event.modifiers.testFlag(Qt::AltModifier));
    rule.side = side_;
    rule.feeder = feeder_;
    rule.feeds = feeds_;
    return rule;
}

// "Busway 400 A, side A · 7.20 m · from PDU 1A, 4.50 m away · feeds 12 of 12 racks in reach: 245 kW of 277 kW"
QString BuswayTool::wordsOf(const design::PlannedBusway& planned) const
{
    const Site& site = *bench_.document.committedSite();
    const PowerNode& node = planned.node;
    const PowerNode& feeder = *site.power->find(node.fedBy.front());
    const QString type =
        node.type.valid() ? QString::fromStdString(nameOf(site, refTo(node.type))) : QObject::tr("Busway");
    const double awayM =
        std::hypot(feeder.positionM.x - node.positionM.x, feeder.positionM.y - node.positionM.y);
    return QObject::tr("%1, side %2 · %3 · from %4, %5 away\nfeeds %6 of %7 racks in reach: %8 of %9")
        .arg(type, letterOf(side_), style::formatLength(node.runLengthM), QString::fromStdString(feeder.name),
             style::formatLength(awayM))
        .arg(planned.racks.size())
        .arg(planned.inReach)
        .arg(style::formatPower(planned.loadW), style::formatPower(node.ratedW));
}

void BuswayTool::showTo(const style::PointerEvent& event)
{
    const design::BuswayRule rule = ruleTo(event);
    if (!from_ && !rule.line.row) { // bare floor: nothing that a click would do
        show({});
        return;
    }
    style::EditOverlay overlay;
    overlay.hall = event.hall;
    overlay.path = {rule.line.from, rule.line.to};
    overlay.wordsAt = event.place;
    const Site& site = *bench_.document.committedSite();
    try {
        const design::PlannedBusway planned = design::planBusway(site, rule);
        overlay.dimensions = {dimension(rule.line.from, rule.line.to)};
        overlay.words = wordsOf(planned);
        for (const RackId rack : planned.racks)
            overlay.areas.push_back(standingOf(site, refTo(rack))->bounds());
    } catch (const InputError& error) {
        overlay.words = QString::fromUtf8(error.what());
    }
    show(std::move(overlay));
}

void BuswayTool::pointer(const style::PointerEvent& event)
{
    if (event.phase == PointerPhase::Leave && !from_) {
        show({});
        return;
    }
    if (!hallOf(event.hall) || (from_ && from_->hall != event.hall))
        return;
    last_ = event;
    if (event.phase == PointerPhase::Press)
        from_ = event;
    if (event.phase == PointerPhase::Release && from_)
        put(event);
    else
        showTo(event);
}

void BuswayTool::put(const style::PointerEvent& event)
{
    const design::BuswayRule rule = ruleTo(event);
    from_.reset();
    last_.reset();
    show({});
    PowerNodeId added;
    const bool drawn = commit(name(), [&](const SitePtr& site) {
        SiteEdit edit(site);
        added = design::putBusway(edit, design::planBusway(*site, rule));
        return edit.done();
    });
    if (drawn)
        bench_.selection.select(*bench_.document.committedSite(), refTo(added));
}

bool BuswayTool::cancel()
{
    const bool drawing = from_.has_value();
    from_.reset();
    if (drawing || !overlay().empty())
        show({});
    return drawing;
}

void BuswayTool::takeNextFeeder()
{
    const std::vector<PowerNodeId> feeders =
        design::feedersFor(*bench_.document.committedSite(), last_->hall, ruleTo(*last_).line.from, side_);
    if (feeders.empty())
        return;
    const auto now = std::ranges::find(feeders, feeder_);
    // The first is the nearest, which it is fed from without a choice.
    const auto next = now == feeders.end() ? feeders.begin() + 1 : now + 1;
    feeder_ = next >= feeders.end() ? feeders.front() : *next;
}

bool BuswayTool::key(int key)
{
    switch (key) {
    case Qt::Key_A:
    case Qt::Key_B:
        side_ = key == Qt::Key_A ? FeedSide::A : FeedSide::B;
        feeder_ = {};
        break;
    case Qt::Key_R:
        feeds_ = nextOf(feeds_);
        break;
    case Qt::Key_N:
        if (last_)
            takeNextFeeder();
        break;
    default:
        return false;
    }
    if (last_)
        showTo(*last_);
    return true;
}

void BuswayTool::forget()
{
    from_.reset();
    last_.reset();
    show({});
    const SitePtr& site = bench_.document.committedSite();
    if (feeder_.valid() && (!site || !site->power->find(feeder_)))
        feeder_ = {};
}

} // namespace hallwright::app
