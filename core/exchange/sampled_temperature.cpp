#include "core/exchange/sampled_temperature.h"

#include "core/exchange/vtk_values.h"
#include "core/model/errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <iterator>

namespace hallwright {

namespace {

constexpr float hottestRoomC = 150.0f;
constexpr double zeroCelsiusK = 273.15;

// The edge of the cube, square or stretch each of `points` would have of the box around them all.
double meanSpacingM(const std::vector<Point3>& points)
{
    constexpr double flatM = 1e-6; // less extent than this is none
    if (points.empty())
        return 1.0;
    Point3 least = points.front();
    Point3 most = points.front();
    for (const Point3& p : points) {
        least = {std::min(least.x, p.x), std::min(least.y, p.y), std::min(least.z, p.z)};
        most = {std::max(most.x, p.x), std::max(most.y, p.y), std::max(most.z, p.z)};
    }
    double content = 1.0;
    double directions = 0.0;
    for (const double extentM : {most.x - least.x, most.y - least.y, most.z - least.z}) {
        if (extentM > flatM) {
            content *= extentM;
            directions += 1.0;
        }
    }
    const double share = content / static_cast<double>(points.size());
    return directions > 0.0 ? std::pow(share, 1.0 / directions) : 1.0;
}

std::string contentOf(const std::filesystem::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    if (!stream || std::filesystem::is_directory(path))
        throw StorageError(
            fmt::format("{} cannot be read; check that it exists and is yours to read.", path.string()));
    return {std::istreambuf_iterator<char>(stream), {}};
}

} // namespace

SampledTemperature::SampledTemperature(std::string name, GridSamples samples)
    : name_(std::move(name)), spacingM_(*std::max_element(samples.spacingM.begin(), samples.spacingM.end()))
{
    toCelsius(samples.values);
    samples_ = std::move(samples);
}

SampledTemperature::SampledTemperature(std::string name, PointSamples samples)
    : name_(std::move(name)), spacingM_(meanSpacingM(samples.points))
{
    toCelsius(samples.values);
    sortIntoBins(samples);
    samples_ = std::move(samples);
}

void SampledTemperature::toCelsius(std::vector<float>& values)
{
    wasKelvin_ = std::any_of(values.begin(), values.end(), [](float value) { return value > hottestRoomC; });
    if (!wasKelvin_)
        return;
    for (float& value : values)
        value = static_cast<float>(value - zeroCelsiusK);
}

std::size_t SampledTemperature::size() const
{
    return std::visit([](const auto& samples) { return samples.values.size(); }, samples_);
}

SampledTemperature::Key SampledTemperature::keyOf(const std::array<int, 3>& bin) const
{
    constexpr int bits = 21; // of each axis, as a number from 0
    Key key = 0;
    for (const int line : bin)
        key = key << bits | ((line + (1 << (bits - 1))) & ((1 << bits) - 1));
    return key;
}

std::array<int, 3> SampledTemperature::binOf(Point3 place) const
{
    const auto line = [&](double at) {
        return static_cast<int>(std::clamp(std::floor(at / spacingM_), -1e6, 1e6));
    };
    return {line(place.x), line(place.y), line(place.z)};
}

void SampledTemperature::sortIntoBins(const PointSamples& cloud)
{
    for (std::size_t i = 0; i < cloud.points.size(); ++i) {
        if (std::isfinite(cloud.values[i]))
            bins_[keyOf(binOf(cloud.points[i]))].push_back(static_cast<std::uint32_t>(i));
    }
}

template <class Visit>
void SampledTemperature::visitGrid(const GridSamples& grid, Point3 place, Visit visit) const
{
    const std::array<double, 3> offset = {place.x - grid.origin.x, place.y - grid.origin.y,
                                          place.z - grid.origin.z};
    std::array<int, 3> first{};
    std::array<double, 3> share{}; // of the second value along each axis
    for (std::size_t a = 0; a < 3; ++a) {
        const double position = offset[a] / grid.spacingM[a];
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
    const std::array<int, 3> centre = binOf(place);
    for (int neighbour = 0; neighbour < 27; ++neighbour) {
        const auto found = bins_.find(keyOf({centre[0] + neighbour % 3 - 1, centre[1] + neighbour / 3 % 3 - 1,
                                             centre[2] + neighbour / 9 - 1}));
        if (found == bins_.end())
            continue;
        for (const std::uint32_t i : found->second) {
            const Point3& p = cloud.points[i];
            const double square =
                std::pow(p.x - place.x, 2) + std::pow(p.y - place.y, 2) + std::pow(p.z - place.z, 2);
            visit(std::size_t{i}, 1.0 / (square + 1e-6 * spacingM_ * spacingM_));
        }
    }
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
    const std::string bytes = contentOf(file);
    const std::string ending = vtk::lowerCase(file.extension().string());
    return ending == ".vti" ? sampledFromVti(bytes, file.string())
                            : sampledFromLegacyVtk(bytes, file.string());
}

} // namespace hallwright
