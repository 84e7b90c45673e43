// A rack dragged about the flagship's halls: over aisles, through containment, into walls and other racks. Wherever it
// is, the hall has a field that keeps its laws.
#include "core/exchange/recipe.h"
#include "core/physics/air_field.h"
#include "core/physics/recirculation.h"
#include "core/simulation/evaluate.h"
#include "core/simulation/hall_air_room.h"
#include "core/simulation/recirculation_layout.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

using namespace hallwright;

namespace {

constexpr double rowSumTolerance = 1e-6;
constexpr double mostLost = 1e-6;         // of heat or air, relative: what the program promises
constexpr double returnToleranceK = 1e-4; // of the bulk return against the energy balance
constexpr std::size_t dragged = 47;       // B1-H1-C06, 2.26 m³/s and 41 kW

QString sentencesOf(const std::vector<AirProblem>& problems)
{
    QStringList sentences;
    for (const AirProblem& problem : problems)
        sentences << QString::fromStdString(problem.sentence);
    return sentences.join(QLatin1Char('\n'));
}

// A hall at hand: each move is solved from the field before.
class Drag
{
public:
    explicit Drag(const std::string& hallName)
        : site_(buildSite(HALLWRIGHT_SOURCE_DIR "/sample-sites/five-building-conversion/site.yaml"))
    {
        const SnapshotPtr snapshot = evaluate(site_, conditionsOf(*site_));
        for (const HallResultPtr& result : snapshot->halls) {
            if (result->hall->name == hallName)
                result_ = result;
        }
        hall = *result_->hall;
        solve();
    }

    void to(std::size_t rack, const Pose& pose)
    {
        hall.racks[rack].pose = pose;
        solve();
    }

    AirRoom room() const { return airRoomOf(hall, *site_->catalogue, *result_, site_->info.elevationM); }

    // "" where every rack has a temperature, all heat that is in the field leaves it and all fractions sum to one.
    QString brokenLaw() const
    {
        const AirFieldReport& report = field->report();
        if (!report.usable())
            return sentencesOf(report.problems);
        for (const AirRackTemperatures& rack : field->racks()) {
            if (!std::isfinite(rack.inletC) || !std::isfinite(rack.outletC))
                return QStringLiteral("a rack has no temperature");
        }
        if (report.energyResidual > mostLost)
            return QStringLiteral("heat is lost: %1").arg(report.energyResidual);
        if (report.massResidual > mostLost)
            return QStringLiteral("air is lost: %1").arg(report.massResidual);
        const auto matrix = field->matrix(recirculationLayoutOf(hall, *site_->catalogue));
        for (std::size_t i = 0; i < hall.racks.size(); ++i) {
            const auto shares = matrix->shares(i);
            const double sum = std::accumulate(shares.begin(), shares.end(), matrix->supplyShare(i));
            if (std::abs(sum - 1.0) > rowSumTolerance)
                return QStringLiteral("row %1 sums to %2").arg(i).arg(sum);
        }
        return {};
    }

    double balancedReturnC() const
    {
        const AirRoom& solved = field->room();
        double supplyM3s = 0.0;
        double sum = 0.0;
        for (const AirSupplyPatch& supply : solved.supplies) {
            supplyM3s += supply.flowM3s;
            sum += supply.flowM3s * supply.temperatureC;
        }
        for (std::size_t i = 0; i < solved.racks.size(); ++i)
            sum += field->racks()[i].leftOut ? 0.0 : solved.racks[i].heatW / solved.heatPerVolume;
        return sum / supplyM3s;
    }

    QString notices() const { return sentencesOf(field->report().notices); }

    Hall hall;
    AirFieldPtr field;

private:
    void solve() { field = AirField::solve(room(), {}, field.get()); }

    SitePtr site_;
    HallResultPtr result_;
};

} // namespace

class AirRoomDragTest : public QObject
{
    Q_OBJECT

private slots:
    void aDraggedRackNeverTakesTheFieldAway_data()
    {
        QTest::addColumn<QString>("hall");
        QTest::addColumn<double>("fromX");
        QTest::addColumn<double>("fromY");
        QTest::addColumn<double>("toX");
        QTest::addColumn<double>("toY");
        QTest::addColumn<double>("yawDeg");
        QTest::newRow("across all rows") << "B1-H1" << 10.2 << 0.6 << 10.2 << 32.4 << 0.0;
        QTest::newRow("along a closed hot aisle, turned") << "B1-H1" << 0.6 << 7.5 << 20.4 << 7.5 << 90.0;
        QTest::newRow("along a row, through its racks") << "B1-H1" << 3.0 << 9.0 << 9.0 << 9.0 << 180.0;
        QTest::newRow("from corner to corner") << "B1-H1" << 0.3 << 0.6 << 20.7 << 32.4 << 0.0;
        QTest::newRow("over the tiles of a raised floor") << "B1-N1" << 0.6 << 0.6 << 20.4 << 13.2 << 0.0;
    }

    void aDraggedRackNeverTakesTheFieldAway()
    {
        QFETCH(QString, hall);
        QFETCH(double, fromX);
        QFETCH(double, fromY);
        QFETCH(double, toX);
        QFETCH(double, toY);
        QFETCH(double, yawDeg);
        constexpr int positions = 12;
        Drag drag(hall.toStdString());
        for (int n = 0; n < positions; ++n) {
            const double t = n / (positions - 1.0);
            drag.to(dragged, {std::lerp(fromX, toX, t), std::lerp(fromY, toY, t), yawDeg});
            const QString at = QStringLiteral("position %1: ").arg(n);
            QVERIFY2(drag.brokenLaw().isEmpty(), qPrintable(at + drag.brokenLaw()));
            QVERIFY2(std::abs(drag.field->report().returnC - drag.balancedReturnC()) <= returnToleranceK,
                     qPrintable(at + QString::number(drag.field->report().returnC - drag.balancedReturnC())));
        }
    }

    // 5 cm at a time into and along an open cold aisle, two cells off the racks beside it: from one position to the next
    // no inlet changes by more than a rack's own rise, however the cells round the position.
    void inletsFollowADragInSmallSteps()
    {
        Drag drag("B1-H1");
        const AirRack rack = drag.field->room().racks[dragged];
        const double riseK = rack.heatW / (drag.field->room().heatPerVolume * rack.flowM3s);
        std::vector<double> before;
        double largestK = 0.0;
        for (int n = 0; n < 40; ++n) {
            drag.to(dragged, {2.7 + 0.05 * n, 4.5, 90.0});
            std::vector<double> inlets;
            for (const AirRackTemperatures& temperatures : drag.field->racks())
                inlets.push_back(temperatures.inletC);
            for (std::size_t i = 0; i < before.size(); ++i)
                largestK = std::max(largestK, std::abs(inlets[i] - before[i]));
            before = inlets;
        }
        qInfo("largest step %.1f K, of a rise of %.1f K", largestK, riseK);
        QVERIFY2(largestK < riseK, qPrintable(QString::number(largestK)));
    }

    // Snapped to the rear of another, as dragging does.
    void aRackSnappedToAnothersRearIsNamed()
    {
        Drag drag("B1-H1");
        Pose pose = drag.hall.racks[60].pose;
        const Point2 facing = frontDirection(pose.yawDeg);
        pose.x -= facing.x * 1.2;
        pose.y -= facing.y * 1.2;
        drag.to(dragged, pose);
        QCOMPARE(drag.brokenLaw(), QString());
        QVERIFY2(drag.notices().contains(QString::fromStdString(drag.hall.racks[dragged].name)) &&
                     drag.notices().contains(QString::fromStdString(drag.hall.racks[60].name)),
                 qPrintable(drag.notices()));
    }

    void aRackInAClosedHotAisleDrawsTheAislesAir_data()
    {
        QTest::addColumn<double>("x");
        QTest::addColumn<double>("y");
        QTest::addColumn<double>("yawDeg");
        QTest::newRow("behind another") << 7.5 << 10.2 << 0.0;
        QTest::newRow("behind two others") << 7.8 << 10.2 << 0.0;
        QTest::newRow("a cell off another") << 7.5 << 10.5 << 0.0;
        QTest::newRow("back to back with another") << 7.5 << 10.2 << 180.0;
        QTest::newRow("behind one of the opposite row") << 7.5 << 10.8 << 180.0;
        QTest::newRow("along the aisle") << 7.5 << 10.5 << 90.0;
        QTest::newRow("against the wall in its own gap") << 9.3 << 10.2 << 0.0;
    }

    // B1-H4-C09 pushed into the closed aisle behind its row, between y 9.6 and 11.4 m: whichever way it faces, and whatever
    // stands before it, it draws air of that aisle and none through its walls.
    void aRackInAClosedHotAisleDrawsTheAislesAir()
    {
        QFETCH(double, x);
        QFETCH(double, y);
        QFETCH(double, yawDeg);
        Drag drag("B1-H4");
        const auto& racks = drag.hall.racks;
        const auto moved =
            static_cast<std::size_t>(std::ranges::find(racks, "B1-H4-C09", &Rack::name) - racks.begin());
        QVERIFY(moved < racks.size());
        drag.to(moved, {x, y, yawDeg});
        QCOMPARE(drag.brokenLaw(), QString());
        const AirGrid& grid = drag.field->grid();
        const Rect aisle = {4.2, 9.6, 12.6, 1.8};
        const auto layer = [&](double at) { return static_cast<int>(std::lround(at / grid.cellM)); };
        double coldestC = std::numeric_limits<double>::infinity();
        for (int k = 0; k < layer(2.1); ++k)
            for (int j = layer(aisle.y); j < layer(aisle.top()); ++j)
                for (int i = layer(aisle.x); i < layer(aisle.right()); ++i) {
                    const std::size_t c = grid.index(i, j, k);
                    if (!drag.field->solid()[c])
                        coldestC = std::min(coldestC, static_cast<double>(drag.field->temperatureC()[c]));
                }
        const double inletC = drag.field->racks()[moved].inletC;
        qInfo("draws %.1f °C, the coldest of the aisle is %.1f °C", inletC, coldestC);
        QVERIFY2(coldestC > 30.0, qPrintable(QString::number(coldestC)));
        QVERIFY2(inletC >= coldestC, qPrintable(QString::number(inletC)));
    }

    void aRackOnTheTilesSendsTheirAirToTheOthers()
    {
        Drag drag("B1-N1");
        drag.hall.racks[dragged].pose = {0.6, 0.9, 180.0}; // off the aisles, with a tile of its own
        drag.to(dragged, drag.hall.racks[dragged].pose);
        const auto supplies = drag.field->room().supplies;
        const auto own = std::find_if(supplies.begin(), supplies.end(), [&](const AirSupplyPatch& supply) {
            return supply.name.ends_with(drag.hall.racks[dragged].name);
        });
        QVERIFY(own != supplies.end());
        const Rect tile = {own->patch.area.least.x, own->patch.area.least.y,
                           own->patch.area.most.x - own->patch.area.least.x,
                           own->patch.area.most.y - own->patch.area.least.y};
        drag.to(0, {tile.centre().x, tile.centre().y, 90.0});
        QCOMPARE(drag.brokenLaw(), QString());
        QVERIFY2(drag.notices().contains("All of the tile before"), qPrintable(drag.notices()));
        QVERIFY(std::abs(drag.field->report().returnC - drag.balancedReturnC()) <= returnToleranceK);
    }

    void aRackBetweenTheQuarterTurnsIsNamed()
    {
        Drag drag("B1-H1");
        Pose pose = drag.hall.racks[dragged].pose;
        pose.yawDeg += 3.0;
        drag.hall.racks[dragged].pose = pose;
        QVERIFY(drag.room().simplifications.empty());
        pose.yawDeg += 27.0;
        drag.to(dragged, pose);
        QVERIFY2(drag.notices().contains("is turned by 30°"), qPrintable(drag.notices()));
        QCOMPARE(drag.brokenLaw(), QString());
    }
};

QTEST_GUILESS_MAIN(AirRoomDragTest)
#include "tst_air_room_drag.moc"
