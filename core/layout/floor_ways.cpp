#include "core/layout/floor_ways.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>
#include <tuple>
#include <utility>

namespace hallwright {

namespace {

constexpr double tenthsPerM = 1e4;
constexpr double nowhere = std::numeric_limits<double>::infinity();

std::int64_t tenths(double lengthM)
{
    return std::llround(lengthM * tenthsPerM);
}

void sortOut(std::vector<std::int64_t>& lines)
{
    std::sort(lines.begin(), lines.end());
    lines.erase(std::unique(lines.begin(), lines.end()), lines.end());
}

// The line at `at` in the count of lines and spaces, or the space that holds it. Beyond the last lines: these.
std::size_t positionOf(const std::vector<std::int64_t>& lines, std::int64_t at)
{
    const auto next = std::lower_bound(lines.begin(), lines.end(), at);
    const auto i = static_cast<std::size_t>(next - lines.begin());
    if (next == lines.end())
        return 2 * i - 2;
    return *next == at || i == 0 ? 2 * i : 2 * i - 1;
}

// The first and last position strictly between two coordinates.
std::pair<std::size_t, std::size_t> strictlyBetween(const std::vector<std::int64_t>& lines, std::int64_t from,
                                                    std::int64_t to)
{
    const std::size_t first = from < lines.front() ? 0 : positionOf(lines, from) + 1;
    const std::size_t last = to > lines.back() ? 2 * lines.size() - 2 : positionOf(lines, to) - 1;
    return {first, last};
}

// Blocks of one strip that meet become one: a row of racks is a single block, and the lines stay few.
template <class Block>
void unite(std::vector<Block>& blocks, std::int64_t Block::*from, std::int64_t Block::*to,
           std::int64_t Block::*low, std::int64_t Block::*high)
{
    std::sort(blocks.begin(), blocks.end(), [&](const Block& a, const Block& b) {
        return std::tuple(a.*low, a.*high, a.*from) < std::tuple(b.*low, b.*high, b.*from);
    });
    std::size_t kept = 0;
    for (std::size_t i = 1; i < blocks.size(); ++i) {
        Block& last = blocks[kept];
        if (blocks[i].*low == last.*low && blocks[i].*high == last.*high && blocks[i].*from <= last.*to)
            last.*to = std::max(last.*to, blocks[i].*to);
        else
            blocks[++kept] = blocks[i];
    }
    if (!blocks.empty())
        blocks.resize(kept + 1);
}

} // namespace

FloorWays::FloorWays(const Hall& hall, const std::vector<Obstacle>& obstacles, double widthM,
                     const std::vector<const Door*>& doors)
    : half_(tenths(widthM / 2)), room_{half_, tenths(hall.widthM) - half_, half_, tenths(hall.depthM) - half_}
{
    if (room_.x0 > room_.x1 || room_.y0 > room_.y1)
        return;
    std::vector<Block> entries;
    for (const Door* door : doors)
        entries.push_back(entryOf(hall, *door));
    const std::vector<Block> blocks = blocksOf(obstacles);
    makeLines(blocks, entries);
    closed_.assign(columns() * rows(), 0);
    for (const Block& block : blocks)
        close(block);
    measureFrom(entries);
}

// What centres keep out of. Less by the tenth that rounding may add: what just fits passes.
std::vector<FloorWays::Block> FloorWays::blocksOf(const std::vector<Obstacle>& obstacles) const
{
    std::vector<Block> blocks;
    blocks.reserve(obstacles.size());
    const Tenths around = half_ - 1;
    for (const Obstacle& obstacle : obstacles) {
        const Rect& bounds = obstacle.footprint.bounds;
        const Block block{tenths(bounds.x) - around, tenths(bounds.right()) + around,
                          tenths(bounds.y) - around, tenths(bounds.top()) + around};
        if (block.x1 > room_.x0 && block.x0 < room_.x1 && block.y1 > room_.y0 && block.y0 < room_.y1)
            blocks.push_back(block);
    }
    unite(blocks, &Block::x0, &Block::x1, &Block::y0, &Block::y1);
    unite(blocks, &Block::y0, &Block::y1, &Block::x0, &Block::x1);
    return blocks;
}

// Where centres come in: inside the door, over its width less theirs; its middle if it is narrower.
FloorWays::Block FloorWays::entryOf(const Hall& hall, const Door& door) const
{
    const Tenths from = tenths(door.offsetM), to = tenths(door.offsetM + door.widthM);
    const Tenths in = std::min(half_, (to - from) / 2);
    const bool alongX = door.wall == WallSide::South || door.wall == WallSide::North;
    const Tenths far = tenths(alongX ? hall.depthM : hall.widthM) - half_;
    const Tenths at = door.wall == WallSide::South || door.wall == WallSide::West ? half_ : far;
    const Tenths least = half_, most = tenths(alongX ? hall.widthM : hall.depthM) - half_;
    const Tenths first = std::clamp(from + in, least, most), last = std::clamp(to - in, least, most);
    return alongX ? Block{first, last, at, at} : Block{at, at, first, last};
}

void FloorWays::makeLines(const std::vector<Block>& blocks, const std::vector<Block>& entries)
{
    const auto add = [&](const Block& block) {
        for (const Tenths x : {block.x0, block.x1}) {
            if (x >= room_.x0 && x <= room_.x1)
                xs_.push_back(x);
        }
        for (const Tenths y : {block.y0, block.y1}) {
            if (y >= room_.y0 && y <= room_.y1)
                ys_.push_back(y);
        }
    };
    add(room_);
    for (const Block& block : blocks)
        add(block);
    for (const Block& entry : entries)
        add(entry);
    sortOut(xs_);
    sortOut(ys_);
}

void FloorWays::close(const Block& block)
{
    const auto [firstColumn, lastColumn] = strictlyBetween(xs_, block.x0, block.x1);
    const auto [firstRow, lastRow] = strictlyBetween(ys_, block.y0, block.y1);
    for (std::size_t row = firstRow; row <= lastRow; ++row) {
        const auto begin = closed_.begin() + static_cast<std::ptrdiff_t>(row * columns());
        std::fill(begin + static_cast<std::ptrdiff_t>(firstColumn),
                  begin + static_cast<std::ptrdiff_t>(lastColumn) + 1, 1);
    }
}

// From crossing to crossing, the nearest first.
void FloorWays::measureFrom(const std::vector<Block>& entries)
{
    const std::size_t nx = xs_.size(), ny = ys_.size();
    lengthM_.assign(nx * ny, nowhere);
    using Reached = std::pair<double, std::size_t>;
    std::priority_queue<Reached, std::vector<Reached>, std::greater<>> next;
    const auto reach = [&](double lengthM, std::size_t node) {
        if (lengthM < lengthM_[node]) {
            lengthM_[node] = lengthM;
            next.push({lengthM, node});
        }
    };
    const double throughDoorM = static_cast<double>(half_) / tenthsPerM;
    for (const Block& entry : entries) {
        for (std::size_t i = positionOf(xs_, entry.x0) / 2; i <= positionOf(xs_, entry.x1) / 2; ++i) {
            for (std::size_t j = positionOf(ys_, entry.y0) / 2; j <= positionOf(ys_, entry.y1) / 2; ++j) {
                if (!isClosed(2 * i, 2 * j))
                    reach(throughDoorM, j * nx + i);
            }
        }
    }
    while (!next.empty()) {
        const auto [lengthM, node] = next.top();
        next.pop();
        if (lengthM > lengthM_[node])
            continue;
        const std::size_t i = node % nx, j = node / nx;
        const auto stepX = [&](std::size_t to) {
            if (!isClosed(i + to, 2 * j) && !isClosed(2 * to, 2 * j))
                reach(lengthM + static_cast<double>(std::abs(xs_[to] - xs_[i])) / tenthsPerM, j * nx + to);
        };
        const auto stepY = [&](std::size_t to) {
            if (!isClosed(2 * i, j + to) && !isClosed(2 * i, 2 * to))
                reach(lengthM + static_cast<double>(std::abs(ys_[to] - ys_[j])) / tenthsPerM, to * nx + i);
        };
        if (i > 0)
            stepX(i - 1);
        if (i + 1 < nx)
            stepX(i + 1);
        if (j > 0)
            stepY(j - 1);
        if (j + 1 < ny)
            stepY(j + 1);
    }
}

FloorWays::Place FloorWays::placeOf(Point2 inHall) const
{
    return {positionOf(xs_, std::clamp(tenths(inHall.x), room_.x0, room_.x1)),
            positionOf(ys_, std::clamp(tenths(inHall.y), room_.y0, room_.y1))};
}

bool FloorWays::hasRoomAt(Point2 inHall) const
{
    if (xs_.empty())
        return false;
    const Tenths x = tenths(inHall.x), y = tenths(inHall.y);
    const bool inside = x >= room_.x0 - 1 && x <= room_.x1 + 1 && y >= room_.y0 - 1 && y <= room_.y1 + 1;
    const Place place = placeOf(inHall);
    return inside && !isClosed(place.column, place.row);
}

// A space between lines is free as a whole: the way goes over one of its corners.
double FloorWays::lengthTo(Point2 inHall) const
{
    if (!hasRoomAt(inHall))
        return nowhere;
    const Place place = placeOf(inHall);
    double least = nowhere;
    for (const std::size_t i : {place.column / 2, (place.column + 1) / 2}) {
        for (const std::size_t j : {place.row / 2, (place.row + 1) / 2}) {
            const double dx = std::abs(inHall.x - static_cast<double>(xs_[i]) / tenthsPerM);
            const double dy = std::abs(inHall.y - static_cast<double>(ys_[j]) / tenthsPerM);
            if (!isClosed(2 * i, 2 * j))
                least = std::min(least, lengthM_[j * xs_.size() + i] + dx + dy);
        }
    }
    return least;
}

} // namespace hallwright
