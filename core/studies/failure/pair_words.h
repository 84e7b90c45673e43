// A sweep of pairs in plain words, the same for command line and window.
#pragma once

#include "core/studies/failure/pair_sweep.h"

#include <string>

namespace hallwright {

// "12 pairs take more racks down together than each alone; 3 more have consequences, but none beyond those of each."
std::string answerOf(const PairSweep& sweep);

// Which pairs were left out, and why: they add up to all.
std::string leftOutText(const SharedPaths& paths);

} // namespace hallwright
