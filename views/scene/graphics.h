// The Qt 3D plumbing: what is drawn in which order, and the materials.
#pragma once

#include "views/shared/theme.h"

#include <QSize>
#include <QVector2D>

#include <vector>

class QWindow;

namespace Qt3DCore {
class QEntity;
class QNode;
} // namespace Qt3DCore
namespace Qt3DRender {
class QFrameGraphNode;
class QMaterial;
class QParameter;
class QRenderCapture;
} // namespace Qt3DRender

namespace hallwright::scene {

// Opaque things, ground and sky behind them, glass over them, labels over everything.
struct FrameGraph {
    Qt3DRender::QFrameGraphNode* root = nullptr;
    Qt3DRender::QFrameGraphNode* nothing = nullptr; // while nobody looks
    Qt3DRender::QRenderCapture* capture = nullptr;
};

// The uniforms every program shares. Set on the frame graph, so that one change reaches all materials.
class SharedUniforms
{
public:
    explicit SharedUniforms(Qt3DCore::QNode* parent);

    void setTheme(style::Theme theme);
    void setView(QSize pixels, QVector2D metresPerPixel, float fogStartM, float fogEndM);
    void setGroundRadius(float metres);

    const std::vector<Qt3DRender::QParameter*>& all() const { return parameters_; }

private:
    Qt3DRender::QParameter* add(Qt3DCore::QNode* parent, const char* name);

    std::vector<Qt3DRender::QParameter*> parameters_;
    Qt3DRender::QParameter* sky_;
    Qt3DRender::QParameter* horizon_;
    Qt3DRender::QParameter* ground_;
    Qt3DRender::QParameter* groundLine_;
    Qt3DRender::QParameter* grid_;
    Qt3DRender::QParameter* selection_;
    Qt3DRender::QParameter* violation_;
    Qt3DRender::QParameter* accent_;
    Qt3DRender::QParameter* pixelScale_;
    Qt3DRender::QParameter* fogRange_;
    Qt3DRender::QParameter* viewSize_;
    Qt3DRender::QParameter* groundRadius_;
};

FrameGraph makeFrameGraph(QWindow* window, Qt3DCore::QEntity* camera, const SharedUniforms& uniforms,
                          Qt3DCore::QNode* parent);

// One of each: entities share them.
struct Materials {
    explicit Materials(Qt3DCore::QNode* parent);

    Qt3DRender::QMaterial* mesh;
    Qt3DRender::QMaterial* glass;
    Qt3DRender::QMaterial* rack;
    Qt3DRender::QMaterial* farBox; // of one colour a face: from far away detail would only shimmer
    Qt3DRender::QMaterial* equipment;
    Qt3DRender::QMaterial* ground;
    Qt3DRender::QMaterial* sky;
};

// Materials with a texture of their own, named as in the shader.
Qt3DRender::QMaterial* makeImageMaterial(Qt3DCore::QNode* parent);
Qt3DRender::QMaterial* makeSliceMaterial(Qt3DCore::QNode* parent); // pictureX, pictureY, pictureZ
Qt3DRender::QMaterial* makeLabelMaterial(Qt3DCore::QNode* parent);

} // namespace hallwright::scene
