// The campus in parallel projection: where points are seen, what hides what, and whence it says that it is seen.
#include "core/model/site_edit.h"
#include "core/simulation/evaluate.h"
#include "tests/support/campus.h"
#include "views/plan/campus_axonometry.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <cmath>
#include <numbers>

using namespace hallwright;
using namespace hallwright::plan;

namespace {

constexpr double rounding = 1e-12;

bool isAt(QPointF point, double right, double down)
{
    return std::abs(point.x() - right) < rounding && std::abs(point.y() - down) < rounding;
}

QImage pictureOf(const SitePtr& site, const Snapshot* snapshot,
                 style::RackColouring colouring = style::RackColouring::Status)
{
    QImage image(900, 600, QImage::Format_RGB32);
    image.fill(Qt::white);
    PlanOptions options;
    options.colouring = colouring;
    QPainter painter(&image);
    paintCampusAxonometry(painter, image.rect(), *site, snapshot, options);
    return image;
}

int pixelsOf(const QImage& image, QRgb colour)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += image.pixel(x, y) == colour ? 1 : 0;
    }
    return count;
}

} // namespace

class CampusAxonometryTest : public QObject
{
    Q_OBJECT

private slots:
    // sin φ = tan 30° = 1/√3 at φ = 35.26°: each axis is √(2/3) of its length.
    void theIsometricAxesAreShortenedAlike()
    {
        const double down = std::asin(1.0 / std::numbers::sqrt3) * 180.0 / std::numbers::pi;
        const ParallelView view{45.0, down};
        const double half = std::numbers::sqrt2 / 2, sixth = 1.0 / std::sqrt(6.0);
        QVERIFY(isAt(view.projected({1.0, 0.0, 0.0}), half, -sixth));
        QVERIFY(isAt(view.projected({0.0, 1.0, 0.0}), -half, -sixth));
        QVERIFY(isAt(view.projected({0.0, 0.0, 1.0}), 0.0, -std::sqrt(2.0 / 3.0)));
    }

    void lookingNorthFromAboveTheEastIsRight()
    {
        const ParallelView view{90.0, 60.0};
        QVERIFY(isAt(view.projected({3.0, 0.0, 0.0}), 3.0, 0.0));
        QVERIFY(isAt(view.projected({0.0, 2.0, 0.0}), 0.0, -2.0 * std::sqrt(3.0) / 2));
        QVERIFY(isAt(view.projected({0.0, 0.0, 2.0}), 0.0, -1.0));
    }

    void whatIsAheadIsFartherAndWhatIsHighIsNearer()
    {
        const ParallelView view;
        QVERIFY(view.distance({1.0, 1.0, 0.0}) > view.distance({0.0, 0.0, 0.0}));
        QVERIFY(view.distance({0.0, 0.0, 1.0}) < view.distance({0.0, 0.0, 0.0}));
        // Sideways is as far.
        QVERIFY(std::abs(view.distance({1.0, -1.0, 0.0})) < rounding);
    }

    void theCompassSaysFromWhere_data()
    {
        QTest::addColumn<double>("lookingDeg");
        QTest::addColumn<double>("northDeg");
        QTest::addColumn<QString>("from");
        QTest::newRow("north-eastwards") << 45.0 << 0.0 << "south-west";
        QTest::newRow("northwards") << 90.0 << 0.0 << "south";
        QTest::newRow("eastwards") << 0.0 << 0.0 << "west";
        QTest::newRow("westwards") << 180.0 << 0.0 << "east";
        QTest::newRow("north to the drawing's right") << 90.0 << 90.0 << "east"; // then +y points west
        QTest::newRow("a turn more") << 45.0 + 360.0 << 0.0 << "south-west";
    }
    void theCompassSaysFromWhere()
    {
        QFETCH(double, lookingDeg);
        QFETCH(double, northDeg);
        QFETCH(QString, from);
        SiteEdit edit(test::smallCampus());
        edit.changeInfo().northDeg = northDeg;
        QCOMPARE(placeSeenFrom(*edit.done(), {lookingDeg, 30.0}),
                 QStringLiteral("Seen from the %1, 30° above the horizon").arg(from));
    }

    void theRacksAreInTheirColours()
    {
        const SitePtr site = test::smallCampus();
        const QRgb live = style::statusColour(LifecycleStatus::Operation).rgb();
        QVERIFY(pixelsOf(pictureOf(site, nullptr), live) > 500);
        SiteEdit edit(site);
        for (const BuildingPtr& building : site->buildings) {
            for (const HallPtr& hall : building->halls) {
                for (const Rack& rack : hall->racks)
                    edit.changeRecord(refTo(rack.id)).status = LifecycleStatus::Design;
            }
        }
        const QImage planned = pictureOf(edit.done(), nullptr);
        QCOMPARE(pixelsOf(planned, live), 0);
        QVERIFY(pixelsOf(planned, style::statusColour(LifecycleStatus::Design).rgb()) > 500);
    }

    void withoutBuildingsNothingIsDrawnAndNothingFails()
    {
        const auto empty = std::make_shared<Site>();
        const QImage image = pictureOf(empty, nullptr);
        QCOMPARE(pixelsOf(image, QColor(Qt::white).rgb()), image.width() * image.height());
    }
};

QTEST_MAIN(CampusAxonometryTest)
#include "tst_campus_axonometry.moc"
