#include "core/exchange/vtk_places.h"

#include "core/exchange/vtk_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace hallwright::vtk {

namespace {

using Lines = std::array<std::vector<double>, 3>;

// Distance of lines that all have the same, within what single precision leaves of them.
std::optional<double> evenSpacing(const std::vector<double>& lines)
{
    constexpr double rounding = 1e-3;
    const double spacing =
        lines.size() > 1 ? (lines.back() - lines.front()) / static_cast<double>(lines.size() - 1) : 1.0;
    for (std::size_t i = 1; i < lines.size(); ++i) {
        if (!(std::abs(lines[i] - lines[i - 1] - spacing) <= rounding * spacing))
            return std::nullopt;
    }
    return spacing > 0.0 ? std::optional(spacing) : std::nullopt;
}

// Where values lie along each axis: at the lines, or in the middle between them.
Lines linesOfValues(const Places& places, bool ofCells, const Refuse& refuse)
{
    Lines result;
    for (std::size_t a = 0; a < 3; ++a) {
        const std::vector<float>& lines = places.lines[a];
        if (lines.size() != places.dimensions[a])
            refuse(fmt::format("has {} coordinates along {}, but a dimension of {}", lines.size(), "xyz"[a],
                               places.dimensions[a]));
        if (!ofCells || lines.size() == 1)
            result[a].assign(lines.begin(), lines.end());
        else
            for (std::size_t i = 1; i < lines.size(); ++i)
                result[a].push_back((static_cast<double>(lines[i - 1]) + static_cast<double>(lines[i])) /
                                    2.0);
    }
    return result;
}

void requireFew(double many, const Refuse& refuse)
{
    if (many > static_cast<double>(mostPlaces))
        refuse(tooMany(many, "places"));
}

GridSamples uniformGrid(const Places& places, bool ofCells, const Refuse& refuse)
{
    GridSamples samples;
    std::array<double, 3> first{};
    double total = 1.0;
    for (std::size_t a = 0; a < 3; ++a) {
        const double along = static_cast<double>(places.dimensions[a]) - (ofCells ? 1.0 : 0.0);
        if (!(along >= 1.0) || !(places.spacingM[a] > 0.0) || !std::isfinite(places.spacingM[a]) ||
            !std::isfinite(places.origin[a]))
            refuse("has no extent along one of its axes");
        total *= along;
        requireFew(total, refuse);
        samples.count[a] = static_cast<int>(along);
        samples.spacingM[a] = places.spacingM[a];
        first[a] = places.origin[a] + (ofCells ? 0.5 * places.spacingM[a] : 0.0);
    }
    samples.origin = {first[0], first[1], first[2]};
    return samples;
}

std::optional<GridSamples> rectilinearGrid(const Places& places, bool ofCells, const Refuse& refuse)
{
    const Lines lines = linesOfValues(places, ofCells, refuse);
    GridSamples samples;
    double total = 1.0;
    for (std::size_t a = 0; a < 3; ++a) {
        if (lines[a].empty())
            refuse("has no extent along one of its axes");
        const std::optional<double> spacing = evenSpacing(lines[a]);
        if (!spacing)
            return std::nullopt;
        total *= static_cast<double>(lines[a].size());
        requireFew(total, refuse);
        samples.count[a] = static_cast<int>(lines[a].size());
        samples.spacingM[a] = *spacing;
    }
    samples.origin = {lines[0].front(), lines[1].front(), lines[2].front()};
    return samples;
}

std::vector<Point3> crossings(const Lines& lines, const Refuse& refuse)
{
    requireFew(static_cast<double>(lines[0].size()) * static_cast<double>(lines[1].size()) *
                   static_cast<double>(lines[2].size()),
               refuse);
    std::vector<Point3> result;
    for (const double z : lines[2])
        for (const double y : lines[1])
            for (const double x : lines[0])
                result.push_back({x, y, z});
    return result;
}

// The middles of the eight points around each cell of a structured grid, four where it is flat.
std::vector<Point3> structuredCentres(const Places& places, const Refuse& refuse)
{
    const auto& n = places.dimensions;
    const double points = static_cast<double>(n[0]) * static_cast<double>(n[1]) * static_cast<double>(n[2]);
    if (points != static_cast<double>(places.points.size()) || points < 1.0)
        refuse(fmt::format("has {} points for dimensions of {} x {} x {}", places.points.size(), n[0], n[1],
                           n[2]));
    const auto cellsAlong = [&](std::size_t a) { return std::max<std::size_t>(n[a] - 1, 1); };
    const auto at = [&](std::size_t i, std::size_t j, std::size_t k) {
        return places
            .points[(std::min(k, n[2] - 1) * n[1] + std::min(j, n[1] - 1)) * n[0] + std::min(i, n[0] - 1)];
    };
    std::vector<Point3> centres;
    for (std::size_t k = 0; k < cellsAlong(2); ++k) {
        for (std::size_t j = 0; j < cellsAlong(1); ++j) {
            for (std::size_t i = 0; i < cellsAlong(0); ++i) {
                Point3 sum;
                for (std::size_t corner = 0; corner < 8; ++corner) {
                    const Point3 p = at(i + (corner & 1U), j + (corner >> 1U & 1U), k + (corner >> 2U));
                    sum = {sum.x + p.x / 8, sum.y + p.y / 8, sum.z + p.z / 8};
                }
                centres.push_back(sum);
            }
        }
    }
    return centres;
}

} // namespace

std::optional<GridSamples> Places::grid(const std::string& dataSet, bool ofCells, const Refuse& refuse) const
{
    if (dataSet == "structured_points")
        return uniformGrid(*this, ofCells, refuse);
    return dataSet == "rectilinear_grid" ? rectilinearGrid(*this, ofCells, refuse) : std::nullopt;
}

std::vector<Point3> Places::cloud(const std::string& dataSet, bool ofCells, const Refuse& refuse)
{
    if (dataSet == "rectilinear_grid")
        return crossings(linesOfValues(*this, ofCells, refuse), refuse);
    if (!ofCells)
        return std::move(points);
    return dataSet == "structured_grid" ? structuredCentres(*this, refuse) : std::move(centres);
}

void CellCentres::addListed(double number)
{
    if (open_ > 0.0) {
        addNumber(number);
        if (--open_ == 0.0)
            closeCell();
        return;
    }
    if (!(number >= 0.0) || number != std::floor(number))
        refuse_(fmt::format("has a cell of {} corners", number));
    open_ = number;
    if (number == 0.0)
        closeCell();
}

void CellCentres::finishList(std::size_t cells) const
{
    if (open_ > 0.0 || cells_ != cells)
        refuse_(fmt::format("has the corners of {} cells, but should have {}", cells_, cells));
}

void CellCentres::begin(std::vector<double> offsets, std::size_t numbers)
{
    offsets_ = std::move(offsets);
    if (offsets_.front() != 0.0 || !std::is_sorted(offsets_.begin(), offsets_.end()) ||
        offsets_.back() != static_cast<double>(numbers))
        refuse_(fmt::format("has offsets of cells that do not lead from 0 to its {} corners", numbers));
    closeEmptyCells();
}

void CellCentres::addConnected(double number)
{
    addNumber(number);
    ++numbers_;
    if (static_cast<double>(numbers_) == offsets_[cells_ + 1]) {
        closeCell();
        closeEmptyCells();
    }
}

void CellCentres::closeEmptyCells()
{
    while (cells_ + 1 < offsets_.size() && offsets_[cells_ + 1] == offsets_[cells_])
        closeCell();
}

bool CellCentres::isPolyhedron() const
{
    constexpr float polyhedron = 42.0f;
    return cells_ < types_.size() && types_[cells_] == polyhedron;
}

// Of a polyhedron there are faces, each with how many corners it has before them: a corner counts once for each of its faces.
void CellCentres::addNumber(double number)
{
    if (!isPolyhedron())
        addCorner(number);
    else if (!knowsFaces_)
        knowsFaces_ = true;
    else if (cornersOfFace_ > 0.0) {
        addCorner(number);
        --cornersOfFace_;
    } else
        cornersOfFace_ = number;
}

void CellCentres::addCorner(double corner)
{
    if (!(corner >= 0.0) || corner >= static_cast<double>(places_.points.size()))
        refuse_(fmt::format("has a cell with a corner {} that is not among its points", corner));
    const Point3& point = places_.points[static_cast<std::size_t>(corner)];
    sum_ = {sum_.x + point.x, sum_.y + point.y, sum_.z + point.z};
    ++corners_;
}

// A cell without corners lies nowhere, but has a value.
void CellCentres::closeCell()
{
    constexpr double nowhere = std::numeric_limits<double>::quiet_NaN();
    requireFew(static_cast<double>(places_.centres.size() + 1), refuse_);
    if (cornersOfFace_ > 0.0)
        refuse_(
            fmt::format("has a polyhedron that ends {} corners before its last face does", cornersOfFace_));
    places_.centres.push_back(corners_ > 0.0 ? Point3{sum_.x / corners_, sum_.y / corners_, sum_.z / corners_}
                                             : Point3{nowhere, nowhere, nowhere});
    sum_ = {};
    corners_ = 0.0;
    knowsFaces_ = false;
    ++cells_;
}

} // namespace hallwright::vtk
