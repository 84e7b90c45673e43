#include "core/exchange/recipe.h"
#include "core/model/errors.h"
#include "recipe_text.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace hallwright;
using namespace hallwright::test;

namespace {

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

        QTest::newRow("a mistyped key that was needed")
            << "supply_c: 22"
            << "suply_c: 22"
            << "unknown key \"suply_c\" in halls.room; did you mean \"supply_c\"?";
        QTest::newRow("a mistyped optional key")
            << "containment: {"
            << "contanment: {"
            << "unknown key \"contanment\" in halls.room; did you mean \"containment\"?";
        QTest::newRow("a key that belongs nowhere")
            << "other_kw: 10"
            << "other_kw: 10\n    colour: blue"
            << "unknown key \"colour\" in buildings.shed; known are: width_m, depth_m";
        QTest::newRow("a missing key") << "    supply_c: 22\n"
                                       << ""
                                       << "halls.room lacks the key \"supply_c\"; add it.";
        QTest::newRow("a key given twice") << "supply_c: 22"
                                           << "supply_c: 22\n    supply_c: 23"
                                           << "halls.room.supply_c is given twice; remove one of the two.";
        QTest::newRow("a negative power")
            << "power_kw: 40"
            << "power_kw: -40"
            << "rack_types.Air.power_kw is -40 kW, but must lie within 0 and 1000 kW.";
        QTest::newRow("not a number at all")
            << "power_kw: 40"
            << "power_kw: .nan"
            << "rack_types.Air.power_kw is nan kW, but must lie within 0 and 1000 kW.";
        QTest::newRow("a word for a number") << "power_kw: 40"
                                             << "power_kw: forty"
                                             << "rack_types.Air.power_kw must be a number, but is \"forty\".";
        QTest::newRow("a list for a number") << "power_kw: 40"
                                             << "power_kw: [40]"
                                             << "rack_types.Air.power_kw must be a number, but is a list.";
        QTest::newRow("a fraction of a rack") << "{type: Air, count: 4}"
                                              << "{type: Air, count: 4.5}"
                                              << "count must be a whole number, but is \"4.5\".";
        QTest::newRow("more racks than a row can have") << "{type: Air, count: 4}"
                                                        << "{type: Air, count: 4000000}"
                                                        << "count is 4000000, but must lie within 1 and 500.";
        QTest::newRow("a rack type nobody defined")
            << "{type: Liquid, count: 8}"
            << "{type: Liqid, count: 8}"
            << "names the rack type \"Liqid\", which the recipe does not define; did you mean \"Liquid\"?";
        QTest::newRow("a transformer where a UPS belongs")
            << "ups: UPS, busway"
            << "ups: TX, busway"
            << "halls.room.power.ups must name a UPS or rectifier, but \"TX\" is a transformer.";
        QTest::newRow("a kind there is none of")
            << "floor: slab"
            << "floor: lava"
            << "halls.room.floor is \"lava\", but must be one of: slab, raised.";
        QTest::newRow("a loop the building lacks")
            << "loop: cold water"
            << "loop: cool water"
            << "which buildings.shed does not have; did you mean \"cold water\"?";
        QTest::newRow("two halls of one name")
            << "tray_exit: south}"
            << "tray_exit: south}\n      - {name: H1, template: room, origin_m: [27, 6], tray_exit: south}"
            << "buildings.shed has two halls named \"H1\".";
        QTest::newRow("a wet bulb above the dry bulb")
            << "wet_bulb_c: 22"
            << "wet_bulb_c: 36"
            << "site.wet_bulb_c is 36 °C, but must lie within 12.5 and 35 °C.";
        QTest::newRow("a wet bulb below that of dry air") // 12.52 °C at 35 °C and 100 m
            << "wet_bulb_c: 22"
            << "wet_bulb_c: 5"
            << "site.wet_bulb_c is 5 °C, but must lie within 12.5 and 35 °C.";
        QTest::newRow("an override of a rack that is not there")
            << "B2-H1-A02"
            << "B2-H1-A05"
            << "overrides[1].rack is \"B2-H1-A05\", but hall B2-H1 has no rack of that name.";
        const char* override = "  - {rack: B2-H1-A02, power_kw: 20}\n";
        const auto waiver = [&](const char* name, const char* entry, const char* sentence) {
            QTest::newRow(name) << override << QString("%1waivers:\n  - %2\n").arg(override, entry)
                                << sentence;
        };
        waiver("a waiver in a hall that is not there", "{hall: B2-H9, rule: overlap, reason: So}",
               "waivers[1].hall is \"B2-H9\", which the campus does not have; did you mean \"B2-H1\"?");
        waiver("a waiver of an aisle that is not there",
               "{hall: B2-H1, aisle: Hot 9, rule: overlap, reason: So}",
               "waivers[1].aisle is \"Hot 9\", which hall B2-H1 does not have; did you mean \"Hot 1\"?");
        waiver("a waiver of a rack that is not there",
               "{hall: B2-H1, rack: B2-H1-A99, rule: overlap, reason: So}",
               "waivers[1].rack is \"B2-H1-A99\", which hall B2-H1 does not have;");
        waiver("a waiver of two things",
               "{hall: B2-H1, aisle: Hot 1, rack: B2-H1-A01, rule: overlap, reason: So}",
               "waivers[1] names both an aisle and a rack; waive what is found of each by itself.");
        waiver("a waiver of a rule misspelt", "{hall: B2-H1, rule: overlaps, reason: So}",
               "waivers[1].rule is \"overlaps\", which is no rule; did you mean \"overlap\"?");
        waiver("a waiver without a reason", "{hall: B2-H1, rule: overlap}",
               "waivers[1] lacks the key \"reason\"; add it.");
        QTest::newRow("a date that is no day")
            << "power_kw: 20}"
            << "dates: {operation: 2027-02-30}}"
            << "overrides[1].dates.operation is \"2027-02-30\", but must be a day such as 2027-03-31.";
        QTest::newRow("a date of no status") << "power_kw: 20}"
                                             << "dates: {retirement: 2027-02-28}}"
                                             << "retirement";
        QTest::newRow("a rack outside its hall") << "power_kw: 20}"
                                                 << "x_m: 14.9}"
                                                 << "overrides[1]: rack B2-H1-A02 reaches from x = 14.6 m, y "
                                                    "= 1.8 m to x = 15.2 m, y = 3 m, outside hall "
                                                    "B2-H1, which is 15 m by 9 m.";
        QTest::newRow("a fan that moves no air")
            << "airflow_m3_s: 25"
            << "airflow_m3_s: 0"
            << "air_handlers.Bay.airflow_m3_s is 0 m³/s, but must lie within 0.01 and 500 m³/s.";
        QTest::newRow("a fan wall without capacity")
            << "capacity_kw: 450"
            << "capacity_kw: 0"
            << "air_handlers.Bay.capacity_kw is 0 kW, but must lie within 1 and 100000 kW.";
        QTest::newRow("a CDU without capacity")
            << "capacity_kw: 500"
            << "capacity_kw: 0"
            << "cdus.CDU.capacity_kw is 0 kW, but must lie within 1 and 100000 kW.";
        QTest::newRow("a CDU without flow")
            << "flow_l_min: 600"
            << "flow_l_min: 0"
            << "cdus.CDU.flow_l_min is 0 L/min, but must lie within 0.1 and 100000 L/min.";
        QTest::newRow("a utility without power")
            << "rated_mw: 5"
            << "rated_mw: 0"
            << "utilities.Grid A.rated_mw is 0 MW, but must lie within 0.001 and 5000 MW.";
        QTest::newRow("a fraction of a column")
            << "count: [1, 1]"
            << "count: [2.7, 3]"
            << "halls.room.columns.count must be a whole number, but is \"2.7\".";
        QTest::newRow("columns beyond the wall") << "count: [1, 1]"
                                                 << "count: [3, 1]"
                                                 << "halls.room.columns reaches from x = 5.45 m, y = 4.85 m "
                                                    "to x = 23.95 m, y = 5.35 m, outside the hall, "
                                                    "which is 15 m by 9 m.";
        QTest::newRow("a wall beyond the room")
            << "doors: [{"
            << "walls: [{name: Cage, area_m: [14.5, 1, 0.8, 0.1]}]\n    doors: [{"
            << "halls.room.walls[1].area_m reaches from x = 14.5 m, y = 1 m to x = 15.3 m, y = 1.1 m, "
               "outside the hall, which is 15 m by 9 m.";
        QTest::newRow("perforated tiles in a slab")
            << "doors: [{"
            << "tile_fields: [{name: Tiles, area_m: [4.2, 3, 3, 1.2]}]\n    doors: [{"
            << "halls.room.tile_fields[1] lies in a raised floor, but the floor is a slab; say floor: "
               "raised, "
               "or leave the tiles out.";
        QTest::newRow("a door beyond its wall")
            << "offset_m: 1.5"
            << "offset_m: 14"
            << "halls.room.doors[1] ends at 15.2 m, but the south wall is 15 m long; lower its offset_m.";
        QTest::newRow("a door above the ceiling")
            << "height_m: 2.4}"
            << "height_m: 5.5}"
            << "halls.room.doors[1].height_m is 5.5 m, but must lie within 1.8 and 5 m.";
        QTest::newRow("a room outside its building") << "area_m: [34.5, 0.5, 5, 19]"
                                                     << "area_m: [36, 0.5, 5, 19]"
                                                     << "buildings.shed.rooms.Electrical B.area_m reaches "
                                                        "from x = 36 m, y = 0.5 m to x = 41 m, y = 19.5 m, "
                                                        "outside the building, which is 40 m by 20 m.";
        QTest::newRow("a hall outside its building") << "origin_m: [12, 6]"
                                                     << "origin_m: [26, 6]"
                                                     << "buildings.shed.halls[1] reaches from x = 26 m, y = "
                                                        "6 m to x = 41 m, y = 15 m, outside the building, "
                                                        "which is 40 m by 20 m.";
        QTest::newRow("a CDU outside its hall") << "start_m: [4.2, 1.8]"
                                                << "start_m: [9.9, 1.8]"
                                                << "CDU B1-H1-CDU-B reaches from x = 14.7 m, y = 4.2 m to x "
                                                   "= 15.9 m, y = 5.4 m, outside hall B1-H1, "
                                                   "which is 15 m by 9 m.";
        QTest::newRow("a building off the campus")
            << "origin_m: [0, 0]"
            << "origin_m: [49990, 0]"
            << "building B2 stands at x = 50070 m, y = 0 m, but both must lie within -50000 and 50000 m.";
        QTest::newRow("more buildings than a campus has")
            << "columns: 2, rows: 1"
            << "columns: 100, rows: 100"
            << "campus[1].repeat makes 10000 buildings, but a campus has at most 200.";
        QTest::newRow("a building name that fills the screen")
            << "{name: B,"
            << "{name: BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBB,"
            << "campus[1].name must have 1 to 40 characters.";
        QTest::newRow("a name that fills the screen")
            << "  Panel: {"
            << "  A mechanical panel of a very long name indeed: {"
            << "the name \"A mechanical panel of a very long name indeed\" must have 1 to 40 characters.";
        QTest::newRow("a vault the campus lacks")
            << "V2: [88, -5]"
            << "V3: [88, -5]"
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
        const std::string message =
            refusal(smallRecipeWith("{type: Liquid, count: 8}", "{type: Liquid, count: 20}"));
        QVERIFY(message.find("row B of hall B1-H1 ends at x = 16.2 m, but the hall is 15 m wide") !=
                std::string::npos);
    }

    void moreAirHandlersThanTheWallHoldsAreRefused()
    {
        const std::string message = refusal(smallRecipeWith("wall: west, count: 2", "wall: west, count: 4"));
        QVERIFY(message.find("4 units of 3 m need 12 m of wall, but the west wall is 9 m long") !=
                std::string::npos);
    }

    void buildingsNoTrenchJoinsAreRefused()
    {
        const std::string message =
            refusal(smallRecipeWith("trenches: [{from: V1, to: V2}]", "trenches: []"));
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
        // 200 rows of 500 positions in each of 200 buildings: 20 million.
        std::string text = smallRecipeWith("columns: 2, rows: 1", "columns: 20, rows: 10");
        text.replace(text.find("vault: V, "), 10, "");
        text.replace(text.find("{count: 1, racks: [{type: Liquid"), 9, "{count: 200");
        text.replace(text.find("{type: Liquid, count: 8}"), 24, "{type: Liquid, count: 500}");
        const std::string message = refusal(text);
        QVERIFY2(message.find("at most 1000000 are accepted") != std::string::npos, message.c_str());
    }

    void morePlantThanACampusHasIsRefused()
    {
        // 7 and 6 racks of 1 MW, nine tenths of it in coolant, by units of 1 kW: 6306 units and 5406.
        std::string text = smallRecipeWith("power_kw: 30,", "power_kw: 1000,");
        text.replace(text.find("liquid_share: 0.75"), 18, "liquid_share: 0.9");
        text.replace(text.find("capacity_kw: 100, fan_kw"), 24, "capacity_kw: 1, fan_kw");
        const std::string message = refusal(text);
        QVERIFY2(message.find("with the 5406 units of B2 warm water the campus has") != std::string::npos &&
                     message.find("plant units, but at most 10000 are accepted") != std::string::npos,
                 message.c_str());
        QCOMPARE(message.substr(0, 10), std::string("site.yaml:"));
    }

    void aSpineHallWithoutRowsIsToldAsSuch()
    {
        std::string text = smallRecipe();
        const auto groups = text.find("        - {count: 1, racks: [{type: Air");
        text.erase(groups, text.find("    containment:") - groups);
        text.replace(text.find("groups:"), 7, "groups: []");
        text.erase(text.find("limits:"));
        const std::string message = refusal(text);
        QVERIFY2(message.find(
                     "fibre runs begin and end in hall B1-H1, the spine hall of its building, but it has no "
                     "rows") != std::string::npos,
                 message.c_str());
        QCOMPARE(message.substr(0, 10), std::string("site.yaml:"));
    }

    void nestedAliasesAreRefusedAtOnce()
    {
        std::string text = "recipe: 1\na: &a [x, x, x, x, x, x, x, x]\n";
        for (char c = 'b'; c <= 'z'; ++c) {
            text += {c, ':', ' ', '&', c, ' ', '['};
            for (const char* separator : {"", ", ", ", ", ", "})
                (text += separator) += {'*', static_cast<char>(c - 1)};
            text += "]\n";
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
