// Free positions in the plan of a hall: as many are drawn as there are, each as what it is, and a legend counts them.
#include "core/model/site_edit.h"
#include "tests/support/campus.h"
#include "views/plan/hall_plan.h"
#include "views/plan/plan_picture.h"
#include "views/shared/position_marks.h"

#include <QApplication>
#include <QImage>
#include <QPaintEngine>
#include <QPainter>
#include <QTest>

#include <algorithm>
#include <map>
#include <set>
#include <string>

using namespace hallwright;
using namespace hallwright::plan;

namespace {

constexpr RackTypeId airRack{1};
constexpr HallId hallA{1};

struct Counts {
    std::map<QRgb, std::size_t> areas, hatches;
    QStringList words;
};

// What is drawn, by the colour of its pen: areas, and lines in strokes of many; and the words.
class Strokes : public QPaintDevice
{
public:
    QPaintEngine* paintEngine() const override { return &engine_; }

    mutable Counts counts;

protected:
    int metric(PaintDeviceMetric metric) const override
    {
        return metric == PdmWidth ? 1000 : metric == PdmHeight ? 800 : like_.metric(metric);
    }

private:
    struct Like : QImage {
        Like() : QImage(1, 1, QImage::Format_RGB32) {}
        using QImage::metric;
    };
    class Engine : public QPaintEngine
    {
    public:
        explicit Engine(const Strokes& strokes) : QPaintEngine(AllFeatures), strokes_(strokes) {}
        bool begin(QPaintDevice*) override { return true; }
        bool end() override { return true; }
        void updateState(const QPaintEngineState& now) override
        {
            if (now.state() & DirtyPen)
                pen_ = now.pen().color().rgb();
        }
        void drawPixmap(const QRectF&, const QPixmap&, const QRectF&) override {}
        void drawPath(const QPainterPath&) override {}
        void drawPolygon(const QPointF*, int corners, PolygonDrawMode) override
        {
            if (corners == 4)
                ++strokes_.counts.areas[pen_];
        }
        void drawLines(const QLineF*, int lines) override
        {
            if (lines > 1)
                ++strokes_.counts.hatches[pen_];
        }
        void drawTextItem(const QPointF&, const QTextItem& item) override
        {
            strokes_.counts.words << item.text();
        }
        Type type() const override { return User; }

    private:
        const Strokes& strokes_;
        QRgb pen_ = 0;
    };

    Like like_;
    mutable Engine engine_{*this};
};

// Rows A and B of Hall A with four racks of twelve positions each, and PDUs over row B that take few racks more.
CapacityPtr halfEmpty()
{
    const SitePtr full = test::smallCampus();
    SiteEdit edit(full);
    for (const Rack& rack : full->hall(hallA).racks) {
        if (std::stoi(rack.name.substr(1)) > 4)
            edit.remove(refTo(rack.id));
    }
    constexpr double rackW = 20.4e3;
    for (const PowerNode& node : full->power->nodes) {
        if (node.name == "Hall A PDU 2A" || node.name == "Hall A PDU 2B")
            edit.change(node.id).ratedW = 5.5 * rackW;
    }
    const SitePtr site = edit.done();
    return capacityOf(site, conditionsOf(*site), {airRack, refTo(hallA)});
}

} // namespace

class FreePositionsTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        capacity_ = halfEmpty();
        stopped_ = static_cast<std::size_t>(std::ranges::count_if(
            capacity_->positions, [](const PositionCapacity& each) { return each.blocker.has_value(); }));
        QCOMPARE(capacity_->positions.size(), std::size_t{16});
        QVERIFY(capacity_->fits() > 0 && stopped_ > 0);
        QCOMPARE(capacity_->whole().binding.resource, CapacityResource::Pdu);
    }

    void asManyAreDrawnAsThereAreAndHatchedWhereSomethingStopsThem_data()
    {
        QTest::addColumn<int>("theme");
        QTest::newRow("light") << static_cast<int>(style::Theme::Light);
        QTest::newRow("dark") << static_cast<int>(style::Theme::Dark);
    }

    void asManyAreDrawnAsThereAreAndHatchedWhereSomethingStopsThem()
    {
        QFETCH(int, theme);
        PlanOptions options;
        options.theme = static_cast<style::Theme>(theme);
        Counts without = drawn(options);
        options.positions = style::positionMarks(*capacity_);
        Counts with = drawn(options);
        const QRgb ghost = style::colours(options.theme).accent.rgb();
        const QRgb pdu = style::resourceColour(CapacityResource::Pdu, options.theme).rgb();
        const auto more = [](auto& now, auto& before, QRgb colour) { return now[colour] - before[colour]; };
        QCOMPARE(more(with.areas, without.areas, ghost), capacity_->fits());
        QCOMPARE(more(with.areas, without.areas, pdu), stopped_);
        QCOMPARE(more(with.hatches, without.hatches, pdu), stopped_);
        QCOMPARE(more(with.hatches, without.hatches, ghost), std::size_t{0});
    }

    void thoseOfAnotherHallAreNotDrawn()
    {
        PlanOptions options;
        options.positions = style::positionMarks(*capacity_);
        for (style::PositionMark& mark : options.positions)
            mark.hall = HallId{2};
        const Counts with = drawn(options);
        options.positions.clear();
        QCOMPARE(with.areas, drawn(options).areas);
    }

    void theLegendNamesAndCountsThem()
    {
        const std::vector<style::PositionEntry> entries =
            style::positionEntries(style::positionMarks(*capacity_), hallA, style::Theme::Light);
        QCOMPARE(entries.size(), std::size_t{2});
        QCOMPARE(entries[0].text, QString("Rack fits: %1").arg(capacity_->fits()));
        QCOMPARE(entries[0].look, style::PositionLook::Ghost);
        QCOMPARE(entries[1].text, QString("Stopped by PDUs: %1").arg(stopped_));
        QCOMPARE(entries[1].look, style::PositionLook::Hatched);
        PlanPicture picture{capacity_->asked.site.get(), nullptr, hallA, {}};
        picture.options.positions = style::positionMarks(*capacity_);
        Strokes strokes;
        QPainter painter(&strokes);
        picture.paint(painter, QRectF(0, 0, 1000, 800));
        painter.end();
        for (const style::PositionEntry& entry : entries)
            QVERIFY2(strokes.counts.words.contains(entry.text), qPrintable(strokes.counts.words.join('|')));
    }

    void everyResourceHasAColourOfItsOwn()
    {
        for (const style::Theme theme : {style::Theme::Light, style::Theme::Dark}) {
            std::set<QRgb> colours;
            for (std::size_t i = 0; i < capacityResourceCount; ++i)
                colours.insert(style::resourceColour(static_cast<CapacityResource>(i), theme).rgb());
            QCOMPARE(colours.size(), capacityResourceCount);
        }
    }

private:
    Counts drawn(const PlanOptions& options) const
    {
        Strokes strokes;
        QPainter painter(&strokes);
        const Site& site = *capacity_->asked.site;
        paintHallPlan(painter, QRectF(0, 0, 1000, 800), site, site.hall(hallA), nullptr, options);
        painter.end();
        return strokes.counts;
    }

    CapacityPtr capacity_;
    std::size_t stopped_ = 0;
};

int main(int argc, char* argv[])
{
    QApplication application(argc, argv);
    FreePositionsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_free_positions.moc"
