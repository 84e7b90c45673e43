#include "tests/support/random_edits.h"

#include "core/model/errors.h"
#include "core/model/fields.h"
#include "core/model/object_names.h"
#include "core/model/site_edit.h"
#include "tests/support/campus.h"

#include <vector>

namespace hallwright::test {

namespace {

// A catalogue entry with the values of the first thing of its kind, which then is of that type.
template <class Thing>
void catalogueFirst(SiteEdit& edit)
{
    using Type = typename Catalogued<Thing>::Type;
    const Thing* first = nullptr;
    forEachOf<Thing>(edit.site(), [&](const Thing& thing, const auto&) { first = first ? first : &thing; });
    Type type;
    type.name = "As " + first->name;
    type.values = *first;
    const IdOf<Thing> id = first->id;
    const IdOf<Type> added = edit.add(std::move(type));
    edit.change(id).type = added;
}

std::vector<ObjectRef> objectsOf(const Site& site)
{
    std::vector<ObjectRef> all;
    forEachObjectType([&]<class T>() {
        forEachOf<T>(site, [&](const T& object, const auto&) { all.push_back(refTo(object.id)); });
    });
    return all;
}

class RandomEdit
{
public:
    RandomEdit(const SitePtr& site, std::mt19937& random)
        : edit_(site), objects_(objectsOf(*site)), random_(random)
    {
    }

    SitePtr run()
    {
        for (int i = below(5); i >= 0; --i)
            change(objects_[static_cast<std::size_t>(below(static_cast<int>(objects_.size())))]);
        return edit_.done();
    }

private:
    int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random_); }
    double factor() { return std::uniform_real_distribution<double>(0.98, 1.02)(random_); }

    void change(ObjectRef object)
    {
        if (!exists(edit_.site(), object))
            return;
        switch (below(8)) {
        case 0:
            edit_.remove(object, below(2) == 0 ? OnReference::Refuse : OnReference::Clear);
            break;
        case 1:
        case 2:
            add(object);
            break;
        case 3:
            edit_.changeRecord(object).notes += "x";
            edit_.changeRecord(object).status = LifecycleStatus::Procurement;
            break;
        case 4:
            edit_.changeInfo().place += below(2) == 0 ? "" : "!";
            break;
        default:
            scaleOne(object);
        }
    }

    // Something like it beside it, in its own hall or another.
    void add(ObjectRef object)
    {
        withObjectType(object.kind, [&]<class T>() {
            T like = *find(edit_.site(), IdOf<T>{object.id});
            if constexpr (isInPart<T> || std::is_same_v<T, Building>) {
                edit_.add(std::move(like));
            } else if constexpr (std::is_same_v<ParentOf<T>, Building>) {
                edit_.addTo(edit_.site().buildings.front()->id, std::move(like));
            } else if constexpr (isInRack<T>) {
                like.positionU = below(3) == 0 ? 0.0 : 1.0 + below(40);
                const RackId rack = rackWith(edit_.site(), IdOf<T>{object.id});
                const RackId other{rack.value % 5 + 1};
                if (below(3) == 0 && exists(edit_.site(), refTo(other)))
                    edit_.moveTo(other, IdOf<T>{object.id});
                else
                    edit_.addTo(rack, std::move(like));
            } else {
                const HallId hall = edit_.site().buildings.front()->halls.empty()
                                        ? *hallWith(edit_.site(), object)
                                        : edit_.site().buildings.front()->halls.front()->id;
                if (below(3) == 0)
                    edit_.moveTo(hall, object);
                else
                    edit_.copyTo(hall, object);
            }
        });
    }

    // One of its numbers a little larger or smaller.
    void scaleOne(ObjectRef object)
    {
        withObjectType(object.kind, [&]<class T>() {
            std::vector<double*> numbers;
            T& changed = edit_.change(IdOf<T>{object.id});
            forEachField<T>([&](const auto& field) {
                auto& value = field.of(changed);
                if constexpr (std::is_same_v<std::remove_cvref_t<decltype(value)>, double>)
                    numbers.push_back(&value);
            });
            if (!numbers.empty())
                *numbers[static_cast<std::size_t>(below(static_cast<int>(numbers.size())))] *= factor();
        });
    }

    SiteEdit edit_;
    std::vector<ObjectRef> objects_;
    std::mt19937& random_;
};

} // namespace

SitePtr campusOfEverything()
{
    SiteEdit edit(smallCampus());
    catalogueFirst<AirHandler>(edit);
    catalogueFirst<Cdu>(edit);
    catalogueFirst<PlantUnit>(edit);
    catalogueFirst<PowerNode>(edit);
    catalogueFirst<PipeRun>(edit);
    catalogueFirst<Pathway>(edit);
    edit.addTo(HallId{1}, Wall{{}, "Cage", {13.2, 0.6, 0.1, 3.0}, 2.4});
    edit.addTo(HallId{1}, TileField{{}, "Tiles 1", {3.6, 4.2, 3.6, 1.2}, 0.56});
    DeviceType type;
    type.name = "Node";
    type.ports = {{PortKind::Network, "400gbase-x-osfp", 8}};
    Device device;
    device.name = "node 1";
    device.type = edit.add(std::move(type));
    device.positionU = 1.0;
    edit.addTo(RackId{1}, std::move(device));
    Record& record = edit.changeRecord(refTo(RackId{1}));
    record.status = LifecycleStatus::Deployment;
    record.dates[LifecycleStatus::Operation] = "2027-03-31";
    record.tags = {"pilot", "wave 2"};
    record.identifiers["netbox"] = "dcim.rack:4711";
    record.notes = "The first of the pilot.";
    record.waivers["cold-aisle-width"] = "Served from behind.";
    return edit.done();
}

SitePtr randomlyEdited(const SitePtr& site, std::mt19937& random)
{
    try {
        return RandomEdit(site, random).run();
    } catch (const InputError&) {
        return site;
    }
}

} // namespace hallwright::test
