// Tables of failure rates, as an owner writes them.
#include "core/exchange/rates_csv.h"
#include "core/model/errors.h"

#include <QTest>

using namespace hallwright;

class RatesCsvTest : public QObject
{
    Q_OBJECT

private slots:
    void linesAreRead()
    {
        const auto lines = rateLinesFromCsv(
            "name,mtbf_h,mttr_h,source\nups,250000,8,maker\n\n# ours\n\"UPS A, old\",1e5,12\n", "rates.csv");
        QCOMPARE(lines.size(), std::size_t{2});
        QCOMPARE(lines[0].name, std::string("ups"));
        QCOMPARE(lines[0].mtbfH, 250000.0);
        QCOMPARE(lines[0].mttrH, 8.0);
        QCOMPARE(lines[0].source, std::string("maker"));
        QCOMPARE(lines[1].name, std::string("UPS A, old"));
        QCOMPARE(lines[1].source, std::string());
        QCOMPARE(lines[1].line, 5);
    }

    void columnsMayStandInAnyOrderWithOtherSeparators()
    {
        const auto lines = rateLinesFromCsv("mttr_h;kind;mtbf_h\r\n4;pdu;1000000\r\n", "rates.csv");
        QCOMPARE(lines.size(), std::size_t{1});
        QCOMPARE(lines[0].name, std::string("pdu"));
        QCOMPARE(lines[0].mttrH, 4.0);
    }

    void whatIsWrongIsToldWithItsLine_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        QTest::newRow("empty") << ""
                               << "empty";
        QTest::newRow("no column") << "name,mtbf_h\nups,1\n"
                                   << "no column mttr_h";
        QTest::newRow("no number") << "name,mtbf_h,mttr_h\nups,many,8\n"
                                   << "mtbf_h is \"many\"";
        QTest::newRow("left out") << "name,mtbf_h,mttr_h\nups,1000,\n"
                                  << "mttr_h is \"\"";
        QTest::newRow("short") << "name,mtbf_h,mttr_h\nups,1000\n"
                               << "2 fields";
        QTest::newRow("twice") << "name,mtbf_h,mttr_h\nups,1000,8\nups,1000,9\n"
                               << "already, in line 2";
    }

    void whatIsWrongIsToldWithItsLine()
    {
        QFETCH(QString, text);
        QFETCH(QString, words);
        try {
            rateLinesFromCsv(text.toStdString(), "rates.csv");
            QFAIL("taken");
        } catch (const InputError& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(words), error.what());
            QVERIFY2(QString::fromUtf8(error.what()).contains("rates.csv"), error.what());
        }
    }
};

QTEST_GUILESS_MAIN(RatesCsvTest)
#include "tst_rates_csv.moc"
