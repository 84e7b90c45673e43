// Sources: the values that PsychroLib's own tests assert (tests/data/psychrometrics), which restate the tables of the
// ASHRAE Handbook of Fundamentals 2017, chapter 1, with the tolerance stated there.
#include "core/physics/air.h"
#include "core/physics/psychrometrics.h"
#include "tests/core/physics/held.h"

#include <QFile>
#include <QTextStream>
#include <QtTest>

#include <functional>
#include <map>

using namespace hallwright;
using namespace hallwright::test;

namespace {

Held saturation("psychrometrics", "saturation pressure, -20 to 150 °C",
                "ASHRAE Handbook of Fundamentals 2017, chapter 1, table 3", 3e-4, 0.0002, "relative");
Held saturatedHumidity("psychrometrics", "humidity ratio of saturated air, -50 to 85 °C",
                       "table 2, of real gas", 0.02, 0.012, "relative");
Held saturatedEnthalpy("psychrometrics", "enthalpy of saturated air, -50 to 85 °C", "table 2, of real gas",
                       0.03, 0.021, "relative");
Held byPsychroLib("psychrometrics", "enthalpy, volume and density of other air", "PsychroLib's tests", 1e-3,
                  0.00038, "relative");
Held atElevation("psychrometrics", "humidity ratio at 30 °C, 25 °C wet bulb and 95,461 Pa",
                 "PsychroLib's tests", 3e-4, 1.7e-4, "relative");

constexpr double seaLevelPa = 101325.0;
constexpr double molarMassRatio = 0.621945;

using Arguments = QList<double>;

// Functions of the reference file that we have, by the name there.
const std::map<QString, std::function<double(const Arguments&)>> functions{
    {"GetSatVapPres", [](const Arguments& a) { return saturationPressurePa(a[0]); }},
    {"GetSatHumRatio", [](const Arguments& a) { return saturationHumidityRatio(a[0], a[1]); }},
    {"GetSatAirEnthalpy",
     [](const Arguments& a) { return moistAirEnthalpyJkg(a[0], saturationHumidityRatio(a[0], a[1])); }},
    {"GetDryAirEnthalpy", [](const Arguments& a) { return moistAirEnthalpyJkg(a[0], 0.0); }},
    {"GetDryAirVolume", [](const Arguments& a) { return moistAirVolumeM3kg(a[0], 0.0, a[1]); }},
    {"GetMoistAirEnthalpy", [](const Arguments& a) { return moistAirEnthalpyJkg(a[0], a[1]); }},
    {"GetMoistAirVolume", [](const Arguments& a) { return moistAirVolumeM3kg(a[0], a[1], a[2]); }},
    {"GetMoistAirDensity",
     [](const Arguments& a) { return (1.0 + a[1]) / moistAirVolumeM3kg(a[0], a[1], a[2]); }}};

Held& heldBy(const QString& function)
{
    return function == "GetSatVapPres"       ? saturation
           : function == "GetSatHumRatio"    ? saturatedHumidity
           : function == "GetSatAirEnthalpy" ? saturatedEnthalpy
                                             : byPsychroLib;
}

// A line's fields; commas inside quotes belong to a field.
QStringList fieldsOf(const QString& line)
{
    QStringList fields{QString()};
    bool quoted = false;
    for (const QChar c : line) {
        if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            fields.append(QString());
        else
            fields.last() += c;
    }
    return fields;
}

} // namespace

class PsychrometricsTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanupTestCase() { QVERIFY2(Held::misstated().empty(), Held::misstated().c_str()); }

    void theReferenceValues_data()
    {
        QTest::addColumn<QString>("function");
        QTest::addColumn<QString>("arguments");
        QTest::addColumn<double>("expected");
        QTest::addColumn<double>("relative");
        QTest::addColumn<double>("absolute");
        QFile file(HALLWRIGHT_SOURCE_DIR "/tests/data/psychrometrics/psychrolib_reference_values_SI.csv");
        QVERIFY(file.open(QIODevice::ReadOnly));
        QTextStream text(&file);
        text.readLine(); // titles
        int taken = 0;
        while (!text.atEnd()) {
            const QStringList fields = fieldsOf(text.readLine());
            if (fields.size() < 5 || !functions.contains(fields[0]))
                continue;
            QTest::addRow("%s(%s)", qPrintable(fields[0]), qPrintable(fields[1]))
                << fields[0] << fields[1] << fields[2].toDouble() << fields[3].toDouble()
                << fields[4].toDouble();
            ++taken;
        }
        QCOMPARE(taken, 27); // 8 + 7 + 7 saturated, 5 others
    }

    void theReferenceValues()
    {
        QFETCH(QString, function);
        QFETCH(QString, arguments);
        QFETCH(double, expected);
        QFETCH(double, relative);
        QFETCH(double, absolute);
        Arguments values;
        for (const QString& argument : arguments.split(','))
            values.append(argument.toDouble());
        const double found = functions.at(function)(values);
        QVERIFY2(std::abs(found - expected) <= absolute + relative * std::abs(expected),
                 qPrintable(QString::number(found, 'g', 9)));
        if (absolute == 0.0)
            HOLDS(heldBy(function), found / expected - 1.0);
    }

    // ASHRAE's example: 40 °C dry bulb, 20 °C wet bulb, 101,325 Pa; read off a chart, with PsychroLib's tolerances.
    void theExampleOfTheHandbook()
    {
        const double ratio = humidityRatioFromWetBulb(40.0, 20.0, seaLevelPa);
        QVERIFY(std::abs(ratio - 0.0065) < 1e-4);
        QVERIFY(std::abs(dewPointC(ratio, seaLevelPa) - 7.0) < 0.5);
        QVERIFY(std::abs(relativeHumidity(40.0, ratio, seaLevelPa) - 0.14) < 0.01);
        QVERIFY(std::abs(moistAirEnthalpyJkg(40.0, ratio) - 56.7e3) < 100.0);
        QVERIFY(std::abs(moistAirVolumeM3kg(40.0, ratio, seaLevelPa) - 0.896) < 5e-4);
    }

    // PsychroLib asserts 0.0192281274241096 within 0.03 %.
    void aWetBulbAtElevation()
    {
        const double ratio = humidityRatioFromWetBulb(30.0, 25.0, 95461.0);
        HOLDS(atElevation, ratio / 0.0192281274241096 - 1.0);
    }

    void theWetBulbReturnsItsHumidity()
    {
        for (const double elevationM : {0.0, 1500.0, 4000.0}) {
            const double pressurePa = pressureAtElevationPa(elevationM);
            for (double dryC = -60.0; dryC <= 60.0; dryC += 2.5) {
                for (const double humidity : {0.02, 0.2, 0.5, 0.8, 0.99, 1.0}) {
                    const double vapourPa = humidity * saturationPressurePa(dryC);
                    const double ratio = molarMassRatio * vapourPa / (pressurePa - vapourPa);
                    const double wetC = wetBulbC(dryC, ratio, pressurePa);
                    QVERIFY(wetC <= dryC);
                    // The law jumps at 0 °C from water to ice, so wet bulbs there have no humidity of their own.
                    const double back = humidityRatioFromWetBulb(dryC, wetC, pressurePa);
                    constexpr double solved = 1e-6; // of 1e-10 K, where the ratio is as small as 1e-7
                    if (std::abs(wetC) > 1e-6 && ratio > 1e-7)
                        QVERIFY2(std::abs(back - ratio) <= solved * ratio,
                                 qPrintable(QString("%1 C, %2: %3").arg(dryC).arg(humidity).arg(wetC)));
                    const double dewC = dewPointC(ratio, pressurePa);
                    QVERIFY(dewC <= wetC + 0.1); // the two laws are not exactly of one piece
                }
            }
        }
    }

    void moreMoistureRaisesWetBulbDewPointAndHumidity()
    {
        for (const double dryC : {-40.0, -5.0, 0.0, 0.5, 20.0, 45.0}) {
            double wetBefore = -200.0, dewBefore = -200.0, humidityBefore = -1.0;
            const double mostRatio = saturationHumidityRatio(dryC, seaLevelPa);
            for (int step = 1; step <= 50; ++step) {
                const double ratio = mostRatio * step / 50.0;
                const double wet = wetBulbC(dryC, ratio, seaLevelPa);
                const double dew = dewPointC(ratio, seaLevelPa);
                const double humidity = relativeHumidity(dryC, ratio, seaLevelPa);
                QVERIFY(wet >= wetBefore && dew >= dewBefore && humidity > humidityBefore);
                wetBefore = wet;
                dewBefore = dew;
                humidityBefore = humidity;
            }
        }
    }

    void saturatedAirHasOneTemperature()
    {
        for (const double t : {-50.0, -10.0, 0.005, 5.0, 30.0, 59.0}) {
            const double ratio = saturationHumidityRatio(t, seaLevelPa);
            constexpr double solvedK = 1e-3; // the two fits differ by that much at the triple point
            QVERIFY(std::abs(wetBulbC(t, ratio, seaLevelPa) - t) < solvedK);
            QVERIFY(std::abs(dewPointC(ratio, seaLevelPa) - t) < solvedK);
            QVERIFY(std::abs(relativeHumidity(t, ratio, seaLevelPa) - 1.0) < 1e-9);
        }
    }

    void impossibleAirIsNoNumberNowhere()
    {
        for (const double pressurePa : {0.0, -1.0, 1.0, seaLevelPa}) {
            for (const double t : {-300.0, -60.0, 0.0, 60.0, 100.0, 400.0}) {
                for (const double ratio : {-1.0, 0.0, 1e-9, 0.02, 5.0, 1e9}) {
                    QVERIFY(std::isfinite(saturationPressurePa(t)));
                    QVERIFY(std::isfinite(saturationHumidityRatio(t, pressurePa)));
                    QVERIFY(std::isfinite(humidityRatioFromWetBulb(t, t - 5.0, pressurePa)));
                    QVERIFY(std::isfinite(dewPointC(ratio, pressurePa)));
                    QVERIFY(std::isfinite(wetBulbC(t, ratio, pressurePa)));
                    QVERIFY(std::isfinite(relativeHumidity(t, ratio, pressurePa)));
                    QVERIFY(std::isfinite(moistAirVolumeM3kg(t, ratio, pressurePa)));
                }
            }
        }
    }
};

QTEST_GUILESS_MAIN(PsychrometricsTest)
#include "tst_psychrometrics.moc"
