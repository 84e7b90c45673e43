// How many more racks fit, what stops the next, and what makes room: counted by hand, one resource after the other.
#include "core/studies/capacity/capacity_unlocks.h"
#include "tests/core/studies/capacity/half_empty.h"
#include "tests/support/found.h"

#include <QTest>

#include <functional>

using namespace hallwright;
using namespace hallwright::test;

namespace {

using Change = std::function<void(SiteEdit&)>;

// A campus in which one thing is short.
struct Short {
    Change change;
    HallId hall = hallA;
    RackTypeId type = airRack;
};

constexpr double rackW = 20.4e3;

void rate(SiteEdit& edit, std::string_view node, double ratedW)
{
    edit.change(nodeNamed(edit.site(), node)).ratedW = ratedW;
}

// What the version with the first n free positions of Hall A filled comes to, placed one by one by this test.
SnapshotPtr withRacks(std::size_t n)
{
    const SitePtr site = halfEmptyCampus();
    SiteEdit edit(site);
    const std::vector<RowPositions> rows =
        freePositions(*site, site->hall(hallA), *site->catalogue->find(airRack));
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t row = i < rows[0].free.size() ? 0 : 1;
        Rack rack = site->hall(hallA).racks[row == 0 ? 0 : 4]; // the first of row A, of row B
        rack.pose = rows[row].free[row == 0 ? i : i - rows[0].free.size()].pose;
        rack.name = fmt::format("New {}", i);
        edit.addTo(hallA, rack);
    }
    const SitePtr filled = edit.done();
    return evaluate(filled, conditionsOf(*filled));
}

// A limit that n racks more keep and n + 1 break.
template <class Figure>
double limitFor(std::size_t n, Figure&& figure)
{
    return (figure(*withRacks(n)) + figure(*withRacks(n + 1))) / 2;
}

std::function<double(const Snapshot&)> loadOf(const char* node)
{
    return [node](const Snapshot& snapshot) {
        const auto i = static_cast<std::size_t>(snapshot.site->power->find(nodeNamed(*snapshot.site, node)) -
                                                snapshot.site->power->nodes.data());
        return std::max(snapshot.powerNodes[i].outputW, snapshot.powerNodes[i].outputOtherSideLostW);
    };
}

CduId cduNamed(const Site& site, const char* name)
{
    const std::vector<Cdu>& cdus = site.hall(hallB).cdus;
    return std::ranges::find(cdus, name, &Cdu::name)->id;
}

SitePtr changed(const Short& site)
{
    SiteEdit edit(halfEmptyCampus());
    if (site.change)
        site.change(edit);
    return edit.done();
}

// Every one of the chilled water of Hall A.
void shrinkPlant(SiteEdit& edit, double toW)
{
    const SnapshotPtr now = withRacks(0);
    const CoolantLoopId loop = edit.site().hall(hallA).airHandlers.front().loop;
    const auto& loops = now->site->cooling->loops;
    const auto at =
        static_cast<std::size_t>(std::ranges::find(loops, loop, &CoolantLoop::id) - loops.begin());
    const double share = toW / now->loops[at].plantCapacityW;
    std::vector<PlantUnitId> units;
    for (const PlantUnit& unit : edit.site().cooling->plant) {
        if (unit.loop == loop)
            units.push_back(unit.id);
    }
    for (const PlantUnitId unit : units)
        edit.change(unit).capacityW *= share;
}

double loopHeatW(const Snapshot& snapshot)
{
    const CoolantLoopId loop = snapshot.site->hall(hallA).airHandlers.front().loop;
    const auto& loops = snapshot.site->cooling->loops;
    return snapshot
        .loops[static_cast<std::size_t>(std::ranges::find(loops, loop, &CoolantLoop::id) - loops.begin())]
        .heatW;
}

} // namespace

Q_DECLARE_METATYPE(Short)

class CapacityTest : public QObject
{
    Q_OBJECT

private slots:
    void oneThingAfterTheOtherBinds_data()
    {
        QTest::addColumn<Short>("site");
        QTest::addColumn<int>("fits");
        QTest::addColumn<int>("resource");
        const auto add = [](const char* name, Short site, int fits, CapacityResource resource) {
            QTest::newRow(name) << std::move(site) << fits << static_cast<int>(resource);
        };
        // Eight positions of each row are free; all were filled in the campus that this one is made from.
        add("space", {}, 16, CapacityResource::Space);
        // 7.5 racks: four stand there and three more fit. The others go to the next PDU, which carries 14 of them.
        add("a PDU", {[](SiteEdit& edit) { rate(edit, "Hall A PDU 1A", 7.5 * rackW); }}, 13,
            CapacityResource::Pdu);
        // 13.5 racks in both rows: eight stand there.
        add("a UPS", {[](SiteEdit& edit) { rate(edit, "Building 1 UPS B", 13.5 * rackW); }}, 5,
            CapacityResource::Ups);
        add("a transformer", {[](SiteEdit& edit) {
                rate(edit, "Building 1 transformer A", limitFor(7, loadOf("Building 1 transformer A")));
            }},
            7, CapacityResource::Transformer);
        add("the switchgear", {[](SiteEdit& edit) {
                rate(edit, "Building 1 switchgear A", limitFor(7, loadOf("Building 1 switchgear A")));
            }},
            7, CapacityResource::Switchgear);
        add("the source", {[](SiteEdit& edit) { rate(edit, "Utility", limitFor(9, loadOf("Utility"))); }}, 9,
            CapacityResource::Source);
        add("the building's supply", {[](SiteEdit& edit) {
                edit.change(BuildingId{1}).capacityW =
                    limitFor(10, [](const Snapshot& s) { return s.buildings[0].facilityPowerW; });
            }},
            10, CapacityResource::BuildingSupply);
        add("air handlers' capacity", {[](SiteEdit& edit) {
                for (AirHandler& unit : edit.change(hallA).airHandlers)
                    unit.capacityW =
                        limitFor(6, [](const Snapshot& s) { return s.halls[0]->heatToAirW; }) / 4;
            }},
            6, CapacityResource::Air);
        add("heat rejection", {[](SiteEdit& edit) { shrinkPlant(edit, limitFor(8, loopHeatW)); }}, 8,
            CapacityResource::HeatRejection);
        // 391 kg on 0.72 m² are 5.33 kPa.
        add("the floor", {[](SiteEdit& edit) { edit.change(hallA).floorRatingPa = 5.3e3; }}, 0,
            CapacityResource::FloorLoad);
        // A circuit of 415 V, 24 A and 0.95 carries 16.4 kW: with one of two lost not the rack.
        add("breakers", {[](SiteEdit& edit) {
                RackType& type = edit.change(airRack);
                type.circuits = 2;
                type.circuitVoltageV = 415.0;
                type.breakerA = 24.0;
                type.powerFactor = 0.95;
            }},
            0, CapacityResource::Breaker);
        // A rack of 0.8 m needs 0.9 m of the door.
        add("the door",
            {[](SiteEdit& edit) {
                 edit.change(edit.site().hall(hallA).doors.front().id).widthM = 0.85;
                 edit.change(liquidRack).widthM = 0.8;
                 edit.change(liquidRack).liquidShare = 0.0;
             },
             hallA, liquidRack},
            0, CapacityResource::RollingPath);
        add("no feed of side A", {[](SiteEdit& edit) {
                for (const char* name : {"Hall A PDU 1A", "Hall A PDU 2A"})
                    edit.change(nodeNamed(edit.site(), name)).side = FeedSide::None;
            }},
            0, CapacityResource::FeedA);
        add("liquid racks' space", {{}, hallB, liquidRack}, 6, CapacityResource::Space);
        // 2.5 racks of 114.84 kW to liquid: one stands there, one more fits, and three in the other row.
        add("a CDU",
            {[](SiteEdit& edit) { edit.change(cduNamed(edit.site(), "CDU 1")).capacityW = 2.5 * 114.84e3; },
             hallB, liquidRack},
            4, CapacityResource::Cdu);
        // At 1.25 L/min a kilowatt (core/physics/rack_coolant.h) a rack draws 2.39 L/s.
        add("a CDU's flow",
            {[](SiteEdit& edit) { edit.change(cduNamed(edit.site(), "CDU 1")).flowM3s = 2.5 * 2.3925e-3; },
             hallB, liquidRack},
            4, CapacityResource::CoolantFlow);
        add("no CDU for a row",
            {[](SiteEdit& edit) {
                 const CduId cdu = cduNamed(edit.site(), "CDU 2");
                 std::vector<ObjectRef> gone;
                 for (const Rack& rack : edit.site().hall(hallB).racks) {
                     if (rack.cdu == cdu)
                         gone.push_back(refTo(rack.id));
                 }
                 gone.push_back(refTo(cdu));
                 edit.remove(gone);
             },
             hallB, liquidRack},
            3, CapacityResource::Cdu);
    }

    void oneThingAfterTheOtherBinds()
    {
        QFETCH(Short, site);
        QFETCH(int, fits);
        QFETCH(int, resource);
        const CapacityPtr capacity = capacityIn(changed(site), site.hall, site.type);
        const Blocker& binding = capacity->whole().binding;
        QVERIFY2(static_cast<int>(capacity->fits()) == fits && static_cast<int>(binding.resource) == resource,
                 fmt::format("{} fit, bound by {}: {}", capacity->fits(), inWords(binding.resource),
                             binding.sentence)
                     .c_str());
        QVERIFY(!binding.sentence.empty());
    }

    void whatFitsBreaksNoRuleAndOneMoreTheNamedOne_data() { oneThingAfterTheOtherBinds_data(); }

    void whatFitsBreaksNoRuleAndOneMoreTheNamedOne()
    {
        QFETCH(Short, site);
        const CapacityPtr capacity = capacityIn(changed(site), site.hall, site.type);
        const auto brokenIn = [&](const CheckedVersion& version) {
            std::vector<std::string_view> rules;
            for (const Finding* finding : onlyIn(*version.findings, *capacity->asked.findings)) {
                if (stopsRacks(*finding))
                    rules.push_back(finding->rule);
            }
            return rules;
        };
        QVERIFY(brokenIn(capacity->filled).empty());
        const PositionCapacity* next = capacity->next();
        if (!next)
            return; // there is no place for it
        SiteEdit edit(capacity->filled.site);
        placeRack(edit, next->hall, site.type, next->position);
        const CheckedVersion more =
            checkedVersion(edit.done(), capacity->filled.snapshot->conditions, &capacity->filled);
        const std::vector<std::string_view> broken = brokenIn(more);
        QVERIFY(std::ranges::find(broken, next->blocker->rule) != broken.end());
    }

    void anUnlockYieldsWhatItPromises_data() { oneThingAfterTheOtherBinds_data(); }

    void anUnlockYieldsWhatItPromises()
    {
        QFETCH(Short, site);
        const CapacityPtr capacity = capacityIn(changed(site), site.hall, site.type);
        for (const CapacityUnlock& unlock : unlocksOf(*capacity)) {
            const CapacityPtr then = capacityIn(unlock.site, site.hall, site.type);
            QCOMPARE(then->fits(), capacity->fits() + unlock.racks);
            QCOMPARE(unlock.powerW, static_cast<double>(unlock.racks) *
                                        capacity->asked.site->catalogue->find(site.type)->powerW);
            QVERIFY(!then->next() || then->whole().binding.isSame(unlock.next));
        }
    }

    void aRowWithoutACduGetsOneAndThenIsFull()
    {
        oneThingAfterTheOtherBinds_data();
        Short site{[](SiteEdit& edit) {
                       CduType type;
                       type.name = "CDU 800";
                       type.values = edit.site().hall(hallB).cdus.front();
                       const CduTypeId id = edit.add(type);
                       const CduId cdu = cduNamed(edit.site(), "CDU 2");
                       edit.change(cduNamed(edit.site(), "CDU 1")).type = id;
                       std::vector<ObjectRef> gone{refTo(cdu)};
                       for (const Rack& rack : edit.site().hall(hallB).racks) {
                           if (rack.cdu == cdu)
                               gone.push_back(refTo(rack.id));
                       }
                       edit.remove(gone);
                   },
                   hallB, liquidRack};
        const CapacityPtr capacity = capacityIn(changed(site), hallB, liquidRack);
        QCOMPARE(capacity->whole().binding.sentence, std::string("No CDU serves row LB of Hall B."));
        const std::vector<CapacityUnlock> unlocks = unlocksOf(*capacity);
        QCOMPARE(unlocks.size(), std::size_t{1});
        QCOMPARE(unlocks.front().change, std::string("Put a CDU 800 at the end of row LB of Hall B."));
        QCOMPARE(unlocks.front().racks, std::size_t{4});
        QCOMPARE(unlocks.front().next.resource, CapacityResource::Space);
        const auto there = [&](ObjectRef place) { return unlocksAt(*capacity, unlocks, place).size(); };
        const std::vector<Row>& rows = capacity->asked.site->hall(hallB).rows;
        const auto named = [&](std::string_view name) {
            return refTo(std::ranges::find(rows, name, &Row::name)->id);
        };
        QCOMPARE(there(named("LB")), std::size_t{1}); // where it helps, and in what that lies in
        QCOMPARE(there(refTo(hallB)), std::size_t{1});
        QCOMPARE(there(named("LA")), std::size_t{0});
        QVERIFY(capacity->next(named("LB")) && !capacity->next(named("LA")));
        std::stop_source stopped;
        stopped.request_stop();
        QVERIFY(unlocksOf(*capacity, 6, stopped.get_token()).empty());
    }

    void whatStandsThereButIsNotInServiceIsReserved()
    {
        const SitePtr before = halfEmptyCampus();
        SiteEdit edit(before);
        const RackId planned = before->hall(hallA).racks.front().id;
        Record& record = edit.changeRecord(refTo(planned));
        record.status = LifecycleStatus::Procurement;
        record.dates[LifecycleStatus::Procurement] = "2027-01-01";
        record.dates[LifecycleStatus::Operation] = "2027-03-01";
        const SitePtr site = edit.done();
        const CapacityPtr all = capacityIn(before, hallA, airRack);
        for (const auto& [date, isReserved] :
             {std::pair("2027-02-28", true), std::pair("2027-03-01", false)}) {
            Conditions conditions = conditionsOf(*site);
            conditions.date = date;
            const CapacityPtr capacity = capacityOf(site, conditions, {airRack, refTo(hallA)});
            const PlaceCapacity& hall = capacity->whole();
            QCOMPARE(capacity->fits(), all->fits());
            QCOMPARE(hall.reservedW > 0.0, isReserved);
            QCOMPARE(hall.usedW + hall.reservedW, all->whole().usedW);
            const auto count = [&](LifecycleStatus status) {
                return hall.statuses[static_cast<std::size_t>(status)].racks;
            };
            QCOMPARE(count(LifecycleStatus::Procurement), std::size_t{isReserved});
            QCOMPARE(count(LifecycleStatus::Operation), hall.racks - std::size_t{isReserved});
        }
    }

    void nameplatesAskForMore()
    {
        SiteEdit edit(halfEmptyCampus());
        for (Rack& rack : edit.change(hallA).racks)
            rack.powerW = 0.5 * rackW;
        rate(edit, "Building 1 UPS A", 13.5 * rackW);
        const SitePtr site = edit.done();
        const Conditions conditions = conditionsOf(*site);
        // Eight at half their type's power leave 9.5 racks, at their nameplates 5.5.
        QCOMPARE(capacityOf(site, conditions, {airRack, refTo(hallA)})->fits(), std::size_t{9});
        const CapacityPtr nameplate =
            capacityOf(site, conditions, {airRack, refTo(hallA), CapacityLoad::Nameplate});
        QCOMPARE(nameplate->fits(), std::size_t{5});
        const SitePtr placed = withPlacedRacks(site, *nameplate);
        QCOMPARE(placed->rackCount(), site->rackCount() + 5);
        QCOMPARE(placed->hall(hallA).racks.front().powerW, 0.5 * rackW);
    }

    void placedRacksAreNamedByTheirPositions()
    {
        const CapacityPtr capacity = capacityIn(halfEmptyCampus(), hallA, airRack);
        QCOMPARE(capacity->positions.front().position.name, std::string("A05"));
        const Rack& rack = capacity->filled.site->rack(capacity->positions.front().rack);
        QCOMPARE(rack.name, std::string("A05"));
        QCOMPARE(rack.feedA, nodeNamed(*capacity->filled.site, "Hall A PDU 1A"));
        QCOMPARE(rack.feedB, nodeNamed(*capacity->filled.site, "Hall A PDU 1B"));
    }
};

QTEST_GUILESS_MAIN(CapacityTest)
#include "tst_capacity.moc"
