#include "core/layout/cell_grid.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

Rect extentOf(const std::vector<Obstacle>& obstacles)
{
    if (obstacles.empty())
        return {};
    Rect first = obstacles.front().footprint.bounds;
    double left = first.x, right = first.right(), low = first.y, high = first.top();
    for (const Obstacle& obstacle : obstacles) {
        const Rect& bounds = obstacle.footprint.bounds;
        left = std::min(left, bounds.x);
        right = std::max(right, bounds.right());
        low = std::min(low, bounds.y);
        high = std::max(high, bounds.top());
    }
    return {left, low, right - left, high - low};
}

} // namespace

CellGrid::CellGrid(const std::vector<Obstacle>& obstacles) : extent_(extentOf(obstacles))
{
    // About a rack and its aisle per cell; in a vast and empty hall, no more cells along a side than
    // obstacles.
    constexpr double finestM = 2.4;
    const double longest = std::max(extent_.width, extent_.depth);
    cellM_ = std::max(finestM, longest / static_cast<double>(std::max<std::size_t>(obstacles.size(), 1)));
    columns_ = static_cast<std::size_t>(extent_.width / cellM_) + 1;
    rows_ = static_cast<std::size_t>(extent_.depth / cellM_) + 1;
    cells_.resize(columns_ * rows_);
    for (std::uint32_t i = 0; i < obstacles.size(); ++i) {
        const Span span = spanOf(obstacles[i].footprint.bounds);
        for (std::size_t row = span.firstRow; row <= span.lastRow; ++row) {
            for (std::size_t column = span.firstColumn; column <= span.lastColumn; ++column)
                cells_[row * columns_ + column].push_back(i);
        }
    }
}

CellGrid::Span CellGrid::spanOf(const Rect& area) const
{
    const auto cell = [this](double along, std::size_t count) {
        return static_cast<std::size_t>(
            std::clamp(std::floor(along / cellM_), 0.0, static_cast<double>(count - 1)));
    };
    return {cell(area.x - extent_.x, columns_), cell(area.right() - extent_.x, columns_),
            cell(area.y - extent_.y, rows_), cell(area.top() - extent_.y, rows_)};
}

void CellGrid::findNear(const Rect& area, std::vector<std::uint32_t>& found) const
{
    found.clear();
    const Span span = spanOf(area);
    for (std::size_t row = span.firstRow; row <= span.lastRow; ++row) {
        for (std::size_t column = span.firstColumn; column <= span.lastColumn; ++column) {
            const auto& cell = cells_[row * columns_ + column];
            found.insert(found.end(), cell.begin(), cell.end());
        }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
}

} // namespace hallwright
