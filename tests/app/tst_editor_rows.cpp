// Racks and rows arranged and duplicated.
#include "core/design/by_hand.h"
#include "core/design/copies.h"
#include "core/design/new_site.h"
#include "core/layout/placement.h"
#include "core/layout/rows.h"
#include "core/model/object_names.h"
#include "core/model/site_edit.h"
#include "core/rules/findings.h"
#include "core/simulation/evaluate.h"
#include "tests/app/desk.h"

#include <QTest>

#include <cmath>

using namespace hallwright;
using namespace hallwright::app;

class TestEditorRows : public QObject
{
    Q_OBJECT

private slots:
    // The row's own floor is chosen with its racks, and is none of them.
    void aRowIsClosedUpAndDistributedByItsRacks()
    {
        Desk desk;
        const Rack lost = desk.rack(3), first = desk.rack(0);
        const double lastX = desk.rack(11).pose.x;
        desk.selection.setTo({{refTo(lost.id)}, desk.hall});
        desk.layout.remove();
        desk.selection.setTo({{refTo(first.id)}, desk.hall});
        desk.choosing.row();
        QCOMPARE(desk.selection.set().objects.size(), std::size_t{12}); // 11 racks and the row
        desk.layout.distribute(FloorAxis::X);
        QVERIFY2(desk.said.isEmpty(), qPrintable(desk.said.join('|')));
        QVERIFY(std::abs(desk.rack(10).pose.x - lastX) < 1e-6);
        QVERIFY(std::abs(desk.rack(1).pose.x - first.pose.x - 0.66) < 1e-6); // 6.6 m among ten gaps
        desk.layout.closeUp();
        for (std::size_t i = 0; i < 11; ++i)
            QVERIFY(near(desk.rack(i).pose.position(), first.pose.position() + Point2{0.6 * double(i), 0.0}));
        desk.layout.closeUp();
        QVERIFY2(desk.said.back().contains("no gap to close up"), qPrintable(desk.said.join('|')));
        // Two racks across an aisle stay where they are.
        desk.selection.setTo({{refTo(desk.rack(1).id), refTo(desk.rack(15).id)}, desk.hall});
        const int steps = desk.steps();
        desk.layout.closeUp();
        QCOMPARE(desk.steps(), steps);
    }

    void commandsOnManyAreOneStepEach()
    {
        Desk desk;
        desk.selection.setTo({{refTo(desk.rack(0).id), refTo(desk.rack(1).id)}, desk.hall});
        desk.layout.duplicate();
        QCOMPARE(desk.steps(), 1);
        QCOMPARE(desk.selection.set().racks().size(), std::size_t{2});
        const std::set<std::string> names = [&] {
            std::set<std::string> all;
            for (const Rack& rack : desk.room().racks)
                all.insert(rack.name);
            return all;
        }();
        QCOMPARE(names.size(), desk.room().racks.size()); // no name twice
        desk.layout.turn(180.0);
        QCOMPARE(desk.steps(), 2);
        desk.layout.remove();
        QCOMPARE(desk.steps(), 3);
        QCOMPARE(desk.room().racks.size(), desk.start->hall(desk.hall).racks.size());
    }

    void aDuplicateComesIntoARowAndNeverIntoAnAisle()
    {
        Desk desk;
        const Rack rack = desk.rack(3);
        const std::size_t row = *rowAt(desk.room(), rack.pose.position());
        const std::size_t inRow = racksByRow(desk.room())[row].size();
        for (int copies = 0; copies < 100 && desk.said.isEmpty(); ++copies) {
            desk.selection.select(*desk.document.committedSite(), refTo(rack.id));
            desk.layout.duplicate();
            if (copies == 0)
                QCOMPARE(racksByRow(desk.room())[row].size(), inRow + 1);
            const Rack& copy = desk.document.committedSite()->rack(desk.selection.rack());
            QVERIFY(rowAt(desk.room(), copy.pose.position()).has_value());
            const auto standings = standingsOf(*desk.document.committedSite(), {refTo(copy.id)});
            QVERIFY2(!design::lieOnAisles(desk.room(), standings), copy.name.c_str());
            QVERIFY(!obstruction(*desk.document.committedSite(), desk.room(), copy));
        }
        QVERIFY(desk.steps() > 1);
        QCOMPARE(desk.said.size(), 1);
        QVERIFY2(desk.said.front().startsWith("No free place for another of it in its row"),
                 qPrintable(desk.said.front()));
        const SitePtr& full = desk.document.committedSite();
        const FindingsPtr findings = findingsOf(*evaluate(full, conditionsOf(*full)));
        for (const char* rule :
             {"service-side", "aisle-blocked", "cold-aisle-width", "overlap", "door-clearance"})
            QVERIFY2(std::ranges::none_of(findings->open, [&](const Finding* f) { return f->rule == rule; }),
                     rule);
    }

    void aDuplicateInAnotherRowIsNamedAndFedAsThatRow()
    {
        Desk desk;
        // The first row is closed in at both ends.
        SiteEdit walled(desk.start);
        const Rect area = desk.room().rows[0].area;
        design::putWall(walled, desk.hall, {area.x - 0.15, area.y, 0.1, area.depth});
        design::putWall(walled, desk.hall, {area.right() + 0.05, area.y, 0.1, area.depth});
        desk.document.commit(walled.done(), "Walls");
        const Rack rack = desk.rack(3);
        desk.selection.select(*desk.document.committedSite(), refTo(rack.id));
        desk.layout.duplicate();
        const Rack& copy = desk.document.committedSite()->rack(desk.selection.rack());
        QCOMPARE(rowAt(desk.room(), copy.pose.position()), std::optional<std::size_t>(1));
        QCOMPARE(copy.pose.yawDeg, desk.room().rows[1].yawDeg);
        QVERIFY2(copy.name.starts_with("B"), copy.name.c_str());
        QVERIFY(copy.feedA != rack.feedA);
    }

    void whatStandsBesideTheAislesIsDuplicatedBesideThem()
    {
        Desk desk;
        const ObjectRef handler = refTo(desk.room().airHandlers.front().id);
        desk.selection.select(*desk.start, handler);
        for (int i = 0; i < 5 && desk.said.isEmpty(); ++i) {
            desk.layout.duplicate();
            const auto standings = standingsOf(*desk.document.committedSite(), desk.selection.set().objects);
            QVERIFY(!design::lieOnAisles(desk.room(), standings));
        }
        QVERIFY(desk.steps() >= 1);
    }

    void aRowTakesTheBuswaysAlongThatServeNothingElse()
    {
        Desk desk;
        desk.hall = desk.start->buildings[1]->halls[0]->id;
        const auto row = [&](const char* name) {
            const auto& rows = desk.room().rows;
            return refTo(std::ranges::find(rows, std::string(name), &Row::name)->id);
        };
        const auto busways = [&] {
            return std::ranges::count_if(
                desk.document.committedSite()->power->nodes,
                [](const PowerNode& node) { return node.kind == PowerNodeKind::Busway; });
        };
        QCOMPARE(busways(), 4); // two over A and LA, two over B and LB
        desk.selection.setTo({{row("A")}, desk.hall});
        desk.layout.remove();
        QCOMPARE(busways(), 4); // LA is fed by them
        desk.undoAll();
        desk.selection.setTo({{row("A"), row("LA")}, desk.hall});
        desk.layout.remove();
        QCOMPARE(busways(), 2);
        QVERIFY(desk.document.undoStack()->undoText().endsWith("and the 2 busways over them"));
        QCOMPARE(desk.room().racks.size(), std::size_t{10});
    }

    // The next place in the pitch has its fronts against the north wall.
    void aRowIsDuplicatedOnlyWhereItsRacksHaveRoom()
    {
        Desk desk;
        desk.start = design::newSite({});
        desk.document.open(desk.start);
        desk.hall = desk.start->buildings.front()->halls.front()->id;
        desk.selection.setTo({{refTo(desk.room().racks.back().id)}, desk.hall});
        desk.choosing.row();
        desk.layout.duplicate();
        QVERIFY2(desk.said.join(' ').contains("with room before and behind it"),
                 qPrintable(desk.said.join('|')));
        QCOMPARE(desk.steps(), 0);
    }

    // Row A faces the cold aisle in its north, B that in its south: the next that faces as A stands behind the hot aisle in
    // B's north, two rows of 1.2 m and two aisles of 1.2 m away.
    void aWholeRowIsDuplicatedInThePitchOfTheHall()
    {
        Desk desk;
        SiteEdit deeper(desk.start); // a third row needs room before its fronts
        deeper.change(desk.hall).depthM = 10.8;
        desk.document.open(desk.start = deeper.done());
        const Row row = desk.room().rows.front();
        desk.selection.setTo({{refTo(row.id)}, desk.hall});
        desk.layout.duplicate();
        QVERIFY2(desk.said.isEmpty(), qPrintable(desk.said.join('\n')));
        QCOMPARE(desk.room().rows.size(), std::size_t{3});
        const Row& copy = desk.room().rows.back();
        QCOMPARE(copy.area.x, row.area.x);
        QCOMPARE(copy.area.y, row.area.y + 4.8);
        QCOMPARE(copy.yawDeg, row.yawDeg);
        QCOMPARE(racksByRow(desk.room())[2].size(), std::size_t{12});
        desk.selection.setTo({{refTo(row.id)}, desk.hall});
        desk.layout.duplicate(); // there is no place for a fourth
        QCOMPARE(desk.room().rows.size(), std::size_t{3});
        QVERIFY(desk.said.join(' ').contains("no free place for another row"));
    }
};

QTEST_MAIN(TestEditorRows)
#include "tst_editor_rows.moc"
