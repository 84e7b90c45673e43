// What a site is built of, held against counts by hand.
#include "core/model/bill_of_materials.h"

#include "core/model/site_edit.h"
#include "tests/support/campus.h"

#include <QTest>

#include <algorithm>

using namespace hallwright;

class BillOfMaterialsTest : public QObject
{
    Q_OBJECT

private slots:
    // 24 and 12 air-cooled racks in halls A and B, 8 liquid-cooled ones in hall B.
    void racksAreCountedByType()
    {
        const SitePtr site = test::smallCampus();
        const BillOfMaterials bill = billOfMaterials(*site);
        QCOMPARE(bill.racks.size(), std::size_t{2});
        QCOMPARE(bill.racks.at(0).count, std::size_t{36});
        QCOMPARE(bill.racks.at(1).count, std::size_t{8});
        double powerW = 0.0;
        for (const BuildingPtr& building : site->buildings) {
            for (const HallPtr& hall : building->halls) {
                for (const Rack& rack : hall->racks)
                    powerW += rack.powerW;
            }
        }
        QCOMPARE(bill.racks.at(0).powerW + bill.racks.at(1).powerW, powerW);
    }

    void aRackWithoutAFeedOrAMassIsCountedAsSuch()
    {
        const SitePtr site = test::smallCampus();
        const RackMaterials before = billOfMaterials(*site).racks.front();
        const std::vector<Rack>& racks = site->buildings.front()->halls.front()->racks;
        SiteEdit edit(site);
        edit.change(racks.at(0).id).feedA = {};
        edit.change(racks.at(0).id).feedB = {};
        edit.change(racks.at(1).id).feedB = {};
        edit.change(racks.at(1).id).massKg = 0.0;
        const RackMaterials after = billOfMaterials(*edit.done()).racks.front();
        QCOMPARE(after.count, before.count);
        QCOMPARE(after.onNoFeed, before.onNoFeed + 1);
        QCOMPARE(after.onOneFeed(), before.onOneFeed() + 1);
        QCOMPARE(after.onBothFeeds, before.onBothFeeds - 2);
        QCOMPARE(after.unweighed, before.unweighed + 1);
        QVERIFY(std::abs(before.massKg - racks.at(1).massKg - after.massKg) < 1e-6);
    }

    void unitsOfOneMakeAreOneEntryAndAllAreCounted()
    {
        const SitePtr site = test::smallCampus();
        const BillOfMaterials bill = billOfMaterials(*site);
        std::size_t units = site->cooling->plant.size() + site->power->nodes.size(), counted = 0, cdus = 0;
        for (const BuildingPtr& building : site->buildings) {
            for (const HallPtr& hall : building->halls)
                units += hall->airHandlers.size() + hall->cdus.size();
        }
        for (const EquipmentMaterials& make : bill.equipment) {
            counted += make.count;
            cdus += make.kind == "cdu" ? make.count : 0;
        }
        QCOMPARE(counted, units);
        QCOMPARE(cdus, std::size_t{2}); // hall B has two
        QVERIFY(bill.equipment.size() < units);
    }

    // No metre is lost: the runs' lengths are those of their paths.
    void lengthsAreThoseOfThePaths()
    {
        const SitePtr site = test::smallCampus();
        const BillOfMaterials bill = billOfMaterials(*site);
        double pipesM = 0.0, waysM = 0.0, foundPipesM = 0.0, foundWaysM = 0.0;
        for (const PipeRun& pipe : site->cooling->pipes)
            pipesM += pathLength(pipe.pathM);
        for (const Pathway& way : site->pathways->pathways)
            waysM += way.lengthM();
        for (const PipeMaterials& pipes : bill.pipes)
            foundPipesM += pipes.lengthM;
        for (const PathwayMaterials& ways : bill.pathways)
            foundWaysM += ways.lengthM;
        constexpr double roundingM = 1e-9;
        QVERIFY(pipesM > 0.0 && std::abs(foundPipesM - pipesM) < roundingM * pipesM);
        QVERIFY(waysM > 0.0 && std::abs(foundWaysM - waysM) < roundingM * waysM);
    }

    void nothingInGivesNothingOut()
    {
        const BillOfMaterials bill = billOfMaterials(Site{});
        QVERIFY(bill.racks.empty() && bill.equipment.empty() && bill.pipes.empty() && bill.pathways.empty());
    }
};

QTEST_GUILESS_MAIN(BillOfMaterialsTest)
#include "tst_bill_of_materials.moc"
