#include "views/elevation/elevation_view.h"

#include "core/model/rack_slots.h"

#include <QApplication>
#include <QHelpEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace hallwright::elevation {

namespace {

DeviceFace opposite(DeviceFace face)
{
    return face == DeviceFace::Front ? DeviceFace::Rear : DeviceFace::Front;
}

// Whole units are what rails are bolted to; only half-unit devices stand on a half, and what the reader wants to.
double gridOf(double heightU, bool halfUnits)
{
    return halfUnits || std::floor(heightU) != heightU ? slotU : 1.0;
}

QString placeText(const DrawnRack& rack, const DrawnDevice& device)
{
    if (!device.inSlot)
        return QObject::tr("%1: in no unit").arg(rack.name);
    const QString unit = QString::fromStdString(unitText(device.positionU));
    return device.face == DeviceFace::Rear ? QObject::tr("%1, %2, rear").arg(rack.name, unit)
                                           : QObject::tr("%1, %2").arg(rack.name, unit);
}

} // namespace

std::optional<DeviceTypeId> deviceTypeIn(const QMimeData& data)
{
    bool isNumber = false;
    const qlonglong id = data.data(QLatin1String(deviceTypeMime)).toLongLong(&isNumber);
    return isNumber ? std::optional(DeviceTypeId{id}) : std::nullopt;
}

ElevationView::ElevationView(QWidget* parent) : QWidget(parent)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAcceptDrops(true);
    setAccessibleName(tr("Rack elevation"));
}

void ElevationView::setRacks(const SitePtr& site, const std::vector<RackId>& racks)
{
    site_ = site;
    racks_ = racks;
    letGo();
    layOut();
}

void ElevationView::setSelection(const std::set<DeviceId>& selected, DeviceId primary)
{
    marks_.selected = selected;
    primary_ = primary;
    update();
}

void ElevationView::setTheme(style::Theme theme)
{
    theme_ = theme;
    update();
}

void ElevationView::setPictureSize(QSize available)
{
    available_ = available;
    layOut();
}

void ElevationView::layOut()
{
    std::vector<DrawnRack> drawn;
    if (site_) {
        for (const RackId rack : racks_)
            drawn.push_back(drawnRack(*site_, rack));
    }
    layout_ = ElevationLayout(std::move(drawn), available_, unitPx_, fontMetrics().height());
    setMinimumSize(layout_.size().expandedTo({0.0, 0.0}).toSize());
    marks_.hovered = {};
    update();
}

void ElevationView::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), style::colours(theme_).background);
    paintElevation(painter, layout_, marks_, theme_);
    if (hasFocus()) {
        painter.setPen(QPen(style::colours(theme_).accent, 1.0));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
}

const DrawnDevice* ElevationView::drawn(DeviceId device, std::size_t* rack) const
{
    for (std::size_t i = 0; i < layout_.racks().size(); ++i) {
        if (const DrawnDevice* found = layout_.racks()[i].find(device)) {
            if (rack)
                *rack = i;
            return found;
        }
    }
    return nullptr;
}

std::optional<QPointF> ElevationView::middleOf(DeviceId device) const
{
    std::size_t rack = 0;
    const DrawnDevice* found = drawn(device, &rack);
    if (!found)
        return std::nullopt;
    if (found->inSlot)
        return layout_.deviceRect(rack, *found, found->face).center();
    std::size_t which = 0;
    for (const DrawnDevice& each : layout_.racks()[rack].devices) {
        if (each.id == device)
            break;
        which += each.inSlot ? 0 : 1;
    }
    return layout_.looseRect(rack, which).center();
}

RackId ElevationView::rackUnder(QPointF at) const
{
    const auto rack = layout_.rackAt(at);
    return rack ? layout_.racks()[*rack].id : RackId{};
}

DeviceId ElevationView::deviceUnder(QPointF at) const
{
    const auto seen = layout_.deviceAt(at);
    return seen ? layout_.racks()[seen->rack].devices[seen->device].id : DeviceId{};
}

QString ElevationView::tipAt(QPointF at) const
{
    const auto seen = layout_.deviceAt(at);
    if (!seen)
        return {};
    const DrawnRack& rack = layout_.racks()[seen->rack];
    const DrawnDevice& device = rack.devices[seen->device];
    QString tip = QStringLiteral("<b>%1</b><br>%2<br>%3<br>%4")
                      .arg(device.name.toHtmlEscaped(), device.typeName.toHtmlEscaped(),
                           device.figures.toHtmlEscaped(), placeText(rack, device).toHtmlEscaped());
    if (seen->isBack)
        tip += QStringLiteral("<br>") + tr("Its back: it is mounted at the other face.");
    return tip;
}

bool ElevationView::isOwnKey(const QKeyEvent& event) const
{
    static constexpr int keys[] = {Qt::Key_Delete, Qt::Key_Up,    Qt::Key_Down,    Qt::Key_PageUp,
                                   Qt::Key_Left,   Qt::Key_Right, Qt::Key_PageDown};
    const bool plain = !(event.modifiers() & (Qt::ControlModifier | Qt::MetaModifier));
    return event.matches(QKeySequence::Copy) || event.matches(QKeySequence::Paste) ||
           (event.key() == Qt::Key_Escape && grip_) ||
           (plain && std::ranges::find(keys, event.key()) != std::end(keys));
}

bool ElevationView::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip && !grip_) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString tip = tipAt(help->pos());
        tip.isEmpty() ? QToolTip::hideText() : QToolTip::showText(help->globalPos(), tip, this);
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride && isOwnKey(*static_cast<QKeyEvent*>(event))) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void ElevationView::mousePressEvent(QMouseEvent* event)
{
    const QPointF at = event->position();
    const auto seen = layout_.deviceAt(at);
    if (!seen) {
        if (const RackId rack = rackUnder(at); rack.valid() && event->button() == Qt::LeftButton)
            emit rackChosen(rack);
        return;
    }
    const DrawnDevice device = layout_.racks()[seen->rack].devices[seen->device];
    const bool beside = event->modifiers().testFlag(Qt::ControlModifier);
    if (beside || !marks_.selected.contains(device.id))
        emit deviceChosen(device.id, beside);
    if (event->button() != Qt::LeftButton || beside)
        return;
    const auto place = layout_.placeAt(at);
    grip_ = Grip{*seen, at, device.inSlot && place ? place->heightU - device.lowestU : 0.0, false};
}

// The selected devices of the rack that the hand took hold in keep their distances.
std::vector<design::DeviceMove> ElevationView::movesTo(QPointF at, bool halfUnits) const
{
    std::vector<design::DeviceMove> moves;
    const auto place = layout_.placeAt(at);
    if (!place || !grip_)
        return moves;
    const DrawnRack& from = layout_.racks()[grip_->seen.rack];
    const DrawnRack& to = layout_.racks()[place->rack];
    const DrawnDevice& held = from.devices[grip_->seen.device];
    const DeviceFace face = grip_->seen.isBack ? opposite(place->face) : place->face;
    const double grid = gridOf(held.heightU, halfUnits);
    const double most = std::max(0.0, to.units - held.heightU);
    const double lowestU = std::clamp(std::round((place->heightU - grip_->grabU) / grid) * grid, 0.0, most);
    for (const DrawnDevice& device : from.devices) {
        if (device.id != held.id && (!marks_.selected.contains(device.id) || !device.inSlot))
            continue;
        design::DevicePlace target{to.id, 0.0, face, device.side};
        const bool stands = held.inSlot || device.heightU <= to.units; // from no unit into one
        if (device.heightU > 0.0 && stands)
            target.positionU = positionAt(to, device.lowestU + lowestU - held.lowestU, device.heightU);
        if (device.halfWidth && device.id == held.id)
            target.side = grip_->seen.isBack != (place->side == DeviceSide::Left) ? DeviceSide::Left
                                                                                  : DeviceSide::Right;
        if (device.id != held.id)
            target.face = face == held.face ? device.face : opposite(device.face);
        moves.push_back({device.id, target});
    }
    return moves;
}

void ElevationView::showMoves(const std::vector<design::DeviceMove>& moves)
{
    if (moves == moves_ && !marks_.ghosts.empty())
        return;
    moves_ = moves;
    marks_.ghosts.clear();
    for (const design::DeviceMove& move : moves) {
        const auto rack = std::ranges::find(layout_.racks(), move.to.rack, &DrawnRack::id);
        Ghost ghost{static_cast<std::size_t>(rack - layout_.racks().begin()), *drawn(move.device)};
        ghost.device.positionU = move.to.positionU;
        ghost.device.inSlot = move.to.positionU != 0.0;
        ghost.device.face = move.to.face;
        ghost.device.side = move.to.side;
        ghost.device.lowestU = lowestAt(*rack, move.to.positionU, ghost.device.heightU);
        marks_.ghosts.push_back(std::move(ghost));
    }
    marks_.refusal = whyNotMove ? whyNotMove(moves) : QString();
    if (!marks_.ghosts.empty())
        marks_.hint = placeText(layout_.racks()[marks_.ghosts.front().rack], marks_.ghosts.front().device);
    update();
}

void ElevationView::mouseMoveEvent(QMouseEvent* event)
{
    const QPointF at = event->position();
    if (!grip_) {
        if (const DeviceId under = deviceUnder(at); under != std::exchange(marks_.hovered, under))
            update();
        return;
    }
    if (!grip_->moving && (at - grip_->from).manhattanLength() < QApplication::startDragDistance())
        return;
    grip_->moving = true;
    QToolTip::hideText();
    if (const auto moves = movesTo(at, event->modifiers().testFlag(Qt::AltModifier)); !moves.empty())
        showMoves(moves);
}

void ElevationView::mouseReleaseEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton || !grip_)
        return;
    const std::vector<design::DeviceMove> moves = moves_;
    const QString refusal = marks_.refusal;
    const bool moved = grip_->moving && std::ranges::any_of(moves, [this](const design::DeviceMove& move) {
                           std::size_t rack = 0;
                           const DrawnDevice* was = drawn(move.device, &rack);
                           return !was || !(design::DevicePlace{layout_.racks()[rack].id, was->positionU,
                                                                was->face, was->side} == move.to);
                       });
    letGo();
    if (moved && refusal.isEmpty())
        emit moveWanted(moves);
    else if (moved)
        emit refused(refusal);
}

void ElevationView::letGo()
{
    grip_.reset();
    adding_.reset();
    moves_.clear();
    marks_.ghosts.clear();
    marks_.refusal.clear();
    marks_.hint.clear();
    update();
}

void ElevationView::leaveEvent(QEvent* event)
{
    marks_.hovered = {};
    update();
    QWidget::leaveEvent(event);
}

// To the next device above or below the chosen one; without one the topmost.
void ElevationView::step(int way)
{
    std::size_t rack = 0;
    const DrawnDevice* now = drawn(primary_, &rack);
    const DrawnDevice* next = nullptr;
    for (const DrawnRack& each : layout_.racks()) {
        if (now && &each != &layout_.racks()[rack])
            continue;
        for (const DrawnDevice& device : each.devices) {
            const auto key = [](const DrawnDevice& d) {
                return std::pair(d.inSlot ? d.lowestU : -1.0, d.id.value);
            };
            const bool beyond = !now || (way > 0 ? key(device) > key(*now) : key(device) < key(*now));
            const bool nearer =
                !next || (way > 0 && now ? key(device) < key(*next) : key(device) > key(*next));
            if (beyond && nearer)
                next = &device;
        }
    }
    if (next)
        emit deviceChosen(next->id, false);
}

void ElevationView::keyPressEvent(QKeyEvent* event)
{
    if (event->matches(QKeySequence::Copy))
        return emit copyWanted();
    if (event->matches(QKeySequence::Paste))
        return emit pasteWanted();
    const double by = event->modifiers().testFlag(Qt::AltModifier) ? slotU : 1.0;
    switch (event->key()) {
    case Qt::Key_Escape:
        grip_ ? letGo() : QWidget::keyPressEvent(event);
        break;
    case Qt::Key_Up:
    case Qt::Key_Down:
        marks_.selected.empty() ? step(event->key() == Qt::Key_Up ? 1 : -1)
                                : emit nudgeWanted(event->key() == Qt::Key_Up ? by : -by);
        break;
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        step(event->key() == Qt::Key_PageUp ? 1 : -1);
        break;
    case Qt::Key_Left:
    case Qt::Key_Right:
        emit faceWanted(event->key() == Qt::Key_Left ? DeviceFace::Front : DeviceFace::Rear);
        break;
    case Qt::Key_Delete:
        emit removeWanted();
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

// With Ctrl it zooms; else the pane around it scrolls.
void ElevationView::wheelEvent(QWheelEvent* event)
{
    if (!event->modifiers().testFlag(Qt::ControlModifier)) {
        event->ignore();
        return;
    }
    constexpr double leastPx = 10.0, mostPx = 60.0, perStep = 2.0;
    unitPx_ =
        std::clamp(layout_.unitPx() + (event->angleDelta().y() > 0 ? perStep : -perStep), leastPx, mostPx);
    layOut();
    event->accept();
}

std::optional<design::DevicePlace> ElevationView::placeFor(const DeviceType& type, QPointF at) const
{
    const auto place = layout_.placeAt(at);
    if (!place)
        return std::nullopt;
    const DrawnRack& rack = layout_.racks()[place->rack];
    design::DevicePlace target{rack.id, 0.0, place->face, type.halfWidth ? place->side : DeviceSide::Left};
    if (type.heightU > 0.0) {
        const double grid = gridOf(type.heightU, false);
        const double lowest = std::floor((place->heightU - type.heightU / 2.0) / grid + 0.5) * grid;
        target.positionU =
            positionAt(rack, std::clamp(lowest, 0.0, std::max(0.0, rack.units - type.heightU)), type.heightU);
    }
    return target;
}

void ElevationView::showAdding(DeviceTypeId id, QPointF at)
{
    const DeviceType* type = site_ ? site_->catalogue->find(id) : nullptr;
    const auto place = type ? placeFor(*type, at) : std::nullopt;
    if (place == adding_ && place)
        return;
    letGo();
    adding_ = place;
    if (!place)
        return;
    const auto rack = std::ranges::find(layout_.racks(), place->rack, &DrawnRack::id);
    Ghost ghost{static_cast<std::size_t>(rack - layout_.racks().begin()), drawnDevice(*type)};
    ghost.device.positionU = place->positionU;
    ghost.device.face = place->face;
    ghost.device.side = place->side;
    ghost.device.lowestU = lowestAt(*rack, place->positionU, type->heightU);
    marks_.refusal = whyNotAdd ? whyNotAdd(id, *place) : QString();
    marks_.hint = placeText(*rack, ghost.device);
    marks_.ghosts.push_back(std::move(ghost));
    update();
}

void ElevationView::dragEnterEvent(QDragEnterEvent* event)
{
    if (deviceTypeIn(*event->mimeData()))
        event->acceptProposedAction();
}

void ElevationView::dragMoveEvent(QDragMoveEvent* event)
{
    if (const auto type = deviceTypeIn(*event->mimeData())) {
        showAdding(*type, event->position());
        event->setAccepted(adding_.has_value());
    }
}

void ElevationView::dragLeaveEvent(QDragLeaveEvent*)
{
    letGo();
}

void ElevationView::dropEvent(QDropEvent* event)
{
    const auto type = deviceTypeIn(*event->mimeData());
    if (!type)
        return;
    showAdding(*type, event->position());
    const auto place = adding_;
    const QString refusal = marks_.refusal;
    letGo();
    setFocus();
    if (place && refusal.isEmpty())
        emit addWanted(*type, *place);
    else if (place)
        emit refused(refusal);
    event->acceptProposedAction();
}

void ElevationView::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    update();
}

void ElevationView::focusOutEvent(QFocusEvent* event)
{
    QWidget::focusOutEvent(event);
    update();
}

} // namespace hallwright::elevation
