// Air temperatures of another program's result, wherever it has them: for comparison with ours.
#pragma once

#include "core/exchange/point_tree.h"
#include "core/model/geometry.h"

#include <array>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hallwright {

// Of a uniform grid; `origin` is where the first value lies.
struct GridSamples {
    std::array<int, 3> count{};
    Point3 origin;
    std::array<double, 3> spacingM{};
    std::vector<float> values;       // x fastest, NaN where there is none
    std::vector<float> velocities{}; // [m/s], three for each value; empty where not known
};

// Anywhere: the cells' centres or the points of an unstructured grid.
struct PointSamples {
    std::vector<Point3> points;
    std::vector<float> values;
    std::vector<float> velocities{};
};

class SampledTemperature
{
public:
    // Values above 150 are taken to be K, for no room is that hot.
    SampledTemperature(std::string name, GridSamples samples);
    SampledTemperature(std::string name, PointSamples samples);

    // [°C]. On a grid linear between the values around the place; elsewhere the mean of the eight nearest, the nearer the
    // heavier, so that a slope is read as it is. None where nothing finite is near.
    std::optional<double> at(Point3 place) const;
    // The air's velocity there [m/s], in the same way; none where the file has no velocities.
    std::optional<Point3> velocityAt(Point3 place) const;

    const std::string& name() const { return name_; } // of the array in the file
    bool wasKelvin() const { return wasKelvin_; }
    std::size_t size() const;
    double spacingM() const { return spacingM_; } // between neighbouring values
    double spacingNearM(Point3 place) const;      // where they lie closer in some parts than in others

private:
    // Calls visit(position of a value, its weight) for the finite values around a place.
    template <class Visit>
    void visitAround(Point3 place, Visit visit) const;
    template <class Visit>
    void visitGrid(const GridSamples& grid, Point3 place, Visit visit) const;
    template <class Visit>
    void visitPoints(const PointSamples& cloud, Point3 place, Visit visit) const;
    struct Surroundings {
        double spacingM = 1.0;
        double reachM = 1.5; // from the point, within which its value counts
    };
    Surroundings around(const PointSamples& cloud, std::size_t position) const;
    void sortPoints(const PointSamples& cloud);
    void toCelsius(std::vector<float>& values);

    std::string name_;
    bool wasKelvin_ = false;
    double spacingM_ = 0.0;
    std::variant<GridSamples, PointSamples> samples_;
    PointTree tree_; // of the points that have a value
};

// A .vti (ImageData of one piece, not compressed) or legacy .vtk (STRUCTURED_POINTS or UNSTRUCTURED_GRID, ASCII or
// binary) with an array of one component, in cells or points, named temperature_c, temperature, temp or T in any
// capitals, and perhaps one of three named velocity_m_s, velocity or U. Throws StorageError if the file cannot be read, InputError telling what it lacks.
SampledTemperature readSampledTemperature(const std::filesystem::path& file);

// The same from the file's content; `origin` is what messages call it.
SampledTemperature sampledFromVti(std::string_view bytes, const std::string& origin);
SampledTemperature sampledFromLegacyVtk(std::string_view bytes, const std::string& origin);

} // namespace hallwright
