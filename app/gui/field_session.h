// Follows the simulation with the 3D air of one hall, on a worker thread: newest wins, nothing queues.
//
// Every snapshot asked for gives a field as soon as the worker is free; a flow is shown as it settles, and goes on from
// where it was when racks move. When nothing newer has come for a while, the hall's recirculation matrix follows, racks near
// the last move first to be solved.
#pragma once

#include "app/gui/latest_wins.h"
#include "core/physics/air_field.h"
#include "core/physics/buoyant_flow.h"
#include "core/simulation/snapshot.h"

#include <QObject>

#include <atomic>

namespace hallwright::app {

// A field and what it is of.
struct FieldOfHall {
    SolvedAirPtr field; // may be unusable: its report says why
    HallResultPtr hall; // the result whose flows it was solved with
    SnapshotPtr snapshot;
    double solvedMs = 0.0; // from the request's start to the field
};

class FieldSession : public QObject
{
    Q_OBJECT

public:
    explicit FieldSession(QObject* parent = nullptr);

    // Asks for the field of this hall in this snapshot. `moved`, positions in its racks: whose rows are wanted first.
    void request(SnapshotPtr snapshot, HallId hall, std::vector<std::size_t> moved = {},
                 InletBasis by = InletBasis::Field);
    void clear() { worker_.clear(); }

    bool isIdle() const { return worker_.isIdle(); } // GUI thread

    // How long the hand must rest before the matrix is refreshed.
    void setRestMs(int ms) { restMs_ = ms; }

signals:
    void fieldReady(const hallwright::app::FieldOfHall& field);
    void matrixReady(hallwright::HallPtr hall, std::shared_ptr<const hallwright::RecirculationMatrix> matrix,
                     double milliseconds);

private:
    struct Asked {
        SnapshotPtr snapshot;
        HallResultPtr hall;
        std::vector<std::size_t> moved;
        InletBasis by = InletBasis::Field; // or Flow
    };
    using Worker = LatestWins<Asked>;
    // The last field and flow that could be used: the next ones of their hall start from them.
    struct Start {
        HallId hall;
        AirFieldPtr field;
        BuoyantFieldPtr flow;
    };
    void carryOut(const Worker::Job& job);
    SolvedAirPtr solve(const Worker::Job& job);
    SolvedAirPtr follow(const Worker::Job& job); // by flow; nullptr where something newer is wanted
    void show(const Worker::Job& job, SolvedAirPtr air, double milliseconds);
    void refreshMatrix(const Worker::Job& job, const SolvedAirPtr& field);

    std::atomic<int> restMs_ = 300;
    Start start_; // the worker's
    Worker worker_;
};

} // namespace hallwright::app
