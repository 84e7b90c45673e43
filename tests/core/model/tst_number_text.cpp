#include "core/model/number_text.h"

#include <QtTest>

using namespace hallwright;

class NumberTextTest : public QObject
{
    Q_OBJECT

private slots:
    void thousandsAreMarked_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("decimals");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << 0.0 << 0 << "0";
        QTest::newRow("below a thousand") << 999.0 << 0 << "999";
        QTest::newRow("rounded up to a thousand") << 999.96 << 1 << "1,000.0";
        QTest::newRow("decimals stand apart") << 1234567.891 << 3 << "1,234,567.891";
        QTest::newRow("six digits") << 129000.0 << 0 << "129,000";
        QTest::newRow("a sign is no digit") << -123456.0 << 0 << "-123,456";
        QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN() << 1 << "nan";
    }

    void thousandsAreMarked()
    {
        QFETCH(double, value);
        QFETCH(int, decimals);
        QTEST(QString::fromStdString(grouped(value, decimals)), "text");
    }

    void powersHaveTheirUnit()
    {
        QCOMPARE(kilowatts(1.12e6), std::string("1,120.0 kW"));
        QCOMPARE(kilowatts(1.12e6, 0), std::string("1,120 kW"));
        QCOMPARE(megawatts(1.204118e9), std::string("1,204.118 MW"));
    }

    // A value beyond its limit never reads as the limit.
    void aValueAndItsLimitReadDifferently()
    {
        using Pair = std::pair<std::string, std::string>;
        QCOMPARE(groupedApart(29.5, 27.0, 1), Pair("29.5", "27.0"));
        QCOMPARE(groupedApart(27.003, 27.0, 1), Pair("27.003", "27.000"));
        QCOMPARE(groupedApart(27.0, 27.0, 1), Pair("27.0", "27.0"));
        QCOMPARE(kilowattsApart(1120.01e3, 1.12e6), Pair("1,120.01 kW", "1,120.00 kW"));
        QCOMPARE(groupedApart(1.0 + 1e-12, 1.0, 1), Pair("1.0000000", "1.0000000")); // an end to it
    }

    void oneIsNoPlural()
    {
        QCOMPARE(counted(1, "rack"), std::string("1 rack"));
        QCOMPARE(counted(0, "rack"), std::string("0 racks"));
        QCOMPARE(counted(1024, "rack"), std::string("1,024 racks"));
    }
};

QTEST_APPLESS_MAIN(NumberTextTest)
#include "tst_number_text.moc"
