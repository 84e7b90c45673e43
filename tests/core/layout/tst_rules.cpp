// Each rule, broken once: the violation says what, where, the value and the limit.
#include "core/layout/rules.h"
#include "core/model/edits.h"
#include "tests/support/campus.h"

#include <QTest>
#include <functional>

using namespace hallwright;
using namespace hallwright::test;

namespace {

const RackId thirdRack{3}; // A03 of Hall A, 1.2 m from row B in front of it

QString asText(const std::vector<Violation>& violations)
{
    QStringList lines;
    for (const Violation& v : violations)
        lines << QString::fromStdString(v.rule + ": " + v.message);
    return lines.join('\n');
}

SitePtr withThirdRack(const std::function<void(Rack&)>& change)
{
    const SitePtr site = smallCampus();
    Rack rack = site->rack(thirdRack);
    change(rack);
    return withRack(site, rack);
}

} // namespace

class TestRules : public QObject
{
    Q_OBJECT

private slots:
    void theSmallCampusBreaksOnlyTheFloor()
    {
        // Eight NVL72: 1,360 kg x 9.80665 m/s² on 0.72 m² is 18.52 kPa, above the 17 kPa its floor is rated
        // for.
        const auto violations = findViolations(*smallCampus());
        QCOMPARE(violations.size(), std::size_t{8});
        for (const Violation& v : violations) {
            QCOMPARE(v.rule, std::string("floor-load"));
            QCOMPARE(v.hall.value, std::int64_t{2});
        }
        QCOMPARE(
            asText({violations.front()}),
            QStringLiteral(
                "floor-load: Rack LA01 in hall Hall B loads the floor with 18.52 kPa (1360 kg on 0.72 m²); "
                "the floor is rated for 17.00 kPa."));
    }

    void eachRuleExplainsItself_data()
    {
        QTest::addColumn<std::function<void(Rack&)>>("change");
        QTest::addColumn<QString>("violations");
        const auto row = [](const char* name, const std::function<void(Rack&)>& change,
                            const char* violations) {
            QTest::newRow(name) << change << QString::fromUtf8(violations);
        };

        row(
            "overlap", [](Rack& r) { r.pose.x += 0.2; },
            "overlap: Rack A03 in hall Hall A overlaps rack A04.");
        row(
            "column",
            [](Rack& r) {
                r.pose = {12.3, 5.3, 90.0};
            },
            "overlap: Rack A03 in hall Hall A overlaps a column.");
        row(
            "aisle of 0.8 m, seen from both sides", [](Rack& r) { r.pose.y += 0.4; },
            "cold-aisle-width: Rack A03 in hall Hall A has 0.80 m clear in front of it, up to rack B03; at "
            "least 0.90 m is "
            "needed.\n"
            "cold-aisle-width: Rack B03 in hall Hall A has 0.80 m clear in front of it, up to rack A03; at "
            "least 0.90 m is "
            "needed.");
        row(
            "aisle of 0.9 m", [](Rack& r) { r.pose.y += 0.3; }, "");
        row(
            "facing a wall",
            [](Rack& r) {
                r.pose = {8.1, 8.5, 180.0};
            },
            "cold-aisle-width: Rack A03 in hall Hall A has 0.50 m clear in front of it, up to the wall; at "
            "least 0.90 m is "
            "needed.");
        row(
            "overlaps and faces",
            [](Rack& r) {
                r.pose = {1.8, 7.2, -90.0};
            },
            "cold-aisle-width: Rack A03 in hall Hall A has 0.10 m clear in front of it, up to air handler "
            "CRAH 2; at least "
            "0.90 m is needed.");
        row(
            "weight", [](Rack& r) { r.massKg = 2000.0; },
            "floor-load: Rack A03 in hall Hall A loads the floor with 27.24 kPa (2000 kg on 0.72 m²); the "
            "floor is rated for "
            "17.00 kPa.");
        row(
            "no B feed", [](Rack& r) { r.feedB = {}; },
            "feeds: Rack A03 in hall Hall A draws 20.4 kW and has no B feed.");
        row(
            "no feed", [](Rack& r) { r.feedA = r.feedB = {}; },
            "feeds: Rack A03 in hall Hall A draws 20.4 kW and has neither an A nor a B feed.");
        row(
            "one feed twice", [](Rack& r) { r.feedB = r.feedA; },
            "feeds: Rack A03 in hall Hall A has its A and its B feed from the same Hall A PDU 1A.");
        row(
            "no power, no feeds needed",
            [](Rack& r) {
                r.powerW = 0.0;
                r.feedA = r.feedB = {};
            },
            "");
        row(
            "liquid without a CDU", [](Rack& r) { r.liquidShare = 0.5; },
            "coolant: Rack A03 in hall Hall A gives 10.2 kW to coolant and has no CDU.");
    }
    void eachRuleExplainsItself()
    {
        QFETCH(std::function<void(Rack&)>, change);
        QFETCH(QString, violations);
        std::vector<Violation> inFirstHall;
        for (Violation& v : findViolations(*withThirdRack(change))) {
            if (v.hall == HallId{1})
                inFirstHall.push_back(std::move(v));
        }
        QCOMPARE(asText(inFirstHall), violations);
    }

    void aCampusOf14000RacksIsClean() { QCOMPARE(asText(findViolations(*scaleCampus(14000))), QString()); }

    void anEmptySiteBreaksNoRule() { QVERIFY(findViolations(Site()).empty()); }
};

QTEST_GUILESS_MAIN(TestRules)
#include "tst_rules.moc"
