// A failure and a sweep in words: of answers made by hand, as they are read by someone who opened no manual.
#include "core/studies/failure/failure_words.h"
#include "tests/support/campus.h"

#include <QTest>

using namespace hallwright;
using namespace hallwright::test;

class FailureWordsTest : public QObject
{
    Q_OBJECT

private slots:
    void clocksCountSecondsAndFromAnHourOnHours()
    {
        QCOMPARE(clockText(0.0), std::string("0:00"));
        QCOMPARE(clockText(290.4), std::string("4:50"));
        QCOMPARE(clockText(59.6), std::string("1:00"));
        QCOMPARE(clockText(3725.0), std::string("1:02:05"));
        QCOMPARE(clockWithUnit(290.4), std::string("4:50 min:s"));
        QCOMPARE(clockWithUnit(3725.0), std::string("1:02:05 h:min:s"));
    }

    void whatIsLostIsSaidWithItsShare()
    {
        const Cascade cascade = lossy();
        const FailureAnswer answer = answerOf(cascade);
        QCOMPARE(answer.what,
                 std::string("If " + upsName() +
                             " fails, 20 racks, 160 GPUs and 1.000 MW of IT (25.0 %) are lost."));
        QCOMPARE(answer.timeLeft,
                 std::string("First limit after 0:17 min:s: The inlet of rack A01 passes its "
                             "limit. First racks down after 4:50 min:s: 20 racks go dark."));
        QCOMPARE(answer.survives, std::string("After 1 h, 24 racks run, and can go on without end."));
    }

    void withoutGpusNoneAreNamed()
    {
        Cascade cascade = lossy();
        cascade.before.gpus = cascade.after.gpus;
        QVERIFY(QString::fromStdString(answerOf(cascade).what).contains("20 racks and 1.000 MW of IT"));
    }

    // A limit that is passed after racks are down is no longer what is waited for.
    void onlyALimitBeforeTheFirstLossIsTold()
    {
        Cascade cascade = lossy();
        cascade.events[1].timeS = 300.0;
        std::swap(cascade.events[1], cascade.events[2]);
        QCOMPARE(answerOf(cascade).timeLeft,
                 std::string("First racks down after 4:50 min:s: 20 racks go dark."));
        cascade.events[1].timeS = 0.0;
        QCOMPARE(answerOf(cascade).timeLeft, std::string("First racks down at once: 20 racks go dark."));
    }

    void whatIsRedundantSaysSo()
    {
        Cascade cascade = lossy();
        cascade.after = cascade.before;
        cascade.events = {event(0.0, FailureEventKind::Failed, "UPS fails."),
                          event(3600.0, FailureEventKind::End, "After 1 h, all racks run.")};
        QCOMPARE(answerOf(cascade).what, "If " + upsName() + " fails, no rack is lost.");
        QCOMPARE(answerOf(cascade).timeLeft,
                 std::string("No inlet and no coolant passes its limit within 1 h."));
        cascade.events.insert(cascade.events.begin() + 1,
                              event(0.0, FailureEventKind::OnStore, "It lasts 10 min 23 s."));
        QVERIFY(answerOf(cascade).timeLeft.ends_with("It lasts 10 min 23 s."));
        cascade.failed.push_back(cascade.failed.front());
        QVERIFY(QString::fromStdString(answerOf(cascade).what).contains(" fail, no rack"));
    }

    void manyOfOneKindInOneSecondAreOneLine()
    {
        Cascade cascade = lossy();
        for (int i = 0; i < 9; ++i)
            cascade.events.insert(cascade.events.begin() + 3,
                                  event(290.3, FailureEventKind::Shutdown, "1 rack switches off.", 1));
        const std::vector<TimelineLine> lines = timelineOf(cascade);
        // Failed, limit, dark; three of nine, the rest; end.
        QCOMPARE(lines.size(), std::size_t{8});
        QVERIFY(lines[6].isFolded());
        QCOMPARE(lines[6].events.size(), std::size_t{6});
        QCOMPARE(lines[6].sentence, std::string("And 6 more of this kind in the same second, with 6 racks."));
        std::size_t told = 0;
        for (const TimelineLine& line : lines)
            told += line.events.size();
        QCOMPARE(told, cascade.events.size());
        for (std::size_t i = 1; i < lines.size(); ++i)
            QVERIFY(lines[i].events.front() > lines[i - 1].events.back());
    }

    void aSweepSaysHowManyTakeRacksDown()
    {
        Sweep sweep;
        sweep.entries.resize(4);
        QCOMPARE(answerOf(sweep),
                 std::string("0 of 4 elements take a rack down if they fail; 0 pass a limit, 4 "
                             "are without consequence."));
        sweep.entries[0].racksLost = 3;
        sweep.entries[1].inletLimitS = 30.0;
        QCOMPARE(answerOf(sweep),
                 std::string("1 of 4 elements takes racks down if it fails; 1 more passes a limit, "
                             "2 are without consequence."));
        sweep.entries[2].racksLost = 1;
        sweep.entries[3].racksLost = 1;
        QCOMPARE(answerOf(sweep),
                 std::string("3 of 4 elements take racks down if they fail; 1 more passes a limit, "
                             "0 are without consequence."));
    }

    void conditionsAndAssumptionsHaveTheirUnits()
    {
        Conditions conditions;
        conditions.outdoorC = 35.82;
        conditions.wetBulbC = 24.1;
        QCOMPARE(conditionsText(conditions), std::string("35.8 °C outdoors, wet bulb 24.1 °C"));
        FailureOptions options;
        options.generatorStartS = 12.0;
        QVERIFY(assumptionsText(options).find("take load after 12 s;") != std::string::npos);
        QVERIFY(assumptionsText(options).find("at 45 °C inlet air.") != std::string::npos);
        // 391.5 ln(4/2.56) s
        QVERIFY(assumptionsText(options).find(
                    "above 120 % of its rating, from cold at twice its rating after 2 min 55 s;") !=
                std::string::npos);
        QVERIFY(assumptionsText(options).find("has fuel for 24 h at its rating;") != std::string::npos);
    }

private:
    static FailureEvent event(double timeS, FailureEventKind kind, const char* sentence,
                              std::size_t racks = 0)
    {
        return {timeS, kind, {}, sentence, racks, 8 * racks, 50e3 * static_cast<double>(racks)};
    }

    // 20 of 44 racks, 160 of 352 GPUs, 1 of 4 MW; the first limit after 17 s, the loss after 290 s.
    Cascade lossy() const
    {
        Cascade cascade;
        cascade.site = site_;
        cascade.failed = {refTo(site_->power->nodes.front().id)};
        cascade.before = {44, 352, 4e6};
        cascade.after = {24, 192, 3e6};
        cascade.endS = 3600.0;
        cascade.events = {
            event(0.0, FailureEventKind::Failed, "It fails."),
            event(17.0, FailureEventKind::InletLimit, "The inlet of rack A01 passes its limit."),
            event(290.0, FailureEventKind::PowerLost, "20 racks go dark.", 20),
            event(3600.0, FailureEventKind::End, "After 1 h, 24 racks run, and can go on without end.")};
        return cascade;
    }

    std::string upsName() const { return site_->power->nodes.front().name; }

    SitePtr site_ = smallCampus();
};

QTEST_APPLESS_MAIN(FailureWordsTest)
#include "tst_failure_words.moc"
