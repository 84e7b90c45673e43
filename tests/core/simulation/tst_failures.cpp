// What fails is named, with its cause, and nothing becomes a number that is none: each story takes one thing away from
// the small campus.
#include "core/simulation/evaluate.h"
#include "tests/support/campus.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <functional>

using namespace hallwright;

namespace {

constexpr double residualLimit = 1e-6; // what the program promises

SitePtr withCooling(const std::function<void(CoolingNetwork&)>& change)
{
    auto site = std::make_shared<Site>(*test::smallCampus());
    auto cooling = std::make_shared<CoolingNetwork>(*site->cooling);
    change(*cooling);
    site->cooling = std::move(cooling);
    return site;
}

SitePtr withHall(std::size_t building, const std::function<void(Hall&)>& change)
{
    auto site = std::make_shared<Site>(*test::smallCampus());
    auto changed = std::make_shared<Building>(*site->buildings[building]);
    auto hall = std::make_shared<Hall>(*changed->halls.front());
    change(*hall);
    changed->halls.front() = std::move(hall);
    site->buildings[building] = std::move(changed);
    return site;
}

template <class Parts>
auto idOf(const Parts& parts, const std::string& name)
{
    const auto it =
        std::find_if(parts.begin(), parts.end(), [&](const auto& part) { return part.name == name; });
    return it != parts.end() ? it->id : decltype(it->id){};
}

SnapshotPtr without(const SitePtr& site, const std::function<void(Outages&)>& change)
{
    Conditions conditions = conditionsOf(*site);
    change(conditions.outages);
    return evaluate(site, conditions);
}

SnapshotPtr evaluated(const SitePtr& site)
{
    return evaluate(site, conditionsOf(*site));
}

bool says(const Snapshot& s, const std::vector<std::string>& words)
{
    return std::any_of(s.notes.begin(), s.notes.end(), [&](const std::string& note) {
        return std::all_of(words.begin(), words.end(),
                           [&](const std::string& word) { return note.find(word) != std::string::npos; });
    });
}

// Balanced and finite, but for the temperatures of what has no steady state.
bool sound(const Snapshot& s)
{
    double sum = s.facilityPowerW + s.pue.value_or(0.0) + s.sourcePowerW + s.overhead.sumW();
    sum += s.steady ? s.maxInletC : 0.0;
    for (const LoopResult& loop : s.loops)
        sum += loop.flowM3s + loop.rideThroughS.value_or(0.0) +
               (loop.keepsHeat() ? 0.0 : loop.supplyC + loop.returnC);
    for (const HallResultPtr& hall : s.halls)
        sum += !hall->steady ? 0.0 : hall->returnC + hall->maxInletC + hall->rideThroughS.value_or(0.0);
    return std::isfinite(sum) && s.energyResidual <= residualLimit && s.massResidual <= residualLimit &&
           s.powerResidual <= residualLimit;
}

std::string all(const Snapshot& s)
{
    std::string text;
    for (const std::string& note : s.notes)
        text += note + "\n";
    return text;
}

} // namespace

#define TELLS(snapshot, ...) QVERIFY2(says(*(snapshot), {__VA_ARGS__}), all(*(snapshot)).c_str())

class FailuresTest : public QObject
{
    Q_OBJECT

private slots:
    void pumpsWithoutPowerLeaveTheHeatInTheLoop()
    {
        const SitePtr site = test::smallCampus();
        const PowerNodeId panel = idOf(site->power->nodes, "Building 1 mechanical panel");
        QVERIFY(panel.valid());
        const SnapshotPtr s = without(site, [&](Outages& out) { out.power = {panel}; });
        QVERIFY(sound(*s));
        QCOMPARE(s->loops[0].flowM3s, 0.0);
        QCOMPARE(s->loops[0].unrejectedW, s->loops[0].heatW);
        TELLS(s, "Building 1 mechanical panel");
    }

    void lightsGoDarkWithTheirPanel()
    {
        const SitePtr base = test::smallCampus();
        const PowerNodeId panel = idOf(base->power->nodes, "Building 1 mechanical panel");
        auto site = std::make_shared<Site>(*base);
        auto building = std::make_shared<Building>(*site->buildings[0]);
        building->otherFeed = panel;
        building->roomLoop = site->cooling->loops[0].id;
        site->buildings[0] = building;
        QCOMPARE(evaluated(site)->buildings[0].otherPowerW, building->otherPowerW);
        const SnapshotPtr s = without(site, [&](Outages& out) { out.power = {panel}; });
        QVERIFY(sound(*s));
        QCOMPARE(s->buildings[0].otherPowerW, 0.0);
        QCOMPARE(s->unserved.powerW, 15e3);
        QCOMPARE(s->unserved.feed, panel);
        auto dark = std::make_shared<Site>(*site);
        auto unlit = std::make_shared<Building>(*building);
        unlit->otherPowerW = 0.0;
        dark->buildings[0] = unlit;
        const SnapshotPtr none = without(dark, [&](Outages& out) { out.power = {panel}; });
        QCOMPARE(s->loops[0].roomHeatW, none->loops[0].roomHeatW); // losses of the power chain alone
        QCOMPARE(s->facilityPowerW, none->facilityPowerW);
    }

    // The towers' pipes lead to the chillers' condensers: they cannot take their place.
    void withoutItsChillersALoopsTowersAreOfNoUse()
    {
        const SitePtr site = test::smallCampus();
        const SnapshotPtr s = without(site, [&](Outages& out) {
            for (const PlantUnit& unit : site->cooling->plant) {
                if (unit.kind == PlantKind::WaterCooledChiller)
                    out.plant.push_back(unit.id);
            }
        });
        QVERIFY(sound(*s));
        QCOMPARE(s->loops[0].unrejectedW, s->loops[0].heatW);
    }

    // Their condensers have nobody to give their heat to: no condenser water is imagined for them.
    void withoutItsTowersALoopsChillersAreOfNoUse()
    {
        const SitePtr site = test::smallCampus();
        const SnapshotPtr s = without(site, [&](Outages& out) {
            for (const PlantUnit& unit : site->cooling->plant) {
                if (unit.kind == PlantKind::CoolingTower)
                    out.plant.push_back(unit.id);
            }
        });
        QCOMPARE(s->loops[0].unrejectedW, s->loops[0].heatW);
        QCOMPARE(s->loops[0].plantCapacityW, 0.0);
        QVERIFY(s->loops[0].towersAreOut && !s->loops[0].lacksTowers);
        // Downstream of heat that nobody takes nothing is known, elsewhere all is.
        QVERIFY(!s->pue && std::isnan(s->loops[0].supplyC) && std::isnan(s->halls[0]->maxInletC));
        QVERIFY(std::isfinite(s->loops[1].supplyC) && s->halls[1]->steady);
        TELLS(s, "There is no steady state: no plant of Chilled water 1 takes ");
    }

    // Doors with water colder than the hall take more than the racks give off, so the hall cools until they do not.
    void rearDoorsAloneBalanceTheHall()
    {
        auto site = std::make_shared<Site>(*withHall(0, [](Hall& hall) {
            for (Rack& rack : hall.racks)
                rack.rearDoorLoop = test::smallCampus()->cooling->loops[0].id;
        }));
        auto catalogue = std::make_shared<Catalogue>(*site->catalogue);
        for (RackType& type : catalogue->rackTypes) {
            type.rearDoorEffectiveness = 0.8;
            type.rearDoorFlowM3s = 1e-3;
        }
        site->catalogue = catalogue;
        const SnapshotPtr s = without(site, [&](Outages& out) {
            for (const AirHandler& unit : site->buildings[0]->halls[0]->airHandlers)
                out.airHandlers.push_back(unit.id);
        });
        QVERIFY2(sound(*s), all(*s).c_str());
        const SnapshotPtr dark = without(site, [&](Outages& out) {
            for (const PowerNode& node : site->power->nodes)
                out.power.push_back(node.id);
        });
        QCOMPARE(dark->itPowerW, 0.0);
        QVERIFY2(sound(*dark), all(*dark).c_str());
        QVERIFY(s->halls[0]->rearDoorHeatW > 0.0);
        const double givenW = s->halls[0]->heatToAirW + s->halls[0]->inputs.equipmentHeatW; // and of busways
        QVERIFY(s->halls[0]->rearDoorHeatW <= givenW * (1.0 + residualLimit));
    }

    void aPipeThatIsTakenOutCutsItsEquipmentOff()
    {
        // The return of the warm water alone: its CDUs and dry coolers are on no common return any more.
        const SnapshotPtr s = evaluated(withCooling([](CoolingNetwork& c) {
            std::erase_if(c.pipes, [](const PipeRun& run) { return run.name == "Warm water 2 return"; });
        }));
        QVERIFY(sound(*s));
        TELLS(s, "Warm water 2", "pipe");
        QVERIFY(!s->loops[2].hydraulics->fromPipes);
    }

    void aLoadBeyondThePumpsIsShortOfFlow()
    {
        const SnapshotPtr s = evaluated(withCooling([](CoolingNetwork& c) {
            c.loops[2].designHeatW /= 4.0;
            c.loops[2].sparePumps = 0;
        }));
        QVERIFY(sound(*s));
        QVERIFY(s->loops[2].hydraulics->shortM3s > 0.0);
        // Pumps that deliver less draw less: that is no better PUE.
        QVERIFY(s->loops[2].lacksFlow() && s->steady && !s->cooled);
        QVERIFY(!s->pue && !s->buildings[1].pue());
        TELLS(s, "There is no PUE: the pumps of Warm water 2", "L/s less");
    }

    void pumpsOfTooLittleHeadAreOffTheirCurve()
    {
        const SnapshotPtr s = evaluated(withCooling([](CoolingNetwork& c) {
            c.loops[2].pumpHeadPa = 2e3;
            c.loops[2].heldHead = 0.0;
        }));
        QVERIFY(sound(*s));
        QVERIFY(s->loops[2].hydraulics->pumpsOffCurve || s->loops[2].hydraulics->shortM3s > 0.0);
    }

    void aLoopWithoutPlantKeepsItsHeat()
    {
        const SnapshotPtr s = evaluated(withCooling([](CoolingNetwork& c) {
            std::erase_if(c.plant, [&](const PlantUnit& unit) { return unit.loop == c.loops[1].id; });
        }));
        QVERIFY(sound(*s));
        QCOMPARE(s->loops[1].unrejectedW, s->loops[1].heatW);
    }

    void racksOfAStoppedCduShutDown()
    {
        const SitePtr site = test::smallCampus();
        const CduId cdu = idOf(site->buildings[1]->halls[0]->cdus, "CDU 1");
        const SnapshotPtr before = evaluated(site);
        const SnapshotPtr s = without(site, [&](Outages& out) { out.cdus = {cdu}; });
        QVERIFY(sound(*s));
        const Hall& hall = *s->halls[1]->hall;
        for (std::size_t i = 0; i < hall.racks.size(); ++i)
            QCOMPARE(s->halls[1]->racks[i].service == RackService::NoCoolant, hall.racks[i].cdu == cdu);
        QVERIFY(std::abs(before->itPowerW - s->itPowerW - 4 * 132e3) < 0.01 * 4 * 132e3);
    }

    void aStoppedAirHandlerIsMadeUpByTheOthers()
    {
        const SitePtr site = test::smallCampus();
        const AirHandlerId unit = idOf(site->buildings[0]->halls[0]->airHandlers, "CRAH 1");
        const SnapshotPtr before = evaluated(site);
        const SnapshotPtr s = without(site, [&](Outages& out) { out.airHandlers = {unit}; });
        QVERIFY(sound(*s));
        QVERIFY(!s->halls[0]->airHandlers[0].running);
        QCOMPARE(s->halls[0]->airHandlers[0].heatW, 0.0);
        QVERIFY(s->halls[0]->airHandlers[1].speed > before->halls[0]->airHandlers[1].speed);
    }

    void aLostSideIsCarriedByTheOther()
    {
        const SitePtr site = test::smallCampus();
        const PowerNodeId upsA = idOf(site->power->nodes, "Building 1 UPS A");
        const PowerNodeId upsB = idOf(site->power->nodes, "Building 1 UPS B");
        const SnapshotPtr before = evaluated(site);
        const SnapshotPtr s = without(site, [&](Outages& out) { out.power = {upsA}; });
        QVERIFY(sound(*s));
        const auto outputW = [&](const Snapshot& of, PowerNodeId id) {
            return std::find_if(of.powerNodes.begin(), of.powerNodes.end(),
                                [id](const PowerNodeResult& node) { return node.id == id; })
                ->outputW;
        };
        QCOMPARE(outputW(*s, upsA), 0.0);
        QVERIFY(outputW(*s, upsB) > 1.9 * outputW(*before, upsB));
        QCOMPARE(s->itPowerW, before->itPowerW);
        TELLS(s, "Building 1 UPS A");
    }

    void racksWithoutEitherFeedLoseTheirLoad()
    {
        const SitePtr site = test::smallCampus();
        const SnapshotPtr before = evaluated(site);
        const SnapshotPtr s = without(site, [&](Outages& out) {
            out.power = {idOf(site->power->nodes, "Hall A PDU 1A"),
                         idOf(site->power->nodes, "Hall A PDU 1B")};
            std::sort(out.power.begin(), out.power.end());
        });
        QVERIFY(sound(*s));
        QVERIFY(std::abs(before->halls[0]->itPowerW / s->halls[0]->itPowerW - 2.0) < 0.01);
        const std::vector<RackResult>& racks = s->halls[0]->racks;
        QCOMPARE(std::count_if(racks.begin(), racks.end(),
                               [](const RackResult& rack) { return rack.service == RackService::NoPower; }),
                 std::ptrdiff_t{12});
    }

    void everythingOutIsQuietAndFinite()
    {
        const SitePtr site = test::smallCampus();
        const SnapshotPtr s = without(site, [&](Outages& out) {
            for (const PowerNode& node : site->power->nodes)
                out.power.push_back(node.id);
            for (const PlantUnit& unit : site->cooling->plant)
                out.plant.push_back(unit.id);
        });
        QVERIFY(sound(*s));
        QCOMPARE(s->itPowerW, 0.0);
        QCOMPARE(s->sourcePowerW, 0.0);
    }

    void waterTooWarmForTheCoolantMissesTheSetPoint()
    {
        const SnapshotPtr s = evaluated(withHall(1, [](Hall& hall) {
            for (Cdu& cdu : hall.cdus)
                cdu.supplyC = 32.5; // half a kelvin above the facility water
        }));
        QVERIFY(sound(*s));
        for (const CduResult& cdu : s->halls[1]->cdus) {
            QVERIFY(cdu.missesSetPoint);
            QVERIFY(cdu.setPointC == 32.5);
        }
    }

    void coilsBelowTheDewPointAreWet()
    {
        const SnapshotPtr s = evaluated(withHall(1, [](Hall& hall) { hall.dewPointC = 35.0; }));
        QVERIFY(sound(*s));
        QVERIFY(s->halls[1]->airHandlers.front().wetCoil);
    }

    // What an unsteady evaluation blanks is found anew afterwards, from what was kept of it.
    void whatIsBroughtBackIsKnownAgain()
    {
        const SitePtr site = test::smallCampus();
        const SnapshotPtr whole = evaluated(site);
        PreparedCampusPtr kept;
        Conditions conditions = conditionsOf(*site);
        for (const PlantUnit& unit : site->cooling->plant)
            conditions.outages.plant.push_back(unit.id);
        QVERIFY(!evaluate(site, conditions, kept)->steady);
        const SnapshotPtr back = evaluate(site, conditionsOf(*site), kept);
        QVERIFY(back->steady);
        QCOMPARE(back->pue.value(), whole->pue.value());
        QCOMPARE(back->maxInletC, whole->maxInletC);
    }

    void aSiteWithOutagesIsTheSameSiteWithoutThem()
    {
        const SitePtr site = test::smallCampus();
        PreparedCampusPtr kept;
        const SnapshotPtr before = evaluate(site, conditionsOf(*site), kept);
        Conditions conditions = conditionsOf(*site);
        conditions.outages.plant = {site->cooling->plant.front().id};
        evaluate(site, conditions, kept);
        const SnapshotPtr after = evaluate(site, conditionsOf(*site), kept);
        QCOMPARE(after->facilityPowerW, before->facilityPowerW);
        QCOMPARE(after->notes, before->notes);
    }
};

QTEST_GUILESS_MAIN(FailuresTest)
#include "tst_failures.moc"
