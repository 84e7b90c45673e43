// Hourly carbon and price of a grid: times of any clock, leap days, blanks.
#include "core/exchange/grid_series.h"
#include "core/model/calendar.h"
#include "core/model/errors.h"

#include <QDateTime>
#include <QTest>
#include <QTimeZone>
#include <fmt/format.h>

#include <cmath>
#include <functional>

using namespace hallwright;

namespace {

// A year by a clock of Berlin or Chicago, each hour with its number as the value, as files of local times with offsets are.
std::string localYear(const char* zone, int year)
{
    const QTimeZone place(zone);
    std::string text = "datetime,Carbon Intensity (g)\n";
    QDateTime at(QDate(year, 1, 1), QTime(0, 0), Qt::UTC);
    for (int h = 0; at.date().year() == year; ++h, at = at.addSecs(3600)) {
        const int offset = place.offsetFromUtc(at);
        const QDateTime local = at.toOffsetFromUtc(offset);
        text += fmt::format("{}{}{:02}:{:02},{}\n", local.toString("yyyy-MM-dd HH:mm:ss").toStdString(),
                            offset < 0 ? '-' : '+', std::abs(offset) / 3600, std::abs(offset) / 60 % 60, h);
    }
    return text;
}

std::string utcYear(int hours, const std::function<std::string(int)>& value)
{
    std::string text = "Datetime (UTC),Price (USD/MWh)\n";
    QDateTime at(QDate(hours == 8784 ? 2024 : 2023, 1, 1), QTime(0, 0), Qt::UTC);
    for (int h = 0; h < hours; ++h, at = at.addSecs(3600))
        text += at.toString("yyyy-MM-dd HH:mm:ss").toStdString() + ',' + value(h) + '\n';
    return text;
}

template <class Call>
QString refusal(Call call)
{
    try {
        call();
    } catch (const InputError& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

} // namespace

class GridSeriesTest : public QObject
{
    Q_OBJECT

private slots:
    // No hour is lost in spring or counted twice in autumn: hour h of universal time has the value h.
    void bothClockChangesAreRight_data()
    {
        QTest::addColumn<QByteArray>("zone");
        QTest::addColumn<int>("year");
        QTest::newRow("Berlin") << QByteArray("Europe/Berlin") << 2023;
        QTest::newRow("Berlin, leap year") << QByteArray("Europe/Berlin") << 2024;
        QTest::newRow("Chicago") << QByteArray("America/Chicago") << 2023;
        QTest::newRow("Delhi, half an hour") << QByteArray("Asia/Kolkata") << 2023;
    }
    void bothClockChangesAreRight()
    {
        QFETCH(QByteArray, zone);
        QFETCH(int, year);
        const GridSeries series =
            readGrid(localYear(zone.constData(), year), "grid.csv", GridQuantity::CarbonIntensity);
        QCOMPARE(series.values.size(), hoursOfYear(year == 2024));
        for (std::size_t h = 0; h < series.values.size(); ++h)
            QVERIFY(std::abs(series.values[h] - 1e-3 * static_cast<double>(h)) < 1e-9);
        QVERIFY(series.notes.empty());
    }

    // Hour 0 of Chicago's standard clock is 6:00 of universal time; the last hours of the year are the first by that.
    void anHourIsThatOfTheClock()
    {
        const GridSeries series = readGrid(utcYear(8760, [](int h) { return std::to_string(1000 * h); }),
                                           "p.csv", GridQuantity::Price);
        const std::vector<double> local = series.atClock(-6.0, false);
        QCOMPARE(local.front(), 6.0);
        QCOMPARE(local[8760 - 6], 0.0);
        QCOMPARE(series.atClock(1.0, false).front(), 8759.0);
        QCOMPARE(series.atClock(5.5, false)[10], 4.5); // half of either hour
    }

    void aLeapDayIsLeftOutOrRepeated()
    {
        const auto number = [](int h) { return std::to_string(1000 * h); };
        const GridSeries leap = readGrid(utcYear(8784, number), "p.csv", GridQuantity::Price);
        const std::size_t march = firstHourOf(2, false);
        QCOMPARE(leap.atClock(0.0, false).size(), std::size_t{8760});
        QCOMPARE(leap.atClock(0.0, false)[march], static_cast<double>(march + 24));
        const GridSeries common = readGrid(utcYear(8760, number), "p.csv", GridQuantity::Price);
        QCOMPARE(common.atClock(0.0, true).size(), std::size_t{8784});
        QCOMPARE(common.atClock(0.0, true)[march], static_cast<double>(march - 24));
        QCOMPARE(common.atClock(0.0, true)[march + 24], static_cast<double>(march));
    }

    void blanksAreFilledAndPricesMayBeNegative()
    {
        const GridSeries series =
            readGrid(utcYear(8760, [](int h) { return h == 5  ? std::string()
                                                      : h < 5 ? "-10"
                                                              : "30"; }),
                     "p.csv", GridQuantity::Price);
        QCOMPARE(series.values[4], -0.01);
        QVERIFY(std::abs(series.values[5] - 0.01) < 1e-12);
        QCOMPARE(series.notes.size(), std::size_t{1});
    }

    void whatIsNoSeriesIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("no times") << "a,price\n1,2\n"
                                  << "no column of times";
        QTest::newRow("no price") << "time,b\n2023-01-01T00:00Z,2\n"
                                  << "no column of prices";
        QTest::newRow("local times without offset") << "time,price\n2023-01-01 00:00,2\n"
                                                    << "with its offset";
        QTest::newRow("no such day") << "time,price\n2023-02-30T00:00Z,2\n"
                                     << "2023-02-30T00:00Z";
        QTest::newRow("a month") << "time,price\n2023-01-01T00:00Z,2\n2023-01-01T01:00Z,2\n"
                                 << "give a whole year";
        QTest::newRow("decimal comma") << "time;price\n2023-01-01T00:00Z;2,5\n"
                                       << "no number with a decimal point";
        QTest::newRow("empty") << ""
                               << "no row of hours";
    }
    void whatIsNoSeriesIsRefused()
    {
        QFETCH(QString, text);
        QFETCH(QString, sentence);
        const QString told = refusal([&] { readGrid(text.toStdString(), "p.csv", GridQuantity::Price); });
        QVERIFY2(told.startsWith("p.csv") && told.contains(sentence), qPrintable(told));
    }
};

QTEST_GUILESS_MAIN(GridSeriesTest)
#include "tst_grid_series.moc"
