// The table of racks: what a capacity manager reads of each, and what is not known.
#include "core/exchange/racks_csv.h"
#include "core/model/site_edit.h"
#include "core/simulation/evaluate.h"
#include "tests/support/filled_rack.h"

#include <QHash>
#include <QTest>

using namespace hallwright;

class RacksCsvTest : public QObject
{
    Q_OBJECT

private slots:
    // 1,120 kg on 0.6 m by 1.2 m are 15,254.8 Pa.
    void aRackHasItsStatusGpusMassFloorLoadAndDevices()
    {
        const test::FilledRack filled = test::filledRack();
        SiteEdit edit(filled.site);
        const RackType& type = filled.site->typeOf(filled.site->rack(filled.rack));
        QCOMPARE(type.widthM * type.depthM, 0.6 * 1.2);
        edit.change(filled.rack).massKg = 1120.0;
        edit.changeRecord(refTo(filled.rack)).status = LifecycleStatus::Procurement;
        const SitePtr site = edit.done();
        const QHash<QByteArray, QByteArray> rack = lineOf(site, filled.rack);
        QCOMPARE(rack["status"], QByteArray("procurement"));
        QCOMPARE(rack["gpu_count"].toInt(), site->rack(filled.rack).gpuCount);
        QCOMPARE(rack["mass_kg"], QByteArray("1120"));
        QCOMPARE(rack["floor_load_pa"], QByteArray("15254.8"));
        QCOMPARE(rack["device_count"].toULongLong(), site->contents->of(filled.rack)->devices.size());
    }

    void whatIsNotKnownIsEmptyAndNeverNought()
    {
        const test::FilledRack filled = test::filledRack();
        SiteEdit edit(filled.site);
        edit.change(filled.emptyRack).massKg = 0.0;
        const QHash<QByteArray, QByteArray> rack = lineOf(edit.done(), filled.emptyRack);
        for (const char* column : {"mass_kg", "floor_load_pa", "device_count"})
            QVERIFY2(rack.contains(column) && rack[column].isEmpty(), column);
    }

private:
    // By the names of the columns. No name there has a comma.
    static QHash<QByteArray, QByteArray> lineOf(const SitePtr& site, RackId id)
    {
        const QByteArray csv = QByteArray::fromStdString(racksCsv(*evaluate(site, conditionsOf(*site))));
        const QList<QByteArray> lines = csv.trimmed().split('\n');
        const QList<QByteArray> columns = lines.front().split(',');
        for (const QByteArray& line : lines) {
            const QList<QByteArray> fields = line.split(',');
            QHash<QByteArray, QByteArray> rack;
            for (qsizetype i = 0; i < columns.size() && i < fields.size(); ++i)
                rack.insert(columns[i], fields[i]);
            if (rack["rack_id"] == QByteArray::number(static_cast<qlonglong>(id.value)))
                return rack;
        }
        return {};
    }
};

QTEST_GUILESS_MAIN(RacksCsvTest)
#include "tst_racks_csv.moc"
