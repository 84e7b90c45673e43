// The uncertainty that inlets are stated with is the error that was found against CFD.
#include "core/physics/air_field.h"
#include "core/physics/buoyant_flow.h"
#include "core/simulation/evaluate.h"
#include "core/simulation/hall_air_room.h"
#include "core/simulation/inlet_uncertainty.h"
#include "tests/support/campus.h"
#include "tests/support/hall_h20.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <limits>

using namespace hallwright;

namespace {

constexpr double supplyC = 18.0;   // of H20
constexpr double riseK = 12.0;     // of each of its racks
constexpr double ofRounding = 0.1; // figures are rounded up to it
constexpr double ofDigits = 0.005; // figures are kept with two decimals

// The last column of the lines that begin so.
std::vector<double> inletsIn(const QString& file, const QByteArray& begins)
{
    QFile data(QStringLiteral(HALLWRIGHT_SOURCE_DIR "/tests/data/hall-inlets/") + file);
    if (!data.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", qPrintable(file));
    std::vector<double> inletsC;
    for (const QByteArray& line : data.readAll().split('\n')) {
        if (line.startsWith(begins + ','))
            inletsC.push_back(line.split(',').last().toDouble());
    }
    return inletsC;
}

double rmsK(const std::vector<double>& inletsC, const std::vector<double>& cfdC)
{
    if (inletsC.size() != cfdC.size() || cfdC.empty())
        return std::numeric_limits<double>::infinity();
    double square = 0.0;
    for (std::size_t i = 0; i < cfdC.size(); ++i)
        square += (inletsC[i] - cfdC[i]) * (inletsC[i] - cfdC[i]);
    return std::sqrt(square / static_cast<double>(cfdC.size()));
}

double worstK(const std::vector<double>& inletsC, const std::vector<double>& cfdC)
{
    if (inletsC.size() != cfdC.size() || cfdC.empty())
        return std::numeric_limits<double>::infinity();
    double worst = 0.0;
    for (std::size_t i = 0; i < cfdC.size(); ++i)
        worst = std::max(worst, std::abs(inletsC[i] - cfdC[i]));
    return worst;
}

std::vector<double> inletsOf(const SolvedAir& field)
{
    std::vector<double> inletsC;
    for (const AirRackTemperatures& rack : field.racks())
        inletsC.push_back(rack.inletC);
    return inletsC;
}

std::vector<double> estimateOfH20(double supplyRatio)
{
    const AirRoom room = test::hallH20(supplyRatio);
    RecirculationLayout layout;
    layout.aisles = {{{3.0, 3.9, 6.0, 1.2}, AisleKind::Cold, false}};
    std::vector<double> flowsM3s;
    for (const AirRack& rack : room.racks) {
        const AirBox& body = rack.body;
        const bool south = body.least.y < 3.9; // of the aisle, so that it faces north
        layout.racks.push_back(
            {{(body.least.x + body.most.x) / 2, (body.least.y + body.most.y) / 2, south ? 180.0 : 0.0},
             body.most.x - body.least.x,
             body.most.y - body.least.y,
             rack.flowM3s});
        flowsM3s.push_back(rack.flowM3s);
    }
    const auto matrix = RecirculationMatrix::estimate(layout);
    std::vector<double> inletsC = inletRisesK(*matrix, std::vector<double>(room.racks.size(), riseK),
                                              flowsM3s, massBalanceFloor(supplyRatio, 1.0));
    for (double& inletC : inletsC)
        inletC += supplyC;
    return inletsC;
}

// A hall like H20 as far as its uncertainty goes: an open cold aisle on a raised floor.
HallResult openHall(double supplyRatio, InletModel model = InletModel::Field)
{
    Hall hall;
    hall.floor = FloorKind::RaisedFloor;
    hall.aisles = {{"Cold", AisleKind::Cold, {3.0, 3.9, 6.0, 1.2}, false}};
    HallResult result;
    result.hall = std::make_shared<const Hall>(std::move(hall));
    result.rackAirflowM3s = 10.8;
    result.supplyAirflowM3s = supplyRatio * result.rackAirflowM3s;
    result.inletModel = model;
    return result;
}

double statedK(const HallResult& hall)
{
    return inletUncertaintyOf(hall)->rmsK;
}

double statedWorstK(const HallResult& hall)
{
    return inletUncertaintyOf(hall)->worstK;
}

// Rounded up, and no further than that.
void verifyStates(double stated, double found)
{
    QVERIFY2(stated >= found - ofDigits && stated < found + ofRounding + ofDigits,
             qPrintable(QString("%1 K is stated, %2 K was found").arg(stated).arg(found)));
}

// A flow that wanders has another mean on another machine, by some of its scatter.
void verifyStatesFlow(const HallResult& hall, const SolvedAir& flow, const std::vector<double>& cfdC)
{
    constexpr double ofWandering = 0.25;
    const double rms = rmsK(inletsOf(flow), cfdC);
    const double worst = worstK(inletsOf(flow), cfdC);
    qInfo("flow %.3f and %.3f K", rms, worst);
    QVERIFY2(statedK(hall) >= rms - ofWandering, qPrintable(QString::number(rms)));
    QVERIFY2(statedWorstK(hall) >= worst - 2.0 * ofWandering, qPrintable(QString::number(worst)));
}

} // namespace

class InletUncertaintyTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        site_ = test::smallCampus();
        snapshot_ = evaluate(site_, conditionsOf(*site_));
    }

    void theErrorsOnHallH20AreStated_data()
    {
        QTest::addColumn<double>("supplyRatio");
        for (const char* ratio : {"0.6", "0.8", "1.0", "1.2"})
            QTest::newRow(ratio) << QByteArray(ratio).toDouble();
    }

    void theErrorsOnHallH20AreStated()
    {
        QFETCH(double, supplyRatio);
        const std::vector<double> cfdC =
            supplyRatio == 0.8 ? std::vector<double>(test::hallH20InletsC.begin(), test::hallH20InletsC.end())
                               : inletsIn("h20.csv", QByteArray::number(supplyRatio, 'f', 1));
        AirFieldOptions options;
        options.cellM = 0.15;
        const AirFieldPtr field = AirField::solve(test::hallH20(supplyRatio), options);
        const std::vector<double> fieldC = inletsOf(*field);
        const std::vector<double> estimateC = estimateOfH20(supplyRatio);
        qInfo("field %.3f and %.3f K, estimate %.3f and %.3f K", rmsK(fieldC, cfdC), worstK(fieldC, cfdC),
              rmsK(estimateC, cfdC), worstK(estimateC, cfdC));
        const HallResult byField = openHall(supplyRatio, InletModel::Field);
        const HallResult byEstimate = openHall(supplyRatio, InletModel::Estimate);
        verifyStates(statedK(byField), rmsK(fieldC, cfdC));
        verifyStates(statedK(byEstimate), rmsK(estimateC, cfdC));
        verifyStates(statedWorstK(byField), worstK(fieldC, cfdC));
        verifyStates(statedWorstK(byEstimate), worstK(estimateC, cfdC));
        verifyStatesFlow(openHall(supplyRatio, InletModel::Flow),
                         *BuoyantFlow::solve(test::hallH20(supplyRatio)), cfdC);
    }

    // A has open aisles on a floor that blows fast, B a closed one on a slab.
    void theErrorsOnTheCampusAreStated_data()
    {
        QTest::addColumn<std::size_t>("hall");
        QTest::newRow("Hall A") << std::size_t{0};
        QTest::newRow("Hall B") << std::size_t{1};
    }

    void theErrorsOnTheCampusAreStated()
    {
        QFETCH(std::size_t, hall);
        HallResult result = *snapshot_->halls[hall];
        const std::vector<double> cfdC = inletsIn("campus.csv", QTest::currentDataTag());
        std::vector<double> estimatedC;
        for (const RackResult& rack : result.racks)
            estimatedC.push_back(rack.inletC);
        AirFieldOptions options;
        options.cellM = 0.3;
        const AirFieldPtr field = AirField::solve(
            airRoomOf(*result.hall, *site_->catalogue, result, site_->info.elevationM), options);
        const std::vector<double> fieldC = inletsOf(*field);
        qInfo("field %.3f and %.3f K, estimate %.3f and %.3f K", rmsK(fieldC, cfdC), worstK(fieldC, cfdC),
              rmsK(estimatedC, cfdC), worstK(estimatedC, cfdC));
        QVERIFY(inletUncertaintyOf(result)->compared);
        verifyStates(statedK(result), rmsK(estimatedC, cfdC));
        verifyStates(statedWorstK(result), worstK(estimatedC, cfdC));
        result.inletModel = InletModel::Field;
        verifyStates(statedK(result), rmsK(fieldC, cfdC));
        verifyStates(statedWorstK(result), worstK(fieldC, cfdC));
        result.inletModel = InletModel::Flow;
        verifyStatesFlow(
            result,
            *BuoyantFlow::solve(airRoomOf(*result.hall, *site_->catalogue, result, site_->info.elevationM)),
            cfdC);
    }

    void betweenTwoComparedSuppliesTheLargerErrorIsStated()
    {
        for (const InletModel model : {InletModel::Estimate, InletModel::Field}) {
            for (const double ratio : {0.7, 0.9, 1.1})
                QCOMPARE(statedK(openHall(ratio, model)), std::max(statedK(openHall(ratio - 0.1, model)),
                                                                   statedK(openHall(ratio + 0.1, model))));
        }
    }

    void movedRacksHaveTheLargerErrorOfTheirAirAndTheEstimate()
    {
        for (const auto& [moved, still] : {std::pair(InletModel::FieldMoved, InletModel::Field),
                                           std::pair(InletModel::FlowMoved, InletModel::Flow)}) {
            for (const double ratio : {0.6, 0.8, 1.0, 1.2})
                QCOMPARE(statedK(openHall(ratio, moved)),
                         std::max(statedK(openHall(ratio, still)),
                                  statedK(openHall(ratio, InletModel::Estimate))));
        }
    }

    void aHallLikeNoneThatWasComparedHasTheLargestErrorAndSaysSo_data()
    {
        QTest::addColumn<HallResult>("hall");
        const auto row = [](const char* name, double supplyRatio, auto change) {
            HallResult result = openHall(supplyRatio);
            Hall hall = *result.hall;
            change(hall);
            result.hall = std::make_shared<const Hall>(std::move(hall));
            QTest::newRow(name) << result;
        };
        row("hardly any supply", 0.3, [](Hall&) {});
        row("no supply at all", 0.0, [](Hall&) {});
        row("twice the racks' air", 2.0, [](Hall& hall) { hall.aisles[0].area.depth = 3.0; });
        row("an open slab", 0.8, [](Hall& hall) { hall.floor = FloorKind::Slab; });
        row("a floor like a fan", 1.1, [](Hall& hall) { hall.aisles[0].area.depth = 0.3; });
        row("two open aisles over a gentle floor", 0.8, [](Hall& hall) {
            hall.aisles.push_back({"Cold 2", AisleKind::Cold, {3.0, 9.9, 6.0, 1.2}, false});
        });
        row("no aisle", 0.8, [](Hall& hall) { hall.aisles.clear(); });
        row("closed, short of air", 0.8, [](Hall& hall) { hall.aisles[0].contained = true; });
    }

    void aHallLikeNoneThatWasComparedHasTheLargestErrorAndSaysSo()
    {
        QFETCH(HallResult, hall);
        double largest = 0.0;
        for (const double ratio : {0.6, 0.8, 1.0, 1.2})
            largest = std::max(largest, statedK(openHall(ratio)));
        const auto uncertainty = inletUncertaintyOf(hall);
        QVERIFY(!uncertainty->compared);
        QVERIFY(uncertainty->rmsK >= largest);
        QVERIFY(meaningOf(*uncertainty).find("may be larger") != std::string_view::npos);
    }

    void theDerivationNamesTheFiguresTheModelAndTheComparedHall()
    {
        const std::string text = derivationOf(openHall(0.8));
        for (const char* part : {"± 1.3 K for one rack", "0.7 K RMS", "3D field", "hall H20", "0.80 times"})
            QVERIFY2(text.find(part) != std::string::npos, text.c_str());
        QVERIFY(derivationOf(openHall(0.3)).find("may be larger") != std::string::npos);
    }

    void withoutRackAirThereIsNothingToState()
    {
        HallResult hall = openHall(1.0);
        hall.rackAirflowM3s = 0.0;
        QVERIFY(!inletUncertaintyOf(hall));
        hall.rackAirflowM3s = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(!inletUncertaintyOf(hall));
    }

    // The document has the same figures, for people.
    void theDocumentStatesTheSame()
    {
        QFile file(QStringLiteral(HALLWRIGHT_SOURCE_DIR "/docs/air.md"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        for (const double ratio : {0.6, 0.8, 1.0, 1.2}) {
            const HallResult byField = openHall(ratio);
            const HallResult byEstimate = openHall(ratio, InletModel::Estimate);
            QString line = QStringLiteral("| H20, supply %1").arg(ratio, 0, 'f', 1);
            for (const double figureK :
                 {statedK(byField), statedWorstK(byField), statedK(byEstimate), statedWorstK(byEstimate)})
                line += QStringLiteral(" | %1 K").arg(figureK, 0, 'f', 1);
            QVERIFY2(text.contains(line), qPrintable(line));
        }
    }

private:
    SitePtr site_;
    SnapshotPtr snapshot_;
};

QTEST_APPLESS_MAIN(InletUncertaintyTest)
#include "tst_inlet_uncertainty.moc"
