// The Qt 3D plumbing: surface format, uniforms and materials.
#pragma once

#include "views/shared/theme.h"

#include <QByteArray>
#include <QSize>
#include <QVector2D>
#include <Qt3DRender/QCullFace>
#include <Qt3DRender/QDepthTest>

#include <vector>

namespace Qt3DCore {
class QNode;
} // namespace Qt3DCore
namespace Qt3DRender {
class QFilterKey;
class QMaterial;
class QParameter;
} // namespace Qt3DRender

namespace hallwright::scene {

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

enum class Blend { None, Straight, Premultiplied };

// What the looks beyond the plain one do with a material.
enum class Shade {
    None, // it is drawn over the shaded picture
    Mark, // it is drawn with the rest, and keeps its colours
    Lit,  // shadows and occlusion darken it
    Cast  // and it throws shadows
};

struct MaterialRecipe {
    const char* pass;
    QByteArray vertex;
    QByteArray fragment;
    Qt3DRender::QDepthTest::DepthFunction depth = Qt3DRender::QDepthTest::LessOrEqual;
    Qt3DRender::QCullFace::CullingMode cull = Qt3DRender::QCullFace::NoCulling;
    Blend blend = Blend::None;
    Shade shade = Shade::None;
};

Qt3DRender::QFilterKey* makeKey(const char* name, const char* value, Qt3DCore::QNode* parent);
Qt3DRender::QMaterial* makeMaterial(const MaterialRecipe& recipe, Qt3DCore::QNode* parent);

// By these keys the frame graph finds techniques and passes.
inline constexpr const char* techniqueKey = "renderingStyle";
inline constexpr const char* techniqueName = "forward";
inline constexpr const char* passKey = "pass";

// The passes in which a material is drawn beyond the plain look.
namespace pass {
inline constexpr const char* opaqueShaded = "opaque shaded";
inline constexpr const char* backdropShaded = "backdrop shaded";
inline constexpr const char* casting = "casting";
} // namespace pass

// Gives every material under this node its passes for the looks beyond the plain one: not before one is wanted, since
// their programs cost time to compile.
void addShadedPasses(Qt3DCore::QNode* root);

// One of each: entities share them.
struct Materials {
    explicit Materials(Qt3DCore::QNode* parent);

    Qt3DRender::QMaterial* mesh;
    Qt3DRender::QMaterial* glass;
    Qt3DRender::QMaterial* rack;
    Qt3DRender::QMaterial* nearRack;
    Qt3DRender::QMaterial* farBox; // of one colour a face: from far away detail would only shimmer
    Qt3DRender::QMaterial* equipment;
    Qt3DRender::QMaterial* nearEquipment;
    Qt3DRender::QMaterial* marks; // boxes that a tool shows
    Qt3DRender::QMaterial* ground;
    Qt3DRender::QMaterial* sky;
};

// Materials with a texture of their own, named as in the shader.
Qt3DRender::QMaterial* makeImageMaterial(Qt3DCore::QNode* parent);
Qt3DRender::QMaterial* makeSliceMaterial(Qt3DCore::QNode* parent); // pictureX, pictureY, pictureZ
Qt3DRender::QMaterial* makeLabelMaterial(Qt3DCore::QNode* parent);

} // namespace hallwright::scene
