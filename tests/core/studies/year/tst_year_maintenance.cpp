// Planned maintenance, a heat customer, and two years side by side.
#include "core/model/errors.h"
#include "core/model/site_edit.h"
#include "core/studies/year/heat_customer.h"
#include "core/studies/year/maintenance.h"
#include "core/studies/year/year_comparison.h"
#include "core/studies/year/year_metrics.h"
#include "tests/support/campus.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace hallwright;

namespace {

// Warm by day and cool by night; the same every day, so that every window has the same weather.
std::shared_ptr<WeatherSeries> daysAlike()
{
    auto series = std::make_shared<WeatherSeries>();
    for (std::size_t h = 0; h < hoursOfYear(false); ++h) {
        WeatherHour hour;
        hour.dryBulbC = h % 24 >= 12 ? 24.0 : 12.0;
        hour.wetBulbC = hour.dryBulbC - 4.0;
        series->hours.push_back(hour);
    }
    return series;
}

YearQuestion alikeQuestion()
{
    YearQuestion question;
    question.weather = daysAlike();
    question.conditions.loadBasis = LoadBasis::AllPlaced;
    return question;
}

MaintenancePlan planOf(const std::string& element, YearMoment from, YearMoment to)
{
    return {"plan.csv", {{element, from, to, 2}}};
}

// The heat that its first loop has, which is all IT heat of its halls, is offered.
SitePtr offering(double heatW)
{
    const SitePtr site = test::smallCampus();
    SiteEdit edit(site);
    edit.change(site->cooling->loops.front().id).heatReuseW = heatW;
    return edit.done();
}

bool nearly(double a, double b, double relative = 1e-9)
{
    return std::abs(a - b) <= relative * std::max(std::abs(a), std::abs(b));
}

std::string firstPlant()
{
    return test::smallCampus()->cooling->plant.front().name;
}

} // namespace

class YearMaintenanceTest : public QObject
{
    Q_OBJECT

private slots:
    void workBecomesAWindowOfHours()
    {
        const SitePtr site = test::smallCampus();
        const auto windows = windowsOf(planOf(firstPlant(), {0, 2, 8}, {0, 3, 18}), *site, false);
        QCOMPARE(windows.size(), std::size_t{1});
        QCOMPARE(windows[0].from, std::size_t{32});
        QCOMPARE(windows[0].to, std::size_t{66});
        QVERIFY(windows[0].outages.has(refTo(site->cooling->plant.front().id)));
    }

    void workOverTheTurnOfTheYearIsTwo()
    {
        const auto windows =
            windowsOf(planOf(firstPlant(), {11, 31, 12}, {0, 1, 6}), *test::smallCampus(), false);
        QCOMPARE(windows.size(), std::size_t{2});
        QCOMPARE(windows[0].from, std::size_t{8748});
        QCOMPARE(windows[0].to, std::size_t{8760});
        QCOMPARE(windows[1].from, std::size_t{0});
        QCOMPARE(windows[1].to, std::size_t{6});
    }

    void whatIsNotThereIsRefused()
    {
        try {
            windowsOf(planOf("Chiller 99", {0, 2, 8}, {0, 3, 18}), *test::smallCampus(), false);
            QFAIL("it was taken");
        } catch (const InputError& error) {
            QCOMPARE(
                QString::fromUtf8(error.what()),
                QString(
                    "plan.csv:2: The site has no power node, plant unit, air handler or CDU that is named "
                    "\"Chiller 99\"."));
        }
    }

    // Units of the same name in two halls are told apart by their place.
    void aNameOfSeveralNeedsItsPlace()
    {
        const SitePtr before = test::smallCampus();
        SiteEdit edit(before);
        const Hall& a = *before->buildings[0]->halls[0];
        const Hall& b = *before->buildings[1]->halls[0];
        edit.change(a.airHandlers[0].id).name = "Twin";
        edit.change(b.cdus[0].id).name = "Twin";
        const SitePtr site = edit.done();
        QVERIFY_EXCEPTION_THROWN(windowsOf(planOf("Twin", {0, 1, 0}, {0, 2, 0}), *site, false), InputError);
        const std::string path = before->buildings[0]->name + '/' + a.name + "/Twin";
        const auto windows = windowsOf(planOf(path, {0, 1, 0}, {0, 2, 0}), *site, false);
        QVERIFY(windows.at(0).outages.has(refTo(a.airHandlers[0].id)));
    }

    // 48 h out of service: what they differ by, and nothing beside them. All days are alike, so that half as long is
    // half of it.
    void workCostsItsHoursAlone()
    {
        const SitePtr site = test::smallCampus();
        const auto effectOfDays = [&](std::size_t days) {
            YearQuestion question = alikeQuestion();
            const YearReportPtr usual = evaluateYear(site, question);
            question.maintenance = windowsOf(planOf(firstPlant(), {3, 1, 0}, {3, 1 + days, 0}), *site, false);
            const YearReportPtr worked = evaluateYear(site, question);
            const MaintenanceEffect effect = effectOf(question.maintenance, *worked, *usual);
            const double all =
                sumOf(worked->sums, YearQuantity::FacilityW) - sumOf(usual->sums, YearQuantity::FacilityW);
            if (!(std::abs(all - effect.facilityWh) <=
                  1e-6 * std::abs(sumOf(usual->sums, YearQuantity::FacilityW))))
                qFatal("hours beside the work differ");
            return effect;
        };
        const MaintenanceEffect two = effectOfDays(2), four = effectOfDays(4);
        QCOMPARE(two.hours, std::size_t{48});
        QCOMPARE(four.hours, std::size_t{96});
        QVERIFY(two.facilityWh != 0.0);
        QVERIFY(nearly(four.facilityWh, 2.0 * two.facilityWh, 1e-6));
        for (std::size_t l = 0; l < yearLimits; ++l)
            QCOMPARE(four.limitHours[l], 2 * two.limitHours[l]);
    }

    void hoursOfTwoWorksCountOnce()
    {
        const SitePtr site = test::smallCampus();
        YearQuestion question = alikeQuestion();
        const YearReportPtr usual = evaluateYear(site, question);
        MaintenancePlan plan = planOf(firstPlant(), {3, 1, 0}, {3, 2, 0});
        plan.work.push_back({site->buildings[0]->halls[0]->airHandlers[0].name, {3, 1, 12}, {3, 2, 12}, 3});
        question.maintenance = windowsOf(plan, *site, false);
        QCOMPARE(effectOf(question.maintenance, *evaluateYear(site, question), *usual).hours,
                 std::size_t{36});
    }

    void withoutADemandAllThatIsOfferedIsUsed()
    {
        const SitePtr site = offering(20e3);
        QCOMPARE(offeredHeatW(*site), 20e3);
        QCOMPARE(reuseShare({}, *site, 100, false), 1.0);
        QVERIFY(withReuseShare(site, 1.0) == site);
        QCOMPARE(offeredHeatW(*withReuseShare(site, 0.25)), 5e3);
        QVERIFY_EXCEPTION_THROWN(withReuseShare(site, 1.5), InputError);
    }

    // A demand above what is offered, or without end, changes nothing.
    void aDemandAboveTheOfferIsNoLimit()
    {
        const SitePtr site = offering(20e3);
        YearQuestion question = alikeQuestion();
        const YearReportPtr all = evaluateYear(site, question);
        question.heat = {"heat.csv", std::vector<double>(monthsOfYear, 1e9)};
        const YearReportPtr asked = evaluateYear(site, question);
        for (std::size_t q = 0; q < yearQuantities; ++q)
            QVERIFY(nearly(asked->sums[q], all->sums[q]) || std::isnan(asked->sums[q]));
        QVERIFY(nearly(asked->heatDemandWh, 8760.0 * 1e9));
        QVERIFY(nearly(sumOf(all->sums, YearQuantity::ReusedHeatW), 8760.0 * 20e3, 1e-6));
    }

    // 8 kW in January, 2 kW in July, none else: Σ = 744 · 8 + 744 · 2 kWh.
    void onlyHeatThatIsAskedForCounts()
    {
        const SitePtr site = offering(20e3);
        YearQuestion question = alikeQuestion();
        question.heat = {"heat.csv", std::vector<double>(monthsOfYear, 0.0)};
        question.heat.demandW[0] = 8e3;
        question.heat.demandW[6] = 2e3;
        const YearReportPtr year = evaluateYear(site, question);
        QVERIFY(nearly(sumOf(year->sums, YearQuantity::ReusedHeatW), 744.0 * 10e3, 1e-6));
        QVERIFY(nearly(sumOf(year->months[0], YearQuantity::ReusedHeatW), 744.0 * 8e3, 1e-6));
        QVERIFY(std::abs(sumOf(year->months[1], YearQuantity::ReusedHeatW)) < 1.0);
        const YearMetrics metrics = metricsOf(*year);
        const double itKwh = sumOf(year->sums, YearQuantity::ItW) / 1e3;
        QVERIFY(nearly(*metrics.ere, *metrics.pue - 7440.0 / itKwh, 1e-6));
    }

    // What nobody asks for is the plant's: the energy of a year without demand is that of a site that offers nothing.
    void thePlantRejectsWhatNobodyAsksFor()
    {
        YearQuestion question = alikeQuestion();
        const YearReportPtr nothingOffered = evaluateYear(offering(0.0), question);
        question.heat = {"heat.csv", std::vector<double>(monthsOfYear, 0.0)};
        const YearReportPtr nothingAsked = evaluateYear(offering(20e3), question);
        for (const YearQuantity quantity : {YearQuantity::FacilityW, YearQuantity::WaterKgS})
            QVERIFY(nearly(sumOf(nothingAsked->sums, quantity), sumOf(nothingOffered->sums, quantity)));
    }

    // By the hour the share goes down to the next twentieth: never more than is asked for, 5 % of the offer less at
    // most.
    void hoursAreNeverGivenMoreThanTheyAskFor()
    {
        const SitePtr site = offering(20e3);
        HeatDemand demand{"heat.csv", std::vector<double>(hoursOfYear(false), 0.0)};
        for (std::size_t h = 0; h < demand.demandW.size(); ++h)
            demand.demandW[h] = 30e3 * std::abs(std::sin(static_cast<double>(h)));
        for (std::size_t h = 0; h < demand.demandW.size(); ++h) {
            const double given = 20e3 * reuseShare(demand, *site, h, false);
            const double most = std::min(demand.demandW[h], 20e3);
            QVERIFY(given <= most + 1e-9 && given >= most - 0.05 * 20e3 - 1e-9);
        }
        YearQuestion question = alikeQuestion();
        question.heat = demand;
        const YearReportPtr year = evaluateYear(site, question);
        QVERIFY(sumOf(year->sums, YearQuantity::ReusedHeatW) <= year->heatDemandWh);
    }

    void aSiteThatOffersNoHeatRefusesACustomer()
    {
        YearQuestion question = alikeQuestion();
        question.heat = {"heat.csv", std::vector<double>(monthsOfYear, 1e3)};
        QVERIFY_EXCEPTION_THROWN(evaluateYear(offering(0.0), question), InputError);
        question.heat.demandW.resize(100);
        QVERIFY_EXCEPTION_THROWN(evaluateYear(offering(20e3), question), InputError);
    }

    void twoYearsStandSideBySide()
    {
        const SitePtr site = test::smallCampus();
        YearQuestion question = alikeQuestion();
        const YearReportPtr warm = evaluateYear(site, question);
        auto cooler = daysAlike();
        for (WeatherHour& hour : cooler->hours) {
            hour.dryBulbC -= 10.0;
            hour.wetBulbC -= 10.0;
        }
        question.weather = cooler;
        const YearReportPtr cool = evaluateYear(site, question);
        const CarbonReport warmCarbon = carbonOf(*warm, {}), coolCarbon = carbonOf(*cool, {});
        const auto figures = comparedFigures({*warm, warmCarbon}, {*cool, coolCarbon});
        const auto figure = [&](std::string_view key) {
            const auto found = std::ranges::find(figures, key, &ComparedFigure::key);
            return found != figures.end() ? std::optional(*found) : std::nullopt;
        };
        QCOMPARE(figure("pue")->of.value(), *metricsOf(*warm).pue);
        QCOMPARE(figure("pue")->against.value(), *metricsOf(*cool).pue);
        QCOMPARE(figure("facility_mwh")->of.value(), sumOf(warm->sums, YearQuantity::FacilityW) / 1e6);
        QCOMPARE(figure("carbon_t")->against.value(), coolCarbon.locationKg / 1e3);
        QCOMPARE(figure("peak_kw")->of.value(), warm->peakW.value / 1e3);
        QVERIFY(!figure("ere") && !figure("cost_per_year") && !figure("cue_hourly_kg_per_kwh"));
        // Against itself there is no difference.
        for (const ComparedFigure& same : comparedFigures({*warm, warmCarbon}, {*warm, warmCarbon}))
            QVERIFY(same.of == same.against);
    }

    void hoursBeyondTwoLimitsCountOnce()
    {
        const SitePtr site = test::smallCampus();
        YearQuestion question = alikeQuestion();
        for (const PlantUnit& unit : site->cooling->plant)
            question.conditions.outages = question.conditions.outages.with(refTo(unit.id), true);
        const YearReportPtr year = evaluateYear(site, question);
        const CarbonReport carbon = carbonOf(*year, {});
        for (const ComparedFigure& figure : comparedFigures({*year, carbon}, {*year, carbon})) {
            if (figure.key == "beyond_hours")
                QCOMPARE(figure.of.value(), 8760.0);
        }
    }
};

QTEST_GUILESS_MAIN(YearMaintenanceTest)
#include "tst_year_maintenance.moc"
