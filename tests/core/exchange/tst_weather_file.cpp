// Weather of others: EPW with its quirks, Open-Meteo, CSV. Read right, or refused in a sentence.
#include "core/exchange/weather_file.h"
#include "core/model/calendar.h"
#include "core/model/errors.h"
#include "core/physics/air.h"
#include "core/physics/psychrometrics.h"

#include <QTest>
#include <fmt/format.h>

#include <cmath>
#include <functional>
#include <numeric>

using namespace hallwright;

namespace {

struct EpwMake {
    bool leapObserved = false;
    bool hasLeapDay = false;
    int statedRecords = 1;
    int records = 1;
    std::string lineEnd = "\n";
    std::string minute = "60";
    std::string comment = "made up";
    std::string periods = "1";
    std::function<std::string(int month, int day, int hour, int record)> dryBulb = [](int, int, int, int) {
        return std::string("10.0");
    };
    std::string dewPoint = "5.0";
    std::string humidity = "71";
    int lastMonth = 12;
};

std::string epwOf(const EpwMake& make)
{
    std::string text = "LOCATION,Bench,-,XXX,made up,000000,50.00,8.00,1.0,0.0" + make.lineEnd;
    text += std::string("HOLIDAYS/DAYLIGHT SAVINGS,") + (make.leapObserved ? "Yes" : "No") + ",0,0,0" +
            make.lineEnd;
    text += "COMMENTS 1," + make.comment + make.lineEnd;
    text += "DATA PERIODS," + make.periods + "," + std::to_string(make.statedRecords) +
            ",Data,Sunday, 1/ 1,12/31" + make.lineEnd;
    for (int month = 1; month <= make.lastMonth; ++month) {
        const int days = static_cast<int>(daysOfMonth(static_cast<std::size_t>(month - 1), make.hasLeapDay));
        for (int day = 1; day <= days; ++day) {
            for (int hour = 1; hour <= 24; ++hour) {
                for (int record = 0; record < make.records; ++record)
                    text += fmt::format(
                        "{},{},{},{},{},?9?9,{},{},{},101325,0,0,330,0,0,0,0,0,0,0,180,3.0,5,5{}",
                        1990 + month, month, day, hour, make.minute, make.dryBulb(month, day, hour, record),
                        make.dewPoint, make.humidity, make.lineEnd);
            }
        }
    }
    return text;
}

double meanC(const WeatherSeries& series)
{
    const double sum = std::accumulate(series.hours.begin(), series.hours.end(), 0.0,
                                       [](double s, const WeatherHour& hour) { return s + hour.dryBulbC; });
    return sum / static_cast<double>(series.hours.size());
}

std::string fortyOnTheLeapDay(int month, int day, int, int)
{
    return month == 2 && day == 29 ? "40.0" : "10.0";
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

// 10.0, 10.1 .. 12.3 °C in the hours of each day.
std::string openMeteoOf(const std::string& unit, const std::string& humidityKey, double humidity)
{
    std::string time, temperature, moist;
    for (std::size_t h = 0; h < hoursOfYear(false); ++h) {
        const std::size_t month = monthOfHour(h, false);
        const std::size_t within = h - firstHourOf(month, false);
        const std::string comma = h > 0 ? "," : "";
        time +=
            fmt::format("{}\"2023-{:02}-{:02}T{:02}:00\"", comma, month + 1, within / 24 + 1, within % 24);
        temperature += fmt::format("{}{}", comma, 10.0 + 0.1 * static_cast<double>(h % 24));
        moist += fmt::format("{}{}", comma, humidity);
    }
    return fmt::format(R"({{"latitude":39.9,"longitude":-75.1,"elevation":23.0,"utc_offset_seconds":-14400,)"
                       R"("hourly_units":{{"time":"iso8601","temperature_2m":"{}","{}":"%"}},)"
                       R"("hourly":{{"time":[{}],"temperature_2m":[{}],"{}":[{}]}}}})",
                       unit, humidityKey, time, temperature, humidityKey, moist);
}

} // namespace

class WeatherFileTest : public QObject
{
    Q_OBJECT

private slots:
    // A 29 February of 40 °C in a year of 10 °C: (8,760 · 10 + 24 · 40) / 8,784 = 10.082.
    void aLeapDayIsKeptIfTheHeaderSaysSo_data()
    {
        QTest::addColumn<bool>("observed");
        QTest::addColumn<bool>("inData");
        QTest::addColumn<int>("hours");
        QTest::addColumn<double>("mean");
        QTest::addColumn<QString>("note");
        QTest::newRow("observed") << true << true << 8784 << 10.0819672 << QString();
        QTest::newRow("not observed") << false << true << 8760 << 10.0 << QStringLiteral("left out");
        QTest::newRow("observed, not in the data")
            << true << false << 8760 << 10.0 << QStringLiteral("have no 29");
        QTest::newRow("neither") << false << false << 8760 << 10.0 << QString();
    }
    void aLeapDayIsKeptIfTheHeaderSaysSo()
    {
        QFETCH(bool, observed);
        QFETCH(bool, inData);
        QFETCH(int, hours);
        QFETCH(double, mean);
        QFETCH(QString, note);
        EpwMake make;
        make.leapObserved = observed;
        make.hasLeapDay = inData;
        make.dryBulb = fortyOnTheLeapDay;
        const WeatherSeries series = readEpw(epwOf(make), "year.epw");
        QCOMPARE(static_cast<int>(series.hours.size()), hours);
        QCOMPARE(series.leapYear, hours == 8784);
        QVERIFY(std::abs(meanC(series) - mean) < 1e-6);
        QCOMPARE(series.notes.size(), note.isEmpty() ? std::size_t{0} : std::size_t{1});
        QVERIFY(note.isEmpty() || QString::fromStdString(series.notes.front()).contains(note));
    }

    // The same year however it is written.
    void quirksChangeNothing_data()
    {
        QTest::addColumn<QString>("what");
        for (const char* what :
             {"CRLF", "CR", "minute 0", "commas in quotes", "mark", "four records", "stated wrongly"})
            QTest::newRow(what) << QString(what);
    }
    void quirksChangeNothing()
    {
        QFETCH(QString, what);
        EpwMake make;
        make.dryBulb = [](int month, int, int hour, int) { return fmt::format("{}.{}", month, hour % 10); };
        make.dewPoint = "-4.0";
        const WeatherSeries plain = readEpw(epwOf(make), "year.epw");
        make.lineEnd = what == "CRLF" ? "\r\n" : what == "CR" ? "\r" : "\n";
        make.minute = what == "minute 0" ? "0" : "60";
        make.comment = what == "commas in quotes" ? "\"IWEC, with, commas\"" : "made up";
        make.records = what == "four records" || what == "stated wrongly" ? 4 : 1;
        make.statedRecords = what == "four records" ? 4 : 1;
        const WeatherSeries other = readEpw((what == "mark" ? "\xEF\xBB\xBF" : "") + epwOf(make), "year.epw");
        QCOMPARE(other.hours.size(), plain.hours.size());
        for (std::size_t h = 0; h < plain.hours.size(); ++h) {
            QVERIFY(std::abs(other.hours[h].dryBulbC - plain.hours[h].dryBulbC) < 1e-9);
            QVERIFY(std::abs(other.hours[h].wetBulbC - plain.hours[h].wetBulbC) < 1e-9);
        }
        QCOMPARE(other.notes.empty(), make.records == 1); // averaging is told
    }

    void recordsOfAnHourAreAveraged()
    {
        EpwMake make;
        make.records = make.statedRecords = 4;
        make.dryBulb = [](int, int, int, int record) { return fmt::format("{}.0", 10 + 2 * record); };
        QCOMPARE(meanC(readEpw(epwOf(make), "year.epw")), 13.0);
    }

    // Five hours without a value between 10 and 16 °C.
    void missingHoursLieInAStraightLine()
    {
        EpwMake make;
        make.dryBulb = [](int month, int day, int hour, int) {
            if (month != 3 || day != 7)
                return std::string("10.0");
            return hour <= 6 ? std::string("10.0") : hour <= 11 ? std::string("99.9") : std::string("16.0");
        };
        const WeatherSeries series = readEpw(epwOf(make), "year.epw");
        const std::size_t march7 = firstHourOf(2, false) + 6 * 24;
        for (std::size_t k = 0; k <= 6; ++k)
            QCOMPARE(series.hours[march7 + 5 + k].dryBulbC, 10.0 + static_cast<double>(k));
        QCOMPARE(series.notes.size(), std::size_t{1});
    }

    void aDewPointThatIsMissingFollowsFromHumidity()
    {
        EpwMake make;
        make.dewPoint = "99.9";
        const WeatherSeries series = readEpw(epwOf(make), "year.epw");
        const double vapourPa = 0.71 * saturationPressurePa(10.0);
        const double expected = wetBulbC(10.0, 0.621945 * vapourPa / (101325.0 - vapourPa), 101325.0);
        QVERIFY(std::abs(series.hours.front().wetBulbC - expected) < 1e-6);
    }

    void whatIsNoYearIsRefused_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("short") << "short"
                               << "The data end at 30 November, 23:00";
        QTest::newRow("hour left out") << "gap"
                                       << "stands where 2 May, 4:00 is due";
        QTest::newRow("seven hours missing") << "missing"
                                             << "is missing for 7 hours from 2 May, 3:00";
        QTest::newRow("dew point above dry bulb") << "dew"
                                                  << "The dew point of 1 January, 0:00 is 14.0 °C";
        QTest::newRow("two periods") << "periods"
                                     << "states \"2\" periods";
        QTest::newRow("text for a number") << "text"
                                           << "The dry bulb is \"warm\"";
        QTest::newRow("no header") << "header"
                                   << "LOCATION";
        QTest::newRow("too hot") << "hot"
                                 << "is 75.0 °C";
    }
    void whatIsNoYearIsRefused()
    {
        QFETCH(QString, what);
        QFETCH(QString, sentence);
        EpwMake make;
        make.lastMonth = what == "short" ? 11 : 12;
        make.dewPoint = what == "dew" ? "14.0" : "5.0";
        make.periods = what == "periods" ? "2" : "1";
        make.dryBulb = [&](int month, int day, int hour, int) -> std::string {
            const bool may2 = month == 5 && day == 2;
            if (what == "missing" && may2 && hour > 3 && hour <= 10)
                return "99.9";
            if (what == "text" && may2 && hour == 1)
                return "warm";
            return what == "hot" && may2 ? "75.0" : "10.0";
        };
        std::string text = epwOf(make);
        if (what == "gap") {
            const std::size_t row = text.find("1995,5,2,5,60");
            text.erase(row, text.find('\n', row) + 1 - row);
        }
        if (what == "header")
            text = text.substr(text.find("1991,1,1,1"));
        const QString told = refusal([&] { readEpw(text, "year.epw"); });
        QVERIFY2(told.startsWith("year.epw") && told.contains(sentence), qPrintable(told));
        QCOMPARE(told.count(". "), 0); // one sentence
    }

    void openMeteoIsRead_data()
    {
        QTest::addColumn<QString>("unit");
        QTest::addColumn<QString>("key");
        QTest::newRow("today") << "°C"
                               << "relative_humidity_2m";
        QTest::newRow("earlier names") << "°C"
                                       << "relativehumidity_2m";
    }
    void openMeteoIsRead()
    {
        QFETCH(QString, unit);
        QFETCH(QString, key);
        const WeatherSeries series =
            readOpenMeteo(openMeteoOf(unit.toStdString(), key.toStdString(), 100.0), "answer.json");
        QCOMPARE(series.hours.size(), std::size_t{8760});
        QCOMPARE(series.utcOffsetH, -4.0);
        QCOMPARE(series.hours[25].dryBulbC, 10.1);
        QVERIFY(std::abs(series.hours[25].wetBulbC - 10.1) < 1e-6); // saturated
    }

    void anUnknownUnitOfOpenMeteoIsRefused()
    {
        const QString told =
            refusal([] { readOpenMeteo(openMeteoOf("K", "relative_humidity_2m", 50.0), "answer.json"); });
        QVERIFY2(told.contains("the unit \"K\""), qPrintable(told));
    }

    void aCsvIsRead()
    {
        std::string text = "dry_bulb_c;wet_bulb_c;wind_m_s\n";
        for (int h = 0; h < 8784; ++h)
            text += "-5.0;-6.0;4\n";
        const WeatherSeries series = readWeatherCsv(text, "own.csv", 200.0);
        QVERIFY(series.leapYear);
        QCOMPARE(series.hours[8783].wetBulbC, -6.0);
        QCOMPARE(series.hours[0].windMs, 4.0);
        QVERIFY(std::isnan(series.hours[0].globalWm2));
    }

    // At 30 °C dry air has a wet bulb of some 10.5 °C.
    void noAirHasTheseWetBulbs_data()
    {
        QTest::addColumn<double>("wetBulb");
        QTest::addColumn<bool>("refused");
        QTest::newRow("above") << 31.0 << true;
        QTest::newRow("below that of dry air") << 5.0 << true;
        QTest::newRow("between") << 15.0 << false;
    }
    void noAirHasTheseWetBulbs()
    {
        QFETCH(double, wetBulb);
        QFETCH(bool, refused);
        std::string text = "dry_bulb_c,wet_bulb_c\n";
        for (int h = 0; h < 8760; ++h)
            text += fmt::format("30.0,{}\n", wetBulb);
        const QString told = refusal([&] { readWeatherCsv(text, "own.csv", 0.0); });
        QCOMPARE(told.contains("The wet bulb of 1 January, 0:00"), refused);
        QCOMPARE(told.isEmpty(), !refused);
    }

    // The year that weather-bins.csv of the sample was made from: its mean is 10.0 and 7.1 °C.
    void aPackedFileIsRead()
    {
        const WeatherSeries series = readWeather(
            HALLWRIGHT_SOURCE_DIR "/sample-sites/enterprise-liquid-retrofit/chicago-ohare-tmy3.epw.gz", 0.0);
        QCOMPARE(series.hours.size(), std::size_t{8760});
        QCOMPARE(series.utcOffsetH, -6.0);
        QCOMPARE(series.elevationM, 201.0);
        QVERIFY(std::abs(meanC(series) - 10.0) < 0.05);
        QCOMPARE(series.hours.front().dryBulbC, -12.2);
        // Over ice: at -12.2 °C and a dew point of -16.1 °C the wet bulb lies between, nearer to the dry bulb.
        QVERIFY(series.hours.front().wetBulbC < -12.2 && series.hours.front().wetBulbC > -14.2);
        QVERIFY(series.notes.empty());
    }
};

QTEST_GUILESS_MAIN(WeatherFileTest)
#include "tst_weather_file.moc"
