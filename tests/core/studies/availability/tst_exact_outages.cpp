// Series, parallel, k of n, bridges: by hand; random systems against all their states; laws; and dice.
#include "core/model/errors.h"
#include "core/studies/availability/equipment_rates.h"
#include "core/studies/availability/outage_simulation.h"

#include <QTest>

#include <array>
#include <cmath>
#include <random>
#include <stdexcept>

using namespace hallwright;

namespace {

constexpr double textbook = 1e-9;
constexpr double rounding = 1e-12;

// MTBF 900 h and MTTR 100 h: down a tenth of the time, 0.001 failures per hour.
constexpr RepairTimes tenth{900.0, 100.0};
constexpr RepairTimes fifth{400.0, 100.0};

OutageFigures outagesOf(const BlockDiagram& diagram, BlockId block)
{
    return ExactOutages(diagram).of(block);
}

double die(std::mt19937& dice, unsigned sides)
{
    return static_cast<double>(dice() % sides);
}

bool isNear(double value, double expected, double tolerance)
{
    return std::abs(value - expected) <= tolerance;
}

// Random gates over a few elements, each of which has earlier blocks as inputs: they share much.
struct RandomSystem {
    BlockDiagram diagram;
    BlockId top = 0;
};

RandomSystem randomSystem(std::mt19937& dice, std::vector<RepairTimes> times)
{
    RandomSystem system;
    std::vector<BlockId> blocks;
    for (const RepairTimes& of : times)
        blocks.push_back(system.diagram.element(of));
    constexpr int gates = 8;
    for (int g = 0; g < gates; ++g) {
        std::vector<BlockId> inputs;
        std::vector<double> weights;
        const std::size_t count = 2 + dice() % 4;
        double sum = 0.0;
        for (std::size_t i = 0; i < count; ++i) {
            inputs.push_back(blocks[dice() % blocks.size()]);
            weights.push_back(1.0 + die(dice, 5));
            sum += weights.back();
        }
        const double need = 1.0 + die(dice, static_cast<unsigned>(sum));
        switch (dice() % 3) {
        case 0:
            blocks.push_back(system.diagram.allOf(inputs));
            break;
        case 1:
            blocks.push_back(system.diagram.anyOf(inputs));
            break;
        default:
            blocks.push_back(system.diagram.atLeast(need, inputs, weights));
        }
    }
    system.top = blocks.back();
    return system;
}

// Σ over all states, and over all pairs of states that differ in one element.
OutageFigures byAllStates(const BlockDiagram& diagram, BlockId top)
{
    const std::vector<RepairTimes>& times = diagram.elements();
    OutageFigures figures;
    for (std::size_t state = 0; state < std::size_t{1} << times.size(); ++state) {
        std::vector<char> works(times.size());
        double share = 1.0;
        for (std::size_t e = 0; e < times.size(); ++e) {
            works[e] = (state >> e & 1U) != 0 ? 1 : 0;
            const double q = times[e].unavailability();
            share *= works[e] ? 1.0 - q : q;
        }
        if (!diagram.worksWith(works)[top]) {
            figures.unavailability += share;
            continue;
        }
        for (std::size_t e = 0; e < times.size(); ++e) { // works now: which failures end that
            if (!works[e])
                continue;
            works[e] = 0;
            if (!diagram.worksWith(works)[top])
                figures.outagesPerYear += share / times[e].mtbfH * hoursPerYear;
            works[e] = 1;
        }
    }
    return figures;
}

} // namespace

class ExactOutagesTest : public QObject
{
    Q_OBJECT

private slots:
    void oneElementIsDownByItsRepairs()
    {
        BlockDiagram diagram;
        const OutageFigures figures = outagesOf(diagram, diagram.element(tenth));
        QVERIFY(isNear(figures.unavailability, 0.1, textbook));
        QVERIFY(isNear(figures.outagesPerYear, hoursPerYear / 1000.0, textbook));
        QVERIFY(isNear(*figures.meanOutageH(), 100.0, textbook));
        QVERIFY(isNear(figures.minutesAYear(), 0.1 * 8766.0 * 60.0, 1e-6));
    }

    void fourNinesAreFiftyTwoPointSixMinutes()
    {
        OutageFigures figures;
        figures.unavailability = 1e-4;
        QVERIFY(isNear(figures.minutesAYear(), 52.6, 0.05));
    }

    void systemsAreAsInTheTextbook_data()
    {
        QTest::addColumn<QString>("system");
        QTest::addColumn<double>("unavailability");
        // q = 0.1 and 0.2
        QTest::newRow("series") << "series" << 1.0 - 0.9 * 0.8;
        QTest::newRow("parallel") << "parallel" << 0.1 * 0.2;
        // 3 q² - 2 q³
        QTest::newRow("2 of 3") << "2of3" << 3.0 * 0.01 - 2.0 * 0.001;
        // Σ_(k<3) C(5,k) p^k q^(5-k): 1e-5 + 5 · 0.9 · 1e-4 + 10 · 0.81 · 1e-3
        QTest::newRow("3 of 5") << "3of5" << 1e-5 + 4.5e-4 + 8.1e-3;
        // All q: p_bridge = 2p² + 2p³ - 5p⁴ + 2p⁵, p = 0.9: 0.97848
        QTest::newRow("bridge") << "bridge" << 1.0 - 0.97848;
        // Units of 40, 30, 20 and 10 carry 60, so at most 40 may be out: 40 and any other are too much, 0.1 (1 - 0.9³);
        // so are 30 and 20 without 40, 0.9 · 0.1²; 30 and 10 are not.
        QTest::newRow("capacity") << "capacity" << 0.0271 + 0.009;
    }

    void systemsAreAsInTheTextbook()
    {
        QFETCH(QString, system);
        QFETCH(double, unavailability);
        BlockDiagram diagram;
        BlockId top = 0;
        const auto add = [&] { return diagram.element(tenth); };
        if (system == "series" || system == "parallel") {
            const BlockId a = diagram.element(tenth);
            const BlockId b = diagram.element(fifth);
            top = system == "series" ? diagram.allOf({a, b}) : diagram.anyOf({a, b});
        } else if (system == "2of3") {
            top = diagram.atLeast(2, {add(), add(), add()});
        } else if (system == "3of5") {
            top = diagram.atLeast(3, {add(), add(), add(), add(), add()});
        } else if (system == "bridge") {
            const std::array<BlockId, 5> e{add(), add(), add(), add(), add()};
            top = diagram.anyOf({diagram.allOf({e[0], e[3]}), diagram.allOf({e[1], e[4]}),
                                 diagram.allOf({e[0], e[2], e[4]}), diagram.allOf({e[1], e[2], e[3]})});
        } else {
            top = diagram.atLeast(60.0, {add(), add(), add(), add()}, {40.0, 30.0, 20.0, 10.0});
        }
        const OutageFigures figures = outagesOf(diagram, top);
        QVERIFY2(isNear(figures.unavailability, unavailability, textbook),
                 qPrintable(QString::number(figures.unavailability, 'g', 12)));
    }

    // Two in parallel fail when one fails while the other is down: f = q2 f1 + q1 f2.
    void aPairFailsAsOftenAsByHand()
    {
        BlockDiagram diagram;
        const BlockId a = diagram.element(tenth);
        const BlockId b = diagram.element(fifth);
        const OutageFigures figures = outagesOf(diagram, diagram.anyOf({a, b}));
        const double perHour = 0.2 / 1000.0 + 0.1 / 500.0;
        QVERIFY(isNear(figures.outagesPerYear, perHour * hoursPerYear, textbook));
        QVERIFY(isNear(*figures.meanOutageH(), 50.0, textbook)); // both repairs run: 100 h each
    }

    void rareOutagesKeepTheirDigits()
    {
        BlockDiagram diagram;
        std::vector<BlockId> pair;
        for (int i = 0; i < 3; ++i)
            pair.push_back(diagram.element({1e6 - 1.0, 1.0}));
        const OutageFigures figures = outagesOf(diagram, diagram.anyOf(pair));
        QVERIFY(isNear(figures.unavailability / 1e-18, 1.0, textbook));
    }

    void randomSystemsEqualTheSumOverAllStates()
    {
        std::mt19937 dice(11);
        for (int round = 0; round < 60; ++round) {
            std::vector<RepairTimes> times;
            for (int e = 0; e < 9; ++e)
                times.push_back({100.0 + die(dice, 900), 1.0 + die(dice, 99)});
            const RandomSystem system = randomSystem(dice, times);
            const OutageFigures exact = outagesOf(system.diagram, system.top);
            const OutageFigures all = byAllStates(system.diagram, system.top);
            QVERIFY(isNear(exact.unavailability, all.unavailability, rounding));
            QVERIFY(isNear(exact.outagesPerYear, all.outagesPerYear, 1e-9 * hoursPerYear));
        }
    }

    // The contribution of an element is what is gained if it never fails.
    void contributionsAreWhatIsGained()
    {
        std::mt19937 dice(12);
        for (int round = 0; round < 20; ++round) {
            const std::vector<RepairTimes> times(7, {300.0, 40.0});
            const auto seed = dice();
            std::mt19937 same(seed);
            const RandomSystem system = randomSystem(same, times);
            ExactOutages exact(system.diagram);
            const double whole = 1.0;
            const std::vector<double> shares =
                exact.contributions(std::span(&system.top, 1), std::span(&whole, 1));
            for (std::size_t e = 0; e < times.size(); ++e) {
                std::vector<RepairTimes> better = times;
                better[e] = {300.0, 0.0};
                std::mt19937 again(seed);
                const RandomSystem perfect = randomSystem(again, better);
                QVERIFY(isNear(shares[e],
                               exact.of(system.top).unavailability -
                                   outagesOf(perfect.diagram, perfect.top).unavailability,
                               rounding));
            }
        }
    }

    void aBetterMtbfOrMttrIsNeverWorse()
    {
        std::mt19937 dice(13);
        for (int round = 0; round < 100; ++round) {
            std::vector<RepairTimes> times;
            for (int e = 0; e < 8; ++e)
                times.push_back({100.0 + die(dice, 900), 1.0 + die(dice, 99)});
            std::vector<RepairTimes> better = times;
            RepairTimes& one = better[dice() % better.size()];
            if (dice() % 2 == 0)
                one.mtbfH *= 1.5;
            else
                one.mttrH *= 0.5;
            const auto seed = dice();
            std::mt19937 first(seed);
            std::mt19937 second(seed);
            const RandomSystem before = randomSystem(first, times);
            const RandomSystem after = randomSystem(second, better);
            QVERIFY(outagesOf(after.diagram, after.top).unavailability <=
                    outagesOf(before.diagram, before.top).unavailability + rounding);
        }
    }

    void oneMoreInParallelIsNeverWorse()
    {
        double before = 1.0;
        for (std::size_t n = 1; n < 6; ++n) {
            BlockDiagram diagram;
            std::vector<BlockId> units;
            for (std::size_t i = 0; i < n; ++i)
                units.push_back(diagram.element(fifth));
            const double now = outagesOf(diagram, diagram.anyOf(units)).unavailability;
            QVERIFY(isNear(now, std::pow(0.2, static_cast<double>(n)), textbook));
            QVERIFY(now < before);
            before = now;
        }
    }

    // The bridge: two sources' sides, or two sinks' sides; of 5 elements in which 3 must work, 3.
    void theFewestFailuresAreTheSmallestCuts()
    {
        BlockDiagram diagram;
        std::vector<BlockId> e;
        for (int i = 0; i < 5; ++i)
            e.push_back(diagram.element(tenth));
        const BlockId bridge =
            diagram.anyOf({diagram.allOf({e[0], e[3]}), diagram.allOf({e[1], e[4]}),
                           diagram.allOf({e[0], e[2], e[4]}), diagram.allOf({e[1], e[2], e[3]})});
        const BlockId most = diagram.atLeast(3, e);
        const BlockId line = diagram.allOf({bridge, e[2]});
        const BlockId never = diagram.constant(true);
        ExactOutages exact(diagram);
        QCOMPARE(exact.fewestFailures(bridge)->count, std::size_t{2});
        QCOMPARE(exact.fewestFailures(bridge)->sets, 2.0); // {0,1} and {3,4}
        QVERIFY(exact.singleFailures(bridge).empty());
        QCOMPARE(exact.fewestFailures(most)->count, std::size_t{3});
        QCOMPARE(exact.fewestFailures(most)->sets, 10.0); // C(5,3)
        QCOMPARE(exact.fewestFailures(line)->count, std::size_t{1});
        QCOMPARE(exact.fewestFailures(line)->elements, std::vector<std::size_t>{2});
        QCOMPARE(exact.singleFailures(line), std::vector<std::size_t>{2});
        QVERIFY(!exact.fewestFailures(never));
    }

    void constantsNeverChange()
    {
        BlockDiagram diagram;
        const BlockId on = diagram.constant(true);
        const BlockId off = diagram.constant(false);
        QCOMPARE(outagesOf(diagram, on).unavailability, 0.0);
        QCOMPARE(outagesOf(diagram, off).unavailability, 1.0);
        QCOMPARE(outagesOf(diagram, off).outagesPerYear, 0.0);
    }

    void whatHangsOnItselfIsRefused()
    {
        BlockDiagram diagram;
        QVERIFY_EXCEPTION_THROWN(diagram.allOf({0, 1}), std::logic_error);
    }

    void whatIsTooLargeIsSaidToBe()
    {
        BlockDiagram diagram;
        std::vector<BlockId> units;
        for (int i = 0; i < 40; ++i)
            units.push_back(diagram.element(tenth));
        const BlockId half = diagram.atLeast(20, units);
        QVERIFY(!ExactOutages(diagram, 50).prepare(half));
        QVERIFY(ExactOutages(diagram).prepare(half));
    }

    // 95 % intervals of 40 systems: all but a few cover the exact value, and all lie within twice their width.
    void diceAgreeWithTheExactWithinTheirConfidence()
    {
        std::mt19937 dice(14);
        int covered = 0;
        constexpr int rounds = 40;
        for (int round = 0; round < rounds; ++round) {
            std::vector<RepairTimes> times;
            for (int e = 0; e < 8; ++e)
                times.push_back({100.0 + die(dice, 900), 5.0 + die(dice, 95)});
            const RandomSystem system = randomSystem(dice, times);
            const OutageTarget target{{system.top}, {1.0}};
            OutageSimulationOptions options;
            options.years = 400.0;
            options.seed = dice();
            const SimulatedOutage outage =
                simulateOutages(system.diagram, std::span(&target, 1), options).front();
            const OutageFigures exact = outagesOf(system.diagram, system.top);
            covered += outage.covers(exact.unavailability) ? 1 : 0;
            QVERIFY(
                isNear(outage.figures.unavailability, exact.unavailability, 2.5 * outage.halfWidth + 1e-12));
            if (exact.outagesPerYear > 1.0)
                QVERIFY(isNear(outage.figures.outagesPerYear / exact.outagesPerYear, 1.0, 0.3));
        }
        QVERIFY2(covered >= 34, qPrintable(QString::number(covered))); // fewer: once in 1,000 such tests
    }

    void theSameSeedGivesTheSameAnswer()
    {
        BlockDiagram diagram;
        const OutageTarget target{{diagram.anyOf({diagram.element(tenth), diagram.element(fifth)})}, {1.0}};
        OutageSimulationOptions options;
        options.years = 50.0;
        const auto first = simulateOutages(diagram, std::span(&target, 1), options);
        const auto second = simulateOutages(diagram, std::span(&target, 1), options);
        QCOMPARE(first[0].figures.unavailability, second[0].figures.unavailability);
        options.seed = 2;
        QVERIFY(simulateOutages(diagram, std::span(&target, 1), options)[0].figures.unavailability !=
                first[0].figures.unavailability);
    }

    // One crew for two units of equal rates: states with k down have π ∝ 1, 2 a, 2 a², a = MTTR/MTBF. With a = 1/9:
    // π_2 = (2/81) / (1 + 2/9 + 2/81) = 2/101.
    void aSingleCrewMakesRepairsWait()
    {
        BlockDiagram diagram;
        const OutageTarget target{{diagram.anyOf({diagram.element(tenth), diagram.element(tenth)})}, {1.0}};
        OutageSimulationOptions options;
        options.years = 4000.0;
        options.crews = 1;
        const SimulatedOutage outage = simulateOutages(diagram, std::span(&target, 1), options).front();
        QVERIFY2(isNear(outage.figures.unavailability, 2.0 / 101.0, 1.5 * outage.halfWidth),
                 qPrintable(QString::number(outage.figures.unavailability)));
        QVERIFY(!outage.covers(0.01)); // as many crews as it takes
    }

    void ratesOutOfSenseAreRefused()
    {
        QVERIFY_EXCEPTION_THROWN(requireSense({0.0, 1.0, ""}, "UPS"), InputError);
        QVERIFY_EXCEPTION_THROWN(requireSense({1000.0, -1.0, ""}, "UPS"), InputError);
        QVERIFY_EXCEPTION_THROWN(requireSense({std::nan(""), 1.0, ""}, "UPS"), InputError);
        BlockDiagram diagram;
        OutageSimulationOptions options;
        options.years = 0.0;
        QVERIFY_EXCEPTION_THROWN(simulateOutages(diagram, {}, options), InputError);
    }

    void everyKindHasANameAndARateThatMakesSense()
    {
        const EquipmentRates rates = classRates();
        for (std::size_t k = 0; k < equipmentKindCount; ++k) {
            const auto kind = static_cast<EquipmentKind>(k);
            QVERIFY(equipmentKindNamed(nameOf(kind)) == kind);
            QVERIFY(!rates.of(kind).source.empty());
            requireSense(rates.of(kind), wordFor(kind));
        }
        // 1.35 % of starts, and 1.64 and 0.31 outages of utilities a year
        QVERIFY(isNear(rates.of(EquipmentKind::StandbyStart).unavailability(), 0.0135, 1e-4));
        QVERIFY(isNear(rates.of(EquipmentKind::Utility).failuresPerHour() * hoursPerYear, 1.65, 0.02));
        QVERIFY(isNear(rates.of(EquipmentKind::AllUtilities).failuresPerHour() * hoursPerYear, 0.312, 0.002));
    }
};

QTEST_GUILESS_MAIN(ExactOutagesTest)
#include "tst_exact_outages.moc"
