// The nearest of many points, as fast among a cloud with a stray point a kilometre off as among an even one.
#pragma once

#include "core/model/geometry.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace hallwright {

struct NearPoint {
    std::size_t position = 0; // among the points
    double distanceM = 0.0;
};

// A k-d tree over some of the points, which it does not keep: every call has the same.
class PointTree
{
public:
    PointTree() = default;
    PointTree(std::span<const Point3> points, std::vector<std::uint32_t> positions);

    bool empty() const { return positions_.empty(); }
    const std::vector<std::uint32_t>& positions() const { return positions_; }
    // Fills `found` with the nearest, the nearest first, as many as it has room for or there are; returns their number.
    std::size_t nearest(std::span<const Point3> points, Point3 place, std::span<NearPoint> found) const;

private:
    struct Box {
        std::array<double, 3> least{};
        std::array<double, 3> most{};
    };
    struct Search;

    void split(std::span<const Point3> points, std::size_t node, std::size_t from, std::size_t to);
    void search(Search& search, std::size_t node, std::size_t from, std::size_t to) const;

    std::vector<std::uint32_t> positions_;
    std::vector<Box> boxes_; // of nodes; those of node n are 2n + 1 and 2n + 2
};

} // namespace hallwright
