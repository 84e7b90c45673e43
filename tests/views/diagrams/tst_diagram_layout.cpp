// The diagrams before anything is painted: what stands where, as text, and what no layout may do.
#include "core/simulation/evaluate.h"
#include "tests/support/campus.h"
#include "views/diagrams/layered_layout.h"
#include "views/diagrams/loop_diagram.h"
#include "views/diagrams/power_diagram.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <tuple>

using namespace hallwright;
using namespace hallwright::diagrams;

namespace {

ElementSet everythingOpen(const Site& site)
{
    ElementSet open;
    for (const BuildingPtr& building : site.buildings) {
        open.insert({ElementKind::Building, building->id.value});
        open.insert({ElementKind::BuildingPlant, building->id.value});
        for (const HallPtr& hall : building->halls) {
            open.insert({ElementKind::Hall, hall->id.value});
            open.insert({ElementKind::AirHandlers, hall->id.value});
            open.insert({ElementKind::Cdus, hall->id.value});
            for (const Cdu& cdu : hall->cdus)
                open.insert({ElementKind::Cdu, cdu.id.value});
        }
    }
    for (const CoolantLoop& loop : site.cooling->loops)
        open.insert({ElementKind::LoopPlant, loop.id.value});
    return open;
}

QString overlaps(const Drawing& drawing)
{
    for (std::size_t i = 0; i < drawing.items.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            const DiagramItem& a = drawing.items[i];
            const DiagramItem& b = drawing.items[j];
            const bool nested = (b.symbol == Symbol::Frame && b.rect.contains(a.rect)) ||
                                (a.symbol == Symbol::Frame && a.rect.contains(b.rect));
            if (!nested && a.rect.intersects(b.rect))
                return a.name + QStringLiteral(" covers ") + b.name;
        }
    }
    return {};
}

// A wire touches the items it joins at their edges; it must not run through any.
QString wiresThroughItems(const Drawing& drawing)
{
    for (const DiagramWire& wire : drawing.wires) {
        for (const QLineF& line : wire.lines) {
            const bool straight = line.x1() == line.x2() || line.y1() == line.y2();
            if (!straight)
                return QStringLiteral("a slanted wire");
            const QRectF way = QRectF(line.p1(), line.p2()).normalized();
            for (const DiagramItem& item : drawing.items) {
                const QRectF inner = item.rect.adjusted(1, 1, -1, -1);
                const bool meets = way.left() < inner.right() && way.right() > inner.left() &&
                                   way.top() < inner.bottom() && way.bottom() > inner.top();
                if (item.symbol != Symbol::Frame && meets)
                    return QStringLiteral("a wire runs through ") + item.name;
            }
        }
    }
    return {};
}

// Wires of two sources may cross; lying on each other they would be read as one.
QString wiresOnEachOther(const Drawing& drawing)
{
    struct Piece {
        bool upright;
        double at, from, to;
        std::size_t item;
    };
    std::vector<Piece> pieces;
    for (const DiagramWire& wire : drawing.wires) {
        for (const QLineF& line : wire.lines) {
            const bool upright = line.x1() == line.x2();
            const double a = upright ? line.y1() : line.x1();
            const double b = upright ? line.y2() : line.x2();
            pieces.push_back(
                {upright, upright ? line.x1() : line.y1(), std::min(a, b), std::max(a, b), wire.item});
        }
    }
    std::ranges::sort(pieces, {}, [](const Piece& p) { return std::tuple(p.upright, p.at, p.from); });
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        for (std::size_t j = i + 1; j < pieces.size() && pieces[j].upright == pieces[i].upright &&
                                    pieces[j].at == pieces[i].at && pieces[j].from < pieces[i].to;
             ++j) {
            if (pieces[i].item != pieces[j].item)
                return drawing.items[pieces[i].item].name + QStringLiteral(" on ") +
                       drawing.items[pieces[j].item].name;
        }
    }
    return {};
}

std::size_t itemNamed(const Drawing& drawing, const QString& name)
{
    const auto at = std::ranges::find(drawing.items, name, &DiagramItem::name);
    if (at == drawing.items.end())
        qFatal("no item %s", qPrintable(name));
    return static_cast<std::size_t>(at - drawing.items.begin());
}

} // namespace

class DiagramLayoutTest : public QObject
{
    Q_OBJECT

private slots:
    void aChainHangsStraightDown()
    {
        const LayeredBox box{100.0, 40.0, 20.0};
        const LayeredPlan plan = layeredPlan({box, box, box}, {{0, 1, 20.0}, {1, 2, 20.0}});
        QCOMPARE(plan.layers, (std::vector<int>{0, 1, 2}));
        QCOMPARE(plan.topLefts[1].x(), plan.topLefts[0].x());
        QCOMPARE(plan.topLefts[2].x(), plan.topLefts[0].x());
        for (const LayeredNet& net : plan.nets)
            QCOMPARE(net.lines.size(), std::size_t{1});
    }

    void sideAStandsLeftOfSideB()
    {
        const LayeredBox b{100.0, 40.0, 20.0, 1};
        const LayeredBox a{100.0, 40.0, 20.0, -1};
        const LayeredBox load{100.0, 40.0, 50.0};
        const LayeredPlan plan = layeredPlan({b, a, load}, {{0, 2, 55.0}, {1, 2, 45.0}});
        QVERIFY(plan.topLefts[1].x() < plan.topLefts[0].x());
    }

    void aFeederStandsOverTheMiddleOfWhatItFeeds()
    {
        const LayeredBox box{100.0, 40.0, 50.0};
        const LayeredPlan plan =
            layeredPlan({box, box, box, box}, {{0, 1, 50.0}, {0, 2, 50.0}, {0, 3, 50.0}});
        std::vector<double> fed{plan.topLefts[1].x(), plan.topLefts[2].x(), plan.topLefts[3].x()};
        std::ranges::sort(fed);
        QCOMPARE(plan.topLefts[0].x(), fed[1]);
    }

    void aCycleDoesNotHang()
    {
        const LayeredBox box{100.0, 40.0, 20.0};
        const LayeredPlan plan = layeredPlan({box, box}, {{0, 1, 20.0}, {1, 0, 20.0}});
        QCOMPARE(plan.topLefts.size(), std::size_t{2});
        QVERIFY(plan.topLefts[0] != plan.topLefts[1]);
    }

    void nothingToLayOutGivesNothing() { QVERIFY(layeredPlan({}, {}).topLefts.empty()); }

    void theCampusIsAnOverview()
    {
        const PowerDiagram diagram(test::smallCampus(), {}, {});
        QCOMPARE(asText(diagram.drawing()),
                 QStringLiteral("Utility\n"
                                "Building 1 (2 transformers, 2 switchboards, 2 UPS, 4 PDUs, 1 panel) | "
                                "Building 2 (2 transformers, 2 switchboards, 2 UPS, 4 busways, 1 panel)")
                     .replace(QRegularExpression(QStringLiteral("(\\d) ")), QStringLiteral("\\1\u00a0"))
                     .replace(QStringLiteral("Building 1\u00a0("), QStringLiteral("Building 1 ("))
                     .replace(QStringLiteral("Building 2\u00a0("), QStringLiteral("Building 2 (")));
    }

    void anOpenHallShowsEveryNodeAndItsRacks()
    {
        const SitePtr site = test::smallCampus();
        const PowerDiagram diagram(site, {{}, site->buildings[0]->halls[0]->id}, {});
        QCOMPARE(asText(diagram.drawing()),
                 QStringLiteral("Utility\n"
                                "transformer A | transformer B\n"
                                "switchgear A | switchgear B\n"
                                "UPS A | UPS B | mechanical panel\n"
                                "PDU 1A | PDU 1B | PDU 2A | PDU 2B | 4 air handlers\n"
                                "12 racks | 12 racks"));
    }

    void everyNodeIsDrawnOnceWhenAllIsOpen()
    {
        const SitePtr site = test::smallCampus();
        const PowerDiagram diagram(site, {}, everythingOpen(*site));
        for (const PowerNode& node : site->power->nodes)
            QCOMPARE(std::ranges::count(diagram.drawing().items,
                                        DiagramElement{ElementKind::PowerNode, node.id.value},
                                        &DiagramItem::element),
                     1);
    }

    void nothingCoversAnother_data()
    {
        QTest::addColumn<int>("racks"); // 0: the small campus
        QTest::addColumn<bool>("open");
        QTest::newRow("small, closed") << 0 << false;
        QTest::newRow("small, open") << 0 << true;
        QTest::newRow("4,000 racks, closed") << 4000 << false;
        QTest::newRow("4,000 racks, open") << 4000 << true;
    }

    void nothingCoversAnother()
    {
        QFETCH(int, racks);
        QFETCH(bool, open);
        const SitePtr site = racks == 0 ? test::smallCampus() : test::scaleCampus(racks);
        const ElementSet set = open ? everythingOpen(*site) : ElementSet{};
        const PowerDiagram power(site, {}, set);
        QCOMPARE(overlaps(power.drawing()), QString());
        QCOMPARE(wiresThroughItems(power.drawing()), QString());
        QCOMPARE(wiresOnEachOther(power.drawing()), QString());
        for (const CoolantLoop& each : site->cooling->loops) {
            const LoopDiagram loop(site, each.id, set);
            QCOMPARE(overlaps(loop.drawing()), QString());
            QCOMPARE(wiresThroughItems(loop.drawing()), QString());
        }
    }

    void aLoopRunsFromItsPlantToItsHalls()
    {
        const SitePtr site = test::smallCampus();
        const LoopDiagram diagram(site, site->cooling->loops[2].id, {});
        QCOMPARE(asText(diagram.drawing()), QStringLiteral("Pumps\n[Hall B]\n2 dry coolers\n2 CDUs"));
    }

    void towersStandBehindTheirChillers()
    {
        const SitePtr site = test::smallCampus();
        const LoopDiagram diagram(site, site->cooling->loops[0].id, {});
        const Drawing& drawing = diagram.drawing();
        QVERIFY(drawing.items[itemNamed(drawing, QStringLiteral("2 tower cells"))].rect.right() <
                drawing.items[itemNamed(drawing, QStringLiteral("2 chillers"))].rect.left());
    }

    void anOpenCduShowsTheCircuitOfItsRacks()
    {
        const SitePtr site = test::smallCampus();
        const LoopDiagram diagram(site, site->cooling->loops[2].id, everythingOpen(*site));
        const Drawing& drawing = diagram.drawing();
        QCOMPARE(drawing.items[itemNamed(drawing, QStringLiteral("4 racks"))].symbol, Symbol::RackCircuit);
        itemNamed(drawing, QStringLiteral("CDU 1"));
        itemNamed(drawing, QStringLiteral("CDU 2"));
    }

    void withoutASnapshotTheRatingsAreShown()
    {
        const SitePtr site = test::smallCampus();
        const PowerDiagram power(site, {}, {});
        const ItemValue utility = power.value(itemNamed(power.drawing(), QStringLiteral("Utility")), nullptr);
        QVERIFY(!utility.known);
        QVERIFY(utility.value.contains(QStringLiteral("rated")));
        QVERIFY(power.title(nullptr).contains(QStringLiteral("no result yet")));
        for (const CoolantLoop& each : site->cooling->loops) {
            const LoopDiagram loop(site, each.id, everythingOpen(*site));
            for (std::size_t i = 0; i < loop.drawing().items.size(); ++i)
                QVERIFY(!loop.value(i, nullptr).known);
            for (std::size_t w = 0; w < loop.drawing().wires.size(); ++w)
                QVERIFY(std::isfinite(loop.wireValue(w, nullptr).share));
        }
    }

    void aSnapshotWithoutResultsIsAsGoodAsNone()
    {
        const SitePtr site = test::smallCampus();
        Snapshot empty;
        empty.site = site;
        const PowerDiagram power(site, {}, everythingOpen(*site));
        for (std::size_t i = 0; i < power.drawing().items.size(); ++i) {
            power.tip(i, &empty);
            if (power.drawing().items[i].element.kind == ElementKind::PowerNode)
                QVERIFY(!power.value(i, &empty).known);
        }
        for (const CoolantLoop& each : site->cooling->loops) {
            const LoopDiagram loop(site, each.id, everythingOpen(*site));
            for (std::size_t i = 0; i < loop.drawing().items.size(); ++i) {
                loop.tip(i, &empty);
                QVERIFY(!loop.value(i, &empty).known);
            }
        }
    }

    void theLoadingIsTheOutputOverTheRating()
    {
        const SitePtr site = test::smallCampus();
        Snapshot snapshot;
        snapshot.site = site;
        for (const PowerNode& node : site->power->nodes)
            snapshot.powerNodes.push_back({node.id, 0.85 * node.ratedW, 0.0, true, 0.0});
        snapshot.powerNodes.back().energised = false;
        const PowerDiagram diagram(site, {}, everythingOpen(*site));
        for (std::size_t i = 0; i < diagram.drawing().items.size(); ++i) {
            const DiagramElement element = diagram.drawing().items[i].element;
            if (element.kind != ElementKind::PowerNode)
                continue;
            const ItemValue value = diagram.value(i, &snapshot);
            if (element.id == site->power->nodes.back().id.value)
                QVERIFY(value.dead);
            else
                QCOMPARE(value.loading, 0.85);
        }
    }

    void whatIsOutOfServiceSaysSoAndWhatItFedHasNoSupply()
    {
        const SitePtr site = test::smallCampus();
        Conditions conditions = conditionsOf(*site);
        const auto gear = std::ranges::find(site->power->nodes, "Building 1 switchgear A", &PowerNode::name);
        QVERIFY(gear != site->power->nodes.end());
        conditions.outages.power.push_back(gear->id);
        const SnapshotPtr snapshot = evaluate(site, conditions);
        const PowerDiagram diagram(site, {site->buildings[0]->id, {}}, everythingOpen(*site));
        const auto valueOf = [&](const char* name) {
            return diagram.value(itemNamed(diagram.drawing(), QString::fromUtf8(name)), snapshot.get()).value;
        };
        QCOMPARE(valueOf("switchgear A"), QStringLiteral("out of service"));
        QCOMPARE(valueOf("UPS A"), QStringLiteral("no supply"));
        QVERIFY(valueOf("UPS B").contains(QStringLiteral("kW")));
    }

    void theTipTellsTheMarginAfterTheLossOfTheOtherSide()
    {
        const SitePtr site = test::smallCampus();
        Snapshot snapshot;
        snapshot.site = site;
        for (const PowerNode& node : site->power->nodes)
            snapshot.powerNodes.push_back({node.id, 0.4 * node.ratedW, 1e3, true, 0.75 * node.ratedW});
        const PowerDiagram diagram(site, {}, {});
        const QString tip = diagram.tip(itemNamed(diagram.drawing(), QStringLiteral("Utility")), &snapshot);
        QVERIFY(tip.contains(QStringLiteral("7.50\u00a0MW (75\u00a0%)"))); // of 10 MW
        QVERIFY(tip.contains(QStringLiteral("2.50\u00a0MW")));
        QVERIFY(tip.contains(QStringLiteral("Building 1 transformer A")));
    }

    void aClosedGroupStandsForWhatItHolds()
    {
        const SitePtr site = test::smallCampus();
        const PowerDiagram diagram(site, {}, {});
        const RackId rack = site->buildings[1]->halls[0]->racks.front().id;
        const auto item = diagram.find({ElementKind::Rack, rack.value});
        QVERIFY(item);
        QCOMPARE(diagram.drawing().items[*item].name, QStringLiteral("Building 2"));
        const PowerDiagram open(site, {}, diagram.openFor({ElementKind::Rack, rack.value}));
        const auto racks = open.find({ElementKind::Rack, rack.value});
        QVERIFY(racks);
        QCOMPARE(open.drawing().items[*racks].name, QStringLiteral("10 racks"));
    }

    void anEmptySiteSaysSo()
    {
        const auto site = std::make_shared<Site>();
        const PowerDiagram power(site, {}, {});
        const LoopDiagram loop(site, {}, {});
        QVERIFY(power.drawing().items.empty());
        QVERIFY(loop.drawing().items.empty());
        QCOMPARE(power.emptyText(), QStringLiteral("This site has no power network yet"));
        QVERIFY(loop.title(nullptr).isEmpty());
    }
};

QTEST_MAIN(DiagramLayoutTest)
#include "tst_diagram_layout.moc"
