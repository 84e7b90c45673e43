#include "views/fields/share_worker.h"

namespace hallwright::fields {

namespace {

std::vector<float> answerTo(const ShareQuestion& question)
{
    const FieldData& data = *question.data;
    return question.quantity == FieldQuantity::ShareFromRack ? data.shareFrom(question.rack)
                                                             : data.recirculatedShare();
}

} // namespace

ShareWorker::ShareWorker()
{
    pool_.setMaxThreadCount(1);
}

ShareWorker::~ShareWorker()
{
    pool_.waitForDone();
}

void ShareWorker::ask(const ShareQuestion& question)
{
    if (wanted_ == question)
        return;
    wanted_ = question;
    if (running_)
        next_ = question;
    else
        start(question);
}

void ShareWorker::forget()
{
    wanted_.reset();
    next_.reset();
}

void ShareWorker::start(const ShareQuestion& question)
{
    running_ = true;
    // The pool is this object's own and is waited for: `this` outlives the job. What it posts is dropped with it.
    pool_.start([this, question] {
        QMetaObject::invokeMethod(
            this,
            [this, question, shares = answerTo(question)] {
                running_ = false;
                const bool useful = wanted_ == question;
                if (useful)
                    wanted_.reset();
                if (const auto next = std::exchange(next_, std::nullopt))
                    start(*next);
                if (useful)
                    emit answered(question, shares);
            },
            Qt::QueuedConnection);
    });
}

} // namespace hallwright::fields
