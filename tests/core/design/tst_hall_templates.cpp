// A hall built again: in its own building, in another site, from a template in a file.
#include "core/design/equip.h"
#include "core/design/hall_parameters.h"
#include "core/design/hall_templates.h"
#include "core/design/new_site.h"
#include "core/design/rack_contents.h"
#include "core/design/rule_error.h"
#include "core/model/check_site.h"
#include "core/model/replaced_hall.h"
#include "tests/support/random_edits.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

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

    void aHallIsReplacedInItsPlaceWithItsNameItsBuswaysAndItsWater()
    {
        const SitePtr site = roomySite(HallStart::AirCooled);
        const SitePtr other = roomySite(HallStart::LiquidCooled); // 4 rows of 10 as well
        const Hall& old = firstHall(*site);
        SiteEdit record(site);
        record.changeRecord(refTo(old.id)).notes = "leased until 2030";
        const SitePtr before = record.done();
        SiteEdit edit(before);
        const ReplacedHall replaced = replaceHall(edit, old.id, *other, firstHall(*other).id);
        const SitePtr put = edit.done();
        checkSite(*put);
        const Hall& next = put->hall(replaced.hall);
        QCOMPARE(put->buildings.front()->halls.size(), std::size_t{1});
        QCOMPARE(next.name, old.name);
        QCOMPARE(next.originM, old.originM);
        QCOMPARE(put->records->of(refTo(replaced.hall)).notes, std::string("leased until 2030"));
        QCOMPARE(powerW(next), powerW(firstHall(*other)));
        QCOMPARE(sameOrReplaced(*before, old.id, *put), replaced.hall);
        QCOMPARE(sameOrReplaced(*put, replaced.hall, *before), old.id);
        QCOMPARE(sameOrReplaced(*before, old.id, *site), old.id);
        QVERIFY(!sameOrReplaced(*before, HallId{99}, *put).valid());
        // The eight busways hang over the rows, and no node was added or lost.
        QCOMPARE(put->power->nodes.size(), before->power->nodes.size());
        for (const Rack& rack : next.racks) {
            const PowerNode* feed = put->power->find(rack.feedA);
            QVERIFY(feed && feed->kind == PowerNodeKind::Busway && feed->hall == replaced.hall);
            QVERIFY(rack.feedB.valid() && rack.feedB != rack.feedA);
        }
        for (const AirHandler& unit : next.airHandlers)
            QCOMPARE(unit.loop, old.airHandlers.front().loop);
        SiteEdit connect(put);
        feedHall(connect, replaced.hall);
        coolHall(connect, replaced.hall);
        checkSite(*connect.done());
    }

    void whatGoesWithAHallIsSaidBefore()
    {
        const SitePtr site = roomySite(HallStart::LiquidCooled);
        SiteEdit edit(site);
        const std::vector<Rack> racks = firstHall(*site).racks;
        edit.changeRecord(refTo(racks[0].id)).notes = "serial 4711";
        const SitePtr next = edit.done();
        const QString losses = QString::fromStdString(lossesOf(*next, firstHall(*next).id));
        QVERIFY2(losses.startsWith("40 racks, 1 rack record, 4 CDUs, "), qPrintable(losses));
        QCOMPARE(lossesOf(*roomySite(HallStart::Empty), firstHall(*roomySite(HallStart::Empty)).id),
                 std::string());
    }

    void aHallThatIsTooLargeForThePlaceIsRefusedWithWhatIsInTheWay()
    {
        NewSite tight; // 60 m by 34 m
        const SitePtr site = newSite(tight);
        const SitePtr other = roomySite(HallStart::AirCooled);
        SiteEdit larger(other);
        larger.change(firstHall(*other).id).widthM = 70.0;
        const SitePtr from = larger.done();
        SiteEdit edit(site);
        QString refused;
        try {
            replaceHall(edit, firstHall(*site).id, *from, firstHall(*from).id);
        } catch (const RuleError& error) {
            refused = error.what();
        }
        QVERIFY2(refused.contains("in the way") || refused.contains("reaches out of building B1"),
                 qPrintable(refused));
    }

    // 4 rows of 10 racks of 0.6 m become 6 of 12: 1.2 m longer, two rows and two aisles of 1.8 m deeper.
    void aTemplateIsBuiltWithOtherRowsAndRacks()
    {
        const SitePtr site = roomySite(HallStart::AirCooled);
        const Hall& hall = firstHall(*site);
        HallParameters of = parametersOf(*site, hall.id);
        QCOMPARE(of.rows, 4);
        QCOMPARE(of.racksPerRow, 10);
        QCOMPARE(withParameters(site, hall.id, of).get(), site.get());
        const RackType wide = of.rackType;
        of.rows = 6;
        of.racksPerRow = 12;
        const SitePtr next = withParameters(site, hall.id, of);
        checkSite(*next);
        const Hall& larger = next->hall(hall.id);
        QCOMPARE(larger.rows.size(), std::size_t{6});
        QCOMPARE(larger.racks.size(), std::size_t{72});
        const double rowsM = 2 * wide.depthM + of.coldAisleM + of.hotAisleM;
        QVERIFY(std::abs(larger.widthM - hall.widthM - 2 * wide.widthM) < 1e-9);
        QVERIFY(std::abs(larger.depthM - hall.depthM - rowsM) < 1e-9);
        QVERIFY(larger.airHandlers.empty()); // what cools it is chosen for it
        QCOMPARE(parametersOf(*next, hall.id), of);
    }

    // Rows drawn by hand are stored as they came.
    void rowsAreTakenFromTheSouthHoweverTheyAreStored()
    {
        const SitePtr site = roomySite(HallStart::AirCooled);
        const HallId id = firstHall(*site).id;
        SiteEdit edit(site);
        std::vector<Row>& rows = edit.change(id).rows;
        for (std::size_t i = 0; i < rows.size() / 2; ++i) { // ids ascend all the same
            Row& mirrored = rows[rows.size() - 1 - i];
            std::swap(rows[i].id, mirrored.id);
            std::swap(rows[i], mirrored);
        }
        const SitePtr reversed = edit.done();
        QCOMPARE(parametersOf(*reversed, id), parametersOf(*site, id));
        HallParameters of = parametersOf(*site, id);
        of.rows = 2;
        QCOMPARE(withParameters(reversed, id, of)->hall(id).depthM,
                 withParameters(site, id, of)->hall(id).depthM);

        SiteEdit beside(site);
        Hall& hall = beside.change(id);
        hall.rows[1].area.y = hall.rows[0].area.y; // end to end with the first
        const SitePtr inLine = beside.done();
        QVERIFY_THROWS_EXCEPTION(RuleError, parametersOf(*inLine, id));
    }

    // What enlargePower makes of a busway without a larger type.
    void ofSeveralBuswaysOverARowNoneStaysThatFeedsNothing()
    {
        const SitePtr site = roomySite(HallStart::AirCooled);
        const SitePtr other = roomySite(HallStart::LiquidCooled);
        const Hall& old = firstHall(*site);
        SiteEdit edit(site);
        PowerNode another = *site->power->find(old.racks.front().feedA);
        another.name = "Busway beside it";
        const PowerNodeId beside = edit.add(another);
        edit.change(old.id).racks.front().feedA = beside;
        const ReplacedHall replaced = replaceHall(edit, old.id, *other, firstHall(*other).id);
        const SitePtr next = edit.done();
        checkSite(*next);
        std::set<PowerNodeId> feeds;
        for (const Rack& rack : next->hall(replaced.hall).racks)
            feeds.insert({rack.feedA, rack.feedB});
        for (const PowerNode& node : next->power->nodes)
            QVERIFY(node.kind != PowerNodeKind::Busway || node.hall != replaced.hall ||
                    feeds.contains(node.id));
    }

    void parametersTakeAnotherRackTypeAndRefuseWhatCannotBe()
    {
        const SitePtr site = roomySite(HallStart::AirCooled);
        const Hall& hall = firstHall(*site);
        HallParameters of = parametersOf(*site, hall.id);
        of.rackType.name = "Denser";
        of.rackType.powerW = 44e3;
        of.rackType.id = {};
        const SitePtr next = withParameters(site, hall.id, of);
        QCOMPARE(powerW(next->hall(hall.id)), 40 * 44e3);
        QCOMPARE(next->typeOf(next->hall(hall.id).racks.front()).name, std::string("Denser"));
        of.rows = 0;
        QString refused;
        try {
            withParameters(site, hall.id, of);
        } catch (const RuleError& error) {
            refused = error.what();
        }
        QCOMPARE(refused, QString("A hall of 0 rows cannot be built; take 1 to 100."));
    }
};

QTEST_GUILESS_MAIN(TestHallTemplates)
#include "tst_hall_templates.moc"
