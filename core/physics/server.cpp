#include "core/physics/server.h"

#include <algorithm>

namespace hallwright {

ServerLoad serverLoad(double designPowerW, double liquidShare, double designAirflowM3s, double inletC,
                      const ServerResponse& r)
{
    const double designW = std::max(designPowerW, 0.0);
    const double liquidW = designW * std::clamp(liquidShare, 0.0, 1.0); // P_liq = z P_d
    // s = clamp(1 + b (T_in - T_knee), 1, s_max)
    const double speed = std::clamp(1.0 + r.fanGainPerK * (inletC - r.fanKneeC), 1.0, r.fastestFan);
    const double warmerK = std::clamp(inletC - r.referenceInletC, -r.followedK, r.followedK);
    // P_air = (1 - z) P_d { (1 - f) [1 + λ (T_in - T_ref)] + f s³ }
    const double fanW = (designW - liquidW) * r.fanShare * speed * speed * speed;
    const double airW = (designW - liquidW) * (1.0 - r.fanShare) * (1.0 + r.leakagePerK * warmerK) + fanW;
    return {airW, liquidW, fanW, std::max(designAirflowM3s, 0.0) * speed}; // V = V_d s
}

} // namespace hallwright
