#include "core/physics/coolant_loop.h"

#include <algorithm>

namespace hallwright {

LoopFlow loopFlowAt(const CoolantLoop& loop, double heatW)
{
    constexpr double usualDifferenceK = 6.0; // where the data give none
    constexpr double usualEfficiency = 0.65;
    const double differenceK = loop.designDeltaTK > 0.0 ? loop.designDeltaTK : usualDifferenceK;
    LoopFlow flow;
    flow.designRangeK = differenceK;
    if (heatW <= 0.0)
        return flow;
    const double efficiency = loop.pumpEfficiency > 0.0 ? loop.pumpEfficiency : usualEfficiency;
    const double designM3s = std::max(loop.designHeatW, 0.0) / (waterHeatPerVolume * differenceK);
    flow.flowM3s = heatW / (waterHeatPerVolume * differenceK); // V = Q / (ρc ΔTd)
    double fraction = 1.0;
    if (designM3s > 0.0) {
        flow.beyondDesign = flow.flowM3s > designM3s;
        flow.flowM3s = std::min(flow.flowM3s, designM3s);
        fraction = flow.flowM3s / designM3s;
    }
    const double headPa =
        std::max(loop.pumpHeadPa, 0.0) * (heldHeadFraction + (1.0 - heldHeadFraction) * fraction * fraction);
    flow.pumpPowerW = flow.flowM3s * headPa / efficiency;
    flow.rangeK = (heatW + flow.pumpPowerW) / (waterHeatPerVolume * flow.flowM3s);
    return flow;
}

} // namespace hallwright
