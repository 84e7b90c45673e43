#include "core/studies/goodput/checkpoints.h"

#include "core/model/errors.h"

#include <fmt/format.h>

#include <cmath>

namespace hallwright {

namespace {

void requireSense(const CheckpointTimes& times)
{
    if (!(times.mtbfS > 0.0 && std::isfinite(times.mtbfS)))
        throw InputError(
            fmt::format("The mean time between failures is {:g} s, but must lie above 0.", times.mtbfS));
    if (!(times.checkpointS >= 0.0 && std::isfinite(times.checkpointS)))
        throw InputError(
            fmt::format("Writing a checkpoint takes {:g} s, but must take 0 s or more.", times.checkpointS));
    if (!(times.restartS >= 0.0 && std::isfinite(times.restartS)))
        throw InputError(fmt::format("A restart takes {:g} s, but must take 0 s or more.", times.restartS));
}

} // namespace

double youngIntervalS(const CheckpointTimes& times)
{
    requireSense(times);
    return std::sqrt(2.0 * times.checkpointS * times.mtbfS); // τ = √(2 δ M)
}

double dalyIntervalS(const CheckpointTimes& times)
{
    requireSense(times);
    const double half = times.checkpointS / (2.0 * times.mtbfS); // δ/2M
    if (half >= 1.0)
        return times.mtbfS;
    return youngIntervalS(times) * (1.0 + std::sqrt(half) / 3.0 + half / 9.0) - times.checkpointS;
}

TimeShares timeSharesOf(const CheckpointTimes& times, double intervalS)
{
    requireSense(times);
    if (!(intervalS > 0.0 && std::isfinite(intervalS)))
        throw InputError(
            fmt::format("The interval between checkpoints is {:g} s, but must lie above 0.", intervalS));
    const double m = times.mtbfS;
    TimeShares shares;
    // e = τ / (M e^(R/M) (e^((τ+δ)/M) - 1))
    shares.useful =
        intervalS / (m * std::exp(times.restartS / m) * std::expm1((intervalS + times.checkpointS) / m));
    shares.checkpoints = times.checkpointS / intervalS * shares.useful;
    shares.restarts = -std::expm1(-times.restartS / m);
    shares.rework = 1.0 - shares.useful - shares.checkpoints - shares.restarts;
    return shares;
}

double bestIntervalS(const CheckpointTimes& times)
{
    requireSense(times);
    const double golden = (std::sqrt(5.0) - 1.0) / 2.0;
    constexpr int steps = 200;
    double low = std::log(times.mtbfS) - 40.0;
    double high = std::log(times.mtbfS) + 3.0;
    const auto useful = [&](double logS) { return timeSharesOf(times, std::exp(logS)).useful; };
    for (int i = 0; i < steps; ++i) {
        const double left = high - golden * (high - low);
        const double right = low + golden * (high - low);
        if (useful(left) < useful(right))
            low = left;
        else
            high = right;
    }
    return std::exp((low + high) / 2.0);
}

} // namespace hallwright
