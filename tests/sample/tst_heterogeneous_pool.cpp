#include "core/studies/goodput/job_placement.h"
#include "sample_site.h"

#include <QTest>

#include <algorithm>
#include <array>

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

    // Tiers by the tags of halls and buildings.
    void threeTiersShareThePool()
    {
        std::array<std::size_t, useTierCount> gpus{};
        const SiteBlocks blocks = blocksOf(*sample().result, classRates());
        for (const RackGroup& group : blocks.groups)
            gpus[static_cast<std::size_t>(group.tier)] += group.gpus;
        QCOMPARE(gpus[static_cast<std::size_t>(UseTier::Inference)], std::size_t{12'800 + 25'600});
        QCOMPARE(gpus[static_cast<std::size_t>(UseTier::Training)], std::size_t{26'880 + 49'680});
        QCOMPARE(gpus[static_cast<std::size_t>(UseTier::Development)], std::size_t{12'800});
    }

    // Eight jobs of 6,400: a hall each, where they are packed; spread, one failure stops more of them.
    void packedJobsShareFewerDomains()
    {
        const SiteBlocks blocks = blocksOf(*sample().result, classRates());
        const std::vector<PlacedRack> racks = racksForJobs(*sample().result, blocks);
        const DomainCosts costs =
            domainCosts(*sample().result, blocks, racks, placeJobs(racks, 6'400, 8, Placement::Packed),
                        placeJobs(racks, 6'400, 8, Placement::Spread), 600.0);
        QVERIFY(costs.packedInterruptionsPerJobYear < costs.spreadInterruptionsPerJobYear);
        const auto cdu = std::ranges::find(costs.domains, "CDU", &SharedDomain::what);
        QVERIFY(cdu != costs.domains.end());
        QVERIFY(cdu->racksDown >= 15 && cdu->racksDown <= 28); // a row's
    }
};

QTEST_GUILESS_MAIN(TestHeterogeneousPool)
#include "tst_heterogeneous_pool.moc"
