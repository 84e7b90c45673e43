#include "views/scene/box_layer.h"

#include "core/model/geometry.h"

#include <QByteArray>
#include <QString>
#include <Qt3DCore/QAttribute>
#include <Qt3DCore/QBuffer>
#include <Qt3DCore/QEntity>
#include <Qt3DCore/QGeometry>
#include <Qt3DRender/QGeometryRenderer>
#include <Qt3DRender/QMaterial>

#include <array>

namespace hallwright::scene {

namespace {

// The corner of a box where its three visible faces meet; see boxVertex in shaders.cpp. The first three vertices belong
// to one face each. The last vertex of a triangle gives it its flat values, so every triangle ends in its face's own.
constexpr std::array<float, 21> cornerVertices{1, 0, 0, 0, 1, 0, 0, 0, 1, 1, 1, 0, 1, 1, 1, 1, 0, 1, 0, 1, 1};
constexpr std::array<std::uint16_t, 18> cornerTriangles{3, 4, 0, 4, 5, 0,  // x
                                                        3, 4, 1, 4, 6, 1,  // y
                                                        5, 4, 2, 4, 6, 2}; // z
static_assert(sizeof(BoxInstance) == 12 * sizeof(float));

template <class Values>
QByteArray bytesOf(const Values& values)
{
    return {reinterpret_cast<const char*>(values.data()),
            static_cast<qsizetype>(values.size() * sizeof(*values.data()))};
}

} // namespace

BoxInstance makeBox(QVector3D base, double yawDeg, QVector3D size, const QColor& colour, BoxVariant variant,
                    BoxState state, RackState mark)
{
    const Point2 along = rotated({1.0, 0.0}, yawDeg);
    return {base.x(),
            base.y(),
            base.z(),
            static_cast<float>(along.x),
            size.x(),
            size.y(),
            size.z(),
            static_cast<float>(variant) + 16.0f * static_cast<float>(state) +
                64.0f * static_cast<float>(mark),
            colour.redF(),
            colour.greenF(),
            colour.blueF(),
            static_cast<float>(along.y)};
}

BoxLayer::BoxLayer(Qt3DCore::QEntity* parent, Qt3DRender::QMaterial* material)
    : entity_(new Qt3DCore::QEntity(parent)), material_(material), instances_(new Qt3DCore::QBuffer(entity_)),
      renderer_(new Qt3DRender::QGeometryRenderer(entity_))
{
    using Qt3DCore::QAttribute;
    auto* geometry = new Qt3DCore::QGeometry(renderer_);
    auto* vertices = new Qt3DCore::QBuffer(geometry);
    auto* indices = new Qt3DCore::QBuffer(geometry);
    vertices->setData(bytesOf(cornerVertices));
    indices->setData(bytesOf(cornerTriangles));
    geometry->addAttribute(new QAttribute(vertices, QStringLiteral("vertexPosition"), QAttribute::Float, 3,
                                          cornerVertices.size() / 3, 0, 3 * sizeof(float), geometry));
    auto* index =
        new QAttribute(indices, QAttribute::UnsignedShort, 1, cornerTriangles.size(), 0, 0, geometry);
    index->setAttributeType(QAttribute::IndexAttribute);
    geometry->addAttribute(index);
    unsigned offset = 0;
    for (const char* name : {"instancePose", "instanceSize", "instanceColour"}) {
        auto* attribute = new QAttribute(instances_, QString::fromLatin1(name), QAttribute::Float, 4, 0,
                                         offset, sizeof(BoxInstance), geometry);
        attribute->setDivisor(1);
        geometry->addAttribute(attribute);
        attributes_.push_back(attribute);
        offset += 4 * sizeof(float);
    }
    renderer_->setGeometry(geometry);
    renderer_->setPrimitiveType(Qt3DRender::QGeometryRenderer::Triangles);
    renderer_->setVertexCount(static_cast<int>(cornerTriangles.size()));
    entity_->addComponent(renderer_);
    entity_->addComponent(material);
    entity_->setEnabled(false);
}

void BoxLayer::set(std::span<const BoxInstance> boxes)
{
    empty_ = boxes.empty();
    if (!empty_) {
        instances_->setData(bytesOf(boxes));
        for (Qt3DCore::QAttribute* attribute : attributes_)
            attribute->setCount(static_cast<uint>(boxes.size()));
        renderer_->setInstanceCount(static_cast<int>(boxes.size()));
    }
    entity_->setEnabled(visible_ && !empty_);
}

void BoxLayer::setMaterial(Qt3DRender::QMaterial* material)
{
    if (material == material_)
        return;
    entity_->removeComponent(material_);
    entity_->addComponent(material);
    material_ = material;
}

void BoxLayer::setVisible(bool visible)
{
    visible_ = visible;
    entity_->setEnabled(visible_ && !empty_);
}

} // namespace hallwright::scene
