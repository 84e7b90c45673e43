#include "sample_site.h"

#include <QTest>

using namespace hallwright;
using namespace hallwright::test;

namespace {

const Sample& sample()
{
    static const Sample it = evaluatedSample("heterogeneous-pool/site.yaml");
    return it;
}

long long gpusOf(const char* type)
{
    long long gpus = 0;
    forEachRack(*sample().site, [&](const Rack& rack) {
        gpus += sample().site->typeOf(rack).name == type ? rack.gpuCount : 0;
    });
    return gpus;
}

} // namespace

class TestHeterogeneousPool : public QObject
{
    Q_OBJECT

private slots:
    void fourKindsMakeMoreThan100000()
    {
        QCOMPARE(gpusOf("4x DGX A100, air"), 25'600LL);
        QCOMPARE(gpusOf("4x DGX H100, air"), 25'600LL);
        QCOMPARE(gpusOf("4x HGX H200, liquid"), 26'880LL);
        QCOMPARE(gpusOf("GB200 NVL72"), 49'680LL);
        QCOMPARE(sample().site->gpuCount(), 127'760LL);
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

    void energyIsConserved() { QVERIFY(std::abs(sample().result->energyResidual) <= 1e-6); }

    void theKeyFiguresAreThoseOfExpectedCsv()
    {
        const std::string offence = wrongFigure("heterogeneous-pool/expected.csv", keyFigures(sample()), 12);
        QVERIFY2(offence.empty(), offence.c_str());
    }
};

QTEST_GUILESS_MAIN(TestHeterogeneousPool)
#include "tst_heterogeneous_pool.moc"
