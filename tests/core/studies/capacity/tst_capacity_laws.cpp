// Laws of what fits: parts add up, and no capacity grows when a limit shrinks.
#include "core/rules/rules.h"
#include "core/studies/capacity/capacity_resource.h"
#include "tests/core/studies/capacity/half_empty.h"
#include "tests/support/random_site.h"

#include <QTest>

#include <cmath>
#include <fmt/format.h>
#include <random>
#include <set>

using namespace hallwright;
using namespace hallwright::test;

namespace {

// One limit, chosen at random, becomes smaller.
SitePtr shrunk(const SitePtr& site, std::mt19937& random)
{
    SiteEdit edit(site);
    const double share = std::uniform_real_distribution(0.3, 0.95)(random);
    const auto pick = [&](const auto& list) {
        return list[std::uniform_int_distribution<std::size_t>(0, list.size() - 1)(random)].id;
    };
    const HallId hall = std::uniform_int_distribution(0, 1)(random) ? hallA : hallB;
    switch (std::uniform_int_distribution(0, 5)(random)) {
    case 0:
        edit.change(pick(site->power->nodes)).ratedW *= share;
        break;
    case 1:
        edit.change(pick(site->hall(hall).airHandlers)).capacityW *= share;
        break;
    case 2:
        edit.change(pick(site->hall(hallB).cdus)).capacityW *= share;
        break;
    case 3:
        edit.change(hall).floorRatingPa *= share;
        break;
    case 4:
        edit.change(site->buildings[hall == hallA ? 0 : 1]->id).capacityW *= share;
        break;
    default:
        edit.change(pick(site->hall(hall).doors)).widthM *= share;
    }
    return edit.done();
}

} // namespace

class CapacityLawsTest : public QObject
{
    Q_OBJECT

private slots:
    // Of a rule that names no power equipment and is not known here the answer would be "A feed".
    void everyRuleIsOfAResourceOrStopsNothing()
    {
        const std::set<std::string_view> ofFeeds{"feeds", "one-feed-only", "feed-reach", "unit-power"};
        const SitePtr site = halfEmptyCampus();
        const HallPtr& hall = site->buildings.front()->halls.front();
        for (const Rule& rule : rules()) {
            Finding finding;
            finding.rule = rule.id;
            finding.subject = refTo(hall->id);
            const bool ofPower = std::string_view(rule.id).starts_with("power-") || rule.id == "n-1" ||
                                 ofFeeds.contains(rule.id);
            QVERIFY2(ofPower || !stopsRacks(finding) || resourceOf(*site, finding) != CapacityResource::FeedA,
                     std::string(rule.id).c_str());
        }
        Finding throttled;
        throttled.rule = "coolant-throttle";
        QCOMPARE(resourceOf(*site, throttled), CapacityResource::Cdu);
    }

    void capacityNeverGrowsWhenALimitShrinks_data()
    {
        QTest::addColumn<bool>("anySite");
        QTest::newRow("the half-empty campus") << false;
        QTest::newRow("any site") << true;
    }

    void capacityNeverGrowsWhenALimitShrinks()
    {
        QFETCH(bool, anySite);
        std::mt19937 random(20270331);
        std::size_t fitted = 0, stopped = 0;
        for (int i = 0; i < 40; ++i) {
            const SitePtr site = anySite ? randomSite(random) : halfEmptyCampus();
            const Conditions conditions = anySite ? randomWeather(random) : conditionsOf(*site);
            SitePtr less = shrunk(site, random);
            for (int more = 0; anySite && more < 12; ++more) // one limit alone hardly ever binds there
                less = shrunk(less, random);
            for (const RackTypeId type : {airRack, liquidRack}) {
                const CapacityPtr before = capacityOf(site, conditions, {type, {}});
                const CapacityPtr after = capacityOf(less, conditions, {type, {}});
                QVERIFY2(after->fits() <= before->fits(),
                         fmt::format("site {}, type {}: {} before, {} after", i, type.value, before->fits(),
                                     after->fits())
                             .c_str());
                fitted += before->fits();
                stopped += before->fits() - after->fits();
            }
        }
        QVERIFY(fitted > 0); // or nothing was tried
        QVERIFY(stopped > 0);
    }

    void thePartsOfAPlaceAddUpToItsDesign()
    {
        std::mt19937 random(7);
        for (int i = 0; i < 20; ++i) {
            const SitePtr site = i == 0 ? halfEmptyCampus() : randomSite(random);
            const CapacityPtr capacity = capacityOf(site, conditionsOf(*site), {airRack, {}});
            for (const PlaceCapacity& place : capacity->places) {
                const double sumW =
                    place.usedW + place.reservedW + place.usableW + place.strandedW() - place.overW();
                QVERIFY(std::abs(sumW - place.designW) <= 1e-6 * (1.0 + place.designW));
                QVERIFY(place.strandedW() == 0.0 || place.overW() == 0.0);
                QVERIFY(place.fits <= place.free && place.blocked <= place.free - place.fits);
            }
        }
    }

    // What is in no row is in its hall alone.
    void placesAddUpToWhatTheyLieIn()
    {
        std::mt19937 random(11);
        for (int i = 0; i < 20; ++i) {
            const SitePtr site = randomSite(random);
            const CapacityPtr capacity = capacityOf(site, conditionsOf(*site), {airRack, {}});
            for (const PlaceCapacity& whole : capacity->places) {
                PlaceCapacity sum;
                for (const PlaceCapacity& part : capacity->places) {
                    if (part.within != whole.place)
                        continue;
                    sum.racks += part.racks;
                    sum.free += part.free;
                    sum.fits += part.fits;
                    sum.usedW += part.usedW;
                }
                if (whole.place.kind == ObjectKind::Row)
                    continue;
                QCOMPARE(sum.free, whole.free);
                QCOMPARE(sum.fits, whole.fits);
                QVERIFY(sum.racks == whole.racks);
                QVERIFY(std::abs(sum.usedW - whole.usedW) <= 1e-9 * (1.0 + whole.usedW));
            }
        }
    }

    void aCleanCampusIsWithinItsDesign()
    {
        const SitePtr site = halfEmptyCampus();
        const CapacityPtr capacity = capacityOf(site, conditionsOf(*site), {airRack, {}});
        for (const PlaceCapacity& place : capacity->places)
            QVERIFY2(place.overW() == 0.0, place.name.c_str());
    }

    void theAnswerDoesNotDependOnTheOneBefore()
    {
        std::mt19937 random(3);
        CapacityPtr previous;
        SitePtr site = halfEmptyCampus();
        for (int i = 0; i < 10; ++i) {
            site = shrunk(site, random);
            const CapacityQuestion question{airRack, {}};
            const CapacityPtr fresh = capacityOf(site, conditionsOf(*site), question);
            previous = capacityOf(site, conditionsOf(*site), question, previous.get());
            QCOMPARE(previous->fits(), fresh->fits());
            for (std::size_t p = 0; p < fresh->places.size(); ++p) {
                QCOMPARE(previous->places[p].fits, fresh->places[p].fits);
                QCOMPARE(previous->places[p].binding.sentence, fresh->places[p].binding.sentence);
            }
        }
    }
};

QTEST_GUILESS_MAIN(CapacityLawsTest)
#include "tst_capacity_laws.moc"
