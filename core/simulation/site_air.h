// The 3D air of all halls of a site, by potential field or buoyant flow, brought into agreement with what the site's evaluation
// makes of them.
//
// Either needs the flows and heats of its hall, and the inlets that it finds change these by way of the server fans: the
// halls are solved, the site is evaluated with what they found, and halls whose flows moved further than
// core/simulation/moves_alike.h lets pass are solved again.
#pragma once

#include "core/physics/air_room.h"
#include "core/physics/known_airs.h"
#include "core/simulation/evaluate.h"

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <utility>
#include <vector>

namespace hallwright {

struct AirProgress {
    std::size_t done = 0;  // of the halls below
    std::size_t halls = 0; // that this round solves
    int round = 0;         // 0: the first; later ones follow the flows that those before led to
};

using AirProgressTold = std::function<void(const AirProgress&)>; // from several threads, one at a time

// Keeps the fields of one call for the next. Not for several threads at once.
class SiteAir
{
public:
    // `known`: flows found by earlier programs, and told of those found by this one; may be null.
    explicit SiteAir(std::shared_ptr<KnownAirs> known = nullptr) : store_(std::move(known)) {}

    // What to evaluate the site with: for every hall with racks its matrix by field or flow, or why it keeps its estimate. `estimated` is
    // what evaluating the site without any field has left, and the answer depends on it alone: a field of an earlier call is used again
    // where it is of the same hall under the same inputs. Halls that are equal but for names are solved once. None if `stop`
    // was requested before the answer was complete.
    std::optional<AirMatrices> solve(const PreparedCampusPtr& estimated, InletBasis by,
                                     const AirProgressTold& progress = {}, const std::stop_token& stop = {});

private:
    // The air of a hall under the inputs of this result of it.
    struct Solved {
        HallResultPtr with;
        std::shared_ptr<const Catalogue> catalogue;
        HallField field;
        std::shared_ptr<const AirRoom> room; // without names, until it is solved
        bool isOfThisHall = false;           // what its note names stands in no hall alike
    };
    class Rounds;
    void remember(HallId hall, const std::vector<Solved>& fields);

    std::map<HallId, std::vector<Solved>> known_;
    std::shared_ptr<KnownAirs> store_;
};

// The site evaluated with what inlets are to rest on, by field or flow the air of all its halls; nullptr if `stop` was
// requested before.
SnapshotPtr evaluateBy(InletBasis by, const SitePtr& site, const Conditions& conditions,
                       const AirProgressTold& progress = {}, const std::stop_token& stop = {});

} // namespace hallwright
