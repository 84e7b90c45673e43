#include "core/exchange/recipe.h"
#include "recipe_text.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

using namespace hallwright;
using namespace hallwright::test;

namespace {

SitePtr smallSite()
{
    return buildSiteFromText(smallRecipe(), "small.yaml");
}

HallPtr hallOf(const SitePtr& site, std::size_t building)
{
    return site->buildings[building]->halls.front();
}

const Rack* rackNamed(const Hall& hall, const std::string& name)
{
    const auto found =
        std::find_if(hall.racks.begin(), hall.racks.end(), [&](const Rack& r) { return r.name == name; });
    return found == hall.racks.end() ? nullptr : &*found;
}

double designHeatW(const SitePtr& site, const std::string& loopName)
{
    for (const CoolantLoop& loop : site->cooling->loops) {
        if (loop.name == loopName)
            return loop.designHeatW;
    }
    return 0.0;
}

double plantCapacityW(const SitePtr& site, CoolantLoopId loop)
{
    double capacityW = 0.0;
    for (const PlantUnit& unit : site->cooling->plant)
        capacityW += unit.loop == loop ? unit.capacityW : 0.0;
    return capacityW;
}

} // namespace

class TestRecipe : public QObject
{
    Q_OBJECT

private slots:
    void theSameRecipeGivesAnEqualSite() { QVERIFY(*smallSite() == *smallSite()); }

    void anotherRecipeGivesAnotherSite()
    {
        const SitePtr other =
            buildSiteFromText(smallRecipeWith("power_kw: 40,", "power_kw: 41,"), "small.yaml");
        QVERIFY(!(*smallSite() == *other));
    }

    void positionsAreCountedThroughGaps()
    {
        const HallPtr hall = hallOf(smallSite(), 0);
        QVERIFY(rackNamed(*hall, "B1-H1-A04"));
        QVERIFY(!rackNamed(*hall, "B1-H1-A05")); // the gap
        QVERIFY(rackNamed(*hall, "B1-H1-A06"));
        QVERIFY(rackNamed(*hall, "B1-H1-A08"));
    }

    // The column covers x 5.45..5.95 m: position 3 (x 5.4..6.0 m) of row B.
    void aColumnTakesTheRackPositionItStandsIn()
    {
        const HallPtr hall = hallOf(smallSite(), 0);
        QVERIFY(rackNamed(*hall, "B1-H1-B02"));
        QVERIFY(!rackNamed(*hall, "B1-H1-B03"));
        QVERIFY(rackNamed(*hall, "B1-H1-B04"));
    }

    void racksFaceTheirColdAisle()
    {
        const SitePtr site = smallSite();
        const HallPtr hall = hallOf(site, 0);
        for (const Rack& rack : hall->racks) {
            const Point2 inFront = rack.pose.position() +
                                   frontDirection(rack.pose.yawDeg) * (site->typeOf(rack).depthM / 2 + 0.1);
            const auto coldAisleHolds = [&](const Aisle& aisle) {
                return aisle.kind == AisleKind::Cold && inFront.x > aisle.area.x &&
                       inFront.x < aisle.area.right() && inFront.y > aisle.area.y &&
                       inFront.y < aisle.area.top();
            };
            QVERIFY2(std::any_of(hall->aisles.begin(), hall->aisles.end(), coldAisleHolds),
                     rack.name.c_str());
        }
    }

    void onlyAislesBetweenRowsAreContained()
    {
        const HallPtr hall = hallOf(smallSite(), 0);
        QCOMPARE(hall->aisles.size(), std::size_t{3});
        QCOMPARE(hall->aisles[0].kind, AisleKind::Cold);
        QVERIFY(!hall->aisles[0].contained);
        QCOMPARE(hall->aisles[1].kind, AisleKind::Hot);
        QVERIFY(hall->aisles[1].contained);
        QVERIFY(!hall->aisles[2].contained);
    }

    void airHandlersBlowIntoTheRoom()
    {
        const HallPtr hall = hallOf(smallSite(), 0);
        for (const AirHandler& unit : hall->airHandlers) {
            QVERIFY(frontDirection(unit.pose.yawDeg) == (Point2{1.0, 0.0})); // they stand on the west wall
            QCOMPARE(unit.pose.x, unit.depthM / 2);
        }
    }

    void everyLiquidCooledRackHasTheCduOfItsRow()
    {
        const HallPtr hall = hallOf(smallSite(), 0);
        QCOMPARE(hall->cdus.size(), std::size_t{1}); // row A has no liquid-cooled rack
        for (const Rack& rack : hall->racks)
            QCOMPARE(rack.cdu == hall->cdus.front().id, rack.liquidShare > 0.0);
    }

    void everyRackHasAnAAndABFeedThatReachTheirOwnUtility()
    {
        const SitePtr site = smallSite();
        const auto utilityOf = [&](PowerNodeId id) {
            const PowerNode* node = site->power->find(id);
            while (!node->fedBy.empty())
                node = site->power->find(node->fedBy.front());
            return node->name;
        };
        for (const BuildingPtr& building : site->buildings) {
            for (const Rack& rack : building->halls.front()->racks) {
                QCOMPARE(utilityOf(rack.feedA), std::string("Grid A"));
                QCOMPARE(utilityOf(rack.feedB), std::string("Grid B"));
            }
        }
    }

    // Row A: 7 x 40 kW to air; row B: 7 x 30 kW, a quarter to air; two fans of 10 kW, one CDU with 5 kW of pumps.
    void loopsAreSizedForTheHeatOfTheirHalls()
    {
        const SitePtr site = smallSite();
        QCOMPARE(designHeatW(site, "B1 cold water"), 7 * 40e3 + 7 * 7.5e3 + 2 * 10e3);
        QCOMPARE(designHeatW(site, "B1 warm water"), 7 * 22.5e3 + 5e3);
    }

    void plantHasTheSpareUnitsTheRecipeAsksFor()
    {
        const SitePtr site = smallSite();
        for (const CoolantLoop& loop : site->cooling->loops) {
            const double withoutSpareW = plantCapacityW(site, loop.id) - 100e3;
            QVERIFY(withoutSpareW >= loop.designHeatW);
            QVERIFY(withoutSpareW - 100e3 < loop.designHeatW);
        }
    }

    void pipesCarryTheDesignFlowAtTheVelocityOfTheRecipe()
    {
        const SitePtr site = smallSite();
        const CoolantLoop& loop = site->cooling->loops.front();
        const auto entry =
            std::find_if(site->cooling->pipes.begin(), site->cooling->pipes.end(),
                         [](const PipeRun& p) { return p.name == "B1 cold water entry supply"; });
        QVERIFY(entry != site->cooling->pipes.end());
        // 352.5 kW / (4.17 MJ/m3K x 8 K) = 10.6 L/s; at 2 m/s a bore of 82 mm: the next size up is 88.9 mm.
        QCOMPARE(loop.designHeatW, 352.5e3);
        QCOMPARE(entry->diameterM, 0.0889);
    }

    void repeatedBuildingsAreNumberedAndMoved()
    {
        const SitePtr site = smallSite();
        QCOMPARE(site->buildings.size(), std::size_t{2});
        QCOMPARE(site->buildings[1]->name, std::string("B2"));
        QVERIFY(site->buildings[1]->originM == (Point2{80.0, 0.0}));
    }

    void aLimitKeepsTheFirstRacksOfTheHall()
    {
        const HallPtr hall = hallOf(smallSite(), 1);
        QVERIFY(rackNamed(*hall, "B2-H1-B07")); // the sixth: the column took position 3
        QVERIFY(!rackNamed(*hall, "B2-H1-B08"));
    }

    void anOverridePowerScalesTheAirflow()
    {
        const HallPtr hall = hallOf(smallSite(), 1);
        const Rack* rack = rackNamed(*hall, "B2-H1-A02");
        QVERIFY(rack);
        QCOMPARE(rack->powerW, 20e3);
        QCOMPARE(rack->airflowM3s, 1.1);
    }

    void anOverriddenRackTakesTheCoolantItsTypeNeeds()
    {
        const auto hallWith = [](const std::string& override) {
            return hallOf(
                buildSiteFromText(smallRecipeWith("{rack: B2-H1-A02, power_kw: 20}", override), "small.yaml"),
                0);
        };
        const HallPtr more = hallWith("{rack: B1-H1-A02, type: Liquid}");
        QCOMPARE(more->cdus.size(), std::size_t{2});
        QVERIFY(rackNamed(*more, "B1-H1-A02")->cdu == more->cdus[0].id);
        QVERIFY(!rackNamed(*more, "B1-H1-A01")->cdu.valid());
        const HallPtr fewer = hallWith("{rack: B1-H1-B02, type: Air}");
        QVERIFY(!rackNamed(*fewer, "B1-H1-B02")->cdu.valid());
        QVERIFY(rackNamed(*fewer, "B1-H1-B01")->cdu.valid());
    }

    void noRackIsPlacedInAWall()
    {
        const auto hallWith = [](const std::string& walls) {
            return buildSiteFromText(smallRecipeWith("doors: [{", walls + "doors: [{"), "small.yaml")
                ->buildings[0]
                ->halls[0];
        };
        const HallPtr open = hallWith("");
        const HallPtr walled =
            hallWith("walls: [{name: Cage, area_m: [4.5, 1.8, 0.1, 2.4], height_m: 2.4}]\n    ");
        QCOMPARE(walled->walls.size(), std::size_t{1});
        QVERIFY(walled->walls[0].id.valid() && !walled->isFullHeight(walled->walls[0]));
        QCOMPARE(open->racks.size() - walled->racks.size(), std::size_t{1});
        QVERIFY(rackNamed(*open, "B1-H1-A01") && !rackNamed(*walled, "B1-H1-A01"));
    }

    void perforatedTilesAreAsStated()
    {
        const std::string raised = with(smallRecipe(), "floor: slab",
                                        "floor: raised\n    raised_floor_m: 0.6\n    tile_fields: "
                                        "[{name: T1, area_m: [4.2, 0, 4.8, 1.8], open_share: 0.56}, "
                                        "{name: T2, area_m: [9, 0, 1.2, 1.8]}]");
        const HallPtr hall = buildSiteFromText(raised, "small.yaml")->buildings[0]->halls[0];
        QCOMPARE(hall->tileFields.size(), std::size_t{2});
        QVERIFY(hall->tileFields[0] == (TileField{{1}, "T1", {4.2, 0.0, 4.8, 1.8}, 0.56}));
        QCOMPARE(hall->tileFields[1].openShare, 0.25);
    }

    void aHallWithoutRowsIsBuiltWithoutFibre()
    {
        std::string text = smallRecipe();
        const std::string placement = "{name: H1, template: room, origin_m: [12, 6], tray_exit: south}";
        const auto room =
            text.substr(text.find("  room:\n"), text.find("buildings:") - text.find("  room:\n"));
        std::string bare = room;
        bare.replace(2, 4, "bare");
        bare.erase(bare.find("    columns:"), bare.find("    air_handlers:") - bare.find("    columns:"));
        bare.replace(bare.find("width_m: 15"), 11, "width_m: 9");
        const auto groups = bare.find("        - {count: 1, racks: [{type: Air");
        bare.erase(groups, bare.find("    containment:") - groups);
        bare.replace(bare.find("groups:"), 7, "groups: []");
        text.insert(text.find("buildings:"), bare);
        text.replace(text.find(placement), placement.size(),
                     placement + "\n      - {name: H2, template: bare, origin_m: [1, 6], tray_exit: south}");
        text.insert(text.find("  building_runs:"),
                    "  hall_runs: {cables: 4, fibres_per_cable: 288, cable_diameter_mm: 11, slack: 0.1}\n");
        const SitePtr site = buildSiteFromText(text, "small.yaml");
        QCOMPARE(site->buildings[0]->halls.size(), std::size_t{2});
        QCOMPARE(site->pathways->runs.size(), std::size_t{1}); // from building to building
    }

    void aRemovedRackLeavesTheOthersFed()
    {
        const SitePtr site = buildSiteFromText(
            smallRecipeWith("{rack: B2-H1-A02, power_kw: 20}", "{rack: B1-H1-A02, remove: 1}"), "small.yaml");
        const HallPtr hall = hallOf(site, 0);
        QVERIFY(!rackNamed(*hall, "B1-H1-A02"));
        const PowerNode* ofA = site->power->find(rackNamed(*hall, "B1-H1-A08")->feedA);
        const PowerNode* ofB = site->power->find(rackNamed(*hall, "B1-H1-B01")->feedA);
        QCOMPARE(ofA->name, std::string("B1-H1-A busway A"));
        QCOMPARE(ofB->name, std::string("B1-H1-B busway A"));
    }

    // Spine tray, home tray, duct, trench, and back: each begins where the last one ended.
    void fibreRunsFollowJoinedPathways()
    {
        const SitePtr site = smallSite();
        QCOMPARE(site->pathways->runs.size(), std::size_t{1});
        const FibreRun& run = site->pathways->runs.front();
        QCOMPARE(run.route.size(), std::size_t{7});
        const Pathway* trench = site->pathways->find(run.route[3]);
        QCOMPARE(trench->kind, PathwayKind::Trench);
        QCOMPARE(trench->lengthM(), 80.0);
        const Pathway* duct = site->pathways->find(run.route[2]);
        // 1 m down, from the meet-me room's centre (8, 2) to the vault at (8, -5), and 0.2 m down into the trench.
        QCOMPARE(duct->lengthM(), 1.0 + 7.0 + 0.2);
    }
};

QTEST_GUILESS_MAIN(TestRecipe)
#include "tst_recipe.moc"
