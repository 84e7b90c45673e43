#include "views/report/elevation_sheet.h"

#include "views/elevation/rack_drawing.h"
#include "views/report/words.h"
#include "views/shared/theme.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <tuple>

namespace hallwright::report {

namespace {

using elevation::DrawnDevice;
using elevation::DrawnRack;

constexpr double headMm = 16.0; // over a rack: its name, its type, front and rear
constexpr double gapMm = 10.0;
constexpr double numberMm = 6.0;               // of units, beside a face
constexpr double looseMm = 18.0;               // below: what stands in no unit
constexpr double widthInUnits = 600.0 / 44.45; // of a cabinet, IEC 60297-3-100
constexpr int mostUnits = 52;

// Racks that hold the same in the same places.
struct Alike {
    DrawnRack drawn; // the first of them
    std::size_t racks = 0;
};
using Drawings = std::vector<Alike>;

QString keyOf(const Site& site, const RackContents& contents)
{
    QString key = QString::number(site.rack(contents.id).type.value);
    for (const Device& device : contents.devices)
        key += QStringLiteral("|%1,%2,%3,%4")
                   .arg(device.type.value)
                   .arg(device.positionU)
                   .arg(static_cast<int>(device.face))
                   .arg(static_cast<int>(device.side));
    return key;
}

Drawings drawingsOf(const Site& site)
{
    Drawings drawings;
    std::map<QString, std::size_t> places;
    for (const RackContentsPtr& contents : site.contents->racks) {
        const auto [at, isNew] = places.emplace(keyOf(site, *contents), drawings.size());
        if (isNew)
            drawings.push_back({elevation::drawnRack(site, contents->id), 0});
        ++drawings[at->second].racks;
    }
    return drawings;
}

QRectF bodyOf(const Sheet& sheet)
{
    return sheet.frame().adjusted(5 * mm, 4 * mm, -5 * mm, -(Sheet::titleHeightMm + 3) * mm);
}

double unitMm(const Sheet& sheet)
{
    return (bodyOf(sheet).height() / mm - headMm - looseMm) / mostUnits;
}

double rackMm(const Sheet& sheet)
{
    return 2.0 * (widthInUnits * unitMm(sheet) + numberMm) + 3.0;
}

std::size_t racksOn(const Sheet& sheet)
{
    const double fit = (bodyOf(sheet).width() / mm + gapMm) / (rackMm(sheet) + gapMm);
    return static_cast<std::size_t>(std::max(1.0, std::floor(fit)));
}

// So much of a colour, the rest white.
QColor tinted(const QColor& colour, double share)
{
    const auto mix = [share](int value) {
        return static_cast<int>(std::lround(255.0 + (value - 255.0) * share));
    };
    return {mix(colour.red()), mix(colour.green()), mix(colour.blue())};
}

QColor fillOf(elevation::DeviceLook look)
{
    const style::Colours& c = style::colours(style::Theme::Light);
    constexpr double deviceTint = 0.45, passiveTint = 0.25; // of the colour, on white
    const QColor strong = look == elevation::DeviceLook::Compute   ? c.airHandler
                          : look == elevation::DeviceLook::Network ? c.cdu
                          : look == elevation::DeviceLook::Power   ? c.power
                                                                   : c.column;
    return tinted(strong, look == elevation::DeviceLook::Passive ? passiveTint : deviceTint);
}

class RackPainter
{
public:
    RackPainter(Sheet& sheet, const QRectF& area, const Alike& alike)
        : sheet_(sheet), area_(area), rack_(alike.drawn), unit_(unitMm(sheet) * mm)
    {
        const QString more = alike.racks > 1
                                 ? QStringLiteral("%1 and %2 alike").arg(rack_.name).arg(alike.racks - 1)
                                 : rack_.name;
        const double top = area.top() + (mostUnits - rack_.units) * unit_; // just above the rack
        sheet.line({area.left(), top, area.width(), 5 * mm}, more, 3.2, Qt::AlignLeft, true);
        sheet.line({area.left(), top + 5 * mm, area.width(), 5 * mm},
                   QStringLiteral("%1, %2 U").arg(rack_.typeName).arg(rack_.units), 2.7, Qt::AlignLeft, false,
                   Sheet::dimInk());
    }

    void paint()
    {
        for (const DeviceFace face : {DeviceFace::Front, DeviceFace::Rear})
            paintFace(face);
        paintLoose();
    }

private:
    double faceWidth() const { return widthInUnits * unit_; }
    QRectF faceRect(DeviceFace face) const
    {
        const double left =
            area_.left() + numberMm * mm + (face == DeviceFace::Rear ? faceWidth() + 3 * mm : 0.0);
        const double bottom = area_.top() + headMm * mm + mostUnits * unit_;
        return {left, bottom - rack_.units * unit_, faceWidth(), rack_.units * unit_};
    }

    void paintFace(DeviceFace face)
    {
        const QRectF rect = faceRect(face);
        const bool isFront = face == DeviceFace::Front;
        sheet_.line({rect.left(), rect.top() - 5 * mm, rect.width(), 4.4 * mm},
                    isFront ? QStringLiteral("Front") : QStringLiteral("Rear"), 2.7, Qt::AlignHCenter);
        for (int unit = 0; unit < rack_.units; ++unit) {
            const double y = rect.bottom() - (unit + 1) * unit_;
            sheet_.painter.setPen(QPen(QColor(0xd5dbe0), 0.08 * mm));
            sheet_.painter.drawLine(QPointF(rect.left(), y), QPointF(rect.right(), y));
            const int number = elevation::unitNumber(rack_, unit);
            if (number % 2 == 0 || unit_ > 3.4 * mm)
                sheet_.line({isFront ? rect.left() - numberMm * mm : rect.right() + 1 * mm, y,
                             (numberMm - 1) * mm, unit_},
                            QString::number(number), 2.2, isFront ? Qt::AlignRight : Qt::AlignLeft, false,
                            Sheet::dimInk());
        }
        for (const DrawnDevice& device : rack_.devices) {
            if (device.inSlot && (device.face == face || device.fullDepth))
                paintDevice(deviceRect(rect, device, face), device, device.face != face);
        }
        sheet_.box(rect, 0.4);
    }

    // Left and right are seen from the face it is mounted at.
    QRectF deviceRect(const QRectF& face, const DrawnDevice& device, DeviceFace seen) const
    {
        QRectF rect(face.left(), face.bottom() - (device.lowestU + device.heightU) * unit_, face.width(),
                    device.heightU * unit_);
        if (device.halfWidth) {
            const bool isLeft = (device.side == DeviceSide::Left) == (device.face == seen);
            rect.setWidth(rect.width() / 2);
            if (!isLeft)
                rect.translate(rect.width(), 0);
        }
        return rect;
    }

    void paintDevice(const QRectF& rect, const DrawnDevice& device, bool isBack)
    {
        sheet_.painter.setPen(QPen(Sheet::dimInk(), 0.13 * mm));
        sheet_.painter.setBrush(isBack ? tinted(fillOf(device.look), 0.5) : fillOf(device.look));
        sheet_.painter.drawRect(rect);
        const double textMm = std::min(2.7, rect.height() / mm * 0.8);
        if (rect.height() / mm < sheet_.smallestMm() * 1.05)
            return; // too low for letters: half a unit
        const QRectF inner = rect.adjusted(1 * mm, 0, -1 * mm, 0);
        const QString words =
            isBack ? device.label : QStringLiteral("%1   %2").arg(device.label, device.figures);
        sheet_.line(inner, words, textMm, Qt::AlignLeft, false, isBack ? Sheet::dimInk() : Sheet::ink());
    }

    void paintLoose()
    {
        QStringList names;
        for (const DrawnDevice& device : rack_.devices) {
            if (!device.inSlot)
                names << device.label;
        }
        if (names.isEmpty())
            return;
        const QRectF place(area_.left(), area_.bottom() - (looseMm - 2) * mm, area_.width(),
                           (looseMm - 2) * mm);
        sheet_.paragraphs(place, {QStringLiteral("In no unit: %1").arg(names.join(QStringLiteral(", ")))},
                          2.5);
    }

    Sheet& sheet_;
    QRectF area_;
    const DrawnRack& rack_;
    double unit_;
};

void paintElevationSheet(Sheet& sheet, const Page& page, const Drawings& drawings, std::size_t first)
{
    const QRectF body = bodyOf(sheet);
    const double width = rackMm(sheet) * mm;
    const std::size_t end = std::min(first + racksOn(sheet), drawings.size());
    for (std::size_t i = first; i < end; ++i) {
        const double left = body.left() + static_cast<double>(i - first) * (width + gapMm * mm);
        RackPainter(sheet, {left, body.top(), width, body.height()}, drawings[i]).paint();
    }
    const QRectF frame = sheet.frame();
    const QRectF title = Sheet::titleArea(frame);
    const QRectF notes(frame.left(), title.top(), title.left() - frame.left(), title.height());
    sheet.box(notes);
    sheet.paragraphs(
        notes.adjusted(4 * mm, 3 * mm, -4 * mm, -2 * mm),
        {QStringLiteral("Racks that hold the same devices in the same units are drawn once."),
         QStringLiteral("A unit is 44.45 mm high. Pale at the other face: the back of a device that is as "
                        "deep as the rack. ≤: the nameplate, where no draw is stated.")},
        2.7);
    sheet.paintTitleBlock(title, {QString::fromStdString(page.site.info.name),
                                  QStringLiteral("Rack elevations"),
                                  drawings[first].drawn.name,
                                  {},
                                  page.number,
                                  page.count});
    sheet.paintFrame();
}

} // namespace

std::vector<ReportPage> elevationPages(const Sheet& sheet, const Snapshot& snapshot)
{
    const auto drawings = std::make_shared<const Drawings>(drawingsOf(*snapshot.site));
    std::vector<ReportPage> pages;
    for (std::size_t first = 0; first < drawings->size(); first += racksOn(sheet))
        pages.push_back({QStringLiteral("Rack elevations"), (*drawings)[first].drawn.name,
                         [drawings, first](Sheet& on, const Page& page) {
                             paintElevationSheet(on, page, *drawings, first);
                         }});
    return pages;
}

} // namespace hallwright::report
