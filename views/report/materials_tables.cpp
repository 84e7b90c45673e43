#include "views/report/materials_tables.h"

#include "core/model/bill_of_materials.h"
#include "core/model/names.h"
#include "core/model/object_names.h"
#include "views/report/words.h"
#include "views/shared/mass_text.h"

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

TableSection rackSection(const Site& site, const BillOfMaterials& bill)
{
    TableSection section{QStringLiteral("Racks"),
                         {{QStringLiteral("Type"), 0.3, Qt::AlignLeft},
                          {QStringLiteral("Role"), 0.1, Qt::AlignLeft},
                          {QStringLiteral("Width, depth, height"), 0.2},
                          {QStringLiteral("Number"), 0.08},
                          {QStringLiteral("GPUs"), 0.1},
                          {QStringLiteral("Design power"), 0.11},
                          {QStringLiteral("Mass"), 0.11}},
                         {}};
    for (const RackMaterials& racks : bill.racks) {
        const RackType& type = *site.catalogue->find(racks.type);
        section.rows.push_back(
            {{textOf(type.name), words(nameOf(type.role)),
              QStringLiteral("%1, %2, %3")
                  .arg(formatLength(type.widthM), formatLength(type.depthM), formatLength(type.heightM)),
              countText(racks.count), racks.gpus > 0 ? formatCount(racks.gpus) : dash(),
              formatPower(racks.powerW), orDash(racks.massKg, formatMass(racks.massKg))}});
    }
    return section;
}

TableSection equipmentSection(const BillOfMaterials& bill)
{
    TableSection section{QStringLiteral("Equipment"),
                         {{QStringLiteral("Kind"), 0.25, Qt::AlignLeft},
                          {QStringLiteral("Type"), 0.39, Qt::AlignLeft},
                          {QStringLiteral("Rating of one"), 0.13},
                          {QStringLiteral("Number"), 0.1},
                          {QStringLiteral("Together"), 0.13}},
                         {}};
    for (const EquipmentMaterials& make : bill.equipment)
        section.rows.push_back(
            {{make.kind == "cdu" ? QStringLiteral("CDU") : words(make.kind),
              make.type.empty() ? dash() : textOf(make.type), formatPower(make.ratedW), countText(make.count),
              formatPower(make.ratedW * static_cast<double>(make.count))}});
    return section;
}

// What racks are plugged into: circuits by their type, and how many racks have one side or both.
TableSection feedSection(const Site& site, const BillOfMaterials& bill)
{
    TableSection section{QStringLiteral("Feeds of racks"),
                         {{QStringLiteral("Rack type"), 0.3, Qt::AlignLeft},
                          {QStringLiteral("Circuits a rack"), 0.12},
                          {QStringLiteral("Voltage"), 0.12},
                          {QStringLiteral("Breaker"), 0.1},
                          {QStringLiteral("Circuits"), 0.1},
                          {QStringLiteral("Racks on A and B"), 0.13},
                          {QStringLiteral("on one, on none"), 0.13}},
                         {}};
    for (const RackMaterials& racks : bill.racks) {
        const RackType& type = *site.catalogue->find(racks.type);
        const bool stated = type.circuits > 0;
        section.rows.push_back(
            {{textOf(type.name), stated ? QString::number(type.circuits) : dash(),
              stated ? QStringLiteral("%1\u00a0V %2")
                           .arg(formatFactor(type.circuitVoltageV, 0),
                                type.directCurrent ? QStringLiteral("DC") : QStringLiteral("AC"))
                     : dash(),
              stated ? QStringLiteral("%1\u00a0A").arg(formatFactor(type.breakerA, 0)) : dash(),
              stated ? countText(racks.circuits(type)) : dash(), countText(racks.onBothFeeds),
              QStringLiteral("%1, %2").arg(countText(racks.onOneFeed()), countText(racks.onNoFeed))}});
    }
    return section;
}

TableSection pipeSection(const BillOfMaterials& bill)
{
    TableSection section{QStringLiteral("Pipes"),
                         {{QStringLiteral("Circuit"), 0.3, Qt::AlignLeft},
                          {QStringLiteral("Role"), 0.2, Qt::AlignLeft},
                          {QStringLiteral("Outer diameter"), 0.13},
                          {QStringLiteral("Bore"), 0.12},
                          {QStringLiteral("Runs"), 0.1},
                          {QStringLiteral("Length"), 0.15}},
                         {}};
    for (const PipeMaterials& pipes : bill.pipes)
        section.rows.push_back(
            {{pipes.rackSide ? QStringLiteral("racks' side of CDUs") : QStringLiteral("facility loops"),
              words(nameOf(pipes.role)), bore(pipes.diameterM), bore(pipes.diameterM / pipeOuterOverInner),
              countText(pipes.count), formatDistance(pipes.lengthM)}});
    return section;
}

TableSection pathwaySection(const BillOfMaterials& bill)
{
    TableSection section{QStringLiteral("Trays, ducts and trenches"),
                         {{QStringLiteral("Kind"), 0.3, Qt::AlignLeft},
                          {QStringLiteral("Width, depth"), 0.3},
                          {QStringLiteral("Number"), 0.2},
                          {QStringLiteral("Length"), 0.2}},
                         {}};
    for (const PathwayMaterials& ways : bill.pathways)
        section.rows.push_back(
            {{words(nameOf(ways.kind)), QStringLiteral("%1, %2").arg(bore(ways.widthM), bore(ways.depthM)),
              countText(ways.count), formatDistance(ways.lengthM)}});
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
    const BillOfMaterials bill = billOfMaterials(site);
    for (TableSection& section :
         std::vector{rackSection(site, bill), equipmentSection(bill), feedSection(site, bill),
                     pipeSection(bill), pathwaySection(bill), fibreSection(site)}) {
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
