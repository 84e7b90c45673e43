// The core's sentences in the reader's units.
#include "views/shared/sentence_units.h"

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

class SentenceUnitsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale::c()); }
    void cleanup() { setUnitSystem(UnitSystem::Si); }

    void inSiNothingChanges()
    {
        const QString said = QStringLiteral("Rack A03 has 0.50 m clear at 27.0 °C.");
        QCOMPARE(sentence(said), said);
    }

    // By hand, with the factors of NIST SP 811.
    void quantitiesAreConverted_data()
    {
        QTest::addColumn<QString>("si");
        QTest::addColumn<QString>("ip");
        const auto row = [](const char* si, const char* ip) {
            QTest::newRow(si) << QString::fromUtf8(si) << QString::fromUtf8(ip);
        };
        row("0.50 m clear, up to the wall; 0.90 m is needed",
            "1′ 7.7″ clear, up to the wall; 2′ 11.4″ is needed");
        row("at x = 12.3 m, y = -1.2 m.", "at x = 40′ 4.3″, y = -3′ 11.2″.");
        row("takes 0.6 to 1.2 m", "takes 1′ 11.6″ to 3′ 11.2″");
        row("600 m by 2 km", "1968′ 6.0″ by 1.2 mi");
        row("2,000 kg on 0.72 m²", "4409 lb on 7.8 ft²");
        row("18.52 kN/m² (rated 17.00 kN/m²)", "386.8 lb/ft² (rated 355.1 lb/ft²)");
        row("a panel bears 4.4 kN.", "a panel bears 989 lbf.");
        row("27.0 °C, 15 to 32 °C, -10.0 °C", "80.6 °F, 59.0 to 89.6 °F, 14.0 °F");
        row("less than 2 K above; ± 2.3 K", "less than 3.6 °F above; ± 4.1 °F");
        row("draw 12.50 m³/s of air", "draw 26486 CFM of air");
        row("deliver 30.0 L/s, 2.5 L/s less", "deliver 476 gpm, 40 gpm less");
        row("2,125 L/min at 240 kPa", "561 gpm at 34.8 psi");
        row("1.5 m/s", "4.9 ft/s");
        row("0.42 L/kWh", "0.111 gal/kWh");
        row("1e+05 m", "328083′ 11.9″");
    }

    void quantitiesAreConverted()
    {
        QFETCH(QString, si);
        setUnitSystem(UnitSystem::Ip);
        QTEST(plain(sentence(si)), "ip");
    }

    void whatIsNoQuantityStays()
    {
        setUnitSystem(UnitSystem::Ip);
        for (const char* said :
             {"Pipe 150 mm carries 40 kW for 12 min 3 s at 60 %.", "Rack B1-5 m is 42 U high.",
              "Hall M holds 3 KVA-4.2 units.", "998 kg/m³, 4.2 kJ/(kg K), 3 W/(m² K)", "12 members, 7 kgs"})
            QCOMPARE(sentence(QString::fromUtf8(said)), QString::fromUtf8(said));
    }

    void twoThatDifferStillDo()
    {
        setUnitSystem(UnitSystem::Ip);
        QCOMPARE(plain(sentence(QStringLiteral("27.003 °C, above 27.000 °C"))),
                 QStringLiteral("80.605 °F, above 80.600 °F"));
        QCOMPARE(plain(sentence(QStringLiteral("1.2004 m, above 1.2000 m"))),
                 QStringLiteral("3′ 11.260″, above 3′ 11.244″"));
    }

    // Shown twice, it reads the same.
    void whatIsConvertedStays()
    {
        setUnitSystem(UnitSystem::Ip);
        const QString once = sentence(QStringLiteral("0.50 m at 27.0 °C with 3 L/s and 2 kg"));
        QCOMPARE(sentence(once), once);
    }
};

QTEST_GUILESS_MAIN(SentenceUnitsTest)
#include "tst_sentence_units.moc"
