// A site is never changed, it is succeeded.
#include "core/model/check_site.h"
#include "core/model/edits.h"
#include "core/model/errors.h"
#include "tests/support/campus.h"

#include <QTest>
#include <cmath>
#include <limits>

using namespace hallwright;
using namespace hallwright::test;

namespace {

const RackId firstRack{1};

template <class Edit>
QString refusalOf(Edit edit)
{
    try {
        edit();
    } catch (const InputError& error) {
        return QString::fromStdString(error.what());
    }
    return QStringLiteral("(accepted)");
}

} // namespace

class TestEdits : public QObject
{
    Q_OBJECT

private slots:
    void anEditLeavesTheEarlierVersionAsItWas()
    {
        const SitePtr before = smallCampus();
        const SitePtr after = withRackPower(before, firstRack, 1.0);
        QVERIFY(*before == *smallCampus());
        QVERIFY(!(*after == *before));
    }

    void puttingTheOldValueBackGivesAnEqualSite()
    {
        const SitePtr before = smallCampus();
        const Pose home = before->rack(firstRack).pose;
        const SitePtr moved = withRackPose(before, firstRack, {home.x, home.y + 0.6, home.yawDeg});
        QVERIFY(!(*moved == *before));
        QVERIFY(*withRackPose(moved, firstRack, home) == *before);
    }

    void everythingUntouchedIsShared()
    {
        const SitePtr before = smallCampus();
        const SitePtr after = withRackPower(before, firstRack, 1.0);
        QVERIFY(after->buildings[0] != before->buildings[0]);
        QVERIFY(after->buildings[0]->halls[0] != before->buildings[0]->halls[0]);
        QCOMPARE(after->buildings[1], before->buildings[1]);
        QCOMPARE(after->catalogue, before->catalogue);
        QCOMPARE(after->power, before->power);
        QCOMPARE(after->cooling, before->cooling);
        QCOMPARE(after->pathways, before->pathways);
    }

    void aChangeOfTheWeatherSharesEveryBuilding()
    {
        const SitePtr before = smallCampus();
        QCOMPARE(withOutdoor(before, 35.0, 22.0)->buildings, before->buildings);
    }

    void theAirflowFollowsThePower()
    {
        // 1.13 m³/s at 20.4 kW: half the power at the same temperature rise needs half the air.
        const SitePtr half = withRackPower(smallCampus(), firstRack, 1e3 * 10.2);
        QCOMPARE(half->rack(firstRack).powerW, 10.2e3);
        QCOMPARE(half->rack(firstRack).airflowM3s, 0.565);
    }

    void aRackSwitchedOnAgainTakesTheAirOfItsType()
    {
        const SitePtr off = withRackPower(smallCampus(), firstRack, 0.0);
        QCOMPARE(off->rack(firstRack).airflowM3s, 0.0);
        QCOMPARE(withRackPower(off, firstRack, 1e3 * 20.4)->rack(firstRack).airflowM3s, 1.13);
    }

    void aNewRackGetsTheNextId()
    {
        const SitePtr before = smallCampus();
        Rack rack = before->rack(firstRack);
        rack.pose = {1.8, 8.4, 0.0};
        RackId added;
        const SitePtr after = withNewRack(before, {1}, rack, &added);
        QCOMPARE(added.value, std::int64_t{45}); // 44 racks before
        QCOMPARE(after->rackCount(), std::size_t{45});
        QCOMPARE(after->hallOf(added).id.value, std::int64_t{1});
    }

    void aRackRemovedIsGoneAndTheOthersStay()
    {
        const SitePtr after = withoutRack(smallCampus(), firstRack);
        QVERIFY(!after->findRack(firstRack));
        QVERIFY(after->findRack({2}).has_value());
        QCOMPARE(after->rackCount(), std::size_t{43});
    }

    void aRackMustTakeItsCoolantInItsOwnHall()
    {
        Rack rack = smallCampus()->rack(firstRack);
        rack.cdu = {1};
        QCOMPARE(refusalOf([&] { withRack(smallCampus(), rack); }),
                 QStringLiteral("Rack A01 in hall Hall A: CDU 1 stands in hall Hall B, but a rack takes its "
                                "coolant from a CDU of its own hall."));
    }

    void anImpossibleValueIsRefused()
    {
        const SitePtr site = smallCampus();
        QCOMPARE(refusalOf([&] { withRackPower(site, firstRack, -5.0); }),
                 QStringLiteral("Rack A01 in hall Hall A: power -5 W is below 0 W."));
        QCOMPARE(refusalOf([&] { withRackPower(site, firstRack, std::nan("")); }),
                 QStringLiteral("Rack A01 in hall Hall A: power is not a finite number."));
        QCOMPARE(refusalOf([&] {
                     withRackPose(site, firstRack, {0.2, 3.6, 0.0});
                 }),
                 QStringLiteral("Rack A01 in hall Hall A: its footprint reaches x = -0.1 m, outside the room "
                                "of 0 to 15.6 m."));
        QCOMPARE(
            refusalOf([&] { withHallSupply(site, {1}, 4.0); }),
            QStringLiteral("Hall Hall A in building Building 1: supply temperature 4 °C is below 5 °C."));
        QCOMPARE(refusalOf([&] { withOutdoor(site, 61.0, 21.0); }),
                 QStringLiteral("Site Small campus: outdoor temperature 61 °C is above 60 °C."));
        QCOMPARE(refusalOf([&] { withSiteName(site, std::string(201, 'x')); }),
                 QStringLiteral("Site: its name has 201 characters, above the limit of 200."));
        QCOMPARE(refusalOf([&] { withSiteName(site, ""); }),
                 QStringLiteral("A site needs a name of at least one character."));
    }

    void anIdOfAnotherSiteIsAMistakeOfTheProgram()
    {
        QVERIFY_EXCEPTION_THROWN(withoutRack(smallCampus(), {999}), std::logic_error);
        QVERIFY_EXCEPTION_THROWN(withHallSupply(smallCampus(), {999}, 20.0), std::logic_error);
    }
};

QTEST_GUILESS_MAIN(TestEdits)
#include "tst_edits.moc"
