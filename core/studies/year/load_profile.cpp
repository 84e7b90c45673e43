#include "core/studies/year/load_profile.h"

#include "core/model/errors.h"
#include "core/model/site_edit.h"

#include <fmt/format.h>

#include <algorithm>

namespace hallwright {

namespace {

LoadProfile::Shares allOfIt()
{
    LoadProfile::Shares all;
    all.fill(1.0);
    return all;
}

} // namespace

LoadProfile::LoadProfile()
{
    shares.fill(allOfIt());
}

SitePtr withLoad(const SitePtr& site, const LoadProfile::Shares& shares)
{
    for (const double share : shares) {
        if (!(share >= 0.0 && share <= 1.0))
            throw InputError(
                fmt::format("A share of the load is {:.9g}, but must lie between 0 and 1.", share));
    }
    if (shares == allOfIt())
        return site;
    SiteEdit edit(site);
    for (const BuildingPtr& building : site->buildings) {
        for (const HallPtr& hall : building->halls) {
            for (const Rack& rack : hall->racks) {
                const double share = shares[static_cast<std::size_t>(rack.role)];
                if (share == 1.0)
                    continue;
                Rack& changed = edit.change(rack.id);
                changed.powerW *= share;
                changed.airflowM3s *= share;
            }
        }
    }
    return edit.done();
}

} // namespace hallwright
