// Names in the scene. They keep their size on screen, and where two would cover each other the lesser one waits.
#pragma once

#include "core/rules/finding.h"
#include "views/scene/camera_controller.h"
#include "views/scene/picture_texture.h"
#include "views/scene/scene_kit.h"

#include <QRectF>
#include <QString>

#include <optional>
#include <vector>

namespace hallwright::scene {

// In order of importance.
enum class LabelKind { Rack, Building, Hall, Row, Finding, Dimension };

struct Label {
    QString text;
    LabelKind kind = LabelKind::Building;
    QVector3D anchor;       // the label stands centred above it
    float farthestM = 1e9f; // not shown from further away
    std::optional<Severity> mark{}; // before the text

    bool operator==(const Label&) const = default;
};

class LabelLayer
{
public:
    LabelLayer(Qt3DCore::QEntity* parent);

    void set(const SceneKit& kit, std::vector<Label> labels, double devicePixelRatio);
    // Chooses which labels show from here. Cheap: called for every frame that moves the camera.
    void arrange(const CameraController& camera);
    void setVisible(bool visible);

private:
    struct Placed {
        QSizeF size;    // in logical pixels
        QRectF inAtlas; // 0 to 1
    };
    void paintAtlas(const SceneKit& kit, double devicePixelRatio);

    std::vector<Label> labels_;
    std::vector<Placed> placed_; // one per label
    Qt3DCore::QEntity* entity_;
    Qt3DCore::QBuffer* instances_;
    Qt3DRender::QGeometryRenderer* renderer_;
    Qt3DRender::QMaterial* material_;
    PictureTexture texture_;
    std::vector<Qt3DCore::QAttribute*> attributes_;
    style::Theme paintedTheme_ = style::Theme::Light;
    double paintedRatio_ = 0.0;
    double ratio_ = 1.0;
    bool visible_ = true;
    bool empty_ = true;
};

} // namespace hallwright::scene
