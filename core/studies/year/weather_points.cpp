#include "core/studies/year/weather_points.h"

#include "core/physics/work_team.h"

#include <atomic>
#include <exception>

namespace hallwright {

WeatherPoints::WeatherPoints(SitePtr site, const Conditions& conditions, const PreparedPoints* before,
                             PreparedPoints* after)
    : site_(std::move(site)), conditions_(conditions), before_(before), after_(after)
{
}

std::size_t WeatherPoints::add(const WeatherPoint& point)
{
    const auto [at, isNew] = numbers_.try_emplace(point, points_.size());
    if (isNew)
        points_.push_back(point);
    return at->second;
}

bool WeatherPoints::evaluate(WorkTeam& team, const std::stop_token& stop)
{
    const std::size_t from = results_.size();
    results_.resize(points_.size());
    std::vector<PreparedCampusPtr> left(points_.size() - from);
    last_.resize(static_cast<std::size_t>(team.size()));
    std::vector<std::exception_ptr> thrown(last_.size()); // a team's task must not throw
    std::atomic<std::size_t> next = from;
    team.run([&](int part) {
        PreparedCampusPtr& last = last_[static_cast<std::size_t>(part)];
        try {
            for (std::size_t n = next++; n < points_.size() && !stop.stop_requested(); n = next++) {
                Conditions conditions = conditions_;
                conditions.outdoorC = points_[n].dryBulbC;
                conditions.wetBulbC = points_[n].dryBulbC - points_[n].depressionK;
                // Of the version before at this very weather, or else of any weather.
                const auto known = before_ ? before_->find(points_[n]) : PreparedPoints::const_iterator();
                PreparedCampusPtr kept = before_ && known != before_->end() ? known->second : last;
                const SnapshotPtr snapshot = hallwright::evaluate(site_, conditions, kept, stop);
                if (!snapshot)
                    return;
                results_[n] = operatingPointOf(*snapshot);
                last = kept;
                if (after_)
                    left[n - from] = std::move(kept);
            }
        } catch (...) {
            thrown[static_cast<std::size_t>(part)] = std::current_exception();
        }
    });
    for (const std::exception_ptr& exception : thrown) {
        if (exception)
            std::rethrow_exception(exception);
    }
    if (stop.stop_requested())
        return false;
    for (std::size_t n = from; after_ && n < points_.size(); ++n)
        after_->emplace(points_[n], std::move(left[n - from]));
    return true;
}

} // namespace hallwright
