// What the loss of one element does: the same as an evaluation without it says.
#include "core/studies/single_outages.h"

#include "core/design/new_site.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace hallwright;

namespace {

// 4 rows of 10 racks of 20 kW, fed and cooled, without a finding.
SitePtr designedSite()
{
    design::NewSite wanted;
    wanted.building.capacityW = 9e6;
    return design::newSite(wanted);
}

std::size_t elementsOf(const Site& site)
{
    std::size_t count = site.power->nodes.size() + site.cooling->plant.size();
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls)
            count += hall->cdus.size() + hall->airHandlers.size();
    }
    return count;
}

} // namespace

class TestSingleOutages : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        site_ = designedSite();
        snapshot_ = evaluate(site_, conditionsOf(*site_));
        findings_ = findingsOf(*snapshot_);
        outages_ = singleOutagesOf(*snapshot_, *findings_);
    }

    void everyElementIsInOneGroup()
    {
        std::size_t count = 0;
        std::set<ObjectRef> out;
        for (const SingleOutage& outage : outages_) {
            count += outage.alike;
            out.insert(outage.out);
        }
        QCOMPARE(count, elementsOf(*site_));
        QCOMPARE(out.size(), outages_.size());
    }

    void eachSaysWhatAnEvaluationWithoutItSays()
    {
        for (const SingleOutage& outage : outages_) {
            Conditions conditions = conditionsOf(*site_);
            conditions.outages = conditions.outages.with(outage.out, true);
            const SnapshotPtr without = evaluate(site_, conditions);
            QVERIFY(std::abs(outage.lostItW - std::max(snapshot_->itPowerW - without->itPowerW, 0.0)) <=
                    1e-9 * snapshot_->itPowerW);
            const FindingsPtr found = findingsOf(*without);
            const std::vector<const Finding*> anew = onlyIn(*found, *findings_);
            const auto serious = std::count_if(anew.begin(), anew.end(), [](const Finding* finding) {
                return finding->severity != Severity::Minor;
            });
            QCOMPARE(outage.critical + outage.major, static_cast<std::size_t>(serious));
            QCOMPARE(outage.harmless(), outage.worst.empty());
        }
    }

    void whatIsOutAlreadyIsNotTakenOut()
    {
        Conditions conditions = conditionsOf(*site_);
        conditions.outages = conditions.outages.with(outages_.front().out, true);
        const SnapshotPtr snapshot = evaluate(site_, conditions);
        for (const SingleOutage& outage : singleOutagesOf(*snapshot, *findingsOf(*snapshot)))
            QVERIFY(outage.out != outages_.front().out);
    }

    void aStoppedStudyReturnsWhatItHas()
    {
        const std::vector<SingleOutage> some =
            singleOutagesOf(*snapshot_, *findings_, [](std::size_t done, std::size_t) { return done < 2; });
        QCOMPARE(some.size(), std::min<std::size_t>(2, outages_.size()));
    }

private:
    SitePtr site_;
    SnapshotPtr snapshot_;
    FindingsPtr findings_;
    std::vector<SingleOutage> outages_;
};

QTEST_APPLESS_MAIN(TestSingleOutages)
#include "tst_single_outages.moc"
