#include "core/model/edits.h"

#include "core/model/check_site.h"
#include "core/model/errors.h"

#include <algorithm>
#include <fmt/format.h>
#include <stdexcept>

namespace hallwright {

namespace {

// The next version with one hall replaced by what `change` makes of a copy of it.
template <class Change>
SitePtr withHall(const SitePtr& site, HallRef ref, Change change)
{
    auto hall = std::make_shared<Hall>(*site->buildings[ref.building]->halls[ref.hall]);
    change(*hall);
    auto building = std::make_shared<Building>(*site->buildings[ref.building]);
    building->halls[ref.hall] = std::move(hall);
    auto next = std::make_shared<Site>(*site);
    next->buildings[ref.building] = std::move(building);
    return next;
}

RackRef refOf(const SitePtr& site, RackId id)
{
    const auto ref = site->findRack(id);
    if (!ref)
        throw std::logic_error("rack id not in this site version");
    return *ref;
}

HallRef refOf(const SitePtr& site, HallId id)
{
    const auto ref = site->findHall(id);
    if (!ref)
        throw std::logic_error("hall id not in this site version");
    return *ref;
}

} // namespace

SitePtr withRack(const SitePtr& site, const Rack& changed)
{
    const RackRef ref = refOf(site, changed.id);
    checkRack(*site, *site->buildings[ref.building]->halls[ref.hall], changed);
    return withHall(site, {ref.building, ref.hall}, [&](Hall& hall) { hall.racks[ref.rack] = changed; });
}

SitePtr withRackPose(const SitePtr& site, RackId id, const Pose& pose)
{
    Rack rack = site->rack(id);
    rack.pose = pose;
    return withRack(site, rack);
}

SitePtr withRackPower(const SitePtr& site, RackId id, Power power)
{
    Rack rack = site->rack(id);
    if (rack.powerW > 0.0) {
        rack.airflowM3s *= power.si() / rack.powerW;
    } else {
        const RackType& type = site->typeOf(rack);
        rack.airflowM3s = type.powerW > 0.0 ? type.airflowM3s * power.si() / type.powerW : 0.0;
    }
    rack.powerW = power.si();
    return withRack(site, rack);
}

SitePtr withoutRack(const SitePtr& site, RackId id)
{
    const RackRef ref = refOf(site, id);
    return withHall(site, {ref.building, ref.hall}, [&](Hall& hall) {
        hall.racks.erase(hall.racks.begin() + static_cast<std::ptrdiff_t>(ref.rack));
    });
}

SitePtr withNewRack(const SitePtr& site, HallId hallId, Rack rack, RackId* addedId)
{
    const HallRef ref = refOf(site, hallId);
    rack.id = {1};
    for (const auto& building : site->buildings) {
        for (const auto& hall : building->halls) {
            if (!hall->racks.empty())
                rack.id.value = std::max(rack.id.value, hall->racks.back().id.value + 1);
        }
    }
    checkRack(*site, *site->buildings[ref.building]->halls[ref.hall], rack);
    if (addedId)
        *addedId = rack.id;
    return withHall(site, ref, [&](Hall& hall) { hall.racks.push_back(std::move(rack)); });
}

SitePtr withHallSupply(const SitePtr& site, HallId id, Temperature supply)
{
    constexpr double lowest = 5.0;
    constexpr double highest = 45.0;
    const HallRef ref = refOf(site, id);
    if (!(supply.si() >= lowest && supply.si() <= highest))
        throw InputError(fmt::format("Hall {}: supply temperature {:g} °C is outside {:g} to {:g} °C.",
                                     site->hall(id).name, supply.si(), lowest, highest));
    return withHall(site, ref, [&](Hall& hall) { hall.supplyC = supply.si(); });
}

SitePtr withOutdoor(const SitePtr& site, Temperature outdoor)
{
    constexpr double limit = 60.0;
    if (!(outdoor.si() >= -limit && outdoor.si() <= limit))
        throw InputError(fmt::format("Outdoor temperature {:g} °C is outside {:g} to {:g} °C.", outdoor.si(),
                                     -limit, limit));
    auto next = std::make_shared<Site>(*site);
    next->info.wetBulbC = wetBulbAt(site->info, outdoor.si());
    next->info.outdoorC = outdoor.si();
    return next;
}

SitePtr withSiteName(const SitePtr& site, const std::string& name)
{
    if (name.empty())
        throw InputError("A site needs a name of at least one character.");
    auto next = std::make_shared<Site>(*site);
    next->info.name = name;
    checkInfo(next->info);
    return next;
}

} // namespace hallwright
