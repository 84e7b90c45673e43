// The lumps of a site between two events: from the steady state before the failure, the evaluation of what is left, and what
// runs of it.
#pragma once

#include "core/simulation/campus_loops.h"
#include "core/simulation/snapshot.h"
#include "core/studies/failure/equipment_starts.h"
#include "core/studies/failure/site_lumps.h"
#include "core/studies/failure/stored_site.h"

#include <vector>

namespace hallwright {

struct LumpCdu {
    std::size_t hall = 0;
    std::size_t cdu = 0;
    std::vector<std::size_t> racks; // of the hall
};

// One stretch of time.
struct Stretch {
    const Snapshot& now; // of what is left; its racks may be fewer than those that still run
    const RacksDown& down;
    const EquipmentStarts& starts;
    double timeS = 0.0;
};

class LumpBuilder
{
public:
    LumpBuilder(const Snapshot& before, const CampusLoops& loops, const FailureOptions& options);

    const std::vector<LumpCdu>& cdus() const { return cdus_; }
    // The steady state before; stores full.
    std::vector<double> start(const SiteLumps& lumps, const std::vector<EnergyStore>& stores) const;
    // Without the draw on stores.
    SiteLumps lumpsOf(const Stretch& stretch, std::size_t stores) const;

    // Whether the evaluation of what is left is that of what runs in the hall, so that its state is the hall's long-time limit.
    bool isSettled(std::size_t hall, const Stretch& stretch) const;
    // The evaluation that holds for its racks: what is left, or what was before.
    const HallResult& resultOf(std::size_t hall, const Stretch& stretch) const;
    // How much warmer than the air before the racks each of the hall's inlets is.
    std::vector<double> inletOffsetsK(std::size_t hall, const Stretch& stretch) const;

private:
    void findCdus();
    HallLump hallLump(std::size_t h, const Stretch& stretch) const;
    void addCoils(HallLump& lump, std::size_t h, double airM3s, const Stretch& stretch) const;
    void addDoors(HallLump& lump, std::size_t h, double share) const;
    CduLump cduLump(const LumpCdu& of, const Stretch& stretch) const;
    LoopLump loopLump(std::size_t k, const Stretch& stretch) const;
    void addPlant(LoopLump& lump, std::size_t k, const Stretch& stretch) const;
    double outdoorShare(const HallResult& hall) const;
    double suppliedM3s(std::size_t h, const Stretch& stretch) const;

    const Snapshot& before_;
    const CampusLoops& loops_;
    FailureOptions options_;
    std::vector<LumpCdu> cdus_;
};

} // namespace hallwright
