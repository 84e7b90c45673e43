#include "core/exchange/recipe.h"
#include "core/model/change_set.h"
#include "core/model/fields.h"
#include "core/model/object_kinds.h"
#include "core/model/site_edit.h"
#include "five_buildings.h"

#include <QTest>

#include <algorithm>

using namespace hallwright;

namespace {

SitePtr fromRecipe()
{
    return buildSite(HALLWRIGHT_SOURCE_DIR "/sample-sites/five-building-conversion/site.yaml");
}

// Objects that name a type and differ from it in a value that comes of it.
template <class T>
int departing(const Site& site)
{
    int count = 0;
    forEachOf<T>(site, [&](const T& object, const auto&) {
        const auto* type = site.catalogue->find(object.type);
        bool differs = false;
        if (type) {
            using Type = std::remove_cvref_t<decltype(*type)>;
            forEachTypedField<T, Type>([&](const auto& own, const auto& of) {
                differs = differs || own.of(object) != of.of(*type);
            });
        }
        count += differs ? 1 : 0;
    });
    return count;
}

template <class T>
int withoutType(const Site& site)
{
    int count = 0;
    forEachOf<T>(site,
                 [&](const T& object, const auto&) { count += site.catalogue->find(object.type) ? 0 : 1; });
    return count;
}

} // namespace

class TestDesignedCampus : public QObject
{
    Q_OBJECT

private slots:
    void aCampusMadeByCallsIsThatOfTheRecipe()
    {
        const SitePtr recipe = fromRecipe();
        const SitePtr designed = test::fiveBuildings();
        QCOMPARE(summary(diff(*recipe, *designed)), summary(ChangeSet{}));
        const std::vector<std::string> differences = sentences(diff(*recipe, *designed), *recipe, *designed);
        QVERIFY2(differences.empty(), differences.empty() ? "" : differences.front().c_str());
        QVERIFY(*designed == *recipe);
    }

    void everythingARecipeBuildsNamesItsType()
    {
        const SitePtr site = fromRecipe();
        QCOMPARE(withoutType<AirHandler>(*site), 0);
        QCOMPARE(withoutType<Cdu>(*site), 0);
        QCOMPARE(withoutType<PlantUnit>(*site), 0);
        QCOMPARE(withoutType<PipeRun>(*site), 0);
        QCOMPARE(withoutType<Pathway>(*site), 0);
        QCOMPARE(withoutType<PowerNode>(*site), 2); // the two substations are the grid's
    }

    void whatIsBuiltHasTheValuesOfItsType()
    {
        const SitePtr site = fromRecipe();
        QCOMPARE(departing<Rack>(*site), 0);
        QCOMPARE(departing<AirHandler>(*site), 0);
        QCOMPARE(departing<Cdu>(*site), 0);
        QCOMPARE(departing<PlantUnit>(*site), 0);
        QCOMPARE(departing<PowerNode>(*site), 0);
        QCOMPARE(departing<PipeRun>(*site), 0);
        QCOMPARE(departing<Pathway>(*site), 0);
    }

    void typesHaveTheNamesOfTheRecipe()
    {
        const SitePtr site = fromRecipe();
        const Catalogue& catalogue = *site->catalogue;
        QCOMPARE(catalogue.airHandlerTypes.front().name, std::string("Fan-wall bay 25"));
        QCOMPARE(catalogue.cduTypes.front().name, std::string("CDU 1000"));
        QCOMPARE(catalogue.plantTypes.front().name, std::string("Chiller 1450"));
        QCOMPARE(catalogue.powerTypes.front().name, std::string("MV switchgear 60"));
        QCOMPARE(catalogue.pathwayTypes.front().name, std::string("Tray 600 x 150 mm"));
        QCOMPARE(catalogue.find(site->cooling->pipes.front().type)->values.diameterM,
                 site->cooling->pipes.front().diameterM);
    }

    void aNewRatingOfAChillerIsOneEdit()
    {
        const SitePtr site = fromRecipe();
        SiteEdit edit(site);
        edit.change(site->catalogue->plantTypes.front().id).values.capacityW = 1600e3;
        const SitePtr next = edit.done();
        int changed = 0;
        for (const PlantUnit& unit : next->cooling->plant)
            changed +=
                unit.type == site->catalogue->plantTypes.front().id && unit.capacityW == 1600e3 ? 1 : 0;
        const auto chillers =
            std::count_if(site->cooling->plant.begin(), site->cooling->plant.end(),
                          [](const PlantUnit& unit) { return unit.kind == PlantKind::AirCooledChiller; });
        QVERIFY(chillers > 100);
        QCOMPARE(changed, static_cast<int>(chillers));
    }
};

QTEST_GUILESS_MAIN(TestDesignedCampus)
#include "tst_designed_campus.moc"
