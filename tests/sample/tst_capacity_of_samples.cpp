// What is left of the sample campuses, as a person counts it.
#include "core/exchange/recipe.h"
#include "core/model/object_names.h"
#include "core/studies/capacity/capacity_unlocks.h"

#include <QTest>

#include <algorithm>
#include <fmt/format.h>
#include <set>

using namespace hallwright;

namespace {

SitePtr sample(const char* name)
{
    return buildSite(std::string(HALLWRIGHT_SOURCE_DIR "/sample-sites/") + name + "/site.yaml");
}

RackTypeId typeNamed(const Site& site, std::string_view name)
{
    return std::ranges::find(site.catalogue->rackTypes, name, &RackType::name)->id;
}

} // namespace

class SampleCapacityTest : public QObject
{
    Q_OBJECT

private slots:
    // Rows of 29: A to H are full; of I eight racks of the type and a switch rack stand, of J a switch rack. CDU-I carries
    // 34 racks of 28.8 kW to liquid, so its row fills up; J has no CDU.
    void theFifthBuildingTakesTwentyRacksAndThenARowLacksItsCdu()
    {
        const SitePtr site = sample("five-building-conversion");
        const RackTypeId type = typeNamed(*site, "4x HGX H100, liquid");
        const CapacityPtr capacity =
            capacityOf(site, conditionsOf(*site), {type, refTo(site->buildings.at(4)->id)});
        const PlaceCapacity& whole = capacity->whole();
        QCOMPARE(whole.name, std::string("B5"));
        QCOMPARE(whole.free, std::size_t{48});
        QCOMPARE(whole.fits, std::size_t{20});
        QCOMPARE(whole.usableW, 20 * 40.0e3);
        QCOMPARE(whole.blocked, std::size_t{28});
        QCOMPARE(whole.binding.resource, CapacityResource::Cdu);
        QCOMPARE(whole.binding.rule, std::string_view("coolant"));
        QCOMPARE(whole.binding.sentence, std::string("No CDU serves row J of B5-H3."));
        const Site& filled = *capacity->filled.site;
        for (const PositionCapacity& position : capacity->positions) {
            const std::string& row = find(*site, position.row)->name;
            QCOMPARE(position.rack.valid(), row == "I");
            if (!position.rack.valid())
                continue;
            const Rack& rack = filled.rack(position.rack);
            QVERIFY(rack.name.starts_with("B5-H3-I"));
            QCOMPARE(find(filled, rack.cdu)->name, std::string("B5-H3-CDU-I"));
            QCOMPARE(filled.power->find(rack.feedA)->name, std::string("B5-H3-I busway A"));
            QCOMPARE(filled.power->find(rack.feedB)->name, std::string("B5-H3-I busway B"));
        }
        std::set<std::string> names;
        for (const Rack& rack : filled.hall(capacity->positions.front().hall).racks)
            names.insert(rack.name);
        for (int position = 1; position <= 29; ++position)
            QVERIFY(names.contains(fmt::format("B5-H3-I{:02}", position)));
    }

    void aCduAtTheLastRowFillsTheHall()
    {
        const SitePtr site = sample("five-building-conversion");
        const RackTypeId type = typeNamed(*site, "4x HGX H100, liquid");
        const CapacityPtr capacity =
            capacityOf(site, conditionsOf(*site), {type, refTo(site->buildings.at(4)->id)});
        const std::vector<CapacityUnlock> unlocks = unlocksOf(*capacity);
        QCOMPARE(unlocks.size(), std::size_t{1});
        QCOMPARE(unlocks.front().change, std::string("Put a CDU 1000 at the end of row J of B5-H3."));
        QCOMPARE(unlocks.front().racks, std::size_t{28});
        QCOMPARE(unlocks.front().next.resource, CapacityResource::Space);
        const CapacityPtr then =
            capacityOf(unlocks.front().site, conditionsOf(*site), {type, refTo(site->buildings.at(4)->id)});
        QCOMPARE(then->fits(), std::size_t{48});
    }

    void fullBuildingsTakeNoneForWantOfSpace()
    {
        const SitePtr site = sample("five-building-conversion");
        const RackTypeId type = typeNamed(*site, "4x DGX H100, air");
        const CapacityPtr capacity =
            capacityOf(site, conditionsOf(*site), {type, refTo(site->buildings.at(1)->id)});
        QCOMPARE(capacity->whole().free, std::size_t{0});
        QCOMPARE(capacity->whole().binding.resource, CapacityResource::Space);
        QCOMPARE(capacity->whole().binding.sentence, std::string("No position is left in B2."));
    }
};

QTEST_GUILESS_MAIN(SampleCapacityTest)
#include "tst_capacity_of_samples.moc"
