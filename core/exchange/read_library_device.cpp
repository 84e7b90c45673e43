#include "core/exchange/library_type.h"
#include "core/exchange/recipe_values.h"
#include "core/model/rack_slots.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>

namespace hallwright::library {

namespace {

using recipe::YamlMap;

constexpr std::size_t mostParts = 20'000; // of a list; a chassis switch has some hundred
constexpr recipe::Range drawW{0.0, 1e6, "W"};

// Outside of these a value is doubted: lead-acid batteries weigh 50 kg a unit, blanking panels 0.2 kg.
constexpr double mostKgPerU = 75.0;
constexpr double leastKgPerU = 0.1;
constexpr double mostWPerU = 20e3; // the densest liquid-cooled trays of 2025 draw a third of that

// --- size ---

double heightU(LibraryType& type)
{
    constexpr double usualU = 1.0;
    if (!type.map().has("u_height")) {
        type.remark(RemarkKind::Missing, "height_u", "u_height", "no u_height is stated; {:g} U is taken.",
                    usualU);
        return usualU;
    }
    const double height = type.map().number("u_height", {0.0, mostUsableU, "U"});
    if (std::floor(height / slotU) != height / slotU)
        type.map()
            .placeOf("u_height")
            .fail(fmt::format("the u_height {:g} of {} is no whole number of half units.", height,
                              type.name()));
    return height;
}

void readSize(LibraryType& type, DeviceType& device)
{
    device.heightU = heightU(type);
    device.fullDepth = type.map().isSet("is_full_depth");
    if (!type.map().has("is_full_depth")) {
        device.fullDepth = device.heightU > 0.0;
        type.remark(RemarkKind::Missing, "full_depth", "is_full_depth",
                    "is_full_depth is not stated; {} is taken.",
                    device.fullDepth ? "full depth" : "half depth");
    }
    device.massKg = type.massKg("weight", "mass_kg");
    const double perU = device.heightU > 0.0 ? device.massKg / device.heightU : 0.0;
    if (perU > mostKgPerU || (perU > 0.0 && perU < leastKgPerU))
        type.remark(RemarkKind::Implausible, "mass_kg", "weight",
                    "{:.4g} kg in {:g} U is {:.3g} kg a unit, where {:g} to {:g} are usual; it is taken.",
                    device.massKg, device.heightU, perU, leastKgPerU, mostKgPerU);
}

// --- ports ---

class Ports
{
public:
    void add(PortKind kind, const std::string& connector, int count = 1)
    {
        counts_[{kind, connector}] += count;
    }
    int of(PortKind kind) const
    {
        int count = 0;
        for (const auto& [which, ports] : counts_)
            count += which.first == kind ? ports : 0;
        return count;
    }
    std::vector<PortGroup> groups() const
    {
        std::vector<PortGroup> groups;
        for (const auto& [which, count] : counts_)
            groups.push_back({which.first, which.second, count});
        return groups;
    }

private:
    std::map<std::pair<PortKind, std::string>, int> counts_;
};

// What is no port to plug into.
bool isVirtual(const std::string& interface)
{
    return interface == "virtual" || interface == "bridge" || interface == "lag";
}

Ports readPorts(LibraryType& type)
{
    Ports ports;
    for (YamlMap& interface : type.map().optionalList("interfaces", mostParts)) {
        const std::string connector = interface.text("type", "other");
        if (!isVirtual(connector))
            ports.add(interface.isSet("mgmt_only") ? PortKind::Management : PortKind::Network, connector);
    }
    const std::pair<const char*, PortKind> others[] = {
        {"console-ports", PortKind::Console},  {"console-server-ports", PortKind::Console},
        {"power-ports", PortKind::PowerInlet}, {"power-outlets", PortKind::PowerOutlet},
        {"front-ports", PortKind::Front},      {"rear-ports", PortKind::Rear}};
    for (const auto& [key, kind] : others) {
        for (YamlMap& port : type.map().optionalList(key, mostParts))
            ports.add(kind, port.text("type", "other"));
    }
    return ports;
}

// --- power ---

struct Draws {
    double maximumW = 0.0;
    double allocatedW = 0.0;
    int withMaximum = 0;
    int withAllocated = 0;
    std::set<double> maxima; // that are stated
};

Draws readDraws(LibraryType& type)
{
    Draws draws;
    for (YamlMap& port : type.map().optionalList("power-ports", mostParts)) {
        const auto draw = [&port](const char* key) { return port.has(key) ? port.number(key, drawW) : 0.0; };
        const bool isMaximumStated = port.has("maximum_draw");
        const double maximumW = draw("maximum_draw"), allocatedW = draw("allocated_draw");
        if (isMaximumStated && allocatedW > maximumW)
            type.remark(
                RemarkKind::Implausible, "power_w", "power-ports",
                "the allocated_draw of {:g} W of {} is above its maximum_draw of {:g} W; it is taken.",
                allocatedW, port.text("name", "a power port"), maximumW);
        draws.maximumW += maximumW;
        draws.allocatedW += allocatedW;
        draws.withMaximum += maximumW > 0.0 ? 1 : 0;
        draws.withAllocated += allocatedW > 0.0 ? 1 : 0;
        if (isMaximumStated)
            draws.maxima.insert(maximumW);
    }
    return draws;
}

// NetBox sums the draws of all ports; supplies that stand in for each other are then counted twice.
void remarkEqualSupplies(LibraryType& type, const Draws& draws)
{
    if (draws.withMaximum < 2 || draws.maxima.size() != 1)
        return;
    type.remark(
        RemarkKind::Assumed, "nameplate_w", "power-ports",
        "{} power ports state {:g} W each; their sum of {:g} W is taken. Where supplies stand in for each "
        "other the device draws less: state its power in the catalogue.",
        draws.withMaximum, *draws.maxima.begin(), draws.maximumW);
}

void remarkDrawsOfBays(LibraryType& type)
{
    int bays = 0;
    for (YamlMap& bay : type.map().optionalList("module-bays", mostParts))
        bays += bay.has("maximum_draw") || bay.has("allocated_draw") ? 1 : 0;
    if (bays > 0)
        type.remark(RemarkKind::Implausible, "nameplate_w", "module-bays",
                    "{} module bays state a draw, which belongs to power ports; it is not taken.", bays);
}

void readWhetherPowered(LibraryType& type, const Ports& ports, DeviceType& device)
{
    const int active = ports.of(PortKind::Network) + ports.of(PortKind::Management);
    const int inlets = ports.of(PortKind::PowerInlet);
    const bool isSaid = type.map().has("is_powered");
    const bool saysPowered = type.map().isSet("is_powered");
    device.powered =
        saysPowered || active > 0 || inlets > 0 || (!isSaid && device.airflow != DeviceAirflow::Passive);
    if (isSaid && !saysPowered && device.powered)
        type.remark(
            RemarkKind::Implausible, "powered", "is_powered",
            "is_powered is false, but it has {} interfaces and {} power ports; it is taken to draw power.",
            active, inlets);
}

void remarkMissingDraws(LibraryType& type, const Draws& draws, int inlets)
{
    if (draws.withMaximum == 0)
        type.remark(RemarkKind::Missing, "nameplate_w", "power-ports",
                    "no power port states a maximum_draw.");
    else if (draws.withMaximum < inlets)
        type.remark(RemarkKind::Missing, "nameplate_w", "power-ports",
                    "{} of {} power ports state no maximum_draw; {:g} W is the sum of the others.",
                    inlets - draws.withMaximum, inlets, draws.maximumW);
    if (draws.withAllocated == 0)
        type.remark(RemarkKind::Missing, "power_w", "power-ports", "no power port states an allocated_draw.");
}

void readPower(LibraryType& type, const Ports& ports, DeviceType& device)
{
    const Draws draws = readDraws(type);
    device.nameplateW = draws.maximumW;
    device.powerW = draws.allocatedW;
    remarkEqualSupplies(type, draws);
    remarkDrawsOfBays(type);
    if (ports.of(PortKind::PowerOutlet) > 0 && draws.withMaximum == 0 && draws.withAllocated == 0) {
        device.powered = false;
        type.remark(RemarkKind::Assumed, "powered", "power-outlets",
                    "it passes power on to {} outlets; by itself it is taken to draw nothing.",
                    ports.of(PortKind::PowerOutlet));
        return;
    }
    readWhetherPowered(type, ports, device);
    if (!device.powered)
        return;
    remarkMissingDraws(type, draws, ports.of(PortKind::PowerInlet));
    if (device.heightU > 0.0 && device.nameplateW > mostWPerU * device.heightU)
        type.remark(RemarkKind::Implausible, "nameplate_w", "power-ports",
                    "{:g} W in {:g} U is more than {:g} kW a unit; it is taken.", device.nameplateW,
                    device.heightU, mostWPerU / 1e3);
}

// --- air ---

void readAirflow(LibraryType& type, DeviceType& device)
{
    if (!type.map().has("airflow")) {
        type.remark(RemarkKind::Missing, "airflow", "airflow", "no direction of its air is stated.");
        return;
    }
    const std::string word = type.map().text("airflow");
    const std::optional<DeviceAirflow> direction = fromName<DeviceAirflow>(word);
    if (!direction || *direction == DeviceAirflow::NotStated) {
        type.remark(RemarkKind::Implausible, "airflow", "airflow", "the airflow \"{}\" is none of {}.", word,
                    namesOf<DeviceAirflow>());
        return;
    }
    device.airflow = *direction;
}

void remarkPassiveWithDraw(LibraryType& type, DeviceType& device)
{
    if (device.airflow != DeviceAirflow::Passive || (device.nameplateW == 0.0 && device.powerW == 0.0))
        return;
    type.remark(RemarkKind::Implausible, "airflow", "airflow",
                "its airflow is passive, but its power ports draw up to {:g} W; no direction is taken.",
                std::max(device.nameplateW, device.powerW));
    device.airflow = DeviceAirflow::NotStated;
}

// --- what it is made to hold ---

// The library has no GPUs, but some chassis name the bays they sit in.
int gpuBays(LibraryType& type)
{
    int bays = 0;
    for (YamlMap& bay : type.map().optionalList("module-bays", mostParts))
        bays += bay.text("name", "").starts_with("GPU") ? 1 : 0;
    if (bays > 0)
        type.remark(RemarkKind::Assumed, "gpu_count", "module-bays",
                    "it has {} bays for GPUs; {} GPUs are taken, a GPU in each.", bays, bays);
    return bays;
}

void remarkChassis(LibraryType& type)
{
    const std::size_t bays = type.map().optionalList("device-bays", mostParts).size();
    if (bays > 0)
        type.remark(
            RemarkKind::Missing, "mass_kg", "device-bays",
            "it is a chassis for {} devices, and states nothing of them: its mass and power may be those "
            "of the empty chassis.",
            bays);
}

} // namespace

DeviceType readDeviceType(LibraryType& type)
{
    DeviceType device;
    device.name = type.model();
    device.manufacturer = type.manufacturer();
    readSize(type, device);
    readAirflow(type, device);
    const Ports ports = readPorts(type);
    device.ports = ports.groups();
    readPower(type, ports, device);
    remarkPassiveWithDraw(type, device);
    device.gpuCount = gpuBays(type);
    remarkChassis(type);
    return device;
}

} // namespace hallwright::library
