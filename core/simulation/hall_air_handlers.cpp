#include "core/simulation/hall_air_handlers.h"

#include "core/physics/air.h"
#include "core/physics/altitude.h"
#include "core/physics/cooling_coil.h"
#include "core/physics/economiser.h"
#include "core/physics/recirculation.h"
#include "core/simulation/hall_notes.h"

#include <algorithm>
#include <string>

namespace hallwright {

namespace {

// By which the air may warm on what else than racks gives off heat: judgement, as behind a rack.
constexpr double equipmentRiseK = 20.0;

AirPath airPathOf(const HallResult& hall)
{
    return {airDensityRatio(pressureAtElevationPa(hall.inputs.elevationM)),
            hall.hall->airsideEconomiser ? economiserDropPa : 0.0};
}

// Bays of one fan wall are alike, and so are their coils.
bool haveSameCoil(const AirHandler& a, const AirHandler& b)
{
    return a.airflowM3s == b.airflowM3s && a.capacityW == b.capacityW && a.coilApproachK == b.coilApproachK &&
           a.loop == b.loop;
}

} // namespace

HallAirHandlers::HallAirHandlers(HallResult& hall, double airHeatPerVolume)
    : hall_(hall), airHeatPerVolume_(airHeatPerVolume), path_(airPathOf(hall))
{
    const double ratedHeatPerVolume = hallwright::airHeatPerVolume(seaLevelM, hall.hall->supplyC);
    const std::vector<AirHandler>& units = hall.hall->airHandlers;
    hall.airHandlers.resize(units.size());
    double fullM3s = 0.0;
    for (std::size_t u = 0; u < units.size(); ++u) {
        const AirHandler& unit = units[u];
        hall.airHandlers[u].id = unit.id;
        hall.airHandlers[u].supplyC = hall.hall->supplyC;
        if (isOff(hall.inputs.handlersOff, u))
            continue;
        HandlerAtWork at{u, hall.inputs.find(unit.loop), {}, std::max(unit.airflowM3s, 0.0)};
        if (!running_.empty() && haveSameCoil(running_.back(), unit))
            at.coil = atWork_.back().coil;
        else if (at.water)
            at.coil = coilOf(unit, ratedHeatPerVolume, at.water->designRangeK);
        fullM3s += at.share;
        running_.push_back(unit);
        atWork_.push_back(at);
    }
    for (HandlerAtWork& at : atWork_)
        at.share = fullM3s > 0.0 ? at.share / fullM3s : 0.0;
}

void HallAirHandlers::followRacks()
{
    const double leastM3s = hall_.inputs.equipmentHeatW / (airHeatPerVolume_ * equipmentRiseK);
    supply_ = supplyFor(std::max(hall_.rackAirflowM3s, leastM3s / airOversupply));
    hall_.supplyAirflowM3s = supply_.flowM3s;
    hall_.airHandlerPowerW = supply_.fanPowerW;
    hall_.airHandlerCapacityW = supply_.capacityW;
}

void HallAirHandlers::startFans(const HandlerAtWork& at)
{
    AirHandlerResult& of = hall_.airHandlers[at.index];
    of.running = at.share > 0.0;
    of.airflowM3s = at.share * supply_.flowM3s;
    of.speed = supply_.speed;
    of.fanPowerW = std::max(hall_.hall->airHandlers[at.index].fanPowerW, 0.0) * supply_.powerShare +
                   of.airflowM3s * supply_.addedWPerM3s;
}

void HallAirHandlers::closeCoils(double supplyC)
{
    for (const HandlerAtWork& at : atWork_) {
        AirHandlerResult& of = hall_.airHandlers[at.index];
        of = {};
        of.id = hall_.hall->airHandlers[at.index].id;
        startFans(at);
        of.supplyC = supplyC;
    }
}

double HallAirHandlers::cool(double heatW, std::optional<double> heldSupplyC)
{
    if (atWork_.empty() || supply_.flowM3s <= 0.0)
        return hall_.hall->supplyC;
    double deliveredC = 0.0;
    for (std::size_t k = 0; k < atWork_.size(); ++k)
        deliveredC += atWork_[k].share * coolWith(k, std::max(atWork_[k].share * heatW, 0.0), heldSupplyC);
    return deliveredC;
}

// Returns the temperature of the air it delivers.
double HallAirHandlers::coolWith(std::size_t k, double heatW, std::optional<double> heldSupplyC)
{
    const HandlerAtWork& at = atWork_[k];
    AirHandlerResult& of = hall_.airHandlers[at.index];
    startFans(at);
    of.heatW = heatW;
    double supplyC = 0.0;
    if (!at.water) {
        supplyC = supplyTemperatureC(hall_.hall->supplyC, heatW, hall_.hall->airHandlers[at.index].capacityW);
    } else if (const AirHandlerResult* twin = twinBefore(k, heatW)) {
        supplyC = twin->supplyC.value_or(hall_.hall->supplyC);
        of.waterFlowM3s = twin->waterFlowM3s;
        of.wetCoil = twin->wetCoil;
    } else if (heldSupplyC &&
               at.water->supplyC >= *heldSupplyC + heatW / (airHeatPerVolume_ * of.airflowM3s)) {
        supplyC = at.water->supplyC; // no colder than the air that enters: the valve stays shut
        of.waterFlowM3s = 0.0;
        of.wetCoil = false;
    } else {
        supplyC = runCoil(at, heatW);
    }
    of.supplyC = supplyC;
    return supplyC;
}

// The unit before, if it does the same work with the same coil.
const AirHandlerResult* HallAirHandlers::twinBefore(std::size_t k, double heatW) const
{
    if (k == 0)
        return nullptr;
    const HandlerAtWork& at = atWork_[k];
    const HandlerAtWork& before = atWork_[k - 1];
    const AirHandlerResult& twin = hall_.airHandlers[before.index];
    const bool same = before.share == at.share && before.water == at.water &&
                      before.coil.uaWK == at.coil.uaWK && twin.heatW == heatW;
    return same ? &twin : nullptr;
}

double HallAirHandlers::runCoil(const HandlerAtWork& at, double heatW)
{
    AirHandlerResult& of = hall_.airHandlers[at.index];
    const ControlledState coil =
        coolTo(at.coil, heatW, airHeatPerVolume_ * of.airflowM3s, hall_.hall->supplyC, at.water->supplyC);
    of.waterFlowM3s = at.water->heatPerVolume > 0.0 ? coil.coldWK / at.water->heatPerVolume : 0.0;
    of.wetCoil = heatW > 0.0 && coilIsWet(at.water->supplyC, hall_.hall->dewPointC);
    return coil.supplyC;
}

void HallAirHandlers::noteLeastSupply() const
{
    const double rackM3s = hall_.rackAirflowM3s;
    if (rackM3s > 0.0 && supply_.flowM3s < leastSupplyRatio * rackM3s)
        note(hall_,
             "its air handlers move next to no air, so temperatures are those of a hall that exchanges "
             "{:.0f} % "
             "of the {:.1f} m³/s that its racks draw with its surroundings.",
             leastSupplyRatio * 100.0, rackM3s);
}

} // namespace hallwright
