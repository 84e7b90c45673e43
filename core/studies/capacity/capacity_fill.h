// Puts as many racks of a type into free positions as the rules allow, by really placing them and evaluating.
//
// Racks go where their rows have positions, fed and cooled as a hand would connect them (core/design). Whole buildings are
// tried first, then halls, then rows, then single positions, and each trial is a version of the site that is evaluated and
// held against every rule. What breaks a rule anew, or one that is broken already further, is not added. Nothing is
// searched beyond that: racks are alike, and one that does not fit at the end of a row fits no better before it.
#pragma once

#include "core/model/site_edit.h"
#include "core/rules/findings.h"
#include "core/simulation/evaluate.h"
#include "core/studies/capacity/capacity_resource.h"
#include "core/studies/capacity/free_positions.h"

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <stop_token>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace hallwright {

// What keeps the next rack out.
struct Blocker {
    CapacityResource resource = CapacityResource::Space;
    ObjectRef object;            // what is short; the row or hall without positions
    std::string_view rule;       // that the next rack would break; empty where there is no position for it
    std::optional<double> value; // with the next rack
    std::optional<double> limit; // it is held against
    std::string_view unit;       // of both, as a Finding has it
    std::string sentence;
    std::string remedy; // one sentence; empty where the rules know none

    // The same thing short, with whatever figures.
    bool isSame(const Blocker& other) const { return resource == other.resource && object == other.object; }
};

// A version of the site with what was found of it.
struct CheckedVersion {
    SitePtr site;
    SnapshotPtr snapshot;
    PreparedCampusPtr kept;
    FindingsPtr findings;
};

// Evaluated with all racks on its floor in service, whatever their status: what is planned has its place reserved.
// `before`, if any, is used again where it is of the same parts.
CheckedVersion checkedVersion(SitePtr site, const Conditions& conditions,
                              const CheckedVersion* before = nullptr);

// A position of the answer: free in the version asked about.
struct PositionCapacity {
    BuildingId building;
    HallId hall;
    RowId row;
    FreePosition position;
    RackId rack;                    // that was placed there; none: it does not fit
    std::optional<Blocker> blocker; // of one that does not

    // A row, hall or building; the campus, or none, has all.
    bool isIn(ObjectRef place) const
    {
        return !place.valid() || place == siteData() || place == refTo(row) || place == refTo(hall) ||
               place == refTo(building);
    }
};

// A rack of this type with the next names, feeds and CDU for where it stands: by core/design, but for a CDU that serves
// another row, which no pipe joins to it.
RackId placeRack(SiteEdit& edit, HallId hall, RackTypeId type, const FreePosition& position);

class CapacityFill
{
public:
    // Stopped, it leaves the positions that are open then without an answer.
    CapacityFill(CheckedVersion base, RackTypeId type, std::vector<PositionCapacity> positions,
                 std::stop_token stop = {});

    // Takes over a version in which the positions that name a rack are filled already. False, and nothing is changed, where
    // that breaks a rule.
    bool goOnFrom(const CheckedVersion& version);
    // Fills those that have neither a rack nor a blocker.
    void run();

    const CheckedVersion& placed() const { return accepted_; } // with all that fit
    const std::vector<PositionCapacity>& positions() const { return positions_; }

private:
    using Positions = std::vector<std::size_t>; // of positions_, in ascending order
    using FindingKey = std::tuple<std::string_view, ObjectRef, ObjectRef>;
    struct Trial {
        CheckedVersion version;
        std::vector<RackId> racks; // one per position tried
        std::vector<Finding> broken;
    };

    Trial attempt(const Positions& tried) const;
    std::vector<Finding> brokenAnew(const Findings& findings) const;
    void fill(Positions some);
    void fillRow(const Positions& row, Trial failed);
    void fillParts(const Positions& some);
    bool refuseMisplaced(const Trial& trial, Positions& tried);
    void dropBlocked(Positions& some);
    void accept(Trial trial, const Positions& tried);
    void block(const Positions& some, const Trial& failed);
    ObjectRef placeOf(std::size_t position, int level) const;

    CheckedVersion accepted_;
    RackTypeId type_;
    std::vector<PositionCapacity> positions_;
    std::map<FindingKey, double> base_;         // how bad what was found before is
    std::map<ObjectRef, Blocker> blockedBelow_; // buildings and halls that take no more
    std::stop_token stop_;
};

} // namespace hallwright
