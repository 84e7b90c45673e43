#include "core/studies/failure/breaker_settings.h"

#include "core/physics/rack_circuits.h"

namespace hallwright {

namespace {

// With two feeds half of them at each, the odd one at A.
RackCircuits shareOut(const RackType& type, const Rack& rack, double continuousShare)
{
    RackCircuits circuits;
    circuits.feedA = rack.feedA;
    circuits.feedB = rack.feedB;
    const double oneW = circuitPowerW(type) / continuousShare;
    const bool both = rack.feedA.valid() && rack.feedB.valid();
    if (!both) {
        (rack.feedA.valid() ? circuits.atAW : circuits.atBW) = type.circuits * oneW;
        return circuits;
    }
    circuits.shared = type.circuits == 1;
    circuits.atAW = (type.circuits + 1) / 2 * oneW;
    circuits.atBW = circuits.shared ? oneW : type.circuits / 2 * oneW;
    return circuits;
}

} // namespace

double RackCircuits::load(double powerW, bool hasA, bool hasB) const
{
    if (hasA && hasB && !shared)
        return powerW / (atAW + atBW);
    if (hasA || hasB)
        return powerW / (hasA ? atAW : atBW);
    return 0.0;
}

std::vector<RackCircuits> circuitsOf(const Snapshot& before, double most, double continuousShare)
{
    std::vector<RackCircuits> all;
    for (std::size_t h = 0; h < before.halls.size(); ++h) {
        const Hall& hall = *before.halls[h]->hall;
        for (std::size_t i = 0; i < hall.racks.size(); ++i) {
            const RackResult& result = before.halls[h]->racks[i];
            const RackType* type = before.site->catalogue->find(hall.racks[i].type);
            const bool fed = hall.racks[i].feedA.valid() || hall.racks[i].feedB.valid();
            if (!type || !fed || result.service != RackService::Running)
                continue;
            const CircuitLoad load = circuitLoad(*type, result.powerW);
            if (!load.stated || load.load * continuousShare > most)
                continue;
            RackCircuits circuits = shareOut(*type, hall.racks[i], continuousShare);
            circuits.hall = h;
            circuits.rack = i;
            all.push_back(circuits);
        }
    }
    return all;
}

std::vector<double> breakersOf(const Site& site, const Snapshot& before, double most)
{
    const std::vector<PowerNode>& nodes = site.power->nodes;
    std::vector<double> settingsW(nodes.size(), 0.0);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (!isSource(nodes[i].kind) && before.powerNodes[i].outputW <= most * nodes[i].ratedW)
            settingsW[i] = nodes[i].ratedW;
    }
    return settingsW;
}

} // namespace hallwright
