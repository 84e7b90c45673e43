#include "app/gui/site_air_session.h"

namespace hallwright::app {

SiteAirSession::SiteAirSession(QObject* parent)
    : QObject(parent), worker_(this, [this](const Worker::Job& job) { carryOut(job); })
{
}

void SiteAirSession::carryOut(const Worker::Job& job)
{
    const auto& [site, conditions, by] = job.question;
    if (!evaluate(site, conditions, last_.estimated, job.superseded))
        return;
    auto air = last_.fields.solve(
        last_.estimated, by,
        [&](const AirProgress& progress) {
            worker_.tellIfNewest(job, [this, progress] { emit progressed(progress); });
        },
        job.superseded);
    if (!air)
        return;
    worker_.tellIfNewest(
        job, [this, asked = job.question, found = std::make_shared<const AirMatrices>(*std::move(air))] {
            emit solved(asked.site, asked.conditions, found);
        });
}

} // namespace hallwright::app
