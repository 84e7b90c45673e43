// Who belongs together in a single-line diagram: every power node and load finds its hall, building or the campus.
#pragma once

#include "views/diagrams/diagram.h"

#include <unordered_map>
#include <vector>

namespace hallwright::diagrams {

// A node belongs to the smallest group that holds all it serves; so a group is fed from outside, but feeds nothing
// outside.
struct PowerPlace {
    static constexpr int campus = -1;
    static constexpr int shared = -1; // by the halls and the plant of its building
    static constexpr int plant = -2;  // chillers, pumps and the house's own services

    int building = campus; // position in the site
    int hall = shared;     // position in the building

    bool operator==(const PowerPlace&) const = default;
    bool holds(const PowerPlace& other) const
    {
        return building == campus || (building == other.building && (hall == shared || hall == other.hall));
    }
};

enum class LoadKind { Racks, AirHandlers, Cdus, Plant, Pumps, Services };

struct GroupedLoad {
    LoadKind kind = LoadKind::Racks;
    PowerPlace place;
    DiagramElement element;
    std::vector<std::size_t> feeders; // positions in the network: one, or side A and side B
    std::size_t hall = 0;             // racks, air handlers, CDUs: position among all halls of the site
    std::vector<std::size_t> members; // positions in the hall, in the plant, among the loops or the buildings
    QString name;                     // "21 racks"
};

struct PowerGroups {
    explicit PowerGroups(const Site& site);

    std::size_t position(PowerNodeId id) const; // among the nodes; `none` if unknown
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    std::vector<PowerPlace> places;                // of the nodes
    std::vector<std::vector<std::size_t>> feeders; // of the nodes, side A first
    std::vector<std::vector<std::size_t>> feeds;   // nodes downstream
    std::vector<GroupedLoad> loads;
    std::vector<std::vector<std::size_t>> loadsOf; // of the nodes

private:
    void collectLoads(const Site& site);
    void findPlaces(const Site& site);
    std::unordered_map<PowerNodeId, std::size_t> positions_;
};

} // namespace hallwright::diagrams
