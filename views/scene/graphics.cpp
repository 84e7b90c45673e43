#include "views/scene/graphics.h"

#include "views/scene/scene_view.h"
#include "views/scene/shaders.h"

#include <QSurfaceFormat>
#include <QVector3D>
#include <QWindow>
#include <Qt3DRender/QBlendEquation>
#include <Qt3DRender/QBlendEquationArguments>
#include <Qt3DRender/QCameraSelector>
#include <Qt3DRender/QClearBuffers>
#include <Qt3DRender/QCullFace>
#include <Qt3DRender/QDepthTest>
#include <Qt3DRender/QEffect>
#include <Qt3DRender/QFilterKey>
#include <Qt3DRender/QGraphicsApiFilter>
#include <Qt3DRender/QMaterial>
#include <Qt3DRender/QMultiSampleAntiAliasing>
#include <Qt3DRender/QNoDepthMask>
#include <Qt3DRender/QNoDraw>
#include <Qt3DRender/QParameter>
#include <Qt3DRender/QRenderCapture>
#include <Qt3DRender/QRenderPass>
#include <Qt3DRender/QRenderPassFilter>
#include <Qt3DRender/QRenderSurfaceSelector>
#include <Qt3DRender/QShaderProgram>
#include <Qt3DRender/QSortPolicy>
#include <Qt3DRender/QTechnique>
#include <Qt3DRender/QTechniqueFilter>
#include <Qt3DRender/QViewport>

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

constexpr const char* passKey = "pass";

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

QFilterKey* makeKey(const char* name, const char* value, Qt3DCore::QNode* parent)
{
    auto* key = new QFilterKey(parent);
    key->setName(QString::fromLatin1(name));
    key->setValue(QString::fromLatin1(value));
    return key;
}

QRenderPassFilter* makePassFilter(const char* pass, Qt3DCore::QNode* parent)
{
    auto* filter = new QRenderPassFilter(parent);
    filter->addMatch(makeKey(passKey, pass, filter));
    return filter;
}

enum class Blend { None, Straight, Premultiplied };

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

struct MaterialRecipe {
    const char* pass;
    QByteArray vertex;
    QByteArray fragment;
    QDepthTest::DepthFunction depth = QDepthTest::LessOrEqual;
    QCullFace::CullingMode cull = QCullFace::NoCulling;
    Blend blend = Blend::None;
};

QMaterial* makeMaterial(const MaterialRecipe& recipe, Qt3DCore::QNode* parent)
{
    auto* material = new QMaterial(parent);
    auto* effect = new QEffect(material);
    auto* technique = new QTechnique(effect);
    technique->graphicsApiFilter()->setApi(QGraphicsApiFilter::OpenGL);
    technique->graphicsApiFilter()->setProfile(QGraphicsApiFilter::CoreProfile);
    technique->graphicsApiFilter()->setMajorVersion(3);
    technique->graphicsApiFilter()->setMinorVersion(1);
    technique->addFilterKey(makeKey("renderingStyle", "forward", technique));

    auto* program = new QShaderProgram(technique);
    program->setVertexShaderCode(recipe.vertex);
    program->setFragmentShaderCode(recipe.fragment);
    auto* pass = new QRenderPass(technique);
    pass->setShaderProgram(program);
    pass->addFilterKey(makeKey(passKey, recipe.pass, pass));
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
    effect->addTechnique(technique);
    material->setEffect(effect);
    return material;
}

} // namespace

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

FrameGraph makeFrameGraph(QWindow* window, Qt3DCore::QEntity* camera, const SharedUniforms& uniforms,
                          Qt3DCore::QNode* parent)
{
    auto* surface = new QRenderSurfaceSelector(parent);
    surface->setSurface(window);
    auto* viewport = new QViewport(surface);
    auto* technique = new QTechniqueFilter(viewport);
    technique->addMatch(makeKey("renderingStyle", "forward", technique));
    for (QParameter* parameter : uniforms.all())
        technique->addParameter(parameter);
    auto* eye = new QCameraSelector(technique);
    eye->setCamera(camera);

    auto* clear = new QClearBuffers(eye);
    clear->setBuffers(QClearBuffers::ColorDepthBuffer);
    new QNoDraw(clear);

    // No frustum culling here: Qt 3D would judge instanced boxes by the one box they are made from.
    makePassFilter("opaque", eye);
    makePassFilter("backdrop", eye); // after what stands before it: most of it is never painted
    auto* backToFront = new QSortPolicy(eye);
    backToFront->setSortTypes(QList<QSortPolicy::SortType>{QSortPolicy::BackToFront});
    makePassFilter("glass", backToFront);

    auto* unseen = new QRenderSurfaceSelector(parent);
    unseen->setSurface(window);
    new QNoDraw(unseen);

    FrameGraph graph;
    graph.root = surface;
    graph.nothing = unseen;
    graph.capture =
        new QRenderCapture(makePassFilter("label", eye)); // after the last pass: sees the whole frame
    return graph;
}

Materials::Materials(Qt3DCore::QNode* parent)
{
    using namespace shaders;
    mesh = makeMaterial({"opaque", meshVertex(), meshFragment(), QDepthTest::LessOrEqual, QCullFace::Back},
                        parent);
    glass = makeMaterial({"glass", meshVertex(), meshFragment(), QDepthTest::LessOrEqual,
                          QCullFace::NoCulling, Blend::Straight},
                         parent);
    rack = makeMaterial({"opaque", boxVertex(), rackFragment()}, parent);
    farBox = makeMaterial({"opaque", farBoxVertex(), farBoxFragment()}, parent);
    equipment = makeMaterial({"opaque", boxVertex(), equipmentFragment()}, parent);
    ground = makeMaterial({"backdrop", groundVertex(), groundFragment()}, parent);
    sky = makeMaterial({"backdrop", skyVertex(), skyFragment()}, parent);
}

QMaterial* makeImageMaterial(Qt3DCore::QNode* parent)
{
    return makeMaterial({"opaque", shaders::imageVertex(), shaders::imageFragment()}, parent);
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
