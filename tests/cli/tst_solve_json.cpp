#include "app/cli/solve_json.h"
#include "core/simulation/evaluate.h"
#include "tests/support/campus.h"

#include <QtTest>

#include <nlohmann/json.hpp>

#include <limits>

using namespace hallwright;

// What no evaluation gives must still make a file that others can read.
class SolveJsonTest : public QObject
{
    Q_OBJECT

private slots:
    void aNumberThatIsNoneIsNull_data()
    {
        QTest::addColumn<double>("number");
        QTest::newRow("not a number") << std::numeric_limits<double>::quiet_NaN();
        QTest::newRow("infinite") << std::numeric_limits<double>::infinity();
        QTest::newRow("minus infinite") << -std::numeric_limits<double>::infinity();
    }

    void aNumberThatIsNoneIsNull()
    {
        QFETCH(double, number);
        const SitePtr site = test::smallCampus();
        Snapshot snapshot = *evaluate(site, conditionsOf(*site));
        snapshot.energyResidual = number;
        snapshot.waterKgS = number;
        snapshot.loops[0].heatW = number;
        snapshot.plant[0].capacityW = number;
        snapshot.powerNodes[0].outputW = number;
        snapshot.buildings[0].facilityPowerW = number;
        const std::string text = cli::solveJson(snapshot, *findingsOf(snapshot)).dump();
        const auto root = nlohmann::json::parse(text); // throws at a bare nan or inf
        for (const char* figure : {"/energy_residual", "/water_kg_s", "/wue_l_per_kwh", "/loops/0/heat_w",
                                   "/plant/0/capacity_w", "/power_nodes/0/output_w", "/power_nodes/0/load",
                                   "/power_nodes/0/margin_w", "/buildings/0/pue"})
            QVERIFY2(root.at(nlohmann::json::json_pointer(figure)).is_null(), figure);
        QVERIFY(root["pue"].is_number());
    }

    void whatIsNotKnownIsNull()
    {
        const SitePtr site = test::smallCampus();
        Snapshot snapshot = *evaluate(site, conditionsOf(*site));
        snapshot.loops[0].hydraulics = nullptr;
        snapshot.loops[0].rideThroughS = std::nullopt;
        const auto root = cli::solveJson(snapshot, *findingsOf(snapshot));
        for (const char* key : {"head_pa", "pumps_running", "short_m3_s", "from_pipes", "ride_through_s"})
            QVERIFY2(root["loops"][0].at(key).is_null(), key);
        QVERIFY(root["loops"][1]["head_pa"].is_number());
    }
};

QTEST_APPLESS_MAIN(SolveJsonTest)
#include "tst_solve_json.moc"
