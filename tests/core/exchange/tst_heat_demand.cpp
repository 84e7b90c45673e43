// A heat customer's demand: what is read, and what is refused in one sentence.
#include "core/exchange/heat_demand_file.h"
#include "core/model/errors.h"

#include <QTest>
#include <fmt/format.h>

using namespace hallwright;

namespace {

std::string demandOfHours(std::size_t hours)
{
    std::string text = "hour,demand_mw\n";
    for (std::size_t h = 0; h < hours; ++h)
        text += fmt::format("{},{}\n", h, h);
    return text;
}

std::string demandOfMonths(const std::string& title, std::size_t months = monthsOfYear)
{
    std::string text = "month," + title + '\n';
    for (std::size_t m = months; m > 0; --m) // in any order
        text += fmt::format("{},{}\n", m, 100 * m);
    return text;
}

} // namespace

class HeatDemandTest : public QObject
{
    Q_OBJECT

private slots:
    void monthsHaveTheirDemandInTheTitlesUnit()
    {
        const HeatDemand demand = readHeatDemand(demandOfMonths("demand_kw"), "heat.csv");
        QCOMPARE(demand.atHour(0, false), 1e5);       // January, 100 kW
        QCOMPARE(demand.atHour(8759, false), 12e5);   // December
        QCOMPARE(demand.atHour(24 * 59, true), 2e5);  // 29 February
        QCOMPARE(demand.atHour(24 * 59, false), 3e5); // 1 March
        QCOMPARE(readHeatDemand(demandOfMonths("demand_w"), "heat.csv").atHour(0, false), 100.0);
        QCOMPARE(demand.source, std::string("heat.csv"));
    }

    void hoursFitAYearOfAnotherLength()
    {
        const HeatDemand common = readHeatDemand(demandOfHours(8760), "heat.csv");
        QCOMPARE(common.atHour(4000, false), 4000e6);
        QCOMPARE(common.atHour(24 * 59, true), 24e6 * 58); // 29 February as the 28th
        QCOMPARE(common.atHour(24 * 60, true), 24e6 * 59); // 1 March as 1 March
        const HeatDemand leap = readHeatDemand(demandOfHours(8784), "heat.csv");
        QCOMPARE(leap.atHour(24 * 59, true), 24e6 * 59);
        QCOMPARE(leap.atHour(24 * 59, false), 24e6 * 60); // 1 March; the 29th is left out
        QCOMPARE(leap.atHour(8759, false), 8783e6);
    }

    void whatIsNoDemandIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("no time") << "demand_kw\n1\n"
                                 << "heat.csv: It needs a column \"month\"";
        QTest::newRow("no demand") << QString::fromStdString(demandOfMonths("kilowatts"))
                                   << "It has no column demand_w";
        QTest::newRow("short") << QString::fromStdString(demandOfMonths("demand_kw", 11))
                               << "It has 11 rows, but a year";
        QTest::newRow("short of hours") << QString::fromStdString(demandOfHours(8759)) << "It has 8759 rows";
        QString twice = QString::fromStdString(demandOfMonths("demand_kw"));
        twice.replace("\n1,", "\n2,");
        QTest::newRow("twice") << twice << "Month 2 stands there twice";
        QString thirteen = QString::fromStdString(demandOfMonths("demand_kw"));
        thirteen.replace("\n12,", "\n13,");
        QTest::newRow("no month") << thirteen << "The month is 13, but must be a whole number from 1 to 12";
        QString negative = QString::fromStdString(demandOfMonths("demand_kw"));
        negative.replace(",300\n", ",-300\n");
        QTest::newRow("negative") << negative << "The demand is \"-300\", but must be a number of at least 0";
        QString blank = QString::fromStdString(demandOfMonths("demand_kw"));
        blank.replace(",300\n", ",\n");
        QTest::newRow("blank") << blank << "The demand is \"\"";
    }
    void whatIsNoDemandIsRefused()
    {
        QFETCH(QString, text);
        QFETCH(QString, says);
        try {
            readHeatDemand(text.toStdString(), "heat.csv");
            QFAIL("it was read");
        } catch (const InputError& error) {
            const QString sentence = QString::fromUtf8(error.what());
            QVERIFY2(sentence.contains(says) && sentence.endsWith('.'), error.what());
        }
    }
};

QTEST_GUILESS_MAIN(HeatDemandTest)
#include "tst_heat_demand.moc"
