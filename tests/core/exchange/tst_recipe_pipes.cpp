// The pipes of a recipe are networks: what belongs to one circuit touches, and what belongs to another does not count.
#include "core/exchange/recipe.h"
#include "core/simulation/evaluate.h"
#include "core/simulation/loop_network.h"
#include "core/simulation/pipe_graph.h"
#include "recipe_text.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <numbers>
#include <set>

using namespace hallwright;
using namespace hallwright::test;

namespace {

const std::filesystem::path samples = HALLWRIGHT_SOURCE_DIR "/sample-sites";

SitePtr siteOf(const QString& recipe)
{
    if (recipe == "small")
        return buildSiteFromText(smallRecipe(), "small.yaml");
    if (recipe == "full")
        return buildSiteFromText(fullRecipe(), "full.yaml");
    return buildSite(samples / recipe.toStdString());
}

// Names of runs of one circuit and role that are not joined to the first of them, or "".
std::string apart(const CoolingNetwork& network, const std::vector<std::size_t>& runs)
{
    const PipeGraph graph = joinPipes(network.pipes, runs, {});
    const PipeForest forest = spanningForest(graph.nodes, graph.stretches);
    std::map<std::size_t, std::uint32_t> partOf; // of each pipe
    for (const PipeStretch& stretch : graph.stretches)
        partOf.emplace(stretch.pipe, forest.part[stretch.from]);
    std::string names;
    for (const std::size_t run : runs) {
        if (!partOf.contains(run) || partOf[run] != partOf[runs.front()])
            names += network.pipes[run].name + "; ";
    }
    return names;
}

double longestReachM(const CoolingNetwork& network, const std::vector<std::size_t>& runs, Point3 at)
{
    double nearest = 1e9;
    for (const std::size_t run : runs) {
        const std::vector<Point3>& path = network.pipes[run].pathM;
        for (std::size_t i = 0; i + 1 < path.size(); ++i) {
            const Point3 a = path[i];
            const Point3 d{path[i + 1].x - a.x, path[i + 1].y - a.y, path[i + 1].z - a.z};
            const double lengthSquared = d.x * d.x + d.y * d.y + d.z * d.z;
            const double along =
                ((at.x - a.x) * d.x + (at.y - a.y) * d.y + (at.z - a.z) * d.z) / lengthSquared;
            const double t = std::clamp(along, 0.0, 1.0);
            nearest = std::min(nearest,
                               std::hypot(a.x + t * d.x - at.x, a.y + t * d.y - at.y, a.z + t * d.z - at.z));
        }
    }
    return nearest;
}

using Circuit = std::pair<CoolantLoopId, PipeRole>;

std::map<Circuit, std::vector<std::size_t>> facilityCircuits(const CoolingNetwork& network)
{
    std::map<Circuit, std::vector<std::size_t>> circuits;
    for (std::size_t i = 0; i < network.pipes.size(); ++i) {
        const PipeRun& pipe = network.pipes[i];
        if (!pipe.cdu.valid())
            circuits[{pipe.loop, pipe.role}].push_back(i);
    }
    return circuits;
}

} // namespace

class TestRecipePipes : public QObject
{
    Q_OBJECT

    void recipes()
    {
        QTest::addColumn<QString>("recipe");
        QTest::newRow("small") << "small";
        QTest::newRow("full") << "full";
        for (const auto& entry : std::filesystem::recursive_directory_iterator(samples)) {
            const std::string name = std::filesystem::relative(entry.path(), samples).string();
            if (entry.path().extension() == ".yaml")
                QTest::newRow(name.c_str()) << QString::fromStdString(name);
        }
    }

private slots:
    void everyFacilityCircuitIsOneNetwork_data() { recipes(); }
    void everyFacilityCircuitIsOneNetwork()
    {
        QFETCH(QString, recipe);
        const SitePtr site = siteOf(recipe);
        const auto circuits = facilityCircuits(*site->cooling);
        QCOMPARE(circuits.size(), 2 * site->cooling->loops.size());
        for (const auto& [circuit, runs] : circuits) {
            const std::string names = apart(*site->cooling, runs);
            QVERIFY2(names.empty(), names.c_str());
        }
    }

    void aRunMovedAwayIsFoundApart()
    {
        CoolingNetwork network = *siteOf("small")->cooling;
        const auto circuits = facilityCircuits(network);
        const std::vector<std::size_t>& runs = circuits.at({network.loops[0].id, PipeRole::Supply});
        QVERIFY(apart(network, runs).empty());
        PipeRun& last = network.pipes[runs.back()];
        for (Point3& p : last.pathM)
            p.y += 2 * jointReachM; // away from the main, which runs along x
        QCOMPARE(apart(network, runs), last.name + "; ");
    }

    void everyRackSideRunIsOfARealCduAndStartsAtIt_data() { recipes(); }
    void everyRackSideRunIsOfARealCduAndStartsAtIt()
    {
        QFETCH(QString, recipe);
        const SitePtr site = siteOf(recipe);
        std::map<std::int64_t, int> runsOf;
        for (const BuildingPtr& building : site->buildings) {
            for (const HallPtr& hall : building->halls) {
                for (const Cdu& cdu : hall->cdus) {
                    const Point2 at = hallToCampus(*building, *hall, cdu.pose.position());
                    for (const PipeRun& pipe : site->cooling->pipes) {
                        if (pipe.cdu != cdu.id)
                            continue;
                        ++runsOf[cdu.id.value];
                        const Point3 start = pipe.pathM.front();
                        QVERIFY2(std::hypot(start.x - at.x, start.y - at.y) < cdu.widthM / 2,
                                 pipe.name.c_str());
                        QCOMPARE(pipe.loop, cdu.loop);
                    }
                    QCOMPARE(runsOf[cdu.id.value], 2); // supply and return
                }
            }
        }
    }

    // Equipment connects to the nearest run of its loop, which should be the header made for it.
    void hallEquipmentStandsAtAPipeOfItsLoop_data() { recipes(); }
    void hallEquipmentStandsAtAPipeOfItsLoop()
    {
        QFETCH(QString, recipe);
        const SitePtr site = siteOf(recipe);
        const auto circuits = facilityCircuits(*site->cooling);
        constexpr double branchM = 5.0; // from a header at a wall or under the ceiling down to a unit
        for (const BuildingPtr& building : site->buildings) {
            for (const HallPtr& hall : building->halls) {
                const auto reach = [&](CoolantLoopId loop, const Pose& pose, double heightM, PipeRole role) {
                    const Point2 at = hallToCampus(*building, *hall, pose.position());
                    return longestReachM(*site->cooling, circuits.at({loop, role}),
                                         {at.x, at.y, hall->floorElevationM + heightM / 2});
                };
                for (const PipeRole role : {PipeRole::Supply, PipeRole::Return}) {
                    for (const AirHandler& unit : hall->airHandlers)
                        QVERIFY2(reach(unit.loop, unit.pose, unit.heightM, role) < branchM,
                                 unit.name.c_str());
                    for (const Cdu& cdu : hall->cdus)
                        QVERIFY2(reach(cdu.loop, cdu.pose, cdu.heightM, role) < branchM, cdu.name.c_str());
                }
            }
        }
    }

    // At the recipe's own weather; pipes are sized for at most 2.6 m/s in all of these.
    void theSimulationTakesEveryLoopFromItsPipesAndNoneIsFast_data() { recipes(); }
    void theSimulationTakesEveryLoopFromItsPipesAndNoneIsFast()
    {
        QFETCH(QString, recipe);
        const SitePtr site = siteOf(recipe);
        const SnapshotPtr result = evaluate(site, conditionsOf(*site));
        for (const LoopResult& loop : result->loops) {
            const std::string& name = site->cooling->find(loop.id)->name;
            QVERIFY2(loop.hydraulics && loop.hydraulics->fromPipes, name.c_str());
            for (const PipeFlowResult& pipe : loop.hydraulics->pipes)
                QVERIFY2(pipe.velocityMs <= highVelocityMs, site->cooling->pipes[pipe.pipe].name.c_str());
        }
    }

    // No dead end, no equipment beside its pipes. A unit on a roof is joined to the header beside it: on a pipe of the hall
    // beneath it would leave that header without flow.
    void theSimulationHasNothingToSayOfTheirPipes_data() { recipes(); }
    void theSimulationHasNothingToSayOfTheirPipes()
    {
        QFETCH(QString, recipe);
        const SitePtr site = siteOf(recipe);
        const SnapshotPtr result = evaluate(site, conditionsOf(*site));
        for (const LoopResult& loop : result->loops) {
            const std::vector<std::string>& notes = loop.hydraulics->notes;
            QVERIFY2(notes.empty(), notes.empty() ? "" : notes.front().c_str());
        }
    }

    // All that the halls take enters the building by the entry; the rooms may stand at the header.
    void unitsOnARoofFeedTheHeaderBesideThem()
    {
        const SitePtr site = siteOf("scale-14k/site.yaml");
        const SnapshotPtr result = evaluate(site, conditionsOf(*site));
        const CoolantLoop& loop = site->cooling->loops.front(); // chillers on the roof
        const LoopHydraulics& circuit = *result->loops.front().hydraulics;
        double enteringM3s = 0.0;
        for (const PipeFlowResult& pipe : circuit.pipes) {
            if (site->cooling->pipes[pipe.pipe].name == loop.name + " entry supply")
                enteringM3s = std::max(enteringM3s, std::abs(pipe.flowM3s));
        }
        double hallsM3s = 0.0;
        for (const TerminalResult& terminal : circuit.terminals)
            hallsM3s += terminal.kind == TerminalKind::AirHandler ? terminal.flowM3s : 0.0;
        QVERIFY(hallsM3s > 0.0);
        QVERIFY(enteringM3s >= hallsM3s * (1.0 - 1e-9));
    }

    // V = Q / (ρc ΔT), 4.17 MJ/(m³ K) within 2 %; the entry carries all of it.
    void entriesCarryTheDesignFlowAtNoMoreThanTheStatedVelocity()
    {
        const SitePtr site = siteOf("five-building-conversion/site.yaml");
        constexpr double statedMs = 2.4;
        int entries = 0;
        for (const PipeRun& pipe : site->cooling->pipes) {
            if (!pipe.name.ends_with(" entry supply"))
                continue;
            ++entries;
            const CoolantLoop& loop = *site->cooling->find(pipe.loop);
            const double flowM3s = loop.designHeatW / (4.17e6 * loop.designDeltaTK);
            const double boreM = pipe.diameterM / pipeOuterOverInner;
            QVERIFY(flowM3s / (std::numbers::pi / 4.0 * boreM * boreM) <= 1.02 * statedMs);
        }
        QCOMPARE(entries, 7); // three buildings with one loop, two with two
    }

    void aFlowNoStandardPipeCarriesIsRefused()
    {
        // 7 racks of 1 MW at 1 K: 1.7 m³/s or more, far above 0.2 m/s in 1.08 m².
        std::string text = smallRecipeWith("power_kw: 40,", "power_kw: 1000,");
        text = with(text, "pipe_velocity_m_s: 2", "pipe_velocity_m_s: 0.2");
        text = with(text, "delta_t_k: 8,", "delta_t_k: 1,");
        try {
            buildSiteFromText(text, "small.yaml");
            QFAIL("accepted");
        } catch (const std::exception& error) {
            const std::string sentence = error.what();
            QVERIFY2(sentence.find("m/s in the largest standard pipe of 1.219 m") != std::string::npos,
                     sentence.c_str());
            QVERIFY2(sentence.find("split the loop into several.") != std::string::npos, sentence.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TestRecipePipes)
#include "tst_recipe_pipes.moc"
