#include "views/diagrams/power_diagram.h"

#include "core/model/names.h"
#include "views/diagrams/power_layout.h"
#include "views/diagrams/quantities.h"
#include "views/shared/format.h"

#include <QStringList>

#include <algorithm>

namespace hallwright::diagrams {

namespace {

const PowerNodeResult* resultOf(const Site& site, std::size_t node, const Snapshot* snapshot)
{
    if (!snapshot || node >= snapshot->powerNodes.size())
        return nullptr;
    const PowerNodeResult& result = snapshot->powerNodes[node];
    return result.id == site.power->nodes[node].id ? &result : nullptr;
}

double loadingOf(const PowerNode& node, double outputW)
{
    return node.ratedW > 0.0 && std::isfinite(outputW) ? outputW / node.ratedW : notKnown;
}

bool isOut(const PowerNode& node, const Snapshot* snapshot)
{
    return snapshot && std::ranges::binary_search(snapshot->conditions.outages.power, node.id);
}

// Whether the load after the loss of a side was worked out: with all of a network's load gone it would say nothing.
bool knowsOtherSide(const Snapshot& snapshot)
{
    return std::ranges::any_of(snapshot.powerNodes,
                               [](const PowerNodeResult& r) { return r.outputOtherSideLostW > 0.0; });
}

const HallResult* hallAt(const Snapshot* snapshot, std::size_t hall)
{
    return snapshot && hall < snapshot->halls.size() ? snapshot->halls[hall].get() : nullptr;
}

// Sums a figure over members of a list of results; none if one of them is missing.
template <class Results, class Figure>
std::optional<double> sumOf(const std::vector<std::size_t>& members, const Results& results, Figure figure)
{
    double sum = 0.0;
    for (const std::size_t member : members) {
        if (member >= results.size())
            return std::nullopt;
        sum += figure(results[member]);
    }
    return std::isfinite(sum) ? std::optional(sum) : std::nullopt;
}

QString sideText(FeedSide side)
{
    return side == FeedSide::A   ? QStringLiteral("side A")
           : side == FeedSide::B ? QStringLiteral("side B")
                                 : QStringLiteral("no side");
}

} // namespace

PowerDiagram::PowerDiagram(const SitePtr& site, const PowerScope& scope, const ElementSet& open)
    : site_(site), groups_(*site)
{
    if (site_->power->nodes.empty())
        return;
    PowerLayout layout(*site_, groups_, open);
    layout.run(scope);
    drawing_ = std::move(layout.drawing);
    meanings_ = std::move(layout.meanings);
}

ItemValue PowerDiagram::value(std::size_t item, const Snapshot* snapshot) const
{
    const Meaning& meaning = meanings_[item];
    switch (meaning.kind) {
    case Meaning::Node:
        return nodeValue(meaning.at, snapshot);
    case Meaning::Load:
        return loadValue(groups_.loads[meaning.at], snapshot);
    case Meaning::Group:
        return groupValue(meaning, snapshot);
    }
    return {};
}

ItemValue PowerDiagram::nodeValue(std::size_t node, const Snapshot* snapshot) const
{
    const PowerNode& model = site_->power->nodes[node];
    const PowerNodeResult* result = resultOf(*site_, node, snapshot);
    ItemValue value;
    value.out = isOut(model, snapshot);
    if (!result) {
        value.value = style::formatPower(model.ratedW) + QStringLiteral(" rated");
        return value;
    }
    value.known = true;
    value.dead = !result->energised;
    if (value.dead) {
        value.value = value.out ? QStringLiteral("out of service") : QStringLiteral("no supply");
        return value;
    }
    value.loading = loadingOf(model, result->outputW);
    value.value = shortPower(result->outputW);
    if (!std::isnan(value.loading))
        value.value += separator + percent(value.loading);
    return value;
}

std::optional<double> PowerDiagram::loadPowerW(const GroupedLoad& load, const Snapshot* snapshot) const
{
    if (!snapshot)
        return std::nullopt;
    const HallResult* hall = hallAt(snapshot, load.hall);
    switch (load.kind) {
    case LoadKind::Racks:
        return hall ? sumOf(load.members, hall->racks, [](const RackResult& r) { return r.powerW; })
                    : std::nullopt;
    case LoadKind::AirHandlers:
        return hall ? sumOf(load.members, hall->airHandlers,
                            [](const AirHandlerResult& r) { return r.fanPowerW; })
                    : std::nullopt;
    case LoadKind::Cdus:
        return hall ? sumOf(load.members, hall->cdus, [](const CduResult& r) { return r.pumpPowerW; })
                    : std::nullopt;
    case LoadKind::Plant:
        return sumOf(load.members, snapshot->plant, [](const PlantUnitResult& r) { return r.powerW; });
    case LoadKind::Pumps:
        return sumOf(load.members, snapshot->loops, [](const LoopResult& r) { return r.pumpPowerW; });
    case LoadKind::Services:
        return sumOf(load.members, site_->buildings, [](const BuildingPtr& b) { return b->otherPowerW; });
    }
    return std::nullopt;
}

ItemValue PowerDiagram::loadValue(const GroupedLoad& load, const Snapshot* snapshot) const
{
    ItemValue value;
    const auto powerW = loadPowerW(load, snapshot);
    if (!powerW)
        return value;
    value.known = true;
    value.value = shortPower(*powerW);
    value.dead = std::ranges::all_of(load.feeders, [&](std::size_t node) {
        const PowerNodeResult* feeder = resultOf(*site_, node, snapshot);
        return feeder && !feeder->energised;
    });
    if (value.dead)
        value.value = QStringLiteral("no supply");
    return value;
}

std::optional<double> PowerDiagram::groupPowerW(const PowerPlace& place, const Snapshot* snapshot) const
{
    double sum = 0.0;
    bool any = false;
    for (const GroupedLoad& load : groups_.loads) {
        if (!place.holds(load.place))
            continue;
        const auto powerW = loadPowerW(load, snapshot);
        if (!powerW)
            continue;
        sum += *powerW;
        any = true;
    }
    return any ? std::optional(sum) : std::nullopt;
}

ItemValue PowerDiagram::groupValue(const Meaning& meaning, const Snapshot* snapshot) const
{
    const PowerPlace& place = meaning.place;
    const Building& building = *site_->buildings[static_cast<std::size_t>(place.building)];
    const bool whole = place.hall == PowerPlace::shared;
    ItemValue value;
    const auto powerW = groupPowerW(place, snapshot);
    if (!powerW) {
        if (whole)
            value.value = style::formatPower(building.capacityW) + QStringLiteral(" supply");
        return value;
    }
    value.known = true;
    value.value = shortPower(*powerW);
    if (whole && building.capacityW > 0.0) {
        const BuildingResult* result = snapshot->buildingResult(building.id);
        const double drawnW = result ? result->facilityPowerW : *powerW;
        value.value = powerOf(drawnW, building.capacityW);
        value.loading = drawnW / building.capacityW;
    }
    double worst = notKnown;
    std::size_t dead = 0;
    for (const auto& nodes : meaning.rowNodes) {
        double row = notKnown;
        for (const std::size_t node : nodes) {
            const PowerNodeResult* result = resultOf(*site_, node, snapshot);
            if (!result)
                continue;
            dead += result->energised ? 0 : 1;
            row = std::fmax(row, loadingOf(site_->power->nodes[node], result->outputW));
        }
        value.rowLoadings.push_back(row);
        worst = std::fmax(worst, row);
    }
    if (!std::isnan(worst))
        value.detail = QStringLiteral("worst ") + percent(worst);
    if (dead > 0) {
        value.detail += (value.detail.isEmpty() ? QString() : separator) +
                        QStringLiteral("%1 without supply").arg(style::formatCount(static_cast<int>(dead)));
    }
    if (!whole)
        value.loading = worst;
    return value;
}

WireValue PowerDiagram::wireValue(std::size_t wire, const Snapshot* snapshot) const
{
    const Meaning& meaning = meanings_[drawing_.wires[wire].item];
    const PowerNodeResult* result = resultOf(*site_, meaning.at, snapshot);
    WireValue value;
    value.dead = result && !result->energised;
    return value;
}

QString PowerDiagram::groupName(const PowerPlace& place) const
{
    const Building& building = *site_->buildings[static_cast<std::size_t>(place.building)];
    const QString name = QString::fromStdString(building.name);
    if (place.hall >= 0)
        return QString::fromStdString(building.halls[static_cast<std::size_t>(place.hall)]->name);
    return place.hall == PowerPlace::plant ? name + QStringLiteral(", plant and services") : name;
}

QString PowerDiagram::namesOf(const std::vector<std::size_t>& nodes) const
{
    constexpr std::size_t most = 6;
    QStringList names;
    for (std::size_t i = 0; i < std::min(nodes.size(), most); ++i)
        names << QString::fromStdString(site_->power->nodes[nodes[i]].name);
    if (nodes.size() > most)
        names << QStringLiteral("%1 more").arg(nodes.size() - most);
    return names.join(QStringLiteral(", "));
}

QString PowerDiagram::feedsOf(std::size_t node) const
{
    QStringList names;
    if (!groups_.feeds[node].empty())
        names << namesOf(groups_.feeds[node]);
    for (const std::size_t load : groups_.loadsOf[node])
        names << groups_.loads[load].name;
    return names.join(QStringLiteral(", "));
}

QString PowerDiagram::tip(std::size_t item, const Snapshot* snapshot) const
{
    const Meaning& meaning = meanings_[item];
    switch (meaning.kind) {
    case Meaning::Node:
        return nodeTip(meaning.at, snapshot);
    case Meaning::Load:
        return loadTip(groups_.loads[meaning.at], snapshot);
    case Meaning::Group:
        return groupTip(meaning, snapshot);
    }
    return {};
}

QString PowerDiagram::nodeTip(std::size_t node, const Snapshot* snapshot) const
{
    const PowerNode& model = site_->power->nodes[node];
    const PowerNodeResult* result = resultOf(*site_, node, snapshot);
    Tip tip(QString::fromStdString(model.name));
    tip.line(style::words(nameOf(model.kind)) + separator + sideText(model.side) +
             (model.standby ? separator + QStringLiteral("standby") : QString()));
    tip.row(QStringLiteral("Rating"), style::formatPower(model.ratedW));
    if (!result) {
        tip.line(QStringLiteral("No result yet"));
    } else if (!result->energised) {
        tip.line(isOut(model, snapshot) ? QStringLiteral("Out of service")
                                        : QStringLiteral("Without supply"));
    } else {
        tip.row(QStringLiteral("Load"), powerAndShare(result->outputW, model.ratedW));
        tip.row(QStringLiteral("Margin"), style::formatPower(model.ratedW - result->outputW));
        tip.row(QStringLiteral("Loss"), style::formatPower(result->lossW));
        if (knowsOtherSide(*snapshot)) {
            tip.row(QStringLiteral("Load, other side lost"),
                    powerAndShare(result->outputOtherSideLostW, model.ratedW));
            tip.row(QStringLiteral("Margin, other side lost"),
                    style::formatPower(model.ratedW - result->outputOtherSideLostW));
        }
    }
    tip.row(QStringLiteral("Fed by"), namesOf(groups_.feeders[node]));
    tip.row(QStringLiteral("Feeds"), feedsOf(node));
    return tip.text();
}

QString PowerDiagram::loadTip(const GroupedLoad& load, const Snapshot* snapshot) const
{
    Tip tip(load.name);
    if (load.place.building != PowerPlace::campus)
        tip.line(groupName(load.place));
    const auto powerW = loadPowerW(load, snapshot);
    if (powerW)
        tip.row(QStringLiteral("Load"), style::formatPower(*powerW));
    else
        tip.line(QStringLiteral("No result yet"));
    tip.row(QStringLiteral("Fed by"), namesOf(load.feeders));
    return tip.text();
}

QString PowerDiagram::groupTip(const Meaning& meaning, const Snapshot* snapshot) const
{
    Tip tip(groupName(meaning.place));
    const ItemValue value = groupValue(meaning, snapshot);
    if (!value.known)
        tip.line(QStringLiteral("No result yet"));
    tip.row(QStringLiteral("Power"), value.value);
    tip.row(QStringLiteral("Loading"), value.detail);
    if (snapshot && knowsOtherSide(*snapshot)) {
        double worst = notKnown;
        for (std::size_t node = 0; node < groups_.places.size(); ++node) {
            const PowerNodeResult* result = resultOf(*site_, node, snapshot);
            if (result && meaning.place.holds(groups_.places[node]))
                worst = std::fmax(worst, loadingOf(site_->power->nodes[node], result->outputOtherSideLostW));
        }
        if (!std::isnan(worst))
            tip.row(QStringLiteral("One side lost"), QStringLiteral("worst ") + percent(worst));
    }
    tip.line(QStringLiteral("Double-click to open or close"));
    return tip.text();
}

QString PowerDiagram::title(const Snapshot* snapshot) const
{
    if (site_->power->nodes.empty())
        return {};
    if (!snapshot || snapshot->powerNodes.empty())
        return QStringLiteral("%1 power nodes · no result yet")
            .arg(style::formatCount(static_cast<long long>(site_->power->nodes.size())));
    double utilityW = 0.0;
    double otherW = 0.0;
    for (std::size_t i = 0; i < site_->power->nodes.size(); ++i) {
        const PowerNodeResult* result = resultOf(*site_, i, snapshot);
        const PowerNodeKind kind = site_->power->nodes[i].kind;
        if (result && isSource(kind))
            (kind == PowerNodeKind::Utility ? utilityW : otherW) += result->outputW;
    }
    QString text = style::formatPower(snapshot->itPowerW) + QStringLiteral(" IT") + separator +
                   style::formatPower(utilityW) + QStringLiteral(" from utilities");
    if (otherW > 0.0)
        text += separator + style::formatPower(otherW) + QStringLiteral(" from generators and batteries");
    return text + separator + style::formatPower(snapshot->distributionLossW) + QStringLiteral(" losses");
}

QString PowerDiagram::emptyText() const
{
    return QStringLiteral("This site has no power network yet");
}

std::optional<PowerPlace> PowerDiagram::placeOf(const DiagramElement& element) const
{
    if (element.kind == ElementKind::PowerNode) {
        const std::size_t node = groups_.position({element.id});
        return node == PowerGroups::none ? std::nullopt : std::optional(groups_.places[node]);
    }
    std::optional<HallId> hall;
    if (element.kind == ElementKind::Rack) {
        if (const auto at = site_->findRack({element.id}))
            return PowerPlace{static_cast<int>(at->building), static_cast<int>(at->hall)};
    }
    if (element.kind == ElementKind::Hall || element.kind == ElementKind::AirHandlers ||
        element.kind == ElementKind::Cdus) {
        if (const auto at = site_->findHall({element.id}))
            return PowerPlace{static_cast<int>(at->building), static_cast<int>(at->hall)};
    }
    const auto load = std::ranges::find(groups_.loads, element, &GroupedLoad::element);
    return load == groups_.loads.end() ? std::nullopt : std::optional(load->place);
}

std::optional<std::size_t> PowerDiagram::find(const DiagramElement& element) const
{
    if (const auto item = Diagram::find(element))
        return item;
    if (element.kind == ElementKind::Rack) {
        const auto at = site_->findRack({element.id});
        for (std::size_t i = 0; at && i < meanings_.size(); ++i) {
            if (meanings_[i].kind != Meaning::Load)
                continue;
            const GroupedLoad& load = groups_.loads[meanings_[i].at];
            const bool here =
                load.place == PowerPlace{static_cast<int>(at->building), static_cast<int>(at->hall)};
            if (here && load.kind == LoadKind::Racks && std::ranges::binary_search(load.members, at->rack))
                return i;
        }
    }
    const auto place = placeOf(element);
    if (!place)
        return std::nullopt;
    for (const PowerPlace& group : {*place, PowerPlace{place->building, PowerPlace::shared}}) {
        if (const auto item = Diagram::find(elementOfPlace(*site_, group)))
            return item;
    }
    return std::nullopt;
}

ElementSet PowerDiagram::openFor(const DiagramElement& element) const
{
    const auto place = placeOf(element);
    ElementSet result;
    if (!place || place->building == PowerPlace::campus)
        return result;
    result.insert(elementOfPlace(*site_, {place->building, PowerPlace::shared}));
    if (element.kind != ElementKind::Hall)
        result.insert(elementOfPlace(*site_, *place));
    return result;
}

} // namespace hallwright::diagrams
