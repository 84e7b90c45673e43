// A hall built again: in its own building, in another site, from a template in a file.
#include "core/design/equip.h"
#include "core/design/hall_templates.h"
#include "core/design/new_site.h"
#include "core/design/rack_contents.h"
#include "core/design/rule_error.h"
#include "core/model/check_site.h"
#include "tests/support/random_edits.h"

#include <QTest>

#include <algorithm>

using namespace hallwright;
using namespace hallwright::design;

namespace {

const Hall& firstHall(const Site& site)
{
    return *site.buildings.front()->halls.front();
}

// A building with room for a second hall.
SitePtr roomySite(HallStart start)
{
    NewSite wanted;
    wanted.building.widthM = 120.0;
    wanted.building.depthM = 60.0;
    wanted.hall.start = start;
    return newSite(wanted);
}

double powerW(const Hall& hall)
{
    double sumW = 0.0;
    for (const Rack& rack : hall.racks)
        sumW += rack.powerW;
    return sumW;
}

} // namespace

class TestHallTemplates : public QObject
{
    Q_OBJECT

private slots:
    void aSecondHallStandsBesideTheFirstAndIsNamedOn()
    {
        const SitePtr site = roomySite(HallStart::LiquidCooled);
        const Hall& first = firstHall(*site);
        SiteEdit edit(site);
        const Building& building = *site->buildings.front();
        const auto place = freeHallPlace(building, first.widthM, first.depthM);
        QVERIFY(place);
        const HallId put = putHallLike(edit, building.id, *site, first.id, *place);
        const SitePtr next = edit.done();
        const Hall& second = next->hall(put);
        QCOMPARE(second.name, std::string("B1-H2"));
        QCOMPARE(second.racks.size(), first.racks.size());
        QCOMPARE(powerW(second), powerW(first));
        QVERIFY(second.racks.front().name.starts_with("B1-H2"));
        QCOMPARE(next->catalogue, site->catalogue); // no type came twice
        // Its racks' CDUs are its own.
        for (const Rack& rack : second.racks)
            QVERIFY(!rack.cdu.valid() ||
                    std::ranges::any_of(second.cdus, [&](const Cdu& cdu) { return cdu.id == rack.cdu; }));
    }

    void itIsFedAndCooledWhereItComesTo()
    {
        const SitePtr site = roomySite(HallStart::LiquidCooled);
        const Hall& first = firstHall(*site);
        SiteEdit edit(site);
        const Building& building = *site->buildings.front();
        const HallId put = putHallLike(edit, building.id, *site, first.id,
                                       *freeHallPlace(building, first.widthM, first.depthM));
        feedHall(edit, put);
        coolHall(edit, put);
        const SitePtr next = edit.done();
        for (const Rack& rack : next->hall(put).racks)
            QVERIFY(rack.feedA.valid() && rack.feedB.valid());
        for (const Cdu& cdu : next->hall(put).cdus)
            QVERIFY(cdu.loop.valid() && cdu.feed.valid());
        checkSite(*next);
    }

    // Out of a site, into a file, into another site: with the types that it brings along.
    void aTemplateBringsItsTypesAndContents()
    {
        SiteEdit edit(roomySite(HallStart::AirCooled));
        DeviceType node;
        node.name = "Node";
        node.heightU = 2.0;
        node.powerW = 500.0;
        const DeviceTypeId type = edit.add(node);
        const RackId rack = firstHall(edit.site()).racks.front().id;
        const std::string name = firstHall(edit.site()).racks.front().name;
        putDevices(edit, rack, {type, "node", 3});
        const SitePtr site = edit.done();
        const SitePtr kept = templateOf(*site, firstHall(*site).id);
        checkSite(*kept);
        QCOMPARE(kept->buildings.size(), std::size_t{1});
        QCOMPARE(firstHall(*kept).racks.size(), firstHall(*site).racks.size());
        QVERIFY(kept->power->nodes.empty());
        QVERIFY(kept->catalogue->cduTypes.size() <= site->catalogue->cduTypes.size());

        const SitePtr other = roomySite(HallStart::Empty);
        SiteEdit into(other);
        const Hall& source = firstHall(*kept);
        const Building& building = *other->buildings.front();
        const HallId put = putHallLike(into, building.id, *kept, source.id,
                                       *freeHallPlace(building, source.widthM, source.depthM));
        const SitePtr next = into.done();
        checkSite(*next);
        const Rack& first = next->hall(put).racks.front();
        const RackContents* contents = next->contents->of(first.id);
        QVERIFY(contents);
        QCOMPARE(contents->devices.size(), std::size_t{3});
        QVERIFY(contents->devices.front().name.starts_with(first.name));
        QCOMPARE(next->typeOf(first).name, site->typeOf(firstHall(*site).racks.front()).name);
        QCOMPARE(next->catalogue->deviceTypes.size(), other->catalogue->deviceTypes.size() + 1);
    }

    // A type of the same name and other values is another type.
    void aTypeOfAnotherKindUnderOneNameIsKeptApart()
    {
        const SitePtr site = roomySite(HallStart::AirCooled);
        SiteEdit stronger(site);
        const RackTypeId type = firstHall(*site).racks.front().type;
        stronger.change(type).powerW *= 2.0;
        const SitePtr from = stronger.done();
        SiteEdit edit(site);
        const Building& building = *site->buildings.front();
        const Hall& hall = firstHall(*from);
        const HallId put = putHallLike(edit, building.id, *from, hall.id,
                                       *freeHallPlace(building, hall.widthM, hall.depthM));
        const SitePtr next = edit.done();
        QCOMPARE(next->catalogue->rackTypes.size(), site->catalogue->rackTypes.size() + 1);
        QCOMPARE(powerW(next->hall(put)), 2.0 * powerW(firstHall(*site)));
        QCOMPARE(powerW(firstHall(*next)), powerW(firstHall(*site)));
    }

    void whereThereIsNoRoomItIsRefusedInASentence()
    {
        const SitePtr site = roomySite(HallStart::AirCooled);
        const Building& building = *site->buildings.front();
        const Hall& hall = firstHall(*site);
        QVERIFY(!freeHallPlace(building, building.widthM, building.depthM));
        SiteEdit edit(site);
        QVERIFY_THROWS_EXCEPTION(RuleError, putHallLike(edit, building.id, *site, hall.id, hall.originM));
        QVERIFY_THROWS_EXCEPTION(RuleError, putHallLike(edit, building.id, *site, hall.id, {110.0, 50.0}));
    }
};

QTEST_GUILESS_MAIN(TestHallTemplates)
#include "tst_hall_templates.moc"
