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
    : QObject(parent), worker_(this, [this](const Worker::Job& job) { carryOut(job); })
{
}

void FieldSession::request(SnapshotPtr snapshot, HallId hall, std::vector<std::size_t> moved)
{
    if (HallResultPtr result = snapshot ? resultOf(*snapshot, hall) : nullptr)
        worker_.ask({std::move(snapshot), std::move(result), std::move(moved)});
}

void FieldSession::carryOut(const Worker::Job& job)
{
    const HallId hall = job.question.hall->hall->id;
    if (hall != start_.hall)
        start_ = {hall, nullptr};
    const AirFieldPtr field = solve(job, start_.field);
    if (!field || !field->report().usable())
        return;
    start_.field = field;
    if (worker_.restsFor(job, std::chrono::milliseconds(restMs_)))
        refreshMatrix(job, field);
}

AirFieldPtr FieldSession::solve(const Worker::Job& job, const AirFieldPtr& start)
{
    const auto began = Clock::now();
    const auto& [snapshot, hall, moved] = job.question;
    const Site& site = *snapshot->site;
    AirFieldPtr field = AirField::solve(airRoomOf(*hall->hall, *site.catalogue, *hall, site.info.elevationM),
                                        {}, start.get());
    if (!field)
        return nullptr;
    // During a drag every field is worth showing, though a newer one is under way.
    worker_.tell(
        job, [this, shown = FieldOfHall{field, hall, snapshot, msSince(began)}] { emit fieldReady(shown); });
    return field;
}

void FieldSession::refreshMatrix(const Worker::Job& job, const AirFieldPtr& field)
{
    const auto start = Clock::now();
    const Asked& asked = job.question;
    auto matrix = field->matrix(asked.hall->recirculation->layout(), asked.moved, job.superseded);
    if (!matrix)
        return;
    worker_.tellIfNewest(job, [this, hall = asked.hall->hall, found = std::move(matrix),
                               ms = msSince(start)] { emit matrixReady(hall, found, ms); });
}

} // namespace hallwright::app
