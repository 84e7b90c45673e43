// Generators on standby while a failure is followed: called, started or not, loaded in steps, out of fuel.
#include "core/physics/standby_generator.h"
#include "core/studies/failure/cascade_run.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace hallwright {

bool CascadeRun::isOnStandby(std::size_t node) const
{
    return nodes()[node].kind == PowerNodeKind::Generator && nodes()[node].standby;
}

// Those that would carry something if they ran.
void CascadeRun::callGenerators()
{
    PowerPaths paths;
    const PowerFlow flow = flowWith(nodesOut(false), paths);
    for (std::size_t i = 0; i < nodes().size(); ++i) {
        if (!isOnStandby(i) || !std::isnan(calledS_[i]) || flow.outputW[i] < leastLoadW ||
            start_.before->powerNodes[i].outputW >= leastLoadW)
            continue;
        // Of what is asked of it beyond its rating it carries nothing: racks are shed.
        const double ratedW = nodes()[i].ratedW;
        const double load = ratedW > 0.0 ? std::min(flow.outputW[i] / ratedW, 1.0) : 0.0;
        const int steps = loadSteps(load, options_.generatorStepShare);
        calledS_[i] = timeS_;
        readyS_[i] = timeS_ + options_.generatorStartS + (steps - 1) * options_.generatorStepS;
    }
}

void CascadeRun::tellGenerators()
{
    std::vector<std::size_t> failed;
    std::vector<ObjectRef> started;
    double afterS = 0.0;
    for (std::size_t i = 0; i < readyS_.size(); ++i) {
        if (readyS_[i] != timeS_)
            continue;
        afterS = std::max(afterS, timeS_ - calledS_[i]);
        if (std::ranges::find(options_.notStarting, nodes()[i].id) != options_.notStarting.end())
            failed.push_back(i);
        else
            started.push_back(refTo(nodes()[i].id));
    }
    if (!started.empty()) {
        const bool one = started.size() == 1;
        tell(FailureEventKind::Started, started.front(),
             fmt::format("{} {} started and {} load, {} after the call.", say_.namesOf(started),
                         one ? "has" : "have", one ? "takes" : "take", durationText(afterS)));
        lastingCause_ = cause_; // what gets hot later does not because they run
        cause_ = fmt::format("now that {} {}", say_.namesOf(started), one ? "runs" : "run");
    }
    if (!failed.empty()) {
        const std::vector<ObjectRef> names = trip(failed);
        tell(FailureEventKind::Failed, names.front(),
             fmt::format("{} {} not started, {} after the call.", say_.namesOf(names),
                         names.size() == 1 ? "has" : "have", durationText(afterS)));
        if (started.empty())
            cause_ = fmt::format("because {} did not start", say_.namesOf(names));
    }
}

// Until now as much as before; from now on by what they carry.
void CascadeRun::burnFuel(const PowerFlow& flow)
{
    for (std::size_t i = 0; i < fuelS_.size(); ++i) {
        if (!isOnStandby(i))
            continue;
        fuelS_[i] -= fuelBurnt_[i] * (timeS_ - fuelAtS_);
        const double ratedW = nodes()[i].ratedW;
        const bool runs = flow.outputW[i] >= leastLoadW && alive_[i] != 0;
        fuelBurnt_[i] = runs ? fuelShare(ratedW > 0.0 ? flow.outputW[i] / ratedW : 0.0) : 0.0;
    }
    fuelAtS_ = timeS_;
}

double CascadeRun::fuelEndS(std::size_t node) const
{
    return fuelBurnt_[node] > 0.0 ? fuelAtS_ + fuelS_[node] / fuelBurnt_[node]
                                  : std::numeric_limits<double>::infinity();
}

void CascadeRun::endFuel()
{
    std::vector<std::size_t> out;
    double ranS = 0.0;
    for (std::size_t i = 0; i < fuelBurnt_.size(); ++i) {
        if (fuelEndS(i) > timeS_ + togetherS)
            continue;
        out.push_back(i);
        ranS = std::max(ranS, timeS_ - (std::isnan(readyS_[i]) ? 0.0 : readyS_[i]));
        fuelBurnt_[i] = 0.0;
    }
    if (out.empty())
        return;
    const std::vector<ObjectRef> names = trip(out);
    tell(FailureEventKind::StoreEmpty, names.front(),
         fmt::format("{} {} out of fuel after {} of running.", say_.namesOf(names),
                     names.size() == 1 ? "is" : "are", durationText(ranS)));
    lastingCause_.clear();
    cause_ = fmt::format("because {} {} out of fuel", say_.namesOf(names), names.size() == 1 ? "is" : "are");
}

// How long what is left can go on.
std::string CascadeRun::fuelText() const
{
    std::vector<ObjectRef> running;
    double firstS = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < fuelBurnt_.size(); ++i) {
        if (!(fuelBurnt_[i] > 0.0))
            continue;
        running.push_back(refTo(nodes()[i].id));
        firstS = std::min(firstS, fuelEndS(i) - timeS_);
    }
    if (running.empty())
        return "and can go on without end";
    return fmt::format("and can go on while the fuel of {} lasts, {} more", say_.namesOf(running),
                       durationText(std::max(firstS, 0.0)));
}

} // namespace hallwright
