#include "core/studies/year/matching.h"

#include "core/model/errors.h"

#include <algorithm>
#include <cmath>

namespace hallwright {

Matching matchingOf(std::span<const double> loadW, std::span<const double> generationW)
{
    double load = 0.0, generation = 0.0, both = 0.0;
    for (std::size_t h = 0; h < loadW.size(); ++h) {
        load += loadW[h];
        generation += generationW[h];
        both += std::min(loadW[h], generationW[h]);
    }
    if (load <= 0.0)
        return {};
    return {std::min(1.0, generation / load), both / load};
}

double solarPowerW(double ratedW, double globalWm2, double airC)
{
    constexpr double standardWm2 = 1000.0, standardC = 25.0;
    constexpr double perK = 0.004, cellRise = 0.03, systemShare = 0.86;
    const double cellC = airC + cellRise * globalWm2;
    // P = P_r G / 1000 · (1 - 0.004 (T_c - 25)) · 0.86
    return std::max(ratedW * globalWm2 / standardWm2 * (1.0 - perK * (cellC - standardC)) * systemShare, 0.0);
}

double windPowerW(double ratedW, double windAt10mMs)
{
    constexpr double cutInMs = 3.0, ratedMs = 12.0, cutOutMs = 25.0;
    const double atHubMs = windAt10mMs * std::pow(100.0 / 10.0, 1.0 / 7.0);
    if (atHubMs < cutInMs || atHubMs >= cutOutMs)
        return 0.0;
    const auto cube = [](double v) { return v * v * v; };
    return ratedW * std::min(1.0, (cube(atHubMs) - cube(cutInMs)) / (cube(ratedMs) - cube(cutInMs)));
}

std::vector<double> generationW(const OwnGeneration& own, const WeatherSeries& weather)
{
    std::vector<double> powerW;
    powerW.reserve(weather.hours.size());
    for (const WeatherHour& hour : weather.hours) {
        double sumW = own.constantW;
        if (own.solarW > 0.0) {
            if (std::isnan(hour.globalWm2))
                throw InputError(
                    "The weather lacks the irradiance that solar power follows from; take a file that has it "
                    "at every hour.");
            sumW += solarPowerW(own.solarW, hour.globalWm2, hour.dryBulbC);
        }
        if (own.windW > 0.0) {
            if (std::isnan(hour.windMs))
                throw InputError("The weather lacks the wind that wind power follows from; take a file that "
                                 "has it at every "
                                 "hour.");
            sumW += windPowerW(own.windW, hour.windMs);
        }
        powerW.push_back(sumW);
    }
    return powerW;
}

} // namespace hallwright
