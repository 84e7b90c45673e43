#include "core/design/air_handlers.h"
#include "core/design/pipe_sizes.h"
#include "core/design/power.h"
#include "core/design/rack_rows.h"
#include "core/design/rule_error.h"
#include "core/simulation/evaluate.h"
#include "tests/support/drawn_hall.h"

#include <QTest>
#include <cmath>

#include <algorithm>

using namespace hallwright;
using namespace hallwright::design;

namespace {

QString all(const std::vector<std::string>& sentences)
{
    QString text;
    for (const std::string& sentence : sentences)
        text += QString::fromStdString(sentence) + '\n';
    return text;
}

} // namespace

class TestDesignedHall : public QObject
{
    Q_OBJECT

private slots:
    void init() { drawn_ = test::drawnHall(); }

    void itDrawsAndGivesOffWhatItsRacksDo()
    {
        const SnapshotPtr snapshot = evaluate(drawn_.site, conditionsOf(*drawn_.site));
        // The servers' fans follow the temperature of their air, and take a few watts in a thousand more or less.
        constexpr double ofFans = 0.01;
        QVERIFY(std::abs(snapshot->itPowerW - 16 * 30e3) <= ofFans * 16 * 30e3);
        // Liquid takes three quarters of the second row's heat, and the pump's.
        double liquidW = 0.0;
        for (const CoolantLoop& loop : drawn_.site->cooling->loops)
            liquidW += loop.name == "B1 warm water" ? loop.designHeatW : 0.0;
        QCOMPARE(liquidW, 8 * 30e3 * 0.75 + 4e3);
        QVERIFY(snapshot->energyResidual < 1e-6);
        QVERIFY(snapshot->massResidual < 1e-6);
    }

    void everyRackIsFedFromBothSidesAndLiquidOnesByTheirCdu()
    {
        for (const Rack& rack : drawn_.site->hall(drawn_.hall).racks) {
            const PowerNode* a = drawn_.site->power->find(rack.feedA);
            const PowerNode* b = drawn_.site->power->find(rack.feedB);
            QVERIFY(a && b);
            QCOMPARE(a->side, FeedSide::A);
            QCOMPARE(b->side, FeedSide::B);
            QCOMPARE(rack.cdu.valid(), rack.type == drawn_.liquidRack);
        }
    }

    void theReportsSayWhatWasChosenAndWhy()
    {
        const QString reasons = all(drawn_.reasons);
        for (const char* sentence :
             {"Row A of hall B1-H1 has 8 racks, facing to the south, where its cold aisle lies.",
              "3 units stand every 3.33 m along the west wall of hall B1-H1, and move 36 m³/s.",
              "B1-H1-CDU-B serves the 8 liquid-cooled racks of its row, 180 kW of its 400 kW.",
              "Block 1 of hall B1-H1 feeds 2 rows of 480 kW together, for which each side has a UPS of 1,000 "
              "kW.",
              // 240 + 60 kW of the racks' heat goes to air, and 12 kW of the fans'
              "B1 chilled water has 3 units of Chiller: 2 of 300 kW for 312 kW, and 1 spare.",
              "B1 warm water takes up 184 kW at design, 0 kW of it in rooms."})
            QVERIFY2(reasons.contains(sentence), qPrintable(reasons));
    }

    void rowsAddedLaterGoOnWithLettersAndBlocks()
    {
        SiteEdit edit(drawn_.site);
        const std::vector<Room> rooms = drawn_.site->findBuilding(drawn_.building)->rooms;
        Hall second;
        second.name = "B1-H2";
        second.originM = {12, 19};
        second.widthM = 15;
        second.depthM = 10;
        second.heightM = second.ceilingHeightM = 5;
        second.floorRatingPa = 15e3;
        second.supplyC = 22;
        second.inletLimitC = 32;
        const HallId hall = edit.addTo(drawn_.building, second);
        const RowRule row{{4.2, 2.0}, AisleKind::Cold, 1.8, 1.8, {{1, {{drawn_.airRack, 8}}}}, {}};
        layOutRows(edit, hall, row);
        RowRule next = row;
        next.start.y = 6.8;
        const RowsReport added = layOutRows(edit, hall, next);
        const Hall& laid = edit.site().hall(hall);
        QCOMPARE(laid.rows.back().name, std::string("B"));
        QCOMPARE(laid.racks.back().name, std::string("B1-H2-B08"));
        QCOMPARE(laid.aisles.back().name, std::string("Hot 2"));

        std::optional<Supply> supply =
            supplyOf(edit.site(), drawn_.building, {rooms[0].id, -4.0}, {rooms[1].id, 44.0}, 1);
        QVERIFY(supply);
        QCOMPARE(supply->nextBlock, 2); // the first hall's and the cooling's
        const PowerNode& ups =
            *std::find_if(drawn_.site->power->nodes.begin(), drawn_.site->power->nodes.end(),
                          [](const PowerNode& n) { return n.kind == PowerNodeKind::Ups; });
        const auto typeOf = [&](PowerNodeKind kind) {
            return std::find_if(drawn_.site->power->nodes.begin(), drawn_.site->power->nodes.end(),
                                [&](const PowerNode& n) { return n.kind == kind; })
                ->type;
        };
        const FeedRule rule{1,
                            {typeOf(PowerNodeKind::Transformer), typeOf(PowerNodeKind::Switchgear), ups.type},
                            typeOf(PowerNodeKind::Busway)};
        feedRows(edit, hall, added.rows, rule, *supply);
        const SitePtr site = edit.done();
        const Rack& fed = site->hall(hall).racks.back();
        QVERIFY(site->power->find(fed.feedA)->fedBy !=
                site->power->find(drawn_.site->hall(drawn_.hall).racks.back().feedA)->fedBy);
    }

    void whatDoesNotFitIsRefusedInASentence()
    {
        SiteEdit edit(drawn_.site);
        const auto refusal = [](auto call) {
            try {
                call();
            } catch (const RuleError& e) {
                return QString(e.what());
            }
            return QString();
        };
        const RowRule tooLong{{4.2, 8.0}, AisleKind::Cold, 1.8, 1.8, {{1, {{drawn_.airRack, 40}}}}, {}};
        QCOMPARE(
            refusal([&] { layOutRows(edit, drawn_.hall, tooLong); }),
            QString("Row C of hall B1-H1 ends at x = 28.2 m, but the hall is 15 m wide; shorten the row or "
                    "widen the hall."));
        const AirHandlerTypeId fanWall = drawn_.site->catalogue->airHandlerTypes.front().id;
        QCOMPARE(
            refusal([&] {
                placeAirHandlers(edit, drawn_.hall, {fanWall, WallSide::East, 6});
            }),
            QString("6 units of 2 m need 12 m of wall, but the east wall is 10 m long; take fewer units."));
    }

    void aPipeIsTheLeastStandardOneThatKeepsToTheVelocity()
    {
        // 0.05 m³/s at 2 m/s needs a bore of √(4 · 0.05 / (2π)) = 178.4 mm, an outer 185.5 mm
        QCOMPARE(pipeDiameterM(0.05, 2.0, "A pipe"), 0.2191);
        // in a bore of 219.1 / 1.04 = 210.7 mm that is 0.05 / 0.03486 = 1.434 m/s
        QVERIFY(std::abs(pipeVelocityMs(0.05, 0.2191) - 1.434) < 1e-3);
        QVERIFY_EXCEPTION_THROWN(pipeDiameterM(20.0, 2.0, "A pipe"), RuleError);
    }

private:
    test::DrawnHall drawn_;
};

QTEST_GUILESS_MAIN(TestDesignedHall)
#include "tst_designed_hall.moc"
