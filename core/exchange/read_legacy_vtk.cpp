// Reads VTK's legacy files, as OpenFOAM's foamToVTK -legacy and most other programs write them.
#include "core/exchange/legacy_tokens.h"
#include "core/exchange/sampled_temperature.h"
#include "core/exchange/vtk_places.h"
#include "core/exchange/vtk_values.h"
#include "core/model/errors.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

namespace hallwright {

namespace {

constexpr std::array<const char*, 5> dataSets = {"structured_points", "rectilinear_grid", "structured_grid",
                                                 "unstructured_grid", "polydata"};

// "Temperature%20(C)" as VTK writes a name with blanks.
std::string plainName(const std::string& written)
{
    std::string name;
    for (std::size_t i = 0; i < written.size(); ++i) {
        const auto digit = [&](std::size_t at) {
            const char c = at < written.size() ? written[at] : ' ';
            return c >= '0' && c <= '9' ? c - '0' : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
        };
        if (written[i] == '%' && digit(i + 1) >= 0 && digit(i + 2) >= 0) {
            name += static_cast<char>(16 * digit(i + 1) + digit(i + 2));
            i += 2;
        } else
            name += written[i];
    }
    return name;
}

class LegacyReader
{
public:
    LegacyReader(std::string_view bytes, const std::string& origin) : in_(bytes, origin), origin_(origin) {}

    SampledTemperature run()
    {
        in_.readHeader();
        for (std::string word = in_.keyword(); !word.empty(); word = in_.keyword())
            readSection(word);
        if (temperatures_.empty())
            in_.fail(vtk::noTemperature(names_));
        ofCells_ = temperatureOfCells_;
        leaveOutMasked();
        const AirValues read = toCelsius(temperatures_, headingOf(name_).unit, name_, origin_);
        return sampled(read);
    }

private:
    // Of values that lie in cells, or in points.
    struct Beside {
        std::vector<float> velocities;
        std::vector<float> validMask;
        std::vector<float> ghosts;
        int velocityRank = 0;
    };

    void readSection(const std::string& word)
    {
        if (readPlaces(word) || readData(word) || skipSection(word))
            return;
        in_.fail(fmt::format("has a section \"{}\" in line {} that we do not read", word.substr(0, 20),
                             in_.line()));
    }

    bool readPlaces(const std::string& word)
    {
        if (word == "dataset") {
            dataSet_ = in_.keyword();
            if (std::find(dataSets.begin(), dataSets.end(), dataSet_) == dataSets.end())
                in_.fail(fmt::format("is a {}, which is no data set of VTK that we read; export it as "
                                     "UNSTRUCTURED_GRID",
                                     dataSet_.substr(0, 20)));
        } else if (word == "dimensions")
            places_.dimensions = {in_.count(), in_.count(), in_.count()};
        else if (word == "origin")
            places_.origin = {in_.number(), in_.number(), in_.number()};
        else if (word == "spacing" || word == "aspect_ratio")
            places_.spacingM = {in_.number(), in_.number(), in_.number()};
        else if (word == "x_coordinates" || word == "y_coordinates" || word == "z_coordinates") {
            const std::size_t many = in_.count();
            places_.lines[static_cast<std::size_t>(word[0] - 'x')] = in_.values(in_.keyword(), many);
        } else if (word == "points")
            readPoints();
        else if (word == "vertices" || word == "lines" || word == "polygons" || word == "triangle_strips")
            readCells({});
        else if (word == "cells") {
            cellsAt_ = in_.position();
            skipCells();
        } else if (word == "cell_types")
            readTypedCells();
        else
            return false;
        return true;
    }

    bool readData(const std::string& word)
    {
        if (word == "cell_data" || word == "point_data") {
            ofCells_ = word == "cell_data";
            tuples_ = in_.count();
        } else if (word == "scalars")
            readScalars();
        else if (word == "vectors") {
            const std::string name = plainName(in_.word());
            take(name, in_.keyword(), 3, tuples_);
        } else if (word == "field")
            readField();
        else
            return false;
        return true;
    }

    bool skipSection(const std::string& word)
    {
        if (word == "metadata")
            in_.skipMetadata();
        else if (word == "normals" || word == "tensors" || word == "tensors6" || word == "global_ids" ||
                 word == "pedigree_ids" || word == "edge_flags") {
            in_.word();
            const std::size_t components = word == "normals"    ? 3
                                           : word == "tensors"  ? 9
                                           : word == "tensors6" ? 6
                                                                : 1;
            in_.skip(in_.keyword(), components * tuples_);
        } else if (word == "texture_coordinates") {
            in_.word();
            const std::size_t components = in_.count();
            in_.skip(in_.keyword(), components * tuples_);
        } else if (word == "color_scalars") {
            in_.word();
            in_.skip("unsigned_char", in_.count() * tuples_);
        } else if (word == "lookup_table") {
            in_.word();
            in_.skip("unsigned_char", 4 * in_.count());
        } else
            return false;
        return true;
    }

    void requireFew(std::size_t many, const char* things) const
    {
        if (many > vtk::mostPlaces)
            in_.fail(vtk::tooMany(static_cast<double>(many), things));
    }

    void readPoints()
    {
        const std::size_t many = in_.count();
        const std::string type = in_.keyword();
        in_.requireBytes(type, 3 * many);
        requireFew(many, "points");
        std::array<double, 3> place{};
        std::size_t axis = 0;
        places_.points.clear();
        places_.points.reserve(many);
        in_.each(type, 3 * many, [&](double value) {
            place[axis++] = value;
            if (axis < 3)
                return;
            places_.points.push_back({place[0], place[1], place[2]});
            axis = 0;
        });
    }

    // Version 5 has offsets and connectivity apart; before, each cell is a count and its points.
    void readCells(std::vector<float> types)
    {
        const std::size_t first = in_.count();
        const std::size_t second = in_.count();
        requireFew(first, "cells");
        vtk::CellCentres centres(places_, std::move(types),
                                 [this](const std::string& what) { in_.fail(what); });
        const std::size_t before = in_.position();
        if (first > 0 && in_.keyword() == "offsets") {
            const std::string type = in_.keyword();
            in_.requireBytes(type, first);
            std::vector<double> offsets;
            in_.each(type, first, [&](double offset) { offsets.push_back(offset); });
            if (in_.keyword() != "connectivity")
                in_.fail("has cells without their connectivity");
            centres.begin(std::move(offsets), second);
            in_.each(in_.keyword(), second, [&](double corner) { centres.addConnected(corner); });
        } else {
            in_.returnTo(before);
            in_.each("int", second, [&](double number) { centres.addListed(number); });
            centres.finishList(first);
        }
    }

    void skipCells()
    {
        const std::size_t first = in_.count();
        const std::size_t second = in_.count();
        const std::size_t before = in_.position();
        if (in_.keyword() == "offsets") {
            in_.skip(in_.keyword(), first);
            in_.word(); // CONNECTIVITY
            in_.skip(in_.keyword(), second);
        } else {
            in_.returnTo(before);
            in_.skip("int", second);
        }
    }

    // The types stand after the cells, but say how to read them.
    void readTypedCells()
    {
        const std::size_t many = in_.count();
        in_.requireBytes("int", many);
        requireFew(many, "cells");
        std::vector<float> types = in_.values("int", many);
        const std::size_t after = in_.position();
        if (!cellsAt_)
            in_.fail("has types of cells without the cells before them");
        in_.returnTo(*cellsAt_);
        readCells(std::move(types));
        in_.returnTo(after);
        cellsAt_.reset();
    }

    void readScalars()
    {
        const std::string name = plainName(in_.word());
        const std::string type = in_.keyword();
        std::size_t components = 1;
        std::size_t before = in_.position();
        std::string word = in_.keyword();
        if (word.size() == 1 && word[0] >= '1' && word[0] <= '4') {
            components = static_cast<std::size_t>(word[0] - '0');
            before = in_.position();
            word = in_.keyword();
        }
        if (word == "lookup_table")
            in_.word();
        else
            in_.returnTo(before);
        take(name, type, components, tuples_);
    }

    void readField()
    {
        in_.word(); // its name
        const std::size_t arrays = in_.count();
        for (std::size_t a = 0; a < arrays; ++a) {
            std::string name = in_.word();
            if (vtk::lowerCase(name) == "metadata") {
                in_.skipMetadata();
                name = in_.word();
            }
            const std::size_t components = in_.count();
            const std::size_t tuples = in_.count();
            take(plainName(name), in_.keyword(), components, tuples);
        }
    }

    // Keeps an array if it is what we look for, and leaves it out else.
    void take(const std::string& name, const std::string& type, std::size_t components, std::size_t tuples)
    {
        constexpr std::size_t mostNames = 100;
        Beside& beside = beside_[ofCells_ ? 1 : 0];
        if (tuples_ > 0 && names_.size() < mostNames)
            names_.push_back(name);
        const bool isOfPlaces = tuples_ > 0 && tuples == tuples_;
        std::vector<float>* kept = nullptr;
        if (isOfPlaces && components == 3 && vtk::meansVelocity(name) > beside.velocityRank) {
            beside.velocityRank = vtk::meansVelocity(name);
            kept = &beside.velocities;
        } else if (isOfPlaces && components == 1 && vtk::meansTemperature(name) > temperatureRank_) {
            temperatureRank_ = vtk::meansTemperature(name);
            temperatureOfCells_ = ofCells_;
            name_ = name;
            kept = &temperatures_;
        } else if (isOfPlaces && components == 1 && vtk::isValidMask(name))
            kept = &beside.validMask;
        else if (isOfPlaces && components == 1 && vtk::isGhostMask(name))
            kept = &beside.ghosts;
        if (!kept) {
            in_.skip(type, components * tuples);
            return;
        }
        in_.requireBytes(type, components * tuples);
        requireFew(tuples, "values");
        *kept = in_.values(type, components * tuples);
    }

    void leaveOutMasked()
    {
        const Beside& beside = beside_[ofCells_ ? 1 : 0];
        for (std::size_t i = 0; i < temperatures_.size(); ++i) {
            const bool isInvalid = i < beside.validMask.size() && beside.validMask[i] == 0.0f;
            if (isInvalid || (i < beside.ghosts.size() && vtk::isHidden(beside.ghosts[i], ofCells_)))
                temperatures_[i] = std::numeric_limits<float>::quiet_NaN();
        }
    }

    SampledTemperature sampled(const AirValues& read)
    {
        std::vector<float> velocities = std::move(beside_[ofCells_ ? 1 : 0].velocities);
        if (velocities.size() != 3 * temperatures_.size())
            velocities.clear();
        const auto refuse = [this](const std::string& what) { in_.fail(what); };
        if (std::optional<GridSamples> grid = places_.grid(dataSet_, ofCells_, refuse)) {
            requirePlaces(static_cast<std::size_t>(grid->count[0]) *
                          static_cast<std::size_t>(grid->count[1]) *
                          static_cast<std::size_t>(grid->count[2]));
            grid->values = std::move(temperatures_);
            grid->velocities = std::move(velocities);
            return {name_, std::move(*grid), read};
        }
        PointSamples cloud{places_.cloud(dataSet_, ofCells_, refuse), {}, std::move(velocities)};
        requirePlaces(cloud.points.size());
        cloud.values = std::move(temperatures_);
        return {name_, std::move(cloud), read};
    }

    void requirePlaces(std::size_t many) const
    {
        if (many != temperatures_.size())
            in_.fail(fmt::format("has {} temperatures for {} places", temperatures_.size(), many));
    }

    LegacyTokens in_;
    const std::string& origin_;
    std::string dataSet_, name_;
    std::vector<std::string> names_; // of all arrays
    vtk::Places places_;
    bool ofCells_ = false, temperatureOfCells_ = false;
    int temperatureRank_ = 0;
    std::size_t tuples_ = 0;
    std::optional<std::size_t> cellsAt_; // where the cells begin whose types are yet to come
    std::vector<float> temperatures_;
    std::array<Beside, 2> beside_; // of points, of cells
};

} // namespace

SampledTemperature sampledFromLegacyVtk(std::string_view bytes, const std::string& origin)
{
    return LegacyReader(bytes, origin).run();
}

} // namespace hallwright
