#include "campus_checks.h"
#include "core/exchange/recipe.h"
#include "core/rules/findings.h"
#include "core/simulation/evaluate.h"

#include <QTest>

using namespace hallwright;
using namespace hallwright::test;

namespace {

const SitePtr& campus()
{
    static const SitePtr site = buildSite(HALLWRIGHT_SOURCE_DIR "/sample-sites/scale-14k/site.yaml");
    return site;
}

} // namespace

class TestScale14k : public QObject
{
    Q_OBJECT

private slots:
    void thereAre14000RacksInFifteenBuildings()
    {
        QCOMPARE(campus()->rackCount(), std::size_t{14'000});
        QCOMPARE(campus()->buildings.size(), std::size_t{15});
    }

    void nothingIsFound()
    {
        const FindingsPtr findings = findingsOf(*evaluate(campus(), conditionsOf(*campus())));
        QVERIFY2(findings->clean(), findings->clean() ? "" : findings->open.front()->sentence.c_str());
    }

    void everyBuildingIsInsideItsCapacity()
    {
        const SnapshotPtr snapshot = evaluate(campus(), conditionsOf(*campus()));
        for (const BuildingResult& building : snapshot->buildings)
            QVERIFY(building.facilityPowerW <= building.capacityW);
        QCOMPARE(snapshot->racksOverLimit, std::size_t{0});
    }

    void theGroundIsUsedOnce()
    {
        constexpr double clearanceM = 1.5; // half of the 3 m between the coils of neighbours
        const std::string plant = plantTooClose(*campus(), clearanceM);
        QVERIFY2(plant.empty(), plant.c_str());
        const std::string trench = trenchUnderBuilding(*campus());
        QVERIFY2(trench.empty(), trench.c_str());
    }

    void everyTwoBuildingsAreJoinedByFibre()
    {
        QCOMPARE(campus()->pathways->runs.size(), std::size_t{15 * 14 / 2 + 15 * 3});
    }
};

QTEST_GUILESS_MAIN(TestScale14k)
#include "tst_scale_14k.moc"
