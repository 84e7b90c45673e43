#include "core/physics/hydraulic_network.h"

#include "core/model/errors.h"
#include "core/physics/pipe_friction.h"

#include <Eigen/SparseCholesky>
#include <Eigen/SparseCore>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <numbers>
#include <string>
#include <utility>

namespace hallwright {

namespace {

constexpr double leastSlope = 1e-5;    // s/m², added to every law's
constexpr double greatestSlope = 1e15; // keeps a blocked link's share of the matrix above zero
constexpr int mostIterations = 200;    // of all Newton loops of one solve
constexpr int mostStatusPasses = 60;
constexpr int statusPassesAtOnce = 15; // after these, one check valve changes at a time
constexpr double balanced = 1e-9;      // a node's imbalance over the largest flow
constexpr double noFlowM3s = 1e-12;    // what counts as none where all flows vanish
constexpr double noHeadM = 1e-7;       // a check valve stays closed below this
constexpr double startVelocityMs = 0.3;

// A link's law with all that does not depend on the flow worked out.
struct LinkLaw {
    bool passes = false; // open, apart from its check valve
    bool darcy = false;
    PipeFriction friction;
    double k = 0.0, n = 2.0; // of k Q|Q|^(n-1)
    double minorK = 0.0;     // of m Q|Q|
    double gainM = 0.0;      // of a pump at no flow
    double startM3s = 0.0;   // flow to start from
};

// k Q|Q|^(n-1) and its slope. Below n = 1 the slope at rest has no bound, so the law is a straight line up to 1 mL/s.
HeadLoss powerLoss(double k, double n, double flowM3s)
{
    const double flow = std::abs(flowM3s);
    if (n == 2.0)
        return {k * flow * flowM3s, 2.0 * k * flow};
    constexpr double straightBelow = 1e-6;
    if (n < 1.0 && flow < straightBelow) {
        const double slope = k * std::pow(straightBelow, n - 1.0);
        return {slope * flowM3s, slope};
    }
    const double perFlow = k * std::pow(flow, n - 1.0);
    return {perFlow * flowM3s, n * perFlow};
}

// g(Q) and g'(Q).
HeadLoss lossOf(const LinkLaw& law, double flowM3s)
{
    HeadLoss loss = law.darcy ? headLoss(law.friction, flowM3s) : powerLoss(law.k, law.n, flowM3s);
    if (law.minorK > 0.0) {
        const double perFlow = law.minorK * std::abs(flowM3s);
        loss.headM += perFlow * flowM3s;
        loss.slopeSM2 += 2.0 * perFlow;
    }
    loss.headM += leastSlope * flowM3s - law.gainM;
    loss.slopeSM2 = std::min(loss.slopeSM2 + leastSlope, greatestSlope);
    return loss;
}

LinkLaw lawOfPump(const HydraulicLink& link)
{
    LinkLaw law;
    law.n = link.curveN;
    law.passes = !link.closed && link.speed > 0.0 && link.curveC >= 0.0 && link.curveN > 0.0;
    if (!law.passes)
        return law;
    const double s = link.speed;
    law.gainM = s * s * link.shutOffHeadM;
    law.k = link.curveC * std::pow(s, 2.0 - link.curveN); // s² c (Q/s)^n = c s^(2-n) Q^n
    const double endOfCurve = law.k > 0.0 && law.gainM > 0.0 ? std::pow(law.gainM / law.k, 1.0 / law.n) : 0.0;
    law.startM3s = 0.5 * endOfCurve;
    return law;
}

LinkLaw lawOfPipe(const HydraulicLink& link, double viscosityM2s)
{
    LinkLaw law;
    const bool hasBore = link.boreM > 0.0;
    law.minorK = minorLossK(link.minorLoss, link.boreM);
    law.startM3s = startVelocityMs * std::numbers::pi / 4.0 * link.boreM * link.boreM;
    switch (link.law) {
    case PipeLaw::DarcyWeisbach:
        law.darcy = true;
        law.passes = hasBore;
        law.friction = pipeFriction(link.lengthM, link.boreM, link.roughness, viscosityM2s);
        break;
    case PipeLaw::HazenWilliams:
        law.passes = hasBore && link.roughness > 0.0;
        law.n = hazenWilliamsExponent;
        law.k = hazenWilliamsK(link.lengthM, link.boreM, link.roughness);
        break;
    case PipeLaw::Power:
        law.passes = link.powerK >= 0.0 && link.powerN > 0.0;
        law.n = link.powerN;
        law.k = link.powerK;
        if (!hasBore && law.k > 0.0)
            law.startM3s = std::pow(1.0 / law.k, 1.0 / law.n); // where 1 m is lost
        break;
    }
    law.passes = law.passes && !link.closed;
    return law;
}

LinkLaw lawOf(const HydraulicLink& link, double viscosityM2s)
{
    LinkLaw law = link.kind == HydraulicLinkKind::Pump ? lawOfPump(link) : lawOfPipe(link, viscosityM2s);
    const double numbers = law.k + law.minorK + law.gainM + law.startM3s + law.friction.frictionK +
                           law.friction.laminarSlope + law.friction.reynoldsPerFlow;
    law.passes = law.passes && std::isfinite(numbers); // a bore too small for numbers is none
    return law;
}

void requireFinite(std::initializer_list<double> values, const char* what, std::size_t index)
{
    for (const double value : values)
        if (!std::isfinite(value))
            throw InputError(
                std::string(what) + " " + std::to_string(index) +
                " of the hydraulic network has a value that is not a finite number; give it one.");
}

void requireFinite(const HydraulicLink& link, std::size_t index)
{
    requireFinite({link.lengthM, link.boreM, link.roughness, link.minorLoss, link.powerK, link.powerN,
                   link.shutOffHeadM, link.curveC, link.curveN, link.speed},
                  "Link", index);
}

bool allFinite(const std::vector<double>& values)
{
    return std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value); });
}

} // namespace

struct HydraulicNetwork::Private {
    using Matrix = Eigen::SparseMatrix<double>;
    static constexpr int none = -1;

    // Where a link's 1/g' goes in the values of the matrix.
    struct Slots {
        int from = none, to = none, both = none;
    };

    std::vector<HydraulicNode> nodes;
    std::vector<HydraulicLink> links;
    double viscosityM2s = 0.0;
    std::vector<LinkLaw> laws;
    std::vector<int> row;            // of a node whose head is unknown
    std::vector<Slots> slots;        // per link
    std::vector<int> diagonal;       // per row
    std::vector<std::size_t> starts; // links at a node: linksAt[starts[i] .. starts[i + 1])
    std::vector<std::size_t> linksAt;

    // Workspace of a solve
    Matrix matrix;
    Eigen::SimplicialLDLT<Matrix, Eigen::Lower> factors;
    Eigen::VectorXd right, headStep;
    std::vector<double> conductance, towards; // y and Q + y ρ
    std::vector<char> valveShut;              // check valves closed by the flow
    std::vector<char> flowing;                // links that take part
    std::vector<char> reached;                // nodes that a fixed head reaches
    std::vector<std::size_t> stack;

    void joinLinks();
    void makePattern();

    bool isOpen(std::size_t l) const { return laws[l].passes && !valveShut[l]; }
    void prepare(HydraulicState& state);
    void findReached();
    void assemble(const HydraulicState& state);
    double step(HydraulicState& state, double relaxation);
    double largestFlow(const HydraulicState& state) const;
    double worstImbalance(const HydraulicState& state) const;
    bool iterate(HydraulicState& state, double accuracy, HydraulicReport& report);
    std::vector<double> islandDemands(std::vector<std::size_t>& islandOf) const;
    bool changeValves(const HydraulicState& state, bool allAtOnce);
    void settle(HydraulicState& state, HydraulicReport& report) const;
};

void HydraulicNetwork::Private::joinLinks()
{
    starts.assign(nodes.size() + 1, 0);
    for (const HydraulicLink& link : links) {
        ++starts[link.from + 1];
        ++starts[link.to + 1];
    }
    for (std::size_t i = 0; i < nodes.size(); ++i)
        starts[i + 1] += starts[i];
    linksAt.resize(2 * links.size());
    std::vector<std::size_t> next(starts.begin(), starts.end() - 1);
    for (std::size_t l = 0; l < links.size(); ++l) {
        linksAt[next[links[l].from]++] = l;
        linksAt[next[links[l].to]++] = l;
    }
}

// The lower triangle of B y Bᵀ over the nodes without a fixed head.
void HydraulicNetwork::Private::makePattern()
{
    int rows = 0;
    row.assign(nodes.size(), none);
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (!nodes[i].fixedHead)
            row[i] = rows++;
    std::vector<Eigen::Triplet<double>> entries;
    for (int i = 0; i < rows; ++i)
        entries.emplace_back(i, i, 1.0);
    const auto lower = [&](const HydraulicLink& link) {
        return std::minmax(row[link.from], row[link.to]); // column, row
    };
    for (const HydraulicLink& link : links)
        if (const auto [column, below] = lower(link); column != none)
            entries.emplace_back(below, column, 0.0);
    matrix.resize(rows, rows);
    matrix.setFromTriplets(entries.begin(), entries.end());
    matrix.makeCompressed();

    const auto slotOf = [&](int below, int column) {
        const int* first = matrix.innerIndexPtr() + matrix.outerIndexPtr()[column];
        const int* last = matrix.innerIndexPtr() + matrix.outerIndexPtr()[column + 1];
        return static_cast<int>(std::lower_bound(first, last, below) - matrix.innerIndexPtr());
    };
    diagonal.resize(static_cast<std::size_t>(rows));
    for (int i = 0; i < rows; ++i)
        diagonal[static_cast<std::size_t>(i)] = slotOf(i, i);
    const auto diagonalOf = [&](std::size_t node) {
        return row[node] == none ? none : diagonal[static_cast<std::size_t>(row[node])];
    };
    slots.assign(links.size(), {});
    for (std::size_t l = 0; l < links.size(); ++l) {
        const auto [column, below] = lower(links[l]);
        slots[l] = {diagonalOf(links[l].from), diagonalOf(links[l].to),
                    column == none ? none : slotOf(below, column)};
    }
    right.resize(rows);
    headStep.resize(rows);
    if (rows > 0)
        factors.analyzePattern(matrix);
}

// A state of the right size, with the fixed heads of now; check valves as the state leaves them.
void HydraulicNetwork::Private::prepare(HydraulicState& state)
{
    const bool warm = state.headM.size() == nodes.size() && state.flowM3s.size() == links.size() &&
                      allFinite(state.headM) && allFinite(state.flowM3s);
    if (!warm) {
        state.headM.resize(nodes.size());
        state.flowM3s.resize(links.size());
        for (std::size_t i = 0; i < nodes.size(); ++i)
            state.headM[i] = nodes[i].headM;
        for (std::size_t l = 0; l < links.size(); ++l)
            state.flowM3s[l] = laws[l].startM3s;
    }
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (nodes[i].fixedHead)
            state.headM[i] = nodes[i].headM;
    for (std::size_t l = 0; l < links.size(); ++l) {
        const double opensM = state.headM[links[l].from] - state.headM[links[l].to] + laws[l].gainM;
        valveShut[l] = warm && links[l].checkValve && state.flowM3s[l] <= 0.0 && opensM < 0.0;
    }
}

void HydraulicNetwork::Private::findReached()
{
    std::fill(reached.begin(), reached.end(), char(0));
    stack.clear();
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (nodes[i].fixedHead) {
            reached[i] = 1;
            stack.push_back(i);
        }
    while (!stack.empty()) {
        const std::size_t node = stack.back();
        stack.pop_back();
        for (std::size_t at = starts[node]; at < starts[node + 1]; ++at) {
            const HydraulicLink& link = links[linksAt[at]];
            const std::size_t other = link.from == node ? link.to : link.from;
            if (isOpen(linksAt[at]) && !reached[other]) {
                reached[other] = 1;
                stack.push_back(other);
            }
        }
    }
    for (std::size_t l = 0; l < links.size(); ++l)
        flowing[l] = isOpen(l) && reached[links[l].from];
}

// (B y Bᵀ) δH = -d - B (Q + y ρ)
void HydraulicNetwork::Private::assemble(const HydraulicState& state)
{
    double* values = matrix.valuePtr();
    std::fill(values, values + matrix.nonZeros(), 0.0);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (row[i] == none)
            continue;
        right[row[i]] = reached[i] ? -nodes[i].demandM3s : 0.0;
        if (!reached[i])
            values[diagonal[static_cast<std::size_t>(row[i])]] = 1.0;
    }
    for (std::size_t l = 0; l < links.size(); ++l) {
        if (!flowing[l])
            continue;
        const HydraulicLink& link = links[l];
        const HeadLoss loss = lossOf(laws[l], state.flowM3s[l]);
        const double y = 1.0 / loss.slopeSM2;
        const double residual = state.headM[link.from] - state.headM[link.to] - loss.headM; // ρ
        conductance[l] = y;
        towards[l] = state.flowM3s[l] + y * residual;
        if (slots[l].from != none) {
            values[slots[l].from] += y;
            right[row[link.from]] -= towards[l];
        }
        if (slots[l].to != none) {
            values[slots[l].to] += y;
            right[row[link.to]] += towards[l];
        }
        if (slots[l].both != none)
            values[slots[l].both] -= y;
    }
}

// Moves heads and flows by one Newton step; Σ|δQ|/Σ|Q|.
double HydraulicNetwork::Private::step(HydraulicState& state, double relaxation)
{
    assemble(state);
    if (matrix.rows() > 0) {
        factors.factorize(matrix);
        headStep = factors.solve(right);
    }
    const auto stepAt = [&](std::size_t node) { return row[node] == none ? 0.0 : headStep[row[node]]; };
    double change = 0.0, total = 0.0;
    for (std::size_t l = 0; l < links.size(); ++l) {
        if (!flowing[l])
            continue;
        // δQ = y (ρ + Bᵀ δH)
        const double flow = towards[l] + conductance[l] * (stepAt(links[l].from) - stepAt(links[l].to));
        const double moved = relaxation * (flow - state.flowM3s[l]);
        state.flowM3s[l] = relaxation == 1.0 ? flow : state.flowM3s[l] + moved;
        change += std::abs(moved);
        total += std::abs(state.flowM3s[l]);
    }
    for (std::size_t i = 0; i < nodes.size(); ++i)
        if (row[i] != none && reached[i])
            state.headM[i] += relaxation * headStep[row[i]];
    return change / std::max(total, noFlowM3s * static_cast<double>(links.size() + 1));
}

double HydraulicNetwork::Private::largestFlow(const HydraulicState& state) const
{
    double largest = 0.0;
    for (std::size_t l = 0; l < links.size(); ++l)
        if (flowing[l])
            largest = std::max(largest, std::abs(state.flowM3s[l]));
    return largest;
}

double HydraulicNetwork::Private::worstImbalance(const HydraulicState& state) const
{
    double worst = 0.0;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (row[i] == none || !reached[i])
            continue;
        double excess = -nodes[i].demandM3s; // Σ Q_in - Σ Q_out - d
        for (std::size_t at = starts[i]; at < starts[i + 1]; ++at) {
            const std::size_t l = linksAt[at];
            if (flowing[l])
                excess += links[l].to == i ? state.flowM3s[l] : -state.flowM3s[l];
        }
        worst = std::max(worst, std::abs(excess));
    }
    return worst;
}

// Newton's method with the check valves as they are. A step that does not shrink is followed by a shorter one.
bool HydraulicNetwork::Private::iterate(HydraulicState& state, double accuracy, HydraulicReport& report)
{
    constexpr int fullSteps = 10;
    double before = std::numeric_limits<double>::infinity();
    for (int i = 0; report.iterations < mostIterations; ++i) {
        ++report.iterations;
        const double relaxation = i >= fullSteps && report.flowChange > 0.8 * before ? 0.6 : 1.0;
        before = report.flowChange;
        report.flowChange = step(state, relaxation);
        if (!std::isfinite(report.flowChange))
            return false;
        if (report.flowChange >= accuracy)
            continue;
        const double scale = std::max(largestFlow(state), noFlowM3s);
        report.massResidual = worstImbalance(state) / scale;
        if (report.massResidual <= balanced)
            return true;
    }
    return false;
}

// Net demand of each part that no fixed head reaches; islandOf: which part a node belongs to.
std::vector<double> HydraulicNetwork::Private::islandDemands(std::vector<std::size_t>& islandOf) const
{
    std::vector<double> demands;
    std::vector<char> seen(reached);
    std::vector<std::size_t> toVisit;
    islandOf.assign(nodes.size(), 0);
    for (std::size_t first = 0; first < nodes.size(); ++first) {
        if (seen[first])
            continue;
        demands.push_back(0.0);
        seen[first] = 1;
        toVisit.push_back(first);
        while (!toVisit.empty()) {
            const std::size_t node = toVisit.back();
            toVisit.pop_back();
            islandOf[node] = demands.size() - 1;
            demands.back() += nodes[node].demandM3s;
            for (std::size_t at = starts[node]; at < starts[node + 1]; ++at) {
                const HydraulicLink& link = links[linksAt[at]];
                const std::size_t other = link.from == node ? link.to : link.from;
                if (isOpen(linksAt[at]) && !seen[other]) {
                    seen[other] = 1;
                    toVisit.push_back(other);
                }
            }
        }
    }
    return demands;
}

// Check valves with backward flow close. Closed ones open where the pressure pushes forward; also into a part that no
// fixed head reaches, which fills up to the pressure before the valve, and out of one that only gives. Whether any
// changed.
bool HydraulicNetwork::Private::changeValves(const HydraulicState& state, bool allAtOnce)
{
    const double backward = -1e-9 * largestFlow(state) - noFlowM3s;
    std::vector<std::size_t> islandOf;
    const std::vector<double> demands = islandDemands(islandOf);
    const auto pushesForward = [&](std::size_t l) {
        const std::size_t from = links[l].from, to = links[l].to;
        if (reached[from] && reached[to])
            return state.headM[from] - state.headM[to] + laws[l].gainM > noHeadM;
        if (!reached[from] && !reached[to] && islandOf[from] == islandOf[to])
            return false;
        return (!reached[to] && demands[islandOf[to]] >= 0.0) ||
               (!reached[from] && demands[islandOf[from]] < 0.0);
    };
    bool changed = false;
    for (std::size_t l = 0; l < links.size() && (allAtOnce || !changed); ++l) {
        if (!links[l].checkValve || !laws[l].passes)
            continue;
        const bool change = valveShut[l] ? pushesForward(l) : flowing[l] && state.flowM3s[l] < backward;
        if (change)
            valveShut[l] = !valveShut[l];
        changed = changed || change;
    }
    return changed;
}

// What takes no part carries nothing and keeps the head it was built with; who has demand there is cut off.
void HydraulicNetwork::Private::settle(HydraulicState& state, HydraulicReport& report) const
{
    if (!allFinite(state.headM) || !allFinite(state.flowM3s)) {
        report.outcome = HydraulicOutcome::NotConverged;
        std::fill(state.flowM3s.begin(), state.flowM3s.end(), 0.0);
        for (std::size_t i = 0; i < nodes.size(); ++i)
            state.headM[i] = nodes[i].headM;
    }
    for (std::size_t l = 0; l < links.size(); ++l)
        if (!flowing[l])
            state.flowM3s[l] = 0.0;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (reached[i])
            continue;
        state.headM[i] = nodes[i].headM;
        if (nodes[i].demandM3s != 0.0)
            report.cutOff.push_back(i);
    }
    if (!std::isfinite(report.flowChange))
        report.flowChange = 1.0;
    report.massResidual = worstImbalance(state) / std::max(largestFlow(state), noFlowM3s);
}

HydraulicNetwork::HydraulicNetwork(std::vector<HydraulicNode> nodes, std::vector<HydraulicLink> links,
                                   double viscosityM2s)
    : d_(std::make_unique<Private>())
{
    for (std::size_t i = 0; i < nodes.size(); ++i)
        requireFinite({nodes[i].headM, nodes[i].demandM3s}, "Node", i);
    for (std::size_t l = 0; l < links.size(); ++l) {
        requireFinite(links[l], l);
        if (links[l].from >= nodes.size() || links[l].to >= nodes.size() || links[l].from == links[l].to)
            throw InputError("Link " + std::to_string(l) + " of the hydraulic network goes from node " +
                             std::to_string(links[l].from) + " to node " + std::to_string(links[l].to) +
                             "; it needs two different ones of its " + std::to_string(nodes.size()) +
                             " nodes.");
    }
    if (!(viscosityM2s > 0.0) || !std::isfinite(viscosityM2s))
        throw InputError("The liquid of the hydraulic network has a kinematic viscosity of " +
                         std::to_string(viscosityM2s) + " m²/s; it must be above 0.");
    d_->nodes = std::move(nodes);
    d_->links = std::move(links);
    d_->viscosityM2s = viscosityM2s;
    for (const HydraulicLink& link : d_->links)
        d_->laws.push_back(lawOf(link, viscosityM2s));
    d_->conductance.resize(d_->links.size());
    d_->towards.resize(d_->links.size());
    d_->valveShut.resize(d_->links.size());
    d_->flowing.resize(d_->links.size());
    d_->reached.resize(d_->nodes.size());
    d_->joinLinks();
    d_->makePattern();
}

HydraulicNetwork::~HydraulicNetwork() = default;
HydraulicNetwork::HydraulicNetwork(HydraulicNetwork&&) noexcept = default;
HydraulicNetwork& HydraulicNetwork::operator=(HydraulicNetwork&&) noexcept = default;

const std::vector<HydraulicNode>& HydraulicNetwork::nodes() const
{
    return d_->nodes;
}

const std::vector<HydraulicLink>& HydraulicNetwork::links() const
{
    return d_->links;
}

void HydraulicNetwork::setDemand(std::size_t node, double demandM3s)
{
    requireFinite({demandM3s}, "Node", node);
    d_->nodes.at(node).demandM3s = demandM3s;
}

void HydraulicNetwork::setFixedHead(std::size_t node, double headM)
{
    requireFinite({headM}, "Node", node);
    if (!d_->nodes.at(node).fixedHead)
        throw InputError(
            "Node " + std::to_string(node) +
            " of the hydraulic network was not built with a fixed head; it cannot be given one.");
    d_->nodes[node].headM = headM;
}

void HydraulicNetwork::setLink(std::size_t link, const HydraulicLink& value)
{
    requireFinite(value, link);
    if (value.from != d_->links.at(link).from || value.to != d_->links[link].to)
        throw InputError("Link " + std::to_string(link) +
                         " of the hydraulic network must keep its ends; build another network.");
    d_->links[link] = value;
    d_->laws[link] = lawOf(value, d_->viscosityM2s);
}

HydraulicReport HydraulicNetwork::solve(HydraulicState& state, double accuracy) const
{
    Private& d = *d_;
    HydraulicReport report;
    d.prepare(state);
    bool solved = false;
    for (int pass = 0; pass < mostStatusPasses && !solved; ++pass) {
        d.findReached();
        if (!d.iterate(state, accuracy, report))
            break;
        solved = !d.changeValves(state, pass < statusPassesAtOnce);
    }
    report.outcome = solved ? HydraulicOutcome::Converged : HydraulicOutcome::NotConverged;
    d.settle(state, report);
    if (solved && !report.cutOff.empty())
        report.outcome = HydraulicOutcome::Disconnected;
    return report;
}

} // namespace hallwright
