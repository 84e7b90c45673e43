// What a site is built of, counted: for the report's tables and for the file beside it.
//
// Of the model as it stands, whatever the status of racks. Like things are one entry; entries are in the order of what they are
// told apart by. Lengths are along centre lines, of fibre with its slack.
#pragma once

#include "core/model/site.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hallwright {

struct RackMaterials { // of one type
    RackTypeId type;
    std::size_t count = 0;
    std::size_t unweighed = 0; // of them: of no stated mass
    double powerW = 0.0;       // stated, together
    double massKg = 0.0;       // of those that state it
    long long gpus = 0;
    std::size_t onBothFeeds = 0;
    std::size_t onNoFeed = 0;

    std::size_t onOneFeed() const { return count - onBothFeeds - onNoFeed; }
    std::size_t circuits(const RackType& of) const { return count * static_cast<std::size_t>(of.circuits); }
};

struct EquipmentMaterials { // of one kind, type and rating
    std::string_view kind;  // as core/model/names.h has it; "cdu"
    std::string type;       // the catalogue's name; empty: of no type
    double ratedW = 0.0;    // of one: heat taken, or power delivered
    std::size_t count = 0;
};

struct PipeMaterials {     // of one circuit, role and diameter
    bool rackSide = false; // behind CDUs; else of the facility's loops
    PipeRole role = PipeRole::Supply;
    double diameterM = 0.0; // outer
    std::size_t count = 0;
    double lengthM = 0.0;
};

struct PathwayMaterials { // of one kind and cross-section
    PathwayKind kind = PathwayKind::Tray;
    double widthM = 0.0, depthM = 0.0;
    std::size_t count = 0;
    double lengthM = 0.0;
};

struct BillOfMaterials {
    std::vector<RackMaterials> racks;
    std::vector<EquipmentMaterials> equipment;
    std::vector<PipeMaterials> pipes;
    std::vector<PathwayMaterials> pathways;
    // Fibre runs are each their own: Site::pathways.
};

BillOfMaterials billOfMaterials(const Site& site);

} // namespace hallwright
