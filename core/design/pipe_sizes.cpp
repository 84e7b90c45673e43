#include "core/design/pipe_sizes.h"

#include "core/design/rule_error.h"
#include "core/model/cooling_network.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <numbers>

namespace hallwright::design {

namespace {

constexpr std::array pipeSizesM{0.0603, 0.0889, 0.1143, 0.1683, 0.2191, 0.2731, 0.3239, 0.3556, 0.4064,
                                0.4572, 0.5080, 0.6100, 0.7110, 0.8130, 0.9140, 1.0160, 1.2190};

} // namespace

double pipeVelocityMs(double flowM3s, double diameterM)
{
    const double boreM = diameterM / pipeOuterOverInner;
    return flowM3s / (std::numbers::pi / 4.0 * boreM * boreM);
}

double pipeDiameterM(double flowM3s, double velocityMs, const std::string& what)
{
    const double boreM = std::sqrt(4.0 * flowM3s / (std::numbers::pi * velocityMs));
    const auto size = std::lower_bound(pipeSizesM.begin(), pipeSizesM.end(), boreM * pipeOuterOverInner);
    if (size != pipeSizesM.end())
        return *size;
    const double inLargestMs = pipeVelocityMs(flowM3s, pipeSizesM.back());
    if (inLargestMs > 1.5 * velocityMs) {
        throw RuleError(
            fmt::format("{} carries {:.0f} L/s, which is {:.1f} m/s in the largest standard pipe of {:g} "
                        "m, more than half above the pipe_velocity_m_s of {:g}; split the loop into several.",
                        what, 1e3 * flowM3s, inLargestMs, pipeSizesM.back(), velocityMs));
    }
    return pipeSizesM.back();
}

double otherPipeM(double diameterM, int sizesLarger)
{
    const auto at = std::lower_bound(pipeSizesM.begin(), pipeSizesM.end(), diameterM) - pipeSizesM.begin();
    const auto last = static_cast<std::ptrdiff_t>(pipeSizesM.size()) - 1;
    return pipeSizesM[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(at + sizesLarger, 0, last))];
}

} // namespace hallwright::design
