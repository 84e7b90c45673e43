// Evaluates sites on a worker thread and holds them against the rules: newest wins, nothing queues.
#pragma once

#include "core/rules/findings.h"
#include "core/simulation/evaluate.h"

#include <QObject>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

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
    ~SimulationSession() override;

    // Asks for a snapshot. A request that has not started yet is replaced; a running one is finished, because its
    // snapshot is what makes the next one cheap, and published: during a drag every answer is worth a frame.
    void request(Question question);
    // Asks, behind what was requested above, for what a what-if is compared with.
    void requestReference(Question question);
    void clear(); // nothing is wanted any more; a running evaluation is stopped

    bool isIdle() const; // GUI thread: nothing wanted or under way, and all that was found has been told
    SnapshotPtr latest() const { return latest_; } // GUI thread

signals:
    void snapshotReady(hallwright::SnapshotPtr snapshot);
    // What is wrong with it, after each snapshotReady: the figures do not wait for the rules.
    void findingsReady(hallwright::SnapshotPtr snapshot, hallwright::FindingsPtr findings);
    void referenceReady(hallwright::SnapshotPtr snapshot);

private:
    struct Job {
        Question question;
        bool isReference = false;
        int generation = 0;
        std::stop_token cancelled;
    };
    // What the last jobs of one generation left: nearest to what the next of their kind will need.
    struct Last {
        PreparedCampusPtr campus, reference;
        FindingsPtr findings; // of the campus
        int generation = 0;
    };
    std::optional<Job> nextJob(const std::stop_token& stop); // waits for one; none at the end
    void work(const std::stop_token& stop);
    void carryOut(const Job& job, Last& last);
    void publish(const Job& job, const SnapshotPtr& snapshot);
    void publish(const Job& job, const SnapshotPtr& snapshot, const FindingsPtr& findings);

    mutable std::mutex mutex_;
    std::condition_variable_any wake_;
    std::optional<Question> wanted_;
    std::optional<Question> reference_;
    int underWay_ = 0;   // jobs taken whose end the GUI thread has not been told
    int generation_ = 0; // raised by clear(), so that what was under way then is not published
    std::stop_source running_;
    SnapshotPtr latest_;
    std::jthread worker_; // last: it uses the members above
};

} // namespace hallwright::app
