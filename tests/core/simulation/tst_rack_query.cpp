// Racks that fulfil a condition.
#include "core/model/errors.h"
#include "core/simulation/evaluate.h"
#include "core/simulation/rack_query.h"
#include "tests/support/campus.h"

#include <QTest>

using namespace hallwright;
using namespace hallwright::test;

namespace {

struct Evaluated {
    SitePtr site = smallCampus();
    SnapshotPtr snapshot = evaluate(site, conditionsOf(*site));

    std::size_t count(const char* query) const { return racksWith(*snapshot, readRackQuery(query)).size(); }
    QString refusal(const char* query) const
    {
        try {
            readRackQuery(query);
        } catch (const InputError& error) {
            return QString::fromUtf8(error.what());
        }
        return {};
    }
};

} // namespace

class TestRackQuery : public QObject
{
    Q_OBJECT

private slots:
    void conditionsFindWhatTheySay_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<int>("count"); // of 44: 36 of 20.4 kW in air, 8 of 132 kW with 87 % to liquid
        QTest::newRow("more power") << "power > 30 kW" << 8;
        QTest::newRow("the unit is kW") << "power > 30" << 8;
        QTest::newRow("watts") << "power > 30000 W" << 8;
        QTest::newRow("megawatts") << "power > 0.03 MW" << 8;
        QTest::newRow("both") << "power > 30 kW and liquid < 80 %" << 0;
        QTest::newRow("either") << "power > 30 kW or liquid = 0" << 44;
        QTest::newRow("not") << "not power > 30 kW" << 36;
        QTest::newRow("and binds closer") << "power > 30 or power > 10 and liquid > 50" << 8;
        QTest::newRow("brackets") << "(power > 30 or power > 10) and liquid > 50" << 8;
        QTest::newRow("everything is warmer than freezing") << "inlet > 0 °C" << 44;
        QTest::newRow("a hall") << "hall = \"Hall A\"" << 24;
        QTest::newRow("a hall by its letters") << "hall = *b" << 20;
        QTest::newRow("another hall") << "hall != \"Hall A\"" << 20;
        QTest::newRow("a row of two halls") << "row = A and hall = \"Hall A\"" << 12;
        QTest::newRow("a name") << "name = A03" << 2;
        QTest::newRow("capitals") << "POWER > 30 KW AND HALL = *B" << 8;
    }

    void conditionsFindWhatTheySay()
    {
        QFETCH(QString, query);
        QFETCH(int, count);
        const Evaluated evaluated;
        QCOMPARE(static_cast<int>(evaluated.count(query.toUtf8().constData())), count);
    }

    void oneHallAlone()
    {
        const Evaluated evaluated;
        const HallId hall = evaluated.site->buildings[1]->halls[0]->id;
        QCOMPARE(racksWith(*evaluated.snapshot, readRackQuery("power > 0"), hall).size(), std::size_t{20});
    }

    void whatIsNotUnderstoodIsSaid_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("says");
        QTest::newRow("nothing") << ""
                                 << "a quantity was expected";
        QTest::newRow("no such quantity") << "colour = red"
                                          << "there are power, inlet";
        QTest::newRow("no comparison") << "power 30"
                                       << "<, <=, =";
        QTest::newRow("no number") << "power > much"
                                   << "a number was expected";
        QTest::newRow("a word is no number") << "name > 3"
                                             << "= or !=";
        QTest::newRow("an open bracket") << "(power > 3"
                                         << "a closing bracket";
        QTest::newRow("two conditions") << "power > 3 inlet > 4"
                                        << "and, or, or the end";
        QTest::newRow("half of one") << "power > 3 and"
                                     << "the end";
    }

    void whatIsNotUnderstoodIsSaid()
    {
        QFETCH(QString, query);
        QFETCH(QString, says);
        const Evaluated evaluated;
        const QString sentence = evaluated.refusal(query.toUtf8().constData());
        QVERIFY2(sentence.contains(says), qPrintable(sentence));
    }
};

QTEST_APPLESS_MAIN(TestRackQuery)
#include "tst_rack_query.moc"
