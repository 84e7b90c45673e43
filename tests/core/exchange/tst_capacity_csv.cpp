// The table of capacity as a file: a line for each place of the answer, in SI, empty where nothing is known.
#include "core/exchange/capacity_csv.h"
#include "core/exchange/csv_reader.h"
#include "core/model/site_edit.h"
#include "tests/support/campus.h"

#include <QHash>
#include <QTest>

using namespace hallwright;

class CapacityCsvTest : public QObject
{
    Q_OBJECT

private slots:
    // Hall A without its last two racks, one at the end of either row.
    void aPlaceHasALineWithWhatIsLeftOfItAndWhatStopsTheNext()
    {
        const SitePtr full = test::smallCampus();
        SiteEdit edit(full);
        const HallId hall = full->buildings.front()->halls.front()->id;
        for (const Rack& rack : full->hall(hall).racks) {
            if (rack.name.ends_with("12"))
                edit.remove(refTo(rack.id));
        }
        edit.change(hall).floorRatingPa = 1e3; // which takes no rack
        const SitePtr site = edit.done();
        const CapacityPtr capacity =
            capacityOf(site, conditionsOf(*site), {full->hall(hall).racks.front().type, refTo(hall)});
        const QList<QHash<QByteArray, QByteArray>> lines = linesOf(*capacity);
        QCOMPARE(static_cast<std::size_t>(lines.size()), capacity->places.size());
        const QHash<QByteArray, QByteArray>& of = lines.front();
        QCOMPARE(of["kind"], QByteArray("hall"));
        QCOMPARE(of["place"], QByteArray("Hall A"));
        QCOMPARE(of["within"], QByteArray("Building 1"));
        QCOMPARE(of["racks"], QByteArray("22"));
        QCOMPARE(of["free_positions"], QByteArray("2"));
        QCOMPARE(of["fits"], QByteArray("0"));
        QCOMPARE(of["blocked_positions"], QByteArray("2"));
        QCOMPARE(of["used_w"], QByteArray::number(capacity->whole().usedW, 'f', 0));
        QCOMPARE(of["stopped_by"], QByteArray("floor-load"));
        QCOMPARE(of["limit"], QByteArray("1000"));
        QCOMPARE(of["unit"], QByteArray("Pa"));
        QVERIFY(!of["sentence"].isEmpty());
    }

    void whereNothingButSpaceStopsRacksNothingIsNamed()
    {
        const SitePtr site = test::smallCampus();
        const Hall& hall = *site->buildings.front()->halls.front();
        const CapacityPtr capacity =
            capacityOf(site, conditionsOf(*site), {hall.racks.front().type, refTo(hall.id)});
        const QHash<QByteArray, QByteArray> of = linesOf(*capacity).front();
        QCOMPARE(of["free_positions"], QByteArray("0"));
        for (const char* column :
             {"stopped_by", "stopped_by_object", "stopped_at", "limit", "unit", "remedy"})
            QVERIFY2(of.contains(column) && of[column].isEmpty(), column);
        QCOMPARE(of["sentence"], QByteArray("No position is left in Hall A."));
    }

private:
    // By the names of the columns.
    static QList<QHash<QByteArray, QByteArray>> linesOf(const Capacity& capacity)
    {
        const std::string csv = capacityCsv(capacity);
        CsvReader reader(csv, "capacity.csv", ',');
        const CsvFields columns = reader.next().value();
        QList<QHash<QByteArray, QByteArray>> lines;
        while (const auto fields = reader.next()) {
            QHash<QByteArray, QByteArray> line;
            for (std::size_t i = 0; i < columns.size() && i < fields->size(); ++i)
                line.insert(QByteArray::fromStdString(columns[i]), QByteArray::fromStdString((*fields)[i]));
            lines << line;
        }
        return lines;
    }
};

QTEST_GUILESS_MAIN(CapacityCsvTest)
#include "tst_capacity_csv.moc"
