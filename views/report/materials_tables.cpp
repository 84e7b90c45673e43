#include "views/report/materials_tables.h"

#include "core/model/names.h"
#include "core/model/object_names.h"
#include "views/report/words.h"
#include "views/shared/mass_text.h"

#include <map>
#include <tuple>

namespace hallwright::report {

namespace {

using namespace hallwright::style;

QString textOf(const std::string& text)
{
    return QString::fromStdString(text);
}

// Inches or millimetres.
QString bore(double metres)
{
    constexpr double metresPerInch = 0.0254;
    return unitSystem() == UnitSystem::Ip
               ? QStringLiteral("%1\u00a0in").arg(formatFactor(metres / metresPerInch, 1))
               : QStringLiteral("%1\u00a0mm").arg(formatFactor(metres * 1e3, 0));
}

struct Sum {
    std::size_t count = 0;
    double amount = 0.0;

    void add(double more)
    {
        ++count;
        amount += more;
    }
};

TableSection rackSection(const Site& site)
{
    struct Racks {
        std::size_t count = 0;
        double powerW = 0.0;
        double massKg = 0.0;
        long long gpus = 0;
    };
    std::map<RackTypeId, Racks> byType;
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            for (const Rack& rack : hall->racks) {
                Racks& racks = byType[rack.type];
                ++racks.count;
                racks.powerW += rack.powerW;
                racks.massKg += rack.massKg;
                racks.gpus += rack.gpuCount;
            }
        }
    }
    TableSection section{QStringLiteral("Racks"),
                         {{QStringLiteral("Type"), 0.3, Qt::AlignLeft},
                          {QStringLiteral("Role"), 0.1, Qt::AlignLeft},
                          {QStringLiteral("Width, depth, height"), 0.2},
                          {QStringLiteral("Number"), 0.08},
                          {QStringLiteral("GPUs"), 0.1},
                          {QStringLiteral("Design power"), 0.11},
                          {QStringLiteral("Mass"), 0.11}},
                         {}};
    for (const auto& [id, racks] : byType) {
        const RackType& type = *site.catalogue->find(id);
        section.rows.push_back(
            {{textOf(type.name), words(nameOf(type.role)),
              QStringLiteral("%1, %2, %3")
                  .arg(formatLength(type.widthM), formatLength(type.depthM), formatLength(type.heightM)),
              countText(racks.count), racks.gpus > 0 ? formatCount(racks.gpus) : dash(),
              formatPower(racks.powerW), orDash(racks.massKg, formatMass(racks.massKg))}});
    }
    return section;
}

// Of one kind, type and rating.
using Make = std::tuple<QString, QString, double>;

template <class Types, class Id>
QString typeName(const Types& types, Id id)
{
    for (const auto& type : types) {
        if (type.id == id)
            return textOf(type.name);
    }
    return dash();
}

void addHallEquipment(std::map<Make, Sum>& makes, const Site& site)
{
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            for (const AirHandler& unit : hall->airHandlers)
                makes[{words(nameOf(unit.kind)), typeName(site.catalogue->airHandlerTypes, unit.type),
                       unit.capacityW}]
                    .add(unit.capacityW);
            for (const Cdu& unit : hall->cdus)
                makes[{QStringLiteral("CDU"), typeName(site.catalogue->cduTypes, unit.type), unit.capacityW}]
                    .add(unit.capacityW);
        }
    }
}

TableSection equipmentSection(const Site& site)
{
    std::map<Make, Sum> makes;
    addHallEquipment(makes, site);
    for (const PlantUnit& unit : site.cooling->plant)
        makes[{words(nameOf(unit.kind)), typeName(site.catalogue->plantTypes, unit.type), unit.capacityW}]
            .add(unit.capacityW);
    for (const PowerNode& node : site.power->nodes)
        makes[{words(nameOf(node.kind)), typeName(site.catalogue->powerTypes, node.type), node.ratedW}].add(
            node.ratedW);
    TableSection section{QStringLiteral("Equipment"),
                         {{QStringLiteral("Kind"), 0.25, Qt::AlignLeft},
                          {QStringLiteral("Type"), 0.39, Qt::AlignLeft},
                          {QStringLiteral("Rating of one"), 0.13},
                          {QStringLiteral("Number"), 0.1},
                          {QStringLiteral("Together"), 0.13}},
                         {}};
    for (const auto& [make, sum] : makes) {
        const auto& [kind, type, ratedW] = make;
        section.rows.push_back(
            {{kind, type, formatPower(ratedW), countText(sum.count), formatPower(sum.amount)}});
    }
    return section;
}

// What racks are plugged into: circuits by their type, and how many racks have one side or both.
TableSection feedSection(const Site& site)
{
    struct Feeds {
        std::size_t racks = 0, both = 0, none = 0;
    };
    std::map<RackTypeId, Feeds> byType;
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            for (const Rack& rack : hall->racks) {
                Feeds& feeds = byType[rack.type];
                ++feeds.racks;
                feeds.both += rack.feedA.valid() && rack.feedB.valid() ? 1 : 0;
                feeds.none += !rack.feedA.valid() && !rack.feedB.valid() ? 1 : 0;
            }
        }
    }
    TableSection section{QStringLiteral("Feeds of racks"),
                         {{QStringLiteral("Rack type"), 0.3, Qt::AlignLeft},
                          {QStringLiteral("Circuits a rack"), 0.12},
                          {QStringLiteral("Voltage"), 0.12},
                          {QStringLiteral("Breaker"), 0.1},
                          {QStringLiteral("Circuits"), 0.1},
                          {QStringLiteral("Racks on A and B"), 0.13},
                          {QStringLiteral("on one, on none"), 0.13}},
                         {}};
    for (const auto& [id, feeds] : byType) {
        const RackType& type = *site.catalogue->find(id);
        const bool stated = type.circuits > 0;
        section.rows.push_back(
            {{textOf(type.name), stated ? QString::number(type.circuits) : dash(),
              stated ? QStringLiteral("%1\u00a0V %2")
                           .arg(formatFactor(type.circuitVoltageV, 0),
                                type.directCurrent ? QStringLiteral("DC") : QStringLiteral("AC"))
                     : dash(),
              stated ? QStringLiteral("%1\u00a0A").arg(formatFactor(type.breakerA, 0)) : dash(),
              stated ? countText(feeds.racks * static_cast<std::size_t>(type.circuits)) : dash(),
              countText(feeds.both),
              QStringLiteral("%1, %2").arg(countText(feeds.racks - feeds.both - feeds.none),
                                           countText(feeds.none))}});
    }
    return section;
}

TableSection pipeSection(const Site& site)
{
    std::map<std::tuple<QString, double, QString>, Sum> pipes;
    for (const PipeRun& pipe : site.cooling->pipes)
        pipes[{pipe.cdu.valid() ? QStringLiteral("racks' side of CDUs") : QStringLiteral("facility loops"),
               pipe.diameterM, words(nameOf(pipe.role))}]
            .add(pathLength(pipe.pathM));
    TableSection section{QStringLiteral("Pipes"),
                         {{QStringLiteral("Circuit"), 0.3, Qt::AlignLeft},
                          {QStringLiteral("Role"), 0.2, Qt::AlignLeft},
                          {QStringLiteral("Outer diameter"), 0.13},
                          {QStringLiteral("Bore"), 0.12},
                          {QStringLiteral("Runs"), 0.1},
                          {QStringLiteral("Length"), 0.15}},
                         {}};
    for (const auto& [make, sum] : pipes) {
        const auto& [circuit, diameterM, role] = make;
        section.rows.push_back({{circuit, role, bore(diameterM), bore(diameterM / pipeOuterOverInner),
                                 countText(sum.count), formatDistance(sum.amount)}});
    }
    return section;
}

TableSection pathwaySection(const Site& site)
{
    std::map<std::tuple<PathwayKind, double, double>, Sum> ways;
    for (const Pathway& way : site.pathways->pathways)
        ways[{way.kind, way.widthM, way.depthM}].add(way.lengthM());
    TableSection section{QStringLiteral("Trays, ducts and trenches"),
                         {{QStringLiteral("Kind"), 0.3, Qt::AlignLeft},
                          {QStringLiteral("Width, depth"), 0.3},
                          {QStringLiteral("Number"), 0.2},
                          {QStringLiteral("Length"), 0.2}},
                         {}};
    for (const auto& [make, sum] : ways) {
        const auto& [kind, widthM, depthM] = make;
        section.rows.push_back(
            {{words(nameOf(kind)), QStringLiteral("%1, %2").arg(bore(widthM), bore(depthM)),
              countText(sum.count), formatDistance(sum.amount)}});
    }
    return section;
}

TableSection fibreSection(const Site& site)
{
    TableSection section{QStringLiteral("Fibre cables"),
                         {{QStringLiteral("Run"), 0.26, Qt::AlignLeft},
                          {QStringLiteral("From"), 0.16, Qt::AlignLeft},
                          {QStringLiteral("To"), 0.16, Qt::AlignLeft},
                          {QStringLiteral("Cables"), 0.08},
                          {QStringLiteral("Fibres a cable"), 0.1},
                          {QStringLiteral("Length of one"), 0.12},
                          {QStringLiteral("Cable together"), 0.12}},
                         {}};
    for (const FibreRun& run : site.pathways->runs) {
        const double lengthM = site.pathways->cableLengthM(run);
        section.rows.push_back(
            {{textOf(run.name), textOf(nameOf(site, refTo(run.from))), textOf(nameOf(site, refTo(run.to))),
              QString::number(run.cableCount), QString::number(run.fibresPerCable), formatDistance(lengthM),
              formatDistance(lengthM * run.cableCount)}});
    }
    return section;
}

} // namespace

TableSheet materialsTables(const Snapshot& snapshot)
{
    const Site& site = *snapshot.site;
    TableSheet sheet{QStringLiteral("Bill of materials"), {}, {}};
    for (TableSection& section : std::vector{rackSection(site), equipmentSection(site), feedSection(site),
                                             pipeSection(site), pathwaySection(site), fibreSection(site)}) {
        if (!section.rows.empty())
            sheet.sections.push_back(std::move(section));
    }
    sheet.notes = {
        QStringLiteral(
            "Counted from the model as it stands, whatever the racks' status. Lengths are along centre "
            "lines; fibre with its slack; fittings, hoses and power cables are not modelled."),
        QStringLiteral("Bore: the outer diameter over %1, as of standard steel pipe, schedule 20 to 30.")
            .arg(formatFactor(pipeOuterOverInner, 2)),
        QStringLiteral("A type shown as a dash: the unit is of no catalogue type.")};
    return sheet;
}

} // namespace hallwright::report
