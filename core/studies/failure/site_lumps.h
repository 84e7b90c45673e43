// A site after an outage as lumps of heat and stores of energy: the rates at which they warm and run down.
//
// Hall, air before the racks c, air behind them h, metal s, each well mixed; Cc = Ch = Ca/2:
//     Cc dTc/dt = K (Tsup - Tc) + X (Th - Tc) + F - hA/2 (Tm - Ts)          Tm = (Tc + Th)/2
//     Ch dTh/dt = P - Σ D (Th - Tw)+ + K (Tc - Th) + X (Tc - Th) - hA/2 (Tm - Ts)
//     Cs dTs/dt = hA (Tm - Ts)
//     Tsup = min(max(Tset, Th - ε (Th - Tw)), Th)     Q_coil = K (Th - Tsup) + F
// CDU, coolant of its racks t:
//     Ct dTt/dt = P - Q       Q = P + G (Tt - max(Tset, Tr - ε (Tr - Tw)))+      Tr = Tt + P/G
// Loop, supply w (with its tank) and return r, flow G:
//     Cr dTr/dt = Σ Q + R + G (Tw - Tr)      Cw dTw/dt = G (Tr - Tw) - Qp - U
//     Qp = min(max(G (Tr - Tset) - U, 0), a(t) [B + S (Tw - Tset)+])
// Store: dE/dt = R - W - Λ
//
// C heat capacity [J/K]; T temperature [°C]; K, X, D, G heat carried per kelvin by supplied air, by air that the racks draw in again, by rear
// doors and by flows [W/K]; hA conductance between air and metal [W/K]; P heat given off, F fans, R rooms and pumps, U heat
// reuse, B capacity of the plant at its set point, W draw on a store, Λ what its rate of discharge takes beyond that, below zero
// where it gives more, R what is stored in it [W]; S by how much the plant takes more from warmer water
// [W/K]; ε share of the greatest exchange with the valve wide open [-]; a share of the plant that has started [-]. Where no
// coolant flows coils, doors and plates take nothing, and fans warm the air.
//
// With K = D = 0 the air's mean Tm is the two lumps of core/physics/thermal_mass.h (Khankari 2011). Range: frozen flows and
// loads between two events; well mixed lumps, no heat through walls, one phase. The steady state of these rates is that of the
// evaluation from which K, X, ε and S come. Nothing is thrown.
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace hallwright {

inline constexpr std::size_t noLoop = std::numeric_limits<std::size_t>::max();

// Air handlers of a hall on one loop; or on none, whose set point is held from outside the model.
struct CoilLump {
    std::size_t loop = noLoop;
    double airWK = 0.0;        // K
    double openShare = 0.0;    // ε
    double outdoorShare = 0.0; // of the heat, that outdoor air takes
    double fanW = 0.0;         // F
    bool takesHeat = true;     // its coolant flows
};

struct DoorLump {
    std::size_t loop = noLoop;
    double conductanceWK = 0.0; // D
};

struct HallLump {
    double airJK = 0.0;
    double solidsJK = 0.0;
    double conductanceWK = 0.0; // hA
    double heatW = 0.0;         // P, with what rear doors take
    double mixedWK = 0.0;       // X
    double setC = 0.0;          // of the air supplied
    std::vector<CoilLump> coils;
    std::vector<DoorLump> doors;
};

struct CduLump {
    std::size_t loop = noLoop;
    double coolantJK = 0.0;
    double heatW = 0.0;    // P, with its pumps
    double flowWK = 0.0;   // G; 0: its coolant stands
    double setC = 0.0;     // unless it follows the facility water
    double followsK = 0.0; // set point above the facility water; 0: setC holds
    double openShare = 0.0;
};

// Plant that starts: nothing before fromS, all from fullS on, in proportion between.
struct PlantStart {
    double share = 0.0; // of the plant
    double fromS = -std::numeric_limits<double>::infinity();
    double fullS = -std::numeric_limits<double>::infinity();
};

struct LoopLump {
    double supplyJK = 0.0;
    double returnJK = 0.0;
    double flowWK = 0.0; // 0: its pumps stand
    double setC = 0.0;
    double ownHeatW = 0.0;         // R
    double reuseW = 0.0;           // U
    double capacityW = 0.0;        // B
    double capacityWK = 0.0;       // S
    std::vector<PlantStart> plant; // empty: all of it runs

    double startedShare(double timeS) const; // a
};

struct StoreLump {
    double drawW = 0.0;     // W
    double rateLossW = 0.0; // Λ (core/physics/battery_discharge.h)
    double chargeW = 0.0;   // R

    double drainW() const { return drawW + rateLossW; }
};

// One stretch between two events. The state is a vector: three temperatures of each hall, one of each CDU, two of each loop, the
// energy of each store, and five accounts: heat given to the lumps, heat taken out; energy drawn from stores, lost by the rate
// at which it was, and stored in them [J].
struct SiteLumps {
    std::vector<HallLump> halls;
    std::vector<CduLump> cdus;
    std::vector<LoopLump> loops;
    std::vector<StoreLump> stores;

    std::size_t coldAir(std::size_t hall) const { return 3 * hall; }
    std::size_t hotAir(std::size_t hall) const { return 3 * hall + 1; }
    std::size_t metal(std::size_t hall) const { return 3 * hall + 2; }
    std::size_t coolant(std::size_t cdu) const { return 3 * halls.size() + cdu; }
    std::size_t supply(std::size_t loop) const { return coolant(cdus.size()) + 2 * loop; }
    std::size_t back(std::size_t loop) const { return supply(loop) + 1; }
    std::size_t energy(std::size_t store) const { return supply(loops.size()) + store; }
    std::size_t heatIn() const { return energy(stores.size()); }
    std::size_t heatOut() const { return heatIn() + 1; }
    std::size_t drawn() const { return heatIn() + 2; }
    std::size_t rateLoss() const { return heatIn() + 3; }
    std::size_t charged() const { return heatIn() + 4; }
    std::size_t size() const { return heatIn() + 5; }

    void rates(double timeS, std::span<const double> state, std::span<double> rate) const;
    double storedHeatJ(std::span<const double> state) const; // above 0 °C
    double storedEnergyJ(std::span<const double> state) const;
};

} // namespace hallwright
