// How long the event loop was kept from its events.
#pragma once

#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>

namespace hallwright::bench {

// Ticks each millisecond from its making: the longest time between two ticks is the longest that a click had to wait.
class LoopWatch
{
public:
    LoopWatch()
    {
        timer_.setTimerType(Qt::PreciseTimer);
        QObject::connect(&timer_, &QTimer::timeout, [this] {
            worstMs_ = std::max(worstMs_, static_cast<double>(clock_.nsecsElapsed()) * 1e-6);
            clock_.restart();
        });
        clock_.start();
        timer_.start(1);
    }
    double worstMs() const { return worstMs_; }

private:
    QTimer timer_;
    QElapsedTimer clock_;
    double worstMs_ = 0.0;
};

} // namespace hallwright::bench
