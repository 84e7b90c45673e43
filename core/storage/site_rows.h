// Every row that a site has in the tables of its file.
#pragma once

#include "core/model/site.h"
#include "core/storage/tables.h"

#include <cstdint>
#include <memory>
#include <set>
#include <utility>

namespace hallwright {

// The parts that two versions of a site share. They are never changed, so their rows are the same in both.
class SharedParts
{
public:
    SharedParts() = default; // none
    SharedParts(const Site& a, const Site& b)
    {
        std::set<Place> ofA;
        visit(a, [&](const Place& place) { ofA.insert(place); });
        visit(b, [&](const Place& place) {
            if (ofA.contains(place))
                shared_.insert(place);
        });
        // A rack's row holds the status in its record.
        if (a.records != b.records) {
            for (const auto& building : b.buildings)
                shared_.erase({building.get(), {}});
        }
    }

    template <class Part>
    bool hold(const std::shared_ptr<const Part>& part, BuildingId parent = {}) const
    {
        return shared_.contains({part.get(), parent});
    }

private:
    using Place = std::pair<const void*, BuildingId>; // a hall's row also names its building

    template <class Visit>
    static void visit(const Site& site, Visit visit)
    {
        for (const void* part :
             {static_cast<const void*>(site.catalogue.get()), static_cast<const void*>(site.power.get()),
              static_cast<const void*>(site.cooling.get()), static_cast<const void*>(site.pathways.get())})
            visit(Place{part, {}});
        for (const auto& building : site.buildings) {
            visit(Place{building.get(), {}});
            for (const auto& hall : building->halls)
                visit(Place{hall.get(), building->id});
        }
    }

    std::set<Place> shared_;
};

// Calls take.row<Table>(parts...) for each row with an id, with the parts that Table::columns lists, and
// take.list<Table>(parent, rows) for those that are told apart by their parent and their position. Parts of the site that
// `shared` holds are left out. In this order every row refers only to rows before it, but for a building's feed and
// loop, which SQLite checks at the end.
template <class Take>
class SiteRows
{
public:
    SiteRows(const Site& site, const SharedParts& shared, Take& take)
        : site_(site), shared_(shared), take_(take)
    {
    }

    void visit()
    {
        constexpr std::int64_t onlyRow = 1;
        take_.template row<SiteInfoTable>(onlyRow, site_.info);
        if (!shared_.hold(site_.catalogue)) {
            for (const RackType& type : site_.catalogue->rackTypes)
                take_.template row<RackTypeTable>(type);
        }
        buildings();
        if (!shared_.hold(site_.power))
            power();
        if (!shared_.hold(site_.cooling))
            loopsAndPlant();
        equipment();
        if (!shared_.hold(site_.cooling))
            pipes();
        if (!shared_.hold(site_.pathways))
            pathways();
    }

private:
    template <class Visit>
    void forEachBuilding(Visit visit)
    {
        for (const auto& building : site_.buildings) {
            if (!shared_.hold(building))
                visit(*building);
        }
    }

    template <class Visit>
    void forEachHall(Visit visit)
    {
        forEachBuilding([&](const Building& building) {
            for (const auto& hall : building.halls) {
                if (!shared_.hold(hall, building.id))
                    visit(building, *hall);
            }
        });
    }

    void buildings()
    {
        forEachBuilding([&](const Building& building) {
            take_.template row<BuildingTable>(building);
            take_.template list<RoomTable>(building.id, building.rooms);
        });
        forEachHall([&](const Building& building, const Hall& hall) {
            take_.template row<HallTable>(building.id, hall);
            take_.template list<AisleTable>(hall.id, hall.aisles);
            take_.template list<ColumnTable>(hall.id, hall.columns);
            take_.template list<DoorTable>(hall.id, hall.doors);
        });
    }

    void power()
    {
        for (const PowerNode& node : site_.power->nodes)
            take_.template row<PowerNodeTable>(node);
        for (const PowerNode& node : site_.power->nodes)
            take_.template list<PowerFeedTable>(node.id, node.fedBy);
    }

    void loopsAndPlant()
    {
        for (const CoolantLoop& loop : site_.cooling->loops)
            take_.template row<CoolantLoopTable>(loop);
        for (const PlantUnit& unit : site_.cooling->plant)
            take_.template row<PlantUnitTable>(unit);
    }

    void equipment()
    {
        forEachHall([&](const Building&, const Hall& hall) {
            for (const AirHandler& unit : hall.airHandlers)
                take_.template row<AirHandlerTable>(hall.id, unit);
            for (const Cdu& unit : hall.cdus)
                take_.template row<CduTable>(hall.id, unit);
            for (const Rack& rack : hall.racks)
                take_.template row<RackTable>(RackKey{hall.id, site_.records->of(refTo(rack.id)).status}, rack);
        });
    }

    void pipes()
    {
        for (const PipeRun& pipe : site_.cooling->pipes) {
            take_.template row<PipeRunTable>(pipe);
            take_.template list<PipePointTable>(pipe.id, pipe.pathM);
        }
    }

    void pathways()
    {
        for (const Pathway& pathway : site_.pathways->pathways) {
            take_.template row<PathwayTable>(pathway);
            take_.template list<PathwayPointTable>(pathway.id, pathway.pathM);
        }
        for (const FibreRun& run : site_.pathways->runs) {
            take_.template row<FibreRunTable>(run);
            take_.template list<FibreRunRouteTable>(run.id, run.route);
        }
    }

    const Site& site_;
    const SharedParts& shared_;
    Take& take_;
};

template <class Take>
void forEachRow(const Site& site, const SharedParts& shared, Take& take)
{
    SiteRows<Take>(site, shared, take).visit();
}

} // namespace hallwright
