#include "views/scene/mesh.h"

#include <QTest>

#include <cmath>

using namespace hallwright::scene;

namespace {

constexpr std::size_t floatsPerVertex = 14;

struct Vertex {
    QVector3D position;
    QVector3D normal;
    float radius;
};

std::vector<Vertex> verticesOf(const MeshBuilder& mesh)
{
    std::vector<Vertex> vertices;
    const auto& v = mesh.vertices();
    for (std::size_t i = 0; i + floatsPerVertex <= v.size(); i += floatsPerVertex)
        vertices.push_back({{v[i], v[i + 1], v[i + 2]}, {v[i + 3], v[i + 4], v[i + 5]}, v[i + 11]});
    return vertices;
}

// Of a tube: where its vertices stand on screen once swept out to their radius.
QVector3D swept(const Vertex& v)
{
    return v.position + v.normal * v.radius;
}

// Volume enclosed, by the divergence theorem; negative if the faces look inward.
double volumeOf(const MeshBuilder& mesh)
{
    const std::vector<Vertex> vertices = verticesOf(mesh);
    double volume = 0.0;
    for (std::size_t i = 0; i < mesh.indices().size(); i += 3) {
        const QVector3D a = swept(vertices[mesh.indices()[i]]);
        const QVector3D b = swept(vertices[mesh.indices()[i + 1]]);
        const QVector3D c = swept(vertices[mesh.indices()[i + 2]]);
        volume += static_cast<double>(QVector3D::dotProduct(a, QVector3D::crossProduct(b, c))) / 6.0;
    }
    return volume;
}

// A regular decagon in a circle of radius 1 has this area; tubes have ten sides.
const double decagonArea = 5.0 * std::sin(2.0 * M_PI / 10.0);
constexpr double volumeTolerance = 1e-3; // relative, single precision

} // namespace

class TestMesh : public QObject
{
    Q_OBJECT

private slots:
    void aQuadFacesTheSideItsCornersRunAround();
    void aStraightTubeIsAClosedPrism();
    void aBentTubeKeepsItsSection();
    void aPathWithoutLengthMakesNothing();
    void aRibbonLiesLevelAndFacesUp();
    void aWallIsAClosedBoxButForItsFoot();
};

void TestMesh::aQuadFacesTheSideItsCornersRunAround()
{
    MeshBuilder mesh;
    mesh.quad({0, 0, 0}, {1, 0, 0}, {1, 1, 0}, {0, 1, 0}, {Qt::red});
    for (const Vertex& v : verticesOf(mesh))
        QCOMPARE(v.normal, QVector3D(0, 0, 1));
}

void TestMesh::aStraightTubeIsAClosedPrism()
{
    MeshBuilder mesh;
    mesh.tube({{0, 0, 2}, {5, 0, 2}}, 0.6f, Qt::blue, 0.0f);
    const double expected = 5.0 * decagonArea * 0.3 * 0.3;
    QVERIFY2(std::abs(volumeOf(mesh) / expected - 1.0) < volumeTolerance,
             qPrintable(QString::number(volumeOf(mesh))));
}

void TestMesh::aBentTubeKeepsItsSection()
{
    // Mitred, a bend neither adds nor takes volume: it is the length of the centre line that counts.
    MeshBuilder mesh;
    mesh.tube({{0, 0, 0}, {0, 0, 4}, {6, 0, 4}, {6, 5, 4}, {9, 9, 4}}, 0.4f, Qt::blue, 0.0f);
    const double expected = (4.0 + 6.0 + 5.0 + 5.0) * decagonArea * 0.2 * 0.2;
    QVERIFY2(std::abs(volumeOf(mesh) / expected - 1.0) < volumeTolerance,
             qPrintable(QStringLiteral("%1 instead of %2").arg(volumeOf(mesh)).arg(expected)));
}

void TestMesh::aPathWithoutLengthMakesNothing()
{
    MeshBuilder mesh;
    mesh.tube({}, 0.3f, Qt::blue, 1.0f);
    mesh.tube({{1, 1, 1}}, 0.3f, Qt::blue, 1.0f);
    mesh.tube({{1, 1, 1}, {1, 1, 1}}, 0.3f, Qt::blue, 1.0f);
    mesh.ribbon({{2, 2, 0}}, 0.3f, Qt::blue, Stack::Strip, 1.0f);
    QVERIFY(mesh.empty());
}

void TestMesh::aRibbonLiesLevelAndFacesUp()
{
    MeshBuilder mesh;
    mesh.ribbon({{0, 0, 0}, {10, 0, 0}, {10, 10, 0}}, 2.0f, Qt::blue, Stack::Strip, 0.0f);
    const std::vector<Vertex> v = verticesOf(mesh);
    double area = 0.0;
    for (std::size_t i = 0; i < mesh.indices().size(); i += 3) {
        const QVector3D a = swept(v[mesh.indices()[i]]), b = swept(v[mesh.indices()[i + 1]]),
                        c = swept(v[mesh.indices()[i + 2]]);
        const QVector3D twice = QVector3D::crossProduct(b - a, c - a);
        QVERIFY(twice.z() > 0.0f);
        area += static_cast<double>(twice.z()) / 2.0;
    }
    QVERIFY2(std::abs(area - 40.0) < 1e-3, qPrintable(QString::number(area))); // 20 m of 2 m
}

void TestMesh::aWallIsAClosedBoxButForItsFoot()
{
    MeshBuilder mesh;
    mesh.wall({0, 0}, {10, 0}, {0.2f, 0.0f, 0.2f, 3.0f, Qt::gray, Qt::black});
    // North of the line from west to east lies its left: the room. The wall stands south of it.
    QCOMPARE(mesh.bounds().high.y(), 0.0f);
    QCOMPARE(mesh.bounds().low.y(), -0.2f);
    QCOMPARE(mesh.indices().size(), std::size_t{5 * 6});
}

QTEST_GUILESS_MAIN(TestMesh)
#include "tst_mesh.moc"
