#include "app/gui/field_session.h"

#include "core/simulation/hall_air_room.h"

#include <chrono>
#include <utility>

namespace hallwright::app {

namespace {

using Clock = std::chrono::steady_clock;

double msSince(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

HallResultPtr resultOf(const Snapshot& snapshot, HallId id)
{
    for (const HallResultPtr& hall : snapshot.halls) {
        if (hall->hall->id == id)
            return hall;
    }
    return nullptr;
}

} // namespace

FieldSession::FieldSession(QObject* parent)
    : QObject(parent), worker_([this](const std::stop_token& stop) { work(stop); })
{
}

FieldSession::~FieldSession()
{
    clear();
    worker_.request_stop();
    worker_.join();
}

void FieldSession::request(SnapshotPtr snapshot, HallId hall, std::vector<std::size_t> moved)
{
    HallResultPtr result = snapshot ? resultOf(*snapshot, hall) : nullptr;
    if (!result)
        return;
    {
        const std::lock_guard lock(mutex_);
        wanted_ = Job{std::move(snapshot), std::move(result), std::move(moved), ++generation_};
        cancel_.request_stop();
        cancel_ = {};
    }
    wake_.notify_one();
}

void FieldSession::clear()
{
    const std::lock_guard lock(mutex_);
    wanted_.reset();
    clearedAt_ = ++generation_;
    cancel_.request_stop();
    cancel_ = {};
}

bool FieldSession::isIdle() const
{
    const std::lock_guard lock(mutex_);
    return !wanted_ && underWay_ == 0;
}

void FieldSession::setRestMs(int ms)
{
    const std::lock_guard lock(mutex_);
    restMs_ = ms;
}

std::optional<FieldSession::Job> FieldSession::nextJob(const std::stop_token& stop)
{
    std::unique_lock lock(mutex_);
    if (!wake_.wait(lock, stop, [this] { return wanted_.has_value(); }))
        return std::nullopt;
    ++underWay_;
    return std::exchange(wanted_, std::nullopt);
}

bool FieldSession::restsUntilMatrixIsDue(const std::stop_token& stop, int generation)
{
    std::unique_lock lock(mutex_);
    wake_.wait_for(lock, stop, std::chrono::milliseconds(restMs_), [this] { return wanted_.has_value(); });
    return !stop.stop_requested() && generation == generation_;
}

void FieldSession::work(const std::stop_token& stop)
{
    Start start;
    while (const auto job = nextJob(stop)) {
        carryOut(*job, start, stop);
        // Posted after what the job has found, and so delivered after it.
        QMetaObject::invokeMethod(this, [this] {
            const std::lock_guard lock(mutex_);
            --underWay_;
        });
    }
}

void FieldSession::carryOut(const Job& job, Start& start, const std::stop_token& stop)
{
    const HallId hall = job.hall->hall->id;
    if (hall != start.hall)
        start = {hall, nullptr};
    const AirFieldPtr field = solve(job, start.field);
    if (!field || !field->report().usable())
        return;
    start.field = field;
    if (restsUntilMatrixIsDue(stop, job.generation))
        refreshMatrix(job, field);
}

AirFieldPtr FieldSession::solve(const Job& job, const AirFieldPtr& start)
{
    const auto began = Clock::now();
    const Site& site = *job.snapshot->site;
    AirFieldPtr field = AirField::solve(
        airRoomOf(*job.hall->hall, *site.catalogue, *job.hall, site.info.elevationM), {}, start.get());
    if (!field)
        return nullptr;
    FieldOfHall shown{field, job.hall, job.snapshot, msSince(began)};
    QMetaObject::invokeMethod(this, [this, shown = std::move(shown), generation = job.generation] {
        // During a drag every field is worth showing, though a newer one is under way; after clear() none is.
        if (generation > clearedAt_)
            emit fieldReady(shown);
    });
    return field;
}

void FieldSession::refreshMatrix(const Job& job, const AirFieldPtr& field)
{
    std::stop_token cancelled;
    {
        const std::lock_guard lock(mutex_);
        if (job.generation != generation_)
            return;
        cancelled = cancel_.get_token();
    }
    const auto start = Clock::now();
    auto matrix = field->matrix(job.hall->recirculation->layout(), job.moved, cancelled);
    if (!matrix)
        return;
    QMetaObject::invokeMethod(this, [this, hall = job.hall->hall, matrix = std::move(matrix),
                                     ms = msSince(start), generation = job.generation] {
        if (generation == generation_)
            emit matrixReady(hall, matrix, ms);
    });
}

} // namespace hallwright::app
