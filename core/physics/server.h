// What servers do when their inlet air warms: leakage current grows and the fans speed up.
//
//     P_liq = z P_d                                                    V = V_d s
//     P_air = (1 - z) P_d { (1 - f) [1 + λ (T_in - T_ref)] + f s³ }     s = clamp(1 + b (T_in - T_knee), 1, s_max)
//     P     = P_liq + P_air
//
// At part load
//     s_L = clamp(1 - 0.9 (1 - P_d/P_n), s_min, 1)        V_d = V_n s_L
//     f_L = f min(1, max(P_d, P_n)/P_d (V_d/V_n)³)
// for a rack that has its type's airflow; one that states its own draws that, and f_L follows from it. Without power it
// draws none.
//
// P_d design power of the rack, stated at an inlet of T_ref [W]; z share of it that goes to coolant [-], held by the
// coolant's temperature and not by the air's; V_d design airflow [m³/s]; T_in inlet air temperature [°C]; f share of
// the air-cooled power that the fans take at design speed [-]; λ leakage: relative growth of the other power [1/K];
// s fan speed over design speed [-]; b fan gain [1/K]; P_n, V_n power and airflow of the rack's type [W], [m³/s]; s_L
// fan speed at part load, s_min the least [-]; f_L takes the place of f [-]. Fan power follows the affinity law (cube
// of speed).
// Range: T_in - T_ref within ±followedK; beyond, the electronics' part is held, because servers throttle there.
// Sources: affinity laws; the shape (power and airflow as functions of inlet temperature, a knee near 25 °C) is that of
// EnergyPlus's ElectricEquipment:ITE:AirCooled, whose example curve for servers has the slope of 0.9 by the load, with
// no least flow. The other numbers are judgement, to be replaced where measurements are. Both P and V grow with T_in
// and never fall. Nothing is thrown; negative inputs count as zero.
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
    double flowByLoad = 0.9;  // of the airflow that follows the load
    double slowestFan = 0.25; // s_min; 0.2..0.4, default 0.25
};

struct ServerLoad {
    double airW = 0.0;    // P_air
    double liquidW = 0.0; // P_liq
    double fanW = 0.0;    // of airW: (1 - z) P_d f s³
    double airflowM3s = 0.0;
};

struct FansAtLoad {
    double airflowM3s = 0.0; // V_d
    double share = 1.0;      // f_L/f
};

// Without a type's power or airflow the rack's own are those of full load.
FansAtLoad fansAtLoad(double powerW, double airflowM3s, double typePowerW, double typeAirflowM3s,
                      const ServerResponse& response = {});

ServerLoad serverLoad(double designPowerW, double liquidShare, double designAirflowM3s, double inletC,
                      const ServerResponse& response = {});

} // namespace hallwright
