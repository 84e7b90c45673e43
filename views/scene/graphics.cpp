#include "views/scene/graphics.h"

#include "views/scene/look_shaders.h"
#include "views/scene/scene_view.h"
#include "views/scene/shaders.h"

#include <QSurfaceFormat>
#include <QVector3D>
#include <Qt3DRender/QBlendEquation>
#include <Qt3DRender/QBlendEquationArguments>
#include <Qt3DRender/QCullFace>
#include <Qt3DRender/QDepthTest>
#include <Qt3DRender/QEffect>
#include <Qt3DRender/QFilterKey>
#include <Qt3DRender/QGraphicsApiFilter>
#include <Qt3DRender/QMaterial>
#include <Qt3DRender/QMultiSampleAntiAliasing>
#include <Qt3DRender/QNoDepthMask>
#include <Qt3DRender/QParameter>
#include <Qt3DRender/QRenderPass>
#include <Qt3DRender/QShaderProgram>
#include <Qt3DRender/QTechnique>

namespace hallwright::scene {

using namespace Qt3DRender;

void prepareGraphics()
{
    // Qt 3D's OpenGL renderer draws our GLSL as it stands; its other renderer would want every shader translated.
    qputenv("QT3D_RENDERER", "opengl");
    QSurfaceFormat format;
    format.setRenderableType(QSurfaceFormat::OpenGL);
    format.setVersion(3, 2);
    format.setProfile(QSurfaceFormat::CoreProfile);
    format.setDepthBufferSize(24);
    format.setStencilBufferSize(8);
    QSurfaceFormat::setDefaultFormat(format);
}

namespace {

QVector3D rgb(const QColor& colour)
{
    return {colour.redF(), colour.greenF(), colour.blueF()};
}

QColor mixed(const QColor& a, const QColor& b, float share)
{
    const auto part = [share](float from, float to) { return from + (to - from) * share; };
    return QColor::fromRgbF(part(a.redF(), b.redF()), part(a.greenF(), b.greenF()),
                            part(a.blueF(), b.blueF()));
}

void addBlending(QRenderPass* pass, Blend blend)
{
    auto* arguments = new QBlendEquationArguments(pass);
    arguments->setSourceRgb(blend == Blend::Straight ? QBlendEquationArguments::SourceAlpha
                                                     : QBlendEquationArguments::One);
    arguments->setDestinationRgb(QBlendEquationArguments::OneMinusSourceAlpha);
    arguments->setSourceAlpha(QBlendEquationArguments::One);
    arguments->setDestinationAlpha(QBlendEquationArguments::OneMinusSourceAlpha);
    pass->addRenderState(arguments);
    auto* equation = new QBlendEquation(pass);
    equation->setBlendFunction(QBlendEquation::Add);
    pass->addRenderState(equation);
    pass->addRenderState(new QNoDepthMask(pass));
}

struct PassRecipe {
    const char* name;
    QByteArray vertex;
    QByteArray fragment;
};

void addPass(QTechnique* technique, const MaterialRecipe& recipe, const PassRecipe& wanted)
{
    auto* program = new QShaderProgram(technique);
    program->setVertexShaderCode(wanted.vertex);
    program->setFragmentShaderCode(wanted.fragment);
    auto* pass = new QRenderPass(technique);
    pass->setShaderProgram(program);
    pass->addFilterKey(makeKey(passKey, wanted.name, pass));
    auto* depth = new QDepthTest(pass);
    depth->setDepthFunction(recipe.depth);
    pass->addRenderState(depth);
    auto* cull = new QCullFace(pass);
    cull->setMode(recipe.cull);
    pass->addRenderState(cull);
    pass->addRenderState(new QMultiSampleAntiAliasing(pass));
    if (recipe.blend != Blend::None)
        addBlending(pass, recipe.blend);
    technique->addRenderPass(pass);
}

class RecipeMaterial : public QMaterial
{
public:
    RecipeMaterial(const MaterialRecipe& recipe, Qt3DCore::QNode* parent) : QMaterial(parent), recipe_(recipe)
    {
        auto* effect = new QEffect(this);
        technique_ = new QTechnique(effect);
        technique_->graphicsApiFilter()->setApi(QGraphicsApiFilter::OpenGL);
        technique_->graphicsApiFilter()->setProfile(QGraphicsApiFilter::CoreProfile);
        technique_->graphicsApiFilter()->setMajorVersion(3);
        technique_->graphicsApiFilter()->setMinorVersion(1);
        technique_->addFilterKey(makeKey(techniqueKey, techniqueName, technique_));
        addPass(technique_, recipe, {recipe.pass, recipe.vertex, recipe.fragment});
        effect->addTechnique(technique_);
        setEffect(effect);
    }

    void addShadedPasses()
    {
        using shaders::withDefined;
        if (recipe_.shade == Shade::None || hasShadedPasses_)
            return;
        hasShadedPasses_ = true;
        const bool opaque = qstrcmp(recipe_.pass, "opaque") == 0;
        const bool marks = recipe_.shade == Shade::Mark;
        addPass(technique_, recipe_,
                {opaque ? pass::opaqueShaded : pass::backdropShaded, withDefined(recipe_.vertex, {"SHADED"}),
                 marks ? withDefined(recipe_.fragment, {"SHADED", "UNSHADED"})
                       : withDefined(recipe_.fragment, {"SHADED"})});
        if (recipe_.shade == Shade::Cast)
            addPass(technique_, recipe_,
                    {pass::casting, withDefined(recipe_.vertex, {"CASTING"}), shaders::castingFragment()});
    }

private:
    MaterialRecipe recipe_;
    QTechnique* technique_;
    bool hasShadedPasses_ = false;
};

} // namespace

QFilterKey* makeKey(const char* name, const char* value, Qt3DCore::QNode* parent)
{
    auto* key = new QFilterKey(parent);
    key->setName(QString::fromLatin1(name));
    key->setValue(QString::fromLatin1(value));
    return key;
}

QMaterial* makeMaterial(const MaterialRecipe& recipe, Qt3DCore::QNode* parent)
{
    return new RecipeMaterial(recipe, parent);
}

void addShadedPasses(Qt3DCore::QNode* root)
{
    for (QMaterial* material : root->findChildren<QMaterial*>()) {
        if (auto* made = dynamic_cast<RecipeMaterial*>(material))
            made->addShadedPasses();
    }
}

SharedUniforms::SharedUniforms(Qt3DCore::QNode* parent)
    : sky_(add(parent, "skyColour")), horizon_(add(parent, "horizonColour")),
      ground_(add(parent, "groundColour")), groundLine_(add(parent, "groundLineColour")),
      grid_(add(parent, "gridColour")), selection_(add(parent, "selectionColour")),
      violation_(add(parent, "violationColour")), accent_(add(parent, "accentColour")),
      pixelScale_(add(parent, "pixelScale")), fogRange_(add(parent, "fogRange")),
      viewSize_(add(parent, "viewSize")), groundRadius_(add(parent, "groundRadius"))
{
    setTheme(style::Theme::Light);
    setView({1, 1}, {0.0f, 1.0f}, 1e6f, 2e6f);
    setGroundRadius(1.0f);
}

QParameter* SharedUniforms::add(Qt3DCore::QNode* parent, const char* name)
{
    auto* parameter = new QParameter(parent);
    parameter->setName(QString::fromLatin1(name));
    parameters_.push_back(parameter);
    return parameter;
}

void SharedUniforms::setTheme(style::Theme theme)
{
    const style::Colours& c = style::colours(theme);
    const bool dark = theme == style::Theme::Dark;
    sky_->setValue(rgb(dark ? c.background.darker(135) : mixed(c.background, QColor(0xb4cbe0), 0.75f)));
    horizon_->setValue(rgb(dark ? mixed(c.background, c.ground, 0.35f) : c.background));
    ground_->setValue(rgb(c.ground));
    groundLine_->setValue(rgb(dark ? c.ground.lighter(135) : c.ground.darker(108)));
    grid_->setValue(QVector4D(rgb(dark ? c.grid.lighter(125) : c.grid.darker(112)), 0.75f));
    selection_->setValue(rgb(c.selection));
    violation_->setValue(rgb(c.violation));
    accent_->setValue(rgb(c.supplyPipe));
}

void SharedUniforms::setView(QSize pixels, QVector2D metresPerPixel, float fogStartM, float fogEndM)
{
    viewSize_->setValue(QVector2D(static_cast<float>(pixels.width()), static_cast<float>(pixels.height())));
    pixelScale_->setValue(metresPerPixel);
    fogRange_->setValue(QVector2D(fogStartM, fogEndM));
}

void SharedUniforms::setGroundRadius(float metres)
{
    groundRadius_->setValue(metres);
}

Materials::Materials(Qt3DCore::QNode* parent)
{
    using namespace shaders;
    const auto opaque = [parent](const QByteArray& vertex, const QByteArray& fragment, Shade shade,
                                 QCullFace::CullingMode cull = QCullFace::NoCulling) {
        return makeMaterial({"opaque", vertex, fragment, QDepthTest::LessOrEqual, cull, Blend::None, shade},
                            parent);
    };
    const auto backdrop = [parent](const QByteArray& vertex, const QByteArray& fragment, Shade shade) {
        return makeMaterial({.pass = "backdrop", .vertex = vertex, .fragment = fragment, .shade = shade},
                            parent);
    };
    mesh = opaque(meshVertex(), meshFragment(), Shade::Cast, QCullFace::Back);
    glass = makeMaterial({"glass", meshVertex(), meshFragment(), QDepthTest::LessOrEqual,
                          QCullFace::NoCulling, Blend::Straight},
                         parent);
    rack = opaque(boxVertex(), rackFragment(), Shade::Cast);
    // Programs of their own: on software each fragment pays for all that a program might do.
    nearRack = opaque(boxVertex(), withDefined(rackFragment(), {"NEARBY"}), Shade::Cast);
    nearEquipment = opaque(boxVertex(), withDefined(equipmentFragment(), {"NEARBY"}), Shade::Cast);
    farBox = opaque(farBoxVertex(), farBoxFragment(), Shade::Cast);
    equipment = opaque(boxVertex(), equipmentFragment(), Shade::Cast);
    marks = opaque(boxVertex(), equipmentFragment(), Shade::Mark);
    ground = backdrop(groundVertex(), groundFragment(), Shade::Lit);
    sky = backdrop(skyVertex(), skyFragment(), Shade::Mark);
}

QMaterial* makeImageMaterial(Qt3DCore::QNode* parent)
{
    return makeMaterial({.pass = "opaque",
                         .vertex = shaders::imageVertex(),
                         .fragment = shaders::imageFragment(),
                         .shade = Shade::Mark},
                        parent);
}

QMaterial* makeSliceMaterial(Qt3DCore::QNode* parent)
{
    return makeMaterial({"glass", shaders::sliceVertex(), shaders::sliceFragment(), QDepthTest::LessOrEqual,
                         QCullFace::NoCulling, Blend::Premultiplied},
                        parent);
}

QMaterial* makeLabelMaterial(Qt3DCore::QNode* parent)
{
    return makeMaterial({"label", shaders::labelVertex(), shaders::labelFragment(), QDepthTest::Always,
                         QCullFace::NoCulling, Blend::Premultiplied},
                        parent);
}

} // namespace hallwright::scene
