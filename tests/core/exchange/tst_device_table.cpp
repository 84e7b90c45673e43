// Devices through the clipboard: a table that comes back as it was.
#include "core/exchange/device_table.h"
#include "core/model/errors.h"
#include "core/model/object_names.h"
#include "core/model/site_edit.h"
#include "tests/support/filled_rack.h"

#include <QTest>

using namespace hallwright;
using namespace hallwright::test;

class TestDeviceTable : public QObject
{
    Q_OBJECT

private slots:
    void devicesComeBackAtTheirUnitsInAnotherRack()
    {
        const FilledRack filled = filledRack();
        const std::string text = deviceTableOf(*filled.site, {filled.nodes[1], filled.leafDevice});
        QVERIFY(isDeviceTable(text));
        SiteEdit edit(filled.site);
        const std::vector<DeviceId> added = addDevices(edit, filled.emptyRack, text);
        const SitePtr site = edit.done();
        QCOMPARE(added.size(), std::size_t{2});
        QCOMPARE(find(*site, added[0])->positionU, 5.0);
        QCOMPARE(find(*site, added[0])->powerW, 10e3);
        QCOMPARE(find(*site, added[1])->positionU, 40.0);
        QCOMPARE(site->rack(filled.emptyRack).gpuCount, 8);
    }

    void whereItIsTakenTheLowestPlaceIsTaken()
    {
        const FilledRack filled = filledRack();
        SiteEdit edit(filled.site);
        const std::vector<DeviceId> added =
            addDevices(edit, filled.rack, deviceTableOf(*filled.site, {filled.nodes[0]}));
        const SitePtr site = edit.done();
        QCOMPARE(find(*site, added[0])->positionU, 17.0); // over nodes at U1 to U16
        QCOMPARE(find(*site, added[0])->name, std::string("node-5"));
    }

    void whatCannotBeReadIsSaid_data()
    {
        QTest::addColumn<std::string>("text");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("no table") << std::string("x\n") << "This is no table of devices";
        QTest::newRow("no type") << std::string("device_type\tposition_u\nNone\t1\n")
                                 << "no device type \"None\"";
        QTest::newRow("no number") << std::string("device_type\tposition_u\nLeaf\tten\n")
                                   << "Line 2 of the table: position_u is \"ten\"";
        QTest::newRow("no face") << std::string("device_type\tposition_u\tface\nLeaf\t1\ttop\n")
                                 << "face is \"top\", which is not front, rear";
    }
    void whatCannotBeReadIsSaid()
    {
        QFETCH(std::string, text);
        QFETCH(QString, sentence);
        SiteEdit edit(filledRack().site);
        QString said;
        try {
            addDevices(edit, {1}, text);
        } catch (const InputError& error) {
            said = QString::fromStdString(error.what());
        }
        QVERIFY2(said.contains(sentence), qPrintable(said));
    }
};

QTEST_GUILESS_MAIN(TestDeviceTable)
#include "tst_device_table.moc"
