// The availability of the small campus: single causes against the hand, laws, tiers, and dice.
#include "core/model/errors.h"
#include "core/simulation/evaluate.h"
#include "core/studies/availability/availability.h"
#include "core/studies/availability/availability_words.h"
#include "core/studies/availability/named_rates.h"
#include "core/studies/availability/redundancy.h"
#include "tests/support/campus.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace hallwright;
using namespace hallwright::test;

namespace {

constexpr double textbook = 1e-9;

// Nothing fails but what a test says: each kind is down 1e-11 of the time.
EquipmentRates perfect()
{
    EquipmentRates rates = classRates();
    for (EquipmentRate& rate : rates.byKind)
        rate = {1e9, 0.01, "test"};
    return rates;
}

EquipmentRates only(EquipmentKind kind, double unavailability)
{
    EquipmentRates rates = perfect();
    rates.of(kind) = {1000.0 * (1.0 - unavailability), 1000.0 * unavailability, "test"};
    return rates;
}

SnapshotPtr evaluated(const SitePtr& site, const Conditions& conditions)
{
    PreparedCampusPtr kept;
    return evaluate(site, conditions, kept);
}

SnapshotPtr evaluated(const SitePtr& site)
{
    return evaluated(site, conditionsOf(*site));
}

SiteAvailabilityPtr availabilityWith(const Snapshot& snapshot, const EquipmentRates& rates)
{
    AvailabilityOptions options;
    options.rates = rates;
    return availabilityOf(snapshot, options);
}

double meanOf(const PlaceAvailability& place)
{
    return place.meanRack.figures().unavailability;
}

double everyOf(const PlaceAvailability& place)
{
    return place.everyRack.figures().unavailability;
}

bool isNear(double value, double expected, double tolerance)
{
    return std::abs(value - expected) <= tolerance;
}

// One on standby of this rating beside the transformers of both buildings.
SitePtr withStandbyGenerator(const SitePtr& site, double ratedW)
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

SitePtr withTag(const SitePtr& site, ObjectRef object, const std::string& tag)
{
    auto next = std::make_shared<Site>(*site);
    auto records = std::make_shared<Records>(*site->records);
    records->byObject[object].tags.push_back(tag);
    next->records = std::move(records);
    return next;
}

HallId hallNamed(const Site& site, const std::string& name)
{
    for (const BuildingPtr& building : site.buildings) {
        for (const HallPtr& hall : building->halls) {
            if (hall->name == name)
                return hall->id;
        }
    }
    return {};
}

const PlaceAvailability& placeOf(const SiteAvailability& found, const std::string& hall)
{
    const ObjectRef ref = refTo(hallNamed(*found.site, hall));
    return *std::ranges::find(found.halls, ref, &PlaceAvailability::place);
}

} // namespace

class SiteAvailabilityTest : public QObject
{
    Q_OBJECT

private slots:
    void equipmentThatNeverFailsLeavesNothingToSpend()
    {
        const auto found = availabilityWith(*snapshot_, perfect());
        QVERIFY(meanOf(found->campus) < textbook);
        QVERIFY(found->isExact);
        QCOMPARE(found->halls.size(), std::size_t{2});
        QCOMPARE(found->campus.racks, std::size_t{44});
    }

    // Both sides of both buildings hang on what utilities there are.
    void withoutGeneratorsTheGridIsTheLimit()
    {
        const auto common = availabilityWith(*snapshot_, only(EquipmentKind::AllUtilities, 0.01));
        QVERIFY(isNear(meanOf(common->campus), 0.01, textbook));
        QVERIFY(isNear(everyOf(common->campus), 0.01, textbook));
        QVERIFY(isNear(common->campus.everyRack.figures().outagesPerYear, hoursPerYear / 1000.0, 1e-3));
        QCOMPARE(common->kinds.front().kind, EquipmentKind::AllUtilities);
        QVERIFY(isNear(common->kinds.front().minutesAYear, 0.01 * minutesPerYear, 1e-2));
    }

    void aGeneratorOnStandbyTakesItsPlace()
    {
        const SitePtr site = withStandbyGenerator(site_, 20e6);
        const auto snapshot = evaluated(site);
        const auto grid = availabilityWith(*snapshot, only(EquipmentKind::AllUtilities, 0.01));
        QVERIFY(meanOf(grid->campus) < textbook);
        EquipmentRates rates = only(EquipmentKind::AllUtilities, 0.01);
        rates.of(EquipmentKind::StandbyStart) = {950.0, 50.0, "test"}; // one start in twenty fails
        const auto starts = availabilityWith(*snapshot, rates);
        QVERIFY(isNear(meanOf(starts->campus), 0.01 * 0.05, textbook));
    }

    void aGeneratorThatIsTooSmallDoesNot()
    {
        const auto snapshot = evaluated(withStandbyGenerator(site_, 100e3));
        const auto found = availabilityWith(*snapshot, only(EquipmentKind::StandbyGenerator, 0.01));
        QVERIFY(meanOf(found->campus) < textbook); // the grid carries all
        EquipmentRates rates = only(EquipmentKind::AllUtilities, 0.01);
        const auto grid = availabilityWith(*snapshot, rates);
        QVERIFY2(!grid->blocks.notes.empty(), "a note says that all of it is needed");
    }

    // Racks on UPS A and B; the mechanical panel hangs on neither.
    void twoUpsFailTogetherByTheirSquare()
    {
        const auto found = availabilityWith(*snapshot_, only(EquipmentKind::Ups, 0.01));
        for (const PlaceAvailability& hall : found->halls) {
            QVERIFY2(isNear(meanOf(hall), 1e-4, textbook), qPrintable(QString::number(meanOf(hall))));
            QVERIFY(isNear(everyOf(hall), 1e-4, textbook));
        }
        QVERIFY(isNear(everyOf(found->campus), 1.0 - std::pow(1.0 - 1e-4, 2), textbook)); // two buildings
    }

    // Hall B: 12 racks by air, 4 on each of two CDUs.
    void aCduTakesItsRow()
    {
        const auto found = availabilityWith(*snapshot_, only(EquipmentKind::Cdu, 0.01));
        const PlaceAvailability& hall = placeOf(*found, "Hall B");
        QVERIFY(isNear(meanOf(hall), 8.0 / 20.0 * 0.01, textbook));
        QVERIFY(isNear(everyOf(hall), 1.0 - 0.99 * 0.99, textbook));
        QVERIFY(meanOf(placeOf(*found, "Hall A")) < textbook);
    }

    // As many of four CRAHs as move the racks' air; equal ones, so a binomial tail.
    void airHandlersAreEnoughByTheirAir()
    {
        const double q = 0.01;
        const auto found = availabilityWith(*snapshot_, only(EquipmentKind::AirHandler, q));
        for (const HallResultPtr& result : snapshot_->halls) {
            const auto& units = result->hall->airHandlers;
            const auto needed =
                static_cast<std::size_t>(std::ceil(std::max(result->rackAirflowM3s / units.front().airflowM3s,
                                                            result->coilHeatW / units.front().capacityW)));
            const std::size_t spare = needed >= units.size() ? 0 : units.size() - needed;
            double enough = 0.0;
            double choose = 1.0;
            for (std::size_t down = 0; down <= spare; ++down) {
                enough += choose * std::pow(q, static_cast<double>(down)) *
                          std::pow(1.0 - q, static_cast<double>(units.size() - down));
                choose *= static_cast<double>(units.size() - down) / static_cast<double>(down + 1);
            }
            QVERIFY(isNear(meanOf(placeOf(*found, result->hall->name)), 1.0 - enough, textbook));
        }
    }

    void anObjectsOwnRateGoesBeforeItsKinds()
    {
        EquipmentRates rates = perfect();
        rates.byObject[refTo(site_->hall(hallNamed(*site_, "Hall B")).cdus.front().id)] = {980.0, 20.0,
                                                                                           "test"};
        const auto found = availabilityWith(*snapshot_, rates);
        QVERIFY(isNear(meanOf(placeOf(*found, "Hall B")), 4.0 / 20.0 * 0.02, textbook));
        QCOMPARE(found->campus.spentOn.front().element, placeOf(*found, "Hall B").spentOn.front().element);
    }

    void meansAddUpAndEveryIsTheWorst()
    {
        const auto found = availabilityOf(*snapshot_);
        double weighted = 0.0;
        for (const PlaceAvailability& hall : found->halls) {
            weighted += meanOf(hall) * static_cast<double>(hall.racks);
            QVERIFY(everyOf(hall) >= meanOf(hall));
            QVERIFY(everyOf(hall) <= everyOf(found->campus));
        }
        QVERIFY(isNear(weighted / static_cast<double>(found->campus.racks), meanOf(found->campus), 1e-12));
    }

    void whatIsOutMakesItWorse()
    {
        Conditions conditions = conditionsOf(*site_);
        for (const PowerNode& node : site_->power->nodes) {
            if (node.kind == PowerNodeKind::Ups && node.side == FeedSide::A)
                conditions.outages = conditions.outages.with(refTo(node.id), true);
        }
        const auto found = availabilityWith(*evaluated(site_, conditions), only(EquipmentKind::Ups, 0.01));
        QVERIFY(isNear(meanOf(found->campus), 0.01, textbook)); // UPS B alone
    }

    void noKindOfEquipmentIsBetterForFailingMore()
    {
        const double before = meanOf(availabilityOf(*snapshot_)->campus);
        for (std::size_t k = 0; k < equipmentKindCount; ++k) {
            EquipmentRates rates = classRates();
            rates.byKind[k].mttrH *= 3.0;
            QVERIFY(meanOf(availabilityWith(*snapshot_, rates)->campus) >= before - 1e-15);
        }
    }

    // The small campus has one grid, no generator, one mechanical panel a building, and a CDU a row.
    void verdictsNameWhatBreaksThem()
    {
        const Redundancy found = redundancyOf(*snapshot_);
        QCOMPARE(found.halls.size(), std::size_t{2});
        for (const HallRedundancy& hall : found.halls) {
            QCOMPARE(hall.verdict, RedundancyVerdict::CapacityN);
            QCOMPARE(hall.fewest, std::size_t{1});
            QVERIFY(!hall.singles.empty());
            std::vector<char> works(found.blocks.elements.size(), 1);
            works[hall.breakers.front()] = 0;
            const std::vector<char> after = found.blocks.diagram.worksWith(works);
            QVERIFY(std::ranges::any_of(found.blocks.groups, [&](const RackGroup& group) {
                return snapshot_->halls[group.hall]->hall->id == hall.hall && !after[group.runs];
            }));
        }
    }

    void tiersHaveTheRuleOfTheirUse()
    {
        SitePtr site = withTag(site_, refTo(hallNamed(*site_, "Hall A")), "inference");
        site = withTag(site, refTo(hallNamed(*site_, "Hall B")), "Training");
        const auto found = availabilityWith(*evaluated(site), only(EquipmentKind::Cdu, 0.01));
        QCOMPARE(found->tiers.size(), std::size_t{2});
        QCOMPARE(found->tiers[0].tier, UseTier::Inference);
        QCOMPARE(found->tiers[0].racks, std::size_t{24});
        QVERIFY(found->tiers[0].byItsRule.figures().unavailability < textbook); // no CDU there
        QCOMPARE(found->tiers[1].tier, UseTier::Training);
        QVERIFY(isNear(found->tiers[1].byItsRule.figures().unavailability, 1.0 - 0.99 * 0.99, textbook));
        QVERIFY(availabilityOf(*snapshot_)->tiers.empty());
    }

    // 4 of 20 racks down leave 80 %, 8 leave 60 %.
    void inferenceIsUpWhileItsShareRuns()
    {
        const SitePtr site = withTag(site_, refTo(hallNamed(*site_, "Hall B")), "inference");
        const auto snapshot = evaluated(site);
        AvailabilityOptions options;
        options.rates = only(EquipmentKind::Cdu, 0.01);
        options.inferenceShare = 0.7;
        const auto found = availabilityOf(*snapshot, options);
        QVERIFY(isNear(found->tiers.front().byItsRule.figures().unavailability, 0.01 * 0.01, textbook));
    }

    void diceAgreeOnTheSite()
    {
        AvailabilityOptions options;
        options.simulate = true;
        options.simulation.years = 3000.0;
        const auto found = availabilityOf(*snapshot_, options);
        for (const OutageAnswer* answer : {&found->campus.meanRack, &found->campus.everyRack}) {
            QVERIFY(answer->exact && answer->simulated);
            QVERIFY(isNear(answer->simulated->figures.unavailability, answer->exact->unavailability,
                           2.0 * answer->simulated->halfWidth));
        }
    }

    void whatIsTooLargeIsSimulated()
    {
        AvailabilityOptions options;
        options.mostNodes = 20;
        options.simulation.years = 500.0;
        const auto found = availabilityOf(*snapshot_, options);
        QVERIFY(!found->isExact);
        QVERIFY(found->campus.everyRack.simulated);
        QVERIFY(!found->campus.everyRack.exact);
    }

    void aStudyCanBeStopped()
    {
        std::stop_source source;
        source.request_stop();
        QVERIFY(!availabilityOf(*snapshot_, {}, {}, source.get_token()));
    }

    void sharesHaveAsManyNinesAsThereAre()
    {
        QCOMPARE(sharePercent(0.0), std::string("100 %"));
        QCOMPARE(sharePercent(1e-4), std::string("99.990 %"));
        QCOMPARE(sharePercent(6.3e-5), std::string("99.9937 %"));
        QCOMPARE(sharePercent(0.02), std::string("98.0 %"));
    }

    void minutesAreThreeFiguresOrWhole()
    {
        QCOMPARE(minutesText(1e-4 * minutesPerYear), std::string("52.6 min")); // 99.99 %
        QCOMPARE(minutesText(0.0), std::string("0 min"));
        QCOMPARE(minutesText(1234.4), std::string("1,234 min"));
        QCOMPARE(minutesText(0.00414), std::string("0.00414 min"));
    }

    void theAnswerNamesBothWaysOfCounting()
    {
        const SiteAvailabilityPtr found = availabilityWith(*snapshot_, classRates());
        const std::string answer = answerOf(*found);
        QVERIFY(answer.find(sharePercent(meanOf(found->campus))) != std::string::npos);
        QVERIFY(answer.find(sharePercent(everyOf(found->campus))) != std::string::npos);
        QCOMPARE(placeName(*site_, found->campus.place), std::string("the campus"));
        QCOMPARE(placeName(*site_, refTo(hallNamed(*site_, "Hall A"))), std::string("Building 1/Hall A"));
        QVERIFY(simulatedYearsText(*found).empty());
    }

    // Their halls add up, and each verdict says what breaks it.
    void verdictsAreCountedAndSaid()
    {
        const Redundancy found = redundancyOf(*snapshot_);
        QVERIFY(answerOf(found).find(std::to_string(found.halls.size()) + " hall") != std::string::npos);
        for (const HallRedundancy& hall : found.halls) {
            const std::string breaks = breaksText(found, hall);
            QVERIFY(!breaks.empty());
            for (const std::size_t breaker : hall.breakers)
                QVERIFY(breaks.find(nameOf(*site_, found.blocks.elements[breaker])) != std::string::npos);
        }
    }

    void ratesOfAKindAndOfAnObjectGoBeforeThoseOfTheClass()
    {
        const EquipmentRate ours{400'000.0, 6.0, "ours"}, log{90'000.0, 12.0, "our log"};
        const EquipmentRates rates =
            withRates(classRates(), *site_, {{"ups", ours, "line 2"}, {"Building 1 UPS A", log, "line 3"}});
        QCOMPARE(rates.of(EquipmentKind::Ups), ours);
        const auto ups = std::ranges::find(site_->power->nodes, "Building 1 UPS A", &PowerNode::name);
        QCOMPARE(rates.of(EquipmentKind::Ups, refTo(ups->id)), log);
        QCOMPARE(rates.of(EquipmentKind::Cdu), classRates().of(EquipmentKind::Cdu));
    }

    void ratesOfWhatIsNotThereAreRefusedByTheirLine()
    {
        const auto refusal = [&](const std::string& name, const EquipmentRate& rate) {
            try {
                withRates(classRates(), *site_, {{name, rate, "ours.csv, line 7"}});
            } catch (const InputError& error) {
                return std::string(error.what());
            }
            return std::string();
        };
        const EquipmentRate sound{1000.0, 10.0, {}};
        QVERIFY(refusal("no such thing", sound).starts_with("ours.csv, line 7: \"no such thing\""));
        QVERIFY(refusal("ups", {0.0, 10.0, {}}).find("ours.csv, line 7") != std::string::npos);
        QVERIFY(hasRate(ObjectKind::Cdu) && hasRate(ObjectKind::CoolantLoop) && !hasRate(ObjectKind::Rack));
        QVERIFY_EXCEPTION_THROWN(withRates(classRates(), *site_, {{"x", sound, "line 1"}},
                                           [](const NamedRate&) { return siteData(); }),
                                 InputError);
    }

    void questionsWithoutSenseAreRefused()
    {
        AvailabilityOptions options;
        options.inferenceShare = 1.2;
        QVERIFY_EXCEPTION_THROWN(availabilityOf(*snapshot_, options), InputError);
    }

private:
    SitePtr site_ = smallCampus();
    SnapshotPtr snapshot_ = evaluated(site_);
};

QTEST_GUILESS_MAIN(SiteAvailabilityTest)
#include "tst_site_availability.moc"
