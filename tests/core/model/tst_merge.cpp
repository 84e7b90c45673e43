// One branch's work brought into another's.
#include "core/model/errors.h"
#include "core/model/merge.h"
#include "core/model/object_names.h"
#include "core/model/site_edit.h"
#include "tests/support/campus.h"
#include "tests/support/random_edits.h"

#include <QTest>

using namespace hallwright;
using namespace hallwright::test;

namespace {

const RackId firstRack{1}, secondRack{2}, thirdRack{3};

template <class Change>
SitePtr edited(const SitePtr& site, Change change)
{
    SiteEdit edit(site);
    change(edit);
    return edit.done();
}

SitePtr withPower(const SitePtr& site, RackId rack, double powerW)
{
    return edited(site, [&](SiteEdit& edit) { edit.change(rack).powerW = powerW; });
}

// With a hall of one rack, to which nothing refers.
SitePtr campusWithALooseHall()
{
    return edited(smallCampus(), [](SiteEdit& edit) {
        const Hall first = edit.site().hall(HallId{1});
        Hall hall;
        hall.name = "Loose";
        hall.originM = {0.0, 0.0};
        hall.widthM = 3.0;
        hall.depthM = 4.0;
        hall.heightM = first.heightM;
        hall.ceilingHeightM = first.ceilingHeightM;
        hall.tilePitchM = first.tilePitchM;
        hall.floorRatingPa = first.floorRatingPa;
        hall.supplyC = first.supplyC;
        hall.inletLimitC = first.inletLimitC;
        Rack rack = first.racks.front();
        rack.id = {};
        rack.name = "L1";
        rack.pose = {1.5, 1.0, 0.0};
        const HallId id = edit.addTo(edit.site().buildings.front()->id, hall);
        edit.addTo(id, rack);
    });
}

HallId looseHall(const SitePtr& site)
{
    return site->buildings.front()->halls.back()->id;
}

RackId looseRack(const SitePtr& site)
{
    return site->hall(looseHall(site)).racks.front().id;
}

SitePtr without(const SitePtr& site, RackId rack)
{
    return edited(site, [&](SiteEdit& edit) { edit.remove(refTo(rack)); });
}

} // namespace

class TestMerge : public QObject
{
    Q_OBJECT

private slots:
    void nothingDoneBringsNothing()
    {
        const SitePtr start = smallCampus(), ours = withPower(start, firstRack, 1e3);
        const Merge result = merge(start, ours, start, MergePreference::Theirs);
        QCOMPARE(result.site, ours);
        QVERIFY(result.brought.empty());
        QVERIFY(result.conflicts.empty());
    }

    void whatOnlyTheyDidIsTheirs()
    {
        const SitePtr start = campusOfEverything();
        for (int seed = 1; seed <= 20; ++seed) {
            std::mt19937 random(static_cast<unsigned>(seed));
            SitePtr theirs = start;
            for (int i = 0; i < 20; ++i)
                theirs = randomlyEdited(theirs, random);
            const Merge result = merge(start, start, theirs, MergePreference::Ours);
            QVERIFY(*result.site == *theirs);
            QVERIFY(result.conflicts.empty());
        }
    }

    void workOnOtherThingsIsJoinedWhicheverComesFirst()
    {
        const SitePtr start = smallCampus();
        const SitePtr ours = without(withPower(start, firstRack, 1e3), thirdRack);
        const SitePtr theirs = edited(start, [](SiteEdit& edit) {
            edit.change(secondRack).pose.x += 0.01;
            edit.change(firstRack).massKg = 900.0;
            edit.changeRecord(refTo(secondRack)).notes = "Checked";
        });
        const Merge here = merge(start, ours, theirs, MergePreference::Ours);
        const Merge there = merge(start, theirs, ours, MergePreference::Ours);
        QVERIFY(here.conflicts.empty());
        QVERIFY(*here.site == *there.site);
        QCOMPARE(here.site->rack(firstRack).powerW, 1e3);
        QCOMPARE(here.site->rack(firstRack).massKg, 900.0);
        QVERIFY(!here.site->findRack(thirdRack));
    }

    void theSameDoneTwiceIsNoConflict()
    {
        const SitePtr start = smallCampus(), both = without(withPower(start, firstRack, 1e3), secondRack);
        const Merge result = merge(start, both, both, MergePreference::Theirs);
        QCOMPARE(result.site, both);
        QVERIFY(result.conflicts.empty());
    }

    void oneFieldChangedTwiceConflicts_data()
    {
        QTest::addColumn<bool>("preferTheirs");
        QTest::addColumn<double>("powerW");
        QTest::newRow("ours") << false << 1e3;
        QTest::newRow("theirs") << true << 2e3;
    }
    void oneFieldChangedTwiceConflicts()
    {
        QFETCH(const bool, preferTheirs);
        QFETCH(const double, powerW);
        const SitePtr start = smallCampus();
        const SitePtr ours = withPower(start, firstRack, 1e3), theirs = withPower(start, firstRack, 2e3);
        const Merge result =
            merge(start, ours, theirs, preferTheirs ? MergePreference::Theirs : MergePreference::Ours);
        QCOMPARE(result.site->rack(firstRack).powerW, powerW);
        QCOMPARE(result.conflicts.size(), std::size_t{1});
        QCOMPARE(sentences(result.conflicts[0].ours, *start, *ours),
                 std::vector<std::string>{"Rack A01: power 20.4 kW → 1 kW."});
        QCOMPARE(sentences(result.conflicts[0].theirs, *start, *theirs),
                 std::vector<std::string>{"Rack A01: power 20.4 kW → 2 kW."});
    }

    void eachConflictIsChosenByItself()
    {
        const SitePtr start = smallCampus();
        const SitePtr ours = withPower(withPower(start, firstRack, 1e3), secondRack, 1e3);
        const SitePtr theirs = withPower(withPower(start, firstRack, 2e3), secondRack, 2e3);
        MergeChoices choices = MergePreference::Theirs;
        choices.each = {MergePreference::Ours};
        const Merge result = merge(start, ours, theirs, choices);
        QCOMPARE(result.conflicts.size(), std::size_t{2});
        QCOMPARE(result.site->rack(firstRack).powerW, 1e3);
        QCOMPARE(result.site->rack(secondRack).powerW, 2e3);
        QVERIFY(result.conflicts == merge(start, ours, theirs, MergePreference::Ours).conflicts);
    }

    void whatWeRemovedStaysRemoved()
    {
        const SitePtr start = smallCampus();
        const SitePtr ours = without(start, firstRack), theirs = withPower(start, firstRack, 2e3);
        for (const MergePreference preference : {MergePreference::Ours, MergePreference::Theirs}) {
            const Merge result = merge(start, ours, theirs, preference);
            QVERIFY(!result.site->findRack(firstRack));
            QCOMPARE(result.conflicts.size(), std::size_t{1});
        }
    }

    void whatTheyRemovedGoesUnlessOursIsPreferred()
    {
        const SitePtr start = smallCampus();
        const SitePtr ours = withPower(start, firstRack, 1e3), theirs = without(start, firstRack);
        QVERIFY(merge(start, ours, theirs, MergePreference::Ours).site->findRack(firstRack));
        QVERIFY(!merge(start, ours, theirs, MergePreference::Theirs).site->findRack(firstRack));
        QVERIFY(!merge(start, start, theirs, MergePreference::Ours).site->findRack(firstRack));
    }

    // A hall that goes takes its racks along: what was done to one of them is decided with the hall.
    void whatIsDoneInAHallThatTheyRemovedIsDecidedWithTheHall()
    {
        const SitePtr start = campusWithALooseHall();
        const SitePtr ours = edited(withPower(start, looseRack(start), 1e3), [&](SiteEdit& edit) {
            Rack more = start->rack(looseRack(start));
            more.id = {};
            more.name = "more";
            more.pose.y += 2.0;
            edit.addTo(looseHall(start), more);
        });
        const SitePtr theirs = edited(start, [&](SiteEdit& edit) { edit.remove(refTo(looseHall(start))); });
        const Merge kept = merge(start, ours, theirs, MergePreference::Ours);
        QCOMPARE(kept.conflicts.size(), std::size_t{1});
        QCOMPARE(sentences(kept.conflicts[0].theirs, *start, *theirs).front(),
                 "Hall Loose in building Building 1: removed.");
        QCOMPARE(sentences(kept.conflicts[0].ours, *start, *ours).size(), std::size_t{2});
        QVERIFY(*kept.site == *ours);
        const Merge gone = merge(start, ours, theirs, MergePreference::Theirs);
        QVERIFY(gone.conflicts == kept.conflicts);
        QVERIFY(diff(*gone.site, *theirs).empty());
    }

    void whatTheyDidInAHallThatWeRemovedIsToldAndNotDone()
    {
        const SitePtr start = campusWithALooseHall();
        const SitePtr ours = edited(start, [&](SiteEdit& edit) { edit.remove(refTo(looseHall(start))); });
        const SitePtr theirs = edited(withPower(start, looseRack(start), 1e3), [&](SiteEdit& edit) {
            Rack more = start->rack(looseRack(start));
            more.id = {};
            more.name = "more";
            more.pose.y += 2.0;
            edit.addTo(looseHall(start), more);
            edit.changeRecord(refTo(looseRack(start))).notes = "Checked";
        });
        for (const MergePreference preference : {MergePreference::Ours, MergePreference::Theirs}) {
            const Merge result = merge(start, ours, theirs, preference);
            QCOMPARE(result.conflicts.size(), std::size_t{1});
            QVERIFY(diff(*result.site, *ours).empty());
        }
    }

    void whatWasMovedOutOfAHallThatGoesIsDecidedByItself()
    {
        const SitePtr start = campusWithALooseHall();
        const RackId rack = looseRack(start);
        const SitePtr ours = edited(start, [&](SiteEdit& edit) {
            edit.moveTo(HallId{1}, refTo(rack));
            edit.change(rack).name = "moved";
        });
        const SitePtr theirs = edited(start, [&](SiteEdit& edit) { edit.remove(refTo(looseHall(start))); });
        const Merge result = merge(start, ours, theirs, MergePreference::Ours);
        QCOMPARE(result.conflicts.size(), std::size_t{1});
        QVERIFY(result.site->findRack(rack));
        QVERIFY(!exists(*result.site, refTo(looseHall(start))));
    }

    void whatHasNoPlaceAnyMoreIsRefused()
    {
        SiteEdit edit(smallCampus());
        RackType type = edit.site().catalogue->rackTypes.front();
        type.name = "Nobody's yet";
        const RackTypeId unused = edit.add(type);
        const SitePtr start = edit.done();
        const SitePtr theirs = edited(start, [&](SiteEdit& their) { their.change(firstRack).type = unused; });
        const SitePtr ours = edited(start, [&](SiteEdit& our) { our.remove(refTo(unused)); });
        QVERIFY_THROWS_EXCEPTION(InputError, merge(start, ours, theirs, MergePreference::Theirs));
    }
};

QTEST_GUILESS_MAIN(TestMerge)
#include "tst_merge.moc"
