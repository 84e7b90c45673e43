#include "core/simulation/inlet_uncertainty.h"

#include "core/physics/recirculation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <span>

namespace hallwright {

namespace {

// Of the inlets from CFD.
struct Found {
    double rmsK = 0.0;
    double worstK = 0.0;
};

// What was found in one comparison case, see the header.
struct Comparison {
    double supplyRatio = 0.0;
    Found flow, field, estimate;
};

constexpr std::array gentleFloor = {Comparison{0.6, {1.20, 3.30}, {1.60, 3.01}, {0.94, 2.40}},
                                    Comparison{0.8, {0.38, 0.85}, {0.61, 1.24}, {0.55, 1.07}},
                                    Comparison{1.0, {0.24, 0.53}, {1.37, 1.99}, {0.81, 2.25}},
                                    Comparison{1.2, {0.33, 1.16}, {1.19, 2.70}, {1.19, 2.88}}};
constexpr std::array closedAisles = {Comparison{1.1, {0.36, 1.20}, {0.74, 0.78}, {0.59, 0.66}}};
constexpr std::array fastFloor = {Comparison{1.1, {0.78, 2.00}, {4.08, 9.95}, {3.80, 9.34}}};

constexpr double ratioTolerance = 0.05; // a case stands for supply ratios this near to its own
constexpr double alikeRatio = 0.1;      // where there is one case alone, for those this near
constexpr double gentleMs = 1.8;        // H20 at β = 1.2
constexpr double fastMs = 3.5;          // hall A

Found larger(const Found& a, const Found& b)
{
    return {std::max(a.rmsK, b.rmsK), std::max(a.worstK, b.worstK)};
}

Found foundIn(const Comparison& c, InletModel model)
{
    switch (model) {
    case InletModel::Estimate:
        break;
    case InletModel::Field:
        return c.field;
    case InletModel::FieldMoved:
        return larger(c.field, c.estimate);
    case InletModel::Flow:
        return c.flow;
    case InletModel::FlowMoved:
        return larger(c.flow, c.estimate);
    }
    return c.estimate;
}

Found largestOf(std::span<const Comparison> cases, InletModel model)
{
    Found most;
    for (const Comparison& of : cases)
        most = larger(most, foundIn(of, model));
    return most;
}

Found largestOfAll(InletModel model)
{
    return larger(larger(largestOf(gentleFloor, model), largestOf(closedAisles, model)),
                  largestOf(fastFloor, model));
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

bool allClosed(const HallResult& result, AisleKind kind)
{
    std::size_t count = 0;
    for (std::size_t i = 0; i < result.hall->aisles.size(); ++i) {
        if (result.hall->aisles[i].kind != kind)
            continue;
        if (!result.isClosed(i))
            return false;
        ++count;
    }
    return count > 0;
}

// Of the air over its fields of tiles or, where it has none, the cold aisles' whole floor; infinite without either.
double floorSpeedMs(const HallResult& result)
{
    double areaM2 = 0.0;
    for (const TileField& field : result.hall->tileFields)
        areaM2 += field.area.area();
    for (const Aisle& aisle : result.hall->aisles) {
        if (result.hall->tileFields.empty() && aisle.kind == AisleKind::Cold)
            areaM2 += aisle.area.area();
    }
    return result.supplyAirflowM3s / areaM2;
}

struct Resembled {
    std::span<const Comparison> cases; // empty if none
    std::string_view name{};
};

// What this hall resembles but for its supply ratio.
Resembled casesLike(const HallResult& result)
{
    const Hall& hall = *result.hall;
    if (allClosed(result, AisleKind::Hot) || allClosed(result, AisleKind::Cold))
        return {closedAisles, "hall B, whose hot aisle is closed"};
    if (hall.floor != FloorKind::RaisedFloor)
        return {};
    const double speedMs = floorSpeedMs(result);
    // Rows that share a hot aisle behind them take in more of it at their ends than the two of H20 do: in a hall of four of
    // them the flow has inlets 7 K above the estimate.
    const bool oneColdAisle = std::ranges::count(hall.aisles, AisleKind::Cold, &Aisle::kind) == 1;
    if (speedMs <= gentleMs * (1.0 + ratioTolerance) && oneColdAisle)
        return {gentleFloor, "hall H20, an open cold aisle with a gentle floor"};
    if (speedMs > gentleMs && speedMs <= fastMs * (1.0 + ratioTolerance))
        return {fastFloor, "hall A, open cold aisles with a fast floor"};
    return {};
}

std::span<const Comparison> casesOf(const HallResult& hall)
{
    return around(casesLike(hall).cases, hall.supplyAirflowM3s / hall.rackAirflowM3s);
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
    const auto cases = casesOf(hall);
    const Found found = cases.empty() ? largestOfAll(model) : largestOf(cases, model);
    return InletUncertainty{roundedUp(found.rmsK), roundedUp(found.worstK), !cases.empty()};
}

std::string_view nameOf(InletModel model)
{
    switch (model) {
    case InletModel::Field:
        return "field";
    case InletModel::FieldMoved:
        return "field-moved";
    case InletModel::Flow:
        return "flow";
    case InletModel::FlowMoved:
        return "flow-moved";
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
    case InletModel::Flow:
        return "3D flow";
    case InletModel::FlowMoved:
        return "3D flow before the move, moved racks estimated";
    case InletModel::Estimate:
        break;
    }
    return "estimate from geometry";
}

std::string_view meaningOf(const InletUncertainty& uncertainty)
{
    return uncertainty.compared
               ? "±: differences of inlets from CFD in the compared hall most like this one: of a mean the "
                 "root mean square, of a rack the largest of one rack."
               : "±: largest differences of inlets from CFD that were found, of a mean the root mean square, "
                 "of a rack that of one rack; no hall like this one was compared, so that its own may be "
                 "larger.";
}

std::string derivationOf(const HallResult& hall)
{
    const auto uncertainty = inletUncertaintyOf(hall);
    if (!uncertainty)
        return "No rack draws air here.";
    const double supplyRatio = hall.supplyAirflowM3s / hall.rackAirflowM3s;
    const std::string figures =
        fmt::format("± {:.1f} K for one rack, {:.1f} K RMS, of the {}:", uncertainty->worstK,
                    uncertainty->rmsK, inletModelInWords(hall.inletModel));
    return uncertainty->compared
               ? fmt::format(
                     "{} its differences from CFD in {}, the compared hall most like this one at {:.2f} "
                     "times the racks' air.",
                     figures, casesLike(hall).name, supplyRatio)
               : fmt::format(
                     "{} its largest differences from CFD in any compared hall, for none was like this "
                     "one at {:.2f} times the racks' air; its own may be larger.",
                     figures, supplyRatio);
}

bool isUndecided(const RackResult& rack, double worstK)
{
    return rack.service != RackService::NotInService && !isDown(rack.service) && !rack.overLimit() &&
           rack.airflowM3s > 0.0 && rack.inletC + worstK > rack.inletLimitC;
}

std::size_t racksUndecided(const HallResult& hall)
{
    const auto uncertainty = inletUncertaintyOf(hall);
    const double worstK = uncertainty ? uncertainty->worstK : 0.0;
    return static_cast<std::size_t>(
        std::ranges::count_if(hall.racks, [&](const RackResult& rack) { return isUndecided(rack, worstK); }));
}

} // namespace hallwright
