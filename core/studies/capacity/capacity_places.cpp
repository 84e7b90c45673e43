#include "core/studies/capacity/capacity_places.h"

#include "core/layout/rows.h"
#include "core/simulation/idle_racks.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <utility>

namespace hallwright {

namespace {

// From the rows up.
class Places
{
public:
    Places(Capacity& capacity, const RackType& type, std::vector<RackId> idle)
        : capacity_(capacity), snapshot_(*capacity.asked.snapshot), site_(*capacity.asked.site), type_(type),
          idle_(std::move(idle)), rooms_(snapshot_, type)
    {
    }

    void run()
    {
        PlaceCapacity campus;
        campus.place = siteData();
        campus.name = site_.info.name.empty() ? "the campus" : site_.info.name;
        const std::size_t at = add(campus);
        std::vector<std::size_t> all;
        for (const BuildingPtr& building : site_.buildings) {
            const std::vector<std::size_t> halls = addBuilding(*building);
            all.insert(all.end(), halls.begin(), halls.end());
        }
        finish(at, all);
        addSupplies();
        countPositions();
        keepThoseAsked();
    }

private:
    // Free positions were sought in the place asked about alone.
    void keepThoseAsked()
    {
        const ObjectRef asked = capacity_.question.within;
        if (!asked.valid() || asked == siteData())
            return;
        std::vector<PlaceCapacity> kept;
        for (const PlaceCapacity& place : capacity_.places) {
            bool isAsked = false;
            forEachLevel(place.place, [&](const PlaceCapacity& level) { isAsked |= level.place == asked; });
            if (isAsked)
                kept.push_back(place);
        }
        capacity_.places = std::move(kept);
    }

    std::size_t add(PlaceCapacity place)
    {
        capacity_.places.push_back(std::move(place));
        index_.emplace(capacity_.places.back().place, capacity_.places.size() - 1);
        return capacity_.places.size() - 1;
    }

    void finish(std::size_t at, const std::vector<std::size_t>& halls)
    {
        capacity_.places[at].headRooms = rooms_.ofHalls(halls);
        capacity_.places[at].designW = rooms_.designOfHallsW(halls);
    }

    std::vector<std::size_t> addBuilding(const Building& building)
    {
        PlaceCapacity place;
        place.place = refTo(building.id);
        place.within = siteData();
        place.name = building.name;
        const std::size_t at = add(std::move(place));
        std::vector<std::size_t> halls;
        for (const HallPtr& hall : building.halls) {
            addHall(*hall, building.id);
            halls.push_back(hall_++);
        }
        finish(at, halls);
        return halls;
    }

    void addHall(const Hall& hall, BuildingId building)
    {
        PlaceCapacity place;
        place.place = refTo(hall.id);
        place.within = refTo(building);
        place.name = hall.name;
        const std::size_t at = add(std::move(place));
        for (std::size_t r = 0; r < hall.rows.size(); ++r) {
            PlaceCapacity row;
            row.place = refTo(hall.rows[r].id);
            row.within = refTo(hall.id);
            row.name = hall.rows[r].name;
            row.headRooms = rooms_.ofRow(hall_, r);
            row.designW = rooms_.designOfRowW(hall_, r);
            add(std::move(row));
        }
        finish(at, {hall_});
        countRacks(hall);
    }

    // From a row up to the campus.
    template <class Visit>
    void forEachLevel(ObjectRef place, Visit&& visit)
    {
        for (auto at = index_.find(place); at != index_.end();
             at = index_.find(capacity_.places[at->second].within))
            visit(capacity_.places[at->second]);
    }

    void countRacks(const Hall& hall)
    {
        const HallResult& result = *snapshot_.halls[hall_];
        for (std::size_t i = 0; i < hall.racks.size(); ++i) {
            const Rack& rack = hall.racks[i];
            const auto row = rowAt(hall, rack.pose.position());
            const LifecycleStatus status =
                statusOn(site_.records->of(refTo(rack.id)), snapshot_.conditions.date);
            const bool isReserved = std::ranges::binary_search(idle_, rack.id);
            forEachLevel(row ? refTo(hall.rows[*row].id) : refTo(hall.id), [&](PlaceCapacity& place) {
                ++place.racks;
                StatusCount& count = place.statuses[static_cast<std::size_t>(status)];
                ++count.racks;
                count.powerW += rack.powerW;
                (isReserved ? place.reservedW : place.usedW) += result.racks[i].powerW;
            });
        }
    }

    // What buildings draw in all against what their supply gives.
    void addSupplies()
    {
        HeadRoom campus{CapacityResource::BuildingSupply, {}, {}, "W"};
        double leastW = 0.0;
        for (std::size_t b = 0; b < site_.buildings.size(); ++b) {
            const Building& building = *site_.buildings[b];
            const double usedW = snapshot_.buildings[b].facilityPowerW;
            if (building.capacityW <= 0.0)
                continue;
            addRoom(
                capacity_.places[index_.at(refTo(building.id))],
                {CapacityResource::BuildingSupply, usedW, building.capacityW, "W", 1, refTo(building.id)});
            campus.used = campus.used.value_or(0.0) + usedW;
            campus.limit = campus.limit.value_or(0.0) + building.capacityW;
            if (campus.objects++ == 0 || building.capacityW - usedW < leastW) {
                leastW = building.capacityW - usedW;
                campus.tightest = refTo(building.id);
            }
        }
        if (campus.objects > 0)
            addRoom(capacity_.places.front(), campus);
    }

    void countPositions()
    {
        std::map<ObjectRef, std::vector<const PositionCapacity*>> empty;
        for (const PositionCapacity& position : capacity_.positions) {
            forEachLevel(refTo(position.row), [&](PlaceCapacity& place) {
                ++place.free;
                if (position.rack.valid()) {
                    ++place.fits;
                    place.usableW += type_.powerW;
                } else {
                    empty[place.place].push_back(&position);
                }
            });
        }
        for (PlaceCapacity& place : capacity_.places) {
            addRoom(place, {CapacityResource::Space, static_cast<double>(place.racks),
                            static_cast<double>(place.racks + place.free), "positions", 1, place.place});
            bind(place, empty[place.place]);
        }
    }

    static void addRoom(PlaceCapacity& place, const HeadRoom& room)
    {
        const auto at = std::ranges::upper_bound(place.headRooms, room.resource, {}, &HeadRoom::resource);
        place.headRooms.insert(at, room);
    }

    // What keeps most positions empty; of equals the first.
    void bind(PlaceCapacity& place, const std::vector<const PositionCapacity*>& empty) const
    {
        std::vector<std::pair<const Blocker*, std::size_t>> blockers;
        for (const PositionCapacity* position : empty) {
            const auto same = std::ranges::find_if(
                blockers, [&](const auto& each) { return each.first->isSame(*position->blocker); });
            if (same != blockers.end())
                ++same->second;
            else
                blockers.push_back({&*position->blocker, 1});
        }
        if (blockers.empty()) {
            place.binding.object = place.place;
            place.binding.sentence = fmt::format("No position is left in {}.", textOf(place));
            return;
        }
        const auto most =
            std::ranges::max_element(blockers, {}, [](const auto& each) { return each.second; });
        place.binding = *most->first;
        place.blocked = most->second;
    }

    std::string textOf(const PlaceCapacity& place) const
    {
        if (place.place.kind != ObjectKind::Row)
            return place.name;
        return fmt::format("row {} of {}", place.name, capacity_.of(place.within).name);
    }

    Capacity& capacity_;
    const Snapshot& snapshot_;
    const Site& site_;
    const RackType& type_;
    const std::vector<RackId> idle_; // ascending
    HeadRooms rooms_;
    std::map<ObjectRef, std::size_t> index_;
    std::size_t hall_ = 0; // in Snapshot::halls
};

} // namespace

void addPlaces(Capacity& capacity, const RackType& type, std::vector<RackId> idle)
{
    Places(capacity, type, std::move(idle)).run();
}

} // namespace hallwright
