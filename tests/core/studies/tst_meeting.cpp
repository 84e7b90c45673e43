// The studies that a report brings along, and how they are stopped.
#include "core/studies/meeting.h"

#include "core/simulation/evaluate.h"
#include "tests/core/studies/capacity/half_empty.h"

#include <QTest>

using namespace hallwright;
using namespace hallwright::test;

class MeetingTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const SitePtr site = halfEmptyCampus();
        snapshot_ = evaluate(site, conditionsOf(*site));
    }

    void theyAreAllMadeAndSayWhatTheyAreAt()
    {
        std::vector<std::string> steps;
        const MeetingStudies studies = meetingStudiesOf(*snapshot_, [&](const std::string& step) {
            steps.push_back(step);
            return true;
        });
        QVERIFY(studies.capacity && !studies.outages.empty());
        QCOMPARE(QString::fromStdString(steps.front()), QString("placing racks"));
        QCOMPARE(studies.capacity->fits(), usualCapacityOf(*snapshot_)->fits());
    }

    void aStopEndsThePlacingOfRacks()
    {
        std::stop_source stop;
        stop.request_stop();
        QVERIFY(!usualCapacityOf(*snapshot_, stop.get_token()));
        const SitePtr& site = snapshot_->site;
        QVERIFY(!capacityOf(site, snapshot_->conditions, {airRack, {}}, nullptr, stop.get_token()));
        QVERIFY(capacityOf(site, snapshot_->conditions, {airRack, {}}));
    }

    // Asked for while racks are placed: nothing that comes after is begun.
    void nothingIsBegunAfterAStop()
    {
        std::stop_source stop;
        int steps = 0;
        const MeetingStudies studies = meetingStudiesOf(
            *snapshot_,
            [&](const std::string&) {
                ++steps;
                stop.request_stop();
                return true;
            },
            stop.get_token());
        QCOMPARE(steps, 1);
        QVERIFY(!studies.capacity && studies.unlocks.empty() && studies.outages.empty());
    }

    void falseEndsThemAsWell()
    {
        const MeetingStudies studies = meetingStudiesOf(*snapshot_, [](const std::string&) { return false; });
        QVERIFY(!studies.capacity && studies.outages.empty());
    }

private:
    SnapshotPtr snapshot_;
};

QTEST_GUILESS_MAIN(MeetingTest)
#include "tst_meeting.moc"
