#include "app/editing/editor.h"

#include "app/editing/area_tool.h"
#include "app/editing/busway_tool.h"
#include "app/editing/door_tool.h"
#include "app/editing/hall_tool.h"
#include "app/editing/measure_tool.h"
#include "app/editing/pathway_tool.h"
#include "app/editing/pipe_tool.h"
#include "app/editing/place_tool.h"
#include "app/editing/select_tool.h"
#include "app/editing/tile_tool.h"
#include "app/editing/wall_tool.h"

#include <utility>

namespace hallwright::app {

namespace {

struct MakeTool {
    Workbench& bench;

    std::unique_ptr<Tool> operator()(SelectChoice) const { return std::make_unique<SelectTool>(bench); }
    std::unique_ptr<Tool> operator()(MeasureChoice) const { return std::make_unique<MeasureTool>(bench); }
    std::unique_ptr<Tool> operator()(PlaceChoice choice) const
    {
        return std::make_unique<PlaceTool>(bench, choice.type);
    }
    std::unique_ptr<Tool> operator()(AreaChoice choice) const
    {
        return std::make_unique<AreaTool>(bench, choice.kind);
    }
    std::unique_ptr<Tool> operator()(HallChoice) const { return std::make_unique<HallTool>(bench); }
    std::unique_ptr<Tool> operator()(DoorChoice) const { return std::make_unique<DoorTool>(bench); }
    std::unique_ptr<Tool> operator()(WallChoice) const { return std::make_unique<WallTool>(bench); }
    std::unique_ptr<Tool> operator()(TileChoice) const { return std::make_unique<TileTool>(bench); }
    std::unique_ptr<Tool> operator()(BuswayChoice) const { return std::make_unique<BuswayTool>(bench); }
    std::unique_ptr<Tool> operator()(PathwayChoice choice) const
    {
        return std::make_unique<PathwayTool>(bench, choice.kind);
    }
    std::unique_ptr<Tool> operator()(PipeChoice) const { return std::make_unique<PipeTool>(bench); }
};

} // namespace

Workbench Editor::workbench(Document& document, Selection& selection)
{
    Workbench bench{document, selection, {}, {}};
    bench.shown = [this] {
        emit overlayChanged();
        tellHint();
    };
    bench.say = [this](const QString& sentence) { emit said(sentence); };
    bench.began = [this] {
        moving_ = true;
        consequences_.clear();
        emit moveBegan();
    };
    bench.ended = [this](bool committed) {
        moving_ = false;
        emit moveEnded(committed);
    };
    return bench;
}

Editor::Editor(Document* document, Selection* selection, QObject* parent)
    : QObject(parent), document_(document), bench_(workbench(*document, *selection)),
      tool_(std::make_unique<SelectTool>(bench_))
{
    const auto forget = [this] {
        tool_->forget();
        if (std::exchange(moving_, false))
            emit moveEnded(false);
        emit overlayChanged();
    };
    connect(selection, &Selection::changed, this, [this] { tool_->selectionChanged(); });
    connect(document, &Document::opened, this, [this] { choose(SelectChoice{}); });
    connect(document, &Document::committedSiteChanged, this, forget);
}

Editor::~Editor() = default;

void Editor::choose(const ToolChoice& choice)
{
    tool_->cancel();
    tool_ = std::visit(MakeTool{bench_}, choice);
    tool_->selectionChanged();
    emit toolChanged();
    emit overlayChanged();
    tellHint();
}

QString Editor::hintOf(const ToolChoice& choice)
{
    return std::visit(MakeTool{bench_}, choice)->hint();
}

style::EditOverlay Editor::overlay() const
{
    style::EditOverlay overlay = tool_->overlay();
    if (moving_ && overlay.words.isEmpty())
        overlay.words = consequences_;
    if (!overlay.remark.isEmpty())
        overlay.words =
            overlay.words.isEmpty() ? overlay.remark : overlay.remark + QLatin1Char('\n') + overlay.words;
    return overlay;
}

void Editor::setConsequences(const QString& words)
{
    if (words == consequences_)
        return;
    consequences_ = words;
    emit overlayChanged();
}

void Editor::pointer(const style::PointerEvent& event)
{
    if (!document_->isOpen())
        return;
    last_ = event;
    if (event.phase == style::PointerPhase::Cancel)
        tool_->cancel();
    else
        tool_->pointer(event);
    tellHint();
}

bool Editor::escape()
{
    if (tool_->cancel())
        return true;
    if (!tool_->takesAll())
        return false;
    choose(SelectChoice{});
    return true;
}

bool Editor::key(int key)
{
    const bool meant = tool_->key(key);
    if (meant)
        tellHint();
    return meant;
}

void Editor::tellHint()
{
    if (const QString now = tool_->hint(); now != std::exchange(hint_, now))
        emit hintChanged(now);
}

} // namespace hallwright::app
