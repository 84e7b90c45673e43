#include "app/editing/swap_type.h"

#include "app/editing/required_room.h"
#include "core/model/object_fields.h"

namespace hallwright::app {

SitePtr withRackType(const SitePtr& site, const std::vector<RackId>& racks, RackTypeId type)
{
    std::vector<ObjectRef> objects;
    for (const RackId rack : racks) {
        if (site->rack(rack).type != type) // what is of it already keeps its own values
            objects.push_back(refTo(rack));
    }
    SitePtr next = withField(site, objects, "rack_type_id", type.value);
    requireRoom(site, next, objects);
    return next;
}

} // namespace hallwright::app
