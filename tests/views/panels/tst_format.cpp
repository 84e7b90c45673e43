// Numbers as a person reads them.
#include "views/shared/format.h"

#include <QLocale>
#include <QTest>

using namespace hallwright::style;

namespace {

QString plain(QString text)
{
    return text.replace(QChar(0x00a0), QLatin1Char(' '));
}

} // namespace

class FormatTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void cleanup() { setUnitSystem(UnitSystem::Si); }

    void powerChoosesItsUnit()
    {
        QCOMPARE(plain(formatPower(0.0)), QStringLiteral("0 W"));
        QCOMPARE(plain(formatPower(999.0)), QStringLiteral("999 W"));
        QCOMPARE(plain(formatPower(40.8e3)), QStringLiteral("40.8 kW"));
        QCOMPARE(plain(formatPower(-164.5e6)), QStringLiteral("-164.50 MW"));
        QCOMPARE(plain(formatPower(-0.2)), QStringLiteral("0 W")); // never "-0"
    }

    // In either system of units: 0.004 K more is more.
    void aValueAndItsLimitReadDifferently()
    {
        const auto format = [](double celsius, int more) { return formatTemperature(celsius, more); };
        const auto [value, limit] = formatApart(27.004, 27.0, format);
        QCOMPARE(plain(value), QStringLiteral("27.004 °C"));
        QCOMPARE(plain(limit), QStringLiteral("27.000 °C"));
        QCOMPARE(plain(formatApart(29.5, 27.0, format).first), QStringLiteral("29.5 °C"));
        QCOMPARE(plain(formatApart(27.0, 27.0, format).first), QStringLiteral("27.0 °C"));
        setUnitSystem(UnitSystem::Ip);
        QVERIFY(formatApart(27.004, 27.0, format).first != formatApart(27.004, 27.0, format).second);
    }

    void differencesAlwaysShowTheirSign()
    {
        QCOMPARE(plain(formatTemperatureDifference(1.25)), QStringLiteral("+1.25 K"));
        QCOMPARE(plain(formatTemperatureDifference(-1.25)), QStringLiteral("-1.25 K"));
        setUnitSystem(UnitSystem::Ip);
        QCOMPARE(plain(formatTemperatureDifference(1.0)), QStringLiteral("+1.8 °F"));
    }

    void anUncertaintyIsADifferenceOfBothSigns()
    {
        QCOMPARE(plain(formatUncertainty(1.4)), QString::fromUtf8("± 1.4 K"));
        setUnitSystem(UnitSystem::Ip);
        QCOMPARE(plain(formatUncertainty(1.0)), QString::fromUtf8("± 1.8 °F"));
    }

    void ipUnitsAreTheTradesOwn()
    {
        setUnitSystem(UnitSystem::Ip);
        QCOMPARE(plain(formatTemperature(27.0)), QStringLiteral("80.6 °F"));
        QCOMPARE(plain(formatLength(0.6096)), QStringLiteral("2′ 0.0″"));
        // 10.2 kW at 15 K: 0.564 m³/s, published as 1,195 CFM.
        QCOMPARE(plain(formatAirflow(0.564)), QStringLiteral("1195 CFM"));
        QCOMPARE(plain(formatFloorLoad(11.97e3)), QStringLiteral("250 lb/ft²"));
        QCOMPARE(plain(formatDistance(1609.344)), QStringLiteral("1.0 mi"));
        QCOMPARE(celsiusFromUserUnit(temperatureInUserUnit(23.4)), 23.4);
    }

    void lengthsAreFeetAndInches_data()
    {
        QTest::addColumn<double>("metres");
        QTest::addColumn<QString>("words");
        QTest::newRow("feet and inches") << 5.7 << "18′ 8.4″"; // 18.701 ft
        QTest::newRow("below a foot") << 0.0889 << "3.5″";
        QTest::newRow("nothing") << 0.0 << "0.0″";
        QTest::newRow("rounded up to a foot") << 0.3047 << "1′ 0.0″";
        QTest::newRow("negative") << -0.3556 << "-1′ 2.0″";
        QTest::newRow("many feet") << 400.0 << "1312′ 4.0″";
    }
    void lengthsAreFeetAndInches()
    {
        QFETCH(double, metres);
        QFETCH(QString, words);
        setUnitSystem(UnitSystem::Ip);
        QCOMPARE(plain(formatLength(metres)), words);
    }

    void longDistancesReadInKilometres()
    {
        QCOMPARE(plain(formatDistance(165.0)), QStringLiteral("165 m"));
        QCOMPARE(plain(formatDistance(895922.76)), QStringLiteral("895.9 km"));
    }

    void noPueWithoutLoad()
    {
        QCOMPARE(words("ups"), QStringLiteral("UPS"));
        QCOMPARE(words("crah"), QStringLiteral("CRAH"));
        QCOMPARE(words("air-cooled-chiller"), QStringLiteral("Air-cooled chiller"));
        QCOMPARE(words("mechanical-panel"), QStringLiteral("Mechanical panel"));
        QCOMPARE(known(std::nullopt, formatPue), QStringLiteral("–"));
        QCOMPARE(known(1.2436, formatPue), QStringLiteral("1.244"));
        QCOMPARE(formatPue(1.2436), QStringLiteral("1.244"));
    }
};

QTEST_GUILESS_MAIN(FormatTest)
#include "tst_format.moc"
