// The pictures of the open site, side by side: 3D, plan and heatmap, any of which may be hidden. The heatmap is a
// hall's: while none is chosen it stays away beside another picture.
#pragma once

#include "app/gui/air_pane.h"
#include "app/gui/air_strip.h"
#include "app/gui/hall_air_layers.h"
#include "app/project/selection.h"
#include "core/rules/findings.h"
#include "core/simulation/heatmap.h"
#include "core/simulation/snapshot.h"
#include "views/fields/heatmap_view.h"
#include "views/plan/plan_view.h"
#include "views/scene/scene_view.h"
#include "views/shared/site_scales.h"

#include <QWidget>

class QLabel;
class QSplitter;

namespace hallwright::app {

class LegendStrip;

enum class Pane { Scene, Plan, Heatmap, Air };

class Workspace : public QWidget
{
    Q_OBJECT

public:
    explicit Workspace(Selection* selection, QWidget* parent = nullptr);

    void setSite(const SitePtr& site, style::VersionShown version);
    void setSnapshot(const SnapshotPtr& snapshot, style::VersionShown version);
    void setColouring(style::RackColouring colouring);
    void setQuantity(HeatmapQuantity quantity);
    void setTheme(style::Theme theme);
    void setFloorHeatmap(bool on);
    // The chosen hall shows the layers that the air's options choose instead of the heatmap on its floor.
    void setAirInScene(bool on);
    void setLayerVisible(scene::Layer layer, bool visible);
    // The air takes the heatmap's place, which may be shown again beside it.
    void setPaneVisible(Pane pane, bool visible);
    void showOtherUnits();                              // after the reader has chosen SI or IP
    void setOverlay(const style::EditOverlay& overlay); // of a tool
    void setFindings(const FindingsPtr& findings);      // null: none
    void setPositions(const std::vector<style::PositionMark>& positions) { plan_->setPositions(positions); }
    void setToolTakesAll(bool all, Qt::CursorShape cursor, style::ToolGround ground);
    void takeFocus(); // into the picture that tools work in
    // The pictures keep their size while things move under the hand, whatever legends come and go.
    void holdLayout(bool held);

    QList<QWidget*> panes() const; // the pictures from west to east, seen or not

    scene::SceneView* sceneView() { return scene_; }
    plan::PlanView* planView() { return plan_; }
    fields::HeatmapView* heatmapView() { return heatmap_; }
    AirPane* airPane() { return air_; }
    HallAir* hallAir() { return hallAir_; }
    HallAirLayers* airLayers() { return airLayers_; }
    style::RackColouring colouring() const { return colouring_; }
    const style::SiteScales& scales() const { return scales_; }

signals:
    void hovered(hallwright::ObjectRef object, QPoint globalPos); // what a click would choose; none: nothing
    void clicked(hallwright::ObjectRef object, Qt::KeyboardModifiers modifiers); // none: beside everything
    void menuWanted(hallwright::ObjectRef object, QPoint globalPos);
    void pointer(const hallwright::style::PointerEvent& event); // for the tool that the hand holds
    void paneLeft(hallwright::app::Pane pane);                  // went by itself to make room for another

private:
    bool sceneFollows() const;
    void showStates();
    void showScene();
    void showSelection();
    void showHeatmap();
    void showLegend();
    void takeScales();
    void showScales();
    void showCoolantLegend();
    void showAir();
    HeatmapQuantity floorQuantity() const;
    void layOutPanes();

    Selection* selection_;
    SitePtr site_;
    SnapshotPtr snapshot_;
    std::vector<style::FindingMark> findings_; // that are marked
    style::SiteScales scales_;
    style::VersionShown version_ = style::VersionShown::Committed; // of what was shown last, site or snapshot
    style::RackColouring colouring_ = style::RackColouring::InletTemperature;
    HeatmapQuantity quantity_ = HeatmapQuantity::InletTemperature;
    style::Theme theme_ = style::Theme::Light;
    bool floorHeatmap_ = true;
    bool sceneWanted_ = true;
    bool planWanted_ = false;
    bool heatmapWanted_ = true;
    bool airWanted_ = false;
    HallId heatmapHall_;
    bool airInScene_ = false;
    bool airSeen_ = false; // in place of the heatmap on the floor
    HeatmapQuantity quantityOnFloor_ = HeatmapQuantity::InletTemperature;

    HallAir* hallAir_;
    HallAirLayers* airLayers_;

    QSplitter* splitter_;
    QWidget* scenePane_;
    QWidget* planPane_;
    QWidget* heatmapPane_;
    QWidget* airPane_;
    scene::SceneView* scene_;
    plan::PlanView* plan_;
    fields::HeatmapView* heatmap_;
    AirPane* air_;
    LegendStrip* legends_;
    AirStrip* airStrip_;
    QLabel* probe_;
};

} // namespace hallwright::app
