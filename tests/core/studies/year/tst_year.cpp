// A year of hours: its laws, and what it counts.
#include "core/model/errors.h"
#include "core/model/site_edit.h"
#include "core/simulation/evaluate.h"
#include "core/studies/year/year_carbon.h"
#include "core/studies/year/year_metrics.h"
#include "tests/support/campus.h"

#include <QTest>

#include <cmath>
#include <numbers>
#include <numeric>

using namespace hallwright;

namespace {

// Warm summers, cold winters, warm afternoons, and a depression that follows the sun.
std::shared_ptr<WeatherSeries> seasons()
{
    auto series = std::make_shared<WeatherSeries>();
    for (std::size_t h = 0; h < hoursOfYear(false); ++h) {
        const double year = std::cos(2.0 * std::numbers::pi * static_cast<double>(h) / 8760.0);
        const double day = std::cos(2.0 * std::numbers::pi * static_cast<double>(h % 24) / 24.0);
        WeatherHour hour;
        hour.dryBulbC = 12.0 - 14.0 * year - 5.0 * day;
        hour.wetBulbC = hour.dryBulbC - (3.0 - 1.5 * year - 1.4 * day);
        hour.globalWm2 = std::max(0.0, -700.0 * day);
        hour.windMs = 6.0 + 4.0 * year;
        series->hours.push_back(hour);
    }
    return series;
}

std::shared_ptr<WeatherSeries> constantYear(double dryBulbC, double wetBulbC)
{
    auto series = std::make_shared<WeatherSeries>();
    WeatherHour hour;
    hour.dryBulbC = dryBulbC;
    hour.wetBulbC = wetBulbC;
    series->hours.assign(hoursOfYear(false), hour);
    return series;
}

YearQuestion questionOf(std::shared_ptr<const WeatherSeries> weather)
{
    YearQuestion question;
    question.weather = std::move(weather);
    question.conditions.loadBasis = LoadBasis::AllPlaced;
    return question;
}

const YearReport& seasonsOfTheSmallCampus()
{
    static const YearReportPtr report = evaluateYear(test::smallCampus(), questionOf(seasons()));
    return *report;
}

bool near(double a, double b, double relative)
{
    return std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b));
}

} // namespace

class YearTest : public QObject
{
    Q_OBJECT

private slots:
    void aConstantYearIsTheSteadyState()
    {
        const SitePtr site = test::smallCampus();
        const YearQuestion question = questionOf(constantYear(21.0, 15.5));
        const YearReportPtr year = evaluateYear(site, question);
        Conditions conditions = question.conditions;
        conditions.outdoorC = 21.0;
        conditions.wetBulbC = 15.5;
        const OperatingPoint steady = operatingPointOf(*evaluate(site, conditions));
        QCOMPARE(year->evaluations, std::size_t{1});
        for (std::size_t q = 0; q < yearQuantities; ++q) {
            if (q != static_cast<std::size_t>(YearQuantity::HottestInletC))
                QVERIFY(near(year->sums[q], 8760.0 * steady.values[q], 1e-9));
        }
        QVERIFY(near(*metricsOf(year->sums).pue, steady[YearQuantity::FacilityW] / steady[YearQuantity::ItW],
                     1e-9));
        QCOMPARE(year->facilityDoubt, 0.0);
    }

    // A loop without its plant holds no set point: there is no PUE of a year of that, as there is none of the moment.
    void aYearWithoutAHeldSetPointHasNoPue()
    {
        const SitePtr site = test::smallCampus();
        YearQuestion question = questionOf(constantYear(21.0, 15.5));
        for (const PlantUnit& unit : site->cooling->plant)
            question.conditions.outages = question.conditions.outages.with(refTo(unit.id), true);
        const YearReportPtr year = evaluateYear(site, question);
        QCOMPARE(year->allHoursWithoutPue(), std::size_t{8760});
        QVERIFY(!metricsOf(*year).pue && !metricsOf(*year).ere && !metricsOfMonth(*year, 1).pue);
        QVERIFY(metricsOf(*year).wueLPerKwh.has_value());
        QVERIFY(std::isnan(year->leastPue.value));
        const YearReport& held = seasonsOfTheSmallCampus();
        QVERIFY(metricsOf(held).pue && held.allHoursWithoutPue() < held.hours());
    }

    void aValueWithoutSenseIsRefused()
    {
        SiteEdit edit(test::smallCampus());
        edit.change(edit.site().buildings.front()->halls.front()->racks.front().feedA).ratedW = 1.0;
        const SitePtr site = edit.done();
        QVERIFY_THROWS_EXCEPTION(InputError, evaluateYear(site, questionOf(constantYear(21.0, 15.5))));
    }

    void hoursAddUpToTheYear()
    {
        const YearReport& year = seasonsOfTheSmallCampus();
        QCOMPARE(year.hours(), std::size_t{8760});
        QCOMPARE(std::accumulate(year.modeHours.begin(), year.modeHours.end(), std::size_t{0}),
                 std::size_t{8760});
        for (std::size_t q = 0; q < yearQuantities; ++q) {
            if (q == static_cast<std::size_t>(YearQuantity::HottestInletC))
                continue;
            double hours = 0.0, months = 0.0;
            for (std::size_t h = 0; h < year.hours(); ++h)
                hours += year.at(h).values[q];
            for (const YearSums& month : year.months)
                months += month[q];
            QVERIFY(near(year.sums[q], hours, 1e-9));
            QVERIFY(near(year.sums[q], months, 1e-9));
        }
    }

    // Facility energy is that of IT and of every cause of overhead.
    void causesAddUpToTheFacility()
    {
        const YearReport& year = seasonsOfTheSmallCampus();
        double sum = sumOf(year.sums, YearQuantity::ItW);
        for (const YearQuantity cause :
             {YearQuantity::AirHandlerFansW, YearQuantity::CduPumpsW, YearQuantity::LoopPumpsW,
              YearQuantity::ChillersW, YearQuantity::CondenserPumpsW, YearQuantity::HeatRejectionW,
              YearQuantity::DistributionW, YearQuantity::OtherW})
            sum += sumOf(year.sums, cause);
        QVERIFY(near(sum, sumOf(year.sums, YearQuantity::FacilityW), 1e-9));
    }

    // Each hour evaluated by itself comes to the same within what the report says.
    void theMapErrsNoMoreThanItSays()
    {
        const SitePtr site = test::smallCampus();
        const YearReport& year = seasonsOfTheSmallCampus();
        Conditions conditions = questionOf(seasons()).conditions;
        PreparedCampusPtr kept;
        double exactWh = 0.0, mapWh = 0.0;
        constexpr std::size_t every = 13; // of the hours: of all times of day and of the year
        for (std::size_t h = 0; h < year.hours(); h += every) {
            conditions.outdoorC = year.weather->hours[h].dryBulbC;
            conditions.wetBulbC = year.weather->hours[h].wetBulbC;
            exactWh += evaluate(site, conditions, kept)->facilityPowerW;
            mapWh += year.at(h)[YearQuantity::FacilityW];
        }
        QVERIFY(year.facilityDoubt <= 1e-3);
        QVERIFY2(std::abs(mapWh / exactWh - 1.0) <= year.facilityDoubt,
                 qPrintable(QString("%1 of %2").arg(mapWh / exactWh - 1.0).arg(year.facilityDoubt)));
    }

    void whatWasKeptChangesNothing()
    {
        const SitePtr site = test::smallCampus();
        YearQuestion question = questionOf(seasons());
        question.threads = 1;
        PreparedYearPtr kept;
        evaluateYear(site, question, kept);
        const YearReportPtr again = evaluateYear(site, question, kept);
        QCOMPARE(again->evaluations, seasonsOfTheSmallCampus().evaluations);
        for (std::size_t q = 0; q < yearQuantities; ++q)
            QVERIFY(near(again->sums[q], seasonsOfTheSmallCampus().sums[q], 1e-6));
    }

    // A short heat wave in a mild year: 36 h at 44 °C and 24 h at 48 °C in July.
    void hoursBeyondALimitAreCounted()
    {
        auto weather = constantYear(12.0, 9.0);
        const std::size_t july15 = firstHourOf(6, false) + 14 * 24;
        for (std::size_t h = 0; h < 60; ++h) {
            WeatherHour& hour = weather->hours[july15 + h];
            hour.dryBulbC = h < 36 ? 44.0 : 48.0;
            hour.wetBulbC = hour.dryBulbC - 20.0;
        }
        const YearReportPtr year = evaluateYear(test::smallCampus(), questionOf(weather));
        QCOMPARE(year->hoursAbove(45.0), std::size_t{24});
        QCOMPARE(year->hoursAbove(40.0), std::size_t{60});
        QCOMPARE(year->evaluations, std::size_t{3}); // each by itself
        const std::size_t peak = year->peakW.hour;
        QVERIFY(peak >= july15 && peak < july15 + 60);
        for (std::size_t h = 0; h < year->hours(); ++h) {
            if (h < july15 || h >= july15 + 60)
                QVERIFY(!year->at(h).isBeyond(YearLimit::PlantCapacity));
        }
    }

    void maintenanceTakesEquipmentOut()
    {
        const SitePtr site = test::smallCampus();
        YearQuestion question = questionOf(constantYear(30.0, 22.0));
        Outages out;
        for (const PlantUnit& unit : site->cooling->plant)
            out.plant.push_back(unit.id);
        question.maintenance.push_back({100, 148, out});
        const YearReportPtr year = evaluateYear(site, question);
        const LimitHours& limit = year->limits[static_cast<std::size_t>(YearLimit::PlantCapacity)];
        QCOMPARE(limit.hours, std::size_t{48});
        QCOMPARE(limit.first, std::size_t{100});
    }

    void aProfileScalesItsRole()
    {
        YearQuestion question = questionOf(constantYear(15.0, 10.0));
        const double flatWh = sumOf(evaluateYear(test::smallCampus(), question)->sums, YearQuantity::ItW);
        for (std::size_t h = 12; h < 24; ++h)
            question.load.shares[h].fill(0.5);
        const YearReportPtr half = evaluateYear(test::smallCampus(), question);
        // Fans and leakage follow the inlets, which differ by some kelvin between full and half load.
        QVERIFY(near(sumOf(half->sums, YearQuantity::ItW), 0.75 * flatWh, 0.03));
    }

    void aWeatherThatIsNoYearIsRefused()
    {
        auto weather = constantYear(10.0, 5.0);
        weather->hours.pop_back();
        QVERIFY_EXCEPTION_THROWN(evaluateYear(test::smallCampus(), questionOf(weather)), InputError);
    }

    void hourlyMatchingNeverExceedsThatOfTheYear()
    {
        const YearReport& year = seasonsOfTheSmallCampus();
        for (const double share : {0.0, 0.3, 1.0, 3.0, 10.0}) {
            GridQuestion question;
            question.own = {share * year.peakW.value, 0.5 * share * year.peakW.value, 0.0};
            const CarbonReport carbon = carbonOf(year, question);
            QVERIFY(carbon.matching.hourly <= carbon.matching.annual + 1e-12);
            QVERIFY(carbon.matching.annual <= 1.0);
            QVERIFY(carbon.hourlyKg >= carbon.marketKg - 1e-6); // of a grid without seasons
        }
    }

    // Half of the hours dirty, half clean: the constant's figure is that of the mean only if the load is even.
    void carbonFollowsTheHour()
    {
        const YearReport& year = seasonsOfTheSmallCampus();
        GridQuestion question;
        for (std::size_t h = 0; h < year.hours(); ++h)
            question.carbonKgPerKwh.push_back(h % 2 == 0 ? 0.6 : 0.0);
        double expectedKg = 0.0;
        for (std::size_t h = 0; h < year.hours(); h += 2)
            expectedKg += 0.6 * year.at(h)[YearQuantity::FacilityW] / 1000.0;
        QVERIFY(near(carbonOf(year, question).locationKg, expectedKg, 1e-12));
    }

    void moreFlexibilityNeverCostsMoreCarbon()
    {
        YearQuestion ask = questionOf(seasons());
        for (std::size_t h = 0; h < 24; ++h)
            ask.load.shares[h].fill(h < 12 ? 0.6 : 0.9);
        ask.tolerance.mostPoints = 60;
        const YearReportPtr year = evaluateYear(test::smallCampus(), ask);
        GridQuestion question;
        for (std::size_t h = 0; h < year->hours(); ++h)
            question.carbonKgPerKwh.push_back(0.3 + 0.2 * std::sin(static_cast<double>(h)));
        double before = 0.0;
        for (const std::size_t deadlineH : {std::size_t{0}, std::size_t{3}, std::size_t{24}}) {
            question.batch = {0.3, deadlineH, std::nullopt, ShiftBy::Carbon};
            const ShiftReport shift = *carbonOf(*year, question).shift;
            QVERIFY(shift.avoidedKg >= before - 1e-6);
            QVERIFY(shift.peakAfterW <= shift.peakBeforeW * (1.0 + 1e-9));
            before = shift.avoidedKg;
        }
        QVERIFY(before > 0.0);
    }
};

QTEST_GUILESS_MAIN(YearTest)
#include "tst_year.moc"
