#include "app/gui/failure_session.h"

#include "core/model/shown_text.h"

#include <algorithm>
#include <exception>

namespace hallwright::app {

namespace {

FailureOptions optionsOver(double horizonS)
{
    FailureOptions options;
    options.horizonS = horizonS;
    return options;
}

} // namespace

FailureSession::FailureSession(QObject* parent)
    : QObject(parent), worker_(this, [this](const Worker::Job& job) { carryOut(job); })
{
}

void FailureSession::carryOut(const Worker::Job& job)
{
    const FailureAsked& asked = job.question;
    const auto tellProgress = [&](double timeS) {
        worker_.tellIfNewest(job, [this, timeS] { emit progressed(timeS); });
    };
    try {
        const CascadePtr cascade = failureOf(asked.site, asked.conditions, asked.failed,
                                             optionsOver(asked.horizonS), job.superseded, tellProgress);
        if (cascade)
            worker_.tellIfNewest(job,
                                 [this, answer = FailureFollowed{asked, cascade}] { emit followed(answer); });
    } catch (const std::exception& error) {
        worker_.tellIfNewest(job, [this, sentence = QString::fromStdString(shortMessage(error.what()))] {
            emit failed(sentence);
        });
    }
}

SweepSession::SweepSession(QObject* parent)
    : QObject(parent), worker_(this, [this](const Worker::Job& job) { carryOut(job); })
{
}

void SweepSession::carryOut(const Worker::Job& job)
{
    constexpr std::size_t steps = 200; // more than a progress bar has pixels
    const SweepAsked& asked = job.question;
    const auto tellProgress = [&](std::size_t done, std::size_t all) {
        if (done % std::max<std::size_t>(1, all / steps) == 0 || done == all)
            worker_.tellIfNewest(job, [this, done = static_cast<int>(done), all = static_cast<int>(all)] {
                emit progressed(done, all);
            });
    };
    try {
        const SweepPtr sweep = sweepSingles(asked.site, asked.conditions, optionsOver(asked.horizonS),
                                            tellProgress, job.superseded);
        if (sweep)
            worker_.tellIfNewest(job, [this, answer = SweepDone{asked, sweep}] { emit swept(answer); });
    } catch (const std::exception& error) {
        worker_.tellIfNewest(job, [this, sentence = QString::fromStdString(shortMessage(error.what()))] {
            emit failed(sentence);
        });
    }
}

} // namespace hallwright::app
