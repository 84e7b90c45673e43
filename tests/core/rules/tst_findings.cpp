// The list of findings: its table, its order, what is waived, and what of it is used again.
#include "core/model/edits.h"
#include "core/model/object_names.h"
#include "core/model/site_edit.h"
#include "tests/support/campus.h"
#include "tests/support/found.h"
#include "tests/support/random_edits.h"
#include "tests/support/random_site.h"

#include <QTest>

#include <set>

using namespace hallwright;

namespace {

SitePtr withWaiver(const SitePtr& site, ObjectRef object, const char* rule, const char* reason)
{
    SiteEdit edit(site);
    edit.changeRecord(object).waivers[rule] = reason;
    return edit.done();
}

std::set<const Finding*> pointersIn(const Findings& findings, HallId hall)
{
    std::set<const Finding*> pointers;
    for (const Finding* finding : findings.open) {
        if (finding->hall == hall)
            pointers.insert(finding);
    }
    return pointers;
}

} // namespace

class TestFindings : public QObject
{
    Q_OBJECT

private slots:
    void everyRuleOfTheTableNamesItselfAndChecks()
    {
        std::set<std::string_view> ids;
        Severity before = Severity::Critical;
        for (const Rule& rule : rules()) {
            QVERIFY(ids.insert(rule.id).second);
            QCOMPARE(findRule(rule.id), &rule);
            QVERIFY(!rule.title.empty() && rule.why.ends_with('.'));
            QVERIFY(rule.checkGrounds || rule.checkLayout || rule.checkContents || rule.checkHall ||
                    rule.checkPower || rule.checkSite);
            QVERIFY(rule.severity >= before);
            before = rule.severity;
        }
        QCOMPARE(findRule("no such rule"), nullptr);
    }

    void everyFindingSaysWhatWhereAndWhatWouldClearIt()
    {
        std::mt19937 random(3);
        for (int i = 0; i < 20; ++i) {
            const SitePtr site = test::randomSite(random);
            const FindingsPtr findings = test::findingsAt(site);
            for (const Finding* finding : findings->open) {
                QVERIFY(exists(*site, finding->subject));
                QVERIFY(!finding->other.valid() || exists(*site, finding->other));
                QVERIFY2(finding->sentence.ends_with('.') && finding->remedy.ends_with('.'),
                         finding->sentence.c_str());
                QVERIFY(!finding->limit || finding->value);
                QCOMPARE(finding->severity, findRule(finding->rule)->severity);
            }
        }
    }

    void theWorstStandFirst()
    {
        const SitePtr site = test::smallCampus();
        Outages outages;
        outages.cdus = {site->buildings[1]->halls[0]->cdus[0].id};
        outages.power = {site->power->nodes[2].id};
        const FindingsPtr findings = test::findingsAt(site, outages);
        QVERIFY(findings->count(Severity::Critical) > 0 && findings->count(Severity::Minor) > 0);
        QVERIFY(std::ranges::is_sorted(findings->open, {}, &Finding::severity));
    }

    void aWaivedFindingStandsApart()
    {
        const SitePtr site = test::smallCampus();
        const FindingsPtr before = test::findingsAt(site);
        const auto heavy = test::foundBy(*before, "floor-load");
        QVERIFY(heavy.size() > 1);
        const ObjectRef rack = heavy[0]->subject;
        const SitePtr waived = withWaiver(site, rack, "floor-load", "Stands on a spreader plate");
        const FindingsPtr after = test::findingsAt(waived);
        QCOMPARE(after->open.size(), before->open.size() - 1);
        QCOMPARE(after->waived.size(), std::size_t{1});
        QCOMPARE(after->waived[0].finding->subject, rack);
        QCOMPARE(after->waived[0].reason, std::string("Stands on a spreader plate"));
        // Of another rule, or of another rack, it changes nothing.
        QVERIFY(test::findingsAt(withWaiver(site, rack, "overlap", "No"))->waived.empty());
    }

    void aWaiverCostsNoEvaluation()
    {
        const SitePtr site = test::smallCampus();
        PreparedCampusPtr kept;
        const SnapshotPtr snapshot = evaluate(site, conditionsOf(*site), kept);
        const FindingsPtr before = findingsOf(*snapshot);
        const ObjectRef rack = test::foundBy(*before, "floor-load").front()->subject;
        const SitePtr waived = withWaiver(site, rack, "floor-load", "Measured");
        const SnapshotPtr next = evaluate(waived, conditionsOf(*waived), kept);
        QCOMPARE(next->halls[1], snapshot->halls[1]);
        const FindingsPtr after = findingsOf(*next, before.get());
        QCOMPARE(after->waived.size(), std::size_t{1});
        QVERIFY(std::ranges::find(before->open, after->waived[0].finding) != before->open.end());
    }

    // A rack of hall A moved: what was found in hall B is used again.
    void aMovedRackCostsItsHall()
    {
        const SitePtr site = test::smallCampus();
        PreparedCampusPtr kept;
        const FindingsPtr before = findingsOf(*evaluate(site, conditionsOf(*site), kept));
        Rack rack = site->rack(RackId{3});
        rack.pose.x += 0.2;
        const SitePtr moved = withRack(site, rack);
        const SnapshotPtr next = evaluate(moved, conditionsOf(*moved), kept);
        const FindingsPtr after = findingsOf(*next, before.get());
        QCOMPARE(test::textOf(*after), test::textOf(*findingsOf(*next)));
        QCOMPARE(test::foundBy(*after, "overlap").size(), std::size_t{1});
        const auto pointers = pointersIn(*before, HallId{2});
        QVERIFY(!pointers.empty());
        QCOMPARE(pointersIn(*after, HallId{2}), pointers);
    }

    void findingsDoNotDependOnThoseBefore()
    {
        std::mt19937 random(7);
        SitePtr site = test::randomSite(random);
        PreparedCampusPtr kept;
        FindingsPtr findings;
        for (int i = 0; i < 60; ++i) {
            site = test::randomlyEdited(site, random);
            Conditions conditions = conditionsOf(*site);
            if (i % 3 == 0)
                conditions.outages = conditions.outages.with(refTo(site->power->nodes.front().id), true);
            const SnapshotPtr snapshot = evaluate(site, conditions, kept);
            findings = findingsOf(*snapshot, findings.get());
            QCOMPARE(test::textOf(*findings), test::textOf(*findingsOf(*snapshot)));
        }
    }

    void findingsOfOneRuleAtOnePlaceAreAGroup()
    {
        const SitePtr site = test::smallCampus();
        Outages outages;
        outages.power = {site->power->nodes[2].id};
        const FindingsPtr findings = test::findingsAt(site, outages);
        std::size_t count = 0;
        for (const FindingGroup& group : grouped(findings->open)) {
            QVERIFY(!group.findings.empty() && group.worst);
            for (const Finding* finding : group.findings) {
                QCOMPARE(finding->rule, group.rule->id);
                QCOMPARE(finding->hall, group.hall);
                QCOMPARE(finding->building, group.building);
            }
            count += group.findings.size();
        }
        QCOMPARE(count, findings->open.size());
    }

    void theWorstOfAGroupComesFirstAndTheOthersBySize()
    {
        SiteEdit edit(test::smallCampus());
        edit.change(HallId{1}).inletLimitC = 10.0;
        const FindingsPtr findings = test::findingsAt(edit.done());
        for (const FindingGroup& group : grouped(findings->open)) {
            const std::vector<const Finding*> ordered = worstFirst(group);
            QCOMPARE(ordered.size(), group.findings.size());
            QCOMPARE(excessOf(*ordered.front()), excessOf(*group.worst));
            for (std::size_t i = 1; i < ordered.size(); ++i)
                QVERIFY(excessOf(*ordered[i]) <= excessOf(*ordered[i - 1]));
        }
    }

    // Its rack, the other one, its hall and its building; nothing else, and not what it has none of.
    void aFindingConcernsWhatItNames()
    {
        Finding finding;
        finding.subject = refTo(RackId{1});
        finding.hall = HallId{2};
        QVERIFY(concerns(finding, refTo(RackId{1})) && concerns(finding, refTo(HallId{2})));
        QVERIFY(!concerns(finding, refTo(RackId{2})) && !concerns(finding, refTo(BuildingId{2})));
        QVERIFY(!concerns(finding, ObjectRef{}));
    }
};

QTEST_GUILESS_MAIN(TestFindings)
#include "tst_findings.moc"
