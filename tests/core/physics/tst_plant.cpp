// What holds for any plant of a loop: heat balances, more heat or warmer air never lowers the power.
#include "core/physics/chiller_catalogue.h"
#include "core/physics/condenser_water.h"
#include "core/physics/heat_rejection.h"
#include "tests/core/physics/plants.h"

#include <QtTest>

#include <random>

using namespace hallwright;
using namespace hallwright::test;

namespace {

struct Design {
    const char* name;
    std::vector<PlantUnit> units;
    double setPointC;
    bool severalMeans = false;
};

bool has(const std::vector<PlantUnit>& units, PlantKind kind)
{
    return std::any_of(units.begin(), units.end(), [&](const PlantUnit& u) { return u.kind == kind; });
}

// Whether the towers take heat from chillers or plates, not from the loop.
bool towersAreBehind(const std::vector<PlantUnit>& units)
{
    return has(units, PlantKind::WaterCooledChiller) || has(units, PlantKind::WatersideEconomiser);
}

double takenFromLoopW(const std::vector<PlantUnit>& units, const PlantState& state)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < units.size(); ++i)
        sum +=
            units[i].kind == PlantKind::CoolingTower && towersAreBehind(units) ? 0.0 : state.units[i].heatW;
    return sum;
}

// Which share the heat by their size, whichever needs less power for it.
bool hasBothChillers(const std::vector<PlantUnit>& units)
{
    return has(units, PlantKind::AirCooledChiller) && has(units, PlantKind::WaterCooledChiller);
}

std::ptrdiff_t towersOf(const std::vector<PlantUnit>& units)
{
    return std::ranges::count(units, PlantKind::CoolingTower, &PlantUnit::kind);
}

PlantState runWith(const std::vector<PlantUnit>& units, const PlantDemand& demand,
                   const std::vector<char>& available)
{
    std::vector<const PlantUnit*> pointers;
    for (const PlantUnit& u : units)
        pointers.push_back(&u);
    return plantAt(pointers, demand, available);
}

// A loop's demand in any weather, up to a tenth more than `statedW`.
PlantDemand drawnDemand(std::mt19937& random, double statedW)
{
    const auto between = [&](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    };
    PlantDemand demand;
    demand.heatW = statedW * between(0.01, 1.1);
    demand.setPointC = between(6.0, 32.0);
    demand.rangeK = demand.designRangeK = between(5.0, 12.0);
    demand.outdoorC = between(-20.0, 45.0);
    demand.wetBulbC = demand.outdoorC - between(0.0, 12.0);
    demand.pressurePa = between(8e4, 1.03e5);
    if (between(0.0, 1.0) < 0.5) {
        demand.heatPerVolume = 4.1e6;
        demand.flowM3s = demand.heatW / (demand.heatPerVolume * demand.rangeK);
    }
    return demand;
}

// What the towers behind must reject: the heat of water-cooled chillers with their power, of plates, of the pumps.
double toTowersW(const std::vector<PlantUnit>& units, const PlantState& state)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < units.size(); ++i) {
        if (units[i].kind == PlantKind::WaterCooledChiller)
            sum += state.units[i].heatW + state.units[i].powerW;
        if (units[i].kind == PlantKind::WatersideEconomiser)
            sum += state.units[i].heatW;
        sum += state.units[i].pumpPowerW;
    }
    return sum;
}

double ofTowersW(const std::vector<PlantUnit>& units, const PlantState& state)
{
    double sum = 0.0;
    for (std::size_t i = 0; i < units.size(); ++i)
        sum += units[i].kind == PlantKind::CoolingTower ? state.units[i].heatW : 0.0;
    return sum;
}

std::vector<PlantUnit> manyWaterCooled(int chillers, int towers)
{
    std::vector<PlantUnit> units(static_cast<std::size_t>(chillers),
                                 unit(PlantKind::WaterCooledChiller, 1e6));
    units.insert(units.end(), static_cast<std::size_t>(towers), unit(PlantKind::CoolingTower, 2.4e6));
    return units;
}

PlantUnit lessEfficient(PlantUnit chiller)
{
    chiller.ratedCop *= 0.6;
    return chiller;
}

std::vector<PlantUnit> withoutPads(std::vector<PlantUnit> units)
{
    for (PlantUnit& u : units)
        u.adiabaticEffectiveness = 0.0;
    return units;
}

std::vector<Design> designs()
{
    using enum PlantKind;
    return {{"air-cooled",
             {unit(AirCooledChiller, 1e6), unit(AirCooledChiller, 1e6), unit(AirCooledChiller, 1e6)},
             10},
            {"air-cooled, warm water", {unit(AirCooledChiller, 1e6), unit(AirCooledChiller, 2e6)}, 20},
            {"water-cooled",
             {unit(WaterCooledChiller, 1e6), unit(WaterCooledChiller, 1e6), unit(CoolingTower, 1.2e6),
              unit(CoolingTower, 1.2e6)},
             10},
            {"water-cooled, warm water", {unit(WaterCooledChiller, 2e6), unit(CoolingTower, 2.4e6)}, 18},
            {"eight water-cooled", manyWaterCooled(8, 4), 12},
            {"few towers", manyWaterCooled(6, 2), 10},
            {"unequal water-cooled",
             {unit(WaterCooledChiller, 5e5), unit(WaterCooledChiller, 2e6), unit(WaterCooledChiller, 1e6),
              unit(CoolingTower, 4e6)},
             10},
            {"unequal efficiency",
             {lessEfficient(unit(WaterCooledChiller, 1e6)), unit(WaterCooledChiller, 1e6),
              unit(CoolingTower, 2.4e6)},
             10},
            {"no towers", {unit(WaterCooledChiller, 2e6)}, 8},
            {"dry coolers", {unit(DryCooler, 1e6), unit(DryCooler, 1e6)}, 32},
            {"dry coolers, then chillers", {unit(DryCooler, 1e6), unit(AirCooledChiller, 2e6)}, 20, true},
            {"towers alone", {unit(CoolingTower, 2e6)}, 26},
            {"both chillers",
             {unit(AirCooledChiller, 1e6), unit(WaterCooledChiller, 1e6), unit(CoolingTower, 1.3e6)},
             12},
            {"economiser",
             {unit(WaterCooledChiller, 1e6), unit(WaterCooledChiller, 1e6), unit(CoolingTower, 1.3e6),
              unit(CoolingTower, 1.3e6), unit(WatersideEconomiser, 2e6)},
             20},
            {"economiser and air-cooled",
             {unit(AirCooledChiller, 1e6), unit(AirCooledChiller, 1e6), unit(CoolingTower, 2e6),
              unit(WatersideEconomiser, 2e6)},
             18},
            {"economiser alone", {unit(CoolingTower, 2e6), unit(WatersideEconomiser, 2e6)}, 24},
            {"adiabatic", {adiabatic(unit(DryCooler, 1e6)), unit(DryCooler, 1e6)}, 30},
            {"adiabatic, then chillers",
             {adiabatic(unit(DryCooler, 1e6)), unit(AirCooledChiller, 2e6)},
             20,
             true}};
}

PlantUnit drawn(std::mt19937& random, PlantKind kind)
{
    const auto between = [&](double low, double high) {
        return std::uniform_real_distribution<double>(low, high)(random);
    };
    PlantUnit u = unit(kind, between(3e5, 2e6));
    u.ratedApproachK = between(1.5, 9.0);
    if (kind == PlantKind::AirCooledChiller) {
        u.ratedOutdoorC = between(25.0, 45.0);
        u.curves = between(0.0, 1.0) < 0.5 ? "York YCAL0033EE 100.6kW/3.1COP/Air-cooled" : "";
    } else if (kind == PlantKind::WaterCooledChiller) {
        const auto records = chillerRecords();
        const auto& record =
            records[std::uniform_int_distribution<std::size_t>(0, records.size() - 1)(random)];
        u.curves = record.airCooled ? "" : std::string(record.name);
        u.ratedCop = between(4.0, 9.0);
    } else if (kind == PlantKind::CoolingTower) {
        u.ratedOutdoorC = between(18.0, 28.0);
        u.ratedPowerW = u.capacityW * between(0.003, 0.03);
    } else if (kind == PlantKind::DryCooler && between(0.0, 1.0) < 0.5) {
        u.adiabaticEffectiveness = between(0.3, 0.95);
    }
    return u;
}

// Up to so many makes of each kind, each one to three times, of kinds that stand in one loop.
std::vector<PlantUnit> drawnPlant(std::mt19937& random, std::size_t mostMakes = 2)
{
    using enum PlantKind;
    const std::vector<std::vector<PlantKind>> sorts{
        {AirCooledChiller},
        {WaterCooledChiller, CoolingTower},
        {WaterCooledChiller},
        {WaterCooledChiller, CoolingTower, AirCooledChiller},
        {WaterCooledChiller, CoolingTower, WatersideEconomiser},
        {AirCooledChiller, CoolingTower, WatersideEconomiser},
        {AirCooledChiller, WaterCooledChiller, CoolingTower, WatersideEconomiser},
        {CoolingTower, WatersideEconomiser},
        {CoolingTower},
        {DryCooler},
        {DryCooler, AirCooledChiller},
        {DryCooler, WaterCooledChiller, CoolingTower},
        {DryCooler, AirCooledChiller, CoolingTower, WatersideEconomiser}};
    const auto pick = [&](std::size_t count) {
        return std::uniform_int_distribution<std::size_t>(0, count - 1)(random);
    };
    std::vector<PlantUnit> units;
    for (const PlantKind kind : sorts[pick(sorts.size())]) {
        for (std::size_t make = 0; make <= pick(mostMakes); ++make)
            units.insert(units.end(), 1 + pick(3), drawn(random, kind));
    }
    return units;
}

} // namespace

class PlantTest : public QObject
{
    Q_OBJECT

private slots:
    void noHeatNeedsNoPower()
    {
        for (const Design& design : designs())
            QCOMPARE(powerW(run(design.units, {0.0, design.setPointC, 8.0, 8.0, 30.0, 20.0})), 0.0);
    }

    void thePlantTakesAllTheHeat()
    {
        for (const Design& design : designs()) {
            for (const double heatW : {1e4, 5e5, 1.5e6, 5e6}) {
                const PlantState state = run(design.units, {heatW, design.setPointC, 8.0, 8.0, 38.0, 24.0});
                QVERIFY(near(takenFromLoopW(design.units, state) + state.unrejectedW, heatW, balance));
                QVERIFY(state.unrejectedW == 0.0 || state.supplyC >= design.setPointC + highestSupplyRiseK);
                QVERIFY(state.supplyC >= design.setPointC);
                for (const PlantUnitState& u : state.units)
                    QVERIFY(std::isfinite(u.powerW) && u.powerW >= 0.0);
            }
        }
    }

    void warmerWeatherNeverLowersThePower()
    {
        for (const Design& design : designs()) {
            for (const double heatW : {5e4, 2e5, 4e5, 7e5, 9.5e5, 1.3e6, 1.7e6, 1.95e6, 2.5e6, 4e6}) {
                double before = 0.0;
                for (double outdoorC = -20.0; outdoorC <= 50.0; outdoorC += 0.5) {
                    const PlantState state =
                        run(design.units, {heatW, design.setPointC, 8.0, 8.0, outdoorC, outdoorC - 7.0});
                    const double power = powerW(state);
                    if (state.unrejectedW > 0.0)
                        break; // what is left needs no power
                    if (state.shortOfCapacity && design.severalMeans)
                        break; // dry coolers that no longer help switch off: less power, but warmer water
                    QVERIFY2(power >= before * (1.0 - balance),
                             qPrintable(QString("%1, %2 kW, %3 °C: %4 W after %5 W")
                                            .arg(design.name)
                                            .arg(heatW / 1e3)
                                            .arg(outdoorC)
                                            .arg(power)
                                            .arg(before)));
                    before = power;
                }
            }
        }
    }

    void moreHeatNeverLowersThePower_data()
    {
        QTest::addColumn<std::size_t>("design");
        QTest::addColumn<double>("outdoorC");
        for (std::size_t i = 0; i < designs().size(); ++i) {
            for (const double outdoorC : {-5.0, 12.0, 22.0, 30.0, 38.0})
                QTest::addRow("%s at %g C", designs()[i].name, outdoorC) << i << outdoorC;
        }
    }

    // From a watt to beyond what the plant can take, in steps so small that every change of staging shows.
    void moreHeatNeverLowersThePower()
    {
        QFETCH(std::size_t, design);
        QFETCH(double, outdoorC);
        const Design plant = designs()[design];
        double fullW = 0.0;
        for (const PlantUnit& u : plant.units)
            fullW += u.kind == PlantKind::CoolingTower ? 0.0 : u.capacityW;
        fullW = std::max(fullW, 2e6);
        constexpr int steps = 2000;
        double before = 0.0;
        for (int step = 0; step <= steps; ++step) {
            const double heatW = std::max(1.0, 1.1 * fullW * step / steps);
            const PlantState state =
                run(plant.units, {heatW, plant.setPointC, 8.0, 8.0, outdoorC, outdoorC - 7.0});
            if (state.shortOfCapacity && plant.severalMeans)
                break; // dry coolers that no longer help switch off: less power, but warmer water
            const double power = powerW(state);
            QVERIFY2(power >= before * (1.0 - balance),
                     qPrintable(QString("%1 kW: %2 W after %3 W").arg(heatW / 1e3).arg(power).arg(before)));
            before = power;
        }
    }

    // No loop is let warm without end: what is left beyond the limit is named.
    void farBeyondItsCapacityAPlantLeavesTheRest()
    {
        const PlantState chilled =
            run({unit(PlantKind::AirCooledChiller, 1e6)}, {1e7, 7.0, 8, 8, 35.0, 25.0});
        QVERIFY(near(chilled.units[0].heatW, 1.6 * chilled.capacityW, balance));
        QVERIFY(near(chilled.units[0].heatW + chilled.unrejectedW, 1e7, balance));
        QCOMPARE(chilled.supplyC, 7.0 + highestSupplyRiseK);
        const std::vector<std::vector<PlantUnit>> plants{
            {unit(PlantKind::DryCooler, 1e6)},
            {unit(PlantKind::CoolingTower, 1e6)},
            {unit(PlantKind::CoolingTower, 1.3e6), unit(PlantKind::WatersideEconomiser, 1e6)}};
        for (const std::vector<PlantUnit>& units : plants) {
            double takenW = 0.0;
            for (const double heatW : {1e6, 2e6, 5e6, 1e7, 1e8, 1e10}) {
                PlantDemand demand{heatW, 30.0, 8.0, 8.0, 35.0, 28.0};
                demand.flowM3s = 0.03;
                demand.heatPerVolume = 4.17e6;
                demand.rangeK = heatW / (demand.flowM3s * demand.heatPerVolume);
                const PlantState state = run(units, demand);
                QVERIFY(state.supplyC <= 30.0 + highestFreeRiseK);
                QVERIFY(state.unrejectedW >= 0.0);
                QVERIFY(near(takenFromLoopW(units, state) + state.unrejectedW, heatW, balance));
                QVERIFY(takenFromLoopW(units, state) >= takenW * (1.0 - solverNoise));
                QVERIFY(state.unrejectedW == 0.0 || state.supplyC == 30.0 + highestFreeRiseK);
                takenW = takenFromLoopW(units, state);
            }
            QVERIFY(takenW < 1e10);
            const PlantState most = run(units, {1e8, 30.0, 8.0, 8.0, 35.0, 28.0});
            QVERIFY(
                near(powerW(most) - most.units[0].pumpPowerW, units[0].ratedPowerW, balance)); // full speed
        }
    }

    void aLoopWithoutPlantSaysSo()
    {
        const PlantState state = run({}, {1e6, 12.0, 8.0, 8.0, 30.0, 20.0});
        QCOMPARE(state.unrejectedW, 1e6);
        QVERIFY(state.shortOfCapacity);
    }

    // Any fleet of any records in any weather, seeded: heat balances, nothing is not a number, and neither more heat nor
    // warmer air lowers the power.
    void randomFleetsKeepTheLaws()
    {
        std::mt19937 random(20261121);
        const auto between = [&](double low, double high) {
            return std::uniform_real_distribution<double>(low, high)(random);
        };
        for (int trial = 0; trial < 5000; ++trial) {
            const std::vector<PlantUnit> units = drawnPlant(random);
            double statedW = 0.0;
            for (const PlantUnit& u : units)
                statedW += u.kind == PlantKind::CoolingTower && towersAreBehind(units) ? 0.0 : u.capacityW;
            const PlantDemand demand = drawnDemand(random, statedW);
            const PlantState state = run(units, demand);
            const QByteArray story = QString("trial %1: %2 kW, %3/%4 C")
                                         .arg(trial)
                                         .arg(demand.heatW / 1e3)
                                         .arg(demand.outdoorC)
                                         .arg(demand.setPointC)
                                         .toUtf8();
            QVERIFY2(near(takenFromLoopW(units, state) + state.unrejectedW, demand.heatW, balance), story);
            if (towersAreBehind(units) && has(units, PlantKind::CoolingTower))
                QVERIFY2(near(ofTowersW(units, state), toTowersW(units, state), balance), story);
            QVERIFY2(state.supplyC >= demand.setPointC && std::isfinite(state.supplyC), story);
            QVERIFY2(state.economiserW >= 0.0 && state.economiserW <= demand.heatW * (1.0 + balance), story);
            double waterKgS = 0.0;
            for (const PlantUnitState& u : state.units) {
                waterKgS += u.waterKgS;
                for (const double value : {u.heatW, u.powerW, u.capacityW, u.waterKgS})
                    QVERIFY2(std::isfinite(value) && value >= 0.0, story);
                QVERIFY2(std::isfinite(u.leavingC) && std::isfinite(u.approachK), story);
            }
            QCOMPARE(state.waterKgS, waterKgS);

            PlantDemand warmer = demand;
            const double byK = between(0.0, 4.0);
            warmer.outdoorC += byK;
            warmer.wetBulbC += byK;
            const double warmerW = powerW(run(units, warmer));
            // What is left needs no power. Where chillers behind dry coolers are too small, pads or a warmer supply carry what they cannot, and less
            // chiller capacity is less power.
            const bool inTurn = has(units, PlantKind::DryCooler) && units.back().kind != PlantKind::DryCooler;
            const auto isTooSmall = [&](const PlantDemand& at) {
                return run(units, at).unrejectedW > 0.0 ||
                       (inTurn && run(withoutPads(units), at).shortOfCapacity);
            };
            QVERIFY2(
                isTooSmall(warmer) || warmerW >= powerW(state) * (1.0 - solverNoise),
                story + QString(" +%1 K: %2 W after %3 W").arg(byK).arg(warmerW).arg(powerW(state)).toUtf8());
            PlantDemand busier = demand;
            busier.heatW *= 1.0 + between(0.0, 0.2);
            if (busier.flowM3s > 0.0)
                busier.rangeK = busier.heatW / (busier.heatPerVolume * busier.flowM3s);
            const double busierW = powerW(run(units, busier));
            QVERIFY2(isTooSmall(busier) || busierW >= powerW(state) * (1.0 - solverNoise),
                     story + QString(" %1 kW: %2 W after %3 W")
                                 .arg(busier.heatW / 1e3)
                                 .arg(busierW)
                                 .arg(powerW(state))
                                 .toUtf8());
        }
    }

    void aUnitOutOfServiceTakesNothing()
    {
        for (const Design& design : designs()) {
            const PlantDemand demand{5e5, design.setPointC, 8.0, 8.0, 25.0, 18.0};
            std::vector<const PlantUnit*> all;
            for (const PlantUnit& u : design.units)
                all.push_back(&u);
            for (std::size_t out = 0; out < all.size(); ++out) {
                std::vector<char> available(all.size(), 1);
                available[out] = 0;
                const PlantState state = plantAt(all, demand, available);
                QCOMPARE(state.units[out].heatW, 0.0);
                QCOMPARE(state.units[out].powerW, 0.0);
                QCOMPARE(state.units[out].capacityW, 0.0);
                if (design.units[out].kind == PlantKind::CoolingTower &&
                    has(design.units, PlantKind::WaterCooledChiller) && towersOf(design.units) == 1)
                    continue; // see chillersWhoseTowersAreAllOutTakeNothing
                // As if it were not there; but the pipes of towers lead to their chillers, not to the loop.
                std::vector<PlantUnit> rest = design.units;
                rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(out));
                if (towersAreBehind(design.units) && !towersAreBehind(rest)) {
                    for (std::size_t i = 0; i < all.size(); ++i)
                        QVERIFY(all[i]->kind != PlantKind::CoolingTower || state.units[i].heatW == 0.0);
                    continue;
                }
                std::vector<const PlantUnit*> others = all;
                others.erase(others.begin() + static_cast<std::ptrdiff_t>(out));
                const PlantState without = plantAt(others, demand);
                QCOMPARE(powerW(state), powerW(without));
                QCOMPARE(state.unrejectedW, without.unrejectedW);
            }
        }
    }

    void chillersWhoseTowersAreAllOutTakeNothing()
    {
        const PlantUnit chiller = unit(PlantKind::WaterCooledChiller, 1e6);
        const PlantUnit tower = unit(PlantKind::CoolingTower, 1.3e6);
        const PlantUnit airCooled = unit(PlantKind::AirCooledChiller, 1e6);
        const PlantDemand demand{5e5, 10.0, 8.0, 8.0, 25.0, 18.0};
        const PlantState out = runWith({chiller, tower}, demand, {1, 0});
        QCOMPARE(out.unrejectedW, 5e5);
        QCOMPARE(out.capacityW, 0.0);
        QCOMPARE(powerW(out), 0.0);
        QVERIFY(out.towersAreOut && !out.lacksTowers);
        const PlantState others = runWith({chiller, tower, airCooled}, demand, {1, 0, 1});
        QCOMPARE(others.units[2].heatW, 5e5);
        QVERIFY(others.towersAreOut);
        // A design without towers is another matter: what takes the heat of the condensers is not drawn.
        const PlantState undrawn = run({chiller}, demand);
        QCOMPARE(undrawn.unrejectedW, 0.0);
        QVERIFY(undrawn.lacksTowers && !undrawn.towersAreOut);
    }

    // Any fleet in any weather, seeded: with units out of service it has no more capacity and leaves no less heat, holds no
    // set point that it did not hold before, and where it holds its set point all the same, it draws no less power for want of what rejects its heat. (With a
    // chiller fewer it may draw a little less: the others lose the tenth that they keep in hand; and
    // where pads wet more, fewer fans do.)
    void anOutageNeverHelps()
    {
        constexpr double operatingPoint = 0.1; // of capacity: it is stated at the tower water that is chosen
        constexpr double fanSteps = 0.01; // of power: fans run at steps of speed, and none below the least
        std::mt19937 random(20261130);
        int held = 0;
        int failed = 0;
        for (int trial = 0; trial < 5000; ++trial) {
            const std::vector<PlantUnit> units = withoutPads(drawnPlant(random, 1));
            double statedW = 0.0;
            for (const PlantUnit& u : units)
                statedW += u.kind == PlantKind::CoolingTower && towersAreBehind(units) ? 0.0 : u.capacityW;
            const PlantDemand demand = drawnDemand(random, statedW);
            std::vector<char> available(units.size(), 1);
            for (char& one : available)
                one = random() % 4 != 0 ? 1 : 0;
            // One more, or all of its kind.
            const std::size_t lost = random() % units.size();
            const bool all = random() % 2 == 0;
            std::vector<char> fewer = available;
            for (std::size_t i = 0; i < units.size(); ++i) {
                if (i == lost || (all && units[i].kind == units[lost].kind))
                    fewer[i] = 0;
            }
            const PlantState before = runWith(units, demand, available);
            const PlantState after = runWith(units, demand, fewer);
            const QByteArray story =
                QString("trial %1: %2 kW, %3/%4 C: %5 and %6 kW of capacity, %7 and %8 W")
                    .arg(trial)
                    .arg(demand.heatW / 1e3)
                    .arg(demand.outdoorC)
                    .arg(demand.setPointC)
                    .arg(before.capacityW / 1e3)
                    .arg(after.capacityW / 1e3)
                    .arg(powerW(before))
                    .arg(powerW(after))
                    .toUtf8();
            // What plates can take falls with the return that dry coolers ahead leave them.
            if (!(has(units, PlantKind::DryCooler) && has(units, PlantKind::WatersideEconomiser)))
                QVERIFY2(after.capacityW <= before.capacityW * (1.0 + operatingPoint), story);
            // Overloaded chillers give up at a supply that coolers and plates alone still bear.
            if (!has(units, PlantKind::AirCooledChiller) && !has(units, PlantKind::WaterCooledChiller))
                QVERIFY2(after.unrejectedW >= before.unrejectedW - balance * demand.heatW, story);
            QVERIFY2(!before.shortOfCapacity || after.shortOfCapacity, story);
            ++(after.shortOfCapacity ? failed : held);
            const bool chiller = units[lost].kind == PlantKind::AirCooledChiller ||
                                 units[lost].kind == PlantKind::WaterCooledChiller;
            if (!after.shortOfCapacity && !chiller && !hasBothChillers(units))
                QVERIFY2(powerW(after) >= powerW(before) * (1.0 - fanSteps), story);
        }
        QVERIFY(held > 1000 && failed > 1000); // or it says little
    }

    void impossibleUnitsTakeNothing()
    {
        for (const PlantKind kind :
             {PlantKind::AirCooledChiller, PlantKind::WaterCooledChiller, PlantKind::DryCooler,
              PlantKind::CoolingTower, PlantKind::WatersideEconomiser}) {
            for (const double capacity : {0.0, -1e6, std::nan(""), HUGE_VAL}) {
                PlantUnit broken = unit(kind, 1e6);
                broken.capacityW = capacity;
                const PlantState state = run({broken, broken}, {1e6, 20.0, 8.0, 8.0, 30.0, 20.0});
                QCOMPARE(state.unrejectedW, 1e6);
                QCOMPARE(state.units[0].heatW, 0.0);
            }
            PlantUnit bare;
            bare.kind = kind;
            bare.capacityW = 1e6; // rated by nothing else
            for (const double rangeK : {0.0, 8.0}) {
                const PlantState state = run({bare}, {1e5, 20.0, rangeK, rangeK, 10.0, 5.0});
                for (const PlantUnitState& u : state.units)
                    QVERIFY(std::isfinite(u.heatW) && std::isfinite(u.powerW) && std::isfinite(u.capacityW));
                QVERIFY(std::isfinite(state.supplyC) && std::isfinite(state.unrejectedW));
            }
        }
    }
};

QTEST_GUILESS_MAIN(PlantTest)
#include "tst_plant.moc"
