// Values that make no figures: which are named, and that none slips through as a figure without end.
#include "core/model/errors.h"
#include "core/rules/findings.h"
#include "core/simulation/evaluate.h"
#include "core/simulation/figures.h"
#include "core/simulation/sense.h"
#include "core/storage/site_file.h"
#include "tests/support/campus.h"

#include <QTemporaryDir>
#include <QTest>
#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <string>

using namespace hallwright;

namespace {

SnapshotPtr evaluated(const SitePtr& site)
{
    return evaluate(site, conditionsOf(*site));
}

SitePtr withRatings(double factor, const std::string& only = {})
{
    auto site = std::make_shared<Site>(*test::smallCampus());
    auto power = std::make_shared<PowerNetwork>(*site->power);
    for (PowerNode& node : power->nodes) {
        if (only.empty() || node.name == only)
            node.ratedW = std::max(1.0, node.ratedW * factor);
    }
    site->power = power;
    return site;
}

bool feeds(const PowerNetwork& power, const PowerNode& node)
{
    return std::any_of(power.nodes.begin(), power.nodes.end(), [&](const PowerNode& fed) {
        return std::find(fed.fedBy.begin(), fed.fedBy.end(), node.id) != fed.fedBy.end();
    });
}

// Not known, or a number that a person may read.
bool isSound(double value)
{
    return std::isnan(value) || std::abs(value) < 1e13;
}

// The first figure that is not; empty if all are.
std::string unsoundFigure(const Snapshot& snapshot)
{
    for (const CampusFigure& figure : campusFigures()) {
        if (!isSound(figure.value(snapshot)))
            return std::string(figure.key);
    }
    for (const BuildingResult& building : snapshot.buildings) {
        for (const BuildingFigure& figure : buildingFigures()) {
            if (!isSound(figure.value(building)))
                return "building " + std::string(figure.key);
        }
    }
    for (const HallResultPtr& hall : snapshot.halls) {
        for (const HallFigure& figure : hallFigures()) {
            if (!isSound(figure.value(*hall)))
                return "hall " + std::string(figure.key);
        }
    }
    return {};
}

} // namespace

class SenseTest : public QObject
{
    Q_OBJECT

private slots:
    void soundFiguresStand()
    {
        const SnapshotPtr snapshot = evaluated(test::smallCampus());
        QCOMPARE(whyNoFigures(*snapshot), std::string());
        QVERIFY(snapshot->pue && std::isfinite(snapshot->facilityPowerW));
    }

    // Nobody plans it, but it is an overload that has figures.
    void tenTimesTheRatingIsAnOverload()
    {
        const SnapshotPtr snapshot = evaluated(withRatings(0.1));
        QCOMPARE(whyNoFigures(*snapshot), std::string());
        QVERIFY(snapshot->pue.has_value());
    }

    void aRatingTypedInMegawattsIsNamed()
    {
        const SitePtr site = test::smallCampus();
        const PowerNetwork& power = *site->power;
        const SnapshotPtr sound = evaluated(site);
        for (std::size_t i = 0; i < power.nodes.size(); ++i) {
            if (sound->powerNodes[i].outputW < 1000.0)
                continue; // carries next to nothing
            const SnapshotPtr snapshot = evaluated(withRatings(1e-6, power.nodes[i].name));
            const std::string why = whyNoFigures(*snapshot);
            QVERIFY2(why.find("Power node " + power.nodes[i].name + " is rated 0.0") == 0, why.c_str());
            QVERIFY(std::isnan(snapshot->facilityPowerW) && std::isnan(snapshot->distributionLossW));
            QVERIFY(!snapshot->pue && !snapshot->buildings.front().pue());
            QVERIFY(snapshot->itPowerW > 0.0);
        }
    }

    void ofManyTheOneNearestToTheLoadsIsNamed()
    {
        const SitePtr site = withRatings(1e-5);
        const std::string why = whyNoFigures(*evaluated(site));
        const auto named =
            std::find_if(site->power->nodes.begin(), site->power->nodes.end(), [&](const PowerNode& node) {
                return why.find("Power node " + node.name + " is") == 0;
            });
        QVERIFY2(named != site->power->nodes.end(), why.c_str());
        QVERIFY2(!feeds(*site->power, *named), why.c_str());
    }

    void itIsAFinding()
    {
        const SnapshotPtr snapshot = evaluated(withRatings(1e-5));
        const FindingsPtr findings = findingsOf(*snapshot);
        QVERIFY(std::any_of(findings->open.begin(), findings->open.end(), [&](const Finding* finding) {
            return finding->rule == "unsettled" && finding->sentence == whyNoFigures(*snapshot);
        }));
    }

    // Each column of a site file a thousand, a thousandth or a millionth of what it is.
    void noSlipOfAUnitGivesAnEndlessFigure_data()
    {
        QTest::addColumn<QString>("table");
        QTest::addColumn<QString>("column");
        saveSite(*test::smallCampus(), file());
        SQLite::Database database(file().string());
        SQLite::Statement columns(database,
                                  "SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c "
                                  "WHERE m.type = 'table' AND c.type = 'REAL' ORDER BY 1, 2");
        while (columns.executeStep()) {
            const QString table = QString::fromStdString(columns.getColumn(0).getString());
            const QString column = QString::fromStdString(columns.getColumn(1).getString());
            QTest::addRow("%s.%s", qPrintable(table), qPrintable(column)) << table << column;
        }
    }

    void noSlipOfAUnitGivesAnEndlessFigure()
    {
        QFETCH(QString, table);
        QFETCH(QString, column);
        for (const double factor : {1e3, 1e-3, 1e-6, 1e6}) {
            saveSite(*test::smallCampus(), file());
            {
                SQLite::Database database(file().string(), SQLite::OPEN_READWRITE);
                database.exec("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF");
                SQLite::Statement change(
                    database, QString("UPDATE %1 SET %2 = %2 * ?").arg(table, column).toStdString());
                change.bind(1, factor);
                change.exec();
            }
            try {
                const SnapshotPtr snapshot = evaluated(loadSite(file()));
                QVERIFY2(unsoundFigure(*snapshot).empty(), unsoundFigure(*snapshot).c_str());
                const FindingsPtr findings = findingsOf(*snapshot);
                for (const Finding* finding : findings->open)
                    QVERIFY2(finding->sentence.find("nan") == std::string::npos &&
                                 finding->sentence.size() < 500,
                             finding->sentence.c_str());
            } catch (const InputError&) { // refused on opening
            } catch (const StorageError&) {
            }
        }
    }

private:
    std::filesystem::path file() const { return folder_.filePath("a.hallwright").toStdString(); }

    QTemporaryDir folder_;
};

QTEST_APPLESS_MAIN(SenseTest)
#include "tst_sense.moc"
