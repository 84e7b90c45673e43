#include "core/simulation/campus_power.h"

#include <QtTest>

#include <cmath>
#include <numeric>
#include <random>

using namespace hallwright;

namespace {

constexpr double relative = 1e-12; // a few hundred additions in double precision

bool near(double a, double b, double tolerance = relative)
{
    return std::abs(a - b) <= tolerance * std::max(std::abs(a), std::abs(b));
}

constexpr LossCurve upsLoss{0.005, 0.006, 0.014};
constexpr LossCurve pduLoss{0.0005, 0.0, 0.005};

// Two buildings, each with a UPS and two PDUs on either side and a panel fed from both UPSs; the utilities stand
// outside.
class TwoSides
{
public:
    TwoSides()
    {
        auto power = std::make_shared<PowerNetwork>();
        utilityA = add(*power, PowerNodeKind::Utility, "Utility A", FeedSide::A, 10e6, {}, {}, {});
        utilityB = add(*power, PowerNodeKind::Utility, "Utility B", FeedSide::B, 10e6, {}, {}, {});
        auto made = std::make_shared<Site>();
        for (std::int64_t b = 1; b <= 2; ++b) {
            auto building = std::make_shared<Building>();
            building->id = {b};
            building->name = "Building " + std::to_string(b);
            made->buildings.push_back(building);
            const PowerNodeId a = addSide(*power, building->name, "A", FeedSide::A, utilityA, {b}, pduA);
            const PowerNodeId c = addSide(*power, building->name, "B", FeedSide::B, utilityB, {b}, pduB);
            panel.push_back(add(*power, PowerNodeKind::MechanicalPanel, building->name + " panel",
                                FeedSide::None, 200e3, {}, {b}, {a, c}));
        }
        made->power = power;
        site = made;
    }

    // The site with its nodes changed.
    template <class Change>
    SitePtr with(Change change) const
    {
        auto power = std::make_shared<PowerNetwork>(*site->power);
        change(power->nodes);
        auto changed = std::make_shared<Site>(*site);
        changed->power = power;
        return changed;
    }

    // 300 kW on each pair of PDUs, 50 kW on each panel.
    std::vector<std::pair<NodeLoad, std::size_t>> loads() const
    {
        std::vector<std::pair<NodeLoad, std::size_t>> all;
        for (std::size_t k = 0; k < pduA.size(); ++k)
            all.push_back({{pduA[k], pduB[k], 300e3}, k / 2});
        for (std::size_t b = 0; b < 2; ++b)
            all.push_back({{panel[b], {}, 50e3}, b});
        return all;
    }

    SitePtr site;
    PowerNodeId utilityA, utilityB;
    std::vector<PowerNodeId> pduA, pduB, panel;

private:
    PowerNodeId add(PowerNetwork& power, PowerNodeKind kind, std::string name, FeedSide side, double ratedW,
                    LossCurve loss, BuildingId building, std::vector<PowerNodeId> fedBy)
    {
        PowerNode node;
        node.id = {static_cast<std::int64_t>(power.nodes.size()) + 1};
        node.name = std::move(name);
        node.kind = kind;
        node.side = side;
        node.ratedW = ratedW;
        node.loss = loss;
        node.building = building;
        node.fedBy = std::move(fedBy);
        power.nodes.push_back(node);
        return node.id;
    }

    PowerNodeId addSide(PowerNetwork& power, const std::string& building, const std::string& letter,
                        FeedSide side, PowerNodeId utility, BuildingId id, std::vector<PowerNodeId>& pdus)
    {
        const PowerNodeId ups =
            add(power, PowerNodeKind::Ups, building + " UPS " + letter, side, 1e6, upsLoss, id, {utility});
        for (int k = 1; k <= 2; ++k)
            pdus.push_back(add(power, PowerNodeKind::Pdu, building + " PDU " + std::to_string(k) + letter,
                               side, 400e3, pduLoss, id, {ups}));
        return ups;
    }
};

struct Solved {
    Snapshot snapshot;
    std::vector<double> lossByBuildingW;
    std::vector<double> unservedByBuildingW;
};

std::vector<char> outOf(const Site& site, const std::vector<PowerNodeId>& ids)
{
    std::vector<char> out(site.power->nodes.size(), 0);
    for (const PowerNodeId id : ids)
        out[static_cast<std::size_t>(id.value) - 1] = 1;
    return out;
}

Solved solved(const SitePtr& site, const std::vector<std::pair<NodeLoad, std::size_t>>& loads,
              const std::vector<PowerNodeId>& out = {})
{
    const CampusNetworks networks(*site);
    CampusPower power(*site, networks, outOf(*site, out));
    for (const auto& [load, building] : loads)
        power.add(load, building);
    power.solve();
    Solved result;
    result.snapshot.site = site;
    power.write(result.snapshot);
    result.lossByBuildingW = power.lossByBuilding();
    result.unservedByBuildingW = power.unservedByBuilding();
    return result;
}

const PowerNodeResult& resultOf(const Solved& s, PowerNodeId id)
{
    return s.snapshot.powerNodes[static_cast<std::size_t>(id.value) - 1];
}

double sumOf(const std::vector<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0);
}

double lossesOf(const Solved& s)
{
    double sumW = 0.0;
    for (const PowerNodeResult& node : s.snapshot.powerNodes)
        sumW += node.lossW;
    return sumW;
}

constexpr double loadsW = 4 * 300e3 + 2 * 50e3; // of TwoSides

} // namespace

class CampusPowerTest : public QObject
{
    Q_OBJECT

private slots:
    void sourcesGiveOutTheLoadsAndTheLosses()
    {
        const TwoSides campus;
        const Solved s = solved(campus.site, campus.loads());
        QVERIFY(s.snapshot.powerResidual <= relative);
        QVERIFY(near(s.snapshot.sourcePowerW, loadsW + lossesOf(s)));
        QVERIFY(s.snapshot.notes.empty());
    }

    void everyLossBelongsToABuilding()
    {
        const TwoSides campus;
        auto loads = campus.loads();
        loads[0].first.powerW = 500e3; // the buildings differ
        loads.push_back({{campus.utilityA, {}, 20e3}, 1});
        const Solved s = solved(campus.site, loads);
        QVERIFY(near(sumOf(s.lossByBuildingW), lossesOf(s)));
        QVERIFY(s.lossByBuildingW[0] > s.lossByBuildingW[1]);
    }

    void aUtilitysLossIsSharedByWhatItServes()
    {
        const TwoSides campus;
        const SitePtr site = campus.with([](auto& nodes) {
            for (PowerNode& node : nodes)
                node.loss = {};
            nodes[0].loss = {0.01, 0.0, 0.0}; // 100 kW at Utility A
        });
        const Solved s = solved(site, {{{campus.pduA[0], {}, 300e3}, 0}, {{campus.pduA[2], {}, 100e3}, 1}});
        QVERIFY(near(s.lossByBuildingW[0], 75e3));
        QVERIFY(near(s.lossByBuildingW[1], 25e3));
    }

    void theOtherSidesLossIsWhatAnOutageOfThatSideGives()
    {
        const TwoSides campus;
        const Solved normal = solved(campus.site, campus.loads());
        std::vector<PowerNodeId> sideA;
        for (const PowerNode& node : campus.site->power->nodes) {
            if (node.side == FeedSide::A)
                sideA.push_back(node.id);
        }
        const Solved withoutA = solved(campus.site, campus.loads(), sideA);
        for (const PowerNode& node : campus.site->power->nodes) {
            if (node.side != FeedSide::A)
                QVERIFY(near(resultOf(normal, node.id).outputOtherSideLostW,
                             resultOf(withoutA, node.id).outputW));
        }
        // The network is symmetrical.
        QVERIFY(near(resultOf(normal, campus.pduA[0]).outputOtherSideLostW, 300e3));
        QVERIFY(near(resultOf(normal, campus.pduB[0]).outputOtherSideLostW, 300e3));
        QVERIFY(near(resultOf(normal, campus.utilityA).outputOtherSideLostW,
                     resultOf(normal, campus.utilityB).outputOtherSideLostW));
    }

    void anOutageMovesTheLoadAndNamesNothingUnserved()
    {
        const TwoSides campus;
        const Solved s = solved(campus.site, campus.loads(), {campus.pduA[0]});
        QVERIFY(!resultOf(s, campus.pduA[0]).energised);
        QCOMPARE(resultOf(s, campus.pduA[0]).outputW, 0.0);
        QCOMPARE(resultOf(s, campus.pduA[0]).lossW, 0.0);
        QCOMPARE(resultOf(s, campus.pduB[0]).outputW, 300e3);
        QCOMPARE(sumOf(s.unservedByBuildingW), 0.0);
        QVERIFY(s.snapshot.notes.empty());
    }

    void whatNothingServesIsNamed()
    {
        const TwoSides campus;
        const Solved s = solved(campus.site, campus.loads(), {campus.pduA[3], campus.pduB[3]});
        QCOMPARE(s.unservedByBuildingW[0], 0.0);
        QCOMPARE(s.unservedByBuildingW[1], 300e3);
        QVERIFY(near(s.snapshot.sourcePowerW, loadsW - 300e3 + lossesOf(s)));
        QCOMPARE(s.snapshot.unserved.powerW, 300e3);
        QCOMPARE(s.snapshot.unserved.feed, campus.pduA[3]);
    }

    void whatHasOneSideAloneGoesDarkWithIt()
    {
        const TwoSides campus;
        auto loads = campus.loads();
        loads.push_back({{campus.pduA[1], {}, 20e3}, 0});
        loads.push_back({{campus.pduA[2], {}, 10e3}, 1});
        const Solved s = solved(campus.site, loads);
        QCOMPARE(s.snapshot.unservedWithoutA.powerW, 30e3);
        QCOMPARE(s.snapshot.unservedWithoutA.feed, campus.pduA[1]);
        QCOMPARE(s.snapshot.unservedWithoutB.powerW, 0.0);
    }

    void nodesThatLostTheirSourceAreDark()
    {
        const TwoSides campus;
        const Solved s = solved(campus.site, {}, {campus.utilityA});
        // The utility itself, and the UPS and PDUs that hang on it.
        QCOMPARE(std::ranges::count(s.snapshot.powerNodes, false, &PowerNodeResult::energised),
                 std::ptrdiff_t{7});
        QVERIFY(s.snapshot.notes.empty());
    }

    void powerAtNoNodeReachesNoChain()
    {
        const TwoSides campus;
        const Solved s = solved(campus.site, {{{{}, {}, 5e3}, 0}, {{{99}, {}, 5e3}, 0}});
        QVERIFY(s.snapshot.powerResidual <= relative);
        QVERIFY(near(s.snapshot.sourcePowerW, lossesOf(s)));
        QCOMPARE(s.unservedByBuildingW[0], 0.0);
    }

    void aSecondSolveForgetsTheFirst()
    {
        const TwoSides campus;
        const CampusNetworks networks(*campus.site);
        CampusPower power(*campus.site, networks);
        power.add({campus.pduA[0], campus.pduB[0], 900e3}, 0);
        power.solve();
        power.clearLoads();
        for (const auto& [load, building] : campus.loads())
            power.add(load, building);
        power.solve();
        const Solved fresh = solved(campus.site, campus.loads());
        for (std::size_t i = 0; i < power.lossW().size(); ++i)
            QCOMPARE(power.lossW()[i], fresh.snapshot.powerNodes[i].lossW);
    }

    void theLossOfASideIsCarriedByTheOther()
    {
        const TwoSides campus;
        const Solved s = solved(campus.site, campus.loads());
        QCOMPARE(resultOf(s, campus.pduB[1]).outputW, 150e3);
        QCOMPARE(resultOf(s, campus.pduB[1]).outputOtherSideLostW, 300e3);
    }

    void stagesAddUpAndNameTheGenerators()
    {
        const TwoSides campus;
        const SitePtr site = campus.with([](auto& nodes) {
            PowerNode generator;
            generator.id = {static_cast<std::int64_t>(nodes.size()) + 1};
            generator.name = "Generator";
            generator.kind = PowerNodeKind::Generator;
            generator.ratedW = 1e6;
            generator.standby = true;
            nodes[2].fedBy.push_back(generator.id);
            nodes.push_back(generator);
        });
        const Solved s = solved(site, campus.loads());
        double lossW = 0.0;
        for (const PowerStageResult& stage : s.snapshot.powerStages)
            lossW += stage.lossW;
        QVERIFY(near(lossW, lossesOf(s)));
        QCOMPARE(s.snapshot.powerStages.size(), 5u);
        QVERIFY(s.snapshot.powerStages[1].kind == PowerNodeKind::Generator);
        QCOMPARE(s.snapshot.powerStages[1].outputW, 0.0);
        const Solved lost = solved(site, campus.loads(), {campus.utilityA});
        QCOMPARE(lost.snapshot.powerStages[1].outputW, resultOf(s, {3}).inputW());
        QVERIFY(lost.snapshot.powerResidual <= relative);
    }

    // A switchgear that feeds another hands on what the second one delivers: it counts once.
    void whatOneNodeHandsToAnotherOfItsKindCountsOnce()
    {
        const TwoSides campus;
        const SitePtr site = campus.with([](std::vector<PowerNode>& nodes) {
            PowerNode pdu; // between the first PDU and the loads
            pdu.id = {static_cast<std::int64_t>(nodes.size()) + 1};
            pdu.name = "Tap-off";
            pdu.kind = PowerNodeKind::Pdu;
            pdu.ratedW = 400e3;
            pdu.fedBy = {nodes[3].id};
            nodes.push_back(pdu);
        });
        auto loads = campus.loads();
        loads[0].first.a = site->power->nodes.back().id;
        const Solved s = solved(site, loads);
        const auto pdus = std::find_if(s.snapshot.powerStages.begin(), s.snapshot.powerStages.end(),
                                       [](const auto& stage) { return stage.kind == PowerNodeKind::Pdu; });
        QVERIFY(near(pdus->outputW, 4 * 300e3));
    }

    void anyOutageLeavesABalance()
    {
        const TwoSides campus;
        std::mt19937 random(20260727);
        for (int trial = 0; trial < 300; ++trial) {
            std::vector<PowerNodeId> out;
            for (const PowerNode& node : campus.site->power->nodes) {
                if (std::uniform_int_distribution<int>(0, 4)(random) == 0)
                    out.push_back(node.id);
            }
            const Solved s = solved(campus.site, campus.loads(), out);
            QVERIFY(s.snapshot.powerResidual <= relative);
            QVERIFY(near(sumOf(s.lossByBuildingW), lossesOf(s)));
            QVERIFY(near(s.snapshot.sourcePowerW - lossesOf(s), loadsW - sumOf(s.unservedByBuildingW)) ||
                    s.snapshot.sourcePowerW == 0.0);
        }
    }

    void numbersThatAreNoneAreReportedAsAnImbalance()
    {
        const TwoSides campus;
        const Solved s = solved(campus.site, {{{campus.pduA[0], {}, std::nan("")}, 0}});
        QVERIFY(std::isinf(s.snapshot.powerResidual));
    }

    void aSiteWithoutPowerHasNoFlowAndBalances()
    {
        const Solved s = solved(std::make_shared<Site>(), {});
        QVERIFY(s.snapshot.powerNodes.empty() && s.snapshot.powerStages.empty() && s.snapshot.notes.empty());
        QCOMPARE(s.snapshot.powerResidual, 0.0);
    }

    void aBatteryLastsAsLongAsItsEnergy()
    {
        // 1 MW UPS with 50 kWh: at 500 kW it draws 511.5 kW from its battery, 180e6 J / 511.5 kW = 351.9 s.
        PowerNode ups;
        ups.ratedW = 1e6;
        ups.loss = upsLoss;
        ups.storedJ = 50.0 * 3.6e6;
        QVERIFY(near(rideThroughS(ups, 500e3).value(), 180e6 / 511.5e3));
        ups.upsMode = UpsMode::Eco; // its inverter runs all the same
        QVERIFY(near(rideThroughS(ups, 500e3).value(), 180e6 / 511.5e3));
        QVERIFY(!rideThroughS(ups, 0.0));
        ups.storedJ = 0.0;
        QVERIFY(!rideThroughS(ups, 500e3));
    }
};

QTEST_GUILESS_MAIN(CampusPowerTest)
#include "tst_campus_power.moc"
