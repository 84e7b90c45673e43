#include "views/shared/rack_marks.h"

#include "views/shared/format.h"

#include <QPainter>
#include <QPixmap>

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_map>

namespace hallwright::style {

namespace {

constexpr std::array markedStates = {RackState::Dark, RackState::OverLimit, RackState::OneFeed,
                                     RackState::Undecided};

// From a rack's own coordinates, -1..1 across and from the rear (-1) to the front (1), to where it is drawn.
class RackFrame
{
public:
    explicit RackFrame(const QPolygonF& corners)
        : middle_((corners[0] + corners[2]) / 2.0), across_((corners[1] - corners[0]) / 2.0),
          forward_((corners[0] - corners[3]) / 2.0)
    {
    }

    QPointF at(double u, double v) const { return middle_ + across_ * u + forward_ * v; }
    double halfWidth() const { return std::hypot(across_.x(), across_.y()); }
    // A place this many half widths from a point of the rack, whatever its depth.
    QPointF from(QPointF centre, double u, double v) const
    {
        const double depth = std::max(1e-9, std::hypot(forward_.x(), forward_.y()));
        return centre + across_ * u + forward_ * (v * halfWidth() / depth);
    }

private:
    QPointF middle_, across_, forward_;
};

void stroke(QPainter& painter, const QLineF& line, const QColor& colour, double width)
{
    painter.setPen(QPen(colour, width, Qt::SolidLine, Qt::FlatCap));
    painter.drawLine(line);
}

bool sameRacks(const Hall& a, const Hall& b)
{
    return &a == &b || std::ranges::equal(a.racks, b.racks, {}, &Rack::id, &Rack::id);
}

} // namespace

std::vector<RackState> rackStates(const Snapshot* snapshot, const Hall& hall)
{
    const HallResult* result = snapshot ? snapshot->hallResult(hall.id) : nullptr;
    if (!result || !result->hall)
        return std::vector<RackState>(hall.racks.size(), RackState::Fine);
    std::vector<RackState> found = rackStatesOf(*snapshot, *result);
    if (sameRacks(*result->hall, hall))
        return found;
    std::unordered_map<RackId, RackState> byId;
    for (std::size_t i = 0; i < found.size(); ++i)
        byId.emplace(result->hall->racks[i].id, found[i]);
    std::vector<RackState> states(hall.racks.size(), RackState::Fine);
    for (std::size_t i = 0; i < states.size(); ++i) {
        if (const auto known = byId.find(hall.racks[i].id); known != byId.end())
            states[i] = known->second;
    }
    return states;
}

QColor rackMarkColour(RackState state)
{
    switch (state) {
    case RackState::Dark:
        return QColor(0xb4bcc4);
    case RackState::OverLimit:
        return QColor(0xc62828);
    case RackState::OneFeed:
        return QColor(0xe69f00); // Okabe and Ito (2008), as the blue below
    case RackState::Undecided:
        return QColor(0x56b4e9);
    case RackState::Fine:
        break;
    }
    return Qt::transparent;
}

QString rackStateText(RackState state)
{
    switch (state) {
    case RackState::Dark:
        return QStringLiteral("Dark");
    case RackState::OverLimit:
        return QStringLiteral("Over limit");
    case RackState::OneFeed:
        return QStringLiteral("One feed only");
    case RackState::Undecided:
        return QStringLiteral("Undecided (limit within ±)");
    case RackState::Fine:
        break;
    }
    return QStringLiteral("Fine");
}

QString rackStateMeaning(RackState state)
{
    switch (state) {
    case RackState::Dark:
        return QStringLiteral("Dark: shut down for want of power or coolant.");
    case RackState::OverLimit:
        return QStringLiteral("Over limit: the inlet is above its limit.");
    case RackState::OneFeed:
        return QStringLiteral("One feed only: the next loss there turns it dark.");
    case RackState::Undecided:
        return QStringLiteral(
            "Undecided: the inlet's limit lies within the uncertainty (±) of what its temperature is "
            "found from. Let inlets rest on the 3D air of the halls to know more closely.");
    case RackState::Fine:
        break;
    }
    return QStringLiteral("Fine: the inlet is below its limit by more than its uncertainty.");
}

void darken(std::vector<QRgb>& colours, const std::vector<RackState>& states)
{
    for (std::size_t i = 0; i < colours.size() && i < states.size(); ++i) {
        if (states[i] == RackState::Dark)
            colours[i] = darkRackColour;
    }
}

void paintRackMark(QPainter& painter, const QPolygonF& corners, RackState state)
{
    if (state == RackState::Fine || corners.size() < 4)
        return;
    const RackFrame rack(corners);
    const QColor colour = rackMarkColour(state);
    const QColor casing(0x14181d); // parts the mark from a ground of about its own colour
    const double width = 0.16 * rack.halfWidth();
    const QPointF rear = rack.from(rack.at(0.0, -1.0), 0.0, 0.85); // behind the middle, where names stand
    const QLineF rising(rack.at(-1.0, -1.0), rack.at(1.0, 1.0));
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(Qt::NoBrush);
    switch (state) {
    case RackState::Dark:
        stroke(painter, rising, colour, 0.7 * width);
        stroke(painter, {rack.at(-1.0, 1.0), rack.at(1.0, -1.0)}, colour, 0.7 * width);
        break;
    case RackState::OverLimit:
        painter.setPen(QPen(Qt::white, width, Qt::SolidLine, Qt::SquareCap, Qt::MiterJoin));
        painter.setBrush(colour);
        painter.drawPolygon(QPolygonF(
            {rack.from(rear, 0.0, 0.62), rack.from(rear, 0.62, -0.48), rack.from(rear, -0.62, -0.48)}));
        break;
    case RackState::OneFeed:
        stroke(painter, rising, casing, 2.6 * width);
        stroke(painter, rising, colour, 1.6 * width);
        break;
    case RackState::Undecided:
        for (const auto& [ink, pen] : {std::pair(casing, 2.6 * width), std::pair(colour, 1.5 * width)}) {
            painter.setPen(QPen(ink, pen));
            painter.drawEllipse(rear, 0.5 * rack.halfWidth(), 0.5 * rack.halfWidth());
        }
        break;
    case RackState::Fine:
        break;
    }
    painter.restore();
}

QIcon rackStateIcon(RackState state)
{
    static std::array<QIcon, rackStateCount> icons; // of the GUI thread
    QIcon& icon = icons[static_cast<std::size_t>(state)];
    if (state == RackState::Fine || !icon.isNull())
        return icon;
    for (const int pixels : {16, 32}) {
        QPixmap pixmap(pixels, pixels);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        const double rim = 0.12 * pixels;
        const QRectF box = QRectF(0, 0, pixels, pixels).adjusted(rim, rim, -rim, -rim);
        if (state == RackState::Dark)
            painter.fillRect(box, QColor(darkRackColour));
        paintRackMark(painter,
                      QPolygonF({box.bottomLeft(), box.bottomRight(), box.topRight(), box.topLeft()}), state);
        icon.addPixmap(pixmap);
    }
    return icon;
}

std::optional<ColourScale> rackStateScale(const RackStateCounts& counts)
{
    ColourScale scale;
    scale.title = QStringLiteral("Racks");
    for (const RackState state : markedStates) {
        if (counts.of(state) == 0)
            continue;
        const QString count = formatCount(static_cast<long long>(counts.of(state)));
        scale.meaning +=
            (scale.meaning.isEmpty() ? QString() : QStringLiteral("\n")) + rackStateMeaning(state);
        scale.entries.push_back({QStringLiteral("%1: %2").arg(rackStateText(state), count),
                                 state == RackState::Dark ? QColor(darkRackColour) : QColor(0x9aa5af),
                                 state});
    }
    return scale.entries.empty() ? std::nullopt : std::optional(scale);
}

} // namespace hallwright::style
