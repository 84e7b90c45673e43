#include "app/gui/simulation_session.h"

#include <utility>

namespace hallwright::app {

SimulationSession::SimulationSession(QObject* parent)
    : QObject(parent), worker_([this](const std::stop_token& stop) { work(stop); })
{
}

SimulationSession::~SimulationSession()
{
    clear();
    worker_.request_stop();
    worker_.join();
}

void SimulationSession::request(Question question)
{
    {
        const std::lock_guard lock(mutex_);
        wanted_ = std::move(question);
    }
    wake_.notify_one();
}

void SimulationSession::requestReference(Question question)
{
    {
        const std::lock_guard lock(mutex_);
        reference_ = std::move(question);
    }
    wake_.notify_one();
}

void SimulationSession::clear()
{
    const std::lock_guard lock(mutex_);
    wanted_.reset();
    reference_.reset();
    latest_ = nullptr;
    ++generation_;
    running_.request_stop();
    running_ = {};
}

bool SimulationSession::isIdle() const
{
    const std::lock_guard lock(mutex_);
    return !wanted_ && !reference_ && underWay_ == 0;
}

std::optional<SimulationSession::Job> SimulationSession::nextJob(const std::stop_token& stop)
{
    std::unique_lock lock(mutex_);
    if (!wake_.wait(lock, stop, [this] { return wanted_ || reference_; }))
        return std::nullopt;
    ++underWay_;
    const bool isReference = !wanted_;
    Question question = *std::exchange(isReference ? reference_ : wanted_, std::nullopt);
    return Job{std::move(question), isReference, generation_, running_.get_token()};
}

void SimulationSession::work(const std::stop_token& stop)
{
    Last last;
    while (const auto job = nextJob(stop)) {
        carryOut(*job, last);
        // Posted after what the job has found, and so delivered after it.
        QMetaObject::invokeMethod(this, [this] {
            const std::lock_guard lock(mutex_);
            --underWay_;
        });
    }
}

void SimulationSession::carryOut(const Job& job, Last& last)
{
    static const AirMatrices estimated;
    if (job.generation != last.generation)
        last = {nullptr, nullptr, nullptr, job.generation};
    const auto& [site, conditions, air] = job.question;
    PreparedCampusPtr& kept = job.isReference ? last.reference : last.campus;
    if (!kept)
        kept = last.campus;
    const SnapshotPtr snapshot = evaluate(site, conditions, kept, job.cancelled, air ? *air : estimated);
    if (!snapshot)
        return;
    publish(job, snapshot);
    if (job.isReference)
        return;
    last.findings = findingsOf(*snapshot, last.findings.get());
    publish(job, snapshot, last.findings);
}

void SimulationSession::publish(const Job& job, const SnapshotPtr& snapshot)
{
    QMetaObject::invokeMethod(this,
                              [this, snapshot, generation = job.generation, isReference = job.isReference] {
                                  if (generation != generation_)
                                      return;
                                  if (isReference) {
                                      emit referenceReady(snapshot);
                                      return;
                                  }
                                  latest_ = snapshot;
                                  emit snapshotReady(snapshot);
                              });
}

void SimulationSession::publish(const Job& job, const SnapshotPtr& snapshot, const FindingsPtr& findings)
{
    QMetaObject::invokeMethod(this, [this, snapshot, findings, generation = job.generation] {
        if (generation == generation_)
            emit findingsReady(snapshot, findings);
    });
}

} // namespace hallwright::app
