#include "core/physics/chiller.h"
#include "core/physics/chiller_catalogue.h"
#include "core/physics/cooling_plant.h"
#include "core/physics/heat_rejection.h"

#include <QtTest>
#include <array>
#include <random>

#include <vector>

using namespace hallwright;

namespace {

constexpr double balance = 1e-9; // relative, of heat taken against heat brought
constexpr double solverNoise =
    1e-8; // relative, of power: water temperatures are solved to 1e-10 K, fan speeds to 1e-9

bool near(double a, double b, double relative)
{
    return std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b));
}

// The record of the Modelica library's reference result; LBNL, McQuay WSC 471 kW.
const ChillerCurves mcQuay{
    "McQuay WSC",
    471200.0,
    5.89,
    8.89,
    26.67,
    7.22,
    12.78,
    12.78,
    26.67,
    0.10,
    {2.521130e-01, 1.324053e-02, -8.637329e-03, 8.581056e-02, -4.261176e-03, 8.661899e-03},
    {4.475238e-01, -2.588210e-02, -1.459053e-03, 4.342595e-02, -1.000651e-03, 1.920106e-03},
    {2.778889e-01, 2.338363e-01, 4.883748e-01}};

double at(const std::array<double, 6>& k, double water, double condenser)
{
    return k[0] + k[1] * water + k[2] * water * water + k[3] * condenser + k[4] * condenser * condenser +
           k[5] * water * condenser;
}

double capacityW(const ChillerCurves& c, double water, double condenser)
{
    return c.referenceCapacityW * at(c.capacityOfT, water, condenser);
}

// The record's own machine: what its curves give at its reference and full load is not quite what it states.
Chiller asPublished(const ChillerCurves& c)
{
    const double load = c.inputOfLoad[0] + c.inputOfLoad[1] + c.inputOfLoad[2];
    const double input = at(c.inputOfT, c.referenceWaterC, c.referenceCondenserC) * load;
    return {c, capacityW(c, c.referenceWaterC, c.referenceCondenserC), c.referenceCop / input,
            c.referenceCondenserC};
}

PlantUnit unit(PlantKind kind, double capacity)
{
    PlantUnit u;
    u.kind = kind;
    u.capacityW = capacity;
    switch (kind) {
    case PlantKind::AirCooledChiller:
        u.ratedCop = 3.1;
        u.ratedOutdoorC = 35.0;
        break;
    case PlantKind::WaterCooledChiller:
        u.ratedCop = 6.4;
        break;
    case PlantKind::DryCooler:
        u.ratedPowerW = 0.04 * capacity;
        u.ratedApproachK = 6.0;
        u.ratedOutdoorC = 35.0;
        break;
    case PlantKind::CoolingTower:
        u.ratedPowerW = 0.012 * capacity;
        u.ratedApproachK = 4.0;
        u.ratedOutdoorC = 24.0;
        break;
    case PlantKind::WatersideEconomiser:
        u.ratedApproachK = 2.0;
        break;
    }
    return u;
}

PlantState run(const std::vector<PlantUnit>& units, const PlantDemand& demand)
{
    std::vector<const PlantUnit*> pointers;
    for (const PlantUnit& u : units)
        pointers.push_back(&u);
    return plantAt(pointers, demand);
}

double powerW(const PlantState& state)
{
    double sum = 0.0;
    for (const PlantUnitState& u : state.units)
        sum += u.powerW;
    return sum;
}

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

PlantUnit adiabatic(PlantUnit cooler)
{
    cooler.adiabaticEffectiveness = 0.8;
    return cooler;
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

// One to four makes, each one to three times, of kinds that stand in one loop.
std::vector<PlantUnit> drawnPlant(std::mt19937& random)
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
        for (std::size_t make = 0; make <= pick(2); ++make)
            units.insert(units.end(), 1 + pick(3), drawn(random, kind));
    }
    return units;
}

} // namespace

class PlantTest : public QObject
{
    Q_OBJECT

private slots:
    void theReferenceResultOfTheModelicaLibrary()
    {
        // Leaving water 10 °C, condenser water 20 °C, part load 0.3632775: COP 5.59465.
        const double heatW = 0.3632775 * capacityW(mcQuay, 10.0, 20.0);
        const ChillerState state = chillerAt(asPublished(mcQuay), heatW, 10.0, 20.0);
        QVERIFY(!state.outsideFit);
        QVERIFY(near(heatW / state.powerW, 5.59465, 1e-6));
    }

    void theRecordsAtTheirReferenceAndInTheBox_data()
    {
        QTest::addColumn<bool>("air");
        QTest::addColumn<double>("water");
        QTest::addColumn<double>("condenser");
        QTest::addColumn<double>("load");
        QTest::addColumn<double>("kw");
        QTest::addColumn<double>("cop");
        QTest::newRow("19XR full") << false << 7.22 << 23.89 << 1.0 << 383.64 << 6.357;
        QTest::newRow("19XR half") << false << 7.22 << 23.89 << 0.5 << 147.88 << 8.246;
        QTest::newRow("19XR mid") << false << 12.22 << 18.33 << 0.6 << 160.04 << 9.829;
        QTest::newRow("YCAL full") << true << 6.67 << 35.0 << 1.0 << 34.75 << 3.037;
        QTest::newRow("YCAL half") << true << 6.67 << 35.0 << 0.5 << 17.37 << 3.037;
        QTest::newRow("YCAL mid") << true << 10.0 << 37.78 << 0.6 << 20.88 << 3.083;
    }

    void theRecordsAtTheirReferenceAndInTheBox()
    {
        QFETCH(bool, air);
        QFETCH(double, water);
        QFETCH(double, condenser);
        QFETCH(double, load);
        QFETCH(double, kw);
        QFETCH(double, cop);
        const ChillerCurves& curves = air ? airCooledYcal : waterCooledCarrier;
        const double heatW = load * capacityW(curves, water, condenser);
        const double power = chillerAt(asPublished(curves), heatW, water, condenser).powerW;
        constexpr double printedDigits = 3e-4; // four figures
        QVERIFY2(near(power / 1e3, kw, printedDigits), qPrintable(QString::number(power / 1e3)));
        QVERIFY2(near(heatW / power, cop, printedDigits), qPrintable(QString::number(heatW / power)));
    }

    void aScaledChillerHasItsOwnRating()
    {
        const Chiller chiller{airCooledYcal, 1e6, 2.8, 40.0};
        const ChillerState at = chillerAt(chiller, 1e6, airCooledYcal.referenceWaterC, 40.0);
        QVERIFY(near(at.capacityW, 1e6, balance));
        QVERIFY(near(at.powerW, 1e6 / 2.8, balance));
        QVERIFY(!at.outsideFit);
    }

    void aChillerMayBeRatedInTheCold()
    {
        PlantUnit cold = unit(PlantKind::AirCooledChiller, 1e6);
        cold.ratedCop = 6.0;
        for (const double ratedC : {-10.0, 0.0}) {
            cold.ratedOutdoorC = ratedC;
            const PlantState state =
                run({cold}, {1e6, airCooledYcal.referenceWaterC, 8.0, 8.0, ratedC, ratedC});
            QVERIFY(near(state.capacityW, 1e6, balance));
            QVERIFY(near(powerW(state), 1e6 / 6.0, balance));
        }
    }

    void outsideTheFittedBoxIsFlaggedAndContinuous()
    {
        const Chiller chiller{waterCooledCarrier, 1e6, 6.4, waterCooledCarrier.referenceCondenserC};
        const double edge = waterCooledCarrier.mostCondenserC;
        const ChillerState inside = chillerAt(chiller, 6e5, 10.0, edge);
        const ChillerState justOutside = chillerAt(chiller, 6e5, 10.0, edge + 1e-9);
        const ChillerState outside = chillerAt(chiller, 6e5, 10.0, edge + 5.0);
        QVERIFY(!inside.outsideFit);
        QVERIFY(outside.outsideFit);
        QVERIFY(near(inside.powerW, justOutside.powerW, 1e-8));
        QVERIFY(outside.powerW > inside.powerW);
        // Warmer chilled water than the fit is cheaper, not dearer.
        QVERIFY(chillerAt(chiller, 6e5, 18.0, 20.0).powerW < chillerAt(chiller, 6e5, 12.22, 20.0).powerW);
    }

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
                QVERIFY(near(takenFromLoopW(design.units, state), heatW, balance));
                QCOMPARE(state.unrejectedW, 0.0);
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

    void chillersStageByTheirLoad()
    {
        const std::vector<PlantUnit> units(4, unit(PlantKind::AirCooledChiller, 1e6));
        const auto running = [&](double heatW) {
            const PlantState state = run(units, {heatW, 6.67, 8.0, 8.0, 35.0, 25.0});
            return std::count_if(state.units.begin(), state.units.end(),
                                 [](const auto& u) { return u.heatW > 0.0; });
        };
        QCOMPARE(running(3e5), 1);
        QVERIFY(running(1.5e6) >= 2);
        QCOMPARE(running(3.5e6), 4);
    }

    void runningChillersShareEqually()
    {
        const PlantState state =
            run({unit(PlantKind::AirCooledChiller, 1e6), unit(PlantKind::AirCooledChiller, 2e6)},
                {2.5e6, 8.0, 8.0, 8.0, 35.0, 25.0});
        QVERIFY(near(state.units[0].heatW / state.units[0].capacityW,
                     state.units[1].heatW / state.units[1].capacityW, balance));
    }

    void towersRejectTheChillersPowerToo()
    {
        const PlantState state =
            run({unit(PlantKind::WaterCooledChiller, 1e6), unit(PlantKind::CoolingTower, 1.3e6)},
                {8e5, 10.0, 8.0, 8.0, 30.0, 22.0});
        QVERIFY(near(state.units[1].heatW, 8e5 + state.units[0].powerW + state.units[1].pumpPowerW, balance));
    }

    void condenserWaterIsPumpedAtTheStandardsPower()
    {
        // ASHRAE 90.1-2019, G3.1.3.11: 19 W/gpm. 10 °F of range: 500 Btu/h for each gpm and °F.
        constexpr double wattsPerGpm = 19.0;
        constexpr double heatPerGpmW = 500.0 * 10.0 * 0.29307;
        constexpr double roundedFactors = 0.02; // of the 500, which stands for cold water
        QVERIFY(near(condenserPumpShare, wattsPerGpm / heatPerGpmW, roundedFactors));
        const std::vector<PlantUnit> units{unit(PlantKind::WaterCooledChiller, 1e6),
                                           unit(PlantKind::CoolingTower, 1.3e6),
                                           unit(PlantKind::WatersideEconomiser, 1e6)};
        for (const double wetC : {2.0, 15.0, 26.0}) { // plates, both, chillers
            const PlantState state = run(units, {8e5, 20.0, 8.0, 8.0, wetC + 5.0, wetC});
            const double taken = 8e5 + state.units[0].powerW;
            QVERIFY(near(state.units[1].pumpPowerW, condenserPumpShare * taken, balance));
            QVERIFY(state.units[1].powerW > state.units[1].pumpPowerW);
        }
        // Their flow is the towers' rated one at most; towers that stand in the loop have the loop's pumps.
        const PlantState overloaded = run(units, {5e6, 20.0, 8.0, 8.0, 31.0, 26.0});
        QVERIFY(near(overloaded.units[1].pumpPowerW, condenserPumpShare * 1.3e6, balance));
        const PlantState alone = run({units[1]}, {8e5, 30.0, 8.0, 8.0, 31.0, 20.0});
        QCOMPARE(alone.units[0].pumpPowerW, 0.0);
        QVERIFY(alone.units[0].powerW > 0.0);
    }

    // 18 °C supply, 28 °C return: outdoor air between the two cannot carry the loop, but spares the chillers.
    void dryCoolersPreCoolTheReturn()
    {
        const std::vector<PlantUnit> units{unit(PlantKind::DryCooler, 1e6),
                                           unit(PlantKind::AirCooledChiller, 1e6)};
        const auto at = [&](const std::vector<PlantUnit>& plant, double outdoorC) {
            return run(plant, {8e5, 18.0, 10.0, 10.0, outdoorC, outdoorC - 8.0});
        };
        for (const double outdoorC : {16.0, 18.5, 20.0, 22.0, 24.0}) {
            const PlantState state = at(units, outdoorC);
            const PlantUnitState& cooler = state.units[0];
            QVERIFY(!state.shortOfCapacity);
            QCOMPARE(state.supplyC, 18.0);
            QVERIFY(cooler.heatW > 0.0);
            QVERIFY(near(cooler.heatW + state.units[1].heatW, 8e5, balance));
            QVERIFY(near(cooler.leavingC, 28.0 - 10.0 * cooler.heatW / 8e5, balance));
            QVERIFY(cooler.leavingC > outdoorC && cooler.leavingC > 18.0);
            QVERIFY(cooler.heatW <= cooler.capacityW);
            QVERIFY(powerW(state) < powerW(at({units[1]}, outdoorC)));
        }
        // Air as warm as the return has nothing to take.
        for (const double outdoorC : {28.0, 35.0}) {
            const PlantState state = at(units, outdoorC);
            QCOMPARE(state.units[0].powerW, 0.0);
            QCOMPARE(powerW(state), powerW(at({units[1]}, outdoorC)));
        }
    }

    // Fans cost by the cube of their speed, so they run slower than they could.
    void preCoolingFansRunAsFastAsPays()
    {
        const std::vector<PlantUnit> units{unit(PlantKind::DryCooler, 1e6),
                                           unit(PlantKind::AirCooledChiller, 1e6)};
        const PlantState state = run(units, {8e5, 18.0, 10.0, 10.0, 25.0, 15.0});
        QVERIFY(state.units[0].powerW > 0.0);
        QVERIFY(state.units[0].powerW < 0.5 * units[0].ratedPowerW);
        QVERIFY(state.units[0].heatW < state.units[0].capacityW);
    }

    void aDryCoolerMeetsItsRating()
    {
        // BAC TDFS1238N: 2,931 kW, air 35 °C, 46.11 -> 40.55 °C, fans 117.68 kW: full speed exactly at the
        // rating.
        const Cooler cooler{2931e3, 46.11 - 35.0, 117.68e3};
        const CoolerState at = coolersAt({&cooler, 1}, 2931e3, 40.55, 46.11 - 40.55, 35.0);
        QVERIFY(near(at.capacityW, 2931e3, balance));
        QVERIFY(near(coolerFanPowerW(cooler, at.speed), 117.68e3, balance));
        // Ten kelvin cooler outside, the fans need far less than half the power.
        const CoolerState cool = coolersAt({&cooler, 1}, 2931e3, 40.55, 46.11 - 40.55, 25.0);
        QVERIFY(coolerFanPowerW(cooler, cool.speed) < 0.2 * 117.68e3);
    }

    void anOverloadedDryCoolerDeliversWarmerWater()
    {
        const PlantState state = run({unit(PlantKind::DryCooler, 1e6)}, {1e6, 30.0, 8.0, 8.0, 40.0, 25.0});
        // Rated difference 6 + 8 K: at 40 °C the water enters at 54 °C and leaves at 46 °C.
        QVERIFY(near(state.supplyC, 46.0, balance));
        QVERIFY(state.shortOfCapacity);
    }

    // Chillers too small for all the heat: dry coolers at or above the set point go on helping, first within the chillers'
    // capacity, then with a supply that warms.
    void coolersGoOnHelpingOverloadedChillers()
    {
        const std::vector<PlantUnit> units{unit(PlantKind::DryCooler, 2e6),
                                           unit(PlantKind::AirCooledChiller, 5e5)};
        const auto at = [&](double outdoorC) {
            return run(units, {1.6e6, 39.0, 12.0, 12.0, outdoorC, 24.0});
        };
        double beforeC = 39.0;
        double beforeW = 0.0;
        int held = 0;
        int warmed = 0;
        for (double outdoorC = 38.5; outdoorC <= 50.0; outdoorC += 0.1) {
            const PlantState state = at(outdoorC);
            ++(state.shortOfCapacity ? warmed : held);
            QVERIFY(state.units[0].heatW > 1e6);
            QVERIFY(near(state.units[0].heatW + state.units[1].heatW, 1.6e6, balance));
            // The return is 12 K above the supply.
            const double leavingC = state.supplyC + 12.0 - 12.0 * state.units[0].heatW / 1.6e6;
            QVERIFY(near(state.units[0].leavingC, leavingC, 1e-8)); // the supply is found to 1e-9 K
            QCOMPARE(state.shortOfCapacity, state.supplyC > 39.0);
            QVERIFY(state.supplyC >= beforeC &&
                    state.supplyC < beforeC + 0.21); // 0.1 K of air is 0.1 K of water
            QVERIFY(powerW(state) >= beforeW * (1.0 - solverNoise));
            beforeC = state.supplyC;
            beforeW = powerW(state);
        }
        QVERIFY(held > 10 && warmed > 10);
    }

    // No loop is let warm without end: what is left beyond the limit is named.
    void farBeyondItsCapacityAPlantLeavesTheRest()
    {
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

    void beyondDesignFlowADryCoolerTakesMore()
    {
        // Rated at 6 K approach + 8 K range. Supply 36 °C, air 30 °C: the rating; a return 4 K warmer is 4/14
        // more.
        const auto capacityAt = [](double rangeK) {
            return run({unit(PlantKind::DryCooler, 1e6)}, {5e5, 36.0, rangeK, 8.0, 30.0, 20.0}).capacityW;
        };
        QVERIFY(near(capacityAt(8.0), 1e6, balance));
        QVERIFY(near(capacityAt(12.0), 1e6 * 18.0 / 14.0, balance));
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
            // Where chillers behind dry coolers are too small, pads or a warmer supply carry what they cannot, and less
            // chiller capacity is less power.
            const bool inTurn = has(units, PlantKind::DryCooler) && units.back().kind != PlantKind::DryCooler;
            const auto isTooSmall = [&](const PlantDemand& at) {
                return inTurn && run(withoutPads(units), at).shortOfCapacity;
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

    // Towers and plates of the same size, 20 °C supply and 28 °C return: free in the cold, in part in between.
    void anEconomiserSparesTheChillersInTheCold()
    {
        const std::vector<PlantUnit> units{unit(PlantKind::WaterCooledChiller, 1e6),
                                           unit(PlantKind::CoolingTower, 1.3e6),
                                           unit(PlantKind::WatersideEconomiser, 1e6)};
        const std::vector<PlantUnit> without{units[0], units[1]};
        const auto at = [&](const std::vector<PlantUnit>& plant, double wetC) {
            return run(plant, {8e5, 20.0, 8.0, 8.0, wetC + 5.0, wetC});
        };
        const PlantState cold = at(units, 5.0);
        QVERIFY(near(cold.economiserW, 8e5, balance));
        QCOMPARE(cold.units[0].heatW, 0.0);
        QVERIFY(powerW(cold) < 0.2 * powerW(at(without, 5.0)));
        const PlantState between = at(units, 18.0);
        QVERIFY(between.economiserW > 0.0 && between.units[0].heatW > 0.0);
        QVERIFY(near(between.economiserW + between.units[0].heatW, 8e5, balance));
        QVERIFY(powerW(between) < powerW(at(without, 18.0)));
        const PlantState hot = at(units, 28.0);
        QCOMPARE(hot.economiserW, 0.0);
        QVERIFY(near(powerW(hot), powerW(at(without, 28.0)), solverNoise));
    }

    void towersAndWetPadsUseWater()
    {
        const auto waterAt = [](const std::vector<PlantUnit>& units, double setPointC, double outdoorC,
                                double cycles) {
            PlantDemand demand{9e5, setPointC, 8.0, 8.0, outdoorC, outdoorC - 12.0};
            demand.cyclesOfConcentration = cycles;
            return run(units, demand).waterKgS;
        };
        const std::vector<PlantUnit> wet{unit(PlantKind::WaterCooledChiller, 1e6),
                                         unit(PlantKind::CoolingTower, 1.3e6)};
        const double five = waterAt(wet, 10.0, 30.0, 5.0);
        // Some 1.04 MW over 2.43 MJ/kg, a quarter more for blowdown.
        QVERIFY(near(five, 1.04e6 / 2.43e6 * 1.25, 0.03));
        QVERIFY(waterAt(wet, 10.0, 30.0, 3.0) > five);
        QCOMPARE(waterAt({unit(PlantKind::AirCooledChiller, 1e6)}, 10.0, 30.0, 5.0), 0.0);
        QCOMPARE(waterAt({adiabatic(unit(PlantKind::DryCooler, 1e6))}, 30.0, 20.0, 5.0), 0.0);
        QVERIFY(waterAt({adiabatic(unit(PlantKind::DryCooler, 1e6))}, 30.0, 33.0, 5.0) > 0.0);
    }

    void aRecordNobodyKnowsIsTheKindsDefault()
    {
        PlantUnit known = unit(PlantKind::WaterCooledChiller, 1e6);
        const PlantDemand demand{8e5, 7.0, 8.0, 8.0, 30.0, 20.0};
        const double asDefault = powerW(run({known}, demand));
        known.curves = "no such machine";
        QCOMPARE(powerW(run({known}, demand)), asDefault);
        known.curves = "Trane CVHF 2317kW/6.33COP/VSD";
        QVERIFY(powerW(run({known}, demand)) != asDefault);
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

    void noCoolerBringsLiquidBelowItsAir()
    {
        const Cooler unit{1e6, 15.0, 20e3};
        const std::array units{unit, unit};
        for (const double airC : {30.0, 32.0, 35.0, 45.0}) {
            for (const double heatW : {1e3, 1e5, 1e6, 3e6}) {
                const CoolerState state = coolersAt(units, heatW, 32.0, 9.0, airC);
                QVERIFY2(state.leavingC >= airC, qPrintable(QString::number(airC)));
                QCOMPARE(state.shortOfCapacity, heatW > state.capacityW);
            }
            QCOMPARE(coolersAt(units, 1e3, 32.0, 9.0, airC).capacityW > 0.0, airC < 32.0);
        }
    }
};

QTEST_GUILESS_MAIN(PlantTest)
#include "tst_plant.moc"
