// Every object that a site has a row for in its file.
#pragma once

#include "core/model/site.h"
#include "core/storage/tables.h"

#include <cstdint>
#include <memory>
#include <set>
#include <utility>

namespace hallwright {

// The parts that two versions of a site share. They are never changed, so their rows are the same in both. The
// catalogue is one of them: rows leave out what is as in their type, so with another catalogue no row need be the same.
class SharedParts
{
public:
    SharedParts() = default; // none
    SharedParts(const Site& a, const Site& b)
    {
        if (a.catalogue != b.catalogue)
            return;
        std::set<Place> ofA;
        const bool sameContents = a.contents == b.contents;
        visit(a, sameContents, [&](const Place& place) { ofA.insert(place); });
        visit(b, sameContents, [&](const Place& place) {
            if (ofA.contains(place))
                shared_.insert(place);
        });
    }

    template <class Part>
    bool hold(const std::shared_ptr<const Part>& part, BuildingId parent = {}) const
    {
        return shared_.contains({part.get(), parent});
    }

private:
    using Place = std::pair<const void*, BuildingId>; // a hall's row also names its building

    template <class Visit>
    static void visit(const Site& site, bool sameContents, Visit visit)
    {
        for (const void* part :
             {static_cast<const void*>(site.catalogue.get()), static_cast<const void*>(site.power.get()),
              static_cast<const void*>(site.cooling.get()), static_cast<const void*>(site.pathways.get()),
              static_cast<const void*>(site.records.get()), static_cast<const void*>(site.contents.get())})
            visit(Place{part, {}});
        if (!sameContents) {
            for (const RackContentsPtr& contents : site.contents->racks)
                visit(Place{contents.get(), {}});
        }
        for (const auto& building : site.buildings) {
            visit(Place{building.get(), {}});
            for (const auto& hall : building->halls)
                visit(Place{hall.get(), building->id});
        }
    }

    std::set<Place> shared_;
};

// A row of the table of T.
template <class T>
struct TableRow {
    const T& object;
    std::int64_t parent = 0;
    const T* prototype = nullptr; // with the values of its type

    std::int64_t key() const
    {
        if constexpr (requires { object.id; })
            return object.id.value;
        else
            return onlyRow;
    }

    // Calls visit(name, value) for each column, with nullptr for a value that is as in the object's type.
    template <class Visit>
    void forEachColumn(Visit&& visit) const
    {
        if constexpr (!parentColumn<T>().empty())
            visit(parentColumn<T>(), parent);
        forEachColumnField<T>([&](const auto& field) {
            if (field.comesOfType && prototype && field.of(object) == field.of(*prototype))
                visit(field.name, nullptr);
            else
                visit(field.name, field.of(object));
        });
    }
};

// Calls take.row(TableRow<T>) for each object, after those of a kind take.list(object) for each that has a list,
// and at the end take.record(object, record) for each record. Parts that `shared` holds are left out. In this
// order every row refers only to rows before it, but for a building's feed and loop, which SQLite checks at the
// end.
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
        take_.row(TableRow<SiteInfo>{site_.info, onlyRow});
        forEachObjectType([this]<class T>() { this->template objects<T>(); });
        if (!shared_.hold(site_.records)) {
            for (const auto& [object, record] : site_.records->byObject)
                take_.record(object, record);
        }
    }

private:
    template <class T>
    void objects()
    {
        const Prototypes<T> prototypes(*site_.catalogue);
        forEachUnshared<T>([&](const T& object, std::int64_t parent) {
            take_.row(TableRow<T>{object, parent, prototypes.of(typeOf(object))});
        });
        if constexpr (hasList<T>)
            forEachUnshared<T>([&](const T& object, std::int64_t) { take_.list(object); });
    }

    template <class T, class Visit>
    void forEachUnshared(Visit visit)
    {
        constexpr auto list = ObjectType<T>::list;
        if constexpr (isInPart<T>) {
            const auto& part = site_.*ObjectType<T>::part;
            if (!shared_.hold(part)) {
                for (const T& object : (*part).*list)
                    visit(object, 0);
            }
        } else if constexpr (std::is_same_v<T, Building>) {
            forEachBuilding([&](const Building& building) { visit(building, 0); });
        } else if constexpr (std::is_same_v<T, Hall>) {
            forEachHall([&](const Building& building, const Hall& hall) { visit(hall, building.id.value); });
        } else if constexpr (std::is_same_v<ParentOf<T>, Building>) {
            forEachBuilding([&](const Building& building) {
                for (const T& object : building.*list)
                    visit(object, building.id.value);
            });
        } else if constexpr (isInRack<T>) {
            if (shared_.hold(site_.contents))
                return;
            for (const RackContentsPtr& contents : site_.contents->racks) {
                if (shared_.hold(contents))
                    continue;
                for (const T& object : (*contents).*list)
                    visit(object, contents->id.value);
            }
        } else {
            forEachHall([&](const Building&, const Hall& hall) {
                for (const T& object : hall.*list)
                    visit(object, hall.id.value);
            });
        }
    }

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
