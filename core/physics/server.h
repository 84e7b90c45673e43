// What servers do when their inlet air warms: leakage current grows and the fans speed up.
//
//     P_liq = z P_d                                                    V = V_d s
//     P_air = (1 - z) P_d { (1 - f) [1 + λ (T_in - T_ref)] + f s³ }     s = clamp(1 + b (T_in - T_knee), 1, s_max)
//     P     = P_liq + P_air
//
// P_d design power of the rack, stated at an inlet of T_ref [W]; z share of it that goes to coolant [-], held by the
// coolant's temperature and not by the air's; V_d design airflow [m³/s]; T_in inlet air temperature [°C]; f share of
// the air-cooled power that the fans take at design speed [-]; λ leakage: relative growth of the other power [1/K];
// s fan speed over design speed [-]; b fan gain [1/K]. Fan power follows the affinity law (cube of speed).
// Range: T_in - T_ref within ±followedK; beyond, the electronics' part is held, because servers throttle there.
// Sources: affinity laws; the shape (power and airflow as functions of inlet temperature, a knee near 25 °C) is that of
// EnergyPlus's ElectricEquipment:ITE:AirCooled. The numbers are judgement, to be replaced where measurements are.
// Both P and V grow with T_in and never fall. Nothing is thrown; negative inputs count as zero.
#pragma once

namespace hallwright {

struct ServerResponse {
    double referenceInletC = 25.0; // T_ref; 20..27
    double leakagePerK = 0.002;    // λ; 0.001..0.003 of board power near 60-80 °C junctions
    double fanShare = 0.06;        // f; 0.03..0.15
    double fanKneeC = 25.0;        // T_knee; 24..27
    double fanGainPerK = 0.04;     // b; 0.02..0.08
    double fastestFan = 1.5;       // s_max; 1.2..2
    double followedK = 20.0;
};

struct ServerLoad {
    double airW = 0.0;    // P_air
    double liquidW = 0.0; // P_liq
    double fanW = 0.0;    // of airW: (1 - z) P_d f s³
    double airflowM3s = 0.0;
};

ServerLoad serverLoad(double designPowerW, double liquidShare, double designAirflowM3s, double inletC,
                      const ServerResponse& response = {});

} // namespace hallwright
