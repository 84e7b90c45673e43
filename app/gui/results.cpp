#include "app/gui/results.h"

namespace hallwright::app {

Results::Results(Document* document, QObject* parent) : QObject(parent), document_(document)
{
    connect(document_, &Document::committedSiteChanged, this, [this] {
        startCountingNow();
        if (!outages_.empty())
            session_.requestReference(document_->committedSite());
    });
    connect(&session_, &SimulationSession::snapshotReady, this, &Results::take);
    connect(&session_, &SimulationSession::referenceReady, this, &Results::takeReference);
}

void Results::request()
{
    if (document_->isOpen())
        session_.request(document_->shownSite(), outages_);
}

void Results::startCountingNow()
{
    baseline_ = committed_;
}

void Results::clear()
{
    session_.clear();
    shown_ = committed_ = baseline_ = nullptr;
    outages_ = {};
}

void Results::setAir(HallId hall, const std::shared_ptr<const RecirculationMatrix>& matrix)
{
    session_.setAir(hall, matrix);
    request();
}

void Results::setOutages(const Outages& outages)
{
    if (!document_->isOpen() || outages == outages_)
        return;
    outages_ = outages;
    if (!outages_.empty() && !isCommittedKnown())
        session_.requestReference(document_->committedSite());
    request();
    emit outagesChanged();
}

bool Results::isCommittedKnown() const
{
    return committed_ && committed_->site == document_->committedSite();
}

void Results::take(const SnapshotPtr& snapshot)
{
    shown_ = snapshot;
    if (snapshot->site == document_->committedSite() && snapshot->conditions.outages.empty())
        committed_ = snapshot;
    emit snapshotReady(snapshot);
}

void Results::takeReference(const SnapshotPtr& snapshot)
{
    if (snapshot->site != document_->committedSite())
        return;
    committed_ = snapshot;
    emit referenceChanged();
}

} // namespace hallwright::app
