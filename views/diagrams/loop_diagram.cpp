#include "views/diagrams/loop_diagram.h"

#include "core/model/plant_kinds.h"
#include "views/diagrams/loop_layout.h"
#include "views/diagrams/quantities.h"
#include "views/shared/format.h"

#include <QLocale>

#include <algorithm>

namespace hallwright::diagrams {

namespace {

// Mean of what several streams bring, by their flow or heat.
class MixedTemperature
{
public:
    void add(double weight, double temperatureC)
    {
        if (!(weight > 0.0) || !std::isfinite(temperatureC))
            return;
        sum_ += weight * temperatureC;
        weight_ += weight;
    }
    double value() const { return weight_ > 0.0 ? sum_ / weight_ : notKnown; }

private:
    double sum_ = 0.0;
    double weight_ = 0.0;
};

QString fromTo(double supplyC, double returnC)
{
    if (std::isnan(supplyC) || std::isnan(returnC))
        return {};
    return QStringLiteral("%1 → %2 %3")
        .arg(QLocale().toString(style::temperatureInUserUnit(supplyC), 'f', 1),
             QLocale().toString(style::temperatureInUserUnit(returnC), 'f', 1), style::temperatureUnit());
}

QString joined(const QString& a, const QString& b)
{
    return a.isEmpty() ? b : b.isEmpty() ? a : a + separator + b;
}

QString runText(std::size_t running, std::size_t count)
{
    if (count == 1)
        return running == 1 ? QString() : QStringLiteral("off");
    return QStringLiteral("%1 of %2 run").arg(running).arg(count);
}

TerminalKind terminalKind(LoopDiagram::Meaning::Kind kind)
{
    switch (kind) {
    case LoopDiagram::Meaning::AirHandlers:
        return TerminalKind::AirHandler;
    case LoopDiagram::Meaning::Cdus:
        return TerminalKind::Cdu;
    case LoopDiagram::Meaning::RearDoors:
        return TerminalKind::RearDoors;
    default:
        return TerminalKind::Plant;
    }
}

} // namespace

LoopDiagram::LoopDiagram(const SitePtr& site, CoolantLoopId loop, const ElementSet& open) : site_(site)
{
    const auto& loops = site_->cooling->loops;
    for (const BuildingPtr& building : site_->buildings) {
        for (const HallPtr& hall : building->halls)
            halls_.push_back(hall.get());
    }
    if (loops.empty())
        return;
    const auto at = std::ranges::find(loops, loop, &CoolantLoop::id);
    loopAt_ = at == loops.end() ? 0 : static_cast<std::size_t>(at - loops.begin());
    loop_ = &loops[loopAt_];
    LoopLayout layout(*site_, *loop_, open);
    layout.run();
    drawing_ = std::move(layout.drawing);
    meanings_ = std::move(layout.meanings);
    pipes_ = std::move(layout.pipes);
}

const LoopResult* LoopDiagram::result(const Snapshot* snapshot) const
{
    if (!snapshot || !loop_ || loopAt_ >= snapshot->loops.size())
        return nullptr;
    const LoopResult& found = snapshot->loops[loopAt_];
    return found.id == loop_->id ? &found : nullptr;
}

const LoopHydraulics* LoopDiagram::hydraulics(const Snapshot* snapshot) const
{
    const LoopResult* loop = result(snapshot);
    return loop ? loop->hydraulics.get() : nullptr;
}

const HallResult* LoopDiagram::hallResult(const Meaning& meaning, const Snapshot* snapshot) const
{
    if (!snapshot || meaning.hall >= snapshot->halls.size())
        return nullptr;
    return snapshot->halls[meaning.hall].get();
}

std::int64_t LoopDiagram::idOf(const Meaning& meaning, std::size_t member) const
{
    const Hall& hall = *halls_[meaning.hall];
    switch (meaning.kind) {
    case Meaning::AirHandlers:
        return hall.airHandlers[member].id.value;
    case Meaning::Cdus:
    case Meaning::RackCircuit:
        return hall.cdus[member].id.value;
    case Meaning::Plant:
        return site_->cooling->plant[member].id.value;
    default:
        return hall.id.value;
    }
}

std::vector<const TerminalResult*> LoopDiagram::terminalsOf(const Meaning& meaning,
                                                            const Snapshot* snapshot) const
{
    std::vector<const TerminalResult*> found;
    const LoopHydraulics* network = hydraulics(snapshot);
    if (!network)
        return found;
    std::set<std::int64_t> ids;
    for (const std::size_t member : meaning.members)
        ids.insert(idOf(meaning, member));
    for (const TerminalResult& terminal : network->terminals) {
        if (terminal.kind == terminalKind(meaning.kind) && ids.contains(terminal.id))
            found.push_back(&terminal);
    }
    return found;
}

bool LoopDiagram::hasResult(const Meaning& meaning, std::size_t member, const Snapshot* snapshot) const
{
    const HallResult* hall = hallResult(meaning, snapshot);
    switch (meaning.kind) {
    case Meaning::Plant:
        return snapshot && member < snapshot->plant.size();
    case Meaning::AirHandlers:
        return hall && member < hall->airHandlers.size();
    case Meaning::Cdus:
    case Meaning::RackCircuit:
        return hall && member < hall->cdus.size();
    case Meaning::RearDoors:
        return hall && member < hall->racks.size();
    case Meaning::Pumps:
    case Meaning::Hall:
        break;
    }
    return false;
}

// The solved network's flows where there is one, else what the equipment needs.
std::optional<LoopDiagram::Flow> LoopDiagram::flowOf(const Meaning& meaning, const Snapshot* snapshot) const
{
    const LoopResult* loop = result(snapshot);
    const HallResult* hall = hallResult(meaning, snapshot);
    const bool inPlant = meaning.kind == Meaning::Plant;
    if (!loop || (!inPlant && !hall))
        return std::nullopt;
    Flow flow;
    MixedTemperature supply;
    MixedTemperature back;
    const auto add = [&](double flowM3s, std::optional<double> supplyC, std::optional<double> returnC,
                         double heatW) {
        flow.flowM3s += flowM3s;
        flow.heatW += heatW;
        if (supplyC)
            supply.add(flowM3s, *supplyC);
        if (returnC)
            back.add(flowM3s, *returnC);
    };
    for (const std::size_t i : meaning.members) {
        if (!hasResult(meaning, i, snapshot))
            return std::nullopt;
        if (inPlant) {
            const PlantUnitResult& unit = snapshot->plant[i];
            // A tower behind chillers has no flow of the loop; its own water's return is not among the results.
            add(unit.flowM3s, unit.leavingC, loop->returnC, unit.heatW);
            if (unit.flowM3s <= 0.0 && unit.leavingC)
                supply.add(unit.heatW, *unit.leavingC);
        } else if (meaning.kind == Meaning::AirHandlers) {
            const AirHandlerResult& unit = hall->airHandlers[i];
            add(unit.waterFlowM3s, loop->supplyC, loop->returnC, unit.heatW);
        } else if (meaning.kind == Meaning::Cdus) {
            const CduResult& unit = hall->cdus[i];
            add(unit.facilityFlowM3s, unit.facilitySupplyC, unit.facilityReturnC, unit.heatW);
        } else if (meaning.kind == Meaning::RackCircuit) {
            const CduResult& unit = hall->cdus[i];
            add(unit.flowM3s, unit.supplyC, unit.returnC, unit.loadW());
        }
    }
    if (meaning.kind == Meaning::RearDoors)
        flow.heatW = hall->rearDoorHeatW;
    const auto terminals = inPlant ? std::vector<const TerminalResult*>{} : terminalsOf(meaning, snapshot);
    if (!terminals.empty()) {
        supply = {};
        back = {};
        flow.flowM3s = 0.0;
        for (const TerminalResult* terminal : terminals)
            add(terminal->flowM3s, terminal->supplyC, terminal->returnC, 0.0);
    }
    flow.supplyC = supply.value();
    flow.returnC = back.value();
    return flow;
}

double LoopDiagram::capacityOf(const Meaning& meaning) const
{
    double sum = 0.0;
    for (const std::size_t i : meaning.members) {
        if (meaning.kind == Meaning::AirHandlers)
            sum += halls_[meaning.hall]->airHandlers[i].capacityW;
        else if (meaning.kind == Meaning::Cdus)
            sum += halls_[meaning.hall]->cdus[i].capacityW;
        else if (meaning.kind == Meaning::Plant)
            sum += site_->cooling->plant[i].capacityW;
    }
    return sum;
}

ItemValue LoopDiagram::value(std::size_t item, const Snapshot* snapshot) const
{
    const Meaning& meaning = meanings_[item];
    switch (meaning.kind) {
    case Meaning::Plant:
        return plantValue(meaning, snapshot);
    case Meaning::Pumps:
        return pumpsValue(snapshot);
    case Meaning::Hall:
        return {};
    default:
        return equipmentValue(meaning, snapshot);
    }
}

ItemValue LoopDiagram::plantValue(const Meaning& meaning, const Snapshot* snapshot) const
{
    ItemValue value;
    if (meaning.members.empty())
        return value; // the frame
    double heatW = 0.0;
    double powerW = 0.0;
    double capacityW = 0.0;
    double approachK = 0.0;
    std::size_t running = 0;
    MixedTemperature leaving;
    for (const std::size_t i : meaning.members) {
        if (!snapshot || i >= snapshot->plant.size()) {
            value.value = style::formatPower(capacityOf(meaning)) + QStringLiteral(" rated");
            return value;
        }
        const PlantUnitResult& unit = snapshot->plant[i];
        const bool out = std::ranges::binary_search(snapshot->conditions.outages.plant, unit.id);
        value.out = value.out || (out && meaning.members.size() == 1);
        const bool runs = unit.running || unit.heatW > 0.0;
        running += runs ? 1 : 0;
        heatW += unit.heatW;
        powerW += unit.powerW;
        capacityW += unit.capacityW;
        approachK = std::max(approachK, unit.approachK.value_or(0.0));
        if (runs && unit.leavingC)
            leaving.add(unit.flowM3s, *unit.leavingC);
    }
    value.known = true;
    value.dead = running == 0;
    value.value = shortPower(heatW);
    if (capacityW > 0.0) {
        value.loading = heatW / capacityW;
        value.value += separator + percent(value.loading);
    }
    value.detail = value.out ? QStringLiteral("out of service") : runText(running, meaning.members.size());
    if (!std::isnan(leaving.value()) && meaning.members.size() == 1)
        value.detail = joined(value.detail, style::formatTemperature(leaving.value()));
    const PlantKind kind = site_->cooling->plant[meaning.members.front()].kind;
    const bool chiller = isChiller(kind);
    if (chiller && powerW > 0.0)
        value.detail =
            joined(value.detail, QStringLiteral("COP %1").arg(QLocale().toString(heatW / powerW, 'f', 1)));
    else if (approachK > 0.0)
        value.detail = joined(value.detail, QStringLiteral("approach ") + formatKelvin(approachK));
    return value;
}

ItemValue LoopDiagram::pumpsValue(const Snapshot* snapshot) const
{
    ItemValue value;
    const LoopResult* loop = result(snapshot);
    if (!loop) {
        value.value = QStringLiteral("%1 and %2 spare").arg(loop_->pumps).arg(loop_->sparePumps);
        value.detail = style::formatPressure(loop_->pumpHeadPa) + QStringLiteral(" design");
        return value;
    }
    value.known = true;
    value.value = shortPower(loop->pumpPowerW);
    if (const LoopHydraulics* network = hydraulics(snapshot)) {
        value.dead = network->pumpsRunning == 0;
        value.value =
            QStringLiteral("%1 of %2 run").arg(network->pumpsRunning).arg(loop_->pumps + loop_->sparePumps);
        value.value += separator + percent(network->pumpSpeed);
        value.detail = style::formatPressure(network->headPa) + separator + shortPower(loop->pumpPowerW);
    } else {
        value.detail = QStringLiteral("%1 pumps, %2 spare").arg(loop_->pumps).arg(loop_->sparePumps);
    }
    return value;
}

ItemValue LoopDiagram::equipmentValue(const Meaning& meaning, const Snapshot* snapshot) const
{
    ItemValue value;
    const auto flow = flowOf(meaning, snapshot);
    if (!flow) {
        const double capacityW = capacityOf(meaning);
        if (capacityW > 0.0)
            value.value = style::formatPower(capacityW) + QStringLiteral(" rated");
        return value;
    }
    value.known = true;
    value.dead = flow->heatW <= 0.0 && flow->flowM3s <= 0.0;
    value.value = value.dead ? QStringLiteral("off") : shortPower(flow->heatW);
    if (flow->flowM3s > 0.0)
        value.value += separator + style::formatLiquidFlow(flow->flowM3s);
    value.detail = fromTo(flow->supplyC, flow->returnC);
    const double capacityW = capacityOf(meaning);
    if (capacityW > 0.0)
        value.loading = flow->heatW / capacityW;
    return value;
}

WireValue LoopDiagram::wireValue(std::size_t wire, const Snapshot* snapshot) const
{
    const Pipe& pipe = pipes_[wire];
    const bool supply = drawing_.wires[wire].kind == WireKind::Supply;
    const LoopResult* loop = result(snapshot);
    WireValue value;
    if (!loop) {
        value.temperatureC = supply ? loop_->supplyC : loop_->supplyC + loop_->designDeltaTK;
        value.share = pipe.isMain ? 1.0 : 0.1;
        return value;
    }
    if (pipe.isMain) {
        value.temperatureC = supply ? loop->supplyC : loop->returnC;
        value.share = loop->flowM3s > 0.0 ? 1.0 : 0.0;
        value.dead = loop->flowM3s <= 0.0;
        return value;
    }
    const auto flow = flowOf(meanings_[pipe.item], snapshot);
    if (!flow)
        return value;
    value.dead = flow->flowM3s <= 0.0 && flow->heatW <= 0.0;
    value.temperatureC = supply ? flow->supplyC : flow->returnC;
    if (flow->flowM3s > 0.0 && loop->flowM3s > 0.0)
        value.share = flow->flowM3s / loop->flowM3s;
    else if (loop->heatW > 0.0)
        value.share = std::max(0.0, flow->heatW / loop->heatW);
    return value;
}

QString LoopDiagram::note(int what, const Snapshot* snapshot) const
{
    const LoopResult* loop = result(snapshot);
    const double supplyC = loop ? loop->supplyC : loop_->supplyC;
    const double returnC = loop ? loop->returnC : loop_->supplyC + loop_->designDeltaTK;
    const LoopHydraulics* network = hydraulics(snapshot);
    switch (static_cast<LoopNote>(what)) {
    case LoopNote::Supply:
        return QStringLiteral("Supply ") + style::formatTemperature(supplyC) +
               (loop ? separator + style::formatLiquidFlow(loop->flowM3s) : QStringLiteral(" set point"));
    case LoopNote::Return:
        return QStringLiteral("Return %1%2ΔT %3%4")
            .arg(style::formatTemperature(returnC), separator, formatKelvin(returnC - supplyC),
                 loop ? QString() : QStringLiteral(" design"));
    case LoopNote::Heat:
        return loop ? QStringLiteral("Heat ") + style::formatPower(loop->heatW)
                    : QStringLiteral("No result yet");
    case LoopNote::Unrejected:
        return loop && loop->unrejectedW > 0.0
                   ? QStringLiteral("Not rejected ") + style::formatPower(loop->unrejectedW)
                   : QString();
    case LoopNote::Shortage:
        return network && network->shortM3s > 0.0
                   ? QStringLiteral("Short of flow ") + style::formatLiquidFlow(network->shortM3s)
                   : QString();
    case LoopNote::Reuse:
        return loop && loop->reusedHeatW > 0.0
                   ? QStringLiteral("Reused ") + style::formatPower(loop->reusedHeatW)
                   : QString();
    case LoopNote::Economiser:
        return loop && loop->economiserW > 0.0
                   ? QStringLiteral("Without compressors ") + style::formatPower(loop->economiserW)
                   : QString();
    }
    return {};
}

QString LoopDiagram::tip(std::size_t item, const Snapshot* snapshot) const
{
    const Meaning& meaning = meanings_[item];
    const DiagramItem& drawn = drawing_.items[item];
    Tip tip(drawn.name);
    const bool inHall = meaning.kind != Meaning::Plant && meaning.kind != Meaning::Pumps;
    if (inHall)
        tip.line(QString::fromStdString(halls_[meaning.hall]->name));
    const ItemValue shown = value(item, snapshot);
    if (!shown.known && meaning.kind != Meaning::Hall)
        tip.line(QStringLiteral("No result yet"));
    if (meaning.kind == Meaning::Pumps) {
        tip.row(QStringLiteral("Pumps"), shown.value);
        tip.row(QStringLiteral("Head, power"), shown.detail);
        return tip.text();
    }
    if (const double capacityW = capacityOf(meaning); capacityW > 0.0)
        tip.row(QStringLiteral("Capacity"), style::formatPower(capacityW));
    if (const auto flow = flowOf(meaning, snapshot); flow && shown.known) {
        tip.row(QStringLiteral("Heat"), powerAndShare(flow->heatW, capacityOf(meaning)));
        tip.row(QStringLiteral("Flow"),
                flow->flowM3s > 0.0 ? style::formatLiquidFlow(flow->flowM3s) : QString());
        tip.row(QStringLiteral("Supply → return"), fromTo(flow->supplyC, flow->returnC));
        if (!std::isnan(flow->supplyC) && !std::isnan(flow->returnC))
            tip.row(QStringLiteral("ΔT"), formatKelvin(flow->returnC - flow->supplyC));
    }
    if (meaning.kind == Meaning::Plant)
        tip.row(QStringLiteral("State"), shown.detail);
    double dropPa = 0.0;
    double valvePa = 0.0;
    for (const TerminalResult* terminal : terminalsOf(meaning, snapshot)) {
        dropPa = std::max(dropPa, terminal->dropPa);
        valvePa = std::max(valvePa, terminal->valveDropPa);
    }
    if (dropPa > 0.0)
        tip.row(QStringLiteral("Pressure drop"), style::formatPressure(dropPa));
    if (valvePa > 0.0)
        tip.row(QStringLiteral("Control valve"), style::formatPressure(valvePa));
    const HallResult* hall = hallResult(meaning, snapshot);
    if (meaning.kind == Meaning::Cdus && hall && meaning.members.size() == 1 &&
        meaning.members.front() < hall->cdus.size()) {
        const CduResult& unit = hall->cdus[meaning.members.front()];
        tip.row(QStringLiteral("Approach"), style::known(unit.approachK(), formatKelvin));
        tip.row(QStringLiteral("Rack side"),
                unit.supplyC && unit.returnC
                    ? joined(fromTo(*unit.supplyC, *unit.returnC), style::formatLiquidFlow(unit.flowM3s))
                    : style::dash());
    }
    if (!drawn.opens.empty())
        tip.line(QStringLiteral("Double-click to open or close"));
    return tip.text();
}

QString LoopDiagram::title(const Snapshot* snapshot) const
{
    if (!loop_)
        return {};
    const QString name = QString::fromStdString(loop_->name);
    const LoopResult* loop = result(snapshot);
    if (!loop)
        return name + separator + style::formatPower(loop_->designHeatW) +
               QStringLiteral(" design · no result yet");
    QString text = name + separator + style::formatPower(loop->heatW) + QStringLiteral(" heat") + separator +
                   style::formatLiquidFlow(loop->flowM3s) + separator + style::formatPower(loop->pumpPowerW) +
                   QStringLiteral(" pumps");
    if (loop->waterKgS > 0.0)
        text += separator +
                QStringLiteral("%1 kg/s make-up water").arg(QLocale().toString(loop->waterKgS, 'f', 1));
    return text;
}

QString LoopDiagram::emptyText() const
{
    return QStringLiteral("This site has no coolant loop yet");
}

std::optional<style::ColourScale> LoopDiagram::temperatureScale() const
{
    return style::coolantScale(*site_);
}

std::optional<std::size_t> LoopDiagram::find(const DiagramElement& element) const
{
    if (const auto item = Diagram::find(element))
        return item;
    for (std::size_t i = 0; i < meanings_.size(); ++i) {
        const Meaning& meaning = meanings_[i];
        const bool kindFits =
            (element.kind == ElementKind::PlantUnit && meaning.kind == Meaning::Plant) ||
            (element.kind == ElementKind::AirHandler && meaning.kind == Meaning::AirHandlers) ||
            (element.kind == ElementKind::Cdu && meaning.kind == Meaning::Cdus);
        if (kindFits && std::ranges::any_of(meaning.members, [&](std::size_t member) {
                return idOf(meaning, member) == element.id;
            }))
            return i;
    }
    return std::nullopt;
}

ElementSet LoopDiagram::openFor(const DiagramElement& element) const
{
    const auto item = find(element);
    if (!item || drawing_.items[*item].element == element || drawing_.items[*item].isOpen)
        return {};
    const auto& opens = drawing_.items[*item].opens;
    return {opens.begin(), opens.end()};
}

} // namespace hallwright::diagrams
