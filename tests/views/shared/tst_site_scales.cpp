// The ends of a site's colour scales: those of what is committed, whatever was shown before.
#include "core/model/edits.h"
#include "core/simulation/evaluate.h"
#include "tests/support/campus.h"
#include "views/shared/rack_colours.h"
#include "views/shared/site_scales.h"

#include <QTest>

using namespace hallwright;
using namespace hallwright::style;

namespace {

// The campus with all inlets of its first hall this much warmer.
Snapshot warmer(const Snapshot& from, double byK)
{
    Snapshot snapshot = from;
    HallResult hall = *snapshot.halls.front();
    for (RackResult& rack : hall.racks)
        rack.inletC += byK;
    snapshot.halls.front() = std::make_shared<const HallResult>(std::move(hall));
    return snapshot;
}

} // namespace

class SiteScalesTest : public QObject
{
    Q_OBJECT

private slots:
    void aDragWidensAndEscapeRestores()
    {
        SiteScales scales;
        QVERIFY(scales.take(snapshot_, VersionShown::Committed, true));
        const auto committed = scales.ends();
        QVERIFY(committed && committed->densestKwM2 > 0.0);

        QVERIFY(scales.take(warmer(snapshot_, 9.0), VersionShown::UnderTheHand, true));
        const auto widest = scales.ends();
        QVERIFY(widest->warmestInletC > committed->warmestInletC);
        QCOMPARE(widest->coldestInletC, committed->coldestInletC);
        QVERIFY(!scales.take(warmer(snapshot_, 3.0), VersionShown::UnderTheHand, true)); // it only widens
        QVERIFY(scales.ends() == widest);

        QVERIFY(scales.take(snapshot_, VersionShown::Committed, true));
        QVERIFY(scales.ends() == committed);
    }

    void theyDoNotDependOnHistory()
    {
        SiteScales once, after;
        once.take(snapshot_, VersionShown::Committed, false);
        after.take(warmer(snapshot_, 30.0), VersionShown::Committed, false);
        after.take(warmer(snapshot_, 5.0), VersionShown::UnderTheHand, false);
        after.take(snapshot_, VersionShown::Committed, false);
        QVERIFY(once.ends() == after.ends());
    }

    // Racks at 50 °C outdoors were all of the one colour beyond the scale.
    void theScaleHoldsEveryInlet()
    {
        const Snapshot hot = warmer(snapshot_, 20.0);
        const ColourScale scale = colourScale(RackColouring::InletTemperature, *site_, inletEndsOf(hot));
        QVERIFY(scale.maximum >= hot.halls.front()->racks.front().inletC);
        const ColourScale usual = colourScale(RackColouring::InletTemperature, *site_);
        QCOMPARE(scale.minimum, usual.minimum);
        QVERIFY(usual.maximum < scale.maximum);
        const ColourScale mild = colourScale(RackColouring::InletTemperature, *site_, inletEndsOf(snapshot_));
        QVERIFY(mild.maximum >= usual.maximum);
    }

private:
    SitePtr site_ = test::smallCampus();
    Snapshot snapshot_ = *evaluate(site_, conditionsOf(*site_));
};

QTEST_MAIN(SiteScalesTest)
#include "tst_site_scales.moc"
