#include "core/physics/server.h"

#include <algorithm>

namespace hallwright {

FansAtLoad fansAtLoad(double powerW, double airflowM3s, double typePowerW, double typeAirflowM3s,
                      const ServerResponse& r)
{
    if (!(powerW > 0.0) || !(airflowM3s > 0.0))
        return {0.0, 1.0};
    if (!(typePowerW > 0.0) || !(typeAirflowM3s > 0.0))
        return {airflowM3s, 1.0};
    FansAtLoad fans{airflowM3s, 1.0};
    if (airflowM3s == typeAirflowM3s) {
        // s_L = clamp(1 - 0.9 (1 - P_d/P_n), s_min, 1), V_d = V_n s_L
        const double speed = std::clamp(1.0 - r.flowByLoad * (1.0 - powerW / typePowerW), r.slowestFan, 1.0);
        fans.airflowM3s = typeAirflowM3s * speed;
    }
    const double speed = fans.airflowM3s / typeAirflowM3s;
    // f_L = f min(1, max(P_d, P_n)/P_d (V_d/V_n)³)
    fans.share = std::min(1.0, std::max(powerW, typePowerW) / powerW * speed * speed * speed);
    return fans;
}

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
