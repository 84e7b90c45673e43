// Follows the simulation with the 3D air of one hall, on a worker thread: newest wins, nothing queues.
//
// Every snapshot asked for gives a field as soon as the worker is free; when nothing newer has come for a while, the
// hall's recirculation matrix follows, racks near the last move first to be solved.
#pragma once

#include "core/physics/air_field.h"
#include "core/simulation/snapshot.h"

#include <QObject>

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>

namespace hallwright::app {

// A field and what it is of.
struct FieldOfHall {
    AirFieldPtr field;  // may be unusable: its report says why
    HallResultPtr hall; // the result whose flows it was solved with
    SnapshotPtr snapshot;
    double solvedMs = 0.0; // from the request's start to the field
};

class FieldSession : public QObject
{
    Q_OBJECT

public:
    explicit FieldSession(QObject* parent = nullptr);
    ~FieldSession() override;

    // Asks for the field of this hall in this snapshot. `moved`, positions in its racks: whose rows are wanted first.
    void request(SnapshotPtr snapshot, HallId hall, std::vector<std::size_t> moved = {});
    void clear();

    bool isIdle() const; // GUI thread: nothing wanted or under way, and all that was found has been told

    // How long the hand must rest before the matrix is refreshed.
    void setRestMs(int ms);

signals:
    void fieldReady(const hallwright::app::FieldOfHall& field);
    void matrixReady(hallwright::HallPtr hall, std::shared_ptr<const hallwright::RecirculationMatrix> matrix,
                     double milliseconds);

private:
    struct Job {
        SnapshotPtr snapshot;
        HallResultPtr hall;
        std::vector<std::size_t> moved;
        int generation = 0;
    };
    // The last field that could be used: the next one of its hall starts from it.
    struct Start {
        HallId hall;
        AirFieldPtr field;
    };
    std::optional<Job> nextJob(const std::stop_token& stop);
    bool restsUntilMatrixIsDue(const std::stop_token& stop, int generation);
    void work(const std::stop_token& stop);
    void carryOut(const Job& job, Start& start, const std::stop_token& stop);
    AirFieldPtr solve(const Job& job, const AirFieldPtr& start); // nullptr if stopped
    void refreshMatrix(const Job& job, const AirFieldPtr& field);

    mutable std::mutex mutex_;
    std::condition_variable_any wake_;
    std::optional<Job> wanted_;
    int underWay_ = 0;   // jobs taken whose end the GUI thread has not been told
    int generation_ = 0; // of the newest request
    int clearedAt_ = 0;  // requests up to this one are no longer wanted
    int restMs_ = 300;
    std::stop_source cancel_; // of the matrix under way: a newer request makes it worthless
    std::jthread worker_;     // last: it uses the members above
};

} // namespace hallwright::app
