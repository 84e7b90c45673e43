// hallwright-cli capacity: how many more racks fit, for people and as JSON, and the site with them.
#include "core/model/site_edit.h"
#include "core/storage/site_file.h"
#include "tests/cli/cli_run.h"

using namespace hallwright;
using namespace hallwright::test;

class CapacityVerbTest : public QObject
{
    Q_OBJECT

private slots:
    // Of row A of Hall A the last rack is taken out.
    void initTestCase()
    {
        SiteEdit edit(folder_.site);
        edit.remove(refTo(RackId{12}));
        saveSite(*edit.done(), file_.toStdString());
    }

    void aManagerReadsWhatFitsAndWhatStopsTheNext()
    {
        const Outcome outcome = cli({"capacity", file_, "--type", "DGX H100 x2", "--hall", "Hall A"});
        QCOMPARE(outcome.code, 0);
        QCOMPARE(outcome.err, QByteArray());
        QVERIFY2(outcome.out.startsWith(
                     "Capacity of Hall A for DGX H100 x2, 20.4 kW a rack, 0 % of it to liquid, on "
                     "evaluated loads.\n1 more rack fits, 0.02 MW. 1 position is free.\n"
                     "What stops the next: No position is left in Hall A.\n"),
                 outcome.out.constData());
        QVERIFY(outcome.out.contains("head-room"));
        QVERIFY(outcome.out.contains(
            "Racks: planned 0 (0.00 MW), ordered 0 (0.00 MW), delivered 0 (0.00 MW), live 23"));
    }

    void jsonHasEveryPositionAndPlace()
    {
        const Outcome outcome =
            cli({"capacity", file_, "--type", "DGX H100 x2", "--hall", "Hall A", "--json"});
        QCOMPARE(outcome.code, 0);
        const Json root = outcome.json();
        QCOMPARE(keysOf(root),
                 QStringList({"site", "type", "type_power_w", "within", "load", "date", "free_positions",
                              "fits", "usable_w", "next", "unlocks", "positions", "places"}));
        QCOMPARE(root["fits"].get<int>(), 1);
        QCOMPARE(root["positions"].size(), std::size_t{1});
        QCOMPARE(root["positions"][0]["name"].get<std::string>(), std::string("A12"));
        QCOMPARE(root["positions"][0]["feed_a"]["name"].get<std::string>(), std::string("Hall A PDU 1A"));
        QCOMPARE(root["places"].size(), std::size_t{3}); // the hall and its two rows
        const Json& hall = root["places"][0];
        QVERIFY(std::abs(hall["used_w"].get<double>() + hall["reserved_w"].get<double>() +
                         hall["usable_w"].get<double>() + hall["stranded_w"].get<double>() -
                         hall["over_w"].get<double>() - hall["design_w"].get<double>()) < 1e-3);
        bool isBreakerKnown = true;
        for (const Json& room : hall["head_rooms"]) {
            if (room["resource"] == "breaker")
                isBreakerKnown = !room["left"].is_null();
        }
        QVERIFY(!isBreakerKnown); // its type states no circuits: null, never 0
    }

    void theSiteWithTheRacksIsWritten()
    {
        const QString next = folder_.path("next.hallwright");
        QCOMPARE(cli({"capacity", file_, "--type", "DGX H100 x2", "-o", next}).code, 0);
        const SitePtr before = loadSite(file_.toStdString());
        const SitePtr after = loadSite(next.toStdString());
        QCOMPARE(after->rackCount(), before->rackCount() + 1);
        QCOMPARE(cli({"capacity", next, "--type", "DGX H100 x2", "--json"}).json()["fits"].get<int>(), 0);
    }

    void whatTheSiteLacksIsRefused_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("words");
        QTest::newRow("type") << QStringList{"--type", "DGX"} << "DGX H100 x2";
        QTest::newRow("hall") << QStringList{"--hall", "Hall C"} << "Hall A";
        QTest::newRow("day") << QStringList{"--at", "March"} << "which is no day such as 2027-03-31";
        QTest::newRow("output") << QStringList{"-o", file_} << "is the input and would be overwritten";
    }

    void whatTheSiteLacksIsRefused()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, words);
        verifySentence(cli(QStringList{"capacity", file_} + arguments), 2, words);
    }

private:
    CliFolder folder_;
    QString file_ = folder_.path("gap.hallwright");
};

QTEST_GUILESS_MAIN(CapacityVerbTest)
#include "tst_capacity.moc"
