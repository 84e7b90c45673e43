#include "app/gui/capacity_session.h"

#include "core/model/shown_text.h"

#include <exception>

namespace hallwright::app {

CapacitySession::CapacitySession(QObject* parent)
    : QObject(parent), worker_(this, [this](const Worker::Job& job) { carryOut(job); })
{
}

void CapacitySession::carryOut(const Worker::Job& job)
{
    try {
        answer(job);
    } catch (const std::exception& error) { // a change that the site would not take
        worker_.tellIfNewest(job, [this, sentence = QString::fromStdString(shortMessage(error.what()))] {
            emit failed(sentence);
        });
    }
}

void CapacitySession::answer(const Worker::Job& job)
{
    if (epoch_ != job.epoch) // another site has nothing in common with it
        last_ = nullptr;
    epoch_ = job.epoch;
    const CapacityAsked& asked = job.question;
    last_ = capacityOf(asked.site, asked.conditions, asked.question, last_.get());
    CapacityAnswer found{asked, last_, nullptr};
    worker_.tellIfNewest(job, [this, found] { emit answered(found); });
    auto unlocks = unlocksOf(*last_, mostUnlocks, job.superseded);
    if (job.superseded.stop_requested())
        return;
    found.unlocks = std::make_shared<const std::vector<CapacityUnlock>>(std::move(unlocks));
    worker_.tellIfNewest(job, [this, found] { emit answered(found); });
}

} // namespace hallwright::app
