// What a what-if comes to: the site with equipment out of service against the same with all of it running.
#pragma once

#include "core/simulation/snapshot.h"

#include <QString>
#include <QStringList>

#include <cstddef>

namespace hallwright::app {

struct Consequences {
    double itLostW = 0.0; // of the racks without power or coolant
    std::size_t racksWithoutPower = 0;
    std::size_t racksWithoutCoolant = 0; // though they have power
    double facilityChangeW = 0.0;
    double maxInletChangeK = 0.0;
    std::size_t moreRacksOverLimit = 0;
    double unrejectedW = 0.0; // heat that no plant takes, beyond what it was before
};

Consequences consequencesOf(const Snapshot& now, const Snapshot& before);

// As a reader is told them, the gravest first; "no rack is affected" where that is so.
QStringList sentencesOf(const Consequences& consequences, const Snapshot& now);

} // namespace hallwright::app
