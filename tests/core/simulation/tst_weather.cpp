// Weather: the wet bulb that goes with another outdoor temperature, and pairs that no air has.
#include "core/model/errors.h"
#include "core/physics/air.h"
#include "core/physics/psychrometrics.h"
#include "core/simulation/conditions.h"
#include "core/simulation/weather.h"
#include "tests/support/campus.h"

#include <QTest>

using namespace hallwright;

namespace {

SiteInfo designDay(double outdoorC, double wetBulbC, double elevationM = 0.0)
{
    SiteInfo info;
    info.outdoorC = outdoorC;
    info.wetBulbC = wetBulbC;
    info.elevationM = elevationM;
    return info;
}

double dewPointOf(double outdoorC, double wetBulbC, double elevationM = 0.0)
{
    const double pressurePa = pressureAtElevationPa(elevationM);
    return dewPointC(humidityRatioFromWetBulb(outdoorC, wetBulbC, pressurePa), pressurePa);
}

Scenario weather(std::optional<double> outdoorC, std::optional<double> wetBulbC)
{
    Scenario scenario;
    scenario.outdoorC = outdoorC;
    scenario.wetBulbC = wetBulbC;
    return scenario;
}

template <class Call>
QString refusalOf(Call call)
{
    try {
        call();
    } catch (const InputError& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace

class WeatherTest : public QObject
{
    Q_OBJECT

private slots:
    // Air of 10.0 °C dew point at sea level, which holds Ws(10 °C) = 7.661 g/kg. By equation 33 of the same chapter with
    // Ws(14.12 °C) = 10.091 g/kg: W = (2468.2 · 0.010091 - 1.006 · 5.88) / 2479.1 = 0.007661 at 20 °C; with Ws(19.35 °C) =
    // 14.163 g/kg: W = (2456.0 · 0.014163 - 1.006 · 15.65) / 2485.1 = 0.007662 at 35 °C. Saturated humidity ratios
    // from table 2 of the ASHRAE Handbook of Fundamentals 2017, chapter 1.
    void theDewPointHolds_data()
    {
        QTest::addColumn<double>("outdoorC");
        QTest::addColumn<double>("wetBulbC");
        QTest::newRow("cooler") << 20.0 << 14.12;
        QTest::newRow("hotter") << 35.0 << 19.35;
        QTest::newRow("at the dew point") << 10.0 << 10.0;
        QTest::newRow("below it: saturated") << 3.0 << 3.0;
        QTest::newRow("frost: saturated") << -20.0 << -20.0;
    }
    void theDewPointHolds()
    {
        QFETCH(double, outdoorC);
        QFETCH(double, wetBulbC);
        constexpr double handK = 0.02; // of the calculation by hand
        const SiteInfo site = designDay(28.0, wetBulbAt(designDay(20.0, 14.12), 28.0));
        const double foundC = wetBulbAt(site, outdoorC);
        QVERIFY2(std::abs(foundC - wetBulbC) <= handK, qPrintable(QString::number(foundC)));
        if (outdoorC > 10.5) {
            constexpr double roundingK = 1e-6;
            QVERIFY(std::abs(dewPointOf(outdoorC, foundC) - dewPointOf(site.outdoorC, site.wetBulbC)) <
                    roundingK);
        }
    }

    void theDesignDayKeepsItsOwnWetBulb()
    {
        for (const double wetBulbC : {21.0, 25.6, 10.0}) {
            const SiteInfo info = designDay(28.0, wetBulbC, 1500.0);
            QCOMPARE(wetBulbAt(info, 28.0), wetBulbC);
        }
    }

    void theWetBulbRisesWithTheOutdoorTemperature()
    {
        const SiteInfo info = designDay(35.0, 24.0, 300.0);
        double before = -100.0;
        for (double outdoorC = -60.0; outdoorC <= 60.0; outdoorC += 0.5) {
            const double wetBulbC = wetBulbAt(info, outdoorC);
            QVERIFY2(wetBulbC > before && wetBulbC <= outdoorC, qPrintable(QString::number(outdoorC)));
            before = wetBulbC;
        }
        QVERIFY(relativeHumidity(50.0, humidityRatioFromWetBulb(50.0, wetBulbAt(info, 50.0), 97'000.0),
                                 97'000.0) < 0.3);
    }

    void airThatNobodyHasIsRefused()
    {
        const SitePtr site = test::smallCampus(); // 28 °C
        const auto refusal = [&](double outdoorC, double wetBulbC) {
            return refusalOf([&] { conditionsOf(*site, weather(outdoorC, wetBulbC)); });
        };
        QCOMPARE(refusal(20.0, 20.5),
                 QStringLiteral("The wet bulb is 20.5 °C, but at a dry bulb of 20 °C it must lie between "
                                "5.8 °C, that of dry air, and 20 °C."));
        QVERIFY(refusal(-20.0, -29.5).contains("-29.5"));
        QVERIFY(refusal(28.0, -5.0).contains("-5 °C"));
        QCOMPARE(refusal(28.0, 21.0), QString());
        QCOMPARE(refusal(-20.0, -20.0), QString());
        QCOMPARE(refusal(40.0, lowestWetBulbC(40.0, site->info.elevationM)), QString());
    }

    void aScenarioSaysTheWeatherOrTheSiteDoes()
    {
        const SitePtr site = test::smallCampus();
        QVERIFY(conditionsOf(*site, Scenario{}) == conditionsOf(*site));
        QVERIFY((conditionsOf(*site) == Conditions{28.0, 21.0}));
        const Conditions hot = conditionsOf(*site, weather(40.0, std::nullopt));
        QVERIFY(hot == conditionsOf(*site, 40.0));
        QCOMPARE(conditionsOf(*site, weather(std::nullopt, 15.0)).wetBulbC, 15.0);
    }
};

QTEST_GUILESS_MAIN(WeatherTest)
#include "tst_weather.moc"
