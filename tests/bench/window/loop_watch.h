// How long the event loop was kept from its events.
#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <numeric>
#include <vector>

#include <ctime>

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
            worksMs_.push_back(threadMs() - workedMs_);
            workedMs_ += worksMs_.back();
            clock_.restart();
        });
        clock_.start();
        timer_.start(1);
    }
    double worstMs() const { return shareMs(1.0); }
    // The most processor time of this thread between two ticks: what a wait would have been with a processor to itself.
    double mostWorkMs() const
    {
        return worksMs_.empty() ? 0.0 : *std::max_element(worksMs_.begin(), worksMs_.end());
    }
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
    static double threadMs()
    {
        timespec now{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
        return 1e3 * static_cast<double>(now.tv_sec) + 1e-6 * static_cast<double>(now.tv_nsec);
    }

    QTimer timer_;
    QElapsedTimer clock_;
    double workedMs_ = threadMs();
    std::vector<double> waitsMs_, worksMs_;
};

} // namespace hallwright::bench
