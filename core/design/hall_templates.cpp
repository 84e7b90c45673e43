#include "core/design/hall_templates.h"

#include "core/design/by_hand.h"
#include "core/design/next_name.h"
#include "core/design/rack_contents.h"
#include "core/design/rule_error.h"
#include "core/model/object_names.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <utility>

namespace hallwright::design {

namespace {

constexpr double placeStepM = 0.6; // a tile

// Types of another catalogue as this one has them: an equal one of the same name, else a copy of it, each once.
template <class IdType>
class TypesTaken
{
public:
    using Type = ObjectOf<IdType>;

    IdType take(SiteEdit& edit, const Site& from, IdType id)
    {
        const Type* type = id.valid() ? find(from, id) : nullptr;
        if (!type)
            return {};
        if (const auto known = taken_.find(id); known != taken_.end())
            return known->second;
        return taken_[id] = equalOrNew(edit, *type);
    }

private:
    static IdType equalOrNew(SiteEdit& edit, Type type)
    {
        const auto& list = *edit.site().catalogue.*ObjectType<Type>::list;
        for (const Type& own : list) {
            type.id = own.id;
            if (own == type && own.name == type.name)
                return own.id;
        }
        const bool nameTaken =
            std::any_of(list.begin(), list.end(), [&](const Type& own) { return own.name == type.name; });
        if (nameTaken)
            type.name = nextNameIn(list, type.name);
        return edit.add(std::move(type));
    }

    std::map<IdType, IdType> taken_;
};

// "B2-H5-C09" for what was "B1-H4-C09" in hall B1-H4 and comes to B2-H5.
std::string renamed(const std::string& name, const std::string& hall, const std::string& next)
{
    return name.starts_with(hall) ? next + name.substr(hall.size()) : name;
}

void renameContents(Hall& hall, const std::string& next)
{
    const std::string before = std::exchange(hall.name, next);
    forEachObjectType([&]<class T>() {
        if constexpr (std::is_same_v<ParentOf<T>, Hall> && requires(T & object) { object.name; }) {
            for (T& object : hall.*ObjectType<T>::list)
                object.name = renamed(object.name, before, next);
        }
    });
}

class HallTransfer
{
public:
    HallTransfer(SiteEdit& edit, const Site& from) : edit_(edit), from_(from) {}

    HallId put(BuildingId building, const Hall& source, Point2 originM, const std::string& name)
    {
        Hall hall = source;
        hall.originM = originM;
        renameContents(hall, name);
        for (Rack& rack : hall.racks) {
            rack.type = rackTypes_.take(edit_, from_, rack.type);
            rack.feedA = rack.feedB = {};
            rack.rearDoorLoop = {};
        }
        for (AirHandler& unit : hall.airHandlers) {
            unit.type = handlerTypes_.take(edit_, from_, unit.type);
            unit.feed = {};
            unit.loop = {};
        }
        for (Cdu& unit : hall.cdus) {
            unit.type = cduTypes_.take(edit_, from_, unit.type);
            unit.feed = {};
            unit.loop = {};
        }
        const HallId put = edit_.addTo(building, std::move(hall));
        putContents(source, put);
        return put;
    }

private:
    // The racks keep their order, so that each is found by its place in it.
    void putContents(const Hall& source, HallId put)
    {
        for (std::size_t i = 0; i < source.racks.size(); ++i) {
            const RackContents* contents = from_.contents->of(source.racks[i].id);
            if (!contents)
                continue;
            const RackId rack = edit_.site().hall(put).racks[i].id;
            for (Device device : contents->devices) {
                device.type = deviceTypes_.take(edit_, from_, device.type);
                edit_.addTo(rack, std::move(device));
            }
            renameDevices(edit_, rack, source.racks[i].name);
        }
    }

    SiteEdit& edit_;
    const Site& from_;
    TypesTaken<RackTypeId> rackTypes_;
    TypesTaken<AirHandlerTypeId> handlerTypes_;
    TypesTaken<CduTypeId> cduTypes_;
    TypesTaken<DeviceTypeId> deviceTypes_;
};

} // namespace

SitePtr templateOf(const Site& site, HallId id)
{
    constexpr double wallM = 1.0;
    const Hall& hall = site.hall(id);
    const Building& building = site.buildingOf(id);
    SiteEdit edit(std::make_shared<const Site>());
    edit.changeInfo() = site.info;
    edit.changeInfo().name = hall.name;
    edit.changeInfo().description = fmt::format("Hall {} of {}, as a template", hall.name, site.info.name);
    Building shell;
    shell.name = building.name;
    shell.widthM = hall.widthM + 2 * wallM;
    shell.depthM = hall.depthM + 2 * wallM;
    shell.heightM = std::max(building.heightM, hall.floorElevationM + hall.heightM + wallM);
    shell.capacityW = building.capacityW;
    const BuildingId put = edit.add(std::move(shell));
    HallTransfer(edit, site).put(put, hall, {wallM, wallM}, hall.name);
    return edit.done();
}

std::optional<Point2> freeHallPlace(const Building& building, double widthM, double depthM)
{
    std::optional<Point2> best;
    double nearestM = 0.0;
    for (double y = 0.0; y + depthM <= building.depthM; y += placeStepM) {
        for (double x = 0.0; x + widthM <= building.widthM; x += placeStepM) {
            const double distanceM = std::hypot(x, y);
            if ((best && distanceM >= nearestM) || whyNoHall(building, {x, y, widthM, depthM}))
                continue;
            best = Point2{x, y};
            nearestM = distanceM;
        }
    }
    return best;
}

HallId putHallLike(SiteEdit& edit, BuildingId id, const Site& from, HallId hallId, Point2 originM)
{
    const Building& building = *find(edit.site(), id);
    const Hall& hall = from.hall(hallId);
    const Rect area{originM.x, originM.y, hall.widthM, hall.depthM};
    if (const auto reason = whyNoHall(building, area))
        throw RuleError(*reason);
    if (area.x < 0.0 || area.y < 0.0 || area.right() > building.widthM || area.top() > building.depthM)
        throw RuleError(fmt::format(
            "a hall of {:g} m by {:g} m at x {:g} m, y {:g} m reaches out of building "
            "{}, which is {:g} m by {:g} m.",
            hall.widthM, hall.depthM, originM.x, originM.y, building.name, building.widthM, building.depthM));
    return HallTransfer(edit, from).put(id, hall, originM, nextHallName(building));
}

} // namespace hallwright::design
