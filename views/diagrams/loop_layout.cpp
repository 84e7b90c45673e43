#include "views/diagrams/loop_layout.h"

#include "views/shared/format.h"
#include "views/shared/short_name.h"

#include <algorithm>
#include <map>

namespace hallwright::diagrams {

namespace {

constexpr QSizeF cellSize{226.0, 62.0};
constexpr double rowPitch = 76.0;
constexpr double stubOffset = 13.0; // supply above the middle of a cell, return below
constexpr double towersX = -310.0;  // left edges of the columns; the plant's is 0
constexpr double plantSupplyX = 260.0;
constexpr double plantReturnX = 286.0;
constexpr double pumpsX = 336.0;
constexpr double hallSupplyX = 760.0;
constexpr double hallReturnX = 786.0;
constexpr double hallsX = 840.0;
constexpr double racksX = 1140.0;
constexpr double frameHead = 30.0;
constexpr double loopFramePad = 12.0;
constexpr double hallGap = 14.0;
constexpr double mainGap = 70.0; // between a main and the rows
constexpr double noteX = 592.0;

QString counted(std::size_t count, const QString& one, const QString& many)
{
    return count == 1 ? one : style::formatCount(static_cast<long long>(count)) + QLatin1Char(' ') + many;
}

Symbol symbolOf(PlantKind kind)
{
    switch (kind) {
    case PlantKind::AirCooledChiller:
    case PlantKind::WaterCooledChiller:
        return Symbol::Chiller;
    case PlantKind::DryCooler:
        return Symbol::DryCooler;
    case PlantKind::CoolingTower:
        return Symbol::Tower;
    case PlantKind::WatersideEconomiser:
        return Symbol::Economiser;
    }
    return Symbol::Chiller;
}

QString pluralOf(PlantKind kind)
{
    switch (kind) {
    case PlantKind::AirCooledChiller:
    case PlantKind::WaterCooledChiller:
        return QStringLiteral("chillers");
    case PlantKind::DryCooler:
        return QStringLiteral("dry coolers");
    case PlantKind::CoolingTower:
        return QStringLiteral("tower cells");
    case PlantKind::WatersideEconomiser:
        return QStringLiteral("economisers");
    }
    return {};
}

} // namespace

void LoopLayout::run()
{
    const Ladder halls = placeHalls(0.0);
    const double plantHeight = rowPitch * static_cast<double>(plantRows(false).size());
    const Ladder plant = placePlant(std::max(0.0, (halls.bottom - plantHeight) / 2));
    placeMains(plant, halls);
    normalise();
}

bool LoopLayout::hasTowersBehindChillers() const
{
    return std::ranges::any_of(site_.cooling->plant, [&](const PlantUnit& unit) {
        return unit.loop == loop_.id &&
               (unit.kind == PlantKind::WaterCooledChiller || unit.kind == PlantKind::WatersideEconomiser);
    });
}

// The towers that serve chillers, or all other plant; each unit by itself where the plant is open.
std::vector<LoopLayout::Row> LoopLayout::plantRows(bool towersBehindChillers) const
{
    std::map<PlantKind, std::vector<std::size_t>> byKind;
    const bool behind = hasTowersBehindChillers();
    for (std::size_t i = 0; i < site_.cooling->plant.size(); ++i) {
        const PlantUnit& unit = site_.cooling->plant[i];
        const bool isBehind = behind && unit.kind == PlantKind::CoolingTower;
        if (unit.loop == loop_.id && isBehind == towersBehindChillers)
            byKind[unit.kind].push_back(i);
    }
    const DiagramElement all{ElementKind::LoopPlant, loop_.id.value};
    const Building* building = site_.findBuilding(loop_.building);
    std::vector<Row> rows;
    for (const auto& [kind, members] : byKind) {
        const auto nameOf = [&](std::size_t i) {
            const std::string& name = site_.cooling->plant[i].name;
            return building ? style::shortName(name, building->name) : QString::fromStdString(name);
        };
        if (members.size() > 1 && !open_.contains(all)) {
            rows.emplace_back(Meaning::Plant, 0, members, all, symbolOf(kind),
                              counted(members.size(), {}, pluralOf(kind)));
            rows.back().opens = {all};
            continue;
        }
        for (const std::size_t i : members)
            rows.emplace_back(Meaning::Plant, 0, std::vector{i},
                              DiagramElement{ElementKind::PlantUnit, site_.cooling->plant[i].id.value},
                              symbolOf(kind), nameOf(i));
    }
    return rows;
}

std::vector<LoopLayout::Row> LoopLayout::hallRows(std::size_t hallAt, const Hall& hall) const
{
    std::vector<Row> rows;
    const auto add = [&](Meaning::Kind kind, const std::vector<std::size_t>& members, ElementKind many,
                         ElementKind one, Symbol symbol, const QString& plural, const auto& unitOf) {
        const DiagramElement all{many, hall.id.value};
        if (members.size() > 1 && !open_.contains(all)) {
            rows.emplace_back(kind, hallAt, members, all, symbol, counted(members.size(), {}, plural));
            rows.back().opens = {all};
            return;
        }
        for (const std::size_t i : members) {
            Row row(kind, hallAt, {i}, {one, unitOf(i).id.value}, symbol,
                    style::shortName(unitOf(i).name, hall.name));
            if (kind == Meaning::Cdus)
                row.opens = {row.element};
            row.isOpen = kind == Meaning::Cdus && open_.contains(row.element);
            row.showsRacks = row.isOpen;
            rows.push_back(row);
        }
    };
    const auto onLoop = [&](const auto& units) {
        std::vector<std::size_t> found;
        for (std::size_t i = 0; i < units.size(); ++i) {
            if (units[i].loop == loop_.id)
                found.push_back(i);
        }
        return found;
    };
    add(Meaning::AirHandlers, onLoop(hall.airHandlers), ElementKind::AirHandlers, ElementKind::AirHandler,
        Symbol::AirHandler, QStringLiteral("air handlers"),
        [&](std::size_t i) -> const AirHandler& { return hall.airHandlers[i]; });
    add(Meaning::Cdus, onLoop(hall.cdus), ElementKind::Cdus, ElementKind::Cdu, Symbol::Cdu,
        QStringLiteral("CDUs"), [&](std::size_t i) -> const Cdu& { return hall.cdus[i]; });
    std::vector<std::size_t> doors;
    for (std::size_t i = 0; i < hall.racks.size(); ++i) {
        if (hall.racks[i].rearDoorLoop == loop_.id)
            doors.push_back(i);
    }
    if (!doors.empty())
        rows.emplace_back(Meaning::RearDoors, hallAt, doors,
                          DiagramElement{ElementKind::RearDoors, hall.id.value}, Symbol::RearDoor,
                          counted(doors.size(), QStringLiteral("1 rear door"), QStringLiteral("rear doors")));
    return rows;
}

std::size_t LoopLayout::addItem(const Row& row, const QRectF& rect)
{
    DiagramItem item;
    item.element = row.element;
    item.symbol = row.symbol;
    item.name = row.name;
    item.rect = rect;
    item.opens = row.opens;
    item.isOpen = row.isOpen;
    drawing.items.push_back(std::move(item));
    meanings.push_back(row.meaning);
    return drawing.items.size() - 1;
}

void LoopLayout::addPipe(WireKind kind, std::vector<QLineF> lines, std::size_t item, bool isMain)
{
    drawing.wires.push_back({kind, FeedSide::None, item, std::move(lines), {}});
    pipes.push_back({isMain, item});
}

LoopLayout::Ladder LoopLayout::placePlant(double top)
{
    const std::vector<Row> rows = plantRows(false);
    Ladder ladder{top + rowPitch / 2 + stubOffset, top, top};
    const DiagramElement all{ElementKind::LoopPlant, loop_.id.value};
    if (open_.contains(all) && !rows.empty()) {
        Row frame(Meaning::Plant, 0, {}, all, Symbol::Frame, QStringLiteral("Plant"));
        frame.opens = {all};
        frame.isOpen = true;
        addItem(frame, {-loopFramePad, top - frameHead, cellSize.width() + 2 * loopFramePad,
                        rowPitch * static_cast<double>(rows.size()) + frameHead});
    }
    double y = top;
    const std::size_t first = drawing.items.size();
    for (const Row& row : rows) {
        const QRectF rect({0.0, y}, cellSize);
        const std::size_t item = addItem(row, rect);
        const double middle = rect.center().y();
        addPipe(WireKind::Supply,
                {QLineF(rect.right(), middle - stubOffset, plantSupplyX, middle - stubOffset)}, item, false);
        addPipe(WireKind::Return,
                {QLineF(rect.right(), middle + stubOffset, plantReturnX, middle + stubOffset)}, item, false);
        if (y == top)
            ladder.firstReturnY = middle + stubOffset;
        ladder.lastSupplyY = middle - stubOffset;
        y += rowPitch;
    }
    ladder.bottom = rows.empty() ? y : std::max(y, placeTowers(first, top));
    return ladder;
}

// Towers behind chillers: their water is drawn as one pair of pipes to the chillers.
double LoopLayout::placeTowers(std::size_t firstChiller, double top)
{
    const std::vector<Row> rows = plantRows(true);
    if (rows.empty())
        return top;
    const double firstY = top + cellSize.height() / 2;
    const double lastY = drawing.items.back().rect.center().y();
    const double coldX = towersX + cellSize.width() + 30.0;
    const double warmX = coldX + 26.0;
    std::vector<QLineF> cold;
    std::vector<QLineF> warm;
    for (std::size_t i = firstChiller; i < drawing.items.size(); ++i) {
        const double middle = drawing.items[i].rect.center().y();
        cold.emplace_back(coldX, middle - stubOffset, 0.0, middle - stubOffset);
        warm.emplace_back(warmX, middle + stubOffset, 0.0, middle + stubOffset);
    }
    double y = top;
    std::vector<std::size_t> towers;
    for (const Row& row : rows) {
        const QRectF rect({towersX, y}, cellSize);
        towers.push_back(addItem(row, rect));
        const double middle = rect.center().y();
        cold.emplace_back(rect.right(), middle - stubOffset, coldX, middle - stubOffset);
        warm.emplace_back(rect.right(), middle + stubOffset, warmX, middle + stubOffset);
        y += rowPitch;
    }
    const double end = std::max(lastY, y - rowPitch + cellSize.height() / 2);
    if (end > firstY) {
        cold.emplace_back(coldX, firstY - stubOffset, coldX, end - stubOffset);
        warm.emplace_back(warmX, firstY + stubOffset, warmX, end + stubOffset);
    }
    addPipe(WireKind::Supply, std::move(cold), towers.front(), false);
    addPipe(WireKind::Return, std::move(warm), towers.front(), false);
    return y;
}

LoopLayout::Ladder LoopLayout::placeHalls(double top)
{
    Ladder ladder{top, top, top};
    double y = top;
    std::size_t hallAt = 0;
    bool first = true;
    for (const BuildingPtr& building : site_.buildings) {
        for (const HallPtr& hall : building->halls) {
            const std::vector<Row> rows = hallRows(hallAt, *hall);
            if (!rows.empty()) {
                Ladder part = ladder;
                placeHall(style::shortName(hall->name, building->name), hallAt, *hall, rows, y, part);
                if (!first)
                    part.firstReturnY = ladder.firstReturnY;
                ladder = part;
                first = false;
            }
            ++hallAt;
        }
    }
    ladder.bottom = y;
    return ladder;
}

void LoopLayout::placeHall(const QString& name, std::size_t hallAt, const Hall& hall,
                           const std::vector<Row>& rows, double& y, Ladder& ladder)
{
    const bool withRacks = std::ranges::any_of(rows, &Row::showsRacks);
    const double right = withRacks ? racksX + cellSize.width() : hallsX + cellSize.width();
    const double height =
        frameHead + rowPitch * static_cast<double>(rows.size()) - (rowPitch - cellSize.height());
    Row frame(Meaning::Hall, hallAt, {}, {ElementKind::Hall, hall.id.value}, Symbol::Frame, name);
    for (const ElementKind list : {ElementKind::AirHandlers, ElementKind::Cdus}) {
        if (const DiagramElement element{list, hall.id.value}; open_.contains(element))
            frame.opens.push_back(element);
    }
    frame.isOpen = !frame.opens.empty();
    addItem(frame, {hallsX - loopFramePad, y, right - hallsX + 2 * loopFramePad, height + loopFramePad});
    double rowY = y + frameHead;
    for (const Row& row : rows) {
        const QRectF rect({hallsX, rowY}, cellSize);
        const std::size_t item = addItem(row, rect);
        const double middle = rect.center().y();
        addPipe(WireKind::Supply,
                {QLineF(hallSupplyX, middle - stubOffset, rect.left(), middle - stubOffset)}, item, false);
        addPipe(WireKind::Return,
                {QLineF(hallReturnX, middle + stubOffset, rect.left(), middle + stubOffset)}, item, false);
        if (rowY == y + frameHead)
            ladder.firstReturnY = middle + stubOffset;
        ladder.lastSupplyY = middle - stubOffset;
        if (row.showsRacks)
            placeRackCircuit(row, item, rowY);
        rowY += rowPitch;
    }
    y += height + loopFramePad + hallGap;
}

void LoopLayout::placeRackCircuit(const Row& row, std::size_t cduItem, double y)
{
    const CduId cdu{row.element.id};
    std::size_t racks = 0;
    for (const BuildingPtr& building : site_.buildings) {
        for (const HallPtr& hall : building->halls)
            racks += static_cast<std::size_t>(std::ranges::count(hall->racks, cdu, &Rack::cdu));
    }
    const Row circuit(Meaning::RackCircuit, row.meaning.hall, row.meaning.members, row.element,
                      Symbol::RackCircuit, counted(racks, QStringLiteral("1 rack"), QStringLiteral("racks")));
    const QRectF rect({racksX, y}, cellSize);
    const std::size_t item = addItem(circuit, rect);
    const double left = drawing.items[cduItem].rect.right();
    const double middle = rect.center().y();
    addPipe(WireKind::Supply, {QLineF(left, middle - stubOffset, rect.left(), middle - stubOffset)}, item,
            false);
    addPipe(WireKind::Return, {QLineF(left, middle + stubOffset, rect.left(), middle + stubOffset)}, item,
            false);
}

void LoopLayout::placeMains(const Ladder& plant, const Ladder& halls)
{
    const double supplyY = -mainGap;
    const double returnY = std::max(plant.bottom, halls.bottom) + mainGap / 2;
    const QRectF pumps({pumpsX, supplyY - cellSize.height() / 2}, cellSize);
    const Row row(Meaning::Pumps, 0, {}, {ElementKind::LoopPumps, loop_.id.value}, Symbol::Pump,
                  QStringLiteral("Pumps"));
    const std::size_t item = addItem(row, pumps);
    addPipe(WireKind::Supply,
            {QLineF(plantSupplyX, plant.lastSupplyY, plantSupplyX, supplyY),
             QLineF(plantSupplyX, supplyY, pumps.left(), supplyY),
             QLineF(pumps.right(), supplyY, hallSupplyX, supplyY),
             QLineF(hallSupplyX, supplyY, hallSupplyX, halls.lastSupplyY)},
            item, true);
    addPipe(WireKind::Return,
            {QLineF(plantReturnX, plant.firstReturnY, plantReturnX, returnY),
             QLineF(plantReturnX, returnY, hallReturnX, returnY),
             QLineF(hallReturnX, returnY, hallReturnX, halls.firstReturnY)},
            item, true);
    constexpr double aboveLine = 9.0;
    constexpr double lineStep = 17.0;
    drawing.notes.push_back({{noteX - 16, supplyY - aboveLine}, static_cast<int>(LoopNote::Supply)});
    drawing.notes.push_back({{pumpsX, returnY - aboveLine}, static_cast<int>(LoopNote::Return)});
    double y = 20.0;
    for (const LoopNote note :
         {LoopNote::Heat, LoopNote::Economiser, LoopNote::Reuse, LoopNote::Unrejected, LoopNote::Shortage}) {
        drawing.notes.push_back({{pumpsX, y}, static_cast<int>(note)});
        y += lineStep;
    }
}

// To (0, 0), with room for thick pipes at the edges.
void LoopLayout::normalise()
{
    constexpr double edge = 8.0;
    QRectF bounds;
    for (const DiagramItem& item : drawing.items)
        bounds |= item.rect;
    for (const DiagramWire& wire : drawing.wires) {
        for (const QLineF& line : wire.lines)
            bounds |= QRectF(line.p1(), line.p2()).normalized();
    }
    const QPointF by = QPointF(edge, edge) - bounds.topLeft();
    for (DiagramItem& item : drawing.items)
        item.rect.translate(by);
    for (DiagramWire& wire : drawing.wires) {
        for (QLineF& line : wire.lines)
            line.translate(by);
    }
    for (DiagramNote& note : drawing.notes)
        note.at += by;
    drawing.size = bounds.size() + QSizeF(2 * edge, 2 * edge);
}

} // namespace hallwright::diagrams
