// hallwright-cli solve --explain: where figures come from.
#include "tests/cli/cli_run.h"

#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

class ExplainOptionTest : public QObject
{
    Q_OBJECT

private slots:
    void everyExplainedFigureIsInTheJson()
    {
        constexpr double rounding = 1e-15; // of the digits in JSON, relative
        const Json root = cli({"solve", folder_.file, "--json"}).json();
        const Json listed = cli({"solve", folder_.file, "--json", "--explain", "list"}).json();
        QVERIFY(listed.size() > 40);
        QStringList arguments{"solve", folder_.file, "--json"};
        for (const Json& entry : listed)
            arguments << "--explain" << QString::fromStdString(entry["key"]);
        const Json explained = cli(arguments).json();
        QCOMPARE(explained.size(), listed.size());
        for (const Json& entry : explained) {
            const auto key = entry["key"].get<std::string>();
            QCOMPARE(entry["value"].is_null(), figureAt(root, key).is_null()); // not known
            if (entry["value"].is_null())
                continue;
            const double value = entry["value"].get<double>();
            const double figure = figureAt(root, key).get<double>();
            QVERIFY2(std::abs(value - figure) <= rounding * std::abs(figure), key.c_str());
        }
    }

    void anExplanationHasFormulaInputsAndSource()
    {
        const Outcome text = cli({"solve", folder_.file, "--explain", "pue", "--explain", "tue"});
        QCOMPARE(text.code, 0);
        QCOMPARE(text.err, QByteArray());
        for (const char* words : {"Power usage effectiveness (PUE)", "PUE = P_facility / P_IT",
                                  "facility_power_w", "MW", "ISO/IEC 30134-2", "TUE = ITUE"})
            QVERIFY2(text.out.contains(words), words);
        QVERIFY(!text.out.contains("Warmest inlet")); // instead of the results

        const Json root = cli({"solve", folder_.file, "--explain", "pue", "--json"}).json();
        QCOMPARE(root.size(), std::size_t{1});
        QCOMPARE(keysOf(root[0]), QStringList({"key", "title", "value", "unit", "formula", "combine",
                                               "inputs", "source", "note"}));
        QCOMPARE(keysOf(root[0]["inputs"][0]), QStringList({"name", "value", "unit", "key"}));
        QCOMPARE(root[0]["combine"].get<std::string>(), std::string("ratio"));
        QCOMPARE(root[0]["value"].get<double>(),
                 root[0]["inputs"][0]["value"].get<double>() / root[0]["inputs"][1]["value"].get<double>());
    }

    void theListHasEveryKeyWithItsTitle()
    {
        const Outcome outcome = cli({"solve", folder_.file, "--explain", "list"});
        QCOMPARE(outcome.code, 0);
        const Json asJson = cli({"solve", folder_.file, "--explain", "list", "--json"}).json();
        QCOMPARE(static_cast<std::size_t>(outcome.out.count('\n')), asJson.size());
        for (const char* words : {"pue ", "overhead/chillers_w ", "building/Building 1/pue ",
                                  "hall/Building 2/Hall B/partial_pue ", "Water usage effectiveness (WUE)"})
            QVERIFY2(outcome.out.contains(words), words);
    }

    void anUnknownKeyIsAnsweredWithTheNearest_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("nearest");
        QTest::newRow("a letter wrong") << "pui"
                                        << "\"pue\"";
        QTest::newRow("capitals") << "IT_POWER_W"
                                  << "\"it_power_w\"";
        QTest::newRow("a part of it") << "chillers"
                                      << "\"overhead/chillers_w\"";
        QTest::newRow("a hall") << "hall/Building 1/Hal A/return_c"
                                << "\"hall/Building 1/Hall A/return_c\"";
    }

    void anUnknownKeyIsAnsweredWithTheNearest()
    {
        QFETCH(QString, key);
        QFETCH(QString, nearest);
        const Outcome outcome = cli({"solve", folder_.file, "--explain", key});
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.err.contains("the nearest are " + nearest.toUtf8()), outcome.err.constData());
        QVERIFY(outcome.err.contains("--explain list"));
    }

private:
    // The figure of the results that an explanation's key names.
    const Json& figureAt(const Json& root, const std::string& key) const
    {
        for (std::size_t b = 0; b < folder_.site->buildings.size(); ++b) {
            const std::string& building = folder_.site->buildings[b]->name;
            const std::string ofBuilding = "building/" + building + '/';
            const std::string ofHall =
                "hall/" + building + '/' + folder_.site->buildings[b]->halls[0]->name + '/';
            if (key.starts_with(ofBuilding))
                return root["buildings"].at(b).at(key.substr(ofBuilding.size()));
            if (key.starts_with(ofHall)) // each building has one hall
                return root["halls"].at(b).at(key.substr(ofHall.size()));
        }
        return root.at(Json::json_pointer('/' + key));
    }

    CliFolder folder_;
};

QTEST_GUILESS_MAIN(ExplainOptionTest)
#include "tst_explain_option.moc"
