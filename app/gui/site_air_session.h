// Solves the air of all halls of a site on a worker thread: newest wins, nothing queues, and what was solved before is
// used again, flows those of earlier days too: they are kept in the user's cache folder.
#pragma once

#include "app/gui/latest_wins.h"
#include "core/simulation/site_air.h"

#include <QObject>

#include <memory>

namespace hallwright::app {

class SiteAirSession : public QObject
{
    Q_OBJECT

public:
    explicit SiteAirSession(QObject* parent = nullptr);

    // What is under way for an earlier request is stopped.
    void request(SitePtr site, Conditions conditions, InletBasis by)
    {
        worker_.ask({std::move(site), std::move(conditions), by});
    }
    void clear() { worker_.clear(); }

    bool isIdle() const { return worker_.isIdle(); } // GUI thread

signals:
    void progressed(const hallwright::AirProgress& progress);
    // What the site is to be evaluated with under these conditions.
    void solved(hallwright::SitePtr site, const hallwright::Conditions& conditions,
                std::shared_ptr<const hallwright::AirMatrices> air);

private:
    struct Asked {
        SitePtr site;
        Conditions conditions;
        InletBasis by = InletBasis::Field;
    };
    using Worker = LatestWins<Asked>;
    // What the next job starts from.
    struct Last {
        SiteAir airs;
        PreparedCampusPtr estimated;
    };
    void carryOut(const Worker::Job& job);

    Last last_; // the worker's
    Worker worker_;
};

} // namespace hallwright::app
