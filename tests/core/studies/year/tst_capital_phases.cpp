// Capital by phase: by hand for two racks with a date, and what adds up for any.
#include "core/model/errors.h"
#include "core/model/site_edit.h"
#include "core/studies/year/capital_phases.h"
#include "tests/support/campus.h"

#include <QTest>
#include <fmt/format.h>

#include <cmath>
#include <map>

using namespace hallwright;

namespace {

Price aPrice(double value)
{
    return {value, "a quote", "2026-01"};
}

PriceList phasedPrices()
{
    PriceList list;
    list.currency = "USD";
    list.capital = {{CapitalOf::OtherRacks, {}, aPrice(10.0), 5.0, 26.0},
                    {CapitalOf::HallFloor, {}, aPrice(1.0), 30.0, 0.0},
                    {CapitalOf::FacilityPower, {}, aPrice(4.0), 20.0, 52.0}};
    return list;
}

// Its lines as year_cost makes them, whatever they cost.
CostReport costsOf(const PriceList& prices)
{
    CostReport cost;
    for (const CapitalPrice& capital : prices.capital) {
        CostLine line;
        line.what = fmt::format("price {}", cost.capital.size());
        line.cost = 1e6 * (static_cast<double>(cost.capital.size()) + 1.0);
        line.price = capital.price;
        cost.capitalOnce += line.cost;
        cost.capital.push_back(line);
    }
    return cost;
}

// Its first hall's first two racks go into operation at the end of March 2027, the third is a design without a day.
SitePtr phased()
{
    const SitePtr site = test::smallCampus();
    SiteEdit edit(site);
    const std::vector<Rack>& racks = site->buildings[0]->halls[0]->racks;
    for (const std::size_t i : {std::size_t{0}, std::size_t{1}}) {
        Record& record = edit.changeRecord(refTo(racks[i].id));
        record.status = LifecycleStatus::Procurement;
        record.dates[LifecycleStatus::Operation] = "2027-03-31";
        record.dates[LifecycleStatus::Deployment] = "2027-02-01";
    }
    edit.changeRecord(refTo(racks[2].id)).status = LifecycleStatus::Design;
    return edit.done();
}

} // namespace

class CapitalPhasesTest : public QObject
{
    Q_OBJECT

private slots:
    void daysGoBackByWeeks_data()
    {
        QTest::addColumn<QString>("day");
        QTest::addColumn<double>("weeks");
        QTest::addColumn<QString>("before");
        QTest::newRow("none") << "2027-03-31" << 0.0 << "2027-03-31";
        QTest::newRow("a week") << "2027-03-31" << 1.0 << "2027-03-24";
        QTest::newRow("over February") << "2028-03-07" << 1.0 << "2028-02-29";
        QTest::newRow("over a year") << "2027-01-02" << 52.0 << "2026-01-03"; // 364 days
        QTest::newRow("half a week") << "2027-03-31" << 0.5 << "2027-03-27";  // four days
    }
    void daysGoBackByWeeks()
    {
        QFETCH(QString, day);
        QFETCH(double, weeks);
        QTEST(QString::fromStdString(weeksBefore(day.toStdString(), weeks)), "before");
    }

    void whatIsNoDayIsRefused() { QVERIFY_EXCEPTION_THROWN(weeksBefore("2027-02-30", 1.0), InputError); }

    void racksAreInTheirPhases()
    {
        const SitePtr site = phased();
        const auto phases = capitalPhases(*site, phasedPrices(), costsOf(phasedPrices()));
        QCOMPARE(phases.size(), std::size_t{3});
        QVERIFY(phases[0].kind == PhaseKind::Built && phases[0].day.empty());
        QVERIFY(phases[1].kind == PhaseKind::Dated);
        QCOMPARE(phases[1].day, std::string("2027-03-31")); // of operation, not of deployment
        QVERIFY(phases[2].kind == PhaseKind::NotDated);
        QCOMPARE(phases[0].racks, site->rackCount() - 3);
        QCOMPARE(phases[1].racks, std::size_t{2});
        QCOMPARE(phases[2].racks, std::size_t{1});
    }

    void thePhasesOfAPriceAddUpToIt()
    {
        const CostReport cost = costsOf(phasedPrices());
        std::map<std::string, double> sums;
        double all = 0.0;
        for (const CapitalPhase& phase : capitalPhases(*phased(), phasedPrices(), cost)) {
            double parts = 0.0;
            for (const PhasePart& part : phase.parts) {
                sums[part.what] += part.cost;
                parts += part.cost;
            }
            QVERIFY(std::abs(parts - phase.cost) < 1e-6);
            all += phase.cost;
        }
        for (const CostLine& line : cost.capital)
            QVERIFY(std::abs(sums[line.what] - line.cost) < 1e-6);
        QVERIFY(std::abs(all - cost.capitalOnce) < 1e-6);
    }

    // Racks by their power: two of them have P_1 + P_2 of all; ordered 26 and 52 weeks before 31 March 2027.
    void aDatedPhaseHasItsShareAndItsOrders()
    {
        const SitePtr site = phased();
        double allW = 0.0, itsW = 0.0;
        for (const BuildingPtr& building : site->buildings) {
            for (const HallPtr& hall : building->halls) {
                for (const Rack& rack : hall->racks)
                    allW += rack.powerW;
            }
        }
        for (const std::size_t i : {std::size_t{0}, std::size_t{1}})
            itsW += site->buildings[0]->halls[0]->racks[i].powerW;
        const auto phases = capitalPhases(*site, phasedPrices(), costsOf(phasedPrices()));
        const std::vector<PhasePart>& parts = phases[1].parts;
        QCOMPARE(parts.size(), std::size_t{2}); // the hall has racks in operation: its floor is built
        QVERIFY(std::abs(parts[0].cost - 1e6 * itsW / allW) < 1e-6);
        QCOMPARE(parts[0].orderBy, std::string("2026-09-30"));
        QVERIFY(std::abs(parts[1].cost - 3e6 * itsW / allW) < 1e-6);
        QCOMPARE(parts[1].orderBy, std::string("2026-04-01"));
        for (const PhasePart& part : phases[0].parts)
            QVERIFY(part.orderBy.empty());
    }

    void aHallWithADateIsBuiltThen()
    {
        SiteEdit edit(phased());
        const HallId hall = edit.site().buildings[0]->halls[0]->id;
        edit.changeRecord(refTo(hall)).dates[LifecycleStatus::Operation] = "2027-01-15";
        const auto phases = capitalPhases(*edit.done(), phasedPrices(), costsOf(phasedPrices()));
        QCOMPARE(phases[1].day, std::string("2027-01-15"));
        QCOMPARE(phases[1].racks, std::size_t{0});
        QCOMPARE(phases[1].parts.size(), std::size_t{1});
        QVERIFY(phases[1].parts[0].orderBy.empty()); // no lead time is stated
    }

    void withoutDatesItIsAllBuilt()
    {
        const auto phases = capitalPhases(*test::smallCampus(), phasedPrices(), costsOf(phasedPrices()));
        QCOMPARE(phases.size(), std::size_t{1});
        QVERIFY(phases[0].kind == PhaseKind::Built);
    }
};

QTEST_GUILESS_MAIN(CapitalPhasesTest)
#include "tst_capital_phases.moc"
