#include "core/model/check_parts.h"
#include "core/model/plant_kinds.h"
#include "core/model/requirements.h"

namespace hallwright::check {

namespace {

constexpr double largestRackSideM = 10.0;

void checkLiquidSide(const Subject& s, const RackType& type)
{
    requireNotNegative(s, "coolant flow", type.coolantFlowM3s, "m³/s", largestFlowM3s);
    requireWithin(s, "coolant pressure drop", type.coolantDropPa, "Pa", 0.0, largestDropPa);
    requireWithin(s, "rated coolant temperature", type.ratedCoolantC, "°C", 0.0, 90.0);
    requireWithin(s, "junction rise", type.junctionRiseK, "K", 0.0, 100.0);
    requireWithin(s, "junction limit", type.junctionLimitC, "°C", 0.0, 150.0);
    requireWithin(s, "junction trip", type.junctionTripC, "°C", 0.0, 150.0);
    requireWithin(s, "held coolant return", type.coolantReturnC, "°C", 0.0, 100.0);
    requireWithin(s, "rear-door effectiveness", type.rearDoorEffectiveness, "", 0.0, 1.0);
    if (type.rearDoorEffectiveness == 1.0)
        refuse(s, "rear-door effectiveness 1 must be below 1; no exchanger is perfect.");
    requireNotNegative(s, "rear-door flow", type.rearDoorFlowM3s, "m³/s", largestFlowM3s);
    if (type.rearDoorEffectiveness > 0.0)
        requirePositive(s, "rear-door flow", type.rearDoorFlowM3s, "m³/s", largestFlowM3s, leastFlowM3s);
    requireWithin(s, "rear-door pressure drop", type.rearDoorDropPa, "Pa", 0.0, largestDropPa);
}

void checkElectricalSide(const Subject& s, const RackType& type)
{
    constexpr double highestVoltageV = 1000.0; // low voltage as IEC 60038 has it
    requireWithin(s, "number of circuits", type.circuits, "", 0.0, 12.0);
    requireWithin(s, "circuit voltage", type.circuitVoltageV, "V", 0.0, highestVoltageV);
    requireWithin(s, "breaker rating", type.breakerA, "A", 0.0, 10e3);
    if (type.circuits > 0) {
        requirePositive(s, "circuit voltage", type.circuitVoltageV, "V");
        requirePositive(s, "breaker rating", type.breakerA, "A");
    }
    requirePositive(s, "power factor", type.powerFactor, "", 1.0, leastEfficiency);
    requireWithin(s, "peak factor", type.peakFactor, "", 1.0, 5.0);
    requireNotNegative(s, "power supply rating", type.psuRatedW, "W", largestRackPowerW);
}

void checkRackType(const RackType& type)
{
    const Subject s{"Rack type", type.name, type.id.value};
    requireSize(s, type.widthM, type.depthM, type.heightM, largestRackSideM);
    requireNotNegative(s, "mass", type.massKg, "kg", largestMassKg);
    requireNotNegative(s, "power", type.powerW, "W", largestRackPowerW);
    requireWithin(s, "liquid share", type.liquidShare, "", 0.0, 1.0);
    requireNotNegative(s, "airflow", type.airflowM3s, "m³/s", largestRackAirflowM3s);
    requireWithin(s, "inlet limit", type.inletLimitC, "°C", 5.0, 60.0);
    requireNotNegative(s, "GPU count", type.gpuCount, "", mostPieces);
    checkLiquidSide(s, type);
    checkElectricalSide(s, type);
    checkSlotsOf(type);
}

} // namespace

void checkCatalogue(const Catalogue& catalogue)
{
    requireAscendingIds("Rack type", catalogue.rackTypes);
    requireAscendingIds("Air handler type", catalogue.airHandlerTypes);
    requireAscendingIds("CDU type", catalogue.cduTypes);
    requireAscendingIds("Plant type", catalogue.plantTypes);
    requireAscendingIds("Power type", catalogue.powerTypes);
    requireAscendingIds("Pipe type", catalogue.pipeTypes);
    requireAscendingIds("Pathway type", catalogue.pathwayTypes);
    requireAscendingIds("Device type", catalogue.deviceTypes);
    for (const RackType& type : catalogue.rackTypes)
        checkRackType(type);
    for (const AirHandlerType& type : catalogue.airHandlerTypes)
        checkValues({"Air handler type", type.name, type.id.value}, type.values);
    for (const CduType& type : catalogue.cduTypes)
        checkValues({"CDU type", type.name, type.id.value}, type.values);
    for (const PlantType& type : catalogue.plantTypes)
        checkValues({"Plant type", type.name, type.id.value}, type.values);
    for (const PowerType& type : catalogue.powerTypes)
        checkValues({"Power type", type.name, type.id.value}, type.values);
    for (const PipeType& type : catalogue.pipeTypes)
        checkValues({"Pipe type", type.name, type.id.value}, type.values);
    for (const PathwayType& type : catalogue.pathwayTypes)
        checkValues({"Pathway type", type.name, type.id.value}, type.values);
    for (const DeviceType& type : catalogue.deviceTypes)
        checkDeviceType(type);
}

void checkValues(const Subject& s, const AirHandler& unit)
{
    requireSize(s, unit.widthM, unit.depthM, unit.heightM, largestExtentM);
    requirePositive(s, "airflow", unit.airflowM3s, "m³/s", largestAirflowM3s, leastFlowM3s);
    requirePositive(s, "cooling capacity", unit.capacityW, "W", largestPowerW, leastPowerW);
    requireNotNegative(s, "fan power", unit.fanPowerW, "W", largestPowerW);
    requirePositive(s, "coil approach", unit.coilApproachK, "K", 100.0, leastDifferenceK);
    requireWithin(s, "water pressure drop", unit.waterDropPa, "Pa", 0.0, largestDropPa);
}

void checkValues(const Subject& s, const Cdu& cdu)
{
    requireSize(s, cdu.widthM, cdu.depthM, cdu.heightM, largestExtentM);
    requirePositive(s, "capacity", cdu.capacityW, "W", largestPowerW, leastPowerW);
    requirePositive(s, "flow", cdu.flowM3s, "m³/s", largestFlowM3s, leastFlowM3s);
    requireNotNegative(s, "approach", cdu.approachK, "K", 100.0);
    requireNotNegative(s, "pump power", cdu.pumpPowerW, "W", largestPowerW);
    requireWithin(s, "supply temperature", cdu.supplyC, "°C", 0.0, 90.0);
    requireNotNegative(s, "facility flow", cdu.facilityFlowM3s, "m³/s", largestFlowM3s);
    requireWithin(s, "facility pressure drop", cdu.facilityDropPa, "Pa", 0.0, largestDropPa);
}

void checkValues(const Subject& s, const PlantUnit& unit)
{
    requireSize(s, unit.widthM, unit.depthM, unit.heightM, largestExtentM);
    requirePositive(s, "capacity", unit.capacityW, "W", largestPowerW, leastPowerW);
    requireWithin(s, "rating outdoor temperature", unit.ratedOutdoorC, "°C", -60.0, 60.0);
    if (isChiller(unit.kind))
        requirePositive(s, "coefficient of performance", unit.ratedCop, "", 100.0, leastCop);
    else
        requirePositive(s, "approach", unit.ratedApproachK, "K", 100.0, leastDifferenceK);
    requireNotNegative(s, "coefficient of performance", unit.ratedCop, "", 100.0);
    requireNotNegative(s, "approach", unit.ratedApproachK, "K", 100.0);
    requireNotNegative(s, "fan power", unit.ratedPowerW, "W", largestPowerW);
    requireShort(s.kind, s.id, "record of curves", unit.curves);
    requireWithin(s, "adiabatic effectiveness", unit.adiabaticEffectiveness, "", 0.0, 1.0);
    requireWithin(s, "liquid pressure drop", unit.liquidDropPa, "Pa", 0.0, largestDropPa);
}

void checkValues(const Subject& s, const PowerNode& node)
{
    requirePositive(s, "rating", node.ratedW, "W", largestPowerW, leastPowerW);
    requireWithin(s, "no-load loss", node.loss.k0, "", 0.0, 1.0);
    requireWithin(s, "proportional loss", node.loss.k1, "", 0.0, 1.0);
    requireWithin(s, "square loss", node.loss.k2, "", 0.0, 1.0);
    requireNotNegative(s, "stored energy", node.storedJ, "J");
}

void checkValues(const Subject& s, const PipeRun& pipe)
{
    requirePositive(s, "diameter", pipe.diameterM, "m", 10.0, leastSizeM);
    requireWithin(s, "roughness", pipe.roughnessM, "m", 0.0, 0.01);
}

void checkValues(const Subject& s, const Pathway& pathway)
{
    requirePositive(s, "width", pathway.widthM, "m", 100.0, leastSizeM);
    requirePositive(s, "depth", pathway.depthM, "m", 100.0, leastSizeM);
}

} // namespace hallwright::check
