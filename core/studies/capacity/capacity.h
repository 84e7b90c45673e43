// How much more a campus takes: racks of a type really placed and evaluated, what stops the next, and what is left.
//
//     design = used + reserved + usable + stranded - over
//
// design what a place's feeds bring to racks with either side lost, by the ratings of all that they hang on [W of IT]; used
// what its racks in service draw; reserved what racks draw that stand there but are not in service yet; usable the racks that
// fit, at their type's power; stranded what of the design nothing can use, because something else is short there; over what
// is used and reserved beyond the design. All on the load asked for: as evaluated, or as the racks' nameplates have it.
//
// Redundancy is that of the rules: each feed carries its racks with the other side lost, each circuit with one lost, under
// what the scenario has out of service. Nothing is thrown for a site that an evaluation takes.
#pragma once

#include "core/studies/capacity/capacity_fill.h"
#include "core/studies/capacity/capacity_head_room.h"

#include <array>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace hallwright {

enum class CapacityLoad {
    Evaluated, // what racks draw
    Nameplate  // at least what their types, and their devices' nameplates, state
};

struct CapacityQuestion {
    RackTypeId type;
    ObjectRef within; // a row, hall or building; none, or the site's data: the campus
    CapacityLoad load = CapacityLoad::Evaluated;

    bool operator==(const CapacityQuestion&) const = default;
};

// Racks on the floor by where they are in their life (core/model/records.h), on the day of the conditions.
struct StatusCount {
    std::size_t racks = 0;
    double powerW = 0.0; // stated
};
inline constexpr std::size_t lifecycleStatusCount = 5;
using StatusCounts = std::array<StatusCount, lifecycleStatusCount>; // by LifecycleStatus

std::string_view
planningWordFor(LifecycleStatus status); // "planned", "ordered", "delivered", "live", "leaving"

// Of the campus, a building, a hall or a row.
struct PlaceCapacity {
    ObjectRef place;  // site data: the campus
    ObjectRef within; // none for the campus
    std::string name;
    std::size_t racks = 0; // on its floor
    std::size_t free = 0;  // positions
    std::size_t fits = 0;  // racks of the type, one for each position that takes one
    double usedW = 0.0;
    double reservedW = 0.0;
    double usableW = 0.0;
    double designW = 0.0;
    StatusCounts statuses{};
    Blocker binding;                 // what keeps most of the positions empty; space where none is left
    std::size_t blocked = 0;         // positions that it keeps empty
    std::vector<HeadRoom> headRooms; // by resource, of those the place has

    double strandedW() const { return std::max(designW - usedW - reservedW - usableW, 0.0); }
    double overW() const { return std::max(usedW + reservedW + usableW - designW, 0.0); }
};

struct Capacity {
    CapacityQuestion question;
    CheckedVersion asked;  // what the question is about: the site, at nameplates where they were asked for
    CheckedVersion filled; // the same with the racks that fit
    std::vector<PositionCapacity>
        positions; // within the place asked about, building by building, hall by hall, row by row
    std::vector<PlaceCapacity>
        places; // the place asked about and what lies in it: campus, building, hall, row

    std::size_t fits() const;
    const PlaceCapacity& of(ObjectRef place) const; // std::out_of_range for one that is not among them
    const PlaceCapacity& whole() const;             // the place asked about
    // The first position of a place, or of all, that takes no rack though it is free; none where all do.
    const PositionCapacity* next(ObjectRef place = {}) const;
};

using CapacityPtr = std::shared_ptr<const Capacity>;

// `previous`, if any, is used again where the site is of the same parts. Null if `stop` was requested before all positions had
// been tried. Throws std::logic_error for a type or place that the site does not have.
CapacityPtr capacityOf(const SitePtr& site, const Conditions& conditions, const CapacityQuestion& question,
                       const Capacity* previous = nullptr, const std::stop_token& stop = {});

// The version of `site` with the racks that fit, to be taken over as a branch: as `filled`, on the racks' own loads.
SitePtr withPlacedRacks(const SitePtr& site, const Capacity& capacity);

// The rack type that most racks of a place are of, those of compute before all others: what is asked about where nothing
// is said. None in a catalogue without rack types.
RackTypeId usualRackType(const Site& site, ObjectRef within = {});

} // namespace hallwright
