// Static geometry: built as a list of vertices, shown as one draw call.
#pragma once

#include <QColor>
#include <QRgb>
#include <QVector2D>
#include <QVector3D>

#include <cstdint>
#include <vector>

namespace Qt3DCore {
class QAttribute;
class QBuffer;
class QEntity;
class QGeometry;
} // namespace Qt3DCore
namespace Qt3DRender {
class QGeometryRenderer;
class QMaterial;
} // namespace Qt3DRender

namespace hallwright::scene {

// Coplanar surfaces lie on each other in this order.
enum class Stack {
    Ground = 0,
    Apron = 1,
    Strip = 2,
    InStrip = 3,
    Building = 4,
    Room = 5,
    Floor = 6,
    Aisle = 7,
    Perforated = 8
};

enum class Pattern {
    None = 0,
    Tiles = 1,
    Panels = 2,
    Luminaires = 3,
    Tube = 4,
    Ribbon = 5,
    CutWall = 6,
    Stream = 7
};

struct Bounds {
    QVector3D low{1e30f, 1e30f, 1e30f};
    QVector3D high{-1e30f, -1e30f, -1e30f};

    void include(QVector3D p);
    bool empty() const { return low.x() > high.x(); }
};

// Faces are seen from the side from which their corners run counter-clockwise.
class MeshBuilder
{
public:
    struct Surface {
        QColor colour;
        Stack stack = Stack::Ground;
        Pattern pattern = Pattern::None;
        float patternPitchM = 1.0f;
    };

    // The pattern's coordinates run from a along ab and ad, in units of its pitch.
    void quad(QVector3D a, QVector3D b, QVector3D c, QVector3D d, const Surface& surface);
    // With another pitch along each side.
    void quad(QVector3D a, QVector3D b, QVector3D c, QVector3D d, const Surface& surface, QVector2D pitchM);
    // The pattern begins `offsetM` before a.
    void quadFrom(QVector3D a, QVector3D b, QVector3D c, QVector3D d, const Surface& surface,
                  QVector2D pitchM, QVector2D offsetM);

    // A round tube with mitred bends and closed ends, never thinner than `minPixels` on screen.
    void tube(const std::vector<QVector3D>& path, float diameterM, const QColor& colour, float minPixels);

    // A flat band lying level along a path, never narrower than `minPixels` on screen.
    void ribbon(const std::vector<QVector3D>& path, float widthM, const QColor& colour, Stack stack,
                float minPixels);

    // A line that always shows its whole width, with a rim that sets it off, never narrower than `minPixels`; a colour per point.
    void stream(const std::vector<QVector3D>& path, const std::vector<QRgb>& colours, float widthM,
                float minPixels);

    // `corners` are positions in the two others, three to a triangle; seen from both sides.
    void triangles(const std::vector<QVector3D>& points, const std::vector<QVector3D>& normals,
                   const std::vector<std::uint32_t>& corners, const QColor& colour);

    // A wall standing outside the line from a to b, its room to the left of that line. Seen from outside the room it
    // is cut down to a stub, so that one looks into the room over it.
    struct Wall {
        float thicknessM;
        float bottomZ;
        float stubZ;
        float topZ;
        QColor colour;
        QColor cut; // of its upper face
    };
    void wall(QVector2D a, QVector2D b, const Wall& wall);

    bool empty() const { return indices_.empty(); }
    const Bounds& bounds() const { return bounds_; }
    const std::vector<float>& vertices() const { return vertices_; }
    const std::vector<std::uint32_t>& indices() const { return indices_; }

private:
    std::uint32_t add(QVector3D position, QVector3D normal, const QColor& colour, float u, float v,
                      Stack stack, Pattern pattern);
    void cutQuad(QVector3D a, QVector3D b, QVector3D c, QVector3D d, const QColor& colour, float stubZ,
                 float inwardRad);
    void triangle(std::uint32_t a, std::uint32_t b, std::uint32_t c);

    std::vector<float> vertices_;
    std::vector<std::uint32_t> indices_;
    Bounds bounds_;
};

// The path `aside` metres to the left of another, for the rails of a tray.
std::vector<QVector3D> parallelPath(const std::vector<QVector3D>& path, float asideM);

// The entity that shows one mesh. An empty mesh is not drawn.
class StaticMesh
{
public:
    StaticMesh(Qt3DCore::QEntity* parent, Qt3DRender::QMaterial* material);

    void set(const MeshBuilder& mesh);
    void setVisible(bool visible);

private:
    Qt3DCore::QEntity* entity_;
    Qt3DCore::QBuffer* vertexBuffer_;
    Qt3DCore::QBuffer* indexBuffer_;
    Qt3DRender::QGeometryRenderer* renderer_;
    std::vector<Qt3DCore::QAttribute*> attributes_;
    Qt3DCore::QAttribute* indexAttribute_;
    bool visible_ = true;
    bool empty_ = true;
};

} // namespace hallwright::scene
