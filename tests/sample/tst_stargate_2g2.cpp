#include "sample_site.h"

#include <QTest>

using namespace hallwright;
using namespace hallwright::test;

namespace {

const Sample& sample()
{
    static const Sample it = evaluatedSample("stargate-2g2/site.yaml");
    return it;
}

} // namespace

class TestStargate2g2 : public QObject
{
    Q_OBJECT

private slots:
    void thereAre13800Nvl72Racks()
    {
        QCOMPARE(computeRacks(*sample().site), std::size_t{13'800});
        QCOMPARE(sample().site->gpuCount(), 13'800LL * 72);
    }

    // 2.2 GW in and 1.8 GW to the racks of chips.
    void inputIs122PerCentOfWhatTheChipsTake()
    {
        const double chipsW = computePowerW(*sample().site);
        QVERIFY(std::abs(chipsW - 1.8e9) <= 0.02e9);
        QVERIFY2(std::abs(sample().result->facilityPowerW / chipsW - 1.22) <= 0.02,
                 qPrintable(QString::number(sample().result->facilityPowerW / chipsW)));
    }

    void theLayoutIsSound()
    {
        const std::string offence = layoutOffence(*sample().site);
        QVERIFY2(offence.empty(), offence.c_str());
    }

    void nothingIsOverloaded()
    {
        const std::string offence = firstFinding(sample());
        QVERIFY2(offence.empty(), offence.c_str());
    }

    void everyLoopCarriesTheDesignDayWithTwoUnitsOut()
    {
        for (std::size_t i = 0; i < sample().site->cooling->loops.size(); ++i)
            QVERIFY2(spareCapacityW(sample(), i, 2) > 0.0, sample().site->cooling->loops[i].name.c_str());
    }

    void cdusCarryTheirHallWithOneOutOfService()
    {
        for (const HallResultPtr& hall : sample().result->halls) {
            if (!hall->hall->cdus.empty())
                QVERIFY(hall->cduCapacityW - hall->hall->cdus.front().capacityW > hall->heatToLiquidW);
        }
    }

    void nothingUnexpectedIsWarnedOf()
    {
        const std::string offence = unexpectedNote(*sample().result);
        QVERIFY2(offence.empty(), offence.c_str());
    }

    // Side A is left with five turbines of 36 MW: side B carries the rest, as it is made to.
    void withoutASubstationItsTurbinesGiveWhatTheyHave()
    {
        const Site& site = *sample().site;
        Conditions conditions = conditionsOf(site);
        for (const PowerNode& node : site.power->nodes) {
            if (node.name == "Substation A")
                conditions.outages.power = {node.id};
        }
        const SnapshotPtr s = evaluate(sample().site, conditions);
        for (std::size_t i = 0; i < site.power->nodes.size(); ++i) {
            if (site.power->nodes[i].ratedW > 0.0)
                QVERIFY2(s->powerNodes[i].outputW <= site.power->nodes[i].ratedW,
                         site.power->nodes[i].name.c_str());
        }
        QCOMPARE(s->shed.count, std::size_t{0});
        QVERIFY(std::abs(s->itPowerW - sample().result->itPowerW) <= 1e-6 * s->itPowerW);
        QVERIFY(s->powerResidual <= 1e-6);
    }

    void energyIsConserved() { QVERIFY(std::abs(sample().result->energyResidual) <= 1e-6); }

    void theKeyFiguresAreThoseOfExpectedCsv()
    {
        const std::string offence = wrongFigure("stargate-2g2/expected.csv", keyFigures(sample()), 12);
        QVERIFY2(offence.empty(), offence.c_str());
    }
};

QTEST_GUILESS_MAIN(TestStargate2g2)
#include "tst_stargate_2g2.moc"
