#include "core/simulation/inlet_uncertainty.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

namespace hallwright {

namespace {

// What was found in one comparison case, see the header.
struct Comparison {
    double supplyRatio = 0.0;
    double fieldK = 0.0;
    double estimateK = 0.0;
};

constexpr std::array gentleFloor = {Comparison{0.6, 1.60, 0.94}, Comparison{0.8, 0.61, 0.55},
                                    Comparison{1.0, 1.37, 0.81}, Comparison{1.2, 1.19, 1.19}};
constexpr std::array closedAisles = {Comparison{1.1, 0.74, 0.59}};
constexpr std::array fastFloor = {Comparison{1.1, 4.08, 3.80}};

constexpr double ratioTolerance = 0.05; // a case stands for supply ratios this near to its own
constexpr double alikeRatio = 0.1;      // where there is one case alone, for those this near
constexpr double gentleMs = 1.8;        // H20 at β = 1.2
constexpr double fastMs = 3.5;          // hall A

double rmsKOf(const Comparison& found, InletModel model)
{
    switch (model) {
    case InletModel::Estimate:
        return found.estimateK;
    case InletModel::Field:
        return found.fieldK;
    case InletModel::FieldMoved:
        break;
    }
    return std::max(found.fieldK, found.estimateK);
}

double largestOf(std::span<const Comparison> cases, InletModel model)
{
    double most = 0.0;
    for (const Comparison& found : cases)
        most = std::max(most, rmsKOf(found, model));
    return most;
}

double largestOfAll(InletModel model)
{
    return std::max(
        {largestOf(gentleFloor, model), largestOf(closedAisles, model), largestOf(fastFloor, model)});
}

// A case at this supply ratio, or the neighbours on both sides of it; empty beyond the first and the last.
std::span<const Comparison> around(std::span<const Comparison> cases, double supplyRatio)
{
    const double tolerance = cases.size() > 1 ? ratioTolerance : alikeRatio;
    for (std::size_t i = 0; i < cases.size(); ++i) {
        if (std::abs(supplyRatio - cases[i].supplyRatio) <= tolerance)
            return cases.subspan(i, 1);
        if (i > 0 && supplyRatio > cases[i - 1].supplyRatio && supplyRatio < cases[i].supplyRatio)
            return cases.subspan(i - 1, 2);
    }
    return {};
}

bool allClosed(const Hall& hall, AisleKind kind)
{
    std::size_t count = 0;
    for (const Aisle& aisle : hall.aisles) {
        if (aisle.kind == kind && !aisle.contained)
            return false;
        count += aisle.kind == kind ? 1 : 0;
    }
    return count > 0;
}

// Of the air through the cold aisles' floor, which is tiled throughout; infinite without one.
double floorSpeedMs(const HallResult& result)
{
    double areaM2 = 0.0;
    for (const Aisle& aisle : result.hall->aisles)
        areaM2 += aisle.kind == AisleKind::Cold ? aisle.area.area() : 0.0;
    return result.supplyAirflowM3s / areaM2;
}

// The cases that this hall resembles but for its supply ratio; empty if none.
std::span<const Comparison> casesLike(const HallResult& result)
{
    const Hall& hall = *result.hall;
    if (allClosed(hall, AisleKind::Hot) || allClosed(hall, AisleKind::Cold))
        return closedAisles;
    if (hall.floor != FloorKind::RaisedFloor)
        return {};
    const double speedMs = floorSpeedMs(result);
    if (speedMs <= gentleMs * (1.0 + ratioTolerance))
        return gentleFloor;
    return speedMs <= fastMs * (1.0 + ratioTolerance) ? std::span<const Comparison>(fastFloor)
                                                      : std::span<const Comparison>();
}

double roundedUp(double kelvin)
{
    constexpr double stepsPerK = 10.0;
    constexpr double rounding = 1e-9;
    return std::ceil(kelvin * stepsPerK - rounding) / stepsPerK;
}

} // namespace

std::optional<InletUncertainty> inletUncertaintyOf(const HallResult& hall)
{
    return inletUncertaintyOf(hall, hall.inletModel);
}

std::optional<InletUncertainty> inletUncertaintyOf(const HallResult& hall, InletModel model)
{
    if (!(hall.rackAirflowM3s > 0.0))
        return std::nullopt;
    const auto cases = around(casesLike(hall), hall.supplyAirflowM3s / hall.rackAirflowM3s);
    const double foundK = cases.empty() ? largestOfAll(model) : largestOf(cases, model);
    return InletUncertainty{roundedUp(foundK), !cases.empty()};
}

std::string_view nameOf(InletModel model)
{
    switch (model) {
    case InletModel::Field:
        return "field";
    case InletModel::FieldMoved:
        return "field-moved";
    case InletModel::Estimate:
        break;
    }
    return "estimate";
}

std::string_view inletModelInWords(InletModel model)
{
    switch (model) {
    case InletModel::Field:
        return "3D field";
    case InletModel::FieldMoved:
        return "3D field before the move, moved racks estimated";
    case InletModel::Estimate:
        break;
    }
    return "estimate from geometry";
}

std::string_view meaningOf(const InletUncertainty& uncertainty)
{
    return uncertainty.compared
               ? "±: root mean square difference of inlets from CFD in the compared hall most like this one."
               : "±: largest root mean square difference of inlets from CFD that was found; no hall like "
                 "this one was compared, so that its own may be larger.";
}

} // namespace hallwright
