#include "views/scene/frame_graph.h"

#include "views/scene/look_shaders.h"

#include <QMatrix4x4>
#include <QWindow>
#include <Qt3DCore/QEntity>
#include <Qt3DCore/QTransform>
#include <Qt3DRender/QCameraLens>
#include <Qt3DRender/QCameraSelector>
#include <Qt3DRender/QClearBuffers>
#include <Qt3DRender/QFilterKey>
#include <Qt3DRender/QMaterial>
#include <Qt3DRender/QNoDraw>
#include <Qt3DRender/QParameter>
#include <Qt3DRender/QRenderCapture>
#include <Qt3DRender/QRenderPassFilter>
#include <Qt3DRender/QRenderSurfaceSelector>
#include <Qt3DRender/QRenderTarget>
#include <Qt3DRender/QRenderTargetOutput>
#include <Qt3DRender/QRenderTargetSelector>
#include <Qt3DRender/QSortPolicy>
#include <Qt3DRender/QTechniqueFilter>
#include <Qt3DRender/QTexture>
#include <Qt3DRender/QTextureWrapMode>
#include <Qt3DRender/QViewport>

#include <algorithm>
#include <cmath>

namespace hallwright::scene {

using namespace Qt3DRender;

namespace {

constexpr int samples = 4;
constexpr int sunPixels = 4096;
const QVector3D sunDirection(-0.46f, -0.58f, 0.672f); // as in shaders.cpp

QRenderPassFilter* makePassFilter(const char* pass, Qt3DCore::QNode* parent)
{
    auto* filter = new QRenderPassFilter(parent);
    filter->addMatch(makeKey(passKey, pass, filter));
    return filter;
}

QTechniqueFilter* makeTechniqueFilter(Qt3DCore::QNode* parent)
{
    auto* filter = new QTechniqueFilter(parent);
    filter->addMatch(makeKey(techniqueKey, techniqueName, filter));
    return filter;
}

void addClear(QClearBuffers::BufferType buffers, Qt3DCore::QNode* parent)
{
    auto* clear = new QClearBuffers(parent);
    clear->setBuffers(buffers);
    new QNoDraw(clear);
}

QAbstractTexture* makeMultisampled(QAbstractTexture::TextureFormat format, Qt3DCore::QNode* parent)
{
    auto* texture = new QTexture2DMultisample(parent);
    texture->setFormat(format);
    texture->setSamples(samples);
    return texture;
}

QAbstractTexture* makeTexture(QAbstractTexture::TextureFormat format, Qt3DCore::QNode* parent)
{
    auto* texture = new QTexture2D(parent);
    texture->setFormat(format);
    texture->setGenerateMipMaps(false);
    texture->setMinificationFilter(QAbstractTexture::Linear);
    texture->setMagnificationFilter(QAbstractTexture::Linear);
    texture->setWrapMode(QTextureWrapMode(QTextureWrapMode::ClampToEdge));
    return texture;
}

struct Attachment {
    QRenderTargetOutput::AttachmentPoint point;
    QAbstractTexture* texture;
};

QRenderTarget* makeTarget(std::initializer_list<Attachment> attachments, Qt3DCore::QNode* parent)
{
    auto* target = new QRenderTarget(parent);
    for (const Attachment& attachment : attachments) {
        auto* output = new QRenderTargetOutput(target);
        output->setAttachmentPoint(attachment.point);
        output->setTexture(attachment.texture);
        target->addOutput(output);
    }
    return target;
}

QRenderTargetSelector* makeTargetSelector(QRenderTarget* target, Qt3DCore::QNode* parent)
{
    auto* selector = new QRenderTargetSelector(parent);
    selector->setTarget(target);
    return selector;
}

const char* composePassOf(Look look)
{
    return look == Look::Full ? "compose full" : (look == Look::Shadows ? "compose shadows" : "compose");
}

} // namespace

struct FrameGraph::ScreenPass {
    // The inputs are children of the parent, and the material's before an entity has it: Qt 3D makes what an entity gets
    // at once, and would never make what such a material is given afterwards.
    ScreenPass(Qt3DCore::QEntity* parent, const char* pass, const QByteArray& fragment,
               const std::vector<QParameter*>& inputs)
        : rectangle(parent, materialWith(inputs, makeMaterial({.pass = pass,
                                                               .vertex = shaders::screenVertex(),
                                                               .fragment = fragment,
                                                               .depth = QDepthTest::Always},
                                                              parent)))
    {
        MeshBuilder mesh;
        mesh.quad({-1, -1, 0}, {1, -1, 0}, {1, 1, 0}, {-1, 1, 0}, {QColor(Qt::white)});
        rectangle.set(mesh);
    }

    static QMaterial* materialWith(const std::vector<QParameter*>& inputs, QMaterial* material)
    {
        for (QParameter* input : inputs)
            material->addParameter(input);
        return material;
    }

    StaticMesh rectangle;
};

// What the scene leaves behind, see opaqueOutput in shaders.cpp.
struct FrameGraph::Surfaces {
    explicit Surfaces(Qt3DCore::QNode* parent)
        : colour(makeMultisampled(QAbstractTexture::RGBA8_UNorm, parent)),
          depthM(makeMultisampled(QAbstractTexture::R32F, parent)),
          z(makeMultisampled(QAbstractTexture::D32F, parent)),
          target(makeTarget({{QRenderTargetOutput::Color0, colour},
                             {QRenderTargetOutput::Color1, depthM},
                             {QRenderTargetOutput::Depth, z}},
                            parent))
    {
    }

    QAbstractTexture* colour;
    QAbstractTexture* depthM;
    QAbstractTexture* z;
    QRenderTarget* target;
};

struct FrameGraph::Sun {
    explicit Sun(Qt3DCore::QEntity* parent)
        : depth(makeTexture(QAbstractTexture::D32F, parent)),
          target(makeTarget({{QRenderTargetOutput::Depth, depth}}, parent)),
          camera(new Qt3DCore::QEntity(parent)), lens(new QCameraLens(camera)),
          place(new Qt3DCore::QTransform(camera)), matrix(new QParameter(parent)),
          texelM(new QParameter(parent))
    {
        depth->setSize(sunPixels, sunPixels);
        depth->setComparisonFunction(QAbstractTexture::CompareLessEqual);
        depth->setComparisonMode(QAbstractTexture::CompareRefToTexture);
        camera->addComponent(lens);
        camera->addComponent(place);
        matrix->setName(QStringLiteral("sunMatrix"));
        texelM->setName(QStringLiteral("sunTexelM"));
    }

    QAbstractTexture* depth;
    QRenderTarget* target;
    Qt3DCore::QEntity* camera;
    QCameraLens* lens;
    Qt3DCore::QTransform* place;
    QParameter* matrix;
    QParameter* texelM;
};

struct FrameGraph::Occlusion {
    // Of four channels though one would do: a capture reads the window in the format of the target drawn to before it.
    explicit Occlusion(Qt3DCore::QNode* parent)
        : raw(makeTexture(QAbstractTexture::RGBA8_UNorm, parent)),
          soft(makeTexture(QAbstractTexture::RGBA8_UNorm, parent)),
          rawTarget(makeTarget({{QRenderTargetOutput::Color0, raw}}, parent)),
          softTarget(makeTarget({{QRenderTargetOutput::Color0, soft}}, parent))
    {
    }

    QAbstractTexture* raw;
    QAbstractTexture* soft;
    QRenderTarget* rawTarget;
    QRenderTarget* softTarget;
};

FrameGraph::FrameGraph(QWindow* window, Qt3DCore::QEntity* camera, const SharedUniforms& uniforms,
                       Qt3DCore::QEntity* root)
    : window_(window), camera_(camera), uniforms_(uniforms), root_(root)
{
    auto* unseen = new QRenderSurfaceSelector(root);
    unseen->setSurface(window);
    new QNoDraw(unseen);
    nothing_ = unseen;
}

FrameGraph::~FrameGraph() = default;

QFrameGraphNode* FrameGraph::of(Look look)
{
    return graphOf(look).root;
}

QRenderCapture* FrameGraph::captureOf(Look look)
{
    return graphOf(look).capture;
}

const FrameGraph::Graph& FrameGraph::graphOf(Look look)
{
    Graph& graph = graphs_[static_cast<std::size_t>(look)];
    if (!graph.root)
        graph = make(look);
    return graph;
}

void FrameGraph::setPixels(QSize pixels)
{
    if (pixels == pixels_ || pixels.isEmpty())
        return;
    pixels_ = pixels;
    for (QAbstractTexture* texture : pictureSized_)
        texture->setSize(pixels.width(), pixels.height());
}

void FrameGraph::aimSun(QVector3D target, float distanceM, float sceneRadiusM)
{
    if (!sun_)
        return;
    // In steps, and moved by whole texels: or edges of shadows would crawl while one looks around.
    constexpr float leastM = 14.0f, seenAhead = 1.35f, stepsPerOctave = 2.0f;
    const float wantedM = std::clamp(seenAhead * distanceM, leastM, std::max(leastM, sceneRadiusM));
    const float halfM =
        leastM * std::exp2(std::ceil(stepsPerOctave * std::log2(wantedM / leastM)) / stepsPerOctave);
    const float texelM = 2.0f * halfM / sunPixels;
    QMatrix4x4 turn;
    turn.lookAt(sunDirection, {}, {0.0f, 0.0f, 1.0f});
    const QVector3D seen = turn.map(target);
    const QVector3D snapped = turn.inverted().map(
        QVector3D(std::round(seen.x() / texelM) * texelM, std::round(seen.y() / texelM) * texelM, seen.z()));
    const float awayM = 4.0f * halfM + 200.0f; // beyond all that may throw a shadow into it
    QMatrix4x4 view, projection, toTexture;
    view.lookAt(snapped + awayM * sunDirection, snapped, {0.0f, 0.0f, 1.0f});
    projection.ortho(-halfM, halfM, -halfM, halfM, 1.0f, 2.0f * awayM);
    toTexture.translate(0.5f, 0.5f, 0.5f);
    toTexture.scale(0.5f);
    sun_->lens->setProjectionMatrix(projection);
    sun_->place->setMatrix(view.inverted());
    sun_->matrix->setValue(QVariant::fromValue(toTexture * projection * view));
    sun_->texelM->setValue(texelM);
}

FrameGraph::Graph FrameGraph::make(Look look)
{
    makeTextures(look);
    auto* surface = new QRenderSurfaceSelector(root_);
    surface->setSurface(window_);
    if (look >= Look::Shadows)
        addSunPass(surface);
    auto* technique = makeTechniqueFilter(new QViewport(surface));
    for (QParameter* parameter : uniforms_.all())
        technique->addParameter(parameter);
    auto* eye = new QCameraSelector(technique);
    eye->setCamera(camera_);

    // No frustum culling here: Qt 3D would judge instanced boxes by the one box they are made from.
    const bool plain = look == Look::Plain;
    Qt3DCore::QNode* solid =
        plain ? static_cast<Qt3DCore::QNode*>(eye) : makeTargetSelector(surfaces_->target, eye);
    addClear(QClearBuffers::ColorDepthBuffer, solid);
    makePassFilter(plain ? "opaque" : pass::opaqueShaded, solid);
    // After what stands before it: most of it is never painted.
    makePassFilter(plain ? "backdrop" : pass::backdropShaded, solid);
    if (look == Look::Full)
        addOcclusionPasses(eye);
    if (!plain)
        addComposePass(look, eye);
    auto* backToFront = new QSortPolicy(eye);
    backToFront->setSortTypes(QList<QSortPolicy::SortType>{QSortPolicy::BackToFront});
    makePassFilter("glass", backToFront);
    // After the last pass: sees the whole frame.
    return {surface, new QRenderCapture(makePassFilter("label", eye))};
}

void FrameGraph::makeTextures(Look look)
{
    if (look == Look::Plain)
        return;
    addShadedPasses(root_);
    if (!surfaces_) {
        surfaces_ = std::make_unique<Surfaces>(root_);
        pictureSized_ = {surfaces_->colour, surfaces_->depthM, surfaces_->z};
    }
    if (look >= Look::Shadows && !sun_)
        sun_ = std::make_unique<Sun>(root_);
    if (look == Look::Full && !occlusion_) {
        occlusion_ = std::make_unique<Occlusion>(root_);
        pictureSized_.insert(pictureSized_.end(), {occlusion_->raw, occlusion_->soft});
    }
    for (QAbstractTexture* texture : pictureSized_)
        texture->setSize(pixels_.width(), pixels_.height());
}

void FrameGraph::addSunPass(Qt3DCore::QNode* parent)
{
    auto* technique = makeTechniqueFilter(new QViewport(parent));
    for (QParameter* parameter : uniforms_.all()) {
        if (parameter->name() != QStringLiteral("pixelScale"))
            technique->addParameter(parameter);
    }
    // What is never thinner than a pixel to the eye throws the shadow of what it is.
    technique->addParameter(new QParameter(QStringLiteral("pixelScale"), QVector2D(0.0f, 0.0f), technique));
    auto* view = new QCameraSelector(makeTargetSelector(sun_->target, technique));
    view->setCamera(sun_->camera);
    addClear(QClearBuffers::DepthBuffer, view);
    makePassFilter(pass::casting, view);
}

void FrameGraph::addOcclusionPasses(Qt3DCore::QNode* parent)
{
    makePassFilter("occlusion", makeTargetSelector(occlusion_->rawTarget, parent));
    makePassFilter("soften", makeTargetSelector(occlusion_->softTarget, parent));
    QParameter* depth = input("surfaceDepth", surfaces_->depthM);
    screenPasses_.push_back(std::make_unique<ScreenPass>(root_, "occlusion", shaders::occlusionFragment(),
                                                         std::vector<QParameter*>{depth}));
    screenPasses_.push_back(std::make_unique<ScreenPass>(
        root_, "soften", shaders::softenFragment(),
        std::vector<QParameter*>{depth, input("rawOcclusion", occlusion_->raw)}));
}

void FrameGraph::addComposePass(Look look, Qt3DCore::QNode* parent)
{
    makePassFilter(composePassOf(look), parent);
    QByteArray fragment = shaders::composeFragment();
    if (look == Look::Full)
        fragment = shaders::withDefined(fragment, {"SHADOWS", "OCCLUSION"});
    else if (look == Look::Shadows)
        fragment = shaders::withDefined(fragment, {"SHADOWS"});
    std::vector<QParameter*> inputs{input("surfaceColour", surfaces_->colour),
                                    input("surfaceDepth", surfaces_->depthM),
                                    input("surfaceZ", surfaces_->z)};
    if (look >= Look::Shadows)
        inputs.insert(inputs.end(), {input("sunDepth", sun_->depth), sun_->matrix, sun_->texelM});
    if (look == Look::Full)
        inputs.push_back(input("softOcclusion", occlusion_->soft));
    screenPasses_.push_back(std::make_unique<ScreenPass>(root_, composePassOf(look), fragment, inputs));
}

QParameter* FrameGraph::input(const char* name, QAbstractTexture* texture)
{
    return new QParameter(QString::fromLatin1(name), texture, root_);
}

} // namespace hallwright::scene
