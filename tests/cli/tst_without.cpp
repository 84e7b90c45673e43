// hallwright-cli with --without: equipment out of service, named as people name it.
#include "tests/cli/cli_run.h"

#include <algorithm>
#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

class WithoutTest : public QObject
{
    Q_OBJECT

private slots:
    void withoutTakesEquipmentOutOfService()
    {
        const Json all = cli({"solve", folder_.file, "--json"}).json();
        QVERIFY(all["out_of_service"].empty());
        const Json root = cli({"solve", folder_.file, "--json", "--without", "Chiller 1", "--without",
                               "CRAH 2", "--without", "CDU 1", "--without", "Building 1 UPS A"})
                              .json();
        QCOMPARE(root["out_of_service"].size(), std::size_t{4});
        for (const Json& unit : root["plant"]) {
            if (unit["name"] == "Chiller 1") {
                QVERIFY(!unit["running"].get<bool>());
                QCOMPARE(unit["heat_w"].get<double>(), 0.0);
            }
        }
        QCOMPARE(root["halls"][0]["air_handlers_running"].get<int>(),
                 all["halls"][0]["air_handlers_running"].get<int>() - 1);
        QCOMPARE(root["halls"][1]["cdus_running"].get<int>(), all["halls"][1]["cdus_running"].get<int>() - 1);
        for (const Json& node : root["power_nodes"]) {
            if (node["name"] == "Building 1 UPS A") {
                QVERIFY(!node["energised"].get<bool>());
                QCOMPARE(node["output_w"].get<double>(), 0.0);
            }
        }
        QVERIFY(cli({"solve", folder_.file, "--without", "CDU 1"})
                    .out.contains("Out of service          Building 2/Hall B/CDU 1"));
    }

    // The key has its name from before there were findings.
    void whatIsLostIsAFindingAndNoNote()
    {
        const QStringList arguments{"solve", folder_.file, "--without", "CDU 1"};
        const Json root = cli(arguments + QStringList{"--json"}).json();
        const auto lost = std::count_if(root["findings"].begin(), root["findings"].end(),
                                        [](const Json& of) { return of["rule"] == "no-coolant"; });
        QCOMPARE(lost, std::ptrdiff_t{4});
        QCOMPARE(root["warnings"].front().get<std::string>(), std::string("What if: CDU 1 out of service."));
        QVERIFY(root["warnings"].dump().find("coolant") == std::string::npos);
        const QByteArray text = cli(arguments).out;
        QVERIFY(text.contains("\nNote: What if: CDU 1 out of service.\n"));
        QVERIFY(!text.contains("Warning"));
    }

    // The other side carries what the lost one did: what was foretold of the loss comes true of the nodes of the side
    // that is left.
    void theLossOfASideIsWhatWasForetold()
    {
        constexpr double rounding = 1e-9; // relative; losses and loads are summed in another order
        const Json before = cli({"solve", folder_.file, "--json"}).json();
        QStringList arguments{"solve", folder_.file, "--json"};
        for (const Json& node : before["power_nodes"]) {
            if (node["side"] == "A" && node["kind"] == "transformer")
                arguments << "--without" << QString::fromStdString(node["name"]);
        }
        QVERIFY(arguments.size() > 4);
        const Json after = cli(arguments).json();
        int compared = 0;
        for (std::size_t i = 0; i < before["power_nodes"].size(); ++i) {
            const Json& node = before["power_nodes"][i];
            if (node["side"] != "B" || (node["kind"] != "pdu" && node["kind"] != "busway"))
                continue;
            const double foretold = node["output_other_side_lost_w"].get<double>();
            QVERIFY(foretold > node["output_w"].get<double>());
            QVERIFY(std::abs(after["power_nodes"][i]["output_w"].get<double>() - foretold) <=
                    rounding * foretold);
            ++compared;
        }
        QVERIFY(compared >= 4);
    }

    void anUnknownNameIsAnsweredWithTheNearest()
    {
        const Outcome outcome = cli({"solve", folder_.file, "--without", "Chiler 1"});
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.err.contains("the nearest are \"Chiller 1\""), outcome.err.constData());
    }

    // What is known is printed all the same, and a note says where the heat stays.
    void withoutASteadyStateTheAnswerIsNo()
    {
        QStringList outages;
        for (const AirHandler& unit : folder_.site->buildings[0]->halls[0]->airHandlers)
            outages << "--without"
                    << "Building 1/Hall A/" + QString::fromStdString(unit.name);
        const Outcome text = cli(QStringList{"solve", folder_.file} + outages);
        QCOMPARE(text.code, 1);
        QCOMPARE(text.err, QByteArray());
        QVERIFY2(text.out.contains("no steady state") && text.out.contains("Hall B"), text.out.constData());
        const Outcome json = cli(QStringList{"solve", folder_.file, "--json"} + outages);
        QCOMPARE(json.code, 1);
        QVERIFY(!json.json()["steady"].get<bool>() && json.json()["pue"].is_null());
        // Asked for a figure's derivation, it gives that.
        QCOMPARE(cli(QStringList{"solve", folder_.file, "--explain", "pue"} + outages).code, 0);
        QVERIFY(cli({"solve", folder_.file, "--json"}).json()["steady"].get<bool>());
    }

    void anAmbiguousNameIsToldApartByItsPlace()
    {
        auto site = std::make_shared<Site>(*folder_.site);
        auto building = std::make_shared<Building>(*site->buildings[1]);
        auto hall = std::make_shared<Hall>(*building->halls[0]);
        hall->airHandlers[0].name = "CRAH 1"; // as one in Hall A
        building->halls[0] = hall;
        site->buildings[1] = building;
        const QString file = folder_.path("twins.hallwright");
        saveSite(*site, file.toStdString());
        const Outcome outcome = cli({"solve", file, "--without", "CRAH 1"});
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.err.contains("\"Building 1/Hall A/CRAH 1\" or \"Building 2/Hall B/CRAH 1\""),
                 outcome.err.constData());
        const Json root = cli({"solve", file, "--json", "--without", "Building 2/Hall B/CRAH 1"}).json();
        QCOMPARE(root["halls"][0]["air_handlers_running"].get<int>(),
                 root["halls"][0]["air_handler_count"].get<int>());
        QCOMPARE(root["halls"][1]["air_handlers_running"].get<int>(),
                 root["halls"][1]["air_handler_count"].get<int>() - 1);
    }

private:
    CliFolder folder_;
};

QTEST_GUILESS_MAIN(WithoutTest)
#include "tst_without.moc"
