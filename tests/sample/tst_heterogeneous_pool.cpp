#include "core/studies/goodput/goodput.h"
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

const SiteAvailability& availability()
{
    static const SiteAvailabilityPtr it = availabilityOf(*sample().result);
    return *it;
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

    // Tiers by the tags of halls and buildings; each by its own rule.
    void threeTiersShareThePool()
    {
        const SiteAvailability& found = availability();
        QVERIFY(found.isExact);
        QCOMPARE(found.tiers.size(), std::size_t{3});
        QCOMPARE(found.tiers[0].gpus, std::size_t{12'800 + 25'600}); // inference
        QCOMPARE(found.tiers[1].gpus, std::size_t{26'880 + 49'680}); // training
        QCOMPARE(found.tiers[2].gpus, std::size_t{12'800});          // development
        // A service that bears the loss of a few racks is up longer than a job on every one of them.
        QVERIFY(found.tiers[0].byItsRule.figures().unavailability <
                found.tiers[1].byItsRule.figures().unavailability);
    }

    // 419 in 54 days on 16,384 are 47 a day at 100,000.
    void failuresComeEveryDay()
    {
        GoodputOptions options;
        options.accelerators = 100'000;
        options.simulatedDays = 100.0;
        const GoodputPtr found = goodputOf(*sample().result, options);
        QVERIFY(std::abs(found->componentsPerDay - 47.36) < 0.01);
        QVERIFY(found->goodput() > 0.6 && found->goodput() < 0.9);
        QVERIFY(found->spareServers > 0);
        const auto cdu = std::ranges::find(found->domains.domains, "CDU", &SharedDomain::what);
        QVERIFY(cdu != found->domains.domains.end());
        QVERIFY(cdu->racksDown >= 15 && cdu->racksDown <= 28); // a row's
    }

    // Eight jobs of 6,400: a hall each, where they are packed; spread, one failure stops more of them.
    void packedJobsShareFewerDomains()
    {
        GoodputOptions options;
        options.accelerators = 6'400;
        options.jobs = 8;
        options.simulatedDays = 50.0;
        const GoodputPtr found = goodputOf(*sample().result, options);
        QVERIFY(found->domains.packedInterruptionsPerJobYear < found->domains.spreadInterruptionsPerJobYear);
    }
};

QTEST_GUILESS_MAIN(TestHeterogeneousPool)
#include "tst_heterogeneous_pool.moc"
