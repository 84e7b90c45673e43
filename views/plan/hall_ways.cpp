#include "core/model/object_ref.h"
#include "views/plan/hall_layers.h"
#include "views/plan/hall_outlines.h"
#include "views/shared/short_name.h"

#include <QLineF>

#include <algorithm>
#include <cmath>

namespace hallwright::plan {

namespace {

constexpr double leastWayMm = 0.35;
constexpr int wayAlpha = 130; // what lies under it stays legible

class WayPainter
{
public:
    WayPainter(Canvas& canvas, const Building& building, const Hall& hall, bool chosen)
        : canvas_(canvas), over_(building, hall), hall_(hall), chosen_(chosen)
    {
    }

    void paint(ObjectRef object, const std::string& name, const std::vector<Point3>& pathM, double widthM,
               QColor colour, Qt::PenStyle style)
    {
        const auto& chosen = canvas_.options.selected;
        if (chosen_ && std::find(chosen.begin(), chosen.end(), object) == chosen.end())
            return;
        const std::vector<QLineF> lines = over_.lines(pathM);
        if (lines.empty())
            return;
        const double width = std::max(canvas_.mm(leastWayMm), widthM * canvas_.transform.unitsPerMetre);
        colour.setAlpha(wayAlpha);
        QPen pen(chosen_ ? canvas_.colours.selection : colour, width, style, Qt::FlatCap, Qt::RoundJoin);
        canvas_.painter.setPen(pen);
        for (const QLineF& line : lines)
            canvas_.painter.drawLine(canvas_.transform.map(Point2{line.x1(), line.y1()}),
                                     canvas_.transform.map(Point2{line.x2(), line.y2()}));
        if (chosen_)
            named_.push_back(
                {name, *std::max_element(lines.begin(), lines.end(), [](const QLineF& a, const QLineF& b) {
                     return a.length() < b.length();
                 })});
    }

    // Of those that are selected: there may be hundreds.
    void paintNames()
    {
        for (const Named& named : named_) {
            const Point2 middle{named.along.center().x(), named.along.center().y()};
            const bool upright = std::abs(named.along.dy()) > std::abs(named.along.dx());
            const QPointF centre = canvas_.transform.map(middle);
            const QString name = style::shortName(named.name, hall_.name);
            const QSizeF size = canvas_.textSize(name, canvas_.font(1.0, true));
            canvas_.plate(centre, upright ? size.transposed() : size);
            canvas_.label(centre, name, canvas_.font(1.0, true), canvas_.colours.text, upright ? 90.0 : 0.0,
                          Overlap::Allow);
        }
    }

private:
    struct Named {
        std::string name;
        QLineF along;
    };

    Canvas& canvas_;
    const WaysOver over_;
    const Hall& hall_;
    bool chosen_; // only what is selected
    std::vector<Named> named_;
};

void paintWays(Canvas& canvas, const Site& site, const Hall& hall, bool chosen)
{
    WayPainter painter(canvas, site.buildingOf(hall.id), hall, chosen);
    const auto& colours = canvas.colours;
    for (const Pathway& pathway : site.pathways->pathways) {
        const bool tray = pathway.kind == PathwayKind::Tray;
        painter.paint(refTo(pathway.id), pathway.name, pathway.pathM, pathway.widthM,
                      tray ? colours.fibre : colours.trench,
                      pathway.kind == PathwayKind::Duct ? Qt::DashLine : Qt::SolidLine);
    }
    for (const PipeRun& pipe : site.cooling->pipes)
        painter.paint(refTo(pipe.id), pipe.name, pipe.pathM, pipe.diameterM,
                      pipe.role == PipeRole::Supply ? colours.supplyPipe : colours.returnPipe, Qt::SolidLine);
    painter.paintNames();
}

} // namespace

// Under the racks, whose colours say something.
void paintHallWays(Canvas& canvas, const Site& site, const Hall& hall)
{
    paintWays(canvas, site, hall, false);
}

void paintChosenWays(Canvas& canvas, const Site& site, const Hall& hall)
{
    paintWays(canvas, site, hall, true);
}

} // namespace hallwright::plan
