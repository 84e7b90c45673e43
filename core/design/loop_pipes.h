// The pipes of one loop: from its plant to its halls, supply and return side by side, sized for their flow; and the
// rack side of its CDUs.
#pragma once

#include "core/design/plant.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hallwright::design {

struct PipeRule {
    double velocityMs = 0.0; // pipes are sized for
    double entryX = 0.0;     // where the pipes enter the building, in its frame
    double mainY = 0.0;      // of the main along the building
    double mainZ = 0.0;
    std::map<HallId, double> riserX{}; // where a hall's pipes leave the main, if not straight behind its wall
};

struct PipesReport {
    std::vector<PipeRunId> laid;      // added, or changed
    std::vector<std::string> reasons; // one sentence for each of the loop's own pipes of the supply
};

// Runs of one role touch where they join: headers and entries, entries and main, main and risers, risers and headers.
// The rack side of each CDU is a circuit of its own, along the row it serves. Each pipe is the least standard one in
// which its flow keeps to the velocity, and names its type. Throws RuleError where the largest is too small by half.
//
// Pipes of the loop that were laid so before, which have the same names, are led as they are now and get a larger bore
// where they need one; never a smaller one. Others that the loop has stay as they are.
PipesReport pipeLoop(SiteEdit& edit, CoolantLoopId loop, const PipeRule& rule, const PlantReport& plant);

// Where the pipes that pipeLoop laid for this loop run; nothing if it has none of those.
std::optional<PipeRule> pipeRuleOf(const Site& site, CoolantLoopId loop, double velocityMs);

} // namespace hallwright::design
