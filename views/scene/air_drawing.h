// Draws the air of one hall: slices that one looks through, the lines that the air follows, and a surface.
#pragma once

#include "core/model/building.h"
#include "views/scene/picture_texture.h"
#include "views/scene/scene_kit.h"
#include "views/shared/air_layers.h"

#include <array>
#include <memory>
#include <optional>

namespace hallwright::scene {

class AirDrawing
{
public:
    AirDrawing(Qt3DCore::QEntity* parent, const SceneKit& kit);
    ~AirDrawing();

    // Uploads what differs from what it shows and returns how many parts that are.
    int set(const SceneKit& kit, const Building& building, const Hall& hall, const style::AirLayers& layers);
    void setVisible(bool visible);
    // Slices that cross each other are drawn from the farthest piece to the nearest.
    void arrange(QVector3D eye);

private:
    // The hall's place in the scene.
    struct Place {
        QVector3D origin, east, north;
        bool operator==(const Place&) const = default;
        QVector3D at(double x, double y, double z) const
        {
            return origin + east * static_cast<float>(x) + north * static_cast<float>(y) +
                   QVector3D(0, 0, static_cast<float>(z));
        }
    };
    using Nearness = std::array<bool, 3>; // whether the eye is beyond each plane

    int setSlices(const std::vector<style::AirSlice>& slices, bool moved);
    void drawSlices();
    void addPiece(MeshBuilder& mesh, style::AirSlice::Plane plane, bool firstHigh, bool secondHigh) const;
    void drawLines();
    void drawSurface();
    const style::AirSlice* sliceOf(style::AirSlice::Plane plane) const;
    Nearness nearnessOf(QVector3D eye) const;

    Qt3DRender::QMaterial* sliceMaterial_;
    std::array<std::unique_ptr<PictureTexture>, 3> pictures_; // by plane
    std::array<qint64, 3> shown_{};                           // the pictures' cache keys
    StaticMesh slices_;
    StaticMesh lines_;
    StaticMesh surface_;
    Place place_;
    style::AirLayers layers_;
    QVector3D eye_;
    std::optional<Nearness> drawnFor_;
};

} // namespace hallwright::scene
