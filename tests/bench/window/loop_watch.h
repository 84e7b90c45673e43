// How long the event loop was kept from its events.
#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <numeric>
#include <vector>

namespace hallwright::bench {

// Ticks each millisecond from its making: the longest time between two ticks is the longest that a click had to wait.
class LoopWatch
{
public:
    LoopWatch()
    {
        timer_.setTimerType(Qt::PreciseTimer);
        QObject::connect(&timer_, &QTimer::timeout, [this] {
            waitsMs_.push_back(static_cast<double>(clock_.nsecsElapsed()) * 1e-6);
            clock_.restart();
        });
        clock_.start();
        timer_.start(1);
    }
    double worstMs() const { return shareMs(1.0); }
    // That this share of the time an event would have had to wait for less, had it come then.
    double shareMs(double share) const
    {
        std::vector<double> sorted = waitsMs_;
        std::sort(sorted.begin(), sorted.end());
        const double sumMs = std::accumulate(sorted.begin(), sorted.end(), 0.0);
        double untilMs = 0.0;
        for (const double waitMs : sorted) {
            untilMs += waitMs;
            if (untilMs >= share * sumMs - 1e-9)
                return waitMs;
        }
        return 0.0;
    }

private:
    QTimer timer_;
    QElapsedTimer clock_;
    std::vector<double> waitsMs_;
};

} // namespace hallwright::bench
