// Which racks are switched off when the sources that are left cannot carry the campus, with every load already moved to the
// feed that can (core/physics/power_chain.h).
//
// Order: racks of compute before storage, management and network, in each the last of the site first, and only those
// that draw on a source with an excess. Cooling, lighting and offices are kept. At each step racks are shed for the share of
// the excess that is IT, since cooling and losses fall with them; steps follow until no source has an excess. A
// source that cannot carry even what is not racks trips: it goes out of service. The order is a judgement: work that
// can be started again goes first, what the others need to be reached and stored goes last.
#pragma once

#include "core/simulation/campus_power.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace hallwright {

class LoadShedding
{
public:
    explicit LoadShedding(const Site& site) : site_(site) {}

    // Sheds what one step takes. Returns false if no rack would help.
    bool shed(const CampusPower& power, const std::vector<HallResultPtr>& halls);

    bool any() const { return !off_.empty(); }
    bool isOff(std::size_t hall, std::size_t rack) const { return any() && off_[hall][rack] != 0; }
    void write(Snapshot& snapshot) const;

private:
    struct Place {
        std::size_t hall = 0;
        std::size_t rack = 0;
    };
    void start();
    const Rack& rackAt(const Place& place) const { return halls_[place.hall]->racks[place.rack]; }

    const Site& site_;
    std::vector<const Hall*> halls_;
    std::vector<Place> order_;                   // in which racks are shed
    std::vector<std::vector<std::uint8_t>> off_; // per hall and rack; empty where none is shed
    PowerNodeId source_;
};

} // namespace hallwright
