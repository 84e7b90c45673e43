#include "app/gui/workspace.h"

#include "app/gui/floor_picture.h"
#include "app/gui/focus_pane.h"
#include "app/gui/legend_strip.h"
#include "views/shared/format.h"
#include "views/shared/rack_marks.h"

#include <QLabel>
#include <QSplitter>
#include <QVBoxLayout>

#include <cmath>
#include <utility>

namespace hallwright::app {

Workspace::Workspace(Selection* selection, QWidget* parent)
    : QWidget(parent), selection_(selection), hallAir_(new HallAir(this)),
      airLayers_(new HallAirLayers(hallAir_, this)), splitter_(new QSplitter(Qt::Horizontal, this)),
      scene_(new scene::SceneView(this)), plan_(new plan::PlanView(this)),
      heatmap_(new fields::HeatmapView(this)), air_(new AirPane(hallAir_, this)),
      legends_(new LegendStrip(this)), airStrip_(new AirStrip(hallAir_, airLayers_, this)),
      probe_(new QLabel(this))
{
    probe_->setContentsMargins(10, 4, 10, 4);
    probe_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // it is no reason for a wider pane
    scenePane_ = new FocusPane(scene_, {airStrip_, legends_}, splitter_);
    planPane_ = new FocusPane(plan_, {}, splitter_);
    heatmapPane_ = new FocusPane(heatmap_, {probe_}, splitter_);
    airPane_ = new FocusPane(air_, {}, splitter_);
    constexpr int least = 150; // three beside each other in a window of 1024, with a dock at each side
    for (QWidget* picture : std::initializer_list<QWidget*>{scene_, plan_, heatmap_})
        picture->setMinimumWidth(least);
    air_->setMinimumWidth(240); // with its controls
    heatmap_->setQuantity(quantity_);
    scene_->setColouring(colouring_);
    plan_->setColouring(colouring_);
    for (QWidget* pane : panes())
        splitter_->addWidget(pane);
    splitter_->setChildrenCollapsible(false);
    layOutPanes();
    auto* fill = new QVBoxLayout(this);
    fill->setContentsMargins(0, 0, 0, 0);
    fill->addWidget(splitter_);

    const auto choose = [this](ObjectRef object) { emit clicked(object, Qt::NoModifier); };
    connect(scene_, &scene::SceneView::hovered, this, &Workspace::hovered);
    connect(scene_, &scene::SceneView::clicked, this, &Workspace::clicked);
    connect(scene_, &scene::SceneView::activated, this, choose);
    connect(scene_, &scene::SceneView::menuWanted, this, &Workspace::menuWanted);
    connect(scene_, &scene::SceneView::pointer, this, &Workspace::pointer);
    connect(plan_, &plan::PlanView::hovered, this, &Workspace::hovered);
    connect(plan_, &plan::PlanView::clicked, this, &Workspace::clicked);
    connect(plan_, &plan::PlanView::menuWanted, this, &Workspace::menuWanted);
    connect(plan_, &plan::PlanView::pointer, this, &Workspace::pointer);
    connect(heatmap_, &fields::HeatmapView::clicked, this, choose);
    connect(air_, &AirPane::clicked, this, choose);
    connect(heatmap_, &fields::HeatmapView::probed, this, [this](double x, double y, double value) {
        if (std::isnan(value)) {
            probe_->setText(tr("Point at it to read a value."));
            return;
        }
        const QString reading = quantity_ == HeatmapQuantity::PowerDensity
                                    ? style::formatPowerDensity(value * 1e3)
                                    : style::formatTemperature(value);
        probe_->setText(tr("%1 at x %2, y %3").arg(reading, style::formatLength(x), style::formatLength(y)));
    });
    connect(selection_, &Selection::changed, this, &Workspace::showSelection);
    connect(airLayers_, &HallAirLayers::changed, this, &Workspace::showAir);
    connect(airStrip_, &AirStrip::airChosen, this, &Workspace::setAirInScene);
    probe_->setText(tr("Point at it to read a value."));
}

QList<QWidget*> Workspace::panes() const
{
    return {scenePane_, planPane_, heatmapPane_, airPane_};
}

void Workspace::setSite(const SitePtr& site, style::VersionShown version)
{
    const bool first = !site_ || !site;
    site_ = site;
    version_ = version;
    if (!site) {
        snapshot_ = nullptr;
        scales_.clear();
        hallAir_->setSnapshot(nullptr, {});
        air_->showHall();
        legends_->setLegend(Legend::States, std::nullopt);
        scene_->setSnapshot(nullptr);
        plan_->setSnapshot(nullptr);
    }
    if (sceneFollows())
        scene_->setSite(site);
    plan_->setSite(site);
    showLegend();
    if (first) {
        showSelection();
        scene_->showPreset(scene::ViewPreset::Campus);
    }
}

void Workspace::setSnapshot(const SnapshotPtr& snapshot, style::VersionShown version)
{
    snapshot_ = snapshot;
    version_ = version;
    takeScales();
    if (sceneFollows())
        scene_->setSnapshot(snapshot);
    plan_->setSnapshot(snapshot);
    hallAir_->setSnapshot(snapshot, selection_->hall());
    if (air_->isVisible() || version_ == style::VersionShown::Committed) // as the scene
        air_->showHall();
    airStrip_->refresh();
    showHeatmap();
    showCoolantLegend();
    if (sceneFollows())
        showStates();
}

// A scene that nobody sees does not follow the hand: it is brought up to date when the hand lets go, or when it is seen.
bool Workspace::sceneFollows() const
{
    return sceneWanted_ || version_ == style::VersionShown::Committed;
}

void Workspace::showScene()
{
    scene_->setSite(site_);
    scene_->setScaleEnds(scales_.ends());
    scene_->setSnapshot(snapshot_);
    scene_->setFindings(findings_);
    showStates();
}

void Workspace::showStates()
{
    legends_->setLegend(Legend::States,
                        snapshot_ ? style::rackStateScale(countRackStates(*snapshot_)) : std::nullopt);
}

void Workspace::setColouring(style::RackColouring colouring)
{
    colouring_ = colouring;
    scene_->setColouring(colouring);
    plan_->setColouring(colouring);
    showLegend();
    showHeatmap();
}

void Workspace::setQuantity(HeatmapQuantity quantity)
{
    quantity_ = quantity;
    heatmap_->setQuantity(quantity);
    takeScales();
    showScales();
    showHeatmap();
}

void Workspace::setTheme(style::Theme theme)
{
    theme_ = theme;
    scene_->setTheme(theme);
    plan_->setTheme(theme);
    heatmap_->setTheme(theme);
    air_->setTheme(theme);
    showHeatmap();
}

void Workspace::setFloorHeatmap(bool on)
{
    floorHeatmap_ = on;
    showHeatmap();
}

void Workspace::setAirInScene(bool on)
{
    airInScene_ = on;
    airStrip_->setAirShown(on);
    airLayers_->setShown(airInScene_ && sceneWanted_);
}

void Workspace::showAir()
{
    scene_->setAirLayers(selection_->hall(), airLayers_->layers());
    legends_->setLegend(Legend::Air, airLayers_->legend());
    legends_->setLegend(Legend::Shapes, airLayers_->shapesLegend());
    const bool seen = airLayers_->isReady();
    if (std::exchange(airSeen_, seen) != seen || quantityOnFloor_ != floorQuantity())
        showHeatmap();
}

void Workspace::setLayerVisible(scene::Layer layer, bool visible)
{
    scene_->setLayerVisible(layer, visible);
    showCoolantLegend();
}

void Workspace::setPaneVisible(Pane pane, bool visible)
{
    switch (pane) {
    case Pane::Scene:
        if (visible && !sceneWanted_)
            showScene();
        sceneWanted_ = visible;
        break;
    case Pane::Plan:
        planWanted_ = visible;
        break;
    case Pane::Heatmap:
        heatmapWanted_ = visible;
        break;
    case Pane::Air:
        airWanted_ = visible;
        break;
    }
    if (pane == Pane::Air && visible && heatmapWanted_) { // it shows what the heatmap shows, and more
        heatmapWanted_ = false;
        emit paneLeft(Pane::Heatmap);
    }
    layOutPanes();
    setAirInScene(airInScene_);
    showHeatmap();
}

void Workspace::setFindings(const FindingsPtr& findings)
{
    findings_ = findings ? style::findingMarks(*findings) : std::vector<style::FindingMark>();
    if (sceneFollows())
        scene_->setFindings(findings_);
    plan_->setFindings(findings_);
}

void Workspace::setOverlay(const style::EditOverlay& overlay)
{
    scene_->setOverlay(sceneWanted_ ? overlay : style::EditOverlay{});
    plan_->setOverlay(overlay);
}

// A tool for the campus alone works in its plan.
void Workspace::setToolTakesAll(bool all, Qt::CursorShape cursor, style::ToolGround ground)
{
    scene_->setToolTakesAll(all && ground != style::ToolGround::Campus, cursor, ground);
    plan_->setToolTakesAll(all, cursor, ground);
}

void Workspace::holdLayout(bool held)
{
    const int height = legends_->height();
    legends_->setMinimumHeight(held ? height : 0);
    legends_->setMaximumHeight(held ? height : QWIDGETSIZE_MAX);
}

void Workspace::takeFocus()
{
    if (planPane_->isVisible())
        plan_->setFocus();
    else if (scenePane_->isVisible())
        scene_->setFocus();
}

void Workspace::showOtherUnits()
{
    airLayers_->updateUnits();
    heatmap_->setRange(std::nullopt); // its scale is made anew
    showScales();
    air_->showOtherUnits();
    probe_->setText(tr("Point at it to read a value."));
    setColouring(colouring_);
}

void Workspace::layOutPanes()
{
    const bool alone = !sceneWanted_ && !planWanted_ && !airWanted_;
    const bool heatmap = heatmapWanted_ && (alone || selection_->hall().valid());
    if (scenePane_->isHidden() != sceneWanted_ && planPane_->isHidden() != planWanted_ &&
        heatmapPane_->isHidden() != heatmap && airPane_->isHidden() != airWanted_)
        return; // the reader's own widths stay
    scenePane_->setVisible(sceneWanted_);
    planPane_->setVisible(planWanted_);
    heatmapPane_->setVisible(heatmap);
    airPane_->setVisible(airWanted_);
    constexpr int sceneShare = 600;
    constexpr int otherShare = 400;
    splitter_->setSizes({sceneShare, otherShare, otherShare, sceneShare}); // shared out in proportion
}

void Workspace::showSelection()
{
    const SelectionSet& selection = selection_->set();
    layOutPanes();
    scene_->setSelection(selection);
    plan_->setSelection(selection);
    heatmap_->setSelection(selection);
    hallAir_->setSnapshot(snapshot_, selection.hall);
    hallAir_->setSelection(selection);
    air_->showHall();
    air_->setSelection(selection);
    airStrip_->refresh();
    showHeatmap();
}

void Workspace::showHeatmap()
{
    const HallId hall = selection_->hall();
    if (floorQuantity() != quantityOnFloor_)
        takeScales();
    if (!heatmapPane_->isHidden())
        heatmap_->setHall(snapshot_ ? snapshot_->site : site_, snapshot_, hall);
    if (heatmapHall_.valid() && heatmapHall_ != hall)
        scene_->setFloorHeatmap(heatmapHall_, {});
    heatmapHall_ = hall;
    quantityOnFloor_ = floorQuantity();
    const HallResult* result = snapshot_ && hall.valid() ? snapshot_->hallResult(hall) : nullptr;
    FloorPicture floor;
    if (result && floorHeatmap_ && !airSeen_ && sceneWanted_) // seen by somebody
        floor = floorPictureOf(*site_, *result, floorQuantity(), colouring_, scales_.ends(), theme_);
    scene_->setFloorHeatmap(hall, floor.image);
    legends_->setLegend(Legend::Floor, floor.legend);
}

// A quantity that is no matter of air lies on the floor.
HeatmapQuantity Workspace::floorQuantity() const
{
    const bool powerDensity =
        airInScene_ && hallAir_->options().quantity == fields::FieldQuantity::PowerDensity;
    return powerDensity ? HeatmapQuantity::PowerDensity : quantity_;
}

void Workspace::takeScales()
{
    if (!snapshot_)
        return;
    const bool density =
        quantity_ == HeatmapQuantity::PowerDensity || floorQuantity() == HeatmapQuantity::PowerDensity;
    if (scales_.take(*snapshot_, version_, density))
        showScales();
}

// The same ends everywhere: racks in the scene and the plan, the floor and the heatmap.
void Workspace::showScales()
{
    if (sceneFollows())
        scene_->setScaleEnds(scales_.ends());
    plan_->setScaleEnds(scales_.ends());
    if (site_)
        heatmap_->setRange(floorRange(*site_, quantity_, scales_.ends()));
    showLegend();
}

void Workspace::showLegend()
{
    legends_->setLegend(Legend::Racks,
                        site_ ? std::optional(style::colourScale(colouring_, *site_, scales_.ends()))
                              : std::nullopt);
    showCoolantLegend();
}

void Workspace::showCoolantLegend()
{
    const bool shown = site_ && snapshot_ && !site_->cooling->pipes.empty() &&
                       scene_->isLayerVisible(scene::Layer::CoolantLoops);
    legends_->setLegend(Legend::Coolant, shown ? std::optional(style::coolantScale(*site_)) : std::nullopt);
}

} // namespace hallwright::app
