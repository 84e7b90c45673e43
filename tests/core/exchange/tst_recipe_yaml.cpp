#include "core/exchange/recipe.h"
#include "core/model/errors.h"
#include "recipe_text.h"

#include <QTest>

#include <algorithm>

using namespace hallwright;
using namespace hallwright::test;

namespace {

// The small recipe with its site in block style, where a plain text is all that stands after the colon.
std::string blockRecipe()
{
    return smallRecipeWith(
        "{name: Small, latitude_deg: 50, longitude_deg: 8, elevation_m: 100, outdoor_c: 35, "
        "wet_bulb_c: 22}",
        "\n  name: Small\n  latitude_deg: 50\n  longitude_deg: 8\n  elevation_m: 100\n"
        "  outdoor_c: 35\n  wet_bulb_c: 22");
}

std::string siteName(const std::string& written)
{
    return buildSiteFromText(with(blockRecipe(), "name: Small", "name: " + written), "site.yaml")->info.name;
}

std::string everywhere(std::string text, const std::string& from, const std::string& to)
{
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

} // namespace

class RecipeYamlTest : public QObject
{
    Q_OBJECT

private slots:
    void wordsThatOtherYamlReadsAsValuesAreNames_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("name");
        for (const char* word :
             {"yes",   "no",   "on",    "off",  "true",       "01", "012", "0x10", "1e3", "12:30",
              "1_000", ".inf", "-.inf", ".nan", "2027-03-31", "+1", "1.0", "=",    "y",   "N"})
            QTest::newRow(word) << word << word;
        QTest::newRow("a quoted null") << "\"null\""
                                       << "null";
        QTest::newRow("a quoted tilde") << "'~'"
                                        << "~";
        QTest::newRow("a quoted colon") << "\"Hall: north\""
                                        << "Hall: north";
    }

    void wordsThatOtherYamlReadsAsValuesAreNames()
    {
        QFETCH(QString, written);
        QFETCH(QString, name);
        QCOMPARE(QString::fromStdString(siteName(written.toStdString())), name);
    }

    void fortyCharactersAreFortyWhateverTheirBytes()
    {
        const std::string fifteen = "東京データセンター第一棟北側";
        QCOMPARE(refusal(everywhere(smallRecipe(), "H1", fifteen)), std::string());
        std::string long_;
        for (int i = 0; i < 41; ++i)
            long_ += "棟";
        QVERIFY(refusal(smallRecipeWith("name: B,", "name: " + long_ + ","))
                    .find("campus[1].name must have 1 to 40 characters.") != std::string::npos);
    }

    void noCharacterIsCutThroughInAMessage()
    {
        std::string colour;
        for (int i = 0; i < 61; ++i)
            colour += "é";
        const std::string message = refusal(smallRecipeWith("supply_c: 22", "supply_c: " + colour));
        QVERIFY(QString::fromUtf8(message.c_str()).contains(QStringLiteral("é...\"")));
        QVERIFY(!QString::fromUtf8(message.c_str()).contains(QChar(QChar::ReplacementCharacter)));
    }

    void aNumberIsDecimal_data()
    {
        QTest::addColumn<QString>("written");
        for (const char* four : {"4", "04", "004", "+4"})
            QTest::newRow(four) << four;
    }

    void aNumberIsDecimal()
    {
        QFETCH(QString, written);
        const SitePtr plain = buildSiteFromText(smallRecipe(), "site.yaml");
        const SitePtr site = buildSiteFromText(
            smallRecipeWith("{type: Air, count: 4}", "{type: Air, count: " + written.toStdString() + "}"),
            "site.yaml");
        QCOMPARE(site->rackCount(), plain->rackCount());
    }

    // In YAML 1.1, as the library reads it, 010 is eight.
    void aLeadingZeroMakesNoOctal()
    {
        const SitePtr ten = buildSiteFromText(
            smallRecipeWith("{type: Air, count: 4}", "{type: Air, count: 10}"), "site.yaml");
        const SitePtr site = buildSiteFromText(
            smallRecipeWith("{type: Air, count: 4}", "{type: Air, count: 010}"), "site.yaml");
        QCOMPARE(site->rackCount(), ten->rackCount());
    }

    void whatYamlReadsOtherwiseIsToldWithItsLine_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("sentence");
        const auto count = [](const char* name, const char* written) {
            QTest::newRow(name)
                << "{type: Air, count: 4}" << QStringLiteral("{type: Air, count: %1}").arg(written)
                << QStringLiteral("count must be a whole number, but is \"%1\".").arg(written);
        };
        count("a hexadecimal count", "0x10");
        count("an octal count", "0o10");
        count("a sexagesimal count", "12:30");
        count("digits in groups", "1_000");
        count("a power of ten", "1e1");
        count("a word for one", "yes");
        QTest::newRow("a number in groups") << "power_kw: 40"
                                            << "power_kw: 1_000"
                                            << "power_kw must be a number, but is \"1_000\".";
        QTest::newRow("a time of day") << "power_kw: 40"
                                       << "power_kw: 12:30"
                                       << "power_kw must be a number, but is \"12:30\".";
        QTest::newRow("an endless number") << "power_kw: 40"
                                           << "power_kw: .inf"
                                           << "power_kw is inf kW, but must lie within 0 and 1000 kW.";
        QTest::newRow("a number with its unit") << "power_kw: 40"
                                                << "power_kw: 40 kW"
                                                << "power_kw must be a number, but is \"40 kW\".";
        QTest::newRow("a tilde for a name")
            << "name: Small"
            << "name: ~"
            << "site.name must be text, but is nothing (left empty, null or ~).";
        QTest::newRow("null for a name") << "name: Small"
                                         << "name: null"
                                         << "site.name must be text, but is nothing (left empty, null or ~).";
        QTest::newRow("null for a key")
            << "supply_c: 22"
            << "supply_c: 22\n    ~: 5"
            << "a key of halls.room is nothing (left empty, null or ~); keys must be "
               "plain words";
        QTest::newRow("a name of two lines")
            << "name: Small"
            << "name: \"Small\\nsite\""
            << "site.name has a line break, a tab or another control character";
        QTest::newRow("a name in a block") << "name: Small"
                                           << "name: |\n    Small"
                                           << "a value after | or > ends with a line break";
        QTest::newRow("a merge key")
            << "supply_c: 22"
            << "supply_c: 22\n    <<: {doors: []}"
            << "halls.room uses the merge key \"<<\", which recipes do not have; write here "
               "the keys that it would bring.";
        QTest::newRow("an unquoted colon") << "name: Small"
                                           << "name: Small: north"
                                           << "must stand in quotes.";
        QTest::newRow("a second document")
            << "site:"
            << "---\nsite:"
            << "a second document begins with \"---\"; a recipe is one document.";
        QTest::newRow("a tab") << "  name: Small"
                               << "\tname: Small"
                               << "Lines are indented with spaces, not with tabs.";
        QTest::newRow("a merge key among names") << "halls:"
                                                 << "halls:\n  <<: {}"
                                                 << "halls uses the merge key \"<<\"";
    }

    void whatYamlReadsOtherwiseIsToldWithItsLine()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, sentence);
        const std::string text = with(blockRecipe(), from.toStdString(), to.toStdString());
        const QString message = QString::fromStdString(refusal(text));
        QVERIFY2(message.contains(sentence), qPrintable("got: " + message));
        const QString place = message.section(QLatin1Char(':'), 1, 1); // site.yaml:LINE: ...
        const auto end = text.begin() + static_cast<std::ptrdiff_t>(text.find(to.toStdString()));
        const int line = 1 + static_cast<int>(std::count(text.begin(), end, '\n'));
        QVERIFY2(std::abs(place.toInt() - line) <= 1, qPrintable(message));
        QCOMPARE(message.count('\n'), 0);
    }

    void aSwitchIsOnInEverySpelling_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<bool>("on");
        for (const char* word : {"1", "true", "yes", "on", "True", "YES"})
            QTest::newRow(word) << word << true;
        for (const char* word : {"0", "false", "no", "off", "No"})
            QTest::newRow(word) << word << false;
    }

    void aSwitchIsOnInEverySpelling()
    {
        QFETCH(QString, written);
        QFETCH(bool, on);
        const SitePtr site = buildSiteFromText(
            smallRecipeWith("supply_c: 22", "supply_c: 22\n    airside_economiser: " + written.toStdString()),
            "site.yaml");
        QCOMPARE(site->buildings[0]->halls[0]->airsideEconomiser, on);
    }

    void aSwitchThatIsNeitherIsToldAsSuch()
    {
        QVERIFY(refusal(smallRecipeWith("supply_c: 22", "supply_c: 22\n    airside_economiser: maybe"))
                    .find("airside_economiser is \"maybe\", but must be 1 or 0 (or true or false).") !=
                std::string::npos);
    }

    void anAliasIsWhatItsAnchorIs()
    {
        const SitePtr plain = buildSiteFromText(smallRecipe(), "site.yaml");
        std::string text = smallRecipeWith("supply_c: 22", "supply_c: &supply 22");
        const SitePtr site = buildSiteFromText(text, "site.yaml");
        QCOMPARE(site->buildings[0]->halls[0]->supplyC, plain->buildings[0]->halls[0]->supplyC);
    }
};

QTEST_GUILESS_MAIN(RecipeYamlTest)
#include "tst_recipe_yaml.moc"
