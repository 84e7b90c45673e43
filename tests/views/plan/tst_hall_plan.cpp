#include "core/model/edits.h"
#include "core/model/site_edit.h"
#include "core/simulation/evaluate.h"
#include "tests/support/campus.h"
#include "views/plan/campus_plan.h"
#include "views/plan/drawing_marks.h"
#include "views/plan/hall_plan.h"
#include "views/shared/rack_marks.h"
#include "views/shared/severity_mark.h"
#include "views/shared/short_name.h"

#include <QFontMetricsF>
#include <QImage>
#include <QPaintEngine>
#include <QPainter>
#include <QTest>

using namespace hallwright;
using namespace hallwright::plan;

namespace {

constexpr QRgb untouched = 0xff123456;

const Hall& hallOfBuilding(const Site& site, std::size_t building)
{
    return *site.buildings[building]->halls.front();
}

// What is written on a picture, and where the letters lie.
class Words : public QPaintDevice
{
public:
    struct Word {
        QString text;
        QRectF box;
    };

    explicit Words(QSize size) : engine_(*this), size_(size) {}
    QPaintEngine* paintEngine() const override { return &engine_; }
    const std::vector<Word>& all() const { return all_; }

protected:
    int metric(PaintDeviceMetric metric) const override
    {
        return metric == PdmWidth    ? size_.width()
               : metric == PdmHeight ? size_.height()
                                     : like_.metric(metric);
    }

private:
    // For the letters' sizes, as on a screen.
    struct Like : QImage {
        Like() : QImage(1, 1, QImage::Format_RGB32) {}
        using QImage::metric;
    };
    class Engine : public QPaintEngine
    {
    public:
        explicit Engine(Words& words) : QPaintEngine(AllFeatures), words_(words) {}
        bool begin(QPaintDevice*) override { return true; }
        bool end() override { return true; }
        void updateState(const QPaintEngineState& now) override
        {
            if (now.state() & DirtyTransform)
                transform_ = now.transform();
        }
        void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override {}
        void drawPolygon(const QPointF*, int, PolygonDrawMode) override {}
        void drawTextItem(const QPointF& at, const QTextItem& item) override
        {
            const double height = QFontMetricsF(item.font()).capHeight();
            words_.all_.push_back(
                {item.text(), transform_.mapRect(QRectF(at.x(), at.y() - height, item.width(), height))});
        }
        Type type() const override { return User; }

    private:
        Words& words_;
        QTransform transform_;
    };

    Like like_;
    mutable Engine engine_;
    QSize size_;
    std::vector<Word> all_;
};

// The first hall of the small campus without words on it, painted into part of a picture.
struct Painted {
    SitePtr site;
    QImage image{800, 600, QImage::Format_RGB32};
    QRectF target{50, 40, 700, 500};
    PlanOptions options;
    PlanTransform transform;

    explicit Painted(RackId selected = {}, SitePtr shown = test::smallCampus()) : site(std::move(shown))
    {
        options.colouring = style::RackColouring::Power;
        options.labels = false;
        options.equipmentLabels = false;
        options.dimensions = false;
        if (selected.valid())
            options.selected = {refTo(selected)};
        image.fill(untouched);
        QPainter painter(&image);
        transform = paintHallPlan(painter, target, *site, hall(), nullptr, options);
    }

    const Hall& hall() const { return hallOfBuilding(*site, 0); }
    QRectF boundsOf(QRgb colour) const
    {
        QRect found;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixel(x, y) == colour)
                    found |= QRect(x, y, 1, 1);
            }
        }
        return found;
    }
    QRgb at(Point2 metres) const { return image.pixel(transform.map(metres).toPoint()); }
};

Rect rackBounds(const Painted& plan, RackId id)
{
    const Rack& rack = *plan.hall().findRack(id);
    const RackType& type = plan.site->typeOf(rack);
    return footprintBounds(rack.pose, type.widthM, type.depthM);
}

} // namespace

class TestHallPlan : public QObject
{
    Q_OBJECT

private slots:
    void aPointMappedAndBackIsThePoint()
    {
        const PlanTransform transform{37.5, {120.0, 480.0}};
        const Point2 back = transform.unmap(transform.map(Point2{3.25, 7.5}));
        QCOMPARE(back.x, 3.25);
        QCOMPARE(back.y, 7.5);
    }

    void northIsUp()
    {
        const PlanTransform transform{10.0, {0.0, 0.0}};
        QVERIFY(transform.map(Point2{0.0, 5.0}).y() < transform.map(Point2{0.0, 0.0}).y());
        QVERIFY(transform.map(Point2{5.0, 0.0}).x() > transform.map(Point2{0.0, 0.0}).x());
    }

    void aFittedHallFillsTheTargetInOneDirection()
    {
        constexpr double rounding = 1e-9;
        const SitePtr site = test::smallCampus();
        const Hall& hall = hallOfBuilding(*site, 0);
        const PlanOptions options;
        for (const QRectF& target : {QRectF(0, 0, 900, 300), QRectF(20, 10, 300, 900)}) {
            const QRectF free = target.marginsRemoved(hallMargins(options));
            const QRectF shown = hallFittedTo(target, hall, options).map(hallExtent(hall));
            QVERIFY(free.adjusted(-rounding, -rounding, rounding, rounding).contains(shown));
            QVERIFY(std::abs(shown.width() - free.width()) < rounding ||
                    std::abs(shown.height() - free.height()) < rounding);
        }
    }

    void aRackHasTheColourOfTheScale()
    {
        const Painted plan;
        const style::ColourScale scale = style::colourScale(plan.options.colouring, *plan.site);
        const auto colours =
            style::rackColours(plan.options.colouring, scale, plan.hall(), *plan.site->records, nullptr);
        for (std::size_t i = 0; i < plan.hall().racks.size(); ++i)
            QCOMPARE(plan.at(plan.hall().racks[i].pose.position()), colours[i]);
    }

    void whatHasAFindingIsMarkedAtItsBack()
    {
        Painted plan;
        const Rack& rack = plan.hall().racks.front();
        plan.options.findings = {{refTo(rack.id), Severity::Major, 2, plan.hall().id}};
        plan.image.fill(untouched);
        QPainter painter(&plan.image);
        paintHallPlan(painter, plan.target, *plan.site, plan.hall(), nullptr, plan.options);
        painter.end();
        const QRectF marked = plan.boundsOf(style::severityColour(Severity::Major).rgb());
        QVERIFY(!marked.isEmpty());
        const Rect bounds = rackBounds(plan, rack.id);
        QVERIFY(plan.transform.map(bounds).contains(marked.center()));
        const Point2 back = frontDirection(rack.pose.yawDeg) * -1.0;
        const Point2 way = plan.transform.unmap(marked.center()) - rack.pose.position();
        QVERIFY(way.x * back.x + way.y * back.y > 0.0);
    }

    // Both feeds of the first row of hall A out of service: its racks have not the colour of a power.
    void aRackThatIsShutDownIsCrossedOut()
    {
        Painted plan;
        Conditions conditions = conditionsOf(*plan.site);
        const Rack& dark = plan.hall().racks.front();
        for (const PowerNodeId feed : {dark.feedA, dark.feedB})
            conditions.outages = conditions.outages.with(refTo(feed), true);
        const SnapshotPtr snapshot = evaluate(plan.site, conditions);
        QVERIFY(snapshot->halls[0]->racks.front().service == RackService::NoPower);
        plan.options.rackStates = style::rackStates(snapshot.get(), plan.hall());
        plan.image.fill(untouched);
        QPainter painter(&plan.image);
        paintHallPlan(painter, plan.target, *plan.site, plan.hall(), snapshot->halls[0].get(), plan.options);
        QVERIFY(qRed(plan.at(dark.pose.position())) >
                qRed(style::darkRackColour) + 40); // where the lines cross
        const Rect area = rackBounds(plan, dark.id);
        QCOMPARE(plan.at({area.x + 0.5 * area.width, area.y + 0.3 * area.depth}), style::darkRackColour);
    }

    // Over the whole of its row, as thin as one is, when a rack that it feeds is moved away, too: it hangs where it hung.
    void aBuswayRunsOverItsRowAlone()
    {
        Painted plan;
        const Hall& before = hallOfBuilding(*plan.site, 1);
        const Rack& away = before.racks.front();
        const SitePtr moved =
            withRackPose(plan.site, away.id, {before.widthM - 1.0, before.depthM - 1.2, 0.0});
        const Hall& hall = hallOfBuilding(*moved, 1);
        const QRgb colour = style::colours(style::Theme::Light).power.rgb();
        plan.image.fill(untouched);
        QPainter painter(&plan.image);
        plan.transform = paintHallPlan(painter, plan.target, *moved, hall, nullptr, plan.options);
        painter.end();
        const QRectF first = plan.transform.map(hall.rows[0].area),
                     second = plan.transform.map(hall.rows[2].area);
        const double awayX = plan.transform.map(away.pose.position()).x(); // it was the first of its row
        for (const int x : {static_cast<int>(first.center().x()), static_cast<int>(awayX)}) {
            int across = 0;
            for (int y = 0; y < plan.image.height(); ++y) {
                if (plan.image.pixel(x, y) != colour)
                    continue;
                ++across;
                QVERIFY(first.contains(x, y) || second.contains(x, y));
            }
            constexpr double sectionM = 0.12;
            QVERIFY(across > 0 && across < 2 * (sectionM * plan.transform.unitsPerMetre + 2));
        }
    }

    // Under the racks it crosses, whose colours say something; the selected one over them.
    void aTrayIsDrawnWhereItRunsInTheHall()
    {
        const SitePtr before = test::smallCampus();
        const Hall& hall = hallOfBuilding(*before, 0);
        const Point2 rack = hall.racks[3].pose.position(), beside{rack.x, 0.4};
        SiteEdit edit(before);
        Pathway tray;
        tray.name = "Tray across";
        tray.widthM = 0.5;
        tray.depthM = 0.1;
        for (const Point2 at :
             {Point2{rack.x, -9.0}, Point2{rack.x, hall.depthM + 9.0}}) { // through both walls
            const Point2 put = hallToCampus(before->buildingOf(hall.id), hall, at);
            tray.pathM.push_back({put.x, put.y, hall.floorElevationM + 2.9});
        }
        const PathwayId id = edit.add(tray);
        const SitePtr site = edit.done();
        const auto painted = [&](const SitePtr& of, std::vector<ObjectRef> selected) {
            Painted plan;
            plan.image.fill(untouched);
            plan.options.selected = std::move(selected);
            plan.options.labels = false;
            QPainter painter(&plan.image);
            plan.transform =
                paintHallPlan(painter, plan.target, *of, hallOfBuilding(*of, 0), nullptr, plan.options);
            painter.end();
            return plan;
        };
        const Painted without = painted(before, {}), with = painted(site, {}),
                      chosen = painted(site, {refTo(id)});
        QVERIFY(with.at(beside) != without.at(beside));
        QCOMPARE(with.at({rack.x, -0.6}), without.at({rack.x, -0.6})); // not beyond the wall
        QCOMPARE(with.at(rack + Point2{0.1, 0.2}), without.at(rack + Point2{0.1, 0.2}));
        QCOMPARE(chosen.at(rack + Point2{0.1, 0.2}), style::colours(style::Theme::Light).selection.rgb());
    }

    void theSelectedRackIsOutlined()
    {
        const RackId selected = hallOfBuilding(*test::smallCampus(), 0).racks[3].id;
        const Painted plan(selected);
        const QRgb selection = style::colours(style::Theme::Light).selection.rgb();
        const QRectF seen = plan.boundsOf(selection);
        const QRectF rack = plan.transform.map(rackBounds(plan, selected));
        constexpr double lineUnits = 2.0; // the outline lies half inside and half outside
        QVERIFY(rack.adjusted(-lineUnits, -lineUnits, lineUnits, lineUnits).contains(seen));
        QVERIFY(seen.contains(rack.adjusted(lineUnits, lineUnits, -lineUnits, -lineUnits)));
        QVERIFY(Painted().boundsOf(selection).isEmpty());
    }

    // At any scale: where names have their row's letter, where they have not, where they are turned.
    void aRackBesideItsRowTurnsNoOthersName()
    {
        const SitePtr site = test::smallCampus();
        const Hall& hall = hallOfBuilding(*site, 0);
        const Rack rack = hall.racks[5];
        const SitePtr moved =
            withRackPose(site, rack.id, {rack.pose.x, rack.pose.y + 0.7, rack.pose.yawDeg}); // out of its row
        for (int width = 400; width <= 1600; width += 100) {
            const QRectF all(0, 0, width, 0.75 * width);
            const auto paint = [&](const SitePtr& shown, PlanTransform& transform) {
                QImage image(all.size().toSize(), QImage::Format_RGB32);
                QPainter painter(&image);
                PlanOptions options;
                options.colouring = style::RackColouring::Power;
                transform = paintHallPlan(painter, all, *shown, hallOfBuilding(*shown, 0), nullptr, options);
                painter.end();
                return image;
            };
            PlanTransform transform;
            const QImage before = paint(site, transform), after = paint(moved, transform);
            for (const std::size_t other : {0, 3, 8, 15}) { // none beside it
                const Pose& pose = hall.racks[other].pose;
                const RackType& type = site->typeOf(hall.racks[other]);
                const QPolygonF corners{transform.map(footprintCorners(pose, type.widthM, type.depthM)[0]),
                                        transform.map(footprintCorners(pose, type.widthM, type.depthM)[2])};
                const QRect area = corners.boundingRect().toRect().adjusted(1, 1, -1, -1);
                QVERIFY2(before.copy(area) == after.copy(area), qPrintable(QString::number(width)));
            }
        }
    }

    // As narrow as a pane beside others may be.
    void namesOfRowsAndUnitsCoverNeitherWordsNorRacks()
    {
        SiteEdit edit(test::smallCampus());
        const HallId id{1};
        for (std::size_t i = 0; i < edit.site().hall(id).airHandlers.size(); ++i) {
            AirHandler& unit = edit.change(id).airHandlers[i];
            unit.name = "Hall A-CRAH0" + std::to_string(i + 1);
            unit.pose.y = i % 2 == 0 ? 3.6 : 6.0; // beside the ends of rows
        }
        const SitePtr site = edit.done();
        const auto isName = [](const QString& text) {
            return text == "A" || text == "B" || text.contains("CRAH");
        };
        for (int width = 200; width <= 900; width += 25) {
            const QRectF all(0, 0, width, 600);
            Words words(all.size().toSize());
            QPainter painter(&words);
            const PlanTransform transform =
                paintHallPlan(painter, all, *site, site->hall(id), nullptr, PlanOptions());
            painter.end();
            std::vector<Words::Word> taken = words.all();
            for (const Rack& rack : site->hall(id).racks) {
                const RackType& type = site->typeOf(rack);
                const Rect area = footprintBounds(rack.pose, type.widthM, type.depthM);
                taken.push_back({"a rack", QRectF(transform.map(Point2{area.x, area.top()}),
                                                  transform.map(Point2{area.right(), area.y}))});
            }
            for (std::size_t a = 0; a < words.all().size(); ++a) {
                for (std::size_t b = 0; b < taken.size(); ++b) {
                    const Words::Word& name = words.all()[a];
                    QVERIFY2(
                        a == b || !isName(name.text) || !name.box.intersects(taken[b].box),
                        qPrintable(
                            QStringLiteral("%1 px: %2 and %3").arg(width).arg(name.text, taken[b].text)));
                }
            }
        }
    }

    void theFloorEndsAtTheWalls()
    {
        const Painted plan;
        const style::Colours& colours = style::colours(style::Theme::Light);
        QCOMPARE(plan.at({-wallThicknessM / 2, 0.3}), colours.wall.rgb());
        QCOMPARE(plan.at({plan.hall().widthM + wallThicknessM / 2, 0.3}), colours.wall.rgb());
        QCOMPARE(plan.at({1.5, 0.3}), colours.floor.rgb()); // beside a tile line, south of CRAH 1
    }

    void aScreenIsAnOutlineAndAFullWallIsFilled()
    {
        SiteEdit edit(test::smallCampus());
        edit.addTo(HallId{1}, Wall{{}, "Screen", {1.4, 0.2, 1.0, 0.4}, 1.5});
        edit.addTo(HallId{1}, Wall{{}, "Partition", {2.6, 0.2, 1.0, 0.4}});
        const Painted plan({}, edit.done());
        const style::Colours& colours = style::colours(style::Theme::Light);
        QCOMPARE(plan.at({1.7, 0.4}), colours.floor.rgb());
        QCOMPARE(plan.at({2.9, 0.4}), colours.wall.rgb());
    }

    void tilesAreHatchedByWhatIsOpenOfThem()
    {
        const auto inked = [](double openShare) {
            SiteEdit edit(test::smallCampus());
            edit.addTo(HallId{1}, TileField{{}, "Tiles", {3.6, 4.2, 3.6, 1.2}, openShare});
            const Painted plan({}, edit.done());
            const Painted bare;
            const QRect area = plan.transform.map(Rect{3.7, 4.3, 3.4, 1.0}).toRect();
            int count = 0;
            for (int y = area.top(); y <= area.bottom(); ++y) {
                for (int x = area.left(); x <= area.right(); ++x)
                    count += plan.image.pixel(x, y) != bare.image.pixel(x, y) ? 1 : 0;
            }
            return count;
        };
        QVERIFY(inked(0.1) > 0);
        QVERIFY(inked(0.25) > inked(0.1));
        QVERIFY(inked(0.56) > inked(0.25));
    }

    void nothingIsPaintedOutsideTheTarget()
    {
        const Painted plan;
        const QRect target = plan.target.toRect();
        for (int y = 0; y < plan.image.height(); ++y) {
            for (int x = 0; x < plan.image.width(); ++x) {
                if (!target.contains(x, y))
                    QCOMPARE(plan.image.pixel(x, y), untouched);
            }
        }
    }

    void tilesAreLetteredLikeColumnsAndNumberedLikeRows()
    {
        Hall hall;
        hall.widthM = 30.0;
        hall.depthM = 12.0;
        hall.tilePitchM = 0.6;
        QCOMPARE(tileName(hall, {0.3, 0.3}), QStringLiteral("A1"));
        QCOMPARE(tileName(hall, {0.7, 11.9}), QStringLiteral("B20"));
        QCOMPARE(tileName(hall, {25.5 * 0.6, 0.3}), QStringLiteral("Z1"));
        QCOMPARE(tileName(hall, {26.5 * 0.6, 0.3}), QStringLiteral("AA1"));
        QCOMPARE(tileName(hall, {29.9, 12.0}), QStringLiteral("AX20")); // on the wall: the last tile
    }

    void aNameDropsOnlyWholeNamesOfWhatItStandsIn()
    {
        QCOMPARE(style::shortName("Hall A PDU 1A", "Hall A"), QStringLiteral("PDU 1A"));
        QCOMPARE(style::shortName("B1-H1-A01", "B1-H1"), QStringLiteral("A01"));
        QCOMPARE(style::shortName("Hall 12 CDU", "Hall 1"), QStringLiteral("Hall 12 CDU"));
        QCOMPARE(style::shortName("Hall A", "Hall A"), QStringLiteral("Hall A"));
        QCOMPARE(style::shortName("CDU 1", ""), QStringLiteral("CDU 1"));
    }

    void northTurnsAgainstTheBuilding()
    {
        Site site;
        QCOMPARE(northOnDrawing(site), 0.0);
        site.info.northDeg = 12.0;
        QCOMPARE(northOnDrawing(site), 12.0);
        QCOMPARE(northOnDrawing(site, 90.0), 102.0); // up is west: north lies to the right
    }

    void theCampusExtentHoldsEveryBuildingAndUnit()
    {
        const SitePtr site = test::smallCampus();
        const Rect extent = campusExtent(*site);
        const auto holds = [&](Point2 p) {
            return p.x >= extent.x && p.x <= extent.right() && p.y >= extent.y && p.y <= extent.top();
        };
        for (const BuildingPtr& building : site->buildings) {
            QVERIFY(holds(buildingToCampus(*building, {0.0, 0.0})));
            QVERIFY(holds(buildingToCampus(*building, {building->widthM, building->depthM})));
        }
        for (const PlantUnit& unit : site->cooling->plant)
            QVERIFY(holds(unit.pose.position()));
    }

    void anEmptyCampusAndAnEmptyHallArePainted()
    {
        QImage image(1200, 800, QImage::Format_RGB32);
        QPainter painter(&image);
        const Site empty;
        paintCampusPlan(painter, QRectF(image.rect()), empty, nullptr, PlanOptions());
        const SitePtr site = test::smallCampus();
        auto hall = hallOfBuilding(*site, 0);
        hall.racks.clear();
        hall.aisles.clear();
        hall.airHandlers.clear();
        const PlanTransform transform =
            paintHallPlan(painter, QRectF(image.rect()), *site, hall, nullptr, PlanOptions());
        painter.end();
        QCOMPARE(image.pixel(transform.map(Point2{7.5, -wallThicknessM / 2}).toPoint()),
                 style::colours(style::Theme::Light).wall.rgb());
    }

    void hallsOnTheCampusShowTheirHottestInlet()
    {
        const SitePtr site = test::smallCampus();
        const SnapshotPtr snapshot = evaluate(site, conditionsOf(*site));
        PlanOptions options;
        options.labels = false;
        QImage image(1600, 800, QImage::Format_RGB32);
        QPainter painter(&image);
        const PlanTransform transform =
            paintCampusPlan(painter, QRectF(image.rect()), *site, snapshot.get(), options);
        painter.end();
        const style::ColourScale scale = style::colourScale(options.colouring, *site);
        const Building& building = *site->buildings[0];
        const Hall& hall = *building.halls[0];
        const double hottest = snapshot->hallResult(hall.id)->maxInletC;
        const QPointF corner =
            transform.map(hallToCampus(building, hall, {0.8, 0.8})); // no rack stands there
        QCOMPARE(image.pixel(corner.toPoint()), scale.map->at(scale.position(hottest)));
    }
};

QTEST_MAIN(TestHallPlan)
#include "tst_hall_plan.moc"
