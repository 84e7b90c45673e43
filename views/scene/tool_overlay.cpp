#include "views/scene/tool_overlay.h"

#include <cmath>
#include <numbers>
#include <utility>

namespace hallwright::scene {

namespace {

constexpr double lineM = 0.04;        // width of a line on the floor
constexpr double liftM = 0.02;        // above it, so that neither hides the other
constexpr double blockerRiseM = 0.06; // of a frame around what is in the way
constexpr double handleM = 0.25;

class BoxesOf
{
public:
    BoxesOf(const LocalFrame& frame, double floorM) : frame_(frame), floorM_(floorM) {}

    void box(const Pose& pose, double widthM, double depthM, double heightM, const QColor& colour,
             BoxState state = BoxState::Normal)
    {
        boxes.push_back(makeBox(
            frame_.at(pose.x, pose.y, floorM_ + liftM), frame_.yawDeg() + pose.yawDeg,
            QVector3D(static_cast<float>(widthM), static_cast<float>(depthM), static_cast<float>(heightM)),
            colour, BoxVariant::Plain, state));
    }

    void line(Point2 from, Point2 to, const QColor& colour, double riseM = lineM)
    {
        const Point2 way = to - from;
        const double yawDeg = std::atan2(way.y, way.x) * 180.0 / std::numbers::pi;
        const Point2 middle = (from + to) * 0.5;
        box({middle.x, middle.y, yawDeg}, std::hypot(way.x, way.y), lineM, riseM, colour);
    }

    void frame(const std::array<Point2, 4>& corners, const QColor& colour, double riseM)
    {
        for (std::size_t i = 0; i < corners.size(); ++i)
            line(corners[i], corners[(i + 1) % corners.size()], colour, riseM);
    }

    QVector3D above(Point2 place) const { return frame_.at(place.x, place.y, floorM_ + liftM); }

    std::vector<BoxInstance> boxes;

private:
    LocalFrame frame_;
    double floorM_;
};

// What is drawn of an overlay.
struct Drawing {
    std::vector<BoxInstance> boxes;
    std::vector<Label> lengths;
};

Drawing drawingOf(const SceneKit& kit, BoxesOf made, const style::EditOverlay& overlay)
{
    const style::Colours& c = kit.colours();
    std::vector<Label> lengths;
    for (const auto& ghost : overlay.ghosts) {
        const Standing& s = ghost.standing;
        made.box(s.pose, s.widthM, s.depthM, ghost.heightM, ghost.mayStand ? c.accent : c.violation,
                 ghost.mayStand ? BoxState::DraggedLegal : BoxState::DraggedIllegal);
    }
    for (const Standing& s : overlay.blockers)
        made.frame(footprintCorners(s.pose, s.widthM, s.depthM), c.violation, blockerRiseM);
    for (const Guide& guide : overlay.guides)
        made.line(guide.from, guide.to, c.selection);
    for (const auto& dimension : overlay.dimensions) {
        made.line(dimension.from, dimension.to, c.accent);
        lengths.push_back(
            {dimension.text, LabelKind::Dimension, made.above((dimension.from + dimension.to) * 0.5)});
    }
    for (const Rect& area : overlay.areas) {
        const Point2 centre =
            Point2{area.x, area.y} + rotated({area.width / 2, area.depth / 2}, overlay.turnDeg);
        made.frame(footprintCorners({centre.x, centre.y, overlay.turnDeg}, area.width, area.depth),
                   overlay.areasMayBe ? c.accent : c.violation, blockerRiseM);
    }
    for (const auto& handle : overlay.handles)
        made.box({handle.at.x, handle.at.y, 0.0}, handleM, handleM, handleM, c.accent);
    for (std::size_t i = 1; i < overlay.path.size(); ++i)
        made.line(overlay.path[i - 1], overlay.path[i], c.accent);
    return {std::move(made.boxes), std::move(lengths)};
}

} // namespace

ToolOverlay::ToolOverlay(Qt3DCore::QEntity* parent, const SceneKit& kit)
    : boxes_(parent, kit.materials.marks), lengths_(parent)
{
}

void ToolOverlay::show(const SceneKit& kit, const Site* site, const style::EditOverlay& overlay,
                       double devicePixelRatio)
{
    const auto at = site && overlay.hall.valid() ? site->findHall(overlay.hall) : std::nullopt;
    Drawing drawing;
    if (at) {
        const Building& building = *site->buildings[at->building];
        const Hall& hall = *building.halls[at->hall];
        drawing = drawingOf(kit, {LocalFrame(kit, building, hall), hall.floorElevationM}, overlay);
    } else if (site && !overlay.hall.valid()) {
        drawing = drawingOf(kit, {LocalFrame(kit), 0.0}, overlay);
    }
    if (drawing.boxes.empty() && empty_)
        return;
    empty_ = drawing.boxes.empty();
    boxes_.set(drawing.boxes);
    lengths_.set(kit, std::move(drawing.lengths), devicePixelRatio);
}

} // namespace hallwright::scene
