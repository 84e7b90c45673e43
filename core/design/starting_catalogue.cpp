#include "core/design/starting_catalogue.h"

#include "core/model/object_ref.h"

#include <fmt/format.h>

namespace hallwright::design {

namespace {

constexpr double perLMinM3s = 1.0 / 60e3; // of a flow in L/min

template <class Type>
auto addWithSource(SiteEdit& edit, Type type, const char* source)
{
    const auto id = edit.add(std::move(type));
    edit.changeRecord(refTo(id)).notes = source;
    return id;
}

RackType rackOf(const char* name, RackRole role, double powerW, double massKg, double airflowM3s)
{
    RackType type;
    type.name = name;
    type.role = role;
    type.powerW = powerW;
    type.massKg = massKg;
    type.airflowM3s = airflowM3s;
    type.inletLimitC = 32.0; // ASHRAE class A1, allowed
    return type;
}

StartingRacks addRacks(SiteEdit& edit)
{
    StartingRacks racks;
    racks.air = addWithSource(edit, rackOf("CPU servers 20 kW", RackRole::Compute, 20e3, 720, 1.11),
                              "Dual-socket servers, 15 K air rise; rack and servers 720 kg. Judgement.");
    RackType dgx = rackOf("4x DGX H100, air", RackRole::Compute, 40.8e3, 652, 2.26);
    dgx.gpuCount = 32;
    dgx.inletLimitC = 30.0;
    addWithSource(edit, dgx, "DGX H100 data sheet: 10.2 kW and 130.5 kg a node; 15 K air rise.");
    RackType hgx = rackOf("4x HGX H100, liquid", RackRole::Compute, 40e3, 760, 0.62);
    hgx.gpuCount = 32;
    hgx.inletLimitC = 30.0;
    hgx.liquidShare = 0.72;
    racks.liquid = addWithSource(edit, hgx,
                                 "Four 10 kW nodes; cold plates on GPUs, CPUs and switches take 72 % "
                                 "(70 to 85 % are usual); 15 K air rise.");
    RackType nvl = rackOf("GB200 NVL72", RackRole::Compute, 130e3, 1360, 1.0);
    nvl.gpuCount = 72;
    nvl.heightM = 2.24;
    nvl.liquidShare = 0.87;
    nvl.coolantFlowM3s = 130 * perLMinM3s;
    nvl.coolantDropPa = 90e3;
    addWithSource(edit, nvl,
                  "Maker: 120 kW nominal, 132 kW thermal design power, 1,360 kg; HPE QuickSpecs: 115 kW to "
                  "liquid, 17 kW to air.");
    addWithSource(edit, rackOf("20x switch", RackRole::Network, 20e3, 620, 1.11),
                  "64-port 400G switches of 1 kW with optics; 15 K air rise.");
    addWithSource(edit, rackOf("Flash storage", RackRole::Storage, 12e3, 780, 0.66),
                  "Flash storage servers, 15 K air rise. Judgement.");
    addWithSource(edit, rackOf("Management", RackRole::Management, 8e3, 540, 0.44),
                  "Control plane and monitoring, 15 K air rise. Judgement.");
    return racks;
}

void addAirHandlers(SiteEdit& edit)
{
    const auto add = [&](const char* name, AirHandlerKind kind, const Point3& size, double airflowM3s,
                         double capacityW, double fanPowerW, const char* source) {
        AirHandlerType type{{}, name, {}};
        type.values.kind = kind;
        type.values.widthM = size.x;
        type.values.depthM = size.y;
        type.values.heightM = size.z;
        type.values.airflowM3s = airflowM3s;
        type.values.capacityW = capacityW;
        type.values.fanPowerW = fanPowerW;
        addWithSource(edit, std::move(type), source);
    };
    add("CRAH 100", AirHandlerKind::Crah, {1.75, 0.9, 2.0}, 5.4, 100e3, 3.3e3,
        "EC plug fans, 385 Pa at 62 %. Judgement.");
    add("CRAH 200", AirHandlerKind::Crah, {2.55, 0.9, 2.0}, 10.5, 200e3, 6.5e3,
        "EC plug fans, 385 Pa at 62 %. Judgement.");
    add("Fan-wall bay 12", AirHandlerKind::FanWall, {2.0, 1.2, 3.0}, 12.0, 215e3, 4.8e3,
        "Face velocity 2.3 m/s, 250 Pa at 62 %. Judgement.");
    add("Fan-wall bay 25", AirHandlerKind::FanWall, {3.0, 1.2, 4.2}, 25.0, 450e3, 10e3,
        "Face velocity 2.3 m/s, 250 Pa at 62 %. Judgement.");
}

void addCdus(SiteEdit& edit)
{
    const auto add = [&](const char* name, double capacityW, double flowM3s, double approachK,
                         double pumpPowerW, const char* source) {
        CduType type{{}, name, {}};
        type.values.widthM = type.values.depthM = 1.2;
        type.values.heightM = 2.2;
        type.values.capacityW = capacityW;
        type.values.flowM3s = flowM3s;
        type.values.approachK = approachK;
        type.values.pumpPowerW = pumpPowerW;
        addWithSource(edit, std::move(type), source);
    };
    const char* usual = "1.2 to 1.25 L/min of PG25 per kW; usual approach.";
    add("CDU 350", 350e3, 420 * perLMinM3s, 4.0, 3e3, usual);
    add("CDU 1000", 1000e3, 1250 * perLMinM3s, 4.0, 9e3, usual);
    add("CDU 2000", 2000e3, 2125 * perLMinM3s, 5.0, 15e3,
        "CoolIT CHx2000 rating: 2 MW at 5 K, 2,125 L/min of PG25 at 240 kPa.");
}

void addPlantTypes(SiteEdit& edit)
{
    const auto add = [&](const char* name, PlantUnit values, const Point2& size, double capacityW,
                         const char* source) {
        values.widthM = size.x;
        values.depthM = size.y;
        values.heightM = 2.6;
        values.capacityW = capacityW;
        values.ratedOutdoorC = 35.0;
        addWithSource(edit, PlantType{{}, name, std::move(values)}, source);
    };
    PlantUnit chiller;
    chiller.kind = PlantKind::AirCooledChiller;
    chiller.ratedCop = 3.1;
    const char* chillerSource =
        "Rated with 6.7 °C water at 35 °C outdoors; COP and part load of York YCAL (EnergyPlus data sets).";
    add("Chiller 350", chiller, {2.3, 3.7}, 350e3, chillerSource);
    add("Chiller 750", chiller, {2.4, 7.4}, 750e3, chillerSource);
    add("Chiller 1450", chiller, {2.4, 12.2}, 1450e3, chillerSource);
    PlantUnit cooler;
    cooler.kind = PlantKind::DryCooler;
    cooler.ratedApproachK = 6.0;
    const char* coolerSource =
        "V-bank with EC fans, 3.3 % of the heat in fans at 6 K of approach. Judgement.";
    const auto addCooler = [&](const char* name, const Point2& size, double capacityW) {
        cooler.ratedPowerW = capacityW / 30.0;
        add(name, cooler, size, capacityW, coolerSource);
    };
    addCooler("Dry cooler 400", {2.4, 4.6}, 400e3);
    addCooler("Dry cooler 1200", {2.4, 12.0}, 1200e3);
}

void addPower(SiteEdit& edit, PowerNodeKind kind, const std::string& name, double ratedW,
              const LossCurve& loss, const char* source)
{
    PowerType type{{}, name, {}};
    type.values.kind = kind;
    type.values.ratedW = ratedW;
    type.values.loss = loss;
    addWithSource(edit, std::move(type), source);
}

// Towards 800 V. Curves with their best at half load; the split into no-load, proportional and square loss is judgement.
void addDirectCurrentTypes(SiteEdit& edit)
{
    addPower(edit, PowerNodeKind::SolidStateTransformer, "Solid-state transformer 2500", 2500e3,
             {0.003, 0.0032, 0.012}, "Medium voltage to 800 V DC, 98.5 % at half load: makers' \"up to\".");
    constexpr double backupS = 240.0; // battery shelves by the Open Rack V3 specification
    PowerType powerRack{{}, "Power rack 660", {}};
    powerRack.values.kind = PowerNodeKind::Rectifier;
    powerRack.values.ratedW = 660e3;
    powerRack.values.loss = {0.004, 0.0044, 0.016};
    powerRack.values.storedJ = powerRack.values.ratedW * backupS;
    addWithSource(edit, std::move(powerRack),
                  "400 V AC to 800 V DC, 98 % at half load; Open Rack V3 shelves reach 97.5 %. Batteries for "
                  "4 minutes.");
}

void addPowerTypes(SiteEdit& edit)
{
    constexpr double powerFactor = 0.98;
    const char* switchgear = "Contacts and bars at full load. Judgement.";
    for (const double mw : {10, 30, 60})
        addPower(edit, PowerNodeKind::Switchgear, fmt::format("MV switchgear {:.0f}", mw), mw * 1e6,
                 {0.0001, 0, 0.0005}, switchgear);
    for (const double kva : {630, 1250, 2500, 4000}) {
        const double ratedW = kva * 1e3 * powerFactor;
        addPower(edit, PowerNodeKind::Transformer, fmt::format("Transformer {:.0f}", kva), ratedW,
                 {0.001, 0, 0.006}, "99.5 % at half load, the order of the DOE 2016 levels.");
        addPower(edit, PowerNodeKind::Switchgear, fmt::format("LV switchgear {:.0f}", kva), ratedW,
                 {0, 0, 0.001}, switchgear);
    }
    for (const double kw : {250, 500, 1000, 2000, 3000})
        addPower(edit, PowerNodeKind::Ups, fmt::format("UPS {:.0f}", kw), kw * 1e3, {0.005, 0.006, 0.014},
                 "Double conversion, 97.75 % at half load, fitted to a maker's \"up to 97.5 %\".");
    addPower(edit, PowerNodeKind::Pdu, "PDU 500", 490e3, {0.004, 0, 0.01},
             "With its 480/415 V transformer: 1 to 1.5 % more than one without.");
    for (const double amperes : {400, 800, 1600, 2000, 4000}) {
        constexpr double lineV = 415.0;
        addPower(edit, PowerNodeKind::Busway, fmt::format("Busway {:.0f} A", amperes),
                 amperes * lineV * 1.7320508 * powerFactor, {0, 0, 0.005},
                 "Three-phase 415 V, power factor 0.98; 0.5 % at full load.");
    }
    addDirectCurrentTypes(edit);
    for (const double kw : {100, 200, 800})
        addPower(edit, PowerNodeKind::MechanicalPanel, fmt::format("Fan panel {:.0f}", kw), kw * 1e3,
                 {0, 0, 0.003}, switchgear);
    addPower(edit, PowerNodeKind::MechanicalPanel, "Plant panel 2000", 2000e3, {0, 0, 0.003}, switchgear);
    PowerType generator{{}, "Generator 2500", {}};
    generator.values.kind = PowerNodeKind::Generator;
    generator.values.ratedW = 2500e3;
    generator.values.standby = true;
    addWithSource(edit, std::move(generator), "Diesel engine on standby; usual size of a container.");
}

} // namespace

StartingRacks addStartingCatalogue(SiteEdit& edit)
{
    const StartingRacks racks = addRacks(edit);
    addAirHandlers(edit);
    addCdus(edit);
    addPlantTypes(edit);
    addPowerTypes(edit);
    return racks;
}

} // namespace hallwright::design
