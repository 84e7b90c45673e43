// Air temperatures of another program's result, wherever it has them: for comparison with ours.
#pragma once

#include "core/exchange/point_tree.h"
#include "core/exchange/temperature_unit.h"
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
    std::array<Point3, 3> axes{{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}}; // of length 1, at right angles
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
    // Of values in °C; `read` says what they were.
    SampledTemperature(std::string name, GridSamples samples, AirValues read = {});
    SampledTemperature(std::string name, PointSamples samples, AirValues read = {});

    // [°C]. On a grid linear between the values around the place; elsewhere the mean of the eight nearest, the nearer the
    // heavier, so that a slope is read as it is. None where nothing finite is near.
    std::optional<double> at(Point3 place) const;
    // The air's velocity there [m/s], in the same way; none where the file has no velocities.
    std::optional<Point3> velocityAt(Point3 place) const;

    const std::string& name() const { return name_; } // of the array in the file
    TemperatureUnit unitRead() const { return read_.unit; }
    std::size_t leftOut() const { return read_.leftOut; } // numbers that stand for "none"
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

    std::string name_;
    AirValues read_;
    double spacingM_ = 0.0;
    std::variant<GridSamples, PointSamples> samples_;
    PointTree tree_; // of the points that have a value
};

// An XML image (ImageData; ascii, base64 or raw, compressed or not, in pieces, turned) or a legacy .vtk (any data set, ASCII
// or binary) with an array of one component, in cells or points, that is called temperature_c, temperature, temp or T in
// any capitals, perhaps with its unit, and perhaps one of three called velocity_m_s, velocity or U. At most 10 million
// values and 400 MB. What the file begins with tells its format. Throws StorageError if the file cannot be read,
// InputError telling what it lacks.
SampledTemperature readSampledTemperature(const std::filesystem::path& file);

// The same from the file's content; `origin` is what messages call it.
SampledTemperature sampledFromVti(std::string_view bytes, const std::string& origin);
SampledTemperature sampledFromLegacyVtk(std::string_view bytes, const std::string& origin);

} // namespace hallwright
