#include "campus_checks.h"
#include "core/exchange/recipe.h"
#include "core/rules/findings.h"
#include "core/simulation/evaluate.h"

#include <QFile>
#include <QTest>

#include <map>

using namespace hallwright;
using namespace hallwright::test;

namespace {

const SitePtr& campus()
{
    static const SitePtr site =
        buildSite(HALLWRIGHT_SOURCE_DIR "/sample-sites/five-building-conversion/site.yaml");
    return site;
}

const Snapshot& evaluated()
{
    static const SnapshotPtr snapshot = evaluate(campus(), conditionsOf(*campus()));
    return *snapshot;
}

// The figures expected.csv may name, by the names `hallwright-cli solve --json` gives them.
std::map<QString, double> keyFigures()
{
    const Snapshot& s = evaluated();
    std::map<QString, double> figures{
        {"rack_count", static_cast<double>(campus()->rackCount())},
        {"gpu_count", static_cast<double>(campus()->gpuCount())},
        {"it_power_w", s.itPowerW},
        {"facility_power_w", s.facilityPowerW},
        {"cooling_power_w", s.coolingPowerW},
        {"distribution_loss_w", s.distributionLossW},
        {"other_power_w", s.otherPowerW},
        {"pue", s.pue.value()},
        {"max_inlet_c", s.maxInletC},
        {"racks_over_limit", static_cast<double>(s.racksOverLimit)},
    };
    for (std::size_t i = 0; i < s.buildings.size(); ++i) {
        const QString name = QString::fromStdString(campus()->buildings[i]->name);
        figures[name + ".it_power_w"] = s.buildings[i].itPowerW;
        figures[name + ".facility_power_w"] = s.buildings[i].facilityPowerW;
    }
    return figures;
}

template <class Visit>
void forEachRack(Visit visit)
{
    for (const BuildingPtr& building : campus()->buildings) {
        for (const HallPtr& hall : building->halls) {
            for (const Rack& rack : hall->racks)
                visit(*hall, rack);
        }
    }
}

} // namespace

class TestFiveBuildingConversion : public QObject
{
    Q_OBJECT

private slots:
    void thereAre129000GpusIn4032ComputeRacks()
    {
        QCOMPARE(campus()->gpuCount(), 129'000LL);
        std::map<int, int> computeRacksByGpus;
        forEachRack([&](const Hall&, const Rack& rack) {
            if (rack.role == RackRole::Compute)
                ++computeRacksByGpus[rack.gpuCount];
        });
        // 16,125 nodes of 8: 4,031 racks of four nodes and one of a single node.
        QCOMPARE(computeRacksByGpus, (std::map<int, int>{{8, 1}, {32, 4031}}));
    }

    // 16,125 nodes at 10 to 12 kW.
    void serversTake161To194Megawatts()
    {
        double serversW = 0.0;
        forEachRack([&](const Hall&, const Rack& rack) {
            if (rack.role == RackRole::Compute)
                serversW += rack.powerW;
        });
        QVERIFY(serversW >= 161e6 && serversW <= 194e6);
        QVERIFY(evaluated().itPowerW >= 161e6 && evaluated().itPowerW <= 194e6);
    }

    void everyBuildingIsInsideItsCapacityOnTheDesignDay()
    {
        for (const BuildingResult& building : evaluated().buildings)
            QVERIFY(building.facilityPowerW <= building.capacityW);
    }

    void nothingIsFound()
    {
        const FindingsPtr findings = findingsOf(evaluated());
        QVERIFY2(findings->clean(), findings->clean() ? "" : findings->open.front()->sentence.c_str());
    }

    void noRackIsOverItsInletLimit() { QCOMPARE(evaluated().racksOverLimit, std::size_t{0}); }

    // 18 °C chilled water lies outside the box of the chillers' published curves, and the evaluation says so. It must
    // say nothing else.
    void nothingElseIsNoted()
    {
        for (const std::string& note : evaluated().notes)
            QVERIFY2(note.find("curves were fitted on") != std::string::npos, note.c_str());
    }

    void energyIsConserved()
    {
        constexpr double acceptedResidual = 1e-6; // the campus's stated limit
        QVERIFY(std::abs(evaluated().energyResidual) <= acceptedResidual);
    }

    void everyRackIsFedFromAAndB()
    {
        forEachRack([&](const Hall&, const Rack& rack) {
            const PowerNode* a = campus()->power->find(rack.feedA);
            const PowerNode* b = campus()->power->find(rack.feedB);
            QVERIFY(a && a->side == FeedSide::A);
            QVERIFY(b && b->side == FeedSide::B);
        });
    }

    void oneSideCanCarryEveryRow()
    {
        const std::string offence = overloadedBusway(*campus());
        QVERIFY2(offence.empty(), offence.c_str());
    }

    void airHandlersMoveMoreThanTheRacksDraw()
    {
        for (const BuildingPtr& building : campus()->buildings) {
            for (const HallPtr& hall : building->halls) {
                double racks = 0.0;
                double handlers = 0.0;
                double largest = 0.0;
                for (const Rack& rack : hall->racks)
                    racks += rack.airflowM3s;
                for (const AirHandler& unit : hall->airHandlers) {
                    handlers += unit.airflowM3s;
                    largest = std::max(largest, unit.airflowM3s);
                }
                QVERIFY2(handlers - largest > racks, hall->name.c_str()); // with one unit out of service
            }
        }
    }

    void cdusCarryTheirHallWithOneOutOfService()
    {
        for (const HallResultPtr& hall : evaluated().halls) {
            if (hall->hall->cdus.empty())
                continue;
            QVERIFY2(hall->cduCapacityW - hall->hall->cdus.front().capacityW > hall->heatToLiquidW,
                     hall->hall->name.c_str());
        }
    }

    void plantCarriesEveryLoopWithTwoUnitsOutOfService()
    {
        const CoolingNetwork& cooling = *campus()->cooling;
        for (std::size_t i = 0; i < cooling.loops.size(); ++i) {
            double capacityW = 0.0;
            double largestW = 0.0;
            for (std::size_t u = 0; u < cooling.plant.size(); ++u) {
                if (cooling.plant[u].loop != cooling.loops[i].id)
                    continue;
                capacityW += evaluated().plant[u].capacityW;
                largestW = std::max(largestW, evaluated().plant[u].capacityW);
            }
            QVERIFY2(capacityW - 2 * largestW > evaluated().loops[i].heatW, cooling.loops[i].name.c_str());
        }
    }

    void plantStandsClear()
    {
        constexpr double clearanceM = 1.5; // half of the 3 m between the coils of neighbours
        const std::string offence = plantTooClose(*campus(), clearanceM);
        QVERIFY2(offence.empty(), offence.c_str());
    }

    void waterStaysOutOfHallsAndElectricalRooms()
    {
        for (const BuildingPtr& building : campus()->buildings) {
            for (const PipeRun& pipe : campus()->cooling->pipes) {
                const std::string offence = pipeThroughRoom(*campus(), *building, pipe);
                QVERIFY2(offence.empty(), offence.c_str());
            }
        }
    }

    void trenchesPassUnderNoOtherBuilding()
    {
        const std::string offence = trenchUnderBuilding(*campus());
        QVERIFY2(offence.empty(), offence.c_str());
    }

    void anyTwoBuildingsAreJoinedByFibre()
    {
        std::map<std::pair<BuildingId, BuildingId>, int> runs;
        for (const FibreRun& run : campus()->pathways->runs) {
            if (run.from != run.to)
                ++runs[{run.from, run.to}];
        }
        QCOMPARE(runs.size(), std::size_t{5 * 4 / 2});
    }

    void theKeyFiguresAreThoseOfExpectedCsv()
    {
        QFile file(HALLWRIGHT_SOURCE_DIR "/sample-sites/five-building-conversion/expected.csv");
        QVERIFY(file.open(QIODevice::ReadOnly));
        const std::map<QString, double> figures = keyFigures();
        QCOMPARE(file.readLine().trimmed(), QByteArray("key,value,tolerance,source"));
        int lines = 0;
        while (!file.atEnd()) {
            const QStringList fields = QString::fromUtf8(file.readLine()).trimmed().split(',');
            const auto figure = figures.find(fields.at(0));
            QVERIFY2(figure != figures.end(), qPrintable(fields.at(0)));
            const double off = std::abs(figure->second - fields.at(1).toDouble());
            QVERIFY2(off <= fields.at(2).toDouble(),
                     qPrintable(QString("%1 is %2").arg(fields.at(0)).arg(figure->second, 0, 'f', 4)));
            ++lines;
        }
        QVERIFY(lines >= 10);
    }
};

QTEST_GUILESS_MAIN(TestFiveBuildingConversion)
#include "tst_five_building_conversion.moc"
