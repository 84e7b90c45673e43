#include "app/cli/goodput_text.h"

#include "core/model/number_text.h"
#include "core/studies/failure/failure.h"
#include "core/studies/goodput/placements_compared.h"

#include <fmt/format.h>

#include <cmath>

namespace hallwright::cli {

namespace {

std::string wholeText(double number)
{
    return grouped(number);
}

std::string jobsText(const Goodput& found)
{
    const GoodputOptions& options = found.options;
    return fmt::format("{}, {}: a synchronous job of {} accelerators on {} of {} each at most{}; the site "
                       "has {} accelerators in "
                       "service.\n",
                       found.site->info.name, nameOf(options.placement),
                       wholeText(static_cast<double>(options.accelerators)), counted(found.jobRacks, "rack"),
                       counted((found.jobAccelerators + found.jobRacks - 1) / found.jobRacks, "accelerator"),
                       found.jobs > 1 ? fmt::format(", beside {} like it", counted(found.jobs - 1, "other"))
                                      : std::string(),
                       wholeText(static_cast<double>(found.siteAccelerators)));
}

std::string rateText(const Goodput& found)
{
    const GoodputOptions& options = found.options;
    const double facilityPerDay = found.facility.outagesPerYear * 24.0 / hoursPerYear;
    return fmt::format(
        "Interrupted {:.1f} times a day by components, one in {} h of an accelerator, and {:.3g} times a day "
        "by power and cooling: every {}.\n",
        found.componentsPerDay, wholeText(options.mtbfH), facilityPerDay, durationText(found.mtbfS));
}

std::string shareLine(std::string_view what, double share, double accelerators)
{
    return fmt::format("{:<34} {:>9.2f} % {:>16}\n", what, 100.0 * share, wholeText(share * accelerators));
}

std::string whereText(const Goodput& found)
{
    const auto accelerators = static_cast<double>(found.options.accelerators);
    std::string text =
        fmt::format("\n{:<34} {:>11} {:>16}\n", "where the time goes", "share", "accelerators");
    for (const TimeUse& use : timeUsesOf(found))
        text += shareLine(use.what, use.share, accelerators);
    return text;
}

std::string intervalText(const Goodput& found)
{
    const SimulatedJob& simulated = found.simulated;
    return fmt::format("\nCheckpoints every {}{}: Young's interval is {}, Daly's {}, the best of the model "
                       "{}.\nSimulated without the "
                       "facility's repairs, {} days: {:.2f} % ± {:.2f} % (95 %), by the formulas {:.2f} %.\n",
                       durationText(found.intervalS), found.options.intervalS ? " as told" : "",
                       durationText(found.youngS), durationText(found.dalyS), durationText(found.bestS),
                       wholeText(simulated.days), 100.0 * simulated.shares.useful,
                       100.0 * simulated.halfWidth, 100.0 * found.expected.shares.useful);
}

std::string sparesText(const Goodput& found)
{
    std::string text = fmt::format(
        "{} {}, of {} free beside the jobs{}.", counted(found.spareServers, "spare server"),
        found.spareServers == 1 ? "stands by" : "stand by", wholeText(static_cast<double>(found.freeServers)),
        found.options.spares
            ? ""
            : ": the fewest that keep waiting for repairs below 0.1 %, as far as there are any");
    if (found.largestDomainServers > 0)
        text += fmt::format(" To go on elsewhere after the failure of {}, it takes {}.", found.largestDomain,
                            counted(found.largestDomainServers, "server"));
    return text + '\n';
}

std::string costText(const FailureCost& cost)
{
    if (cost.jobsHit == 0)
        return fmt::format("{:>5} {:>11} {:>12}", "-", "-", "-");
    return fmt::format("{:>5} {:>9.2f} % {:>12}", cost.jobsHit, 100.0 * cost.largestShareOfAJob,
                       wholeText(cost.acceleratorHours));
}

std::string domainsText(const Goodput& found)
{
    std::string text =
        fmt::format("\nWhat one failure costs {}, packed and spread: jobs that stop, share of the racks of "
                    "the one hit hardest, "
                    "accelerator-hours of restart and work done again. The worst of each kind.\n",
                    found.jobs == 1 ? std::string("the job") : counted(found.jobs, "such job"));
    text += fmt::format("{:<28} {:>6} {:>9} {:>11} {:>9} | {:>5} {:>11} {:>12} | {:>5} {:>11} {:>12}  {}\n",
                        "failure of a", "there", "with loss", "racks down", "GPUs", "jobs", "of a job",
                        "acc.-hours", "jobs", "of a job", "acc.-hours", "the worst");
    for (const SharedDomain& domain : found.domains.domains)
        text += fmt::format(
            "{:<28} {:>6} {:>9} {:>11} {:>9} | {} | {}  {}\n", domain.what,
            wholeText(static_cast<double>(domain.things)), wholeText(static_cast<double>(domain.withLoss)),
            wholeText(static_cast<double>(domain.racksDown)), wholeText(static_cast<double>(domain.gpusDown)),
            costText(domain.packed), costText(domain.spread), domain.worst);
    text += fmt::format(
        "Single failures of power and cooling stop a job {:.3g} times a year packed, {:.3g} spread.\n",
        found.domains.packedInterruptionsPerJobYear, found.domains.spreadInterruptionsPerJobYear);
    return text;
}

} // namespace

std::string goodputText(const Goodput& found)
{
    const auto accelerators = static_cast<double>(found.options.accelerators);
    std::string text = jobsText(found) + rateText(found);
    text += fmt::format("Goodput {:.2f} %: of {} accelerators, {} do work that counts.\n",
                        100.0 * found.goodput(), wholeText(accelerators),
                        wholeText(std::floor(found.goodput() * accelerators)));
    return text + whereText(found) + intervalText(found) + sparesText(found) + domainsText(found) + '\n' +
           assumptionsOf(found) + '\n';
}

} // namespace hallwright::cli
