#include "core/physics/controlled_exchanger.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

namespace {

ControlledState wideOpen(const RatedExchanger& unit, double heatW, double hotWK, double coldInC,
                         double mostWK)
{
    ControlledState state;
    state.wideOpen = true;
    state.coldWK = mostWK;
    state.supplyC = coldInC + highestRiseK;
    state.coldOutC = mostWK > 0.0 ? coldInC + heatW / mostWK : coldInC;
    // ε depends on the flows alone, so any difference tells it.
    state.effectiveness = exchangeAt(unit, hotWK, coldInC + 1.0, mostWK, coldInC).effectiveness;
    const double perK = state.effectiveness * std::min(hotWK, mostWK); // ε Cmin
    if (perK > 0.0) // T_h,out = T_c,in + Q/(ε Cmin) - Q/C_h
        state.supplyC = coldInC + std::min(heatW / perK - heatW / hotWK, highestRiseK);
    return state;
}

} // namespace

ControlledState coolTo(const RatedExchanger& unit, double heatW, double hotWK, double setPointC,
                       double coldInC)
{
    ControlledState state;
    state.supplyC = setPointC;
    state.coldOutC = coldInC;
    if (heatW <= 0.0 || hotWK <= 0.0)
        return state;
    const double mostWK = widestOpening * std::max(unit.coldWK, 0.0);
    const double hotInC = setPointC + heatW / hotWK;
    const double coldWK = coldStreamFor(unit, heatW, hotWK, hotInC, coldInC, mostWK);
    if (!std::isfinite(coldWK) || coldWK <= 0.0)
        return wideOpen(unit, heatW, hotWK, coldInC, mostWK);
    state.coldWK = coldWK;
    state.coldOutC = coldInC + heatW / coldWK;
    state.effectiveness = heatW / (std::min(hotWK, coldWK) * (hotInC - coldInC));
    return state;
}

} // namespace hallwright
