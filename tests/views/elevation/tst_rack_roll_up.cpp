// What a rack's devices come to, in words with units, and what is not stated.
#include "tests/support/campus.h"
#include "tests/support/filled_rack.h"
#include "views/elevation/rack_roll_up.h"
#include "views/shared/format.h"

#include <QTest>

using namespace hallwright;
using namespace hallwright::test;
using elevation::RollUp;
using elevation::RollUpRow;

namespace {

QString cell(const RollUp& rollUp, const QString& title, QString RollUpRow::*column)
{
    for (const RollUpRow& row : rollUp.rows) {
        if (row.title == title)
            return QString(row.*column).replace(QChar(0x00a0), QLatin1Char(' '));
    }
    return QStringLiteral("(no such row)");
}

} // namespace

class TestRackRollUp : public QObject
{
    Q_OBJECT

private slots:
    void cleanup() { style::setUnitSystem(style::UnitSystem::Si); }

    // Four nodes of 4 U, 10 kW, 53 kg, half to liquid, 0.4 m³/s, 8 GPUs; one switch of 2 U, 900 W, that states no mass.
    void sumsHaveUnitsAndSayWhatIsNotStated()
    {
        const FilledRack filled = filledRack();
        const RollUp rollUp = elevation::rollUpOf(*filled.site, filled.rack, nullptr);
        QCOMPARE(cell(rollUp, "Units taken", &RollUpRow::devices), QString("18 U"));
        QCOMPARE(cell(rollUp, "Units taken", &RollUpRow::rack), QString("42.9 %")); // 18 of 42
        QCOMPARE(cell(rollUp, "Units taken", &RollUpRow::limit), QString("42 U"));
        QCOMPARE(cell(rollUp, "Power, planned", &RollUpRow::devices), QString("40.9 kW"));
        QCOMPARE(cell(rollUp, "Power, planned", &RollUpRow::rack), QString("40.9 kW"));
        QCOMPARE(cell(rollUp, "Heat to liquid", &RollUpRow::devices), QString("20.0 kW"));
        QCOMPARE(cell(rollUp, "Mass of devices", &RollUpRow::devices), QString("≥ 212 kg"));
        QCOMPARE(cell(rollUp, "Mass of devices", &RollUpRow::limit), QString("1,000 kg"));
        QCOMPARE(cell(rollUp, "GPUs", &RollUpRow::devices), QString("32"));
        QVERIFY(rollUp.remarks.contains("1 device states no mass."));
        QVERIFY(rollUp.ports.contains("32 × 400gbase-x-osfp, network, 400 Gb/s each"));
        QVERIFY(rollUp.ports.contains("64 × 800gbase-x-osfp, network, 800 Gb/s each"));
    }

    void aRackOfNominalContentsSaysSo()
    {
        const FilledRack filled = filledRack();
        const RollUp rollUp = elevation::rollUpOf(*filled.site, filled.emptyRack, nullptr);
        QCOMPARE(cell(rollUp, "Power, planned", &RollUpRow::devices), style::dash());
        QCOMPARE(cell(rollUp, "Power, planned", &RollUpRow::rack), QString("20.4 kW"));
        QVERIFY(rollUp.remarks.first().contains("not stated"));
    }

    void anIpReaderSeesPounds()
    {
        style::setUnitSystem(style::UnitSystem::Ip);
        const FilledRack filled = filledRack();
        const RollUp rollUp = elevation::rollUpOf(*filled.site, filled.rack, nullptr);
        QCOMPARE(cell(rollUp, "Mass of devices", &RollUpRow::devices), QString("≥ 467 lb")); // 212 / 0.45359
    }
};

QTEST_MAIN(TestRackRollUp)
#include "tst_rack_roll_up.moc"
