#include "core/simulation/pipe_graph.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>
#include <utility>

namespace hallwright {

namespace {

constexpr double noLengthM = 1e-9;

Point3 minus(const Point3& a, const Point3& b)
{
    return {a.x - b.x, a.y - b.y, a.z - b.z};
}

Point3 between(const Point3& a, const Point3& b, double t)
{
    return {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y), a.z + t * (b.z - a.z)};
}

double dot(const Point3& a, const Point3& b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

double distance(const Point3& a, const Point3& b)
{
    const Point3 d = minus(a, b);
    return std::sqrt(dot(d, d));
}

bool isFinite(const Point3& p)
{
    return std::isfinite(p.x) && std::isfinite(p.y) && std::isfinite(p.z);
}

struct Box {
    Point3 low, high;

    double distanceSquared(const Point3& p) const
    {
        const double x = std::max({low.x - p.x, p.x - high.x, 0.0});
        const double y = std::max({low.y - p.y, p.y - high.y, 0.0});
        const double z = std::max({low.z - p.z, p.z - high.z, 0.0});
        return x * x + y * y + z * z;
    }
    bool near(const Box& o, double reachM) const
    {
        return low.x <= o.high.x + reachM && o.low.x <= high.x + reachM && low.y <= o.high.y + reachM &&
               o.low.y <= high.y + reachM && low.z <= o.high.z + reachM && o.low.z <= high.z + reachM;
    }
};

struct Segment {
    std::uint32_t run = 0;
    Point3 a, b;
    double startM = 0.0; // along the run
    double lengthM = 0.0;
    Box box;

    double nearest(const Point3& p) const // 0 at a, 1 at b
    {
        return std::clamp(dot(minus(p, a), minus(b, a)) / (lengthM * lengthM), 0.0, 1.0);
    }
    Point3 at(double t) const { return between(a, b, t); }
};

// Where the straight lines through two segments are closest, as fractions of both; parallel ones have no such place.
bool closestOfLines(const Segment& a, const Segment& b, double& s, double& t)
{
    const Point3 u = minus(a.b, a.a);
    const Point3 v = minus(b.b, b.a);
    const Point3 w = minus(a.a, b.a);
    const double uu = dot(u, u), uv = dot(u, v), vv = dot(v, v);
    const double determinant = uu * vv - uv * uv;
    constexpr double parallel = 1e-12; // sine squared
    if (determinant <= parallel * uu * vv)
        return false;
    s = (uv * dot(v, w) - vv * dot(u, w)) / determinant;
    t = (uu * dot(v, w) - uv * dot(u, w)) / determinant;
    return s >= 0.0 && s <= 1.0 && t >= 0.0 && t <= 1.0;
}

class Sets // union-find
{
public:
    explicit Sets(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), 0U); }
    std::uint32_t find(std::uint32_t i)
    {
        while (parent_[i] != i)
            i = parent_[i] = parent_[parent_[i]];
        return i;
    }
    void join(std::uint32_t a, std::uint32_t b)
    {
        parent_[std::max(find(a), find(b))] = std::min(find(a), find(b));
    }

private:
    std::vector<std::uint32_t> parent_;
};

class Joiner
{
public:
    Joiner(const std::vector<PipeRun>& pipes, std::span<const std::size_t> runs) { readRuns(pipes, runs); }

    PipeGraph run(std::span<const Point3> attached, std::size_t plantUnits)
    {
        closeRings();
        touchAll();
        for (const Point3& p : attached)
            attach(p);
        build();
        leaveIslands(attached, plantUnits);
        takeUpDeadEnds(attached);
        return std::move(graph_);
    }

private:
    struct Run {
        std::size_t pipe = 0;
        std::vector<Point3> points;
        std::vector<double> atM; // of each point, along the run
        double lengthM() const { return atM.back(); }
    };

    // A place on a run that becomes a node.
    struct Cut {
        std::uint32_t run = 0;
        double atM = 0.0;
    };

    void readRuns(const std::vector<PipeRun>& pipes, std::span<const std::size_t> runs)
    {
        for (const std::size_t pipe : runs) {
            Run run{pipe, {}, {}};
            for (const Point3& p : pipes[pipe].pathM) {
                if (!isFinite(p) || (!run.points.empty() && distance(p, run.points.back()) <= noLengthM))
                    continue;
                run.atM.push_back(run.points.empty() ? 0.0 : run.atM.back() + distance(p, run.points.back()));
                run.points.push_back(p);
            }
            const double diameterM = pipes[pipe].diameterM;
            if (run.points.size() < 2 || !(diameterM > 0.0) || !std::isfinite(diameterM)) {
                graph_.leftOut.push_back(pipe);
                continue;
            }
            runs_.push_back(std::move(run));
            addSegments(static_cast<std::uint32_t>(runs_.size() - 1));
        }
    }

    void addSegments(std::uint32_t index)
    {
        const Run& run = runs_[index];
        addCut({index, 0.0});
        addCut({index, run.lengthM()});
        for (std::size_t i = 1; i < run.points.size(); ++i)
            segments_.push_back(segmentOf(index, run.points[i - 1], run.points[i], run.atM[i - 1]));
        firstSegment_.push_back(segments_.size());
    }

    static Segment segmentOf(std::uint32_t run, const Point3& a, const Point3& b, double startM)
    {
        return {run,
                a,
                b,
                startM,
                distance(a, b),
                {{std::min(a.x, b.x), std::min(a.y, b.y), std::min(a.z, b.z)},
                 {std::max(a.x, b.x), std::max(a.y, b.y), std::max(a.z, b.z)}}};
    }

    std::uint32_t addCut(const Cut& cut)
    {
        cuts_.push_back(cut);
        return static_cast<std::uint32_t>(cuts_.size() - 1);
    }

    void closeRings()
    {
        for (std::uint32_t r = 0; r < runs_.size(); ++r) {
            const Run& run = runs_[r];
            if (run.lengthM() > 4.0 * jointReachM &&
                distance(run.points.front(), run.points.back()) <= jointReachM)
                joints_.emplace_back(2 * r, 2 * r + 1); // the cuts at its ends
        }
    }

    // Sweep along x: only segments whose boxes overlap there are compared.
    void touchAll()
    {
        std::vector<std::uint32_t> byX(segments_.size());
        std::iota(byX.begin(), byX.end(), 0U);
        std::sort(byX.begin(), byX.end(), [&](std::uint32_t a, std::uint32_t b) {
            return std::pair(segments_[a].box.low.x, a) < std::pair(segments_[b].box.low.x, b);
        });
        for (std::size_t i = 0; i < byX.size(); ++i) {
            const Segment& a = segments_[byX[i]];
            for (std::size_t j = i + 1; j < byX.size(); ++j) {
                const Segment& b = segments_[byX[j]];
                if (b.box.low.x > a.box.high.x + jointReachM)
                    break;
                if (a.run != b.run && a.box.near(b.box, jointReachM))
                    touch(a, b);
            }
        }
    }

    void touch(const Segment& a, const Segment& b)
    {
        bool joined = false;
        const auto tryAt = [&](double onA, double onB) {
            if (distance(a.at(onA), b.at(onB)) > jointReachM)
                return;
            const std::uint32_t cutA = addCut({a.run, a.startM + onA * a.lengthM});
            joints_.emplace_back(cutA, addCut({b.run, b.startM + onB * b.lengthM}));
            joined = true;
        };
        for (const double end : {0.0, 1.0}) {
            tryAt(end, b.nearest(a.at(end)));
            tryAt(a.nearest(b.at(end)), end);
        }
        double onA = 0.0, onB = 0.0;
        if (!joined && closestOfLines(a, b, onA, onB))
            tryAt(onA, onB);
    }

    struct Nearest {
        double distanceM = std::numeric_limits<double>::infinity();
        Cut at;
    };

    void attach(const Point3& p)
    {
        Nearest nearest;
        for (const Segment& segment : segments_) {
            if (segment.box.distanceSquared(p) < nearest.distanceM * nearest.distanceM)
                approach(p, segment, nearest);
        }
        nearest_.push_back(nearest.distanceM);
        attachedCut_.push_back(segments_.empty() ? PipeGraph::none : addCut(nearest.at));
    }

    static void approach(const Point3& p, const Segment& segment, Nearest& nearest)
    {
        const double at = segment.nearest(p);
        const double distanceM = distance(segment.at(at), p);
        if (distanceM < nearest.distanceM)
            nearest = {distanceM, {segment.run, segment.startM + at * segment.lengthM}};
    }

    // Which runs are joined to plant; none where no plant stands.
    std::vector<char> joinedToPlant(std::size_t plantUnits, const PipeForest& forest,
                                    std::vector<char>& served) const
    {
        served.assign(forest.ringed.size(), 0);
        for (std::size_t i = graph_.attachedTo.size() - plantUnits; i < graph_.attachedTo.size(); ++i)
            served[forest.part[graph_.attachedTo[i]]] = 1;
        std::vector<char> joined(runs_.size(), 0);
        for (std::size_t s = 0; s < graph_.stretches.size(); ++s)
            joined[starts_[s].run] = served[forest.part[graph_.stretches[s].from]];
        return joined;
    }

    // Moves equipment from runs that are joined to no plant to one beside them that is.
    void leaveIslands(std::span<const Point3> attached, std::size_t plantUnits)
    {
        if (runs_.empty() || plantUnits == 0)
            return;
        const PipeForest forest = spanningForest(graph_.nodes, graph_.stretches);
        std::vector<char> served;
        const std::vector<char> joined = joinedToPlant(plantUnits, forest, served);
        bool moved = false;
        for (std::size_t i = 0; i + plantUnits < attached.size(); ++i) {
            if (served[forest.part[graph_.attachedTo[i]]])
                continue;
            Nearest other;
            for (const Segment& segment : segments_) {
                if (joined[segment.run])
                    approach(attached[i], segment, other);
            }
            if (other.distanceM > nearest_[i] + islandReachM)
                continue;
            nearest_[i] = other.distanceM;
            cuts_[attachedCut_[i]] = other.at;
            moved = true;
        }
        if (moved)
            build();
    }

    // Moves equipment to the dead ends beside it, unless that leaves others.
    void takeUpDeadEnds(std::span<const Point3> attached)
    {
        const double before = runs_.empty() || attached.empty() ? 0.0 : deadLengthM();
        if (before <= 0.0)
            return;
        const std::vector<Segment> ends = deadSegments();
        const std::vector<Cut> cuts = cuts_;
        for (std::size_t i = 0; i < attached.size(); ++i) {
            Nearest end;
            for (const Segment& segment : ends)
                approach(attached[i], segment, end);
            if (end.distanceM <= nearest_[i] + deadEndReachM && end.at.run != cuts_[attachedCut_[i]].run)
                cuts_[attachedCut_[i]] = end.at;
        }
        build();
        if (deadLengthM() < before)
            return;
        cuts_ = cuts;
        build();
    }

    // Of parts with equipment: what is not joined to any is no place for it.
    std::vector<char> deadEnds() const
    {
        const PipeForest forest = spanningForest(graph_.nodes, graph_.stretches);
        std::vector<char> ends = deadStretches(graph_, forest);
        std::vector<char> serves(forest.ringed.size(), 0);
        for (const std::uint32_t node : graph_.attachedTo)
            serves[forest.part[node]] = 1;
        for (std::size_t s = 0; s < ends.size(); ++s)
            ends[s] = ends[s] && serves[forest.part[graph_.stretches[s].from]] ? 1 : 0;
        return ends;
    }

    double deadLengthM() const
    {
        const std::vector<char> isDead = deadEnds();
        double lengthM = 0.0;
        for (std::size_t s = 0; s < isDead.size(); ++s)
            lengthM += isDead[s] ? graph_.stretches[s].lengthM : 0.0;
        return lengthM;
    }

    // The parts of segments that lie in dead ends.
    std::vector<Segment> deadSegments() const
    {
        const std::vector<char> isDead = deadEnds();
        std::vector<Segment> ends;
        for (std::size_t s = 0; s < isDead.size(); ++s) {
            if (!isDead[s])
                continue;
            const auto [run, fromM] = starts_[s];
            const double toM = fromM + graph_.stretches[s].lengthM;
            for (std::size_t i = firstSegment_[run]; i < firstSegment_[run + 1]; ++i) {
                const Segment& segment = segments_[i];
                const double low = std::max(fromM, segment.startM);
                const double high = std::min(toM, segment.startM + segment.lengthM);
                if (high - low > noLengthM)
                    ends.push_back(segmentOf(run, segment.at((low - segment.startM) / segment.lengthM),
                                             segment.at((high - segment.startM) / segment.lengthM), low));
            }
        }
        return ends;
    }

    void build()
    {
        graph_.nodes = 0;
        graph_.stretches.clear();
        starts_.clear();
        nameNodes();
        cutIntoStretches();
        countTees();
    }

    // Sorts the cuts along their runs; those within reach of one before them are the same place.
    void nameNodes()
    {
        sorted_.resize(cuts_.size());
        std::iota(sorted_.begin(), sorted_.end(), 0U);
        std::sort(sorted_.begin(), sorted_.end(), [&](std::uint32_t a, std::uint32_t b) {
            return std::tuple(cuts_[a].run, cuts_[a].atM, a) < std::tuple(cuts_[b].run, cuts_[b].atM, b);
        });
        Sets places(cuts_.size());
        std::uint32_t first = 0;
        for (std::size_t i = 0; i < sorted_.size(); ++i) {
            const std::uint32_t cut = sorted_[i];
            if (i == 0 || cuts_[cut].run != cuts_[first].run ||
                cuts_[cut].atM > cuts_[first].atM + jointReachM)
                first = cut;
            else
                places.join(cut, first);
        }
        place_.resize(cuts_.size());
        for (std::uint32_t i = 0; i < place_.size(); ++i)
            place_[i] = places.find(i);
        for (const auto& [a, b] : joints_)
            places.join(a, b);
        std::vector<std::uint32_t> name(cuts_.size(), PipeGraph::none);
        node_.resize(cuts_.size());
        for (std::uint32_t i = 0; i < node_.size(); ++i) {
            std::uint32_t& its = name[places.find(i)];
            if (its == PipeGraph::none)
                its = static_cast<std::uint32_t>(graph_.nodes++);
            node_[i] = its;
        }
        graph_.attachedTo.clear();
        for (const std::uint32_t cut : attachedCut_)
            graph_.attachedTo.push_back(cut == PipeGraph::none ? PipeGraph::none : node_[cut]);
    }

    void cutIntoStretches()
    {
        for (std::size_t first = 0, i = 1; i < sorted_.size(); ++i) {
            const std::uint32_t a = sorted_[first];
            const std::uint32_t b = sorted_[i];
            if (place_[a] == place_[b])
                continue;
            if (cuts_[a].run == cuts_[b].run)
                addStretch(runs_[cuts_[a].run], a, b);
            first = i;
        }
    }

    void addStretch(const Run& run, std::uint32_t a, std::uint32_t b)
    {
        const double fromM = cuts_[a].atM;
        const double toM = cuts_[b].atM;
        starts_.push_back(cuts_[a]);
        graph_.stretches.push_back({run.pipe, node_[a], node_[b], pointAt(run, fromM), pointAt(run, toM),
                                    toM - fromM, bendsBetween(run, fromM, toM), 0});
    }

    static Point3 pointAt(const Run& run, double atM)
    {
        const auto after = std::upper_bound(run.atM.begin(), run.atM.end() - 1, atM);
        const auto i = std::max<std::ptrdiff_t>(after - run.atM.begin(), 1);
        const auto k = static_cast<std::size_t>(i);
        const double t = (atM - run.atM[k - 1]) / (run.atM[k] - run.atM[k - 1]);
        return between(run.points[k - 1], run.points[k], std::clamp(t, 0.0, 1.0));
    }

    static int bendsBetween(const Run& run, double fromM, double toM)
    {
        constexpr double straight = 0.966; // cosine of 15 degrees
        int bends = 0;
        for (std::size_t i = 1; i + 1 < run.points.size(); ++i) {
            if (run.atM[i] <= fromM || run.atM[i] >= toM)
                continue;
            const Point3 in = minus(run.points[i], run.points[i - 1]);
            const Point3 out = minus(run.points[i + 1], run.points[i]);
            bends += dot(in, out) < straight * std::sqrt(dot(in, in) * dot(out, out)) ? 1 : 0;
        }
        return bends;
    }

    void countTees()
    {
        std::vector<int> ends(graph_.nodes, 0);
        for (const PipeStretch& stretch : graph_.stretches) {
            ++ends[stretch.from];
            ++ends[stretch.to];
        }
        for (PipeStretch& stretch : graph_.stretches)
            stretch.teeEnds = (ends[stretch.from] > 2 ? 1 : 0) + (ends[stretch.to] > 2 ? 1 : 0);
    }

    PipeGraph graph_;
    std::vector<Run> runs_;
    std::vector<Segment> segments_;
    std::vector<std::size_t> firstSegment_{0}; // of each run, and past the last
    std::vector<Cut> cuts_; // two for each run, its ends, then those of joints and equipment
    std::vector<std::pair<std::uint32_t, std::uint32_t>> joints_;
    std::vector<std::uint32_t> attachedCut_;           // of each attached point
    std::vector<double> nearest_;                      // its distance from the nearest pipe
    std::vector<Cut> starts_;                          // of the stretches
    std::vector<std::uint32_t> sorted_, place_, node_; // of the cuts
};

// The stretches at each node.
struct Neighbours {
    std::vector<std::uint32_t> start, stretch;

    Neighbours(std::size_t nodes, std::span<const PipeStretch> stretches) : start(nodes + 1, 0)
    {
        for (const PipeStretch& s : stretches) {
            ++start[s.from + 1];
            ++start[s.to + 1];
        }
        std::partial_sum(start.begin(), start.end(), start.begin());
        stretch.resize(start.back());
        std::vector<std::uint32_t> next(start.begin(), start.end() - 1);
        for (std::uint32_t i = 0; i < stretches.size(); ++i) {
            stretch[next[stretches[i].from]++] = i;
            stretch[next[stretches[i].to]++] = i;
        }
    }
    std::span<const std::uint32_t> of(std::uint32_t node) const
    {
        return std::span(stretch).subspan(start[node], start[node + 1] - start[node]);
    }
};

} // namespace

PipeGraph joinPipes(const std::vector<PipeRun>& pipes, std::span<const std::size_t> runs,
                    std::span<const Point3> attached, std::size_t plantUnits)
{
    return Joiner(pipes, runs).run(attached, plantUnits);
}

PipeForest spanningForest(std::size_t nodes, std::span<const PipeStretch> stretches)
{
    const Neighbours neighbours(nodes, stretches);
    PipeForest forest;
    forest.parent.assign(nodes, PipeGraph::none);
    forest.parentStretch.assign(nodes, PipeGraph::none);
    forest.part.assign(nodes, PipeGraph::none);
    forest.order.reserve(nodes);
    for (std::uint32_t root = 0; root < nodes; ++root) {
        if (forest.part[root] != PipeGraph::none)
            continue;
        const auto part = static_cast<std::uint32_t>(forest.ringed.size());
        forest.ringed.push_back(0);
        forest.part[root] = part;
        forest.order.push_back(root);
        for (std::size_t next = forest.order.size() - 1; next < forest.order.size();
             ++next) { // breadth first
            const std::uint32_t node = forest.order[next];
            for (const std::uint32_t s : neighbours.of(node)) {
                const std::uint32_t other = stretches[s].from == node ? stretches[s].to : stretches[s].from;
                if (other == node || s == forest.parentStretch[node])
                    continue;
                if (forest.part[other] == part) {
                    forest.ringed[part] = 1;
                    continue;
                }
                forest.part[other] = part;
                forest.parent[other] = node;
                forest.parentStretch[other] = s;
                forest.order.push_back(other);
            }
        }
    }
    return forest;
}

std::vector<char> deadStretches(const PipeGraph& graph, const PipeForest& forest)
{
    const Neighbours neighbours(graph.nodes, graph.stretches);
    std::vector<char> needed(graph.nodes, 0);
    std::vector<char> partNeeded(forest.ringed.size(), 0);
    for (const std::uint32_t node : graph.attachedTo) {
        if (node == PipeGraph::none)
            continue;
        needed[node] = 1;
        partNeeded[forest.part[node]] = 1;
    }
    std::vector<char> dead(graph.stretches.size(), 0);
    std::vector<std::uint32_t> live(graph.nodes, 0); // stretches at a node that are not dead
    for (std::uint32_t s = 0; s < dead.size(); ++s) {
        const PipeStretch& stretch = graph.stretches[s];
        dead[s] = stretch.closesOnItself() || !partNeeded[forest.part[stretch.from]] ? 1 : 0;
        live[stretch.from] += dead[s] ? 0 : 1;
        live[stretch.to] += dead[s] ? 0 : 1;
    }
    for (std::uint32_t start = 0; start < graph.nodes; ++start) {
        std::uint32_t node = start;
        while (live[node] == 1 && !needed[node]) { // cut back the only stretch, and go on at its other end
            for (const std::uint32_t s : neighbours.of(node)) {
                if (dead[s])
                    continue;
                const PipeStretch& stretch = graph.stretches[s];
                dead[s] = 1;
                --live[stretch.from];
                --live[stretch.to];
                node = stretch.from == node ? stretch.to : stretch.from;
                break;
            }
        }
    }
    return dead;
}

} // namespace hallwright
