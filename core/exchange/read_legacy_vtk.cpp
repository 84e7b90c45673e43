// Reads VTK's legacy files, as OpenFOAM's foamToVTK -legacy and most other programs write them.
#include "core/exchange/sampled_temperature.h"
#include "core/exchange/vtk_values.h"
#include "core/model/errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>

namespace hallwright {

namespace {

class LegacyReader
{
public:
    LegacyReader(std::string_view bytes, const std::string& origin) : bytes_(bytes), origin_(origin) {}

    SampledTemperature run()
    {
        if (!nextLine().starts_with("# vtk DataFile"))
            fail("is no legacy VTK file");
        nextLine(); // the title
        const std::string mode = vtk::lowerCase(nextWord());
        if (mode != "ascii" && mode != "binary")
            fail("says neither ASCII nor BINARY");
        binary_ = mode == "binary";
        for (std::string word = keyword(); !word.empty(); word = keyword())
            readSection(word);
        if (temperatures_.empty())
            fail("has no array of one component named temperature_c, temperature, temp or T");
        return sampled();
    }

private:
    [[noreturn]] void fail(const std::string& what) const
    {
        throw InputError(fmt::format("{} {}.", origin_, what));
    }

    std::string_view nextLine()
    {
        const std::size_t end = std::min(bytes_.find('\n', at_), bytes_.size());
        const std::string_view line = bytes_.substr(at_, end - at_);
        at_ = std::min(end + 1, bytes_.size());
        return line;
    }

    std::string nextWord()
    {
        constexpr std::string_view blank = " \t\r\n";
        const std::size_t start = std::min(bytes_.find_first_not_of(blank, at_), bytes_.size());
        at_ = std::min(bytes_.find_first_of(blank, start), bytes_.size());
        return std::string(bytes_.substr(start, at_ - start));
    }

    std::string keyword() { return vtk::lowerCase(nextWord()); }

    double number()
    {
        const std::string word = nextWord();
        char* end = nullptr;
        const double value = std::strtod(word.c_str(), &end);
        if (word.empty() || *end != '\0')
            fail(fmt::format("has \"{}\" where a number should be", word.substr(0, 20)));
        return value;
    }

    std::size_t count()
    {
        const double value = number();
        if (!(value >= 0.0) || value > vtk::mostValues || value != std::floor(value))
            fail(fmt::format("has a count of {}", value));
        return static_cast<std::size_t>(value);
    }

    std::vector<double> values(const std::string& type, std::size_t many)
    {
        if (static_cast<double>(many) > 4.0 * vtk::mostValues)
            fail("has more values than we read");
        if (!binary_) {
            if (many > bytes_.size() - at_) // each takes a character at least
                fail("ends before the last of its values");
            std::vector<double> result(many);
            for (double& value : result)
                value = number();
            return result;
        }
        const std::size_t size = vtk::sizeOf(type);
        if (size == 0)
            fail(fmt::format("stores values as \"{}\", which we do not read", type));
        nextLine(); // the rest of the line; data begin after it
        if (bytes_.size() - at_ < many * size)
            fail("ends before the last of its values");
        const std::string_view data = bytes_.substr(at_, many * size);
        at_ += many * size;
        return vtk::decoded(data, type, many,
                            std::endian::native == std::endian::little); // stored big-endian
    }

    void readSection(const std::string& word)
    {
        if (word == "dataset") {
            dataset_ = keyword();
            if (dataset_ != "structured_points" && dataset_ != "unstructured_grid")
                fail(fmt::format("is a {}; only STRUCTURED_POINTS and UNSTRUCTURED_GRID are read", dataset_));
        } else if (word == "dimensions")
            dimensions_ = {count(), count(), count()};
        else if (word == "origin")
            gridOrigin_ = {number(), number(), number()};
        else if (word == "spacing" || word == "aspect_ratio")
            spacing_ = {number(), number(), number()};
        else if (word == "points")
            readPoints();
        else if (word == "cells")
            readCells();
        else if (word == "cell_types")
            values("int", count());
        else if (word == "cell_data" || word == "point_data") {
            ofCells_ = word == "cell_data";
            tuples_ = count();
        } else if (word == "scalars")
            readScalars();
        else if (word == "vectors" || word == "normals") {
            const std::string name = nextWord();
            keep(name, 3, values(keyword(), 3 * tuples_));
        } else if (word == "tensors") {
            nextWord();
            values(keyword(), 9 * tuples_);
        } else if (word == "lookup_table") {
            nextWord();
            values("unsigned_char", 4 * count());
        } else if (word == "field")
            readField();
        else if (word == "metadata")
            while (at_ < bytes_.size() && !nextLine().empty())
                continue;
        else
            fail(fmt::format("has a section \"{}\" that we do not read", word.substr(0, 20)));
    }

    void readPoints()
    {
        const std::size_t many = count();
        const std::vector<double> numbers = values(keyword(), 3 * many);
        for (std::size_t i = 0; i < many; ++i)
            points_.push_back({numbers[3 * i], numbers[3 * i + 1], numbers[3 * i + 2]});
    }

    // Version 5 has offsets and connectivity apart; before, each cell is a count and its points.
    void readCells()
    {
        const std::size_t first = count();
        const std::size_t second = count();
        const std::size_t before = at_;
        if (keyword() == "offsets") {
            const std::vector<double> offsets = values(keyword(), first);
            if (keyword() != "connectivity")
                fail("has cells without their connectivity");
            const std::vector<double> corners = values(keyword(), second);
            for (std::size_t c = 0; c + 1 < offsets.size(); ++c)
                addCell(corners, offsets[c], offsets[c + 1]);
            return;
        }
        at_ = before;
        const std::vector<double> list = values("int", second);
        std::size_t at = 0;
        for (std::size_t c = 0; c < first && at < list.size(); ++c) {
            const double from = static_cast<double>(at) + 1.0;
            addCell(list, from, from + list[at]);
            at += 1 + static_cast<std::size_t>(std::max(list[at], 0.0));
        }
    }

    void addCell(const std::vector<double>& corners, double from, double to)
    {
        if (!(from >= 0.0) || !(to > from) || to > static_cast<double>(corners.size()))
            fail("has a cell without corners");
        Point3 sum;
        for (auto i = static_cast<std::size_t>(from); i < static_cast<std::size_t>(to); ++i) {
            if (!(corners[i] >= 0.0) || corners[i] >= static_cast<double>(points_.size()))
                fail("has a cell with a corner that is not among its points");
            const Point3& corner = points_[static_cast<std::size_t>(corners[i])];
            sum = {sum.x + corner.x, sum.y + corner.y, sum.z + corner.z};
        }
        const double many = to - from;
        centres_.push_back({sum.x / many, sum.y / many, sum.z / many});
    }

    void keep(const std::string& name, std::size_t components, const std::vector<double>& numbers)
    {
        if (components == 3 && velocities_.empty() && vtk::meansVelocity(name)) {
            velocities_.assign(numbers.begin(), numbers.end());
            velocityOfCells_ = ofCells_;
        } else if (components == 1 && temperatures_.empty() && vtk::meansTemperature(name)) {
            name_ = name;
            temperatures_.assign(numbers.begin(), numbers.end());
            temperatureOfCells_ = ofCells_;
        }
    }

    void readScalars()
    {
        const std::string name = nextWord();
        const std::string type = keyword();
        std::size_t components = 1;
        std::size_t before = at_;
        std::string word = keyword();
        if (word != "lookup_table" && !word.empty()) {
            components = static_cast<std::size_t>(std::clamp(std::atoi(word.c_str()), 1, 4));
            before = at_;
            word = keyword();
        }
        if (word == "lookup_table")
            nextWord();
        else
            at_ = before;
        keep(name, components, values(type, components * tuples_));
    }

    void readField()
    {
        nextWord(); // its name
        const std::size_t arrays = count();
        for (std::size_t a = 0; a < arrays; ++a) {
            std::string name = nextWord();
            if (vtk::lowerCase(name) == "metadata") {
                readSection("metadata");
                name = nextWord();
            }
            const std::size_t components = count();
            const std::size_t tuples = count();
            const std::string type = keyword();
            const std::vector<double> numbers = values(type, components * tuples);
            if (tuples == tuples_ && tuples_ > 0)
                keep(name, components, numbers);
        }
    }

    SampledTemperature sampled()
    {
        ofCells_ = temperatureOfCells_;
        if (velocityOfCells_ != ofCells_ || velocities_.size() != 3 * temperatures_.size())
            velocities_.clear();
        if (dataset_ == "structured_points")
            return {name_, grid()};
        PointSamples cloud{ofCells_ ? centres_ : points_, std::move(temperatures_), std::move(velocities_)};
        if (cloud.points.size() != cloud.values.size())
            fail(fmt::format("has {} temperatures for {} places", cloud.values.size(), cloud.points.size()));
        return {name_, std::move(cloud)};
    }

    GridSamples grid()
    {
        GridSamples samples;
        std::array<double, 3> first{};
        double total = 1.0;
        for (std::size_t a = 0; a < 3; ++a) {
            const double along = static_cast<double>(dimensions_[a]) - (ofCells_ ? 1.0 : 0.0);
            if (!(along >= 1.0) || !(spacing_[a] > 0.0))
                fail("has no extent along one of its axes");
            samples.count[a] = static_cast<int>(along);
            samples.spacingM[a] = spacing_[a];
            first[a] = gridOrigin_[a] + (ofCells_ ? 0.5 * spacing_[a] : 0.0);
            total *= along;
        }
        samples.origin = {first[0], first[1], first[2]};
        if (total != static_cast<double>(temperatures_.size()))
            fail(fmt::format("has {} temperatures for {} places", temperatures_.size(), total));
        samples.values = std::move(temperatures_);
        samples.velocities = std::move(velocities_);
        return samples;
    }

    std::string_view bytes_;
    const std::string& origin_;
    std::size_t at_ = 0;
    bool binary_ = false, ofCells_ = false, temperatureOfCells_ = false, velocityOfCells_ = false;
    std::string dataset_, name_;
    std::array<std::size_t, 3> dimensions_{};
    std::array<double, 3> gridOrigin_{}, spacing_{};
    std::size_t tuples_ = 0;
    std::vector<Point3> points_, centres_;
    std::vector<float> temperatures_, velocities_;
};

} // namespace

SampledTemperature sampledFromLegacyVtk(std::string_view bytes, const std::string& origin)
{
    return LegacyReader(bytes, origin).run();
}

} // namespace hallwright
