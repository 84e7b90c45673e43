#include "app/editing/place_tool.h"

#include "core/design/by_hand.h"
#include "core/model/errors.h"
#include "core/model/object_names.h"
#include "views/shared/format.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace hallwright::app {

namespace {

using style::PointerPhase;

SitePtr withPut(const SitePtr& site, HallId hall, ObjectRef type, const std::vector<Standing>& put,
                std::vector<ObjectRef>& added)
{
    SiteEdit edit(site);
    if (const auto rack = idIn<RackTypeId>(type); rack.valid() && put.size() > 1) {
        std::vector<Pose> poses;
        poses.reserve(put.size());
        for (const Standing& standing : put)
            poses.push_back(standing.pose);
        for (const RackId id : design::putRow(edit, hall, rack, poses).racks)
            added.push_back(refTo(id));
    } else if (rack.valid()) {
        added.push_back(refTo(design::putRack(edit, hall, rack, put.front().pose)));
    }
    for (const Standing& standing : put) {
        if (const auto unit = idIn<AirHandlerTypeId>(type); unit.valid())
            added.push_back(refTo(design::putAirHandler(edit, hall, unit, standing.pose)));
        else if (const auto cdu = idIn<CduTypeId>(type); cdu.valid())
            added.push_back(refTo(design::putCdu(edit, hall, cdu, standing.pose)));
    }
    return edit.done();
}

// At yaw 0 a front faces south. Nothing where no wall is near.
std::optional<double> backToWallDeg(const Hall& hall, Point2 place)
{
    constexpr double nearM = 1.8;
    const std::array<std::pair<double, double>, 4> walls{
        {{place.x, 90.0}, {hall.widthM - place.x, 270.0}, {place.y, 180.0}, {hall.depthM - place.y, 0.0}}};
    const auto& [distanceM, yawDeg] = *std::ranges::min_element(walls);
    return distanceM <= nearM ? std::optional(yawDeg) : std::nullopt;
}

} // namespace

QString PlaceTool::name() const
{
    const SitePtr& site = bench_.document.committedSite();
    return QObject::tr("Place %1").arg(site ? QString::fromStdString(nameOf(*site, type_)) : QString());
}

QString PlaceTool::hint() const
{
    return QObject::tr("%1: click puts one, drag puts a row · R turns · Alt: no snapping · Esc: done")
        .arg(name());
}

QString PlaceTool::counted(std::size_t things) const
{
    switch (type_.kind) {
    case ObjectKind::RackType:
        return QObject::tr("%1 racks").arg(things);
    case ObjectKind::AirHandlerType:
        return QObject::tr("%1 air handlers").arg(things);
    default:
        return QObject::tr("%1 CDUs").arg(things);
    }
}

double PlaceTool::yawAt(Point2 place) const
{
    if (isRack() || isTurned_)
        return yawDeg_;
    return backToWallDeg(floor_->site->hall(floor_->hall), place).value_or(yawDeg_);
}

PlaceTool::Size PlaceTool::size() const
{
    const Catalogue& catalogue = *bench_.document.committedSite()->catalogue;
    if (const auto* type = catalogue.find(idIn<RackTypeId>(type_)))
        return {type->widthM, type->depthM, type->heightM};
    if (const auto* type = catalogue.find(idIn<AirHandlerTypeId>(type_)))
        return {type->values.widthM, type->values.depthM, type->values.heightM};
    if (const auto* type = catalogue.find(idIn<CduTypeId>(type_)))
        return {type->values.widthM, type->values.depthM, type->values.heightM};
    return {};
}

bool PlaceTool::readyFor(const style::PointerEvent& event)
{
    const SitePtr& site = bench_.document.committedSite();
    if (!site || !exists(*site, type_) || !hallOf(event.hall))
        return false;
    if (floor_ && floor_->site == site && floor_->hall == event.hall)
        return true;
    pressed_.reset();
    FreeFloor free(site, event.hall, {});
    SnapLines lines(free);
    floor_.emplace(Floor{site, event.hall, std::move(free), std::move(lines)});
    return true;
}

// With its centre under the hand.
Standing PlaceTool::snapped(const style::PointerEvent& event, double yawDeg, std::vector<Guide>& guides) const
{
    const Size own = size();
    Standing standing{{}, {event.place.x, event.place.y, yawDeg}, own.widthM, own.depthM};
    if (event.modifiers.testFlag(Qt::AltModifier))
        return standing;
    const Snapped by = floor_->lines.snap(standing, {}, snapReachM(event.metresPerPixel));
    guides = by.guides;
    standing.pose.x += by.byM.x;
    standing.pose.y += by.byM.y;
    return standing;
}

std::vector<Standing> PlaceTool::wanted(const style::PointerEvent& event, std::vector<Guide>& guides) const
{
    if (!pressed_)
        return {snapped(event, yawAt(event.place), guides)};
    const Size own = size();
    const double wantedDeg = yawAt(pressed_->place);
    const Standing one = snapped(*pressed_, wantedDeg, guides);
    const Point2 way = event.place - pressed_->place;
    if (std::hypot(way.x, way.y) < own.widthM / 2) // a click, by a hand that is not quite still
        return {one};
    // The row says which way it may face; its first rack is drawn to the grid as it then stands.
    const double yawDeg =
        design::rowBetween(own.widthM, one.pose.position(), event.place, wantedDeg).front().yawDeg;
    const Point2 first = snapped(*pressed_, yawDeg, guides).pose.position();
    guides.clear();
    std::vector<Standing> row;
    for (const Pose& pose : design::rowBetween(own.widthM, first, event.place, yawDeg))
        row.push_back({{}, pose, own.widthM, own.depthM});
    return row;
}

// A liquid-cooled rack without a CDU stands there like any other and cannot run.
QString PlaceTool::coolantWarning(std::size_t racks) const
{
    const RackType* type = floor_->site->catalogue->find(idIn<RackTypeId>(type_));
    const Hall& hall = floor_->site->hall(floor_->hall);
    if (!type || type->powerW * type->liquidShare <= 0.0)
        return {};
    const double liquidW = static_cast<double>(racks) * type->powerW * type->liquidShare;
    double leftW = 0.0;
    for (const Cdu& cdu : hall.cdus)
        leftW += cdu.capacityW;
    for (const Rack& rack : hall.racks)
        leftW -= rack.cdu.valid() ? rack.powerW * rack.liquidShare : 0.0;
    if (hall.cdus.empty())
        return QObject::tr("Liquid-cooled: the hall has no CDU for its %1").arg(style::formatPower(liquidW));
    return leftW >= liquidW ? QString()
                            : QObject::tr("Liquid-cooled: the hall's CDUs have %1 left for its %2")
                                  .arg(style::formatPower(std::max(leftW, 0.0)), style::formatPower(liquidW));
}

void PlaceTool::showAt(const style::PointerEvent& event)
{
    style::EditOverlay overlay;
    overlay.hall = event.hall;
    const double heightM = size().heightM;
    const std::vector<Standing> put = wanted(event, overlay.guides);
    bool free = true;
    for (const Standing& standing : put) {
        const std::vector<Contact> contacts = floor_->free.contacts({standing}, 1);
        overlay.ghosts.push_back({standing, heightM, contacts.empty()});
        if (!contacts.empty() && contacts.front().with.valid())
            overlay.blockers.push_back(contacts.front().blocker);
        if (!contacts.empty() && free)
            overlay.words =
                QObject::tr("No room: %1 is in the way").arg(QString::fromStdString(contacts.front().what));
        free = free && contacts.empty();
    }
    if (free && put.size() > 1)
        overlay.words = counted(put.size());
    if (const QString coolant = free ? coolantWarning(put.size()) : QString(); !coolant.isEmpty())
        overlay.words += (overlay.words.isEmpty() ? QString() : QStringLiteral("\n")) + coolant;
    overlay.wordsAt = event.place;
    overlay.dimensions = roomAround(floor_->free, boundsOf(put));
    show(std::move(overlay));
}

void PlaceTool::put(const style::PointerEvent& event)
{
    std::vector<Guide> guides;
    const std::vector<Standing> put = wanted(event, guides);
    const HallId hall = event.hall;
    if (const std::vector<Contact> contacts = floor_->free.contacts(put, 1); !contacts.empty()) {
        bench_.say(QObject::tr("Nothing was placed at x %1, y %2: %3 is in the way.")
                       .arg(dimension({}, {put.front().pose.x, 0}).text,
                            dimension({}, {put.front().pose.y, 0}).text,
                            QString::fromStdString(contacts.front().what)));
        return;
    }
    const QString what = put.size() > 1 ? QObject::tr("Place a row of %1").arg(counted(put.size())) : name();
    std::vector<ObjectRef> added;
    if (commit(what, [&](const SitePtr& site) { return withPut(site, hall, type_, put, added); }))
        bench_.selection.setTo({std::move(added), hall});
}

void PlaceTool::pointer(const style::PointerEvent& event)
{
    if (event.phase == PointerPhase::Leave || !readyFor(event)) {
        last_.reset();
        if (!overlay().empty())
            show({});
        return;
    }
    last_ = event;
    switch (event.phase) {
    case PointerPhase::Press:
        pressed_ = event;
        break;
    case PointerPhase::Release:
        if (pressed_)
            put(event);
        pressed_.reset();
        show({}); // the next ghost comes with the next movement: here one stands now
        return;
    default:
        break;
    }
    showAt(event);
}

bool PlaceTool::cancel()
{
    const bool drawing = pressed_.has_value();
    pressed_.reset();
    if (drawing || !overlay().empty())
        show({});
    return drawing;
}

bool PlaceTool::key(int key)
{
    if (key != Qt::Key_R)
        return false;
    constexpr double quarter = 90.0, half = 180.0, full = 360.0;
    if (last_ && floor_)
        yawDeg_ = yawAt(pressed_ ? pressed_->place : last_->place);
    isTurned_ = true;
    yawDeg_ = std::fmod(yawDeg_ + (pressed_ ? half : quarter), full); // a row faces one of its two sides
    if (last_ && floor_)
        showAt(*last_);
    return true;
}

void PlaceTool::forget()
{
    floor_.reset();
    pressed_.reset();
}

} // namespace hallwright::app
