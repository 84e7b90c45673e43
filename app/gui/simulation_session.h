// Evaluates sites on a worker thread and holds them against the rules: newest wins, nothing queues.
#pragma once

#include "app/gui/latest_wins.h"
#include "core/rules/findings.h"
#include "core/simulation/evaluate.h"

#include <QObject>

#include <memory>

namespace hallwright::app {

struct Question {
    SitePtr site;
    Conditions conditions;
    std::shared_ptr<const AirMatrices> air{}; // null: inlets are estimated
};

class SimulationSession : public QObject
{
    Q_OBJECT

public:
    explicit SimulationSession(QObject* parent = nullptr);

    // Asks for a snapshot. A request that has not started yet is replaced; a running one is finished, because its
    // snapshot is what makes the next one cheap, and published: during a drag every answer is worth a frame.
    void request(Question question) { worker_.ask({std::move(question), false}); }
    // Asks, behind what was requested above, for what a what-if is compared with.
    void requestReference(Question question) { worker_.ask({std::move(question), true}, Urgency::Behind); }
    void clear(); // nothing is wanted any more; a running evaluation is stopped

    bool isIdle() const { return worker_.isIdle(); } // GUI thread
    SnapshotPtr latest() const { return latest_; }   // GUI thread

signals:
    void snapshotReady(hallwright::SnapshotPtr snapshot);
    // What is wrong with it, after each snapshotReady: the figures do not wait for the rules.
    void findingsReady(hallwright::SnapshotPtr snapshot, hallwright::FindingsPtr findings);
    void referenceReady(hallwright::SnapshotPtr snapshot);

private:
    struct Asked {
        Question question;
        bool isReference = false;
    };
    using Worker = LatestWins<Asked>;
    // What the last jobs of one epoch left: nearest to what the next of their kind will.
    struct Last {
        PreparedCampusPtr campus, reference;
        FindingsPtr findings; // of the snapshot
        int epoch = 0;
    };
    void carryOut(const Worker::Job& job);

    SnapshotPtr latest_;
    Last last_; // the worker's
    Worker worker_;
};

} // namespace hallwright::app
