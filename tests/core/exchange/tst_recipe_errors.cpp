#include "core/exchange/recipe.h"
#include "core/model/errors.h"
#include "recipe_text.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace hallwright;
using namespace hallwright::test;

namespace
{

// What the builder says about this text, or "" if it accepts it.
std::string refusal(const std::string& yaml)
{
    try {
        buildSiteFromText(yaml, "site.yaml");
    } catch (const InputError& e) {
        return e.what();
    }
    return {};
}

int lineOf(const std::string& text, const std::string& what)
{
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(text.find(what));
    return 1 + static_cast<int>(std::count(text.begin(), end, '\n'));
}

} // namespace

class TestRecipeErrors : public QObject
{
    Q_OBJECT

private slots:
    void aSlipIsToldWithItsLineAndItsLimit_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("sentence");

        QTest::newRow("a mistyped key that was needed") << "supply_c: 22" << "suply_c: 22"
            << "unknown key \"suply_c\" in halls.room; did you mean \"supply_c\"?";
        QTest::newRow("a mistyped optional key") << "containment: {" << "contanment: {"
            << "unknown key \"contanment\" in halls.room; did you mean \"containment\"?";
        QTest::newRow("a key that belongs nowhere") << "other_kw: 10" << "other_kw: 10\n    colour: blue"
            << "unknown key \"colour\" in buildings.shed; known are: width_m, depth_m";
        QTest::newRow("a missing key") << "    supply_c: 22\n" << ""
            << "halls.room lacks the key \"supply_c\"; add it.";
        QTest::newRow("a key given twice") << "supply_c: 22" << "supply_c: 22\n    supply_c: 23"
            << "halls.room.supply_c is given twice; remove one of the two.";
        QTest::newRow("a negative power") << "power_kw: 40" << "power_kw: -40"
            << "rack_types.Air.power_kw is -40 kW, but must lie within 0 and 1000 kW.";
        QTest::newRow("not a number at all") << "power_kw: 40" << "power_kw: .nan"
            << "rack_types.Air.power_kw is nan kW, but must lie within 0 and 1000 kW.";
        QTest::newRow("a word for a number") << "power_kw: 40" << "power_kw: forty"
            << "rack_types.Air.power_kw must be a number, but is \"forty\".";
        QTest::newRow("a list for a number") << "power_kw: 40" << "power_kw: [40]"
            << "rack_types.Air.power_kw must be a number, but is a list.";
        QTest::newRow("a fraction of a rack") << "{type: Air, count: 4}" << "{type: Air, count: 4.5}"
            << "count must be a whole number, but is \"4.5\".";
        QTest::newRow("more racks than a row can have") << "{type: Air, count: 4}" << "{type: Air, count: 4000000}"
            << "count is 4000000, but must lie within 1 and 500.";
        QTest::newRow("a rack type nobody defined") << "{type: Liquid, count: 8}" << "{type: Liqid, count: 8}"
            << "names the rack type \"Liqid\", which the recipe does not define; did you mean \"Liquid\"?";
        QTest::newRow("a transformer where a UPS belongs") << "ups: UPS, busway" << "ups: TX, busway"
            << "halls.room.power.ups must name a ups, but \"TX\" is a transformer.";
        QTest::newRow("a kind there is none of") << "floor: slab" << "floor: lava"
            << "halls.room.floor is \"lava\", but must be one of: slab, raised.";
        QTest::newRow("a loop the building lacks") << "loop: cold water" << "loop: cool water"
            << "which buildings.shed does not have; did you mean \"cold water\"?";
        QTest::newRow("two halls of one name") << "tray_exit: south}"
            << "tray_exit: south}\n      - {name: H1, template: room, origin_m: [27, 6], tray_exit: south}"
            << "buildings.shed has two halls named \"H1\".";
        QTest::newRow("a wet bulb above the dry bulb") << "wet_bulb_c: 22" << "wet_bulb_c: 36"
            << "site.wet_bulb_c is 36 °C, but must lie within -60 and 35 °C.";
        QTest::newRow("an override of a rack that is not there") << "B2-H1-A02" << "B2-H1-A05"
            << "overrides[1].rack is \"B2-H1-A05\", but hall B2-H1 has no rack of that name.";
        QTest::newRow("a rack outside its hall") << "power_kw: 20}" << "x_m: 14.9}"
            << "overrides[1] puts rack B2-H1-A02 at x = 14.9 m, y = 2.4 m, outside hall B2-H1, which is 15 m by 9 m.";
        QTest::newRow("a vault the campus lacks") << "V2: [88, -5]" << "V3: [88, -5]"
            << "names the vault \"V2\", which the recipe does not define; did you mean \"V1\"?";
    }

    void aSlipIsToldWithItsLineAndItsLimit()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, sentence);
        const QString message =
            QString::fromStdString(refusal(smallRecipeWith(from.toStdString(), to.toStdString())));
        QVERIFY2(message.contains(sentence), qPrintable("got: " + message));
        QVERIFY2(message.startsWith("site.yaml:"), qPrintable(message));
        QCOMPARE(message.count('\n'), 0);
    }

    void theLineIsThatOfTheOffendingValue()
    {
        const std::string text = smallRecipeWith("power_kw: 40", "power_kw: -40");
        const std::string place = "site.yaml:" + std::to_string(lineOf(text, "power_kw: -40")) + ": ";
        QCOMPARE(refusal(text).substr(0, place.size()), place);
    }

    void aRowLongerThanItsHallIsRefused()
    {
        const std::string message = refusal(smallRecipeWith("{type: Liquid, count: 8}", "{type: Liquid, count: 20}"));
        QVERIFY(message.find("row B of hall B1-H1 ends at x = 16.2 m, but the hall is 15 m wide")
                != std::string::npos);
    }

    void moreAirHandlersThanTheWallHoldsAreRefused()
    {
        const std::string message = refusal(smallRecipeWith("wall: west, count: 2", "wall: west, count: 4"));
        QVERIFY(message.find("4 units of 3 m need 12 m of wall, but the west wall is 9 m long")
                != std::string::npos);
    }

    void buildingsNoTrenchJoinsAreRefused()
    {
        const std::string message = refusal(smallRecipeWith("trenches: [{from: V1, to: V2}]", "trenches: []"));
        QVERIFY(message.find("no trench joins building B1 to building B2") != std::string::npos);
    }

    void textThatIsNotYamlIsRefusedWithItsLine()
    {
        QCOMPARE(refusal("recipe: 1\nsite: [1, 2\n").substr(0, 10), std::string("site.yaml:"));
        QVERIFY(refusal("recipe: 1\nsite: [1, 2\n").find("this is not YAML") != std::string::npos);
        QVERIFY(!refusal(std::string("SQLite format 3\0\1\2\3", 20)).empty());
    }

    void anEmptyRecipeIsRefused()
    {
        QVERIFY(refusal("").find("the recipe is empty") != std::string::npos);
        QVERIFY(refusal("# nothing but a comment\n").find("the recipe is empty") != std::string::npos);
    }

    void aListIsNoRecipe()
    {
        QVERIFY(refusal("- 1\n").find("the recipe must be a map") != std::string::npos);
    }

    void aCampusOfAMillionPositionsIsRefusedBeforeItIsBuilt()
    {
        // 200 rows of 16 positions in each of 10,000 buildings: 32 million.
        std::string text = smallRecipeWith("columns: 2, rows: 1", "columns: 100, rows: 100");
        text.replace(text.find("vault: V, "), 10, "");
        text.replace(text.find("{count: 1, racks: [{type: Liquid"), 9, "{count: 200");
        const std::string message = refusal(text);
        QVERIFY2(message.find("at most 1000000 are accepted") != std::string::npos, message.c_str());
    }

    void nestedAliasesAreRefusedAtOnce()
    {
        std::string text = "recipe: 1\na: &a [x, x, x, x, x, x, x, x]\n";
        for (char c = 'b'; c <= 'z'; ++c) {
            const std::string list(1, static_cast<char>(c - 1));
            text += std::string(1, c) + ": &" + c + " [*" + list + ", *" + list + ", *" + list + ", *" + list + "]\n";
        }
        QVERIFY(refusal(text).find("lacks the key \"site\"") != std::string::npos);
    }

    void deepNestingIsRefused()
    {
        QVERIFY(refusal(std::string(100'000, '[')).find("this is not YAML") != std::string::npos);
    }

    void aFileOfMoreThanAMebibyteIsRefused()
    {
        const std::string message = refusal(smallRecipe() + std::string(1 << 20, '#'));
        QVERIFY(message.find("but at most 1048576 are accepted") != std::string::npos);
    }

    void aMissingFileIsToldAsSuch()
    {
        QVERIFY_EXCEPTION_THROWN(buildSite("/nowhere/site.yaml"), StorageError);
        QTemporaryDir folder;
        QVERIFY_EXCEPTION_THROWN(buildSite(folder.path().toStdString()), StorageError);
    }
};

QTEST_GUILESS_MAIN(TestRecipeErrors)
#include "tst_recipe_errors.moc"
