#include "core/model/edits.h"

#include "core/model/errors.h"
#include "core/model/site_edit.h"

namespace hallwright {

namespace {

// The next version after one change.
template <class Change>
SitePtr edited(const SitePtr& site, Change change)
{
    SiteEdit edit(site);
    change(edit);
    return edit.done();
}

} // namespace

SitePtr withRack(const SitePtr& site, const Rack& changed)
{
    return edited(site, [&](SiteEdit& edit) { edit.change(changed.id) = changed; });
}

SitePtr withRackPose(const SitePtr& site, RackId id, const Pose& pose)
{
    return edited(site, [&](SiteEdit& edit) { edit.change(id).pose = pose; });
}

SitePtr withRackPower(const SitePtr& site, RackId id, double powerW)
{
    return edited(site, [&](SiteEdit& edit) {
        Rack& rack = edit.change(id);
        const RackType& type = site->typeOf(rack);
        if (rack.powerW > 0.0)
            rack.airflowM3s *= powerW / rack.powerW;
        else
            rack.airflowM3s = type.powerW > 0.0 ? type.airflowM3s * powerW / type.powerW : 0.0;
        rack.powerW = powerW;
    });
}

SitePtr withoutRack(const SitePtr& site, RackId id)
{
    return edited(site, [&](SiteEdit& edit) { edit.remove(refTo(id)); });
}

SitePtr withNewRack(const SitePtr& site, HallId hall, Rack rack, RackId* addedId)
{
    RackId id;
    const SitePtr next = edited(site, [&](SiteEdit& edit) { id = edit.addTo(hall, std::move(rack)); });
    if (addedId)
        *addedId = id;
    return next;
}

SitePtr withHallSupply(const SitePtr& site, HallId id, double supplyC)
{
    return edited(site, [&](SiteEdit& edit) { edit.change(id).supplyC = supplyC; });
}

SitePtr withOutdoor(const SitePtr& site, double outdoorC, double wetBulbC)
{
    return edited(site, [&](SiteEdit& edit) {
        SiteInfo& info = edit.changeInfo();
        info.outdoorC = outdoorC;
        info.wetBulbC = wetBulbC;
    });
}

SitePtr withSiteName(const SitePtr& site, const std::string& name)
{
    if (name.empty())
        throw InputError("A site needs a name of at least one character.");
    return edited(site, [&](SiteEdit& edit) { edit.changeInfo().name = name; });
}

} // namespace hallwright
