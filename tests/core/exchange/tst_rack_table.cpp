// Racks as a table of text, there and back.
#include "core/exchange/rack_table.h"
#include "core/model/errors.h"
#include "tests/support/campus.h"

#include <QTest>

using namespace hallwright;
using namespace hallwright::test;

class TestRackTable : public QObject
{
    Q_OBJECT

private slots:
    void whatIsWrittenIsReadBack()
    {
        const SitePtr site = smallCampus();
        std::vector<RackId> ids;
        for (const Rack& rack : site->buildings[1]->halls[0]->racks)
            ids.push_back(rack.id);
        const std::vector<TabledRack> read = readRackTable(rackTableOf(*site, ids));
        QCOMPARE(read.size(), ids.size());
        for (std::size_t i = 0; i < ids.size(); ++i) {
            const Rack& rack = site->rack(ids[i]);
            QCOMPARE(QString::fromStdString(read[i].name), QString::fromStdString(rack.name));
            QVERIFY(read[i].pose == rack.pose);
            QVERIFY(std::abs(*read[i].powerW - rack.powerW) < 1e-6);
            QCOMPARE(*read[i].liquidShare, rack.liquidShare);
        }
    }

    void aTablePastedElsewhereHasNewNamesAndTheSameValues()
    {
        const SitePtr site = smallCampus();
        const Hall& hall = *site->buildings[0]->halls[0];
        SiteEdit edit(site);
        const auto added =
            addRacks(edit, hall.id, readRackTable(rackTableOf(*site, {hall.racks[0].id})), {0.0, 4.8});
        const SitePtr next = edit.done();
        const Rack& copy = next->rack(added.front());
        QVERIFY(copy.name != hall.racks[0].name);
        QCOMPARE(copy.powerW, hall.racks[0].powerW);
        QCOMPARE(copy.pose.y, hall.racks[0].pose.y + 4.8);
    }

    void aSpreadsheetsOwnColumnsAndOrderAreTaken()
    {
        const auto racks = readRackTable("x_m\ty_m\tcomment\ttype\r\n1.5\t2\tby the door\tDGX\r\n\r\n");
        QCOMPARE(racks.size(), std::size_t{1});
        QCOMPARE(QString::fromStdString(racks[0].type), QStringLiteral("DGX"));
        QVERIFY(!racks[0].powerW);
        QVERIFY(racks[0].name.empty());
    }

    void whatCannotBeReadIsSaidWithItsLine_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("nothing") << ""
                                 << "no table of racks";
        QTest::newRow("prose") << "Dear all,\n"
                               << "no table of racks";
        QTest::newRow("no number") << "type\tx_m\ty_m\nDGX\t1\tfar\n"
                                   << "Line 2 of the table: y_m is \"far\"";
        QTest::newRow("a gap") << "type\tx_m\ty_m\nDGX\t1\n"
                               << "Line 2 of the table: y_m is empty";
        QTest::newRow("infinite") << "type\tx_m\ty_m\nDGX\tinf\t1\n"
                                  << "Line 2 of the table: x_m";
    }

    void whatCannotBeReadIsSaidWithItsLine()
    {
        QFETCH(QString, text);
        QFETCH(QString, says);
        try {
            readRackTable(text.toStdString());
            QFAIL("it was read");
        } catch (const InputError& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains(says), error.what());
        }
    }

    void aTypeThatTheCatalogueLacksIsNamed()
    {
        const SitePtr site = smallCampus();
        try {
            standingsOf(*site, readRackTable("type\tx_m\ty_m\nMainframe\t1\t2\n"));
            QFAIL("it was found");
        } catch (const InputError& error) {
            QVERIFY2(QString::fromUtf8(error.what()).contains("Mainframe"), error.what());
        }
    }
};

QTEST_APPLESS_MAIN(TestRackTable)
#include "tst_rack_table.moc"
