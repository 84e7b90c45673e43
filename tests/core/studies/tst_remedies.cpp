// What a rack swap overloads is enlarged along the whole chain, and what is left is said.
#include "core/studies/remedies.h"

#include "core/design/enlarge_power.h"
#include "core/design/new_site.h"
#include "core/design/rule_error.h"
#include "core/model/change_set.h"
#include "core/model/check_site.h"
#include "core/model/site_edit.h"
#include "core/rules/findings.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace hallwright;

namespace {

// 4 rows of 10 racks of 20 kW, fed and cooled, without a finding.
SitePtr designedSite()
{
    design::NewSite wanted;
    wanted.building.capacityW = 9e6;
    return design::newSite(wanted);
}

const Hall& firstHall(const Site& site)
{
    return *site.buildings.front()->halls.front();
}

SitePtr withRackPowerTimes(const SitePtr& site, double factor)
{
    SiteEdit edit(site);
    for (Rack& rack : edit.change(firstHall(*site).id).racks)
        rack.powerW *= factor;
    return edit.done();
}

SitePtr withoutPowerTypes(const SitePtr& site, PowerNodeKind kind, double aboveW)
{
    SiteEdit edit(site);
    for (const PowerType& type : site->catalogue->powerTypes) {
        if (type.values.kind == kind && type.values.ratedW > aboveW)
            edit.remove(refTo(type.id));
    }
    return edit.done();
}

QString overloadsIn(const SitePtr& site)
{
    const SnapshotPtr snapshot = evaluate(site, conditionsOf(*site));
    const FindingsPtr findings = findingsOf(*snapshot);
    QString text;
    for (const Finding* finding : findings->open) {
        if (finding->subject.kind == ObjectKind::PowerNode && finding->limit)
            text += QString::fromStdString(finding->sentence) + '\n';
    }
    return text;
}

QString textOf(const std::vector<std::string>& sentences)
{
    QString text;
    for (const std::string& sentence : sentences)
        text += QString::fromStdString(sentence) + '\n';
    return text;
}

double ratingOf(const Site& site, const std::string& name)
{
    return std::ranges::find(site.power->nodes, name, &PowerNode::name)->ratedW;
}

} // namespace

class TestRemedies : public QObject
{
    Q_OBJECT

private slots:
    // A row of 10 racks of 50 kW draws 500 kW, over nine tenths of a rating: a busway of 800 A carries 564 kW, one of
    // 1600 A 1,127 kW. The block of 4 rows draws 2,000 kW: a UPS of 3,000 kW.
    void whatASwapOverloadsBecomesTheLeastTypeThatCarriesIt()
    {
        const SitePtr site = withRackPowerTimes(designedSite(), 2.5);
        QVERIFY(overloadsIn(site).contains("busway"));
        const Remedied done = withPowerEnlarged(site, conditionsOf(*site));
        QCOMPARE(overloadsIn(done.site), QString());
        checkSite(*done.site);
        const QString told = textOf(done.told);
        QVERIFY2(told.contains("it becomes UPS 3000, 3,000 kW.") && told.contains("it becomes Busway"),
                 qPrintable(told));
        QCOMPARE(ratingOf(*done.site, "B1 H1 block 1 UPS A"), 3e6);
        for (const PowerNode& node : done.site->power->nodes) { // a type's values, not a number of its own
            if (const PowerType* type = done.site->catalogue->find(node.type))
                QCOMPARE(node.ratedW, type->values.ratedW);
        }
        QCOMPARE(done.site->power->nodes.size(), site->power->nodes.size());
        // The second time there is nothing to do.
        const Remedied again = withPowerEnlarged(done.site, conditionsOf(*done.site));
        QCOMPARE(again.site, done.site);
        QVERIFY(again.told.empty());
    }

    void oneNodeTakesWhatItHangsOnAlongAndLeavesTheOthers()
    {
        const SitePtr site = withRackPowerTimes(designedSite(), 2.5);
        const auto busway =
            std::ranges::find(site->power->nodes, std::string("B1-H1-A busway A"), &PowerNode::name);
        QVERIFY(busway != site->power->nodes.end());
        const Remedied done = withPowerEnlarged(site, conditionsOf(*site), std::vector{busway->id});
        QVERIFY(ratingOf(*done.site, "B1-H1-A busway A") > busway->ratedW);
        QCOMPARE(ratingOf(*done.site, "B1 H1 block 1 UPS A"), 3e6);
        QCOMPARE(ratingOf(*done.site, "B1-H1-A busway B"), ratingOf(*site, "B1-H1-A busway B"));
        QVERIFY(overloadsIn(done.site).contains("busway B"));
    }

    void aBuswayThatTheCatalogueHasNoLargerOneForGetsAnotherBesideIt()
    {
        SitePtr site = withRackPowerTimes(designedSite(), 2.5);
        site = withoutPowerTypes(site, PowerNodeKind::Busway,
                                 300e3); // 400 A alone are left, where no other is in use
        const Remedied done = withPowerEnlarged(site, conditionsOf(*site));
        QVERIFY2(textOf(done.told).contains("beside it"), qPrintable(textOf(done.told)));
        QVERIFY(done.site->power->nodes.size() > site->power->nodes.size());
        QCOMPARE(overloadsIn(done.site), QString());
        checkSite(*done.site);
        std::set<PowerNodeId> feeds;
        for (const Rack& rack : firstHall(*done.site).racks) {
            QVERIFY(rack.feedA.valid() && rack.feedB.valid() && rack.feedA != rack.feedB);
            feeds.insert({rack.feedA, rack.feedB});
        }
        QVERIFY(feeds.size() > 8); // two on each of four rows before
    }

    // The catalogue has medium-voltage switchgear of 60 MW, which is none between a transformer and a UPS.
    void switchgearOfLowVoltageStaysOfLowVoltage()
    {
        const SitePtr site = designedSite();
        const auto gear = std::ranges::find_if(site->power->nodes, [](const PowerNode& node) {
            return node.kind == PowerNodeKind::Switchgear && node.ratedW < 5e6;
        });
        QVERIFY(gear != site->power->nodes.end());
        QVERIFY(std::ranges::any_of(site->catalogue->powerTypes, [](const PowerType& type) {
            return type.values.kind == PowerNodeKind::Switchgear && type.values.ratedW > 2e7;
        }));
        SiteEdit edit(site);
        const design::Steps steps = design::enlargePower(edit, {{gear->id, 1e7}});
        QCOMPARE(edit.site().power->find(gear->id)->ratedW, gear->ratedW);
        QCOMPARE(steps.shortages.size(), std::size_t{1});
        QVERIFY2(steps.shortages.front().find("add a larger type") != std::string::npos,
                 steps.shortages.front().c_str());
    }

    void whatNoTypeCarriesIsRefusedInASentence()
    {
        SitePtr site = withRackPowerTimes(designedSite(), 2.5);
        const double upsW = ratingOf(*site, "B1 H1 block 1 UPS A");
        site = withoutPowerTypes(site, PowerNodeKind::Ups, upsW);
        const auto ups =
            std::ranges::find(site->power->nodes, std::string("B1 H1 block 1 UPS A"), &PowerNode::name);
        SiteEdit only(site);
        for (const PowerNode& node : site->power->nodes) {
            if (node.kind != PowerNodeKind::Ups)
                only.change(node.id).ratedW = 50e6; // so that it alone is over its rating
        }
        site = only.done();
        QString refused;
        try {
            withPowerEnlarged(site, conditionsOf(*site), std::vector{ups->id});
        } catch (const InputError& error) {
            refused = error.what();
        }
        // 2,000 kW are stated; without air to hold their inlets racks draw a sixth more.
        QVERIFY2(refused.startsWith("B1 H1 block 1 UPS A has to deliver 2,3") &&
                     refused.contains("the largest UPS of the catalogue") &&
                     refused.contains("add a larger type to the catalogue, or take load off it."),
                 qPrintable(refused));
    }

    void whatHasNoFeedsIsNotAllOfTheSite()
    {
        const SitePtr site = withRackPowerTimes(designedSite(), 2.5);
        QVERIFY_THROWS_EXCEPTION(InputError,
                                 withPowerEnlarged(site, conditionsOf(*site), std::vector<PowerNodeId>{}));
    }

    // What cannot be done of it is told, and the rest is done.
    void feedingAndCoolingGoEachAsFarAsItCan()
    {
        SiteEdit edit(designedSite());
        const HallId hall = firstHall(edit.site()).id;
        Hall& bare = edit.change(hall);
        bare.airHandlers.clear();
        for (Rack& rack : bare.racks)
            rack.feedA = rack.feedB = {};
        std::vector<ObjectRef> types;
        for (const AirHandlerType& type : edit.site().catalogue->airHandlerTypes)
            types.push_back(refTo(type.id));
        edit.remove(types, OnReference::Clear);
        const SitePtr site = edit.done();
        const Remedied done = withHallFedAndCooled(site, conditionsOf(*site), hall);
        for (const Rack& rack : done.site->hall(hall).racks)
            QVERIFY(rack.feedA.valid() && rack.feedB.valid());
        QVERIFY2(textOf(done.told).contains("It stands, but is not cooled yet: "),
                 qPrintable(textOf(done.told)));
    }

    // Hotter racks: cooling is added for them, and what is about the hall's cooling afterwards is told.
    void coolingSaysWhatIsStillOpenAfterIt()
    {
        const SitePtr site = withRackPowerTimes(designedSite(), 2.0);
        const HallId hall = firstHall(*site).id;
        const Remedied done = withHallCooled(site, conditionsOf(*site), hall);
        QVERIFY(!done.told.empty());
        const SnapshotPtr snapshot = evaluate(done.site, conditionsOf(*done.site));
        const FindingsPtr findings = findingsOf(*snapshot);
        for (const Finding* finding : findings->open) {
            if (finding->hall != hall || remedyFor(*finding) != DesignRemedy::Cool)
                continue;
            const QString sentence = QString::fromStdString(finding->sentence);
            QVERIFY2(textOf(done.left).contains(sentence), qPrintable(sentence));
        }
        QCOMPARE(withHallCooled(done.site, conditionsOf(*done.site), hall).site, done.site);
    }

    void findingsKnowWhatMayClearThem()
    {
        const SitePtr site = withRackPowerTimes(designedSite(), 2.5);
        const SnapshotPtr snapshot = evaluate(site, conditionsOf(*site));
        const FindingsPtr findings = findingsOf(*snapshot);
        std::set<DesignRemedy> offered;
        for (const Finding* finding : findings->open)
            offered.insert(remedyFor(*finding));
        QVERIFY(offered.contains(DesignRemedy::Enlarge));
        QVERIFY(offered.contains(DesignRemedy::Cool));
    }
};

QTEST_GUILESS_MAIN(TestRemedies)
#include "tst_remedies.moc"
