// Racks by status at the end of each month.
#include "core/studies/capacity/status_by_date.h"
#include "tests/core/studies/capacity/half_empty.h"

#include <QTest>

#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

namespace {

std::size_t racksOf(const StatusCounts& counts, LifecycleStatus status)
{
    return counts[static_cast<std::size_t>(status)].racks;
}

} // namespace

class StatusByDateTest : public QObject
{
    Q_OBJECT

private slots:
    // The first rack of Hall A is delivered in March and live in May, the second is live on the last day of March.
    void initTestCase()
    {
        SiteEdit edit(halfEmptyCampus());
        const std::vector<Rack>& racks = edit.site().hall(hallA).racks;
        first_ = racks[0].id;
        const RackId second = racks[1].id;
        edit.changeRecord(refTo(first_)).dates = {{LifecycleStatus::Deployment, "2028-03-10"},
                                                  {LifecycleStatus::Operation, "2028-05-02"}};
        edit.changeRecord(refTo(second)).dates = {{LifecycleStatus::Operation, "2028-03-31"}};
        site_ = edit.done();
    }

    void monthsRunFromTheOneBeforeTheFirstToTheLast()
    {
        const std::vector<std::string> expected{"2028-02-29", "2028-03-31", "2028-04-30", "2028-05-31"};
        QVERIFY(statusMonths(*site_) == expected);
        QVERIFY(statusMonths(*halfEmptyCampus()).empty());
    }

    void januaryIsPrecededByDecember()
    {
        SiteEdit edit(site_);
        edit.changeRecord(refTo(first_)).dates = {{LifecycleStatus::Operation, "2027-01-15"}};
        QCOMPARE(statusMonths(*edit.done()).front(), std::string("2026-12-31"));
    }

    void eachMonthHasWhatEnteredByItsEnd()
    {
        const std::size_t all = site_->hall(hallA).racks.size();
        const auto on = [&](const char* date) { return statusCountsOn(*site_, refTo(hallA), date); };
        const StatusCounts february = on("2028-02-29"), march = on("2028-03-31"), may = on("2028-05-31");
        QCOMPARE(racksOf(february, LifecycleStatus::Procurement), std::size_t(1));
        QCOMPARE(racksOf(february, LifecycleStatus::Deployment), std::size_t(1)); // before it is live
        QCOMPARE(racksOf(february, LifecycleStatus::Operation), all - 2);
        QCOMPARE(racksOf(march, LifecycleStatus::Deployment), std::size_t(1));
        QCOMPARE(racksOf(march, LifecycleStatus::Operation), all - 1);
        QCOMPARE(racksOf(may, LifecycleStatus::Operation), all);
    }

    void placesAddUpToTheCampus()
    {
        for (const char* date : {"", "2028-03-31"}) {
            const StatusCounts campus = statusCountsOn(*site_, {}, date);
            StatusCounts rows{};
            std::size_t inRows = 0;
            for (const Row& row : site_->hall(hallA).rows) {
                const StatusCounts counts = statusCountsOn(*site_, refTo(row.id), date);
                for (std::size_t i = 0; i < counts.size(); ++i) {
                    rows[i].racks += counts[i].racks;
                    inRows += counts[i].racks;
                }
            }
            QCOMPARE(inRows, site_->hall(hallA).racks.size());
            const StatusCounts a = statusCountsOn(*site_, refTo(site_->buildings[0]->id), date);
            const StatusCounts b = statusCountsOn(*site_, refTo(site_->buildings[1]->id), date);
            for (std::size_t i = 0; i < campus.size(); ++i) {
                QCOMPARE(rows[i].racks, a[i].racks);
                QCOMPARE(campus[i].racks, a[i].racks + b[i].racks);
                QVERIFY(std::abs(campus[i].powerW - a[i].powerW - b[i].powerW) < 1e-6);
            }
        }
    }

    // The study counts them the same way.
    void theCapacityOfThatDayHasTheSameCounts()
    {
        Conditions conditions = conditionsOf(*site_);
        conditions.date = "2028-03-31";
        const CapacityPtr capacity = capacityOf(site_, conditions, {airRack, refTo(hallA)});
        const StatusCounts counts = statusCountsOn(*site_, refTo(hallA), conditions.date);
        for (std::size_t i = 0; i < counts.size(); ++i)
            QCOMPARE(capacity->whole().statuses[i].racks, counts[i].racks);
        QVERIFY(capacity->whole().reservedW > 0.0); // the rack that is delivered
    }

private:
    SitePtr site_;
    RackId first_;
};

QTEST_GUILESS_MAIN(StatusByDateTest)
#include "tst_status_by_date.moc"
