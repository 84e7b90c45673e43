#include "views/diagrams/diagram.h"

#include <QStringList>

#include <algorithm>
#include <numeric>

namespace hallwright::diagrams {

ObjectRef objectOf(const DiagramElement& element)
{
    switch (element.kind) {
    case ElementKind::PowerNode:
        return {ObjectKind::PowerNode, element.id};
    case ElementKind::Hall:
    case ElementKind::AirHandlers:
    case ElementKind::Cdus:
    case ElementKind::RearDoors:
        return {ObjectKind::Hall, element.id};
    case ElementKind::Rack:
        return {ObjectKind::Rack, element.id};
    case ElementKind::AirHandler:
        return {ObjectKind::AirHandler, element.id};
    case ElementKind::Cdu:
        return {ObjectKind::Cdu, element.id};
    case ElementKind::PlantUnit:
        return {ObjectKind::PlantUnit, element.id};
    case ElementKind::Loop:
    case ElementKind::LoopPlant:
    case ElementKind::LoopPumps:
        return {ObjectKind::CoolantLoop, element.id};
    case ElementKind::None:
    case ElementKind::Building:
    case ElementKind::BuildingPlant:
    case ElementKind::BuildingServices:
        break;
    }
    return {};
}

DiagramElement elementOf(ObjectRef object)
{
    switch (object.kind) {
    case ObjectKind::PowerNode:
        return {ElementKind::PowerNode, object.id};
    case ObjectKind::Hall:
        return {ElementKind::Hall, object.id};
    case ObjectKind::Rack:
        return {ElementKind::Rack, object.id};
    case ObjectKind::AirHandler:
        return {ElementKind::AirHandler, object.id};
    case ObjectKind::Cdu:
        return {ElementKind::Cdu, object.id};
    case ObjectKind::PlantUnit:
        return {ElementKind::PlantUnit, object.id};
    case ObjectKind::CoolantLoop:
        return {ElementKind::LoopPlant, object.id};
    default:
        return {};
    }
}

QString Diagram::note(int, const Snapshot*) const
{
    return {};
}

std::optional<std::size_t> Diagram::find(const DiagramElement& element) const
{
    const auto at = std::ranges::find(drawing_.items, element, &DiagramItem::element);
    if (!element.valid() || at == drawing_.items.end())
        return std::nullopt;
    return static_cast<std::size_t>(at - drawing_.items.begin());
}

ElementSet Diagram::openFor(const DiagramElement&) const
{
    return {};
}

std::optional<std::size_t> itemAt(const Drawing& drawing, QPointF point)
{
    for (std::size_t i = drawing.items.size(); i-- > 0;) {
        if (drawing.items[i].rect.contains(point))
            return i;
    }
    return std::nullopt;
}

QString asText(const Drawing& drawing)
{
    std::vector<std::size_t> order(drawing.items.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto rect = [&](std::size_t i) { return drawing.items[i].rect; };
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
        return std::pair(rect(a).top(), rect(a).left()) < std::pair(rect(b).top(), rect(b).left());
    });
    QStringList lines;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const DiagramItem& item = drawing.items[order[i]];
        QString words = item.name;
        if (!item.rows.empty()) {
            const QStringList rows(item.rows.begin(), item.rows.end());
            words += QStringLiteral(" (%1)").arg(rows.join(QStringLiteral(", ")));
        }
        if (item.symbol == Symbol::Frame)
            words = QStringLiteral("[%1]").arg(words);
        const bool sameLine = i > 0 && rect(order[i]).top() == rect(order[i - 1]).top();
        if (sameLine)
            lines.back() += QStringLiteral(" | ") + words;
        else
            lines << words;
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace hallwright::diagrams
