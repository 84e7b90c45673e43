// Planned maintenance: what is read, and what is refused in one sentence.
#include "core/exchange/maintenance_file.h"
#include "core/model/errors.h"

#include <QTest>

using namespace hallwright;

class MaintenanceFileTest : public QObject
{
    Q_OBJECT

private slots:
    void timesAreReadInTheirForms_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("end");
        // 13 April is day 103 from 0: 31 + 28 + 31 + 12 days before it are 102.
        QTest::newRow("with a year") << "2026-04-13 08:00"
                                     << "2026-04-15 18:00" << 24 * 102 + 8 << 24 * 104 + 18;
        QTest::newRow("ISO") << "2026-04-13T08:00:00"
                             << "2026-04-13T09:00" << 24 * 102 + 8 << 24 * 102 + 9;
        QTest::newRow("month and day") << "04-13 08"
                                       << "04-13 24:00" << 24 * 102 + 8 << 24 * 103;
        QTest::newRow("whole days") << "04-13"
                                    << "04-14" << 24 * 102 << 24 * 104;
        QTest::newRow("one day") << "04-13"
                                 << "04-13" << 24 * 102 << 24 * 103;
        QTest::newRow("to the end of the year") << "12-31"
                                                << "12-31" << 8736 << 8760;
    }
    void timesAreReadInTheirForms()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        const MaintenancePlan plan =
            readMaintenance(("element,from,to\nUPS 1," + from + ',' + to + '\n').toStdString(), "plan.csv");
        QCOMPARE(plan.work.size(), std::size_t{1});
        QCOMPARE(plan.work[0].element, std::string("UPS 1"));
        QTEST(static_cast<int>(plan.work[0].from.hourOfYear(false)), "first");
        QTEST(static_cast<int>(plan.work[0].to.hourOfYear(false)), "end");
    }

    void theLeapDayIsThereInALeapYearAlone()
    {
        const YearMoment leapDay{1, 29, 12};
        QCOMPARE(leapDay.hourOfYear(true), std::size_t{24 * 59 + 12});
        QCOMPARE(leapDay.hourOfYear(false), std::size_t{24 * 59}); // 1 March, 0:00
        const YearMoment march{2, 1, 0};
        QCOMPARE(march.hourOfYear(true), std::size_t{24 * 60});
        QCOMPARE(march.hourOfYear(false), std::size_t{24 * 59});
    }

    void columnsMayStandInAnyOrder()
    {
        const MaintenancePlan plan =
            readMaintenance("to;note;element;from\n10-06;x;CDU 1;10-05\n", "plan.csv");
        QCOMPARE(plan.work.at(0).element, std::string("CDU 1"));
        QCOMPARE(plan.work[0].line, 2);
        QCOMPARE(plan.source, std::string("plan.csv"));
    }

    void whatIsNoPlanIsRefused_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("says");
        QTest::newRow("a column") << "element,from\nUPS 1,04-13\n"
                                  << "plan.csv: It has no column \"to\"";
        QTest::newRow("no element") << "element,from,to\n,04-13,04-14\n"
                                    << "plan.csv:2: It names no element.";
        QTest::newRow("half an hour") << "element,from,to\nUPS 1,04-13 08:30,04-14\n"
                                      << "plan.csv:2: \"04-13 08:30\" is no time of whole hours";
        QTest::newRow("no month") << "element,from,to\nUPS 1,13-04,04-14\n"
                                  << "\"13-04\" is no time";
        QTest::newRow("no day") << "element,from,to\nUPS 1,04-31,05-14\n"
                                << "\"04-31\" is no time";
        QTest::newRow("no hour") << "element,from,to\nUPS 1,04-30 25,05-14\n"
                                 << "\"04-30 25\" is no time";
        QTest::newRow("words") << "element,from,to\nUPS 1,in May,05-14\n"
                               << "\"in May\" is no time";
        QTest::newRow("no time") << "element,from,to\nUPS 1,05-14 08,05-14 08\n"
                                 << "It ends when it begins";
    }
    void whatIsNoPlanIsRefused()
    {
        QFETCH(QString, text);
        QFETCH(QString, says);
        try {
            readMaintenance(text.toStdString(), "plan.csv");
            QFAIL("it was read");
        } catch (const InputError& error) {
            const QString sentence = QString::fromUtf8(error.what());
            QVERIFY2(sentence.contains(says) && sentence.endsWith('.'), error.what());
        }
    }
};

QTEST_GUILESS_MAIN(MaintenanceFileTest)
#include "tst_maintenance_file.moc"
