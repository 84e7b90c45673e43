#include "core/exchange/weather_file.h"
#include "core/studies/year/year_metrics.h"
#include "sample_site.h"

#include <QTest>

using namespace hallwright;
using namespace hallwright::test;

namespace {

const Sample& baseline()
{
    static const Sample it = evaluatedSample("enterprise-liquid-retrofit/baseline.yaml");
    return it;
}

const Sample& retrofit()
{
    static const Sample it = evaluatedSample("enterprise-liquid-retrofit/retrofit.yaml");
    return it;
}

struct WeatherBin {
    double hours = 0.0, outdoorC = 0.0, wetBulbC = 0.0;
};

std::vector<WeatherBin> typicalYear()
{
    QFile file(HALLWRIGHT_SOURCE_DIR "/sample-sites/enterprise-liquid-retrofit/weather-bins.csv");
    std::vector<WeatherBin> bins;
    if (!file.open(QIODevice::ReadOnly))
        return bins;
    file.readLine();
    while (!file.atEnd()) {
        const QStringList fields = QString::fromUtf8(file.readLine()).trimmed().split(',');
        bins.push_back({fields.at(0).toDouble(), fields.at(1).toDouble(), fields.at(2).toDouble()});
    }
    return bins;
}

// Energy of a typical year [Wh]: one evaluation for each kelvin of outdoor temperature, weighted by its hours.
struct Year {
    double hours = 0.0, facilityWh = 0.0, itWh = 0.0, coolingWh = 0.0, distributionWh = 0.0, otherWh = 0.0;
    double freeHours = 0.0; // without any compressor
    double waterKg = 0.0;
    std::size_t overLimit = 0;

    double pue() const { return facilityWh / itWh; }
};

Year yearOf(const Sample& sample)
{
    Year year;
    for (const WeatherBin& bin : typicalYear()) {
        Conditions conditions;
        conditions.outdoorC = bin.outdoorC;
        conditions.wetBulbC = bin.wetBulbC;
        const SnapshotPtr s = evaluate(sample.site, conditions);
        year.hours += bin.hours;
        year.facilityWh += bin.hours * s->facilityPowerW;
        year.itWh += bin.hours * s->itPowerW;
        year.coolingWh += bin.hours * s->coolingPowerW;
        year.distributionWh += bin.hours * s->distributionLossW;
        year.otherWh += bin.hours * s->otherPowerW;
        year.freeHours += s->overhead.chillersW > 0.0 ? 0.0 : bin.hours;
        year.waterKg += bin.hours * 3600.0 * s->waterKgS;
        year.overLimit += s->racksOverLimit;
    }
    return year;
}

const Year& yearBefore()
{
    static const Year it = yearOf(baseline());
    return it;
}

const Year& yearAfter()
{
    static const Year it = yearOf(retrofit());
    return it;
}

// The same by every hour of the file that the bins were made from.
const YearReport& hoursAfter()
{
    static const YearReportPtr it = [] {
        const SitePtr& site = retrofit().site;
        YearQuestion question;
        question.weather = std::make_shared<WeatherSeries>(readWeather(
            HALLWRIGHT_SOURCE_DIR "/sample-sites/enterprise-liquid-retrofit/chicago-ohare-tmy3.epw.gz",
            site->info.elevationM));
        return evaluateYear(site, question);
    }();
    return *it;
}

std::map<QString, double> figuresOf(const Sample& sample, const Year& year)
{
    std::map<QString, double> figures = keyFigures(sample);
    figures["annual_pue"] = year.pue();
    figures["annual_it_wh"] = year.itWh;
    figures["annual_cooling_wh"] = year.coolingWh;
    figures["annual_distribution_wh"] = year.distributionWh;
    figures["annual_other_wh"] = year.otherWh;
    figures["annual_water_kg"] = year.waterKg;
    figures["compressor_free_hours"] = year.freeHours;
    figures["annual_cooling_saved"] = 1.0 - yearAfter().coolingWh / yearBefore().coolingWh;
    return figures;
}

} // namespace

class TestEnterpriseLiquidRetrofit : public QObject
{
    Q_OBJECT

private slots:
    void theWeatherIsAYear() { QCOMPARE(yearBefore().hours, 8760.0); }

    // Same racks at the same rated power; what little differs is leakage and fans at other inlet temperatures.
    void bothCarryTheSameItLoad()
    {
        QCOMPARE(retrofit().site->rackCount(), baseline().site->rackCount());
        QCOMPARE(retrofit().site->gpuCount(), baseline().site->gpuCount());
        QCOMPARE(computePowerW(*retrofit().site), computePowerW(*baseline().site));
        QVERIFY(std::abs(yearAfter().itWh / yearBefore().itWh - 1.0) <= 0.02);
    }

    void theBaselineHasAPueOf158()
    {
        QVERIFY2(std::abs(yearBefore().pue() - 1.58) <= 0.02, text(yearBefore()));
    }

    void theRetrofitHasAPueOf115()
    {
        QVERIFY2(std::abs(yearAfter().pue() - 1.15) <= 0.02, text(yearAfter()));
    }

    // At equal IT load both PUEs and a cooling energy of exactly -40 % need c = (0.15 - o') / 0.6 of cooling and
    // o = 0.58 - c of everything else: what the parts give is told by the README.
    void coolingFallsByAtLeast40PerCent() { QVERIFY(yearAfter().coolingWh <= 0.6 * yearBefore().coolingWh); }

    void eightMonthsAreFreeOfCompressors() { QVERIFY(yearAfter().freeHours >= 5840.0); }

    void theHoursOfTheYearAgreeWithItsBins()
    {
        const YearMetrics metrics = metricsOf(hoursAfter().sums);
        QVERIFY2(std::abs(*metrics.pue / yearAfter().pue() - 1.0) <= 0.005,
                 qPrintable(QString("PUE %1 by hours, %2 by bins").arg(*metrics.pue).arg(yearAfter().pue())));
        QVERIFY(std::abs(sumOf(hoursAfter().sums, YearQuantity::FacilityW) / yearAfter().facilityWh - 1.0) <=
                0.005);
        QVERIFY(hoursAfter().modeHours[static_cast<std::size_t>(CoolingMode::Free)] >= 5840);
        QCOMPARE(hoursAfter().limits[static_cast<std::size_t>(YearLimit::InletTemperature)].hours,
                 std::size_t{0});
        QCOMPARE(hoursAfter().limits[static_cast<std::size_t>(YearLimit::PlantCapacity)].hours,
                 std::size_t{0});
    }

    // Every 31st hour by itself: as far from the map as the report says at most.
    void theMapOfTheYearHolds()
    {
        Conditions conditions;
        PreparedCampusPtr kept;
        double exactWh = 0.0, mapWh = 0.0;
        for (std::size_t h = 0; h < hoursAfter().hours(); h += 31) {
            conditions.outdoorC = hoursAfter().weather->hours[h].dryBulbC;
            conditions.wetBulbC = hoursAfter().weather->hours[h].wetBulbC;
            exactWh += evaluate(retrofit().site, conditions, kept)->facilityPowerW;
            mapWh += hoursAfter().at(h)[YearQuantity::FacilityW];
        }
        QVERIFY2(std::abs(mapWh / exactWh - 1.0) <= hoursAfter().facilityDoubt,
                 qPrintable(QString("%1 of %2").arg(mapWh / exactWh - 1.0).arg(hoursAfter().facilityDoubt)));
    }

    void noRackIsEverTooWarm()
    {
        QCOMPARE(yearBefore().overLimit, std::size_t{0});
        QCOMPARE(yearAfter().overLimit, std::size_t{0});
    }

    void inferenceIsFedTwice()
    {
        for (const Sample* sample : {&baseline(), &retrofit()}) {
            forEachRack(*sample->site, [&](const Rack& rack) {
                QCOMPARE(sample->site->power->find(rack.feedA)->side, FeedSide::A);
                QCOMPARE(sample->site->power->find(rack.feedB)->side, FeedSide::B);
            });
            for (std::size_t i = 0; i < sample->result->powerNodes.size(); ++i)
                QVERIFY2(sample->result->powerNodes[i].outputOtherSideLostW <=
                             sample->site->power->nodes[i].ratedW,
                         sample->site->power->nodes[i].name.c_str());
        }
    }

    void theLayoutIsSound()
    {
        for (const Sample* sample : {&baseline(), &retrofit()}) {
            const std::string offence = layoutOffence(*sample->site);
            QVERIFY2(offence.empty(), offence.c_str());
        }
    }

    void nothingIsOverloadedOnTheDesignDay()
    {
        Conditions design;
        design.outdoorC = 33.3; // 0.4 % dry bulb and its coincident wet bulb
        design.wetBulbC = 23.7;
        for (const Sample* sample : {&baseline(), &retrofit()}) {
            const Sample hot{sample->site, evaluate(sample->site, design)};
            const std::string offence = firstFinding(hot);
            QVERIFY2(offence.empty(), offence.c_str());
        }
    }

    void nothingUnexpectedIsWarnedOf()
    {
        for (const Sample* sample : {&baseline(), &retrofit()}) {
            const std::string offence = unexpectedNote(*sample->result);
            QVERIFY2(offence.empty(), offence.c_str());
        }
    }

    void energyIsConserved()
    {
        QVERIFY(std::abs(baseline().result->energyResidual) <= 1e-6);
        QVERIFY(std::abs(retrofit().result->energyResidual) <= 1e-6);
    }

    void theKeyFiguresAreThoseOfExpectedCsv()
    {
        const std::string folder = "enterprise-liquid-retrofit/";
        std::string offence =
            wrongFigure(folder + "expected-baseline.csv", figuresOf(baseline(), yearBefore()), 12);
        QVERIFY2(offence.empty(), offence.c_str());
        offence = wrongFigure(folder + "expected-retrofit.csv", figuresOf(retrofit(), yearAfter()), 12);
        QVERIFY2(offence.empty(), offence.c_str());
    }

private:
    static const char* text(const Year& year)
    {
        static std::string told;
        told = fmt::format("PUE {:.4f}", year.pue());
        return told.c_str();
    }
};

QTEST_GUILESS_MAIN(TestEnterpriseLiquidRetrofit)
#include "tst_enterprise_liquid_retrofit.moc"
