// What is drawn in which order, for every look.
//
// Plain: opaque things, ground and sky behind them, glass over them, labels over everything, all into the window.
//
// The looks beyond it draw what is opaque, ground and sky into textures of four samples, and one pass composes the
// picture of them; glass and labels are drawn over it as ever, in their own colours. Shadows adds a picture of the depths
// that the sun sees, Full one of how far creases are hidden from the sky. Nothing of a look exists before it is wanted.
#pragma once

#include "views/scene/graphics.h"
#include "views/scene/look_policy.h"
#include "views/scene/mesh.h"

#include <QSize>
#include <QVector3D>

#include <array>
#include <memory>

class QWindow;

namespace Qt3DRender {
class QAbstractTexture;
class QCameraLens;
class QFrameGraphNode;
class QRenderCapture;
class QRenderTarget;
} // namespace Qt3DRender
namespace Qt3DCore {
class QTransform;
} // namespace Qt3DCore

namespace hallwright::scene {

class FrameGraph
{
public:
    FrameGraph(QWindow* window, Qt3DCore::QEntity* camera, const SharedUniforms& uniforms,
               Qt3DCore::QEntity* root);
    ~FrameGraph();

    Qt3DRender::QFrameGraphNode* of(Look look);
    Qt3DRender::QFrameGraphNode* nothing() const { return nothing_; } // while nobody looks
    Qt3DRender::QRenderCapture* captureOf(Look look);                 // of the finished picture

    void setPixels(QSize pixels);
    // Shadows are as sharp as the map has room for: it covers what lies around the place that is looked at.
    void aimSun(QVector3D target, float distanceM, float sceneRadiusM);

private:
    struct Graph {
        Qt3DRender::QFrameGraphNode* root = nullptr;
        Qt3DRender::QRenderCapture* capture = nullptr;
    };
    struct ScreenPass; // a rectangle over the whole picture, and its program
    struct Surfaces;
    struct Sun;
    struct Occlusion;

    const Graph& graphOf(Look look);
    Graph make(Look look);
    void makeTextures(Look look);
    void addSunPass(Qt3DCore::QNode* parent);
    void addOcclusionPasses(Qt3DCore::QNode* parent);
    void addComposePass(Look look, Qt3DCore::QNode* parent);
    Qt3DRender::QParameter* input(const char* name, Qt3DRender::QAbstractTexture* texture);

    QWindow* window_;
    Qt3DCore::QEntity* camera_;
    const SharedUniforms& uniforms_;
    Qt3DCore::QEntity* root_;
    Qt3DRender::QFrameGraphNode* nothing_;
    std::array<Graph, 4> graphs_; // made when first wanted
    std::unique_ptr<Surfaces> surfaces_;
    std::unique_ptr<Sun> sun_;
    std::unique_ptr<Occlusion> occlusion_;
    std::vector<std::unique_ptr<ScreenPass>> screenPasses_;
    std::vector<Qt3DRender::QAbstractTexture*> pictureSized_;
    QSize pixels_{1, 1};
};

} // namespace hallwright::scene
