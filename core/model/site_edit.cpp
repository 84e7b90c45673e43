#include "core/model/site_edit.h"

#include "core/model/check_parts.h"
#include "core/model/check_site.h"
#include "core/model/errors.h"
#include "core/model/fields.h"
#include "core/model/object_names.h"
#include "core/model/references.h"

#include <algorithm>
#include <fmt/format.h>
#include <stdexcept>

namespace hallwright {

namespace {

[[noreturn]] void throwNotThere(std::string_view word, std::int64_t id)
{
    throw std::logic_error(fmt::format("{} {} is not in this site version", word, id));
}

template <class List>
bool holds(const List& list, std::int64_t id)
{
    const auto at = placeIn(list, id);
    return at != list.end() && elementOf(*at).id.value == id;
}

template <class T, class Parent>
void insert(Parent& parent, T object)
{
    auto& list = parent.*ObjectType<T>::list;
    using Element = typename std::remove_cvref_t<decltype(list)>::value_type;
    const auto at = placeIn(list, object.id.value);
    if constexpr (std::is_same_v<Element, T>)
        list.insert(at, std::move(object));
    else
        list.insert(at, std::make_shared<const T>(std::move(object)));
}

template <class T>
T& elementIn(std::vector<T>& list, std::int64_t id)
{
    const auto at = placeIn(list, id);
    if (at == list.end() || at->id.value != id)
        throwNotThere(ObjectType<T>::word, id);
    return *at;
}

template <class T>
constexpr bool standsInHall()
{
    if constexpr (isInPart<T>)
        return false;
    else
        return std::is_same_v<ParentOf<T>, Hall>;
}

template <class T>
constexpr bool standsInBuilding()
{
    if constexpr (isInPart<T>)
        return false;
    else
        return std::is_same_v<ParentOf<T>, Building>;
}

// The hall whose own invariants are all that an object in it can break; nothing for what concerns the campus.
std::optional<HallId> hallToCheck(const Site& site, ObjectRef object)
{
    bool inHall = false;
    withObjectType(object.kind, [&]<class T>() { inHall = standsInHall<T>(); });
    return inHall ? hallWith(site, object) : std::nullopt;
}

// Ids of the objects that an object holds, and its own.
void collect(const Hall& hall, std::set<ObjectRef>& all)
{
    all.insert(refTo(hall.id));
    forEachObjectType([&]<class T>() {
        if constexpr (standsInHall<T>()) {
            for (const T& object : hall.*ObjectType<T>::list)
                all.insert(refTo(object.id));
        }
    });
}

void collect(const RackContents& contents, std::set<ObjectRef>& all)
{
    for (const Device& device : contents.devices)
        all.insert(refTo(device.id));
}

void collect(const Building& building, std::set<ObjectRef>& all)
{
    all.insert(refTo(building.id));
    for (const Room& room : building.rooms)
        all.insert(refTo(room.id));
    for (const HallPtr& hall : building.halls)
        collect(*hall, all);
}

std::set<ObjectRef> withContents(const Site& site, const std::vector<ObjectRef>& objects)
{
    std::set<ObjectRef> all;
    for (const ObjectRef object : objects) {
        if (const Building* building = site.findBuilding(idIn<BuildingId>(object)))
            collect(*building, all);
        else if (const auto hall = site.findHall(idIn<HallId>(object)))
            collect(*site.buildings[hall->building]->halls[hall->hall], all);
        else
            all.insert(object);
    }
    for (const RackContentsPtr& contents : site.contents->racks) {
        if (all.contains(refTo(contents->id)))
            collect(*contents, all);
    }
    return all;
}

// Whether objects of kind T can refer to any of these.
template <class T>
bool canReferTo(const std::set<ObjectRef>& objects)
{
    bool can = false;
    T blank;
    forEachReference(blank, [&](const auto&, auto& value) {
        using Value = std::remove_cvref_t<decltype(value)>;
        ObjectKind kind = ObjectKind::None;
        if constexpr (IsIdList<Value>::value)
            kind = refTo(typename Value::value_type{1}).kind;
        else
            kind = refTo(Value{1}).kind;
        const auto first = objects.lower_bound({kind, 0});
        can = can || (first != objects.end() && first->kind == kind);
    });
    return can;
}

template <class Value>
bool refersTo(const Value& value, const std::set<ObjectRef>& objects)
{
    if constexpr (IsIdList<Value>::value)
        return std::any_of(value.begin(), value.end(), [&](auto id) { return objects.contains(refTo(id)); });
    else
        return objects.contains(refTo(value));
}

} // namespace

SiteEdit::SiteEdit(SitePtr site) : before_(std::move(site)), draft_(*before_) {}

Building& SiteEdit::ownBuilding(BuildingId id)
{
    if (const auto copied = buildings_.find(id); copied != buildings_.end())
        return *copied->second;
    const auto at = placeIn(draft_.buildings, id.value);
    if (at == draft_.buildings.end() || (*at)->id != id)
        throwNotThere("building", id.value);
    auto copy = std::make_shared<Building>(**at);
    *at = copy;
    return *(buildings_[id] = std::move(copy));
}

Hall& SiteEdit::ownHall(HallId id)
{
    if (const auto copied = halls_.find(id); copied != halls_.end())
        return *copied->second;
    const auto at = draft_.findHall(id);
    if (!at)
        throwNotThere("hall", id.value);
    Building& building = ownBuilding(draft_.buildings[at->building]->id);
    auto copy = std::make_shared<Hall>(*building.halls[at->hall]);
    building.halls[at->hall] = copy;
    return *(halls_[id] = std::move(copy));
}

template <class Part>
Part& SiteEdit::ownPart(std::shared_ptr<const Part> Site::*part)
{
    auto& copy = std::get<std::shared_ptr<Part>>(parts_);
    if (!copy) {
        copy = std::make_shared<Part>(*(draft_.*part));
        draft_.*part = copy;
    }
    return *copy;
}

// What holds the list in which the object stands, to be changed.
template <class T>
ParentOf<T>& SiteEdit::ownParent(IdOf<T> id)
{
    if constexpr (isInPart<T>) {
        return ownPart(ObjectType<T>::part);
    } else if constexpr (std::is_same_v<ParentOf<T>, Site>) {
        return draft_;
    } else if constexpr (isInRack<T>) {
        const RackId rack = rackOf(id);
        if (!rack.valid())
            throwNotThere(ObjectType<T>::word, id.value);
        return ownContents(rack);
    } else {
        for (const BuildingPtr& building : draft_.buildings) {
            if constexpr (std::is_same_v<ParentOf<T>, Building>) {
                if (holds((*building).*ObjectType<T>::list, id.value))
                    return ownBuilding(building->id);
            } else {
                for (const HallPtr& hall : building->halls) {
                    if (holds((*hall).*ObjectType<T>::list, id.value))
                        return ownHall(hall->id);
                }
            }
        }
        throwNotThere(ObjectType<T>::word, id.value);
    }
}

template <class T>
T& SiteEdit::own(IdOf<T> id)
{
    if constexpr (std::is_same_v<T, Building>)
        return ownBuilding(id);
    else if constexpr (std::is_same_v<T, Hall>)
        return ownHall(id);
    else
        return elementIn(ownParent<T>(id).*ObjectType<T>::list, id.value);
}

void SiteEdit::touch(ObjectRef object)
{
    touched_ = true;
    if (object.kind == ObjectKind::Site) {
        info_ = true;
    } else if (object.kind == ObjectKind::Rack) {
        racks_.push_back({object.id});
    } else if (object.kind == ObjectKind::Device) {
        filled_.insert(rackOf({object.id}));
    } else if (const auto hall = hallToCheck(draft_, object)) {
        wholeHalls_.insert(*hall);
    } else {
        all_ = true;
    }
}

template <class IdType>
ObjectOf<IdType>& SiteEdit::change(IdType id)
{
    ObjectOf<IdType>& object = own<ObjectOf<IdType>>(id);
    touch(refTo(id));
    return object;
}

SiteInfo& SiteEdit::changeInfo()
{
    touch(siteData());
    return draft_.info;
}

Record& SiteEdit::changeRecord(ObjectRef object)
{
    if (!exists(draft_, object))
        throwNotThere("object", object.id);
    touched_ = true;
    return ownRecords().byObject[object];
}

template <class T>
IdOf<T> SiteEdit::give()
{
    if (!given_)
        given_ = idMarksOf(draft_);
    return {++given_->of(kindOf<T>)};
}

template <class T, class Parent>
IdOf<T> SiteEdit::insertNew(Parent& parent, T object)
{
    object.id = give<T>();
    const IdOf<T> id = object.id;
    insert(parent, std::move(object));
    touch(refTo(id));
    return id;
}

// What a hall brings along is new too.
void SiteEdit::giveIds(Hall& hall)
{
    std::map<CduId, CduId> cdus;
    forEachObjectType([&]<class T>() {
        if constexpr (standsInHall<T>()) {
            for (T& object : hall.*ObjectType<T>::list) {
                const IdOf<T> was = object.id;
                object.id = give<T>();
                if constexpr (std::is_same_v<T, Cdu>)
                    cdus[was] = object.id;
            }
        }
    });
    for (Rack& rack : hall.racks) {
        const auto cdu = cdus.find(rack.cdu);
        rack.cdu = rack.cdu.valid() && cdu != cdus.end() ? cdu->second : CduId{};
    }
}

template <class T>
IdOf<T> SiteEdit::add(T object)
{
    if constexpr (isInPart<T>) {
        return insertNew(ownPart(ObjectType<T>::part), std::move(object));
    } else {
        static_assert(std::is_same_v<T, Building>);
        for (Room& room : object.rooms)
            room.id = give<Room>();
        for (HallPtr& hall : object.halls) {
            auto copy = std::make_shared<Hall>(*hall);
            copy->id = give<Hall>();
            giveIds(*copy);
            hall = std::move(copy);
        }
        return insertNew(draft_, std::move(object));
    }
}

template <class T>
IdOf<T> SiteEdit::addTo(BuildingId building, T object)
{
    if constexpr (std::is_same_v<T, Hall>)
        giveIds(object);
    return insertNew(ownBuilding(building), std::move(object));
}

template <class T>
IdOf<T> SiteEdit::addTo(HallId hall, T object)
{
    return insertNew(ownHall(hall), std::move(object));
}

// Takes the object out of its list.
template <class T>
void SiteEdit::take(IdOf<T> id)
{
    auto& list = ownParent<T>(id).*ObjectType<T>::list;
    const auto at = placeIn(list, id.value);
    if (at == list.end() || elementOf(*at).id != id)
        throwNotThere(ObjectType<T>::word, id.value);
    list.erase(at);
}

ObjectRef SiteEdit::copyTo(HallId hall, ObjectRef object)
{
    ObjectRef copied;
    withObjectType(object.kind, [&]<class T>() {
        if constexpr (standsInHall<T>()) {
            T copy = own<T>(IdOf<T>{object.id});
            if constexpr (std::is_same_v<T, Rack>) {
                if (hallWith(draft_, object) != hall)
                    copy.cdu = {};
            }
            const auto id = addTo(hall, std::move(copy));
            if constexpr (std::is_same_v<T, Rack>)
                copyContents({object.id}, id);
            copied = refTo(id);
        }
    });
    if (!copied.valid())
        throw std::logic_error("only what stands in a hall is copied to a hall");
    return copied;
}

void SiteEdit::moveTo(HallId hall, ObjectRef object)
{
    withObjectType(object.kind, [&]<class T>() {
        if constexpr (standsInHall<T>()) {
            const IdOf<T> id{object.id};
            if (hallWith(draft_, object) == hall)
                return;
            T moved = own<T>(id);
            if constexpr (std::is_same_v<T, Rack>)
                moved.cdu = {};
            if constexpr (std::is_same_v<T, Cdu>)
                clearReferences({object}, OnReference::Refuse);
            take<T>(id);
            insert(ownHall(hall), std::move(moved));
            touch(object);
        } else {
            throw std::logic_error("only what stands in a hall is moved to a hall");
        }
    });
}

void SiteEdit::remove(ObjectRef object, OnReference onReference)
{
    remove(std::vector{object}, onReference);
}

void SiteEdit::remove(const std::vector<ObjectRef>& objects, OnReference onReference)
{
    for (const ObjectRef object : objects) {
        if (!exists(draft_, object) || object == siteData())
            throwNotThere("object", object.id);
    }
    const std::set<ObjectRef> removed = withContents(draft_, objects);
    clearReferences(removed, onReference);
    if (!given_)
        given_ = idMarksOf(draft_);
    for (const ObjectRef object : removed) {
        IdMarks& marks = draft_.idMarks;
        marks.of(object.kind) = std::max(marks.of(object.kind), given_->of(object.kind));
        if (draft_.records->byObject.contains(object))
            ownRecords().byObject.erase(object);
    }
    dropContents(removed);
    for (const ObjectRef object : objects) {
        if (!exists(draft_, object))
            continue; // it went with what it stood in, or was named twice
        const auto hall = hallToCheck(draft_, object);
        if (const auto device = idIn<DeviceId>(object); device.valid())
            filled_.insert(rackOf(device));
        withObjectType(object.kind, [&]<class T>() { take<T>(IdOf<T>{object.id}); });
        touched_ = true;
        // A rack is referred to by nothing; what else goes may have held its surroundings together.
        if (hall && object.kind != ObjectKind::Rack)
            wholeHalls_.insert(*hall);
        all_ = all_ || !(hall || object.kind == ObjectKind::Device);
    }
    std::erase_if(halls_, [&](const auto& hall) { return removed.contains(refTo(hall.first)); });
    std::erase_if(buildings_, [&](const auto& building) { return removed.contains(refTo(building.first)); });
    std::erase_if(wholeHalls_, [&](HallId hall) { return removed.contains(refTo(hall)); });
    std::erase_if(racks_, [&](RackId rack) { return removed.contains(refTo(rack)); });
}

// Makes every reference to what is removed none, or throws and leaves all as it is.
void SiteEdit::clearReferences(const std::set<ObjectRef>& removed, OnReference onReference)
{
    struct Referrer {
        ObjectRef object;
        bool mayBeNone = true;
    };
    std::vector<Referrer> referrers;
    forEachObjectType([&]<class T>() {
        if (!canReferTo<T>(removed))
            return;
        forEachOf<T>(draft_, [&](const T& object, const auto&) {
            if (removed.contains(refTo(object.id)))
                return;
            forEachReference(object, [&](const auto& field, const auto& value) {
                if (refersTo(value, removed))
                    referrers.push_back({refTo(object.id), !field.isRequired});
            });
        });
    });
    const auto firm =
        std::find_if(referrers.begin(), referrers.end(), [](const Referrer& r) { return !r.mayBeNone; });
    if (!referrers.empty() && (onReference == OnReference::Refuse || firm != referrers.end())) {
        const ObjectRef first = firm != referrers.end() ? firm->object : referrers.front().object;
        const std::string what = removed.size() == 1 ? describe(draft_, *removed.begin())
                                                     : fmt::format("{} objects", removed.size());
        throw InputError(fmt::format(
            "{} cannot be removed: {} {} to {}; {}.", sentenceCase(what),
            referrers.size() == 1
                ? describe(draft_, first)
                : fmt::format("{} other objects, one of them {},", referrers.size(), describe(draft_, first)),
            referrers.size() == 1 ? "refers" : "refer", removed.size() == 1 ? "it" : "them",
            firm != referrers.end() ? "remove that first or let it refer to another"
                                    : "let them refer to another first, or to none"));
    }
    for (const Referrer& referrer : referrers) {
        withObjectType(referrer.object.kind, [&]<class T>() {
            forEachReference(change(IdOf<T>{referrer.object.id}), [&](const auto&, auto& value) {
                if constexpr (IsIdList<std::remove_cvref_t<decltype(value)>>::value)
                    std::erase_if(value, [&](auto id) { return removed.contains(refTo(id)); });
                else if (refersTo(value, removed))
                    value = {};
            });
        });
    }
}

// Gives what follows a changed type the type's new values.
template <class T>
void SiteEdit::followTypes()
{
    using Type = typename Catalogued<T>::Type;
    std::vector<std::pair<const Type*, const Type*>> changed;
    for (const Type& after : (*draft_.catalogue).*ObjectType<Type>::list) {
        const Type* before = before_->catalogue->find(after.id);
        bool differs = false;
        if (before)
            forEachTypedField<T, Type>(
                [&](const auto&, const auto& of) { differs |= of.of(*before) != of.of(after); });
        if (differs)
            changed.emplace_back(before, &after);
    }
    if (changed.empty())
        return;
    const auto changeOf = [&](const T& object) {
        return std::find_if(changed.begin(), changed.end(),
                            [&](const auto& pair) { return pair.second->id == object.type; });
    };
    const auto follow = [&](auto& parent) {
        for (T& object : parent.*ObjectType<T>::list) {
            const auto change = changeOf(object);
            if (change == changed.end())
                continue;
            if constexpr (std::is_same_v<T, Rack>) {
                if (draft_.contents->of(object.id))
                    continue; // it follows its devices
            }
            forEachTypedField<T, Type>([&](const auto& own, const auto& of) {
                if (own.of(object) == of.of(*change->first))
                    own.of(object) = of.of(*change->second);
            });
        }
    };
    if constexpr (isInPart<T>) {
        follow(ownPart(ObjectType<T>::part));
    } else if constexpr (isInRack<T>) {
        const ContentsPtr contents = draft_.contents; // which ownContents may replace
        for (const RackContentsPtr& rack : contents->racks) {
            if (std::ranges::any_of(rack->devices, [&](const T& o) { return changeOf(o) != changed.end(); }))
                follow(ownContents(rack->id));
        }
    } else {
        for (std::size_t b = 0; b < draft_.buildings.size(); ++b) {
            for (std::size_t h = 0; h < draft_.buildings[b]->halls.size(); ++h) {
                const Hall& hall = *draft_.buildings[b]->halls[h];
                const auto& list = hall.*ObjectType<T>::list;
                if (std::any_of(list.begin(), list.end(),
                                [&](const T& o) { return changeOf(o) != changed.end(); }))
                    follow(ownHall(hall.id));
            }
        }
    }
}

SitePtr SiteEdit::done()
{
    if (!touched_)
        return before_;
    if (typesFollow_ && draft_.catalogue != before_->catalogue) {
        forEachObjectType([&]<class T>() {
            if constexpr (Catalogued<T>::is)
                followTypes<T>();
        });
    }
    dropEmptyContents();
    if (typesFollow_)
        followContents();
    if (draft_.records != before_->records)
        std::erase_if(ownRecords().byObject, [](const auto& entry) { return entry.second == Record{}; });
    check();
    return std::make_shared<Site>(std::move(draft_));
}

void SiteEdit::check() const
{
    if (draft_.records != before_->records)
        check::checkRecords(draft_);
    if (all_) {
        checkSite(draft_);
        return;
    }
    if (info_)
        checkInfo(draft_.info);
    for (const HallId id : wholeHalls_)
        check::checkHall(draft_, draft_.buildingOf(id), draft_.hall(id));
    for (const RackId id : racks_) {
        const Hall& hall = draft_.hallOf(id);
        if (!wholeHalls_.contains(hall.id))
            checkRack(draft_, hall, *hall.findRack(id));
        if (const RackContents* contents = draft_.contents->of(id))
            check::checkRackContents(draft_, *hall.findRack(id), *contents);
    }
    for (const RackId id : filled_) {
        if (const RackContents* contents = draft_.contents->of(id))
            check::checkRackContents(draft_, draft_.rack(id), *contents);
    }
}

IdMarks idMarksOf(const Site& site)
{
    IdMarks marks = site.idMarks;
    forEachObjectType([&]<class T>() {
        const auto consider = [&](const auto& parent) {
            const auto& list = parent.*ObjectType<T>::list; // in ascending order of id
            if (!list.empty())
                marks.of(kindOf<T>) = std::max(marks.of(kindOf<T>), elementOf(list.back()).id.value);
        };
        forEachParentOf<T>(site, consider);
    });
    return marks;
}

SitePtr withIdMarks(const SitePtr& site, const IdMarks& marks)
{
    IdMarks both = idMarksOf(*site);
    bool more = false;
    for (std::size_t kind = 0; kind < objectKindCount; ++kind) {
        more = more || marks.highest[kind] > both.highest[kind];
        both.highest[kind] = std::max(both.highest[kind], marks.highest[kind]);
    }
    if (!more)
        return site;
    auto next = std::make_shared<Site>(*site);
    next->idMarks = both;
    return next;
}

template Catalogue& SiteEdit::ownPart(std::shared_ptr<const Catalogue> Site::*part);
template PowerNetwork& SiteEdit::ownPart(std::shared_ptr<const PowerNetwork> Site::*part);
template CoolingNetwork& SiteEdit::ownPart(std::shared_ptr<const CoolingNetwork> Site::*part);
template PathwayNetwork& SiteEdit::ownPart(std::shared_ptr<const PathwayNetwork> Site::*part);
template Records& SiteEdit::ownPart(std::shared_ptr<const Records> Site::*part);
template Contents& SiteEdit::ownPart(std::shared_ptr<const Contents> Site::*part);

#define HALLWRIGHT_OWN(Thing, ...)                                                                           \
    template Thing& SiteEdit::own<Thing>(IdOf<Thing> id);                                                    \
    template void SiteEdit::take<Thing>(IdOf<Thing> id);
HALLWRIGHT_OBJECTS(HALLWRIGHT_OWN, HALLWRIGHT_OWN)
#undef HALLWRIGHT_OWN

#define HALLWRIGHT_CHANGE(Thing, ...) template Thing& SiteEdit::change(IdOf<Thing> id);
HALLWRIGHT_OBJECTS(HALLWRIGHT_CHANGE, HALLWRIGHT_CHANGE)
#undef HALLWRIGHT_CHANGE

#define HALLWRIGHT_NOTHING(...)
#define HALLWRIGHT_ADD(Thing, ...) template IdOf<Thing> SiteEdit::add(Thing object);
HALLWRIGHT_OBJECTS(HALLWRIGHT_NOTHING, HALLWRIGHT_ADD)
HALLWRIGHT_ADD(Building)
#undef HALLWRIGHT_ADD
#undef HALLWRIGHT_NOTHING

template DeviceId SiteEdit::give<Device>();
template RoomId SiteEdit::addTo(BuildingId, Room);
template HallId SiteEdit::addTo(BuildingId, Hall);
template RowId SiteEdit::addTo(HallId, Row);
template AisleId SiteEdit::addTo(HallId, Aisle);
template ColumnId SiteEdit::addTo(HallId, Column);
template WallId SiteEdit::addTo(HallId, Wall);
template TileFieldId SiteEdit::addTo(HallId, TileField);
template DoorId SiteEdit::addTo(HallId, Door);
template AirHandlerId SiteEdit::addTo(HallId, AirHandler);
template CduId SiteEdit::addTo(HallId, Cdu);
template RackId SiteEdit::addTo(HallId, Rack);

} // namespace hallwright
