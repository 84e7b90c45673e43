// What stands in racks: devices put in, moved and taken out, and the figures of racks that follow.
#include "core/model/contents_figures.h"
#include "core/model/object_names.h"
#include "core/model/site_edit.h"

#include <algorithm>
#include <fmt/format.h>
#include <stdexcept>

namespace hallwright {

namespace {

void requireRack(const Site& site, RackId rack)
{
    if (!site.findRack(rack))
        throw std::logic_error(fmt::format("rack {} is not in this site version", rack.value));
}

void putInto(RackContents& contents, Device device)
{
    contents.devices.insert(placeIn(contents.devices, device.id.value), std::move(device));
}

// A rack's figure that was what it followed has the new one.
template <class Value>
void follow(Value& own, const Value& before, const Value& after)
{
    if (own == before)
        own = after;
}

void follow(Rack& rack, const RackFigures& before, const RackFigures& after)
{
    follow(rack.powerW, before.powerW, after.powerW);
    follow(rack.liquidShare, before.liquidShare, after.liquidShare);
    follow(rack.airflowM3s, before.airflowM3s, after.airflowM3s);
    follow(rack.massKg, before.massKg, after.massKg);
    follow(rack.gpuCount, before.gpuCount, after.gpuCount);
}

// Whether a type that was there is another now.
template <class Type>
bool anyDiffers(const std::vector<Type>& before, const Catalogue& now)
{
    return std::ranges::any_of(before, [&](const Type& type) {
        const Type* same = now.find(type.id);
        return same && !(*same == type);
    });
}

// What a rack had to follow; of one that was not there what its type says.
RackFigures figuresBefore(const Site& before, const Site& after, const Rack& rack)
{
    if (before.findRack(rack.id))
        return plannedFigures(before, before.rack(rack.id));
    return plannedFigures(after.typeOf(rack));
}

} // namespace

// Mostly one whose devices are changed already, so that not every rack is looked through.
RackId SiteEdit::rackOf(DeviceId device) const
{
    for (const auto& [rack, contents] : contents_) {
        const auto at = placeIn(contents->devices, device.value);
        if (at != contents->devices.end() && at->id == device)
            return rack;
    }
    return rackWith(draft_, device);
}

RackContents& SiteEdit::ownContents(RackId rack)
{
    if (const auto copied = contents_.find(rack); copied != contents_.end())
        return *copied->second;
    auto& all = ownPart(&Site::contents).racks;
    const auto at = placeIn(all, rack.value);
    const bool isThere = at != all.end() && (*at)->id == rack;
    auto copy = isThere ? std::make_shared<RackContents>(**at) : std::make_shared<RackContents>();
    copy->id = rack;
    if (isThere)
        *at = copy;
    else
        all.insert(at, copy);
    return *(contents_[rack] = std::move(copy));
}

DeviceId SiteEdit::addTo(RackId rack, Device device)
{
    requireRack(draft_, rack);
    device.id = give<Device>();
    const DeviceId id = device.id;
    putInto(ownContents(rack), std::move(device));
    touched_ = true;
    filled_.insert(rack);
    return id;
}

void SiteEdit::copyContents(RackId from, RackId to)
{
    if (const RackContents* contents = draft_.contents->of(from)) {
        const std::vector<Device> devices = contents->devices;
        for (const Device& device : devices)
            addTo(to, device);
    }
}

void SiteEdit::moveTo(RackId rack, DeviceId device)
{
    requireRack(draft_, rack);
    const RackId from = rackOf(device);
    if (from == rack)
        return;
    Device moved = own<Device>(device);
    take<Device>(device);
    putInto(ownContents(rack), std::move(moved));
    touched_ = true;
    filled_.insert({from, rack});
}

// Of racks that go.
void SiteEdit::dropContents(const std::set<ObjectRef>& removed)
{
    const auto goes = [&](const RackContentsPtr& contents) { return removed.contains(refTo(contents->id)); };
    if (std::ranges::any_of(draft_.contents->racks, goes))
        std::erase_if(ownPart(&Site::contents).racks, goes);
    std::erase_if(contents_, [&](const auto& contents) { return removed.contains(refTo(contents.first)); });
    std::erase_if(filled_, [&](RackId rack) { return removed.contains(refTo(rack)); });
}

// A rack without devices has no entry, so that equal sites are equal.
void SiteEdit::dropEmptyContents()
{
    if (std::ranges::any_of(contents_, [](const auto& own) { return own.second->devices.empty(); }))
        std::erase_if(ownPart(&Site::contents).racks,
                      [](const RackContentsPtr& contents) { return contents->devices.empty(); });
}

// Racks of changed types, and those whose devices changed or have changed types, follow where they did not depart.
void SiteEdit::followContents()
{
    if (draft_.contents->racks.empty() && before_->contents->racks.empty())
        return;
    std::set<RackId> racks = filled_;
    racks.insert(racks_.begin(), racks_.end());
    if (draft_.catalogue != before_->catalogue &&
        (anyDiffers(before_->catalogue->rackTypes, *draft_.catalogue) ||
         anyDiffers(before_->catalogue->deviceTypes, *draft_.catalogue))) {
        for (const RackContentsPtr& contents : draft_.contents->racks)
            racks.insert(contents->id);
    }
    for (const RackId id : racks) {
        if (!draft_.contents->of(id) && !before_->contents->of(id))
            continue;
        const Rack& now = draft_.rack(id);
        const bool otherType = before_->findRack(id) && before_->rack(id).type != now.type;
        Rack followed = now;
        const RackFigures after = plannedFigures(draft_, now);
        // Another type brings its values along.
        follow(followed, otherType ? figuresOf(now) : figuresBefore(*before_, draft_, now), after);
        if (!(followed == now))
            own<Rack>(id) = std::move(followed);
    }
}

} // namespace hallwright
