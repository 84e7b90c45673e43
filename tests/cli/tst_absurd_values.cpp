// One value changed by a slip of a unit: the file is refused, or there is no figure and a sentence says which value it is.
#include "tests/cli/cli_run.h"

#include <QRegularExpression>
#include <SQLiteCpp/SQLiteCpp.h>

using namespace hallwright;
using namespace hallwright::test;

class AbsurdValuesTest : public QObject
{
    Q_OBJECT

private slots:
    void whatMakesNoSenseIsRefusedOnOpening_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("words");
        const auto row = [](const char* name, const char* sql, const char* words) {
            QTest::newRow(name) << sql << words;
        };
        row("a rack of 40 MW", "UPDATE rack SET power_w = 40e6 WHERE id = 1",
            "power 40,000 kW is above 10,000 kW");
        row("racks x 1000", "UPDATE rack_type SET power_w = power_w * 1000", "kW is above 10,000 kW");
        row("a COP of 1e-9", "UPDATE plant_unit SET rated_cop = 1e-9 WHERE rated_cop > 0",
            "coefficient of performance 1e-09 is below 0.1");
        row("a rating of 1 mW", "UPDATE power_node SET rated_w = 1e-3 WHERE id = 2",
            "rating 0.001 W is below 1 W");
        row("a rating of 1 PW", "UPDATE power_node SET rated_w = 1e15 WHERE id = 2",
            "rating 1,000,000,000,000 kW is above 10,000,000 kW");
        row("a range of nothing", "UPDATE coolant_loop SET design_delta_t_k = 1e-12", "is below 0.01 K");
        row("pumps of no efficiency", "UPDATE coolant_loop SET pump_efficiency = 1e-12", "is below 0.01");
        row("a capacity of nothing", "UPDATE air_handler SET capacity_w = 1e-6 WHERE id = 1", "is below 1 W");
        row("a pipe of a hair", "UPDATE pipe_run SET diameter_m = 1e-9", "is below 0.001 m");
    }

    void whatMakesNoSenseIsRefusedOnOpening()
    {
        QFETCH(QString, sql);
        QFETCH(QString, words);
        const QString file = changed(sql);
        for (const char* verb : {"info", "check", "solve"})
            verifyRefusal(cli({verb, file}), words);
    }

    void whatMakesNoFiguresSaysWhy_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QString>("words");
        QTest::newRow("ratings / 10,000") << "UPDATE power_node SET rated_w = max(1, rated_w / 10000); "
                                             "UPDATE power_type SET rated_w = max(1, rated_w / 10000)"
                                          << "correct its rating";
        QTest::newRow("one rating in MW")
            << "UPDATE power_node SET rated_w = 1 WHERE id = (SELECT min(node_id) FROM power_feed)"
            << "is rated 0.001 kW";
    }

    void whatMakesNoFiguresSaysWhy()
    {
        QFETCH(QString, sql);
        QFETCH(QString, words);
        const QString file = changed(sql);
        verifySentence(cli({"solve", file}), 1, words);
        verifySentence(cli({"solve", file, "--json"}), 1, words);
        const Outcome check = cli({"check", file});
        QCOMPARE(check.code, 1);
        QVERIFY(check.out.contains(words.toUtf8()));
        QVERIFY(!check.out.contains("nan") && !check.out.contains("inf "));
    }

    void aSiteWithoutPowerHasNoPue()
    {
        const Outcome outcome =
            cli({"solve", changed("UPDATE rack SET power_w = 0; UPDATE rack_type SET power_w = 0")});
        QCOMPARE(outcome.code, 0);
        QVERIFY(!outcome.out.contains("nan"));
        QVERIFY(!QRegularExpression("PUE +0").match(outcome.out).hasMatch());
    }

private:
    QString changed(const QString& sql)
    {
        const QString file = folder_.path("changed.hallwright");
        writeFile(file, contentOf(folder_.file));
        SQLite::Database database(file.toStdString(), SQLite::OPEN_READWRITE);
        database.exec("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF;" + sql.toStdString());
        return file;
    }

    CliFolder folder_;
};

QTEST_GUILESS_MAIN(AbsurdValuesTest)
#include "tst_absurd_values.moc"
