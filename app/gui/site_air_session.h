// Solves the air of all halls of a site on a worker thread: newest wins, nothing queues, and what was solved before is
// used again.
#pragma once

#include "core/simulation/site_air.h"

#include <QObject>

#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

namespace hallwright::app {

class SiteAirSession : public QObject
{
    Q_OBJECT

public:
    explicit SiteAirSession(QObject* parent = nullptr);
    ~SiteAirSession() override;

    // What is under way for an earlier request is stopped.
    void request(SitePtr site, Conditions conditions);
    void clear();

    bool isIdle() const; // GUI thread: nothing wanted or under way, and all that was found has been told

signals:
    void progressed(const hallwright::AirProgress& progress);
    // What the site is to be evaluated with under these conditions.
    void solved(hallwright::SitePtr site, const hallwright::Conditions& conditions,
                std::shared_ptr<const hallwright::AirMatrices> air);

private:
    struct Job {
        SitePtr site;
        Conditions conditions;
        int generation = 0;
        std::stop_token cancelled;
    };
    // What the next job starts from.
    struct Last {
        SiteAir fields;
        PreparedCampusPtr estimated;
    };
    std::optional<Job> nextJob(const std::stop_token& stop);
    void work(const std::stop_token& stop);
    void carryOut(const Job& job, Last& last);
    template <class Tell>
    void publish(int generation, Tell tell); // on the thread of this object, unless something newer is wanted

    mutable std::mutex mutex_;
    std::condition_variable_any wake_;
    std::optional<Job> wanted_;
    int underWay_ = 0;   // jobs taken whose end the GUI thread has not been told
    int generation_ = 0; // of the newest request
    std::stop_source running_;
    std::jthread worker_; // last: it uses the members above
};

} // namespace hallwright::app
