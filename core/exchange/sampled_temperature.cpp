#include "core/exchange/sampled_temperature.h"

#include "core/exchange/limited_file.h"
#include "core/exchange/vtk_values.h"

#include <Eigen/Dense>

#include <algorithm>
#include <cmath>
#include <span>

namespace hallwright {

namespace {

constexpr std::uintmax_t mostBytes = 400'000'000;
constexpr double furthestM = 1e6; // from the hall's corner; a point beyond it is damaged

bool isPlace(const Point3& p)
{
    return std::abs(p.x) <= furthestM && std::abs(p.y) <= furthestM && std::abs(p.z) <= furthestM;
}

double dot(const Point3& a, const Point3& b)
{
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

double distanceM(const Point3& a, const Point3& b)
{
    return std::hypot(a.x - b.x, a.y - b.y, a.z - b.z);
}

struct WeightedPoint {
    Point3 place;
    double weight = 0.0;
};

// Changes weights so that their centre is the place, by a factor that is linear in the points' places: a slope is then read
// as it is. Where that would make a weight negative, beyond the outermost points, it is none.
void balance(std::span<WeightedPoint> points, const Point3& at)
{
    const Eigen::Vector3d place(at.x, at.y, at.z);
    const auto placeOf = [](const WeightedPoint& p) {
        return Eigen::Vector3d(p.place.x, p.place.y, p.place.z);
    };
    double sum = 0.0;
    Eigen::Vector3d centre = Eigen::Vector3d::Zero();
    for (const WeightedPoint& p : points) {
        sum += p.weight;
        centre += p.weight * placeOf(p);
    }
    centre /= sum;
    Eigen::Matrix3d spread = Eigen::Matrix3d::Zero();
    for (const WeightedPoint& p : points)
        spread += p.weight / sum * (placeOf(p) - centre) * (placeOf(p) - centre).transpose();
    constexpr double apartM2 = 1e-12; // closer points are one
    const double size = spread.trace();
    if (!(size > std::max(apartM2, 1e-6 * (place - centre).squaredNorm()))) // one from afar, too
        return;
    constexpr double ofFlatClouds = 1e-6; // so that there is a solution
    spread += ofFlatClouds * size * Eigen::Matrix3d::Identity();
    const Eigen::Vector3d slope = spread.ldlt().solve(place - centre);
    for (WeightedPoint& p : points)
        p.weight *= std::max(1.0 + slope.dot(placeOf(p) - centre), 0.0);
}

} // namespace

SampledTemperature::SampledTemperature(std::string name, GridSamples samples, AirValues read)
    : name_(std::move(name)), read_(read),
      spacingM_(*std::max_element(samples.spacingM.begin(), samples.spacingM.end())),
      samples_(std::move(samples))
{
}

SampledTemperature::SampledTemperature(std::string name, PointSamples samples, AirValues read)
    : name_(std::move(name)), read_(read)
{
    sortPoints(samples);
    samples_ = std::move(samples);
}

std::size_t SampledTemperature::size() const
{
    return std::visit([](const auto& samples) { return samples.values.size(); }, samples_);
}

void SampledTemperature::sortPoints(const PointSamples& cloud)
{
    std::vector<std::uint32_t> positions;
    for (std::size_t i = 0; i < cloud.points.size(); ++i) {
        if (std::isfinite(cloud.values[i]) && isPlace(cloud.points[i]))
            positions.push_back(static_cast<std::uint32_t>(i));
    }
    tree_ = PointTree(cloud.points, std::move(positions));
    if (tree_.empty())
        return;
    constexpr std::size_t asked = 512; // enough for a median
    const std::size_t step = std::max<std::size_t>(tree_.positions().size() / asked, 1);
    std::vector<double> spacings;
    for (std::size_t i = 0; i < tree_.positions().size(); i += step)
        spacings.push_back(around(cloud, tree_.positions()[i]).spacingM);
    const auto middle = spacings.begin() + static_cast<std::ptrdiff_t>(spacings.size() / 2);
    std::nth_element(spacings.begin(), middle, spacings.end());
    spacingM_ = *middle;
}

// Spacing: to the fourth of its neighbours. A face of an even grid has them all at one distance, and the layers of thin
// cells at a wall do not pass for the spacing along it. Reach: so far that between flat cells there is no gap.
SampledTemperature::Surroundings SampledTemperature::around(const PointSamples& cloud,
                                                            std::size_t position) const
{
    constexpr double apartM = 1e-6; // nearer points are one, as the corners of cells that meet
    constexpr std::size_t fourth = 4;
    constexpr std::size_t furthest = 16;
    std::array<NearPoint, 96> found{};
    const std::size_t count = tree_.nearest(cloud.points, cloud.points[position], found);
    std::vector<std::size_t> neighbours;
    Surroundings result;
    for (std::size_t i = 0; i < count && neighbours.size() < furthest; ++i) {
        const Point3& place = cloud.points[found[i].position];
        const auto isHere = [&](std::size_t other) {
            return distanceM(cloud.points[other], place) <= apartM;
        };
        if (found[i].distanceM <= apartM || std::any_of(neighbours.begin(), neighbours.end(), isHere))
            continue;
        neighbours.push_back(found[i].position);
        if (neighbours.size() <= fourth)
            result.spacingM = found[i].distanceM;
        result.reachM = std::max(1.5 * result.spacingM, 1.1 * found[i].distanceM);
    }
    return result;
}

double SampledTemperature::spacingNearM(Point3 place) const
{
    const PointSamples* cloud = std::get_if<PointSamples>(&samples_);
    std::array<NearPoint, 1> nearest{};
    if (!cloud || tree_.nearest(cloud->points, place, nearest) == 0)
        return spacingM_;
    return around(*cloud, nearest.front().position).spacingM;
}

template <class Visit>
void SampledTemperature::visitGrid(const GridSamples& grid, Point3 place, Visit visit) const
{
    const Point3 offset = {place.x - grid.origin.x, place.y - grid.origin.y, place.z - grid.origin.z};
    std::array<int, 3> first{};
    std::array<double, 3> share{}; // of the second value along each axis
    for (std::size_t a = 0; a < 3; ++a) {
        const double position = dot(offset, grid.axes[a]) / grid.spacingM[a];
        if (!(position >= -1.0) || position > grid.count[a])
            return;
        first[a] = static_cast<int>(std::floor(position));
        share[a] = position - first[a];
    }
    for (int corner = 0; corner < 8; ++corner) {
        std::size_t index = 0;
        double weight = 1.0;
        for (std::size_t a = 3; a-- > 0;) {
            const bool second = (corner >> a & 1) != 0;
            weight *= second ? share[a] : 1.0 - share[a];
            const int line = std::clamp(first[a] + (second ? 1 : 0), 0, grid.count[a] - 1);
            index = index * static_cast<std::size_t>(grid.count[a]) + static_cast<std::size_t>(line);
        }
        if (weight > 0.0 && std::isfinite(grid.values[index]))
            visit(index, weight);
    }
}

template <class Visit>
void SampledTemperature::visitPoints(const PointSamples& cloud, Point3 place, Visit visit) const
{
    std::array<NearPoint, 8> found{};
    if (!isPlace(place))
        return;
    const std::size_t count = tree_.nearest(cloud.points, place, found);
    if (count == 0)
        return;
    const NearPoint& nearest = found.front();
    if (nearest.distanceM > spacingM_ && nearest.distanceM > around(cloud, nearest.position).reachM)
        return; // deep in a rack, or beyond the last value
    const double least = 1e-6 * spacingM_ * spacingM_;
    std::array<WeightedPoint, 8> points{};
    for (std::size_t i = 0; i < count; ++i)
        points[i] = {cloud.points[found[i].position],
                     1.0 / (found[i].distanceM * found[i].distanceM + least)};
    balance(std::span(points).first(count), place);
    for (std::size_t i = 0; i < count; ++i)
        visit(found[i].position, points[i].weight);
}

template <class Visit>
void SampledTemperature::visitAround(Point3 place, Visit visit) const
{
    if (const GridSamples* grid = std::get_if<GridSamples>(&samples_))
        visitGrid(*grid, place, visit);
    else
        visitPoints(std::get<PointSamples>(samples_), place, visit);
}

std::optional<double> SampledTemperature::at(Point3 place) const
{
    const std::vector<float>& values =
        std::visit([](const auto& samples) -> const std::vector<float>& { return samples.values; }, samples_);
    double sum = 0.0;
    double weights = 0.0;
    visitAround(place, [&](std::size_t i, double weight) {
        sum += weight * static_cast<double>(values[i]);
        weights += weight;
    });
    return weights > 0.0 ? std::optional(sum / weights) : std::nullopt;
}

std::optional<Point3> SampledTemperature::velocityAt(Point3 place) const
{
    const std::vector<float>& velocities = std::visit(
        [](const auto& samples) -> const std::vector<float>& { return samples.velocities; }, samples_);
    if (velocities.empty())
        return std::nullopt;
    Point3 sum;
    double weights = 0.0;
    visitAround(place, [&](std::size_t i, double weight) {
        if (!std::isfinite(velocities[3 * i] + velocities[3 * i + 1] + velocities[3 * i + 2]))
            return;
        const auto component = [&](std::size_t a) {
            return weight * static_cast<double>(velocities[3 * i + a]);
        };
        sum = {sum.x + component(0), sum.y + component(1), sum.z + component(2)};
        weights += weight;
    });
    return weights > 0.0 ? std::optional(Point3{sum.x / weights, sum.y / weights, sum.z / weights})
                         : std::nullopt;
}

SampledTemperature readSampledTemperature(const std::filesystem::path& file)
{
    const std::string bytes =
        limitedContentOf(file, mostBytes, "save the air of this hall alone, without other arrays, in binary");
    const std::string start = vtk::lowerCase(std::string_view(bytes).substr(0, 64));
    const bool isLegacy = start.find("# vtk datafile") != std::string::npos;
    const bool isXml =
        start.find('<') != std::string::npos || vtk::lowerCase(file.extension().string()) == ".vti";
    return isXml && !isLegacy ? sampledFromVti(bytes, file.string())
                              : sampledFromLegacyVtk(bytes, file.string());
}

} // namespace hallwright
