#include "app/gui/site_air_session.h"

#include <utility>

namespace hallwright::app {

SiteAirSession::SiteAirSession(QObject* parent)
    : QObject(parent), worker_([this](const std::stop_token& stop) { work(stop); })
{
}

SiteAirSession::~SiteAirSession()
{
    clear();
    worker_.request_stop();
    worker_.join();
}

void SiteAirSession::request(SitePtr site, Conditions conditions)
{
    {
        const std::lock_guard lock(mutex_);
        running_.request_stop();
        running_ = {};
        wanted_ = Job{std::move(site), std::move(conditions), ++generation_, running_.get_token()};
    }
    wake_.notify_one();
}

void SiteAirSession::clear()
{
    const std::lock_guard lock(mutex_);
    wanted_.reset();
    ++generation_;
    running_.request_stop();
    running_ = {};
}

bool SiteAirSession::isIdle() const
{
    const std::lock_guard lock(mutex_);
    return !wanted_ && underWay_ == 0;
}

std::optional<SiteAirSession::Job> SiteAirSession::nextJob(const std::stop_token& stop)
{
    std::unique_lock lock(mutex_);
    if (!wake_.wait(lock, stop, [this] { return wanted_.has_value(); }))
        return std::nullopt;
    ++underWay_;
    return std::exchange(wanted_, std::nullopt);
}

void SiteAirSession::work(const std::stop_token& stop)
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

void SiteAirSession::carryOut(const Job& job, Last& last)
{
    if (!evaluate(job.site, job.conditions, last.estimated, job.cancelled))
        return;
    auto air = last.fields.solve(
        last.estimated,
        [&](const AirProgress& progress) {
            publish(job.generation, [this, progress] { emit progressed(progress); });
        },
        job.cancelled);
    if (!air)
        return;
    publish(job.generation, [this, site = job.site, conditions = job.conditions,
                             air = std::make_shared<const AirMatrices>(*std::move(air))] {
        emit solved(site, conditions, air);
    });
}

template <class Tell>
void SiteAirSession::publish(int generation, Tell tell)
{
    QMetaObject::invokeMethod(this, [this, generation, tell = std::move(tell)] {
        if (generation == generation_)
            tell();
    });
}

} // namespace hallwright::app
