// Evaluations of one site over the weather, each made once and several at a time.
#pragma once

#include "core/simulation/evaluate.h"
#include "core/studies/year/operating_point.h"

#include <compare>
#include <cstddef>
#include <map>
#include <memory>
#include <stop_token>
#include <vector>

namespace hallwright {

class WorkTeam; // core/physics/work_team.h

struct WeatherPoint {
    double dryBulbC = 0.0;
    double depressionK = 0.0; // of the wet bulb below the dry bulb, at least 0

    auto operator<=>(const WeatherPoint&) const = default;
};

// What evaluations have left for the next version of the site to go on from.
using PreparedPoints = std::map<WeatherPoint, PreparedCampusPtr>;

class WeatherPoints
{
public:
    // `conditions` but for their weather. `before` is gone on from, `after` receives what the next version can go on from, which
    // takes some megabytes a point; both may be null and must outlive it.
    WeatherPoints(SitePtr site, const Conditions& conditions, const PreparedPoints* before,
                  PreparedPoints* after);

    // The number of a point, known at once; its results after the next `evaluate`.
    std::size_t add(const WeatherPoint& point);
    // False if it was stopped, after which there are no results.
    bool evaluate(WorkTeam& team, const std::stop_token& stop);

    const OperatingPoint& operator[](std::size_t number) const { return results_[number]; }
    std::size_t size() const { return results_.size(); }

private:
    const SitePtr site_;
    const Conditions conditions_;
    const PreparedPoints* before_;
    PreparedPoints* after_;
    std::map<WeatherPoint, std::size_t> numbers_;
    std::vector<WeatherPoint> points_;
    std::vector<OperatingPoint> results_; // as points_, of those that are evaluated
    std::vector<PreparedCampusPtr> last_; // of each part of the team
};

} // namespace hallwright
