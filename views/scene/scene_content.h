// Everything in the scene, kept in step with the site: what did not change is not touched.
#pragma once

#include "core/simulation/snapshot.h"
#include "views/scene/air_drawing.h"
#include "views/scene/building_layer.h"
#include "views/scene/equipment_boxes.h"
#include "views/scene/floor_heatmap.h"
#include "views/scene/hall_layer.h"
#include "views/scene/label_layer.h"
#include "views/scene/network_layer.h"
#include "views/scene/picking.h"
#include "views/scene/pipe_stretches.h"
#include "views/scene/scene_options.h"
#include "views/scene/tool_overlay.h"
#include "views/shared/air_layers.h"
#include "views/shared/finding_marks.h"
#include "views/shared/rack_colours.h"

#include <array>
#include <memory>
#include <vector>

namespace hallwright::scene {

class SceneContent
{
public:
    explicit SceneContent(Qt3DCore::QEntity* root);
    ~SceneContent();

    void setSite(SitePtr site);
    void setSnapshot(SnapshotPtr snapshot);
    void setColouring(style::RackColouring colouring);
    void setScaleEnds(const std::optional<style::ScaleEnds>& ends); // of the colours of values
    void setTheme(style::Theme theme);
    void setSelection(const SelectionSet& selection);
    void setStandingInside(bool inside); // full walls and ceilings
    void setLayerVisible(Layer layer, bool visible);
    void setFloorHeatmap(HallId hall, const QImage& image);
    void setAirLayers(HallId hall, const style::AirLayers& layers);
    void setOverlay(const style::EditOverlay& overlay, const CameraController& camera);
    const style::EditOverlay& overlay() const { return toolShows_; }
    void setFindings(std::vector<style::FindingMark> findings);
    void setDevicePixelRatio(double ratio);
    // What depends on where one looks from: which labels show, which halls are in the picture.
    void arrange(const CameraController& camera);

    const SitePtr& site() const { return site_; }
    const SceneKit& kit() const { return kit_; }
    const SelectionSet& selection() const { return selection_; }
    bool isLayerVisible(Layer layer) const { return layersVisible_[static_cast<std::size_t>(layer)]; }
    const UploadCounts& uploads() const { return uploads_; }

    bool isOpen(const Building& building) const;
    Openness openness() const;

    // In scene coordinates; empty without anything to see.
    Bounds campusBounds() const { return bounds_; }
    // What must be in the picture to see the whole campus, or a whole hall.
    const std::vector<QVector3D>& campusPoints() const { return points_; }
    std::vector<QVector3D> hallPoints(HallId hall) const;

private:
    struct HallItem {
        HallPtr hall;
        std::unique_ptr<HallLayer> layer;
        std::vector<QRgb> colours;     // as uploaded
        std::vector<RackState> states; // likewise
        bool areEvaluated = false;     // likewise
        std::vector<QVector3D> corners;
    };
    struct BuildingItem {
        BuildingPtr building;
        std::unique_ptr<Qt3DCore::QEntity> entity;
        std::unique_ptr<BuildingLayer> shell;
        std::vector<HallItem> halls;
    };

    void rebuildAll();
    void updateBuilding(std::size_t index, const BuildingPtr& building, const Site* before);
    void updateHall(BuildingItem& item, std::size_t index, const HallPtr& hall, bool moved,
                    const Site* before);
    void uploadRacks(const BuildingItem& item, HallItem& hall);
    void recolour();
    void remarkRacks(const std::vector<RackId>& racks);
    void updateNetworks(const Site* before);
    void updateCooling();
    void updatePipes();
    void recolourPipes();
    void remarkEquipment(const std::vector<ObjectRef>& changed);
    void updateGround();
    void updateVisibility();
    void updateLabels();
    void updateHeatmap();
    void updateAir();
    void computeBounds();
    bool takeLooks(HallItem& hall) const; // true if they are others than those uploaded
    std::vector<QRgb> coloursOf(const Hall& hall) const;
    bool isShown(const Building& building, const Hall& hall) const;

    Qt3DCore::QEntity* root_;
    SceneKit kit_;
    StaticMesh ground_;
    StaticMesh sky_;
    NetworkLayer networks_;
    FloorHeatmap heatmap_;
    AirDrawing air_;
    ToolOverlay overlay_;
    style::EditOverlay toolShows_;
    LabelLayer labels_;
    std::vector<BuildingItem> buildings_;
    std::vector<FlowStretch> stretches_; // as the pipes were last drawn
    std::vector<BuildingPtr> opened_;    // as the cooling network was last drawn for

    SitePtr site_;
    SnapshotPtr snapshot_;
    style::RackColouring colouring_ = style::RackColouring::Power;
    std::optional<style::ScaleEnds> ends_;
    style::ColourScale scale_;
    SelectionSet selection_;
    std::vector<style::FindingMark> findings_;
    HallId heatmapHall_;
    QImage heatmapImage_;
    HallId airHall_;
    style::AirLayers airLayers_;
    std::array<bool, 6> layersVisible_{true, true, true, true, true, true};
    bool standingInside_ = false;
    double devicePixelRatio_ = 1.0;
    std::vector<QVector3D> points_;
    Bounds bounds_;
    UploadCounts uploads_;
};

} // namespace hallwright::scene
