#include "app/gui/simulation_session.h"

namespace hallwright::app {

SimulationSession::SimulationSession(QObject* parent)
    : QObject(parent), worker_(this, [this](const Worker::Job& job) { carryOut(job); })
{
}

void SimulationSession::clear()
{
    worker_.clear();
    latest_ = nullptr;
}

void SimulationSession::carryOut(const Worker::Job& job)
{
    static const AirMatrices estimated;
    if (job.epoch != last_.epoch)
        last_ = {nullptr, nullptr, nullptr, job.epoch};
    const auto& [question, isReference] = job.question;
    PreparedCampusPtr& kept = isReference ? last_.reference : last_.campus;
    if (!kept)
        kept = last_.campus;
    const SnapshotPtr snapshot = evaluate(question.site, question.conditions, kept, job.cancelled,
                                          question.air ? *question.air : estimated);
    if (!snapshot)
        return;
    if (isReference) {
        worker_.tell(job, [this, snapshot] { emit referenceReady(snapshot); });
        return;
    }
    worker_.tell(job, [this, snapshot] {
        latest_ = snapshot;
        emit snapshotReady(snapshot);
    });
    last_.findings = findingsOf(*snapshot, last_.findings.get());
    worker_.tell(job,
                 [this, snapshot, findings = last_.findings] { emit findingsReady(snapshot, findings); });
}

} // namespace hallwright::app
