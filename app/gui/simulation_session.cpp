#include "app/gui/simulation_session.h"

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

void SimulationSession::request(SitePtr site)
{
    {
        const std::lock_guard lock(mutex_);
        wanted_ = std::move(site);
    }
    wake_.notify_one();
}

void SimulationSession::clear()
{
    const std::lock_guard lock(mutex_);
    wanted_ = nullptr;
    latest_ = nullptr;
    ++generation_;
    running_.request_stop();
    running_ = {};
}

void SimulationSession::work(const std::stop_token& stop)
{
    SnapshotPtr previous;
    int previousGeneration = 0;
    while (!stop.stop_requested()) {
        SitePtr site;
        int generation = 0;
        std::stop_token cancelled;
        {
            std::unique_lock lock(mutex_);
            if (!wake_.wait(lock, stop, [this] { return wanted_ != nullptr; }))
                return;
            site = std::exchange(wanted_, nullptr);
            generation = generation_;
            cancelled = running_.get_token();
        }
        if (generation != previousGeneration)
            previous = nullptr;
        SnapshotPtr snapshot = evaluate(site, conditionsOf(*site), previous.get(), cancelled);
        if (!snapshot)
            continue;
        previous = snapshot;
        previousGeneration = generation;
        QMetaObject::invokeMethod(this, [this, generation, snapshot] {
            if (generation != generation_)
                return;
            latest_ = snapshot;
            emit snapshotReady(snapshot);
        });
    }
}

} // namespace hallwright::app
