// Networks in EPANET's input format: what the example networks of the tests need of it.
#pragma once

#include "core/physics/hydraulic_network.h"

#include <cstddef>
#include <map>
#include <string>
#include <vector>

namespace hallwright::test {

struct EpanetTank {
    std::size_t node = 0;
    double bottomM = 0.0;
    double levelM = 0.0; // above the bottom, at the start
    double areaM2 = 0.0;
};

// LINK link OPEN or CLOSED, IF NODE node BELOW or ABOVE level, or AT TIME.
struct EpanetControl {
    std::size_t link = 0;
    bool close = false;
    bool atTime = false;
    double timeS = 0.0;
    std::size_t node = 0;
    bool below = false;
    double levelM = 0.0;
};

struct EpanetInp {
    std::vector<std::string> nodeNames, linkNames;
    std::vector<HydraulicNode> nodes; // SI; demands without their patterns
    std::vector<HydraulicLink> links;
    std::vector<EpanetTank> tanks;
    std::vector<EpanetControl> controls;
    std::vector<std::string> demandPattern; // per node
    std::map<std::string, std::vector<double>> patterns;
    double patternStepS = 3600.0;
    double hydraulicStepS = 3600.0;
    double durationS = 0.0;
    double metresPerLength = 0.3048; // of the file's units
    double m3sPerFlow = 0.0;
    double viscosityM2s = 0.0;

    std::size_t node(const std::string& name) const;
    std::size_t link(const std::string& name) const;
    double demandM3s(std::size_t node, double timeS) const;
};

// Throws std::runtime_error for what it does not know rather than leaving it out.
EpanetInp readEpanet(const std::string& path);

} // namespace hallwright::test
