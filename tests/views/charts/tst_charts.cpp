// The charts of a year: what they draw are the year's numbers, what they read out is the hour that is pointed at.
#include "core/exchange/recipe.h"
#include "core/exchange/weather_file.h"
#include "core/physics/air.h"
#include "core/physics/psychrometrics.h"
#include "core/studies/year/year_metrics.h"
#include "tests/support/campus.h"
#include "views/charts/carpet_chart.h"
#include "views/charts/duration_chart.h"
#include "views/charts/matching_chart.h"
#include "views/charts/month_chart.h"
#include "views/charts/psychrometric_chart.h"
#include "views/charts/year_text.h"
#include "views/shared/format.h"

#include <QApplication>
#include <QFile>
#include <QKeyEvent>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <memory>

using namespace hallwright;
using namespace hallwright::charts;

namespace {

// Numbers of a chart's CSV: ten digits.
constexpr double printedShare = 1e-9;

bool same(double printed, double value)
{
    return std::abs(printed - value) <= printedShare * std::max(std::abs(value), 1.0);
}

// In Chicago, of a few points: the charts do not ask how exact it is.
YearReportPtr yearOf(const SitePtr& site)
{
    YearQuestion question;
    question.weather = std::make_shared<WeatherSeries>(readWeather(
        HALLWRIGHT_SOURCE_DIR "/sample-sites/enterprise-liquid-retrofit/chicago-ohare-tmy3.epw.gz", 0.0));
    question.conditions = conditionsOf(*site);
    question.tolerance.mostPoints = 80;
    return evaluateYear(site, question);
}

YearReportPtr yearOfTheSmallCampus()
{
    static const YearReportPtr year = yearOf(test::smallCampus());
    return year;
}

QList<QStringList> rowsOf(const QString& csv)
{
    QList<QStringList> rows;
    for (const QString& line : csv.split(QLatin1Char('\n'), Qt::SkipEmptyParts)) {
        QStringList cells{QString()};
        bool quoted = false;
        for (const QChar c : line) {
            if (c == QLatin1Char('"'))
                quoted = !quoted;
            else if (c == QLatin1Char(',') && !quoted)
                cells << QString();
            else
                cells.back() += c;
        }
        rows << cells;
    }
    return rows;
}

} // namespace

class ChartsTest : public QObject
{
    Q_OBJECT

private slots:
    void cleanup()
    {
        style::setUnitSystem(style::UnitSystem::Si);
        year_ = yearOfTheSmallCampus();
    }

    void aCarpetHasEveryHourOfTheYear_data()
    {
        QTest::addColumn<QString>("key");
        for (const ChartQuantity& quantity : chartQuantities())
            QTest::newRow(qPrintable(quantity.key)) << quantity.key;
    }
    void aCarpetHasEveryHourOfTheYear()
    {
        QFETCH(QString, key);
        const ChartQuantity& quantity = chartQuantity(key);
        CarpetChart& carpet = shown<CarpetChart>();
        carpet.setQuantity(quantity);
        double largest = 0.0;
        for (std::size_t h = 0; h < year_->hours(); ++h)
            largest = std::fmax(largest, quantity.si(*year_, h));
        const AxisUnit unit = axisUnitOf(quantity.kind, largest);
        const auto rows = rowsOf(carpet.csv());
        QCOMPARE(rows.size(), 366);
        QCOMPARE(rows[0][1], unit.label(quantity.title) + " 0:00");
        for (std::size_t h = 0; h < year_->hours(); ++h) {
            const QString& cell =
                rows[static_cast<int>(h / hoursOfDay) + 1][static_cast<int>(h % hoursOfDay) + 1];
            const double value = quantity.si(*year_, h);
            QVERIFY2(std::isfinite(value) ? same(cell.toDouble(), unit.of(value)) : cell.isEmpty(),
                     qPrintable(hourName(*year_, h)));
        }
    }

    void aCarpetReadsTheHourThatIsPointedAt()
    {
        CarpetChart& carpet = shown<CarpetChart>();
        carpet.setQuantity(chartQuantity("facility_w"));
        for (const std::size_t hour : {std::size_t{0}, std::size_t{4000}, std::size_t{8759}}) {
            const QPointF at = carpet.pixelOf(hour).value();
            QCOMPARE(carpet.hourAt(at), std::optional(hour));
            const QString reading = carpet.readingAt(at);
            QVERIFY(reading.startsWith(hourName(*year_, hour)));
            QVERIFY(reading.contains(style::formatPower(year_->at(hour)[YearQuantity::FacilityW])));
            QVERIFY(reading.contains(style::formatTemperature(year_->weather->hours[hour].dryBulbC)));
            QVERIFY(reading.contains(modeText(year_->at(hour).mode).toLower()));
        }
        QVERIFY(carpet.readingAt({1.0, 1.0}).isEmpty());
    }

    void anHourBeyondALimitSaysWhich()
    {
        auto year = std::make_shared<YearReport>(*year_);
        OperatingPoint& point = year->points[year->pointOfHour[5000]];
        point.beyond[static_cast<std::size_t>(YearLimit::PlantCapacity)] = true;
        QVERIFY(hourReading(*year, 5000).contains("beyond a limit: a loop's plant short of capacity"));
    }

    void aDurationCurveFallsAndCountsHours()
    {
        DurationChart& curve = shown<DurationChart>();
        curve.setQuantity(chartQuantity("overhead_w"));
        const auto rows = rowsOf(curve.csv());
        QCOMPARE(rows.size(), static_cast<int>(year_->hours()) + 1);
        QCOMPARE(rows[1][0], QStringLiteral("1"));
        double sum = 0.0;
        for (int r = 1; r < rows.size(); ++r) {
            sum += rows[r][2].toDouble();
            QVERIFY(r == 1 || rows[r][2].toDouble() <= rows[r - 1][2].toDouble());
        }
        const double overheadKwh =
            (sumOf(year_->sums, YearQuantity::FacilityW) - sumOf(year_->sums, YearQuantity::ItW)) / 1e3;
        QVERIFY(rows[0][2].contains("[kW]"));
        QVERIFY(std::abs(sum - overheadKwh) < 1e-6 * overheadKwh); // the curve's area is the year's energy
        const auto peak = curve.hourAt(curve.pixelOf(year_->peakW.hour).value());
        QVERIFY(peak.has_value());
        QVERIFY(curve.readingAt(curve.pixelOf(year_->peakW.hour).value()).contains("or above in"));
        QVERIFY(!curve.shows(chartQuantity("cooling_mode")));
    }

    void monthsAddUpToTheOverheadOfTheYear()
    {
        MonthChart& months = shown<MonthChart>();
        const auto rows = rowsOf(months.csv());
        QCOMPARE(rows.size(), 13);
        double sum = 0.0;
        for (int m = 1; m < rows.size(); ++m) {
            for (int c = 1; c < rows[m].size(); ++c)
                sum += rows[m][c].toDouble();
        }
        QVERIFY(rows[0][1].contains("[MWh]"));
        const double overheadMwh =
            (sumOf(year_->sums, YearQuantity::FacilityW) - sumOf(year_->sums, YearQuantity::ItW)) / 1e6;
        QVERIFY(std::abs(sum - overheadMwh) < 1e-6 * overheadMwh); // causes are all of the overhead
        const QString reading =
            months.readingAt(months.pixelOf(6, YearQuantity::ChillersW).value()); // July, in the middle
        QVERIFY(reading.startsWith("Jul  ·  Chillers: " +
                                   energyText(sumOf(year_->months[6], YearQuantity::ChillersW))));
        QVERIFY(reading.contains("PUE " + style::formatPue(metricsOfMonth(*year_, 6).pue.value())));
    }

    // A month's parts are what the facility uses; what is generated in its hour is no more than what is generated.
    void ownPowerAddsUpToTheFacilitysEnergy()
    {
        MatchingChart& chart = shown<MatchingChart>();
        GridQuestion grid;
        grid.own.constantW = 0.5 * sumOf(year_->sums, YearQuantity::FacilityW) / 8760.0;
        const CarbonReport carbon = carbonOf(*year_, grid);
        chart.setMatched(carbon.months);
        const QList<QStringList> rows = rowsOf(chart.csv());
        QCOMPARE(rows.size(), 13);
        double facility = 0.0, matched = 0.0;
        for (qsizetype m = 1; m < rows.size(); ++m) {
            facility += rows[m][1].toDouble();
            matched += rows[m][3].toDouble();
            QVERIFY(rows[m][3].toDouble() <= rows[m][2].toDouble() * (1.0 + printedShare));
            QVERIFY(rows[m][3].toDouble() <= rows[m][1].toDouble() * (1.0 + printedShare));
        }
        QVERIFY(same(facility, carbon.facilityKwh));
        QVERIFY(same(matched, carbon.matching.hourly * carbon.facilityKwh));
    }

    void thePsychrometricChartHasEveryHourAtItsHumidity()
    {
        PsychrometricChart& chart = shown<PsychrometricChart>();
        const auto rows = rowsOf(chart.csv());
        QCOMPARE(rows.size(), static_cast<int>(year_->hours()) + 1);
        QVERIFY(rows[0][2].contains("[g/kg]"));
        const double pressurePa = pressureAtElevationPa(year_->weather->elevationM);
        std::array<std::size_t, coolingModes> counted{};
        for (std::size_t h = 0; h < year_->hours(); ++h) {
            const QStringList& row = rows[static_cast<int>(h) + 1];
            const WeatherHour& weather = year_->weather->hours[h];
            QVERIFY(same(row[1].toDouble(), weather.dryBulbC));
            QVERIFY(same(row[2].toDouble(),
                         1000.0 * humidityRatioFromWetBulb(weather.dryBulbC, weather.wetBulbC, pressurePa)));
            for (std::size_t m = 0; m < coolingModes; ++m)
                counted[m] += row[3] == modeText(static_cast<CoolingMode>(m));
        }
        QCOMPARE(counted, year_->modeHours);
        const auto hour = chart.hourAt(chart.pixelOf(year_->hottestC.hour).value());
        QVERIFY(hour.has_value());
        QCOMPARE(year_->weather->hours[*hour].dryBulbC, year_->hottestC.value);
    }

    void axesFollowTheUnitsOfTheReader()
    {
        CarpetChart& carpet = shown<CarpetChart>();
        carpet.setQuantity(chartQuantity("dry_bulb_c"));
        QVERIFY(carpet.csv().contains("[°C]"));
        const double celsius = rowsOf(carpet.csv())[1][1].toDouble();
        style::setUnitSystem(style::UnitSystem::Ip);
        carpet.showOtherUnits();
        QVERIFY(carpet.csv().contains("[°F]"));
        QVERIFY(same(rowsOf(carpet.csv())[1][1].toDouble(), 1.8 * celsius + 32.0));
    }

    void aClickChoosesAnHourAndADragDoesNot()
    {
        CarpetChart& carpet = shown<CarpetChart>();
        QSignalSpy chosen(&carpet, &Chart::hourChosen);
        QWidget* plot = carpet.findChild<QWidget*>();
        const QPoint at = carpet.pixelOf(4321).value().toPoint();
        const QPoint elsewhere = carpet.pixelOf(6000).value().toPoint();
        QTest::mouseClick(plot, Qt::LeftButton, {}, at);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].value<std::size_t>(), carpet.hourAt(at).value());
        QTest::mousePress(plot, Qt::LeftButton, {}, at);
        QTest::mouseRelease(plot, Qt::LeftButton, {}, elsewhere);
        QCOMPARE(chosen.size(), 1);
    }

    void keysGoFromHourToHour()
    {
        CarpetChart& carpet = shown<CarpetChart>();
        QSignalSpy chosen(&carpet, &Chart::hourChosen);
        QSignalSpy pointed(&carpet, &Chart::pointedAt);
        carpet.setChosenHour(1000);
        for (const Qt::Key key : {Qt::Key_Right, Qt::Key_Up, Qt::Key_Return})
            QTest::keyClick(&carpet, key);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen[0][0].value<std::size_t>(), std::size_t{1025});
        QVERIFY(pointed.back()[0].toString().startsWith(hourName(*year_, 1025)));
    }

    void filesAreOfTheirKindAndLeaveTheLookAlone()
    {
        const QTemporaryDir folder;
        CarpetChart& carpet = shown<CarpetChart>();
        carpet.setTheme(style::Theme::Dark);
        QCoreApplication::processEvents();
        const QImage before = carpet.grab().toImage();
        for (const auto& [suffix, begins] :
             {std::pair("png", QByteArray("\x89PNG")), std::pair("pdf", QByteArray("%PDF")),
              std::pair("svg", QByteArray("<?xml")), std::pair("csv", QByteArray("day of the year"))}) {
            const QString file = folder.filePath(QStringLiteral("chart.%1").arg(QLatin1String(suffix)));
            QVERIFY(carpet.save(file));
            QFile written(file);
            QVERIFY(written.open(QIODevice::ReadOnly));
            QVERIFY(written.readAll().startsWith(begins));
        }
        QVERIFY(!carpet.save(folder.filePath("no/such/folder/chart.csv")));
        QVERIFY(!carpet.save(folder.filePath("no/such/folder/chart.png")));
        QCoreApplication::processEvents();
        QVERIFY(carpet.grab().toImage() == before);
    }

    // For the eye: every chart in both themes, into the build's folder of pictures.
    void everyChartIsDrawnInLightAndDark_data()
    {
        QTest::addColumn<bool>("dark");
        QTest::newRow("light") << false;
        QTest::newRow("dark") << true;
    }
    void everyChartIsDrawnInLightAndDark()
    {
        QFETCH(bool, dark);
        const style::Theme theme = dark ? style::Theme::Dark : style::Theme::Light;
        const auto picture = [&](Chart& chart, const QString& name) {
            chart.setTheme(theme);
            QCoreApplication::processEvents();
            const QImage image = chart.grab().toImage();
            QCOMPARE(image.pixelColor(1, 1), style::palette(theme).color(QPalette::Base));
            const QString folder = qEnvironmentVariable("HALLWRIGHT_PICTURES");
            if (!folder.isEmpty())
                QVERIFY(
                    image.save(QStringLiteral("%1/%2-%3.png").arg(folder, name, dark ? "dark" : "light")));
        };
        year_ =
            yearOf(buildSite(HALLWRIGHT_SOURCE_DIR "/sample-sites/enterprise-liquid-retrofit/retrofit.yaml"));
        CarpetChart& carpet = shown<CarpetChart>();
        for (const char* key : {"pue", "cooling_mode", "facility_w", "hottest_inlet_c"}) {
            carpet.setQuantity(chartQuantity(key));
            carpet.setChosenHour(4321);
            picture(carpet, QStringLiteral("carpet-%1").arg(QLatin1String(key)));
        }
        DurationChart& curve = shown<DurationChart>();
        curve.setQuantity(chartQuantity("facility_w"));
        curve.setChosenHour(4321);
        picture(curve, "duration");
        picture(shown<MonthChart>(), "months");
        picture(shown<MatchingChart>(), "matching");
        PsychrometricChart& air = shown<PsychrometricChart>();
        air.setChosenHour(4321);
        picture(air, "psychrometric");
    }

private:
    template <class Of>
    Of& shown()
    {
        auto chart = std::make_unique<Of>();
        Of& of = *chart;
        of.resize(760, 300);
        of.setYear(year_);
        of.show();
        [&] { QVERIFY(QTest::qWaitForWindowExposed(&of)); }();
        QCoreApplication::processEvents(); // laid out
        chart_ = std::move(chart);
        return of;
    }

    YearReportPtr year_ = yearOfTheSmallCampus();
    std::unique_ptr<Chart> chart_;
};

QTEST_MAIN(ChartsTest)
#include "tst_charts.moc"
