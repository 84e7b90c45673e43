// Shares of the load by hour of the day and role: what is read, and what is refused in one sentence.
#include "core/exchange/load_shares.h"
#include "core/model/errors.h"
#include "core/model/rack.h"

#include <QTest>
#include <fmt/format.h>

using namespace hallwright;

namespace {

std::string day(const std::string& titles, const std::string& values, std::size_t hours = hoursOfDay)
{
    std::string text = titles + '\n';
    for (std::size_t h = 0; h < hours; ++h)
        text += fmt::format("{},{}\n", h, values);
    return text;
}

} // namespace

class LoadSharesTest : public QObject
{
    Q_OBJECT

private slots:
    void aRoleWithoutAColumnDrawsAllOfIt()
    {
        const LoadShares read = readLoadShares(day("hour,compute", "0.6"), "day.csv");
        for (const auto& hour : read.shares) {
            QCOMPARE(hour[static_cast<std::size_t>(RackRole::Compute)], 0.6);
            QCOMPARE(hour[static_cast<std::size_t>(RackRole::Storage)], 1.0);
        }
        QCOMPARE(read.source, std::string("day.csv"));
    }

    void percentAndAnyOrderOfHours()
    {
        std::string text = "storage [%];hour\n";
        for (int h = 23; h >= 0; --h)
            text += fmt::format("{};{}\n", 50 + h, h);
        const LoadShares read = readLoadShares(text, "day.csv");
        QCOMPARE(read.shares[0][static_cast<std::size_t>(RackRole::Storage)], 0.5);
        QCOMPARE(read.shares[23][static_cast<std::size_t>(RackRole::Storage)], 0.73);
    }

    void whatIsNoSuchTableIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const std::string& text, const char* says) {
            QTest::newRow(name) << QString::fromStdString(text) << QString::fromUtf8(says);
        };
        row("no hour", "time,compute\n0,1\n", "day.csv: It has no column \"hour\"");
        row("no role", day("hour,training", "1"), "day.csv: It has no column of a role");
        row("missing", day("hour,compute", "1", 23), "day.csv: Hour 23 is missing");
        row("twice", day("hour,compute", "1") + "5,1\n", "day.csv:26: Hour 5 stands there twice.");
        row("half an hour", day("hour,compute", "1", 23) + "22.5,1\n", "day.csv:25: The hour is 22.5");
        row("above", day("hour,compute", "1.2"), "day.csv:2: The share of compute is \"1.2\"");
        row("blank", day("hour,compute", ""), "day.csv:2: The share of compute is \"\"");
        row("words", day("hour,compute", "much"), "day.csv:2");
        row("percent", day("hour,compute percent", "120"), "must lie between 0 and 100.");
    }

    void whatIsNoSuchTableIsRefused()
    {
        QFETCH(QString, text);
        QFETCH(QString, says);
        try {
            readLoadShares(text.toStdString(), "day.csv");
        } catch (const InputError& error) {
            QVERIFY2(QString::fromUtf8(error.what()).startsWith(QStringLiteral("day.csv")), error.what());
            QVERIFY2(QString::fromUtf8(error.what()).contains(says), error.what());
            return;
        }
        QFAIL("it was read");
    }
};

QTEST_GUILESS_MAIN(LoadSharesTest)
#include "tst_load_shares.moc"
