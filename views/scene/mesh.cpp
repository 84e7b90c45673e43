#include "views/scene/mesh.h"

#include <QByteArray>
#include <QQuaternion>
#include <QString>
#include <Qt3DCore/QAttribute>
#include <Qt3DCore/QBuffer>
#include <Qt3DCore/QEntity>
#include <Qt3DCore/QGeometry>
#include <Qt3DRender/QGeometryRenderer>
#include <Qt3DRender/QMaterial>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace hallwright::scene {

namespace {

constexpr int floatsPerVertex = 14; // position 3, normal 3, colour 4, extra 4
constexpr int tubeSides = 10;

QVector3D perpendicularTo(QVector3D direction)
{
    const QVector3D up(0, 0, 1);
    const QVector3D side = QVector3D::crossProduct(direction, up);
    return side.lengthSquared() > 1e-6f ? side.normalized() : QVector3D(1, 0, 0);
}

std::vector<QVector3D> withoutRepeats(const std::vector<QVector3D>& path)
{
    std::vector<QVector3D> result;
    for (const QVector3D& p : path) {
        if (result.empty() || (p - result.back()).length() > 1e-3f)
            result.push_back(p);
    }
    return result;
}

// At each point: the direction of the segment before and after; at the ends both are the same.
struct Bend {
    QVector3D before;
    QVector3D after;

    QVector3D tangent() const
    {
        const QVector3D sum = before + after;
        return sum.lengthSquared() > 1e-6f ? sum.normalized() : before;
    }
};

std::vector<Bend> bendsOf(const std::vector<QVector3D>& path)
{
    std::vector<Bend> bends(path.size());
    for (std::size_t i = 0; i < path.size(); ++i) {
        const QVector3D before = i > 0 ? (path[i] - path[i - 1]).normalized() : QVector3D();
        const QVector3D after = i + 1 < path.size() ? (path[i + 1] - path[i]).normalized() : QVector3D();
        bends[i] = {before.isNull() ? after : before, after.isNull() ? before : after};
    }
    return bends;
}

// The vector from the centre line that keeps a swept section's width through a bend: it lies in the mitre plane.
QVector3D mitred(QVector3D offset, const Bend& bend)
{
    const QVector3D tangent = bend.tangent();
    const float along = QVector3D::dotProduct(bend.before, tangent);
    if (along < 0.2f) // a hairpin: no mitre
        return offset;
    return offset - bend.before * (QVector3D::dotProduct(offset, tangent) / along);
}

// Carries the section from one segment to the next without twist.
QVector3D transported(QVector3D side, const Bend& bend)
{
    return QQuaternion::rotationTo(bend.before, bend.after).rotatedVector(side);
}

} // namespace

void Bounds::include(QVector3D p)
{
    low = {std::min(low.x(), p.x()), std::min(low.y(), p.y()), std::min(low.z(), p.z())};
    high = {std::max(high.x(), p.x()), std::max(high.y(), p.y()), std::max(high.z(), p.z())};
}

std::uint32_t MeshBuilder::add(QVector3D position, QVector3D normal, const QColor& colour, float u, float v,
                               Stack stack, Pattern pattern)
{
    const float values[floatsPerVertex] = {position.x(),
                                           position.y(),
                                           position.z(),
                                           normal.x(),
                                           normal.y(),
                                           normal.z(),
                                           colour.redF(),
                                           colour.greenF(),
                                           colour.blueF(),
                                           colour.alphaF(),
                                           u,
                                           v,
                                           static_cast<float>(stack),
                                           static_cast<float>(pattern)};
    vertices_.insert(vertices_.end(), std::begin(values), std::end(values));
    bounds_.include(position);
    return static_cast<std::uint32_t>(vertices_.size() / floatsPerVertex - 1);
}

void MeshBuilder::triangle(std::uint32_t a, std::uint32_t b, std::uint32_t c)
{
    indices_.insert(indices_.end(), {a, b, c});
}

void MeshBuilder::quad(QVector3D a, QVector3D b, QVector3D c, QVector3D d, const Surface& surface)
{
    quadFrom(a, b, c, d, surface, {surface.patternPitchM, surface.patternPitchM}, {});
}

void MeshBuilder::quad(QVector3D a, QVector3D b, QVector3D c, QVector3D d, const Surface& surface,
                       QVector2D pitchM)
{
    quadFrom(a, b, c, d, surface, pitchM, {});
}

void MeshBuilder::quadFrom(QVector3D a, QVector3D b, QVector3D c, QVector3D d, const Surface& surface,
                           QVector2D pitchM, QVector2D offsetM)
{
    const QVector3D normal = QVector3D::crossProduct(b - a, d - a).normalized();
    const QVector2D from = offsetM / pitchM;
    const QVector2D to = from + QVector2D((b - a).length(), (d - a).length()) / pitchM;
    const auto v0 = add(a, normal, surface.colour, from.x(), from.y(), surface.stack, surface.pattern);
    const auto v1 = add(b, normal, surface.colour, to.x(), from.y(), surface.stack, surface.pattern);
    const auto v2 = add(c, normal, surface.colour, to.x(), to.y(), surface.stack, surface.pattern);
    const auto v3 = add(d, normal, surface.colour, from.x(), to.y(), surface.stack, surface.pattern);
    triangle(v0, v1, v2);
    triangle(v0, v2, v3);
}

void MeshBuilder::tube(const std::vector<QVector3D>& rawPath, float diameterM, const QColor& colour,
                       float minPixels)
{
    const std::vector<QVector3D> path = withoutRepeats(rawPath);
    if (path.size() < 2)
        return;
    const std::vector<Bend> bends = bendsOf(path);
    QVector3D side = perpendicularTo(bends.front().before);
    std::uint32_t ringBefore = 0;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const QVector3D up = QVector3D::crossProduct(side, bends[i].before);
        const auto ring = static_cast<std::uint32_t>(vertices_.size() / floatsPerVertex);
        for (int k = 0; k < tubeSides; ++k) {
            const float angle = 2.0f * std::numbers::pi_v<float> * static_cast<float>(k) / tubeSides;
            const QVector3D offset = mitred(side * std::cos(angle) + up * std::sin(angle), bends[i]);
            add(path[i], offset, colour, 0.5f * minPixels, 0.5f * diameterM, Stack::Ground, Pattern::Tube);
        }
        for (std::uint32_t k = 0; i > 0 && k < tubeSides; ++k) {
            const std::uint32_t next = (k + 1) % tubeSides;
            triangle(ringBefore + k, ring + k, ring + next);
            triangle(ringBefore + k, ring + next, ringBefore + next);
        }
        for (std::uint32_t k = 1; k + 1 < tubeSides; ++k) { // the caps
            if (i == 0)
                triangle(ring, ring + k, ring + k + 1);
            else if (i + 1 == path.size())
                triangle(ring, ring + k + 1, ring + k);
        }
        side = transported(side, bends[i]);
        ringBefore = ring;
    }
}

void MeshBuilder::ribbon(const std::vector<QVector3D>& rawPath, float widthM, const QColor& colour,
                         Stack stack, float minPixels)
{
    const std::vector<QVector3D> path = withoutRepeats(rawPath);
    if (path.size() < 2)
        return;
    const std::vector<Bend> bends = bendsOf(path);
    std::uint32_t before = 0;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const QVector3D left = mitred(-perpendicularTo(bends[i].before), bends[i]);
        const auto pair = add(path[i], left, colour, 0.5f * minPixels, 0.5f * widthM, stack, Pattern::Ribbon);
        add(path[i], -left, colour, 0.5f * minPixels, 0.5f * widthM, stack, Pattern::Ribbon);
        if (i > 0) {
            triangle(before, before + 1, pair + 1);
            triangle(before, pair + 1, pair);
        }
        before = pair;
    }
}

void MeshBuilder::stream(const std::vector<QVector3D>& path, const std::vector<QRgb>& colours, float widthM,
                         float minPixels)
{
    if (path.size() < 2)
        return;
    const std::vector<Bend> bends = bendsOf(path);
    const float leastPixels = 0.5f * minPixels;
    for (std::size_t i = 0; i < path.size(); ++i) {
        const QVector3D along = bends[i].tangent();
        const QColor colour(colours[i]);
        // The two sides of the line: the shader moves each by the half width, to its own side as the eye sees it.
        const auto left =
            add(path[i], along, colour, -leastPixels, 0.5f * widthM, Stack::Ground, Pattern::Stream);
        const auto right =
            add(path[i], along, colour, leastPixels, 0.5f * widthM, Stack::Ground, Pattern::Stream);
        if (i > 0) {
            triangle(left - 2, right - 2, right);
            triangle(left - 2, right, left);
        }
    }
}

void MeshBuilder::triangles(const std::vector<QVector3D>& points, const std::vector<QVector3D>& normals,
                            const std::vector<std::uint32_t>& corners, const QColor& colour)
{
    const auto first = static_cast<std::uint32_t>(vertices_.size() / floatsPerVertex);
    vertices_.reserve(vertices_.size() + points.size() * floatsPerVertex);
    for (std::size_t i = 0; i < points.size(); ++i)
        add(points[i], normals[i], colour, 0.0f, 0.0f, Stack::Ground, Pattern::None);
    indices_.reserve(indices_.size() + corners.size());
    for (const std::uint32_t corner : corners)
        indices_.push_back(first + corner);
}

std::vector<QVector3D> parallelPath(const std::vector<QVector3D>& rawPath, float asideM)
{
    std::vector<QVector3D> path = withoutRepeats(rawPath);
    if (path.size() < 2)
        return path;
    const std::vector<Bend> bends = bendsOf(path);
    for (std::size_t i = 0; i < path.size(); ++i)
        path[i] += asideM * mitred(-perpendicularTo(bends[i].before), bends[i]);
    return path;
}

void MeshBuilder::cutQuad(QVector3D a, QVector3D b, QVector3D c, QVector3D d, const QColor& colour,
                          float stubZ, float inwardRad)
{
    const QVector3D normal = QVector3D::crossProduct(b - a, d - a).normalized();
    std::uint32_t first = 0;
    for (const QVector3D& corner : {a, b, c, d})
        first = add(corner, normal, colour, stubZ, inwardRad, Stack::Ground, Pattern::CutWall);
    first -= 3;
    triangle(first, first + 1, first + 2);
    triangle(first, first + 2, first + 3);
}

void MeshBuilder::wall(QVector2D a, QVector2D b, const Wall& w)
{
    const QVector2D along = (b - a).normalized();
    const QVector2D inward(-along.y(), along.x());
    const float inwardRad = std::atan2(inward.y(), inward.x());
    const QVector2D outA = a - inward * w.thicknessM - along * w.thicknessM;
    const QVector2D outB = b - inward * w.thicknessM + along * w.thicknessM;
    const auto low = [&](QVector2D p) { return QVector3D(p, w.bottomZ); };
    const auto high = [&](QVector2D p) { return QVector3D(p, w.topZ); };
    cutQuad(low(b), low(a), high(a), high(b), w.colour, w.stubZ, inwardRad);             // toward the room
    cutQuad(low(outA), low(outB), high(outB), high(outA), w.colour, w.stubZ, inwardRad); // away from it
    cutQuad(low(a), low(outA), high(outA), high(a), w.colour, w.stubZ, inwardRad);
    cutQuad(low(outB), low(b), high(b), high(outB), w.colour, w.stubZ, inwardRad);
    cutQuad(high(a), high(outA), high(outB), high(b), w.cut, w.stubZ, inwardRad);
}

StaticMesh::StaticMesh(Qt3DCore::QEntity* parent, Qt3DRender::QMaterial* material)
    : entity_(new Qt3DCore::QEntity(parent)), vertexBuffer_(new Qt3DCore::QBuffer(entity_)),
      indexBuffer_(new Qt3DCore::QBuffer(entity_)), renderer_(new Qt3DRender::QGeometryRenderer(entity_))
{
    using Qt3DCore::QAttribute;
    auto* geometry = new Qt3DCore::QGeometry(renderer_);
    unsigned offset = 0;
    const auto attribute = [&](const char* name, unsigned size) {
        auto* a = new QAttribute(vertexBuffer_, QString::fromLatin1(name), QAttribute::Float, size, 0,
                                 offset * sizeof(float), floatsPerVertex * sizeof(float), geometry);
        offset += size;
        geometry->addAttribute(a);
        attributes_.push_back(a);
    };
    attribute("vertexPosition", 3);
    attribute("vertexNormal", 3);
    attribute("vertexColor", 4);
    attribute("vertexExtra", 4);
    indexAttribute_ = new QAttribute(indexBuffer_, QAttribute::UnsignedInt, 1, 0, 0, 0, geometry);
    indexAttribute_->setAttributeType(QAttribute::IndexAttribute);
    geometry->addAttribute(indexAttribute_);
    renderer_->setGeometry(geometry);
    renderer_->setPrimitiveType(Qt3DRender::QGeometryRenderer::Triangles);
    entity_->addComponent(renderer_);
    entity_->addComponent(material);
    entity_->setEnabled(false);
}

void StaticMesh::set(const MeshBuilder& mesh)
{
    empty_ = mesh.empty();
    if (!empty_) {
        const auto bytes = [](const auto& values) {
            return QByteArray(reinterpret_cast<const char*>(values.data()),
                              static_cast<qsizetype>(values.size() * sizeof(values[0])));
        };
        vertexBuffer_->setData(bytes(mesh.vertices()));
        indexBuffer_->setData(bytes(mesh.indices()));
        for (Qt3DCore::QAttribute* attribute : attributes_)
            attribute->setCount(static_cast<uint>(mesh.vertices().size() / floatsPerVertex));
        indexAttribute_->setCount(static_cast<uint>(mesh.indices().size()));
        renderer_->setVertexCount(static_cast<int>(mesh.indices().size()));
    }
    entity_->setEnabled(visible_ && !empty_);
}

void StaticMesh::setVisible(bool visible)
{
    visible_ = visible;
    entity_->setEnabled(visible_ && !empty_);
}

} // namespace hallwright::scene
