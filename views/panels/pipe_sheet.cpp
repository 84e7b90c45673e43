#include "views/panels/pipe_sheet.h"

#include "core/model/names.h"
#include "views/panels/field_numbers.h"
#include "views/panels/words.h"
#include "views/shared/format.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>
#include <functional>

namespace hallwright::panels {

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("PipeSheet", text);
}

// Of the run, between the junctions that it passes; none where the loop is not solved by its pipes.
std::vector<PipeFlowResult> stretchesOf(const Snapshot& snapshot, const PipeRun& pipe)
{
    const auto loop = std::ranges::find(snapshot.loops, pipe.loop, &LoopResult::id);
    const LoopHydraulics* hydraulics = loop != snapshot.loops.end() ? loop->hydraulics.get() : nullptr;
    std::vector<PipeFlowResult> stretches;
    if (!hydraulics || !hydraulics->fromPipes)
        return stretches;
    const std::vector<PipeRun>& pipes = snapshot.site->cooling->pipes;
    std::ranges::copy_if(hydraulics->pipes, std::back_inserter(stretches),
                         [&](const PipeFlowResult& stretch) {
                             return stretch.pipe < pipes.size() && pipes[stretch.pipe].id == pipe.id;
                         });
    return stretches;
}

// "12.5 L/s", or from the least to the most where branches leave the run.
QString span(const std::vector<PipeFlowResult>& stretches, double PipeFlowResult::*member,
             const std::function<QString(double)>& format)
{
    const auto size = [member](const PipeFlowResult& stretch) { return std::abs(stretch.*member); };
    const auto [least, most] = std::ranges::minmax(stretches, {}, size);
    const QString low = format(size(least)), high = format(size(most));
    return low == high ? high : tr("%1 to %2").arg(low, high);
}

SheetGroup flowing(const std::vector<PipeFlowResult>& stretches)
{
    SheetGroup now{tr("Now"), {}};
    if (stretches.empty()) {
        now.rows.push_back({tr("Flow"), tr("not known"),
                            tr("The pipes of the loop do not join its equipment to its plant, or it has not "
                               "been evaluated.")});
        return now;
    }
    const auto flow = [](double m3s) { return style::formatLiquidFlow(m3s); };
    const auto velocity = [](double ms) { return style::formatVelocity(ms); };
    const auto celsius = [](double c) { return style::formatTemperature(c); };
    double dropPa = 0.0;
    for (const PipeFlowResult& stretch : stretches)
        dropPa += std::abs(stretch.dropPa);
    now.rows.push_back({tr("Flow"), span(stretches, &PipeFlowResult::flowM3s, flow),
                        tr("From the least to the most, where branches leave the run.")});
    now.rows.push_back({tr("Velocity"), span(stretches, &PipeFlowResult::velocityMs, velocity), {}});
    now.rows.push_back({tr("Pressure drop"), style::formatPressure(dropPa),
                        tr("Friction and fittings, all along the run.")});
    now.rows.push_back({tr("Water"), span(stretches, &PipeFlowResult::temperatureC, celsius), {}});
    return now;
}

} // namespace

Sheet pipeSheet(const Site& site, const Snapshot* snapshot, const PipeRun& pipe)
{
    const CoolantLoop* loop = site.cooling->find(pipe.loop);
    Sheet sheet;
    sheet.title = text(pipe.name);
    sheet.subtitle = tr("%1 pipe of %2").arg(style::words(nameOf(pipe.role)), loop ? text(loop->name) : dash);
    sheet.groups.push_back({tr("Pipe"),
                            {{tr("Bore"), numberWords("diameter_m", pipe.diameterM), {}},
                             {tr("Length"), style::formatLength(pathLength(pipe.pathM)), {}}}});
    sheet.groups.push_back(flowing(snapshot ? stretchesOf(*snapshot, pipe) : std::vector<PipeFlowResult>()));
    return sheet;
}

} // namespace hallwright::panels
