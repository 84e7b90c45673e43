#include "core/exchange/site_tables.h"

#include "core/exchange/csv.h"
#include "core/model/names.h"
#include "core/model/object_names.h"
#include "core/simulation/figures.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>

namespace hallwright {

namespace {

constexpr int figureDecimals = 6, wattDecimals = 3, degreeDecimals = 3, metreDecimals = 3, shareDecimals = 5,
              flowDecimals = 6;

// "overhead/chillers_w" as the heading of a column.
std::string figureColumn(std::string_view key)
{
    std::string heading(key);
    std::ranges::replace(heading, '/', '_');
    return heading;
}

template <class Figures>
std::string figureColumns(const Figures& figures)
{
    std::string headings;
    for (const auto& figure : figures)
        headings += ',' + figureColumn(figure.key);
    return headings;
}

template <class Figures, class Result>
std::string valuesOf(const Figures& figures, const Result& result)
{
    std::string values;
    for (const auto& figure : figures)
        values += ',' + csvNumber(figure.value(result), figureDecimals);
    return values;
}

std::string nameField(const Site& site, ObjectRef object)
{
    return object.valid() ? csvField(nameOf(site, object)) : std::string();
}

// A line of the equipment, before it is written.
struct EquipmentLine {
    ObjectRef object;
    std::string_view kind;
    HallId hall{};
    BuildingId building{};
    CoolantLoopId loop{};
    std::vector<PowerNodeId> feeds{};
    bool running = true;
    std::optional<double> ratedW{}, capacityW{}, loadW{}, powerW{}, lossW{}, flowM3s{}, supplyC{}, returnC{};
};

std::string serviceOf(const Snapshot& snapshot, const EquipmentLine& line)
{
    if (snapshot.conditions.outages.has(line.object))
        return "out-of-service";
    return line.running ? "running" : "standing";
}

std::string feedsField(const Site& site, const std::vector<PowerNodeId>& feeds)
{
    std::string names;
    for (const PowerNodeId feed : feeds) {
        if (feed.valid())
            names += (names.empty() ? "" : "; ") + nameOf(site, refTo(feed));
    }
    return csvField(names);
}

std::optional<double> shareOf(std::optional<double> value, std::optional<double> limit)
{
    return value && limit && *limit > 0.0 ? std::optional(*value / *limit) : std::nullopt;
}

void write(std::string& csv, const Snapshot& snapshot, const EquipmentLine& line)
{
    const Site& site = *snapshot.site;
    fmt::format_to(
        std::back_inserter(csv), "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n",
        csvField(nameOf(site, line.object)), line.kind, nameField(site, refTo(line.hall)),
        nameField(site, refTo(line.building)), nameField(site, refTo(line.loop)),
        feedsField(site, line.feeds), serviceOf(snapshot, line), csvNumber(line.ratedW, wattDecimals),
        csvNumber(line.capacityW, wattDecimals), csvNumber(line.loadW, wattDecimals),
        csvNumber(shareOf(line.loadW, line.capacityW ? line.capacityW : line.ratedW), shareDecimals),
        csvNumber(line.powerW, wattDecimals), csvNumber(line.lossW, wattDecimals),
        csvNumber(line.flowM3s, flowDecimals), csvNumber(line.supplyC, degreeDecimals),
        csvNumber(line.returnC, degreeDecimals), line.object.id);
}

void writeHallEquipment(std::string& csv, const Snapshot& snapshot, const HallResult& result)
{
    const Hall& hall = *result.hall;
    const BuildingId building = snapshot.site->buildingOf(hall.id).id;
    for (std::size_t i = 0; i < hall.airHandlers.size(); ++i) {
        const AirHandler& unit = hall.airHandlers[i];
        const AirHandlerResult& found = result.airHandlers[i];
        write(csv, snapshot,
              {refTo(unit.id),
               nameOf(unit.kind),
               hall.id,
               building,
               unit.loop,
               {unit.feed},
               found.running,
               unit.capacityW,
               {},
               found.heatW,
               found.fanPowerW,
               {},
               found.waterFlowM3s,
               found.supplyC,
               {}});
    }
    for (std::size_t i = 0; i < hall.cdus.size(); ++i) {
        const Cdu& unit = hall.cdus[i];
        const CduResult& found = result.cdus[i];
        write(csv, snapshot,
              {refTo(unit.id),
               "cdu",
               hall.id,
               building,
               unit.loop,
               {unit.feed},
               found.running,
               unit.capacityW,
               {},
               found.loadW(),
               found.pumpPowerW,
               {},
               found.flowM3s,
               found.supplyC,
               found.returnC});
    }
}

void writePlant(std::string& csv, const Snapshot& snapshot)
{
    const std::vector<PlantUnit>& plant = snapshot.site->cooling->plant;
    for (std::size_t i = 0; i < plant.size(); ++i) {
        const PlantUnit& unit = plant[i];
        const PlantUnitResult& found = snapshot.plant[i];
        write(csv, snapshot,
              {refTo(unit.id),
               nameOf(unit.kind),
               {},
               unit.building,
               unit.loop,
               {unit.feed},
               found.running,
               unit.capacityW,
               found.capacityW,
               found.heatW,
               found.powerW,
               {},
               found.flowM3s,
               found.leavingC,
               {}});
    }
}

void writePowerNodes(std::string& csv, const Snapshot& snapshot)
{
    const std::vector<PowerNode>& nodes = snapshot.site->power->nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const PowerNode& node = nodes[i];
        const PowerNodeResult& found = snapshot.powerNodes[i];
        write(csv, snapshot,
              {refTo(node.id),
               nameOf(node.kind),
               node.hall,
               node.building,
               {},
               node.fedBy,
               found.energised,
               node.ratedW,
               {},
               found.outputW,
               {},
               found.lossW,
               {},
               {},
               {}});
    }
}

// How many racks a node feeds itself.
struct FedRacks {
    std::size_t asA = 0, asB = 0;
};

std::map<PowerNodeId, FedRacks> fedRacksOf(const Site& site)
{
    std::map<PowerNodeId, FedRacks> fed;
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            for (const Rack& rack : hall->racks) {
                if (rack.feedA.valid())
                    ++fed[rack.feedA].asA;
                if (rack.feedB.valid())
                    ++fed[rack.feedB].asB;
            }
        }
    }
    return fed;
}

void writeFinding(std::string& csv, const Site& site, const Finding& finding,
                  const std::string& waivedBecause)
{
    const Rule* rule = findRule(finding.rule);
    fmt::format_to(
        std::back_inserter(csv), "{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", nameOf(finding.severity),
        finding.rule, rule ? csvField(std::string(rule->title)) : std::string(),
        wordFor(finding.subject.kind), csvField(describe(site, finding.subject)),
        finding.other.valid() ? csvField(describe(site, finding.other)) : std::string(),
        nameField(site, refTo(finding.hall)), nameField(site, refTo(finding.building)),
        csvNumber(finding.value, figureDecimals), csvNumber(finding.limit, figureDecimals), finding.unit,
        csvField(finding.sentence), csvField(finding.remedy), csvField(waivedBecause));
}

} // namespace

std::string buildingsCsv(const Snapshot& snapshot)
{
    std::string csv = "building,halls,racks,capacity_w" + figureColumns(buildingFigures()) + ",building_id\n";
    for (std::size_t i = 0; i < snapshot.buildings.size(); ++i) {
        const Building& building = *snapshot.site->buildings[i];
        std::size_t racks = 0;
        for (const HallPtr& hall : building.halls)
            racks += hall->racks.size();
        const BuildingResult& result = snapshot.buildings[i];
        fmt::format_to(
            std::back_inserter(csv), "{},{},{},{}{},{}\n", csvField(building.name), building.halls.size(),
            racks,
            csvNumber(result.capacityW > 0.0 ? std::optional(result.capacityW) : std::nullopt, wattDecimals),
            valuesOf(buildingFigures(), result), building.id.value);
    }
    return csv;
}

std::string hallsCsv(const Snapshot& snapshot)
{
    std::string csv =
        "hall,building,racks,width_m,depth_m,inlet_limit_c,air_handler_capacity_w,cdu_capacity_w" +
        figureColumns(hallFigures()) + ",hall_id\n";
    for (const HallResultPtr& result : snapshot.halls) {
        const Hall& hall = *result->hall;
        fmt::format_to(
            std::back_inserter(csv), "{},{},{},{},{},{},{},{}{},{}\n", csvField(hall.name),
            csvField(snapshot.site->buildingOf(hall.id).name), hall.racks.size(),
            csvNumber(hall.widthM, metreDecimals), csvNumber(hall.depthM, metreDecimals),
            csvNumber(hall.inletLimitC, degreeDecimals), csvNumber(result->airHandlerCapacityW, wattDecimals),
            csvNumber(result->cduCapacityW, wattDecimals), valuesOf(hallFigures(), *result), hall.id.value);
    }
    return csv;
}

std::string equipmentCsv(const Snapshot& snapshot)
{
    std::string csv =
        "equipment,kind,hall,building,loop,fed_by,service,rated_w,capacity_w,load_w,loading,power_w,"
        "loss_w,flow_m3_s,supply_c,return_c,equipment_id\n";
    for (const HallResultPtr& result : snapshot.halls)
        writeHallEquipment(csv, snapshot, *result);
    writePlant(csv, snapshot);
    writePowerNodes(csv, snapshot);
    return csv;
}

std::string feedsCsv(const Snapshot& snapshot)
{
    std::string csv =
        "feed,kind,side,hall,building,fed_by,service,racks_as_a,racks_as_b,rated_w,load_w,loading,"
        "load_other_side_lost_w,loading_other_side_lost,peak_w,feed_id\n";
    const Site& site = *snapshot.site;
    const std::map<PowerNodeId, FedRacks> fed = fedRacksOf(site);
    for (std::size_t i = 0; i < site.power->nodes.size(); ++i) {
        const PowerNode& node = site.power->nodes[i];
        const auto racks = fed.find(node.id);
        if (racks == fed.end())
            continue;
        const PowerNodeResult& found = snapshot.powerNodes[i];
        fmt::format_to(
            std::back_inserter(csv), "{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}\n", csvField(node.name),
            nameOf(node.kind), nameOf(node.side), nameField(site, refTo(node.hall)),
            nameField(site, refTo(node.building)), feedsField(site, node.fedBy),
            serviceOf(snapshot, {.object = refTo(node.id), .kind = {}, .running = found.energised}),
            racks->second.asA, racks->second.asB, csvNumber(node.ratedW, wattDecimals),
            csvNumber(found.outputW, wattDecimals),
            csvNumber(shareOf(found.outputW, node.ratedW), shareDecimals),
            csvNumber(found.outputOtherSideLostW, wattDecimals),
            csvNumber(shareOf(found.outputOtherSideLostW, node.ratedW), shareDecimals),
            csvNumber(found.peakW, wattDecimals), node.id.value);
    }
    return csv;
}

std::string findingsCsv(const Site& site, const Findings& findings)
{
    std::string csv =
        "severity,rule,title,subject_kind,subject,other,hall,building,value,limit,unit,sentence,"
        "remedy,waived_because\n";
    for (const Finding* finding : findings.open)
        writeFinding(csv, site, *finding, {});
    for (const WaivedFinding& waived : findings.waived)
        writeFinding(csv, site, *waived.finding, waived.reason);
    return csv;
}

} // namespace hallwright
