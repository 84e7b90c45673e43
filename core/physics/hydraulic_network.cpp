#include "core/physics/hydraulic_network.h"

#include "core/model/errors.h"
#include "core/physics/link_law.h"

#include <Eigen/Dense>
#include <Eigen/SparseCholesky>
#include <Eigen/SparseCore>

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <utility>

namespace hallwright {

namespace {

constexpr int mostIterations = 200; // of all Newton loops of one solve
constexpr int mostStatusPasses = 60;
constexpr int statusPassesAtOnce = 15; // after these, one check valve changes at a time
constexpr double balanced = 1e-9;      // a node's imbalance over the largest flow
constexpr double noFlowM3s = 1e-12;    // what counts as none where all flows vanish
constexpr double noHeadM = 1e-7;       // a valve's state does not change for less

enum class ValveState : char { Open, Shut, AtWork };

bool isControlValve(const HydraulicLink& link)
{
    return link.kind != HydraulicLinkKind::Pipe && link.kind != HydraulicLinkKind::Pump;
}

// The node whose head the valve holds while it is at work; none of a valve that holds a flow.
std::optional<std::size_t> heldBy(const HydraulicLink& link)
{
    if (link.kind == HydraulicLinkKind::PressureReducingValve)
        return link.to;
    if (link.kind == HydraulicLinkKind::PressureSustainingValve)
        return link.from;
    return std::nullopt;
}

// What an open or working valve sees: heads before and behind it, its flow and what it loses standing open.
struct ValveSight {
    double fromM = 0.0, toM = 0.0, flowM3s = 0.0, openLossM = 0.0;
    bool backward = false;
};

ValveState nextState(const HydraulicLink& valve, ValveState now, const ValveSight& at)
{
    const bool working = now == ValveState::AtWork;
    switch (valve.kind) {
    case HydraulicLinkKind::PressureReducingValve:
        if (at.backward)
            return ValveState::Shut;
        if (working)
            return at.fromM - at.openLossM < valve.setting - noHeadM ? ValveState::Open : now;
        return at.toM > valve.setting + noHeadM ? ValveState::AtWork : now;
    case HydraulicLinkKind::PressureSustainingValve:
        if (at.backward)
            return ValveState::Shut;
        if (working)
            return at.toM + at.openLossM > valve.setting + noHeadM ? ValveState::Open : now;
        return at.fromM < valve.setting - noHeadM ? ValveState::AtWork : now;
    case HydraulicLinkKind::FlowControlValve:
        if (working)
            return at.fromM - at.toM < at.openLossM - noHeadM ? ValveState::Open : now;
        return at.flowM3s > valve.setting * (1.0 + balanced) + noFlowM3s ? ValveState::AtWork : now;
    case HydraulicLinkKind::Pipe:
    case HydraulicLinkKind::Pump:
        break;
    }
    return now;
}

// Of a shut valve between two reached nodes; a flow-control valve is never shut.
ValveState openedState(const HydraulicLink& valve, double fromM, double toM)
{
    if (fromM <= toM + noHeadM)
        return ValveState::Shut;
    if (valve.kind == HydraulicLinkKind::PressureReducingValve) {
        if (fromM <= valve.setting + noHeadM)
            return ValveState::Open;
        return toM < valve.setting - noHeadM ? ValveState::AtWork : ValveState::Shut;
    }
    if (toM > valve.setting + noHeadM)
        return ValveState::Open;
    return fromM > valve.setting + noHeadM ? ValveState::AtWork : ValveState::Shut;
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
                   link.shutOffHeadM, link.curveC, link.curveN, link.speed, link.setting},
                  "Link", index);
    for (const PumpPoint& point : link.points)
        requireFinite({point.flowM3s, point.headM}, "Link", index);
}

void requireFallingCurve(const HydraulicLink& link, std::size_t index)
{
    if (link.points.size() == 1)
        throw InputError("Pump " + std::to_string(index) +
                         " of the hydraulic network has a curve of one point; give it two or more.");
    for (std::size_t i = 1; i < link.points.size(); ++i) {
        const PumpPoint &a = link.points[i - 1], &b = link.points[i];
        if (!(b.flowM3s > a.flowM3s) || !(b.headM < a.headM))
            throw InputError("Pump " + std::to_string(index) + " of the hydraulic network has point " +
                             std::to_string(i + 1) + " of its curve at " + std::to_string(b.flowM3s) +
                             " m³/s and " + std::to_string(b.headM) +
                             " m; it needs more flow and less head than the point before.");
    }
}

// A head can be held by one only.
void requireFreeNode(std::span<const HydraulicNode> nodes, std::span<const HydraulicLink> links,
                     std::size_t index)
{
    const std::optional<std::size_t> held = heldBy(links[index]);
    if (!held)
        return;
    bool taken = nodes[*held].fixedHead;
    for (std::size_t l = 0; l < index && !taken; ++l)
        taken = heldBy(links[l]) == held;
    if (taken)
        throw InputError("Valve " + std::to_string(index) + " of the hydraulic network would hold node " +
                         std::to_string(*held) +
                         ", whose head something else holds; put a pipe between them.");
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
    std::vector<double> lostM;                // H_from - H_to of links that take part
    std::vector<ValveState> valve;            // open where a link has none
    std::vector<std::size_t> holding;         // links that hold a head
    std::vector<char> flowing;                // links that take part
    std::vector<char> reached;                // nodes that a fixed head reaches
    std::vector<std::size_t> stack;

    void joinLinks();
    void makePattern();

    bool isOpen(std::size_t l) const { return laws[l].passes && valve[l] == ValveState::Open; }
    bool isWorking(std::size_t l) const { return laws[l].passes && valve[l] == ValveState::AtWork; }
    void prepare(HydraulicState& state);
    void findReached(const HydraulicState& state);
    void assemble(const HydraulicState& state);
    void solveHeadSteps(const HydraulicState& state);
    double step(HydraulicState& state, double relaxation);
    double largestFlow(const HydraulicState& state) const;
    double worstImbalance(const HydraulicState& state) const;
    bool iterate(HydraulicState& state, double accuracy, HydraulicReport& report);
    std::vector<double> islandDemands(std::vector<std::size_t>& islandOf) const;
    ValveState stateFor(std::size_t l, const HydraulicState& state, bool fillsOrEmpties) const;
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

// A state of the right size, with the fixed heads of now; check valves as the state leaves them. Of control valves
// those that are a fixed head to what follows start at work and the others open, or a demand would seem cut off.
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
        const bool shut = warm && links[l].checkValve && state.flowM3s[l] <= 0.0 && opensM < 0.0;
        const bool reducing = links[l].kind == HydraulicLinkKind::PressureReducingValve;
        valve[l] = shut ? ValveState::Shut : reducing ? ValveState::AtWork : ValveState::Open;
    }
    std::fill(flowing.begin(), flowing.end(), char(0));
}

void HydraulicNetwork::Private::findReached(const HydraulicState& state)
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
            const bool holdsOther = isWorking(linksAt[at]) && heldBy(link) == link.to && other == link.to;
            if ((isOpen(linksAt[at]) || holdsOther) && !reached[other]) {
                reached[other] = 1;
                stack.push_back(other);
            }
        }
    }
    holding.clear();
    for (std::size_t l = 0; l < links.size(); ++l) {
        const bool flows = (isOpen(l) || isWorking(l)) && reached[links[l].from] && reached[links[l].to];
        if (flows && !flowing[l])
            lostM[l] = state.headM[links[l].from] - state.headM[links[l].to];
        flowing[l] = flows;
        if (flows && isWorking(l) && heldBy(links[l]))
            holding.push_back(l);
    }
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
        double y = 0.0;
        if (isWorking(l)) { // its flow is its setting, or found when the heads are
            towards[l] = heldBy(link) ? 0.0 : link.setting;
        } else {
            const HeadLoss loss = lossOf(laws[l], state.flowM3s[l]);
            y = 1.0 / loss.slopeSM2;
            towards[l] = state.flowM3s[l] + y * (lostM[l] - loss.headM); // Q + y ρ
        }
        conductance[l] = y;
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

// δH, and the flows q of valves that hold a head. With κ added to the diagonal of each held node, whose step is known
// to be S - H, nothing changes but that the matrix stays regular where such a node is the only fixed head:
//     (A + κ) δH + C q = b + κ (S - H),   δH = S - H at the held nodes
void HydraulicNetwork::Private::solveHeadSteps(const HydraulicState& state)
{
    if (matrix.rows() == 0)
        return;
    const auto count = static_cast<Eigen::Index>(holding.size());
    Eigen::VectorXd wanted(count);
    for (Eigen::Index i = 0; i < count; ++i) {
        const HydraulicLink& link = links[holding[static_cast<std::size_t>(i)]];
        const std::size_t held = *heldBy(link);
        wanted[i] = link.setting - state.headM[held];
        double& atHeld = matrix.valuePtr()[diagonal[static_cast<std::size_t>(row[held])]];
        const double kappa = std::max(atHeld, 1.0);
        atHeld += kappa;
        right[row[held]] += kappa * wanted[i];
    }
    factors.factorize(matrix);
    headStep = factors.solve(right);
    if (count == 0)
        return;
    Eigen::MatrixXd ends = Eigen::MatrixXd::Zero(matrix.rows(), count); // C
    for (Eigen::Index i = 0; i < count; ++i) {
        const HydraulicLink& link = links[holding[static_cast<std::size_t>(i)]];
        if (row[link.from] != none)
            ends(row[link.from], i) = 1.0;
        if (row[link.to] != none)
            ends(row[link.to], i) = -1.0;
    }
    const Eigen::MatrixXd perFlow = factors.solve(ends);
    Eigen::MatrixXd heldPerFlow(count, count);
    Eigen::VectorXd beyond(count);
    for (Eigen::Index i = 0; i < count; ++i) {
        const int at = row[*heldBy(links[holding[static_cast<std::size_t>(i)]])];
        heldPerFlow.row(i) = perFlow.row(at);
        beyond[i] = headStep[at] - wanted[i];
    }
    const Eigen::VectorXd flows = heldPerFlow.fullPivLu().solve(beyond);
    headStep -= perFlow * flows;
    for (Eigen::Index i = 0; i < count; ++i)
        towards[holding[static_cast<std::size_t>(i)]] = flows[i];
}

// Moves heads and flows by one Newton step; Σ|δQ|/Σ|Q|.
double HydraulicNetwork::Private::step(HydraulicState& state, double relaxation)
{
    assemble(state);
    solveHeadSteps(state);
    const auto stepAt = [&](std::size_t node) { return row[node] == none ? 0.0 : headStep[row[node]]; };
    double change = 0.0, total = 0.0;
    for (std::size_t l = 0; l < links.size(); ++l) {
        if (!flowing[l])
            continue;
        // δQ = y (ρ + Bᵀ δH)
        const double lossStep = stepAt(links[l].from) - stepAt(links[l].to);
        const double flow = towards[l] + conductance[l] * lossStep;
        lostM[l] += relaxation * lossStep;
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

// What the flows and heads make of a valve. A shut one opens where the pressure pushes forward; also into a part that
// no fixed head reaches, which fills up to the pressure before the valve, and out of one that only gives.
ValveState HydraulicNetwork::Private::stateFor(std::size_t l, const HydraulicState& state,
                                               bool fillsOrEmpties) const
{
    const HydraulicLink& link = links[l];
    const double fromM = state.headM[link.from], toM = state.headM[link.to], flowM3s = state.flowM3s[l];
    if (valve[l] != ValveState::Shut) {
        if (!flowing[l])
            return valve[l];
        const bool backward = flowM3s < -1e-9 * largestFlow(state) - noFlowM3s;
        if (link.checkValve)
            return backward ? ValveState::Shut : ValveState::Open;
        const double openLossM = laws[l].minorK * flowM3s * flowM3s;
        return nextState(link, valve[l], {fromM, toM, flowM3s, openLossM, backward});
    }
    if (!reached[link.from] || !reached[link.to])
        return fillsOrEmpties ? ValveState::Open : ValveState::Shut;
    if (link.checkValve)
        return fromM - toM + laws[l].gainM > noHeadM ? ValveState::Open : ValveState::Shut;
    return openedState(link, fromM, toM);
}

// Whether any check or control valve changed its state.
bool HydraulicNetwork::Private::changeValves(const HydraulicState& state, bool allAtOnce)
{
    std::vector<std::size_t> islandOf;
    const std::vector<double> demands = islandDemands(islandOf);
    const auto fillsOrEmpties = [&](std::size_t l) {
        const std::size_t from = links[l].from, to = links[l].to;
        if (!reached[from] && !reached[to] && islandOf[from] == islandOf[to])
            return false;
        return (!reached[to] && demands[islandOf[to]] >= 0.0) ||
               (!reached[from] && demands[islandOf[from]] < 0.0);
    };
    bool changed = false;
    for (std::size_t l = 0; l < links.size() && (allAtOnce || !changed); ++l) {
        if (!laws[l].passes || !(links[l].checkValve || isControlValve(links[l])))
            continue;
        const ValveState next = stateFor(l, state, fillsOrEmpties(l));
        changed = changed || next != valve[l];
        valve[l] = next;
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
        requireFallingCurve(links[l], l);
        requireFreeNode(nodes, links, l);
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
    d_->lostM.resize(d_->links.size());
    d_->valve.resize(d_->links.size());
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
    requireFallingCurve(value, link);
    if (value.from != d_->links.at(link).from || value.to != d_->links[link].to)
        throw InputError("Link " + std::to_string(link) +
                         " of the hydraulic network must keep its ends; build another network.");
    if (value.kind != d_->links[link].kind && isControlValve(value))
        throw InputError("Link " + std::to_string(link) +
                         " of the hydraulic network cannot become a valve; build another network.");
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
        d.findReached(state);
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
