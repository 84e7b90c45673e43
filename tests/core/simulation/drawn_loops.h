// Small coolant loops for tests, drawn in the plane z = 0, with the supply pipes at y = 0 and the return pipes at y = 2, so
// that each test can be checked by hand.
#pragma once

#include "core/physics/coolant_properties.h"
#include "core/physics/hydraulic_network.h"
#include "core/physics/pipe_friction.h"
#include "core/simulation/loop_network.h"
#include "core/simulation/pipe_graph.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hallwright::test {

inline constexpr double conserved = 1e-9; // of a sum of flows: rounding only
inline constexpr double byHand = 1e-9;    // relative; the same formulae in another order
inline constexpr double setPointC = 18.0;

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
inline Drawing singleMain()
{
    Drawing drawing;
    drawing.pipe("supply main", PipeRole::Supply, {{0, 0, 0}, {30, 0, 0}});
    drawing.pipe("return main", PipeRole::Return, {{0, 2, 0}, {30, 2, 0}});
    drawing.coil("near coil", {10, 1, 0});
    drawing.coil("far coil", {30, 1, 0});
    drawing.unit("chiller", {0, 1, 0});
    return drawing;
}

inline TerminalDemand demand(double flowM3s, double heatW = 0.0, double fullDropPa = 50e3)
{
    return {flowM3s, heatW, 0.01, fullDropPa};
}

inline bool anyContains(const std::vector<std::string>& sentences, const std::string& words)
{
    return std::any_of(sentences.begin(), sentences.end(),
                       [&](const std::string& s) { return s.find(words) != std::string::npos; });
}

inline QByteArray said(const std::vector<std::string>& sentences)
{
    QByteArray all;
    for (const std::string& s : sentences)
        all += s.c_str() + QByteArray("\n");
    return all;
}

#define VERIFY_SAYS(hydraulics, words)                                                                       \
    QVERIFY2(anyContains((hydraulics).notes, words), said((hydraulics).notes))
#define VERIFY_RELATIVE(actual, expected, tolerance)                                                         \
    QVERIFY2(std::abs((actual) - (expected)) <= (tolerance)*std::abs(expected),                              \
             qPrintable(QString("%1 against %2").arg(actual, 0, 'g', 12).arg(expected, 0, 'g', 12)))

inline double pascalPerM()
{
    return coolantAt(Coolant::Water, setPointC).densityKgM3 * standardGravity;
}

// Darcy-Weisbach for a 0.2 m pipe, written out.
inline double mainDropPa(double lengthM, double flowM3s)
{
    const CoolantProperties water = coolantAt(Coolant::Water, setPointC);
    const double bore = 0.2 / pipeOuterOverInner;
    const double velocity = flowM3s / (std::numbers::pi / 4.0 * bore * bore);
    const double reynolds = velocity * bore * water.densityKgM3 / water.viscosityPaS;
    const double f = frictionFactor(reynolds, 4.5e-5 / bore).factor;
    return f * lengthM / bore * water.densityKgM3 * velocity * velocity / 2.0;
}

inline double sumOfFlows(const LoopHydraulics& h)
{
    double sum = 0.0;
    for (const TerminalResult& terminal : h.terminals)
        sum += terminal.flowM3s;
    return sum;
}

inline bool allFinite(const LoopHydraulics& h)
{
    double sum = h.flowM3s + h.headPa + h.pumpPowerW + h.pumpSpeed + h.shortM3s + h.massResidual;
    for (const PipeFlowResult& p : h.pipes)
        sum += p.flowM3s + p.velocityMs + p.dropPa + p.temperatureC;
    for (const TerminalResult& t : h.terminals)
        sum += t.flowM3s + t.dropPa + t.valveDropPa + t.returnC;
    return std::isfinite(sum);
}

// A main with risers to `branches` branches of `coilsEach` coils, supply and return, in pipes of several sizes.
inline Drawing branched(int branches, int coilsEach)
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

// A closed ring of 2 x (20 + 10) m in the supply, plant at a corner; the return is a single main.
inline Drawing ringMain(double coilX)
{
    Drawing drawing;
    drawing.pipe("ring", PipeRole::Supply, {{0, 0, 0}, {20, 0, 0}, {20, -10, 0}, {0, -10, 0}, {0, 0, 0}});
    drawing.pipe("return main", PipeRole::Return, {{0, 2, 0}, {20, 2, 0}});
    drawing.coil("coil", {coilX, 0, 0});
    drawing.coil("corner coil", {20, -10, 0});
    drawing.unit("chiller", {0, 0, 0});
    return drawing;
}

} // namespace hallwright::test
