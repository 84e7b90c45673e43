// One transaction from a site version to the next: any number of things of any kind added, changed and removed.
//
//     SiteEdit edit(site);
//     edit.change(rack).pose.x += 0.6;
//     edit.remove(refTo(cdu), OnReference::Clear);
//     const SitePtr next = edit.done();
//
// Each part that is touched is copied once, however often, and all others are shared with the version before: a
// thousand racks moved are one copy of each hall they stand in. `done` checks what was touched and throws InputError
// with a full sentence if an invariant of core/model/check_site.h would be broken; then no version comes to be.
// Whether the result is a good layout is asked of core/layout and the rules.
#pragma once

#include "core/model/object_kinds.h"
#include "core/model/site.h"

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <tuple>
#include <vector>

namespace hallwright {

// What happens to objects that refer to one that is removed.
enum class OnReference {
    Refuse, // nothing is removed
    Clear   // their reference becomes none, where it may; where it may not, nothing is removed
};

// Ids and references must be of things in the version as changed so far (std::logic_error otherwise).
class SiteEdit
{
public:
    explicit SiteEdit(SitePtr site);
    SiteEdit(const SiteEdit&) = delete;
    SiteEdit& operator=(const SiteEdit&) = delete;

    const Site& site() const { return draft_; } // as changed so far

    // A working copy to change in place: edit.change(hall).supplyC = 22. Its id, and which objects are in its lists, are
    // not to be changed through it. Valid until something is added, removed or moved.
    template <class IdType>
    ObjectOf<IdType>& change(IdType id);
    SiteInfo& changeInfo();
    Record& changeRecord(ObjectRef object); // an empty one if it had none

    // Adds to the campus a building, an element of a network or a catalogue entry. Its id is given, never one that was
    // given before; what id it had is ignored.
    template <class T>
    IdOf<T> add(T object);
    // Adds what stands in a building (a room, a hall with all that is in it) or in a hall.
    template <class T>
    IdOf<T> addTo(BuildingId building, T object);
    template <class T>
    IdOf<T> addTo(HallId hall, T object);
    DeviceId addTo(RackId rack, Device device);

    // A copy of something that stands in a hall, in that hall or another, with all its values but the id. A rack takes
    // copies of its devices along, but not its CDU to another hall.
    ObjectRef copyTo(HallId hall, ObjectRef object);
    // Something that stands in a hall goes to another hall, with its id and record; a rack with its devices.
    void moveTo(HallId hall, ObjectRef object);
    // A device goes to another rack, with its id and record, at the position it had.
    void moveTo(RackId rack, DeviceId device);

    // Removes objects with all they hold, and their records. Throws InputError saying what still refers to them, after
    // which the edit is as before the call.
    void remove(ObjectRef object, OnReference onReference = OnReference::Refuse);
    void remove(const std::vector<ObjectRef>& objects, OnReference onReference = OnReference::Refuse);

    // The next version, or the same if nothing was touched. What follows a changed catalogue entry has its new values,
    // and a rack that follows its devices what they come to (core/model/contents_figures.h).
    // The edit is then used up. Throws InputError.
    SitePtr done();

private:
    friend class ChangeApplier; // core/model/change_applier.cpp: puts objects back under the ids they had

    template <class T>
    T& own(IdOf<T> id);
    Building& ownBuilding(BuildingId id);
    Hall& ownHall(HallId id);
    RackContents& ownContents(RackId rack); // empty if it had none
    RackId rackOf(DeviceId device) const;
    template <class Part>
    Part& ownPart(std::shared_ptr<const Part> Site::*part);
    Records& ownRecords() { return ownPart(&Site::records); }
    template <class T>
    ParentOf<T>& ownParent(IdOf<T> id);

    template <class T>
    IdOf<T> give();
    void giveIds(Hall& hall);
    template <class T, class Parent>
    IdOf<T> insertNew(Parent& parent, T object);
    template <class T>
    void take(IdOf<T> id);
    void touch(ObjectRef object);

    void copyContents(RackId from, RackId to);
    void dropContents(const std::set<ObjectRef>& removed);
    void dropEmptyContents();
    void clearReferences(const std::set<ObjectRef>& removed, OnReference onReference);
    template <class T>
    void followTypes();
    void followContents();
    void check() const;

    SitePtr before_;
    Site draft_;
    // The copies made so far, which draft_ holds too.
    std::map<BuildingId, std::shared_ptr<Building>> buildings_;
    std::map<HallId, std::shared_ptr<Hall>> halls_;
    std::map<RackId, std::shared_ptr<RackContents>> contents_;
    std::tuple<std::shared_ptr<Catalogue>, std::shared_ptr<PowerNetwork>, std::shared_ptr<CoolingNetwork>,
               std::shared_ptr<PathwayNetwork>, std::shared_ptr<Records>, std::shared_ptr<Contents>>
        parts_;
    std::optional<IdMarks> given_; // the highest ids in use or given; found when first needed

    // What `done` has to check.
    bool touched_ = false;
    bool typesFollow_ = true; // objects take on the new values of their changed types
    bool all_ = false;
    bool info_ = false;
    std::set<HallId> wholeHalls_;
    std::vector<RackId> racks_;
    std::set<RackId> filled_; // racks whose devices were touched
};

// The highest id of each kind that is in use in this version or was given before.
IdMarks idMarksOf(const Site& site);

// The same version, with ids up to `marks` counted as given: for a version that is put back after later ones gave
// some. The same pointer if it has them already.
SitePtr withIdMarks(const SitePtr& site, const IdMarks& marks);

} // namespace hallwright
