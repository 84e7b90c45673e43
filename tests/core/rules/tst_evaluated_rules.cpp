// What the evaluation of a site shows to be exceeded, lost or shut down: each kind has a finding that names it.
#include "core/physics/recirculation.h"
#include "core/simulation/inlet_uncertainty.h"
#include "tests/support/campus.h"
#include "tests/support/found.h"
#include "tests/support/random_site.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <functional>
#include <limits>

using namespace hallwright;

namespace {

// The parts of the small campus that a story changes; `hall` is Hall A or Hall B.
struct Parts {
    PowerNetwork power;
    CoolingNetwork cooling;
    Catalogue catalogue;
    Building building;
    Hall hall;
};

SitePtr changed(std::size_t building, const std::function<void(Parts&)>& change)
{
    auto site = std::make_shared<Site>(*test::smallCampus());
    const Building& before = *site->buildings[building];
    Parts parts{*site->power, *site->cooling, *site->catalogue, before, *before.halls.front()};
    change(parts);
    parts.building.halls.front() = std::make_shared<const Hall>(parts.hall);
    site->power = std::make_shared<const PowerNetwork>(parts.power);
    site->cooling = std::make_shared<const CoolingNetwork>(parts.cooling);
    site->catalogue = std::make_shared<const Catalogue>(parts.catalogue);
    site->buildings[building] = std::make_shared<const Building>(parts.building);
    return site;
}

QString asText(const Findings& findings)
{
    return QString::fromStdString(test::textOf(findings));
}

bool holdsRule(const Findings& findings, std::string_view rule)
{
    return !test::foundBy(findings, rule).empty();
}

template <class Parts>
auto idOf(const Parts& parts, const std::string& name)
{
    const auto it =
        std::find_if(parts.begin(), parts.end(), [&](const auto& part) { return part.name == name; });
    return it != parts.end() ? it->id : decltype(it->id){};
}

// What a model may say it could not do. What is wrong with the site is a finding and not repeated as a note.
bool isOfAModel(const std::string& note)
{
    static const QRegularExpression words(
        "^What if: |did not settle|do not agree|not finite|fitted on|name curves that|fed from no power node|"
        "is taken as|is assumed|are assumed|is taken to|are taken to|move next to no air|not joined to the "
        "plant|"
        "no steady state|no PUE|no free-cooling coil|joined to no equipment|a dead end that serves "
        "nothing|no "
        "length or no bore");
    return words.match(QString::fromStdString(note)).hasMatch();
}

// The small campus on a generator of this share of what it needs.
SitePtr onGenerator(double share)
{
    const double needW = evaluate(test::smallCampus(), conditionsOf(*test::smallCampus()))->sourcePowerW;
    return changed(0, [&](Parts& parts) {
        parts.power.nodes[0].kind = PowerNodeKind::Generator;
        parts.power.nodes[0].ratedW = share * needW;
    });
}

std::vector<ObjectRef> equipmentOf(const Site& site)
{
    std::vector<ObjectRef> all;
    for (const PowerNode& node : site.power->nodes)
        all.push_back({ObjectKind::PowerNode, node.id.value});
    for (const PlantUnit& unit : site.cooling->plant)
        all.push_back({ObjectKind::PlantUnit, unit.id.value});
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            for (const AirHandler& unit : hall->airHandlers)
                all.push_back({ObjectKind::AirHandler, unit.id.value});
            for (const Cdu& unit : hall->cdus)
                all.push_back({ObjectKind::Cdu, unit.id.value});
        }
    }
    return all;
}

} // namespace

class EvaluatedRulesTest : public QObject
{
    Q_OBJECT

private slots:
    void eachKindOfLossIsAFinding_data()
    {
        QTest::addColumn<SitePtr>("site");
        QTest::addColumn<QString>("rule");
        QTest::addColumn<QString>("words");
        addHallStories();
        addLoopStories();
    }

    void eachKindOfLossIsAFinding()
    {
        QFETCH(SitePtr, site);
        QFETCH(QString, rule);
        QFETCH(QString, words);
        const QString line = rule + ": " + words;
        QVERIFY(!asText(*test::findingsAt(test::smallCampus()))
                     .contains(line)); // nor is there one of what is not
        const QString found = asText(*test::findingsAt(site));
        QVERIFY2(found.contains(line), qPrintable(found));
    }

    // Four racks of 132 kW are on CDU 1.
    void racksWithoutCoolantAreLost()
    {
        const SitePtr site = test::smallCampus();
        Outages outages;
        outages.cdus = {site->buildings[1]->halls[0]->cdus[0].id};
        const FindingsPtr findings = test::findingsAt(site, outages);
        const auto found = test::foundBy(*findings, "no-coolant");
        QVERIFY2(found.size() == 4, qPrintable(asText(*findings)));
        QCOMPARE(QString::fromStdString(found[0]->sentence),
                 QString("No coolant reaches rack LA01 of Hall B and 132.0 kW of IT load is lost."));
        QCOMPARE(found[0]->hall, site->buildings[1]->halls[0]->id);
        QCOMPARE(found[0]->severity, Severity::Critical);
        QCOMPARE(found[0]->other, refTo(outages.cdus[0]));
        QVERIFY(!holdsRule(*test::findingsAt(site), "no-coolant"));
        const std::vector<FindingGroup> groups = grouped(found);
        QCOMPARE(groups.size(), std::size_t{1});
        QCOMPARE(countOf(groups[0]), std::string("4 racks, 528.0 kW together"));
        QCOMPARE(placeOf(*site, groups[0]), std::string("Hall B in Building 2"));
    }

    void lightsWithoutPowerAreALoss()
    {
        const SitePtr site = changed(0, [](Parts& parts) {
            parts.building.otherFeed = idOf(parts.power.nodes, "Building 1 mechanical panel");
        });
        Outages outages;
        outages.power = {idOf(site->power->nodes, "Building 1 mechanical panel")};
        const QString found = asText(*test::findingsAt(site, outages));
        QVERIFY2(found.contains("no-power: 15.0 kW of equipment has no power; the first is what Building 1 "
                                "mechanical panel should feed."),
                 qPrintable(found));
    }

    // Each unit is one finding, also one that has nothing to cool and one far from all pipes.
    void everyUnitThatNoPipeJoinsIsCounted()
    {
        const auto withoutPipes = [](const char* part) {
            return changed(0, [&](Parts& parts) {
                parts.hall.racks.clear();
                parts.hall.airHandlers[0].pose.x = 0.5;
                std::erase_if(parts.cooling.pipes, [&](const PipeRun& pipe) {
                    return pipe.name.starts_with("Chilled water 1" + std::string(part));
                });
            });
        };
        const FindingsPtr findings = test::findingsAt(withoutPipes(" supply"));
        const auto found = test::foundBy(*findings, "not-joined");
        const auto units = std::ranges::count_if(found, [](const Finding* finding) {
            return finding->subject.kind == ObjectKind::AirHandler && finding->hall == HallId{1};
        });
        QCOMPARE(units, std::ptrdiff_t{4});
        QCOMPARE(found[0]->severity, Severity::Major);
        QCOMPARE(QString::fromStdString(found[0]->remedy),
                 QString("Draw the supply and the return of Chilled water 1 through from its plant to air "
                         "handler CRAH 1."));
        QVERIFY(!holdsRule(*test::findingsAt(withoutPipes("")), "not-joined")); // none is drawn
    }

    // The air handlers run on, or no heat would reach the loop.
    void pumpsWithoutPowerAreNamedAsTheCause()
    {
        const SitePtr site = changed(0, [](Parts& parts) {
            for (AirHandler& unit : parts.hall.airHandlers)
                unit.feed = idOf(parts.power.nodes, "Building 1 UPS A");
        });
        Outages outages;
        outages.power = {idOf(site->power->nodes, "Building 1 mechanical panel")};
        const QString found = asText(*test::findingsAt(site, outages));
        QVERIFY2(found.contains(QRegularExpression("loop-heat: No plant takes .* kW of heat in Chilled water "
                                                   "1, whose pumps are without power.")),
                 qPrintable(found));
    }

    void chillersWithoutATowerInServiceAreSaidToStandStill()
    {
        const SitePtr site = test::smallCampus();
        Outages outages;
        for (const PlantUnit& unit : site->cooling->plant) {
            if (unit.kind == PlantKind::CoolingTower)
                outages.plant.push_back(unit.id);
        }
        const FindingsPtr findings = test::findingsAt(site, outages);
        const QString found = asText(*findings);
        QCOMPARE(test::foundBy(*findings, "loop-heat").front()->severity, Severity::Critical);
        QVERIFY2(found.contains(QRegularExpression("loop-heat: No plant takes .* kW of heat in Chilled water "
                                                   "1, whose chillers stand still without a cooling tower in "
                                                   "service.")),
                 qPrintable(found));
        QVERIFY(!found.contains("no-tower"));
    }

    // The other side carries what it fed: that is what it is there for. But the next failure takes the racks.
    void aSideThatIsCarriedByTheOtherIsNoLossButLostRedundancy()
    {
        const SitePtr site = test::smallCampus();
        Outages outages;
        outages.power = {idOf(site->power->nodes, "Building 1 UPS A")};
        const FindingsPtr before = test::findingsAt(site);
        const FindingsPtr after = test::findingsAt(site, outages);
        QVERIFY2(!holdsRule(*after, "no-power"), qPrintable(asText(*after)));
        QVERIFY(!holdsRule(*before, "one-feed-only"));
        const auto found = test::foundBy(*after, "one-feed-only");
        QCOMPARE(found.size(), site->buildings[0]->halls[0]->racks.size());
        QCOMPARE(found[0]->severity, Severity::Minor);
        QCOMPARE(
            QString::fromStdString(found[0]->sentence),
            QString("Rack A01 of Hall A has one feed only: Hall A PDU 1A is without power, Hall A PDU 1B "
                    "carries it alone."));
        QCOMPARE(after->count(Severity::Critical), before->count(Severity::Critical));
        QCOMPARE(after->count(Severity::Major), before->count(Severity::Major));
    }

    // Without a load it moves no coolant, and supplies nothing.
    // A CDU's load is its racks' heat, which its capacity is stated for: the pumps' heat is the loop's.
    void aCduIsLoadedWithTheHeatOfItsRacks()
    {
        const SitePtr site = changed(1, [](Parts& parts) { parts.hall.cdus[0].capacityW = 430e3; });
        const SnapshotPtr snapshot = evaluate(site, conditionsOf(*site));
        const CduResult& unit = snapshot->hallResult(HallId{2})->cdus[0];
        QVERIFY(unit.pumpPowerW > 0.0);
        const FindingsPtr findings = findingsOf(*snapshot);
        const auto found = test::foundBy(*findings, "cdu-capacity");
        QCOMPARE(found.size(), std::size_t{1});
        QCOMPARE(*found[0]->value, unit.loadW());
        QCOMPARE(*found[0]->value, unit.heatW - unit.pumpPowerW);
    }

    // Half the racks on each: the other can take what is too much for one, unless it too is full.
    void aFullCduIsRelievedByOneWithRoom()
    {
        const auto remedyWith = [](double otherW) {
            const FindingsPtr findings = test::findingsAt(changed(1, [&](Parts& parts) {
                parts.hall.cdus[0].capacityW = 430e3;
                parts.hall.cdus[1].capacityW = otherW;
            }));
            return test::foundBy(*findings, "cdu-capacity").front()->remedy;
        };
        const std::string room = remedyWith(1e6);
        QVERIFY2(room.find(" of the racks of CDU 1 to CDU 2, which has ") != std::string::npos, room.c_str());
        const std::string full = remedyWith(450e3);
        QVERIFY2(full.starts_with("Add a CDU to Hall B for "), full.c_str());
    }

    // The ± of one rack's inlet belongs to the sentence that holds it against a limit.
    void anInletSaysHowFarItMayBeOff()
    {
        const SitePtr site = changed(0, [](Parts& parts) { parts.hall.inletLimitC = 10.0; });
        const SnapshotPtr snapshot = evaluate(site, conditionsOf(*site));
        const auto uncertainty = inletUncertaintyOf(*snapshot->hallResult(HallId{1}));
        const FindingsPtr findings = findingsOf(*snapshot);
        const auto found = test::foundBy(*findings, "inlet-temperature");
        QVERIFY(!found.empty());
        const std::string within = fmt::format(" °C ± {:.1f} K with ", uncertainty->worstK);
        QVERIFY2(found[0]->sentence.find(within) != std::string::npos, found[0]->sentence.c_str());
    }

    // A rack turned to the back of another inhales what that one blows out, and the remedy names it.
    void warmAirIsToldByTheRackItComesFrom()
    {
        const SitePtr site = changed(0, [](Parts& parts) {
            Rack& first = parts.hall.racks[0];
            first.pose = {first.pose.x, first.pose.y - 1.8, first.pose.yawDeg};
            parts.hall.inletLimitC = 15.0;
        });
        const SnapshotPtr snapshot = evaluate(site, conditionsOf(*site));
        const HallResult& hall = *snapshot->hallResult(HallId{1});
        const FindingsPtr findings = findingsOf(*snapshot);
        bool named = false;
        for (const Finding* finding : test::foundBy(*findings, "inlet-temperature")) {
            const std::size_t at = static_cast<std::size_t>(
                std::ranges::find(hall.hall->racks, RackId{finding->subject.id}, &Rack::id) -
                hall.hall->racks.begin());
            if (hall.racks[at].recirculation <= 0.05)
                continue;
            const auto shares = hall.recirculation->shares(at);
            if (shares.empty() || *std::ranges::max_element(shares) < 0.02)
                continue;
            const auto most = static_cast<std::size_t>(std::ranges::max_element(shares) - shares.begin());
            const std::string& name = hall.hall->racks[hall.recirculation->sources(at)[most]].name;
            QVERIFY2(finding->remedy.find("exhaust of rack " + name) != std::string::npos,
                     finding->remedy.c_str());
            named = true;
        }
        QVERIFY(named);
    }

    void aCduWithoutPowerIsNotBelowTheDewPoint()
    {
        const SitePtr site = test::smallCampus();
        Outages outages;
        outages.cdus = {site->buildings[1]->halls[0]->cdus[0].id};
        QVERIFY(!holdsRule(*test::findingsAt(site, outages), "dew-point"));
        const SitePtr idle = changed(1, [](Parts& parts) {
            for (Rack& rack : parts.hall.racks)
                rack.powerW = 0.0;
        });
        QVERIFY2(!holdsRule(*test::findingsAt(idle), "dew-point"),
                 qPrintable(asText(*test::findingsAt(idle))));
    }

    // A chiller warms its water by 1 K for 3 % of missing capacity, so 0.06 % are within what counts as held.
    void aPlantShortByAHairIsShort()
    {
        const SitePtr site = test::smallCampus();
        const SnapshotPtr full = evaluate(site, conditionsOf(*site));
        const LoopResult& loop = full->loops[0];
        const SitePtr small = changed(0, [&](Parts& parts) {
            for (PlantUnit& unit : parts.cooling.plant) {
                if (unit.kind == PlantKind::WaterCooledChiller && unit.loop == loop.id)
                    unit.capacityW *= loop.heatW / loop.plantCapacityW * 0.9994;
            }
        });
        const QString found = asText(*test::findingsAt(small));
        QVERIFY2(found.contains("plant-capacity: ") || found.contains("loop-supply: "), qPrintable(found));
    }

    // What an evaluation seldom shows, put into its results.
    void whatALoopsPumpsAndPipesCannotDoIsAFinding_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<std::function<void(LoopHydraulics&)>>("change");
        const auto row = [](const char* line, const std::function<void(LoopHydraulics&)>& change) {
            QTest::newRow(line) << line << change;
        };
        row("pump-curve: The pumps of Chilled water 1 run far out on their curve",
            [](LoopHydraulics& flows) { flows.pumpsOffCurve = true; });
        row("pipe-velocity: The coolant of Chilled water 1 runs at 3.50 m/s in Chilled water 1 ",
            [](LoopHydraulics& flows) { flows.pipes.at(0).velocityMs = 3.5; });
        row("unsettled: The flows in the rings of Chilled water 1 did not settle.",
            [](LoopHydraulics& flows) { flows.settled = false; });
        row("loop-still: Air handler CRAH 1 on Chilled water 1 has no flow for its 5.0 kW of heat.",
            [](LoopHydraulics& flows) {
                flows.terminals.push_back({TerminalKind::AirHandler, 1, 5e3});
            });
    }

    void whatALoopsPumpsAndPipesCannotDoIsAFinding()
    {
        QFETCH(QString, line);
        QFETCH(std::function<void(LoopHydraulics&)>, change);
        const SitePtr site = test::smallCampus();
        Snapshot snapshot = *evaluate(site, conditionsOf(*site));
        QVERIFY(!asText(*findingsOf(snapshot)).contains(line));
        auto flows = std::make_shared<LoopHydraulics>(*snapshot.loops[0].hydraulics);
        change(*flows);
        snapshot.loops[0].hydraulics = flows;
        const QString found = asText(*findingsOf(snapshot));
        QVERIFY2(found.contains(line), qPrintable(found));
    }

    void figuresNotToBeReliedOnAreAFinding()
    {
        const SitePtr site = test::smallCampus();
        Snapshot snapshot = *evaluate(site, conditionsOf(*site));
        QVERIFY(!holdsRule(*findingsOf(snapshot), "unsettled"));
        snapshot.converged = false;
        QVERIFY(asText(*findingsOf(snapshot))
                    .contains("unsettled: Air, liquid, plant and power do not agree after "));
        snapshot.converged = true;
        snapshot.massResidual = std::numeric_limits<double>::infinity();
        QVERIFY(asText(*findingsOf(snapshot)).contains("unsettled: Some results are not finite numbers."));
    }

    // Equipment taken out piece by piece, whatever it is, in sites of any shape.
    void noNoteRepeatsAFinding()
    {
        constexpr unsigned seed = 20;
        constexpr int sites = 24;
        std::mt19937 random(seed);
        std::size_t met = 0;
        for (int i = 0; i < sites; ++i) {
            const SitePtr site = test::randomSite(random);
            const Conditions weather = test::randomWeather(random);
            for (const ObjectRef& equipment : equipmentOf(*site)) {
                Conditions conditions = weather;
                conditions.outages = conditions.outages.with(equipment, true);
                const SnapshotPtr snapshot = evaluate(site, conditions);
                for (const std::string& note : snapshot->notes) {
                    QVERIFY2(isOfAModel(note), note.c_str());
                    ++met;
                }
            }
        }
        QVERIFY(met > 0);
    }

    void racksThatTheSourcesCannotCarryAreLostToThem()
    {
        const SitePtr site = onGenerator(0.9);
        const FindingsPtr findings = test::findingsAt(site);
        const auto found = test::foundBy(*findings, "no-power");
        QCOMPARE(found.size(), evaluate(site, conditionsOf(*site))->shed.count);
        QVERIFY(!found.empty());
        QVERIFY2(found[0]->sentence.starts_with("The sources cannot carry rack "),
                 found[0]->sentence.c_str());
    }

    void aSourceThatTripsIsAFinding()
    {
        QVERIFY(!asText(*test::findingsAt(onGenerator(0.9))).contains(" trips: "));
        const QString found = asText(*test::findingsAt(onGenerator(0.01)));
        QVERIFY2(found.contains(" trips: with all its racks switched off more than its "), qPrintable(found));
    }

private:
    static void add(const char* name, std::size_t building, const char* rule, const char* words,
                    const std::function<void(Parts&)>& change)
    {
        QTest::newRow(name) << changed(building, change) << rule << words;
    }

    static void addHallStories()
    {
        // Four racks of 132 kW, of which 87 % go to coolant: about 460 kW.
        add("a CDU too small", 1, "cdu-capacity", "CDU 1 in Hall B is loaded with 4",
            [](Parts& parts) { parts.hall.cdus[0].capacityW = 430e3; });
        add("a CDU short of coolant", 1, "cdu-flow", "CDU 2 in Hall B moves 2.00 L/s of coolant, ",
            [](Parts& parts) { parts.hall.cdus[1].flowM3s = 2e-3; });
        add("a CDU asked for colder coolant than its water", 1, "cdu-supply",
            "CDU 1 in Hall B cannot hold its set point of 5.0 °C",
            [](Parts& parts) { parts.hall.cdus[0].supplyC = 5.0; });
        add("air handlers that move too little", 0, "air-flow", "The racks of Hall A draw ",
            [](Parts& parts) {
                for (AirHandler& unit : parts.hall.airHandlers)
                    unit.airflowM3s = 2.0;
            });
        add("coils too small", 0, "air-supply", "CRAH 1 in Hall A cannot hold its set point of 20.0 °C",
            [](Parts& parts) {
                for (AirHandler& unit : parts.hall.airHandlers)
                    unit.capacityW = 30e3;
            });
        add("air handlers on no loop", 0, "hall-heat", "Nothing takes ", [](Parts& parts) {
            for (AirHandler& unit : parts.hall.airHandlers)
                unit.loop = {};
        });
        add("a rack with next to no air", 0, "rack-airflow",
            "The airflow stated for rack A01 of Hall A is too little",
            [](Parts& parts) { parts.hall.racks[0].airflowM3s = 0.1; });
    }

    static void addLoopStories()
    {
        add("a main that is gone", 0, "not-joined",
            "The pipes of Chilled water 1 do not join air handler CRAH 1 to its plant", [](Parts& parts) {
                std::erase_if(parts.cooling.pipes,
                              [](const PipeRun& pipe) { return pipe.name == "Chilled water 1 supply"; });
            });
        add("chillers without towers", 0, "no-tower", "The water-cooled chillers of Chilled water 1",
            [](Parts& parts) {
                std::erase_if(parts.cooling.plant,
                              [](const PlantUnit& unit) { return unit.kind == PlantKind::CoolingTower; });
            });
    }
};

QTEST_GUILESS_MAIN(EvaluatedRulesTest)
#include "tst_evaluated_rules.moc"
