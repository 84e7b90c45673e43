// One chiller: its curves, its rating, beyond its fit.
#include "core/physics/chiller.h"
#include "core/physics/chiller_catalogue.h"
#include "tests/core/physics/plants.h"

#include <QtTest>

#include <array>

using namespace hallwright;
using namespace hallwright::test;

namespace {

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

} // namespace

class ChillerTest : public QObject
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
            const Chiller machine{airCooledYcal, 1e6, 6.0, ratedC};
            QVERIFY(near(chillerCapacityW(machine, airCooledYcal.referenceWaterC, ratedC), 1e6, balance));
            QVERIFY(state.capacityW > 1e6); // with its condenser held hotter, where the record gives more
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

    // Beyond full load no curve was fitted: what is asked beyond costs at least what each watt costs at full load.
    void powerGoesOnRisingAboveFullLoad()
    {
        for (const ChillerCurves& record : chillerRecords()) {
            const Chiller chiller = asPublished(record);
            const double condenserC = record.referenceCondenserC;
            const double fullW = chillerCapacityW(chiller, record.referenceWaterC, condenserC);
            const auto at = [&](double load) {
                return chillerAt(chiller, load * fullW, record.referenceWaterC, condenserC);
            };
            for (const double load : {1.1, 1.5, 3.0}) {
                QVERIFY2(at(load).powerW >= at(1.0).powerW * load * (1.0 - 1e-9), record.name.data());
                QVERIFY(at(load).outsideFit);
            }
            QVERIFY(near(at(1.0 + 1e-9).powerW, at(1.0).powerW, 1e-7)); // no step at full load
        }
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
};

QTEST_GUILESS_MAIN(ChillerTest)
#include "tst_chiller.moc"
