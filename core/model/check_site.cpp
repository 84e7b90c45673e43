#include "core/model/check_site.h"

#include "core/model/check_networks.h"
#include "core/model/check_parts.h"
#include "core/model/object_names.h"
#include "core/model/requirements.h"

#include <algorithm>
#include <unordered_map>

namespace hallwright {

using namespace check;

namespace {

std::string_view wordOf(const Hall&)
{
    return "hall";
}

std::string_view wordOf(const Building&)
{
    return "building";
}

// Ids that must be unique over several halls, and who has them.
class UniqueIds
{
public:
    explicit UniqueIds(std::size_t expected) { owners_.reserve(expected); }

    void add(const Subject& s)
    {
        const auto [it, added] = owners_.emplace(s.id, &s.name);
        if (!added)
            refuse(s, "id {} is also that of {}.", s.id, *it->second);
    }

private:
    std::unordered_map<std::int64_t, const std::string*> owners_;
};

// Ids of things in halls ascend within their hall only, so uniqueness over the site is a question of its own.
void checkIdsOverHalls(const Site& site)
{
    for (const auto& building : site.buildings)
        requireAscendingIds("Hall", building->halls);
    forEachObjectType([&]<class T>() {
        if constexpr (!isInPart<T>) {
            if constexpr (!std::is_same_v<T, Building> && !isInRack<T>) { // of devices: checkContents
                const std::string kind = sentenceCase(std::string(ObjectType<T>::word));
                UniqueIds ids(std::is_same_v<T, Rack> ? site.rackCount() : 256);
                forEachOf<T>(site, [&](const T& object, const auto& parent) {
                    static const std::string nameless;
                    const std::string* name = &nameless;
                    if constexpr (requires { object.name; })
                        name = &object.name;
                    ids.add({kind, *name, object.id.value, wordOf(parent), &parent.name});
                });
            }
        }
    });
}

} // namespace

void checkInfo(const SiteInfo& info)
{
    requireShort("Site", 0, "name", info.name);
    requireShort("Site", 0, "description", info.description, longestDescriptionCharacters);
    requireShort("Site", 0, "place", info.place);
    const Subject s{"Site", info.name};
    requireWithin(s, "latitude", info.latitudeDeg, "°", -90.0, 90.0);
    requireWithin(s, "longitude", info.longitudeDeg, "°", -180.0, 180.0);
    requireWithin(s, "elevation", info.elevationM, "m", -500.0, 9000.0);
    requireWithin(s, "north", info.northDeg, "°", -360.0, 360.0);
    requireWithin(s, "outdoor temperature", info.outdoorC, "°C", -60.0, 60.0);
    // Earlier versions kept the wet bulb's distance from any outdoor temperature, so files hold what no air has.
    requireWithin(s, "wet bulb", info.wetBulbC, "°C", -180.0, 60.0);
    if (info.wetBulbC > info.outdoorC)
        refuse(s, "wet bulb {:.9g} °C is above the outdoor temperature of {:.9g} °C.", info.wetBulbC,
               info.outdoorC);
    requireWithin(s, "carbon dioxide of the grid", info.carbonKgPerKwh, "kg/kWh", 0.0, 3.0);
    requireWithin(s, "cycles of concentration", info.cyclesOfConcentration, "", 1.0, 20.0);
    if (info.cyclesOfConcentration == 1.0)
        refuse(s, "cycles of concentration 1 must be above 1; all make-up water would be blown down.");
}

// The order matters: references are found by bisection, so ids are known to ascend before anything is looked
// up.
void checkSite(const Site& site)
{
    checkInfo(site.info);
    checkCatalogue(*site.catalogue);
    requireAscendingIds("Power node", site.power->nodes);
    requireAscendingIds("Coolant loop", site.cooling->loops);
    requireAscendingIds("Pipe run", site.cooling->pipes);
    requireAscendingIds("Plant unit", site.cooling->plant);
    requireAscendingIds("Pathway", site.pathways->pathways);
    requireAscendingIds("Fibre run", site.pathways->runs);
    requireAscendingIds("Building", site.buildings);
    checkIdsOverHalls(site);
    for (const auto& building : site.buildings)
        checkBuilding(site, *building);
    checkContents(site);
    checkPower(site);
    checkCooling(site);
    checkPathways(site);
    checkRecords(site);
}

} // namespace hallwright
