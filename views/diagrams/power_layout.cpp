#include "views/diagrams/power_layout.h"

#include "views/shared/format.h"
#include "views/shared/short_name.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

namespace hallwright::diagrams {

namespace {

constexpr double portX = 20.0;   // where wires enter and leave a node: through its symbol
constexpr double feedGap = 10.0; // between the wires of side A and B
constexpr QSizeF nodeSize{172.0, 50.0};
constexpr QSizeF buswaySize{106.0, 50.0};
constexpr QSizeF loadSize{112.0, 42.0};
constexpr double groupWidth = 224.0;
constexpr double groupHeadHeight = 64.0;
constexpr double groupRowHeight = 18.0;
constexpr double framePad = 16.0;
constexpr double frameHeadHeight = 34.0;
constexpr double titleFigures = 130.0; // of a frame's title: what its figures take
constexpr double titleLetter = 7.5;    // and a letter of its name

Symbol symbolOf(PowerNodeKind kind)
{
    switch (kind) {
    case PowerNodeKind::Utility:
        return Symbol::Utility;
    case PowerNodeKind::Generator:
        return Symbol::Generator;
    case PowerNodeKind::Battery:
        return Symbol::Battery;
    case PowerNodeKind::Transformer:
    case PowerNodeKind::SolidStateTransformer:
        return Symbol::Transformer;
    case PowerNodeKind::Switchgear:
        return Symbol::Switchgear;
    case PowerNodeKind::Ups:
    case PowerNodeKind::Rectifier:
        return Symbol::Ups;
    case PowerNodeKind::Pdu:
        return Symbol::Pdu;
    case PowerNodeKind::Busway:
        return Symbol::Busway;
    case PowerNodeKind::MechanicalPanel:
        return Symbol::Panel;
    }
    return Symbol::Panel;
}

QString pluralOf(PowerNodeKind kind, std::size_t count)
{
    const auto text = [&](const char* one, const char* many) {
        return style::formatCount(static_cast<long long>(count)) + QChar(0x00a0) +
               QString::fromUtf8(count == 1 ? one : many);
    };
    switch (kind) {
    case PowerNodeKind::Utility:
        return text("utility", "utilities");
    case PowerNodeKind::Generator:
        return text("generator", "generators");
    case PowerNodeKind::Battery:
        return text("battery", "batteries");
    case PowerNodeKind::Transformer:
        return text("transformer", "transformers");
    case PowerNodeKind::SolidStateTransformer:
        return text("solid-state transformer", "solid-state transformers");
    case PowerNodeKind::Rectifier:
        return text("rectifier", "rectifiers");
    case PowerNodeKind::Switchgear:
        return text("switchboard", "switchboards");
    case PowerNodeKind::Ups:
        return text("UPS", "UPS");
    case PowerNodeKind::Pdu:
        return text("PDU", "PDUs");
    case PowerNodeKind::Busway:
        return text("busway", "busways");
    case PowerNodeKind::MechanicalPanel:
        return text("panel", "panels");
    }
    return {};
}

int sideRank(FeedSide side)
{
    return side == FeedSide::A ? -1 : side == FeedSide::B ? 1 : 0;
}

// Where the i-th of `count` wires enters, around a middle.
double entryX(double middle, std::size_t i, std::size_t count, double gap)
{
    return middle + (static_cast<double>(i) - (static_cast<double>(count) - 1.0) / 2.0) * gap;
}

} // namespace

DiagramElement elementOfPlace(const Site& site, const PowerPlace& place)
{
    if (place.building == PowerPlace::campus)
        return {};
    const Building& building = *site.buildings[static_cast<std::size_t>(place.building)];
    if (place.hall >= 0)
        return {ElementKind::Hall, building.halls[static_cast<std::size_t>(place.hall)]->id.value};
    return {place.hall == PowerPlace::plant ? ElementKind::BuildingPlant : ElementKind::Building,
            building.id.value};
}

struct PowerLayout::Level {
    PowerPlace place;
    bool hasPorts = false;
    std::vector<LayeredBox> boxes;
    std::vector<LayeredEdge> edges;
    std::vector<Part> parts;                      // of each box: one item, or an open group
    std::vector<std::size_t> nodes;               // of each box: the node, or none
    std::map<std::size_t, std::size_t> boxOfNode; // also of a port
    std::vector<std::pair<std::size_t, PowerPlace>> groupBoxes;
    std::vector<std::pair<std::size_t, std::size_t>> loadBoxes; // box, load
};

void PowerLayout::run(const PowerScope& scope)
{
    PowerPlace place;
    std::vector<std::size_t> upstream;
    for (std::size_t b = 0; b < site_.buildings.size(); ++b) {
        const Building& building = *site_.buildings[b];
        if (building.id == scope.building)
            place = {static_cast<int>(b), PowerPlace::shared};
        for (std::size_t h = 0; h < building.halls.size(); ++h) {
            if (building.halls[h]->id == scope.hall)
                place = {static_cast<int>(b), static_cast<int>(h)};
        }
    }
    Part part = layOut(place, upstreamOf(place), false);
    drawing.size = part.size;
    drawing.items = std::move(part.items);
    drawing.wires = std::move(part.wires);
    meanings = std::move(part.meanings);
    std::map<std::size_t, std::size_t> itemOfNode;
    for (std::size_t i = 0; i < meanings.size(); ++i) {
        if (meanings[i].kind == Meaning::Node)
            itemOfNode[meanings[i].at] = i;
    }
    for (std::size_t w = 0; w < drawing.wires.size(); ++w)
        drawing.wires[w].item = itemOfNode.at(part.wireNodes[w]);
}

// What is above a group, all the way to the sources.
std::vector<std::size_t> PowerLayout::upstreamOf(const PowerPlace& place) const
{
    std::vector<bool> seen(groups_.places.size(), false);
    std::vector<std::size_t> open = feedersFromOutside(place);
    for (const std::size_t node : open)
        seen[node] = true;
    for (std::size_t at = 0; at < open.size(); ++at) {
        for (const std::size_t from : groups_.feeders[open[at]]) {
            if (!seen[from]) {
                seen[from] = true;
                open.push_back(from);
            }
        }
    }
    std::ranges::sort(open);
    return open;
}

std::vector<std::size_t> PowerLayout::feedersFromOutside(const PowerPlace& place) const
{
    std::vector<bool> found(groups_.places.size(), false);
    const auto take = [&](const std::vector<std::size_t>& feeders) {
        for (const std::size_t from : feeders) {
            if (!place.holds(groups_.places[from]))
                found[from] = true;
        }
    };
    for (std::size_t i = 0; i < groups_.places.size(); ++i) {
        if (place.holds(groups_.places[i]))
            take(groups_.feeders[i]);
    }
    for (const GroupedLoad& load : groups_.loads) {
        if (place.holds(load.place))
            take(load.feeders);
    }
    std::vector<std::size_t> result;
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (found[i])
            result.push_back(i);
    }
    std::ranges::stable_sort(result, {}, [&](std::size_t i) { return sideRank(site_.power->nodes[i].side); });
    return result;
}

std::vector<PowerPlace> PowerLayout::groupsIn(const PowerPlace& place) const
{
    std::vector<PowerPlace> result;
    const auto add = [&](const PowerPlace& group) {
        const auto inside = [&](const PowerPlace& other) { return group.holds(other); };
        if (std::ranges::any_of(groups_.places, inside) ||
            std::ranges::any_of(groups_.loads, inside, &GroupedLoad::place))
            result.push_back(group);
    };
    if (place.building == PowerPlace::campus) {
        for (std::size_t b = 0; b < site_.buildings.size(); ++b)
            add({static_cast<int>(b), PowerPlace::shared});
    } else if (place.hall == PowerPlace::shared) {
        const auto halls = site_.buildings[static_cast<std::size_t>(place.building)]->halls.size();
        for (std::size_t h = 0; h < halls; ++h)
            add({place.building, static_cast<int>(h)});
        add({place.building, PowerPlace::plant});
    }
    return result;
}

PowerLayout::Part PowerLayout::layOut(const PowerPlace& place, const std::vector<std::size_t>& alsoNodes,
                                      bool hasPorts) const
{
    Level level;
    level.place = place;
    level.hasPorts = hasPorts;
    if (hasPorts) {
        for (const std::size_t node : feedersFromOutside(place)) {
            level.boxOfNode[node] = level.boxes.size();
            level.boxes.push_back({feedGap, 0.0, feedGap / 2, sideRank(site_.power->nodes[node].side), true});
            level.parts.emplace_back();
            level.nodes.push_back(node);
        }
    }
    std::vector<std::size_t> nodes = alsoNodes;
    for (std::size_t i = 0; i < groups_.places.size(); ++i) {
        if (groups_.places[i] == place)
            nodes.push_back(i);
    }
    addNodes(level, nodes);
    addGroups(level);
    addLoads(level);
    connect(level);
    return assemble(level);
}

void PowerLayout::addNodes(Level& level, const std::vector<std::size_t>& nodes) const
{
    for (const std::size_t node : nodes) {
        Part part;
        part.items.push_back(itemOf(node, level.place));
        part.meanings.push_back({Meaning::Node, node, {}});
        part.size = part.items.front().rect.size();
        level.boxOfNode[node] = level.boxes.size();
        level.boxes.push_back(
            {part.size.width(), part.size.height(), portX, sideRank(site_.power->nodes[node].side), false});
        level.parts.push_back(std::move(part));
        level.nodes.push_back(node);
    }
}

void PowerLayout::addGroups(Level& level) const
{
    for (const PowerPlace& group : groupsIn(level.place)) {
        Part part = open_.contains(elementOf(group)) ? openGroup(group) : closedGroup(group);
        level.groupBoxes.emplace_back(level.boxes.size(), group);
        level.boxes.push_back({part.size.width(), part.size.height(), 0.0, 0, false, true});
        level.parts.push_back(std::move(part));
        level.nodes.push_back(PowerGroups::none);
    }
}

void PowerLayout::addLoads(Level& level) const
{
    for (std::size_t i = 0; i < groups_.loads.size(); ++i) {
        const GroupedLoad& load = groups_.loads[i];
        if (load.place != level.place)
            continue;
        Part part;
        DiagramItem item;
        item.element = load.element;
        item.symbol = Symbol::Load;
        item.name = load.name;
        item.rect = {{0, 0}, loadSize};
        part.items.push_back(item);
        part.meanings.push_back({Meaning::Load, i, {}});
        part.size = loadSize;
        level.loadBoxes.emplace_back(level.boxes.size(), i);
        level.boxes.push_back({loadSize.width(), loadSize.height(), loadSize.width() / 2, 0, false});
        level.parts.push_back(std::move(part));
        level.nodes.push_back(PowerGroups::none);
    }
}

void PowerLayout::connect(Level& level) const
{
    const auto join = [&](std::size_t box, const std::vector<std::size_t>& feeders, double middle) {
        for (std::size_t i = 0; i < feeders.size(); ++i) {
            const auto from = level.boxOfNode.find(feeders[i]);
            if (from != level.boxOfNode.end())
                level.edges.push_back({from->second, box, entryX(middle, i, feeders.size(), feedGap)});
        }
    };
    for (const auto& [node, box] : level.boxOfNode) {
        if (!level.boxes[box].isPort)
            join(box, groups_.feeders[node], portX);
    }
    for (const auto& [box, load] : level.loadBoxes)
        join(box, groups_.loads[load].feeders, loadSize.width() / 2);
    for (const auto& [box, group] : level.groupBoxes) {
        for (const auto& [node, x] : level.parts[box].ports)
            level.edges.push_back({level.boxOfNode.at(node), box, x});
    }
}

PowerLayout::Part PowerLayout::assemble(const Level& level) const
{
    const LayeredPlan plan = layeredPlan(level.boxes, level.edges);
    Part result;
    result.size = plan.size;
    const auto takeWire = [&](DiagramWire wire, QPointF by, std::size_t node) {
        for (QLineF& line : wire.lines)
            line.translate(by);
        for (QPointF& joint : wire.joints)
            joint += by;
        result.wires.push_back(std::move(wire));
        result.wireNodes.push_back(node);
    };
    for (std::size_t box = 0; box < level.boxes.size(); ++box) {
        const Part& part = level.parts[box];
        const QPointF at = plan.topLefts[box];
        if (level.boxes[box].isPort)
            result.ports.emplace_back(level.nodes[box], at.x() + level.boxes[box].outX);
        for (std::size_t i = 0; i < part.items.size(); ++i) {
            result.items.push_back(part.items[i]);
            result.items.back().rect.translate(at);
            result.meanings.push_back(part.meanings[i]);
        }
        for (std::size_t w = 0; w < part.wires.size(); ++w)
            takeWire(part.wires[w], at, part.wireNodes[w]);
    }
    for (const LayeredNet& net : plan.nets) {
        const std::size_t node = level.nodes[net.from];
        takeWire({WireKind::Power, site_.power->nodes[node].side, 0, net.lines, net.joints}, {}, node);
    }
    return result;
}

PowerLayout::Part PowerLayout::closedGroup(const PowerPlace& place) const
{
    std::map<PowerNodeKind, std::vector<std::size_t>> byKind;
    for (std::size_t i = 0; i < groups_.places.size(); ++i) {
        if (place.holds(groups_.places[i]))
            byKind[site_.power->nodes[i].kind].push_back(i);
    }
    DiagramItem item;
    item.element = elementOf(place);
    item.symbol = Symbol::Group;
    item.name = titleOf(place);
    item.opens = {item.element};
    Meaning meaning{Meaning::Group, 0, place};
    for (auto& [kind, nodes] : byKind) {
        item.rows.push_back(pluralOf(kind, nodes.size()));
        meaning.rowNodes.push_back(std::move(nodes));
    }
    if (item.rows.empty()) {
        for (const GroupedLoad& load : groups_.loads) {
            if (place.holds(load.place))
                item.rows.push_back(load.name);
        }
    }
    Part part;
    part.size = {groupWidth, groupHeadHeight + groupRowHeight * static_cast<double>(item.rows.size())};
    item.rect = {{0, 0}, part.size};
    part.items.push_back(std::move(item));
    part.meanings.push_back(std::move(meaning));
    const auto feeders = feedersFromOutside(place);
    const double gap = std::min(groupWidth / 3, groupWidth / static_cast<double>(feeders.size() + 1));
    for (std::size_t i = 0; i < feeders.size(); ++i)
        part.ports.emplace_back(feeders[i], entryX(groupWidth / 2, i, feeders.size(), gap));
    return part;
}

PowerLayout::Part PowerLayout::openGroup(const PowerPlace& place) const
{
    Part inner = layOut(place, {}, true);
    DiagramItem frame;
    frame.element = elementOf(place);
    frame.symbol = Symbol::Frame;
    frame.name = titleOf(place);
    frame.opens = {frame.element};
    frame.isOpen = true;
    // No wire comes in behind the title.
    const double titleWidth = titleFigures + titleLetter * static_cast<double>(frame.name.size());
    double firstPort = titleWidth;
    for (const auto& [node, x] : inner.ports)
        firstPort = std::min(firstPort, x);
    const QPointF by(std::max(framePad, titleWidth - firstPort), frameHeadHeight);
    const double width = std::max(groupWidth, inner.size.width() + by.x() + framePad);
    const double height = inner.size.height() + frameHeadHeight + framePad;
    frame.rect = {0.0, 0.0, width, height};
    Part part;
    part.size = frame.rect.size();
    part.items.push_back(std::move(frame));
    part.meanings.push_back({Meaning::Group, 0, place});
    for (std::size_t i = 0; i < inner.items.size(); ++i) {
        part.items.push_back(std::move(inner.items[i]));
        part.items.back().rect.translate(by);
        part.meanings.push_back(std::move(inner.meanings[i]));
    }
    for (std::size_t w = 0; w < inner.wires.size(); ++w) {
        DiagramWire wire = std::move(inner.wires[w]);
        for (QLineF& line : wire.lines)
            line.translate(by);
        for (QPointF& joint : wire.joints)
            joint += by;
        part.wires.push_back(std::move(wire));
        part.wireNodes.push_back(inner.wireNodes[w]);
    }
    for (const auto& [node, x] : inner.ports) {
        const double at = x + by.x();
        part.ports.emplace_back(node, at);
        part.wires.push_back(
            {WireKind::Power, site_.power->nodes[node].side, 0, {QLineF(at, 0.0, at, frameHeadHeight)}, {}});
        part.wireNodes.push_back(node);
    }
    return part;
}

DiagramElement PowerLayout::elementOf(const PowerPlace& place) const
{
    return elementOfPlace(site_, place);
}

QString PowerLayout::titleOf(const PowerPlace& place) const
{
    const Building& building = *site_.buildings[static_cast<std::size_t>(place.building)];
    if (place.hall >= 0)
        return style::shortName(building.halls[static_cast<std::size_t>(place.hall)]->name, building.name);
    return place.hall == PowerPlace::plant ? QStringLiteral("Plant and services")
                                           : QString::fromStdString(building.name);
}

QString PowerLayout::shortNameOf(std::size_t node, const PowerPlace& in) const
{
    const PowerPlace& own = groups_.places[node];
    QString name = QString::fromStdString(site_.power->nodes[node].name);
    if (own.building == PowerPlace::campus || in.building == PowerPlace::campus)
        return name;
    const Building& building = *site_.buildings[static_cast<std::size_t>(own.building)];
    std::vector<std::string> containers{building.name};
    if (own.hall >= 0) {
        const std::string& hall = building.halls[static_cast<std::size_t>(own.hall)]->name;
        containers = {hall, building.name, style::shortName(hall, building.name).toStdString()};
    }
    for (const std::string& container : containers)
        name = style::shortName(name.toStdString(), container);
    return name;
}

DiagramItem PowerLayout::itemOf(std::size_t node, const PowerPlace& in) const
{
    const PowerNode& from = site_.power->nodes[node];
    DiagramItem item;
    item.element = {ElementKind::PowerNode, from.id.value};
    item.symbol = symbolOf(from.kind);
    item.name = shortNameOf(node, in);
    item.rect = {{0, 0}, from.kind == PowerNodeKind::Busway ? buswaySize : nodeSize};
    item.side = from.side;
    const std::size_t feeders = groups_.feeders[node].size();
    for (std::size_t i = 0; i < feeders; ++i)
        item.ticksX.push_back(entryX(portX, i, feeders, feedGap));
    return item;
}

} // namespace hallwright::diagrams
