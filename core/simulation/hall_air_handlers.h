// The air handlers of a hall at work: every running unit moves its share of the air and takes that share of the heat; the
// air they deliver mixes. How a unit behaves: core/physics/air_handler.h and cooling_coil.h.
#pragma once

#include "core/physics/air_handler.h"
#include "core/physics/controlled_exchanger.h"
#include "core/simulation/hall_result.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace hallwright {

struct HandlerAtWork {
    std::size_t index = 0; // in Hall::airHandlers
    const LoopWater* water = nullptr;
    RatedExchanger coil;
    double share = 0.0; // of the running units' air
};

class HallAirHandlers
{
public:
    // Writes to `hall`, and keeps pointers into its inputs.
    HallAirHandlers(HallResult& hall, double airHeatPerVolume);

    std::span<const HandlerAtWork> atWork() const { return atWork_; }
    AirSupply supplyFor(double rackM3s) const { return airSupplyOf(running_, rackM3s, path_); }
    const AirSupply& supply() const { return supply_; }

    // The fans turn as fast as the racks' airflow asks for, and at least as carries off what else warms the hall.
    void followRacks();
    // The coils take up `heatW`. Returns the temperature of the air delivered [°C]: the set point, or what can be held.
    // `heldSupplyC`: the supply that is tried in a hall with rear doors, whose coils close where the water is no colder
    // than the air that enters them.
    double cool(double heatW, std::optional<double> heldSupplyC);
    // The fans turn, the coils are closed.
    void closeCoils(double supplyC);

    void noteLeastSupply() const;

private:
    void startFans(const HandlerAtWork& at);
    double coolWith(std::size_t k, double heatW, std::optional<double> heldSupplyC);
    const AirHandlerResult* twinBefore(std::size_t k, double heatW) const;
    double runCoil(const HandlerAtWork& at, double heatW);

    HallResult& hall_;
    double airHeatPerVolume_; // ρ cp
    AirPath path_;
    std::vector<AirHandler> running_;
    std::vector<HandlerAtWork> atWork_; // as running_
    AirSupply supply_;
};

} // namespace hallwright
