// A coolant loop solved as the network its pipes make. The small loops are drawn here, in the plane z = 0, with the
// supply pipes at y = 0 and the return pipes at y = 2, so that each test can be checked by hand.
#include "core/physics/coolant_properties.h"
#include "core/physics/hydraulic_network.h"
#include "core/physics/pipe_friction.h"
#include "core/simulation/loop_network.h"
#include "core/simulation/pipe_graph.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <random>

using namespace hallwright;

namespace {

constexpr double conserved = 1e-9; // of a sum of flows: rounding only
constexpr double byHand = 1e-9;    // relative; the same formulae in another order
constexpr double setPointC = 18.0;

// A drawing in the making, and what stands on it.
struct Drawing {
    CoolingNetwork cooling;
    std::vector<LoopConnection> coils, plant;

    Drawing()
    {
        CoolantLoop loop;
        loop.id = {1};
        loop.name = "Loop";
        loop.supplyC = setPointC;
        loop.designDeltaTK = 8.0;
        loop.pumpHeadPa = 200e3;
        loop.pumpEfficiency = 0.65;
        loop.designHeatW = 1e6;
        cooling.loops = {loop};
    }

    CoolantLoop& loop() { return cooling.loops.front(); }

    PipeRun& pipe(std::string name, PipeRole role, std::vector<Point3> path, double diameterM = 0.2)
    {
        PipeRun run;
        run.id = {static_cast<std::int64_t>(cooling.pipes.size() + 1)};
        run.name = std::move(name);
        run.loop = {1};
        run.role = role;
        run.diameterM = diameterM;
        run.pathM = std::move(path);
        cooling.pipes.push_back(std::move(run));
        return cooling.pipes.back();
    }

    void coil(std::string name, Point3 at)
    {
        const auto id = static_cast<std::int64_t>(coils.size() + 1);
        coils.push_back({TerminalKind::AirHandler, id, std::move(name), at});
    }

    void unit(std::string name, Point3 at, double capacityW = 1e6)
    {
        PlantUnit unit;
        unit.id = {static_cast<std::int64_t>(cooling.plant.size() + 1)};
        unit.name = name;
        unit.loop = {1};
        unit.capacityW = capacityW;
        cooling.plant.push_back(unit);
        plant.push_back({TerminalKind::Plant, unit.id.value, std::move(name), at});
    }

    LoopNetwork network() const
    {
        Site site;
        site.cooling = std::make_shared<const CoolingNetwork>(cooling);
        return LoopNetwork(site, 0, coils, plant);
    }

    std::shared_ptr<const LoopHydraulics> solve(const std::vector<TerminalDemand>& demands) const
    {
        return network().solve(demands, setPointC, std::vector<char>(plant.size(), 1), nullptr);
    }
};

// One main of 30 m, supply and return, coils at 10 and 30 m, the plant at its start.
Drawing singleMain()
{
    Drawing drawing;
    drawing.pipe("supply main", PipeRole::Supply, {{0, 0, 0}, {30, 0, 0}});
    drawing.pipe("return main", PipeRole::Return, {{0, 2, 0}, {30, 2, 0}});
    drawing.coil("near coil", {10, 1, 0});
    drawing.coil("far coil", {30, 1, 0});
    drawing.unit("chiller", {0, 1, 0});
    return drawing;
}

TerminalDemand demand(double flowM3s, double heatW = 0.0, double fullDropPa = 50e3)
{
    return {flowM3s, heatW, 0.01, fullDropPa};
}

bool anyContains(const std::vector<std::string>& sentences, const std::string& words)
{
    return std::any_of(sentences.begin(), sentences.end(),
                       [&](const std::string& s) { return s.find(words) != std::string::npos; });
}

QByteArray said(const std::vector<std::string>& sentences)
{
    QByteArray all;
    for (const std::string& s : sentences)
        all += s.c_str() + QByteArray("\n");
    return all;
}

#define VERIFY_SAYS(hydraulics, words)                                                                       \
    QVERIFY2(anyContains((hydraulics).warnings, words), said((hydraulics).warnings))
#define VERIFY_RELATIVE(actual, expected, tolerance)                                                         \
    QVERIFY2(std::abs((actual) - (expected)) <= (tolerance)*std::abs(expected),                              \
             qPrintable(QString("%1 against %2").arg(actual, 0, 'g', 12).arg(expected, 0, 'g', 12)))

double pascalPerM()
{
    return coolantAt(Coolant::Water, setPointC).densityKgM3 * standardGravity;
}

// Darcy-Weisbach for a 0.2 m pipe, written out.
double mainDropPa(double lengthM, double flowM3s)
{
    const CoolantProperties water = coolantAt(Coolant::Water, setPointC);
    const double bore = 0.2 / pipeOuterOverInner;
    const double velocity = flowM3s / (std::numbers::pi / 4.0 * bore * bore);
    const double reynolds = velocity * bore * water.densityKgM3 / water.viscosityPaS;
    const double f = frictionFactor(reynolds, 4.5e-5 / bore).factor;
    return f * lengthM / bore * water.densityKgM3 * velocity * velocity / 2.0;
}

double sumOfFlows(const LoopHydraulics& h)
{
    double sum = 0.0;
    for (const TerminalResult& terminal : h.terminals)
        sum += terminal.flowM3s;
    return sum;
}

bool allFinite(const LoopHydraulics& h)
{
    double sum = h.flowM3s + h.headPa + h.pumpPowerW + h.pumpSpeed + h.shortM3s + h.massResidual;
    for (const PipeFlowResult& p : h.pipes)
        sum += p.flowM3s + p.velocityMs + p.dropPa + p.temperatureC;
    for (const TerminalResult& t : h.terminals)
        sum += t.flowM3s + t.dropPa + t.valveDropPa + t.returnC;
    return std::isfinite(sum);
}

} // namespace

class TestLoopNetwork : public QObject
{
    Q_OBJECT

private slots:
    // The drawing
    void runsJoinWithinReach_data();
    void runsJoinWithinReach();
    void runsMeetingAtOnePointMakeOneNode();
    void bendsAndTeesLoseHead();
    void deadLegIsNamed();
    void deadEndBesideEquipmentIsForIt();
    void rackSidePipesAreNotTheLoops();

    // Flows, heads and temperatures
    void twoCoilsOnAMainByHand();
    void returnWaterMixes();
    void nothingDemandedHoldsTheHead();
    void treeAndGradientAlgorithmAgree();
    void ringMainSharesByResistance();
    void ringMainDoesNotDependOnWhereItStarted();
    void plantSharesByCapacity();
    void withoutAnyPlantInServiceTheCoolantCirculates();
    void moreDemandTakesMoreHead();

    // Pumps
    void pumpsAtTheDesignPointHaveTheirEfficiency();
    void fewPumpsRunAtLowFlow();
    void pumpsThatCannotLeaveTheFarTerminalsShort();
    void shortRingStillBalances();

    // What is wrong with the loop is said
    void unjoinedCoilIsNamed();
    void unjoinedPlantUnitIsNamed();
    void withoutPipesItIsOneStream();
    void oneStreamIsLimitedByItsPumps();
    void fastCoolantIsReported();
    void heatWithoutFlowIsReported();
    void nonsenseGivesNoNonsense();

    void servesTheSameEquipmentOnTheSameNetwork();
};

void TestLoopNetwork::runsJoinWithinReach_data()
{
    QTest::addColumn<double>("gapM");
    QTest::addColumn<bool>("crossing");
    QTest::addColumn<std::size_t>("nodes");
    QTest::addColumn<std::size_t>("stretches");

    // A tee cuts the run it ends on, a crossing cuts both; each run that is not joined has two nodes of its own.
    QTest::newRow("tee, touching") << 0.0 << false << std::size_t(4) << std::size_t(3);
    QTest::newRow("tee, 4 cm") << 0.04 << false << std::size_t(4) << std::size_t(3);
    QTest::newRow("tee, 6 cm") << 0.06 << false << std::size_t(4) << std::size_t(2);
    QTest::newRow("crossing, touching") << 0.0 << true << std::size_t(5) << std::size_t(4);
    QTest::newRow("crossing, 4 cm") << 0.04 << true << std::size_t(5) << std::size_t(4);
    QTest::newRow("crossing, 6 cm") << 0.06 << true << std::size_t(4) << std::size_t(2);
}

void TestLoopNetwork::runsJoinWithinReach()
{
    QFETCH(double, gapM);
    QFETCH(bool, crossing);
    Drawing drawing;
    drawing.pipe("main", PipeRole::Supply, {{0, 0, 0}, {10, 0, 0}});
    drawing.pipe("branch", PipeRole::Supply,
                 crossing ? std::vector<Point3>{{4, -3, gapM}, {4, 3, gapM}}
                          : std::vector<Point3>{{4, gapM, 0}, {4, 3, 0}});
    const PipeGraph graph = joinPipes(drawing.cooling.pipes, std::vector<std::size_t>{0, 1}, {});
    QTEST(graph.nodes, "nodes");
    QTEST(graph.stretches.size(), "stretches");
}

// Six runs of a star, and one that passes over its centre.
void TestLoopNetwork::runsMeetingAtOnePointMakeOneNode()
{
    Drawing drawing;
    std::vector<std::size_t> runs;
    for (int i = 0; i < 6; ++i) {
        const double angle = 2.0 * std::numbers::pi * i / 6.0 + 0.2;
        drawing.pipe("arm", PipeRole::Supply, {{0, 0, 0}, {5 * std::cos(angle), 5 * std::sin(angle), 0}});
        runs.push_back(runs.size());
    }
    drawing.pipe("through", PipeRole::Supply, {{0, 0, -3}, {0, 0, 3}});
    runs.push_back(runs.size());
    const PipeGraph graph = joinPipes(drawing.cooling.pipes, runs, {});
    QCOMPARE(graph.nodes, std::size_t(6 + 2 + 1));
    QCOMPARE(graph.stretches.size(), std::size_t(6 + 2));
    const PipeForest forest = spanningForest(graph.nodes, graph.stretches);
    QCOMPARE(forest.ringed, std::vector<char>{0});
}

// The same length, straight and with two right angles; K 0.3 each. A tee adds half of 0.6 to each stretch at it.
void TestLoopNetwork::bendsAndTeesLoseHead()
{
    const auto dropIn = [](const std::vector<Point3>& path, bool tee) {
        Drawing drawing;
        drawing.pipe("supply", PipeRole::Supply, path);
        drawing.pipe("return", PipeRole::Return, {{0, 2, 0}, {12, 2, 0}});
        if (tee) {
            drawing.pipe("branch", PipeRole::Supply, {{12, 0, 0}, {12, 0, 2}});
            drawing.pipe("branch", PipeRole::Supply, {{12, 0, 0}, {12, 0, -2}});
        }
        drawing.coil("coil", {12, 0, 0});
        drawing.unit("chiller", {0, 1, 0});
        return drawing.solve({demand(0.01)})->pipes.front().dropPa;
    };
    const CoolantProperties water = coolantAt(Coolant::Water, setPointC);
    const double bore = 0.2 / pipeOuterOverInner;
    const double velocity = 0.01 / (std::numbers::pi / 4.0 * bore * bore);
    const double dynamicPa = water.densityKgM3 * velocity * velocity / 2.0;
    const std::vector<Point3> straight{{0, 0, 0}, {12, 0, 0}};
    VERIFY_RELATIVE(dropIn(straight, false), mainDropPa(12.0, 0.01), byHand);
    VERIFY_RELATIVE(dropIn(straight, true), mainDropPa(12.0, 0.01) + 0.3 * dynamicPa, byHand);
    const std::vector<Point3> bent{{0, 0, 0}, {0, 0, 3}, {9, 0, 3}, {9, 0, 0}};
    VERIFY_RELATIVE(dropIn(bent, false), mainDropPa(15.0, 0.01) + 0.6 * dynamicPa, byHand);
}

void TestLoopNetwork::deadLegIsNamed()
{
    for (const double lengthM : {2.5, 3.5}) {
        Drawing drawing = singleMain();
        drawing.pipe("spur to nowhere", PipeRole::Supply, {{20, 0, 0}, {20, 0, lengthM}});
        const auto h = drawing.solve({demand(0.006), demand(0.004)});
        QCOMPARE(anyContains(h->warnings, "spur to nowhere"), lengthM > 3.0);
        QCOMPARE(h->pipes.back().flowM3s, -0.004); // the return's last stretch: still the far coil's
    }
}

// Two headers on one wall, stacked: the lower one passes by the near coil on its way to the far one, the upper one ends
// at the near coil.
void TestLoopNetwork::deadEndBesideEquipmentIsForIt()
{
    Drawing drawing;
    drawing.pipe("supply main", PipeRole::Supply, {{0, 0, 0}, {0, 0, 3}});
    drawing.pipe("far header", PipeRole::Supply, {{0, 0, 1}, {40, 0, 1}});
    drawing.pipe("near header", PipeRole::Supply, {{0, 0, 2}, {20, 0, 2}});
    drawing.pipe("return", PipeRole::Return, {{0, 2, 0}, {40, 2, 0}});
    drawing.coil("near coil", {20, 0, 0.9});
    drawing.coil("far coil", {40, 0, 0.9});
    drawing.unit("chiller", {0, 0, 0});
    const auto h = drawing.solve({demand(0.006), demand(0.004)});
    for (const PipeFlowResult& pipe : h->pipes) {
        if (pipe.pipe == 1)
            VERIFY_RELATIVE(pipe.flowM3s, 0.004, byHand);
        if (pipe.pipe == 2)
            VERIFY_RELATIVE(pipe.flowM3s, 0.006, byHand);
    }
    QVERIFY2(h->warnings.empty(), said(h->warnings));
}

void TestLoopNetwork::rackSidePipesAreNotTheLoops()
{
    Drawing drawing = singleMain();
    drawing.pipe("manifold", PipeRole::Supply, {{10, 0, 0}, {10, 1, 0}}).cdu = {7};
    const auto h = drawing.solve({demand(0.006), demand(0.004)});
    QCOMPARE(h->pipes.size(), std::size_t(4));
}

// 6 L/s to the near coil and 4 L/s to the far one: 10 L/s over the first 10 m, 4 L/s over the other 20 m, there and
// back. The far coil drops 50 kPa (4/10)² = 8 kPa, the near one 18 kPa, and the near one needs less pipe: which of them
// sets the head follows from the figures. The chiller drops 60 kPa at the loop's design flow.
void TestLoopNetwork::twoCoilsOnAMainByHand()
{
    Drawing drawing = singleMain();
    drawing.loop().heldHead = 0.0;
    const auto h = drawing.solve({demand(0.006), demand(0.004)});

    QVERIFY(h->fromPipes);
    QCOMPARE(h->pipes.size(), std::size_t(4));
    VERIFY_RELATIVE(h->pipes[0].flowM3s, 0.010, byHand);
    VERIFY_RELATIVE(h->pipes[1].flowM3s, 0.004, byHand);
    VERIFY_RELATIVE(h->pipes[2].flowM3s, -0.010, byHand); // drawn away from the plant
    VERIFY_RELATIVE(h->pipes[3].flowM3s, -0.004, byHand);
    VERIFY_RELATIVE(h->pipes[0].dropPa, mainDropPa(10.0, 0.010), byHand);
    VERIFY_RELATIVE(h->pipes[1].dropPa, mainDropPa(20.0, 0.004), byHand);

    const double designM3s = 1e6 / (coolantAt(Coolant::Water, setPointC).heatPerVolume() * 8.0);
    const double chillerPa = 60e3 * std::pow(0.010 / designM3s, 2.0);
    const double nearPa = 50e3 * 0.36;
    const double farPa = 50e3 * 0.16 + 2.0 * mainDropPa(20.0, 0.004);
    QVERIFY(nearPa > farPa);
    const double headPa = chillerPa + 2.0 * mainDropPa(10.0, 0.010) + nearPa;
    VERIFY_RELATIVE(h->headPa, headPa, byHand);
    QCOMPARE(h->terminals[0].valveDropPa, 0.0);
    VERIFY_RELATIVE(h->terminals[1].valveDropPa, nearPa - farPa, 1e-6);
    QCOMPARE(h->flowM3s, 0.010);
    QCOMPARE(h->shortM3s, 0.0);
    QVERIFY(h->massResidual <= conserved);
    QVERIFY2(h->warnings.empty(), said(h->warnings));
}

// 40 kW into 4 L/s and 20 kW into 6 L/s.
void TestLoopNetwork::returnWaterMixes()
{
    const auto h = singleMain().solve({demand(0.006, 20e3), demand(0.004, 40e3)});
    const double perVolume = coolantAt(Coolant::Water, setPointC).heatPerVolume();
    VERIFY_RELATIVE(h->terminals[0].returnC, setPointC + 20e3 / (perVolume * 0.006), byHand);
    VERIFY_RELATIVE(h->terminals[1].returnC, setPointC + 40e3 / (perVolume * 0.004), byHand);
    QCOMPARE(h->pipes[0].temperatureC, setPointC);
    VERIFY_RELATIVE(h->pipes[3].temperatureC, h->terminals[1].returnC, byHand);
    VERIFY_RELATIVE(h->pipes[2].temperatureC, setPointC + 60e3 / (perVolume * 0.010), byHand);
}

void TestLoopNetwork::nothingDemandedHoldsTheHead()
{
    const auto h = singleMain().solve({demand(0.0), demand(0.0)});
    QVERIFY(h->fromPipes);
    QCOMPARE(h->flowM3s, 0.0);
    VERIFY_RELATIVE(h->headPa, 0.3 * 200e3, byHand);
    QCOMPARE(h->pumpPowerW, 0.0);
    for (const PipeFlowResult& pipe : h->pipes)
        QCOMPARE(pipe.flowM3s, 0.0);
    QVERIFY(allFinite(*h));
    QVERIFY2(h->warnings.empty(), said(h->warnings));
}

namespace {

// A main with risers to `branches` branches of `coilsEach` coils, supply and return, in pipes of several sizes.
Drawing branched(int branches, int coilsEach)
{
    Drawing drawing;
    for (const PipeRole role : {PipeRole::Supply, PipeRole::Return}) {
        const double y = role == PipeRole::Supply ? 0.0 : 2.0;
        drawing.pipe("main", role, {{0, y, 0}, {10.0 * branches, y, 0}}, 0.4);
        for (int b = 0; b < branches; ++b) {
            const double x = 10.0 * b + 5.0;
            drawing.pipe("riser", role, {{x, y, 0}, {x, y, 4}}, 0.25);
            drawing.pipe("branch", role, {{x, y, 4}, {x, y + 5, 4}, {x, y + 5 + 3.0 * coilsEach, 4}}, 0.2);
        }
    }
    for (int b = 0; b < branches; ++b) {
        for (int c = 0; c < coilsEach; ++c)
            drawing.coil("coil " + std::to_string(b) + "." + std::to_string(c),
                         {10.0 * b + 5.0, 8.0 + 3.0 * c, 5});
    }
    drawing.unit("chiller 1", {0, 1, 0});
    drawing.unit("chiller 2", {6, 1, 0});
    drawing.loop().designHeatW = 0.003 * branches * coilsEach * 8.0 * 4.18e6;
    return drawing;
}

std::vector<TerminalDemand> randomDemands(std::size_t count, std::mt19937& random)
{
    std::uniform_real_distribution<double> flow(0.0, 0.004);
    std::vector<TerminalDemand> demands;
    for (std::size_t i = 0; i < count; ++i) {
        const double flowM3s = i % 7 == 3 ? 0.0 : flow(random);
        demands.push_back(demand(flowM3s, flowM3s * 30e6));
    }
    return demands;
}

// The stretches of a role as a network of their own, with the flows that equipment takes at its nearest node.
struct Gradient {
    std::vector<Point3> places;
    std::vector<HydraulicNode> nodes;
    std::vector<HydraulicLink> links;

    std::size_t at(const Point3& p)
    {
        const auto apart = [&](const Point3& q) { return std::hypot(p.x - q.x, p.y - q.y, p.z - q.z); };
        const auto it =
            std::find_if(places.begin(), places.end(), [&](const Point3& q) { return apart(q) < 0.1; });
        if (it != places.end())
            return static_cast<std::size_t>(it - places.begin());
        places.push_back(p);
        nodes.push_back({});
        return places.size() - 1;
    }
};

} // namespace

// What the tree pass finds from the mass balance alone, the global gradient algorithm finds by Newton's method. The
// flow that each node takes is the difference of its stretches' flows; what it must be is tested elsewhere.
void TestLoopNetwork::treeAndGradientAlgorithmAgree()
{
    const Drawing drawing = branched(5, 4);
    std::mt19937 random(1);
    const auto h = drawing.solve(randomDemands(drawing.coils.size(), random));
    QVERIFY(h->fromPipes);
    const CoolantProperties water = coolantAt(Coolant::Water, setPointC);

    Gradient gradient;
    std::vector<std::size_t> stretches;
    for (std::size_t s = 0; s < h->pipes.size(); ++s) {
        const PipeFlowResult& pipe = h->pipes[s];
        const PipeRun& run = drawing.cooling.pipes[pipe.pipe];
        if (run.role != PipeRole::Supply)
            continue;
        HydraulicLink link;
        link.from = gradient.at(pipe.fromM);
        link.to = gradient.at(pipe.toM);
        link.lengthM = pipe.lengthM;
        link.boreM = run.diameterM / pipeOuterOverInner;
        link.roughness = run.roughnessM;
        gradient.links.push_back(link);
        stretches.push_back(s);
    }
    double suppliedM3s = 0.0;
    for (std::size_t i = 0; i < stretches.size(); ++i) {
        gradient.nodes[gradient.links[i].from].demandM3s -= h->pipes[stretches[i]].flowM3s;
        gradient.nodes[gradient.links[i].to].demandM3s += h->pipes[stretches[i]].flowM3s;
    }
    for (const HydraulicNode& node : gradient.nodes)
        suppliedM3s += std::max(-node.demandM3s, 0.0);
    VERIFY_RELATIVE(suppliedM3s, h->flowM3s, conserved);
    gradient.nodes[gradient.at({0, 0, 0})].fixedHead = true;
    const HydraulicNetwork network(gradient.nodes, gradient.links, water.viscosityPaS / water.densityKgM3);
    HydraulicState state;
    QCOMPARE(network.solve(state, 1e-9).outcome, HydraulicOutcome::Converged);
    for (std::size_t i = 0; i < stretches.size(); ++i) {
        const PipeFlowResult& pipe = h->pipes[stretches[i]];
        QVERIFY(std::abs(state.flowM3s[i] - pipe.flowM3s) <= conserved * h->flowM3s);
        const double gradientPa =
            std::abs(state.headM[gradient.links[i].from] - state.headM[gradient.links[i].to]) * pascalPerM();
        const PipeFriction friction = pipeFriction(gradient.links[i].lengthM, gradient.links[i].boreM, 4.5e-5,
                                                   water.viscosityPaS / water.densityKgM3);
        const double frictionPa = std::abs(headLoss(friction, pipe.flowM3s).headM) * pascalPerM();
        constexpr double addedSlopePa = 0.01; // the gradient algorithm's 1e-5 s/m² at up to 0.1 m³/s
        QVERIFY(std::abs(gradientPa - frictionPa) <= addedSlopePa);
        QVERIFY(pipe.dropPa >= frictionPa * (1.0 - byHand)); // fittings come on top
    }
    QVERIFY(h->massResidual <= conserved);
}

namespace {

// A closed ring of 2 x (20 + 10) m in the supply, plant at a corner; the return is a single main.
Drawing ringMain(double coilX)
{
    Drawing drawing;
    drawing.pipe("ring", PipeRole::Supply, {{0, 0, 0}, {20, 0, 0}, {20, -10, 0}, {0, -10, 0}, {0, 0, 0}});
    drawing.pipe("return main", PipeRole::Return, {{0, 2, 0}, {20, 2, 0}});
    drawing.coil("coil", {coilX, 0, 0});
    drawing.coil("corner coil", {20, -10, 0});
    drawing.unit("chiller", {0, 0, 0});
    return drawing;
}

} // namespace

// With the coil at the far corner of the ring each way is as long, so each has half; with it 10 m along one side, the
// drops of both ways are the same and the short way carries more.
void TestLoopNetwork::ringMainSharesByResistance()
{
    constexpr double settled = 1e-5; // the solver adds 1e-5 s/m² to the slope of each stretch
    const auto even = ringMain(10.0).solve({demand(0.0), demand(0.012)});
    QVERIFY(even->fromPipes);
    for (const PipeFlowResult& pipe : even->pipes) {
        if (pipe.pipe == 0)
            VERIFY_RELATIVE(std::abs(pipe.flowM3s), 0.006, settled);
    }
    const auto uneven = ringMain(10.0).solve({demand(0.012), demand(0.0)});
    double aroundPa = 0.0;
    double directPa = 0.0;
    for (const PipeFlowResult& pipe : uneven->pipes) {
        if (pipe.pipe != 0)
            continue;
        const bool direct = pipe.fromM == Point3{0, 0, 0} && pipe.toM == Point3{10, 0, 0};
        (direct ? directPa : aroundPa) += pipe.dropPa;
        QCOMPARE(pipe.flowM3s > 0.0, direct);
    }
    QVERIFY(directPa > 0.0);
    VERIFY_RELATIVE(aroundPa, directPa, settled);
    QVERIFY(uneven->massResidual <= conserved);
    QVERIFY2(uneven->warnings.empty(), said(uneven->warnings));
}

void TestLoopNetwork::ringMainDoesNotDependOnWhereItStarted()
{
    const Drawing drawing = ringMain(10.0);
    const LoopNetwork network = drawing.network();
    const std::vector<char> flowing{1};
    const std::vector<TerminalDemand> before{demand(0.002), demand(0.014)}, now{demand(0.012), demand(0.004)};
    const auto previous = network.solve(before, setPointC, flowing, nullptr);
    const auto cold = network.solve(now, setPointC, flowing, nullptr);
    const auto warm = network.solve(now, setPointC, flowing, previous.get());
    for (std::size_t s = 0; s < cold->pipes.size(); ++s)
        QVERIFY(std::abs(warm->pipes[s].flowM3s - cold->pipes[s].flowM3s) <= 1e-7 * cold->flowM3s);
}

// 600 and 300 kW: two thirds and one third, each through its own point on the mains.
void TestLoopNetwork::plantSharesByCapacity()
{
    Drawing drawing = singleMain();
    drawing.plant.clear();
    drawing.cooling.plant.clear();
    drawing.unit("large", {0, 1, 0}, 600e3);
    drawing.unit("small", {5, 1, 0}, 300e3);
    const std::vector<TerminalDemand> demands{demand(0.006), demand(0.003)};
    const auto both = drawing.solve(demands);
    VERIFY_RELATIVE(both->pipes[0].flowM3s, 0.006, byHand); // 0 to 5 m
    VERIFY_RELATIVE(both->pipes[1].flowM3s, 0.009, byHand); // 5 to 10 m
    const auto small = drawing.network().solve(demands, setPointC, std::vector<char>{0, 1}, nullptr);
    QCOMPARE(small->pipes[0].flowM3s, 0.0);
    VERIFY_RELATIVE(small->pipes[1].flowM3s, 0.009, byHand);
    QVERIFY(small->headPa > both->headPa); // all of it through the small one
}

void TestLoopNetwork::withoutAnyPlantInServiceTheCoolantCirculates()
{
    const Drawing drawing = singleMain();
    const std::vector<TerminalDemand> demands{demand(0.006), demand(0.004)};
    const auto off = drawing.network().solve(demands, setPointC, std::vector<char>{0}, nullptr);
    const auto on = drawing.solve(demands);
    QCOMPARE(off->flowM3s, on->flowM3s);
    QCOMPARE(off->headPa, on->headPa);
}

void TestLoopNetwork::moreDemandTakesMoreHead()
{
    std::mt19937 random(20);
    for (int trial = 0; trial < 60; ++trial) {
        Drawing drawing = branched(1 + trial % 5, 1 + trial % 4);
        if (trial % 3 == 0) // a ring: the ends of the first and the last supply branch are joined
            drawing.pipe("tie", PipeRole::Supply,
                         {{5, 5.0 + 3.0 * (1 + trial % 4), 4},
                          {10.0 * (trial % 5) + 5, 5.0 + 3.0 * (1 + trial % 4), 4}});
        const LoopNetwork network = drawing.network();
        const std::vector<TerminalDemand> demands = randomDemands(drawing.coils.size(), random);
        double headPa = 0.0;
        for (const double share : {0.25, 0.5, 1.0, 2.0, 8.0}) {
            std::vector<TerminalDemand> scaled = demands;
            double demandM3s = 0.0;
            for (TerminalDemand& d : scaled)
                demandM3s += d.flowM3s *= share;
            const auto h = network.solve(scaled, setPointC, std::vector<char>{1, 1}, nullptr);
            QVERIFY(h->fromPipes);
            QVERIFY(allFinite(*h));
            QVERIFY2(h->massResidual <= conserved, qPrintable(QString::number(h->massResidual)));
            QVERIFY(std::abs(sumOfFlows(*h) - h->flowM3s) <= conserved * demandM3s);
            QVERIFY(std::abs(h->flowM3s + h->shortM3s - demandM3s) <= conserved * demandM3s);
            if (h->shortM3s == 0.0)
                QVERIFY(h->headPa >= headPa);
            headPa = h->headPa;
            for (const TerminalResult& t : h->terminals) {
                QVERIFY(t.flowM3s >= 0.0 && t.flowM3s <= t.demandM3s * (1.0 + conserved));
                QVERIFY(t.valveDropPa >= 0.0);
            }
        }
    }
}

// One coil that takes the design flow and drops just what the pumps raise beyond the chiller and the mains.
void TestLoopNetwork::pumpsAtTheDesignPointHaveTheirEfficiency()
{
    Drawing drawing = singleMain();
    const double designM3s = 1e6 / (coolantAt(Coolant::Water, setPointC).heatPerVolume() * 8.0);
    const double coilPa = 200e3 - 60e3 - 2.0 * mainDropPa(10.0, designM3s);
    const auto h = drawing.solve({{designM3s, 1e6, designM3s, coilPa}, demand(0.0)});
    VERIFY_RELATIVE(h->headPa, 200e3, 1e-6);
    QCOMPARE(h->pumpsRunning, 2);
    VERIFY_RELATIVE(h->pumpSpeed, 1.0, 1e-6);
    VERIFY_RELATIVE(h->pumpPowerW, designM3s * 200e3 / 0.65, 1e-6);
}

void TestLoopNetwork::fewPumpsRunAtLowFlow()
{
    Drawing drawing = singleMain();
    drawing.loop().pumps = 4;
    const LoopNetwork network = drawing.network();
    int running = 0;
    for (const double flowM3s : {0.002, 0.008, 0.016, 0.024}) {
        const auto h = network.solve(std::vector<TerminalDemand>{{flowM3s, 0.0, 0.03, 50e3}, demand(0.0)},
                                     setPointC, std::vector<char>{1}, nullptr);
        QCOMPARE(h->shortM3s, 0.0);
        QVERIFY(h->pumpsRunning >= running);
        QVERIFY(h->pumpSpeed > 0.0 && h->pumpSpeed <= 1.0);
        running = h->pumpsRunning;
        if (flowM3s == 0.002)
            QCOMPARE(running, 1);
    }
    QVERIFY(running > 2);
}

// Twelve coils that ask for four times the design flow: a coil that is short has its valve wide open, one that is
// not gets what it demands; the pumps are on their curve with all of them at full speed, and the far end is named.
void TestLoopNetwork::pumpsThatCannotLeaveTheFarTerminalsShort()
{
    Drawing drawing = branched(3, 4);
    drawing.loop().designHeatW /= 3.0;
    const std::vector<TerminalDemand> demands(12, demand(0.004, 130e3, 20e3));
    const auto h = drawing.solve(demands);
    QVERIFY(h->fromPipes);
    QVERIFY(h->shortM3s > 0.0);
    std::size_t shortOnes = 0;
    for (const TerminalResult& t : h->terminals) {
        const bool isShort = t.flowM3s < t.demandM3s * (1.0 - 1e-6);
        shortOnes += isShort ? 1 : 0;
        constexpr double openPa = 1.0; // of some 10 kPa: the solver's accuracy
        if (isShort)
            QVERIFY2(t.valveDropPa <= openPa, qPrintable(QString::number(t.valveDropPa)));
        else
            QCOMPARE(t.flowM3s, t.demandM3s);
        VERIFY_RELATIVE(t.dropPa, 20e3 * std::pow(t.flowM3s / 0.01, 2.0), byHand);
    }
    QVERIFY(shortOnes > 0);
    QCOMPARE(h->pumpsRunning, 3);
    QCOMPARE(h->pumpSpeed, 1.0);
    const double designM3s =
        drawing.loop().designHeatW / (coolantAt(Coolant::Water, setPointC).heatPerVolume() * 8.0);
    const double perPump = h->flowM3s / 3.0 / (designM3s / 2.0);
    constexpr double evenly = 0.01; // the two chillers share almost evenly
    VERIFY_RELATIVE(h->headPa, 200e3 * (4.0 / 3.0 - perPump * perPump / 3.0), evenly);
    QVERIFY(h->massResidual <= conserved);
    VERIFY_SAYS(*h, "pumps at full speed raise");
    VERIFY_SAYS(*h, "coil 2.3"); // the far one sets the head that would be needed
}

void TestLoopNetwork::shortRingStillBalances()
{
    Drawing drawing = ringMain(10.0);
    const auto h = drawing.solve({demand(0.06), demand(0.06)});
    QVERIFY(h->fromPipes);
    QVERIFY(h->shortM3s > 0.0);
    QVERIFY(h->massResidual <= conserved);
    double fromPlantM3s = 0.0;
    for (const PipeFlowResult& pipe : h->pipes) {
        if (pipe.pipe == 0 && (pipe.fromM == Point3{0, 0, 0} || pipe.toM == Point3{0, 0, 0}))
            fromPlantM3s += std::abs(pipe.flowM3s);
    }
    VERIFY_RELATIVE(fromPlantM3s, h->flowM3s, conserved);
}

// A coil on an island of pipes 10 cm away from the main.
void TestLoopNetwork::unjoinedCoilIsNamed()
{
    Drawing drawing = singleMain();
    drawing.pipe("island", PipeRole::Supply, {{30.1, 0, 0}, {50, 0, 0}});
    drawing.coil("stranded coil", {50, 0, 0});
    const auto h = drawing.solve({demand(0.006), demand(0.004), demand(0.005, 100e3)});
    VERIFY_SAYS(*h, "stranded coil is not joined to the plant");
    QVERIFY(h->fromPipes);
    QCOMPARE(h->terminals[2].flowM3s, 0.005);
    QCOMPARE(h->flowM3s, 0.015);
    VERIFY_RELATIVE(h->pipes[0].flowM3s, 0.010, byHand);
    QVERIFY(h->massResidual <= conserved);
}

void TestLoopNetwork::unjoinedPlantUnitIsNamed()
{
    Drawing drawing = singleMain();
    drawing.pipe("island", PipeRole::Supply, {{-10, 0, 0}, {-0.1, 0, 0}});
    drawing.unit("stranded chiller", {-10, 1, 0});
    const auto h = drawing.solve({demand(0.006), demand(0.004)});
    VERIFY_SAYS(*h, "stranded chiller is joined to no equipment");
    VERIFY_RELATIVE(h->pipes[0].flowM3s, 0.010, byHand);
}

// Δp = Δpd (0.3 + 0.7 (V/Vd)²); at half flow 0.475 of 200 kPa.
void TestLoopNetwork::withoutPipesItIsOneStream()
{
    Drawing drawing = singleMain();
    drawing.cooling.pipes.clear();
    const double designM3s = 1e6 / (coolantAt(Coolant::Water, setPointC).heatPerVolume() * 8.0);
    const auto h = drawing.solve({demand(0.3 * designM3s, 0.3e6), demand(0.2 * designM3s, 0.2e6)});
    QVERIFY(!h->fromPipes);
    VERIFY_SAYS(*h, "has no pipes");
    VERIFY_RELATIVE(h->headPa, 0.475 * 200e3, byHand);
    VERIFY_RELATIVE(h->flowM3s, 0.5 * designM3s, byHand);
    VERIFY_RELATIVE(h->terminals[1].returnC, setPointC + 8.0, byHand);
    QVERIFY(h->pumpPowerW > 0.0);

    Drawing unjoined = singleMain();
    unjoined.cooling.pipes[1].pathM = {};
    const auto other = unjoined.solve({demand(0.006), demand(0.004)});
    QVERIFY(!other->fromPipes);
    VERIFY_SAYS(*other, "do not join");
    VERIFY_SAYS(*other, "return main");
    QVERIFY(allFinite(*other));
}

void TestLoopNetwork::oneStreamIsLimitedByItsPumps()
{
    Drawing drawing = singleMain();
    drawing.cooling.pipes.clear();
    const double designM3s = 1e6 / (coolantAt(Coolant::Water, setPointC).heatPerVolume() * 8.0);
    const auto h = drawing.solve({demand(2.0 * designM3s), demand(1.0 * designM3s)});
    QVERIFY(h->shortM3s > 0.0);
    QCOMPARE(h->pumpsRunning, 3);
    VERIFY_RELATIVE(h->pumpSpeed, 1.0, 1e-6);
    VERIFY_RELATIVE(h->flowM3s + h->shortM3s, 3.0 * designM3s, byHand);
    VERIFY_RELATIVE(h->terminals[0].flowM3s, 2.0 * h->terminals[1].flowM3s, byHand);
    VERIFY_SAYS(*h, "2 terminals, the first being near coil, are short of");
}

void TestLoopNetwork::fastCoolantIsReported()
{
    Drawing drawing = singleMain();
    drawing.cooling.pipes[0].diameterM = 0.06; // 10 L/s in a bore of 58 mm: 3.8 m/s
    drawing.loop().pumpHeadPa = 1e6;
    const auto h = drawing.solve({demand(0.006), demand(0.004)});
    VERIFY_SAYS(*h, "faster than 3 m/s in 1 of its pipe stretches; 3.8 m/s in supply main");
}

void TestLoopNetwork::heatWithoutFlowIsReported()
{
    const auto h = singleMain().solve({demand(0.006, 1e3), demand(0.0, 5e3)});
    VERIFY_SAYS(*h, "far coil has heat to give up and no flow");
    QCOMPARE(h->terminals[1].returnC, setPointC);
    QVERIFY(allFinite(*h));
}

void TestLoopNetwork::nonsenseGivesNoNonsense()
{
    constexpr double nan = std::numeric_limits<double>::quiet_NaN();
    constexpr double infinite = std::numeric_limits<double>::infinity();
    Drawing drawing = singleMain();
    drawing.pipe("no bore", PipeRole::Supply, {{0, 0, 0}, {0, 5, 0}}, 0.0);
    drawing.pipe("a point", PipeRole::Return, {{1, 1, 1}, {1, 1, 1}});
    drawing.pipe("nowhere", PipeRole::Return, {{nan, 1, 1}, {1, infinite, 1}});
    const LoopNetwork network = drawing.network();
    for (const TerminalDemand& odd :
         {TerminalDemand{nan, nan, nan, nan}, TerminalDemand{-1.0, -1.0, -1.0, -1.0},
          TerminalDemand{infinite, 1e3, 0.0, 0.0}, TerminalDemand{0.01, 1e3, 0.0, 0.0},
          TerminalDemand{1e3, 1e3, 1e-9, 1e9}, TerminalDemand{1e-15, 1e3, 1e-3, 1e3},
          TerminalDemand{1e3, 1e3, 1e-300, 1e9}, TerminalDemand{1e-200, 1e3, 1e-200, 1e9}}) {
        const auto h = network.solve(std::vector<TerminalDemand>{odd, demand(0.004)}, nan,
                                     std::vector<char>{1}, nullptr);
        QVERIFY(allFinite(*h));
        QVERIFY(h->flowM3s > 0.0);
        VERIFY_SAYS(*h, "no bore");
    }
    QVERIFY(allFinite(*network.solve({}, setPointC, {}, nullptr)));

    Drawing bare;
    bare.loop() = {};
    bare.loop().id = {1};
    bare.coil("coil", {});
    QVERIFY(allFinite(*bare.solve({demand(0.01, 1e3)})));
    bare.pipe("supply", PipeRole::Supply, {{0, 0, 0}, {9, 0, 0}});
    bare.pipe("return", PipeRole::Return, {{0, 2, 0}, {9, 2, 0}});
    bare.unit("unit", {9, 1, 0}, 0.0);
    const auto h = bare.solve({demand(0.01, 1e3)});
    QVERIFY(allFinite(*h));
    QVERIFY(h->fromPipes);
    QCOMPARE(h->flowM3s, 0.01);
    QVERIFY(h->headPa > 0.0);
}

void TestLoopNetwork::servesTheSameEquipmentOnTheSameNetwork()
{
    const Drawing drawing = singleMain();
    Site site;
    site.cooling = std::make_shared<const CoolingNetwork>(drawing.cooling);
    const LoopNetwork network(site, 0, drawing.coils, drawing.plant);
    QVERIFY(network.serves(site, drawing.coils, drawing.plant));
    std::vector<LoopConnection> moved = drawing.coils;
    moved.back().positionM.x += 0.5;
    QVERIFY(!network.serves(site, moved, drawing.plant));
    QVERIFY(!network.serves(site, drawing.coils, {}));
    site.cooling = std::make_shared<const CoolingNetwork>(drawing.cooling);
    QVERIFY(!network.serves(site, drawing.coils, drawing.plant));
}

QTEST_APPLESS_MAIN(TestLoopNetwork)
#include "tst_loop_network.moc"
