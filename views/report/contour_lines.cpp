#include "views/report/contour_lines.h"

#include "views/report/charts.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace hallwright::report {

namespace {

constexpr int nowhere = -1;

// The cell centres, with one more ring of them at the walls, and the sides between neighbours: one of each node to its
// right, then one upward.
class ContourTracing
{
public:
    ContourTracing(const HeatmapGrid& grid, double level)
        : grid_(grid), level_(level), columns_(grid.nx + 2), rows_(grid.ny + 2),
          joined_(2 * static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_),
                  {nowhere, nowhere})
    {
        for (int j = 0; j + 1 < rows_; ++j) {
            for (int i = 0; i + 1 < columns_; ++i)
                crossSquare(i, j);
        }
    }

    void addLines(std::vector<ContourLine>& to)
    {
        const auto sides = static_cast<int>(joined_.size());
        for (const bool closed : {false, true}) { // lines that end are followed from an end
            for (int first = 0; first < sides; ++first) {
                const auto& [one, other] = joined_[static_cast<std::size_t>(first)];
                if (one != nowhere && (closed || other == nowhere))
                    to.push_back({level_, withoutStraight(follow(first))});
            }
        }
    }

private:
    static std::size_t index(int side) { return static_cast<std::size_t>(side); }
    int sideRight(int i, int j) const { return 2 * (j * columns_ + i); }
    int sideUp(int i, int j) const { return 2 * (j * columns_ + i) + 1; }

    double valueAt(int i, int j) const
    {
        const int x = std::clamp(i - 1, 0, grid_.nx - 1), y = std::clamp(j - 1, 0, grid_.ny - 1);
        return grid_.values[index(y) * index(grid_.nx) + index(x)];
    }

    Point2 placeOf(int i, int j) const
    {
        return {std::clamp((i - 0.5) * grid_.dxM, 0.0, grid_.nx * grid_.dxM),
                std::clamp((j - 0.5) * grid_.dyM, 0.0, grid_.ny * grid_.dyM)};
    }

    void join(int a, int b)
    {
        for (const auto& [from, to] : {std::pair{a, b}, std::pair{b, a}}) {
            auto& [one, other] = joined_[index(from)];
            (one == nowhere ? one : other) = to;
        }
    }

    // Corners counter-clockwise from the lower left; side k runs from corner k to the next.
    void crossSquare(int i, int j)
    {
        const std::array values{valueAt(i, j), valueAt(i + 1, j), valueAt(i + 1, j + 1), valueAt(i, j + 1)};
        if (std::ranges::any_of(values, [](double value) { return std::isnan(value); }))
            return;
        const std::array sides{sideRight(i, j), sideUp(i + 1, j), sideRight(i, j + 1), sideUp(i, j)};
        std::array<int, 4> crossed{};
        std::size_t count = 0;
        for (std::size_t k = 0; k < sides.size(); ++k) {
            if ((values[k] >= level_) != (values[(k + 1) % values.size()] >= level_))
                crossed[count++] = sides[k];
        }
        if (count == 2) {
            join(crossed[0], crossed[1]);
        } else if (count == 4) {
            const double mean = (values[0] + values[1] + values[2] + values[3]) / 4;
            const bool cutsOddCorners = (mean >= level_) == (values[0] >= level_); // 1 and 3
            join(crossed[0], cutsOddCorners ? crossed[1] : crossed[3]);
            join(crossed[2], cutsOddCorners ? crossed[3] : crossed[1]);
        }
    }

    Point2 crossingOf(int side) const
    {
        const int node = side / 2, i = node % columns_, j = node / columns_;
        const int toI = side % 2 == 0 ? i + 1 : i, toJ = side % 2 == 0 ? j : j + 1;
        const double from = valueAt(i, j), to = valueAt(toI, toJ);
        const Point2 start = placeOf(i, j);
        return start + (placeOf(toI, toJ) - start) * ((level_ - from) / (to - from));
    }

    void part(int a, int b)
    {
        for (const auto& [from, to] : {std::pair{a, b}, std::pair{b, a}}) {
            auto& [one, other] = joined_[index(from)];
            if (one == to)
                one = other;
            other = nowhere;
        }
    }

    // What is followed is taken away.
    std::vector<Point2> follow(int first)
    {
        std::vector<Point2> points{crossingOf(first)};
        for (int at = first, next = joined_[index(at)].first; next != nowhere;
             next = joined_[index(at)].first) {
            part(at, next);
            points.push_back(crossingOf(next));
            at = next;
        }
        return points;
    }

    // A straight run needs only its ends.
    static std::vector<Point2> withoutStraight(const std::vector<Point2>& points)
    {
        constexpr double straightM = 0.01; // a tenth of a millimetre at 1:100
        std::vector<Point2> kept{points.front()};
        for (std::size_t i = 1; i + 1 < points.size(); ++i) {
            const Point2 along = points[i + 1] - kept.back(), d = points[i] - kept.back();
            const double length = std::hypot(along.x, along.y);
            const double away =
                length > 0.0 ? std::abs(along.x * d.y - along.y * d.x) / length : std::hypot(d.x, d.y);
            if (away > straightM)
                kept.push_back(points[i]);
        }
        kept.push_back(points.back());
        return kept;
    }

    const HeatmapGrid& grid_;
    double level_;
    int columns_, rows_;
    std::vector<std::pair<int, int>> joined_; // of each side, those that the line goes on to
};

} // namespace

std::vector<ContourLine> contourLinesOf(const HeatmapGrid& grid, const std::vector<double>& levels)
{
    std::vector<ContourLine> lines;
    if (grid.values.empty())
        return lines;
    for (const double level : levels)
        ContourTracing(grid, level).addLines(lines);
    return lines;
}

std::vector<double> roundLevels(double minimum, double maximum, int most)
{
    std::vector<double> levels;
    if (!(maximum > minimum) || most < 1)
        return levels;
    const double step = tickStep(maximum - minimum, most);
    for (double n = std::floor(minimum / step) + 1.0; n * step < maximum; n += 1.0)
        levels.push_back(n * step);
    return levels;
}

} // namespace hallwright::report
