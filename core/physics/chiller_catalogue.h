// Published electric EIR curves of chillers, by the name of their record.
//
// 80 records: centrifugal, screw and reciprocating machines of 0.1 to 5.5 MW, one of them air-cooled. Each gives its
// nominal point, the least part load and the box of temperatures that its curves were fitted on; see chiller.h for the
// equations. Some do not give quite 1 at their nominal point (up to 26 % off): a plant unit's own rating is what the
// curves are normalised by, so only their shape counts.
// Source: EnergyPlus data sets (Chillers.idf, BSD 3-clause, https://energyplus.net), whose coefficients we read in the
// records of LBNL's Modelica Buildings library, Fluid/Chillers/Data/ElectricEIR.mo (BSD 3-clause). Nothing is thrown.
#pragma once

#include "core/physics/chiller.h"

#include <span>
#include <string_view>

namespace hallwright {

std::span<const ChillerCurves> chillerRecords(); // ascending by name

const ChillerCurves* findChiller(std::string_view record); // nullptr where none has this name

} // namespace hallwright
