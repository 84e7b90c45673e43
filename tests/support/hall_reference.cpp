#include "tests/support/hall_reference.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <map>
#include <stdexcept>

namespace hallwright::test {

namespace {

using nlohmann::json;

AirBox boxOf(const json& numbers)
{
    return {{numbers[0], numbers[1], numbers[2]}, {numbers[3], numbers[4], numbers[5]}};
}

Axis normalOf(const AirBox& box)
{
    if (box.least.x == box.most.x)
        return Axis::X;
    return box.least.y == box.most.y ? Axis::Y : Axis::Z;
}

AirRack rackOf(const json& rack, double density, std::int64_t id)
{
    AirRack result;
    result.id = RackId{id};
    result.name = rack["name"];
    result.body = boxOf(rack["box"]);
    const bool north = rack["yaw_deg"] == 90; // where the front looks
    const auto face = [&](double y, bool positive) {
        const AirBox& b = result.body;
        return AirPatch{{{b.least.x, y, b.least.z}, {b.most.x, y, b.most.z}}, Axis::Y, positive};
    };
    result.front = face(north ? result.body.most.y : result.body.least.y, north);
    result.rear = face(north ? result.body.least.y : result.body.most.y, !north);
    result.flowM3s = rack["flow_kg_s"].get<double>() / density;
    result.heatW = rack["power_w"];
    return result;
}

std::vector<double> inletsOf(const std::string& path, const std::vector<AirRack>& racks)
{
    std::ifstream file(path);
    std::map<std::string, double> byName;
    for (std::string line; std::getline(file, line);) {
        const std::size_t comma = line.find(',');
        if (comma != std::string::npos && line.compare(0, comma, "rack") != 0)
            byName[line.substr(0, comma)] = std::stod(line.substr(comma + 1));
    }
    std::vector<double> inlets;
    for (const AirRack& rack : racks) {
        if (const auto it = byName.find(rack.name); it != byName.end())
            inlets.push_back(it->second);
    }
    return inlets.size() == racks.size() ? inlets : std::vector<double>();
}

} // namespace

HallReference readHallReference(const std::string& folder, const std::string& hall,
                                const std::string& caseName)
{
    std::ifstream file(folder + '/' + hall + ".json");
    const json data = json::parse(file);
    const auto found =
        std::ranges::find_if(data["cases"], [&](const json& c) { return c["case"] == caseName; });
    if (found == data["cases"].end())
        throw std::runtime_error("no case " + caseName);
    const json& chosen = *found;
    HallReference result;
    AirRoom& room = result.room;
    result.heldOut = data.value("held_out", false);
    const double density = data["air"]["rho_ref"];
    room.widthM = data["hall"]["x"];
    room.depthM = data["hall"]["y"];
    room.heightM = data["hall"]["z"];
    room.heatPerVolume = density * data["air"]["cp"].get<double>();
    for (const json& rack : data["racks"])
        room.racks.push_back(rackOf(rack, density, static_cast<std::int64_t>(room.racks.size()) + 1));
    for (std::size_t s = 0; s < data["supplies"].size(); ++s) {
        const json& supply = data["supplies"][s];
        const AirBox area = boxOf(supply["rect"]);
        const Axis normal = normalOf(area);
        const bool positive = supply["direction"][static_cast<std::size_t>(normal)].get<double>() > 0.0;
        room.supplies.push_back({supply["name"],
                                 {area, normal, positive},
                                 chosen["supplies"][s]["flow_kg_s"].get<double>() / density,
                                 supply["temp_c"]});
    }
    for (const json& opening : data["returns"]) {
        const AirBox area = boxOf(opening["rect"]);
        const Axis normal = normalOf(area);
        const std::array<double, 3> low = {area.least.x, area.least.y, area.least.z};
        const bool positive = opening.contains("direction")
                                  ? opening["direction"][static_cast<std::size_t>(normal)].get<double>() > 0.0
                                  : low[static_cast<std::size_t>(normal)] <= 0.0;
        room.returns.push_back({opening["name"], {area, normal, positive}});
    }
    for (const json& solid : data.value("solids", json::array()))
        room.solids.push_back(boxOf(solid["box"]));
    for (const json& panel : data["panels"]) {
        const AirBox area = boxOf(panel["rect"]);
        room.panels.push_back({area, normalOf(area)});
    }
    result.inletsC = inletsOf(folder + "/" + chosen["reference_csv"].get<std::string>(), room.racks);
    if (chosen.contains("reference_csv_mesh030"))
        result.coarseInletsC =
            inletsOf(folder + "/" + chosen["reference_csv_mesh030"].get<std::string>(), room.racks);
    return result;
}

} // namespace hallwright::test
