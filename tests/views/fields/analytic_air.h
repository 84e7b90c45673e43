// Air whose every value is known: fields made from formulas.
#pragma once

#include "views/fields/field_data.h"

#include <functional>
#include <memory>

namespace hallwright::fields::analytic {

inline constexpr double cellM = 0.25;

struct AnalyticAir {
    AirRoom room;
    std::vector<float> temperatureC;
    std::array<std::vector<float>, 3> velocityMs;
    std::vector<std::uint8_t> solid;
    std::vector<AirRackTemperatures> racks;
    std::vector<float> recirculated;
    AirFieldReport report;
};

// 12 m x 8 m x 3 m with one rack of 1 m x 1 m x 2 m at (5..6, 3..4), its front to the south; a supply in the west wall,
// a return in the east wall.
inline AirRoom roomWithARack()
{
    AirRoom room;
    room.widthM = 12.0;
    room.depthM = 8.0;
    room.heightM = 3.0;
    AirRack rack;
    rack.id = RackId{1};
    rack.body = {{5.0, 3.0, 0.0}, {6.0, 4.0, 2.0}};
    rack.front = {{{5.0, 3.0, 0.0}, {6.0, 3.0, 2.0}}, Axis::Y, false}; // the room lies to its south
    rack.rear = {{{5.0, 4.0, 0.0}, {6.0, 4.0, 2.0}}, Axis::Y, true};
    room.racks.push_back(rack);
    AirSupplyPatch supply;
    supply.name = "west wall";
    supply.patch = {{{0.0, 0.0, 0.0}, {0.0, 8.0, 3.0}}, Axis::X, true};
    supply.flowM3s = 24.0;
    supply.temperatureC = 18.0;
    room.supplies.push_back(supply);
    AirReturnPatch out;
    out.name = "east wall";
    out.patch = {{{12.0, 0.0, 0.0}, {12.0, 8.0, 3.0}}, Axis::X, false};
    room.returns.push_back(out);
    return room;
}

// Temperature by formula, one velocity everywhere, cells inside the racks solid.
inline std::shared_ptr<FieldData> airOf(const std::function<double(Point3)>& temperatureC,
                                        Point3 velocityMs = {1.0, 0.0, 0.0}, AirRoom room = roomWithARack())
{
    auto air = std::make_shared<AnalyticAir>();
    air->room = std::move(room);
    auto data = std::make_shared<FieldData>();
    data->grid.cellM = cellM;
    data->grid.cells = {static_cast<int>(air->room.widthM / cellM),
                        static_cast<int>(air->room.depthM / cellM),
                        static_cast<int>(air->room.heightM / cellM)};
    const auto inRack = [&](Point3 p) {
        for (const AirRack& rack : air->room.racks)
            if (p.x > rack.body.least.x && p.x < rack.body.most.x && p.y > rack.body.least.y &&
                p.y < rack.body.most.y && p.z < rack.body.most.z)
                return true;
        return false;
    };
    for (int k = 0; k < data->grid.cells[2]; ++k)
        for (int j = 0; j < data->grid.cells[1]; ++j)
            for (int i = 0; i < data->grid.cells[0]; ++i) {
                const Point3 p{(i + 0.5) * cellM, (j + 0.5) * cellM, (k + 0.5) * cellM};
                const bool solid = inRack(p);
                air->solid.push_back(solid);
                air->temperatureC.push_back(solid ? std::numeric_limits<float>::quiet_NaN()
                                                  : static_cast<float>(temperatureC(p)));
                air->recirculated.push_back(static_cast<float>(p.x / air->room.widthM));
                const std::array<double, 3> v{velocityMs.x, velocityMs.y, velocityMs.z};
                for (std::size_t axis = 0; axis < 3; ++axis)
                    air->velocityMs[axis].push_back(solid ? 0.0F : static_cast<float>(v[axis]));
            }
    for (std::size_t i = 0; i < air->room.racks.size(); ++i)
        air->racks.push_back({20.0, 32.0});
    data->room = &air->room;
    data->temperatureC = air->temperatureC;
    for (std::size_t axis = 0; axis < 3; ++axis)
        data->velocityMs[axis] = air->velocityMs[axis];
    data->solid = air->solid;
    data->racks = air->racks;
    data->report = &air->report;
    data->recirculatedShare = [raw = air.get()] { return raw->recirculated; };
    data->shareFrom = [raw = air.get()](std::size_t) { return raw->recirculated; };
    data->owner = std::move(air);
    return data;
}

// 18 °C at the floor, 4 K more with each metre.
inline std::shared_ptr<FieldData> stratifiedAir()
{
    return airOf([](Point3 p) { return 18.0 + 4.0 * p.z; });
}

} // namespace hallwright::fields::analytic
