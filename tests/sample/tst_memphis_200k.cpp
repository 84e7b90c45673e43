#include "sample_site.h"

#include <QTest>

using namespace hallwright;
using namespace hallwright::test;

namespace {

const Sample& sample()
{
    static const Sample it = evaluatedSample("memphis-200k/site.yaml");
    return it;
}

SnapshotPtr without(Outages outages)
{
    Conditions conditions = conditionsOf(*sample().site);
    conditions.outages = std::move(outages);
    return evaluate(sample().site, conditions);
}

} // namespace

class TestMemphis200k : public QObject
{
    Q_OBJECT

private slots:
    void thereAre100000H100And100000H200()
    {
        std::map<std::string, long long> gpus;
        forEachRack(*sample().site,
                    [&](const Rack& rack) { gpus[sample().site->typeOf(rack).name] += rack.gpuCount; });
        // 1,562 racks of 64 of each kind, and one rack with 32 of each.
        QCOMPARE(gpus["8x HGX H100, liquid"], 1562LL * 64);
        QCOMPARE(gpus["8x HGX H200, liquid"], 1562LL * 64);
        QCOMPARE(gpus["4x H100 and 4x H200, liquid"], 64LL);
        QCOMPARE(sample().site->gpuCount(), 200'000LL);
    }

    // 25,000 nodes at 11 to 13 kW.
    void serversTake275To325Megawatts()
    {
        const double serversW = computePowerW(*sample().site);
        QVERIFY(serversW >= 275e6 && serversW <= 325e6);
    }

    void ninetyChillersShareTheHeat()
    {
        QCOMPARE(sample().result->plant.size(), std::size_t{90});
        double heatW = 0.0;
        double loopsW = 0.0;
        for (const PlantUnitResult& unit : sample().result->plant) {
            QVERIFY(unit.heatW > 0.0 && unit.heatW < unit.capacityW);
            heatW += unit.heatW;
        }
        for (const LoopResult& loop : sample().result->loops)
            loopsW += loop.heatW;
        QVERIFY(std::abs(heatW - loopsW) <= 1e-6 * loopsW);
    }

    // A chiller of each section is lost on the hottest day: its neighbours take its heat, and no rack is the warmer, and
    // no panel is overloaded.
    void anyOneChillerOfASectionMayFail()
    {
        std::map<CoolantLoopId, PlantUnitId> first;
        for (const PlantUnit& unit : sample().site->cooling->plant)
            first.emplace(unit.loop, unit.id);
        for (const auto& [loop, unit] : first) {
            Outages outages;
            outages.plant = {unit};
            const SnapshotPtr result = without(outages);
            const std::string offence = firstFinding({sample().site, result});
            QVERIFY2(offence.empty(), offence.c_str());
            for (std::size_t i = 0; i < result->loops.size(); ++i) {
                QVERIFY(std::abs(result->loops[i].supplyC - sample().result->loops[i].supplyC) < 0.01);
                QCOMPARE(result->loops[i].unrejectedW, 0.0);
            }
        }
    }

    void everySectionHasAtLeastTwoSpareChillers()
    {
        for (std::size_t i = 0; i < sample().site->cooling->loops.size(); ++i)
            QVERIFY(spareCapacityW(sample(), i, 2) > 0.0);
    }

    // Grid, turbines and batteries: losing one turbine leaves the rest below their ratings.
    void oneTurbineMayFail()
    {
        const std::vector<PowerNode>& nodes = sample().site->power->nodes;
        const auto turbine = std::find_if(nodes.begin(), nodes.end(), [](const PowerNode& node) {
            return node.kind == PowerNodeKind::Generator;
        });
        QVERIFY(turbine != nodes.end());
        Outages outages;
        outages.power = {turbine->id};
        const Sample lost{sample().site, without(outages)};
        const std::string offence = firstFinding(lost);
        QVERIFY2(offence.empty(), offence.c_str());
        QVERIFY(std::abs(lost.result->itPowerW - sample().result->itPowerW) < 1.0);
    }

    void theLayoutIsSound()
    {
        const std::string offence = layoutOffence(*sample().site);
        QVERIFY2(offence.empty(), offence.c_str());
    }

    void nothingIsOverloaded()
    {
        const std::string offence = firstFinding(sample());
        QVERIFY2(offence.empty(), offence.c_str());
    }

    void nothingUnexpectedIsWarnedOf()
    {
        const std::string offence = unexpectedNote(*sample().result);
        QVERIFY2(offence.empty(), offence.c_str());
    }

    void energyIsConserved() { QVERIFY(std::abs(sample().result->energyResidual) <= 1e-6); }

    void theKeyFiguresAreThoseOfExpectedCsv()
    {
        const std::string offence = wrongFigure("memphis-200k/expected.csv", keyFigures(sample()), 12);
        QVERIFY2(offence.empty(), offence.c_str());
    }
};

QTEST_GUILESS_MAIN(TestMemphis200k)
#include "tst_memphis_200k.moc"
