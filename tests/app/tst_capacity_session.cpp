// The worker behind the capacity: the newest question alone is answered, and nothing of a closed site comes back.
#include "app/gui/capacity_session.h"
#include "core/model/edits.h"
#include "tests/support/campus.h"

#include <QTest>

using namespace hallwright;
using namespace hallwright::app;

namespace {

constexpr RackTypeId airRack{1};

CapacityAsked asked(const SitePtr& site)
{
    return {site, conditionsOf(*site), {airRack, {}}};
}

} // namespace

class CapacitySessionTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        session_ = std::make_unique<CapacitySession>();
        answers_.clear();
        connect(session_.get(), &CapacitySession::answered, this,
                [this](const CapacityAnswer& answer) { answers_.push_back(answer); });
    }

    void theAnswerComesFirstAndThenWhatWouldMakeRoom()
    {
        const SitePtr site = test::smallCampus();
        session_->request(asked(site));
        QTRY_COMPARE(answers_.size(), std::size_t{2});
        QVERIFY(!answers_[0].unlocks && answers_[1].unlocks);
        QCOMPARE(answers_[0].capacity, answers_[1].capacity);
        QCOMPARE(answers_[0].asked, asked(site));
        QCOMPARE(answers_[0].capacity->fits(), capacityOf(site, conditionsOf(*site), {airRack, {}})->fits());
    }

    // All are asked before the first answer can arrive, which is told on this thread.
    void anOlderQuestionIsNeverAnsweredAfterANewerOne()
    {
        SitePtr site = test::smallCampus();
        const RackId rack = site->buildings.front()->halls.front()->racks.front().id;
        for (int i = 1; i <= 50; ++i) {
            site = withRackPower(site, rack, 1e3 * (i * 0.1));
            session_->request(asked(site));
            QTest::qSleep(i % 10 == 0 ? 5 : 0); // some are under way when the next one comes
        }
        QTRY_VERIFY(session_->isIdle());
        QCOMPARE(answers_.size(), std::size_t{2});
        for (const CapacityAnswer& answer : answers_)
            QCOMPARE(answer.asked.site, site);
    }

    void nothingOfAClosedSiteComesBack()
    {
        session_->request(asked(test::smallCampus()));
        QTest::qSleep(20);
        session_->clear();
        QTRY_VERIFY(session_->isIdle());
        QVERIFY(answers_.empty());
    }

    // From the answer before, as from nothing.
    void oneEditLaterTheAnswerIsThatOfAColdStudy()
    {
        SitePtr site = test::smallCampus();
        session_->request(asked(site));
        QTRY_VERIFY(session_->isIdle());
        site = withoutRack(site, site->buildings.front()->halls.front()->racks.back().id);
        session_->request(asked(site));
        QTRY_VERIFY(session_->isIdle());
        const CapacityPtr cold = capacityOf(site, conditionsOf(*site), {airRack, {}});
        const Capacity& warm = *answers_.back().capacity;
        QCOMPARE(warm.fits(), cold->fits());
        QCOMPARE(warm.whole().free, cold->whole().free);
        QCOMPARE(warm.whole().binding.sentence, cold->whole().binding.sentence);
    }

private:
    std::unique_ptr<CapacitySession> session_;
    std::vector<CapacityAnswer> answers_;
};

QTEST_GUILESS_MAIN(CapacitySessionTest)
#include "tst_capacity_session.moc"
