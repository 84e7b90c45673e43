// Work that a drag asks for with every step and that nobody needs so often: it is done ten times a second at most, and
// with the newest of what it shows.
#pragma once

#include <QTimer>

#include <functional>
#include <utility>

namespace hallwright::app {

class Pace
{
public:
    enum class When { AtOnce, InTime };

    explicit Pace(std::function<void()> work) : work_(std::move(work))
    {
        constexpr int leastMsBetween = 100;
        pause_.setSingleShot(true);
        pause_.setInterval(leastMsBetween);
        QObject::connect(&pause_, &QTimer::timeout, &pause_, [this] {
            if (waiting_)
                carryOut();
        });
    }

    void ask(When when)
    {
        if (when == When::InTime && pause_.isActive())
            waiting_ = true;
        else
            carryOut();
    }

private:
    void carryOut()
    {
        waiting_ = false;
        pause_.start();
        work_();
    }

    std::function<void()> work_;
    QTimer pause_; // since it was last done
    bool waiting_ = false;
};

} // namespace hallwright::app
