// hallwright-cli solve: its JSON, its rack file and its text.
#include "core/model/edits.h"
#include "core/model/object_names.h"
#include "core/simulation/weather.h"
#include "tests/cli/cli_run.h"

#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

namespace {

double sum(const Json& list, const char* key, const std::string& building = {})
{
    double total = 0.0;
    for (const Json& entry : list) {
        if (building.empty() || entry.at("building") == building)
            total += entry.at(key).get<double>();
    }
    return total;
}

// The fields of one line of CSV without quotes in them.
QList<QByteArray> fields(const QByteArray& line)
{
    return line.split(',');
}

// From all CDUs of Hall B.
SitePtr withHotCoolant(const Site& campus, double supplyC)
{
    auto site = std::make_shared<Site>(campus);
    auto building = std::make_shared<Building>(*site->buildings[1]);
    auto hall = std::make_shared<Hall>(*building->halls[0]);
    for (Cdu& cdu : hall->cdus)
        cdu.supplyC = supplyC;
    building->halls[0] = hall;
    site->buildings[1] = building;
    return site;
}

} // namespace

class SolveTest : public QObject
{
    Q_OBJECT

private slots:
    // Of the first version, whose readers may count on them and their order.
    void theJsonKeepsItsFirstKeysInTheirOrder()
    {
        const Json root = cli({"solve", folder_.file, "--json"}).json();
        QCOMPARE(
            keysOf(root).mid(0, 14),
            QStringList({"site", "rack_count", "gpu_count", "it_power_w", "facility_power_w",
                         "cooling_power_w", "distribution_loss_w", "other_power_w", "pue", "energy_residual",
                         "outdoor_c", "max_inlet_c", "racks_over_limit", "solve_ms"}));
        QVERIFY(keysOf(root).indexOf("buildings") < keysOf(root).indexOf("halls"));
        QCOMPARE(keysOf(root).last(), QStringLiteral("warnings"));
        QCOMPARE(keysOf(root["buildings"][0]).mid(0, 4),
                 QStringList({"name", "it_power_w", "facility_power_w", "capacity_w"}));
        QCOMPARE(
            keysOf(root["halls"][0]).mid(0, 11),
            QStringList({"name", "building", "rack_count", "gpu_count", "it_power_w", "supply_c", "return_c",
                         "mean_inlet_c", "max_inlet_c", "heat_to_air_w", "heat_to_liquid_w"}));
    }

    void theJsonHasTheAgreedKeys_data()
    {
        QTest::addColumn<QString>(
            "list"); // an array in the root, whose first entry is looked at; or the root itself
        QTest::addColumn<QStringList>("keys");
        QTest::newRow("root") << QString() << QStringList{"wet_bulb_c",     "out_of_service",
                                                          "mass_residual",  "power_residual",
                                                          "converged",      "rounds",
                                                          "source_power_w", "overhead_w",
                                                          "overhead",       "wue_l_per_kwh",
                                                          "cue_kg_per_kwh", "ere",
                                                          "itue",           "tue",
                                                          "water_kg_s",     "reused_heat_w",
                                                          "loops",          "plant",
                                                          "power_nodes",    "power_stages",
                                                          "steady",         "ere_exergy",
                                                          "reused_heat_c"};
        QTest::newRow("buildings") << QStringLiteral("buildings")
                                   << QStringList{"pue", "cooling_power_w", "distribution_loss_w",
                                                  "other_power_w"};
        QTest::newRow("halls") << QStringLiteral("halls")
                               << QStringList{
                                      "partial_pue",         "ride_through_s",       "air_handler_power_w",
                                      "air_handler_heat_w",  "air_handlers_running", "cdu_pump_power_w",
                                      "cdu_heat_w",          "cdu_flow_m3_s",        "cdus_running",
                                      "wet_coils",           "rear_door_heat_w",     "air_model",
                                      "inlet_uncertainty_k", "inlet_compared",       "racks_slowed",
                                      "withheld_w"};
        QTest::newRow("loops") << QStringLiteral("loops")
                               << QStringList{"name",         "building",   "heat_w",
                                              "flow_m3_s",    "supply_c",   "return_c",
                                              "pump_power_w", "head_pa",    "pumps_running",
                                              "economiser_w", "water_kg_s", "ride_through_s",
                                              "short_m3_s",   "from_pipes"};
        QTest::newRow("plant") << QStringLiteral("plant")
                               << QStringList{"name",   "kind",       "loop",       "running",
                                              "heat_w", "power_w",    "capacity_w", "load",
                                              "cop",    "approach_k", "water_kg_s", "outside_fit"};
        QTest::newRow("power_nodes") << QStringLiteral("power_nodes")
                                     << QStringList{"name",     "kind",
                                                    "side",     "energised",
                                                    "output_w", "loss_w",
                                                    "rated_w",  "load",
                                                    "margin_w", "output_other_side_lost_w"};
        QTest::newRow("power_stages")
            << QStringLiteral("power_stages") << QStringList{"kind", "output_w", "loss_w"};
    }

    void theJsonHasTheAgreedKeys()
    {
        QFETCH(QString, list);
        QFETCH(QStringList, keys);
        const Json root = cli({"solve", folder_.file, "--json"}).json();
        const Json& object = list.isEmpty() ? root : root.at(list.toStdString()).at(0);
        for (const QString& key : keys)
            QVERIFY2(object.contains(key.toStdString()), qPrintable(key));
    }

    void overheadIsWhatTheFacilityDrawsBeyondIt()
    {
        constexpr double rounding = 1e-12; // of sums in another order, relative
        const Json root = cli({"solve", folder_.file, "--json"}).json();
        double parts = 0.0;
        for (const auto& [key, value] : root["overhead"].items())
            parts += value.get<double>();
        const double facility = root["facility_power_w"].get<double>();
        QVERIFY(parts > 0.0);
        QVERIFY(std::abs(facility - root["it_power_w"].get<double>() - parts) <= rounding * facility);
        QVERIFY(std::abs(sum(root["power_stages"], "loss_w") - root["distribution_loss_w"].get<double>()) <=
                rounding * facility);
        QVERIFY(std::abs(sum(root["loops"], "pump_power_w") -
                         root["overhead"]["loop_pumps_w"].get<double>()) <= rounding * facility);
        QVERIFY(std::abs(sum(root["plant"], "power_w") - root["overhead"]["chillers_w"].get<double>() -
                         root["overhead"]["condenser_pumps_w"].get<double>() -
                         root["overhead"]["heat_rejection_w"].get<double>()) <= rounding * facility);
        QVERIFY(std::abs(sum(root["halls"], "air_handler_power_w") -
                         root["overhead"]["air_handler_fans_w"].get<double>()) <= rounding * facility);
    }

    void hallsAddUpToBuildingsAndBuildingsToTheCampusExactly()
    {
        const Json root = cli({"solve", folder_.file, "--json"}).json();
        QVERIFY(root["it_power_w"].get<double>() > 0.0);
        for (const Json& building : root["buildings"])
            QVERIFY(sum(root["halls"], "it_power_w", building["name"]) ==
                    building["it_power_w"].get<double>());
        QVERIFY(sum(root["buildings"], "it_power_w") == root["it_power_w"].get<double>());
        QVERIFY(sum(root["buildings"], "facility_power_w") == root["facility_power_w"].get<double>());
        QCOMPARE(sum(root["halls"], "rack_count"), root["rack_count"].get<double>());
        QCOMPARE(sum(root["halls"], "gpu_count"), root["gpu_count"].get<double>());
    }

    void theFacilityIsTheSumOfItsParts()
    {
        constexpr double rounding = 1e-12; // of four additions, relative
        const Json root = cli({"solve", folder_.file, "--json"}).json();
        const double parts = root["it_power_w"].get<double>() + root["cooling_power_w"].get<double>() +
                             root["distribution_loss_w"].get<double>() + root["other_power_w"].get<double>();
        const double facility = root["facility_power_w"].get<double>();
        QVERIFY(std::abs(parts - facility) <= rounding * facility);
        QCOMPARE(root["pue"].get<double>(), facility / root["it_power_w"].get<double>());
        for (const char* residual : {"energy_residual", "mass_residual", "power_residual"})
            QVERIFY2(root[residual].get<double>() <= 1e-6, residual); // what the program promises
    }

    void warmerOutdoorsNeverNeedsLessPower()
    {
        double before = 0.0;
        for (const double outdoorC : {-10.0, 5.0, 15.0, 25.0, 35.0, 45.0}) {
            const Json root =
                cli({"solve", folder_.file, "--json", "--outdoor", QString::number(outdoorC)}).json();
            QCOMPARE(root["outdoor_c"].get<double>(), outdoorC);
            const double facility = root["facility_power_w"].get<double>();
            QVERIFY2(facility >= before, qPrintable(QString::number(outdoorC)));
            before = facility;
        }
    }

    void theRackFileHasAHeaderAndOneLinePerRackThatAddUp()
    {
        const QString csv = folder_.path("racks.csv");
        const Outcome outcome = cli({"solve", folder_.file, "--json", "--racks", csv});
        QCOMPARE(outcome.code, 0);
        const QList<QByteArray> lines = contentOf(csv).trimmed().split('\n');
        QCOMPARE(
            lines.front(),
            QByteArray("rack,hall,building,x_m,y_m,yaw_deg,power_w,heat_to_air_w,heat_to_liquid_w,"
                       "airflow_m3_s,inlet_c,outlet_c,inlet_limit_c,recirculation,fan_power_w,psu_loss_w,"
                       "rear_door_heat_w,coolant_flow_m3_s,coolant_supply_c,coolant_return_c,"
                       "circuit_load,circuit_load_one_lost,junction_c,work_share,withheld_w,"
                       "circuit_load_at_peak,rack_id,service,type,role,feed_a,feed_b,cdu,inlet_uncertainty_k,"
                       "status,gpu_count,mass_kg,floor_load_pa,device_count"));
        QCOMPARE(static_cast<std::size_t>(lines.size()), 1 + folder_.site->rackCount());
        // Each is rounded to a milliwatt or a millikelvin, so that a sum is off by half of one a rack at most.
        constexpr double halfUnit = 0.5e-3 * (1.0 + 1e-9);
        const Json root = outcome.json();
        qsizetype line = 1;
        for (const Json& hall : root["halls"]) {
            double power = 0.0;
            double fans = 0.0;
            double hottest = -300.0;
            for (std::size_t i = 0; i < hall["rack_count"].get<std::size_t>(); ++i, ++line) {
                const QList<QByteArray> rack = fields(lines[line]);
                QCOMPARE(rack.size(), 39);
                QCOMPARE(rack[1].toStdString(), hall["name"].get<std::string>());
                power += rack[6].toDouble();
                hottest = std::max(hottest, rack[10].toDouble());
                QVERIFY(std::abs(rack[6].toDouble() - rack[7].toDouble() - rack[8].toDouble()) <=
                        3 * halfUnit);
                for (const int number : {3, 4, 6, 7, 10, 14})
                    QVERIFY2(rack[number].split('.').value(1).size() <= 3, rack[number].constData());
                verifyConnections(hall, rack);
                fans += rack[14].toDouble();
                // Coolant runs through the racks that give heat to it, and comes back warmer.
                QCOMPARE(rack[17].toDouble() > 0.0, rack[8].toDouble() > 0.0);
                QCOMPARE(rack[19].toDouble() > rack[18].toDouble(), rack[8].toDouble() > 0.0);
            }
            const double racks = hall["rack_count"].get<double>();
            QVERIFY(std::abs(fans - hall["server_fan_power_w"].get<double>()) <= racks * halfUnit);
            QVERIFY(std::abs(power - hall["it_power_w"].get<double>()) <= racks * halfUnit);
            QVERIFY(std::abs(hottest - hall["max_inlet_c"].get<double>()) <= halfUnit);
        }
    }

    void aNameWithCommaAndQuotesIsQuoted()
    {
        Rack rack = folder_.site->buildings[0]->halls[0]->racks[0];
        rack.name = "A01, \"old\"";
        const QString file = folder_.path("quoted.hallwright");
        saveSite(*withRack(folder_.site, rack), file.toStdString());
        QCOMPARE(cli({"solve", file, "--racks", folder_.path("quoted.csv")}).code, 0);
        QVERIFY(contentOf(folder_.path("quoted.csv")).contains("\n\"A01, \"\"old\"\"\",Hall A,Building 1,"));
    }

    void withoutJsonItIsATableForPeople()
    {
        const Outcome outcome = cli({"solve", folder_.file});
        QCOMPARE(outcome.code, 0);
        QCOMPARE(outcome.err, QByteArray()); // no progress into a pipe
        for (const char* words :
             {"Small campus", "PUE", "Warmest inlet", "Building 2", "Hall B", "MW", "Air handler fans",
              "L/kWh", "kg/kWh", "after the loss of the other side", "Chilled water 1"})
            QVERIFY2(outcome.out.contains(words), words);
    }

    // 58 °C from CDUs that reach no colder: the chips of the liquid-cooled racks slow down.
    void whatHotCoolantWithholdsIsSaid()
    {
        QVERIFY(!cli({"solve", folder_.file}).out.contains("Withheld by hot coolant"));
        const SitePtr site = withHotCoolant(*folder_.site, 58.0);
        const QString file = folder_.path("hot.hallwright");
        saveSite(*site, file.toStdString());
        const Outcome text = cli({"solve", file});
        QVERIFY2(text.out.contains("Withheld by hot coolant") && text.out.contains(" 8 racks slowed down"),
                 text.out.constData());
        const Json hall = cli({"solve", file, "--json"}).json()["halls"][1];
        QCOMPARE(hall["racks_slowed"].get<int>(), 8);
        QVERIFY(hall["withheld_w"].get<double>() > 0.0);
    }

    void heatThatIsReusedHasItsGrade()
    {
        QVERIFY(!cli({"solve", folder_.file}).out.contains("Reused heat at"));
        auto site = std::make_shared<Site>(*folder_.site);
        auto cooling = std::make_shared<CoolingNetwork>(*site->cooling);
        cooling->loops.front().heatReuseW = 20e3;
        site->cooling = cooling;
        const QString file = folder_.path("reuse.hallwright");
        saveSite(*site, file.toStdString());
        const Json root =
            cli({"solve", file, "--json", "--outdoor", "10"}).json(); // colder than what comes back
        QCOMPARE(root["reused_heat_c"].get<double>(), root["loops"][0]["return_c"].get<double>());
        QVERIFY(root["ere"] < root["ere_exergy"] && root["ere_exergy"] < root["pue"]);
        const QByteArray text = cli({"solve", file}).out;
        QVERIFY2(text.contains("Reused heat at") && text.contains("ERE by exergy"), text.constData());
    }

    void solvingTwiceGivesTheSameButTheTime()
    {
        Json first = cli({"solve", folder_.file, "--json"}).json();
        Json second = cli({"solve", folder_.file, "--json"}).json();
        first.erase("solve_ms");
        second.erase("solve_ms");
        QVERIFY(first == second);
    }

    void theWetBulbIsTheOneAskedFor()
    {
        const auto at = [&](const QStringList& options) {
            return cli(QStringList{"solve", folder_.file, "--json"} + options).json();
        };
        QCOMPARE(at({"--outdoor", "30", "--wet-bulb", "12"})["wet_bulb_c"].get<double>(), 12.0);
        QCOMPARE(at({"--wet-bulb", "15"})["wet_bulb_c"].get<double>(), 15.0);
        QCOMPARE(at({"--outdoor", "30"})["wet_bulb_c"].get<double>(), wetBulbAt(folder_.site->info, 30.0));
        QCOMPARE(at({"--outdoor", "-20"})["wet_bulb_c"].get<double>(), -20.0); // saturated
        // Building 1's towers cool better in drier air; Building 2 has none.
        const Json dry = at({"--outdoor", "30", "--wet-bulb", "12"});
        const Json damp = at({"--outdoor", "30", "--wet-bulb", "28"});
        QVERIFY(dry["buildings"][0]["cooling_power_w"].get<double>() <
                damp["buildings"][0]["cooling_power_w"].get<double>());
        QCOMPARE(dry["buildings"][1]["cooling_power_w"].get<double>(),
                 damp["buildings"][1]["cooling_power_w"].get<double>());
    }

private:
    // What it is and hangs on, by name; empty where it hangs on nothing.
    void verifyConnections(const Json& hall, const QList<QByteArray>& line) const
    {
        const Site& site = *folder_.site;
        const Rack& rack = site.rack(RackId{line[26].toLongLong()});
        const auto named = [&](ObjectRef object) {
            return object.valid() ? QByteArray::fromStdString(nameOf(site, object)) : QByteArray();
        };
        QCOMPARE(line[28], QByteArray::fromStdString(site.typeOf(rack).name));
        QCOMPARE(line[30], named(refTo(rack.feedA)));
        QCOMPARE(line[31], named(refTo(rack.feedB)));
        QCOMPARE(line[32], named(refTo(rack.cdu)));
        QCOMPARE(line[33].isEmpty(), hall["max_inlet_uncertainty_k"].is_null());
        QCOMPARE(line[33].toDouble(),
                 line[33].isEmpty() ? 0.0 : hall["max_inlet_uncertainty_k"].get<double>());
        QCOMPARE(line[34], QByteArray("operation"));
        QCOMPARE(line[35].toInt(), rack.gpuCount);
    }

    CliFolder folder_;
};

QTEST_GUILESS_MAIN(SolveTest)
#include "tst_solve.moc"
