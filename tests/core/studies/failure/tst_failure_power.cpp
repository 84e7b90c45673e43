// What trips, recharges, does not start and runs out while a failure is followed, on the small campus with other ratings.
#include "core/model/errors.h"
#include "core/physics/rack_circuits.h"
#include "core/physics/standby_generator.h"
#include "core/simulation/evaluate.h"
#include "core/studies/failure/breaker_bank.h"
#include "core/studies/failure/failure.h"
#include "core/studies/failure/sweep.h"
#include "tests/support/campus.h"

#include <QTest>

#include <algorithm>
#include <cmath>
#include <functional>

using namespace hallwright;
using namespace hallwright::test;

namespace {

constexpr double conserved = 1e-6; // of what was held
constexpr double sameS = 1e-3;     // of moments: what the evaluation leaves open of a load

std::size_t positionOf(const Site& site, const std::string& name)
{
    const auto& nodes = site.power->nodes;
    const auto found = std::ranges::find(nodes, name, &PowerNode::name);
    return static_cast<std::size_t>(found - nodes.begin());
}

ObjectRef feedNamed(const Site& site, const std::string& name)
{
    return refTo(site.power->nodes[positionOf(site, name)].id);
}

SitePtr withNodes(const SitePtr& site, const std::function<void(PowerNetwork&)>& change)
{
    auto next = std::make_shared<Site>(*site);
    auto network = std::make_shared<PowerNetwork>(*site->power);
    change(*network);
    next->power = std::move(network);
    return next;
}

SitePtr withRating(const SitePtr& site, const std::string& name, double ratedW)
{
    return withNodes(site,
                     [&](PowerNetwork& network) { network.nodes[positionOf(*site, name)].ratedW = ratedW; });
}

// Generators on standby beside the utility's transformers.
SitePtr withGenerators(const SitePtr& site, int count, double ratedW)
{
    return withNodes(site, [&](PowerNetwork& network) {
        for (int i = 0; i < count; ++i) {
            PowerNode generator;
            generator.id = {network.nodes.back().id.value + 1};
            generator.name = "Generator " + std::to_string(i + 1);
            generator.kind = PowerNodeKind::Generator;
            generator.ratedW = ratedW;
            generator.standby = true;
            for (PowerNode& node : network.nodes) {
                if (node.kind == PowerNodeKind::Switchgear)
                    node.fedBy.push_back(generator.id);
            }
            network.nodes.push_back(generator);
        }
    });
}

ObjectRef utilityOf(const Site& site)
{
    const auto found = std::ranges::find(site.power->nodes, PowerNodeKind::Utility, &PowerNode::kind);
    return refTo(found->id);
}

CascadePtr followed(const SitePtr& site, const std::vector<ObjectRef>& failed,
                    const FailureOptions& options = {})
{
    return failureOf(site, conditionsOf(*site), failed, options);
}

std::vector<FailureEvent> eventsOf(const Cascade& cascade, FailureEventKind kind)
{
    std::vector<FailureEvent> all;
    std::ranges::copy_if(cascade.events, std::back_inserter(all),
                         [&](const FailureEvent& event) { return event.kind == kind; });
    return all;
}

QByteArray told(const Cascade& cascade)
{
    QByteArray text;
    for (const FailureEvent& event : cascade.events)
        text += QByteArray::number(event.timeS) + ' ' + QByteArray::fromStdString(event.sentence) + '\n';
    return text;
}

// Of one node, over its rating, with all in service and without one of them.
struct Loads {
    double before = 0.0;
    double after = 0.0;
};

Loads loadsOf(const SitePtr& site, const std::string& name, ObjectRef failed)
{
    const std::size_t at = positionOf(*site, name);
    const double ratedW = site->power->nodes[at].ratedW;
    Conditions conditions = conditionsOf(*site);
    const double beforeW = evaluate(site, conditions)->powerNodes[at].outputW;
    conditions.outages = conditions.outages.with(failed, true);
    return {beforeW / ratedW, evaluate(site, conditions)->powerNodes[at].outputW / ratedW};
}

} // namespace

class FailurePowerTest : public QObject
{
    Q_OBJECT

private slots:
    // t = τ ln((m² - m0²)/(m² - k²)): a PDU of 190 kW for a row of 245 kW, when the other side is lost.
    void aBreakerOnItsCurve()
    {
        const SitePtr site = withRating(site_, "Hall A PDU 1B", 190e3);
        const ObjectRef failed = feedNamed(*site, "Hall A PDU 1A");
        const Loads load = loadsOf(site, "Hall A PDU 1B", failed);
        QVERIFY(load.after > 1.2 && load.before < 0.7);
        const BreakerCurve curve;
        const double byHandS =
            curve.timeConstantS * std::log((load.after * load.after - load.before * load.before) /
                                           (load.after * load.after - curve.pickup * curve.pickup));
        const CascadePtr cascade = followed(site, {failed});
        const auto over = eventsOf(*cascade, FailureEventKind::Overload);
        const auto trips = eventsOf(*cascade, FailureEventKind::BreakerTrip);
        QVERIFY2(over.size() == 1 && trips.size() == 1, told(*cascade));
        QCOMPARE(over.front().timeS, 0.0);
        QVERIFY2(over.front().sentence.find("its breaker trips after " + durationText(byHandS)) !=
                     std::string::npos,
                 told(*cascade));
        QVERIFY2(std::abs(trips.front().timeS - byHandS) < sameS,
                 QByteArray::number(trips.front().timeS - byHandS, 'g', 6));
        QCOMPARE(trips.front().subject, feedNamed(*site, "Hall A PDU 1B"));
        // What hangs below it goes dark at that moment, and nothing else.
        QVERIFY2(cascade->halls[0].powerLostS == trips.front().timeS, told(*cascade));
        QCOMPARE(cascade->racksLost(), std::size_t{12});
        QVERIFY2(cascade->steadyAtEnd, told(*cascade));
    }

    void anOverloadBelowThePickUpIsBorne()
    {
        const SitePtr site = withRating(site_, "Hall A PDU 1B", 215e3); // 114 %
        const CascadePtr cascade = followed(site, {feedNamed(*site, "Hall A PDU 1A")});
        const auto over = eventsOf(*cascade, FailureEventKind::Overload);
        QVERIFY2(over.size() == 1 && over.front().sentence.ends_with("; its breaker bears that."),
                 told(*cascade));
        QVERIFY(eventsOf(*cascade, FailureEventKind::BreakerTrip).empty());
        QCOMPARE(cascade->racksLost(), std::size_t{0});
        QVERIFY(cascade->steadyAtEnd);
    }

    // With another curve the moment is another: a finer tolerance, or a sweep, changes nothing.
    void theMomentIsThatOfTheCurveWhateverTheSteps()
    {
        const SitePtr site = withRating(site_, "Hall A PDU 1B", 190e3);
        const ObjectRef failed = feedNamed(*site, "Hall A PDU 1A");
        FailureOptions options;
        const auto tripS = [&] {
            return eventsOf(*followed(site, {failed}, options), FailureEventKind::BreakerTrip).at(0).timeS;
        };
        const double usualS = tripS();
        options.tolerance = {1e-5, 1e-3, 1e3};
        QVERIFY(std::abs(tripS() - usualS) < sameS);
        options.toTheEnd = false;
        QVERIFY(std::abs(tripS() - usualS) < sameS);
        options.breakers.timeConstantS *= 2.0;
        QVERIFY(std::abs(tripS() - 2.0 * usualS) < sameS);
        options.breakers.pickup = 20.0;
        QVERIFY(eventsOf(*followed(site, {failed}, options), FailureEventKind::BreakerTrip).empty());
    }

    // Of a PDU and the UPS before it, as far above their ratings, the PDU trips and relieves the UPS.
    void theBreakerNearestToTheLoadsTrips()
    {
        SitePtr site = withRating(site_, "Hall A PDU 1B", 190e3);
        const ObjectRef failed = feedNamed(*site, "Building 1 UPS A");
        const Loads ups = loadsOf(site, "Building 1 UPS B", failed);
        const double pduLoad = loadsOf(site, "Hall A PDU 1B", failed).after;
        site = withRating(site, "Building 1 UPS B", 1.2e6 * ups.after / pduLoad); // as loaded as the PDU
        const CascadePtr cascade = followed(site, {failed});
        const auto trips = eventsOf(*cascade, FailureEventKind::BreakerTrip);
        QVERIFY2(trips.size() == 1, told(*cascade));
        QCOMPARE(trips.front().subject, feedNamed(*site, "Hall A PDU 1B"));
        QCOMPARE(cascade->racksLost(), std::size_t{12});
    }

    // θ by hand through a weak overload, a pause and a strong one.
    void aSteppedOverloadAddsUp()
    {
        const BreakerCurve curve;
        BreakerBank bank(curve, {0.6, 0.5});
        bank.carry(10.0, std::vector<double>{1.3, 0.5}); // from rest at 0.36
        QVERIFY(std::abs(bank.tripS(0) - 10.0 - 391.5 * std::log((1.69 - 0.36) / (1.69 - 1.44))) < 1e-9);
        QVERIFY(std::isinf(bank.tripS(1)));
        bank.carry(210.0, std::vector<double>{0.8, 0.5});
        double warmth = 1.69 + (0.36 - 1.69) * std::exp(-200.0 / 391.5);
        QVERIFY(std::abs(bank.warmth(0) - warmth) < 1e-12);
        QVERIFY(std::isinf(bank.nextS()));
        bank.carry(310.0, std::vector<double>{1.5, 0.5});
        warmth = 0.64 + (warmth - 0.64) * std::exp(-100.0 / 391.5);
        const double byHandS = 310.0 + 391.5 * std::log((2.25 - warmth) / (2.25 - 1.44));
        QVERIFY(std::abs(bank.tripS(0) - byHandS) < 1e-9);
        QCOMPARE(bank.dueBy(byHandS - 0.1), std::vector<std::size_t>());
        QCOMPARE(bank.dueBy(byHandS + 0.1), std::vector<std::size_t>{0});
        // Carried on in many steps at one load it is the same.
        for (double timeS = 311.0; timeS < byHandS; timeS += 1.0)
            bank.carry(timeS, std::vector<double>{1.5, 0.5});
        QVERIFY(std::abs(bank.tripS(0) - byHandS) < 1e-7);
    }

    // Two circuits of 16.4 kW, 13.1 kW of it continuously, at 20.4 kW a rack: 62 % each, 125 % of the one that is left.
    void aRackOnHalfOfItsCircuitsTripsThem()
    {
        auto site = std::make_shared<Site>(*site_);
        auto catalogue = std::make_shared<Catalogue>(*site_->catalogue);
        RackType& type = catalogue->rackTypes.front();
        type.circuits = 2;
        type.circuitVoltageV = 415.0;
        type.breakerA = 19.2; // continuously: its breaker is of 24 A
        type.powerFactor = 0.95;
        site->catalogue = catalogue;
        const ObjectRef failed = feedNamed(*site, "Hall A PDU 1A");
        const CascadePtr cascade = followed(site, {failed});
        const double rackW = evaluate(site, conditionsOf(*site))->halls[0]->racks[0].powerW;
        const double load = 0.8 * rackW / circuitPowerW(type);
        const BreakerCurve curve;
        QVERIFY(load > curve.pickup);
        const double byHandS = secondsToTrip(curve, warmthAtRest(load / 2.0), load);
        const auto trips = eventsOf(*cascade, FailureEventKind::BreakerTrip);
        QVERIFY2(!trips.empty(), told(*cascade));
        QVERIFY2(std::abs(trips.front().timeS / byHandS - 1.0) < 0.02, // racks differ a little
                 told(*cascade));
        QVERIFY2(cascade->halls[0].racksLost == 12, told(*cascade)); // of row A; row B has both feeds
        QVERIFY(cascade->halls[0].powerLostS.has_value());
        QVERIFY2(cascade->steadyAtEnd, told(*cascade));
    }

    void energyIsConservedWithARateAndARecharge()
    {
        const SitePtr site = withGenerators(site_, 1, 20e6);
        for (const double exponent : {1.0, 1.05, 1.3}) {
            FailureOptions options;
            options.batteryExponent = exponent;
            const CascadePtr cascade = followed(site, {utilityOf(*site)}, options);
            QVERIFY2(cascade->energyResidual < conserved, QByteArray::number(cascade->energyResidual));
            QVERIFY(cascade->drawnJ > 0.0);
            QVERIFY(exponent > 1.0 ? cascade->rateLossJ < 0.0 : std::abs(cascade->rateLossJ) < 1.0);
            // All that was taken out of them is in again.
            QVERIFY2(std::abs(cascade->rechargedJ - cascade->drawnJ - cascade->rateLossJ) <
                         conserved * cascade->drawnJ,
                     told(*cascade));
            QVERIFY(std::ranges::all_of(cascade->samples.back().storedShare,
                                        [](double share) { return std::abs(share - 1.0) < 1e-9; }));
        }
    }

    // E/(0.9 x 0.1 P_r), from when the generator carries.
    void aUpsRechargesWhenItsSupplyIsBack()
    {
        const SitePtr site = withGenerators(site_, 1, 20e6);
        FailureOptions options;
        options.sampleS = 1.0;
        options.horizonS = 900.0;
        const CascadePtr cascade = followed(site, {utilityOf(*site)}, options);
        const auto store = static_cast<std::size_t>(
            std::ranges::find(cascade->stores, feedNamed(*site, "Building 1 UPS A")) -
            cascade->stores.begin());
        const double ratedW = site->power->nodes[positionOf(*site, "Building 1 UPS A")].ratedW;
        const double fullJ = ratedW * options.upsStoredS;
        const auto shareAt = [&](double timeS) {
            const auto sample = std::ranges::upper_bound(cascade->samples, timeS, {}, &FailureSample::timeS);
            return (sample - 1)->storedShare[store];
        };
        const double missingJ = (1.0 - shareAt(10.0)) * fullJ;
        QVERIFY(missingJ > 0.0);
        const double storedW = 0.9 * 0.1 * ratedW;
        QVERIFY(std::abs((shareAt(30.0) - shareAt(10.0)) * fullJ / (20.0 * storedW) - 1.0) < conserved);
        const double fullS = 10.0 + missingJ / storedW;
        QVERIFY(shareAt(fullS - 3.0) < 1.0 && std::abs(shareAt(fullS + 2.0) - 1.0) < 1e-9);
        const auto started = eventsOf(*cascade, FailureEventKind::Started);
        QVERIFY2(std::ranges::any_of(started,
                                     [](const FailureEvent& event) {
                                         return event.timeS == 10.0 &&
                                                event.sentence.find(" recharge ") != std::string::npos;
                                     }),
                 told(*cascade));
    }

    // What the sources cannot spare recharges nothing.
    void nothingRechargesBeyondASource()
    {
        const SitePtr plenty = withGenerators(site_, 1, 20e6);
        const CascadePtr first = followed(plenty, {utilityOf(*plenty)});
        QVERIFY(first->rechargedJ > 0.0);
        Conditions conditions = conditionsOf(*site_);
        const double allW = evaluate(site_, conditions)->sourcePowerW;
        const SitePtr scarce = withGenerators(site_, 1, 1.002 * allW);
        const CascadePtr second = followed(scarce, {utilityOf(*scarce)});
        QVERIFY2(second->rechargedJ < 0.5 * first->rechargedJ, told(*second));
        QVERIFY(second->energyResidual < conserved);
    }

    void aGeneratorThatDoesNotStartIsTold()
    {
        const SitePtr site = withGenerators(site_, 2, 20e6);
        FailureOptions options;
        options.notStarting = {PowerNodeId{feedNamed(*site, "Generator 1").id}};
        const CascadePtr one = followed(site, {utilityOf(*site)}, options);
        QVERIFY2(std::ranges::any_of(one->events,
                                     [](const FailureEvent& event) {
                                         return event.timeS == 10.0 &&
                                                event.sentence ==
                                                    "Generator 1 has not started, 10 s after the call.";
                                     }),
                 told(*one));
        QVERIFY(one->after.racks > 0);
        // What gets hot while plant restarts does because the utility failed, not because one of two did not start.
        for (const FailureEvent& event : one->events)
            QVERIFY2(event.kind != FailureEventKind::Shutdown ||
                         event.sentence.find("did not start") == std::string::npos,
                     told(*one));
        options.notStarting.push_back(PowerNodeId{feedNamed(*site, "Generator 2").id});
        const CascadePtr none = followed(site, {utilityOf(*site)}, options);
        QCOMPARE(none->after.racks, std::size_t{0});
        options.notStarting = {PowerNodeId{utilityOf(*site).id}};
        QVERIFY_EXCEPTION_THROWN(followed(site, {utilityOf(*site)}, options), InputError);
        options.notStarting = {PowerNodeId{9999}};
        QVERIFY_EXCEPTION_THROWN(followed(site, {utilityOf(*site)}, options), InputError);
    }

    // 10 s, and 5 s for each step but the first.
    void loadIsTakenInSteps()
    {
        const double allW = evaluate(site_, conditionsOf(*site_))->sourcePowerW;
        const SitePtr site = withGenerators(site_, 1, 1.25 * allW); // 0.8: three steps of 0.3
        FailureOptions options;
        options.generatorStepShare = 0.3;
        options.generatorStepS = 5.0;
        const CascadePtr cascade = followed(site, {utilityOf(*site)}, options);
        const auto started = eventsOf(*cascade, FailureEventKind::Started);
        QVERIFY2(!started.empty() && started.front().timeS == 20.0, told(*cascade));
        QVERIFY(started.front().sentence.ends_with("load, 20 s after the call."));
        // One that is asked for twice its rating takes no more than that, in one step unless told otherwise.
        const SitePtr scarce = withGenerators(site_, 1, 0.5 * allW);
        const CascadePtr shed = followed(scarce, {utilityOf(*scarce)});
        QVERIFY2(eventsOf(*shed, FailureEventKind::Started).at(0).timeS == 10.0, told(*shed));
    }

    // F/b, b = 0.05 + 0.95 x at what it carries once all runs again: between that at nothing and at its rating.
    void fuelEnds()
    {
        const SitePtr site = withGenerators(site_, 1, 20e6);
        FailureOptions options;
        options.fuelHours = 0.25;
        options.horizonS = 4.0 * 3600.0;
        options.rechargeShare = 0.0; // so that its load is that of the site
        const CascadePtr cascade = followed(site, {utilityOf(*site)}, options);
        const auto ends = eventsOf(*cascade, FailureEventKind::StoreEmpty);
        QVERIFY2(!ends.empty(), told(*cascade));
        QCOMPARE(ends.front().subject, feedNamed(*site, "Generator 1"));
        Conditions conditions = conditionsOf(*site);
        conditions.outages = conditions.outages.with(utilityOf(*site), true);
        const SnapshotPtr steady = evaluate(site, conditions);
        const double x = steady->powerNodes[positionOf(*site, "Generator 1")].outputW / 20e6;
        const double byHandS = 900.0 / fuelShare(x);
        // Restarting plant and fans draw less for three minutes of it, at most a fifth of the load.
        QVERIFY2(ends.front().timeS - 10.0 > byHandS - 1.0 && ends.front().timeS - 10.0 < byHandS + 60.0,
                 told(*cascade) + QByteArray::number(byHandS));
        QVERIFY(ends.front().sentence.find("out of fuel after") != std::string::npos);
        // Then its batteries carry what they feed, and nothing is left.
        QCOMPARE(cascade->after.racks, std::size_t{0});
        options.horizonS = 600.0;
        const CascadePtr before = followed(site, {utilityOf(*site)}, options);
        QVERIFY2(before->events.back().sentence.find("while the fuel of Generator 1 lasts, ") !=
                     std::string::npos,
                 told(*before));
    }

    void aSweepFindsTheSameTrips()
    {
        const SitePtr site = withRating(site_, "Hall A PDU 1B", 190e3);
        const ObjectRef failed = feedNamed(*site, "Hall A PDU 1A");
        const CascadePtr alone = followed(site, {failed});
        const SweepPtr sweep = sweepSingles(site, conditionsOf(*site));
        const auto entry = std::ranges::find(sweep->entries, failed, &SweepEntry::element);
        QVERIFY(entry != sweep->entries.end());
        QCOMPARE(entry->racksLost, alone->racksLost());
        QVERIFY(std::abs(*entry->firstLossS - *alone->firstLossS()) < 0.02);
    }

    void optionsOutOfSenseAreRefused_data()
    {
        QTest::addColumn<int>("which");
        for (int which = 0; which < 5; ++which)
            QTest::addRow("%d", which) << which;
    }

    void optionsOutOfSenseAreRefused()
    {
        QFETCH(int, which);
        FailureOptions options;
        if (which == 0)
            options.batteryExponent = 0.9;
        else if (which == 1)
            options.fuelHours = 0.0;
        else if (which == 2)
            options.generatorStepShare = 0.0;
        else if (which == 3)
            options.breakers.pickup = 0.5;
        else
            options.rechargeEfficiency = 1.5;
        QVERIFY_EXCEPTION_THROWN(followed(site_, {utilityOf(*site_)}, options), InputError);
    }

private:
    SitePtr site_ = smallCampus();
};

QTEST_APPLESS_MAIN(FailurePowerTest)
#include "tst_failure_power.moc"
