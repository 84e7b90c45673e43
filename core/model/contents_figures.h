// What the devices of a rack come to: power, mass, air, coolant, GPUs and ports, summed over what their makers state.
//
// What is not stated is counted and never taken for nothing: a sum with unstated parts is a least value.
#pragma once

#include "core/model/site.h"

#include <vector>

namespace hallwright {

struct StatedSum {
    double sum = 0.0;
    int unstated = 0; // devices, or the rack's own mass, that should be in it

    bool complete() const { return unstated == 0; }
};

struct ContentsFigures {
    int devices = 0;
    StatedSum powerW;           // as planned; a nameplate stands in for a draw that is not stated
    int byNameplate = 0;        // devices for which it does
    StatedSum nameplateW;       // the most they may draw
    StatedSum loadKg;           // of the devices
    StatedSum massKg;           // and of the empty rack
    StatedSum airflowM3s;       // passive devices move none
    double heatToLiquidW = 0.0; // of the power stated
    int gpuCount = 0;
};

ContentsFigures figuresOf(const Catalogue& catalogue, const RackType& type, const RackContents& contents);

// Their ports by kind and connector, in that order.
std::vector<PortGroup> portsOf(const Catalogue& catalogue, const RackContents& contents);

// The figures that a rack has unless its own differ.
struct RackFigures {
    double powerW = 0.0;
    double liquidShare = 0.0;
    double airflowM3s = 0.0;
    double massKg = 0.0;
    int gpuCount = 0;

    bool operator==(const RackFigures&) const = default;
};

RackFigures figuresOf(const Rack& rack);          // its own
RackFigures plannedFigures(const RackType& type); // of a rack whose contents are not stated

// What a rack's devices come to, with its type's figure where they state too little: the larger of the type's and the
// least sum of power and mass; air in proportion to the heat it takes, at the type's rise; the type's liquid share where
// no device states one. Without devices its type's figures.
RackFigures plannedFigures(const Site& site, const Rack& rack);

} // namespace hallwright
