// Which air handlers, CDUs, pumps and plant run, and since when: what had no power starts again in its own time.
#pragma once

#include "core/simulation/campus_loops.h"
#include "core/simulation/snapshot.h"
#include "core/studies/failure/failure.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace hallwright {

struct EquipmentStart {
    bool can = false;      // in service, with power, and plant with its loop's pumps
    bool restarts = false; // it stood still for want of that
    double fromS = 0.0;    // gives nothing before
    double fullS = 0.0;    // gives all from then on

    bool runs(double timeS) const { return can && timeS >= fullS; }
};

// How many of each kind changed at once.
struct EquipmentChange {
    std::size_t airHandlers = 0;
    std::size_t cdus = 0;
    std::size_t pumps = 0; // loops
    std::size_t plant = 0;
    ObjectRef first;

    bool any() const { return airHandlers + cdus + pumps + plant > 0; }
    std::string text() const; // "4 air handlers, 2 CDUs and the pumps of 1 loop"
};

class EquipmentStarts
{
public:
    // What has power and is in service in the steady state runs, but for plant that stands by. References are kept.
    EquipmentStarts(const Snapshot& before, const CampusLoops& loops, const FailureOptions& options,
                    const std::function<bool(PowerNodeId)>& hasPower);

    // At this time what `hasPower` names has power. Returns what lost it.
    EquipmentChange follow(double timeS, const Outages& out,
                           const std::function<bool(PowerNodeId)>& hasPower);
    // When the next of what stands still has started.
    std::optional<double> nextS(double timeS) const;
    // What has started since the time of the call before.
    EquipmentChange startedBy(double timeS) const;
    bool allStarted(double timeS) const;

    std::vector<std::vector<EquipmentStart>> airHandlers; // per hall
    std::vector<std::vector<EquipmentStart>> cdus;
    std::vector<EquipmentStart> pumps; // per loop
    std::vector<EquipmentStart> plant; // as site->cooling->plant

private:
    template <class Visit>
    void forEach(Visit&& visit) const;
    bool follow(EquipmentStart& of, bool can, double timeS, double afterS, double rampS);
    double restartS(const PlantUnit& unit) const;

    const Snapshot& before_;
    const CampusLoops& loops_;
    FailureOptions options_;
};

} // namespace hallwright
