// The operating points of a year: evaluated where the weather of the year is, and in between by a map of cells over dry bulb and
// depression of the wet bulb.
//
//     f = Σ w_k f_k        e = Σ h |f_m - (f_1 + f_2 + f_3 + f_4)/4| / Σ h f
//
// f a quantity in a cell; f_1..f_4 at its corners, f_m at its middle; w_k weights of the triangle of the middle and two corners that
// the weather lies in, which are 1 together, so that what is constant or linear is exact; h hours whose weather lies in the cell;
// e the estimated error of a year's sum. A quantity that bends evenly errs by less than half of e in the triangles.
// Cells are halved, those that contribute most first, until e of the facility's energy, that of water and the hours in cells
// whose points differ in state are within the tolerance; a cell of few points is evaluated at those points themselves, so that a year of
// few weathers is exact. State, cooling mode and limits passed, is that of the nearest evaluated point;
// one that shows at none of a cell's points is not seen.
//
// Source: adaptive subdivision as in cubature (Genz and Malik 1980). Deterministic, and independent of how many work at it.
#pragma once

#include "core/studies/year/weather_points.h"

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace hallwright {

struct MapTolerance {
    double facility = 5e-4;       // of the year's energy
    double water = 5e-2;          // of the year's water
    double stateHours = 0.02;     // share of the hours that lie in cells of more than one state
    std::size_t mostPoints = 600; // evaluated; then it is left at that, and the estimate says what it came to
};

struct WeatherOfHours {
    WeatherPoint weather;
    double hours = 0.0;
};

class WeatherMap
{
public:
    // Evaluates as many points as it needs. `weather` without duplicates.
    WeatherMap(std::span<const WeatherOfHours> weather, WeatherPoints& points, const MapTolerance& tolerance);

    // False if it was stopped. `evaluated`, which may be empty, hears after every round how many points there are.
    bool build(WorkTeam& team, const std::stop_token& stop,
               const std::function<void(std::size_t points)>& evaluated = {});

    // At each of the weathers, in their order.
    std::vector<OperatingPoint> operatingPoints() const;

    // Estimated, absolute, summed over hours: of facility energy [Wh], of water [kg/s h], and hours of doubtful state.
    struct Doubt {
        double facilityWh = 0.0;
        double waterKgSH = 0.0;
        double stateHours = 0.0;
    };
    const Doubt& doubt() const { return doubt_; }

private:
    struct Cell {
        WeatherPoint low, high;
        std::vector<std::uint32_t> members; // of the weathers
        double hours = 0.0;
        bool exact = false; // points[i] is of members[i]; else corners and, last, the middle
        std::vector<std::size_t> points;
        Doubt doubt;
    };

    void place(Cell cell);
    void split(Cell cell);
    bool splitsByDryBulb(const Cell& cell) const;
    Doubt doubtOf(const Cell& cell) const;
    double badnessOf(const Doubt& doubt) const; // 1: at the tolerance
    bool refine();
    OperatingPoint at(const Cell& cell, const WeatherPoint& weather) const;

    std::span<const WeatherOfHours> weather_;
    WeatherPoints& points_;
    MapTolerance tolerance_;
    std::vector<Cell> cells_;
    Doubt doubt_;
    Doubt allowed_;
};

} // namespace hallwright
