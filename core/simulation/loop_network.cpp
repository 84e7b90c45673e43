#include "core/simulation/loop_network.h"

#include "core/physics/coolant_properties.h"
#include "core/physics/hydraulic_network.h"
#include "core/physics/pipe_friction.h"
#include "core/physics/pump_curve.h"
#include "core/simulation/affected.h"
#include "core/simulation/pipe_graph.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <mutex>
#include <numbers>
#include <numeric>
#include <optional>
#include <utility>

namespace hallwright {

namespace {

constexpr std::uint32_t none = PipeGraph::none;
constexpr double ringAccuracy = 1e-9; // Σ|ΔQ|/Σ|Q|
constexpr double infinity = std::numeric_limits<double>::infinity();

double notNegative(double value)
{
    return std::isfinite(value) && value > 0.0 ? value : 0.0;
}

double flowOrNone(double flowM3s)
{
    constexpr double leastM3s =
        1e-9; // a litre in twelve days: its square is still far from the smallest number
    return notNegative(flowM3s) >= leastM3s ? flowM3s : 0.0;
}

// What a stretch loses: Δp = (f L/D + Σ K) ρ v²/2.
struct StretchLaw {
    PipeFriction friction;
    double minorK = 0.0;
    double pascalPerM = 0.0; // ρ g
    double areaM2 = 0.0;

    StretchLaw(const HydraulicLink& pipe, const CoolantProperties& coolant)
        : friction(pipeFriction(pipe.lengthM, pipe.boreM, pipe.roughness,
                                coolant.viscosityPaS / coolant.densityKgM3)),
          minorK(minorLossK(pipe.minorLoss, pipe.boreM)), pascalPerM(coolant.densityKgM3 * standardGravity),
          areaM2(std::numbers::pi / 4.0 * pipe.boreM * pipe.boreM)
    {
    }

    double dropPa(double flowM3s) const
    {
        return pascalPerM * (headLoss(friction, flowM3s).headM + minorK * flowM3s * std::abs(flowM3s));
    }
};

HydraulicLink linkOf(const PipeRun& run, const PipeStretch& stretch)
{
    HydraulicLink link;
    link.from = stretch.from;
    link.to = stretch.to;
    link.lengthM = stretch.lengthM;
    link.boreM = run.diameterM / pipeOuterOverInner;
    link.roughness = notNegative(run.roughnessM);
    link.minorLoss = bendLoss * stretch.bends + 0.5 * teeLoss * stretch.teeEnds;
    return link;
}

struct Unit {
    std::uint32_t supply = none, back = none; // nodes
    double weight = 1.0;                      // its capacity
    double resistance = 0.0;                  // Δp = r q² [Pa/(m³/s)²]
};

struct PumpDuty {
    int running = 0;
    double speed = 0.0;
    double powerW = 0.0;
    bool offCurve = false;
};

// Equal pumps in parallel, of which `duty` carry the design flow together.
struct PumpGroup {
    int duty = 1;
    int all = 1;
    double designM3s = 0.0;
    double headPa = 0.0; // at design flow; 0: not stated, they raise whatever is needed
    double efficiency = 0.0;
    double pascalPerM = 0.0; // ρ g

    Pump pump() const { return pumpFor({designM3s / duty, headPa / pascalPerM}, efficiency, 1.0); }

    static constexpr double rounding = 1e-9; // of the speed
    PumpOperation operation(int running, double flowM3s, double raisedPa) const
    {
        return operate(pump(), running, {flowM3s, raisedPa / pascalPerM}, pascalPerM / standardGravity,
                       1.0 + rounding);
    }

    // The least number that can, or none.
    std::optional<PumpDuty> dutyAt(double flowM3s, double raisedPa) const
    {
        if (flowM3s <= 0.0)
            return PumpDuty{};
        if (headPa <= 0.0)
            return PumpDuty{duty, 1.0, flowM3s * raisedPa / efficiency, false};
        for (const double limit : {widestFlowShare, infinity}) {
            for (int n = 1; n <= all; ++n) {
                const PumpOperation now = operation(n, flowM3s, raisedPa);
                const double share = flowM3s * duty / (designM3s * n * now.speed);
                if (!now.offCurve && share <= limit)
                    return PumpDuty{n, std::min(now.speed, 1.0), now.electricW, share > widestFlowShare};
            }
        }
        return std::nullopt;
    }
};

PumpGroup pumpsOf(const CoolantLoop& loop, const CoolantProperties& coolant)
{
    constexpr double usualDifferenceK = 6.0; // where the data give none
    constexpr double usualEfficiency = 0.65;
    const double differenceK = loop.designDeltaTK > 0.0 ? loop.designDeltaTK : usualDifferenceK;
    PumpGroup pumps;
    pumps.duty = std::max(loop.pumps, 1);
    pumps.all = pumps.duty + std::max(loop.sparePumps, 0);
    pumps.designM3s = notNegative(loop.designHeatW) / (coolant.heatPerVolume() * differenceK);
    pumps.headPa = notNegative(loop.pumpHeadPa);
    pumps.efficiency = loop.pumpEfficiency > 0.0 ? loop.pumpEfficiency : usualEfficiency;
    pumps.pascalPerM = coolant.densityKgM3 * standardGravity;
    return pumps;
}

// The parts of the network that have rings, for the flows that the mass balance leaves open.
struct Rings {
    std::vector<std::uint32_t> nodes, stretches; // of the network, in the order of the hydraulic ones
    std::optional<HydraulicNetwork> network;
    std::mutex busy; // solving works in the network
};

// The loop's drawing, made ready for solving.
struct Network {
    std::shared_ptr<const CoolingNetwork> cooling;
    const CoolantLoop* loop = nullptr;
    std::vector<LoopConnection> connections, plant;

    std::vector<PipeStretch> stretches; // supply, then return; the return's nodes come after the supply's
    std::vector<HydraulicLink> links;   // the stretches for the solver
    std::vector<StretchLaw> laws;
    std::vector<PipeFlowResult> still; // the stretches without flow
    std::size_t nodes = 0;
    std::size_t supplyNodes = 0;
    std::size_t supplyStretches = 0;
    std::size_t supplyParts = 0;
    PipeForest forest;
    std::vector<std::uint32_t> chords; // stretches that the forest leaves out: one closes each ring
    mutable Rings rings;
    std::vector<std::uint32_t> supplyOf, returnOf; // nodes of the connections
    std::vector<Unit> units;
    PumpGroup pumps;
    CoolantProperties coolant; // at the set point
    std::vector<std::string> drawingWarnings;

    void warn(std::string sentence) { drawingWarnings.push_back(loop->name + ": " + std::move(sentence)); }
    void addRole(PipeRole role);
    void warnOfDeadLegs(const PipeGraph& graph, PipeRole role);
    void addUnits();
    void joinForest();
    void prepareRings();
    double viscosityM2s() const { return coolant.viscosityPaS / coolant.densityKgM3; }
};

std::vector<std::size_t> runsOf(const CoolingNetwork& cooling, const CoolantLoop& loop, PipeRole role)
{
    std::vector<std::size_t> runs;
    for (std::size_t i = 0; i < cooling.pipes.size(); ++i) {
        const PipeRun& pipe = cooling.pipes[i];
        if (pipe.loop == loop.id && pipe.role == role && !pipe.cdu.valid())
            runs.push_back(i);
    }
    return runs;
}

void Network::addRole(PipeRole role)
{
    std::vector<Point3> points;
    for (const LoopConnection& c : connections)
        points.push_back(c.positionM);
    for (const LoopConnection& c : plant)
        points.push_back(c.positionM);
    PipeGraph graph = joinPipes(cooling->pipes, runsOf(*cooling, *loop, role), points);
    if (!graph.leftOut.empty())
        warn(fmt::format("{} of its pipe runs, the first being {}, {} no length or no bore and {} left out.",
                         graph.leftOut.size(), cooling->pipes[graph.leftOut.front()].name,
                         graph.leftOut.size() == 1 ? "has" : "have",
                         graph.leftOut.size() == 1 ? "is" : "are"));
    warnOfDeadLegs(graph, role);
    const auto first = static_cast<std::uint32_t>(nodes);
    for (PipeStretch& stretch : graph.stretches) {
        const PipeRun& run = cooling->pipes[stretch.pipe];
        PipeFlowResult result;
        result.pipe = stretch.pipe;
        result.fromM = stretch.fromM;
        result.toM = stretch.toM;
        result.lengthM = stretch.lengthM;
        still.push_back(result);
        stretch.from += first;
        stretch.to += first;
        stretches.push_back(stretch);
        links.push_back(linkOf(run, stretch));
        laws.emplace_back(links.back(), coolant);
    }
    for (std::uint32_t& node : graph.attachedTo)
        node = node == none ? none : node + first;
    const auto equipment = graph.attachedTo.begin() + static_cast<std::ptrdiff_t>(connections.size());
    (role == PipeRole::Supply ? supplyOf : returnOf).assign(graph.attachedTo.begin(), equipment);
    for (std::size_t u = 0; u < units.size(); ++u) {
        const std::uint32_t node = equipment[static_cast<std::ptrdiff_t>(u)];
        (role == PipeRole::Supply ? units[u].supply : units[u].back) = node;
    }
    nodes += graph.nodes;
}

void Network::warnOfDeadLegs(const PipeGraph& graph, PipeRole role)
{
    const std::vector<char> dead = deadStretches(graph, spanningForest(graph.nodes, graph.stretches));
    Affected runs;
    double longestM = 0.0;
    for (std::size_t s = 0; s < dead.size();) { // stretches of one run are neighbours
        const std::size_t pipe = graph.stretches[s].pipe;
        double deadM = 0.0;
        for (; s < dead.size() && graph.stretches[s].pipe == pipe; ++s)
            deadM += dead[s] ? graph.stretches[s].lengthM : 0.0;
        if (deadM <= deadLegM)
            continue;
        runs.add(cooling->pipes[pipe].name);
        longestM = std::max(longestM, deadM);
    }
    if (runs.count > 0)
        warn(fmt::format("{} {} a dead end that serves nothing, {:.1f} m at most, in the {} pipes.",
                         runs.of("pipe runs"), runs.have(), longestM,
                         role == PipeRole::Supply ? "supply" : "return"));
}

void Network::addUnits()
{
    double sum = 0.0;
    for (std::size_t u = 0; u < units.size(); ++u) {
        const auto it = std::find_if(cooling->plant.begin(), cooling->plant.end(),
                                     [&](const PlantUnit& p) { return p.id.value == plant[u].id; });
        const bool known = it != cooling->plant.end();
        units[u].weight = std::max(known ? notNegative(it->capacityW) : 0.0, 1.0);
        units[u].resistance = known ? notNegative(it->liquidDropPa) : 0.0; // at its share of design flow
        sum += units[u].weight;
    }
    for (Unit& unit : units) { // r = Δpd/qd²
        const double shareM3s = pumps.designM3s * unit.weight / sum;
        unit.resistance = shareM3s > 0.0 ? unit.resistance / (shareM3s * shareM3s) : 0.0;
    }
}

void Network::joinForest()
{
    forest = spanningForest(nodes, stretches);
    for (std::uint32_t node = 0; node < supplyNodes; ++node)
        supplyParts = std::max<std::size_t>(supplyParts, forest.part[node] + 1);
    std::vector<char> inTree(stretches.size(), 0);
    for (const std::uint32_t s : forest.parentStretch) {
        if (s != none)
            inTree[s] = 1;
    }
    for (std::uint32_t s = 0; s < inTree.size(); ++s) {
        if (!inTree[s] && !stretches[s].closesOnItself())
            chords.push_back(s);
    }
    if (!chords.empty())
        prepareRings();
}

void Network::prepareRings()
{
    std::vector<HydraulicNode> ringNodes;
    std::vector<HydraulicLink> ringLinks;
    std::vector<std::uint32_t> index(nodes, none);
    for (const std::uint32_t node : forest.order) {
        if (!forest.ringed[forest.part[node]])
            continue;
        index[node] = static_cast<std::uint32_t>(ringNodes.size());
        HydraulicNode& added = ringNodes.emplace_back();
        added.fixedHead = forest.parent[node] == none;
        rings.nodes.push_back(node);
    }
    for (std::uint32_t s = 0; s < stretches.size(); ++s) {
        if (index[stretches[s].from] == none || stretches[s].closesOnItself())
            continue;
        HydraulicLink& added = ringLinks.emplace_back(links[s]);
        added.from = index[stretches[s].from];
        added.to = index[stretches[s].to];
        rings.stretches.push_back(s);
    }
    rings.network.emplace(std::move(ringNodes), std::move(ringLinks), viscosityM2s());
}

} // namespace

struct LoopNetwork::Private {
    Network network;
};

namespace {

// One solution of a network.
class LoopSolution
{
public:
    LoopSolution(const Network& net, std::span<const TerminalDemand> demands, double supplyC,
                 std::span<const char> plantFlowing, const LoopHydraulics* previous)
        : net_(net), previous_(previous), supplyC_(std::isfinite(supplyC) ? supplyC : net.loop->supplyC),
          heatPerVolume_(coolantAt(net.loop->coolant, supplyC_).heatPerVolume()), pumps_(net.pumps),
          result_(std::make_shared<LoopHydraulics>())
    {
        readDemands(demands);
        readPlant(plantFlowing);
    }

    std::shared_ptr<const LoopHydraulics> run()
    {
        result_->warnings = net_.drawingWarnings;
        result_->pipes = net_.still;
        if (findCircuits()) {
            result_->fromPipes = true;
            shareAmongPlant();
            carryDemands();
            loseHead();
            raiseHead();
        } else {
            flowAsOneStream();
        }
        writePipes();
        writeTerminals();
        report();
        return std::move(result_);
    }

private:
    // A supply and a return side between which flowing plant units and terminals lie.
    struct Circuit {
        double flowM3s = 0.0;
        double weight = 0.0;             // of its plant units
        double differencePa = -infinity; // needed of supply over return, between the roots of their trees
        double liftPa = -infinity;       // what its worst plant unit must raise beyond that
        std::size_t worst = 0;           // the terminal that needs the difference
    };

    void readDemands(std::span<const TerminalDemand> demands)
    {
        const std::size_t n = net_.connections.size();
        demand_.resize(n);
        for (std::size_t t = 0; t < std::min(n, demands.size()); ++t) {
            TerminalDemand& d = demand_[t];
            d.flowM3s = flowOrNone(demands[t].flowM3s);
            d.heatW = notNegative(demands[t].heatW);
            d.fullFlowM3s = flowOrNone(demands[t].fullFlowM3s);
            d.fullDropPa = notNegative(demands[t].fullDropPa);
        }
        double fullM3s = 0.0;
        for (const TerminalDemand& d : demand_) {
            demandM3s_ += d.flowM3s;
            fullM3s += d.fullFlowM3s;
        }
        if (pumps_.designM3s <= 0.0)
            pumps_.designM3s = fullM3s > 0.0 ? fullM3s : demandM3s_;
        flow_.assign(n, 0.0);
        dropPa_.assign(n, 0.0);
        valvePa_.assign(n, 0.0);
        for (std::size_t t = 0; t < n; ++t)
            setFlow(t, demand_[t].flowM3s);
    }

    // Δp = Δpf (q/qf)²
    double dropOf(std::size_t terminal, double flowM3s) const
    {
        const TerminalDemand& d = demand_[terminal];
        const double share = d.fullFlowM3s > 0.0 ? flowM3s / d.fullFlowM3s : 0.0;
        return d.fullDropPa * share * share;
    }

    void setFlow(std::size_t terminal, double flowM3s)
    {
        flow_[terminal] = flowM3s;
        dropPa_[terminal] = dropOf(terminal, flowM3s);
    }

    // Without any flowing unit all of them are open: the pumps still circulate.
    void readPlant(std::span<const char> plantFlowing)
    {
        const std::size_t n = net_.units.size();
        flowing_.assign(n, 0);
        std::copy_n(plantFlowing.begin(), std::min(n, plantFlowing.size()), flowing_.begin());
        if (std::none_of(flowing_.begin(), flowing_.end(), [](char on) { return on != 0; }))
            flowing_.assign(n, 1);
        unitFlow_.assign(n, 0.0);
        unitShare_.assign(n, 0.0);
        for (std::size_t u = 0; u < n; ++u)
            flowingWeight_ += flowing_[u] ? net_.units[u].weight : 0.0;
    }

    std::uint32_t rootOf(std::uint32_t part)
    {
        while (linked_[part] != part)
            part = linked_[part] = linked_[linked_[part]];
        return part;
    }

    // Parts of the pipes that flowing units link. The circuits of one link are told apart by the side that has several
    // parts; where both sides have, the drawing does not say how the flow divides.
    bool findCircuits()
    {
        const std::size_t parts = net_.forest.ringed.size();
        linked_.resize(parts);
        std::iota(linked_.begin(), linked_.end(), 0U);
        fed_.assign(parts, 0);
        for (std::size_t u = 0; u < flowing_.size(); ++u) {
            const Unit& unit = net_.units[u];
            if (!flowing_[u] || unit.supply == none || unit.back == none)
                continue;
            const std::uint32_t a = net_.forest.part[unit.supply];
            const std::uint32_t b = net_.forest.part[unit.back];
            fed_[a] = fed_[b] = 1;
            linked_[std::max(rootOf(a), rootOf(b))] = std::min(rootOf(a), rootOf(b));
        }
        supplyParts_.assign(parts, 0);
        returnParts_.assign(parts, 0);
        for (std::uint32_t part = 0; part < parts; ++part) {
            if (fed_[part])
                ++(part < net_.supplyParts ? supplyParts_ : returnParts_)[rootOf(part)];
        }
        circuits_.assign(parts, {});
        return assignToCircuits();
    }

    std::uint32_t circuitBetween(std::uint32_t supply, std::uint32_t back)
    {
        if (supply == none || back == none)
            return none;
        const std::uint32_t a = net_.forest.part[supply];
        const std::uint32_t b = net_.forest.part[back];
        const std::uint32_t root = rootOf(a);
        if (!fed_[a] || !fed_[b] || rootOf(b) != root)
            return none;
        if (supplyParts_[root] == 1)
            return b;
        return returnParts_[root] == 1 ? a : none;
    }

    bool assignToCircuits()
    {
        circuitOf_.resize(flow_.size());
        unitCircuit_.assign(flowing_.size(), none);
        for (std::size_t u = 0; u < flowing_.size(); ++u) {
            const Unit& unit = net_.units[u];
            if (flowing_[u])
                unitCircuit_[u] = circuitBetween(unit.supply, unit.back);
            if (unitCircuit_[u] != none)
                circuits_[unitCircuit_[u]].weight += unit.weight;
        }
        bool any = false;
        for (std::size_t t = 0; t < flow_.size(); ++t) {
            circuitOf_[t] = circuitBetween(net_.supplyOf[t], net_.returnOf[t]);
            if (circuitOf_[t] != none)
                circuits_[circuitOf_[t]].flowM3s += flow_[t];
            any = any || (circuitOf_[t] != none && (flow_[t] > 0.0 || demandM3s_ == 0.0));
        }
        return any;
    }

    // Each unit's balancing valve holds its share, in proportion to capacity. Terminals that no pipe joins are taken
    // to be fed at the plant, by all units.
    void shareAmongPlant()
    {
        for (std::size_t t = 0; t < flow_.size(); ++t)
            apartM3s_ += circuitOf_[t] == none ? flow_[t] : 0.0;
        for (std::size_t u = 0; u < unitFlow_.size(); ++u) {
            if (unitCircuit_[u] == none)
                continue;
            const Circuit& circuit = circuits_[unitCircuit_[u]];
            unitFlow_[u] = circuit.flowM3s * net_.units[u].weight / circuit.weight;
            unitShare_[u] = demandM3s_ > 0.0 ? unitFlow_[u] / demandM3s_ : 0.0;
        }
    }

    // What leaves the network at each node.
    std::vector<double> outflow() const
    {
        std::vector<double> leaving(net_.nodes, 0.0);
        for (std::size_t t = 0; t < flow_.size(); ++t) {
            if (circuitOf_[t] == none)
                continue;
            leaving[net_.supplyOf[t]] += flow_[t];
            leaving[net_.returnOf[t]] -= flow_[t];
        }
        for (std::size_t u = 0; u < unitFlow_.size(); ++u) {
            if (unitCircuit_[u] == none)
                continue;
            leaving[net_.units[u].supply] -= unitFlow_[u];
            leaving[net_.units[u].back] += unitFlow_[u];
        }
        return leaving;
    }

    void carryDemands()
    {
        stretchFlow_.assign(net_.stretches.size(), 0.0);
        if (!net_.chords.empty() && demandM3s_ > 0.0)
            divideInRings();
        carryAlongTrees();
    }

    // Where there are rings, what flows in each chord is left open by the mass balance.
    void divideInRings()
    {
        const std::vector<double> leaving = outflow();
        const Rings& rings = net_.rings;
        HydraulicState state;
        if (previous_ && previous_->pipes.size() == net_.stretches.size()) {
            state.headM.assign(rings.nodes.size(), 0.0);
            for (const std::uint32_t s : rings.stretches)
                state.flowM3s.push_back(previous_->pipes[s].flowM3s);
        }
        HydraulicReport solved;
        {
            const std::lock_guard lock(net_.rings.busy);
            for (std::size_t i = 0; i < rings.nodes.size(); ++i)
                net_.rings.network->setDemand(i, leaving[rings.nodes[i]]);
            solved = rings.network->solve(state, ringAccuracy);
        }
        unsettled_ = solved.outcome != HydraulicOutcome::Converged;
        for (std::size_t i = 0; i < rings.stretches.size(); ++i)
            stretchFlow_[rings.stretches[i]] = unsettled_ ? 0.0 : state.flowM3s[i];
    }

    // In a tree a stretch carries what the nodes beyond it take: B Q = -d from the leaves to the root, with the flows
    // of the chords given.
    void carryAlongTrees()
    {
        std::vector<double> beyond = outflow();
        for (const std::uint32_t chord : net_.chords) {
            beyond[net_.stretches[chord].from] += stretchFlow_[chord];
            beyond[net_.stretches[chord].to] -= stretchFlow_[chord];
        }
        const PipeForest& forest = net_.forest;
        const double rounding = 1e-13 * demandM3s_;
        for (std::size_t i = forest.order.size(); i-- > 0;) {
            const std::uint32_t node = forest.order[i];
            const std::uint32_t stretch = forest.parentStretch[node];
            if (stretch == none)
                continue;
            const bool outward = net_.stretches[stretch].to == node;
            const double flowM3s = std::abs(beyond[node]) > rounding ? beyond[node] : 0.0;
            beyond[forest.parent[node]] += flowM3s;
            stretchFlow_[stretch] = outward ? flowM3s : -flowM3s;
        }
    }

    // Pressure of each node over that of its tree's root.
    void loseHead()
    {
        for (std::size_t s = 0; s < stretchFlow_.size(); ++s)
            result_->pipes[s].dropPa = std::abs(net_.laws[s].dropPa(stretchFlow_[s]));
        pressurePa_.assign(net_.nodes, 0.0);
        const PipeForest& forest = net_.forest;
        for (const std::uint32_t node : forest.order) {
            const std::uint32_t s = forest.parentStretch[node];
            if (s == none)
                continue;
            const bool outward = (net_.stretches[s].to == node) == (stretchFlow_[s] >= 0.0);
            const double dropPa = result_->pipes[s].dropPa;
            pressurePa_[node] = pressurePa_[forest.parent[node]] + (outward ? -dropPa : dropPa);
        }
    }

    double differenceAt(std::uint32_t supply, std::uint32_t back) const
    {
        return pressurePa_[supply] - pressurePa_[back];
    }

    double unitDropPa(std::size_t u) const
    {
        const double flowM3s = unitFlow_[u] + apartM3s_ * net_.units[u].weight / flowingWeight_;
        return net_.units[u].resistance * flowM3s * flowM3s; // Δp = r q²
    }

    // The least pressure difference that gives every terminal of a circuit its flow, and what each plant unit must
    // raise for it.
    void needOfCircuits()
    {
        for (std::size_t t = 0; t < flow_.size(); ++t) {
            if (circuitOf_[t] == none || flow_[t] <= 0.0)
                continue;
            Circuit& circuit = circuits_[circuitOf_[t]];
            const double needPa = dropPa_[t] - differenceAt(net_.supplyOf[t], net_.returnOf[t]);
            if (needPa > circuit.differencePa) {
                circuit.differencePa = needPa;
                circuit.worst = t;
            }
        }
        for (std::size_t u = 0; u < unitFlow_.size(); ++u) {
            if (!flowing_[u])
                continue;
            worstUnitPa_ = std::max(worstUnitPa_, unitDropPa(u));
            if (unitCircuit_[u] == none)
                continue;
            Circuit& circuit = circuits_[unitCircuit_[u]];
            const double liftPa = differenceAt(net_.units[u].supply, net_.units[u].back) + unitDropPa(u);
            circuit.liftPa = std::max(circuit.liftPa, liftPa);
        }
    }

    // Of the terminals' flows, and of the difference that is held at no flow.
    double headNeeded()
    {
        needOfCircuits();
        for (const Circuit& circuit : circuits_)
            need(circuit.differencePa + circuit.liftPa, circuit.worst);
        for (std::size_t t = 0; t < flow_.size(); ++t) {
            if (circuitOf_[t] == none && flow_[t] > 0.0)
                need(dropPa_[t] + worstUnitPa_, t);
        }
        return std::max(neededPa_, notNegative(net_.loop->heldHead) * pumps_.headPa + worstUnitPa_);
    }

    void need(double headPa, std::size_t terminal)
    {
        if (headPa <= neededPa_)
            return;
        neededPa_ = headPa;
        worst_ = terminal;
    }

    void raiseHead()
    {
        result_->flowM3s = demandM3s_;
        result_->headPa = headNeeded();
        if (const auto duty = pumps_.dutyAt(result_->flowM3s, result_->headPa)) {
            runPumps(*duty);
            closeValves();
        } else {
            runFlatOut();
        }
    }

    void runPumps(const PumpDuty& duty)
    {
        result_->pumpsRunning = duty.running;
        result_->pumpSpeed = duty.speed;
        result_->pumpPowerW = duty.powerW;
        offCurve_ = duty.offCurve;
    }

    // What is left of the head at each terminal.
    void closeValves()
    {
        for (Circuit& circuit : circuits_)
            circuit.differencePa = result_->headPa - circuit.liftPa;
        takeUpRest();
    }

    void takeUpRest()
    {
        for (std::size_t t = 0; t < flow_.size(); ++t) {
            const double availablePa = circuitOf_[t] == none
                                           ? result_->headPa - worstUnitPa_
                                           : circuits_[circuitOf_[t]].differencePa +
                                                 differenceAt(net_.supplyOf[t], net_.returnOf[t]);
            valvePa_[t] = std::max(availablePa - dropPa_[t], 0.0);
        }
    }

    // All pumps at full speed, all valves open but those of terminals that would get more than they demand.
    void runFlatOut()
    {
        OpenNetwork open = openNetwork();
        HydraulicState state;
        if (!holdDemands(open, state)) {
            unsettled_ = true;
            result_->fromPipes = false;
            result_->pipes = net_.still;
            flowAsOneStream();
            return;
        }
        readFlows(open, state);
        carryAlongTrees();
        loseHead();
        pumpFlatOut();
        takeUpRest();
    }

    // The pipes with terminals and plant units as links, the pumps in series with each unit.
    struct OpenNetwork {
        std::vector<std::size_t> terminals, units; // which, in the order of their links
        std::size_t firstTerminal = 0, firstUnit = 0;
        std::vector<std::uint32_t> node; // of each of the network's nodes
        std::vector<std::uint32_t> stretchLink;
        std::optional<HydraulicNetwork> network;
    };

    OpenNetwork openNetwork()
    {
        OpenNetwork open;
        std::vector<HydraulicNode> nodes;
        std::vector<HydraulicLink> links;
        open.node.assign(net_.nodes, none);
        for (std::uint32_t node = 0; node < net_.nodes; ++node) {
            if (!fed_[net_.forest.part[node]])
                continue;
            open.node[node] = static_cast<std::uint32_t>(nodes.size());
            nodes.emplace_back();
        }
        open.stretchLink.assign(net_.stretches.size(), none);
        for (std::size_t s = 0; s < net_.stretches.size(); ++s) {
            const PipeStretch& stretch = net_.stretches[s];
            if (open.node[stretch.from] == none || stretch.closesOnItself())
                continue;
            open.stretchLink[s] = static_cast<std::uint32_t>(links.size());
            addLink(links, net_.links[s], open.node[stretch.from], open.node[stretch.to]);
        }
        open.firstTerminal = links.size();
        for (std::size_t t = 0; t < flow_.size(); ++t) {
            if (circuitOf_[t] == none || demand_[t].flowM3s <= 0.0)
                continue;
            open.terminals.push_back(t);
            addLink(links, openTerminal(t), open.node[net_.supplyOf[t]], open.node[net_.returnOf[t]]);
        }
        open.firstUnit = links.size();
        std::vector<char> anchored(linked_.size(),
                                   0); // circuits with a head to start from: the expansion vessel's
        for (std::size_t u = 0; u < unitFlow_.size(); ++u) {
            if (unitCircuit_[u] == none || unitFlow_[u] <= 0.0)
                continue;
            const Unit& unit = net_.units[u];
            open.units.push_back(u);
            addLink(links, pumpedUnit(u), open.node[unit.back], open.node[unit.supply]);
            char& done = anchored[rootOf(net_.forest.part[unit.back])];
            nodes[open.node[unit.back]].fixedHead = nodes[open.node[unit.back]].fixedHead || !done;
            done = 1;
        }
        open.network.emplace(std::move(nodes), std::move(links), net_.viscosityM2s());
        return open;
    }

    static void addLink(std::vector<HydraulicLink>& links, HydraulicLink link, std::size_t from,
                        std::size_t to)
    {
        link.from = from;
        link.to = to;
        links.push_back(link);
    }

    HydraulicLink openTerminal(std::size_t t) const
    {
        constexpr double leastDropPa = 100.0; // of a terminal that states none
        const double demandM3s = demand_[t].flowM3s;
        HydraulicLink link;
        link.law = PipeLaw::Power;
        link.checkValve = true;
        link.powerK =
            std::max(dropOf(t, demandM3s), leastDropPa) / pumps_.pascalPerM / (demandM3s * demandM3s);
        return link;
    }

    // H = H0 - c (q/w)² - r q², w the share of the pumps' flow that is the unit's
    HydraulicLink pumpedUnit(std::size_t u) const
    {
        const PumpCurve curve = inParallel(pumps_.pump().curve, pumps_.all);
        const double share = unitShare_[u];
        HydraulicLink link;
        link.kind = HydraulicLinkKind::Pump;
        link.checkValve = true;
        link.shutOffHeadM = curve.shutOffHeadM;
        link.curveC = curve.c / (share * share) + net_.units[u].resistance / pumps_.pascalPerM;
        return link;
    }

    // Holding one terminal back leaves more head for the others, so none that is held ever needs to be let go.
    bool holdDemands(OpenNetwork& open, HydraulicState& state) const
    {
        std::vector<char> held(open.terminals.size(), 0);
        std::vector<double> leaving(net_.nodes, 0.0);
        for (bool changed = true; changed;) {
            if (open.network->solve(state, ringAccuracy).outcome != HydraulicOutcome::Converged)
                return false;
            changed = false;
            for (std::size_t i = 0; i < held.size(); ++i) {
                const std::size_t t = open.terminals[i];
                const double demandM3s = demand_[t].flowM3s;
                constexpr double rounding = 1e-9;
                if (held[i] || state.flowM3s[open.firstTerminal + i] <= demandM3s * (1.0 + rounding))
                    continue;
                HydraulicLink shut = open.network->links()[open.firstTerminal + i];
                shut.closed = true;
                open.network->setLink(open.firstTerminal + i, shut);
                open.network->setDemand(open.node[net_.supplyOf[t]], leaving[net_.supplyOf[t]] += demandM3s);
                open.network->setDemand(open.node[net_.returnOf[t]], leaving[net_.returnOf[t]] -= demandM3s);
                held[i] = 1;
                changed = true;
            }
        }
        for (std::size_t i = 0; i < held.size(); ++i) {
            if (held[i])
                state.flowM3s[open.firstTerminal + i] = demand_[open.terminals[i]].flowM3s;
        }
        return true;
    }

    void readFlows(const OpenNetwork& open, const HydraulicState& state)
    {
        double joinedM3s = 0.0;
        double demandedM3s = 0.0;
        for (std::size_t i = 0; i < open.terminals.size(); ++i) {
            setFlow(open.terminals[i], std::max(state.flowM3s[open.firstTerminal + i], 0.0));
            joinedM3s += flow_[open.terminals[i]];
            demandedM3s += demand_[open.terminals[i]].flowM3s;
        }
        for (std::size_t t = 0; t < flow_.size(); ++t) { // those fed at the plant share the lack
            if (circuitOf_[t] == none)
                setFlow(t, demand_[t].flowM3s * joinedM3s / demandedM3s);
        }
        apartM3s_ *= joinedM3s / demandedM3s;
        result_->flowM3s = joinedM3s + apartM3s_;
        for (std::size_t i = 0; i < open.units.size(); ++i)
            unitFlow_[open.units[i]] = std::max(state.flowM3s[open.firstUnit + i], 0.0);
        for (const std::uint32_t chord : net_.chords) {
            const std::uint32_t link = open.stretchLink[chord];
            stretchFlow_[chord] = link == none ? 0.0 : state.flowM3s[link];
        }
    }

    // Each unit's share of the pumps works at that unit's flow.
    void pumpFlatOut()
    {
        const PumpCurve curve = inParallel(pumps_.pump().curve, pumps_.all);
        worstUnitPa_ = 0.0;
        double flowTimesPa = 0.0;
        double pipedM3s = 0.0;
        double powerW = 0.0;
        for (std::size_t u = 0; u < unitFlow_.size(); ++u) {
            if (unitFlow_[u] <= 0.0)
                continue;
            const double groupM3s = unitFlow_[u] / unitShare_[u];
            const double raisedPa = std::max(headAt(curve, groupM3s), 0.0) * pumps_.pascalPerM;
            const double dropPa = net_.units[u].resistance * unitFlow_[u] * unitFlow_[u];
            flowTimesPa += unitFlow_[u] * raisedPa;
            pipedM3s += unitFlow_[u];
            powerW += unitShare_[u] * pumps_.operation(pumps_.all, groupM3s, raisedPa).electricW;
            worstUnitPa_ = std::max(worstUnitPa_, dropPa);
            circuits_[unitCircuit_[u]].differencePa =
                raisedPa - dropPa - differenceAt(net_.units[u].supply, net_.units[u].back);
        }
        result_->headPa = pipedM3s > 0.0 ? flowTimesPa / pipedM3s : 0.0;
        runPumps({pumps_.all, 1.0, pipedM3s > 0.0 ? powerW * result_->flowM3s / pipedM3s : 0.0, false});
    }

    // Δp = Δpd (h + (1 - h)(V/Vd)²), met by what all pumps raise at full speed at the most.
    void flowAsOneStream()
    {
        circuitOf_.assign(flow_.size(), none);
        const double designM3s = pumps_.designM3s;
        double flowM3s = demandM3s_;
        const double held = std::clamp(notNegative(net_.loop->heldHead), 0.0, 1.0);
        if (pumps_.headPa > 0.0 && designM3s > 0.0) {
            const double q = static_cast<double>(pumps_.duty) / pumps_.all;
            const double most = (shutOffShare - held) / (1.0 - held + (shutOffShare - 1.0) * q * q);
            flowM3s = std::min(flowM3s, designM3s * std::sqrt(most)); // where the two curves cross
        }
        const double x = designM3s > 0.0 ? flowM3s / designM3s : 0.0;
        result_->flowM3s = flowM3s;
        result_->headPa = pumps_.headPa * (held + (1.0 - held) * x * x);
        for (std::size_t t = 0; t < flow_.size(); ++t) {
            setFlow(t, demandM3s_ > 0.0 ? demand_[t].flowM3s * (flowM3s / demandM3s_) : 0.0);
            valvePa_[t] = std::max(result_->headPa - dropPa_[t], 0.0);
        }
        if (const auto duty = pumps_.dutyAt(flowM3s, result_->headPa))
            runPumps(*duty);
    }

    void writePipes()
    {
        if (!result_->fromPipes) {
            for (PipeFlowResult& pipe : result_->pipes)
                pipe.temperatureC = supplyC_;
            return;
        }
        for (std::size_t s = 0; s < stretchFlow_.size(); ++s) {
            result_->pipes[s].flowM3s = stretchFlow_[s];
            result_->pipes[s].velocityMs = std::abs(stretchFlow_[s]) / net_.laws[s].areaM2; // v = Q/A
            result_->pipes[s].temperatureC = supplyC_;
        }
        warmReturn();
        findMassResidual();
    }

    // T = Ts + Q/(ρ cp q)
    double returnC(std::size_t terminal) const
    {
        if (flow_[terminal] <= 0.0)
            return supplyC_;
        return supplyC_ + demand_[terminal].heatW / (heatPerVolume_ * flow_[terminal]);
    }

    struct Mixed {
        double flowM3s = 0.0;
        double flowTimesC = 0.0;

        void add(double flow, double temperatureC)
        {
            flowM3s += flow;
            flowTimesC += flow * temperatureC;
        }
        double temperatureC(double otherwiseC) const
        {
            return flowM3s > 0.0 ? flowTimesC / flowM3s : otherwiseC;
        }
    };

    // T = Σ q T/Σ q at every junction, from high pressure to low. What stands still has the mean of the return.
    void warmReturn()
    {
        std::vector<Mixed> mixed(net_.nodes);
        Mixed all;
        for (std::size_t t = 0; t < flow_.size(); ++t) {
            if (circuitOf_[t] == none)
                continue;
            mixed[net_.returnOf[t]].add(flow_[t], returnC(t));
            all.add(flow_[t], returnC(t));
        }
        std::vector<std::pair<double, std::uint32_t>> downhill; // pressure where a stretch is entered
        for (auto s = static_cast<std::uint32_t>(net_.supplyStretches); s < stretchFlow_.size(); ++s) {
            if (stretchFlow_[s] == 0.0)
                result_->pipes[s].temperatureC = all.temperatureC(supplyC_);
            else
                downhill.emplace_back(-pressurePa_[entered(s)], s);
        }
        std::sort(downhill.begin(), downhill.end());
        for (const auto& [pressure, s] : downhill) {
            const double flowM3s = std::abs(stretchFlow_[s]);
            const double temperatureC = mixed[entered(s)].temperatureC(all.temperatureC(supplyC_));
            mixed[net_.stretches[s].from + net_.stretches[s].to - entered(s)].add(flowM3s, temperatureC);
            result_->pipes[s].temperatureC = temperatureC;
        }
    }

    std::uint32_t entered(std::uint32_t stretch) const
    {
        return stretchFlow_[stretch] >= 0.0 ? net_.stretches[stretch].from : net_.stretches[stretch].to;
    }

    void findMassResidual()
    {
        std::vector<double> imbalance = outflow();
        for (std::size_t s = 0; s < stretchFlow_.size(); ++s) {
            imbalance[net_.stretches[s].from] += stretchFlow_[s];
            imbalance[net_.stretches[s].to] -= stretchFlow_[s];
        }
        double worstM3s = 0.0;
        for (const double m3s : imbalance)
            worstM3s = std::max(worstM3s, std::abs(m3s));
        result_->massResidual = result_->flowM3s > 0.0 ? worstM3s / result_->flowM3s : 0.0;
    }

    void writeTerminals()
    {
        result_->terminals.resize(flow_.size());
        for (std::size_t t = 0; t < flow_.size(); ++t) {
            TerminalResult& terminal = result_->terminals[t];
            terminal.kind = net_.connections[t].kind;
            terminal.id = net_.connections[t].id;
            terminal.demandM3s = demand_[t].flowM3s;
            terminal.flowM3s = flow_[t];
            terminal.dropPa = dropPa_[t];
            terminal.valveDropPa = valvePa_[t];
            terminal.supplyC = supplyC_;
            terminal.returnC = returnC(t);
            result_->shortM3s += std::max(demand_[t].flowM3s - flow_[t], 0.0);
        }
    }

    void warn(std::string sentence)
    {
        result_->warnings.push_back(net_.loop->name + ": " + std::move(sentence));
    }

    void report()
    {
        if (result_->fromPipes)
            reportUnjoined();
        else if (demandM3s_ > 0.0)
            warn(fmt::format("{}, so it is taken as one stream with the pump head it states.",
                             unsettled_               ? "the flows in its pipes did not settle"
                             : net_.stretches.empty() ? "it has no pipes"
                                                      : "its pipes do not join its equipment to its plant"));
        if (unsettled_ && result_->fromPipes)
            warn("the flows in its rings did not settle; they are not to be relied on.");
        reportShort();
        if (offCurve_)
            warn(fmt::format(
                "its pumps run far out on their curve: {} of them carry {:.1f} L/s at {:.0f} kPa.",
                result_->pumpsRunning, result_->flowM3s * 1e3, result_->headPa / 1e3));
        reportVelocity();
        reportNoFlow();
    }

    void reportUnjoined()
    {
        Affected terminals;
        for (std::size_t t = 0; t < flow_.size(); ++t) {
            if (circuitOf_[t] == none && demand_[t].flowM3s > 0.0)
                terminals.add(net_.connections[t].name);
        }
        if (terminals.count > 0)
            warn(fmt::format("{} {} not joined to the plant by the pipes; their flow is taken as fed at the "
                             "plant, without the pipes' drop.",
                             terminals.of("terminals"), terminals.are()));
        Affected units;
        for (std::size_t u = 0; u < flowing_.size(); ++u) {
            if (flowing_[u] && (unitCircuit_[u] == none || unitServesNothing(u)))
                units.add(net_.plant[u].name);
        }
        if (units.count > 0)
            warn(fmt::format("{} {} joined to no equipment by the pipes and {} no flow.",
                             units.of("plant units"), units.are(), units.have()));
    }

    bool unitServesNothing(std::size_t u) const
    {
        return std::find(circuitOf_.begin(), circuitOf_.end(), unitCircuit_[u]) == circuitOf_.end();
    }

    void reportShort()
    {
        constexpr double noticed = 1e-4; // of the demand
        Affected terminals;
        for (std::size_t t = 0; t < flow_.size(); ++t) {
            if (flow_[t] < demand_[t].flowM3s * (1.0 - noticed))
                terminals.add(net_.connections[t].name);
        }
        if (terminals.count == 0)
            return;
        std::string need = "the flow they carry is all they can";
        if (result_->fromPipes)
            need = fmt::format("{:.0f} kPa are needed for the flow of {}", neededPa_ / 1e3,
                               net_.connections[worst_].name);
        warn(fmt::format("its pumps at full speed raise {:.0f} kPa; {}. {} {} short of {:.1f} L/s together.",
                         result_->headPa / 1e3, need, terminals.of("terminals"), terminals.are(),
                         result_->shortM3s * 1e3));
    }

    void reportVelocity()
    {
        Affected fast;
        const PipeFlowResult* worst = nullptr;
        for (const PipeFlowResult& pipe : result_->pipes) {
            if (pipe.velocityMs <= highVelocityMs)
                continue;
            fast.add({});
            if (!worst || pipe.velocityMs > worst->velocityMs)
                worst = &pipe;
        }
        if (worst)
            warn(fmt::format(
                "the coolant is faster than {:.0f} m/s in {} of its pipe stretches; {:.1f} m/s in {}.",
                highVelocityMs, fast.count, worst->velocityMs, net_.cooling->pipes[worst->pipe].name));
    }

    void reportNoFlow()
    {
        Affected terminals;
        for (std::size_t t = 0; t < flow_.size(); ++t) {
            if (demand_[t].heatW > 0.0 && flow_[t] <= 0.0)
                terminals.add(net_.connections[t].name);
        }
        if (terminals.count > 0)
            warn(fmt::format("{} {} heat to give up and no flow.", terminals.of("terminals"),
                             terminals.have()));
    }

    const Network& net_;
    const LoopHydraulics* previous_ = nullptr;
    double supplyC_ = 0.0;
    double heatPerVolume_ = 0.0; // ρ cp
    PumpGroup pumps_;
    std::shared_ptr<LoopHydraulics> result_;

    // Terminals
    std::vector<TerminalDemand> demand_;
    std::vector<double> flow_, dropPa_, valvePa_;
    std::vector<std::uint32_t> circuitOf_; // none: the pipes do not join it
    double demandM3s_ = 0.0;
    double apartM3s_ = 0.0; // of those the pipes do not join
    std::size_t worst_ = 0; // the one that needs the most head
    double neededPa_ = 0.0; // that head

    // Plant units
    std::vector<char> flowing_;
    std::vector<std::uint32_t> unitCircuit_;
    std::vector<double> unitFlow_, unitShare_; // the share is of the demanded flow
    double flowingWeight_ = 0.0;
    double worstUnitPa_ = 0.0;
    bool offCurve_ = false;
    bool unsettled_ = false;

    // Pipes
    std::vector<std::uint32_t> linked_;                    // parts of the forest that flowing units link
    std::vector<char> fed_;                                // parts with a flowing unit
    std::vector<std::uint32_t> supplyParts_, returnParts_; // fed ones, of each link's root
    std::vector<Circuit> circuits_;                        // by the part that names it
    std::vector<double> stretchFlow_, pressurePa_;
};

} // namespace

LoopNetwork::LoopNetwork(const Site& site, std::size_t loop, std::vector<LoopConnection> connections,
                         std::vector<LoopConnection> plant)
    : d_(std::make_unique<Private>())
{
    Network& net = d_->network;
    net.cooling = site.cooling;
    net.loop = &net.cooling->loops[loop];
    net.connections = std::move(connections);
    net.plant = std::move(plant);
    net.coolant = coolantAt(net.loop->coolant, net.loop->supplyC);
    net.pumps = pumpsOf(*net.loop, net.coolant);
    net.units.resize(net.plant.size());
    net.addUnits();
    net.addRole(PipeRole::Supply);
    net.supplyNodes = net.nodes;
    net.supplyStretches = net.stretches.size();
    net.addRole(PipeRole::Return);
    net.joinForest();
}

LoopNetwork::~LoopNetwork() = default;

bool LoopNetwork::serves(const Site& site, std::span<const LoopConnection> connections,
                         std::span<const LoopConnection> plant) const
{
    const Network& net = d_->network;
    return site.cooling == net.cooling && std::ranges::equal(connections, net.connections) &&
           std::ranges::equal(plant, net.plant);
}

std::shared_ptr<const LoopHydraulics> LoopNetwork::solve(std::span<const TerminalDemand> demands,
                                                         double supplyC, std::span<const char> plantFlowing,
                                                         const LoopHydraulics* previous) const
{
    return LoopSolution(d_->network, demands, supplyC, plantFlowing, previous).run();
}

} // namespace hallwright
