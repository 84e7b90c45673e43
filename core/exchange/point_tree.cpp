#include "core/exchange/point_tree.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

constexpr std::size_t mostInLeaf = 16;

double coordinateOf(const Point3& p, std::size_t axis)
{
    return axis == 0 ? p.x : axis == 1 ? p.y : p.z;
}

double squareBetween(const Point3& a, const Point3& b)
{
    return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y) + (a.z - b.z) * (a.z - b.z);
}

} // namespace

// `found` is kept in order of distance, whose squares stand in its distanceM until the end.
struct PointTree::Search {
    std::span<const Point3> points;
    Point3 place;
    std::span<NearPoint> found;
    std::size_t count = 0;

    bool isBeyond(double square) const
    {
        return count == found.size() && square >= found[count - 1].distanceM;
    }

    double squareTo(const Box& box) const
    {
        double square = 0.0;
        for (std::size_t a = 0; a < 3; ++a) {
            const double at = coordinateOf(place, a);
            const double offM = std::max({box.least[a] - at, at - box.most[a], 0.0});
            square += offM * offM;
        }
        return square;
    }

    void consider(std::size_t position)
    {
        const double square = squareBetween(points[position], place);
        if (isBeyond(square))
            return;
        count = std::min(count + 1, found.size());
        std::size_t at = count - 1;
        for (; at > 0 && found[at - 1].distanceM > square; --at)
            found[at] = found[at - 1];
        found[at] = {position, square};
    }
};

PointTree::PointTree(std::span<const Point3> points, std::vector<std::uint32_t> positions)
    : positions_(std::move(positions))
{
    std::size_t leaves = 1;
    while (leaves * mostInLeaf < positions_.size())
        leaves *= 2;
    boxes_.resize(2 * leaves - 1);
    split(points, 0, 0, positions_.size());
}

void PointTree::split(std::span<const Point3> points, std::size_t node, std::size_t from, std::size_t to)
{
    if (from == to)
        return;
    Box& box = boxes_[node];
    for (std::size_t a = 0; a < 3; ++a)
        box.least[a] = box.most[a] = coordinateOf(points[positions_[from]], a);
    for (std::size_t i = from; i < to; ++i) {
        for (std::size_t a = 0; a < 3; ++a) {
            box.least[a] = std::min(box.least[a], coordinateOf(points[positions_[i]], a));
            box.most[a] = std::max(box.most[a], coordinateOf(points[positions_[i]], a));
        }
    }
    if (2 * node + 2 >= boxes_.size())
        return;
    std::size_t widest = 0;
    for (std::size_t a = 1; a < 3; ++a)
        widest = box.most[a] - box.least[a] > box.most[widest] - box.least[widest] ? a : widest;
    const std::size_t middle = from + (to - from) / 2;
    const auto at = [&](std::size_t i) { return positions_.begin() + static_cast<std::ptrdiff_t>(i); };
    std::nth_element(at(from), at(middle), at(to), [&](std::uint32_t a, std::uint32_t b) {
        return coordinateOf(points[a], widest) < coordinateOf(points[b], widest);
    });
    split(points, 2 * node + 1, from, middle);
    split(points, 2 * node + 2, middle, to);
}

void PointTree::search(Search& search, std::size_t node, std::size_t from, std::size_t to) const
{
    if (from == to || search.isBeyond(search.squareTo(boxes_[node])))
        return;
    if (2 * node + 2 >= boxes_.size()) {
        for (std::size_t i = from; i < to; ++i)
            search.consider(positions_[i]);
        return;
    }
    const std::size_t middle = from + (to - from) / 2;
    const bool secondFirst =
        search.squareTo(boxes_[2 * node + 2]) < search.squareTo(boxes_[2 * node + 1]); // prunes more
    if (secondFirst)
        this->search(search, 2 * node + 2, middle, to);
    this->search(search, 2 * node + 1, from, middle);
    if (!secondFirst)
        this->search(search, 2 * node + 2, middle, to);
}

std::size_t PointTree::nearest(std::span<const Point3> points, Point3 place, std::span<NearPoint> found) const
{
    if (positions_.empty() || found.empty())
        return 0;
    Search wanted{points, place, found};
    search(wanted, 0, 0, positions_.size());
    for (std::size_t i = 0; i < wanted.count; ++i)
        found[i].distanceM = std::sqrt(found[i].distanceM);
    return wanted.count;
}

} // namespace hallwright
