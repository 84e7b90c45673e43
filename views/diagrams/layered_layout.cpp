#include "views/diagrams/layered_layout.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace hallwright::diagrams {

namespace {

constexpr double passWidth = 4.0; // that a wire needs where it passes a layer
constexpr double samePlace = 1.5; // wires closer than this would be read as one
constexpr int sweeps = 12;

// A place in a layer: a box, or a wire of `box` that passes the layer on its way down.
struct Place {
    std::size_t box = 0;
    bool passes = false;
    int layer = 0;
    double width = 0.0;
    double outX = 0.0;
    int side = 0;
    double x = 0.0; // left edge
};

struct Link {
    std::size_t from = 0, to = 0; // places in neighbouring layers
    double toX = 0.0;
};

class Planner
{
public:
    Planner(const std::vector<LayeredBox>& boxes, const std::vector<LayeredEdge>& edges,
            const LayeredSpacing& spacing)
        : boxes_(boxes), edges_(edges), spacing_(spacing)
    {
    }

    LayeredPlan run()
    {
        findLayers();
        makePlaces();
        orderLayers();
        placeAlong();
        separateWires();
        startAtZero();
        route();
        return std::move(plan_);
    }

private:
    // Longest path from a box that nothing feeds (Kahn's order); what a cycle holds back stays at the top.
    void findLayers()
    {
        std::vector<std::vector<std::size_t>> fed(boxes_.size());
        std::vector<int> waiting(boxes_.size(), 0);
        for (const LayeredEdge& edge : edges_) {
            fed[edge.from].push_back(edge.to);
            ++waiting[edge.to];
        }
        plan_.layers.assign(boxes_.size(), 0);
        std::vector<std::size_t> ready;
        for (std::size_t i = 0; i < boxes_.size(); ++i) {
            if (waiting[i] == 0)
                ready.push_back(i);
        }
        for (std::size_t at = 0; at < ready.size(); ++at) {
            for (const std::size_t to : fed[ready[at]]) {
                plan_.layers[to] = std::max(plan_.layers[to], plan_.layers[ready[at]] + 1);
                if (--waiting[to] == 0)
                    ready.push_back(to);
            }
        }
        const int last = plan_.layers.empty() ? 0 : *std::ranges::max_element(plan_.layers);
        for (std::size_t i = 0; i < boxes_.size(); ++i) {
            if (boxes_[i].isLast && fed[i].empty())
                plan_.layers[i] = last;
        }
    }

    void makePlaces()
    {
        const int deepest = plan_.layers.empty() ? -1 : *std::ranges::max_element(plan_.layers);
        rows_.resize(static_cast<std::size_t>(deepest + 1));
        for (std::size_t i = 0; i < boxes_.size(); ++i) {
            const LayeredBox& box = boxes_[i];
            addPlace({i, false, plan_.layers[i], box.width, box.outX, box.side, 0.0});
        }
        std::vector<int> reach(boxes_.size(), 0);
        for (const LayeredEdge& edge : edges_)
            reach[edge.from] = std::max(reach[edge.from], plan_.layers[edge.to]);
        std::vector<std::vector<std::size_t>> chain(
            boxes_.size()); // places of one box's wire, layer by layer
        for (std::size_t i = 0; i < boxes_.size(); ++i) {
            chain[i].push_back(i);
            for (int layer = plan_.layers[i] + 1; layer < reach[i]; ++layer) {
                chain[i].push_back(addPlace({i, true, layer, passWidth, passWidth / 2, boxes_[i].side, 0.0}));
                links_.push_back({chain[i][chain[i].size() - 2], chain[i].back(), passWidth / 2});
            }
        }
        for (const LayeredEdge& edge : edges_) {
            const int above = plan_.layers[edge.to] - 1 - plan_.layers[edge.from];
            if (above >= 0)
                links_.push_back({chain[edge.from][static_cast<std::size_t>(above)], edge.to, edge.toX});
        }
        up_.resize(places_.size());
        down_.resize(places_.size());
        for (std::size_t i = 0; i < links_.size(); ++i) {
            down_[links_[i].from].push_back(i);
            up_[links_[i].to].push_back(i);
        }
    }

    std::size_t addPlace(const Place& place)
    {
        places_.push_back(place);
        rows_[static_cast<std::size_t>(place.layer)].push_back(places_.size() - 1);
        return places_.size() - 1;
    }

    // Every layer in turn is sorted by where its neighbours above and below would have it, and given room. A wire counts
    // the less the more there are of its kind: what a bus bar feeds is held together by what it feeds in turn.
    void orderLayers()
    {
        for (auto& row : rows_) {
            std::ranges::stable_sort(row, {}, [&](std::size_t p) { return places_[p].box; });
            settle(row, std::vector<double>(row.size(), 0.0));
            const double middle = (places_[row.front()].x + places_[row.back()].x) / 2;
            for (const std::size_t p : row)
                places_[p].x -= middle;
        }
        for (int sweep = 0; sweep < sweeps; ++sweep) {
            for (std::size_t r = 0; r < rows_.size(); ++r)
                orderRow(rows_[r]);
            for (std::size_t r = rows_.size(); r-- > 0;)
                orderRow(rows_[r]);
        }
        for (std::size_t r = rows_.size(); r-- > 0;)
            orderRow(rows_[r], Heed::Below); // so that chains hang straight
    }

    enum class Heed { Both, Below };

    void orderRow(std::vector<std::size_t>& row, Heed heed = Heed::Both)
    {
        std::vector<std::pair<double, std::size_t>> wished;
        for (const std::size_t p : row)
            wished.emplace_back(std::round(balancedWish(p, heed)), p);
        std::ranges::stable_sort(wished, [&](const auto& a, const auto& b) {
            return std::pair(a.first, places_[a.second].side) < std::pair(b.first, places_[b.second].side);
        });
        std::vector<double> wishes;
        for (std::size_t i = 0; i < row.size(); ++i) {
            row[i] = wished[i].second;
            wishes.push_back(wished[i].first);
        }
        settle(row, wishes);
    }

    double balancedWish(std::size_t p, Heed heed) const
    {
        if (heed == Heed::Below && down_[p].empty())
            return places_[p].x;
        double sum = 0.0;
        double weights = 0.0;
        const auto add = [&](double wish, double weight) {
            sum += wish * weight;
            weights += weight;
        };
        for (const std::size_t l : up_[p]) {
            if (heed == Heed::Both)
                add(outOf(links_[l].from) - links_[l].toX,
                    1.0 / static_cast<double>(down_[links_[l].from].size()));
        }
        for (const std::size_t l : down_[p])
            add(into(links_[l]) - places_[p].outX, 1.0 / static_cast<double>(up_[links_[l].to].size()));
        return weights > 0.0 ? sum / weights : places_[p].x;
    }

    double outOf(std::size_t p) const { return places_[p].x + places_[p].outX; }
    double into(const Link& link) const { return places_[link.to].x + link.toX; }

    void placeAlong()
    {
        for (int sweep = 0; sweep < sweeps; ++sweep) {
            for (std::size_t r = 1; r < rows_.size(); ++r)
                settle(rows_[r], wishes(rows_[r], up_, [&](const Link& l) { return outOf(l.from) - l.toX; }));
            for (std::size_t r = rows_.size(); r-- > 1;) {
                settle(rows_[r - 1], wishes(rows_[r - 1], down_,
                                            [&](const Link& l) { return into(l) - places_[l.from].outX; }));
            }
        }
        for (Place& place : places_)
            place.x = std::round(place.x);
    }

    void startAtZero()
    {
        double left = 0.0;
        double right = 0.0;
        for (std::size_t p = 0; p < places_.size(); ++p) {
            left = p == 0 ? places_[p].x : std::min(left, places_[p].x);
            right =
                p == 0 ? places_[p].x + places_[p].width : std::max(right, places_[p].x + places_[p].width);
        }
        for (Place& place : places_)
            place.x = place.x - left;
        plan_.size.setWidth(std::ceil(right - left) + 1.0);
    }

    template <class Wish>
    std::vector<double> wishes(const std::vector<std::size_t>& row,
                               const std::vector<std::vector<std::size_t>>& links, Wish wish) const
    {
        std::vector<double> result;
        for (const std::size_t p : row) {
            double sum = 0.0;
            for (const std::size_t l : links[p])
                sum += wish(links_[l]);
            result.push_back(links[p].empty() ? places_[p].x : sum / static_cast<double>(links[p].size()));
        }
        return result;
    }

    // The places nearest to the wishes, in the least-squares sense, that keep the order and the gaps: an isotonic
    // regression, by pooling neighbours that are in each other's way.
    void settle(const std::vector<std::size_t>& row, const std::vector<double>& wish)
    {
        struct Pool {
            double mean;
            std::size_t count;
        };
        std::vector<Pool> pools;
        std::vector<double> offset(row.size(), 0.0);
        for (std::size_t i = 0; i < row.size(); ++i) {
            if (i > 0)
                offset[i] = offset[i - 1] + places_[row[i - 1]].width + spacing_.boxGap;
            pools.push_back({wish[i] - offset[i], 1});
            while (pools.size() > 1 && pools[pools.size() - 2].mean > pools.back().mean) {
                const Pool last = pools.back();
                pools.pop_back();
                Pool& pool = pools.back();
                const auto n = static_cast<double>(pool.count);
                const auto m = static_cast<double>(last.count);
                pool.mean = (pool.mean * n + last.mean * m) / (n + m);
                pool.count += last.count;
            }
        }
        std::size_t i = 0;
        for (const Pool& pool : pools) {
            for (std::size_t k = 0; k < pool.count; ++k, ++i)
                places_[row[i]].x = pool.mean + offset[i];
        }
    }

    // What one place feeds in the channel below its layer.
    struct Track {
        std::size_t place = 0;
        double sourceX = 0.0;
        std::vector<double> targetX;
        double left = 0.0, right = 0.0;
        int lane = -1; // none: straight down
    };

    std::vector<Track> tracksBelow(const std::vector<std::size_t>& row) const
    {
        std::vector<Track> tracks;
        for (const std::size_t p : row) {
            if (down_[p].empty())
                continue;
            Track track{p, outOf(p), {}, outOf(p), outOf(p), -1};
            for (const std::size_t l : down_[p])
                track.targetX.push_back(into(links_[l]));
            std::ranges::sort(track.targetX);
            track.left = std::min(track.left, track.targetX.front());
            track.right = std::max(track.right, track.targetX.back());
            tracks.push_back(std::move(track));
        }
        return tracks;
    }

    static bool meets(const std::vector<double>& sorted, double x)
    {
        const auto at = std::ranges::lower_bound(sorted, x - samePlace);
        return at != sorted.end() && *at < x + samePlace;
    }

    // Left-edge rule: the lowest lane whose wires it does not touch. Where a track comes down in line with another's
    // way to its target, it turns off above that one.
    int giveLanes(std::vector<Track>& tracks) const
    {
        std::vector<Track*> order;
        for (Track& track : tracks) {
            if (track.right - track.left > 0.0)
                order.push_back(&track);
        }
        std::ranges::stable_sort(order, {}, &Track::left);
        int lanes = 0;
        for (std::size_t i = 0; i < order.size(); ++i) {
            std::vector<bool> taken(static_cast<std::size_t>(lanes) + 1, false);
            for (std::size_t j = 0; j < i; ++j) {
                if (order[j]->right + spacing_.trackGap > order[i]->left)
                    taken[static_cast<std::size_t>(order[j]->lane)] = true;
            }
            order[i]->lane = static_cast<int>(std::ranges::find(taken, false) - taken.begin());
            lanes = std::max(lanes, order[i]->lane + 1);
        }
        liftCrossing(order);
        return lanes;
    }

    static void liftCrossing(const std::vector<Track*>& order)
    {
        for (Track* upper : order) {
            for (Track* lower : order) {
                const bool wrong = upper != lower && upper->lane > lower->lane &&
                                   meets(lower->targetX, upper->sourceX) &&
                                   !meets(upper->targetX, lower->sourceX);
                if (!wrong)
                    continue;
                const bool free = std::ranges::none_of(order, [&](const Track* other) {
                    return other != upper && other != lower &&
                           ((other->lane == lower->lane && other->right > upper->left &&
                             other->left < upper->right) ||
                            (other->lane == upper->lane && other->right > lower->left &&
                             other->left < lower->right));
                });
                if (free)
                    std::swap(upper->lane, lower->lane);
            }
        }
    }

    // Where no choice of lanes keeps a wire off the way of another to its target, its box steps aside.
    void separateWires()
    {
        constexpr int attempts = 4;
        for (const auto& row : rows_) {
            for (int attempt = 0; attempt < attempts; ++attempt) {
                std::vector<Track> tracks = tracksBelow(row);
                giveLanes(tracks);
                bool moved = false;
                for (const Track& track : tracks) {
                    const bool inTheWay = std::ranges::any_of(tracks, [&](const Track& other) {
                        return &other != &track && track.lane >= other.lane &&
                               meets(other.targetX, track.sourceX);
                    });
                    if (inTheWay) {
                        stepAside(row, track.place);
                        moved = true;
                    }
                }
                if (!moved)
                    break;
            }
        }
    }

    void stepAside(const std::vector<std::size_t>& row, std::size_t p)
    {
        constexpr double step = 4.0;
        const auto at = std::ranges::find(row, p);
        const double right = places_[p].x + places_[p].width;
        if (at + 1 == row.end() || places_[*(at + 1)].x - right > 2 * step)
            places_[p].x += step;
        else if (at == row.begin() ||
                 places_[p].x - places_[*(at - 1)].x - places_[*(at - 1)].width > 2 * step)
            places_[p].x -= step;
    }

    double heightOf(const std::vector<std::size_t>& row) const
    {
        double height = 0.0;
        for (const std::size_t p : row)
            height = std::max(height, places_[p].passes ? 0.0 : boxes_[places_[p].box].height);
        return height;
    }

    void route()
    {
        plan_.topLefts.resize(boxes_.size());
        std::vector<LayeredNet> nets(boxes_.size());
        double y = 0.0;
        for (std::size_t r = 0; r < rows_.size(); ++r) {
            const auto& row = rows_[r];
            const double height = heightOf(row);
            for (const std::size_t p : row) {
                if (!places_[p].passes)
                    plan_.topLefts[places_[p].box] = {places_[p].x, y};
            }
            std::vector<Track> tracks = tracksBelow(row);
            const int lanes = giveLanes(tracks);
            const double nextY = y + height + (r + 1 < rows_.size() ? spacing_.layerGap : 0.0) +
                                 spacing_.trackGap * std::max(0, lanes - 1);
            const double firstLaneY = y + height + spacing_.layerGap / 2;
            for (const Track& track : tracks) {
                const Place& place = places_[track.place];
                const double from = place.passes ? y : y + boxes_[place.box].height;
                draw(track, from, firstLaneY + spacing_.trackGap * track.lane, nextY, nets[place.box]);
            }
            y = nextY;
        }
        plan_.size.setHeight(y);
        for (std::size_t i = 0; i < nets.size(); ++i) {
            nets[i].from = i;
            if (!nets[i].lines.empty())
                plan_.nets.push_back(std::move(nets[i]));
        }
    }

    static void draw(const Track& track, double top, double laneY, double bottom, LayeredNet& net)
    {
        if (track.lane < 0) {
            net.lines.emplace_back(track.sourceX, top, track.sourceX, bottom);
            return;
        }
        net.lines.emplace_back(track.sourceX, top, track.sourceX, laneY);
        net.lines.emplace_back(track.left, laneY, track.right, laneY);
        for (const double x : track.targetX)
            net.lines.emplace_back(x, laneY, x, bottom);
        std::vector<double> meeting = track.targetX;
        const bool through = track.sourceX > track.left && track.sourceX < track.right;
        if (through)
            net.joints.emplace_back(track.sourceX, laneY);
        for (const double x : meeting) {
            if (x > track.left && x < track.right && x != track.sourceX)
                net.joints.emplace_back(x, laneY);
        }
    }

    const std::vector<LayeredBox>& boxes_;
    const std::vector<LayeredEdge>& edges_;
    LayeredSpacing spacing_;
    LayeredPlan plan_;
    std::vector<Place> places_; // boxes first, at their own index
    std::vector<std::vector<std::size_t>> rows_;
    std::vector<Link> links_;
    std::vector<std::vector<std::size_t>> up_, down_; // links of a place
};

} // namespace

LayeredPlan layeredPlan(const std::vector<LayeredBox>& boxes, const std::vector<LayeredEdge>& edges,
                        const LayeredSpacing& spacing)
{
    return Planner(boxes, edges, spacing).run();
}

} // namespace hallwright::diagrams
