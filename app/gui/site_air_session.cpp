#include "app/gui/site_air_session.h"

#include "core/storage/air_store.h"

#include <QStandardPaths>

#include <filesystem>

namespace hallwright::app {

namespace {

std::shared_ptr<KnownAirs> keptFlows()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::CacheLocation);
    return folder.isEmpty()
               ? nullptr
               : std::make_shared<AirStore>(std::filesystem::path(folder.toStdString()) / "flows.db");
}

} // namespace

SiteAirSession::SiteAirSession(QObject* parent)
    : QObject(parent), last_{SiteAir(keptFlows()), nullptr},
      worker_(this, [this](const Worker::Job& job) { carryOut(job); })
{
}

void SiteAirSession::carryOut(const Worker::Job& job)
{
    const auto& [site, conditions, by] = job.question;
    if (!evaluate(site, conditions, last_.estimated, job.superseded))
        return;
    auto air = last_.airs.solve(
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
