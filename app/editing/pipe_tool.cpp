#include "app/editing/pipe_tool.h"

#include "core/design/rule_error.h"
#include "core/model/object_names.h"
#include "views/shared/format.h"

#include <algorithm>

namespace hallwright::app {

namespace {

CoolantLoopId loopOf(const Site& site, ObjectRef object)
{
    if (const auto* loop = find(site, idIn<CoolantLoopId>(object)))
        return loop->id;
    if (const auto* pipe = find(site, idIn<PipeRunId>(object)))
        return pipe->loop;
    if (const auto* unit = find(site, idIn<PlantUnitId>(object)))
        return unit->loop;
    if (const auto* unit = find(site, idIn<AirHandlerId>(object)))
        return unit->loop;
    if (const auto* unit = find(site, idIn<CduId>(object)))
        return unit->loop;
    return {};
}

QString roleText(PipeRole role)
{
    return role == PipeRole::Supply ? QObject::tr("supply") : QObject::tr("return");
}

} // namespace

PipeTool::PipeTool(Workbench& bench) : WayTool(bench)
{
    const SitePtr& site = bench.document.committedSite();
    const ObjectRef selected = bench.selection.set().primary();
    if (!site || !selected.valid())
        return;
    loop_ = loopOf(*site, selected);
    if (const auto* pipe = find(*site, idIn<PipeRunId>(selected)))
        role_ = pipe->role;
}

QString PipeTool::name() const
{
    return QObject::tr("Draw pipe run");
}

const CoolantLoop* PipeTool::loop() const
{
    const SitePtr& site = bench_.document.committedSite();
    if (!site || site->cooling->loops.empty())
        return nullptr;
    const auto& loops = site->cooling->loops;
    if (const CoolantLoop* chosen = loop_.valid() ? site->cooling->find(loop_) : nullptr)
        return chosen;
    const HallId hall = bench_.selection.hall();
    const auto ofBuilding = std::ranges::find_if(loops, [&](const CoolantLoop& loop) {
        return hall.valid() && site->findHall(hall) && loop.building == site->buildingOf(hall).id;
    });
    return ofBuilding != loops.end() ? &*ofBuilding : &loops.front();
}

QString PipeTool::keysHint() const
{
    const CoolantLoop* now = loop();
    return QObject::tr("L: loop (%1) · S: supply or return (%2) · + and -: size")
        .arg(now ? QString::fromStdString(now->name) : QObject::tr("none"), roleText(role_));
}

// A pipe joins the runs of its own loop and role.
WayTool::Ways PipeTool::joinable(const Site& site) const
{
    const CoolantLoop* now = loop();
    Ways ways;
    for (const PipeRun& pipe : site.cooling->pipes) {
        if (now && pipe.loop == now->id && pipe.role == role_ && !pipe.cdu.valid())
            ways.push_back(&pipe.pathM);
    }
    return ways;
}

// Where core/design leads them: over CDUs and rows, and in the yard at the connections of the plant.
double PipeTool::heightM(bool indoors) const
{
    constexpr double overRowsM = 3.4, inYardM = 0.6;
    return indoors ? overRowsM : inYardM;
}

design::PipeDrawing PipeTool::drawing(const std::vector<Point3>& wayM) const
{
    const CoolantLoop* now = loop();
    if (!now)
        throw design::RuleError(
            "the site has no coolant loop for a pipe; cool a hall first (Edit > Cool the hall).");
    return {now->id, role_, wayM, sizesLarger_};
}

// "Chilled water 1 supply, ⌀ 219.1 mm: 35.2 L/s of 4 units at 1.01 m/s"
QString PipeTool::wordsOf(const std::vector<Point3>& wayM) const
{
    const design::PlannedRun planned = design::planPipe(*bench_.document.committedSite(), drawing(wayM));
    const QString carries = planned.serves == 0 ? QObject::tr("of the whole loop")
                            : planned.serves == 1
                                ? QObject::tr("of 1 unit nearest to it")
                                : QObject::tr("of %1 units nearest to it").arg(planned.serves);
    return QObject::tr("%1 %2, ⌀ %3 mm: %4 %5 at %6")
        .arg(QString::fromStdString(loop()->name), roleText(role_))
        .arg(1e3 * planned.pipe.diameterM, 0, 'f', 1)
        .arg(style::formatLiquidFlow(planned.flowM3s), carries, style::formatVelocity(planned.velocityMs));
}

bool PipeTool::put(const std::vector<Point3>& wayM)
{
    PipeRunId added;
    const bool drawn = commit(name(), [&](const SitePtr& site) {
        SiteEdit edit(site);
        added = design::putPipe(edit, drawing(wayM));
        return edit.done();
    });
    if (drawn) {
        sizesLarger_ = 0;
        bench_.selection.select(*bench_.document.committedSite(), refTo(added));
    }
    return drawn;
}

void PipeTool::takeNextLoop()
{
    const CoolantLoop* now = loop();
    if (!now)
        return;
    const auto& loops = bench_.document.committedSite()->cooling->loops;
    const auto next = static_cast<std::size_t>(now - loops.data()) + 1;
    loop_ = loops[next % loops.size()].id;
}

bool PipeTool::key(int key)
{
    switch (key) {
    case Qt::Key_L:
        takeNextLoop();
        break;
    case Qt::Key_S:
        role_ = role_ == PipeRole::Supply ? PipeRole::Return : PipeRole::Supply;
        break;
    case Qt::Key_Plus:
    case Qt::Key_Equal: // the same key without Shift
        ++sizesLarger_;
        break;
    case Qt::Key_Minus:
        --sizesLarger_;
        break;
    default:
        return WayTool::key(key);
    }
    showAnew();
    return true;
}

void PipeTool::forget()
{
    WayTool::forget();
    const SitePtr& site = bench_.document.committedSite();
    if (loop_.valid() && (!site || !site->cooling->find(loop_)))
        loop_ = {};
}

} // namespace hallwright::app
