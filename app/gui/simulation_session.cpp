#include "app/gui/simulation_session.h"

#include <algorithm>
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

void SimulationSession::request(SitePtr site, Outages outages)
{
    {
        const std::lock_guard lock(mutex_);
        wanted_ = std::move(site);
        outages_ = std::move(outages);
    }
    wake_.notify_one();
}

void SimulationSession::requestReference(SitePtr site)
{
    {
        const std::lock_guard lock(mutex_);
        reference_ = std::move(site);
    }
    wake_.notify_one();
}

void SimulationSession::setAir(HallId hall, std::shared_ptr<const RecirculationMatrix> matrix)
{
    const std::lock_guard lock(mutex_);
    const auto it =
        std::find_if(air_.begin(), air_.end(), [hall](const auto& of) { return of.first == hall; });
    if (it != air_.end())
        it->second = std::move(matrix);
    else
        air_.emplace_back(hall, std::move(matrix));
}

void SimulationSession::clear()
{
    const std::lock_guard lock(mutex_);
    air_.clear();
    wanted_ = nullptr;
    reference_ = nullptr;
    latest_ = nullptr;
    ++generation_;
    running_.request_stop();
    running_ = {};
}

std::optional<SimulationSession::Job> SimulationSession::nextJob(const std::stop_token& stop)
{
    std::unique_lock lock(mutex_);
    if (!wake_.wait(lock, stop, [this] { return wanted_ || reference_; }))
        return std::nullopt;
    if (wanted_)
        return Job{std::exchange(wanted_, nullptr), outages_, air_, false, generation_, running_.get_token()};
    return Job{std::exchange(reference_, nullptr), {}, air_, true, generation_, running_.get_token()};
}

void SimulationSession::work(const std::stop_token& stop)
{
    SnapshotPtr previous, previousReference; // each is nearest to the next of its kind
    FindingsPtr findings;
    int previousGeneration = 0;
    while (const auto job = nextJob(stop)) {
        if (job->generation != std::exchange(previousGeneration, job->generation))
            previous = previousReference = nullptr, findings = nullptr;
        Conditions conditions = conditionsOf(*job->site);
        conditions.outages = job->outages;
        SnapshotPtr& before = job->isReference ? previousReference : previous;
        const Snapshot* nearest = before ? before.get() : previous.get();
        if (SnapshotPtr snapshot = evaluate(job->site, conditions, nearest, job->cancelled, job->air)) {
            before = snapshot;
            publish(*job, snapshot);
            if (job->isReference)
                continue;
            findings = findingsOf(*snapshot, findings.get());
            publish(*job, snapshot, findings);
        }
    }
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
