// What follows a failure on the small campus: laws, and the minutes that a hand gives.
#include "core/model/errors.h"
#include "core/physics/power_chain.h"
#include "core/simulation/evaluate.h"
#include "core/studies/failure/failure_moment.h"
#include "core/studies/failure/sweep.h"
#include "tests/support/campus.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

namespace {

constexpr double conserved = 1e-6; // of what was given or held

ObjectRef nodeNamed(const Site& site, const std::string& name)
{
    for (const PowerNode& node : site.power->nodes) {
        if (node.name == name)
            return refTo(node.id);
    }
    return {};
}

ObjectRef plantNamed(const Site& site, const std::string& name)
{
    for (const PlantUnit& unit : site.cooling->plant) {
        if (unit.name == name)
            return refTo(unit.id);
    }
    return {};
}

CascadePtr follow(const SitePtr& site, const std::vector<ObjectRef>& failed,
                  const FailureOptions& options = {})
{
    return failureOf(site, conditionsOf(*site), failed, options);
}

std::vector<ObjectRef> utilitiesOf(const Site& site)
{
    std::vector<ObjectRef> all;
    for (const PowerNode& node : site.power->nodes) {
        if (node.kind == PowerNodeKind::Utility)
            all.push_back(refTo(node.id));
    }
    return all;
}

const FailureEvent* firstOf(const Cascade& cascade, FailureEventKind kind)
{
    const auto found = std::ranges::find(cascade.events, kind, &FailureEvent::kind);
    return found == cascade.events.end() ? nullptr : &*found;
}

// With a generator on standby of this rating beside each utility's transformers.
SitePtr withGenerator(const SitePtr& site, double ratedW)
{
    auto next = std::make_shared<Site>(*site);
    auto network = std::make_shared<PowerNetwork>(*site->power);
    PowerNode generator;
    generator.id = {network->nodes.back().id.value + 1};
    generator.name = "Generator";
    generator.kind = PowerNodeKind::Generator;
    generator.ratedW = ratedW;
    generator.standby = true;
    for (PowerNode& node : network->nodes) {
        if (node.kind == PowerNodeKind::Switchgear)
            node.fedBy.push_back(generator.id);
    }
    network->nodes.push_back(generator);
    next->power = std::move(network);
    return next;
}

QString textOf(const Cascade& cascade)
{
    QString text;
    for (const FailureEvent& event : cascade.events)
        text +=
            QStringLiteral("%1 %2\n").arg(event.timeS, 0, 'f', 1).arg(QString::fromStdString(event.sentence));
    return text;
}

} // namespace

class FailureTest : public QObject
{
    Q_OBJECT

private slots:
    void whatIsRedundantHasNoConsequence()
    {
        const CascadePtr cascade = follow(site_, {nodeNamed(*site_, "Building 1 UPS A")});
        QCOMPARE(cascade->racksLost(), std::size_t{0});
        QVERIFY2(cascade->steadyAtEnd, qPrintable(textOf(*cascade)));
        QCOMPARE(cascade->before.racks, site_->rackCount());
        QVERIFY(std::abs(cascade->before.itW - evaluate(site_, conditionsOf(*site_))->itPowerW) < 1.0);
    }

    void withoutItsUtilityACampusRunsAsLongAsItsUpss()
    {
        FailureOptions options;
        options.upsStoredS = 2.0; // so that nothing gets hot before
        const CascadePtr cascade = follow(site_, utilitiesOf(*site_), options);
        QCOMPARE(cascade->after.racks, std::size_t{0});
        // Hall A: each UPS carries half of 24 racks by two PDUs. T (P_r/P)^n by hand, P = P_out + P_loss.
        const PowerNode& ups = *site_->power->find(PowerNodeId{nodeNamed(*site_, "Building 1 UPS A").id});
        const double eachW = cascade->halls[0].powerLostW / 2.0;
        const double outputW = eachW + 2.0 * powerLossW({0.0005, 0.0, 0.005}, 300e3, eachW / 2.0);
        const double drawnW = outputW + powerLossW(ups.loss, ups.ratedW, outputW);
        const double byHandS = options.upsStoredS * std::pow(ups.ratedW / drawnW, options.batteryExponent);
        const auto empty = std::ranges::find_if(cascade->events, [&](const FailureEvent& event) {
            return event.kind == FailureEventKind::StoreEmpty && event.subject == refTo(ups.id);
        });
        QVERIFY2(empty != cascade->events.end(), qPrintable(textOf(*cascade)));
        QVERIFY2(std::abs(empty->timeS / byHandS - 1.0) < 1e-6,
                 qPrintable(QStringLiteral("%1 %2").arg(empty->timeS).arg(byHandS)));
        QVERIFY(std::abs(*cascade->halls[0].powerLostS - empty->timeS) < 1e-6);
    }

    void racksWithoutTheirCoolantGoDownInUnderAMinute()
    {
        const Hall& hall = *site_->buildings[1]->halls[0];
        const CascadePtr cascade = follow(site_, {refTo(hall.cdus[0].id)});
        const HallFailure& of = cascade->halls[1];
        QVERIFY2(of.coolantLimitS && of.shutdownS, qPrintable(textOf(*cascade)));
        // 1.29 J/(K W): 1 K in 1.29 s; from 36 °C supplied to where chips slow down and switch off.
        QVERIFY(*of.shutdownS > *of.coolantLimitS);
        QVERIFY(std::abs((*of.shutdownS - *of.coolantLimitS) - 5.0 * 1.29) < 0.5); // 87 to 92 °C
        QVERIFY(*of.shutdownS > 5.0 && *of.shutdownS < 60.0);
        QCOMPARE(of.racksLost, std::size_t{4}); // of the eight, those on this CDU
        QVERIFY2(cascade->steadyAtEnd, qPrintable(textOf(*cascade)));
    }

    void whatSettlesIsTheSteadyStateOfWhatIsLeft()
    {
        const Hall& hall = *site_->buildings[0]->halls[0];
        const std::vector<ObjectRef> failed{refTo(hall.airHandlers[0].id), refTo(hall.airHandlers[1].id)};
        FailureOptions options;
        options.horizonS = 6.0 * 3600.0;
        const CascadePtr cascade = follow(site_, failed, options);
        Conditions conditions = conditionsOf(*site_);
        for (const ObjectRef& element : failed)
            conditions.outages = conditions.outages.with(element, true);
        const SnapshotPtr steady = evaluate(site_, conditions);
        QVERIFY(steady->steady);
        QCOMPARE(cascade->racksLost(), std::size_t{0});
        for (std::size_t h = 0; h < steady->halls.size(); ++h)
            QVERIFY2(std::abs(cascade->samples.back().inletC[h] - steady->halls[h]->maxInletC) < 1e-3,
                     qPrintable(QStringLiteral("%1 %2")
                                    .arg(cascade->samples.back().inletC[h])
                                    .arg(steady->halls[h]->maxInletC)));
        for (std::size_t k = 0; k < steady->loops.size(); ++k)
            QVERIFY(std::abs(cascade->samples.back().supplyC[k] - steady->loops[k].supplyC) < 1e-3);
    }

    void whereNothingChangesNothingMoves()
    {
        const CascadePtr cascade = follow(site_, {nodeNamed(*site_, "Building 2 UPS B")});
        const FailureSample& first = cascade->samples.front();
        for (const FailureSample& sample : cascade->samples) {
            for (std::size_t h = 0; h < first.inletC.size(); ++h)
                QVERIFY2(std::abs(sample.inletC[h] - first.inletC[h]) < 0.02,
                         qPrintable(QStringLiteral("%1 s hall %2: %3 for %4")
                                        .arg(sample.timeS)
                                        .arg(h)
                                        .arg(sample.inletC[h])
                                        .arg(first.inletC[h])));
            for (std::size_t k = 0; k < first.supplyC.size(); ++k)
                QVERIFY(std::abs(sample.supplyC[k] - first.supplyC[k]) < 0.02);
        }
    }

    void heatAndEnergyAreConserved_data()
    {
        QTest::addColumn<QString>("what");
        for (const char* what : {"utility", "chiller", "panel", "UPS"})
            QTest::newRow(what) << what;
    }

    void heatAndEnergyAreConserved()
    {
        QFETCH(QString, what);
        std::vector<ObjectRef> failed = utilitiesOf(*site_);
        if (what == "chiller")
            failed = {plantNamed(*site_, "Chiller 1"), plantNamed(*site_, "Chiller 2")};
        else if (what == "panel")
            failed = {nodeNamed(*site_, "Building 1 mechanical panel")};
        else if (what == "UPS")
            failed = {nodeNamed(*site_, "Building 1 UPS A"), nodeNamed(*site_, "Building 1 UPS B")};
        const CascadePtr cascade = follow(site_, failed);
        QVERIFY2(cascade->heatResidual < conserved, qPrintable(QString::number(cascade->heatResidual)));
        QVERIFY2(cascade->energyResidual < conserved, qPrintable(QString::number(cascade->energyResidual)));
    }

    void aGeneratorCarriesOnAfterItsStart()
    {
        const SitePtr site = withGenerator(site_, 20e6);
        const CascadePtr cascade = follow(site, utilitiesOf(*site));
        const FailureEvent* started = firstOf(*cascade, FailureEventKind::Started);
        QVERIFY2(started && started->timeS == 10.0, qPrintable(textOf(*cascade)));
        QCOMPARE(cascade->halls[0].powerLostS, std::optional<double>());
        QVERIFY2(cascade->after.racks > 0, qPrintable(textOf(*cascade)));
        QVERIFY(firstOf(*cascade, FailureEventKind::OnStore)->timeS == 0.0);
        QVERIFY(!firstOf(*cascade, FailureEventKind::StoreEmpty));
        // One that fails too does not come.
        std::vector<ObjectRef> failed = utilitiesOf(*site);
        failed.push_back(nodeNamed(*site, "Generator"));
        QCOMPARE(follow(site, failed)->after.racks, std::size_t{0});
    }

    void withoutCoolingAHallIsHotInItsRideThrough()
    {
        const Hall& hall = *site_->buildings[0]->halls[0];
        std::vector<ObjectRef> failed;
        for (const AirHandler& unit : hall.airHandlers)
            failed.push_back(refTo(unit.id));
        const CascadePtr cascade = follow(site_, failed);
        const SnapshotPtr before = evaluate(site_, conditionsOf(*site_));
        const HallFailure& of = cascade->halls[0];
        QVERIFY2(of.inletLimitS && of.shutdownS, qPrintable(textOf(*cascade)));
        // The two lumps take the air as one; here warm air has to come round first, which is some seconds.
        QVERIFY2(
            *of.inletLimitS < 2.0 * *before->halls[0]->rideThroughS,
            qPrintable(QStringLiteral("%1 %2").arg(*of.inletLimitS).arg(*before->halls[0]->rideThroughS)));
        QCOMPARE(of.racksRunning, std::size_t{0});
        QCOMPARE(cascade->halls[1].racksLost, std::size_t{0});
    }

    void aFinerToleranceConverges()
    {
        const Hall& hall = *site_->buildings[0]->halls[0];
        std::vector<ObjectRef> failed;
        for (const AirHandler& unit : hall.airHandlers)
            failed.push_back(refTo(unit.id));
        const auto shutdownS = [&](double relative) {
            FailureOptions options;
            options.tolerance = {relative, 100.0 * relative, 1e8 * relative};
            return *follow(site_, failed, options)->halls[0].shutdownS;
        };
        const double bestS = shutdownS(1e-11);
        QVERIFY(std::abs(shutdownS(1e-8) - bestS) < 1e-4);
        QVERIFY(std::abs(shutdownS(1e-5) - bestS) < 0.1);
    }

    void eventsAreInOrderAndAddUp()
    {
        const CascadePtr cascade = follow(site_, utilitiesOf(*site_));
        std::size_t racks = 0;
        double powerW = 0.0;
        double lastS = 0.0;
        for (const FailureEvent& event : cascade->events) {
            QVERIFY(event.timeS >= lastS);
            QVERIFY(!event.sentence.empty() && event.sentence.back() == '.');
            lastS = event.timeS;
            racks += event.racksLost;
            powerW += event.powerLostW;
        }
        QCOMPARE(racks, cascade->racksLost());
        QVERIFY(std::abs(powerW - cascade->powerLostW()) < 1e-6 * powerW);
    }

    // Before the failure, after it, at every period, and where something changes.
    void theSeriesIsThatOfTheEvents()
    {
        const CascadePtr cascade = follow(site_, utilitiesOf(*site_));
        const std::vector<FailureSample>& samples = cascade->samples;
        QCOMPARE(samples[0].timeS, 0.0);
        QCOMPARE(samples[1].timeS, 0.0);
        QCOMPARE(samples[0].itW, cascade->before.itW);
        QVERIFY(std::abs(samples.back().itW - cascade->after.itW) < 1e-6 * cascade->before.itW);
        QCOMPARE(samples.back().timeS, cascade->endS);
        for (std::size_t i = 2; i < samples.size(); ++i)
            QVERIFY2(samples[i].timeS >= samples[i - 1].timeS && samples[i].timeS > samples[i - 2].timeS,
                     qPrintable(QString::number(samples[i].timeS)));
        for (double timeS = 0.0; timeS <= cascade->endS; timeS += cascade->options.sampleS)
            QVERIFY2(std::ranges::count(samples, timeS, &FailureSample::timeS) >= 1,
                     qPrintable(QString::number(timeS)));
        for (const FailureEvent& event : cascade->events) {
            const auto after = std::ranges::upper_bound(samples, event.timeS, {}, &FailureSample::timeS);
            QVERIFY(after != samples.begin());
            double leftW = cascade->before.itW; // by hand: what events have taken until then
            for (const FailureEvent& other : cascade->events)
                leftW -= other.timeS <= event.timeS ? other.powerLostW : 0.0;
            QVERIFY2(
                std::abs((after - 1)->itW - leftW) < 1e-6 * cascade->before.itW,
                qPrintable(
                    QStringLiteral("%1 s: %2 for %3").arg(event.timeS).arg((after - 1)->itW).arg(leftW)));
        }
    }

    // A UPS that is drawn at one load runs down in a straight line, and is empty at its event.
    void theSeriesHasBatteriesRunDownToTheirEvents()
    {
        FailureOptions options;
        options.upsStoredS = 2.0; // so that nothing gets hot before
        options.sampleS = 0.5;
        const CascadePtr cascade = follow(site_, utilitiesOf(*site_), options);
        const FailureEvent* empty = firstOf(*cascade, FailureEventKind::StoreEmpty);
        QVERIFY2(empty, qPrintable(textOf(*cascade)));
        const auto store = static_cast<std::size_t>(std::ranges::find(cascade->stores, empty->subject) -
                                                    cascade->stores.begin());
        QVERIFY(store < cascade->stores.size());
        QCOMPARE(cascade->samples.front().storedShare[store], 1.0);
        double lastShare = 1.0;
        for (const FailureSample& sample : cascade->samples) {
            const double share = sample.storedShare[store];
            QVERIFY(share <= lastShare + 1e-12);
            if (sample.timeS != empty->timeS) // then it is both
                QVERIFY2(sample.timeS < empty->timeS ? share > 0.0 : share == 0.0,
                         qPrintable(QStringLiteral("%1 s %2").arg(sample.timeS).arg(share)));
            lastShare = share;
        }
    }

    // The coolant of a CDU that stands warms from its set point past both limits, to where its racks switch off.
    void theSeriesHasTheCoolantPassItsLimitsAtTheirEvents()
    {
        const Hall& hall = *site_->buildings[1]->halls[0];
        FailureOptions options;
        options.sampleS = 0.5;
        const CascadePtr cascade = follow(site_, {refTo(hall.cdus[0].id)}, options);
        const HallFailure& of = cascade->halls[1];
        QVERIFY(of.coolantTripC > of.coolantLimitC);
        QVERIFY(!std::isfinite(cascade->halls[0].coolantTripC)); // no rack on liquid
        QVERIFY(!std::isfinite(cascade->samples.front().coolantC[0]));
        for (const FailureSample& sample : cascade->samples) {
            if (sample.timeS < *of.shutdownS && sample.timeS != *of.coolantLimitS)
                QVERIFY2((sample.coolantC[1] < of.coolantLimitC + 1e-3) == (sample.timeS < *of.coolantLimitS),
                         qPrintable(QStringLiteral("%1 s %2").arg(sample.timeS).arg(sample.coolantC[1])));
            QVERIFY(sample.coolantC[1] < of.coolantTripC + 1e-3);
        }
        const double hottestC = std::ranges::max(cascade->samples, {}, [](const FailureSample& sample) {
                                    return sample.coolantC[1];
                                }).coolantC[1];
        QVERIFY2(std::abs(hottestC - of.coolantTripC) < 1e-3,
                 qPrintable(QString::number(hottestC)));                 // the peak
        QVERIFY(cascade->samples.back().coolantC[1] < of.coolantLimitC); // of the CDU that is left
        QCOMPARE(cascade->halls[0].inletLimitC,
                 std::ranges::min(evaluate(site_, conditionsOf(*site_))->halls[0]->racks, {},
                                  &RackResult::inletLimitC)
                     .inletLimitC);
    }

    void everyRackIsLostOnceAndByName()
    {
        const CascadePtr cascade = follow(site_, utilitiesOf(*site_));
        std::vector<std::int64_t> lost;
        for (const FailureEvent& event : cascade->events) {
            QCOMPARE(event.racks.size(), event.racksLost);
            for (const RackId rack : event.racks)
                lost.push_back(rack.value);
        }
        std::ranges::sort(lost);
        QVERIFY(std::ranges::adjacent_find(lost) == lost.end());
        QCOMPARE(lost.size(), cascade->racksLost());
    }

    // Pictures of a second: racks off as the events have it until then, inlets warmer as the series.
    void aMomentHasTheRacksThatAreOffThen()
    {
        const CascadePtr cascade = follow(site_, {refTo(site_->buildings[1]->halls[0]->cdus[0].id)});
        const SnapshotPtr before = evaluate(site_, conditionsOf(*site_));
        const double lossS = *cascade->firstLossS();
        const auto downAt = [&](double timeS) {
            std::size_t down = 0;
            const SnapshotPtr now = momentOf(*cascade, before, timeS);
            for (const HallResultPtr& hall : now->halls)
                down += static_cast<std::size_t>(std::ranges::count_if(
                    hall->racks, [](const RackResult& rack) { return isDown(rack.service); }));
            return down;
        };
        QCOMPARE(downAt(0.0), std::size_t{0});
        QCOMPARE(downAt(lossS - 0.01), std::size_t{0});
        QCOMPARE(downAt(3600.0), std::size_t{4});
        const SnapshotPtr end = momentOf(*cascade, before, 3600.0);
        double lostW = 0.0;
        for (const FailureEvent& event : cascade->events) {
            for (const RackId rack : event.racks)
                lostW += before->rackResult(rack)->powerW;
        }
        QVERIFY(lostW > 0.0);
        QVERIFY(std::abs(before->itPowerW - end->itPowerW - lostW) < 1e-9 * before->itPowerW);
        for (std::size_t h = 0; h < end->halls.size(); ++h)
            QVERIFY(std::abs(end->halls[h]->maxInletC - before->halls[h]->maxInletC -
                             (cascade->samples.back().inletC[h] - cascade->samples.front().inletC[h])) <
                    1e-9);
        const SnapshotPtr other = evaluate(smallCampus(), conditionsOf(*site_));
        QCOMPARE(momentOf(*cascade, other, 3600.0), other); // of another site
    }

    void aSeriesIsBounded()
    {
        FailureOptions options;
        QCOMPARE(samplePeriodS(options), 10.0);
        options.sampleS = 0.1;
        options.horizonS = 1000.0;
        QVERIFY(std::abs(samplePeriodS(options) - 0.5) < 1e-12); // 10,000 of them would be 2,000
        const CascadePtr cascade = follow(site_, utilitiesOf(*site_), options);
        QVERIFY(cascade->samples.size() > mostSamples);
        QVERIFY2(cascade->samples.size() <= 2 * mostSamples + 2,
                 qPrintable(QString::number(cascade->samples.size())));
    }

    void progressIsToldUntilTheEnd()
    {
        std::vector<double> times;
        const CascadePtr cascade = failureOf(site_, conditionsOf(*site_), utilitiesOf(*site_), {}, {},
                                             [&times](double timeS) { times.push_back(timeS); });
        QVERIFY(times.size() > 1);
        QCOMPARE(times.front(), 0.0);
        QVERIFY(std::ranges::is_sorted(times));
        QVERIFY(times.back() <= cascade->endS);
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!failureOf(site_, conditionsOf(*site_), utilitiesOf(*site_), {}, stop.get_token()));
    }

    void whatCanFailIsPowerAndCooling()
    {
        for (const ObjectRef& element : failableOf(*site_, {}))
            QVERIFY(canFail(element.kind));
        QVERIFY(!canFail(ObjectKind::Rack) && !canFail(ObjectKind::CoolantLoop) &&
                !canFail(ObjectKind::None));
    }

    void aSweepIsEachFailureByItself()
    {
        const SweepPtr sweep = sweepSingles(site_, conditionsOf(*site_));
        QCOMPARE(sweep->entries.size(), failableOf(*site_, {}).size());
        QVERIFY(sweep->withLoss() > 0); // its one utility
        for (std::size_t i = 1; i < sweep->entries.size(); ++i)
            QVERIFY(sweep->entries[i - 1].gpusLost >= sweep->entries[i].gpusLost);
        for (const SweepEntry& entry : {sweep->entries.front(), sweep->entries.back()}) {
            const CascadePtr alone = follow(site_, {entry.element});
            QCOMPARE(entry.racksLost, alone->racksLost());
            QVERIFY(std::abs(entry.firstLossS.value_or(0.0) - alone->firstLossS().value_or(0.0)) < 0.02);
        }
    }

    void whatCannotFailIsRefused()
    {
        QVERIFY_EXCEPTION_THROWN(follow(site_, {}), InputError);
        QVERIFY_EXCEPTION_THROWN(follow(site_, {refTo(RackId{1})}), InputError);
        QVERIFY_EXCEPTION_THROWN(follow(site_, {refTo(CduId{99})}), InputError);
        FailureOptions options;
        options.horizonS = -1.0;
        QVERIFY_EXCEPTION_THROWN(follow(site_, {nodeNamed(*site_, "Building 1 UPS A")}, options), InputError);
    }

    void durationsAreTold()
    {
        QCOMPARE(durationText(35.2), std::string("35 s"));
        QCOMPARE(durationText(290.0), std::string("4 min 50 s"));
        QCOMPARE(durationText(300.0), std::string("5 min"));
        QCOMPARE(durationText(7500.0), std::string("2 h 5 min"));
    }

private:
    SitePtr site_ = smallCampus();
};

QTEST_APPLESS_MAIN(FailureTest)
#include "tst_failure.moc"
