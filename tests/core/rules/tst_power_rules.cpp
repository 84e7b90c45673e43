#include "tests/support/campus.h"
#include "tests/support/found.h"

#include <QtTest>

#include <algorithm>

using namespace hallwright;

namespace {

// Two utilities, a UPS and a PDU on either side, and one hall of three racks on both PDUs.
class Parts
{
public:
    Parts()
    {
        add(PowerNodeKind::Utility, "Utility A", FeedSide::A, {});
        add(PowerNodeKind::Utility, "Utility B", FeedSide::B, {});
        add(PowerNodeKind::Ups, "UPS A", FeedSide::A, {{1}});
        add(PowerNodeKind::Ups, "UPS B", FeedSide::B, {{2}});
        add(PowerNodeKind::Pdu, "PDU A", FeedSide::A, {{3}});
        add(PowerNodeKind::Pdu, "PDU B", FeedSide::B, {{4}});
        hall.id = {1};
        hall.name = "Hall 1";
        for (std::int64_t k = 1; k <= 3; ++k) {
            Rack rack;
            rack.id = {k};
            rack.name = "Rack " + std::to_string(k);
            rack.feedA = {5};
            rack.feedB = {6};
            rack.type = {1};
            rack.pose = {static_cast<double>(k), 2.0, 0.0};
            hall.racks.push_back(rack);
        }
    }

    PowerNode& add(PowerNodeKind kind, std::string name, FeedSide side, std::vector<PowerNodeId> fedBy)
    {
        PowerNode node;
        node.id = {static_cast<std::int64_t>(power.nodes.size()) + 1};
        node.name = std::move(name);
        node.kind = kind;
        node.side = side;
        node.fedBy = std::move(fedBy);
        power.nodes.push_back(node);
        return power.nodes.back();
    }

    SitePtr site() const
    {
        auto site = std::make_shared<Site>();
        auto catalogue = std::make_shared<Catalogue>();
        RackType type;
        type.id = {1};
        catalogue->rackTypes.push_back(type);
        site->catalogue = catalogue;
        auto building = std::make_shared<Building>();
        building->id = {1};
        building->halls.push_back(std::make_shared<Hall>(hall));
        site->buildings.push_back(building);
        site->power = std::make_shared<PowerNetwork>(power);
        return site;
    }

    // Of the rules that look at how power is joined up.
    std::vector<Finding> found() const
    {
        std::vector<Finding> found;
        const FindingsPtr findings = test::findingsAt(site());
        for (const Finding* finding : findings->open) {
            if (finding->rule.starts_with("power-"))
                found.push_back(*finding);
        }
        return found;
    }

    // One line for each.
    QString text() const
    {
        QStringList lines;
        for (const Finding& finding : found())
            lines << QString::fromStdString(finding.sentence);
        return lines.join('\n');
    }

    PowerNetwork power;
    Hall hall;
};

// Of each of the three racks.
QString bothHangOn(const char* node)
{
    QStringList lines;
    for (int k = 1; k <= 3; ++k)
        lines << QStringLiteral(
                     "Both feeds of rack Rack %1 in hall Hall 1 hang on %2; its failure takes both.")
                     .arg(k)
                     .arg(node);
    return lines.join('\n');
}

} // namespace

class PowerRulesTest : public QObject
{
    Q_OBJECT

private slots:
    void aSoundSiteHasNone()
    {
        QCOMPARE(Parts().text(), QString());
        const FindingsPtr findings = test::findingsAt(test::smallCampus());
        for (const Finding* finding : findings->open)
            QVERIFY2(!finding->rule.starts_with("power-"), finding->sentence.c_str());
    }

    void aCircleIsNamedInOrder()
    {
        Parts parts;
        parts.power.nodes[2].fedBy = {{5}}; // UPS A by the PDU it feeds
        QCOMPARE(parts.text(),
                 QStringLiteral("UPS A has feeders, but none leads to a source.\n"
                                "PDU A has feeders, but none leads to a source.\n"
                                "UPS A is fed by PDU A, which is fed by UPS A: power goes in a circle."));
        QCOMPARE(parts.found().back().rule, std::string_view("power-cycle"));
        QCOMPARE(parts.found().back().subject, refTo(PowerNodeId{3}));
    }

    void aNodeThatFeedsItselfIsACircle()
    {
        Parts parts;
        parts.power.nodes[2].fedBy = {{1}, {3}};
        QCOMPARE(parts.text(), QStringLiteral("UPS A is fed by itself: power goes in a circle."));
    }

    void aCircleBehindAnotherIsFoundToo()
    {
        Parts parts;
        parts.power.nodes[2].fedBy = {{1}, {5}};
        parts.add(PowerNodeKind::Switchgear, "Ring 1", FeedSide::None, {{5}, {8}});
        parts.add(PowerNodeKind::Switchgear, "Ring 2", FeedSide::None, {{7}});
        const auto found = parts.found();
        QCOMPARE(std::ranges::count(found, std::string_view("power-cycle"), &Finding::rule), 2);
    }

    void aLongCircleNamesEightAndCountsTheRest()
    {
        Parts parts;
        for (std::int64_t k = 7; k < 7 + 5000; ++k)
            parts.add(PowerNodeKind::Busway, "Ring " + std::to_string(k), FeedSide::None, {{k + 1}});
        parts.power.nodes.back().fedBy = {{7}};
        const auto found = parts.found();
        QCOMPARE(
            found.back().sentence,
            std::string(
                "Ring 7 is fed by Ring 8, which is fed by Ring 9, which is fed by Ring 10, which is fed "
                "by Ring 11, which is fed by Ring 12, which is fed by Ring 13, which is fed by Ring 14, "
                "which is fed by 4992 more, the last of which is fed by Ring 7: power goes in a circle."));
    }

    void aFeederThatDoesNotExistIsNamed()
    {
        Parts parts;
        parts.power.nodes[3].fedBy = {{2}, {77}};
        QCOMPARE(parts.text(), QStringLiteral("UPS B is fed by power node 77, which does not exist."));
    }

    void aNodeThatNothingFeedsIsNamedAndSoIsWhatItFeeds()
    {
        Parts parts;
        parts.power.nodes[2].fedBy.clear();
        QCOMPARE(parts.text(), QStringLiteral("UPS A is no source and nothing feeds it.\n"
                                              "PDU A has feeders, but none leads to a source."));
    }

    void racksWithoutPowerAreNamed()
    {
        Parts parts;
        parts.hall.racks[0].feedA = parts.hall.racks[0].feedB = {};
        parts.hall.racks[1].feedA = {55};
        parts.power.nodes[3].fedBy.clear(); // side B is dead
        QCOMPARE(parts.text(),
                 QStringLiteral("Rack Rack 2 in hall Hall 1 is fed from no power node that a source "
                                "reaches.\n"
                                "UPS B is no source and nothing feeds it.\n"
                                "PDU B has feeders, but none leads to a source.\n"
                                "Rack Rack 2 in hall Hall 1 names a power node that does not exist."));
    }

    void aRackWithOneFeedIsSound()
    {
        Parts parts;
        for (Rack& rack : parts.hall.racks)
            rack.feedA = {};
        QCOMPARE(parts.text(), QString());
    }

    void bothFeedsOnOneSideAreAWeakness()
    {
        Parts parts;
        parts.add(PowerNodeKind::Pdu, "PDU A2", FeedSide::A, {{2}}); // of side A, though fed by utility B
        for (Rack& rack : parts.hall.racks)
            rack.feedB = {7};
        QCOMPARE(parts.text(), QStringLiteral("Rack Rack 1 in hall Hall 1 has both feeds on side A.\n"
                                              "Rack Rack 2 in hall Hall 1 has both feeds on side A.\n"
                                              "Rack Rack 3 in hall Hall 1 has both feeds on side A."));
    }

    void aSharedUpsIsASinglePointOfFailure()
    {
        Parts parts;
        parts.power.nodes[5].fedBy = {{3}}; // PDU B by UPS A
        QCOMPARE(parts.text(), bothHangOn("UPS A"));
        QCOMPARE(parts.found().front().rule, std::string_view("power-shared-feed"));
        QCOMPARE(parts.found().front().other, refTo(PowerNodeId{3}));
    }

    void aSharedUtilityIsNone()
    {
        Parts parts;
        parts.power.nodes[3].fedBy = {{1}};
        QCOMPARE(parts.text(), QString());
    }

    void pathsThatMeetButHaveAnotherWayAreSound()
    {
        // Both PDUs hang on UPS A and UPS B: no one failure takes both.
        Parts parts;
        parts.power.nodes[4].fedBy = {{3}, {4}};
        parts.power.nodes[5].fedBy = {{4}, {3}};
        QCOMPARE(parts.text(), QString());
    }

    void aBusBehindUtilityAndGeneratorIsStillOne()
    {
        Parts parts;
        parts.add(PowerNodeKind::Generator, "Generator", FeedSide::None, {});
        parts.add(PowerNodeKind::Switchgear, "Bus", FeedSide::None, {{1}, {7}});
        parts.power.nodes[2].fedBy = parts.power.nodes[3].fedBy = {{8}};
        QCOMPARE(parts.text(), bothHangOn("Bus"));
    }

    void theSameFeedTwiceIsNoSecondFeed()
    {
        Parts parts;
        for (Rack& rack : parts.hall.racks)
            rack.feedB = rack.feedA;
        QCOMPARE(parts.text(), QString()); // "feeds" says so of a rack that draws power
    }
};

QTEST_GUILESS_MAIN(PowerRulesTest)
#include "tst_power_rules.moc"
