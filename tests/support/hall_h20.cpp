#include "tests/support/hall_h20.h"

#include "core/physics/air.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace hallwright::test {

namespace {

constexpr double rackWidthM = 0.6;
constexpr double rackDepthM = 1.2;
constexpr double rackHeightM = 2.1;
constexpr double westM = 3.0; // of the rows
constexpr double aisleSouthM = 3.9;
constexpr double aisleNorthM = 5.1;
constexpr double riseK = 12.0;
constexpr double supplyC = 18.0;

AirRack rack(std::size_t number, double westX, bool northRow, double heatW, double heatPerVolume)
{
    const double eastX = westX + rackWidthM;
    const double frontY = northRow ? aisleNorthM : aisleSouthM;
    const double rearY = northRow ? aisleNorthM + rackDepthM : aisleSouthM - rackDepthM;
    const auto face = [&](double y, bool towardsPositive) {
        return AirPatch{{{westX, y, 0.0}, {eastX, y, rackHeightM}}, Axis::Y, towardsPositive};
    };
    AirRack result;
    result.id = RackId{static_cast<std::int64_t>(number)};
    result.name = fmt::format("{}{}", northRow ? 'B' : 'A', (number - 1) % 10);
    result.body = {{westX, std::min(frontY, rearY), 0.0}, {eastX, std::max(frontY, rearY), rackHeightM}};
    result.front = face(frontY, !northRow);
    result.rear = face(rearY, northRow);
    result.heatW = heatW;
    result.flowM3s = heatW / (heatPerVolume * riseK);
    return result;
}

} // namespace

AirRoom hallH20(double supplyRatio)
{
    constexpr std::array<double, 10> rowA = {6, 6, 8, 8, 10, 10, 8, 8, 6, 6};    // kW
    constexpr std::array<double, 10> rowB = {4, 12, 4, 12, 4, 12, 4, 12, 4, 12}; // kW
    AirRoom room;
    room.widthM = 12.0;
    room.depthM = 9.0;
    room.heightM = 3.0;
    room.heatPerVolume = airHeatPerVolume(0.0, supplyC);
    double rackFlowM3s = 0.0;
    for (const bool northRow : {false, true}) {
        for (std::size_t i = 0; i < 10; ++i) {
            const double heatW = 1e3 * (northRow ? rowB[i] : rowA[i]);
            room.racks.push_back(rack(room.racks.size() + 1, westM + rackWidthM * static_cast<double>(i),
                                      northRow, heatW, room.heatPerVolume));
            rackFlowM3s += room.racks.back().flowM3s;
        }
    }
    const AirBox aisleFloor = {{westM, aisleSouthM, 0.0}, {westM + 6.0, aisleNorthM, 0.0}};
    room.supplies.push_back({"aisle floor", {aisleFloor, Axis::Z, true}, supplyRatio * rackFlowM3s, supplyC});
    for (const bool east : {false, true}) {
        const double x = east ? room.widthM : 0.0;
        room.returns.push_back(
            {east ? "east wall" : "west wall", {{{x, 3.0, 2.4}, {x, 6.0, 3.0}}, Axis::X, !east}});
    }
    return room;
}

} // namespace hallwright::test
