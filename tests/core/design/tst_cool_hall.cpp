// Cooling a hall in which something stands already: columns, CDUs placed by a hand, racks that were swapped for hotter ones.
#include "tests/core/design/hand_drawn.h"

#include "core/design/by_hand.h"
#include "core/layout/rows.h"

#include <QTest>

using namespace hallwright;
using namespace hallwright::design;
using namespace hallwright::test;

namespace {

constexpr const char* liquidRack = "4x HGX H100, liquid"; // 40 kW, 72 % of it to coolant

SitePtr withColumns(const SitePtr& site, HallId hall, const std::vector<Rect>& areas)
{
    SiteEdit edit(site);
    for (const Rect& area : areas)
        edit.addTo(hall, Column{area, {}});
    return edit.done();
}

// A site whose building has power enough, with rows of these racks in its first hall.
SitePtr rowsOfRacks(const char* type)
{
    SitePtr site = emptySite();
    SiteEdit edit(site);
    edit.change(site->buildings.front()->id).capacityW = 12e6;
    site = edit.done();
    return withRows(site, firstHall(site), type);
}

CduTypeId cduTypeNamed(const Site& site, const std::string& name)
{
    return std::ranges::find(site.catalogue->cduTypes, name, &CduType::name)->id;
}

SitePtr withPower(const SitePtr& site, HallId hall, double factor)
{
    SiteEdit edit(site);
    for (Rack& rack : edit.change(hall).racks) {
        rack.powerW *= factor;
        rack.airflowM3s *= factor;
    }
    return edit.done();
}

QString findingsOfRules(const SitePtr& site, const std::vector<std::string_view>& rules)
{
    const SnapshotPtr snapshot = evaluate(site, conditionsOf(*site));
    QString text;
    const FindingsPtr findings = findingsOf(*snapshot);
    for (const Finding* finding : findings->open) {
        if (std::ranges::find(rules, finding->rule) != rules.end())
            text += QString::fromStdString(finding->sentence) + '\n';
    }
    return text;
}

QString onCdus(const SitePtr& site)
{
    return findingsOfRules(site, {"coolant", "no-loop", "cdu-capacity", "cdu-flow", "cdu-supply",
                                  "liquid-cooling-capacity", "service-side", "overlap"});
}

} // namespace

class TestCoolHall : public QObject
{
    Q_OBJECT

private slots:
    void aColumnAtTheEndOfARowMovesItsCduPastIt()
    {
        SitePtr site = rowsOfRacks(liquidRack);
        const HallId hall = firstHall(site);
        // Row A ends at x = 6 m and 12 m; its middle lies at y = 3 m.
        site = withColumns(site, hall, {{12.1, 2.8, 0.4, 0.4}, {5.5, 2.8, 0.4, 0.4}});
        site = with(site, hall, {feedHall, coolHall, feedHall});
        const std::vector<Cdu>& cdus = site->hall(hall).cdus;
        QCOMPARE(cdus.size(), std::size_t(4));
        QVERIFY(std::abs(cdus.front().pose.y - 3.0) < 1e-6); // in line with its row
        QVERIFY2(cdus.front().pose.x - 0.6 >= 12.5 - 1e-6 || cdus.front().pose.x + 0.6 <= 5.5 + 1e-6,
                 qPrintable(QString::number(cdus.front().pose.x)));
        QCOMPARE(onCdus(site), QString());
        QCOMPARE(with(site, hall, {coolHall}).get(), site.get());
    }

    // 10 racks of 28.8 kW to coolant are 288 kW a row, which one CDU 1000 takes of three rows within nine tenths.
    void cdusPlacedByAHandAreUsedBeforeNewOnesAreBought()
    {
        SitePtr site = rowsOfRacks(liquidRack);
        const HallId hall = firstHall(site);
        SiteEdit edit(site);
        const CduId byHand = putCdu(edit, hall, cduTypeNamed(*site, "CDU 1000"), {15.0, 3.0, 0.0});
        const Choices choices = coolHall(edit, hall);
        const SitePtr cooled = edit.done();
        const Cdu& used = *std::ranges::find(cooled->hall(hall).cdus, byHand, &Cdu::id);
        QVERIFY(used.loop.valid());
        double onIt = 0.0;
        for (const Rack& rack : cooled->hall(hall).racks)
            onIt += rack.cdu == byHand ? rack.powerW * rack.liquidShare : 0.0;
        QVERIFY2(onIt > 288e3 - 1.0 && onIt <= 900e3 + 1.0, qPrintable(QString::number(onIt)));
        QVERIFY2(textOf(choices).contains(QString::fromStdString(used.name) + " takes 10 racks with 288 kW"),
                 qPrintable(textOf(choices)));
        QCOMPARE(onCdus(cooled), QString());
    }

    // After a swap each CDU has twice its heat; those that overload it go to new ones.
    void racksThatOverloadTheirCduGetAnother()
    {
        SitePtr site = rowsOfRacks(liquidRack);
        const HallId hall = firstHall(site);
        site = with(site, hall, {feedHall, coolHall, feedHall});
        const std::size_t before = site->hall(hall).cdus.size();
        site = withPower(site, hall, 2.0);
        QVERIFY(onCdus(site).contains("more than its capacity"));
        SiteEdit edit(site);
        const QString told = textOf(coolHall(edit, hall));
        const SitePtr cooled = edit.done();
        QVERIFY2(!told.contains(QString::fromUtf8(shortageMark.data())), qPrintable(told));
        QVERIFY(cooled->hall(hall).cdus.size() > before);
        QCOMPARE(onCdus(cooled), QString());
        QCOMPARE(with(cooled, hall, {coolHall}).get(), cooled.get());
    }

    void racksOnNoRowGetACduOfTheirOwn()
    {
        SitePtr site = emptySite();
        const HallId hall = firstHall(site);
        SiteEdit edit(site);
        for (const double x : {6.0, 6.8})
            putRack(edit, hall, typeNamed(*site, liquidRack), {x, 8.0, 0.0});
        const QString told = textOf(coolHall(edit, hall));
        site = edit.done();
        QCOMPARE(site->hall(hall).cdus.size(), std::size_t(1));
        QVERIFY2(told.contains("B1-H1-CDU-1 serves 2 racks with liquid cooling, 58 kW of its 350 kW."),
                 qPrintable(told));
        QCOMPARE(onCdus(site), QString());
    }

    // Rows from south to north have their ends there.
    void theCduOfARowFromSouthToNorthStandsAtItsNorthEnd()
    {
        SitePtr site = emptySite();
        const HallId hall = firstHall(site);
        SiteEdit edit(site);
        const RackType type = *site->catalogue->find(typeNamed(*site, liquidRack));
        putRow(edit, hall, type.id, rowBetween(type.widthM, {9.0, 4.0}, {9.0, 10.0}, 90.0));
        coolHall(edit, hall);
        site = edit.done();
        const Row& row = site->hall(hall).rows.front();
        QVERIFY(row.area.depth > row.area.width);
        QCOMPARE(site->hall(hall).cdus.size(), std::size_t(1));
        const Pose& cdu = site->hall(hall).cdus.front().pose;
        QVERIFY(std::abs(cdu.x - row.area.centre().x) < 1e-6);
        QVERIFY2(cdu.y > row.area.top(), qPrintable(QString::number(cdu.y)));
    }

    void columnsAlongTheWallsLeaveUnitsBetweenThem()
    {
        SitePtr site = rowsOfRacks("CPU servers 20 kW");
        const HallId hall = firstHall(site);
        std::vector<Rect> columns;                // every 6 m along the west and the east wall
        for (const double y : {1.2, 7.2, 13.2}) { // where an even spread would have units
            columns.push_back({0.1, y, 0.4, 0.4});
            columns.push_back({17.5, y, 0.4, 0.4});
        }
        site = withColumns(site, hall, columns);
        SiteEdit edit(site);
        const QString told = textOf(coolHall(edit, hall));
        const SitePtr cooled = edit.done();
        QVERIFY2(told.contains("clear of what is in the way there"), qPrintable(told));
        QVERIFY2(!told.contains(QString::fromUtf8(shortageMark.data())), qPrintable(told));
        QCOMPARE(findingsOfRules(cooled, {"overlap", "service-side", "air-cooling-capacity", "air-flow"}),
                 QString());
    }

    // What finds room is placed all the same; the rest is told with what is in the way.
    void aHallWithoutRoomSaysWhatStaysShortAndWhatIsInTheWay()
    {
        SitePtr site = rowsOfRacks("CPU servers 20 kW");
        const HallId hall = firstHall(site);
        std::vector<Rect> columns; // too close for any unit, all round but for one bay in the west
        for (double at = 0.3; at < 17.5; at += 1.2) {
            if (at < 6.0 || at > 10.0)
                columns.push_back({0.1, at, 0.3, 0.3});
            columns.push_back({17.5, at, 0.3, 0.3});
            columns.push_back({at, 17.5, 0.3, 0.3});
            if (std::abs(at - 9.0) > 2.5) // the door
                columns.push_back({at, 0.1, 0.3, 0.3});
        }
        site = withColumns(site, hall, columns);
        SiteEdit edit(site);
        const Choices choices = coolHall(edit, hall);
        const SitePtr cooled = edit.done();
        const std::size_t units = cooled->hall(hall).airHandlers.size();
        QVERIFY2(units > 0 && units < 6, qPrintable(textOf(choices)));
        const QString first = QString::fromStdString(choices.front());
        QVERIFY2(first.startsWith(QString::fromUtf8(shortageMark.data())), qPrintable(first));
        QVERIFY2(first.contains("840 kW") && first.contains("48.8 m³/s") && first.contains("a column at x "),
                 qPrintable(first));
        // The second time nothing more can be done.
        const QString again = refusal([&] { with(cooled, hall, {coolHall}); });
        QVERIFY2(again.contains("With a unit out of service"), qPrintable(again));
    }

    void aRowWithoutRoomForItsCduSaysWhatIsInTheWay()
    {
        SitePtr site = rowsOfRacks(liquidRack);
        const HallId hall = firstHall(site);
        std::vector<Rect> columns; // a field of them wherever no rack stands
        const Hall& before = site->hall(hall);
        for (double y = 0.4; y < 17.6; y += 1.0) {
            for (double x = 0.4; x < 17.6; x += 1.0) {
                const Rect area{x, y, 0.2, 0.2};
                const auto meets = [&](const Rect& of) {
                    return of.x < area.right() && area.x < of.right() && of.y < area.top() &&
                           area.y < of.top();
                };
                if (std::ranges::none_of(before.rows, [&](const Row& row) { return meets(row.area); }))
                    columns.push_back(area);
            }
        }
        site = withColumns(site, hall, columns);
        SiteEdit edit(site);
        QString text; // of the choices, or of the refusal where there were none
        try {
            text = textOf(coolHall(edit, hall));
        } catch (const RuleError& error) {
            text = error.what();
        }
        QVERIFY2(text.contains(
                     "Row A of hall B1-H1: 288 kW of liquid heat of 10 racks stay without a CDU, because "
                     "no floor of the hall has room for CDU 350"),
                 qPrintable(text));
        QVERIFY2(text.contains("a column at x ") && text.contains(" at its east end"), qPrintable(text));
    }
};

QTEST_GUILESS_MAIN(TestCoolHall)
#include "tst_cool_hall.moc"
