#include "core/model/contents_figures.h"

#include <algorithm>
#include <map>
#include <utility>

namespace hallwright {

namespace {

void add(StatedSum& sum, double value)
{
    sum.sum += value;
    sum.unstated += value > 0.0 ? 0 : 1;
}

void addPower(ContentsFigures& figures, const Device& device, const DeviceType& type)
{
    if (!type.powered)
        return;
    const bool stated = device.powerW > 0.0;
    const double drawnW = stated ? device.powerW : type.nameplateW;
    add(figures.powerW, drawnW);
    add(figures.nameplateW, type.nameplateW);
    figures.byNameplate += !stated && type.nameplateW > 0.0 ? 1 : 0;
    figures.heatToLiquidW += drawnW * type.liquidShare;
}

} // namespace

ContentsFigures figuresOf(const Catalogue& catalogue, const RackType& type, const RackContents& contents)
{
    ContentsFigures figures;
    for (const Device& device : contents.devices) {
        const DeviceType* of = catalogue.find(device.type);
        if (!of)
            continue;
        ++figures.devices;
        addPower(figures, device, *of);
        add(figures.loadKg, of->massKg);
        if (of->powered && of->airflow != DeviceAirflow::Passive)
            add(figures.airflowM3s, of->airflowM3s);
        figures.gpuCount += of->gpuCount;
    }
    figures.massKg = figures.loadKg;
    add(figures.massKg, type.ownMassKg);
    return figures;
}

std::vector<PortGroup> portsOf(const Catalogue& catalogue, const RackContents& contents)
{
    std::map<std::pair<PortKind, std::string>, int> counts;
    for (const Device& device : contents.devices) {
        if (const DeviceType* type = catalogue.find(device.type)) {
            for (const PortGroup& group : type->ports)
                counts[{group.kind, group.connector}] += group.count;
        }
    }
    std::vector<PortGroup> ports;
    for (const auto& [which, count] : counts)
        ports.push_back({which.first, which.second, count});
    return ports;
}

RackFigures figuresOf(const Rack& rack)
{
    return {rack.powerW, rack.liquidShare, rack.airflowM3s, rack.massKg, rack.gpuCount};
}

RackFigures plannedFigures(const RackType& type)
{
    return {type.powerW, type.liquidShare, type.airflowM3s, type.massKg, type.gpuCount};
}

namespace {

double leastOrTypes(const StatedSum& stated, double types)
{
    return stated.complete() ? stated.sum : std::max(stated.sum, types);
}

// The type's air in proportion to the heat that it takes up, at a constant rise.
double proportionalAirM3s(const RackType& type, const RackFigures& figures)
{
    const double typesHeatW = type.powerW * (1.0 - type.liquidShare);
    const double heatW = figures.powerW * (1.0 - figures.liquidShare);
    return typesHeatW > 0.0 ? type.airflowM3s * (heatW / typesHeatW) : type.airflowM3s;
}

} // namespace

RackFigures plannedFigures(const Site& site, const Rack& rack)
{
    const RackType& type = site.typeOf(rack);
    const RackContents* contents = site.contents->of(rack.id);
    RackFigures planned = plannedFigures(type);
    if (!contents)
        return planned;
    const ContentsFigures figures = figuresOf(*site.catalogue, type, *contents);
    planned.powerW = leastOrTypes(figures.powerW, type.powerW);
    planned.massKg = leastOrTypes(figures.massKg, type.massKg);
    if (figures.heatToLiquidW > 0.0)
        planned.liquidShare = figures.heatToLiquidW / figures.powerW.sum;
    planned.airflowM3s = figures.airflowM3s.complete()
                             ? figures.airflowM3s.sum
                             : std::max(figures.airflowM3s.sum, proportionalAirM3s(type, planned));
    planned.gpuCount = figures.gpuCount;
    return planned;
}

} // namespace hallwright
