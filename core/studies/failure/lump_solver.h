// Carries lumps through time, from one event to the next, by SUNDIALS CVODE.
//
// Adams-Moulton of variable order with functional iteration: the time constants (air of a hall, coolant of a CDU: about 15 s)
// are no shorter than what is asked for, and that method keeps the balance of heat and energy to rounding whatever its error in
// temperatures is. A limit is located by CVODE's root finding. Source: Hindmarsh et al., ACM TOMS 31(3), 2005.
#pragma once

#include "core/studies/failure/site_lumps.h"

#include <functional>
#include <span>
#include <vector>

namespace hallwright {

struct LumpTolerance {
    double relative = 1e-8;
    double absoluteK = 1e-6;
    double absoluteJ = 1.0; // of stores and accounts
};

// A value of one part of the state at which to stop, from either side.
struct LumpLimit {
    std::size_t state = 0;
    double value = 0.0;
};

struct LumpStop {
    double timeS = 0.0;
    std::vector<std::size_t> reached; // positions among the limits; none: it came to the time asked for
    long steps = 0;
};

// At every multiple of a period that is passed, and nowhere else.
struct LumpSamples {
    double everyS = 0.0; // 0: none
    std::function<void(double timeS, std::span<const double> state)> take;
};

// Takes `state` from `fromS` on, until the first limit or `untilS`. Throws std::runtime_error where CVODE fails, which loads that
// are no numbers make it do.
LumpStop advance(const SiteLumps& lumps, std::vector<double>& state, double fromS, double untilS,
                 std::span<const LumpLimit> limits, const LumpTolerance& tolerance = {},
                 const LumpSamples& samples = {});

} // namespace hallwright
