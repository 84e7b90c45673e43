#include "views/scene/pipe_stretches.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <unordered_map>

namespace hallwright::scene {

namespace {

constexpr double visibleK = 0.1;
constexpr double visibleFlow = 0.02;

double distance(const Point3& a, const Point3& b)
{
    return std::hypot(a.x - b.x, a.y - b.y, a.z - b.z);
}

Point3 between(const Point3& a, const Point3& b, double t)
{
    return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y), a.z + t * (b.z - a.z)};
}

// Lengths along the path at which it comes nearest to p.
std::vector<double> placesNearest(const std::vector<Point3>& pathM, const Point3& p)
{
    constexpr double sameM = 1e-3;
    std::vector<double> places;
    double nearest = std::numeric_limits<double>::infinity();
    double before = 0.0;
    for (std::size_t i = 1; i < pathM.size(); ++i) {
        const Point3 &a = pathM[i - 1], &b = pathM[i];
        const double length = distance(a, b);
        if (length <= 0.0)
            continue;
        const double along =
            ((p.x - a.x) * (b.x - a.x) + (p.y - a.y) * (b.y - a.y) + (p.z - a.z) * (b.z - a.z)) /
            (length * length);
        const double t = std::clamp(along, 0.0, 1.0);
        const double d = distance(p, between(a, b, t));
        if (d < nearest - sameM)
            places.clear();
        if (d < nearest + sameM)
            places.push_back(before + t * length);
        nearest = std::min(nearest, d);
        before += length;
    }
    return places;
}

std::vector<Point3> cutOut(const std::vector<Point3>& pathM, double fromM, double toM)
{
    std::vector<Point3> part;
    double before = 0.0;
    for (std::size_t i = 1; i < pathM.size(); ++i) {
        const double length = distance(pathM[i - 1], pathM[i]);
        const double after = before + length;
        if (length > 0.0 && after >= fromM && before <= toM) {
            if (part.empty())
                part.push_back(between(pathM[i - 1], pathM[i], std::max(0.0, (fromM - before) / length)));
            part.push_back(between(pathM[i - 1], pathM[i], std::min(1.0, (toM - before) / length)));
        }
        before = after;
    }
    return part;
}

// What each loop and each CDU circuit carries, for runs that have no result of their own.
class Circuits
{
public:
    explicit Circuits(const Snapshot& snapshot) : snapshot_(snapshot)
    {
        for (const HallResultPtr& hall : snapshot.halls) {
            for (const CduResult& cdu : hall->cdus)
                cdus_.emplace(cdu.id, &cdu);
        }
    }

    void describe(const PipeRun& run, FlowStretch& stretch) const
    {
        const bool isSupply = run.role == PipeRole::Supply;
        if (run.cdu.valid()) {
            const auto cdu = cdus_.find(run.cdu);
            if (cdu == cdus_.end())
                return;
            const std::optional<double> temperatureC = isSupply ? cdu->second->supplyC : cdu->second->returnC;
            if (temperatureC)
                tell(stretch, *temperatureC, cdu->second->flowM3s);
            return;
        }
        for (const LoopResult& loop : snapshot_.loops) {
            const bool isOneStream = loop.hydraulics && !loop.hydraulics->fromPipes;
            if (loop.id == run.loop && isOneStream)
                tell(stretch, isSupply ? loop.supplyC : loop.returnC, loop.flowM3s);
        }
    }

private:
    static void tell(FlowStretch& stretch, double temperatureC, double flowM3s)
    {
        stretch.isKnown = true;
        stretch.temperatureC = temperatureC;
        stretch.flowM3s = flowM3s;
        stretch.shareOfLoop = flowM3s > 0.0 ? 1.0 : 0.0;
    }

    const Snapshot& snapshot_;
    std::unordered_map<CduId, const CduResult*> cdus_;
};

FlowStretch stretchOf(const PipeFlowResult& flow, double greatestM3s)
{
    const double flowM3s = std::abs(flow.flowM3s);
    return {.pipe = flow.pipe,
            .isWhole = false,
            .fromM = flow.fromM,
            .toM = flow.toM,
            .lengthM = flow.lengthM,
            .isKnown = true,
            .temperatureC = flow.temperatureC,
            .flowM3s = flowM3s,
            .velocityMs = std::abs(flow.velocityMs),
            .shareOfLoop = greatestM3s > 0.0 ? flowM3s / greatestM3s : 0.0};
}

std::vector<FlowStretch> solvedStretches(const Snapshot& snapshot)
{
    std::vector<FlowStretch> stretches;
    for (const LoopResult& loop : snapshot.loops) {
        if (!loop.hydraulics)
            continue;
        double greatestM3s = 0.0;
        for (const PipeFlowResult& flow : loop.hydraulics->pipes)
            greatestM3s = std::max(greatestM3s, std::abs(flow.flowM3s));
        for (const PipeFlowResult& flow : loop.hydraulics->pipes)
            stretches.push_back(stretchOf(flow, greatestM3s));
    }
    return stretches;
}

} // namespace

std::vector<FlowStretch> pipeStretches(const Site& site, const Snapshot* snapshot)
{
    const std::vector<PipeRun>& runs = site.cooling->pipes;
    const bool fits = snapshot && snapshot->site->cooling == site.cooling;
    std::vector<FlowStretch> stretches;
    std::vector<char> solved(runs.size(), 0);
    if (fits) {
        for (FlowStretch& stretch : solvedStretches(*snapshot)) {
            if (stretch.pipe >= runs.size())
                continue;
            solved[stretch.pipe] = 1;
            stretches.push_back(stretch);
        }
    }
    const auto circuits = fits ? std::optional<Circuits>(*snapshot) : std::nullopt;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        if (solved[i])
            continue;
        FlowStretch whole{.pipe = i};
        if (circuits)
            circuits->describe(runs[i], whole);
        stretches.push_back(whole);
    }
    std::stable_sort(stretches.begin(), stretches.end(),
                     [](const FlowStretch& a, const FlowStretch& b) { return a.pipe < b.pipe; });
    return stretches;
}

bool looksDifferent(const std::vector<FlowStretch>& drawn, const std::vector<FlowStretch>& now)
{
    const auto same = [](const FlowStretch& a, const FlowStretch& b) {
        return a.pipe == b.pipe && a.isWhole == b.isWhole && a.fromM == b.fromM && a.toM == b.toM &&
               a.isKnown == b.isKnown && std::abs(a.temperatureC - b.temperatureC) <= visibleK &&
               std::abs(a.flowM3s - b.flowM3s) <= visibleFlow * std::max(a.flowM3s, b.flowM3s);
    };
    return !std::equal(drawn.begin(), drawn.end(), now.begin(), now.end(), same);
}

std::vector<Point3> partOfPath(const std::vector<Point3>& pathM, const Point3& fromM, const Point3& toM,
                               double lengthM)
{
    double best = std::numeric_limits<double>::infinity();
    double low = 0.0, high = 0.0;
    for (const double from : placesNearest(pathM, fromM)) {
        for (const double to : placesNearest(pathM, toM)) {
            const double off = std::abs(std::abs(to - from) - lengthM);
            if (off < best) {
                best = off;
                low = std::min(from, to);
                high = std::max(from, to);
            }
        }
    }
    return cutOut(pathM, low, high);
}

} // namespace hallwright::scene
