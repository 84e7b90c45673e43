// A coolant loop as the network its pipes make: joined where their centre lines touch, with the equipment on the pipe
// that is nearest.
#pragma once

#include "core/simulation/snapshot.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace hallwright {

// Equipment that stands on a loop, where it connects. Order is that of the demands given to `solve`.
struct LoopConnection {
    TerminalKind kind = TerminalKind::AirHandler;
    std::int64_t id = 0;
    std::string name;
    Point3 positionM; // campus frame

    bool operator==(const LoopConnection&) const = default;
};

// What one connection asks for: of coils, CDUs and rear doors. Plant units share the loop's flow.
struct TerminalDemand {
    double flowM3s = 0.0;
    double heatW = 0.0;
    double fullFlowM3s = 0.0; // where it drops fullDropPa
    double fullDropPa = 0.0;

    bool operator==(const TerminalDemand&) const = default;
};

class LoopNetwork
{
public:
    // `pipes`: positions in site.cooling->pipes of the loop's own runs (without those of a CDU's rack side).
    LoopNetwork(const Site& site, std::size_t loop, std::vector<LoopConnection> connections,
                std::vector<LoopConnection> plant);
    ~LoopNetwork();

    // Whether it is still the network of this loop with this equipment.
    bool serves(const Site& site, std::span<const LoopConnection> connections,
                std::span<const LoopConnection> plant) const;

    // Flows, pressure drops and temperatures with these demands and the coolant supplied at `supplyC`. Pipes that do
    // not join the equipment, or no pipes at all, give one stream with the loop's stated pump head (fromPipes false)
    // and a warning. `plantFlowing`: which plant units take part, as `plant`.
    std::shared_ptr<const LoopHydraulics> solve(std::span<const TerminalDemand> demands, double supplyC,
                                                std::span<const char> plantFlowing,
                                                const LoopHydraulics* previous) const;

private:
    struct Private;
    std::unique_ptr<Private> d_;
};

} // namespace hallwright
