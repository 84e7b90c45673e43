// The figures that a sample's README states are those that its recipe gives: each is computed here, worded as there, and
// looked for.
#include "sample_site.h"

#include "core/simulation/metrics.h"

#include <QTest>
#include <fmt/format.h>

#include <array>

using namespace hallwright;
using namespace hallwright::test;

namespace {

QString readmeOf(const std::string& folder)
{
    QFile file(QString::fromStdString(HALLWRIGHT_SOURCE_DIR "/sample-sites/" + folder + "/README.md"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).simplified() : QString();
}

double mw(double watts)
{
    return watts / 1e6;
}

double percent(double part, double whole)
{
    return 100.0 * part / whole;
}

double stageLossW(const Snapshot& s, PowerNodeKind kind)
{
    double lossW = 0.0;
    for (const PowerStageResult& stage : s.powerStages)
        lossW += stage.kind == kind ? stage.lossW : 0.0;
    return lossW;
}

// What the README lacks of these, a line each; "" if nothing.
std::string missing(const std::string& folder, const std::vector<std::string>& statements)
{
    const QString readme = readmeOf(folder);
    std::string lines;
    for (const std::string& statement : statements) {
        if (!readme.contains(QString::fromStdString(statement)))
            lines += fmt::format("{}/README.md does not say \"{}\"\n", folder, statement);
    }
    return lines;
}

Sample without(const Sample& sample, const ObjectRef& unit)
{
    Conditions conditions = conditionsOf(*sample.site);
    conditions.outages = conditions.outages.with(unit, true);
    return {sample.site, evaluate(sample.site, conditions)};
}

struct Lost {
    std::size_t racks = 0;
    double powerW = 0.0;
};

Lost lostWithoutCoolant(const Snapshot& s)
{
    Lost lost;
    for (const HallResultPtr& hall : s.halls) {
        for (std::size_t i = 0; i < hall->racks.size(); ++i) {
            if (hall->racks[i].service != RackService::NoCoolant)
                continue;
            ++lost.racks;
            lost.powerW += hall->hall->racks[i].powerW;
        }
    }
    return lost;
}

} // namespace

class SampleReadmesTest : public QObject
{
    Q_OBJECT

private slots:
    void fiveBuildingConversion()
    {
        const Sample sample = evaluatedSample("five-building-conversion/site.yaml");
        const Snapshot& s = *sample.result;
        std::vector<std::string> statements = {
            fmt::format("{:.1f} MW of IT", mw(s.itPowerW)),
            fmt::format("{:.1f} MW, PUE {:.2f}", mw(s.facilityPowerW), s.pue.value()),
            fmt::format("{:.1f} MW, {:.2f} |", mw(s.buildings[0].facilityPowerW),
                        s.buildings[0].pue().value()),
            fmt::format("{:.1f} and {:.1f} MW, {:.2f} |", mw(s.buildings[3].facilityPowerW),
                        mw(s.buildings[4].facilityPowerW), s.buildings[3].pue().value()),
            fmt::format("| {:.1f} MW / 49 or 50 MW |", mw(s.buildings[0].itPowerW)),
        };
        const Hall& liquid = *sample.site->buildings[3]->halls[0];
        const Lost lost = lostWithoutCoolant(*without(sample, refTo(liquid.cdus.front().id)).result);
        statements.push_back(fmt::format("its {} racks have no coolant and shut down, {} kW of IT",
                                         lost.racks, fmt::format("1,{:03.0f}", lost.powerW / 1e3 - 1000.0)));
        verify(missing("five-building-conversion", statements));
    }

    void gpt4ClassA100()
    {
        const Sample sample = evaluatedSample("gpt4-class-a100/site.yaml");
        const Snapshot& s = *sample.result;
        const double it = s.itPowerW;
        const auto row = [&](double watts) {
            return fmt::format("| {:.2f} | {:.1f} % |", mw(watts), percent(watts, it));
        };
        const std::vector<std::string> statements = {
            fmt::format("0.3 | {:.2f} | 100 % |", mw(it)),
            "first " + row(s.overhead.chillersW),
            "CRAH fans " + row(s.overhead.airHandlerFansW),
            "tower fans " + row(s.overhead.heatRejectionW),
            "tower water " + row(s.overhead.condenserPumpsW),
            "loop pumps " + row(s.overhead.loopPumpsW),
            "the rest 0.04 " + row(s.distributionLossW),
            "lighting, offices " + row(s.otherPowerW),
            fmt::format("| **{:.2f}** | **PUE {:.2f}** |", mw(s.facilityPowerW), s.pue.value()),
            fmt::format("UPS {:.2f}, PDUs {:.2f}, transformers {:.2f}", mw(stageLossW(s, PowerNodeKind::Ups)),
                        mw(stageLossW(s, PowerNodeKind::Pdu)), mw(stageLossW(s, PowerNodeKind::Transformer))),
            fmt::format("The towers use {:.1f} kg/s of water", s.waterKgS),
        };
        verify(missing("gpt4-class-a100", statements));
    }

    void memphis200k()
    {
        const Sample sample = evaluatedSample("memphis-200k/site.yaml");
        const Snapshot& s = *sample.result;
        const double it = s.itPowerW;
        const OverheadSplit& o = s.overhead;
        const double moving = o.loopPumpsW + o.airHandlerFansW + o.cduPumpsW;
        const std::vector<std::string> statements = {
            fmt::format("| {:.1f} | 100 % |", mw(it)),
            fmt::format("| {:.1f} | {:.1f} % |", mw(o.chillersW), percent(o.chillersW, it)),
            fmt::format("loop pumps {:.1f}, hall fans {:.1f}, CDU pumps {:.1f} | {:.1f} | {:.1f} % |",
                        mw(o.loopPumpsW), mw(o.airHandlerFansW), mw(o.cduPumpsW), mw(moving),
                        percent(moving, it)),
            fmt::format("UPS {:.1f}, transformers {:.1f}, the rest", mw(stageLossW(s, PowerNodeKind::Ups)),
                        mw(stageLossW(s, PowerNodeKind::Transformer))),
            fmt::format("| {:.1f} | {:.1f} % |", mw(s.distributionLossW), percent(s.distributionLossW, it)),
            fmt::format("| {:.1f} | {:.1f} % |", mw(s.otherPowerW), percent(s.otherPowerW, it)),
            fmt::format("| **{:.1f}** | **PUE {:.2f}** |", mw(s.facilityPowerW), s.pue.value()),
        };
        verify(missing("memphis-200k", statements));
    }

    void stargate2g2()
    {
        const Sample sample = evaluatedSample("stargate-2g2/site.yaml");
        const Snapshot& s = *sample.result;
        const double chips = computePowerW(*sample.site);
        const OverheadSplit& o = s.overhead;
        const double moving = o.cduPumpsW + o.loopPumpsW + o.airHandlerFansW;
        const auto row = [&](double watts) {
            return fmt::format("| {:.0f} | {:.1f} % |", mw(watts), percent(watts, chips));
        };
        const std::vector<std::string> statements = {
            fmt::format("racks of 130 kW | 1,{:03.0f} | 100 % |", mw(chips) - 1000.0),
            "trim of the warm water " + row(o.chillersW),
            row(o.heatRejectionW),
            fmt::format("CDU pumps {:.0f}, loop pumps {:.0f}, hall fans {:.0f} {}", mw(o.cduPumpsW),
                        mw(o.loopPumpsW), mw(o.airHandlerFansW), row(moving)),
            row(s.distributionLossW),
            "lighting, offices " + row(s.otherPowerW),
            fmt::format("| **2,{:03.0f}** | **{:.3f}** (PUE {:.2f}) |", mw(s.facilityPowerW) - 2000.0,
                        s.facilityPowerW / chips, s.pue.value()),
        };
        verify(missing("stargate-2g2", statements));
    }

    // The annual figures are those of tst_enterprise_liquid_retrofit; here those at the year's mean.
    void enterpriseLiquidRetrofit()
    {
        const Sample before = evaluatedSample("enterprise-liquid-retrofit/baseline.yaml");
        const Sample after = evaluatedSample("enterprise-liquid-retrofit/retrofit.yaml");
        verify(missing("enterprise-liquid-retrofit",
                       {fmt::format("about the annual PUE: {:.3f} and {:.3f}", before.result->pue.value(),
                                    after.result->pue.value()),
                        fmt::format("the {} racks, their 1,{:03d} GPUs", before.site->rackCount(),
                                    before.site->gpuCount() - 1000)}));
    }

    void scale14k()
    {
        const Sample sample = evaluatedSample("scale-14k/site.yaml");
        QCOMPARE(sample.site->rackCount(), std::size_t{14'000});
        verify(missing("scale-14k", {"Fifteen equal buildings, 14,000 racks"}));
        QCOMPARE(sample.site->buildings.size(), std::size_t{15});
    }

private:
    static void verify(const std::string& missed) { QVERIFY2(missed.empty(), missed.c_str()); }
};

QTEST_GUILESS_MAIN(SampleReadmesTest)
#include "tst_sample_readmes.moc"
