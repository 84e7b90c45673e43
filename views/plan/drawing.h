// A picture as the list of what was drawn for it. Two lists tell where their pictures differ, and a part of a picture is
// painted again from its list: a plan in which one rack moves is not painted from the floor up for it.
#pragma once

#include <QBrush>
#include <QFont>
#include <QPainterPath>
#include <QPen>
#include <QPolygonF>
#include <QRegion>
#include <QTransform>

#include <functional>
#include <variant>
#include <vector>

class QPaintDevice;
class QPainter;

namespace hallwright::plan {

class Drawing
{
public:
    struct Area {
        QPolygonF corners;
        Qt::FillRule fill = Qt::OddEvenFill;

        bool operator==(const Area&) const = default;
    };
    struct Polyline {
        QPolygonF points;

        bool operator==(const Polyline&) const = default;
    };
    struct Ellipse {
        QRectF box;

        bool operator==(const Ellipse&) const = default;
    };
    struct Text {
        QPointF at; // of the base line's beginning
        QString words;
        QFont font;

        bool operator==(const Text&) const = default;
    };
    using Shape = std::variant<QLineF, QRectF, Area, Polyline, Ellipse, QPainterPath, Text>;

    // Pen, brush and frame that shapes are drawn with.
    struct Look {
        QPen pen;
        QBrush brush;
        QTransform transform;
        bool smooth = false;

        bool operator==(const Look&) const = default;
    };

    // What `paint` draws, for a device like this one. Clips and pixmaps are left out: what is painted later covers what
    // is painted over an edge, and no plan holds a pixmap.
    static Drawing of(const QPaintDevice& like, const std::function<void(QPainter&)>& paint);

    // Where a picture of this size differs from the one drawn before, in the painter's units.
    QRegion differenceFrom(const Drawing& before, const QSize& size) const;

    // Only what lies there, which it covers whole.
    void paint(QPainter& painter, const QRegion& part) const;

private:
    friend class DrawingRecorder;

    struct Stroke {
        Shape shape;
        std::size_t look = 0;
        QRect bounds; // with the pen's width
    };
    bool isSame(const Stroke& stroke, const Drawing& other, const Stroke& others) const;

    std::vector<Look> looks_;
    std::vector<Stroke> strokes_;
};

} // namespace hallwright::plan
