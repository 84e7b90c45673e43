#include "core/exchange/csv.h"
#include "core/exchange/site_tables.h"
#include "core/model/bill_of_materials.h"
#include "core/model/names.h"
#include "core/model/object_names.h"

#include <fmt/format.h>

#include <iterator>

namespace hallwright {

namespace {

// A line; what it has none of is empty.
struct MaterialLine {
    std::string_view item, kind;
    std::string type{};
    std::optional<double> widthM{}, depthM{}, heightM{}, diameterM{}, voltageV{}, breakerA{}, ratedW{};
    std::size_t count = 0;
    std::optional<double> gpus{}, fibres{}, powerW{}, massKg{}, lengthM{};
};

std::optional<double> known(bool isKnown, double value)
{
    return isKnown ? std::optional(value) : std::nullopt;
}

void writeMaterial(std::string& csv, const MaterialLine& line)
{
    constexpr int decimals = 3;
    const auto number = [](const std::optional<double>& value) { return csvNumber(value, decimals); };
    fmt::format_to(std::back_inserter(csv), "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", line.item,
                   line.kind, csvField(line.type), number(line.widthM), number(line.depthM),
                   number(line.heightM), csvNumber(line.diameterM, decimals + 1), number(line.voltageV),
                   number(line.breakerA), number(line.ratedW), line.count, number(line.gpus),
                   number(line.fibres), number(line.powerW), number(line.massKg), number(line.lengthM));
}

void writeRacks(std::string& csv, const Site& site, const BillOfMaterials& bill)
{
    for (const RackMaterials& racks : bill.racks) {
        const RackType& type = *site.catalogue->find(racks.type);
        writeMaterial(csv, {.item = "rack",
                            .kind = nameOf(type.role),
                            .type = type.name,
                            .widthM = type.widthM,
                            .depthM = type.depthM,
                            .heightM = type.heightM,
                            .count = racks.count,
                            .gpus = static_cast<double>(racks.gpus),
                            .powerW = racks.powerW,
                            .massKg = known(racks.unweighed == 0, racks.massKg)});
    }
    for (const RackMaterials& racks : bill.racks) {
        const RackType& type = *site.catalogue->find(racks.type);
        if (type.circuits > 0)
            writeMaterial(csv, {.item = "circuit",
                                .kind = type.directCurrent ? "dc" : "ac",
                                .type = type.name,
                                .voltageV = type.circuitVoltageV,
                                .breakerA = type.breakerA,
                                .count = racks.circuits(type)});
    }
}

void writeWays(std::string& csv, const BillOfMaterials& bill)
{
    for (const PipeMaterials& pipes : bill.pipes)
        writeMaterial(csv, {.item = "pipe",
                            .kind = nameOf(pipes.role),
                            .type = pipes.rackSide ? "racks' side of CDUs" : "facility loops",
                            .diameterM = pipes.diameterM,
                            .count = pipes.count,
                            .lengthM = pipes.lengthM});
    for (const PathwayMaterials& ways : bill.pathways)
        writeMaterial(csv, {.item = "pathway",
                            .kind = nameOf(ways.kind),
                            .widthM = ways.widthM,
                            .depthM = ways.depthM,
                            .count = ways.count,
                            .lengthM = ways.lengthM});
}

// The cables of a run together.
void writeFibre(std::string& csv, const Site& site)
{
    for (const FibreRun& run : site.pathways->runs)
        writeMaterial(csv, {.item = "fibre cable",
                            .kind = "fibre",
                            .type = fmt::format("{}: {} to {}", run.name, nameOf(site, refTo(run.from)),
                                                nameOf(site, refTo(run.to))),
                            .diameterM = known(run.cableDiameterM > 0.0, run.cableDiameterM),
                            .count = static_cast<std::size_t>(run.cableCount),
                            .fibres = static_cast<double>(run.fibresPerCable),
                            .lengthM = site.pathways->cableLengthM(run) * run.cableCount});
}

} // namespace

std::string materialsCsv(const Site& site)
{
    std::string csv =
        "item,kind,type,width_m,depth_m,height_m,outer_diameter_m,voltage_v,breaker_a,rated_w,count,"
        "gpu_count,fibres_per_cable,power_w,mass_kg,length_m\n";
    const BillOfMaterials bill = billOfMaterials(site);
    writeRacks(csv, site, bill);
    for (const EquipmentMaterials& make : bill.equipment)
        writeMaterial(csv, {.item = "equipment",
                            .kind = make.kind,
                            .type = make.type,
                            .ratedW = make.ratedW,
                            .count = make.count});
    writeWays(csv, bill);
    writeFibre(csv, site);
    return csv;
}

} // namespace hallwright
