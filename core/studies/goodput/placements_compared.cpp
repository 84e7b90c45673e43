#include "core/studies/goodput/placements_compared.h"

#include "core/model/number_text.h"

#include <fmt/format.h>

#include <cmath>

namespace hallwright {

namespace {

std::string workingText(const Goodput& of)
{
    return grouped(std::floor(of.goodput() * static_cast<double>(of.options.accelerators)));
}

} // namespace

GoodputComparisonPtr comparePlacements(const Snapshot& snapshot, const GoodputOptions& options,
                                       const std::function<void(std::size_t done)>& progress,
                                       const std::stop_token& stop)
{
    auto compared = std::make_shared<GoodputComparison>();
    GoodputOptions placed = options;
    placed.placement = Placement::Packed;
    compared->packed = goodputOf(snapshot, placed, stop);
    if (!compared->packed)
        return nullptr;
    if (progress)
        progress(1);
    placed.placement = Placement::Spread;
    compared->spread = goodputOf(snapshot, placed, stop);
    if (!compared->spread)
        return nullptr;
    if (progress)
        progress(2);
    return compared;
}

std::vector<TimeUse> timeUsesOf(const Goodput& goodput)
{
    const bool stops = goodput.options.shortOf == ShortOfServers::Stop;
    return {{"goodput: work that counts", goodput.shares.useful},
            {"writing checkpoints", goodput.shares.checkpoints},
            {"work done again", goodput.shares.rework},
            {"restarts", goodput.shares.restarts},
            {stops ? "waiting for servers in repair" : "servers in repair, going on without",
             goodput.waitingServers},
            {"waiting for power and cooling", goodput.waitingFacility}};
}

std::string answerOf(const GoodputComparison& compared)
{
    const Goodput& packed = *compared.packed;
    const Goodput& spread = *compared.spread;
    return fmt::format("Goodput {:.2f} % packed, {:.2f} % spread: of {} accelerators {} and {} do work that "
                       "counts. Components "
                       "interrupt the job {:.1f} times a day; single failures of power and cooling stop a "
                       "job {:.3g} times a "
                       "year packed, {:.3g} spread.",
                       100.0 * packed.goodput(), 100.0 * spread.goodput(),
                       grouped(static_cast<double>(packed.options.accelerators)), workingText(packed),
                       workingText(spread), packed.componentsPerDay,
                       packed.domains.packedInterruptionsPerJobYear,
                       packed.domains.spreadInterruptionsPerJobYear);
}

std::string assumptionsOf(const Goodput& goodput)
{
    const GoodputOptions& o = goodput.options;
    std::string text = fmt::format(
        "Assumed: a checkpoint takes {:g} s in which no work is done, a restart {:g} s; a server has {} and "
        "its "
        "repair takes {:g} h by {}; {:.0f} % of interruptions take a server out; short of servers the job "
        "{}. "
        "Interruptions of components: one in {} h of an accelerator{}. A row's leaf switches serve that row. "
        "Failure rates of power and cooling are those of availability.",
        o.checkpointS, o.restartS, counted(o.acceleratorsPerServer, "accelerator"), o.repairH,
        o.crews == 0 ? std::string("as many crews as it takes") : counted(o.crews, "crew"),
        100.0 * o.serverShare, o.shortOf == ShortOfServers::Stop ? "stops" : "goes on with those it has",
        grouped(o.mtbfH), o.mtbfH == publishedMtbfH() ? " (Llama 3, 419 in 54 days on 16,384 H100)" : "");
    if (!goodput.facilityIsKnown)
        text +=
            " Power and cooling of the job's racks have too many ways to fail for an exact answer, and are "
            "left out.";
    return text;
}

} // namespace hallwright
