// Where the values of a legacy VTK data set lie: its points, or the centres of its cells.
#pragma once

#include "core/exchange/sampled_temperature.h"

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace hallwright::vtk {

using Refuse = std::function<void(const std::string& what)>; // throws

struct Places {
    std::array<std::size_t, 3> dimensions{}; // of points, for the structured data sets
    std::array<double, 3> origin{}, spacingM{};
    std::array<std::vector<float>, 3> lines; // of a rectilinear grid, along x, y, z
    std::vector<Point3> points;
    std::vector<Point3> centres; // of cells with a list of corners

    // Without values, where they lie on a uniform grid.
    std::optional<GridSamples> grid(const std::string& dataSet, bool ofCells, const Refuse& refuse) const;
    // Else all of them, one by one; takes the points and centres.
    std::vector<Point3> cloud(const std::string& dataSet, bool ofCells, const Refuse& refuse);
};

// Adds the centres of cells to places, as their corners come along.
class CellCentres
{
public:
    // `types` as VTK numbers them; without, no cell is a polyhedron.
    CellCentres(Places& places, std::vector<float> types, Refuse refuse)
        : places_(places), types_(std::move(types)), refuse_(std::move(refuse))
    {
    }

    void addListed(double number); // how many numbers a cell has, then these
    void finishList(std::size_t cells) const;

    void begin(std::vector<double> offsets,
               std::size_t numbers); // of the cells among the numbers that follow
    void addConnected(double number);

private:
    bool isPolyhedron() const;
    void addNumber(double number);
    void addCorner(double corner);
    void closeCell();
    void closeEmptyCells();

    Places& places_;
    std::vector<float> types_;
    Refuse refuse_;
    Point3 sum_;
    double corners_ = 0.0;       // of the present cell, in sum_
    double open_ = 0.0;          // numbers of the present cell yet to come
    bool knowsFaces_ = false;    // of a polyhedron, whose first number is that of its faces
    double cornersOfFace_ = 0.0; // yet to come
    std::size_t cells_ = 0;
    std::size_t numbers_ = 0;
    std::vector<double> offsets_;
};

} // namespace hallwright::vtk
