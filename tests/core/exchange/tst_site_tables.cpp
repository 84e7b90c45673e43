// The tables beside a report: a line for each thing, units in the headings, empty where nothing is known.
#include "core/exchange/site_tables.h"

#include "core/exchange/csv.h"
#include "core/exchange/csv_reader.h"
#include "core/model/site_edit.h"
#include "core/simulation/evaluate.h"
#include "core/simulation/figures.h"
#include "tests/support/campus.h"

#include <QHash>
#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace hallwright;

namespace {

using Lines = QList<QHash<QByteArray, QByteArray>>; // by the names of the columns

Lines linesOf(const std::string& csv)
{
    CsvReader reader(csv, "table.csv", ',');
    const CsvFields columns = reader.next().value();
    Lines lines;
    while (const auto fields = reader.next()) {
        if (fields->size() != columns.size())
            qFatal("a line has %zu fields of %zu", fields->size(), columns.size());
        QHash<QByteArray, QByteArray> line;
        for (std::size_t i = 0; i < columns.size(); ++i)
            line.insert(QByteArray::fromStdString(columns[i]), QByteArray::fromStdString((*fields)[i]));
        lines << line;
    }
    return lines;
}

const QHash<QByteArray, QByteArray>& lineOf(const Lines& lines, const char* column, const std::string& name)
{
    for (const auto& line : lines) {
        if (line[column] == QByteArray::fromStdString(name))
            return line;
    }
    qFatal("no line of %s", name.c_str());
}

} // namespace

class SiteTablesTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        site_ = test::smallCampus();
        snapshot_ = evaluate(site_, conditionsOf(*site_));
    }

    void aNumberHasNoZerosBehindAndNothingWhereItIsNotKnown_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<int>("decimals");
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("whole") << 100.0 << 3 << QByteArray("100");
        QTest::newRow("whole without decimals") << 100.0 << 0 << QByteArray("100");
        QTest::newRow("a tenth") << 0.1 << 3 << QByteArray("0.1");
        QTest::newRow("rounded") << 2.0006 << 3 << QByteArray("2.001");
        QTest::newRow("next to nothing below") << -1e-9 << 3 << QByteArray("0");
        QTest::newRow("not a number") << std::nan("") << 3 << QByteArray();
        QTest::newRow("infinite") << HUGE_VAL << 3 << QByteArray();
    }
    void aNumberHasNoZerosBehindAndNothingWhereItIsNotKnown()
    {
        QFETCH(double, value);
        QFETCH(int, decimals);
        QFETCH(QByteArray, text);
        QCOMPARE(QByteArray::fromStdString(csvNumber(value, decimals)), text);
        QVERIFY(csvNumber(std::nullopt, decimals).empty());
    }

    void aHallHasALineWithEveryFigure()
    {
        const Lines halls = linesOf(hallsCsv(*snapshot_));
        QCOMPARE(static_cast<std::size_t>(halls.size()), snapshot_->halls.size());
        const auto& hall = lineOf(halls, "hall", "Hall B");
        QCOMPARE(hall["building"], QByteArray("Building 2"));
        QCOMPARE(hall["racks"], QByteArray("20"));
        for (const HallFigure& figure : hallFigures()) {
            const double value = figure.value(*snapshot_->halls.at(1));
            QVERIFY2(hall.contains(QByteArray(figure.key.data(), static_cast<qsizetype>(figure.key.size()))),
                     figure.key.data());
            if (figure.key == "it_power_w")
                QVERIFY(std::abs(hall["it_power_w"].toDouble() - value) < 1e-3);
        }
    }

    // Halls add up to their building.
    void buildingsAddUpTheirHalls()
    {
        const Lines buildings = linesOf(buildingsCsv(*snapshot_)), halls = linesOf(hallsCsv(*snapshot_));
        QCOMPARE(buildings.size(), 2);
        for (const auto& building : buildings) {
            double powerW = 0.0;
            for (const auto& hall : halls)
                powerW += hall["building"] == building["building"] ? hall["it_power_w"].toDouble() : 0.0;
            QVERIFY(std::abs(building["it_power_w"].toDouble() - powerW) < 1e-3);
        }
    }

    void everyUnitHasALine()
    {
        std::size_t units = site_->cooling->plant.size() + site_->power->nodes.size();
        for (const HallResultPtr& hall : snapshot_->halls)
            units += hall->airHandlers.size() + hall->cdus.size();
        const Lines lines = linesOf(equipmentCsv(*snapshot_));
        QCOMPARE(static_cast<std::size_t>(lines.size()), units);
        const auto& cdu = lineOf(lines, "equipment", site_->buildings[1]->halls[0]->cdus[0].name);
        const CduResult& found = snapshot_->halls[1]->cdus[0];
        QCOMPARE(cdu["kind"], QByteArray("cdu"));
        QCOMPARE(cdu["hall"], QByteArray("Hall B"));
        QVERIFY(std::abs(cdu["load_w"].toDouble() - found.loadW()) < 1e-3);
        QVERIFY(std::abs(cdu["loading"].toDouble() - found.loadW() / cdu["rated_w"].toDouble()) < 1e-5);
        QCOMPARE(cdu["capacity_w"], QByteArray()); // of plant alone
    }

    void whatIsOutOfServiceSaysSo()
    {
        Conditions conditions = conditionsOf(*site_);
        const PlantUnit& unit = site_->cooling->plant.front();
        conditions.outages.plant = {unit.id};
        const Lines lines = linesOf(equipmentCsv(*evaluate(site_, conditions)));
        QCOMPARE(lineOf(lines, "equipment", unit.name)["service"], QByteArray("out-of-service"));
        QCOMPARE(lineOf(linesOf(equipmentCsv(*snapshot_)), "equipment", unit.name)["service"] ==
                     "out-of-service",
                 false);
    }

    // Each rack hangs on the feeds of its two sides.
    void feedsCountTheirRacks()
    {
        std::size_t asA = 0, asB = 0;
        for (const auto& feed : linesOf(feedsCsv(*snapshot_))) {
            asA += feed["racks_as_a"].toULong();
            asB += feed["racks_as_b"].toULong();
            QVERIFY(!feed["fed_by"].isEmpty());
            QVERIFY(feed["load_other_side_lost_w"].toDouble() >= feed["load_w"].toDouble() - 1e-3);
        }
        std::size_t sideA = 0, sideB = 0;
        for (const BuildingPtr& building : site_->buildings) {
            for (const HallPtr& hall : building->halls) {
                for (const Rack& rack : hall->racks) {
                    sideA += rack.feedA.valid() ? 1 : 0;
                    sideB += rack.feedB.valid() ? 1 : 0;
                }
            }
        }
        QVERIFY(asA > 0);
        QCOMPARE(asA, sideA);
        QCOMPARE(asB, sideB);
    }

    void findingsAreThereOpenAndWaived()
    {
        SiteEdit edit(site_);
        const FindingsPtr before = findingsOf(*snapshot_);
        const auto heavy = std::ranges::find_if(
            before->open, [](const Finding* finding) { return finding->rule == "floor-load"; });
        QVERIFY(heavy != before->open.end());
        edit.changeRecord((*heavy)->subject).waivers["floor-load"] = "On \"spreader\" plates, as agreed";
        const SitePtr waived = edit.done();
        const SnapshotPtr snapshot = evaluate(waived, conditionsOf(*waived));
        const FindingsPtr findings = findingsOf(*snapshot);
        const Lines lines = linesOf(findingsCsv(*waived, *findings));
        QCOMPARE(static_cast<std::size_t>(lines.size()), findings->open.size() + findings->waived.size());
        QVERIFY(!findings->waived.empty());
        QCOMPARE(lines.last()["waived_because"], QByteArray("On \"spreader\" plates, as agreed"));
        QCOMPARE(lines.last()["rule"], QByteArray("floor-load"));
        QCOMPARE(lines.first()["waived_because"], QByteArray());
        QCOMPARE(lines.first()["sentence"], QByteArray::fromStdString(findings->open.front()->sentence));
    }

    void materialsCountRacksAndLeaveAnUnknownMassEmpty()
    {
        const auto racks = [](const Site& site) {
            Lines found;
            for (const auto& line : linesOf(materialsCsv(site))) {
                if (line["item"] == "rack")
                    found << line;
            }
            return found;
        };
        QCOMPARE(racks(*site_).first()["count"], QByteArray("36"));
        QVERIFY(racks(*site_).first()["mass_kg"].toDouble() > 0.0);
        SiteEdit edit(site_);
        edit.change(site_->buildings[0]->halls[0]->racks.front().id).massKg = 0.0;
        QCOMPARE(racks(*edit.done()).first()["mass_kg"], QByteArray());
    }

    // Words, counts and ratios apart, a heading ends in its unit.
    void everyNumberHasItsUnitInItsHeading()
    {
        static const QRegularExpression unit("_(w|c|m|k|kg|pa|s|v|a|m3_s|deg)$");
        static const QSet<QByteArray> without{"hall",
                                              "building",
                                              "racks",
                                              "halls",
                                              "kind",
                                              "loop",
                                              "fed_by",
                                              "service",
                                              "side",
                                              "loading",
                                              "loading_other_side_lost",
                                              "racks_as_a",
                                              "racks_as_b",
                                              "feed",
                                              "equipment",
                                              "pue",
                                              "partial_pue",
                                              "racks_over_limit",
                                              "racks_undecided",
                                              "energy_residual",
                                              "item",
                                              "type",
                                              "count",
                                              "gpu_count",
                                              "fibres_per_cable",
                                              "building_id",
                                              "hall_id",
                                              "equipment_id",
                                              "feed_id"};
        for (const std::string& csv :
             {hallsCsv(*snapshot_), buildingsCsv(*snapshot_), equipmentCsv(*snapshot_), feedsCsv(*snapshot_),
              materialsCsv(*site_)}) {
            const QByteArray head = QByteArray::fromStdString(csv.substr(0, csv.find('\n')));
            for (const QByteArray& heading : head.split(','))
                QVERIFY2(without.contains(heading) || QString::fromLatin1(heading).contains(unit),
                         heading.constData());
        }
    }

private:
    SitePtr site_;
    SnapshotPtr snapshot_;
};

QTEST_GUILESS_MAIN(SiteTablesTest)
#include "tst_site_tables.moc"
