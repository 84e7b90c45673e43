// What a year costs: by hand for a year of one constant power, and laws for any.
#include "core/model/errors.h"
#include "core/model/site_edit.h"
#include "core/studies/year/year_cost.h"
#include "tests/support/campus.h"

#include <QTest>

#include <cmath>

using namespace hallwright;

namespace {

constexpr double facilityKw = 1000.0, itKw = 800.0, waterKgS = 0.5;
constexpr double hours = 8760.0;

bool near(double a, double b)
{
    return std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b));
}

// Every hour alike.
YearReport constantYear()
{
    YearReport year;
    auto weather = std::make_shared<WeatherSeries>();
    weather->hours.assign(hoursOfYear(false), WeatherHour{20.0, 15.0, 5.0, 500.0});
    year.weather = std::move(weather);
    year.site = test::smallCampus();
    OperatingPoint point;
    point[YearQuantity::FacilityW] = 1e3 * facilityKw;
    point[YearQuantity::ItW] = 1e3 * itKw;
    point[YearQuantity::WaterKgS] = waterKgS;
    year.points = {point};
    year.pointOfHour.assign(hoursOfYear(false), 0);
    year.peakW = {1e3 * facilityKw, 0};
    year.sums[static_cast<std::size_t>(YearQuantity::FacilityW)] = 1e3 * facilityKw * hours;
    year.sums[static_cast<std::size_t>(YearQuantity::ItW)] = 1e3 * itKw * hours;
    year.sums[static_cast<std::size_t>(YearQuantity::WaterKgS)] = waterKgS * hours;
    return year;
}

Price price(double value)
{
    return {value, "a tariff", "2026-01"};
}

PriceList allPrices()
{
    PriceList list;
    list.currency = "USD";
    list.discountRate = 0.07;
    list.energyPerKwh = price(0.04);
    list.transmissionPerKwh = price(0.05); // dearer than the energy itself
    list.demandPerKwMonth = price(10.0);
    list.waterPerM3 = price(2.0);
    list.carbonPerT = price(30.0);
    list.otherPerYear = price(1e5);
    list.capital = {{CapitalOf::OtherRacks, {}, price(20e3), 5.0},
                    {CapitalOf::HallFloor, {}, price(4000.0), 30.0},
                    {CapitalOf::FacilityPower, {}, price(2500.0), 20.0},
                    {CapitalOf::HeatRejected, {}, price(1500.0), 20.0}};
    return list;
}

double costOfLine(const std::vector<CostLine>& lines, const std::string& begins)
{
    for (const CostLine& line : lines) {
        if (line.what.starts_with(begins))
            return line.cost;
    }
    return std::nan("");
}

} // namespace

class YearCostTest : public QObject
{
    Q_OBJECT

private slots:
    // Park, Contemporary Engineering Economics, tables of A/P: 7 %, 5 years 0.2439; 10 %, 20 years 0.1175.
    void annuitiesAreThoseOfTheTables()
    {
        QVERIFY(std::abs(annuityFactor(0.07, 5.0) - 0.2439) < 5e-5);
        QVERIFY(std::abs(annuityFactor(0.10, 20.0) - 0.1175) < 5e-5);
        QCOMPARE(annuityFactor(0.0, 4.0), 0.25);
        QVERIFY(near(annuityFactor(1e-12, 4.0), annuityFactor(0.0, 4.0) * (1.0 + 2.5e-12)));
    }

    void runningCostByHand()
    {
        const YearReport year = constantYear();
        const CostReport cost = costOf(year, {}, allPrices());
        const double kwh = facilityKw * hours;
        QVERIFY(near(costOfLine(cost.running, "Energy"), 0.04 * kwh));
        QVERIFY(near(costOfLine(cost.running, "Transmission"), 0.05 * kwh));
        QVERIFY(near(costOfLine(cost.running, "Demand"), 10.0 * facilityKw * 12.0));
        QVERIFY(near(costOfLine(cost.running, "Water"), 2.0 * waterKgS * 3600.0 * hours / 1000.0));
        QVERIFY(
            near(costOfLine(cost.running, "Carbon"), 30.0 * kwh * year.site->info.carbonKgPerKwh / 1000.0));
        double sum = 0.0;
        for (const CostLine& line : cost.running)
            sum += line.perYear;
        QVERIFY(near(cost.runningPerYear, sum));
        QVERIFY(cost.notes.empty() || cost.notes.front().find("accelerators") != std::string::npos);
    }

    void whatIsBuiltByHand()
    {
        const YearReport year = constantYear();
        const CostReport cost = costOf(year, {}, allPrices());
        double racksW = 0.0, floorM2 = 0.0;
        for (const BuildingPtr& building : year.site->buildings) {
            for (const HallPtr& hall : building->halls) {
                floorM2 += hall->widthM * hall->depthM;
                for (const Rack& rack : hall->racks)
                    racksW += rack.powerW;
            }
        }
        QVERIFY(near(costOfLine(cost.capital, "Racks, by"), 20.0 * racksW)); // 20,000 a kW
        QVERIFY(near(costOfLine(cost.capital, "Building"), 4000.0 * floorM2));
        QVERIFY(near(costOfLine(cost.capital, "Power train"), 2500.0 * facilityKw));
        QVERIFY(near(costOfLine(cost.capital, "Cooling"), 1500.0 * itKw));
        QVERIFY(near(cost.capitalPerYear,
                     20.0 * racksW * annuityFactor(0.07, 5.0) + 4000.0 * floorM2 * annuityFactor(0.07, 30.0) +
                         (2500.0 * facilityKw + 1500.0 * itKw) * annuityFactor(0.07, 20.0)));
    }

    // A rack type with its own price is no more among the others, and all of them together are all racks.
    void aPriceOfATypeTakesItFromTheOthers()
    {
        const YearReport year = constantYear();
        PriceList list = allPrices();
        const std::string type = year.site->typeOf(year.site->buildings[0]->halls[0]->racks[0]).name;
        double count = 0.0, othersW = 0.0;
        for (const BuildingPtr& building : year.site->buildings) {
            for (const HallPtr& hall : building->halls) {
                for (const Rack& rack : hall->racks) {
                    const bool is = year.site->typeOf(rack).name == type;
                    count += is ? 1.0 : 0.0;
                    othersW += is ? 0.0 : rack.powerW;
                }
            }
        }
        list.capital.push_back({CapitalOf::RackType, type, price(3e6), 5.0});
        const CostReport cost = costOf(year, {}, list);
        QVERIFY(near(costOfLine(cost.capital, "Racks of type"), 3e6 * count));
        QVERIFY(std::abs(costOfLine(cost.capital, "Racks, by") - 20.0 * othersW) <= 1e-6);
        list.capital.back().rackType = "no such type";
        QVERIFY_EXCEPTION_THROWN(costOf(year, {}, list), InputError);
    }

    // Own power lowers what is taken from the grid, hour by hour, and no more than to nothing.
    void ownPowerIsNotBought()
    {
        const YearReport year = constantYear();
        GridQuestion half, more;
        half.own.constantW = 500.0 * facilityKw;
        more.own.constantW = 5000.0 * facilityKw;
        const PriceList list = allPrices();
        const CostReport all = costOf(year, {}, list), less = costOf(year, half, list),
                         none = costOf(year, more, list);
        QVERIFY(near(costOfLine(less.running, "Energy"), 0.5 * costOfLine(all.running, "Energy")));
        QVERIFY(near(costOfLine(less.running, "Demand"), 0.5 * costOfLine(all.running, "Demand")));
        QCOMPARE(costOfLine(none.running, "Energy"), 0.0);
        QCOMPARE(costOfLine(none.running, "Carbon"), 0.0);
        QVERIFY(near(costOfLine(none.running, "Water"), costOfLine(all.running, "Water")));
    }

    void hourlyPricesTakeThePlaceOfTheList()
    {
        const YearReport year = constantYear();
        GridQuestion grid;
        grid.pricePerKwh.assign(hoursOfYear(false), 0.0);
        grid.pricePerKwh[100] = 7.0;
        const CostReport cost = costOf(year, grid, allPrices());
        QVERIFY(near(costOfLine(cost.running, "Energy"), 7.0 * facilityKw));
    }

    // k_own(u) u is constant; at the break-even use owning costs what renting does.
    void owningAgainstRenting()
    {
        YearReport year = constantYear();
        SiteEdit edit(year.site);
        edit.change(year.site->buildings[0]->halls[0]->racks[0].id).gpuCount = 32;
        year.site = edit.done();
        PriceList list = allPrices();
        list.rentPerAcceleratorHour = price(1e3);
        const CostReport cost = costOf(year, {}, list);
        QCOMPARE(cost.accelerators, year.site->gpuCount());
        QVERIFY(near(*cost.perAcceleratorHour,
                     cost.perYear() / (static_cast<double>(cost.accelerators) * hours)));
        const double even = *cost.breakEvenUtilisation;
        QVERIFY(near(*ownedPerAcceleratorHour(cost, even, hoursOfYear(false)), 1e3));
        QVERIFY(*ownedPerAcceleratorHour(cost, 0.5 * even, hoursOfYear(false)) > 1e3);
        QVERIFY(!ownedPerAcceleratorHour(cost, 0.0, hoursOfYear(false)));
    }

    void whatHasNoPriceIsSaid()
    {
        const CostReport cost = costOf(constantYear(), {}, {});
        QCOMPARE(cost.perYear(), 0.0);
        QVERIFY(cost.notes.size() >= 7);
        for (const std::string& note : cost.notes)
            QVERIFY(note.ends_with('.'));
    }
};

QTEST_GUILESS_MAIN(YearCostTest)
#include "tst_year_cost.moc"
