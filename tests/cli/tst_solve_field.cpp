// hallwright-cli solve and report with --air field and --air flow.
#include "tests/cli/cli_run.h"

#include <QProcess>

#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

class SolveFieldTest : public QObject
{
    Q_OBJECT

private slots:
    void everyHallRestsOnItsAir_data() { models(); }
    void everyHallRestsOnItsAir()
    {
        QFETCH(QString, model);
        const Json root = cli({"solve", folder_.file, "--air", model, "--json"}).json();
        for (const Json& warning : root["warnings"]) // of plant alone
            QVERIFY2(!QString::fromStdString(warning.get<std::string>()).startsWith("Hall"),
                     root["warnings"].dump().c_str());
        for (const Json& hall : root["halls"]) {
            QCOMPARE(QString::fromStdString(hall["air_model"].get<std::string>()), model);
            QVERIFY(hall["inlet_uncertainty_k"].get<double>() > 0.0);
            QVERIFY(hall["inlet_compared"].is_boolean());
        }
        QVERIFY(root["energy_residual"].get<double>() <= 1e-6);
        for (const Json& hall : cli({"solve", folder_.file, "--json"}).json()["halls"])
            QCOMPARE(hall["air_model"].get<std::string>(), std::string("estimate"));
    }

    // Two ways to the same inlets: by the matrix, put into the site's evaluation, and from the field's own cells.
    void theInletsAreThoseOfTheAir_data() { models(); }
    void theInletsAreThoseOfTheAir()
    {
        QFETCH(QString, model);
        constexpr double ofFans = 0.1; // they answer the new inlets, and the field verb has the flows before
        for (const char* hall : {"Hall A", "Hall B"}) {
            double largest = 0.0;
            for (const Json& rack :
                 cli({"field", folder_.file, "--hall", hall, "--air", model, "--json"}).json()["racks"])
                largest = std::max(largest, rack["inlet_c"].get<double>());
            double solved = 0.0;
            for (const Json& of : cli({"solve", folder_.file, "--air", model, "--json"}).json()["halls"]) {
                if (of["name"] == hall)
                    solved = of["max_inlet_c"].get<double>();
            }
            QVERIFY2(std::abs(solved - largest) <= ofFans,
                     qPrintable(QString("%1: %2, %3").arg(hall).arg(solved).arg(largest)));
        }
    }

    void solvingTheAirTwiceGivesTheSameButTheTime()
    {
        Json first = cli({"solve", folder_.file, "--air", "field", "--json"}).json();
        Json second = cli({"solve", folder_.file, "--air", "field", "--json"}).json();
        for (Json* root : {&first, &second})
            root->erase("solve_ms");
        QVERIFY(first == second);
    }

    void aHallWithoutAFieldKeepsItsEstimateAndSaysWhy()
    {
        QStringList outages;
        for (const AirHandler& unit : folder_.site->buildings[0]->halls[0]->airHandlers)
            outages << "--without"
                    << "Building 1/Hall A/" + QString::fromStdString(unit.name);
        const Outcome outcome = cli(QStringList{"solve", folder_.file, "--air", "field", "--json"} + outages);
        QCOMPARE(outcome.code, 1); // nothing takes its heat: no steady state
        const Json root = outcome.json();
        QCOMPARE(root["halls"][0]["air_model"].get<std::string>(), std::string("estimate"));
        QCOMPARE(root["halls"][1]["air_model"].get<std::string>(), std::string("field"));
        const std::string notes = root["warnings"].dump();
        QVERIFY2(
            notes.find("Hall A: the inlets are estimated, for the air has no field: No air is supplied") !=
                std::string::npos,
            notes.c_str());
    }

    void theReportSaysThatItsInletsAreOfTheField()
    {
        const QString pdf = folder_.path("field.pdf");
        const Outcome outcome = cli({"report", folder_.file, "--air", "field", "-o", pdf});
        QCOMPARE(outcome.code, 0);
        QCOMPARE(outcome.out + outcome.err, QByteArray());
        QProcess text;
        text.start("pdftotext", {pdf, "-"});
        QVERIFY(text.waitForFinished() && text.exitCode() == 0);
        const QString words = QString::fromUtf8(text.readAllStandardOutput())
                                  .normalized(QString::NormalizationForm_KC); // without ligatures
        QCOMPARE(words.count("Inlets: 3D field"), qsizetype{2});
        QVERIFY(!words.contains("Inlets: estimate"));
        QVERIFY(words.contains("Rack inlets rest on")); // on the first sheet
    }

    void theFieldVerbSaysWhichModelItSolvedAndHowItSettled()
    {
        const Json flow = cli({"field", folder_.file, "--hall", "Hall A", "--air", "flow", "--json"}).json();
        QCOMPARE(flow["air_model"].get<std::string>(), std::string("flow"));
        QVERIFY(flow["settled"].is_boolean());
        for (const Json& rack : flow["racks"])
            QVERIFY(rack["scatter_k"].get<double>() >= 0.0);
        const Outcome text = cli({"field", folder_.file, "--hall", "Hall A", "--air", "flow"});
        QVERIFY(text.out.contains("Flow with momentum and buoyancy"));
        const Outcome wrong = cli({"field", folder_.file, "--hall", "Hall A", "--air", "estimate"});
        QCOMPARE(wrong.code, 2);
        QVERIFY(wrong.err.contains("must be field or flow"));
    }

private:
    static void models()
    {
        QTest::addColumn<QString>("model");
        QTest::newRow("field") << QStringLiteral("field");
        QTest::newRow("flow") << QStringLiteral("flow");
    }

    CliFolder folder_;
};

QTEST_GUILESS_MAIN(SolveFieldTest)
#include "tst_solve_field.moc"
