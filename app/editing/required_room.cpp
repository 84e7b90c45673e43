#include "app/editing/required_room.h"

#include "core/layout/free_floor.h"
#include "core/layout/placement.h"
#include "core/model/errors.h"
#include "core/model/object_names.h"

#include <map>

namespace hallwright::app {

void requireRoom(const SitePtr& before, const SitePtr& after, const std::vector<ObjectRef>& objects)
{
    std::map<HallId, std::vector<Standing>> changed;
    for (const ObjectRef object : objects) {
        const auto standing = standingOf(*after, object);
        if (standing && standing != standingOf(*before, object))
            changed[hallWith(*after, object).value()].push_back(*standing);
    }
    for (const auto& [hall, standings] : changed) {
        std::vector<Contact> contacts = FreeFloor(after, hall, standings).contacts(standings);
        const std::vector<Contact> among = contactsAmong(*after, standings);
        contacts.insert(contacts.end(), among.begin(), among.end());
        if (!contacts.empty())
            throw InputError(refusal(*after, after->hall(hall), standings, contacts));
    }
}

} // namespace hallwright::app
