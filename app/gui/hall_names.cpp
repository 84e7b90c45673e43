#include "app/gui/hall_names.h"

#include <map>

namespace hallwright::app {

std::vector<NamedHall> namedHalls(const Site& site)
{
    std::map<std::string, int> counts;
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls)
            ++counts[hall->name];
    }
    std::vector<NamedHall> halls;
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            const std::string name =
                counts[hall->name] > 1 ? building->name + " / " + hall->name : hall->name;
            halls.push_back({hall->id, QString::fromStdString(name)});
        }
    }
    return halls;
}

} // namespace hallwright::app
