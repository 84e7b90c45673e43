#include "app/editing/select_tool.h"

#include "app/editing/layout_commands.h"
#include "core/design/copies.h"
#include "core/design/hall_places.h"
#include "core/layout/arrangement.h"
#include "core/layout/placement.h"
#include "core/model/errors.h"
#include "core/model/locks.h"
#include "core/model/object_names.h"

#include <algorithm>
#include <cmath>

namespace hallwright::app {

namespace {

using style::PointerPhase;

Rect spanned(Point2 a, Point2 b)
{
    return {std::min(a.x, b.x), std::min(a.y, b.y), std::abs(a.x - b.x), std::abs(a.y - b.y)};
}

// An area is taken hold of when it is selected; otherwise a hand on it draws a band over it.
bool isTaken(const SelectionSet& selection, ObjectRef under)
{
    return under.valid() && (!isArea(under.kind) || selection.contains(under));
}

QString moveText(const Site& site, const std::vector<Standing>& standings)
{
    if (standings.size() > 1)
        return QObject::tr("Move %1 objects").arg(standings.size());
    return QObject::tr("Move %1").arg(QString::fromStdString(describe(site, standings.front().object)));
}

} // namespace

QString SelectTool::name() const
{
    return QObject::tr("Select");
}

QString SelectTool::hint() const
{
    if (move_)
        return QObject::tr("R turns · Alt: no snapping · Esc: put back");
    if (pull_)
        return QObject::tr("Outwards adds racks, inwards takes the last away · Esc: leave it");
    if (band_)
        return QObject::tr("Ctrl adds to what is selected · Esc: leave it");
    return QObject::tr(
        "Click selects, Ctrl+click adds, drag moves, drag on bare floor draws a band (in 3D with Ctrl)");
}

void SelectTool::pointer(const style::PointerEvent& event)
{
    switch (event.phase) {
    case PointerPhase::Press:
        press(event);
        break;
    case PointerPhase::Move:
        if (move_)
            moveTo(event);
        else if (pull_)
            show(pull_->to(event.place));
        else if (band_)
            drawBand(event);
        break;
    case PointerPhase::Release:
        if (pull_)
            finishPull();
        else if (move_ && event.over.valid() && hallOf(event.over))
            finishOver(event);
        else
            finish();
        break;
    default:
        break;
    }
}

void SelectTool::press(const style::PointerEvent& event)
{
    cancel();
    pressedAt_ = event.place;
    if (beginPull(event))
        return;
    if (isTaken(bench_.selection.set(), event.under))
        beginMove(event);
    else if (hallOf(event.hall))
        band_ = Band{event.hall, event.place,
                     (event.modifiers & (Qt::ControlModifier | Qt::ShiftModifier)) ? bench_.selection.set()
                                                                                   : SelectionSet{}};
}

bool SelectTool::beginPull(const style::PointerEvent& event)
{
    const auto handle = event.hall.valid() && overlay().hall == event.hall
                            ? overlay().handleAt(event.place, event.metresPerPixel)
                            : std::nullopt;
    if (!handle || *handle >= ends_.size())
        return false;
    pull_.emplace(bench_.document.committedSite(), ends_[*handle]);
    return true;
}

// The new racks join the selection, so that the end can be pulled on.
void SelectTool::finishPull()
{
    const RowPull pull = std::move(*pull_);
    pull_.reset();
    std::vector<ObjectRef> added;
    if (pull.doesNothing() && !pull.refusal().isEmpty())
        bench_.say(pull.refusal());
    const bool drawn =
        !pull.doesNothing() && commit(pull.text(), [&](const SitePtr&) { return pull.pulled(added); });
    if (drawn) {
        SelectionSet selection = bench_.selection.set();
        if (selection.primary().kind == ObjectKind::Rack)
            selection.objects.insert(selection.objects.begin(), added.begin(), added.end());
        bench_.selection.setTo(selection);
    }
    showHandles();
}

void SelectTool::showHandles()
{
    const SitePtr& site = bench_.document.committedSite();
    ends_ = site ? endsOfSelected(*site, bench_.selection.set()) : std::vector<design::RowEnd>{};
    show(handlesAt(ends_));
}

void SelectTool::selectionChanged()
{
    if (!move_ && !band_ && !pull_)
        showHandles();
}

void SelectTool::beginMove(const style::PointerEvent& event)
{
    const SitePtr& site = bench_.document.committedSite();
    const auto held = standingOf(*site, event.under);
    const auto hall = hallWith(*site, event.under);
    if (!held || !hall || !hall->valid())
        return;
    const bool selected = bench_.selection.set().contains(event.under);
    if (const QString locked = lockRefusal(*site, {*held}); !locked.isEmpty()) {
        if (!selected)
            bench_.selection.select(*site, event.under);
        bench_.say(locked);
        return;
    }
    bench_.began(); // before the selection, which what stands beside the pictures follows in time
    if (!selected)
        bench_.selection.select(*site, event.under);
    std::vector<Standing> standings = standingsOf(*site, bench_.selection.set().objects, *hall);
    const std::size_t locked = std::erase_if(
        standings, [&](const Standing& standing) { return isLocked(site->records->of(standing.object)); });
    FreeFloor floor(site, *hall, standings);
    SnapLines lines(floor);
    move_.emplace(Move{
        site, *hall, standings, standings, *held, std::move(floor), std::move(lines), locked, Point2{}, {}});
}

void SelectTool::moveTo(const style::PointerEvent& event)
{
    Move& move = *move_;
    move.last = event;
    if (event.over.valid() && hallOf(event.over)) {
        showOver(event);
        return;
    }
    move.other.reset();
    const Point2 byHand = event.place - pressedAt_;
    const bool free = event.modifiers.testFlag(Qt::AltModifier);
    const Snapped snapped =
        free ? Snapped{byHand, {}} : move.lines.snap(move.held, byHand, snapReachM(event.metresPerPixel));
    const std::vector<Standing> put = moved(move.standings, snapped.byM);
    if (!move.floor.isFree(put)) {
        showBlocked(put, event.place);
        return;
    }
    move.lastFreeM = snapped.byM;
    preview(put);
    style::EditOverlay overlay;
    overlay.hall = move.hall;
    overlay.guides = snapped.guides;
    overlay.dimensions = roomAround(move.floor, boundsOf(put));
    overlay.remark = remarkOn(move);
    overlay.wordsAt = event.place;
    show(std::move(overlay));
}

// On the tiles of the other hall, the one that is held under the hand.
std::vector<Standing> SelectTool::putOver(const style::PointerEvent& event) const
{
    const double tileM = hallOf(event.over)->tilePitchM;
    Point2 by = event.overPlace - move_->held.pose.position();
    if (tileM > 0.0)
        by = {std::round(by.x / tileM) * tileM, std::round(by.y / tileM) * tileM};
    return moved(move_->standings, by);
}

// Ghosts stay at the hand; what is held stands where it would be left, connected as it would be there, so that its
// consequences are told. Many at once are not connected at every movement.
void SelectTool::showOver(const style::PointerEvent& event)
{
    constexpr std::size_t mostPreviewed = 12;
    Move& move = *move_;
    if (!move.other || move.other->hall().id != event.over)
        move.other.emplace(move.start, event.over, std::vector<Standing>{});
    const std::vector<Standing> over = putOver(event);
    style::EditOverlay overlay;
    overlay.hall = event.over;
    bool free = true;
    for (const Standing& standing : over) {
        const bool mayStand = move.other->isFree({standing});
        overlay.ghosts.push_back({standing, heightOf(*move.start, standing), mayStand});
        free = free && mayStand;
    }
    const QString hall = QString::fromStdString(move.other->hall().name);
    overlay.words = free ? QObject::tr("To hall %1").arg(hall)
                         : QObject::tr("To hall %1, the nearest place that is free").arg(hall);
    const auto put =
        over.size() <= mostPreviewed ? design::placesInHall(move.start, event.over, over) : std::nullopt;
    if (put) {
        preview(event.over, *put);
        overlay.words = QObject::tr("To hall %1, x %2, y %3")
                            .arg(hall, dimension({}, {put->front().pose.x, 0}).text,
                                 dimension({}, {put->front().pose.y, 0}).text);
    } else {
        bench_.document.revertPreview();
        if (over.size() <= mostPreviewed)
            overlay.words = QObject::tr("Hall %1 has no free place near").arg(hall);
    }
    overlay.remark = remarkOn(move);
    overlay.wordsAt = event.overPlace;
    show(std::move(overlay));
}

// What cannot be there is said when the hand lets go.
void SelectTool::preview(HallId hall, const std::vector<Standing>& put)
{
    try {
        SiteEdit edit(move_->start);
        design::moveToHall(edit, hall, put);
        bench_.document.preview(edit.done());
    } catch (const InputError&) {
        bench_.document.revertPreview();
    }
}

void SelectTool::finishOver(const style::PointerEvent& event)
{
    const HallId hall = event.over;
    const std::vector<Standing> over = putOver(event);
    const std::string name = hallOf(hall)->name;
    std::vector<ObjectRef> objects;
    for (const Standing& standing : over)
        objects.push_back(standing.object);
    const auto put = design::placesInHall(move_->start, hall, over);
    const QString what =
        QObject::tr("%1 to hall %2").arg(moveText(*move_->start, over), QString::fromStdString(name));
    end();
    bench_.document.revertPreview();
    bench_.ended(false);
    if (!put)
        bench_.say(
            QObject::tr(
                "Hall %1 has no place in its rows or beside its aisles within 30 m where all %2 are free; "
                "make room there, or move fewer at once.")
                .arg(QString::fromStdString(name))
                .arg(over.size()));
    else if (commit(what, [&](const SitePtr& site) {
                 SiteEdit edit(site);
                 design::moveToHall(edit, hall, *put);
                 return edit.done();
             }))
        bench_.selection.setTo({objects, hall});
    showHandles();
}

QString SelectTool::remarkOn(const Move& move)
{
    if (move.locked == 0)
        return {};
    return QObject::tr("%1 of %2 selected stay where they are: locked")
        .arg(move.locked)
        .arg(move.locked + move.standings.size());
}

void SelectTool::preview(const std::vector<Standing>& put)
{
    constexpr double leastM = 1e-6;
    const auto standsThere = [](const Standing& x, const Standing& y) {
        return std::hypot(x.pose.x - y.pose.x, x.pose.y - y.pose.y) < leastM &&
               x.pose.yawDeg == y.pose.yawDeg;
    };
    if (std::equal(put.begin(), put.end(), move_->origin.begin(), standsThere)) {
        bench_.document.revertPreview();
        return;
    }
    SiteEdit edit(move_->start);
    place(edit, put);
    bench_.document.preview(edit.done());
}

// The ghost stays at the hand; the thing itself, if it is alone, at the nearest place where it may stand on this side,
// which is where it is left when the hand lets go. Without one, and a group, goes back.
void SelectTool::showBlocked(const std::vector<Standing>& wanted, Point2 at)
{
    constexpr std::size_t mostBlockers = 20;
    Move& move = *move_;
    style::EditOverlay overlay;
    overlay.hall = move.hall;
    for (const Standing& standing : wanted)
        overlay.ghosts.push_back({standing, heightOf(*move.start, standing), false});
    const std::vector<Contact> contacts = move.floor.contacts(wanted, mostBlockers);
    for (const Contact& contact : contacts) {
        if (contact.with.valid())
            overlay.blockers.push_back(contact.blocker);
    }
    overlay.words = QString::fromStdString(refusal(*move.start, move.floor.hall(), wanted, contacts));
    overlay.remark = remarkOn(move);
    overlay.wordsAt = at;
    std::vector<Standing> left = move.origin;
    if (wanted.size() == 1 && !wanted.front().isArea()) {
        const Point2 from = moved(move.standings, move.lastFreeM).front().pose.position();
        if (const auto pose = nearestFree(move.floor, wanted.front(), from))
            left.front().pose = *pose;
    }
    preview(left);
    show(std::move(overlay));
}

void SelectTool::drawBand(const style::PointerEvent& event)
{
    if (event.hall != band_->hall)
        return;
    const Rect area = spanned(band_->from, event.place);
    const Site& site = *bench_.document.committedSite();
    SelectionSet selection = band_->before;
    selection.hall = band_->hall;
    for (const ObjectRef object : standingIn(site, site.hall(band_->hall), area)) {
        if (!selection.contains(object))
            selection.objects.push_back(object);
    }
    style::EditOverlay overlay;
    overlay.hall = band_->hall;
    overlay.areas = {area};
    overlay.words = selection.objects.size() == 1 ? QObject::tr("1 object")
                                                  : QObject::tr("%1 objects").arg(selection.objects.size());
    overlay.wordsAt = event.place;
    show(std::move(overlay));
    bench_.selection.setTo(selection);
}

void SelectTool::finish()
{
    const bool moving = move_.has_value();
    const bool changed = moving && bench_.document.isPreviewing();
    const QString what = changed ? moveText(*move_->start, move_->standings) : QString();
    end();
    if (moving)
        bench_.ended(changed);
    if (changed) {
        bench_.document.commit(bench_.document.shownSite(), what);
        bench_.say(what);
    }
    showHandles();
}

bool SelectTool::cancel()
{
    const bool moving = move_.has_value();
    const bool banding = band_.has_value();
    if (!moving && !banding && !pull_)
        return false;
    if (banding)
        bench_.selection.setTo(band_->before);
    end();
    if (moving) {
        bench_.document.revertPreview();
        bench_.ended(false);
    }
    showHandles();
    return true;
}

bool SelectTool::key(int key)
{
    constexpr double quarterDeg = 90.0;
    if (key != Qt::Key_R || !move_ || !move_->last)
        return false;
    const Point2 about = move_->held.pose.position();
    move_->standings = turned(move_->standings, about, quarterDeg);
    move_->held = turned({move_->held}, about, quarterDeg).front();
    moveTo(style::PointerEvent(*move_->last));
    return true;
}

void SelectTool::end()
{
    move_.reset();
    band_.reset();
    pull_.reset();
}

void SelectTool::forget()
{
    end();
    showHandles();
}

} // namespace hallwright::app
