#include "core/layout/standing.h"
#include "core/model/locks.h"
#include "core/model/object_names.h"
#include "views/plan/hall_layers.h"
#include "views/plan/hall_outlines.h"
#include "views/shared/hall_rows.h"
#include "views/shared/lock_mark.h"
#include "views/shared/rack_marks.h"
#include "views/shared/severity_mark.h"
#include "views/shared/short_name.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <optional>

namespace hallwright::plan {

namespace {

constexpr double leastOutlinedMm = 1.2; // a rack drawn narrower than this has no outline, only its colour
constexpr double hallPowerSymbolMm = 1.5;
constexpr double namedShare = 0.92; // of a side that a name inside a footprint may take

// Text along a footprint reads from the bottom or from the right of the drawing, never upside down.
double readableTurn(double yawDeg)
{
    const double turn = std::remainder(yawDeg, 180.0);
    return turn <= -89.999 ? turn + 180.0 : turn;
}

struct Placed {
    Pose pose;
    double widthM = 0.0;
    double depthM = 0.0;
};

QPolygonF footprint(const Canvas& canvas, const Placed& item)
{
    return canvas.polygon(footprintCorners(item.pose, item.widthM, item.depthM));
}

// footprintCorners starts at the front's left end: the first side is the front.
QLineF frontEdge(const QPolygonF& corners)
{
    return {corners[0], corners[1]};
}

// The name inside the footprint along its longer side, or across it, or nothing.
bool nameInside(Canvas& canvas, const Placed& item, const QString& name, const QFont& font, const QColor& ink)
{
    const QSizeF size = canvas.textSize(name, font);
    const double width = item.widthM * canvas.transform.unitsPerMetre * namedShare;
    const double depth = item.depthM * canvas.transform.unitsPerMetre * namedShare;
    const bool alongWidth = size.width() <= width && size.height() <= depth;
    const bool alongDepth = size.width() <= depth && size.height() <= width;
    if (!alongWidth && !alongDepth)
        return false;
    const QPointF centre = canvas.transform.map(item.pose.position());
    canvas.text(centre, name, font, ink, readableTurn(item.pose.yawDeg + (alongWidth ? 0.0 : 90.0)));
    return true;
}

constexpr double blowMm = 2.2; // of an air handler's arrow

// Beside the footprint, on its front side and beyond what is drawn there, if nothing else is written there.
void nameBeside(Canvas& canvas, const Placed& item, const QString& name, const QFont& font, double beyondMm)
{
    const QSizeF size = canvas.textSize(name, font);
    const Point2 front = frontDirection(item.pose.yawDeg);
    const double reach = item.depthM / 2 * canvas.transform.unitsPerMetre;
    const double room = std::abs(front.x) > 0.5 ? size.width() / 2 : size.height() / 2;
    const double distance = reach + room + canvas.mm(beyondMm + 0.8);
    const QPointF centre = canvas.transform.map(item.pose.position());
    canvas.label(centre + QPointF(front.x * distance, -front.y * distance), name, font,
                 canvas.colours.dimText);
}

void paintName(Canvas& canvas, const Placed& item, const QString& name, const QColor& background,
               double beyondMm = 0.0)
{
    const QFont font = canvas.font();
    if (canvas.options.equipmentLabels && !nameInside(canvas, item, name, font, inkOn(background)))
        nameBeside(canvas, item, name, font, beyondMm);
}

// An arrow out of the front: where the air goes.
void paintBlow(Canvas& canvas, const Placed& item)
{
    const double reach = canvas.mm(blowMm);
    const Point2 front = frontDirection(item.pose.yawDeg);
    const QPointF direction(front.x, -front.y);
    const QPointF across(-direction.y(), direction.x());
    const QPointF foot = canvas.transform.map(item.pose.position() + front * (item.depthM / 2));
    const QPointF tip = foot + direction * reach;
    canvas.painter.setPen(canvas.pen(canvas.colours.supplyPipe, mediumMm));
    canvas.painter.drawLine(foot, tip);
    canvas.painter.drawPolyline(QPolygonF({tip - direction * (reach * 0.4) + across * (reach * 0.28), tip,
                                           tip - direction * (reach * 0.4) - across * (reach * 0.28)}));
}

Placed placed(const Site& site, const Rack& rack)
{
    const RackType& type = site.typeOf(rack);
    return {rack.pose, type.widthM, type.depthM};
}

void paintFronts(Canvas& canvas, const std::vector<QPolygonF>& footprints)
{
    QVector<QLineF> fronts;
    fronts.reserve(static_cast<qsizetype>(footprints.size()));
    for (const QPolygonF& corners : footprints)
        fronts << frontEdge(corners);
    canvas.painter.setPen(canvas.pen(canvas.colours.text, thickMm));
    canvas.painter.drawLines(fronts);
}

void outline(Canvas& canvas, const QPolygonF& corners, const QColor& colour)
{
    canvas.painter.setPen(canvas.pen(colour, thickMm));
    canvas.painter.setBrush(Qt::NoBrush);
    canvas.painter.drawPolygon(corners);
}

// The row's name in line with it, beyond both of its ends.
void paintRowName(Canvas& canvas, const Site& site, const Hall& hall, const style::HallRow& row)
{
    if (row.name.isEmpty())
        return;
    const QFont font = canvas.font(1.3, true);
    const QSizeF size = canvas.textSize(row.name, font);
    const Placed first = placed(site, hall.racks[row.racks.front()]);
    const Placed last = placed(site, hall.racks[row.racks.back()]);
    const QPointF from = canvas.transform.map(first.pose.position());
    const QPointF to = canvas.transform.map(last.pose.position());
    const double length = std::hypot(to.x() - from.x(), to.y() - from.y());
    if (length <= 0.0)
        return;
    const QPointF along = (to - from) / length;
    const double room = std::abs(along.x()) > 0.5 ? size.width() / 2 : size.height() / 2;
    const double distance = first.widthM / 2 * canvas.transform.unitsPerMetre + room + canvas.mm(1.2);
    for (const auto& [end, outward] : {std::pair(from, -along), std::pair(to, along)}) {
        constexpr int tries = 4; // past a column or a unit that stands at the end of the row
        for (int i = 0; i < tries; ++i) {
            if (canvas.label(end + outward * (distance + i * canvas.mm(2.5)), row.name, font,
                             canvas.colours.text))
                break;
        }
    }
}

enum class Direction { AlongWidth, AlongDepth };

// How all racks of a hall are named: alike, so that a row reads as a row.
struct Naming {
    bool full = true; // or only what tells the racks of a row apart
    Direction direction = Direction::AlongWidth;
};

QString rackName(const Hall& hall, const style::HallRow& row, std::size_t rack, const Naming& naming)
{
    return naming.full ? style::shortName(hall.racks[rack].name, hall.name)
                       : style::nameInRow(hall, row, rack);
}

bool fitsAll(const Canvas& canvas, const Site& site, const Hall& hall,
             const std::vector<style::HallRow>& rows, const Naming& naming, const QFont& font)
{
    const double scale = canvas.transform.unitsPerMetre * namedShare;
    for (const style::HallRow& row : rows) {
        for (const std::size_t i : row.racks) {
            const Placed item = placed(site, hall.racks[i]);
            QSizeF size = canvas.textSize(rackName(hall, row, i, naming), font);
            if (naming.direction == Direction::AlongDepth)
                size.transpose();
            if (size.width() > item.widthM * scale || size.height() > item.depthM * scale)
                return false;
        }
    }
    return true;
}

std::optional<Naming> namingThatFits(const Canvas& canvas, const Site& site, const Hall& hall,
                                     const std::vector<style::HallRow>& rows, const QFont& font)
{
    for (const Direction direction : {Direction::AlongWidth, Direction::AlongDepth}) {
        for (const bool full : {true, false}) {
            if (fitsAll(canvas, site, hall, rows, {full, direction}, font))
                return Naming{full, direction};
        }
    }
    return std::nullopt;
}

// Of each row. All rows are named alike; a rack that stands beside them has no say in that, and is named as they are
// where that fits it.
std::vector<std::optional<Naming>> namingsOf(const Canvas& canvas, const Site& site, const Hall& hall,
                                             const std::vector<style::HallRow>& rows, const QFont& font)
{
    std::vector<style::HallRow> named;
    std::ranges::copy_if(rows, std::back_inserter(named),
                         [](const style::HallRow& row) { return !row.name.isEmpty(); });
    const std::optional<Naming> alike =
        namingThatFits(canvas, site, hall, named.empty() ? rows : named, font);
    std::vector<std::optional<Naming>> namings(rows.size(), alike);
    for (std::size_t i = 0; i < rows.size() && !named.empty(); ++i) {
        const std::vector<style::HallRow> alone{rows[i]};
        if (rows[i].name.isEmpty() && (!alike || !fitsAll(canvas, site, hall, alone, *alike, font)))
            namings[i] = namingThatFits(canvas, site, hall, alone, font);
    }
    return namings;
}

// Racks with a mark of their state or of a finding where a name would run over it.
std::vector<bool> markedAtTheBack(const PlanOptions& options, const Hall& hall)
{
    std::vector<bool> marked(hall.racks.size(), false);
    for (std::size_t i = 0; i < std::min(marked.size(), options.rackStates.size()); ++i)
        marked[i] =
            options.rackStates[i] == RackState::OverLimit || options.rackStates[i] == RackState::Undecided;
    for (const style::FindingMark& mark : options.findings) {
        const auto id = idIn<RackId>(mark.object);
        if (const Rack* rack = id.valid() && mark.hall == hall.id ? hall.findRack(id) : nullptr)
            marked[static_cast<std::size_t>(rack - hall.racks.data())] = true;
    }
    return marked;
}

struct NamePlace {
    Point2 at;
    double turnDeg = 0.0;
    double lengthM = 0.0; // that there is for it
};

// In the middle, or along the depth before the mark at the back.
NamePlace namePlace(const Placed& item, Direction direction, bool marked)
{
    constexpr double markShare = 0.78; // of the width, from the back
    if (direction == Direction::AlongWidth)
        return {item.pose.position(), item.pose.yawDeg, item.widthM};
    const double taken = marked ? markShare * item.widthM : 0.0;
    return {item.pose.position() + frontDirection(item.pose.yawDeg) * (taken / 2), item.pose.yawDeg + 90.0,
            item.depthM - taken};
}

std::vector<QRgb> coloursOf(const Canvas& canvas, const Site& site, const Hall& hall,
                            const HallResult* result)
{
    const style::ColourScale scale =
        style::colourScale(canvas.options.colouring, site, canvas.options.scaleEnds);
    std::vector<QRgb> colours =
        style::rackColours(canvas.options.colouring, scale, hall, *site.records, result);
    style::darken(colours, canvas.options.rackStates);
    return colours;
}

void paintPowerNode(Canvas& canvas, const Hall& hall, const PowerNode& node, Point2 at)
{
    const double half = canvas.mm(hallPowerSymbolMm) / 2;
    const QPointF centre = canvas.transform.map(at);
    const QRectF symbol(centre.x() - half, centre.y() - half, 2 * half, 2 * half);
    canvas.painter.setPen(canvas.pen(canvas.colours.text, thinMm));
    canvas.painter.setBrush(canvas.colours.power);
    canvas.painter.drawRect(symbol);
    canvas.painter.drawLine(symbol.bottomLeft(), symbol.topRight());
    if (!canvas.options.equipmentLabels)
        return;
    const QFont font = canvas.font(0.9);
    const QString name = style::shortName(node.name, hall.name);
    const QSizeF size = canvas.textSize(name, font);
    const double side = half + size.width() / 2 + canvas.mm(0.6);
    const double below = half + size.height() / 2 + canvas.mm(0.5);
    for (const QPointF& offset :
         {QPointF(side, 0.0), QPointF(-side, 0.0), QPointF(0.0, below), QPointF(0.0, -below)}) {
        if (canvas.label(centre + offset, name, font, canvas.colours.dimText))
            return;
    }
}

} // namespace

void paintRacks(Canvas& canvas, const Site& site, const Hall& hall, const HallResult* result)
{
    const std::vector<QRgb> colours = coloursOf(canvas, site, hall, result);
    std::vector<QPolygonF> footprints;
    footprints.reserve(hall.racks.size());
    for (std::size_t i = 0; i < hall.racks.size(); ++i) {
        const Placed item = placed(site, hall.racks[i]);
        footprints.push_back(footprint(canvas, item));
        const bool outlined = item.widthM * canvas.transform.unitsPerMetre >= canvas.mm(leastOutlinedMm);
        canvas.painter.setPen(outlined ? canvas.pen(canvas.colours.text, fineMm) : QPen(Qt::NoPen));
        const RackService service =
            result && i < result->racks.size() ? result->racks[i].service : RackService::Running;
        const bool counts = service != RackService::NotInService;
        canvas.painter.setBrush(counts ? QColor(colours[i]) : canvas.colours.wall);
        canvas.painter.drawPolygon(footprints.back());
        canvas.claim(footprints.back().boundingRect());
    }
    paintFronts(canvas, footprints);
    for (std::size_t i = 0; i < hall.racks.size(); ++i) {
        const std::vector<RackState>& states = canvas.options.rackStates;
        const RackState state = i < states.size() ? states[i] : RackState::Fine;
        const double widthMm =
            placed(site, hall.racks[i]).widthM * canvas.transform.unitsPerMetre / canvas.mm(1.0);
        if (widthMm >= leastOutlinedMm)
            style::paintRackMark(canvas.painter, footprints[i], state);
        if (state == RackState::OverLimit)
            outline(canvas, footprints[i], canvas.colours.violation);
    }
}

namespace {

// For a small mark on what stands there, this share of its depth towards its front.
QRectF markOn(const Canvas& canvas, const Standing& standing, double towardsFront)
{
    constexpr double sizeMm = 2.6, leastMm = 0.8;
    const double mm = standing.widthM * canvas.transform.unitsPerMetre / canvas.mm(1.0);
    const double side = canvas.mm(std::clamp(0.7 * mm, leastMm, sizeMm));
    const Point2 front = frontDirection(standing.pose.yawDeg) * (towardsFront * standing.depthM);
    const QPointF at = canvas.transform.map(standing.pose.position() + front);
    return {at.x() - side / 2, at.y() - side / 2, side, side};
}

} // namespace

// At the back of what stands there, where no name and no state is written.
void paintFindings(Canvas& canvas, const Site& site, const Hall& hall)
{
    constexpr double towardsFront = -0.36;
    for (const style::FindingMark& mark : canvas.options.findings) {
        const auto standing = mark.hall == hall.id ? standingOf(site, mark.object) : std::nullopt;
        if (standing)
            style::paintSeverityMark(canvas.painter, markOn(canvas, *standing, towardsFront), mark.worst);
    }
}

// At the front. What is printed says how a hall is, not what may be done to it in the window: `locks` is off there.
void paintLocks(Canvas& canvas, const Site& site, const Hall& hall)
{
    constexpr double towardsFront = 0.36;
    if (!canvas.options.locks)
        return;
    for (const auto& [object, record] : site.records->byObject) {
        const auto standing = isLocked(record) ? standingOf(site, object) : std::nullopt;
        if (standing && hallWith(site, object) == hall.id)
            style::paintLockMark(canvas.painter, markOn(canvas, *standing, towardsFront));
    }
}

void paintSelection(Canvas& canvas, const Site& site, const Hall& hall)
{
    for (const Standing& standing : standingsOf(site, canvas.options.selected, hall.id))
        outline(canvas, footprint(canvas, {standing.pose, standing.widthM, standing.depthM}),
                canvas.colours.selection);
}

// Doors and power nodes, which have no footprint, over all that could hide them.
void paintSelectedOpenings(Canvas& canvas, const Site& site, const Hall& hall)
{
    for (const ObjectRef object : canvas.options.selected) {
        if (object.kind != ObjectKind::Door && object.kind != ObjectKind::PowerNode)
            continue;
        for (const QPolygonF& corners :
             outlinesOf(canvas.transform, site, hall, object, 2.0 * canvas.mm(hallPowerSymbolMm)))
            outline(canvas, corners, canvas.colours.selection);
    }
}

void paintRowNames(Canvas& canvas, const Site& site, const Hall& hall)
{
    for (const style::HallRow& row : style::hallRows(site, hall))
        paintRowName(canvas, site, hall, row);
}

namespace {

struct RackLook {
    bool marked = false;
    QColor fill;
};

void paintRackName(Canvas& canvas, const Site& site, const Hall& hall, const style::HallRow& row,
                   std::size_t rack, const Naming& naming, const RackLook& look)
{
    const QFont font = canvas.font();
    const NamePlace place = namePlace(placed(site, hall.racks[rack]), naming.direction, look.marked);
    const QPointF centre = canvas.transform.map(place.at);
    if (!canvas.target.contains(centre))
        return;
    const double room = place.lengthM * canvas.transform.unitsPerMetre * namedShare;
    for (const bool full : {naming.full, false}) {
        const QString name = rackName(hall, row, rack, {full, naming.direction});
        if (look.marked && canvas.textSize(name, font).width() > room)
            continue;
        canvas.text(centre, name, font, inkOn(look.fill), readableTurn(place.turnDeg));
        return;
    }
}

} // namespace

void paintRackNames(Canvas& canvas, const Site& site, const Hall& hall, const HallResult* result)
{
    const std::vector<style::HallRow> rows = style::hallRows(site, hall);
    const QFont font = canvas.font();
    const std::vector<std::optional<Naming>> namings = namingsOf(canvas, site, hall, rows, font);
    const std::vector<QRgb> colours = coloursOf(canvas, site, hall, result);
    const std::vector<bool> marked = markedAtTheBack(canvas.options, hall);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        for (const std::size_t i : rows[r].racks) {
            if (namings[r])
                paintRackName(canvas, site, hall, rows[r], i, *namings[r], {marked[i], QColor(colours[i])});
        }
    }
}

void paintAirHandlers(Canvas& canvas, const Hall& hall)
{
    for (const AirHandler& unit : hall.airHandlers) {
        const Placed item{unit.pose, unit.widthM, unit.depthM};
        const QPolygonF corners = footprint(canvas, item);
        canvas.painter.setPen(canvas.pen(canvas.colours.text, thinMm));
        canvas.painter.setBrush(canvas.colours.airHandler);
        canvas.painter.drawPolygon(corners);
        paintBlow(canvas, item);
        canvas.claim(corners.boundingRect());
    }
}

void paintCdus(Canvas& canvas, const Hall& hall)
{
    for (const Cdu& cdu : hall.cdus) {
        const QPolygonF corners = footprint(canvas, {cdu.pose, cdu.widthM, cdu.depthM});
        canvas.painter.setPen(canvas.pen(canvas.colours.text, thinMm));
        canvas.painter.setBrush(canvas.colours.cdu);
        canvas.painter.drawPolygon(corners);
        canvas.painter.setPen(canvas.pen(canvas.colours.cdu.darker(130), thinMm));
        canvas.painter.drawLine(corners[0],
                                corners[2]); // a heat exchanger: two streams, one wall between them
        canvas.claim(corners.boundingRect());
    }
}

void paintUnitNames(Canvas& canvas, const Hall& hall)
{
    for (const AirHandler& unit : hall.airHandlers)
        paintName(canvas, {unit.pose, unit.widthM, unit.depthM}, style::shortName(unit.name, hall.name),
                  canvas.colours.airHandler, blowMm);
    for (const Cdu& cdu : hall.cdus)
        paintName(canvas, {cdu.pose, cdu.widthM, cdu.depthM}, style::shortName(cdu.name, hall.name),
                  canvas.colours.cdu);
}

// Busways hang over their rows; the rest stands where the model says, which does not know its size: a symbol.
void paintHallPower(Canvas& canvas, const Site& site, const Hall& hall)
{
    const Building& building = site.buildingOf(hall.id);
    for (const PowerNode& node : site.power->nodes) {
        if (node.hall != hall.id)
            continue;
        const Point2 at = campusToHall(building, hall, {node.positionM.x, node.positionM.y});
        if (const auto busway = buswayOutline(canvas.transform, site, hall, node, canvas.mm(mediumMm))) {
            canvas.painter.setPen(Qt::NoPen);
            canvas.painter.setBrush(canvas.colours.power);
            canvas.painter.drawPolygon(*busway);
        } else {
            paintPowerNode(canvas, hall, node, at);
        }
    }
}

} // namespace hallwright::plan
