#include "tests/views/plan/pictures.h"
#include "views/plan/drawing.h"

#include <QImage>
#include <QPainter>
#include <QTest>

using namespace hallwright;
using hallwright::plan::Drawing;

namespace {

constexpr QSize size{400, 300};
constexpr QRect first{20, 20, 30, 30}, second{200, 20, 30, 30}, third{20, 200, 30, 30};

QImage paper()
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(Qt::white);
    return image;
}

Drawing drawn(const std::function<void(QPainter&)>& paint)
{
    return Drawing::of(paper(), paint);
}

Drawing boxes(const QList<QRect>& rects, const QColor& colour = Qt::red)
{
    return drawn([&](QPainter& painter) {
        painter.setBrush(colour);
        for (const QRect& rect : rects)
            painter.drawRect(rect);
    });
}

// Something of everything.
void paintSample(QPainter& painter, double turnDeg)
{
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(QRectF(0, 0, 400, 300), QColor(0xeeeeee));
    painter.setPen(QPen(Qt::darkBlue, 1.7, Qt::DashLine));
    painter.drawLine(QPointF(10.5, 12.25), QPointF(390, 250));
    painter.drawLines(QList<QLineF>{{5, 5, 60, 9}, {300, 280, 310, 20}});
    painter.setBrush(QColor(200, 40, 40, 120));
    painter.drawPolygon(QPolygonF({{50, 60}, {120, 70}, {80, 130}}));
    painter.drawPolyline(QPolygonF({{150, 60}, {220, 70}, {180, 130}}));
    painter.drawEllipse(QPointF(250, 150), 30, 20);
    QPainterPath ring;
    ring.addRect(20, 150, 100, 100);
    ring.addRect(40, 170, 60, 60);
    painter.drawPath(ring);
    painter.save();
    painter.translate(200, 220);
    painter.rotate(turnDeg);
    painter.setPen(Qt::black);
    painter.drawText(QPointF(0, 0), QStringLiteral("B21, contained"));
    painter.restore();
}

} // namespace

class TestDrawing : public QObject
{
    Q_OBJECT

private slots:
    void paintedFromItsListAPictureIsThePicture()
    {
        QImage direct = paper();
        QPainter onPaper(&direct);
        paintSample(onPaper, 30.0);
        onPaper.end();
        QImage listed = paper();
        QPainter fromList(&listed);
        drawn([](QPainter& painter) { paintSample(painter, 30.0); }).paint(fromList, QRect({}, size));
        fromList.end();
        QCOMPARE(listed, direct);
    }

    void nothingDiffersInTheSamePicture()
    {
        const auto sample = [](QPainter& painter) { paintSample(painter, 30.0); };
        QVERIFY(drawn(sample).differenceFrom(drawn(sample), size).isEmpty());
    }

    void whatMovedDiffersWhereItWasAndWhereItIs()
    {
        const QRegion differs = boxes({first, third}).differenceFrom(boxes({first, second}), size);
        QVERIFY(!differs.intersects(first));
        QVERIFY(differs.contains(second.center()) && differs.contains(third.center()));
    }

    void whatCameAndWhatWentDifferAlone()
    {
        const Drawing two = boxes({first, third}), three = boxes({first, second, third});
        for (const QRegion& differs : {three.differenceFrom(two, size), two.differenceFrom(three, size)}) {
            QVERIFY(differs.contains(second.center()));
            QVERIFY(!differs.intersects(first) && !differs.intersects(third));
        }
    }

    void anotherColourDiffers()
    {
        QVERIFY(boxes({first}, Qt::blue).differenceFrom(boxes({first}), size).contains(first.center()));
    }

    void whatChangesPlacesWithItsNeighbourDiffers()
    {
        const QRect over = first.translated(10, 10);
        QVERIFY(boxes({over, first}).differenceFrom(boxes({first, over}), size).intersects(first));
    }

    // As a plan is: of two pictures the first is painted whole, and made the second where they differ.
    void aPictureMadeAnotherIsPaintedAsThatOne()
    {
        const Drawing before = drawn([](QPainter& painter) { paintSample(painter, 30.0); });
        const Drawing after = drawn([](QPainter& painter) { paintSample(painter, 75.0); });
        const auto painted = [](QImage image, const Drawing& drawing, const QRegion& part) {
            QPainter painter(&image);
            drawing.paint(painter, part);
            painter.end();
            return image;
        };
        const QRect whole({}, size);
        const QRegion differs = after.differenceFrom(before, size);
        QVERIFY(!differs.isEmpty() && !differs.contains(QPoint(20, 280)));
        const QImage made = painted(painted(paper(), before, whole), after, differs);
        const int apart = test::largestDifference(made, painted(paper(), after, whole));
        QVERIFY2(apart <= test::unseenDifference, qPrintable(QString::number(apart)));
    }
};

QTEST_MAIN(TestDrawing)
#include "tst_drawing.moc"
