#include "sample_site.h"

#include <QTest>

using namespace hallwright;
using namespace hallwright::test;

namespace {

const Sample& sample()
{
    static const Sample it = evaluatedSample("gpt4-class-a100/site.yaml");
    return it;
}

} // namespace

class TestGpt4ClassA100 : public QObject
{
    Q_OBJECT

private slots:
    void thereAre20000GpusIn625Racks()
    {
        QCOMPARE(sample().site->gpuCount(), 20'000LL);
        QCOMPARE(computeRacks(*sample().site), std::size_t{625});
    }

    // The published statement about such a cluster.
    void theFacilityDraws15To20Megawatts()
    {
        QVERIFY(sample().result->facilityPowerW >= 15e6);
        QVERIFY(sample().result->facilityPowerW <= 20e6);
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

    void thePlantCarriesTheDesignDayWithTwoChillersOut()
    {
        for (std::size_t i = 0; i < sample().site->cooling->loops.size(); ++i)
            QVERIFY(spareCapacityW(sample(), i, 2) > 0.0);
    }

    // Plates on tower water: all of a cold day without compressors, all of a hot one with them.
    void compressorsStandStillInWinter()
    {
        Conditions cold;
        cold.outdoorC = 2.0;
        cold.wetBulbC = 1.0;
        const SnapshotPtr winter = evaluate(sample().site, cold);
        QCOMPARE(winter->overhead.chillersW, 0.0);
        QVERIFY(sample().result->overhead.chillersW > 0.0);
        QVERIFY(winter->pue < sample().result->pue);
    }

    void nothingUnexpectedIsWarnedOf()
    {
        const std::string offence = unexpectedNote(*sample().result);
        QVERIFY2(offence.empty(), offence.c_str());
    }

    void energyIsConserved() { QVERIFY(std::abs(sample().result->energyResidual) <= 1e-6); }

    void theKeyFiguresAreThoseOfExpectedCsv()
    {
        const std::string offence = wrongFigure("gpt4-class-a100/expected.csv", keyFigures(sample()), 12);
        QVERIFY2(offence.empty(), offence.c_str());
    }
};

QTEST_GUILESS_MAIN(TestGpt4ClassA100)
#include "tst_gpt4_class_a100.moc"
