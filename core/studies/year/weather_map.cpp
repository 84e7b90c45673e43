#include "core/studies/year/weather_map.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

constexpr std::size_t fewPoints = 4;        // no more than the corners of a cell
constexpr double widestK = 4.0;             // of a cell whose middle is trusted to show how its inside bends
constexpr double narrowestK = 0.05;         // files state tenths
constexpr double leastWater = 1e-4 / 3.6e6; // kg/s per W of IT: 0.0001 L/kWh, which nobody asks about
constexpr std::size_t middle = 4;           // of a cell's points

} // namespace

WeatherMap::WeatherMap(std::span<const WeatherOfHours> weather, WeatherPoints& points,
                       const MapTolerance& tolerance)
    : weather_(weather), points_(points), tolerance_(tolerance)
{
    Cell all;
    if (!weather.empty())
        all.low = all.high = weather.front().weather;
    for (std::size_t i = 0; i < weather.size(); ++i) {
        const WeatherPoint& at = weather[i].weather;
        all.low = {std::min(all.low.dryBulbC, at.dryBulbC), std::min(all.low.depressionK, at.depressionK)};
        all.high = {std::max(all.high.dryBulbC, at.dryBulbC), std::max(all.high.depressionK, at.depressionK)};
        all.members.push_back(static_cast<std::uint32_t>(i));
        all.hours += weather[i].hours;
    }
    place(std::move(all));
}

// Decides what is to be evaluated for it.
void WeatherMap::place(Cell cell)
{
    if (cell.members.empty())
        return;
    cell.exact = cell.members.size() <= fewPoints;
    if (!cell.exact && (cell.high.dryBulbC - cell.low.dryBulbC > widestK ||
                        cell.high.depressionK - cell.low.depressionK > widestK)) {
        split(std::move(cell));
        return;
    }
    if (cell.exact) {
        for (const std::uint32_t i : cell.members)
            cell.points.push_back(points_.add(weather_[i].weather));
    } else {
        for (const double dryBulbC : {cell.low.dryBulbC, cell.high.dryBulbC}) {
            for (const double depressionK : {cell.low.depressionK, cell.high.depressionK})
                cell.points.push_back(points_.add({dryBulbC, depressionK}));
        }
        cell.points.push_back(points_.add({0.5 * (cell.low.dryBulbC + cell.high.dryBulbC),
                                           0.5 * (cell.low.depressionK + cell.high.depressionK)}));
    }
    cells_.push_back(std::move(cell));
}

void WeatherMap::split(Cell cell)
{
    const bool byDryBulb = splitsByDryBulb(cell);
    double WeatherPoint::*const axis = byDryBulb ? &WeatherPoint::dryBulbC : &WeatherPoint::depressionK;
    const double at = 0.5 * (cell.low.*axis + cell.high.*axis);
    Cell lower{cell.low, cell.high, {}, 0.0, false, {}, {}};
    Cell upper = lower;
    lower.high.*axis = at;
    upper.low.*axis = at;
    for (const std::uint32_t i : cell.members) {
        Cell& half = weather_[i].weather.*axis < at ? lower : upper;
        half.members.push_back(i);
        half.hours += weather_[i].hours;
    }
    place(std::move(lower));
    place(std::move(upper));
}

// Along which the facility's power changes more, once the cell is small enough to ask.
bool WeatherMap::splitsByDryBulb(const Cell& cell) const
{
    const double dryK = cell.high.dryBulbC - cell.low.dryBulbC;
    const double depressionK = cell.high.depressionK - cell.low.depressionK;
    if (cell.points.empty() || std::min(dryK, depressionK) <= narrowestK)
        return dryK >= depressionK;
    const auto powerW = [&](std::size_t corner) {
        return points_[cell.points[corner]][YearQuantity::FacilityW];
    };
    const double byDryBulb = std::abs(powerW(2) - powerW(0)) + std::abs(powerW(3) - powerW(1));
    const double byDepression = std::abs(powerW(1) - powerW(0)) + std::abs(powerW(3) - powerW(2));
    return byDryBulb == byDepression ? dryK >= depressionK : byDryBulb > byDepression;
}

WeatherMap::Doubt WeatherMap::doubtOf(const Cell& cell) const
{
    Doubt doubt;
    if (cell.exact)
        return doubt;
    const OperatingPoint& inside = points_[cell.points[middle]];
    const auto bend = [&](YearQuantity quantity) {
        double mean = 0.0;
        for (std::size_t corner = 0; corner < middle; ++corner)
            mean += 0.25 * points_[cell.points[corner]][quantity];
        return std::abs(inside[quantity] - mean);
    };
    doubt.facilityWh = cell.hours * bend(YearQuantity::FacilityW);
    doubt.waterKgSH = cell.hours * bend(YearQuantity::WaterKgS);
    const bool same = std::all_of(cell.points.begin(), cell.points.end(),
                                  [&](std::size_t p) { return points_[p].sameState(inside); });
    doubt.stateHours = same ? 0.0 : cell.hours;
    return doubt;
}

double WeatherMap::badnessOf(const Doubt& doubt) const
{
    const auto share = [](double of, double allowed) { return of > 0.0 ? of / allowed : 0.0; };
    return std::max({share(doubt.facilityWh, allowed_.facilityWh), share(doubt.waterKgSH, allowed_.waterKgSH),
                     share(doubt.stateHours, allowed_.stateHours)});
}

bool WeatherMap::build(WorkTeam& team, const std::stop_token& stop,
                       const std::function<void(std::size_t)>& evaluated)
{
    do {
        if (!points_.evaluate(team, stop))
            return false;
        if (evaluated)
            evaluated(points_.size());
    } while (refine());
    return true;
}

// Halves the worst cells; false once all is within the tolerance, or as near to it as may be.
bool WeatherMap::refine()
{
    doubt_ = {};
    Doubt whole; // of the year: energy, water, hours
    double itWh = 0.0;
    for (Cell& cell : cells_) {
        cell.doubt = doubtOf(cell);
        doubt_.facilityWh += cell.doubt.facilityWh;
        doubt_.waterKgSH += cell.doubt.waterKgSH;
        doubt_.stateHours += cell.doubt.stateHours;
        const OperatingPoint& like = points_[cell.points.back()];
        whole.facilityWh += cell.hours * like[YearQuantity::FacilityW];
        whole.waterKgSH += cell.hours * like[YearQuantity::WaterKgS];
        whole.stateHours += cell.hours;
        itWh += cell.hours * like[YearQuantity::ItW];
    }
    allowed_ = {tolerance_.facility * whole.facilityWh,
                tolerance_.water * whole.waterKgSH + leastWater * itWh,
                tolerance_.stateHours * whole.stateHours};
    if (badnessOf(doubt_) <= 1.0 || points_.size() >= tolerance_.mostPoints)
        return false;
    double worst = 0.0;
    const auto canSplit = [](const Cell& cell) {
        return !cell.exact && std::max(cell.high.dryBulbC - cell.low.dryBulbC,
                                       cell.high.depressionK - cell.low.depressionK) > narrowestK;
    };
    for (const Cell& cell : cells_)
        worst = std::max(worst, canSplit(cell) ? badnessOf(cell.doubt) : 0.0);
    if (worst == 0.0)
        return false;
    constexpr double nearlyWorst = 0.4;
    std::vector<Cell> cells;
    cells.swap(cells_);
    for (Cell& cell : cells) {
        if (canSplit(cell) && badnessOf(cell.doubt) >= nearlyWorst * worst)
            split(std::move(cell));
        else
            cells_.push_back(std::move(cell));
    }
    return true;
}

std::vector<OperatingPoint> WeatherMap::operatingPoints() const
{
    std::vector<OperatingPoint> result(weather_.size());
    for (const Cell& cell : cells_) {
        for (std::size_t k = 0; k < cell.members.size(); ++k)
            result[cell.members[k]] =
                cell.exact ? points_[cell.points[k]] : at(cell, weather_[cell.members[k]].weather);
    }
    return result;
}

// In the triangle of the middle and the side that the weather lies towards.
OperatingPoint WeatherMap::at(const Cell& cell, const WeatherPoint& weather) const
{
    const auto along = [](double low, double high, double value) {
        return high > low ? (value - low) / (high - low) - 0.5 : 0.0;
    };
    const double u = along(cell.low.dryBulbC, cell.high.dryBulbC, weather.dryBulbC);
    const double v = along(cell.low.depressionK, cell.high.depressionK, weather.depressionK);
    const double out = 2.0 * std::max(std::abs(u), std::abs(v)); // 0 in the middle, 1 at the edge
    std::array<double, middle + 1> weight{};
    weight[middle] = 1.0 - out;
    const bool towardsDryBulb = std::abs(u) >= std::abs(v);
    const double beside = out > 0.0 ? 0.5 + (towardsDryBulb ? v : u) / out : 0.5; // of the further corner
    const std::size_t side = (towardsDryBulb ? u : v) > 0.0 ? 1 : 0;
    weight[towardsDryBulb ? 2 * side : side] = out * (1.0 - beside);
    weight[towardsDryBulb ? 2 * side + 1 : side + 2] = out * beside;
    const auto nearest = std::max_element(weight.begin(), weight.end()) - weight.begin();
    OperatingPoint point = points_[cell.points[static_cast<std::size_t>(nearest)]];
    for (std::size_t q = 0; q < yearQuantities; ++q) {
        double sum = 0.0;
        for (std::size_t k = 0; k < weight.size(); ++k) {
            if (weight[k] > 0.0) // what is not known elsewhere is no part of it
                sum += weight[k] * points_[cell.points[k]].values[q];
        }
        point.values[q] = sum;
    }
    return point;
}

} // namespace hallwright
