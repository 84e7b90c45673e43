#include "core/simulation/heatmap.h"

#include "core/physics/recirculation.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace hallwright {

namespace {

constexpr double mostCells = 1e6;

HeatmapGrid emptyGrid(const Hall& hall, HeatmapQuantity quantity, double cellM)
{
    HeatmapGrid grid;
    grid.hall = hall.id;
    grid.quantity = quantity;
    const double width = std::max(hall.widthM, 1e-3);
    const double depth = std::max(hall.depthM, 1e-3);
    const double cell = std::max(cellM > 0.0 ? cellM : 0.3, std::sqrt(width * depth / mostCells) * 1.001);
    grid.nx = std::max(1, static_cast<int>(std::lround(width / cell)));
    grid.ny = std::max(1, static_cast<int>(std::lround(depth / cell)));
    grid.dxM = width / grid.nx;
    grid.dyM = depth / grid.ny;
    return grid;
}

// The cells whose centres may lie within `reach` of a point.
struct CellRange {
    int left, right, low, high; // inclusive
};

CellRange cellsAround(const HeatmapGrid& grid, Point2 p, double reachX, double reachY)
{
    const auto from = [](double x, double d) { return static_cast<int>(std::floor(x / d)); };
    return {std::max(from(p.x - reachX, grid.dxM), 0), std::min(from(p.x + reachX, grid.dxM), grid.nx - 1),
            std::max(from(p.y - reachY, grid.dyM), 0), std::min(from(p.y + reachY, grid.dyM), grid.ny - 1)};
}

std::size_t indexOf(const HeatmapGrid& grid, int i, int j)
{
    return static_cast<std::size_t>(j) * static_cast<std::size_t>(grid.nx) + static_cast<std::size_t>(i);
}

// Of a row of `cells`, those at its start whose centres stand within `lengthM`.
int cellsWithin(double lengthM, int cells, double cellM)
{
    return std::clamp(static_cast<int>(std::floor(lengthM / cellM + 0.5)), 0, cells);
}

int cellAround(double atM, int cells, double cellM)
{
    return std::min(static_cast<int>(std::floor(atM / cellM)), cells - 1);
}

Point2 centreOf(const HeatmapGrid& grid, int i, int j)
{
    return {(i + 0.5) * grid.dxM, (j + 0.5) * grid.dyM};
}

// Spreads a rack's power over its service area with the weight (1 - u²)²(1 - v²)², u and v being 1 at the
// area's sides. The weights are normalised over the cells, so that the grid holds exactly the rack's power.
class PowerSpread
{
public:
    explicit PowerSpread(HeatmapGrid& grid)
        : grid_(grid), sum_(static_cast<std::size_t>(grid.nx) * static_cast<std::size_t>(grid.ny), 0.0)
    {
    }

    void add(const Pose& pose, double powerW)
    {
        constexpr double halfWidthM = 0.6; // half a 600 mm rack and a hand's breadth of its neighbours
        constexpr double halfDepthM = 1.2; // half a 1,200 mm rack and half the aisles in front and behind
        const Point2 front = frontDirection(pose.yawDeg);
        const Point2 right{-front.y, front.x};
        const double reachX = std::abs(right.x) * halfWidthM + std::abs(front.x) * halfDepthM;
        const double reachY = std::abs(right.y) * halfWidthM + std::abs(front.y) * halfDepthM;
        const CellRange range = cellsAround(grid_, pose.position(), reachX, reachY);
        weights_.clear();
        double total = 0.0;
        for (int j = range.low; j <= range.high; ++j) {
            for (int i = range.left; i <= range.right; ++i) {
                const Point2 d = centreOf(grid_, i, j) - pose.position();
                const double u = (d.x * right.x + d.y * right.y) / halfWidthM;
                const double v = (d.x * front.x + d.y * front.y) / halfDepthM;
                if (std::abs(u) >= 1.0 || std::abs(v) >= 1.0)
                    continue;
                const double root = (1.0 - u * u) * (1.0 - v * v);
                weights_.emplace_back(indexOf(grid_, i, j), root * root);
                total += root * root;
            }
        }
        if (total <= 0.0) {
            sum_[nearestCell(pose.position())] += powerW;
            return;
        }
        for (const auto& [cell, weight] : weights_)
            sum_[cell] += powerW * (weight / total);
    }

    void write() const
    {
        const double perCell = 1.0 / (1e3 * grid_.dxM * grid_.dyM); // W in a cell to kW/m²
        for (std::size_t k = 0; k < sum_.size(); ++k)
            grid_.values[k] = static_cast<float>(sum_[k] * perCell);
    }

private:
    // For cells larger than the service area.
    std::size_t nearestCell(Point2 p) const
    {
        return indexOf(grid_, std::clamp(static_cast<int>(p.x / grid_.dxM), 0, grid_.nx - 1),
                       std::clamp(static_cast<int>(p.y / grid_.dyM), 0, grid_.ny - 1));
    }

    HeatmapGrid& grid_;
    std::vector<double> sum_;
    std::vector<std::pair<std::size_t, double>> weights_;
};

void fillPowerDensity(HeatmapGrid& grid, const HallResult& result)
{
    PowerSpread spread(grid);
    for (std::size_t k = 0; k < result.racks.size(); ++k)
        spread.add(result.hall->racks[k].pose, result.racks[k].powerW);
    spread.write();
}

// Inverse-distance weighting from the racks' fronts with local support, over a thin background of supply air:
//     T = (w0 Tsup + Σ w_k Tin,k) / (w0 + Σ w_k),   w = (1 - d²/R²)² / (d² + e²)
void fillInletTemperature(HeatmapGrid& grid, const HallResult& result)
{
    constexpr double reachM = 2.4;      // R
    constexpr double softM2 = 0.04;     // e²: no spike at the front itself
    constexpr double background = 0.05; // w0, against about 10 in front of a rack
    std::vector<double> weight(grid.values.size(), background);
    std::vector<double> rise(grid.values.size(), 0.0); // Σ w (Tin - Tsup)
    for (std::size_t k = 0; k < result.racks.size(); ++k) {
        const Pose& pose = result.hall->racks[k].pose;
        const double halfDepthM = result.recirculation->layout().racks[k].depthM / 2;
        const Point2 front = pose.position() + frontDirection(pose.yawDeg) * halfDepthM;
        const double riseK = result.racks[k].inletC - result.supplyC;
        const CellRange range = cellsAround(grid, front, reachM, reachM);
        for (int j = range.low; j <= range.high; ++j) {
            for (int i = range.left; i <= range.right; ++i) {
                const Point2 d = centreOf(grid, i, j) - front;
                const double squared = d.x * d.x + d.y * d.y;
                const double rest = 1.0 - squared / (reachM * reachM);
                if (rest <= 0.0)
                    continue;
                const double w = rest * rest / (squared + softM2);
                weight[indexOf(grid, i, j)] += w;
                rise[indexOf(grid, i, j)] += w * riseK;
            }
        }
    }
    for (std::size_t k = 0; k < grid.values.size(); ++k)
        grid.values[k] = static_cast<float>(result.supplyC + rise[k] / weight[k]);
}

} // namespace

HeatmapGrid heatmapOf(const HallResult& result, HeatmapQuantity quantity, double cellM)
{
    HeatmapGrid grid = emptyGrid(*result.hall, quantity, cellM);
    grid.values.resize(static_cast<std::size_t>(grid.nx) * static_cast<std::size_t>(grid.ny), 0.0f);
    switch (quantity) {
    case HeatmapQuantity::PowerDensity:
        grid.unit = "kW/m²";
        grid.label = "Power density";
        fillPowerDensity(grid, result);
        break;
    case HeatmapQuantity::InletTemperature:
        grid.unit = "°C";
        grid.label = "Rack inlet temperature";
        fillInletTemperature(grid, result);
        break;
    }
    if (quantity == HeatmapQuantity::InletTemperature && std::isnan(result.supplyC))
        return grid; // not a number anywhere
    const auto [low, high] = std::minmax_element(grid.values.begin(), grid.values.end());
    grid.minimum = *low;
    grid.maximum = *high;
    return grid;
}

HeatmapGrid differenceOf(const HeatmapGrid& before, const HeatmapGrid& after)
{
    if (before.quantity != after.quantity)
        throw std::invalid_argument("the difference of two quantities");
    HeatmapGrid difference = after;
    difference.nx = cellsWithin(before.nx * before.dxM, after.nx, after.dxM);
    difference.ny = cellsWithin(before.ny * before.dyM, after.ny, after.dyM);
    difference.values.clear();
    for (int j = 0; j < difference.ny; ++j) {
        const int beforeJ = cellAround((j + 0.5) * after.dyM, before.ny, before.dyM);
        for (int i = 0; i < difference.nx; ++i) {
            const int beforeI = cellAround((i + 0.5) * after.dxM, before.nx, before.dxM);
            difference.values.push_back(after.values[indexOf(after, i, j)] -
                                        before.values[indexOf(before, beforeI, beforeJ)]);
        }
    }
    const auto [least, most] = std::minmax_element(difference.values.begin(), difference.values.end());
    difference.minimum = difference.values.empty() ? 0.0f : *least;
    difference.maximum = difference.values.empty() ? 0.0f : *most;
    return difference;
}

} // namespace hallwright
