// The ends of the colour scales of a site: one scale for each quantity, whichever picture shows it, made from what is
// committed. While a rack is dragged it may only widen; it is what it was once the rack is back.
#pragma once

#include "core/simulation/snapshot.h"

#include <optional>
#include <unordered_map>

namespace hallwright::style {

struct ScaleEnds {
    double coldestInletC = 0.0;
    double warmestInletC = 0.0;
    std::optional<double> densestKwM2; // where it was asked for

    bool operator==(const ScaleEnds&) const = default;
};

// Of the inlets; nothing where no air enters a rack.
std::optional<ScaleEnds> inletEndsOf(const Snapshot& snapshot);

enum class VersionShown { Committed, UnderTheHand };

class SiteScales
{
public:
    // `density`: asks for the power density too, which takes a look at every hall that is new. True if the ends moved.
    bool take(const Snapshot& shown, VersionShown version, bool density);
    void clear();

    const std::optional<ScaleEnds>& ends() const { return ends_; } // nothing before a first snapshot

private:
    struct OfHall {
        HallResultPtr seen;
        std::optional<ScaleEnds> ends; // none where no air enters a rack
        std::optional<double> densestKwM2;
    };
    OfHall& ofHall(const HallResultPtr& hall);

    std::optional<ScaleEnds> ends_;
    std::unordered_map<HallId, OfHall> ofHalls_; // as each was last seen: a drag changes one of many
};

} // namespace hallwright::style
