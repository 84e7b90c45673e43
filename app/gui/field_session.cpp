#include "app/gui/field_session.h"

#include "core/simulation/hall_air_room.h"

#include <algorithm>
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

AirRoom roomOf(const SnapshotPtr& snapshot, const HallResultPtr& hall)
{
    const Site& site = *snapshot->site;
    return airRoomOf(*hall->hall, *site.catalogue, *hall, site.info.elevationM);
}

} // namespace

FieldSession::FieldSession(QObject* parent)
    : QObject(parent), worker_(this, [this](const Worker::Job& job) { carryOut(job); })
{
}

void FieldSession::request(SnapshotPtr snapshot, HallId hall, std::vector<std::size_t> moved, InletBasis by)
{
    if (HallResultPtr result = snapshot ? resultOf(*snapshot, hall) : nullptr)
        worker_.ask({std::move(snapshot), std::move(result), std::move(moved), by});
}

void FieldSession::carryOut(const Worker::Job& job)
{
    const HallId hall = job.question.hall->hall->id;
    if (hall != start_.hall)
        start_ = {hall, nullptr, nullptr};
    const SolvedAirPtr field = job.question.by == InletBasis::Flow ? follow(job) : solve(job);
    if (!field || !field->report().usable())
        return;
    if (worker_.restsFor(job, std::chrono::milliseconds(restMs_)))
        refreshMatrix(job, field);
}

SolvedAirPtr FieldSession::solve(const Worker::Job& job)
{
    const auto began = Clock::now();
    AirFieldPtr field =
        AirField::solve(roomOf(job.question.snapshot, job.question.hall), {}, start_.field.get());
    if (!field)
        return nullptr;
    if (field->report().usable())
        start_.field = field;
    show(job, field, msSince(began));
    return field;
}

// In bursts, each of which is shown: some steps at least, so that the flow moves on under a hand that never rests.
SolvedAirPtr FieldSession::follow(const Worker::Job& job)
{
    constexpr double leastBurstMs = 40.0;
    constexpr double burstOfGlance = 4.0; // a picture costs at most a fifth of the time
    constexpr int stepsAtOnce = 4;
    const auto began = Clock::now();
    BuoyantFlow flow(roomOf(job.question.snapshot, job.question.hall), {}, start_.flow.get());
    double burstMs = leastBurstMs;
    bool goesOn = true;
    while (goesOn) {
        const auto burst = Clock::now();
        while (goesOn && msSince(burst) < burstMs)
            goesOn = flow.advance(stepsAtOnce);
        if (!goesOn)
            break;
        const auto glance = Clock::now();
        start_.flow = flow.glance();
        burstMs = std::max(leastBurstMs, burstOfGlance * msSince(glance));
        show(job, start_.flow, msSince(began));
        if (job.superseded.stop_requested())
            return nullptr;
    }
    const BuoyantFieldPtr field = flow.field(job.superseded);
    if (!field)
        return nullptr;
    if (field->report().usable())
        start_.flow = field;
    show(job, field, msSince(began));
    return field;
}

// During a drag every field is worth showing, though a newer one is under way.
void FieldSession::show(const Worker::Job& job, SolvedAirPtr air, double milliseconds)
{
    const Asked& asked = job.question;
    worker_.tell(job, [this, shown = FieldOfHall{std::move(air), asked.hall, asked.snapshot, milliseconds}] {
        emit fieldReady(shown);
    });
}

void FieldSession::refreshMatrix(const Worker::Job& job, const SolvedAirPtr& field)
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
