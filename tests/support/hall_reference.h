// Halls with CFD inlets, from files of the kind tests/data/air-halls holds ("hall-reference-1").
#pragma once

#include "core/physics/air_room.h"

#include <string>
#include <vector>

namespace hallwright::test {

struct HallReference {
    AirRoom room;
    std::vector<double> inletsC;       // of the CFD on 0.15 m, as room.racks; empty where there are none
    std::vector<double> coarseInletsC; // of the same code on 0.30 m
    bool heldOut = false;              // had no part in the choice of any constant
};

// Throws std::runtime_error where the file has no such case.
HallReference readHallReference(const std::string& folder, const std::string& hall,
                                const std::string& caseName);

} // namespace hallwright::test
