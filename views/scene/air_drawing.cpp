#include "views/scene/air_drawing.h"

#include <Qt3DCore/QEntity>

#include <algorithm>
#include <utility>

namespace hallwright::scene {

namespace {

using style::AirLayers;
using style::AirLine;
using style::AirSlice;
using style::AirSurface;
using Plane = AirSlice::Plane;

constexpr std::array<Plane, 3> planes{Plane::AcrossX, Plane::AcrossY, Plane::Level};
constexpr std::array<const char*, 3> pictureNames{"pictureX", "pictureY", "pictureZ"};
// A vertex tells by its colour which picture its piece shows.
constexpr std::array<QRgb, 3> pictureColours{0xffff0000, 0xff00ff00, 0xff0000ff};

std::size_t indexOf(Plane plane)
{
    return static_cast<std::size_t>(plane);
}

bool sameGeometry(const std::vector<AirSlice>& a, const std::vector<AirSlice>& b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const AirSlice& x, const AirSlice& y) {
        return x.plane == y.plane && x.atM == y.atM && x.acrossM == y.acrossM && x.upM == y.upM;
    });
}

} // namespace

AirDrawing::AirDrawing(Qt3DCore::QEntity* parent, const SceneKit& kit)
    : sliceMaterial_(makeSliceMaterial(parent)), slices_(parent, sliceMaterial_),
      lines_(parent, kit.materials.mesh), surface_(parent, kit.materials.glass)
{
    for (const Plane plane : planes)
        pictures_[indexOf(plane)] = std::make_unique<PictureTexture>(
            sliceMaterial_, pictureNames[indexOf(plane)], PictureTexture::Filter::Smooth);
}

AirDrawing::~AirDrawing() = default;

int AirDrawing::set(const SceneKit& kit, const Building& building, const Hall& hall, const AirLayers& layers)
{
    const LocalFrame frame(kit, building, hall);
    const QVector3D origin = frame.at(0, 0, hall.floorElevationM);
    const Place place{origin, frame.at(1, 0, hall.floorElevationM) - origin,
                      frame.at(0, 1, hall.floorElevationM) - origin};
    const bool moved = !(place == place_);
    place_ = place;
    const AirLayers before = std::exchange(layers_, layers);
    int uploads = setSlices(before.slices, moved);
    if (moved || before.lines != layers_.lines) {
        drawLines();
        ++uploads;
    }
    if (moved || before.surface != layers_.surface) {
        drawSurface();
        ++uploads;
    }
    return uploads;
}

int AirDrawing::setSlices(const std::vector<AirSlice>& before, bool moved)
{
    int uploads = 0;
    for (const AirSlice& slice : layers_.slices) {
        qint64& shown = shown_[indexOf(slice.plane)];
        if (shown == slice.image.cacheKey())
            continue;
        shown = slice.image.cacheKey();
        pictures_[indexOf(slice.plane)]->set(slice.image);
        ++uploads;
    }
    if (moved || !sameGeometry(before, layers_.slices))
        drawSlices();
    return uploads;
}

void AirDrawing::setVisible(bool visible)
{
    slices_.setVisible(visible);
    lines_.setVisible(visible);
    surface_.setVisible(visible);
}

const AirSlice* AirDrawing::sliceOf(Plane plane) const
{
    const auto found = std::find_if(layers_.slices.begin(), layers_.slices.end(),
                                    [plane](const AirSlice& slice) { return slice.plane == plane; });
    return found == layers_.slices.end() ? nullptr : &*found;
}

AirDrawing::Nearness AirDrawing::nearnessOf(QVector3D eye) const
{
    const QVector3D from = eye - place_.origin;
    const std::array<float, 3> inHall{QVector3D::dotProduct(from, place_.east),
                                      QVector3D::dotProduct(from, place_.north), from.z()};
    Nearness beyond{};
    for (const AirSlice& slice : layers_.slices)
        beyond[indexOf(slice.plane)] = inHall[indexOf(slice.plane)] > static_cast<float>(slice.atM);
    return beyond;
}

void AirDrawing::arrange(QVector3D eye)
{
    eye_ = eye;
    if (!layers_.slices.empty() && drawnFor_ != nearnessOf(eye))
        drawSlices();
}

// Three planes at right angles part the room into eight boxes. Seen from one of them, what lies beyond a plane comes
// before the plane, and what lies on this side of it after.
void AirDrawing::drawSlices()
{
    const Nearness near = nearnessOf(eye_);
    MeshBuilder mesh;
    for (const bool x : {!near[0], near[0]}) {
        for (const bool y : {!near[1], near[1]}) {
            addPiece(mesh, Plane::Level, x, y);
            if (y != near[1])
                for (const bool z : {false, true})
                    addPiece(mesh, Plane::AcrossY, x, z);
        }
        if (x != near[0])
            for (const bool y : {false, true})
                for (const bool z : {false, true})
                    addPiece(mesh, Plane::AcrossX, y, z);
    }
    slices_.set(mesh);
    drawnFor_ = near;
}

// The part of a slice below or above where the two other planes cross it.
void AirDrawing::addPiece(MeshBuilder& mesh, Plane plane, bool firstHigh, bool secondHigh) const
{
    const AirSlice* slice = sliceOf(plane);
    if (!slice)
        return;
    const auto part = [&](Plane other, double size, bool high) {
        const AirSlice* crossing = sliceOf(other);
        const double at = crossing ? std::clamp(crossing->atM, 0.0, size) : size;
        return high ? std::pair(at, size) : std::pair(0.0, at);
    };
    const auto [left, right] =
        part(plane == Plane::AcrossX ? Plane::AcrossY : Plane::AcrossX, slice->acrossM, firstHigh);
    const auto [low, high] =
        part(plane == Plane::Level ? Plane::AcrossY : Plane::Level, slice->upM, secondHigh);
    if (!(left < right) || !(low < high))
        return;
    const auto at = [&](double across, double up) {
        switch (plane) {
        case Plane::AcrossX:
            return place_.at(slice->atM, across, up);
        case Plane::AcrossY:
            return place_.at(across, slice->atM, up);
        case Plane::Level:
            break;
        }
        return place_.at(across, up, slice->atM);
    };
    mesh.quadFrom(at(left, low), at(right, low), at(right, high), at(left, high),
                  {QColor(pictureColours[indexOf(plane)])},
                  {static_cast<float>(slice->acrossM), static_cast<float>(slice->upM)},
                  {static_cast<float>(left), static_cast<float>(low)});
}

void AirDrawing::drawLines()
{
    constexpr float widthM = 0.02f;
    constexpr float minPixels = 3.6f;
    MeshBuilder mesh;
    if (layers_.lines) {
        std::vector<QVector3D> path;
        for (const AirLine& line : *layers_.lines) {
            path.clear();
            for (const QVector3D& p : line.points)
                path.push_back(place_.at(p.x(), p.y(), p.z()));
            mesh.stream(path, line.colours, widthM, minPixels);
        }
    }
    lines_.set(mesh);
}

void AirDrawing::drawSurface()
{
    constexpr float opacity = 0.42f;
    MeshBuilder mesh;
    if (layers_.surface) {
        AirSurface placed = *layers_.surface;
        for (QVector3D& p : placed.points)
            p = place_.at(p.x(), p.y(), p.z());
        for (QVector3D& n : placed.normals)
            n = place_.east * n.x() + place_.north * n.y() + QVector3D(0, 0, n.z());
        QColor colour(placed.colour);
        colour.setAlphaF(opacity);
        mesh.triangles(placed.points, placed.normals, placed.corners, colour);
    }
    surface_.set(mesh);
}

} // namespace hallwright::scene
